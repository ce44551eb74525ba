//! Records, read to be written.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::records::aside_key;
use hashcart_core::schema::{Record, Stored, read};

use crate::webext::storage::Area;

/// Reads a record that may be written next. One that nobody can read is put aside first; one of a newer version
/// is not to be written at all.
pub(super) async fn read_for_writing<T: Stored>(area: Area, key: &str) -> Result<Option<T>, Fault> {
    let Some((_, raw)) = area.get(&[key]).await?.into_iter().next() else { return Ok(None) };
    match read(&raw) {
        Record::Read(data) => Ok(Some(data)),
        Record::Newer(version) => {
            Err(Fault::new(FaultCode::NewerRecord, format!("{key}: version {version}")))
        }
        Record::Unreadable(_) => {
            area.set_raw(&aside_key(key, js_sys::Date::now()), &raw.0).await?;
            Ok(None)
        }
    }
}
