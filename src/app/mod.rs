//! Composition: what the programs do in X's page, on Amazon's pages, in the background and in our own pages, and what a
//! fault does. The four stand side by side here; the use cases of the background have a module each.

pub mod background;
pub mod content;
mod diagnose;
pub mod elsewhere;
mod guide;
pub mod handover;
mod inout;
mod leads;
mod links;
mod list;
mod options;
mod popup;
mod prefs;
mod press;
mod private;
mod records;
mod replies;
mod reply;
mod settings;
mod settle;
mod sheet;
mod shelves;
mod shown;
pub mod syncing;
mod turn;
mod walk;

use std::fmt::Display;

use hashcart_core::fault::{Fault, FaultKind};
use wasm_bindgen::prelude::*;
use web_sys::Document;

use crate::pages::paint;
use crate::webext::{i18n, words};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);

    #[wasm_bindgen(js_namespace = console, js_name = debug)]
    fn console_debug(text: &str);
}

/// Writes a mistake of ours to the console, for developers.
pub(crate) fn report(what: &str, why: impl Display) {
    console_error(&format!("Hashcart: {what}: {why}"));
}

/// Writes a fault to the console: as an error when it is our mistake, else only for those who look for it. The user
/// is told elsewhere, in words.
pub(crate) fn report_fault(what: &str, fault: &Fault) {
    match fault.code.kind() {
        FaultKind::Bug => report(what, fault),
        FaultKind::Retry | FaultKind::UserAction => console_debug(&format!("Hashcart: {what}: {fault}")),
    }
}

/// Paints something on one of our own pages.
pub(crate) fn show(paint: impl FnOnce(&Document) -> Result<(), JsValue>) {
    let Some(document) = crate::dom::document() else { return };
    if let Err(error) = paint(&document) {
        report("the page could not be painted", words(&error));
    }
}

/// Says a fault in words on one of our own pages.
pub(crate) fn show_fault(what: &str, fault: &Fault) {
    report_fault(what, fault);
    show(|document| paint::error(document, Some(&i18n::text(fault.code.text_key(), &[]))));
}

/// Starts the program in a page of X's. `engine` is `wasm` or `js`, and `begun` is the page's clock when the door's first
/// line ran.
///
/// # Errors
/// The browser's exception, when the page does not let the program begin.
pub fn start_on_x(engine: &str, begun: f64) -> Result<(), JsValue> {
    hear_panics();
    content::start(engine, begun)
}

/// Starts the program in a page of Amazon's.
///
/// # Errors
/// As of [`start_on_x`].
pub fn start_on_amazon(_engine: &str, _begun: f64) -> Result<(), JsValue> {
    hear_panics();
    guide::start()
}

/// Starts one of our own pages.
///
/// # Errors
/// The browser's exception, when the page lacks a part.
pub fn start_own(page: &str) -> Result<(), JsValue> {
    hear_panics();
    match page {
        "popup" => popup::start(),
        "options" => {
            options::start(paint::options)?;
            let version = i18n::text("version", &[&crate::webext::runtime::version()]);
            show(|document| paint::version(document, &version));
            inout::start()
        }
        "welcome" => options::start(paint::welcome),
        "list" => list::start(),
        "walk" => walk::start(),
        other => Err(JsValue::from_str(&format!("no page of Hashcart is called {other:?}"))),
    }
}

fn hear_panics() {
    std::panic::set_hook(Box::new(|panic| report("stopped by a mistake of its own", panic)));
}
