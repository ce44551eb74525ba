//! In and out: the list as a file that can be read in again, as a table, as plain text; and how a file is read in.
//!
//! The file is JSON with one record a line, in a fixed order, and holds no time of its own: the same list always
//! gives the same bytes. What is brought in is merged with what is there, and never put in its place. A backup is
//! such a file too.

pub mod backup;
mod bring;
pub(crate) mod cells;
mod people;
mod table;

use serde::{Deserialize, Serialize};

use super::cart::CartItem;
use super::order::{TextIndex, newest_first};
use super::raw::Raw;
use super::records::{Exported, ITEM};
use super::schema::{Record, VERSION};

pub use bring::{FileFault, ImportPlan, LineFault, MOST_BYTES, MOST_LINES, Refused, There, plan};
pub use people::{ForgottenRecords, authors, by_author};
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

/// The items among these records, the newest first.
#[must_use]
pub fn items<R: Raw>(records: &[(String, R)]) -> Vec<CartItem> {
    let kept = records.iter().filter(|(name, _)| ITEM.holds(name));
    let items: Vec<CartItem> = kept.filter_map(|(_, raw)| ITEM.data(raw)).collect();
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
    for (name, raw) in records {
        if let Some(record) = Exported::read(name, raw) {
            lines.push(line(json, name, raw, record)?);
        }
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

/// How many items are in a file that [`file`](file()) made, by the keys that its lines begin with: nothing is read for it.
#[must_use]
pub fn items_in(file: &str) -> usize {
    let key = |line: &str| line.strip_prefix("{\"key\":\"").is_some_and(|name| ITEM.holds(name));
    file.lines().filter(|line| key(line)).count()
}

/// One record, spelled anew where it can be read, so that the browser's order of fields does not count; one that
/// cannot be is taken along as it stands, because nothing may be lost.
fn line<J: Json>(json: &J, name: &str, raw: &J::Value, record: Record<Exported>) -> Result<String, String> {
    let name = json.write(&name)?;
    match record {
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
