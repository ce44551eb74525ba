//! Owns [`Coverage`]: how much of the replies to a post was seen.

use crate::tweet::TweetId;

use super::post::Post;

/// How much of the replies to a post was ever in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many different ones were seen, with a hashtag or without.
    pub seen: usize,
    /// About how many there are, as the page says: the number under a post and the replies that X shows never quite
    /// agree.
    pub about: Option<u64>,
}

impl Coverage {
    /// Whether "all" may be said.
    #[must_use]
    pub fn is_all(self) -> bool {
        self.about.is_some_and(|about| u64::try_from(self.seen).is_ok_and(|seen| seen >= about))
    }

    /// Both together; of how many is unknown where it is of one.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let about = self.about.zip(other.about).map(|(one, other)| one.saturating_add(other));
        Self { seen: self.seen.saturating_add(other.seen), about }
    }
}

/// How much of the replies to a post was seen. Those that were met elsewhere answer it too, though they were never seen
/// under it.
pub(super) fn coverage<'b>(post: Option<&Post>, answers: impl Iterator<Item = &'b TweetId>) -> Coverage {
    let mut seen = post.map(|post| post.seen.clone()).unwrap_or_default();
    for reply in answers {
        seen.put(reply);
    }
    let about = post.and_then(|post| post.numbers.replies).map(|replies| replies.last.value);
    Coverage { seen: seen.len(), about }
}
