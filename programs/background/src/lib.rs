//! The program in the background: what the door `extension/background.js` calls.

use hashcart::app::background::{self, events};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

/// Starts the program.
#[wasm_bindgen]
pub fn start() {
    background::start();
}

/// Answers one message. The promise never rejects.
#[wasm_bindgen]
pub fn on_message(message: JsValue, sender: JsValue) -> Promise {
    background::on_message(message, sender)
}

/// Something in storage changed.
#[wasm_bindgen]
pub async fn storage_changed(changes: JsValue, area: String) {
    events::storage_changed(changes, area).await;
}

/// The browser was started or the extension was put in anew.
#[wasm_bindgen]
pub async fn begun_anew(details: JsValue) {
    events::begun_anew(details).await;
}

/// A tab was closed.
#[wasm_bindgen]
pub async fn tab_closed(tab: i32) {
    events::tab_closed(tab).await;
}

/// A line of the right-click menu was pressed.
#[wasm_bindgen]
pub async fn menu_pressed(info: JsValue, tab: JsValue) {
    events::menu_pressed(info, tab).await;
}

/// A key of the browser's for us was pressed.
#[wasm_bindgen]
pub async fn commanded(name: String) {
    events::commanded(name).await;
}
