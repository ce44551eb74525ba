//! `storage.sync`: a small storage that the browser itself carries to the user's other machines.

use hashcart_core::fault::{Fault, FaultCode};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::storage::{read_fault, write_fault};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "sync"], js_name = get, catch)]
    async fn sync_get(keys: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "sync"], js_name = set, catch)]
    async fn sync_set(items: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "sync"], js_name = remove, catch)]
    async fn sync_remove(keys: &JsValue) -> Result<JsValue, JsValue>;
}

/// All texts there, by their keys.
///
/// # Errors
/// `StorageRead`, with the browser's words.
pub async fn get_all() -> Result<Vec<(String, String)>, Fault> {
    let found = sync_get(&JsValue::NULL).await.map_err(|error| read_fault(&error))?;
    let found = found.dyn_into::<Object>().map_err(|_| Fault::from(FaultCode::StorageRead))?;
    let entry = |entry: JsValue| {
        let entry = entry.dyn_into::<Array>().ok()?;
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    };
    Ok(Object::entries(&found).iter().filter_map(entry).collect())
}

/// Writes texts, all in one operation, and deletes keys.
///
/// # Errors
/// `Storage` or `StorageFull`, with the browser's words.
pub async fn write(texts: &[(String, String)], gone: &[String]) -> Result<(), Fault> {
    if !texts.is_empty() {
        let items = Object::new();
        for (key, text) in texts {
            Reflect::set(&items, &JsValue::from_str(key), &JsValue::from_str(text))
                .map_err(|error| write_fault(&error))?;
        }
        sync_set(&items).await.map_err(|error| write_fault(&error))?;
    }
    if !gone.is_empty() {
        let keys: Array = gone.iter().map(|key| JsValue::from_str(key)).collect();
        sync_remove(&keys).await.map_err(|error| write_fault(&error))?;
    }
    Ok(())
}
