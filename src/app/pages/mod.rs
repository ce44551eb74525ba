//! Our own pages: each is given what the storage has, and does what is pressed.

mod data_page;
mod handover;
mod help;
mod insights;
mod list;
mod options;
mod popup;
mod record_feed;
mod runner;

use hashcart_core::message::Keep;
use hashcart_core::records::Area;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Document;

use super::{hear_panics, language, report, report_fault};
use crate::pages::popup::Pasted;
use crate::webext::{runtime, storage, words};

/// Does something in the page; a page that lacks a part is reported.
fn show(paint: impl FnOnce(&Document) -> Result<(), JsValue>) {
    let Some(document) = crate::dom::document() else { return };
    if let Err(error) = paint(&document) {
        report("the page could not be painted", words(&error));
    }
}

/// Puts a text on the clipboard, and says whether that was done; `failed` is for a developer.
async fn copy(text: &str, failed: &str) -> bool {
    let Some(window) = crate::dom::window() else { return false };
    let done = JsFuture::from(window.navigator().clipboard().write_text(text)).await;
    done.inspect_err(|error| report(failed, words(error))).is_ok()
}

/// Keeps what an address leads to, and says what became of it.
async fn keep(address: String) -> Pasted {
    match runtime::ask(Keep { address }).await {
        Ok(added) if added.fresh => Pasted::New(added.item.title()),
        Ok(added) => Pasted::Already(added.item.title()),
        Err(fault) => {
            report_fault("the link could not be kept", &fault);
            Pasted::Refused(fault.code)
        }
    }
}

/// Starts the page *Insights*, which has a program of its own.
///
/// # Errors
/// The browser's exception, when the page lacks a part.
pub async fn start_insights() -> Result<(), JsValue> {
    begin().await;
    insights::start()
}

/// What comes before the page: the language it speaks. In another one it begins anew, since every part of it would have
/// to be said again.
async fn begin() {
    hear_panics();
    storage::watch(Area::Disk, |changes| {
        if language::take_in(&changes)
            && let Some(window) = crate::dom::window()
            && let Err(error) = window.location().reload()
        {
            report("the page could not begin anew", words(&error));
        }
    });
    language::read().await;
}

/// Starts one of our other pages.
///
/// # Errors
/// The browser's exception, when the page lacks a part.
pub async fn start(page: &str) -> Result<(), JsValue> {
    begin().await;
    match page {
        "popup" => popup::start(),
        "options" => {
            options::start(false)?;
            data_page::start()
        }
        "welcome" => options::start(true),
        "list" => list::start(),
        "handover" => handover::start(),
        "help" => help::start(),
        other => Err(JsValue::from_str(&format!("no page of Hashcart is called {other:?}"))),
    }
}
