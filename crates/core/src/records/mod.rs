//! The records table: what kinds of records there are, a row for each.
//!
//! A row says by which keys its records stand in storage, what they hold, whether they leave the browser with a file,
//! where they are kept, whose they are and how long they live. Export, import, *forget*, clean-up, private windows and
//! what pages listen to go by these rows: a new kind of record is a new row, and the compiler asks for what is missing.
//!
//! Keys and what records hold are what people have on their disks: they are never spelled anew (`tests/schema`).

mod admit;
mod only;
mod passing;

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::Serialize;

use self::admit::Admit;
pub use self::only::SoleKey;
pub use self::passing::{abandoned, is_passing};
use crate::Millis;
use crate::cart::CartItem;
use crate::copied::Copied;
use crate::handover::{HandoverSettings, Sent, Session};
use crate::insights::{Choices, Draws, Post, Sighting};
use crate::item::{ItemKey, LinkKey};
use crate::language::LanguageTexts;
use crate::message::PendingIntent;
use crate::pace::Pace;
use crate::picture::Picture;
use crate::raw::Raw;
use crate::schema::{self, Record, Stored, read, read_unbounded};
use crate::settings::Settings;
use crate::sync::SyncState;
use crate::tweet::TweetId;

/// Where records stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// On disk: `storage.local`.
    Disk,
    /// In memory, for as long as a private window is open: `storage.session`.
    Memory,
    /// On disk, for what may be a hundred thousand records: a database of the browser's, IndexedDB.
    Archive,
}

impl Area {
    /// Where things are kept for whoever asks from this private window, or from none.
    #[must_use]
    pub fn of(private_window: Option<i32>) -> Self {
        if private_window.is_some() { Self::Memory } else { Self::Disk }
    }
}

/// Where records of a kind are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptIn {
    /// On disk, for all windows.
    Disk,
    /// On disk; what is done in private windows, in memory.
    Window,
    /// In the archive, for all windows.
    Archive,
}

/// How long records of a kind live.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Life {
    /// Until the user takes them away, or what they are about is replaced.
    Kept,
    /// Until the browser or the extension starts anew: they name a tab.
    UntilStart,
    /// So many milliseconds from the time they hold.
    For(Millis),
}

/// Whose records of a kind are, for *forget*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Nobody's: they name no post, person or product.
    Nobody,
    /// The author's whose post is in them.
    Author,
    /// That of the item in their key.
    Item,
    /// That of the item they hold.
    Holder,
    /// That of the post in their key, or of the item they hold.
    Post,
    /// That of the item that came by the short link in their key.
    Link,
    /// Many people's: the record stays, without the one.
    Several,
    /// Many people's, as a text: they go with each of them.
    Everybody,
    /// That of the record they hold, which was put aside under its old key.
    Inner,
    /// That of whoever was seen: [insights](crate::insights::Sightings::forget) know who that is.
    Seen,
}

/// What is known of a kind of records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KindFacts {
    /// What its keys begin with; the whole key, where there is one record only.
    pub prefix: &'static str,
    /// Where.
    pub place: KeptIn,
    /// How long.
    pub life: Life,
    /// Whose.
    pub whose: Whose,
}

/// A row of the table: keys of type `K` and records that hold a `T`.
pub struct KindRow<K, T> {
    kind: Kind,
    types: PhantomData<fn(K) -> T>,
}

impl<K, T> Clone for KindRow<K, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, T> Copy for KindRow<K, T> {}

impl<K, T> fmt::Debug for KindRow<K, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(formatter)
    }
}

impl<K, T> KindRow<K, T> {
    const fn new(kind: Kind) -> Self {
        Self { kind, types: PhantomData }
    }

    /// Which kind of records it is.
    #[must_use]
    pub const fn kind(self) -> Kind {
        self.kind
    }

    /// Where its records stand for whoever keeps things there: what is for all windows is on disk for every one.
    #[must_use]
    pub const fn area(self, asked: Area) -> Area {
        match self.kind.about().place {
            KeptIn::Disk => Area::Disk,
            KeptIn::Window => asked,
            KeptIn::Archive => Area::Archive,
        }
    }

    /// Whether the record of this storage key is of this kind.
    #[must_use]
    pub fn holds(self, name: &str) -> bool {
        Kind::of(name) == Some(self.kind)
    }
}

impl<K: fmt::Display, T> KindRow<K, T> {
    /// The storage key.
    #[must_use]
    pub fn key(self, key: &K) -> String {
        format!("{}{key}", self.kind.about().prefix)
    }
}

impl<K: FromStr, T> KindRow<K, T> {
    /// What a storage key of this kind names; `None` for one of another kind, or of none.
    #[must_use]
    pub fn parse(self, name: &str) -> Option<K> {
        name.strip_prefix(self.kind.about().prefix)?.parse().ok()
    }
}

impl<T> KindRow<SoleKey, T> {
    /// The storage key of the one record.
    #[must_use]
    pub const fn only(self) -> &'static str {
        self.kind.about().prefix
    }
}

impl<K, T: Stored> KindRow<K, T> {
    /// Reads a record of this kind, of any version.
    pub fn read(self, raw: &impl Raw) -> Record<T> {
        read(raw)
    }

    /// What a record of this kind holds, if it can be read: for those who only show it.
    pub fn data(self, raw: &impl Raw) -> Option<T> {
        schema::data(raw)
    }
}

macro_rules! records {
    (
        exported { $($(#[$doc:meta])* $row:ident $kind:ident: $prefix:literal, $key:ty => $data:ty, $place:ident, $life:expr, $whose:ident;)* }
        stays { $($(#[$its_doc:meta])* $its_row:ident $its_kind:ident: $its_prefix:literal, $its_key:ty => $its_data:ty, $its_place:ident, $its_life:expr, $its_whose:ident;)* }
    ) => {
        $($(#[$doc])* pub const $row: KindRow<$key, $data> = KindRow::new(Kind::$kind);)*
        $($(#[$its_doc])* pub const $its_row: KindRow<$its_key, $its_data> = KindRow::new(Kind::$its_kind);)*

        /// A kind of records.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
            $($(#[$its_doc])* $its_kind,)*
        }

        impl Kind {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$kind,)* $(Self::$its_kind,)*];

            /// What is known of it.
            #[must_use]
            pub const fn about(self) -> KindFacts {
                match self {
                    $(Self::$kind => KindFacts {
                        prefix: $prefix, place: KeptIn::$place, life: $life, whose: Whose::$whose,
                    },)*
                    $(Self::$its_kind => KindFacts {
                        prefix: $its_prefix, place: KeptIn::$its_place, life: $its_life, whose: Whose::$its_whose,
                    },)*
                }
            }
        }

        /// What a record holds that leaves the browser with a file, and comes back with one.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        pub enum Exported {
            $($(#[$doc])* $kind($data),)*
        }

        impl Exported {
            /// Reads the record of this storage key; `None` for one that does not leave the browser.
            pub fn read(name: &str, raw: &impl Raw) -> Option<Record<Self>> {
                $(if let Some(_) = $row.parse(name) {
                    return Some($row.read(raw).map(Self::$kind));
                })*
                None
            }

            /// Lets in what a file says of the record of this storage key, or says why not; `None` for what no file
            /// brings.
            pub fn admit(name: &str, raw: &impl Raw, now: Millis) -> Option<Record<Result<Self, String>>> {
                $(if let Some(key) = $row.parse(name) {
                    return Some(read_unbounded::<$data>(raw).map(|data| data.admit(&key, now).map(Self::$kind)));
                })*
                None
            }
        }
    };
}

// KindRow, kind, key in storage, what it holds, where, how long, whose.
records! {
    exported {
        /// A kept item.
        ITEM Item: "item:", ItemKey => CartItem, Window, Life::Kept, Author;
        /// Which item's reply went to that tweet; it outlives the item.
        CLAIM Claim: "reply:", TweetId => ItemKey, Window, Life::Kept, Post;
        /// The address of the product that a short link was found to lead to.
        LEAD Lead: "lead:", LinkKey => String, Window, Life::Kept, Link;
        /// How the item ended in its last hand-over.
        SENT Sent: "sent:", ItemKey => Sent, Disk, Life::Kept, Item;
        /// The settings.
        SETTINGS Settings: "settings", SoleKey => Settings, Disk, Life::Kept, Nobody;
        /// What the user chose about handing over.
        HANDOVER Handover: "handover", SoleKey => HandoverSettings, Disk, Life::Kept, Nobody;
        /// What the user chose about insights.
        INSIGHTS Insights: "insights", SoleKey => Choices, Disk, Life::Kept, Nobody;
        /// What is remembered of draws.
        DRAWS Draws: "draws", SoleKey => Draws, Disk, Life::Kept, Seen;
        /// A reply that was seen.
        SIGHTING Sighting: "sighting:", TweetId => Sighting, Archive, Life::Kept, Seen;
        /// A post of the user's, as it was seen.
        POST Post: "post:", TweetId => Post, Archive, Life::Kept, Seen;
    }
    stays {
        /// The item removed last, for undo.
        REMOVED Removed: "removed:", ItemKey => CartItem, Window, Life::Kept, Author;
        /// What a page of X's for a reply was opened for. The page may take two minutes from its opening to its script.
        INTENT Intent: "errand:", TweetId => PendingIntent, Window, Life::For(120_000.0), Author;
        /// Which item's reply that tab is sending; goes with its end, the tab or the browser.
        SENDING Sending: "sending:", i32 => ItemKey, Window, Life::UntilStart, Holder;
        /// When replies were sent in the last day.
        PACE Pace: "pace", SoleKey => Pace, Window, Life::Kept, Nobody;
        /// The item's small picture.
        PICTURE Picture: "picture:", ItemKey => Picture, Window, Life::Kept, Item;
        /// That the user was asked whether short links may be followed.
        ASKED Asked: "asked", SoleKey => bool, Window, Life::Kept, Nobody;
        /// The hand-over that is under way, or was last.
        SESSION Session: "walk", SoleKey => Session, Disk, Life::Kept, Several;
        /// Whether the list is synced, and what of it this machine last held. What is forgotten leaves it by the next
        /// round, which compares it with the list.
        SYNC Sync: "sync", SoleKey => SyncState, Disk, Life::Kept, Nobody;
        /// The list as it was before that day's first change, as the text of an exported file. How many stay,
        /// [`backup`](crate::exchange::backup) says.
        BACKUP Backup: "backup:", String => String, Disk, Life::Kept, Everybody;
        /// The texts of the language that the user chose.
        WORDS Words: "words", SoleKey => LanguageTexts, Disk, Life::Kept, Nobody;
        /// When the list was last saved as a file, or that was put off.
        COPIED Copied: "copied", SoleKey => Copied, Disk, Life::Kept, Nobody;
        /// A record nobody could read, as `<its key>:<time>`, before its key was written again.
        ASIDE Aside: "aside:", String => String, Window, Life::Kept, Inner;
    }
}

impl Kind {
    /// The kind of the record of this storage key.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let is_its = |kind: &Self| {
            let prefix = kind.about().prefix;
            if prefix.ends_with(':') { name.starts_with(prefix) } else { name == prefix }
        };
        Self::ALL.iter().copied().find(is_its)
    }
}

/// The storage key under which a record that nobody can read is put aside.
#[must_use]
pub fn aside_key(name: &str, now: Millis) -> String {
    ASIDE.key(&format!("{name}:{now}"))
}

/// The storage key that a record had which was put aside under this one.
#[must_use]
pub fn name_before_aside(aside: &str) -> Option<&str> {
    let rest = aside.strip_prefix(ASIDE.kind().about().prefix)?;
    let (name, at) = rest.rsplit_once(':')?;
    at.parse::<Millis>().ok().map(|_| name)
}

/// Whether a record of this storage key stands in the archive.
#[must_use]
pub fn is_archived(name: &str) -> bool {
    Kind::of(name).is_some_and(|kind| kind.about().place == KeptIn::Archive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_one_kind_only() {
        for kind in Kind::ALL {
            let prefix = kind.about().prefix;
            let name = if prefix.ends_with(':') { format!("{prefix}x") } else { prefix.to_owned() };
            assert_eq!(Kind::of(&name), Some(*kind), "{name}");
            let others = Kind::ALL.iter().filter(|other| *other != kind);
            for other in others.map(|other| other.about().prefix) {
                assert!(!prefix.starts_with(other), "{prefix} would be read as {other}");
            }
        }
        for name in ["", "items", "item", "settings:", "settings2", "unknown:1"] {
            assert_eq!(Kind::of(name), None, "{name}");
        }
    }

    #[test]
    fn a_key_leads_back_to_what_it_names() {
        let key: ItemKey = "080442957X@amazon.co.uk".parse().unwrap();
        assert_eq!(ITEM.parse(&ITEM.key(&key)), Some(key.clone()));
        assert_eq!(REMOVED.parse(&ITEM.key(&key)), None);
        assert_eq!((SETTINGS.only(), SETTINGS.key(&SoleKey)), ("settings", "settings".to_owned()));
        assert_eq!((SETTINGS.parse("settings"), SETTINGS.parse("settings:1")), (Some(SoleKey), None));
        assert_eq!(SENDING.parse(&SENDING.key(&-7)), Some(-7));
        assert_eq!(name_before_aside(&aside_key(&ITEM.key(&key), 5.0)), Some("item:080442957X@amazon.co.uk"));
        assert_eq!(name_before_aside("item:080442957X@amazon.co.uk"), None);
    }
}
