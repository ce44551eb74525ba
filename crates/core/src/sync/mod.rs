//! The list on the user's other machines, through the browser's own `storage.sync`.
//!
//! What travels of an item is a [`SyncEntry`]. Two machines that hold the same entries in any order, any number of
//! times, hold the same list: [`SyncEntry::join`] is commutative, associative and idempotent, field by field, the later
//! word first. What one machine last held of that is its shadow; what differs from it in the list is what the user
//! did there since, and gets the time of now. A removal leaves a tombstone, so that it is not undone by a machine
//! that has not heard of it.
//!
//! What the storage says is judged before it is believed (`heard`): a time that no clock can say is nothing, and what is
//! later than this machine can know is left as it is until its time has come. So corrupt words eat no item, and machines
//! whose clocks differ by days do not write against each other for ever.
//!
//! *Forget everything* empties the storage but for one word, the time of it ([`FORGOTTEN`]): what a machine had synced until
//! then goes from its list, instead of coming back from it. What was kept since, or was never synced, stays.
//!
//! Of replies only one thing travels: that one was posted, so that no other machine posts a second one.

mod area;
mod heard;
mod line;
mod round;

use std::mem;

use serde::{Deserialize, Serialize};

use super::Millis;
use super::cart::Shelf;
use super::item::ItemKey;
use super::mention::{TITLE_CHARS, TitleSource};
use super::merge::better_title;
use super::tweet::{TweetId, TweetRef};

pub use area::{BUCKET_BYTES, BUCKETS, FORGOTTEN, MOST_ITEMS, QUOTA_BYTES, ROOM, bucket_of, bytes};
pub use line::{decode, encode};
pub use round::{Change, Round, forgotten, is_clock_sound, round};

/// Milliseconds since 1970-01-01 UTC, whole.
pub type Time = u64;

/// How long a removal is remembered, in milliseconds: 90 days. A machine that was away for longer brings back what
/// was removed meanwhile.
pub const STONE_MS: Time = 90 * 24 * 60 * 60 * 1000;

/// The shortest time between two writes, in milliseconds. 360 an hour at the most; the browser takes 1,800.
pub const PACE_MS: Time = 10_000;

/// The longest title that travels, in characters.
const TITLE: usize = 80;
/// The longest note that travels, in characters.
const NOTE: usize = 240;
/// The longest address that travels, in bytes. Of a longer one the product's plain address is sent.
const LINK: usize = 300;

const _: () = assert!(TITLE <= TITLE_CHARS);

/// What is known of one item on all machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncEntry {
    /// Which item.
    pub key: ItemKey,
    /// When it was added the last time.
    pub added: Time,
    /// When it was removed the last time; 0 is never.
    pub removed: Time,
    /// What it is; nothing where it is removed.
    pub body: Option<Body>,
}

/// What an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Which removal it was added anew after: what was before that counts no more.
    pub since: Time,
    /// What was found.
    pub core: Core,
    /// Number, note and name.
    pub edit: UserEdit,
    /// What was done with it.
    pub shelf: Shelved,
}

/// What was found, and the reply to it: the reply belongs to its post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// When that was so.
    pub at: Time,
    /// When the item was kept.
    pub saved_at: Time,
    /// The address of the reply, where one was posted.
    pub reply: String,
    /// The author's own address; empty for the plain one of the key.
    pub link: String,
    /// The title, cut; where there is none, the post's own words.
    pub title: String,
    /// Where that was read.
    pub titled: Titled,
    /// The post: its id and its author.
    pub tweet: Option<(TweetId, String)>,
}

/// Number, note and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UserEdit {
    /// When they were changed.
    pub at: Time,
    /// How many.
    pub units: u32,
    /// The note, cut.
    pub note: String,
    /// What the user calls it.
    pub name: String,
}

/// Where what travels as a title was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Titled {
    /// It is no title, but the post's own words.
    Post,
    /// Nobody knows any more, or there is none.
    Unknown,
    /// There.
    From(TitleSource),
}

/// What was done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// When.
    pub at: Time,
    /// What.
    pub shelf: Option<Shelf>,
}

impl SyncEntry {
    /// Whether the item is in the list.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.added > self.removed && self.body.is_some()
    }

    /// When it was last added or removed: the newest are synced.
    #[must_use]
    pub fn moved_at(&self) -> Time {
        self.added.max(self.removed)
    }

    /// Whether it says nothing any more but that something was removed long ago.
    #[must_use]
    pub fn is_spent(&self, now: Time) -> bool {
        !self.is_there() && self.removed.saturating_add(STONE_MS) < now
    }

    /// What two machines know, as one.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let body = match (self.body, other.body) {
            (Some(one), Some(two)) => Some(one.join(two)),
            (one, two) => one.or(two),
        };
        Self {
            key: self.key,
            added: self.added.max(other.added),
            removed: self.removed.max(other.removed),
            body,
        }
    }

    /// The same without what no longer counts.
    #[must_use]
    pub fn settled(self) -> Self {
        let there = self.is_there();
        Self { body: self.body.filter(|_| there), ..self }
    }
}

impl Body {
    fn join(self, other: Self) -> Self {
        if self.since != other.since {
            return if self.since > other.since { self } else { other };
        }
        Self {
            since: self.since,
            core: self.core.join(other.core),
            edit: self.edit.max(other.edit),
            shelf: if self.shelf.rank() >= other.shelf.rank() { self.shelf } else { other.shelf },
        }
    }
}

impl Core {
    /// Both as one: the title by the rule of [`better_title`], whichever machine spoke last; the time of the one that
    /// stands longer, as where two items turn out to be one.
    fn join(self, other: Self) -> Self {
        let saved_at = self.saved_at.min(other.saved_at);
        let (mut kept, mut rest) = if self.rank() >= other.rank() { (self, other) } else { (other, self) };
        let named =
            |core: &mut Self| (core.titled, Some(mem::take(&mut core.title)).filter(|it| !it.is_empty()));
        let (titled, title) = better_title(named(&mut kept), named(&mut rest));
        Self { saved_at, titled, title: title.unwrap_or_default(), ..kept }
    }

    /// What is posted stays posted; then the later word; then whatever is the same on every machine. Only what goes along
    /// with the winner is looked at: then the winner of three is the same whichever two come first.
    fn rank(&self) -> impl Ord + '_ {
        let tweet = self.tweet.as_ref().map(|(id, author)| (id, author));
        (!self.reply.is_empty(), self.at, (&self.reply, tweet, &self.link))
    }
}

impl Shelved {
    fn rank(&self) -> (Time, u8) {
        (self.at, line::shelf_sign(self.shelf))
    }
}

fn tweet_ref((id, author): (TweetId, String)) -> TweetRef {
    TweetRef { id, author, posted: None }
}

/// How syncing stands on this machine, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SyncState {
    /// Whether the user turned it on.
    pub on: bool,
    /// What this machine holds; nothing before the first round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shadow: Option<String>,
    /// When it last wrote into the sync storage.
    pub at: Millis,
    /// How many items are synced.
    pub synced: usize,
    /// How many are not, for want of room.
    pub left_out: usize,
    /// Whether the browser refused the last write.
    pub failed: bool,
}
