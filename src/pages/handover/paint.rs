//! Puts the hand-over's view into its page.

use std::cell::RefCell;

use hashcart_core::handover::{Outcome, WaitingFor};
use hashcart_core::item::ItemKey;
use hashcart_core::text::Text;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment, HtmlInputElement, HtmlSelectElement};

use super::{EndRow, HandoverPage, HandoverView, PickRow, Press, Progress, Setup, outcome_words, view};
use crate::pages::kit::{KEY, Painted, by_id, cloned, fill, reconcile, rows, say, slot};
use crate::pages::{Texts, head, tile};

/// The attribute that names what a press does.
const DO: &str = "data-do";

thread_local! {
    /// The items that can be sent, as they are painted.
    static PICKS: RefCell<Vec<PickRow>> = const { RefCell::new(Vec::new()) };
    /// How items ended, as it is painted.
    static ENDS: RefCell<Vec<EndRow>> = const { RefCell::new(Vec::new()) };
}

impl Painted for HandoverPage {
    fn paint(&self, document: &Document, texts: Texts<'_>) -> Result<(), JsValue> {
        page(document, self, texts)
    }
}

/// Paints the page.
fn page(document: &Document, state: &HandoverPage, texts: Texts<'_>) -> Result<(), JsValue> {
    let view = view(state);
    head::fault(document, "handover", state.fault, texts)?;
    by_id(document, "setup")?.set_hidden(!matches!(view, HandoverView::Setup(_)));
    by_id(document, "session")?.set_hidden(!matches!(view, HandoverView::Session(_)));
    match view {
        HandoverView::Setup(view) => setup(document, view, texts),
        HandoverView::Session(view) => progress(document, view, texts),
    }
}

fn setup(document: &Document, view: Setup, texts: Texts<'_>) -> Result<(), JsValue> {
    let store = view.stores.first().map(ToString::to_string).unwrap_or_default();
    by_id(document, "heading")?.set_text_content(Some(&texts(&Text::handover_title(&store))));
    let stores = document.create_document_fragment();
    for store in &view.stores {
        let option = document.create_element("option")?;
        option.set_attribute("value", store.domain())?;
        option.set_text_content(Some(store.domain()));
        stores.append_child(&option)?;
    }
    let select = by_id(document, "store")?.dyn_into::<HtmlSelectElement>()?;
    reconcile(&select, &stores)?;
    select.set_value(&store);
    by_id(document, "none")?.set_hidden(!view.empty || !view.known);
    by_id(document, "ready")?.set_hidden(view.empty);
    by_id(document, "stores")?.set_hidden(view.stores.len() < 2);
    by_id(document, "why")?.set_hidden(!view.asks);
    PICKS.with(|painted| {
        let same: fn(&PickRow, &PickRow) -> bool = |one, two| one.key == two.key;
        rows(document, "picks", painted, view.rows, same, &|row| pick(document, row, texts))
    })?;
    let unknown = by_id(document, "unknown")?;
    unknown.set_hidden(view.unknown == 0);
    if view.unknown > 0 {
        unknown.set_text_content(Some(&texts(&Text::count_unknown(view.unknown))));
    }
    denied(document, view.denied, view.asks, texts)?;
    by_id(document, "presses")?.set_hidden(!view.presses);
    let send = by_id(document, "send")?;
    send.set_text_content(Some(&texts(&Text::handover_send(view.ticked, &store))));
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

/// What to do where the permission was refused. Firefox for Android refuses it unasked, or shows the question nowhere
/// (2026-08): there it is said before.
fn denied(document: &Document, denied: bool, asks: bool, texts: Texts<'_>) -> Result<(), JsValue> {
    let agent = crate::dom::window().and_then(|window| window.navigator().user_agent().ok());
    let on_android = agent.is_some_and(|agent| agent.contains("Android"));
    let says = denied || (asks && on_android);
    let line = by_id(document, "denied")?;
    if line.hidden() != says {
        // What is said already is not said again, and who folds the other ways keeps them folded.
        return Ok(());
    }
    line.set_hidden(!says);
    if says {
        let text = if on_android { &Text::HANDOVER_DENIED_ANDROID } else { &Text::HANDOVER_DENIED };
        line.set_text_content(Some(&texts(text)));
        by_id(document, "ways")?.set_attribute("open", "")?;
    }
    Ok(())
}

fn pick(document: &Document, row: &PickRow, texts: Texts<'_>) -> Result<DocumentFragment, JsValue> {
    let fragment = cloned(document, "pick")?;
    slot(&fragment, "row")?.set_attribute(KEY, &row.key.to_string())?;
    slot(&fragment, "title")?.set_text_content(Some(&row.title));
    tile::paint(&slot(&fragment, "picture")?, row.picture.as_deref(), &row.key, &row.title)?;
    slot(&fragment, "ticked")?.dyn_into::<HtmlInputElement>()?.set_checked(row.ticked);
    slot(&fragment, "wanted")?.dyn_into::<HtmlInputElement>()?.set_value(&row.wanted.to_string());
    slot(&fragment, "wanted")?
        .set_attribute("aria-label", &texts(&Text::handover_quantity_of(&row.title)))?;
    let mut notes = Vec::new();
    if let Some(store) = row.found_in {
        notes.push(texts(&Text::handover_found_in(store.domain())));
    }
    if let Some(note) = &row.note {
        notes.push(texts(note));
    }
    if let Some(sent) = &row.sent {
        let (words, _) = outcome_words(&sent.outcome, 1, texts);
        notes.push(texts(&Text::handover_before(sent.store.domain(), &words)));
    }
    slot(&fragment, "note")?.set_text_content(Some(&notes.join(" ")));
    Ok(fragment)
}

fn progress(document: &Document, mut view: Progress, texts: Texts<'_>) -> Result<(), JsValue> {
    let store = view.store.to_string();
    let heading = if view.done {
        texts(&Text::count_in_cart(view.arrived, view.rows.len()))
    } else {
        texts(&Text::handover_title(&store))
    };
    by_id(document, "heading")?.set_text_content(Some(&heading));
    let bar = by_id(document, "bar")?;
    bar.set_hidden(view.done);
    bar.set_attribute("max", &view.rows.len().max(1).to_string())?;
    bar.set_attribute("value", &view.behind.to_string())?;
    let said = if view.done { String::new() } else { texts(&view.halt.text_elsewhere()) };
    say(document, "says", &said)?;
    by_id(document, "now")?.set_text_content(view.title.as_deref());
    acts(document, &view, texts)?;
    ENDS.with(|painted| {
        let same: fn(&EndRow, &EndRow) -> bool = |one, two| one.url == two.url;
        let wanted = std::mem::take(&mut view.rows);
        rows(document, "ends", painted, wanted, same, &|row| end(document, row, texts))
    })?;
    by_id(document, "over")?.set_hidden(!view.done);
    by_id(document, "cart")?.set_attribute("href", &view.cart)?;
    let again = by_id(document, "again")?;
    again.set_hidden(view.leftovers == 0);
    if view.leftovers > 0 {
        again.set_text_content(Some(&texts(&Text::count_leftovers(view.leftovers))));
    }
    Ok(())
}

fn end(document: &Document, row: &EndRow, texts: Texts<'_>) -> Result<DocumentFragment, JsValue> {
    let fragment = cloned(document, "end")?;
    if row.current {
        slot(&fragment, "row")?.set_attribute("data-current", "")?;
    }
    let title = slot(&fragment, "title")?;
    title.set_text_content(Some(&row.title));
    title.set_attribute("href", &row.url)?;
    let next = slot(&fragment, "next")?;
    match row.outcome.as_ref().and_then(Outcome::next_step) {
        Some(label) => {
            next.set_attribute("href", &row.url)?;
            next.set_text_content(Some(&texts(&label)));
        }
        None => next.remove(),
    }
    slot(&fragment, "wanted")?.set_text_content(Some(&row.wanted.to_string()));
    let end = slot(&fragment, "end")?;
    if let Some(outcome) = &row.outcome {
        let (words, tone) = outcome_words(outcome, row.wanted, texts);
        end.set_text_content(Some(&words));
        end.set_attribute("data-tone", tone)?;
    }
    Ok(fragment)
}

/// What the user can press while the session goes on.
fn acts(document: &Document, view: &Progress, texts: Texts<'_>) -> Result<(), JsValue> {
    let mut wanted: Vec<(&str, String)> = Vec::new();
    if view.marks {
        wanted.push((Press::There.name(), texts(&Text::HANDOVER_THERE)));
        wanted.push((Press::NotThere.name(), texts(&Text::HANDOVER_NOT_THERE)));
    }
    if view.halt == WaitingFor::Revoked && !view.done {
        wanted.push((Press::Allow.name(), texts(&Text::HANDOVER_ALLOW)));
        wanted.push((Press::Plainly.name(), texts(&Text::HANDOVER_PLAINLY)));
    } else if !view.done && !view.halt.is_pause() {
        wanted.push((Press::Show.name(), texts(&Text::HANDOVER_SHOW)));
    }
    wanted.extend(view.acts.iter().map(|act| (act.name(), texts(&act.text()))));
    let buttons = document.create_document_fragment();
    for (index, (name, label)) in wanted.iter().enumerate() {
        let fragment = cloned(document, "act")?;
        let button = slot(&fragment, "act")?;
        if index == 0 {
            button.set_class_name("primary");
        }
        button.set_attribute(DO, name)?;
        button.set_text_content(Some(label));
        buttons.append_child(&fragment)?;
    }
    fill(document, "acts", &buttons)
}

/// Lets the number of an item say what is taken, which may be less than what was written.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn settle(document: &Document, key: &ItemKey, wanted: u32) -> Result<(), JsValue> {
    let field = format!("li[{KEY}=\"{key}\"] [data-slot=wanted]");
    let field = by_id(document, "picks")?.query_selector(&field)?;
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(&wanted.to_string());
    }
    Ok(())
}
