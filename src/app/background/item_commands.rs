//! What the user does with kept items, one or many at once: remove, put back, put aside, edit.

use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, Shelf};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::message::Edit;
use hashcart_core::schema::{REMOVED_PREFIX, Record, Stored, item_key, read, removed_key};
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::store::read_for_writing;
use crate::webext::storage::{self, Area};

/// How many records are written at once. What is removed stands twice for a moment, and a full list must not burst
/// the browser's quota by that.
const SLICE: usize = 100;

/// The records of these names that can be read. What cannot is not ours to change, and stays.
async fn readable<T: Stored>(area: Area, names: &[String]) -> Result<Vec<(String, T)>, Fault> {
    let found = area.get(names).await?;
    let read = |(name, raw)| match read(&raw) {
        Record::Read(data) => Some((name, data)),
        Record::Newer(_) | Record::Unreadable(_) => None,
    };
    Ok(found.into_iter().filter_map(read).collect())
}

/// The names of what was removed last.
async fn removed(area: Area) -> Result<Vec<String>, Fault> {
    let names = area.keys().await?.into_iter();
    Ok(names.filter(|name| name.starts_with(REMOVED_PREFIX)).collect())
}

/// Records by their names, as they are written.
fn named<'a, T: Serialize + 'a>(
    records: impl Iterator<Item = (String, &'a T)>,
) -> Result<Vec<(String, JsValue)>, Fault> {
    records.map(|(name, data)| Ok((name, storage::record(data)?))).collect()
}

/// Writes records under their item's names in `to`, then deletes the others of theirs: a crash between them loses
/// nothing.
async fn carry<T: Serialize>(
    area: Area,
    items: &[(ItemKey, T)],
    to: fn(&ItemKey) -> String,
    from: fn(&ItemKey) -> String,
) -> Result<(), Fault> {
    for slice in items.chunks(SLICE) {
        area.set_all(&named(slice.iter().map(|(key, item)| (to(key), item)))?).await?;
        area.remove(&slice.iter().map(|(key, _)| from(key)).collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// Removes items. They can come back until the next ones are removed.
pub(super) async fn remove(area: Area, keys: &[ItemKey]) -> Result<usize, Fault> {
    let names: Vec<String> = keys.iter().map(item_key).collect();
    let items: Vec<(String, CartItem)> = readable(area, &names).await?;
    if items.is_empty() {
        return Err(FaultCode::NothingToRestore.into());
    }
    area.remove(&removed(area).await?).await?;
    let items: Vec<(ItemKey, CartItem)> =
        items.into_iter().map(|(_, item)| (item.found.key.clone(), item)).collect();
    carry(area, &items, removed_key, item_key).await?;
    Ok(items.len())
}

/// Puts back what was removed last.
pub(super) async fn restore(area: Area) -> Result<usize, Fault> {
    let gone: Vec<(String, CartItem)> = readable(area, &removed(area).await?).await?;
    if gone.is_empty() {
        return Err(FaultCode::NothingToRestore.into());
    }
    let keys = gone.iter().map(|(_, item)| item_key(&item.found.key)).collect::<Vec<_>>();
    // Added anew in the meantime: the new one stays.
    let there = area.get(&keys).await?;
    let (back, again): (Vec<_>, Vec<_>) = gone
        .into_iter()
        .map(|(_, item)| (item.found.key.clone(), item))
        .partition(|(key, _)| there.iter().all(|(name, _)| *name != item_key(key)));
    carry(area, &back, item_key, removed_key).await?;
    area.remove(&again.iter().map(|(key, _)| removed_key(key)).collect::<Vec<_>>()).await?;
    Ok(back.len().saturating_add(again.len()))
}

/// Writes number and note.
pub(super) async fn edit(area: Area, call: Edit) -> Result<CartItem, Fault> {
    let name = item_key(&call.key);
    let item: CartItem = read_for_writing(area, &name).await?.ok_or(FaultCode::NothingToRestore)?;
    let item = item.edited(call.units, &call.note, js_sys::Date::now());
    area.set(&name, &item).await?;
    Ok(item)
}

/// Writes where items stand.
pub(super) async fn put(area: Area, puts: Vec<(ItemKey, Option<(Shelf, Millis)>)>) -> Result<usize, Fault> {
    let mut count = 0_usize;
    for slice in puts.chunks(SLICE) {
        let names: Vec<String> = slice.iter().map(|(key, _)| item_key(key)).collect();
        let mut items: Vec<(String, CartItem)> = readable(area, &names).await?;
        for (_, item) in &mut items {
            if let Some((_, shelf)) = slice.iter().find(|(key, _)| *key == item.found.key) {
                item.shelf = *shelf;
            }
        }
        count = count.saturating_add(items.len());
        area.set_all(&named(items.iter().map(|(name, item)| (name.clone(), item)))?).await?;
    }
    if count == 0 { Err(FaultCode::NothingToRestore.into()) } else { Ok(count) }
}
