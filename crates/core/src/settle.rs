//! Replies that nobody saw go out, and what the page shows of the user's own replies later: whether one is the other.

use super::Millis;
use super::cart::{CartItem, ReplyState};
use super::item::ItemKey;
use super::tweet::TweetId;

/// How long before an item's last change its reply may have gone out: a box may have waited half an hour for its user,
/// and clocks differ.
const BEFORE_MS: f64 = 45.0 * 60_000.0;

/// A reply of which nobody knows whether it is posted.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsure {
    /// Its item.
    pub key: ItemKey,
    /// The tweet it answers.
    pub tweet: TweetId,
    /// Since when nobody knows.
    pub since: Millis,
}

impl Unsure {
    /// The item's reply, if nobody knows of it.
    #[must_use]
    pub fn of(item: &CartItem) -> Option<Self> {
        let unsure = item.status.may_be_posted() && !matches!(item.status, ReplyState::Replied { .. });
        let tweet = item.tweet_id().filter(|_| unsure)?.clone();
        Some(Self { key: item.found.key.clone(), tweet, since: item.changed_at })
    }

    /// Whether a tweet of the user's, which the page shows, may be this reply. Every reply has one of our hashtags.
    #[must_use]
    pub fn may_be(&self, own: &OwnTweet) -> bool {
        let at = own.id.posted_at().unwrap_or_default();
        is_tagged(&own.text) && own.id.is_younger_than(&self.tweet) && at >= self.since - BEFORE_MS
    }

    /// Whether it is. `stored` are the user's replies to the tweet as X's store has them, which knows what each answers;
    /// where it has none, the place on the page has to tell.
    #[must_use]
    pub fn is(&self, own: &OwnTweet, stored: &[TweetId]) -> bool {
        let by_place = || stored.is_empty() && own.answers.as_ref() == Some(&self.tweet);
        stored.contains(&own.id) || by_place()
    }
}

/// A tweet of the user's own that the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTweet {
    /// Which.
    pub id: TweetId,
    /// Its words.
    pub text: String,
    /// The tweet that it answers, where its place on the page tells.
    pub answers: Option<TweetId>,
}

/// Whether a text has one of our hashtags. X also links one that follows a letter of a language without spaces.
#[must_use]
pub fn is_tagged(text: &str) -> bool {
    let text = text.to_lowercase();
    let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
    ["#amazoncart", "#amazonbasket"].iter().any(|tag| text.split(tag).skip(1).any(ends))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::FaultCode;
    use crate::samples::kept;

    const PRESSED: f64 = 1_764_000_000_000.0;

    /// The id of a tweet so many seconds after the press.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far from both ends")]
    fn id(seconds: f64) -> TweetId {
        let millis = PRESSED + seconds * 1_000.0 - 1_288_834_974_657.0;
        ((millis as u64) << 22).to_string().parse().unwrap()
    }

    fn unsure(status: ReplyState) -> Option<Unsure> {
        Unsure::of(&CartItem { status, ..CartItem::new(kept("1"), PRESSED) })
    }

    fn own(id: TweetId, text: &str, answers: Option<&str>) -> OwnTweet {
        OwnTweet { id, text: text.into(), answers: answers.map(|it| it.parse().unwrap()) }
    }

    #[test]
    fn what_nobody_knows_of() {
        let failed = |code| ReplyState::ReplyFailed { code };
        for (status, open) in [
            (ReplyState::Saved, false),
            (ReplyState::Replying, true),
            (ReplyState::Replied { url: "https://x.com/me/status/2".into() }, false),
            (failed(FaultCode::Unconfirmed), true),
            (failed(FaultCode::Network), true),
            (failed(FaultCode::ReplyDuplicate), false),
        ] {
            assert_eq!(unsure(status.clone()).is_some(), open, "{status:?}");
        }
    }

    #[test]
    fn what_may_be_the_reply() {
        let reply = unsure(ReplyState::Replying).unwrap();
        for (seconds, text, may) in [
            (1.0, "#AmazonCart", true),
            (86_400.0, "#amazoncart A kettle", true),
            (-600.0, "#AmazonBasket", true),
            (-3_600.0, "#AmazonCart", false),
            (1.0, "Nice!", false),
            (1.0, "#AmazonCarts", false),
        ] {
            assert_eq!(reply.may_be(&own(id(seconds), text, None)), may, "{seconds} {text}");
        }
        assert!(!reply.may_be(&own("1".parse().unwrap(), "#AmazonCart", None)), "the tweet itself");
    }

    #[test]
    fn the_store_knows_best_and_else_the_place_tells() {
        let reply = unsure(ReplyState::Replying).unwrap();
        let (this, other) = (id(1.0), id(2.0));
        for (answers, stored, is) in [
            (None, vec![this.clone()], true),
            (Some("7"), vec![other.clone(), this.clone()], true),
            (Some("1"), vec![other], false),
            (Some("1"), vec![], true),
            (Some("7"), vec![], false),
            (None, vec![], false),
        ] {
            let own = own(this.clone(), "#AmazonCart", answers);
            assert_eq!(reply.is(&own, &stored), is, "{answers:?} {stored:?}");
        }
    }

    #[test]
    fn hashtags_as_x_links_them() {
        for (text, tagged) in [
            ("#AmazonCart", true),
            ("買った#AmazonCart", true),
            ("#AMAZONBASKET!", true),
            ("#AmazonCarts #amazoncart", true),
            ("#AmazonCart_2", false),
            ("AmazonCart", false),
            ("", false),
        ] {
            assert_eq!(is_tagged(text), tagged, "{text}");
        }
    }
}
