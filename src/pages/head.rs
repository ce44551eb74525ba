//! What all of our own pages have: their fixed texts, what cannot be shown, what went wrong.

use hashcart_core::fault::FaultCode;
use hashcart_core::marketplace::Marketplace;
use wasm_bindgen::prelude::*;
use web_sys::Document;

use super::Texts;
use super::figures::{counted, figure};
use super::kit::{by_id, each, say};

/// Fills the static texts of a page, its language and its direction.
///
/// # Errors
/// The browser's exception.
pub fn texts(document: &Document, texts: Texts<'_>) -> Result<(), JsValue> {
    if let Some(root) = document.document_element() {
        // Those of the texts, which may not be those of the browser.
        root.set_attribute("lang", &texts("locale", &[]))?;
        root.set_attribute("dir", &texts("locale_dir", &[]))?;
    }
    each(document, "[data-text]", |element| {
        let key = element.get_attribute("data-text").unwrap_or_default();
        element.set_text_content(Some(&texts(&key, &[])));
    })?;
    for (from, to) in [("data-label", "aria-label"), ("data-hint", "placeholder")] {
        each(document, &format!("[{from}]"), |element| {
            let key = element.get_attribute(from).unwrap_or_default();
            // Never refused for a name that HTML itself has.
            let _ = element.set_attribute(to, &texts(&key, &[]));
        })?;
    }
    Ok(())
}

/// Says that the page shows what is kept for private windows; hides what is about the others.
///
/// # Errors
/// The browser's exception.
pub fn private(document: &Document) -> Result<(), JsValue> {
    let root = document.document_element().ok_or("no document")?;
    root.set_attribute("data-private", "")
}

/// Says what records are not shown.
pub(super) fn notices(
    document: &Document,
    notices: &[(&'static str, usize)],
    texts: Texts<'_>,
) -> Result<(), JsValue> {
    let said: Vec<String> = notices.iter().map(|(key, count)| counted(key, *count, texts)).collect();
    let notice = by_id(document, "notice")?;
    notice.set_hidden(said.is_empty());
    notice.set_text_content(Some(&said.join(" ")));
    Ok(())
}

/// What was done to one item, which is called by its title, or to many.
pub(super) fn about(act: &str, count: usize, title: &str, texts: Texts<'_>) -> String {
    match count {
        1 => texts(&format!("{act}_one"), &[title]),
        many => counted(act, many, texts),
    }
}

/// What a link says that sends so many items to a store.
pub(super) fn send_label(store: Marketplace, count: usize, texts: Texts<'_>) -> String {
    match count {
        1 => texts("popup_send_one", &[store.domain()]),
        many => texts("popup_send_many", &[&figure(many, texts), store.domain()]),
    }
}

/// Says why the last thing that the user wanted was not done, or takes that away. Parts of a page that go by themselves
/// share the line: each takes away only what it said itself.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn fault(
    document: &Document,
    part: &str,
    fault: Option<FaultCode>,
    texts: Texts<'_>,
) -> Result<(), JsValue> {
    let line = by_id(document, "error")?;
    if let Some(code) = fault {
        line.set_attribute(PART, part)?;
        line.set_hidden(false);
        return say(document, "error", &texts(code.text_key(), &[]));
    }
    if line.get_attribute(PART).as_deref() == Some(part) {
        line.set_hidden(true);
        line.set_text_content(None);
    }
    Ok(())
}

/// The attribute that tells which part of a page said something.
const PART: &str = "data-part";
