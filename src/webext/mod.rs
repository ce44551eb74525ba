//! The browser's extension API: messages, storage and sync, private windows, scripting, permissions, tabs, menus,
//! side panel, badge, texts; and the one request of our own, to a shortener.
//!
//! This room alone says `chrome`, which both browsers have and which gives promises in both. Every value that
//! comes in is parsed here, once. It never touches a document.

pub mod action;
pub mod alphabet;
pub mod archive;
pub mod i18n;
pub mod json;
pub mod menus;
pub mod panel;
pub mod permissions;
mod ports;
pub mod private;
pub mod redirect_probe;
pub mod runtime;
pub mod scripting;
pub mod storage;
pub mod sync;
pub mod tabs;
pub mod timeout;

pub use ports::Browser;

use hashcart_core::raw::Raw;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = chrome)]
    static API: JsValue;
}

/// A part of the extension API that not every browser has.
fn part(name: &str) -> Option<JsValue> {
    let part = API.with(|api| js_sys::Reflect::get(api, &JsValue::from_str(name)));
    part.ok().filter(JsValue::is_object)
}

/// A JavaScript value that came from outside.
#[derive(Clone, Debug)]
pub struct Outside(pub JsValue);

impl Raw for Outside {
    fn parse<T: DeserializeOwned>(&self) -> Result<T, String> {
        parse(self.0.clone())
    }
}

/// Parses a value from outside.
///
/// # Errors
/// The parser's own words.
pub fn parse<T: DeserializeOwned>(value: JsValue) -> Result<T, String> {
    serde_wasm_bindgen::from_value(value).map_err(|error| error.to_string())
}

/// The pairs of texts in a list, without what is none.
#[must_use]
pub fn pairs(list: &JsValue) -> Vec<(String, String)> {
    let text = |pair: &js_sys::Array, at| pair.get(at).as_string();
    let pair = |pair: JsValue| {
        let pair = pair.dyn_into::<js_sys::Array>().ok()?;
        Some((text(&pair, 0)?, text(&pair, 1)?))
    };
    list.dyn_ref::<js_sys::Array>().map(|list| list.iter().filter_map(pair).collect()).unwrap_or_default()
}

/// Makes a plain JavaScript value, as JSON would have it.
///
/// # Errors
/// The serialiser's own words; our own types do not fail.
pub fn plain<T: Serialize>(value: &T) -> Result<JsValue, String> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|error| error.to_string())
}

/// The words of an exception.
#[must_use]
pub fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}
