//! The program in the one tab of a hand-over, on Amazon's pages.

use wasm_bindgen::prelude::*;

/// Starts in this page; called by `extension/content.js`.
///
/// # Errors
/// The browser's exception, when the page does not let the program begin.
#[wasm_bindgen]
pub fn start() -> Result<(), JsValue> {
    hashcart::app::start_on_amazon()
}
