//! The program in our own pages.

use wasm_bindgen::prelude::*;

/// Starts one of our own pages, by its name; called by `extension/page.js`.
///
/// # Errors
/// The browser's exception, when the page lacks a part.
#[wasm_bindgen]
pub async fn start(page: String) -> Result<(), JsValue> {
    hashcart::app::pages::start(&page).await
}
