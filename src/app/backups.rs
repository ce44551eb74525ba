//! Backups, and the days they are made on.

use hashcart_core::records::BACKUP;
use hashcart_core::schema::{Record, read};

use crate::webext::Outside;

/// The day in UTC, as `2026-11-22`.
pub(super) fn today() -> String {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    now.split('T').next().unwrap_or_default().to_owned()
}

/// The backups among these records, and their sizes.
pub(super) fn backups(records: &[(String, Outside)]) -> Vec<(String, usize)> {
    let of = |(key, raw): &(String, Outside)| {
        let size = match read::<String>(raw) {
            Record::Read(text) => text.len(),
            Record::Newer(_) | Record::Unreadable(_) => 0,
        };
        (key.clone(), size)
    };
    records.iter().filter(|(key, _)| BACKUP.holds(key)).map(of).collect()
}
