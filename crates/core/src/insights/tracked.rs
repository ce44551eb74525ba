//! Owns [`PostNumbers`], the five numbers of a post through all looks.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::bounds::is_stored_time;

use super::numbers::{LabelNumber, Labels};

/// A number at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// When it was seen.
    pub at: Millis,
    /// What was seen.
    pub value: u64,
    /// Whether it may be rounded, as [`LabelNumber::rough`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rough: bool,
}

/// One number through all looks: it can go down, when replies are deleted or hidden.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tracked {
    /// As it was last seen.
    pub last: Point,
    /// The highest that was seen, and when first.
    pub highest: Point,
}

impl Tracked {
    fn new(at: Millis, count: LabelNumber) -> Self {
        let point = Point { at, value: count.value, rough: count.rough };
        Self { last: point, highest: point }
    }

    fn join(self, other: Self) -> Self {
        // Of two at one moment the exact one, and then the greater.
        let last = self.last.at.total_cmp(&other.last.at);
        let last = last.then_with(|| other.last.rough.cmp(&self.last.rough));
        let last = last.then_with(|| self.last.value.cmp(&other.last.value));
        let highest = self.highest.value.cmp(&other.highest.value);
        let highest = highest.then_with(|| other.highest.rough.cmp(&self.highest.rough));
        let highest = highest.then_with(|| other.highest.at.total_cmp(&self.highest.at));
        Self {
            last: if last.is_ge() { self.last } else { other.last },
            highest: if highest.is_ge() { self.highest } else { other.highest },
        }
    }
}

/// The numbers that X shows of a post. `None` is unknown, which is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named as X names it")]
pub struct PostNumbers {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replies: Option<Tracked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reposts: Option<Tracked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likes: Option<Tracked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bookmarks: Option<Tracked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub views: Option<Tracked>,
}

impl PostNumbers {
    /// What the labels of a post's controls say at this moment.
    #[must_use]
    pub fn read(labels: &Labels, at: Millis) -> Self {
        let counts = labels.counts();
        let point = |count: Option<LabelNumber>| count.map(|count| Tracked::new(at, count));
        Self {
            replies: point(counts.replies),
            reposts: point(counts.reposts),
            likes: point(counts.likes),
            bookmarks: point(counts.bookmarks),
            views: point(counts.views),
        }
    }

    /// Two looks as one: commutative, associative and idempotent.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let join = |one: Option<Tracked>, other: Option<Tracked>| match (one, other) {
            (Some(one), Some(other)) => Some(one.join(other)),
            (one, other) => one.or(other),
        };
        Self {
            replies: join(self.replies, other.replies),
            reposts: join(self.reposts, other.reposts),
            likes: join(self.likes, other.likes),
            bookmarks: join(self.bookmarks, other.bookmarks),
            views: join(self.views, other.views),
        }
    }

    /// Whether these say all that others say, but for when they were last seen.
    #[must_use]
    pub fn says_as_much(&self, other: &Self) -> bool {
        let all = |it: &Self| {
            [it.replies, it.reposts, it.likes, it.bookmarks, it.views].map(|number| {
                number.map(|it| (it.last.value, it.last.rough, it.highest.value, it.highest.rough))
            })
        };
        all(self) == all(other)
    }

    /// When a number of these was last seen.
    #[must_use]
    pub fn latest(&self) -> Option<Millis> {
        let all = [self.replies, self.reposts, self.likes, self.bookmarks, self.views];
        all.into_iter().flatten().map(|it| it.last.at).reduce(f64::max)
    }

    /// Whether every time in it may stand in storage.
    pub(super) fn is_within_bounds(&self) -> bool {
        let all = [self.replies, self.reposts, self.likes, self.bookmarks, self.views];
        all.into_iter().flatten().all(|it| is_stored_time(it.last.at) && is_stored_time(it.highest.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_go_down_and_its_highest_stays() {
        let look = |label: &str, at| {
            PostNumbers::read(&Labels { replies: Some(label.to_owned()), ..Labels::default() }, at)
        };
        let looks =
            [look("40 Replies", 1.0), look("42 Replies", 2.0), look("39 Replies", 3.0), look("Reply", 4.0)];
        let joined = looks.into_iter().fold(PostNumbers::default(), PostNumbers::join).replies.unwrap();
        assert_eq!((joined.last.value, joined.last.at), (39, 3.0));
        assert_eq!((joined.highest.value, joined.highest.at), (42, 2.0));
        let json = serde_json::to_string(&joined).unwrap();
        assert_eq!(json, r#"{"last":{"at":3.0,"value":39},"highest":{"at":2.0,"value":42}}"#);
    }

    #[test]
    fn of_two_at_one_moment_the_exact_one_counts_and_a_height_is_of_its_first_time() {
        let point = |value, rough, at| Tracked::new(at, LabelNumber { value, rough });
        let both = |one: Tracked, other: Tracked| {
            assert_eq!(one.join(other), other.join(one));
            one.join(other)
        };
        let exact = both(point(12_345, false, 1.0), point(20_000, true, 1.0));
        assert_eq!((exact.last.value, exact.highest.value), (12_345, 20_000));
        assert!(!both(point(12_000, false, 1.0), point(12_000, true, 1.0)).highest.rough);
        assert_eq!(both(point(5, false, 1.0), point(5, false, 2.0)).highest.at, 1.0);
        assert_eq!(both(point(5, false, 1.0), point(4, false, 1.0)).last.value, 5);
    }
}
