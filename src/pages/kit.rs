//! What all painters use: parts of a page by their names, clones of its templates, their slots.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Document, DocumentFragment, Element, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTemplateElement, Node,
};

use super::{Page, Texts};

/// A page that can be painted.
pub trait Painted: Page {
    /// Puts what is shown into the page, and changes only what differs.
    ///
    /// # Errors
    /// The browser's exception, or a page that lacks a part.
    fn paint(&self, document: &Document, texts: Texts<'_>) -> Result<(), JsValue>;
}

/// The attribute that says which item a row or a control is about.
pub const KEY: &str = "data-key";

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

/// Makes what stands in the part of that name the same as what is in `wanted`; see [`reconcile`].
pub(super) fn fill(document: &Document, id: &str, wanted: &DocumentFragment) -> Result<(), JsValue> {
    let part = by_id(document, id)?;
    reconcile(&part, wanted)
}

/// Makes what stands in `there` the same as what is in `wanted`, which is used up. A part that is in both stays the
/// same element, so a click that is going on, the focus and what the user is writing stay too.
pub(super) fn reconcile(there: &Node, wanted: &Node) -> Result<(), JsValue> {
    let focus = there.owner_document().and_then(|document| document.active_element());
    let mut next = there.first_child();
    let mut from = wanted.first_child();
    while let Some(part) = from {
        from = part.next_sibling();
        let same = following(next.as_ref(), &part);
        if let Some(same) = same {
            while let Some(gone) = next.filter(|next| !next.is_same_node(Some(&same))) {
                next = gone.next_sibling();
                there.remove_child(&gone)?;
            }
            next = same.next_sibling();
            become_like(&same, &part, focus.as_ref())?;
        } else {
            there.insert_before(&part, next.as_ref())?;
        }
    }
    while let Some(gone) = next {
        next = gone.next_sibling();
        there.remove_child(&gone)?;
    }
    Ok(())
}

/// The first of these siblings that is the same part.
fn following(first: Option<&Node>, part: &Node) -> Option<Node> {
    let mut next = first.cloned();
    while let Some(there) = next {
        if are_same_part(&there, part) {
            return Some(there);
        }
        next = there.next_sibling();
    }
    None
}

/// Two elements of one name, class and slot, that do one thing about one item; or two texts.
fn are_same_part(one: &Node, other: &Node) -> bool {
    const NAMES: [&str; 5] = ["class", "data-slot", "data-do", KEY, "value"];
    let names = |node: &Node| {
        let element = node.dyn_ref::<Element>();
        element.map(|element| NAMES.map(|attribute| element.get_attribute(attribute)))
    };
    one.node_name() == other.node_name() && names(one) == names(other)
}

fn become_like(there: &Node, wanted: &Node, focus: Option<&Element>) -> Result<(), JsValue> {
    let (Some(element), Some(like)) = (there.dyn_ref::<Element>(), wanted.dyn_ref::<Element>()) else {
        if there.node_value() != wanted.node_value() {
            there.set_node_value(wanted.node_value().as_deref());
        }
        return Ok(());
    };
    let names = |element: &Element| -> Vec<String> {
        element.get_attribute_names().iter().filter_map(|name| name.as_string()).collect()
    };
    for name in names(element).iter().filter(|name| !like.has_attribute(name)) {
        element.remove_attribute(name)?;
    }
    for name in &names(like) {
        let value = like.get_attribute(name).unwrap_or_default();
        if element.get_attribute(name).as_ref() != Some(&value) {
            element.set_attribute(name, &value)?;
        }
    }
    reconcile(there, wanted)?;
    let focused = focus.is_some_and(|focus| focus.is_same_node(Some(there)));
    if let (Some(field), Some(like)) =
        (there.dyn_ref::<HtmlInputElement>(), wanted.dyn_ref::<HtmlInputElement>())
    {
        field.set_checked(like.checked());
        // What the user is writing stays as it is. What a box stands for is an attribute.
        if !focused && field.value() != like.value() {
            field.set_value(&like.value());
        }
    }
    if let (Some(field), Some(like)) =
        (there.dyn_ref::<HtmlSelectElement>(), wanted.dyn_ref::<HtmlSelectElement>())
        && !focused
    {
        field.set_value(&like.value());
    }
    Ok(())
}
