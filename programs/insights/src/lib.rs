//! The program in the page *Insights*: popup and list open without what only that page needs.

use wasm_bindgen::prelude::*;

/// Starts the page; called by `extension/page.js` with its name.
///
/// # Errors
/// The browser's exception, when the page lacks a part.
#[wasm_bindgen]
pub async fn start(_page: String) -> Result<(), JsValue> {
    hashcart::app::pages::start_insights().await
}
