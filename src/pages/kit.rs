//! What all painters use: parts of a page by their names, clones of its templates, their slots.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Document, DocumentFragment, Element, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTemplateElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::{Page, Texts};
use crate::dom::{closest, elements};

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

/// Makes the rows of a list what `wanted` says. A row that was painted from the same is not looked at, so that one change
/// among many costs one. `painted` is what they were painted from; `same` tells whether two are about the same thing.
pub(super) fn rows<T: PartialEq>(
    document: &Document,
    id: &str,
    painted: &RefCell<Vec<T>>,
    wanted: Vec<T>,
    same: fn(&T, &T) -> bool,
    make: &dyn Fn(&T) -> Result<DocumentFragment, JsValue>,
) -> Result<(), JsValue> {
    let before = painted.take();
    let pairs = || before.iter().zip(&wanted);
    let in_place = before.len() == wanted.len() && pairs().all(|(one, two)| same(one, two));
    let changed = (0..).zip(pairs()).filter(|(_, (one, two))| one != two).map(|(index, _)| index);
    let changed: Option<Vec<usize>> = in_place.then(|| changed.collect());
    let made = |index: usize| wanted.get(index).map(make);
    let done = make_rows(document, id, wanted.len(), changed, &made);
    painted.replace(wanted);
    done
}

/// The part of it that is the same for all kinds of rows.
fn make_rows(
    document: &Document,
    id: &str,
    count: usize,
    changed: Option<Vec<usize>>,
    made: &dyn Fn(usize) -> Option<Result<DocumentFragment, JsValue>>,
) -> Result<(), JsValue> {
    let list = by_id(document, id)?;
    let there = list.children();
    let Some(changed) = changed.filter(|_| there.length() as usize == count) else {
        let all = document.create_document_fragment();
        for row in (0..count).filter_map(made) {
            let row = row?;
            all.append_child(&row)?;
        }
        return reconcile(&list, &all);
    };
    let focus = document.active_element();
    for index in changed {
        let row = made(index).transpose()?.and_then(|row| row.first_element_child());
        let there = u32::try_from(index).ok().and_then(|index| there.item(index));
        if let (Some(there), Some(row)) = (there, row) {
            become_like(&there, &row, focus.as_ref())?;
        }
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

/// Brings the part of that name into sight, and the focus to it: the focus alone is content with a piece of it. What stands
/// above it stays in sight.
pub(super) fn look_at(document: &Document, id: &str) -> Result<(), JsValue> {
    let part = by_id(document, id)?;
    part.focus()?;
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    part.scroll_into_view_with_scroll_into_view_options(&nearest);
    Ok(())
}

/// Moves the focus to another control of the row it is in; at its end it stays. Only the row's first control is a stop of
/// the Tab key.
pub(super) fn move_within(document: &Document, by: i32) -> Result<(), JsValue> {
    let Some(active) = document.active_element() else { return Ok(()) };
    let Some(row) = closest(&active, "#list > li") else { return Ok(()) };
    let controls = row.query_selector_all("a[href], button, input, select")?;
    let controls: Vec<HtmlElement> = elements(&controls)
        .filter_map(|control| control.dyn_into::<HtmlElement>().ok())
        // What is not shown, at this width, takes no focus.
        .filter(|control| control.offset_width() > 0)
        .collect();
    let right_to_left =
        document.document_element().is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"));
    let step = if right_to_left { -by } else { by };
    let here = controls.iter().position(|control| control.is_same_node(Some(&active)));
    let there =
        here.and_then(|here| here.checked_add_signed(step as isize)).and_then(|index| controls.get(index));
    there.map_or(Ok(()), |control| control.focus())
}

/// Moves the focus to the title of the row so many rows on; at the list's end it stays.
pub(super) fn move_to_row(document: &Document, by: i32) -> Result<(), JsValue> {
    let titles = document.query_selector_all("#list > li [data-slot=title]")?;
    let titles: Vec<HtmlElement> = elements(&titles).filter_map(|title| title.dyn_into().ok()).collect();
    let row = document.active_element().and_then(|active| closest(&active, "#list > li"));
    let here = row.and_then(|row| titles.iter().position(|title| row.contains(Some(title))));
    let there =
        here.and_then(|here| here.checked_add_signed(by as isize)).and_then(|place| titles.get(place));
    there.map_or(Ok(()), |title| title.focus())
}
