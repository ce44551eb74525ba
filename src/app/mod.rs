//! Composition: one module for each place the program runs in. Wiring, lifetimes, and what a fault does.

pub mod background;
pub mod content;
mod options;
mod popup;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);
}

/// Writes what went wrong to the console, for developers. The user is told elsewhere, in words.
pub(crate) fn report(what: &str, why: impl std::fmt::Display) {
    console_error(&format!("Hashcart: {what}: {why}"));
}

/// Starts the program in a page or in one of its own pages; called by the doors in `extension/`.
///
/// `role` is `content` or the page's name, `engine` is `wasm` or `js`, and `begun` is the page's clock when the
/// door's first line ran.
///
/// # Errors
/// The browser's exception, when the page does not let the program begin.
#[wasm_bindgen]
pub fn start(role: &str, engine: &str, begun: f64) -> Result<(), JsValue> {
    std::panic::set_hook(Box::new(|panic| report("stopped by a mistake of its own", panic)));
    match role {
        "content" => content::start(engine, begun),
        "popup" => popup::start(),
        "options" => options::start(),
        other => Err(JsValue::from_str(&format!("no part of Hashcart is called {other:?}"))),
    }
}
