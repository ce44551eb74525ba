//! Room: before a write of the user's is refused, pictures go, and then old backups.

use std::cmp::Ordering;
use std::collections::HashMap;

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::records::{Area, BACKUP, PICTURE};

use crate::{Store, list};

/// How many pictures go at once.
const PART: usize = 50;

/// Writes records, all of them or none, and again as long as there is no room for them but pictures or a backup that can
/// go: pictures first. Not for pictures and backups themselves, nor for a file, which might not fit with all of them gone.
///
/// # Errors
/// `Storage`; `StorageFull` only when no picture and no backup is left.
pub async fn put<S: Store>(browser: &S, area: Area, records: Vec<(String, S::Raw)>) -> Result<(), Fault> {
    loop {
        match browser.put(area, records.clone()).await {
            Err(fault) if fault.code == FaultCode::StorageFull && make(browser, area).await? => {}
            done => return done,
        }
    }
}

/// Deletes some of what goes before that; `false` where nothing went.
async fn make(browser: &impl Store, area: Area) -> Result<bool, Fault> {
    // Pictures stand by their items, and backups are all on disk.
    Ok(match area {
        Area::Disk => drop_pictures(browser, area).await? || drop_oldest_backup(browser).await?,
        Area::Memory => drop_pictures(browser, area).await?,
        Area::Archive => false,
    })
}

async fn drop_pictures(browser: &impl Store, area: Area) -> Result<bool, Fault> {
    let there = pictures(browser, area).await?;
    let first = first_to_go(browser, area, &there, PART).await?;
    went(browser, area, &first).await
}

async fn drop_oldest_backup(browser: &impl Store) -> Result<bool, Fault> {
    let backups = browser.keys(Area::Disk).await?.into_iter().filter(|name| BACKUP.holds(name));
    went(browser, Area::Disk, backups.min().as_slice()).await
}

/// Deletes these. Whether fewer are there then: a browser that says so and deletes nothing would be asked for ever.
async fn went(browser: &impl Store, area: Area, names: &[String]) -> Result<bool, Fault> {
    if names.is_empty() {
        return Ok(false);
    }
    browser.remove(area, names).await?;
    Ok(browser.get(area, names).await?.len() < names.len())
}

/// The items that have a picture.
pub(crate) async fn pictures(browser: &impl Store, area: Area) -> Result<Vec<ItemKey>, Fault> {
    Ok(browser.keys(area).await?.iter().filter_map(|name| PICTURE.parse(name)).collect())
}

/// So many of these pictures: first those whose items are not in the list, then those of items that are no longer to buy,
/// then those of the items that were kept longest ago.
pub(crate) async fn first_to_go(
    browser: &impl Store,
    area: Area,
    there: &[ItemKey],
    count: usize,
) -> Result<Vec<String>, Fault> {
    if count == 0 || there.is_empty() {
        return Ok(Vec::new());
    }
    let list = list::read(browser, area).await?;
    let of: HashMap<&ItemKey, (bool, f64)> =
        list.iter().map(|(item, status)| (&item.found.key, (status.is_to_buy(), item.saved_at))).collect();
    let mut order: Vec<(Option<(bool, f64)>, &ItemKey)> =
        there.iter().map(|key| (of.get(key).copied(), key)).collect();
    order.sort_by(|(one, a), (other, b)| {
        one.partial_cmp(other).unwrap_or(Ordering::Equal).then_with(|| a.cmp(b))
    });
    Ok(order.into_iter().take(count).map(|(_, key)| PICTURE.key(key)).collect())
}
