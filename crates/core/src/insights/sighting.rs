//! Owns [`Sighting`], what is known of one reply, and how two looks at it add up.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::bounds::{first_beyond, is_stored_time, is_time};
use crate::schema::Stored;
use crate::tweet::{TweetId, status_url};

use super::conversation::PageData;
use super::tags::Tags;
use super::who::{Handle, UserId};

/// What a reply answers, and how surely that is known. The order is that of sureness: of two, the greater is believed.
/// Of two that are equally sure and differ, any would do, so long as it is always the same one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Parent {
    /// Somebody's post, nobody knows which: by the handle that the reply names.
    Handle {
        /// Whose.
        to: Handle,
    },
    /// Something in the conversation under a post, directly or not: what stands between is not in the page.
    Conversation {
        /// Under which.
        post: TweetId,
    },
    /// That post, by the reply's place in the conversation.
    Place {
        /// Which.
        post: TweetId,
    },
    /// That post, by the page's own data.
    Page {
        /// Which.
        post: TweetId,
    },
    /// None, by the page's own data: it stood where replies stand, and is none.
    Nothing,
}

impl Parent {
    /// The post, where it is known which.
    #[must_use]
    pub fn post(&self) -> Option<&TweetId> {
        match self {
            Self::Place { post } | Self::Page { post } => Some(post),
            Self::Handle { .. } | Self::Conversation { .. } | Self::Nothing => None,
        }
    }

    /// Whether this is a reply at all.
    #[must_use]
    pub fn is_reply(&self) -> bool {
        *self != Self::Nothing
    }

    /// The name that it has in tables.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Handle { .. } => "handle",
            Self::Conversation { .. } => "conversation",
            Self::Place { .. } => "place",
            Self::Page { .. } => "page",
            Self::Nothing => "nothing",
        }
    }
}

/// One reply with one of the hashtags, as far as it was ever seen. Its words are not kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sighting {
    /// The reply. Two people who write the same words write two replies.
    pub id: TweetId,
    /// Who wrote it, as the last look had it.
    pub handle: Handle,
    /// The number that stays through a change of the handle, where the page's own data told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    /// When it was posted, as the page says; the id says it too, and better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted: Option<Millis>,
    /// What it answers.
    pub parent: Parent,
    /// Which hashtags it has.
    pub tags: Tags,
    /// The language that X took it for, such as `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// When the author answered it, where that was seen: the person was thanked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thanked: Option<Millis>,
    /// When it was first looked at.
    pub first: Millis,
    /// When it was last looked at.
    pub last: Millis,
}

impl Sighting {
    /// When it was posted: by its id, which has milliseconds; else by the page; else by the first look, before which it
    /// was surely there.
    #[must_use]
    pub fn at(&self) -> Millis {
        self.id.posted_at().or(self.posted).unwrap_or(self.first)
    }

    /// The same with what the page's own data says of it.
    #[must_use]
    pub fn told(self, data: &PageData) -> Self {
        let parent = match data.answers.clone().filter(|post| *post != self.id) {
            Some(post) => Parent::Page { post },
            None => Parent::Nothing,
        };
        Self { parent: parent.max(self.parent), user: data.user.clone().or(self.user), ..self }
    }

    /// Whether this says all that another look at the same reply says, but for when that was.
    #[must_use]
    pub fn says_as_much(&self, other: &Self) -> bool {
        let (first, last) = (self.first, self.last);
        *self == Self { first, last, ..other.clone() }
    }

    /// The reply's own address.
    #[must_use]
    pub fn url(&self) -> String {
        status_url(self.handle.as_str(), &self.id)
    }

    /// Two looks at the same reply as one. Commutative, associative and idempotent: each part is the greater of the two
    /// in an order that all looks share.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let handle = later((self.last, self.handle), (other.last, other.handle));
        Self {
            id: self.id,
            handle,
            user: self.user.max(other.user),
            posted: earlier(self.posted, other.posted),
            parent: self.parent.max(other.parent),
            tags: self.tags.join(other.tags),
            lang: self.lang.max(other.lang),
            thanked: earlier(self.thanked, other.thanked),
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }
}

/// Of two names the one that was seen later; of two that were seen at once, the greater.
pub(super) fn later<T: Ord>(one: (Millis, T), other: (Millis, T)) -> T {
    let order = one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1));
    if order.is_ge() { one.1 } else { other.1 }
}

/// The earlier of two times, of which each may be unknown.
fn earlier(one: Option<Millis>, other: Option<Millis>) -> Option<Millis> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The language of a post, where its `lang` names one: `und`, `zxx` and `q…` are X's words for none (2025).
pub(super) fn language(lang: &str) -> Option<String> {
    let is_one = (2..=8).contains(&lang.len())
        && lang.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
        && !matches!(lang, "und" | "zxx")
        && !(lang.starts_with('q') && lang.len() == 3);
    is_one.then(|| lang.to_owned())
}

impl Sighting {
    /// The first part of it that is out of bounds now, where it comes from elsewhere.
    #[must_use]
    pub fn beyond(&self, now: Millis) -> Option<&'static str> {
        let times = [Some(self.first), Some(self.last), self.posted, self.thanked, self.id.posted_at()];
        let within = times.into_iter().flatten().all(|at| is_time(at, now));
        self.out_of_bounds().or_else(|| Some("time").filter(|_| !within))
    }
}

impl Stored for Sighting {
    fn out_of_bounds(&self) -> Option<&'static str> {
        first_beyond(&[
            // The hashtags are of 2014: ids had their time in them by then.
            ("id", self.id.posted_at().is_some_and(is_stored_time)),
            ("posted", self.posted.is_none_or(is_stored_time)),
            ("thanked", self.thanked.is_none_or(is_stored_time)),
            ("lang", self.lang.as_deref().is_none_or(|lang| language(lang).is_some())),
            ("first", is_stored_time(self.first)),
            ("last", is_stored_time(self.last)),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_that_are_none_are_none() {
        for (lang, expected) in
            [("en", true), ("pt-BR", true), ("zh-Hant", true), ("que", false), ("qu", true)]
        {
            assert_eq!(language(lang).is_some(), expected, "{lang}");
        }
        for none in ["und", "zxx", "qme", "qht", "", "e", "<b>", "en_US", "a very long one"] {
            assert_eq!(language(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_surer_is_greater() {
        let post = |id: &str| id.parse().unwrap();
        let order = [
            Parent::Handle { to: "zed".parse().unwrap() },
            Parent::Conversation { post: post("9") },
            Parent::Place { post: post("9") },
            Parent::Page { post: post("1") },
            Parent::Nothing,
        ];
        assert!(order.is_sorted());
        assert!(!Parent::Nothing.is_reply() && order[..4].iter().all(Parent::is_reply));
    }
}
