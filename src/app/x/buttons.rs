//! What the buttons of this page do and show.

use std::cell::RefCell;
use std::collections::HashMap;

use hashcart_core::button::{ButtonState, Known};
use hashcart_core::cart::CartItem;
use hashcart_core::find::Find;
use hashcart_core::item::ItemKey;
use hashcart_core::mark::ButtonMark;
use hashcart_core::message::Recall;
use hashcart_core::scan::{Offer, offer};
use hashcart_core::text::Text;
use hashcart_core::tweet::TweetId;
use web_sys::Element;

use super::short_links;
use crate::app::report;
use crate::dom::closest;
use crate::sites::x::selectors::ARTICLE;
use crate::sites::x::shadow::{Face, MenuItem};
use crate::sites::x::{button, extract, host, popover};
use crate::webext::i18n;

/// What one button is about: a product in a tweet.
pub(super) type Spot = (TweetId, ItemKey);

#[derive(Default)]
struct State {
    /// What the buttons are doing. Spots that never did anything are not in it.
    spots: HashMap<Spot, ButtonState>,
    /// What the list says of products seen on this page: `None` when they are not in it.
    known: HashMap<ItemKey, Option<Known>>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// What the button of a find is doing.
pub(super) fn state_of(find: &Find) -> ButtonState {
    STATE.with_borrow(|state| {
        let spot = spot_of(find);
        // It may be in the list under the short link, from when nobody knew the product.
        let keys = [find.key.clone()].into_iter().chain(find.via.iter().cloned().map(ItemKey::Link));
        let known = || keys.filter_map(|key| state.known.get(&key)?.as_ref()).next();
        state.spots.get(&spot).copied().unwrap_or_else(|| ButtonState::resting(&spot.0, known()))
    })
}

/// What a button shows.
pub(super) fn face(offer: &Offer) -> Face {
    let states: Vec<ButtonState> = offer.finds.iter().map(state_of).collect();
    let state = ButtonState::combined(&states);
    let label = match offer.finds.len() {
        several @ 2.. if state == ButtonState::Idle => i18n::say(&Text::button_idle_several(several)),
        _ => i18n::say(&state.label()),
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
    let labels = resting.map(|state| i18n::say(&state.label()));
    let widest = labels.chain([label.clone()]);
    Face {
        lang: i18n::say(&Text::LOCALE),
        tone: state.tone(),
        spoken: format!("{label}: {names}"),
        widest: widest.max_by_key(|text| text.chars().count()).unwrap_or_default(),
        label,
        menu,
    }
}

/// What of an offer's products this page does not know yet.
pub(super) fn unknown(offer: &Offer) -> Recall {
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
    new
}

/// Takes in what the list says of an item; `None`: it is not in it.
pub(super) fn take_in(key: ItemKey, item: Option<CartItem>) {
    let known = item.map(Known::from);
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

/// What a button offers, read anew from its tweet.
pub(super) fn offer_of(host: &Element) -> Option<Offer> {
    let candidate = extract::candidate(&closest(host, ARTICLE)?);
    short_links::with(|leads| offer(&candidate, leads))
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

/// Which button a find has.
pub(super) fn spot_of(find: &Find) -> Spot {
    (find.tweet.id.clone(), find.key.clone())
}

/// Whether a button's mark names this find.
pub(super) fn is_for(mark: &ButtonMark, find: &Find) -> bool {
    mark.is_for(&find.tweet.id, &find.key)
}

/// The button to say something by. A tweet may be there twice; what lies on top comes last.
pub(super) fn host_for(find: &Find) -> Option<Element> {
    let ours = |host: &Element| host::mark_of(host).is_some_and(|mark| is_for(&mark, find));
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
