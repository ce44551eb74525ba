//! What the user does with kept items, one or many at once: remove, put back, put aside, edit.

use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, Shelf};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::message::Edit;
use hashcart_core::records::{Area, ITEM, REMOVED, Row};
use hashcart_core::schema::{Record, Stored, read};
use serde::Serialize;

use crate::{Clock, Store, read_for_writing};

/// How many records are written at once. What is removed stands twice for a moment, and a full list must not burst
/// the browser's quota by that.
const SLICE: usize = 100;

/// The records of these names that can be read. What cannot is not ours to change, and stays.
async fn readable<T: Stored>(
    browser: &impl Store,
    area: Area,
    names: &[String],
) -> Result<Vec<(String, T)>, Fault> {
    let found = browser.get(area, names).await?;
    let read = |(name, raw)| match read(&raw) {
        Record::Read(data) => Some((name, data)),
        Record::Newer(_) | Record::Unreadable(_) => None,
    };
    Ok(found.into_iter().filter_map(read).collect())
}

/// The names of what was removed last.
async fn removed(browser: &impl Store, area: Area) -> Result<Vec<String>, Fault> {
    let names = browser.keys(area).await?.into_iter();
    Ok(names.filter(|name| REMOVED.holds(name)).collect())
}

/// Records by their names, as they are written.
fn named<'a, S: Store, T: Serialize + 'a>(
    browser: &S,
    records: impl Iterator<Item = (String, &'a T)>,
) -> Result<Vec<(String, S::Raw)>, Fault> {
    records.map(|(name, data)| Ok((name, browser.record(data)?))).collect()
}

/// Writes records under their item's names in `to`, then deletes the others of theirs: a crash between them loses
/// nothing.
async fn carry(
    browser: &impl Store,
    area: Area,
    items: &[(ItemKey, CartItem)],
    to: Row<ItemKey, CartItem>,
    from: Row<ItemKey, CartItem>,
) -> Result<(), Fault> {
    for slice in items.chunks(SLICE) {
        browser.put(area, named(browser, slice.iter().map(|(key, item)| (to.key(key), item)))?).await?;
        browser.remove(area, &slice.iter().map(|(key, _)| from.key(key)).collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// Removes items. They can come back until the next ones are removed.
pub async fn remove(browser: &impl Store, area: Area, keys: &[ItemKey]) -> Result<usize, Fault> {
    let names: Vec<String> = keys.iter().map(|key| ITEM.key(key)).collect();
    let items: Vec<(String, CartItem)> = readable(browser, area, &names).await?;
    if items.is_empty() {
        return Err(FaultCode::NothingToRestore.into());
    }
    browser.remove(area, &removed(browser, area).await?).await?;
    let items: Vec<(ItemKey, CartItem)> =
        items.into_iter().map(|(_, item)| (item.found.key.clone(), item)).collect();
    carry(browser, area, &items, REMOVED, ITEM).await?;
    Ok(items.len())
}

/// Puts back what was removed last.
pub async fn restore(browser: &impl Store, area: Area) -> Result<usize, Fault> {
    let gone: Vec<(String, CartItem)> = readable(browser, area, &removed(browser, area).await?).await?;
    if gone.is_empty() {
        return Err(FaultCode::NothingToRestore.into());
    }
    let keys = gone.iter().map(|(_, item)| ITEM.key(&item.found.key)).collect::<Vec<_>>();
    // Added anew in the meantime: the new one stays.
    let there = browser.get(area, &keys).await?;
    let (back, again): (Vec<_>, Vec<_>) = gone
        .into_iter()
        .map(|(_, item)| (item.found.key.clone(), item))
        .partition(|(key, _)| there.iter().all(|(name, _)| *name != ITEM.key(key)));
    carry(browser, area, &back, ITEM, REMOVED).await?;
    browser.remove(area, &again.iter().map(|(key, _)| REMOVED.key(key)).collect::<Vec<_>>()).await?;
    Ok(back.len().saturating_add(again.len()))
}

/// Writes number and note.
pub async fn edit(browser: &(impl Store + Clock), area: Area, call: Edit) -> Result<CartItem, Fault> {
    let name = ITEM.key(&call.key);
    let item: CartItem = read_for_writing(browser, area, &name).await?.ok_or(FaultCode::NothingToRestore)?;
    let item = item.edited(call.units, &call.note, browser.now());
    browser.set(area, &name, &item).await?;
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
        let mut items: Vec<(String, CartItem)> = readable(browser, area, &names).await?;
        for (_, item) in &mut items {
            if let Some((_, shelf)) = slice.iter().find(|(key, _)| *key == item.found.key) {
                item.shelf = *shelf;
            }
        }
        count = count.saturating_add(items.len());
        browser.put(area, named(browser, items.iter().map(|(name, item)| (name.clone(), item)))?).await?;
    }
    if count == 0 { Err(FaultCode::NothingToRestore.into()) } else { Ok(count) }
}
