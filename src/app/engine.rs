//! The parts of a program that is cut in two, as `extension/engine.js` has them.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Whether nothing of the program is missing.
    #[wasm_bindgen(js_namespace = hashcart, js_name = isWhole)]
    pub(super) fn is_whole() -> bool;

    /// Fetches what is missing, where it is a file beside the program.
    #[wasm_bindgen(js_namespace = hashcart, js_name = take)]
    pub(super) fn fetch_rest();

    /// Waits until the browser has compiled it.
    #[wasm_bindgen(js_namespace = hashcart, catch)]
    pub(super) async fn taken() -> Result<JsValue, JsValue>;
}
