//! Puts what stands around the rows into the list's page: counts, tabs, choices, offers.

use hashcart_core::query::{GroupBy, Sort};
use hashcart_core::text::Text;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlSelectElement};

use crate::pages::head::notices;
use crate::pages::kit::{by_id, say};
use crate::pages::list::{ListPage, ListView};
use crate::pages::{Texts, cart_paint};

/// Paints it.
pub(super) fn paint(document: &Document, view: &ListView, texts: Texts<'_>) -> Result<(), JsValue> {
    let count = match view.count {
        None => String::new(),
        Some((to_buy, _, _)) => texts(&Text::count_to_buy(to_buy)),
    };
    say(document, "count", &count)?;
    by_id(document, "empty")?.set_hidden(view.count.is_none_or(|(_, all, _)| all > 0));
    by_id(document, "nothing")?.set_hidden(view.count.is_none_or(|(_, all, shown)| all == 0 || shown > 0));
    let only: Vec<(&str, String)> = view
        .only
        .iter()
        .map(|(only, count)| {
            let name = only.text();
            let said = texts(&name);
            let said = count.map_or_else(|| said.clone(), |count| texts(&Text::list_counted(&said, count)));
            (name.key(), said)
        })
        .collect();
    options(document, "only", &only, view.query.only.text().key())?;
    let words = |all: Vec<Text<'static>>| -> Vec<(&str, String)> {
        all.iter().map(|name| (name.key(), texts(name))).collect()
    };
    let sorts = words(Sort::ALL.iter().map(|sort| sort.text()).collect());
    options(document, "sort", &sorts, view.query.sort.text().key())?;
    let groups = words(GroupBy::ALL.iter().map(|group| group.text()).collect());
    options(document, "group", &groups, view.query.group.text().key())?;
    by_id(document, "by")?.set_hidden(view.query.author.is_none());
    if let Some(author) = &view.query.author {
        say(document, "by-text", &texts(&Text::list_by(&format!("@{author}"))))?;
    }
    notices(document, &view.notices, texts)?;
    by_id(document, "chosen")?.set_hidden(view.chosen == 0);
    if view.chosen > 0 {
        say(document, "chosen-count", &texts(&Text::count_chosen(view.chosen)))?;
    }
    by_id(document, "send")?.set_hidden(view.send.is_none());
    if let Some((store, count)) = &view.send {
        say(document, "send", &texts(&Text::count_to_store(*count, store.domain())))?;
    }
    cart_paint::paint(&view.cart, document, texts)?;
    tabs(document, view, texts)?;
    by_id(document, "undo")?.set_hidden(view.undo.is_none());
    if let Some((act, count, title)) = &view.undo {
        say(document, "undo-text", &texts(&act.text(*count, title)))?;
    }
    Ok(())
}

/// The offer to save the list as a file, or what became of that.
pub(super) fn copy(document: &Document, state: &ListPage, texts: Texts<'_>) -> Result<(), JsValue> {
    let offered = state.copy.offered(&state.list).filter(|_| state.loaded);
    let said = state.copy.said();
    by_id(document, "copy")?.set_hidden(offered.is_none() && said.is_none());
    by_id(document, "copy-acts")?.set_hidden(said.is_some());
    match (&said, offered) {
        (Some(text), _) => say(document, "copy-text", &texts(text)),
        (None, Some(count)) => say(document, "copy-text", &texts(&Text::count_copy(count))),
        (None, None) => Ok(()),
    }
}

/// The tabs, each with how many it would show, where that is known and there are any.
fn tabs(document: &Document, view: &ListView, texts: Texts<'_>) -> Result<(), JsValue> {
    // Room is kept for the numbers to come: a second line then would move the rows.
    let reading = view.tabs.iter().any(|(_, count)| count.is_none());
    by_id(document, "tabs")?.toggle_attribute_with_force("data-reading", reading)?;
    for (tab, count) in &view.tabs {
        let Some(button) = document.query_selector(&format!("[data-do={}]", tab.name()))? else { continue };
        let pressed = tab.only() == view.query.only;
        button.set_attribute("aria-pressed", if pressed { "true" } else { "false" })?;
        let text = texts(&tab.text());
        let count = count.filter(|count| *count > 0);
        let text = count.map_or_else(|| text.clone(), |count| texts(&Text::list_counted(&text, count)));
        if button.text_content().as_ref() != Some(&text) {
            button.set_text_content(Some(&text));
        }
    }
    Ok(())
}

/// Fills a select, where it does not offer that already.
fn options(document: &Document, id: &str, wanted: &[(&str, String)], chosen: &str) -> Result<(), JsValue> {
    let select = by_id(document, id)?.dyn_into::<HtmlSelectElement>()?;
    let there = select.children();
    let same = there.length() as usize == wanted.len()
        && (0..).zip(wanted).all(|(index, (name, text))| {
            there.item(index).is_some_and(|option| {
                option.get_attribute("value").as_deref() == Some(name)
                    && option.text_content().as_ref() == Some(text)
            })
        });
    if !same {
        select.set_text_content(None);
        for (name, text) in wanted {
            let option = document.create_element("option")?;
            option.set_attribute("value", name)?;
            option.set_text_content(Some(text));
            select.append_child(&option)?;
        }
    }
    select.set_value(chosen);
    Ok(())
}
