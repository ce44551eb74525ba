//! The browser's own JSON: a parser of our own would be more code than everything that needs it.

use hashcart_core::exchange::Json;
use js_sys::{Array, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

use super::{Outside, plain, words};

/// The browser's own.
#[derive(Debug)]
pub struct BrowserJson;

impl Json for BrowserJson {
    type Value = Outside;

    fn parse(&self, text: &str) -> Result<Outside, String> {
        js_sys::JSON::parse(text).map(Outside).map_err(|error| words(&error))
    }

    fn parts(&self, value: &Outside, name: &str) -> Option<Vec<Outside>> {
        let found = Reflect::get(&value.0, &JsValue::from_str(name)).ok()?;
        Some(found.dyn_into::<Array>().ok()?.iter().map(Outside).collect())
    }

    fn write<T: Serialize>(&self, value: &T) -> Result<String, String> {
        self.write_raw(&Outside(plain(value)?))
    }

    fn write_raw(&self, value: &Outside) -> Result<String, String> {
        js_sys::JSON::stringify(&value.0).map(String::from).map_err(|error| words(&error))
    }
}
