//! Room: what holds nothing of the user's goes before a write of theirs is refused.

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

/// Deletes what goes before anything of the user's; `false` where there is nothing of that.
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
    drop_first(browser, area, &there, PART).await?;
    Ok(!there.is_empty())
}

async fn drop_oldest_backup(browser: &impl Store) -> Result<bool, Fault> {
    let oldest = browser.keys(Area::Disk).await?.into_iter().filter(|name| BACKUP.holds(name)).min();
    if let Some(name) = &oldest {
        browser.remove(Area::Disk, std::slice::from_ref(name)).await?;
    }
    Ok(oldest.is_some())
}

/// The items that have a picture.
pub(crate) async fn pictures(browser: &impl Store, area: Area) -> Result<Vec<ItemKey>, Fault> {
    Ok(browser.keys(area).await?.iter().filter_map(|name| PICTURE.parse(name)).collect())
}

/// Deletes so many of these pictures: first those whose items are not in the list, then those of items that are no longer
/// to buy, then those of the items that were kept longest ago.
pub(crate) async fn drop_first(
    browser: &impl Store,
    area: Area,
    there: &[ItemKey],
    count: usize,
) -> Result<(), Fault> {
    if count == 0 || there.is_empty() {
        return Ok(());
    }
    let list = list::read(browser, area).await?;
    let of: HashMap<&ItemKey, (bool, f64)> =
        list.iter().map(|(item, status)| (&item.found.key, (status.is_to_buy(), item.saved_at))).collect();
    let mut order: Vec<(Option<(bool, f64)>, &ItemKey)> =
        there.iter().map(|key| (of.get(key).copied(), key)).collect();
    order.sort_by(|(one, a), (other, b)| {
        one.partial_cmp(other).unwrap_or(Ordering::Equal).then_with(|| a.cmp(b))
    });
    let gone: Vec<String> = order.into_iter().take(count).map(|(_, key)| PICTURE.key(key)).collect();
    browser.remove(area, &gone).await
}
