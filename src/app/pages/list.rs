//! The page of the list, in a tab or beside another page.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use hashcart_core::Millis;
use hashcart_core::cart::Shelf;
use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::message::{Edit, Intent, Put, Remove, Restore};
use hashcart_core::query::{Group, Only, Sort};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Document, Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, MouseEvent,
};

use super::record_feed::{self, Records};
use super::{show, show_fault};
use crate::app::report;
use crate::dom::closest;
use crate::pages::list::{State, Step, Undo};
use crate::pages::paint;
use crate::pages::paint_kit::KEY;
use crate::pages::paint_list::{self, SHELVES};
use crate::webext::{i18n, runtime, tabs};

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    /// Live as long as the page.
    static LISTENERS: RefCell<Vec<EventListener>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn start() -> Result<(), JsValue> {
    let window = crate::dom::window().ok_or("no window")?;
    let document = window.document().ok_or("no document")?;
    paint::texts(&document, &i18n::text)?;
    let all = EventListenerOptions::enable_prevent_default();
    let captured = EventListenerOptions::run_in_capture_phase();
    let listeners = [
        EventListener::new_with_options(&document, "click", all, clicked),
        EventListener::new_with_options(&document, "keydown", all, pressed),
        EventListener::new(&document, "input", |event| {
            if let Some(search) = field_of(event).filter(|field| field.id() == "search") {
                STATE.with_borrow_mut(|state| state.query.words = search.value());
                look_anew();
            }
        }),
        EventListener::new(&document, "change", chosen),
        EventListener::new(&document, "focusin", |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let Some(key) = target.and_then(|target| key_of(&target)) else { return };
            // Where we move the focus ourselves, while painting, the state has it already.
            STATE.with(|state| state.try_borrow_mut().map_or((), |mut state| state.set_focus(key)));
        }),
        // Whatever scrolls: the list's own box, or the page.
        EventListener::new_with_options(&document, "scroll", captured, |_| show(paint_rows)),
        EventListener::new(&window, "resize", |_| show(paint_rows)),
    ];
    LISTENERS.with_borrow_mut(|kept| kept.extend(listeners));
    repaint();
    record_feed::follow(taken);
    Ok(())
}

/// The day of the user's calendar.
fn day(at: Millis) -> i64 {
    let date = js_sys::Date::new(&JsValue::from_f64(at));
    ((at - date.get_timezone_offset() * 60_000.0) / 86_400_000.0).floor() as i64
}

/// Takes in what was read or has changed. While more comes, only the first rows are painted.
fn taken(records: &Records, all: bool) {
    let bare = STATE.with_borrow_mut(|state| {
        for (name, raw) in records {
            state.list.take(name, raw.as_ref());
        }
        state.loaded = all;
        state.arranged.order.is_empty()
    });
    record_feed::links(records, |links| {
        STATE.with_borrow_mut(|state| (state.links, state.epoch) = (links, state.epoch.wrapping_add(1)));
        repaint();
    });
    if all || bare {
        repaint();
    }
}

fn paint_rows(document: &Document) -> Result<(), JsValue> {
    STATE.with_borrow(|state| paint_list::rows(document, state, &i18n::text))
}

/// Arranges and paints. Where the element that had the focus is gone, the focus stays near.
fn repaint() {
    STATE.with_borrow_mut(|state| state.arrange(&day));
    show(|document| {
        let before = document.active_element().filter(|active| active.tag_name() != "BODY");
        STATE.with_borrow(|state| paint_list::list(document, state, &i18n::text))?;
        let lost = |active: &Element| !active.is_connected() || closest(active, "[hidden]").is_some();
        if before.as_ref().is_some_and(lost) { refocus(document) } else { Ok(()) }
    });
}

/// Brings the focus to where it should be, and that into sight.
fn refocus(document: &Document) -> Result<(), JsValue> {
    paint_rows(document)?;
    if STATE.with_borrow(|state| paint_list::focus(document, state))? {
        return paint_rows(document);
    }
    let other = document.query_selector("#undo:not([hidden]) button, #search")?;
    match other.and_then(|other| other.dyn_into::<HtmlElement>().ok()) {
        Some(other) => other.focus(),
        None => Ok(()),
    }
}

/// The user looks for something else: what is found is shown from its beginning.
fn look_anew() {
    repaint();
    show(paint_list::top);
    show(paint_rows);
}

fn field_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

fn key_of(element: &Element) -> Option<ItemKey> {
    closest(element, &format!("li[{KEY}]"))?.get_attribute(KEY)?.parse().ok()
}

fn say(done: Result<(), Fault>) {
    match done {
        Ok(()) => show(|document| paint::error(document, None)),
        Err(fault) => show_fault("the list", &fault),
    }
}

/// A choice was made: what to look for, or something about an item.
fn chosen(event: &Event) {
    let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    if let Some(select) = select {
        let value = select.value();
        if let Some(key) = key_of(&select) {
            if let Some((_, shelf)) = SHELVES.iter().find(|(name, _)| *name == value) {
                put(vec![key], *shelf);
            }
            return;
        }
        STATE.with_borrow_mut(|state| {
            let query = &mut state.query;
            query.only = Only::every().find(|only| only.text().key() == value).unwrap_or(query.only);
            query.sort =
                Sort::ALL.iter().copied().find(|sort| sort.text().key() == value).unwrap_or(query.sort);
            query.group =
                Group::ALL.iter().copied().find(|group| group.text().key() == value).unwrap_or(query.group);
        });
        look_anew();
    } else if let Some(field) = field_of(event)
        && field.type_() != "checkbox"
        && let Some(key) = key_of(&field)
    {
        edit(key, field);
    }
}

/// Every click: links open in a new tab, buttons do what they say.
fn clicked(event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if let Some(href) = closest(&target, "a[href]").and_then(|link| link.get_attribute("href")) {
        event.prevent_default();
        open(href);
        return;
    }
    let key = key_of(&target);
    if let (Some(tick), Some(key)) = (field_of(event).filter(|field| field.type_() == "checkbox"), &key) {
        let range = event.dyn_ref::<MouseEvent>().is_some_and(MouseEvent::shift_key);
        STATE.with_borrow_mut(|state| state.choose(key, tick.checked(), range));
        repaint();
        return;
    }
    let act = closest(&target, "[data-do]").and_then(|button| button.get_attribute("data-do"));
    match (act.as_deref(), key) {
        (Some("author"), Some(key)) => {
            STATE.with_borrow_mut(|state| {
                let author = state.list.get(&key).map(|entry| entry.item.author().to_owned());
                state.query.author = author.filter(|author| !author.is_empty());
            });
            look_anew();
        }
        (Some("anyone"), _) => {
            STATE.with_borrow_mut(|state| state.query.author = None);
            look_anew();
        }
        (Some("all"), _) => {
            STATE.with_borrow_mut(State::choose_all);
            repaint();
        }
        (Some("clear"), _) => choose_none(),
        (Some("undo"), _) => undo(),
        (Some("remove"), Some(key)) => remove(vec![key]),
        (Some("remove"), None) => remove(STATE.with_borrow(State::chosen_keys)),
        (Some("find"), Some(key)) => spawn_local(async { say(find(key).await) }),
        (Some("intent"), Some(key)) => {
            spawn_local(async { say(runtime::ask(Intent { key }).await.map(drop)) });
        }
        (Some("tweet"), Some(key)) => {
            if let Some(url) = STATE.with_borrow(|state| state.list.tweet_url(&key)) {
                open(url);
            }
        }
        (Some(name), None) => {
            if let Some((_, shelf)) = SHELVES.iter().find(|(shelf, _)| *shelf == name) {
                put(STATE.with_borrow(State::chosen_keys), *shelf);
            }
        }
        _ => {}
    }
}

fn open(url: String) {
    spawn_local(async move {
        if let Err(why) = tabs::open(&url).await {
            report("a tab could not be opened", why);
        }
    });
}

fn choose_none() {
    STATE.with_borrow_mut(|state| state.chosen.clear());
    repaint();
}

/// The keys that the help under the list names.
fn pressed(event: &Event) {
    let Some(keys) = event.dyn_ref::<KeyboardEvent>() else { return };
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let writes = target.matches("input:not([type=checkbox]), select").unwrap_or_default();
    let in_search = target.id() == "search";
    if keys.alt_key() || keys.is_composing() {
        return;
    }
    if keys.ctrl_key() || keys.meta_key() {
        match keys.key().as_str() {
            "a" if !writes => STATE.with_borrow_mut(State::choose_all),
            "z" if !writes => {
                event.prevent_default();
                return undo();
            }
            _ => return,
        }
        event.prevent_default();
        return repaint();
    }
    // Letters and signs are keys of ours in the list alone: whoever speaks to the browser, or leans on a key, must not
    // set off anything elsewhere (WCAG 2.1.4).
    let in_list = closest(&target, "#list").is_some();
    let page = || crate::dom::document().map_or(1, |document| paint_list::page(&document)).cast_signed();
    let step = match keys.key().as_str() {
        "Escape" if in_search || !writes => {
            escape();
            None
        }
        // Out of the search, into what it found.
        "ArrowDown" if in_search => Some(Step::By(0)),
        _ if writes => return,
        "j" | "k" | "x" | "/" if !in_list => return,
        "ArrowDown" | "j" => Some(Step::By(1)),
        "ArrowUp" | "k" => Some(Step::By(-1)),
        "PageDown" => Some(Step::By(page())),
        "PageUp" => Some(Step::By(-page())),
        "Home" => Some(Step::First),
        "End" => Some(Step::Last),
        "x" => {
            STATE.with_borrow_mut(|state| {
                if let Some(key) = state.focus.clone() {
                    let on = !state.chosen.contains(&key);
                    state.choose(&key, on, false);
                }
            });
            repaint();
            None
        }
        "Enter" if target.matches("[data-slot=tick]").unwrap_or_default() => {
            let row = closest(&target, "li").and_then(|row| row.query_selector("[data-slot=title]").ok()?);
            if let Some(url) = row.and_then(|title| title.get_attribute("href")) {
                open(url);
            }
            None
        }
        "Delete" => {
            let keys = STATE.with_borrow(|state| match state.chosen_keys() {
                none if none.is_empty() => state.focus.clone().into_iter().collect(),
                chosen => chosen,
            });
            remove(keys);
            None
        }
        "/" => {
            show(|document| match document.query_selector("#search")? {
                Some(search) => search.unchecked_into::<HtmlElement>().focus(),
                None => Ok(()),
            });
            None
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(step) = step {
        STATE.with_borrow_mut(|state| {
            let from = state.focus.clone();
            state.step(step);
            if let (true, Some(from), Some(to)) = (keys.shift_key(), from, state.focus.clone()) {
                if state.chosen.is_empty() {
                    state.choose(&from, true, false);
                }
                state.choose(&to, true, true);
            }
        });
        repaint();
        show(refocus);
    }
}

/// Takes back the last wish: the selection, then what is looked for.
fn escape() {
    let selected = STATE.with_borrow(|state| !state.chosen.is_empty());
    if selected {
        return choose_none();
    }
    STATE.with_borrow_mut(|state| (state.query.author, state.query.words) = (None, String::new()));
    show(|document| match document.query_selector("#search")? {
        Some(search) => {
            search.unchecked_into::<HtmlInputElement>().set_value("");
            Ok(())
        }
        None => Ok(()),
    });
    look_anew();
}

fn remove(keys: Vec<ItemKey>) {
    if keys.is_empty() {
        return;
    }
    spawn_local(async {
        let done = runtime::ask(Remove { keys }).await;
        if done.is_ok() {
            STATE.with_borrow_mut(|state| state.undo = None);
            repaint();
        }
        say(done.map(drop));
    });
}

fn put(keys: Vec<ItemKey>, shelf: Option<Shelf>) {
    let (puts, back) = STATE.with_borrow(|state| state.puts(&keys, shelf, js_sys::Date::now()));
    if puts.is_empty() {
        return;
    }
    spawn_local(async {
        let done = runtime::ask(Put { puts }).await;
        if done.is_ok() {
            STATE.with_borrow_mut(|state| state.undo = Some(Undo::Put(back)));
            repaint();
        }
        say(done.map(drop));
    });
}

/// Writes number and note as they stand in the row of that field.
fn edit(key: ItemKey, field: HtmlInputElement) {
    let Some(before) = STATE.with_borrow(|state| state.list.get(&key).map(|entry| entry.item.clone())) else {
        return;
    };
    let (mut units, mut note) = (before.units, before.note.clone());
    let is_number = field.type_() == "number";
    let value = field.value();
    if is_number {
        units = value.parse().unwrap_or(units);
    } else {
        note.clone_from(&value);
    }
    spawn_local(async move {
        let done = runtime::ask(Edit { key, units, note }).await;
        if let Ok(item) = &done {
            // What was written may be less than what the field says, unless the user writes on.
            if field.value() == value {
                field.set_value(&if is_number { item.units.to_string() } else { item.note.clone() });
            }
            if *item != before {
                STATE.with_borrow_mut(|state| state.undo = Some(Undo::Edit(Box::new(before))));
                repaint();
            }
        }
        say(done.map(drop));
    });
}

/// Undoes the last act.
fn undo() {
    let last = STATE.with_borrow_mut(|state| state.undo.take());
    spawn_local(async {
        let done = match last {
            Some(Undo::Put(puts)) => runtime::ask(Put { puts }).await.map(drop),
            Some(Undo::Edit(item)) => {
                let edit = Edit { key: item.found.key, units: item.units, note: item.note };
                runtime::ask(edit).await.map(drop)
            }
            None => runtime::ask(Restore {}).await.map(drop),
        };
        repaint();
        say(done);
    });
}

/// Finds out which product a link leads to.
async fn find(key: ItemKey) -> Result<(), Fault> {
    if STATE.with_borrow_mut(|state| state.finding.replace(key.clone())).is_some() {
        return Ok(());
    }
    repaint();
    let found = record_feed::look_up(key).await;
    STATE.with_borrow_mut(|state| state.finding = None);
    repaint();
    found
}
