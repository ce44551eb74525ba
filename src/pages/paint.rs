//! Puts views into pages: texts into what asks for them by `data-text`, rows into clones of `<template>`s.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Document, DocumentFragment, Element, HtmlElement, HtmlInputElement, HtmlOptionElement,
    HtmlTemplateElement,
};

use super::{Texts, options, popup};
use crate::core::Millis;

/// The attribute that says which item a row or a control is about.
pub const KEY: &str = "data-key";

fn each(root: &Document, selector: &str, mut then: impl FnMut(Element)) -> Result<(), JsValue> {
    let list = root.query_selector_all(selector)?;
    for index in 0..list.length() {
        if let Some(element) = list.item(index).and_then(|node| node.dyn_into::<Element>().ok()) {
            then(element);
        }
    }
    Ok(())
}

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

pub(super) fn by_id(document: &Document, id: &str) -> Result<HtmlElement, JsValue> {
    let found = document.get_element_by_id(id).and_then(|element| element.dyn_into().ok());
    found.ok_or_else(|| JsValue::from_str(&format!("the page has no #{id}")))
}

pub(super) fn cloned(document: &Document, id: &str) -> Result<DocumentFragment, JsValue> {
    let template = by_id(document, id)?.dyn_into::<HtmlTemplateElement>()?;
    template.content().clone_node_with_deep(true)?.dyn_into().map_err(JsValue::from)
}

pub(super) fn slot(fragment: &DocumentFragment, name: &str) -> Result<Element, JsValue> {
    let found = fragment.query_selector(&format!("[data-slot={name}]"))?;
    found.ok_or_else(|| JsValue::from_str(&format!("the template has no slot {name}")))
}

/// Paints the popup. The focus stays with the row it was in, or goes to the one that took its place.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn popup(document: &Document, view: &popup::View, texts: Texts<'_>) -> Result<(), JsValue> {
    let list = by_id(document, "list")?;
    let focus = focused_row(document, &list);
    list.replace_children_with_node_0();
    for row in &view.rows {
        let item = item(document, row, texts)?;
        list.append_child(&item)?;
    }
    by_id(document, "empty")?.set_hidden(!view.rows.is_empty());
    let count =
        if view.rows.is_empty() { String::new() } else { counted("count_items", view.rows.len(), texts) };
    by_id(document, "count")?.set_text_content(Some(&count));
    let said: Vec<String> = view.notices.iter().map(|(key, count)| counted(key, *count, texts)).collect();
    let notice = by_id(document, "notice")?;
    notice.set_hidden(said.is_empty());
    notice.set_text_content(Some(&said.join(" ")));
    by_id(document, "changed")?.set_hidden(!view.changed);
    let undo = by_id(document, "undo")?;
    undo.set_hidden(view.undo.is_none());
    if let Some((key, title)) = &view.undo {
        undo.set_attribute(KEY, &key.to_string())?;
        by_id(document, "undo-text")?.set_text_content(Some(&texts("removed", &[title])));
    }
    if let Some(index) = focus {
        let index = index.min(list.child_element_count().saturating_sub(1));
        let again =
            list.children().item(index).and_then(|row| row.query_selector("[data-slot=title]").ok()?);
        let undo = by_id(document, "undo-button")?;
        again.and_then(|title| title.dyn_into::<HtmlElement>().ok()).unwrap_or(undo).focus()?;
    }
    Ok(())
}

/// A text that differs for one and for more.
pub(super) fn counted(key: &str, number: usize, texts: Texts<'_>) -> String {
    match number {
        1 => texts(&format!("{key}_one"), &[]),
        many => texts(&format!("{key}_many"), &[&many.to_string()]),
    }
}

/// The index of the row that has the focus.
fn focused_row(document: &Document, list: &HtmlElement) -> Option<u32> {
    let active = document.active_element()?;
    let rows = list.children();
    (0..rows.length()).find(|index| rows.item(*index).is_some_and(|row| row.contains(Some(&active))))
}

fn item(document: &Document, row: &popup::Row, texts: Texts<'_>) -> Result<DocumentFragment, JsValue> {
    let fragment = cloned(document, "item")?;
    let key = row.key.to_string();
    slot(&fragment, "row")?.set_attribute(KEY, &key)?;
    let title = slot(&fragment, "title")?;
    title.set_text_content(Some(&row.title));
    title.set_attribute("href", &row.product_url)?;
    slot(&fragment, "store")?.set_text_content(Some(&row.store));
    let author = slot(&fragment, "author")?;
    if let Some(tweet_url) = &row.tweet_url {
        author.set_attribute("href", tweet_url)?;
    } else {
        author.remove();
    }
    if row.author.is_empty() {
        author.set_text_content(Some(&texts("author_unknown", &[])));
    } else {
        author.set_text_content(Some(&row.author));
        author.set_attribute("aria-label", &texts("open_tweet", &[&row.author]))?;
    }
    let date = slot(&fragment, "date")?;
    let (short, full) = dates(row.saved_at);
    date.set_text_content(Some(&short));
    date.set_attribute("title", &full)?;
    date.set_attribute("datetime", &iso(row.saved_at))?;
    let status = slot(&fragment, "status")?;
    status.set_text_content(Some(&texts(row.status, &[])));
    status.set_attribute("data-tone", row.tone)?;
    if let Some(url) = &row.reply_url {
        status.set_attribute("href", url)?;
    }
    let lead = slot(&fragment, "lead")?;
    match &row.link {
        None => lead.remove(),
        Some(link) => {
            let value = link.value.as_deref().unwrap_or_default();
            slot(&fragment, "lead-text")?.set_text_content(Some(&texts(link.text, &[value])));
            let find = slot(&fragment, "find")?;
            find.set_text_content(Some(&texts(link.button, &[])));
            if link.busy {
                // Not disabled: that would throw the focus away.
                find.set_attribute("aria-disabled", "true")?;
            }
        }
    }
    let fail = slot(&fragment, "fail")?;
    match &row.fail {
        None => fail.remove(),
        Some(failed) => {
            slot(&fragment, "fail-text")?.set_text_content(Some(&texts(failed.text, &[])));
            let step = slot(&fragment, "fail-step")?;
            match failed.step {
                None => step.remove(),
                Some((label, does)) => {
                    step.set_text_content(Some(&texts(label, &[])));
                    step.set_attribute("data-do", does)?;
                }
            }
        }
    }
    slot(&fragment, "remove")?.set_attribute("aria-label", &texts("remove_item", &[&row.title]))?;
    Ok(fragment)
}

fn date(at: Millis) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(at))
}

/// The day, and day and time, as the user's language writes them.
fn dates(at: Millis) -> (String, String) {
    let options = js_sys::Object::new();
    // A fresh object takes any property.
    let _ = js_sys::Reflect::set(&options, &JsValue::from_str("dateStyle"), &JsValue::from_str("medium"));
    let short = date(at).to_locale_date_string("default", &options);
    (short.into(), date(at).to_locale_string("default", &js_sys::Object::new()).into())
}

fn iso(at: Millis) -> String {
    if at.is_finite() { date(at).to_iso_string().into() } else { String::new() }
}

/// Shows an error in words, or takes it away.
///
/// # Errors
/// The browser's exception.
pub fn error(document: &Document, text: Option<&str>) -> Result<(), JsValue> {
    let line = by_id(document, "error")?;
    line.set_hidden(text.is_none());
    line.set_text_content(text);
    Ok(())
}

/// Says what became of an address that was pasted; it is taken out of the field when it was `taken`.
///
/// # Errors
/// The browser's exception.
pub fn pasted(document: &Document, text: &str, taken: bool) -> Result<(), JsValue> {
    by_id(document, "kept")?.set_text_content(Some(text));
    let field = by_id(document, "address")?.dyn_into::<HtmlInputElement>()?;
    if taken {
        field.set_value("");
    }
    field.set_attribute("aria-invalid", if taken { "false" } else { "true" })?;
    field.focus()
}

/// The address that was pasted.
///
/// # Errors
/// The browser's exception.
pub fn address(document: &Document) -> Result<String, JsValue> {
    Ok(by_id(document, "address")?.dyn_into::<HtmlInputElement>()?.value())
}

/// Says in one line how things are on the page in front.
///
/// # Errors
/// The browser's exception.
pub fn here(document: &Document, text: &str) -> Result<(), JsValue> {
    by_id(document, "here")?.set_text_content(Some(text));
    Ok(())
}

/// Paints the options.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn options(document: &Document, view: &options::View, texts: Texts<'_>) -> Result<(), JsValue> {
    for group in &view.groups {
        choices(document, group, texts)?;
    }
    let undo = by_id(document, "undo")?;
    undo.set_text_content(None);
    for (seconds, chosen) in &view.undo {
        let option = document.create_element("option")?.dyn_into::<HtmlOptionElement>()?;
        let number = seconds.to_string();
        let text = if *seconds == 0 { texts("undo_none", &[]) } else { texts("undo_seconds", &[&number]) };
        option.set_value(&number);
        option.set_text_content(Some(&text));
        option.set_selected(*chosen);
        undo.append_child(&option)?;
    }
    for (id, value) in [
        ("template", view.template.clone()),
        ("per_minute", view.pace.per_minute.to_string()),
        ("per_day", view.pace.per_day.to_string()),
    ] {
        let input = by_id(document, id)?.dyn_into::<HtmlInputElement>()?;
        // What the user is writing stays as it is.
        if document.active_element().is_none_or(|active| !active.is_same_node(Some(&input))) {
            input.set_value(&value);
        }
    }
    template(document, &view.preview, texts)?;
    by_id(document, "short-links-text")?.set_text_content(Some(&texts(view.links_text, &[])));
    let button = by_id(document, "short-links-button")?;
    button.set_text_content(Some(&texts(view.links_button, &[])));
    button.set_attribute("data-do", view.links_do)?;
    by_id(document, "short-links")?.class_list().toggle_with_force("wanted", view.links_wanted)?;
    if view.links_wanted {
        button.focus()?;
    }
    Ok(())
}

/// Paints the choices of the welcome: the first of the options.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn welcome(document: &Document, view: &options::View, texts: Texts<'_>) -> Result<(), JsValue> {
    view.groups
        .iter()
        .filter(|group| group.name == options::MODE)
        .try_for_each(|group| choices(document, group, texts))
}

/// Shows what a template would post, or what is wrong with it.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn template(
    document: &Document,
    preview: &Result<String, &'static str>,
    texts: Texts<'_>,
) -> Result<(), JsValue> {
    let text = match preview {
        Ok(sample) => texts("template_preview", &[sample]),
        Err(key) => texts(key, &[]),
    };
    let line = by_id(document, "template-preview")?;
    line.set_text_content(Some(&text));
    line.class_list().toggle_with_force("wrong", preview.is_err())?;
    Ok(())
}

fn choices(document: &Document, group: &options::Group, texts: Texts<'_>) -> Result<(), JsValue> {
    let list = by_id(document, group.name)?;
    // What is there already only changes its mark: the focus stays where the user has it.
    let there = list.query_selector_all("input")?;
    if there.length() as usize == group.choices.len() {
        for (index, choice) in (0..).zip(&group.choices) {
            if let Some(input) = there.item(index).and_then(|node| node.dyn_into::<HtmlInputElement>().ok()) {
                input.set_checked(choice.chosen);
            }
        }
        return Ok(());
    }
    for choice in &group.choices {
        let fragment = cloned(document, "choice")?;
        let input = slot(&fragment, "input")?.dyn_into::<HtmlInputElement>()?;
        input.set_name(group.name);
        input.set_value(choice.name);
        input.set_default_checked(choice.chosen);
        slot(&fragment, "title")?.set_text_content(Some(&texts(choice.title, &[])));
        slot(&fragment, "detail")?.set_text_content(Some(&texts(choice.detail, &[])));
        list.append_child(&fragment)?;
    }
    Ok(())
}

/// Says that a choice was written.
///
/// # Errors
/// The browser's exception.
pub fn saved(document: &Document, text: &str) -> Result<(), JsValue> {
    by_id(document, "saved")?.set_text_content(Some(text));
    Ok(())
}
