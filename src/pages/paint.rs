//! Puts views into pages: texts into what asks for them by `data-text`, rows into clones of `<template>`s.

use hashcart_core::marketplace::Marketplace;
use hashcart_core::text::Text;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement, HtmlInputElement, HtmlOptionElement};

use super::figures::{counted, in_words};
use super::paint_kit::{by_id, cloned, each, say, slot};
use super::{Texts, options, paint_row, popup};

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

/// Paints the popup; its rows stay where they are the `same`. The focus stays with the row it was in, or goes to the
/// one that took its place.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn popup(document: &Document, view: &popup::View, same: bool, texts: Texts<'_>) -> Result<(), JsValue> {
    let list = by_id(document, "list")?;
    let focus = if same { None } else { focused_row(document, &list) };
    if !same {
        list.replace_children_with_node_0();
        for row in &view.rows {
            let item = paint_row::item(document, row, texts)?;
            list.append_child(&item)?;
        }
    }
    by_id(document, "empty")?.set_hidden(view.count.is_none_or(|(_, all)| all > 0));
    let (open, all) = view.count.unwrap_or_default();
    let count = if open == 0 { String::new() } else { counted("count_items", open, texts) };
    say(document, "count", &count)?;
    by_id(document, "more")?.set_hidden(all == 0);
    let all =
        if view.rows.len() == all { texts("popup_list", &[]) } else { counted("popup_all", all, texts) };
    by_id(document, "all")?.set_text_content(Some(&all));
    by_id(document, "beside")?.set_hidden(!view.panel);
    notices(document, &view.notices, texts)?;
    by_id(document, "changed")?.set_hidden(!view.changed);
    let undo = by_id(document, "undo")?;
    undo.set_hidden(view.undo.is_none());
    if let Some((count, title)) = &view.undo {
        say(document, "undo-text", &about("count_removed", *count, title, texts))?;
    }
    sends(document, view, texts)?;
    if let Some(index) = focus {
        let index = index.min(list.child_element_count().saturating_sub(1));
        let again =
            list.children().item(index).and_then(|row| row.query_selector("[data-slot=title]").ok()?);
        let undo = by_id(document, "undo-button")?;
        again.and_then(|title| title.dyn_into::<HtmlElement>().ok()).unwrap_or(undo).focus()?;
    }
    Ok(())
}

/// Says which version this is.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn version(document: &Document, text: &str) -> Result<(), JsValue> {
    by_id(document, "version")?.set_text_content(Some(text));
    Ok(())
}

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
    notices: &[(&'static str, usize)],
    texts: Texts<'_>,
) -> Result<(), JsValue> {
    let said: Vec<String> = notices.iter().map(|(key, count)| counted(key, *count, texts)).collect();
    let notice = by_id(document, "notice")?;
    notice.set_hidden(said.is_empty());
    notice.set_text_content(Some(&said.join(" ")));
    Ok(())
}

/// What was done to one item, which is called by its title, or to many.
pub(super) fn about(act: &str, count: usize, title: &str, texts: Texts<'_>) -> String {
    match count {
        1 => texts(&format!("{act}_1"), &["1", title]),
        many => counted(act, many, texts),
    }
}

/// What can be sent where.
fn sends(document: &Document, view: &popup::View, texts: Texts<'_>) -> Result<(), JsValue> {
    let sends = by_id(document, "sends")?;
    sends.replace_children_with_node_0();
    sends.set_hidden(view.sends.is_empty() && !view.waits);
    let mut links: Vec<(String, String)> = Vec::new();
    if view.waits {
        links.push(("walk.html".to_owned(), texts("popup_walk", &[])));
    } else {
        for (store, count) in &view.sends {
            links.push((format!("walk.html?store={store}"), send_label(*store, *count, texts)));
        }
    }
    for (url, label) in links {
        let fragment = cloned(document, "send")?;
        let link = slot(&fragment, "send")?;
        link.set_attribute("href", &url)?;
        link.set_text_content(Some(&label));
        sends.append_child(&fragment)?;
    }
    Ok(())
}

/// What a link says that sends so many items to a store.
pub(super) fn send_label(store: Marketplace, count: usize, texts: Texts<'_>) -> String {
    in_words(&Text::popup_send(count, store.domain()), texts)
}

/// The index of the row that has the focus.
fn focused_row(document: &Document, list: &HtmlElement) -> Option<u32> {
    let active = document.active_element()?;
    let rows = list.children();
    (0..rows.length()).find(|index| rows.item(*index).is_some_and(|row| row.contains(Some(&active))))
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
        let text = if *seconds == 0 {
            texts("undo_none", &[])
        } else {
            counted("undo_seconds", *seconds as usize, texts)
        };
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
