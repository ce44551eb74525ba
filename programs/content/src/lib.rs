//! The program in X's pages, and in Amazon's during a hand-over: a part of its own, so that no page of X's has to carry
//! what only the background and our own pages need.

use wasm_bindgen::prelude::*;

/// Starts in this page; called by `extension/content.js`.
///
/// `role` is `content` or `guide`, `engine` is `wasm` or `js`, and `begun` is the page's clock when the door's first
/// line ran.
///
/// # Errors
/// The browser's exception, when the page does not let the program begin.
#[wasm_bindgen]
pub fn start(role: &str, engine: &str, begun: f64) -> Result<(), JsValue> {
    hashcart::app::start_in_page(role, engine, begun)
}
