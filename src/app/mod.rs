//! Composition: what the programs do in X's page, on Amazon's pages, in the background and in our own pages, a folder for
//! each; what two of them need; and what a fault does.

pub mod amazon;
pub mod background;
mod engine;
mod language;
pub mod pages;
mod recall;
pub mod x;

use std::fmt::Display;

use hashcart_core::fault::{Fault, FaultKind};
use wasm_bindgen::prelude::*;

use crate::webext::runtime;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);

    #[wasm_bindgen(js_namespace = console, js_name = debug)]
    fn console_debug(text: &str);
}

/// Writes a mistake of ours to the console, for developers. That an end came in between is none, and what was to be
/// done is done by whoever begins next.
pub(crate) fn report(what: &str, why: impl Display) {
    let why = why.to_string();
    if !runtime::tells_of_an_end(&why) {
        console_error(&format!("Hashcart: {what}: {why}"));
    }
}

/// Writes a fault to the console: as an error when it is our mistake, else only for those who look for it. The user
/// is told elsewhere, in words.
pub(crate) fn report_fault(what: &str, fault: &Fault) {
    match fault.code.kind() {
        FaultKind::Bug => report(what, fault),
        FaultKind::Retry | FaultKind::UserAction => console_debug(&format!("Hashcart: {what}: {fault}")),
    }
}

/// Starts the program in a page of X's. `engine` is `wasm` or `js`, and `begun` is the page's clock when the door's first
/// line ran.
///
/// # Errors
/// The browser's exception, when the page does not let the program begin.
pub fn start_on_x(engine: &str, begun: f64) -> Result<(), JsValue> {
    hear_panics();
    x::start(engine, begun)
}

/// Starts the program in a page of Amazon's.
///
/// # Errors
/// As of [`start_on_x`].
pub fn start_on_amazon() -> Result<(), JsValue> {
    hear_panics();
    amazon::start()
}

pub(crate) fn hear_panics() {
    std::panic::set_hook(Box::new(|panic| report("stopped by a mistake of its own", panic)));
}
