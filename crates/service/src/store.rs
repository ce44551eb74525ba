//! One record of a row: looked at, read to be written, written, deleted. Where it stands, the row says.

use std::fmt::Display;

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::records::{Area, KindRow, aside_key};
use hashcart_core::schema::{Record, Stored};
use serde::Serialize;

use crate::{Clock, Store, room};

/// The record as it is there; `None` where there is none.
///
/// # Errors
/// The storage's.
pub async fn find<K: Display, T: Stored>(
    browser: &impl Store,
    area: Area,
    row: KindRow<K, T>,
    key: &K,
) -> Result<Option<Record<T>>, Fault> {
    Ok(browser.one(row.area(area), &row.key(key)).await?.map(|raw| row.read(&raw)))
}

/// What a record holds, to be looked at. One that nobody can read holds nothing; it stays, because nothing is written in
/// its place.
///
/// # Errors
/// `NewerRecord`, or the storage's.
pub async fn look_at<K: Display, T: Stored>(
    browser: &impl Store,
    area: Area,
    row: KindRow<K, T>,
    key: &K,
) -> Result<Option<T>, Fault> {
    match find(browser, area, row, key).await? {
        None | Some(Record::Unreadable(_)) => Ok(None),
        Some(Record::Read(data)) => Ok(Some(data)),
        Some(Record::Newer(version)) => Err(newer(&row.key(key), version)),
    }
}

/// Reads a record that is written next, whatever is read. One that nobody can read is put aside first; one of a newer
/// version is not to be written at all. Not for looking: each look would put it aside once more.
///
/// # Errors
/// `NewerRecord`, or the storage's.
pub async fn read_for_writing<K: Display, T: Stored>(
    browser: &(impl Store + Clock),
    area: Area,
    row: KindRow<K, T>,
    key: &K,
) -> Result<Option<T>, Fault> {
    let (area, name) = (row.area(area), row.key(key));
    let Some(raw) = browser.one(area, &name).await? else { return Ok(None) };
    match row.read(&raw) {
        Record::Read(data) => Ok(Some(data)),
        Record::Newer(version) => Err(newer(&name, version)),
        Record::Unreadable(_) => {
            let aside = free_aside_key(browser, area, &name).await?;
            room::put(browser, area, vec![(aside, raw)]).await?;
            Ok(None)
        }
    }
}

/// Writes a record of the user's; pictures and old backups go before it is refused.
///
/// # Errors
/// `Storage` or `StorageFull`.
pub async fn write<K: Display, T: Serialize>(
    browser: &impl Store,
    area: Area,
    row: KindRow<K, T>,
    key: &K,
    data: &T,
) -> Result<(), Fault> {
    room::put(browser, row.area(area), vec![(row.key(key), browser.record(data)?)]).await
}

/// Deletes a record.
///
/// # Errors
/// The storage's.
pub async fn delete<K: Display, T>(
    browser: &impl Store,
    area: Area,
    row: KindRow<K, T>,
    key: &K,
) -> Result<(), Fault> {
    browser.remove(row.area(area), &[row.key(key)]).await
}

fn newer(name: &str, version: f64) -> Fault {
    Fault::new(FaultCode::NewerRecord, format!("{name}: version {version}"))
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
