//! The daily backup, and the room that old ones give.

use hashcart_core::copied::Copied;
use hashcart_core::exchange::backup::shift;
use hashcart_core::exchange::file;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::raw::Raw;
use hashcart_core::records::{Area, BACKUP, COPIED, DRAWS, ITEM, SoleKey};

use crate::store::write;
use crate::{Clock, Store, pictures};

/// The backups among these records, and their sizes in bytes.
#[must_use]
pub fn backups(records: &[(String, impl Raw)]) -> Vec<(String, usize)> {
    let size = |raw| BACKUP.data(raw).map_or(0, |text: String| text.len());
    let backups = records.iter().filter(|(name, _)| BACKUP.holds(name));
    backups.map(|(name, raw)| (name.clone(), size(raw))).collect()
}

/// Makes the backup of `day`, if there is a list and no backup of that day yet.
///
/// # Errors
/// `Storage` or `StorageFull`: there is no backup then, and the list is as it was.
pub async fn back_up(browser: &impl Store, day: &str) -> Result<(), Fault> {
    let name = BACKUP.key(&day.to_owned());
    let names = browser.keys(Area::Disk).await?;
    if names.contains(&name) || !names.iter().any(|name| ITEM.holds(name)) {
        return Ok(());
    }
    let mut records = browser.get_all(Area::Disk).await?;
    // A copy of the list is not to hold whom the user had deleted with the replies.
    records.retain(|(name, _)| !DRAWS.holds(name));
    let text = file(&browser.json(), &records).map_err(|why| Fault::new(FaultCode::Storage, why))?;
    let shift = shift(&backups(&records), text.len());
    browser.remove(Area::Disk, &shift.drop).await?;
    if shift.write {
        write(browser, Area::Disk, BACKUP, &day.to_owned(), &text).await?;
    }
    Ok(())
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

/// Does `work`, which may write to this area, and again as long as there is no room for it but pictures or a backup that
/// can go: pictures first, since they hold nothing of the user's.
/// Not for work that must not be done twice, nor for a file, which might not fit with all of them gone.
///
/// # Errors
/// Those of `work`; `StorageFull` only when no picture and no backup is left.
pub async fn with_room<T, F: Future<Output = Result<T, Fault>>>(
    browser: &impl Store,
    area: Area,
    work: impl Fn() -> F,
) -> Result<T, Fault> {
    loop {
        match work().await {
            Err(fault) if fault.code == FaultCode::StorageFull && give_room(browser, area).await? => {}
            done => return done,
        }
    }
}

/// Deletes what an item goes before; `false` where there is nothing of that.
async fn give_room(browser: &impl Store, area: Area) -> Result<bool, Fault> {
    // Backups are all on disk.
    Ok(pictures::give_way(browser, area).await? || (area == Area::Disk && drop_oldest(browser).await?))
}

/// Deletes the oldest backup; `false` where there is none.
async fn drop_oldest(browser: &impl Store) -> Result<bool, Fault> {
    let oldest = browser.keys(Area::Disk).await?.into_iter().filter(|name| BACKUP.holds(name)).min();
    if let Some(name) = &oldest {
        browser.remove(Area::Disk, std::slice::from_ref(name)).await?;
    }
    Ok(oldest.is_some())
}
