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

    /// What the program runs as: `wasm`, or `js` where it is its twin.
    #[wasm_bindgen(thread_local_v2, js_namespace = hashcart, js_name = engine)]
    static ENGINE: JsValue;

    /// Waits until the browser has compiled it.
    #[wasm_bindgen(js_namespace = hashcart, catch)]
    pub(super) async fn taken() -> Result<JsValue, JsValue>;
}

/// Whether the program is its JavaScript twin.
pub(super) fn is_twin() -> bool {
    ENGINE.with(|engine| engine.as_string().as_deref() == Some("js"))
}
