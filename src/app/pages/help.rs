//! The answers to what people ask. The address says which one is open.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::Document;

use super::show;
use crate::pages::head;
use crate::webext::i18n;

pub(super) fn start() -> Result<(), JsValue> {
    let document = crate::dom::document().ok_or("no document")?;
    head::texts(&document, &i18n::say, &|key| i18n::text(key, &[]))?;
    head::title(&document)?;
    let window = crate::dom::window().ok_or("no window")?;
    EventListener::new(&window, "hashchange", |_| show(open)).forget();
    open(&document)
}

/// Unfolds the answer that the address names.
fn open(document: &Document) -> Result<(), JsValue> {
    let hash = document.location().ok_or("no location")?.hash()?;
    let Some(answer) = hash.strip_prefix('#').and_then(|id| document.get_element_by_id(id)) else {
        return Ok(());
    };
    answer.set_attribute("open", "")?;
    answer.scroll_into_view();
    Ok(())
}
