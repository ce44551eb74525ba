//! What all painters use: parts of a page by their names, clones of its templates, their slots.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment, Element, HtmlElement, HtmlTemplateElement};

/// The attribute that says which item a row or a control is about.
pub const KEY: &str = "data-key";

/// Does something with every element that a selector finds.
pub(super) fn each(root: &Document, selector: &str, mut then: impl FnMut(Element)) -> Result<(), JsValue> {
    let list = root.query_selector_all(selector)?;
    for index in 0..list.length() {
        if let Some(element) = list.item(index).and_then(|node| node.dyn_into::<Element>().ok()) {
            then(element);
        }
    }
    Ok(())
}

/// The part of that name.
pub(super) fn by_id(document: &Document, id: &str) -> Result<HtmlElement, JsValue> {
    let found = document.get_element_by_id(id).and_then(|element| element.dyn_into().ok());
    found.ok_or_else(|| JsValue::from_str(&format!("the page has no #{id}")))
}

/// A clone of a template.
pub(super) fn cloned(document: &Document, id: &str) -> Result<DocumentFragment, JsValue> {
    let template = by_id(document, id)?.dyn_into::<HtmlTemplateElement>()?;
    template.content().clone_node_with_deep(true)?.dyn_into().map_err(JsValue::from)
}

/// A place in it.
pub(super) fn slot(fragment: &DocumentFragment, name: &str) -> Result<Element, JsValue> {
    let found = fragment.query_selector(&format!("[data-slot={name}]"))?;
    found.ok_or_else(|| JsValue::from_str(&format!("the template has no slot {name}")))
}

/// Writes a text where it is not there already: a part that is said aloud is said once.
pub(super) fn say(document: &Document, id: &str, text: &str) -> Result<(), JsValue> {
    let part = by_id(document, id)?;
    if part.text_content().as_deref() != Some(text) {
        part.set_text_content(Some(text));
    }
    Ok(())
}
