//! The extension's own texts, in the browser's language.

use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(key: &str, substitutions: &Array) -> String;
}

/// The text of that key, with `$1`… replaced. A missing text shows as its key: ugly, but never empty.
#[must_use]
pub fn text(key: &str, substitutions: &[&str]) -> String {
    let list = substitutions.iter().map(|text| JsValue::from_str(text)).collect();
    let text = get_message(key, &list);
    if text.is_empty() { key.to_owned() } else { text }
}
