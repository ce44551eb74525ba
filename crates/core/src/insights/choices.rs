//! Owns [`Choices`], what the user chose about insights, and [`Draws`], what is remembered of draws.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::bounds::{first_beyond, is_short, is_stored_time};
use crate::schema::Stored;

use super::draw::DrawEntry;
use super::who::Handle;

/// The most accounts of one's own, and the most that are kept out of draws.
pub const MOST_HANDLES: usize = 100;
/// The most winners that are remembered.
pub const MOST_WINNERS: usize = 1_000;
/// The most replies that are kept: several times what the most answered authors could see. A page that was taken over may
/// make them up.
pub const MOST_REPLIES: usize = 250_000;
/// For how many days a reply is kept where nothing else is chosen: two years.
pub const KEPT_DAYS: u32 = 730;
/// For how many days one may choose to keep replies. 0 is for ever.
pub const DAYS: &[u32] = &[90, 365, KEPT_DAYS, 1_825, 0];
/// The longest words of thanks, in characters: a post's length.
pub const THANKS_CHARS: usize = 280;

/// What the user chose about insights. Off until it is switched on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Whether replies are noted at all.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub on: bool,
    /// The user's own accounts: only replies to these are kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<Handle>,
    /// For how many days a reply is kept; 0 is for ever.
    pub days: u32,
    /// When the page was last looked at, and the time before that: what is new is what came since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visited: Option<Millis>,
    /// The words with which X's box for a thank-you is opened.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub thanks: String,
}

impl Default for Choices {
    fn default() -> Self {
        Self { on: false, own: Vec::new(), days: KEPT_DAYS, visited: None, thanks: String::new() }
    }
}

impl Choices {
    /// Whether somebody is one of the user's own accounts.
    #[must_use]
    pub fn is_own(&self, handle: &Handle) -> bool {
        self.own.iter().any(|own| own.is(handle))
    }

    /// The first part that is out of its bounds, by its name.
    #[must_use]
    pub fn beyond(&self) -> Option<&'static str> {
        first_beyond(&[
            ("own", self.own.len() <= MOST_HANDLES),
            ("days", DAYS.contains(&self.days)),
            ("visited", self.visited.is_none_or(is_stored_time)),
            ("thanks", is_short(&self.thanks, THANKS_CHARS)),
        ])
    }
}

impl Stored for Choices {
    fn out_of_bounds(&self) -> Option<&'static str> {
        self.beyond()
    }
}

/// What is remembered of draws: who does not take part in the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draws {
    /// Accounts that may not take part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<Handle>,
    /// Who won before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub winners: Vec<DrawEntry>,
}

impl Draws {
    /// The first part that is out of its bounds, by its name.
    #[must_use]
    pub fn beyond(&self) -> Option<&'static str> {
        first_beyond(&[
            ("blocked", self.blocked.len() <= MOST_HANDLES),
            ("winners", self.winners.len() <= MOST_WINNERS),
        ])
    }

    /// Takes a person out, by name; whether that changed anything.
    pub fn forget(&mut self, handle: &Handle) -> bool {
        let before = (self.blocked.len(), self.winners.len());
        self.blocked.retain(|blocked| !blocked.is(handle));
        self.winners.retain(|winner| winner.handle != handle.folded());
        before != (self.blocked.len(), self.winners.len())
    }

    /// Those of both.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        for blocked in other.blocked {
            if !self.blocked.iter().any(|there| there.is(&blocked)) {
                self.blocked.push(blocked);
            }
        }
        for winner in other.winners {
            if !self.winners.contains(&winner) {
                self.winners.push(winner);
            }
        }
        self.blocked.truncate(MOST_HANDLES);
        self.winners.truncate(MOST_WINNERS);
        self
    }
}

impl Stored for Draws {
    fn out_of_bounds(&self) -> Option<&'static str> {
        self.beyond()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_on_until_it_is_chosen() {
        let choices = Choices::default();
        assert!(!choices.on && choices.own.is_empty() && choices.beyond().is_none());
        assert_eq!(serde_json::to_string(&choices).unwrap(), r#"{"days":730}"#);
        assert_eq!(serde_json::from_str::<Choices>("{}").unwrap(), choices);
        assert_eq!(Choices { days: 7, ..choices }.beyond(), Some("days"));
    }

    #[test]
    fn whoever_is_forgotten_neither_won_nor_is_kept_out() {
        let draws = || Draws {
            blocked: vec!["Bob".parse().unwrap(), "eve".parse().unwrap()],
            winners: vec![DrawEntry { handle: "bob".to_owned(), reply: "19".parse().unwrap() }],
        };
        let mut left = draws();
        assert!(left.forget(&"BOB".parse().unwrap()));
        assert_eq!(left, Draws { blocked: vec!["eve".parse().unwrap()], winners: Vec::new() });
        assert!(!left.forget(&"bob".parse().unwrap()));
        assert_eq!(draws().join(draws()), draws());
    }
}
