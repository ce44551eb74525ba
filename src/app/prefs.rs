//! What the user chose about the hand-over, as it stands in storage.

use hashcart_core::handover::Prefs;
use hashcart_core::records::PREFS;
use hashcart_core::schema::{Record, read};

use crate::webext::storage::Area;

/// What the user chose. Where that cannot be read, nothing is pressed.
pub(super) async fn load() -> Prefs {
    let found = Area::Local.get(&[PREFS.only()]).await.ok().and_then(|found| found.into_iter().next());
    match found.map(|(_, raw)| read(&raw)) {
        Some(Record::Read(prefs)) => prefs,
        _ => Prefs::default(),
    }
}
