//! What X's answers and notices say about a reply that was not posted.

use super::fault::FaultCode::{self, *};

/// One of X's notices, or an error within the box, as it was read: its words and signs are the site's to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// Why a reply was not posted, by words that no other action's notice has.
    pub code: Option<FaultCode>,
    /// The same by words and signs that other actions' notices have as well.
    pub refusal: Option<FaultCode>,
    /// Whether it stands in the box itself.
    pub inline: bool,
}

impl Notice {
    /// Why the reply was not posted. `refused`: X has refused it, so that what other actions' notices say as well counts.
    #[must_use]
    pub fn says(&self, refused: bool) -> Option<FaultCode> {
        self.code.or(self.refusal.filter(|_| refused))
    }
}

/// What the HTTP status of a request that posts says, of one that was not 200.
#[must_use]
pub fn by_status(status: u16) -> FaultCode {
    match status {
        401 => SignedOut,
        429 => ReplyLimit,
        400..=499 => ReplyDeclined,
        500..=599 => Network,
        // Nobody has seen these.
        _ => ReplyRefused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses() {
        let asked = [304, 401, 403, 404, 429, 500, 503, 599].map(by_status);
        let (no, limit, line) = (ReplyDeclined, ReplyLimit, Network);
        assert_eq!(asked, [ReplyRefused, SignedOut, no, no, limit, line, line, line]);
    }

    #[test]
    fn what_other_actions_say_too_counts_once_x_has_refused() {
        let notice = Notice { code: None, refusal: Some(ReplyLimit), inline: false };
        assert_eq!((notice.says(false), notice.says(true)), (None, Some(ReplyLimit)));
        let named = Notice { code: Some(ReplyDuplicate), ..notice };
        assert_eq!((named.says(false), named.says(true)), (Some(ReplyDuplicate), Some(ReplyDuplicate)));
    }
}
