//! Puts the popup's view into its page.

use std::cell::RefCell;

use hashcart_core::text::Text;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement, HtmlInputElement};

use super::{Here, Pasted, PopupPage, PopupTouch, view};
use crate::pages::head::{self, notices};
use crate::pages::kit::{Painted, by_id, move_to_row, move_within, say};
use crate::pages::row::PaintedRow;
use crate::pages::{Texts, cart_paint, kit, row_paint};

thread_local! {
    /// The rows as they are painted.
    static ROWS: RefCell<Vec<PaintedRow>> = const { RefCell::new(Vec::new()) };
}

impl Painted for PopupPage {
    fn paint(&self, document: &Document, texts: Texts<'_>) -> Result<(), JsValue> {
        popup(document, self, texts)
    }
}

/// Paints it. The focus stays with the row it was in, or goes to the one that took its place.
fn popup(document: &Document, state: &PopupPage, texts: Texts<'_>) -> Result<(), JsValue> {
    let mut view = view(state);
    let shown = view.rows.len();
    let list = by_id(document, "list")?;
    let focus = focused_row(document, &list);
    ROWS.with(|painted| {
        let same: fn(&PaintedRow, &PaintedRow) -> bool = |one, two| one.key == two.key;
        let rows = std::mem::take(&mut view.rows);
        kit::rows(document, "list", painted, rows, same, &|row| row_paint::item(document, "item", row, texts))
    })?;
    by_id(document, "empty")?.set_hidden(view.count.is_none_or(|(_, all)| all > 0));
    let (open, all) = view.count.unwrap_or_default();
    let count = if open == 0 { String::new() } else { texts(&Text::count_to_buy(open)) };
    say(document, "count", &count)?;
    by_id(document, "none")?.set_hidden(view.count.is_none_or(|(open, all)| open > 0 || all == 0));
    let all = if shown == all { texts(&Text::POPUP_LIST) } else { texts(&Text::popup_all(all)) };
    by_id(document, "all")?.set_text_content(Some(&all));
    by_id(document, "beside")?.set_hidden(!view.panel);
    head::fault(document, "popup", state.fault, texts)?;
    notices(document, &view.notices, texts)?;
    by_id(document, "changed")?.set_hidden(!view.changed);
    by_id(document, "undo")?.set_hidden(view.undo.is_none());
    if let Some((count, title)) = &view.undo {
        say(document, "undo-text", &texts(&Text::count_removed(*count, title)))?;
    }
    cart_paint::paint(&view.cart, document, texts)?;
    pasted(document, state.pasted.as_ref(), texts)?;
    let here = match state.here {
        None => String::new(),
        Some(Here::Copied) => texts(&Text::REPORT_COPIED),
        Some(Here::NotCopied) => texts(&Text::REPORT_NOT_COPIED),
    };
    say(document, "here", &here)?;
    match focus {
        Some(index) if focused_row(document, &list).is_none() => focus_row(document, &list, index),
        _ => Ok(()),
    }
}

/// The index of the row that has the focus.
fn focused_row(document: &Document, list: &HtmlElement) -> Option<u32> {
    let active = document.active_element()?;
    let rows = list.children();
    (0..rows.length()).find(|index| rows.item(*index).is_some_and(|row| row.contains(Some(&active))))
}

fn focus_row(document: &Document, list: &HtmlElement, index: u32) -> Result<(), JsValue> {
    let index = index.min(list.child_element_count().saturating_sub(1));
    let title = list.children().item(index).and_then(|row| row.query_selector("[data-slot=title]").ok()?);
    let undo = by_id(document, "undo-button")?;
    title.and_then(|title| title.dyn_into::<HtmlElement>().ok()).unwrap_or(undo).focus()
}

/// Says what became of an address that was pasted.
pub(in crate::pages) fn pasted(
    document: &Document,
    pasted: Option<&Pasted>,
    texts: Texts<'_>,
) -> Result<(), JsValue> {
    let text = match pasted {
        None => String::new(),
        Some(Pasted::New(title)) => texts(&Text::kept_new(title)),
        Some(Pasted::Already(title)) => texts(&Text::kept_already(title)),
        Some(Pasted::Refused(code)) => texts(&code.text()),
    };
    // Said aloud each time, also when it is the same.
    by_id(document, "kept")?.set_text_content(Some(&text));
    let invalid = matches!(pasted, Some(Pasted::Refused(_)));
    by_id(document, "address")?.set_attribute("aria-invalid", if invalid { "true" } else { "false" })
}

/// Does what is to be done in the popup beside painting it.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn touch(document: &Document, touch: PopupTouch) -> Result<(), JsValue> {
    match touch {
        PopupTouch::Within(by) => return move_within(document, by),
        PopupTouch::Row(by) => return move_to_row(document, by),
        PopupTouch::NextAddress | PopupTouch::SameAddress => {}
    }
    let field = by_id(document, "address")?.dyn_into::<HtmlInputElement>()?;
    if touch == PopupTouch::NextAddress {
        field.set_value("");
    }
    field.focus()
}
