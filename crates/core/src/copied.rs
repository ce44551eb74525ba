//! When the page of the list offers to save it as a file. What a browser loses of an extension's storage, as in an update
//! that goes wrong, goes with the backups in it; a file stays.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::bounds::{first_beyond, is_stored_time};

/// The list was last saved as a file, or that was put off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copied {
    /// When.
    pub at: Millis,
    /// Whether it was put off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub put_off: bool,
}

/// How many items must have come since.
const NEW_ITEMS: usize = 20;
const DAY: Millis = 86_400_000.0;
/// How long a copy is new enough.
const NEW_FOR: Millis = 30.0 * DAY;
/// How long who put it off is left alone.
const PUT_OFF_FOR: Millis = 90.0 * DAY;

impl Copied {
    /// The first part of it that is out of its bounds, by its name.
    #[must_use]
    pub fn out_of_bounds(&self) -> Option<&'static str> {
        first_beyond(&[("at", is_stored_time(self.at))])
    }
}

/// Whether it is time to offer a copy of a list whose items were saved at those times.
pub fn is_due(last: Option<Copied>, saved: impl Iterator<Item = Millis> + Clone, now: Millis) -> bool {
    let (since, quiet) = match last {
        Some(Copied { at, put_off: true }) => (at, PUT_OFF_FOR),
        Some(Copied { at, .. }) => (at, NEW_FOR),
        // Counted from the first item: a new list is not a month old.
        None => (saved.clone().fold(now, Millis::min), NEW_FOR),
    };
    let is_new = |at: &Millis| last.is_none_or(|last| *at > last.at);
    now - since >= quiet && saved.filter(is_new).nth(NEW_ITEMS.saturating_sub(1)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_764_000_000_000.0;

    fn ago(days: Millis) -> Millis {
        NOW - days * DAY
    }

    #[test]
    fn a_copy_is_offered_of_enough_that_is_old_enough_and_seldom() {
        let saved = |count: usize, days: Millis| std::iter::repeat_n(ago(days), count);
        let due = |last, count, days| is_due(last, saved(count, days), NOW);
        assert!(due(None, 20, 31.0));
        assert!(!due(None, 19, 31.0), "a short list");
        assert!(!due(None, 500, 29.0), "a young one");
        let copied = |days, put_off| Some(Copied { at: ago(days), put_off });
        assert!(due(copied(31.0, false), 20, 5.0));
        assert!(!due(copied(31.0, false), 500, 40.0), "nothing is new");
        assert!(!due(copied(29.0, false), 500, 5.0), "the copy is new");
        assert!(!due(copied(89.0, true), 500, 5.0), "it was put off");
        assert!(due(copied(91.0, true), 20, 5.0));
        // A clock that was set back offers nothing, and takes nothing from anybody.
        assert!(!due(copied(-400.0, false), 500, 5.0));
    }
}
