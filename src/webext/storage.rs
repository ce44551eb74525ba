//! The storage areas: records in, records out, and word of changes.
//!
//! What the user does in ordinary windows is kept on disk, in `storage.local`; what they do in private windows stays in
//! memory, in `storage.session`, and content scripts cannot see that one in Firefox (153, November 2026).

use std::cell::RefCell;

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::records::Row;
use hashcart_core::schema::Versioned;
use js_sys::{Array, Function, Object, Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Outside, plain, words};

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

/// How many records [`Area::get_but`] asks for at once. Chrome answers such questions side by side: 10,000 records
/// come in half the time of one question, and no answer holds the page up for more than 20 ms. (November 2026.)
const PART: usize = 200;

/// Where records are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// `storage.local`: on disk.
    Local,
    /// `storage.session`: in memory, for private windows.
    Session,
}

fn read_fault(error: &JsValue) -> Fault {
    Fault::new(FaultCode::Storage, words(error))
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

impl Area {
    fn api(self) -> StorageArea {
        match self {
            Self::Local => LOCAL.with(Clone::clone),
            Self::Session => SESSION.with(Clone::clone),
        }
    }

    /// The area of that name; `None` for those that hold no records of the list.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "local" => Some(Self::Local),
            "session" => Some(Self::Session),
            _ => None,
        }
    }

    /// The records of these keys that exist.
    ///
    /// # Errors
    /// `Storage`, with the browser's words.
    pub async fn get<S: AsRef<str>>(self, keys: &[S]) -> Result<Vec<(String, Outside)>, Fault> {
        let keys: Array = keys.iter().map(|key| JsValue::from_str(key.as_ref())).collect();
        self.api().get(&keys).await.map(entries).map_err(|error| read_fault(&error))
    }

    /// All records.
    ///
    /// # Errors
    /// `Storage`, with the browser's words.
    pub async fn get_all(self) -> Result<Vec<(String, Outside)>, Fault> {
        self.api().get(&JsValue::NULL).await.map(entries).map_err(|error| read_fault(&error))
    }

    /// All records but those of this kind: backups are as large as all the others together.
    ///
    /// # Errors
    /// `Storage`, with the browser's words.
    pub async fn get_but<K, T>(self, others: Row<K, T>) -> Result<Vec<(String, Outside)>, Fault> {
        let wanted = |key: &str| !others.holds(key);
        // Firefox looks up every key by itself: even with backups, everything at once comes there in half the time.
        if super::runtime::is_firefox() || self.lists_keys().is_none() {
            return Ok(self.get_all().await?.into_iter().filter(|(key, _)| wanted(key)).collect());
        }
        let keys: Vec<String> = self.keys().await?.into_iter().filter(|key| wanted(key)).collect();
        let asked: Result<Vec<JsFuture>, JsValue> = keys
            .chunks(PART)
            .map(|part| {
                let part: Array = part.iter().map(|key| JsValue::from_str(key)).collect();
                self.api().get_now(&part).map(JsFuture::from)
            })
            .collect();
        let mut records = Vec::with_capacity(keys.len());
        for part in asked.map_err(|error| read_fault(&error))? {
            records.extend(entries(part.await.map_err(|error| read_fault(&error))?));
        }
        Ok(records)
    }

    /// What lists keys alone, where the browser has that.
    fn lists_keys(self) -> Option<Function> {
        Reflect::get(&self.api(), &JsValue::from_str("getKeys")).ok()?.dyn_into().ok()
    }

    /// All keys. Browsers that cannot list keys alone (Chrome before 130, Firefox before 143) read all records for it.
    ///
    /// # Errors
    /// `Storage`, with the browser's words.
    pub async fn keys(self) -> Result<Vec<String>, Fault> {
        let Some(get_keys) = self.lists_keys() else {
            return Ok(self.get_all().await?.into_iter().map(|(key, _)| key).collect());
        };
        let promise = get_keys.call0(&self.api()).map_err(|error| read_fault(&error))?;
        let keys = JsFuture::from(Promise::resolve(&promise)).await;
        let keys = keys.map_err(|error| read_fault(&error))?;
        Ok(Array::from(&keys).iter().filter_map(|key| key.as_string()).collect())
    }

    /// Writes one record.
    ///
    /// # Errors
    /// `Storage` or `StorageFull`, with the browser's words.
    pub async fn set<T: Serialize>(self, key: &str, data: &T) -> Result<(), Fault> {
        self.set_raw(key, &record(data)?).await
    }

    /// Writes a record as it stands.
    ///
    /// # Errors
    /// `Storage` or `StorageFull`, with the browser's words.
    pub async fn set_raw(self, key: &str, record: &JsValue) -> Result<(), Fault> {
        let items = Object::new();
        Reflect::set(&items, &JsValue::from_str(key), record).map_err(|error| write_fault(&error))?;
        self.put(&items).await
    }

    /// After a write that found no room, Firefox (153, November 2026) fails the next one, whatever it is and without a
    /// reason; the one after that ends as it should. A write that failed so has written nothing.
    async fn put(self, items: &Object) -> Result<(), Fault> {
        let mut done = self.api().set(items).await;
        if done.as_ref().is_err_and(|error| words(error).contains("An unexpected error occurred")) {
            done = self.api().set(items).await;
        }
        done.map(|_| ()).map_err(|error| write_fault(&error))
    }

    /// Writes many records at once: all of them, or none.
    ///
    /// # Errors
    /// `Storage` or `StorageFull`, with the browser's words.
    pub async fn set_all(self, records: &[(String, JsValue)]) -> Result<(), Fault> {
        let items = Object::new();
        for (key, record) in records {
            Reflect::set(&items, &JsValue::from_str(key), record).map_err(|error| write_fault(&error))?;
        }
        self.put(&items).await
    }

    /// Deletes all records.
    ///
    /// # Errors
    /// `Storage`, with the browser's words.
    pub async fn clear(self) -> Result<(), Fault> {
        self.api().clear().await.map(|_| ()).map_err(|error| write_fault(&error))
    }

    /// Deletes records.
    ///
    /// # Errors
    /// `Storage`, with the browser's words.
    pub async fn remove<S: AsRef<str>>(self, keys: &[S]) -> Result<(), Fault> {
        let keys: Array = keys.iter().map(|key| JsValue::from_str(key.as_ref())).collect();
        self.api().remove(&keys).await.map(|_| ()).map_err(|error| write_fault(&error))
    }
}

/// A record of this version, as it is written.
///
/// # Errors
/// `Storage`, where the data cannot be a plain value; ours can.
pub fn record<T: Serialize>(data: &T) -> Result<JsValue, Fault> {
    plain(&Versioned::now(data)).map_err(|why| Fault::new(FaultCode::Storage, why))
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
        if Area::named(&area) == Some(watched) {
            changed(changed_records(changes));
        }
    });
    on_changed(&listener);
    LISTENERS.with_borrow_mut(|kept| kept.push(listener));
}
