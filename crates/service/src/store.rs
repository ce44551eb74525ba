//! Records, read to be written.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::records::{Area, aside_key};
use hashcart_core::schema::{Record, Stored, read};

use crate::{Clock, Store};

/// Reads a record that may be written next. One that nobody can read is put aside first; one of a newer version
/// is not to be written at all.
///
/// # Errors
/// `NewerRecord`, or the storage's.
pub async fn read_for_writing<T: Stored>(
    browser: &(impl Store + Clock),
    area: Area,
    name: &str,
) -> Result<Option<T>, Fault> {
    let Some(raw) = browser.one(area, name).await? else { return Ok(None) };
    match read(&raw) {
        Record::Read(data) => Ok(Some(data)),
        Record::Newer(version) => {
            Err(Fault::new(FaultCode::NewerRecord, format!("{name}: version {version}")))
        }
        Record::Unreadable(_) => {
            let aside = free_aside_key(browser, area, name).await?;
            browser.put(area, vec![(aside, raw)]).await?;
            Ok(None)
        }
    }
}

/// The key under which a record is put aside now. Two at one time, or one after the clock was set back, are two records.
pub(crate) async fn free_aside_key(
    browser: &(impl Store + Clock),
    area: Area,
    name: &str,
) -> Result<String, Fault> {
    let mut at = browser.now();
    loop {
        let aside = aside_key(name, at);
        if browser.one(area, &aside).await?.is_none() {
            return Ok(aside);
        }
        at += 1.0;
    }
}
