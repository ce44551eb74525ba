//! The content script: buttons in the timeline, and what a press on one sets going.

use std::any::Any;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Window};

use super::{reply, report, report_fault};
use crate::core::button::{ButtonState, Effect, Event, Known};
use crate::core::cart::{CartItem, Find};
use crate::core::fault::FaultCode;
use crate::core::item::ItemKey;
use crate::core::message::{Diagnosis, Peek, Request, Save, Wire};
use crate::core::scan::{Candidate, Offer, Plan, mark as mark_of, offer, plan};
use crate::core::schema::{ITEM_PREFIX, Record, item_key, read};
use crate::core::tweet::TweetId;
use crate::dom::x::button::{self, Face, HOST, MenuItem};
use crate::dom::x::extract;
use crate::dom::x::input::{Input, Press};
use crate::dom::x::selectors::ARTICLE;
use crate::dom::x::theme::{self, Theme};
use crate::dom::x::timeline::Timeline;
use crate::dom::{all, closest, elements};
use crate::webext::{Outside, i18n, plain, runtime, storage};

/// What one button is about: a product in a tweet.
type Spot = (TweetId, ItemKey);

#[derive(Default)]
struct State {
    /// What the buttons are doing. Spots that never did anything are not in it.
    spots: HashMap<Spot, ButtonState>,
    /// What the list says of products seen on this page: `None` when they are not in it.
    known: HashMap<ItemKey, Option<Known>>,
    /// Where short links lead, as far as the page said; and the links it was asked about.
    expanded: HashMap<String, String>,
    asked: HashSet<String>,
    peek: Option<Timeout>,
    /// Everything that must live as long as the page.
    guards: Vec<Box<dyn Any>>,
    theme: Option<Theme>,
    engine: String,
    ready_ms: f64,
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
    storage::watch(list_changed);
    let input = Input::listen(&window, pressed);
    keep(input);
    let (with_window, with_document) = (window.clone(), document.clone());
    let timeline = Timeline::watch(&document, move |article| {
        if let Err(error) = look_at(&with_window, &with_document, article) {
            report("a button could not be placed", crate::webext::words(&error));
        }
    })?;
    keep(timeline);
    runtime::answer_messages(diagnose);
    let now = window.performance().map_or(begun, |clock| clock.now());
    STATE.with_borrow_mut(|state| {
        state.engine = engine.to_owned();
        state.ready_ms = now - begun;
    });
    Ok(())
}

fn keep(guard: impl Any) {
    STATE.with_borrow_mut(|state| state.guards.push(Box::new(guard)));
}

/// Puts right what stands in one tweet.
fn look_at(window: &Window, document: &Document, article: &Element) -> Result<(), JsValue> {
    let plan = plan(&candidate(article));
    if plan == Plan::Keep {
        return Ok(());
    }
    for host in all(article, HOST) {
        if closest(&host, ARTICLE).is_some_and(|nearest| nearest.is_same_node(Some(article))) {
            button::retire(&host);
        }
    }
    let (Plan::Place(offer), Some(bar)) = (plan, extract::action_bar(article)) else { return Ok(()) };
    let theme = current_theme(window, document);
    button::mount(&bar, &offer.mark, theme, &face(&offer))?;
    ask_list(&offer);
    ask_page(article, &offer);
    Ok(())
}

/// What a tweet shows, with what the page knows of its short links.
fn candidate(article: &Element) -> Candidate {
    let mut candidate = extract::candidate(article);
    STATE.with_borrow(|state| candidate.expand(|href| state.expanded.get(href).cloned()));
    candidate
}

/// Asks the page, once for each link, what it knows of the links of a tweet whose product it does not spell out.
/// The question goes by the background, which alone may look into the page's own world.
fn ask_page(article: &Element, offer: &Offer) {
    let open = offer.finds.iter().any(|find| matches!(find.key, ItemKey::Link(_)));
    let candidate = extract::candidate(article);
    let hrefs =
        candidate.links.iter().map(|link| &link.href).chain(candidate.card.iter().map(|card| &card.href));
    if !open || !runtime::alive() {
        return;
    }
    let new = STATE.with_borrow_mut(|state| {
        // All of them are noted, so no short circuit here.
        hrefs.filter(|href| state.asked.insert((*href).clone())).count() > 0
    });
    if !new {
        return;
    }
    // Tweets come in batches: one question for those of this turn.
    let ask = || spawn_local(peek());
    STATE.with_borrow_mut(|state| state.peek = Some(Timeout::new(0, ask)));
}

async fn peek() {
    match runtime::ask(Peek {}).await {
        Ok(found) => learn(found),
        // Everything else works without it.
        Err(fault) => report_fault("the page was not asked", &fault),
    }
}

/// Takes in what the page knows, and looks again at the tweets it concerns.
fn learn(found: Vec<(String, String)>) {
    let Some(document) = crate::dom::document() else { return };
    let Some(window) = crate::dom::window() else { return };
    STATE.with_borrow_mut(|state| state.expanded.extend(found));
    let Ok(hosts) = document.query_selector_all(HOST) else { return };
    let open = elements(&hosts)
        .filter(|host| host.get_attribute("data-hashcart").is_some_and(|mark| mark.contains(":?")));
    for article in open.filter_map(|host| closest(&host, ARTICLE)) {
        // Something is going on there under the name it has now; it keeps it until the tweet is made anew.
        let busy = tweet_ref_of(&article).is_some_and(|tweet| {
            STATE.with_borrow(|state| {
                state.spots.keys().any(|(there, key)| *there == tweet && matches!(key, ItemKey::Link(_)))
            })
        });
        if !busy && let Err(error) = look_at(&window, &document, &article) {
            report("a button could not be placed", crate::webext::words(&error));
        }
    }
}

fn tweet_ref_of(article: &Element) -> Option<TweetId> {
    extract::tweet_ref(article).map(|tweet| tweet.id)
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

fn state_of(spot: &Spot) -> ButtonState {
    STATE.with_borrow(|state| {
        let known = || state.known.get(&spot.1).and_then(Option::as_ref);
        state.spots.get(spot).copied().unwrap_or_else(|| ButtonState::resting(&spot.0, known()))
    })
}

fn face(offer: &Offer) -> Face {
    let states: Vec<ButtonState> =
        offer.finds.iter().map(|find| state_of(&(find.tweet.id.clone(), find.key.clone()))).collect();
    let state = ButtonState::combined(&states);
    let several =
        (state == ButtonState::Idle && offer.finds.len() > 1).then(|| offer.finds.len().to_string());
    let label = match &several {
        Some(number) => i18n::text("button_idle_several", &[number]),
        None => i18n::text(state.label_key(), &[]),
    };
    let name = |find: &Find| find.title.clone().unwrap_or_else(|| find.key.name());
    let names = offer.finds.iter().map(name).collect::<Vec<_>>().join(", ");
    let menu = if offer.finds.len() > 1 {
        let lines = offer.finds.iter().zip(&states);
        lines
            .map(|(find, state)| MenuItem { key: find.key.clone(), name: name(find), tone: state.tone() })
            .collect()
    } else {
        Vec::new()
    };
    let labels = ButtonState::EVERY.iter().map(|state| i18n::text(state.label_key(), &[]));
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
    let new: Vec<String> = STATE.with_borrow(|state| {
        let keys = offer.finds.iter().map(|find| &find.key);
        keys.filter(|key| !state.known.contains_key(key)).map(item_key).collect()
    });
    if new.is_empty() || !runtime::alive() {
        return;
    }
    spawn_local(async move {
        match storage::get(&new).await {
            Ok(found) => {
                let mut changes: Vec<_> = new.iter().map(|key| (key.clone(), None)).collect();
                changes.extend(found.into_iter().map(|(key, raw)| (key, Some(raw))));
                list_changed(changes);
            }
            Err(fault) => report_fault("the list could not be read", &fault),
        }
    });
}

/// Takes in what the list says now, and repaints the buttons it concerns.
fn list_changed(changes: Vec<(String, Option<Outside>)>) {
    let mut touched = Vec::new();
    for (key, record) in changes {
        let Some(product) = key.strip_prefix(ITEM_PREFIX).and_then(|key| key.parse::<ItemKey>().ok()) else {
            continue;
        };
        let known = record.and_then(|raw| match read::<CartItem>(&raw) {
            Record::Read(item) => Some(Known::from(item)),
            // Nothing to show of it; a click will say why.
            Record::Newer(_) | Record::Unreadable(_) => None,
        });
        STATE.with_borrow_mut(|state| {
            for ((tweet, _), doing) in state.spots.iter_mut().filter(|((_, key), _)| *key == product) {
                *doing = doing.after_change(tweet, known.as_ref());
            }
            state.spots.retain(|_, doing| *doing != ButtonState::Idle);
            state.known.insert(product.clone(), known);
        });
        touched.push(product);
    }
    let named = |one: &str, key: &ItemKey| match key {
        ItemKey::Product(product) => one.ends_with(&format!(":{product}")),
        ItemKey::Link(_) => one.ends_with(":?"),
    };
    repaint(|mark| mark.split(' ').any(|one| touched.iter().any(|key| named(one, key))));
}

/// Repaints the buttons whose mark fits.
fn repaint(fits: impl Fn(&str) -> bool) {
    let Some(document) = crate::dom::document() else { return };
    let Ok(hosts) = document.query_selector_all(HOST) else { return };
    for host in elements(&hosts) {
        if fits(&host.get_attribute("data-hashcart").unwrap_or_default())
            && let Some(offer) = offer_of(&host)
            && let Err(error) = button::paint(&host, &face(&offer))
        {
            report("a button could not be painted", crate::webext::words(&error));
        }
    }
}

/// What a button offers, read anew from its tweet.
fn offer_of(host: &Element) -> Option<Offer> {
    offer(&candidate(&closest(host, ARTICLE)?))
}

/// A real press by the user.
fn pressed(press: Press) {
    let Some(offer) = offer_of(&press.host) else { return };
    let find = match (&press.chosen, offer.finds.as_slice()) {
        (Some(key), finds) => finds.iter().find(|find| find.key == *key),
        (None, [only]) => Some(only),
        (None, _) => {
            if let Err(error) = button::menu(&press.host, &face(&offer)) {
                report("the menu could not be opened", crate::webext::words(&error));
            }
            return;
        }
    };
    if press.chosen.is_some() {
        button::leave_menu(&press.host);
    } else {
        button::hide_open();
    }
    if let Some(find) = find {
        step(find, &Event::Click);
    }
}

/// One step of a button: its new state is painted, and what it asks for is done.
pub(super) fn step(find: &Find, event: &Event<'_>) {
    let spot = (find.tweet.id.clone(), find.key.clone());
    let (next, effect) = state_of(&spot).on(event);
    STATE.with_borrow_mut(|state| state.spots.insert(spot, next));
    let mark = mark_of(&find.tweet.id, &find.key);
    let ours = |there: &str| there.split(' ').any(|one| one == mark);
    repaint(ours);
    match effect {
        Effect::None => {}
        Effect::Save => spawn_local(save(find.clone())),
        Effect::Reply => spawn_local(reply::reply(find.clone())),
        Effect::Tell(key) => tell(ours, key),
    }
}

fn tell(ours: impl Fn(&str) -> bool, key: &str) {
    let Some(document) = crate::dom::document() else { return };
    let Ok(hosts) = document.query_selector_all(HOST) else { return };
    let named = |host: &Element| ours(&host.get_attribute("data-hashcart").unwrap_or_default());
    let hosts: Vec<Element> = elements(&hosts).filter(named).collect();
    // A tweet may be there twice; what lies on top comes last.
    let Some(host) = hosts.iter().rfind(|host| button::in_sight(host)).or(hosts.first()) else { return };
    if let Err(error) = button::tell(host, &i18n::text(key, &[])) {
        report("a message could not be shown", crate::webext::words(&error));
    }
}

async fn save(find: Find) {
    let kept = runtime::ask(Save { found: find.clone() }).await;
    match kept {
        Ok(added) => {
            let mode = reply::settings().await.reply;
            step(&find, &Event::Kept(&added, &find.tweet.id, mode));
        }
        Err(fault) => {
            report_fault("the item could not be kept", &fault);
            step(&find, &Event::NotKept(fault.code));
        }
    }
}

/// Answers how the program does here.
fn diagnose(wire: Wire) -> Option<JsValue> {
    let Request::Diagnose(_) = wire.request else { return None };
    let document = crate::dom::document()?;
    let articles: Vec<Element> =
        document.query_selector_all(ARTICLE).map(|list| elements(&list).collect()).unwrap_or_default();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let bars = articles.iter().filter(|article| extract::action_bar(article).is_some()).count();
    let buttons = document.query_selector_all(HOST).map_or(0, |list| list.length());
    let diagnosis = STATE.with_borrow(|state| Diagnosis {
        engine: state.engine.clone(),
        ready_ms: state.ready_ms,
        tweets: count(articles.len()),
        bars: count(bars),
        buttons,
    });
    plain(&crate::core::message::Answer::Ok(diagnosis)).ok()
}
