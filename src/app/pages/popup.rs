//! The popup page.

use std::cell::RefCell;

use gloo::events::EventListener;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::message::{Diagnose, Intent, Keep, Remove, Restore};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, Event};

use super::record_feed::{self, Records};
use super::{show, show_fault};
use crate::app::{report, report_fault};
use crate::dom::closest;
use crate::pages::paint;
use crate::pages::paint_kit::KEY;
use crate::pages::popup::{State, report as write_report, view};
use crate::pages::row::Row;
use crate::webext::panel::{self, Panel};
use crate::webext::{i18n, runtime, tabs, words};

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    /// Lives as long as the page.
    static CLICKS: RefCell<Option<EventListener>> = const { RefCell::new(None) };
    static PANEL: RefCell<Option<Panel>> = const { RefCell::new(None) };
    /// The rows as they are painted.
    static ROWS: RefCell<Option<Vec<Row>>> = const { RefCell::new(None) };
    static SUBMITS: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

pub(super) fn start() -> Result<(), JsValue> {
    let document = crate::dom::document().ok_or("no document")?;
    paint::texts(&document, &i18n::text)?;
    let clicks = EventListener::new_with_options(
        &document,
        "click",
        gloo::events::EventListenerOptions::enable_prevent_default(),
        clicked,
    );
    CLICKS.set(Some(clicks));
    let submits = EventListener::new_with_options(
        &document,
        "submit",
        gloo::events::EventListenerOptions::enable_prevent_default(),
        |event| {
            event.prevent_default();
            spawn_local(paste());
        },
    );
    SUBMITS.set(Some(submits));
    record_feed::follow(taken);
    spawn_local(say_here());
    spawn_local(async {
        let found = panel::find().await;
        STATE.with_borrow_mut(|state| state.panel = found.is_some());
        PANEL.set(found);
        show(paint_list);
    });
    Ok(())
}

/// Takes in what was read or has changed, and paints it. While more comes, only the first rows are painted.
fn taken(records: &Records, all: bool) {
    STATE.with_borrow_mut(|state| {
        for (name, raw) in records {
            state.list.take(name, raw.as_ref());
        }
        state.loaded = all;
    });
    record_feed::links(records, |links| {
        STATE.with_borrow_mut(|state| state.links = links);
        show(paint_list);
    });
    if all || ROWS.with_borrow(|rows| rows.as_ref().is_none_or(Vec::is_empty)) {
        show(paint_list);
    }
}

fn paint_list(document: &Document) -> Result<(), JsValue> {
    let mut view = STATE.with_borrow(view);
    let same = ROWS.with_borrow(|rows| rows.as_ref() == Some(&view.rows));
    paint::popup(document, &view, same, &i18n::text)?;
    ROWS.set(Some(std::mem::take(&mut view.rows)));
    Ok(())
}

/// Every click in the popup: links open in a new tab, buttons do what they say.
fn clicked(event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if let Some(href) = closest(&target, "a[href]").and_then(|link| link.get_attribute("href")) {
        event.prevent_default();
        spawn_local(async move {
            if let Err(why) = tabs::open(&href).await {
                report("a tab could not be opened", why);
            }
        });
        return;
    }
    let Some(action) = closest(&target, "[data-do]").and_then(|button| button.get_attribute("data-do"))
    else {
        return;
    };
    let key =
        closest(&target, &format!("[{KEY}]")).and_then(|row| row.get_attribute(KEY)?.parse::<ItemKey>().ok());
    if action == "beside" {
        beside();
        return;
    }
    spawn_local(async move {
        let done = match (action.as_str(), key) {
            ("remove", Some(key)) => runtime::ask(Remove { keys: vec![key] }).await.map(drop),
            ("undo", _) => runtime::ask(Restore {}).await.map(drop),
            ("find", Some(key)) => find(key).await,
            ("intent", Some(key)) => runtime::ask(Intent { key }).await.map(drop),
            ("tweet", Some(key)) => open_tweet(&key).await,
            ("report", _) => copy_report().await,
            ("options", _) => {
                if let Err(why) = runtime::open_options().await {
                    report("the options could not be opened", why);
                }
                Ok(())
            }
            _ => Ok(()),
        };
        match done {
            Ok(()) => show(|document| paint::error(document, None)),
            Err(fault) => show_fault("the list", &fault),
        }
    });
}

/// Keeps what the pasted address leads to.
async fn paste() {
    let Some(address) = crate::dom::document().and_then(|document| paint::address(&document).ok()) else {
        return;
    };
    let (text, taken) = match runtime::ask(Keep { address }).await {
        Ok(added) => {
            let key = if added.fresh { "kept_new" } else { "kept_already" };
            (i18n::text(key, &[&added.item.title()]), true)
        }
        Err(fault) => {
            report_fault("the link could not be kept", &fault);
            (i18n::text(fault.code.text().key(), &[]), false)
        }
    };
    show(|document| paint::pasted(document, &text, taken));
}

/// Shows the list beside the page, and leaves.
fn beside() {
    let Some(opened) = PANEL.with_borrow(|panel| panel.as_ref().map(Panel::open)) else { return };
    spawn_local(async move {
        match opened.await {
            // A popup that is a tab of its own stays: only its window may close it.
            Ok(()) => crate::dom::window().map_or((), |window| drop(window.close())),
            Err(why) => report("the list could not be shown beside the page", why),
        }
    });
}

/// Finds out which product a link leads to.
async fn find(key: ItemKey) -> Result<(), Fault> {
    if STATE.with_borrow_mut(|state| state.finding.replace(key.clone())).is_some() {
        return Ok(());
    }
    show(paint_list);
    let found = record_feed::look_up(key).await;
    STATE.with_borrow_mut(|state| state.finding = None);
    show(paint_list);
    found
}

async fn open_tweet(key: &ItemKey) -> Result<(), Fault> {
    let url = STATE.with_borrow(|state| state.list.tweet_url(key));
    let url = url.ok_or(FaultCode::TweetGone)?;
    tabs::open(&url).await.map_err(|why| Fault::new(FaultCode::NoAnswer, why))
}

/// Puts the report on the clipboard.
async fn copy_report() -> Result<(), Fault> {
    let Some(found) = STATE.with_borrow(|state| state.changed.clone()) else { return Ok(()) };
    let Some(window) = crate::dom::window() else { return Ok(()) };
    let text = write_report(&found, &runtime::version());
    let key = match JsFuture::from(window.navigator().clipboard().write_text(&text)).await {
        Ok(_) => "report_copied",
        Err(error) => {
            report("the report could not be copied", words(&error));
            "report_not_copied"
        }
    };
    show(|document| paint::here(document, &i18n::text(key, &[])));
    Ok(())
}

/// Says how things are on the page in front; says nothing where there is no page of X.
async fn say_here() {
    let Ok(found) = tabs::ask_front(Diagnose {}).await else { return };
    let text = i18n::text("here", &[&found.tweets.to_string(), &found.buttons.to_string()]);
    show(|document| paint::here(document, &text));
    STATE.with_borrow_mut(|state| state.changed = (!found.lost.is_empty()).then_some(found));
    show(paint_list);
}
