//! The page of the hand-over: what to send, how it goes, and how it went.

use std::cell::RefCell;

use gloo::events::EventListener;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::{Act, Command, Event, MOST_UNITS, Way};
use hashcart_core::item::ItemKey;
use hashcart_core::message::{Begin, Guide, Look};
use hashcart_core::records::{Area, ITEM, PREFS, SENT, WALK};
use hashcart_core::schema::data;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event as PageEvent, HtmlInputElement, HtmlSelectElement};

use super::record_feed::{self, Records};
use super::{show, show_fault};
use crate::app::report;
use crate::dom::closest;
use crate::pages::paint_kit::KEY;
use crate::pages::walk::{State, leftovers, picks, view};
use crate::pages::{paint, paint_walk};
use crate::webext::{Outside, i18n, permissions, runtime, tabs};

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    /// Live as long as the page.
    static LISTENERS: RefCell<Vec<EventListener>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn start() -> Result<(), JsValue> {
    let window = crate::dom::window().ok_or("no window")?;
    let document = window.document().ok_or("no document")?;
    paint::texts(&document, &i18n::text)?;
    let query = window.location().search()?;
    let store = query.strip_prefix("?store=").and_then(|store| store.parse().ok());
    // Where the user selected items in the list, their keys stand behind the `#`.
    let picked = window.location().hash()?;
    let picked = picked.strip_prefix('#').map(|keys| keys.split(',').filter_map(|key| key.parse().ok()));
    let picked = picked.map(|keys| keys.map(|key| (key, (true, 0))).collect());
    STATE.with_borrow_mut(|state| {
        (state.store, state.sends, state.chosen) = (store, store.is_some(), picked);
    });
    let clicks = EventListener::new(&document, "click", clicked);
    let choices = EventListener::new(&document, "change", chosen);
    // The user comes back to this page to see how it goes.
    let front = EventListener::new(&window, "focus", |_| spawn_local(look(false)));
    LISTENERS.with_borrow_mut(|kept| kept.extend([clicks, choices, front]));
    tabs::watch_loads(|tab| {
        if STATE.with_borrow(|state| state.walk.as_ref().is_some_and(|walk| walk.tab == Some(tab))) {
            spawn_local(look(false));
        }
    });
    spawn_local(async {
        // Only what is in the list on disk is handed over.
        record_feed::follow_in(Area::Disk, taken).await;
        look(false).await;
    });
    Ok(())
}

/// Takes in what was read or has changed, and paints it once all is read.
fn taken(records: &Records, all: bool) {
    STATE.with_borrow_mut(|state| {
        for (name, raw) in records {
            take(state, name, raw.as_ref());
        }
    });
    if all {
        repaint();
    }
}

/// Takes in one record; `None`: deleted.
fn take(state: &mut State, name: &str, raw: Option<&Outside>) {
    if let Some(key) = ITEM.parse(name) {
        match raw.and_then(data) {
            Some(item) => state.items.insert(key, item),
            None => state.items.remove(&key),
        };
    } else if let Some(key) = SENT.parse(name) {
        match raw.and_then(data) {
            Some(sent) => state.sent.insert(key, sent),
            None => state.sent.remove(&key),
        };
    } else if WALK.holds(name) {
        state.walk = raw.and_then(data);
    } else if PREFS.holds(name) {
        state.prefs = raw.and_then(data).unwrap_or_default();
    }
}

fn repaint() {
    let view = STATE.with_borrow(view);
    show(|document| paint_walk::walk(document, &view, &i18n::text));
}

/// Has the background look where the walk's tab is.
async fn look(show: bool) {
    let going = STATE.with_borrow(|state| state.walk.as_ref().is_some_and(|walk| !walk.is_done()));
    if going && let Err(fault) = runtime::ask(Look { show }).await {
        show_fault("the walk's tab", &fault);
    }
}

fn input_of(event: &PageEvent) -> Option<(HtmlInputElement, ItemKey)> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let key = closest(&input, &format!("[{KEY}]"))?.get_attribute(KEY)?.parse().ok()?;
    Some((input, key))
}

/// A tick, a quantity or a store.
fn chosen(event: &PageEvent) {
    let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    if let Some(select) = select {
        STATE.with_borrow_mut(|state| {
            (state.store, state.denied) = (select.value().parse().ok(), false);
            state.picks.clear();
        });
    } else if let Some((input, key)) = input_of(event) {
        let row = closest(&input, "li");
        let part = |name: &str| {
            let part = row.as_ref()?.query_selector(&format!("[data-slot={name}]")).ok()??;
            part.dyn_into::<HtmlInputElement>().ok()
        };
        let ticked = part("ticked").is_some_and(|input| input.checked());
        let wanted = part("wanted").and_then(|input| input.value().parse().ok()).unwrap_or(1);
        let wanted = u32::clamp(wanted, 1, MOST_UNITS);
        // Whoever asks for more of it wants it.
        let ticked = ticked || input.type_() == "number";
        STATE.with_borrow_mut(|state| state.picks.insert(key, (ticked, wanted)));
    }
    repaint();
}

fn clicked(event: &PageEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let action = target.and_then(|target| closest(&target, "[data-do]")?.get_attribute("data-do"));
    let Some(action) = action else { return };
    match action.as_str() {
        "guided" => send(Way::Guided),
        "quick" => send(Way::Quick),
        "plain" => begin(Way::Plain),
        "allow" => allow_again(),
        "show" => spawn_local(look(true)),
        "there" => guide(Event::Marked { there: true }),
        "not-there" => guide(Event::Marked { there: false }),
        "plainly" => guide(Event::Plainly),
        "new" | "again" => {
            STATE.with_borrow_mut(|state| {
                if let Some(walk) = &state.walk {
                    state.store = Some(walk.store);
                    state.picks = if action == "again" { leftovers(walk) } else { Default::default() };
                }
                (state.sends, state.chosen) = (true, None);
            });
            repaint();
        }
        name => match Act::from_name(name) {
            Some(Act::GoOn) => guide(Event::GoOn),
            Some(Act::Told) => guide(Event::Told),
            Some(Act::Skip) => guide(Event::Skip),
            Some(Act::Stop) => guide(Event::Stop),
            Some(Act::Close) | None => {}
        },
    }
}

fn guide(event: Event) {
    let shows = matches!(event, Event::GoOn | Event::Plainly | Event::Marked { .. } | Event::Skip);
    spawn_local(async move {
        match runtime::ask(Guide { event }).await {
            Ok(guidance) => {
                show(|document| paint::error(document, None));
                if shows && matches!(guidance.order, Command::Go(_)) {
                    look(true).await;
                }
            }
            Err(fault) => show_fault("the hand-over", &fault),
        }
    });
}

/// Asks for the store's pages, in the turn of the press, and begins when they are given.
fn send(way: Way) {
    let Some((store, _)) = STATE.with_borrow(picks) else { return };
    let asked = permissions::ask(&permissions::for_store(store));
    spawn_local(async move {
        match asked.await {
            Ok(true) => begin(way),
            Ok(false) => {
                STATE.with_borrow_mut(|state| state.denied = true);
                repaint();
            }
            Err(why) => show_fault("the permission", &Fault::new(FaultCode::StoreNotAllowed, why)),
        }
    });
}

fn allow_again() {
    let Some(store) = STATE.with_borrow(|state| state.walk.as_ref().map(|walk| walk.store)) else { return };
    let asked = permissions::ask(&permissions::for_store(store));
    spawn_local(async move {
        match asked.await {
            Ok(true) => guide(Event::GoOn),
            Ok(false) => {}
            Err(why) => report("the permission could not be asked for", why),
        }
    });
}

fn begin(way: Way) {
    let Some((store, picks)) = STATE.with_borrow(picks) else { return };
    STATE.with_borrow_mut(|state| (state.sends, state.denied) = (false, false));
    spawn_local(async move {
        match runtime::ask(Begin { store, way, picks }).await {
            Ok(walk) => {
                STATE.with_borrow_mut(|state| {
                    state.walk = Some(walk);
                    state.picks.clear();
                });
                repaint();
            }
            Err(fault) => {
                STATE.with_borrow_mut(|state| state.sends = true);
                show_fault("the hand-over", &fault);
                repaint();
            }
        }
    });
}
