//! Owns [`Sightings`], all looks joined.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::Millis;
use crate::product::ProductKey;
use crate::tweet::TweetId;

use super::look::PageReading;
use super::post::Post;
use super::sighting::Sighting;

/// Every reply and every post that was ever seen. The same looks give the same set, in any order and however often:
/// taking one in is a join. What a look does not show stays: a reply that is not in sight was not necessarily deleted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sightings {
    pub(super) replies: HashMap<TweetId, Sighting>,
    pub(super) posts: HashMap<TweetId, Post>,
}

impl Sightings {
    /// Takes in one look.
    pub fn take(&mut self, look: PageReading) {
        for sighting in look.sightings {
            self.take_reply(sighting);
        }
        for post in look.posts {
            self.take_post(post);
        }
        for (to, _, at) in look.answered {
            self.take_thanks(&to, at);
        }
    }

    /// Takes in that the author answered a reply at that time, whose record is to be written where this is true.
    pub fn take_thanks(&mut self, reply: &TweetId, at: Millis) -> bool {
        let Some(there) = self.replies.get_mut(reply) else { return false };
        let first = there.thanked.map_or(at, |before| before.min(at));
        there.thanked.replace(first) != Some(first)
    }

    /// Takes in one reply, whose record is to be written where this is true: it says more than before.
    pub fn take_reply(&mut self, sighting: Sighting) -> bool {
        put(&mut self.replies, sighting.id.clone(), sighting, Sighting::join)
    }

    /// Takes in one post, whose record is to be written where this is true: it says more than before.
    pub fn take_post(&mut self, post: Post) -> bool {
        put(&mut self.posts, post.id.clone(), post, Post::join)
    }

    /// Takes in all of another set.
    pub fn join(&mut self, other: Self) {
        for sighting in other.replies.into_values() {
            self.take_reply(sighting);
        }
        for post in other.posts.into_values() {
            self.take_post(post);
        }
    }

    /// That reply.
    #[must_use]
    pub fn reply(&self, id: &TweetId) -> Option<&Sighting> {
        self.replies.get(id)
    }

    /// That post.
    #[must_use]
    pub fn post(&self, id: &TweetId) -> Option<&Post> {
        self.posts.get(id)
    }

    /// The product that a reply is about: the one that the post sells which it surely answers.
    #[must_use]
    pub fn product_of(&self, reply: &Sighting) -> Option<ProductKey> {
        reply.parent.post().and_then(|id| self.post(id)).and_then(Post::product)
    }

    /// All replies, in no order.
    pub fn replies(&self) -> impl Iterator<Item = &Sighting> {
        self.replies.values()
    }

    /// All posts, in no order.
    pub fn posts(&self) -> impl Iterator<Item = &Post> {
        self.posts.values()
    }
}

/// Puts a value where there is none, and joins it with one that is there. Whether that changed anything.
fn put<T: Clone + PartialEq>(
    all: &mut HashMap<TweetId, T>,
    key: TweetId,
    value: T,
    join: fn(T, T) -> T,
) -> bool {
    match all.entry(key) {
        Entry::Vacant(free) => {
            free.insert(value);
            true
        }
        Entry::Occupied(mut there) => {
            let joined = join(there.get().clone(), value);
            let changed = joined != *there.get();
            there.insert(joined);
            changed
        }
    }
}
