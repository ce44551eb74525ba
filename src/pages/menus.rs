//! What opens from a summary as a menu does: a press elsewhere closes it, and so does Escape, which gives the focus back.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement, KeyboardEvent};

use super::event::EventKind;
use crate::dom::elements;

const OPEN: &str = "details.more[open]";

/// Closes the menus that an event means to close. Whether that is all that it means.
///
/// # Errors
/// The browser's exception.
pub fn close_by(document: &Document, kind: EventKind, event: &Event) -> Result<bool, JsValue> {
    let escape =
        || event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape" && !key.is_composing());
    let leaves = match kind {
        EventKind::Click => false,
        EventKind::KeyDown if escape() => true,
        _ => return Ok(false),
    };
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let mut closed = false;
    for menu in elements(&document.query_selector_all(OPEN)?) {
        if !leaves && menu.contains(target.as_deref()) {
            continue;
        }
        menu.remove_attribute("open")?;
        closed = true;
        if let Some(summary) = menu.query_selector("summary")?.filter(|_| leaves) {
            summary.unchecked_into::<HtmlElement>().focus()?;
        }
    }
    Ok(closed && leaves)
}
