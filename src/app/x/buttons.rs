//! What the buttons of this page do and show.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use hashcart_core::button::{ButtonState, KnownItem};
use hashcart_core::cart::CartItem;
use hashcart_core::countdown::Countdown;
use hashcart_core::item::ItemKey;
use hashcart_core::mark::ButtonMark;
use hashcart_core::mention::ProductMention;
use hashcart_core::message::Recall;
use hashcart_core::records::{ITEM, LEAD};
use hashcart_core::scan::{Offer, offer};
use hashcart_core::several::{self, Name};
use hashcart_core::text::Text;
use hashcart_core::tweet::TweetId;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::{answers, short_links};
use crate::app::report;
use crate::dom::aim::painted;
use crate::dom::wait::until;
use crate::dom::{closest, now};
use crate::sites::x::selectors::ARTICLE;
use crate::sites::x::shadow::{ButtonFace, MenuItem};
use crate::sites::x::{boxes, button, extract, host, popover};
use crate::webext::{i18n, runtime};

/// What one button is about: a product in a tweet.
pub(super) type ButtonKey = (TweetId, ItemKey);

#[derive(Default)]
struct ButtonStates {
    /// What the buttons are doing. Spots that never did anything are not in it.
    spots: HashMap<ButtonKey, ButtonState>,
    /// What the buttons offered that were pressed and are not done: X may take the link away meanwhile, as its translation
    /// of a post does, and what was begun goes on.
    begun: HashMap<TweetId, Offer>,
    /// When the replies that wait for a change of mind go out, on the page's clock.
    due: HashMap<ButtonKey, f64>,
    /// What the list says of products seen on this page: `None` when they are not in it.
    known: HashMap<ItemKey, Option<KnownItem>>,
    /// What the list was asked for.
    asked: HashSet<ItemKey>,
}

thread_local! {
    static STATE: RefCell<ButtonStates> = RefCell::default();
    /// The labels that every button may show.
    static WIDEST: RefCell<Option<String>> = const { RefCell::new(None) };
    /// How often something was to be shown: what comes later takes the place of what waits.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// How long what is to be said waits until nothing of X's lies over it, in milliseconds.
const COVERED_MS: u32 = 10 * 60_000;

/// What the button of a mention is doing.
pub(super) fn state_of(mention: &ProductMention) -> ButtonState {
    STATE.with_borrow(|state| {
        let spot = button_key(mention);
        // It may be in the list under the short link, from when nobody knew the product.
        let keys = [mention.key.clone()].into_iter().chain(mention.via.iter().cloned().map(ItemKey::Link));
        let known = || keys.filter_map(|key| state.known.get(&key)?.as_ref()).next();
        state.spots.get(&spot).copied().unwrap_or_else(|| ButtonState::resting(&spot.0, known()))
    })
}

/// What a button shows.
pub(super) fn face(offer: &Offer) -> ButtonFace {
    let states: Vec<ButtonState> = offer.mentions.iter().map(state_of).collect();
    let state = ButtonState::combined(&states);
    let undo = state == ButtonState::Pending;
    // On a post of the user's own, as long as nothing else is to be said.
    let answered = answers::people(offer).filter(|_| state == ButtonState::Idle);
    let label = match (seconds_left(offer).filter(|_| undo), answered) {
        (Some(seconds), _) => Text::button_pending(seconds),
        (None, Some(people)) => Text::answered_count(people),
        (None, None) if states.len() > 1 && !can_say_numbers() => state.label(),
        (None, None) => several::label(&states),
    };
    let several = offer.mentions.len() > 1 && answered.is_none();
    let names = several::names(&offer.mentions);
    let spoken = names.iter().map(Name::alone).collect::<Vec<_>>().join(", ");
    let lines = offer.mentions.iter().zip(names).zip(&states).filter(|_| several);
    let menu = lines.map(|((mention, Name { name, detail, .. }), state)| {
        let tone = state.tone();
        MenuItem { key: mention.key.clone(), name, detail, tone }
    });
    let said = i18n::say(&label);
    // The name of a countdown stays: a screen reader would read each second.
    let name = if undo { i18n::say(&state.label()) } else { said.clone() };
    ButtonFace {
        lang: i18n::say(&Text::LOCALE),
        tone: state.tone(),
        undo,
        news: state.tone() == "done"
            || (state == ButtonState::Idle && states.iter().any(|one| one.is_kept())),
        spoken: format!("{name}: {spoken}"),
        widest: widest(offer.mentions.len()),
        label: said,
        all: several::all(&states).map(|text| i18n::say(&text)),
        menu: menu.collect(),
    }
}

/// Every label that a button for so many products may show, a line each.
fn widest(products: usize) -> String {
    // As many digits as a countdown can have but for X's longest wait.
    let pending = Text::button_pending(88);
    let mut labels = WIDEST.with_borrow_mut(|common| {
        let every = || ButtonState::EVERY.iter().map(|state| state.label()).chain([pending]);
        let said = || every().map(|text| i18n::say(&text)).collect::<Vec<_>>().join("\n");
        common.get_or_insert_with(said).clone()
    });
    if products > 1 && can_say_numbers() {
        for text in [Text::button_idle_several(products), Text::button_partly(products, products)] {
            labels.push('\n');
            labels.push_str(&i18n::say(&text));
        }
    }
    labels
}

/// How many seconds the reply that goes out first still waits.
fn seconds_left(offer: &Offer) -> Option<usize> {
    let due = STATE.with_borrow(|state| {
        let due = offer.mentions.iter().filter_map(|mention| state.due.get(&button_key(mention)).copied());
        due.min_by(f64::total_cmp)
    });
    let left = Countdown::of(due? - now())?;
    usize::try_from(left.seconds).ok().filter(|_| can_say_numbers())
}

/// Words with a number in them cannot be asked for when the extension is gone.
fn can_say_numbers() -> bool {
    runtime::alive()
}

/// What of an offer's products this page does not know yet.
pub(super) fn unknown(offer: &Offer) -> Recall {
    let mut new = Recall { items: Vec::new(), links: Vec::new() };
    STATE.with_borrow_mut(|state| {
        for mention in &offer.mentions {
            let links = mention.via.iter().cloned().map(ItemKey::Link);
            let keys = [mention.key.clone()].into_iter().chain(links);
            new.items.extend(keys.filter(|key| !state.known.contains_key(key)));
            if let ItemKey::Link(link) = &mention.key
                && !state.known.contains_key(&mention.key)
            {
                new.links.push(link.clone());
            }
        }
        state.asked.extend(new.items.iter().cloned());
    });
    new
}

/// Whether a record is of an item, or of a link, that the list was asked for.
pub(super) fn is_asked(name: &str) -> bool {
    let item = ITEM.parse(name).or_else(|| LEAD.parse(name).map(ItemKey::Link));
    item.is_some_and(|item| STATE.with_borrow(|state| state.asked.contains(&item)))
}

/// Takes in what the list says of an item; `None`: it is not in it.
pub(super) fn take_in(key: ItemKey, item: Option<CartItem>) {
    let known = item.map(KnownItem::from);
    STATE.with_borrow_mut(|state| {
        for ((tweet, _), doing) in state.spots.iter_mut().filter(|((_, of), _)| *of == key) {
            *doing = doing.after_change(tweet, known.as_ref());
        }
        state.spots.retain(|_, doing| *doing != ButtonState::Idle);
        state.known.insert(key, known);
    });
}

/// Whether something is going on for a tweet under a link of its: it keeps that name until it is over.
pub(super) fn is_busy_with_link(tweet: &TweetId) -> bool {
    STATE.with_borrow(|state| {
        state.spots.iter().any(|((there, key), doing)| {
            there == tweet && matches!(key, ItemKey::Link(_)) && doing.tone() == "busy"
        })
    })
}

/// Repaints all buttons, in another language.
pub(super) fn speak() {
    WIDEST.set(None);
    repaint(|_| true);
}

/// Repaints the buttons whose mark fits.
pub(super) fn repaint(fits: impl Fn(&ButtonMark) -> bool) {
    for host in host::everywhere() {
        if host::mark_of(&host).is_some_and(|mark| fits(&mark))
            && let Some(offer) = offer_of(&host)
            && let Err(error) = button::paint(&host, &face(&offer))
        {
            report("a button could not be painted", crate::webext::words(&error));
        }
    }
}

/// What a button offers, read anew from its tweet; where what its mark names is gone from the post, what was pressed there.
pub(super) fn offer_of(host: &Element) -> Option<Offer> {
    let candidate = extract::candidate(&closest(host, ARTICLE)?);
    let shown = short_links::with(|leads| offer(&candidate, leads));
    let mark = host::mark_of(host)?;
    if shown.as_ref().is_some_and(|offer| offer.mark == mark) {
        return shown;
    }
    let begun = STATE.with_borrow(|state| state.begun.get(mark.tweet()).cloned());
    begun.filter(|offer| offer.mark == mark).or(shown)
}

/// Whether something is going on at a tweet for a product that its post does not show any more.
pub(super) fn is_left_out(tweet: &TweetId, shown: Option<&Offer>) -> bool {
    let names = |key: &ItemKey| {
        let via = |mention: &ProductMention| matches!(key, ItemKey::Link(link) if mention.via.contains(link));
        shown.is_some_and(|offer| offer.mentions.iter().any(|mention| mention.key == *key || via(mention)))
    };
    STATE.with_borrow(|state| {
        let mut at_it =
            state.spots.iter().filter(|((there, _), doing)| there == tweet && doing.tone() == "busy");
        at_it.any(|((_, key), _)| !names(key))
    })
}

/// A button was pressed for this.
pub(super) fn begin(offer: &Offer) {
    STATE.with_borrow_mut(|state| {
        let ButtonStates { begun, spots, .. } = state;
        begun.retain(|tweet, _| {
            spots.iter().any(|((there, _), doing)| there == tweet && doing.tone() == "busy")
        });
        begun.insert(offer.mark.tweet().clone(), offer.clone());
    });
}

/// What is going on at a button, or was.
pub(super) fn state_at(spot: &ButtonKey) -> Option<ButtonState> {
    STATE.with_borrow(|state| state.spots.get(spot).copied())
}

/// Writes down when a reply goes out that waits for a change of mind.
pub(super) fn set_due(spot: ButtonKey, due: Option<f64>) {
    STATE.with_borrow_mut(|state| match due {
        Some(due) => state.due.insert(spot, due),
        None => state.due.remove(&spot),
    });
}

/// Writes down what a button is doing.
pub(super) fn set_state(spot: ButtonKey, doing: ButtonState) {
    STATE.with_borrow_mut(|state| state.spots.insert(spot, doing));
}

/// A button goes on under another name.
pub(super) fn move_state(from: &ButtonKey, to: ButtonKey) {
    STATE.with_borrow_mut(|state| {
        if let Some(doing) = state.spots.remove(from) {
            state.spots.insert(to, doing);
        }
    });
}

/// Which button a mention has.
pub(super) fn button_key(mention: &ProductMention) -> ButtonKey {
    (mention.tweet.id.clone(), mention.key.clone())
}

/// Whether a button's mark names this mention.
pub(super) fn is_for(mark: &ButtonMark, mention: &ProductMention) -> bool {
    mark.is_for(&mention.tweet.id, &mention.key)
}

/// The button to say something by. A tweet may be there twice; what lies on top comes last.
pub(super) fn host_for(mention: &ProductMention) -> Option<Element> {
    let ours = |host: &Element| host::mark_of(host).is_some_and(|mark| is_for(&mark, mention));
    let hosts: Vec<Element> = host::everywhere().into_iter().filter(ours).collect();
    hosts.iter().rfind(|host| button::in_sight(host)).or(hosts.first()).cloned()
}

/// Says something by a mention's button.
pub(super) fn tell(mention: &ProductMention, text: &str) {
    let text = text.to_owned();
    when_free(mention, move |host| {
        if let Err(error) = popover::tell(host, &text) {
            report("a message could not be shown", crate::webext::words(&error));
        }
    });
}

/// Says something by a mention's button, for ears alone.
pub(super) fn announce(mention: &ProductMention, text: &str) {
    let said = host_for(mention).map_or(Ok(()), |host| button::say(&host, text));
    if let Err(error) = said {
        report("a message could not be said", crate::webext::words(&error));
    }
}

/// The button of a mention, where nothing of X's lies over it.
pub(super) fn free_host(mention: &ProductMention) -> Option<Element> {
    host_for(mention).filter(|host| !boxes::is_covered(host))
}

/// Shows something by a mention's button: at once, or, where something of X's lies over it, when that is gone, if by then
/// it is still so.
pub(super) fn when_free(mention: &ProductMention, show: impl FnOnce(&Element) + 'static) {
    let turn = TURN.get().wrapping_add(1);
    TURN.set(turn);
    let Some(host) = host_for(mention) else { return };
    if !boxes::is_covered(&host) {
        return show(&host);
    }
    let (mention, before) = (mention.clone(), state_of(mention));
    spawn_local(async move {
        let free = || host_for(&mention).filter(|host| !boxes::is_covered(host));
        loop {
            if until(COVERED_MS, free).await.is_err() {
                return;
            }
            // One sheet of X's may follow the other, and the key that closed it is not to close ours.
            painted().await;
            if TURN.get() != turn || state_of(&mention) != before {
                return;
            }
            if let Some(host) = free() {
                return show(&host);
            }
        }
    });
}
