//! What the hand-over's page shows, worked out of its state.

use std::rc::Rc;

use hashcart_core::cart::CartItem;
use hashcart_core::fault::FaultCode;
use hashcart_core::handover::{Act, AddMethod, Outcome, Sent, Session, WaitingFor, looks_digital};
use hashcart_core::item::ItemKey;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::text::Text;

use super::{HandoverPage, leftovers, ordered};
use crate::pages::Texts;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum HandoverView {
    /// What can be sent.
    Setup(Setup),
    /// The session.
    Session(Progress),
}

/// What can be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// The stores to choose from; the first is chosen.
    pub stores: Vec<Marketplace>,
    /// The items, those of the store first.
    pub rows: Vec<PickRow>,
    /// How many are ticked.
    pub ticked: usize,
    /// Items whose product nobody knows.
    pub unknown: usize,
    /// The browser will ask whether we may look at the store.
    pub asks: bool,
    /// The user did not let us look at the store.
    pub denied: bool,
    /// Whether there is nothing in the list that could be brought anywhere, as far as it was read.
    pub empty: bool,
    /// Whether the list could be read.
    pub known: bool,
    /// Hashcart presses.
    pub presses: bool,
}

/// An item that can be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct PickRow {
    /// Which.
    pub key: ItemKey,
    /// Its title.
    pub title: String,
    /// Its picture as a `data:` address.
    pub picture: Option<Rc<str>>,
    /// Whether it goes along.
    pub ticked: bool,
    /// How many of it.
    pub wanted: u32,
    /// What should be known of it before.
    pub note: Option<Text<'static>>,
    /// The store it was found in, where that is another.
    pub found_in: Option<Marketplace>,
    /// How it ended before.
    pub sent: Option<Sent>,
}

/// How a session goes, or went.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Where.
    pub store: Marketplace,
    /// Whether it is over.
    pub done: bool,
    /// What it waits for.
    pub halt: WaitingFor,
    /// The item it is about.
    pub title: Option<String>,
    /// What the user can do about it.
    pub acts: Vec<Act>,
    /// Whether the user is to say what arrived.
    pub marks: bool,
    /// How many items are behind it.
    pub behind: usize,
    /// How many are in the cart, as far as it was seen.
    pub arrived: usize,
    /// The items.
    pub rows: Vec<EndRow>,
    /// How many could be sent again.
    pub leftovers: usize,
    /// The address of the cart.
    pub cart: String,
}

/// One item of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct EndRow {
    /// Its title.
    pub title: String,
    /// Its page in the session's store.
    pub url: String,
    /// How many were wanted.
    pub wanted: u32,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Whether it is the one that the session is at.
    pub current: bool,
}

/// Makes the view.
#[must_use]
pub fn view(state: &HandoverPage) -> HandoverView {
    match &state.session {
        Some(session) if !session.is_done() || !state.sends => HandoverView::Session(progress(session)),
        _ => HandoverView::Setup(setup(state)),
    }
}

/// The stores that items of the list were found in, those with the most first; the user's own always.
fn stores(state: &HandoverPage) -> Vec<Marketplace> {
    let count = |store: Marketplace| {
        state.items.values().filter(|item| item.found.key.marketplace() == Some(store)).count()
    };
    let chosen = state.store.or(state.settings.store);
    let mut stores: Vec<_> = Marketplace::ALL
        .iter()
        .copied()
        .filter(|store| store.is_open() && (count(*store) > 0 || state.settings.store == Some(*store)))
        .collect();
    if let Some(store) = state.store.filter(|store| store.is_open() && !stores.contains(store)) {
        stores.push(store);
    }
    ordered(stores, |store| (chosen != Some(*store), usize::MAX - count(*store), *store))
}

/// How an item ended before, unless it was kept anew since.
fn sent_of(state: &HandoverPage, item: &CartItem) -> Option<Sent> {
    state.sent.get(&item.found.key).copied().filter(|sent| sent.at >= item.saved_at)
}

/// Works out what can be sent.
pub(super) fn setup(state: &HandoverPage) -> Setup {
    let stores = stores(state);
    let mut rows = Vec::new();
    let first = stores.first().copied();
    // Those of the store first, then the other stores'; the newest first, as in the list.
    let mut items: Vec<&CartItem> = state.items.values().collect();
    items.sort_by(|a, b| {
        let place = |item: &CartItem| {
            let store = item.found.key.marketplace();
            (store != first, store)
        };
        let newest = || b.saved_at.total_cmp(&a.saved_at).then_with(|| a.found.key.cmp(&b.found.key));
        place(a).cmp(&place(b)).then_with(newest)
    });
    for item in items {
        let (ItemKey::Product(product), Some(store)) = (&item.found.key, first) else { continue };
        let title = item.title();
        let digital = looks_digital(&title);
        let here = product.marketplace == store;
        let sent = sent_of(state, item);
        let there = sent.is_some_and(|sent| {
            sent.store == store
                && match sent.outcome {
                    Outcome::InCart { .. } | Outcome::AlreadyThere { .. } | Outcome::Marked => true,
                    Outcome::NotAdded { reason } => reason.may_be_there(),
                }
        });
        let put_aside = item.shelf.is_some();
        let at_first = match &state.chosen {
            Some(chosen) => (chosen.contains_key(&item.found.key), item.units),
            None => (here && !digital && !there && !put_aside, item.units),
        };
        let (ticked, wanted) = state.picks.get(&item.found.key).copied().unwrap_or(at_first);
        rows.push(PickRow {
            key: item.found.key.clone(),
            title,
            picture: state.pictures.get(&item.found.key).cloned(),
            ticked,
            wanted,
            note: digital.then_some(Text::NOTE_DIGITAL).or((!here).then_some(Text::NOTE_ELSEWHERE)),
            found_in: (!here).then_some(product.marketplace),
            sent,
        });
    }
    let allowed = state.allowed.filter(|(store, _)| Some(*store) == first);
    Setup {
        asks: allowed.is_some_and(|(_, allowed)| !allowed),
        empty: rows.is_empty(),
        known: state.fault != Some(FaultCode::StorageRead),
        ticked: rows.iter().filter(|row| row.ticked).count(),
        rows,
        unknown: state.items.values().filter(|item| item.found.key.marketplace().is_none()).count(),
        stores,
        denied: state.denied,
        presses: state.settings.press,
    }
}

fn progress(session: &Session) -> Progress {
    let current = session.current();
    Progress {
        store: session.store,
        done: session.is_done(),
        halt: session.halt,
        title: current.map(|item| item.title.clone()),
        // Only the panel can be in the way, and the details are here.
        acts: session.acts().into_iter().filter(|act| !matches!(act, Act::Details | Act::Close)).collect(),
        marks: session.way == AddMethod::Plain && !session.is_done() && session.halt == WaitingFor::Mark,
        behind: session.progress().0,
        arrived: session.items.iter().filter(|item| item.outcome.is_some_and(|it| it.is_there())).count(),
        rows: session
            .items
            .iter()
            .map(|item| EndRow {
                title: item.title.clone(),
                url: session.store.product_url(&item.asin),
                wanted: item.wanted,
                outcome: item
                    .outcome
                    .or(item.left.map(|reason| Outcome::NotAdded { reason }).filter(|_| item.passed)),
                current: current.is_some_and(|now| now.key == item.key),
            })
            .collect(),
        leftovers: if session.is_done() {
            leftovers(session).values().filter(|(again, _)| *again).count()
        } else {
            0
        },
        cart: session.store.cart_url(),
    }
}

/// How an item ended, in words, and `good`, `bad` or `open`.
#[must_use]
pub fn outcome_words(outcome: &Outcome, wanted: u32, texts: Texts<'_>) -> (String, &'static str) {
    let said = outcome.texts(wanted).iter().map(texts).collect::<Vec<_>>().join(". ");
    let tone = match outcome {
        Outcome::InCart { count, .. } if *count < wanted => "open",
        Outcome::InCart { .. } | Outcome::AlreadyThere { .. } => "good",
        outcome if outcome.is_unconfirmed() => "open",
        Outcome::NotAdded { .. } => "bad",
        Outcome::Marked => "open",
    };
    (said, tone)
}
