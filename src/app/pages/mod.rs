//! Our own pages: each is given what the storage has, and does what is pressed.

mod data_page;
mod handover;
mod list;
mod options;
mod popup;
mod prefs;
mod record_feed;

use hashcart_core::fault::Fault;
use wasm_bindgen::JsValue;
use web_sys::Document;

use super::{hear_panics, report, report_fault};
use crate::pages::paint;
use crate::webext::{i18n, words};

/// Paints something on one of our own pages.
fn show(paint: impl FnOnce(&Document) -> Result<(), JsValue>) {
    let Some(document) = crate::dom::document() else { return };
    if let Err(error) = paint(&document) {
        report("the page could not be painted", words(&error));
    }
}

/// Says a fault in words on one of our own pages.
fn show_fault(what: &str, fault: &Fault) {
    report_fault(what, fault);
    show(|document| paint::error(document, Some(&i18n::text(fault.code.text().key(), &[]))));
}

/// Starts one of our own pages.
///
/// # Errors
/// The browser's exception, when the page lacks a part.
pub fn start(page: &str) -> Result<(), JsValue> {
    hear_panics();
    match page {
        "popup" => popup::start(),
        "options" => {
            options::start(paint::options)?;
            let version = i18n::text("version", &[&crate::webext::runtime::version()]);
            show(|document| paint::version(document, &version));
            data_page::start()
        }
        "welcome" => options::start(paint::welcome),
        "list" => list::start(),
        "walk" => handover::start(),
        other => Err(JsValue::from_str(&format!("no page of Hashcart is called {other:?}"))),
    }
}
