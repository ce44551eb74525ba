//! The storage areas: records in, records out, and word of changes.
//!
//! What the user does in ordinary windows is kept on disk, in `storage.local`; what they do in private windows stays in
//! memory, in `storage.session`, and content scripts cannot see that one in Firefox (153, November 2026).

use std::cell::RefCell;

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::records::{Area, KindRow};
use hashcart_core::schema::Versioned;
use hashcart_service::Store;
use js_sys::{Array, Function, Object, Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::json::BrowserJson;
use super::{Browser, Outside, plain, words};

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type StorageArea;

    #[wasm_bindgen(method, catch)]
    async fn get(this: &StorageArea, keys: &JsValue) -> Result<JsValue, JsValue>;

    /// Asks at once, and not when the answer is waited for.
    #[wasm_bindgen(method, js_name = get, catch)]
    fn get_now(this: &StorageArea, keys: &Array) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn set(this: &StorageArea, items: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn remove(this: &StorageArea, keys: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn clear(this: &StorageArea) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "onChanged"], js_name = addListener)]
    fn on_changed(listener: &ChangeListener);

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = local)]
    static LOCAL: StorageArea;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = session)]
    static SESSION: StorageArea;
}

/// How many records [`get_but`] asks for at once. Chrome answers such questions side by side: 10,000 records
/// come in half the time of one question, and no answer holds the page up for more than 20 ms. (November 2026.)
const PART: usize = 200;

pub(super) fn read_fault(error: &JsValue) -> Fault {
    Fault::new(FaultCode::StorageRead, words(error))
}

/// Writing fails for want of room in both browsers with words that name the quota.
pub(super) fn write_fault(error: &JsValue) -> Fault {
    let said = words(error);
    let full = said.to_ascii_lowercase().contains("quota");
    Fault::new(if full { FaultCode::StorageFull } else { FaultCode::Storage }, said)
}

fn entries(found: JsValue) -> Vec<(String, Outside)> {
    let Ok(found) = found.dyn_into::<Object>() else { return Vec::new() };
    Object::entries(&found)
        .iter()
        .filter_map(|entry| {
            let entry = entry.dyn_into::<Array>().ok()?;
            Some((entry.get(0).as_string()?, Outside(entry.get(1))))
        })
        .collect()
}

/// The browser's area; the archive is none of these, and whoever needs it has [`Archived`](super::archive::Archived).
fn api(area: Area) -> Result<StorageArea, JsValue> {
    match area {
        Area::Disk => Ok(LOCAL.with(Clone::clone)),
        Area::Memory => Ok(SESSION.with(Clone::clone)),
        Area::Archive => Err(JsValue::from_str("the archive is no storage area")),
    }
}

/// The area that the browser calls so; `None` for those that hold no records.
#[must_use]
pub fn area_named(name: &str) -> Option<Area> {
    match name {
        "local" => Some(Area::Disk),
        "session" => Some(Area::Memory),
        _ => None,
    }
}

/// What lists keys alone, where the browser has that.
fn lists_keys(area: Area) -> Option<Function> {
    Reflect::get(&api(area).ok()?.into(), &JsValue::from_str("getKeys")).ok()?.dyn_into().ok()
}

fn js_names(names: &[String]) -> Array {
    names.iter().map(|name| JsValue::from_str(name)).collect()
}

/// Gives `taken` all records but those of this kind, some at a time, as they come: backups are as large as all the others
/// together.
///
/// # Errors
/// `StorageRead`, with the browser's words.
pub async fn get_but<K, T>(
    area: Area,
    others: KindRow<K, T>,
    mut taken: impl FnMut(Vec<(String, Outside)>),
) -> Result<(), Fault> {
    let wanted = |name: &str| !others.holds(name);
    // Firefox looks up every key by itself: even with backups, everything at once comes there in half the time.
    if super::runtime::is_firefox() || lists_keys(area).is_none() {
        taken(Browser.get_all(area).await?.into_iter().filter(|(name, _)| wanted(name)).collect());
        return Ok(());
    }
    let names: Vec<String> = Browser.keys(area).await?.into_iter().filter(|name| wanted(name)).collect();
    let asked: Result<Vec<JsFuture>, JsValue> =
        names.chunks(PART).map(|part| api(area)?.get_now(&js_names(part)).map(JsFuture::from)).collect();
    for part in asked.map_err(|error| read_fault(&error))? {
        taken(entries(part.await.map_err(|error| read_fault(&error))?));
    }
    Ok(())
}

/// Whether a removal is to be looked after. Of one that comes after a write without room, Firefox (153, November 2026) says
/// that it is done, and has removed nothing; the next one does.
fn is_doubted(area: Area) -> bool {
    area == Area::Disk && super::runtime::is_firefox()
}

async fn remove(area: Area, names: &[String]) -> Result<(), Fault> {
    let area = api(area).map_err(|error| write_fault(&error))?;
    area.remove(&js_names(names)).await.map(|_| ()).map_err(|error| write_fault(&error))
}

async fn clear(area: Area) -> Result<(), Fault> {
    let area = api(area).map_err(|error| write_fault(&error))?;
    area.clear().await.map(|_| ()).map_err(|error| write_fault(&error))
}

impl Store for Browser {
    type Raw = Outside;
    type Json = BrowserJson;

    async fn get(&self, area: Area, names: &[String]) -> Result<Vec<(String, Outside)>, Fault> {
        let area = api(area).map_err(|error| read_fault(&error))?;
        area.get(&js_names(names)).await.map(entries).map_err(|error| read_fault(&error))
    }

    async fn get_all(&self, area: Area) -> Result<Vec<(String, Outside)>, Fault> {
        let area = api(area).map_err(|error| read_fault(&error))?;
        area.get(&JsValue::NULL).await.map(entries).map_err(|error| read_fault(&error))
    }

    /// Browsers that cannot list keys alone (Chrome before 130, Firefox before 143) read all records for it.
    async fn keys(&self, area: Area) -> Result<Vec<String>, Fault> {
        let Some(get_keys) = lists_keys(area) else {
            return Ok(self.get_all(area).await?.into_iter().map(|(name, _)| name).collect());
        };
        let promise = api(area).and_then(|area| get_keys.call0(&area)).map_err(|error| read_fault(&error))?;
        let names = JsFuture::from(Promise::resolve(&promise)).await;
        let names = names.map_err(|error| read_fault(&error))?;
        Ok(Array::from(&names).iter().filter_map(|name| name.as_string()).collect())
    }

    /// After a write that found no room, Firefox (153, November 2026) fails the next one, whatever it is and without a
    /// reason; the one after that ends as it should. A write that failed so has written nothing.
    async fn put(&self, area: Area, records: Vec<(String, Outside)>) -> Result<(), Fault> {
        let items = Object::new();
        for (name, record) in &records {
            Reflect::set(&items, &JsValue::from_str(name), &record.0).map_err(|error| write_fault(&error))?;
        }
        let area = api(area).map_err(|error| write_fault(&error))?;
        let mut done = area.set(&items).await;
        if done.as_ref().is_err_and(|error| words(error).contains("An unexpected error occurred")) {
            done = area.set(&items).await;
        }
        done.map(|_| ()).map_err(|error| write_fault(&error))
    }

    /// Nothing is written between the two: who writes, waits for their turn.
    async fn remove(&self, area: Area, names: &[String]) -> Result<(), Fault> {
        remove(area, names).await?;
        if is_doubted(area) && !names.is_empty() && !self.get(area, names).await?.is_empty() {
            remove(area, names).await?;
        }
        Ok(())
    }

    async fn clear(&self, area: Area) -> Result<(), Fault> {
        clear(area).await?;
        if is_doubted(area) && !self.keys(area).await?.is_empty() {
            clear(area).await?;
        }
        Ok(())
    }

    fn record<T: Serialize>(&self, data: &T) -> Result<Outside, Fault> {
        let record = plain(&Versioned::now(data)).map_err(|why| Fault::new(FaultCode::Storage, why))?;
        Ok(Outside(record))
    }

    fn json(&self) -> BrowserJson {
        BrowserJson
    }
}

/// Key and new record (`None`: deleted) of a change, as the browser tells it.
#[must_use]
pub fn changed_records(changes: JsValue) -> Vec<(String, Option<Outside>)> {
    let new = |(key, change): (String, Outside)| {
        let new = Reflect::get(&change.0, &JsValue::from_str("newValue")).ok();
        (key, new.filter(|new| !new.is_undefined()).map(Outside))
    };
    entries(changes).into_iter().map(new).collect()
}

/// The keys of a change, as the browser tells it.
#[must_use]
pub fn changed_keys(changes: &JsValue) -> Vec<String> {
    match changes.dyn_ref::<Object>() {
        Some(changes) => Object::keys(changes).iter().filter_map(|key| key.as_string()).collect(),
        None => Vec::new(),
    }
}

type ChangeListener = Closure<dyn Fn(JsValue, String)>;

thread_local! {
    /// Listeners live as long as the page.
    static LISTENERS: RefCell<Vec<ChangeListener>> = const { RefCell::new(Vec::new()) };
}

/// Calls `changed` with key and new record (`None`: deleted) of every change in this area, for the life of the page.
pub fn watch(watched: Area, changed: impl Fn(Vec<(String, Option<Outside>)>) + 'static) {
    let listener = ChangeListener::new(move |changes: JsValue, area: String| {
        if area_named(&area) == Some(watched) {
            changed(changed_records(changes));
        }
    });
    on_changed(&listener);
    LISTENERS.with_borrow_mut(|kept| kept.push(listener));
}
