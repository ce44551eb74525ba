//! What the user does with kept items, one or many at once: remove, put back, put aside, edit.

use std::collections::HashSet;

use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, Shelf};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::message::Edit;
use hashcart_core::records::{Area, ITEM, KindRow, PICTURE, REMOVED};

use crate::store::{look_at, write};
use crate::{Clock, Store, room};

/// How many records are written at once. What is removed stands twice for a moment, and a full list must not burst
/// the browser's quota by that.
const SLICE: usize = 100;

/// The records of these names that can be read. What cannot is not ours to change, and stays.
async fn readable(browser: &impl Store, area: Area, names: &[String]) -> Result<Vec<CartItem>, Fault> {
    Ok(browser.get(area, names).await?.into_iter().filter_map(|(_, raw)| ITEM.data(&raw)).collect())
}

/// The names of what was removed last.
async fn removed(browser: &impl Store, area: Area) -> Result<Vec<String>, Fault> {
    let names = browser.keys(area).await?.into_iter();
    Ok(names.filter(|name| REMOVED.holds(name)).collect())
}

/// Writes items, all or none.
async fn write_all(
    browser: &impl Store,
    area: Area,
    row: KindRow<ItemKey, CartItem>,
    items: &[CartItem],
) -> Result<(), Fault> {
    let records: Result<Vec<_>, Fault> =
        items.iter().map(|item| Ok((row.key(&item.found.key), browser.record(item)?))).collect();
    room::put(browser, area, records?).await
}

async fn delete_all(
    browser: &impl Store,
    area: Area,
    row: KindRow<ItemKey, CartItem>,
    items: &[CartItem],
) -> Result<(), Fault> {
    browser.remove(area, &items.iter().map(|item| row.key(&item.found.key)).collect::<Vec<_>>()).await
}

/// Writes items into the row `to`, then deletes them from the other: a crash between them loses nothing.
async fn carry(
    browser: &impl Store,
    area: Area,
    items: &[CartItem],
    to: KindRow<ItemKey, CartItem>,
    from: KindRow<ItemKey, CartItem>,
) -> Result<(), Fault> {
    for slice in items.chunks(SLICE) {
        write_all(browser, area, to, slice).await?;
        delete_all(browser, area, from, slice).await?;
    }
    Ok(())
}

/// Removes items. They can come back until the next ones are removed. Whoever has no more room is told to remove some, so
/// that is never refused for want of it: then there is no way back.
pub async fn remove(browser: &impl Store, area: Area, keys: &[ItemKey]) -> Result<usize, Fault> {
    let names: Vec<String> = keys.iter().map(|key| ITEM.key(key)).collect();
    let items = readable(browser, area, &names).await?;
    if items.is_empty() {
        return Err(FaultCode::NothingToRestore.into());
    }
    let gone = removed(browser, area).await?;
    browser.remove(area, &gone).await?;
    forget_pictures(browser, area, &gone).await?;
    match carry(browser, area, &items, REMOVED, ITEM).await {
        Err(fault) if fault.code == FaultCode::StorageFull => delete_all(browser, area, ITEM, &items).await?,
        carried => carried?,
    }
    Ok(items.len())
}

/// Deletes the pictures of what cannot come back any more, unless it was added anew.
async fn forget_pictures(browser: &impl Store, area: Area, removed: &[String]) -> Result<(), Fault> {
    let keys: Vec<ItemKey> = removed.iter().filter_map(|name| REMOVED.parse(name)).collect();
    if keys.is_empty() {
        return Ok(());
    }
    let there: HashSet<String> = browser.keys(area).await?.into_iter().collect();
    let gone = keys.iter().filter(|key| !there.contains(&ITEM.key(key)));
    browser.remove(area, &gone.map(|key| PICTURE.key(key)).collect::<Vec<_>>()).await
}

/// Puts back what was removed last.
pub async fn restore(browser: &impl Store, area: Area) -> Result<usize, Fault> {
    let gone = readable(browser, area, &removed(browser, area).await?).await?;
    if gone.is_empty() {
        return Err(FaultCode::NothingToRestore.into());
    }
    let keys = gone.iter().map(|item| ITEM.key(&item.found.key)).collect::<Vec<_>>();
    // Added anew in the meantime: the new one stays.
    let there = browser.get(area, &keys).await?;
    let (back, again): (Vec<_>, Vec<_>) =
        gone.into_iter().partition(|item| there.iter().all(|(name, _)| *name != ITEM.key(&item.found.key)));
    carry(browser, area, &back, ITEM, REMOVED).await?;
    delete_all(browser, area, REMOVED, &again).await?;
    Ok(back.len().saturating_add(again.len()))
}

/// Writes number, name and note.
pub async fn edit(browser: &(impl Store + Clock), area: Area, call: Edit) -> Result<CartItem, Fault> {
    let item = look_at(browser, area, ITEM, &call.key).await?.ok_or(FaultCode::NothingToRestore)?;
    let item = item.edited(call.units, &call.name, &call.note, browser.now());
    write(browser, area, ITEM, &call.key, &item).await?;
    Ok(item)
}

/// Writes where items stand.
pub async fn put(
    browser: &impl Store,
    area: Area,
    puts: Vec<(ItemKey, Option<(Shelf, Millis)>)>,
) -> Result<usize, Fault> {
    let mut count = 0_usize;
    for slice in puts.chunks(SLICE) {
        let names: Vec<String> = slice.iter().map(|(key, _)| ITEM.key(key)).collect();
        let mut items = readable(browser, area, &names).await?;
        for item in &mut items {
            if let Some((_, shelf)) = slice.iter().find(|(key, _)| *key == item.found.key) {
                item.shelf = *shelf;
            }
        }
        count = count.saturating_add(items.len());
        write_all(browser, area, ITEM, &items).await?;
    }
    if count == 0 { Err(FaultCode::NothingToRestore.into()) } else { Ok(count) }
}
