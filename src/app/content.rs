//! The content script: buttons in the timeline, and what a press on one sets going.

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;

use hashcart_core::button::{ButtonState, Known};
use hashcart_core::fault::FaultCode;
use hashcart_core::find::{Find, Kept};
use hashcart_core::item::ItemKey;
use hashcart_core::message::{Answer, Recall, Recalled, Request};
use hashcart_core::scan::{Offer, Plan, find_of, mark, offer, plan};
use hashcart_core::tweet::TweetId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Window};

use super::private::{recall, recalled};
use super::{diagnose, leads, press, reply, report, report_fault, settle};
use crate::dom::x::button::{self, Face, MenuItem};
use crate::dom::x::input::Input;
use crate::dom::x::popover;
use crate::dom::x::selectors::{ARTICLE, MORE};
use crate::dom::x::theme::{self, Theme};
use crate::dom::x::timeline::Timeline;
use crate::dom::x::{bar, extract, host};
use crate::dom::{closest, elements};
use crate::webext::storage::{self, Area};
use crate::webext::{i18n, plain, private, runtime};

/// What one button is about: a product in a tweet.
pub(super) type Spot = (TweetId, ItemKey);

#[derive(Default)]
struct State {
    /// What the buttons are doing. Spots that never did anything are not in it.
    spots: HashMap<Spot, ButtonState>,
    /// What the list says of products seen on this page: `None` when they are not in it.
    known: HashMap<ItemKey, Option<Known>>,
    /// Everything that must live as long as the page.
    guards: Vec<Box<dyn Any>>,
    theme: Option<Theme>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Starts on the page.
///
/// # Errors
/// The browser's exception, when it refuses to observe the page.
pub fn start(engine: &str, begun: f64) -> Result<(), JsValue> {
    let window = crate::dom::window().ok_or("no window")?;
    let document = window.document().ok_or("no document")?;
    // What must be said when the extension is gone has to be known before.
    i18n::remember(ButtonState::EVERY.iter().map(|state| state.label_key()));
    i18n::remember(["locale"]);
    i18n::remember(FaultCode::ALL.iter().map(|code| code.text_key()));
    if !private::is_here() {
        // The list on disk is not that of private windows, and theirs is told by the background.
        storage::watch(Area::Local, |changes| take_in(recalled(changes)));
    }
    let input = Input::listen(&window, press::pressed);
    keep(input);
    let (with_window, with_document) = (window.clone(), document.clone());
    let timeline = Timeline::watch(&document, move |article| {
        if let Err(error) = look_at(&with_window, &with_document, article) {
            report("a button could not be placed", crate::webext::words(&error));
        }
    })?;
    keep(timeline);
    let now = window.performance().map_or(begun, |clock| clock.now());
    answer(engine.to_owned(), now - begun);
    spawn_local(reply::errand());
    Ok(())
}

/// Answers the questions that go to a page, as long as it lives.
fn answer(engine: String, ready_ms: f64) {
    runtime::answer_messages(move |wire| match wire.request {
        Request::Diagnose(_) => plain(&Answer::Ok(diagnose::diagnose(&engine, ready_ms)?)).ok(),
        Request::FindBehind(call) => plain(&Answer::Ok(find_behind(&call.address))).ok(),
        Request::Hear(call) => {
            take_in(call.news);
            plain(&Answer::Ok(true)).ok()
        }
        Request::PressFocused(_) => plain(&Answer::Ok(press::press_focused())).ok(),
        _ => None,
    });
}

/// What a link on the page stands for.
fn find_behind(address: &str) -> Option<Kept> {
    let articles = crate::dom::document()?.query_selector_all(ARTICLE).ok()?;
    let behind = |article: Element| {
        let candidate = extract::candidate(&article);
        leads::with(|leads| find_of(address, &candidate, leads))
    };
    elements(&articles).find_map(behind).map(Kept::from)
}

fn keep(guard: impl Any) {
    STATE.with_borrow_mut(|state| state.guards.push(Box::new(guard)));
}

/// Puts right what stands in one tweet.
fn look_at(window: &Window, document: &Document, article: &Element) -> Result<(), JsValue> {
    settle::look_at(article);
    let candidate = extract::candidate(article);
    let plan = leads::with(|leads| plan(&candidate, leads));
    leads::ask_behind(&candidate);
    let has_button = matches!(plan, Plan::Place(_)) || (plan == Plan::Keep && !candidate.present.is_empty());
    // Where no button of ours belongs, what looks like one is the page's own affair: touching it would tell of us.
    let dead = if has_button { host::dead_in(article) } else { Vec::new() };
    if !dead.is_empty() && !runtime::alive() {
        // A newer program has taken over this page, and these are its hosts.
        host::of(article).iter().for_each(button::retire);
        return Ok(());
    }
    dead.iter().for_each(button::retire);
    if plan == Plan::Keep {
        return Ok(());
    }
    let hosts = host::of(article);
    // The same tweet, of which more is known now: whoever has the focus on its button keeps it.
    if let (Plan::Place(offer), [host], [present]) = (&plan, hosts.as_slice(), candidate.present.as_slice())
        && present.in_place
        && offer.finds.first().is_some_and(|find| present.mark.starts_with(&format!("{}:", find.tweet.id)))
    {
        button::rename(host, &offer.mark);
        button::paint(host, &face(offer))?;
        ask_list(offer);
        return Ok(());
    }
    for host in &hosts {
        button::retire(host);
    }
    let (Plan::Place(offer), Some(bar)) = (plan, bar::action_bar(article)) else { return Ok(()) };
    let theme = current_theme(window, document);
    button::mount(&bar, &offer.mark, theme, &face(&offer))?;
    ask_list(&offer);
    leads::ask_page(&candidate, &offer);
    leads::placed();
    Ok(())
}

/// Looks again at the tweets whose product was not known, when more may be known now.
pub(super) fn look_at_open() {
    look_again(|mark, tweet| {
        // Something is going on there under the name it has now; it keeps it until that is over.
        let busy = |state: &State| {
            state.spots.iter().any(|((there, key), doing)| {
                there == tweet && matches!(key, ItemKey::Link(_)) && doing.tone() == "busy"
            })
        };
        mark.contains(":?") && !STATE.with_borrow(busy)
    });
}

/// Looks again at the tweets whose text is cut, when more may be known now.
pub(super) fn look_at_cut() {
    let Some((window, document)) = crate::dom::window().zip(crate::dom::document()) else { return };
    let cut = document.query_selector_all(MORE).map(|list| elements(&list).collect::<Vec<_>>());
    for article in cut.unwrap_or_default().iter().filter_map(|more| closest(more, ARTICLE)) {
        if let Err(error) = look_at(&window, &document, &article) {
            report("a button could not be placed", crate::webext::words(&error));
        }
    }
}

pub(super) fn look_again(wanted: impl Fn(&str, &TweetId) -> bool) {
    let Some(document) = crate::dom::document() else { return };
    let Some(window) = crate::dom::window() else { return };
    for host in host::everywhere() {
        let mark = host::mark_of(&host);
        let Some(tweet) = mark.split(':').next().and_then(|id| id.parse().ok()) else { continue };
        if wanted(&mark, &tweet)
            && let Some(article) = closest(&host, ARTICLE)
            && let Err(error) = look_at(&window, &document, &article)
        {
            report("a button could not be placed", crate::webext::words(&error));
        }
    }
}

/// The theme, looked up for the first button and then kept current.
fn current_theme(window: &Window, document: &Document) -> Theme {
    if let Some(theme) = STATE.with_borrow(|state| state.theme) {
        return theme;
    }
    let now = theme::now(window, document);
    STATE.with_borrow_mut(|state| state.theme = Some(now));
    let (window, watched) = (window.clone(), document.clone());
    let watch = theme::watch(document, move || {
        let now = theme::now(&window, &watched);
        STATE.with_borrow_mut(|state| state.theme = Some(now));
        button::set_theme(now);
    });
    match watch {
        Ok(Some(observer)) => keep(observer),
        Ok(None) => {}
        Err(error) => report("the theme is not watched", crate::webext::words(&error)),
    }
    now
}

pub(super) fn state_of(find: &Find) -> ButtonState {
    STATE.with_borrow(|state| {
        let spot = spot_of(find);
        // It may be in the list under the short link, from when nobody knew the product.
        let keys = [find.key.clone()].into_iter().chain(find.via.iter().cloned().map(ItemKey::Link));
        let known = || keys.filter_map(|key| state.known.get(&key)?.as_ref()).next();
        state.spots.get(&spot).copied().unwrap_or_else(|| ButtonState::resting(&spot.0, known()))
    })
}

pub(super) fn face(offer: &Offer) -> Face {
    let states: Vec<ButtonState> = offer.finds.iter().map(state_of).collect();
    let state = ButtonState::combined(&states);
    let several =
        (state == ButtonState::Idle && offer.finds.len() > 1).then(|| offer.finds.len().to_string());
    let label = match &several {
        Some(number) => i18n::text("button_idle_several", &[number]),
        None => i18n::text(state.label_key(), &[]),
    };
    let names = offer.finds.iter().map(Find::name).collect::<Vec<_>>().join(", ");
    let menu = if offer.finds.len() > 1 {
        let lines = offer.finds.iter().zip(&states);
        lines
            .map(|(find, state)| MenuItem { key: find.key.clone(), name: find.name(), tone: state.tone() })
            .collect()
    } else {
        Vec::new()
    };
    // The long one comes with the user's own press and goes again; a place kept for it would always be empty.
    let resting = ButtonState::EVERY.iter().filter(|state| **state != ButtonState::Pending);
    let labels = resting.map(|state| i18n::text(state.label_key(), &[]));
    let widest = labels.chain([label.clone()]);
    Face {
        lang: i18n::text("locale", &[]),
        tone: state.tone(),
        spoken: format!("{label}: {names}"),
        widest: widest.max_by_key(|text| text.chars().count()).unwrap_or_default(),
        label,
        menu,
    }
}

/// Looks up products that this page has not shown before.
fn ask_list(offer: &Offer) {
    let mut new = Recall { items: Vec::new(), links: Vec::new() };
    STATE.with_borrow(|state| {
        for find in &offer.finds {
            let links = find.via.iter().cloned().map(ItemKey::Link);
            let keys = [find.key.clone()].into_iter().chain(links);
            new.items.extend(keys.filter(|key| !state.known.contains_key(key)));
            if let ItemKey::Link(link) = &find.key {
                new.links.push(link.clone());
            }
        }
    });
    if (new.items.is_empty() && new.links.is_empty()) || !runtime::alive() {
        return;
    }
    spawn_local(async move {
        let found =
            if private::is_here() { runtime::ask(new).await } else { recall(Area::Local, &new).await };
        match found {
            Ok(found) => take_in(found),
            Err(fault) => report_fault("the list could not be read", &fault),
        }
    });
}

/// Takes in what the list says now, and repaints the buttons it concerns.
fn take_in(news: Recalled) {
    let touched: Vec<ItemKey> = news.items.iter().map(|(key, _)| key.clone()).collect();
    settle::take_in(&news.items);
    for (product, item) in news.items {
        let known = item.map(Known::from);
        STATE.with_borrow_mut(|state| {
            for ((tweet, _), doing) in state.spots.iter_mut().filter(|((_, key), _)| *key == product) {
                *doing = doing.after_change(tweet, known.as_ref());
            }
            state.spots.retain(|_, doing| *doing != ButtonState::Idle);
            state.known.insert(product, known);
        });
    }
    if !news.leads.is_empty() {
        leads::learn(news.leads.into_iter().map(|(link, url)| (link.url(), url)));
        look_at_open();
    }
    let named = |one: &str, key: &ItemKey| match key {
        ItemKey::Product(product) => one.ends_with(&format!(":{product}")),
        // A link's item may be shown by a button that knows its product by now.
        ItemKey::Link(_) => true,
    };
    repaint(|mark| mark.split(' ').any(|one| touched.iter().any(|key| named(one, key))));
}

/// Repaints the buttons whose mark fits.
pub(super) fn repaint(fits: impl Fn(&str) -> bool) {
    for host in host::everywhere() {
        if fits(&host::mark_of(&host))
            && let Some(offer) = offer_of(&host)
            && let Err(error) = button::paint(&host, &face(&offer))
        {
            report("a button could not be painted", crate::webext::words(&error));
        }
    }
}

/// What a button offers, read anew from its tweet.
pub(super) fn offer_of(host: &Element) -> Option<Offer> {
    let candidate = extract::candidate(&closest(host, ARTICLE)?);
    leads::with(|leads| offer(&candidate, leads))
}

/// What is going on at a button, or was.
pub(super) fn state_at(spot: &Spot) -> Option<ButtonState> {
    STATE.with_borrow(|state| state.spots.get(spot).copied())
}

/// Writes down what a button is doing.
pub(super) fn set_state(spot: Spot, doing: ButtonState) {
    STATE.with_borrow_mut(|state| state.spots.insert(spot, doing));
}

/// A button goes on under another name.
pub(super) fn move_state(from: &Spot, to: Spot) {
    STATE.with_borrow_mut(|state| {
        if let Some(doing) = state.spots.remove(from) {
            state.spots.insert(to, doing);
        }
    });
}

pub(super) fn spot_of(find: &Find) -> Spot {
    (find.tweet.id.clone(), find.key.clone())
}

/// Whether a button's mark names this find.
pub(super) fn is_for(marks: &str, find: &Find) -> bool {
    let ours = mark(&find.tweet.id, &find.key);
    marks.split(' ').any(|one| one == ours)
}

/// The button to say something by. A tweet may be there twice; what lies on top comes last.
pub(super) fn host_for(find: &Find) -> Option<Element> {
    let ours = |host: &Element| is_for(&host::mark_of(host), find);
    let hosts: Vec<Element> = host::everywhere().into_iter().filter(ours).collect();
    hosts.iter().rfind(|host| button::in_sight(host)).or(hosts.first()).cloned()
}

/// Says something by a find's button.
pub(super) fn tell(find: &Find, text: &str) {
    let Some(host) = host_for(find) else { return };
    if let Err(error) = popover::tell(&host, text) {
        report("a message could not be shown", crate::webext::words(&error));
    }
}
