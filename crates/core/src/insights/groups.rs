//! Owns [`AudienceGroup`]: how a person stands to the author, by plain rules that can be said in one sentence each.

use crate::Millis;

/// Answers to so many posts make a regular: two can be one evening's reading, the third is a habit.
pub const REGULAR_POSTS: usize = 3;
/// Answers about so many products make a regular too: who takes a second book liked the first.
pub const REGULAR_PRODUCTS: usize = 2;
/// A regular of whom nothing was seen for so many days is quiet: a season, so that the time between two books of a
/// series does not make everybody quiet.
pub const QUIET_DAYS: u32 = 90;

/// How a person stands to the author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AudienceGroup {
    /// Answered one post.
    New,
    /// Answered several.
    Again,
    /// Answers as a habit.
    Regular,
    /// Was a regular, and was not seen for long.
    Quiet,
}

impl AudienceGroup {
    /// Where somebody stands who answered so many posts about so many products, the last time at `last`.
    #[must_use]
    pub fn of(posts: usize, products: usize, last: Millis, now: Millis) -> Self {
        let is_regular = posts >= REGULAR_POSTS || products >= REGULAR_PRODUCTS;
        let is_quiet = now - last > f64::from(QUIET_DAYS) * 24.0 * 60.0 * 60.0 * 1000.0;
        match posts {
            _ if is_regular && is_quiet => Self::Quiet,
            _ if is_regular => Self::Regular,
            0 | 1 => Self::New,
            _ => Self::Again,
        }
    }

    /// The name that it has in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Again => "again",
            Self::Regular => "regular",
            Self::Quiet => "quiet",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_one_rule_each() {
        let (last, soon) = (1_764_000_000_000.0, 1_764_000_000_000.0 + 90.0 * 86_400_000.0);
        for (posts, products, now, expected) in [
            (0, 0, soon, AudienceGroup::New),
            (1, 1, soon, AudienceGroup::New),
            (2, 1, soon, AudienceGroup::Again),
            (3, 1, soon, AudienceGroup::Regular),
            (2, 2, soon, AudienceGroup::Regular),
            (3, 1, soon + 1.0, AudienceGroup::Quiet),
            (2, 1, soon + 1.0, AudienceGroup::Again),
            (1, 1, soon + 1.0, AudienceGroup::New),
        ] {
            assert_eq!(AudienceGroup::of(posts, products, last, now), expected, "{posts} {products}");
        }
    }
}
