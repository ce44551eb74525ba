//! What stands in storage: one versioned record per item and one for the settings, and how old ones are read.
//!
//! | key | record |
//! |---|---|
//! | `item:<ASIN>@<marketplace>` | a kept item |
//! | `removed:<ASIN>@<marketplace>` | the item removed last, kept for undo |
//! | `lead:<host>/<token>` | the address of the product that a short link was found to lead to |
//! | `reply:<tweet id>` | which item's reply went to that tweet; it outlives the item |
//! | `aside:<key>:<time>` | a record nobody could read, before its key was written again |
//! | `errand:<tweet id>` | what a page of X's for a reply was opened for |
//! | `sending:<tab>` | which item's reply that tab sent last |
//! | `pace` | when replies were sent in the last day |
//! | `asked` | that the user was asked whether short links may be followed |
//! | `settings` | the settings |
//! | `handover` | what the user chose about handing over |
//! | `walk` | the hand-over that is under way, or was last |
//! | `sent:<ASIN>@<marketplace>` | how the item ended in its last hand-over |
//! | `sync` | whether the list is synced, and what of it this machine last held |
//! | `backup:<day>` | the list as it was before that day's first change, as the text of an exported file |
//!
//! # A new version
//! Fields are added with a default, and need none. Who must change what a field means raises [`VERSION`], gives
//! [`read`] a step that turns the shape of the version before into the next one's (the old shape stays as a type of
//! its own, and [`Versioned`] of it is parsed where `v` says so), and adds golden files to `tests/schema`. An exported
//! file and a backup hold records as they stand here, so the same step reads them too.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::item::{ItemKey, LinkKey};
use super::tweet::TweetId;

/// The version this program writes.
pub const VERSION: u32 = 1;

/// The key of the settings record.
pub const SETTINGS_KEY: &str = "settings";
/// The key of what the user chose about handing over.
pub const PREFS_KEY: &str = "handover";
/// The key of the walk.
pub const WALK_KEY: &str = "walk";
/// What the keys of the ends of hand-overs begin with.
pub const SENT_PREFIX: &str = "sent:";
/// What the keys of kept items begin with.
pub const ITEM_PREFIX: &str = "item:";
/// The key of the word that the user was asked about short links.
pub const ASKED_KEY: &str = "asked";
/// The key of the times when replies were sent.
pub const PACE_KEY: &str = "pace";
/// What the keys of errands begin with.
pub const ERRAND_PREFIX: &str = "errand:";
/// What the keys of resolved short links begin with.
pub const LEAD_PREFIX: &str = "lead:";
/// What the keys of removed items begin with.
pub const REMOVED_PREFIX: &str = "removed:";
/// What the keys of replied tweets begin with.
pub const CLAIM_PREFIX: &str = "reply:";
/// The key of how syncing stands.
pub const SYNC_KEY: &str = "sync";
/// What the keys of backups begin with.
pub const BACKUP_PREFIX: &str = "backup:";
/// What the keys of unreadable records begin with.
pub const ASIDE_PREFIX: &str = "aside:";

/// The storage key of a kept item.
#[must_use]
pub fn item_key(key: &ItemKey) -> String {
    format!("{ITEM_PREFIX}{key}")
}

/// The storage key of what a tab sends.
#[must_use]
pub fn sending_key(tab: i32) -> String {
    format!("sending:{tab}")
}

/// The storage key of what a page for a reply was opened for.
#[must_use]
pub fn errand_key(tweet: &TweetId) -> String {
    format!("{ERRAND_PREFIX}{tweet}")
}

/// The storage key of what a short link was found to lead to.
#[must_use]
pub fn lead_key(link: &LinkKey) -> String {
    format!("{LEAD_PREFIX}{link}")
}

/// The storage key of a removed item.
#[must_use]
pub fn removed_key(key: &ItemKey) -> String {
    format!("{REMOVED_PREFIX}{key}")
}

/// The storage key of the word that a tweet was replied to.
#[must_use]
pub fn claim_key(tweet: &TweetId) -> String {
    format!("{CLAIM_PREFIX}{tweet}")
}

/// The storage key of how an item ended in its last hand-over.
#[must_use]
pub fn sent_key(key: &ItemKey) -> String {
    format!("{SENT_PREFIX}{key}")
}

/// A record as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Versioned<T> {
    /// The version that wrote it.
    pub v: u32,
    /// What it holds.
    pub data: T,
}

impl<T> Versioned<T> {
    /// A record of this version.
    pub fn now(data: T) -> Self {
        Self { v: VERSION, data }
    }
}

/// A record as it was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Record<T> {
    /// It was read, and brought up to this version.
    Read(T),
    /// A newer version wrote it: not ours to change.
    Newer(f64),
    /// It is not a record. Kept aside before anything is written in its place.
    Unreadable(String),
}

/// A stored value that can be parsed: a JavaScript value in the browser, JSON in tests.
pub trait Raw {
    /// Parses it.
    ///
    /// # Errors
    /// The parser's own words.
    fn parse<T: DeserializeOwned>(&self) -> Result<T, String>;
}

#[derive(Deserialize)]
struct Version {
    // Whatever number a later version may choose to write.
    v: f64,
}

/// Reads a record of any version. Every version so far is read by the same shape; the first one that is not
/// adds its step here, and a golden file in `tests/schema`.
pub fn read<T: DeserializeOwned>(raw: &impl Raw) -> Record<T> {
    match raw.parse::<Version>() {
        Err(why) => Record::Unreadable(why),
        Ok(Version { v }) if v > f64::from(VERSION) => Record::Newer(v),
        Ok(Version { v }) if v < 1.0 => Record::Unreadable(format!("version {v}")),
        Ok(_) => match raw.parse::<Versioned<T>>() {
            Ok(record) => Record::Read(record.data),
            Err(why) => Record::Unreadable(why),
        },
    }
}
