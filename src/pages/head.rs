//! What all of our own pages have: their fixed texts, what cannot be shown, what went wrong.

use hashcart_core::fault::FaultCode;
use hashcart_core::text::Text;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlTemplateElement};

use super::Texts;
use super::kit::{by_id, say};
use crate::dom::elements;

/// Fills the fixed texts of a page and of its templates, its language and its direction. `fixed` gives the text of a key.
///
/// # Errors
/// The browser's exception.
pub fn texts(document: &Document, texts: Texts<'_>, fixed: &dyn Fn(&str) -> String) -> Result<(), JsValue> {
    if let Some(root) = document.document_element() {
        // Those of the texts, which may not be those of the browser.
        root.set_attribute("lang", &texts(&Text::LOCALE))?;
        root.set_attribute("dir", &texts(&Text::LOCALE_DIR))?;
    }
    let templates = document.query_selector_all("template")?;
    let templates = (0..templates.length())
        .filter_map(|index| templates.item(index)?.dyn_into::<HtmlTemplateElement>().ok())
        .map(|template| template.content().query_selector_all(FIXED));
    for list in templates.chain([document.query_selector_all(FIXED)]) {
        for part in elements(&list?) {
            for (from, to) in [
                ("data-text", None),
                ("data-label", Some("aria-label")),
                ("data-hint", Some("placeholder")),
                ("data-tip", Some("title")),
            ] {
                match (part.get_attribute(from), to) {
                    (Some(key), Some(to)) => part.set_attribute(to, &fixed(&key))?,
                    (Some(key), None) => part.set_text_content(Some(&fixed(&key))),
                    (None, _) => {}
                }
            }
        }
    }
    Ok(())
}

/// Names the tab as the page names itself.
///
/// # Errors
/// The browser's exception.
pub fn title(document: &Document) -> Result<(), JsValue> {
    const PRODUCT: &str = "Hashcart";
    let heading = document.query_selector("h1")?.and_then(|heading| heading.text_content());
    let title = match heading.filter(|heading| !heading.is_empty()) {
        Some(heading) if heading.contains(PRODUCT) => heading,
        Some(heading) => format!("{heading} – {PRODUCT}"),
        None => PRODUCT.to_owned(),
    };
    if document.title() != title {
        document.set_title(&title);
    }
    Ok(())
}

/// What has a fixed text: in it, as its label, as its hint, or where the pointer rests.
const FIXED: &str = "[data-text], [data-label], [data-hint], [data-tip]";

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
    notices: &[Text<'static>],
    texts: Texts<'_>,
) -> Result<(), JsValue> {
    let said: Vec<String> = notices.iter().map(texts).collect();
    let notice = by_id(document, "notice")?;
    notice.set_hidden(said.is_empty());
    notice.set_text_content(Some(&said.join(" ")));
    Ok(())
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
        return say(document, "error", &texts(&code.text()));
    }
    if line.get_attribute(PART).as_deref() == Some(part) {
        line.set_hidden(true);
        line.set_text_content(None);
    }
    Ok(())
}

/// The attribute that tells which part of a page said something.
const PART: &str = "data-part";
