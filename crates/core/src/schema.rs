//! What stands in storage: versioned records, and how old ones are read. Their kinds are the rows of
//! [`records`](super::records).
//!
//! # A new version
//! Fields are added with a default, and need none. Who must change what a field means raises [`VERSION`], keeps the old
//! shape as a type of its own, has [`Stored::of_version`] of the record read that where `v` says so and turn it into the
//! next version's, step by step, and adds golden files to `tests/schema`. An exported file and a backup hold records as
//! they stand here, so the same steps read them too.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::bounds::{self, first_beyond, is_short, is_stored_time};
use super::cart::CartItem;
use super::copied::Copied;
use super::handover::{HandoverSettings, Sent, Session};
use super::item::ItemKey;
use super::language::LanguageTexts;
use super::message::PendingIntent;
use super::pace::Pace;
use super::picture::Picture;
use super::raw::Raw;
use super::settings::Settings;
use super::sync::SyncState;

/// The version this program writes.
pub const VERSION: u32 = 1;

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

impl<T> Record<T> {
    /// The same with what was read turned into something else.
    pub fn map<U>(self, turn: impl FnOnce(T) -> U) -> Record<U> {
        match self {
            Self::Read(data) => Record::Read(turn(data)),
            Self::Newer(version) => Record::Newer(version),
            Self::Unreadable(why) => Record::Unreadable(why),
        }
    }
}

#[derive(Deserialize)]
struct Version {
    // Whatever number a later version may choose to write.
    v: f64,
}

/// Data that records hold.
pub trait Stored: DeserializeOwned {
    /// Reads what version `v`, this one or an older one, wrote, and brings it up to this version.
    ///
    /// # Errors
    /// The parser's own words.
    fn of_version(v: u32, raw: &impl Raw) -> Result<Self, String> {
        // What every version so far wrote can be read as it stands.
        let _ = v;
        raw.parse::<Versioned<Self>>().map(|record| record.data)
    }

    /// The first part of it that is beyond what can be shown and worked with, by its name. Such a record is unreadable:
    /// one strange record must not take a page with it.
    fn out_of_bounds(&self) -> Option<&'static str> {
        None
    }
}

impl Stored for CartItem {
    fn out_of_bounds(&self) -> Option<&'static str> {
        self.out_of_bounds(&is_stored_time)
    }
}

impl Stored for PendingIntent {
    fn out_of_bounds(&self) -> Option<&'static str> {
        let own = [("at", is_stored_time(self.at)), ("text", is_short(&self.text, bounds::TEMPLATE_CHARS))];
        first_beyond(&own).or_else(|| self.found.out_of_bounds())
    }
}

impl Stored for Sent {
    fn out_of_bounds(&self) -> Option<&'static str> {
        first_beyond(&[("at", is_stored_time(self.at))])
    }
}

impl Stored for Settings {
    fn out_of_bounds(&self) -> Option<&'static str> {
        self.out_of_bounds()
    }
}

impl Stored for SyncState {
    fn out_of_bounds(&self) -> Option<&'static str> {
        let shadow = self.shadow.as_ref().is_none_or(|shadow| shadow.len() <= bounds::SHADOW_BYTES);
        first_beyond(&[("at", is_stored_time(self.at)), ("shadow", shadow)])
    }
}

impl Stored for Session {
    fn out_of_bounds(&self) -> Option<&'static str> {
        let titles = self.items.iter().all(|item| is_short(&item.title, bounds::FIELD_CHARS));
        first_beyond(&[
            ("begun", is_stored_time(self.begun)),
            ("items", self.items.len() <= bounds::LINES && titles),
            ("before", self.before.as_ref().is_none_or(|lines| lines.len() <= bounds::LINES)),
        ])
    }
}

impl Stored for LanguageTexts {
    fn out_of_bounds(&self) -> Option<&'static str> {
        self.out_of_bounds()
    }
}

impl Stored for Copied {
    fn out_of_bounds(&self) -> Option<&'static str> {
        self.out_of_bounds()
    }
}

impl Stored for ItemKey {}
impl Stored for Pace {}
impl Stored for Picture {}
impl Stored for HandoverSettings {}
/// An address that a short link leads to, or a backup.
impl Stored for String {}
/// That something happened.
impl Stored for bool {}

/// Reads a record of any version.
pub fn read<T: Stored>(raw: &impl Raw) -> Record<T> {
    match read_unbounded::<T>(raw) {
        Record::Read(data) => match data.out_of_bounds() {
            Some(part) => Record::Unreadable(format!("{part} is out of bounds")),
            None => Record::Read(data),
        },
        other => other,
    }
}

/// Reads a record of any version, for a door with bounds of its own: a file is told what is wrong with each record.
pub fn read_unbounded<T: Stored>(raw: &impl Raw) -> Record<T> {
    match raw.parse::<Version>() {
        Err(why) => Record::Unreadable(why),
        Ok(Version { v }) if v > f64::from(VERSION) => Record::Newer(v),
        Ok(Version { v }) if v < 1.0 => Record::Unreadable(format!("version {v}")),
        // Between 1 and this version, which is small.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
        Ok(Version { v }) => match T::of_version(v as u32, raw) {
            Ok(data) => Record::Read(data),
            Err(why) => Record::Unreadable(why),
        },
    }
}

/// The data of a record, if it can be read: for those who only show it.
pub fn data<T: Stored>(raw: &impl Raw) -> Option<T> {
    match read(raw) {
        Record::Read(data) => Some(data),
        Record::Newer(_) | Record::Unreadable(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Json<'a>(&'a str);

    impl Raw for Json<'_> {
        fn parse<T: DeserializeOwned>(&self) -> Result<T, String> {
            serde_json::from_str(self.0).map_err(|error| error.to_string())
        }
    }

    /// A record whose first version counted in tens, by a field of another name.
    #[derive(Debug, PartialEq, Deserialize)]
    struct Count {
        ones: u32,
    }

    #[derive(Deserialize)]
    struct CountV1 {
        tens: u32,
    }

    impl Stored for Count {
        fn of_version(v: u32, raw: &impl Raw) -> Result<Self, String> {
            match v {
                1 => raw.parse().map(|Versioned { data: CountV1 { tens }, .. }| Self { ones: tens * 10 }),
                _ => raw.parse().map(|Versioned { data, .. }| data),
            }
        }
    }

    #[test]
    fn a_record_beyond_its_bounds_is_unreadable_and_says_where() {
        let record = |at: &str, more: &str| {
            let found = r#"{"key":"B0057OC5O8@amazon.de","link":"https://www.amazon.de/dp/B0057OC5O8"}"#;
            let json = format!(
                r#"{{"v":1,"data":{{"found":{found},"saved_at":{at},"changed_at":5,"status":{{"state":"saved"}}{more}}}}}"#
            );
            read::<CartItem>(&Json(&json))
        };
        assert!(matches!(record("5", ""), Record::Read(_)));
        let long = format!(r#","note":"{}""#, "x".repeat(501));
        for (at, more, part) in [
            ("8640000000000001", "", "saved_at"),
            ("-1", "", "saved_at"),
            ("5", r#","units":0"#, "units"),
            ("5", r#","units":1000"#, "units"),
            ("5", r#","edited_at":1e300"#, "edited_at"),
            ("5", r#","shelf":["later",-5]"#, "shelf"),
            ("5", &long, "note"),
        ] {
            assert_eq!(
                record(at, more),
                Record::Unreadable(format!("{part} is out of bounds")),
                "{at} {more}"
            );
        }
    }

    #[test]
    fn an_older_shape_is_brought_up_and_a_newer_one_left_alone() {
        let read = |json| read::<Count>(&Json(json));
        assert_eq!(read(r#"{"v":1,"data":{"tens":2}}"#), Record::Read(Count { ones: 20 }));
        assert_eq!(read(r#"{"v":2,"data":{"ones":2}}"#), Record::Newer(2.0));
        assert!(matches!(read(r#"{"v":1,"data":{"ones":2}}"#), Record::Unreadable(_)));
        assert!(matches!(read(r#"{"v":0,"data":{"tens":2}}"#), Record::Unreadable(_)));
    }
}
