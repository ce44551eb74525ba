//! Puts the button for Amazon's cart into its page.

use hashcart_core::text::Text;
use wasm_bindgen::prelude::*;
use web_sys::Document;

use super::Texts;
use super::cart_button::CartButton;
use super::kit::{KEY, by_id, cloned, fill, say, slot};

/// The page of the hand-over.
const PAGE: &str = "handover.html";

/// Puts it into its page.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub(super) fn paint(button: &CartButton, document: &Document, texts: Texts<'_>) -> Result<(), JsValue> {
    let label = button.label();
    let place = by_id(document, "cart")?;
    place.set_hidden(label.is_none() && !button.waits);
    place.toggle_attribute_with_force("data-reading", button.reading && !button.waits)?;
    by_id(document, "cart-on")?.set_hidden(!button.waits);
    let main = by_id(document, "cart-main")?;
    main.set_hidden(button.waits || label.is_none());
    by_id(document, "cart-more")?.set_hidden(button.waits || label.is_none());
    let (Some(label), Some((first, _))) = (label, button.stores.first()) else { return Ok(()) };
    main.set_attribute(KEY, first.domain())?;
    // Not disabled: that would throw the focus away.
    main.set_attribute("aria-disabled", if button.busy { "true" } else { "false" })?;
    say(document, "cart-main", &texts(&label))?;
    let others = document.create_document_fragment();
    for (store, count) in button.stores.iter().skip(1) {
        let other = cloned(document, "cart-other")?;
        let button = slot(&other, "other")?;
        button.set_attribute(KEY, store.domain())?;
        button.set_text_content(Some(&texts(&Text::count_to_store(*count, store.domain()))));
        others.append_child(&other)?;
    }
    fill(document, "cart-others", &others)?;
    by_id(document, "cart-choose")?.set_attribute("href", &format!("{PAGE}?store={first}"))
}
