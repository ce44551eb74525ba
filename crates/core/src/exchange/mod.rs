//! In and out: the list as a file that can be read in again, as a table, as plain text; and how a file is read in.
//!
//! The file is JSON with one record a line, in a fixed order, and holds no time of its own: the same list always
//! gives the same bytes. What is brought in is merged with what is there, and never put in its place. A backup is
//! such a file too.

pub mod backup;
mod bring;
mod people;
mod table;

use serde::{Deserialize, Serialize};

use super::cart::CartItem;
use super::handover::{Prefs, Sent};
use super::item::{ItemKey, LinkKey};
use super::order::{TextIndex, newest_first};
use super::raw::Raw;
use super::schema::{
    CLAIM_PREFIX, ITEM_PREFIX, LEAD_PREFIX, PREFS_KEY, Record, SENT_PREFIX, SETTINGS_KEY, Stored, VERSION,
    read,
};
use super::settings::Settings;
use super::tweet::TweetId;

pub use bring::{FileFault, MOST_BYTES, MOST_LINES, Plan, Reason, Refused, There, Tried, plan};
pub use people::{Gone, abandoned, authors, by_author};
pub use table::{csv, plain_text};

/// The first line of a file, up to the version.
const OPENING: &str = r#"{"hashcart":"#;
/// What stands between the version and the first record.
const RECORDS: &str = r#","records":["#;
/// The last line.
const CLOSING: &str = "]}";

/// Reads and writes JSON: the browser's own in the browser, another one in tests.
pub trait Json {
    /// What was read.
    type Value: Raw;

    /// Reads a text.
    ///
    /// # Errors
    /// The parser's own words.
    fn parse(&self, text: &str) -> Result<Self::Value, String>;

    /// The values of a list in a value, `None` where it has no such list.
    fn parts(&self, value: &Self::Value, name: &str) -> Option<Vec<Self::Value>>;

    /// Writes a value on one line.
    ///
    /// # Errors
    /// The writer's own words.
    fn write<T: Serialize>(&self, value: &T) -> Result<String, String>;

    /// Writes what was read as it stands, on one line.
    ///
    /// # Errors
    /// The writer's own words.
    fn write_raw(&self, value: &Self::Value) -> Result<String, String>;
}

/// What a record is about; only these leave the browser with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Settings,
    Prefs,
    Item(ItemKey),
    Claim(TweetId),
    Lead(LinkKey),
    Sent(ItemKey),
}

impl Kind {
    fn of(key: &str) -> Option<Self> {
        let rest = |prefix: &str| key.strip_prefix(prefix);
        match key {
            SETTINGS_KEY => return Some(Self::Settings),
            PREFS_KEY => return Some(Self::Prefs),
            _ => {}
        }
        if let Some(key) = rest(ITEM_PREFIX) {
            return key.parse().ok().map(Self::Item);
        }
        if let Some(key) = rest(SENT_PREFIX) {
            return key.parse().ok().map(Self::Sent);
        }
        if let Some(tweet) = rest(CLAIM_PREFIX) {
            return tweet.parse().ok().map(Self::Claim);
        }
        rest(LEAD_PREFIX)?.parse().ok().map(Self::Lead)
    }
}

/// The items among these records, the newest first.
#[must_use]
pub fn items<R: Raw>(records: &[(String, R)]) -> Vec<CartItem> {
    let kept = records.iter().filter(|(key, _)| key.starts_with(ITEM_PREFIX));
    let items: Vec<CartItem> = kept
        .filter_map(|(_, raw)| match read(raw) {
            Record::Read(item) => Some(item),
            Record::Newer(_) | Record::Unreadable(_) => None,
        })
        .collect();
    let places = TextIndex::of(items.iter().map(|item| {
        // Milliseconds are whole enough here.
        format!("{} {}", newest_first(item.saved_at as u64), item.found.key)
    }));
    places.in_order().into_iter().filter_map(|place| items.get(place).cloned()).collect()
}

#[derive(Deserialize)]
struct Named {
    key: String,
}

/// Makes the file that [`plan`] reads: of these records those that are worth keeping.
///
/// # Errors
/// The writer's own words.
pub fn file<J: Json>(json: &J, records: &[(String, J::Value)]) -> Result<String, String> {
    let mut lines = Vec::new();
    for (key, raw) in records {
        let Some(kind) = Kind::of(key) else { continue };
        let line = match kind {
            Kind::Settings => line::<Settings, J>(json, key, raw)?,
            Kind::Prefs => line::<Prefs, J>(json, key, raw)?,
            Kind::Item(_) => line::<CartItem, J>(json, key, raw)?,
            Kind::Claim(_) => line::<ItemKey, J>(json, key, raw)?,
            Kind::Lead(_) => line::<String, J>(json, key, raw)?,
            Kind::Sent(_) => line::<Sent, J>(json, key, raw)?,
        };
        lines.push(line);
    }
    let mut text = format!("{OPENING}{VERSION}{RECORDS}");
    for (nth, place) in TextIndex::of(lines.iter().cloned()).in_order().into_iter().enumerate() {
        text.push_str(if nth == 0 { "\n" } else { ",\n" });
        text.push_str(lines.get(place).map_or("", String::as_str));
    }
    text.push('\n');
    text.push_str(CLOSING);
    text.push('\n');
    Ok(text)
}

/// One record, spelled anew where it can be read, so that the browser's order of fields does not count; one that
/// cannot be is taken along as it stands, because nothing may be lost.
fn line<T: Stored + Serialize, J: Json>(json: &J, key: &str, raw: &J::Value) -> Result<String, String> {
    let name = json.write(&key)?;
    match read::<T>(raw) {
        Record::Read(data) => {
            let data = json.write(&data)?;
            Ok(format!(r#"{{"key":{name},"v":{VERSION},"data":{data}}}"#))
        }
        Record::Newer(_) | Record::Unreadable(_) => {
            let whole = json.write_raw(raw)?;
            match whole.strip_prefix('{') {
                Some(rest) if rest != "}" => Ok(format!(r#"{{"key":{name},{rest}"#)),
                _ => Ok(format!(r#"{{"key":{name},"was":{whole}}}"#)),
            }
        }
    }
}
