//! Puts the list's view into its page. Only the lines in sight are elements, and of these only what has changed is
//! made anew: the focus and what the user is writing stay.

mod around;

use std::ops::Range;

use hashcart_core::item::ItemKey;
use hashcart_core::list::Heading;
use hashcart_core::text::Text;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Document, DocumentFragment, Element, HtmlElement, HtmlInputElement, HtmlSelectElement,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::lines::Heights;
use super::{FocusStep, ItemRow, LineView, ListPage, ListTouch, Message, ShelfName, view};
use crate::dom::closest;
use crate::pages::head;
use crate::pages::kit::{self, KEY, Painted, by_id, reconcile, slot};
use crate::pages::{Texts, popup, row_paint, time};

/// How many lines beyond those in sight are there, so that a scroll finds them painted.
const MORE: usize = 6;

/// The attribute that tells what an element was painted from.
const REVISION: &str = "data-revision";

impl Painted for ListPage {
    fn paint(&self, document: &Document, texts: Texts<'_>) -> Result<(), JsValue> {
        list(document, self, texts).map(|_| ())
    }
}

/// Paints everything: what stands around the rows, and the rows in sight. Where the element that had the focus is gone,
/// the focus stays near, and that is brought into sight; returns whether it was so.
fn list(document: &Document, state: &ListPage, texts: Texts<'_>) -> Result<bool, JsValue> {
    let before = document.active_element().filter(|active| active.tag_name() != "BODY");
    around::paint(document, &view(state), texts)?;
    head::fault(document, "list", state.fault, texts)?;
    popup::paint::pasted(document, state.pasted.as_ref(), texts)?;
    around::copy(document, state, texts)?;
    rows(document, state, texts)?;
    let lost = |active: &Element| !active.is_connected() || closest(active, "[hidden]").is_some();
    let lost = before.as_ref().is_some_and(lost);
    if lost {
        focus(document, state, texts)?;
    }
    Ok(lost)
}

/// How high the lines are now: text size, width and the user's own styles decide.
fn heights(document: &Document) -> Result<Heights, JsValue> {
    // In whole pixels: a fraction is another one further down a long page (Firefox 140), and 10,000 times that is felt.
    let height = |id: &str| by_id(document, id).map(|gauge| f64::from(gauge.offset_height()));
    Ok(Heights { item: height("gauge-item")?.max(1.0), head: height("gauge-head")?.max(1.0) })
}

/// Which lines are in sight: the list in its scrolling box, or in the window where the whole page scrolls.
fn in_sight(document: &Document, state: &ListPage, heights: Heights) -> Result<Range<usize>, JsValue> {
    let list = by_id(document, "list")?.get_bounding_client_rect();
    let sight = by_id(document, "view")?.get_bounding_client_rect();
    let window = document.default_view().and_then(|window| window.inner_height().ok()?.as_f64());
    let bottom = sight.bottom().min(window.unwrap_or_default());
    let top = sight.top().max(0.0);
    Ok(state.lines.between(top - list.top(), bottom - list.top(), MORE, heights))
}

/// Paints the rows in sight, and the one that has the focus wherever it is.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn rows(document: &Document, state: &ListPage, texts: Texts<'_>) -> Result<(), JsValue> {
    let list = by_id(document, "list")?;
    let heights = heights(document)?;
    let height = format!("{}px", state.lines.offset(state.lines.count(), heights));
    list.style().set_property("block-size", &height)?;
    let sight = in_sight(document, state, heights)?;
    let focus = state.focus_line().filter(|line| !sight.contains(line));
    let mut lines: Vec<usize> = focus.into_iter().filter(|line| *line < sight.start).collect();
    lines.extend(sight.clone());
    lines.extend(focus.filter(|line| *line >= sight.end));
    let wanted: Vec<(usize, String, LineView)> = lines
        .into_iter()
        .filter_map(|line| {
            let shown = state.shown(line)?;
            let key = match &shown {
                LineView::Item(row) => row.row.key.to_string(),
                LineView::Head(_) => format!("head {line}"),
            };
            Some((line, key, shown))
        })
        .collect();
    let mut there: Vec<(String, HtmlElement)> = Vec::new();
    let children = list.children();
    for index in 0..children.length() {
        if let Some(child) = children.item(index).and_then(|child| child.dyn_into::<HtmlElement>().ok()) {
            there.push((child.get_attribute(KEY).unwrap_or_default(), child));
        }
    }
    there.retain(|(key, child)| {
        let stays = wanted.iter().any(|(_, wanted, _)| wanted == key);
        if !stays {
            child.remove();
        }
        stays
    });
    let focused = document.active_element().filter(|active| list.contains(Some(active)));
    let mut next = list.first_element_child();
    // ARIA's word for a number that is not known yet.
    let all = if state.loaded { state.arranged.order.len().to_string() } else { "-1".to_owned() };
    for (line, key, shown) in &wanted {
        let child = match there.iter().find(|(there, _)| there == key) {
            Some((_, child)) => child.clone(),
            None => fresh(document, shown)?,
        };
        child.set_attribute(KEY, key)?;
        fill(document, &child, shown, texts)?;
        if let LineView::Item(row) = shown {
            child.set_attribute("aria-setsize", &all)?;
            child.set_attribute("aria-posinset", &row.place.to_string())?;
        }
        child
            .style()
            .set_property("inset-block-start", &format!("{}px", state.lines.offset(*line, heights)))?;
        if next.as_ref().is_some_and(|next| next.is_same_node(Some(&child))) {
            next = child.next_element_sibling();
        } else {
            list.insert_before(&child, next.as_deref())?;
        }
    }
    // An element that was moved has lost the focus.
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok())
        && list.contains(Some(&focused))
        && document.active_element().is_none_or(|active| !active.is_same_node(Some(&focused)))
    {
        focused.focus()?;
    }
    Ok(())
}

fn fresh(document: &Document, shown: &LineView) -> Result<HtmlElement, JsValue> {
    let line = document.create_element("li")?;
    line.set_class_name(if matches!(shown, LineView::Item(_)) { "item" } else { "head" });
    line.dyn_into().map_err(JsValue::from)
}

fn fill(document: &Document, line: &HtmlElement, shown: &LineView, texts: Texts<'_>) -> Result<(), JsValue> {
    match shown {
        LineView::Head(heading) => {
            let text = match heading {
                Heading::Store(store) => store.clone(),
                Heading::Author(author) if author.is_empty() => texts(&Text::LIST_NO_AUTHOR),
                Heading::Author(author) => texts(&Text::list_by(&format!("@{author}"))),
                Heading::Day(at) => time::day(*at, texts),
            };
            if line.text_content().as_ref() != Some(&text) {
                line.set_text_content(None);
                let heading = document.create_element("h2")?;
                heading.set_text_content(Some(&text));
                line.append_child(&heading)?;
            }
        }
        LineView::Item(row) => {
            if line.get_attribute(REVISION).as_ref() != Some(&row.revision) {
                item(document, line, row, texts)?;
                line.set_attribute(REVISION, &row.revision)?;
            }
            if let Some(tick) = field(line, "tick") {
                tick.set_checked(row.chosen);
            }
            line.class_list().toggle_with_force("is-chosen", row.chosen)?;
        }
    }
    Ok(())
}

fn field(line: &Element, name: &str) -> Option<HtmlInputElement> {
    line.query_selector(&format!("[data-slot={name}]")).ok()??.dyn_into().ok()
}

/// Makes a row's content. A part that had the focus and is not there any more leaves it to the row.
fn item(document: &Document, line: &HtmlElement, row: &ItemRow, texts: Texts<'_>) -> Result<(), JsValue> {
    let had_focus = document.active_element().is_some_and(|active| line.contains(Some(&active)));
    let fragment = row_paint::item(document, if row.editing { "edit" } else { "item" }, &row.row, texts)?;
    let title = &row.row.title.words(texts);
    slot(&fragment, "tick")?.set_attribute("aria-label", &texts(&Text::list_choose(title)))?;
    if row.editing {
        fields(&fragment, row, title, texts)?;
    }
    reconcile(line, &fragment)?;
    if had_focus
        && document.active_element().is_none_or(|active| !line.contains(Some(&active)))
        && let Some(tick) = field(line, "tick")
    {
        tick.focus()?;
    }
    Ok(())
}

/// Fills the fields of a row that is edited.
fn fields(fragment: &DocumentFragment, row: &ItemRow, title: &str, texts: Texts<'_>) -> Result<(), JsValue> {
    for (name, label, value) in [
        ("name", Text::list_name_of(title), row.row.title.known().unwrap_or_default()),
        ("units", Text::handover_quantity_of(title), &row.row.units.to_string()),
        ("note", Text::list_note_of(title), &row.note),
    ] {
        let field = slot(fragment, name)?;
        field.set_attribute("aria-label", &texts(&label))?;
        // What stands in it, and what a reconciled field is given.
        field.unchecked_ref::<HtmlInputElement>().set_value(value);
    }
    let shelf = slot(fragment, "shelf")?.dyn_into::<HtmlSelectElement>()?;
    shelf.set_attribute("aria-label", &texts(&Text::list_shelf_of(title)))?;
    shelf.set_value(ShelfName::of(row.shelf).name());
    Ok(())
}

/// Brings the focus to the item that has it, and that item into sight; where there is none, near.
fn focus(document: &Document, state: &ListPage, texts: Texts<'_>) -> Result<(), JsValue> {
    rows(document, state, texts)?;
    if focus_item(document, state)? {
        return rows(document, state, texts);
    }
    let other = document.query_selector("#undo:not([hidden]) button, #search")?;
    match other.and_then(|other| other.dyn_into::<HtmlElement>().ok()) {
        Some(other) => other.focus(),
        None => Ok(()),
    }
}

fn focus_item(document: &Document, state: &ListPage) -> Result<bool, JsValue> {
    let Some(key) = &state.focus else { return Ok(false) };
    let Some(row) = row_of(document, key)? else { return Ok(false) };
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    row.scroll_into_view_with_scroll_into_view_options(&nearest);
    if let Some(tick) = field(&row, "tick") {
        tick.focus()?;
    }
    Ok(true)
}

fn row_of(document: &Document, key: &ItemKey) -> Result<Option<Element>, JsValue> {
    by_id(document, "list")?.query_selector(&format!("li[{KEY}=\"{key}\"]"))
}

/// How many items a page of the list holds.
fn page(document: &Document) -> isize {
    let (Ok(heights), Ok(view)) = (heights(document), by_id(document, "view")) else { return 1 };
    ((f64::from(view.client_height()) / heights.item) as isize).saturating_sub(1).max(1)
}

/// Does what is to be done in the page beside painting it. What follows from it is a message.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn touch(
    document: &Document,
    state: &ListPage,
    touch: &ListTouch,
    texts: Texts<'_>,
) -> Result<Option<Message>, JsValue> {
    let search = || by_id(document, "search")?.dyn_into::<HtmlInputElement>().map_err(JsValue::from);
    match touch {
        ListTouch::Rows => rows(document, state, texts)?,
        ListTouch::Top => {
            // Before anything is painted: afterwards the browser would have to lay out what is new for it, and the rows in
            // sight would be others.
            let view = by_id(document, "view")?;
            view.set_scroll_top(0);
            if list(document, state, texts)? {
                view.set_scroll_top(0);
                rows(document, state, texts)?;
            }
        }
        ListTouch::Focus => focus(document, state, texts)?,
        ListTouch::Search => search()?.focus()?,
        ListTouch::Cart => {
            let buttons = ["cart-on", "cart-main"].map(|id| by_id(document, id));
            for button in buttons {
                let button = button?;
                if !button.hidden() {
                    button.focus()?;
                }
            }
        }
        ListTouch::Within(by) => kit::move_within(document, *by)?,
        ListTouch::Name => {
            rows(document, state, texts)?;
            let row = state.editing.as_ref().map(|key| row_of(document, key)).transpose()?.flatten();
            if let Some(name) = row.and_then(|row| field(&row, "name")) {
                name.focus()?;
                name.select();
            }
        }
        ListTouch::NextAddress | ListTouch::SameAddress => {
            let field = by_id(document, "address")?.dyn_into::<HtmlInputElement>()?;
            if *touch == ListTouch::NextAddress {
                field.set_value("");
            }
            field.focus()?;
        }
        ListTouch::EmptySearch => search()?.set_value(""),
        ListTouch::Page(times, selects) => {
            let by = times.saturating_mul(page(document));
            return Ok(Some(Message::Step(FocusStep::By(by), *selects)));
        }
        ListTouch::Settle(key, said, written) => {
            if let Some(field) = row_of(document, key)?.and_then(|row| field(&row, &said.slot))
                && field.value() == said.value
            {
                field.set_value(written);
            }
        }
    }
    Ok(None)
}
