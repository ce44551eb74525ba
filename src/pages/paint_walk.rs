//! Puts the hand-over's view into its page.

use hashcart_core::handover::{Prefs, WaitingFor};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::text::Text;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlInputElement, HtmlSelectElement};

use super::Texts;
use super::figures::{counted, in_words};
use super::paint_kit::{KEY, by_id, cloned, slot};
use super::walk::{PickRow, Progress, Setup, View, outcome_words};

/// The attribute that names what a press does.
const DO: &str = "data-do";

/// Paints the page.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn walk(document: &Document, view: &View, texts: Texts<'_>) -> Result<(), JsValue> {
    by_id(document, "setup")?.set_hidden(!matches!(view, View::Setup(_)));
    by_id(document, "walk")?.set_hidden(!matches!(view, View::Walk(_)));
    match view {
        View::Setup(view) => setup(document, view, texts),
        View::Walk(view) => progress(document, view, texts),
    }
}

fn setup(document: &Document, view: &Setup, texts: Texts<'_>) -> Result<(), JsValue> {
    let store = view.stores.first().map(ToString::to_string).unwrap_or_default();
    by_id(document, "heading")?.set_text_content(Some(&texts("walk_title", &[&store])));
    let select = by_id(document, "store")?.dyn_into::<HtmlSelectElement>()?;
    select.replace_children_with_node_0();
    for store in &view.stores {
        let option = document.create_element("option")?;
        option.set_attribute("value", store.domain())?;
        option.set_text_content(Some(store.domain()));
        select.append_child(&option)?;
    }
    select.set_value(&store);
    let list = by_id(document, "picks")?;
    let there = list.query_selector_all("li")?;
    // What is there already only changes its marks: the focus stays where the user has it.
    let same = (0..)
        .zip(&view.rows)
        .all(|(index, row)| key_at(&there, index).is_some_and(|key| key == row.key.to_string()))
        && there.length() as usize == view.rows.len();
    if !same {
        list.replace_children_with_node_0();
        for row in &view.rows {
            let line = pick(document, row, texts)?;
            list.append_child(&line)?;
        }
    }
    for row in &view.rows {
        let place = format!("[{KEY}=\"{}\"]", row.key);
        if let Some(line) = list.query_selector(&place)? {
            for (name, value) in [("ticked", None), ("wanted", Some(row.wanted.to_string()))] {
                let input = line.query_selector(&format!("[data-slot={name}]"))?;
                let Some(input) = input.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
                    continue;
                };
                match value {
                    Some(value) if input.value() != value => input.set_value(&value),
                    Some(_) => {}
                    None => input.set_checked(row.ticked),
                }
            }
        }
    }
    by_id(document, "none")?.set_hidden(!view.rows.is_empty());
    let unknown = by_id(document, "unknown")?;
    unknown.set_hidden(view.unknown == 0);
    if view.unknown > 0 {
        unknown.set_text_content(Some(&counted("count_unknown", view.unknown, texts)));
    }
    by_id(document, "denied")?.set_hidden(!view.denied);
    by_id(document, "presses")?.set_hidden(!view.presses);
    let send = by_id(document, "send")?;
    send.set_text_content(Some(&in_words(&Text::walk_send(view.ticked, &store), texts)));
    let buttons = document.query_selector_all("#setup button")?;
    for index in 0..buttons.length() {
        if let Some(button) = buttons.item(index).and_then(|node| node.dyn_into::<web_sys::Element>().ok()) {
            if view.ticked == 0 {
                button.set_attribute("disabled", "")?;
            } else {
                button.remove_attribute("disabled")?;
            }
        }
    }
    Ok(())
}

fn key_at(list: &web_sys::NodeList, index: u32) -> Option<String> {
    list.item(index)?.dyn_into::<web_sys::Element>().ok()?.get_attribute(KEY)
}

fn pick(document: &Document, row: &PickRow, texts: Texts<'_>) -> Result<web_sys::DocumentFragment, JsValue> {
    let fragment = cloned(document, "pick")?;
    slot(&fragment, "row")?.set_attribute(KEY, &row.key.to_string())?;
    slot(&fragment, "title")?.set_text_content(Some(&row.title));
    slot(&fragment, "wanted")?.set_attribute("aria-label", &texts("walk_quantity_of", &[&row.title]))?;
    let mut notes = Vec::new();
    if let Some(store) = row.found_in {
        notes.push(texts("walk_found_in", &[store.domain()]));
    }
    if let Some(note) = row.note {
        notes.push(texts(note, &[]));
    }
    if let Some(sent) = &row.sent {
        let (words, _) = outcome_words(&sent.outcome, 1, &|text| in_words(text, texts));
        notes.push(texts("walk_before", &[sent.store.domain(), &words]));
    }
    slot(&fragment, "note")?.set_text_content(Some(&notes.join(" ")));
    Ok(fragment)
}

fn progress(document: &Document, view: &Progress, texts: Texts<'_>) -> Result<(), JsValue> {
    let store = view.store.to_string();
    let heading = if view.done { texts("walk_done", &[&store]) } else { texts("walk_title", &[&store]) };
    by_id(document, "heading")?.set_text_content(Some(&heading));
    let bar = by_id(document, "bar")?;
    bar.set_hidden(view.done);
    bar.set_attribute("max", &view.rows.len().max(1).to_string())?;
    bar.set_attribute("value", &view.behind.to_string())?;
    let said = if view.done { String::new() } else { in_words(&view.halt.text(), texts) };
    let says = by_id(document, "says")?;
    // A part that is said aloud is said once.
    if says.text_content().as_deref() != Some(&said) {
        says.set_text_content(Some(&said));
    }
    by_id(document, "now")?.set_text_content(view.title.as_deref());
    acts(document, view, texts)?;
    let ends = by_id(document, "ends")?;
    ends.replace_children_with_node_0();
    for row in &view.rows {
        let fragment = cloned(document, "end")?;
        let line = slot(&fragment, "row")?;
        if row.current {
            line.set_attribute("data-current", "")?;
        }
        let title = slot(&fragment, "title")?;
        title.set_text_content(Some(&row.title));
        title.set_attribute("href", &row.url)?;
        slot(&fragment, "wanted")?.set_text_content(Some(&row.wanted.to_string()));
        let end = slot(&fragment, "end")?;
        if let Some(outcome) = &row.outcome {
            let (words, tone) = outcome_words(outcome, row.wanted, &|text| in_words(text, texts));
            end.set_text_content(Some(&words));
            end.set_attribute("data-tone", tone)?;
        }
        ends.append_child(&fragment)?;
    }
    by_id(document, "over")?.set_hidden(!view.done);
    by_id(document, "cart")?.set_attribute("href", &view.cart)?;
    let again = by_id(document, "again")?;
    again.set_hidden(view.leftovers == 0);
    if view.leftovers > 0 {
        again.set_text_content(Some(&counted("count_leftovers", view.leftovers, texts)));
    }
    Ok(())
}

/// What the user can press while the walk goes on.
fn acts(document: &Document, view: &Progress, texts: Texts<'_>) -> Result<(), JsValue> {
    let mut wanted: Vec<(String, String)> = Vec::new();
    if view.marks {
        wanted.push(("there".to_owned(), texts("walk_there", &[])));
        wanted.push(("not-there".to_owned(), texts("walk_not_there", &[])));
    }
    if view.halt == WaitingFor::Revoked && !view.done {
        wanted.push(("allow".to_owned(), texts("walk_allow", &[])));
        wanted.push(("plainly".to_owned(), texts("walk_plainly", &[])));
    } else if !view.done {
        wanted.push(("show".to_owned(), texts("walk_show", &[])));
    }
    wanted.extend(view.acts.iter().map(|act| (act.name().to_owned(), in_words(&act.text(), texts))));
    let bar = by_id(document, "acts")?;
    let there = bar.query_selector_all("button")?;
    let name_at = |index: u32| there.item(index)?.dyn_into::<web_sys::Element>().ok()?.get_attribute(DO);
    let same = there.length() as usize == wanted.len()
        && (0..).zip(&wanted).all(|(index, (name, _))| name_at(index).as_ref() == Some(name));
    if same {
        return Ok(());
    }
    bar.replace_children_with_node_0();
    for (name, label) in &wanted {
        let fragment = cloned(document, "act")?;
        let button = slot(&fragment, "act")?;
        button.set_attribute(DO, name)?;
        button.set_text_content(Some(label));
        bar.append_child(&fragment)?;
    }
    Ok(())
}

/// Paints what was chosen about handing over into the options.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn prefs(document: &Document, prefs: &Prefs) -> Result<(), JsValue> {
    // The welcome does not ask for it.
    if let Ok(press) = by_id(document, "press") {
        press.dyn_into::<HtmlInputElement>()?.set_checked(prefs.press);
    }
    let select = by_id(document, "own-store")?.dyn_into::<HtmlSelectElement>()?;
    if select.query_selector_all("option")?.length() < 2 {
        for store in Marketplace::ALL.iter().filter(|store| store.is_open()) {
            let option = document.create_element("option")?;
            option.set_attribute("value", store.domain())?;
            option.set_text_content(Some(store.domain()));
            select.append_child(&option)?;
        }
    }
    select.set_value(prefs.store.map_or("", Marketplace::domain));
    Ok(())
}
