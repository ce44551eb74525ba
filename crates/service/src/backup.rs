//! The daily backup.

use hashcart_core::copied::Copied;
use hashcart_core::exchange::backup::{Shift, shift};
use hashcart_core::exchange::file;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::raw::Raw;
use hashcart_core::records::{Area, BACKUP, COPIED, DRAWS, ITEM, SoleKey};

use crate::store::write;
use crate::{Clock, Store};

/// The backups among these records, and their sizes in bytes.
#[must_use]
pub fn backups(records: &[(String, impl Raw)]) -> Vec<(String, usize)> {
    let size = |raw| BACKUP.data(raw).map_or(0, |text: String| text.len());
    let backups = records.iter().filter(|(name, _)| BACKUP.holds(name));
    backups.map(|(name, raw)| (name.clone(), size(raw))).collect()
}

/// Whether there is a list and no backup of `day` yet.
///
/// # Errors
/// The storage's.
pub async fn is_due(browser: &impl Store, day: &str) -> Result<bool, Fault> {
    let name = BACKUP.key(&day.to_owned());
    let names = browser.keys(Area::Disk).await?;
    Ok(!names.contains(&name) && names.iter().any(|name| ITEM.holds(name)))
}

/// Makes the backup of `day`, if it is due.
///
/// # Errors
/// `Storage` or `StorageFull`: there is no backup then, and the list and the older backups are as they were.
pub async fn back_up(browser: &impl Store, day: &str) -> Result<(), Fault> {
    if !is_due(browser, day).await? {
        return Ok(());
    }
    let mut records = browser.get_all(Area::Disk).await?;
    // A copy of the list is not to hold whom the user had deleted with the replies.
    records.retain(|(name, _)| !DRAWS.holds(name));
    let text = file(&browser.json(), &records).map_err(|why| Fault::new(FaultCode::Storage, why))?;
    let Shift { write, drop } = shift(&backups(&records), text.len());
    if !write {
        return browser.remove(Area::Disk, &drop).await;
    }
    let made = vec![(BACKUP.key(&day.to_owned()), browser.record(&text)?)];
    // Older ones go when it is there, or where it finds no room without: then they come back if it finds none at all.
    match browser.put(Area::Disk, made.clone()).await {
        Err(fault) if fault.code == FaultCode::StorageFull && !drop.is_empty() => {
            browser.remove(Area::Disk, &drop).await?;
            let done = browser.put(Area::Disk, made).await;
            if done.is_err() {
                records.retain(|(name, _)| drop.contains(name));
                browser.put(Area::Disk, records).await?;
            }
            done
        }
        Err(fault) => Err(fault),
        Ok(()) => browser.remove(Area::Disk, &drop).await,
    }
}

/// Writes that the list was saved as a file now, or that this was put off.
///
/// # Errors
/// The storage's.
pub async fn note_copy(browser: &(impl Store + Clock), put_off: bool) -> Result<bool, Fault> {
    let copied = Copied { at: browser.now(), put_off };
    write(browser, Area::Disk, COPIED, &SoleKey, &copied).await?;
    Ok(true)
}
