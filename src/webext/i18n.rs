//! The extension's own texts, in the browser's language.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage, catch)]
    fn get_message(key: &str, substitutions: &Array) -> Result<String, JsValue>;
}

thread_local! {
    /// Texts without substitutions that were asked for before. Buttons ask for theirs at every change, and a
    /// script that outlived its extension cannot ask any more.
    static KNOWN: RefCell<HashMap<String, String>> = RefCell::default();
}

/// The text of that key, with `$1`… replaced. A missing text shows as its key: ugly, but never empty.
#[must_use]
pub fn text(key: &str, substitutions: &[&str]) -> String {
    if substitutions.is_empty()
        && let Some(known) = KNOWN.with_borrow(|known| known.get(key).cloned())
    {
        return known;
    }
    let list = substitutions.iter().map(|text| JsValue::from_str(text)).collect();
    match get_message(key, &list) {
        Ok(text) if !text.is_empty() => {
            if substitutions.is_empty() {
                KNOWN.with_borrow_mut(|known| known.insert(key.to_owned(), text.clone()));
            }
            text
        }
        _ => key.to_owned(),
    }
}

/// Looks texts up ahead, for a time when they cannot be asked for.
pub fn remember<'a>(keys: impl IntoIterator<Item = &'a str>) {
    for key in keys {
        let _ = text(key, &[]);
    }
}
