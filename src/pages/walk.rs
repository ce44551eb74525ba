//! The page of the hand-over: what to send, how it goes, and the table of how it went.

use std::collections::HashMap;

use hashcart_core::cart::{CartItem, Shelf};
use hashcart_core::handover::{Act, Outcome, Pick, Prefs, Sent, WaitingFor, Walk, Way, looks_digital};
use hashcart_core::item::ItemKey;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::text::Text;

/// What the page is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The list.
    pub items: HashMap<ItemKey, CartItem>,
    /// How items ended before.
    pub sent: HashMap<ItemKey, Sent>,
    /// The walk that is under way, or was last.
    pub walk: Option<Walk>,
    /// What the user chose about handing over.
    pub prefs: Prefs,
    /// The store to send to.
    pub store: Option<Marketplace>,
    /// What the user has ticked and how many of it, where that is not what it was at first.
    pub picks: HashMap<ItemKey, (bool, u32)>,
    /// What the user chose in the list, where the page was opened from there: nothing else is
    /// ticked at first.
    pub chosen: Option<HashMap<ItemKey, (bool, u32)>>,
    /// The user wants to send, and not to see how the last walk went.
    pub sends: bool,
    /// The user did not let us look at the store.
    pub denied: bool,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// What can be sent.
    Setup(Setup),
    /// The walk.
    Walk(Progress),
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
    /// The user did not let us look at the store.
    pub denied: bool,
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
    /// Whether it goes along.
    pub ticked: bool,
    /// How many of it.
    pub wanted: u32,
    /// The key of what should be known of it before.
    pub note: Option<&'static str>,
    /// The store it was found in, where that is another.
    pub found_in: Option<Marketplace>,
    /// How it ended before.
    pub sent: Option<Sent>,
}

/// How a walk goes, or went.
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
    /// The items.
    pub rows: Vec<EndRow>,
    /// How many could be sent again.
    pub leftovers: usize,
    /// The address of the cart.
    pub cart: String,
}

/// One item of a walk.
#[derive(Clone, Debug, PartialEq)]
pub struct EndRow {
    /// Its title.
    pub title: String,
    /// Its page in the walk's store.
    pub url: String,
    /// How many were wanted.
    pub wanted: u32,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Whether it is the one that the walk is at.
    pub current: bool,
}

/// Makes the view.
#[must_use]
pub fn view(state: &State) -> View {
    match &state.walk {
        Some(walk) if !walk.is_done() || !state.sends => View::Walk(progress(walk)),
        _ => View::Setup(setup(state)),
    }
}

/// The stores that items of the list were found in, those with the most first; the user's own always.
fn stores(state: &State) -> Vec<Marketplace> {
    let count = |store: Marketplace| {
        state.items.values().filter(|item| item.found.key.marketplace() == Some(store)).count()
    };
    let chosen = state.store.or(state.prefs.store);
    let mut stores: Vec<_> = Marketplace::ALL
        .iter()
        .copied()
        .filter(|store| store.is_open() && (count(*store) > 0 || state.prefs.store == Some(*store)))
        .collect();
    if let Some(store) = state.store.filter(|store| store.is_open() && !stores.contains(store)) {
        stores.push(store);
    }
    ordered(stores, |store| (chosen != Some(*store), usize::MAX - count(*store), *store))
}

/// In the order of `key`. For stores, of which there are few: the library's own sort is 8 kB of WebAssembly for each
/// type.
pub(super) fn ordered<T, K: Ord>(list: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::with_capacity(list.len());
    for one in list {
        let place = key(&one);
        let index = sorted.iter().position(|there| key(there) > place).unwrap_or(sorted.len());
        sorted.insert(index, one);
    }
    sorted
}

/// How an item ended before, unless it was kept anew since.
fn sent_of(state: &State, item: &CartItem) -> Option<Sent> {
    state.sent.get(&item.found.key).copied().filter(|sent| sent.at >= item.saved_at)
}

fn setup(state: &State) -> Setup {
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
                && matches!(
                    sent.outcome,
                    Outcome::InCart { .. } | Outcome::AlreadyThere { .. } | Outcome::Marked
                )
        });
        let over = matches!(item.shelf, Some((Shelf::Bought | Shelf::Archived, _)));
        let at_first = match &state.chosen {
            Some(chosen) => (chosen.contains_key(&item.found.key), item.units),
            None => (here && !digital && !there && !over, item.units),
        };
        let (ticked, wanted) = state.picks.get(&item.found.key).copied().unwrap_or(at_first);
        rows.push(PickRow {
            key: item.found.key.clone(),
            title,
            ticked,
            wanted,
            note: digital.then_some("note_digital").or((!here).then_some("note_elsewhere")),
            found_in: (!here).then_some(product.marketplace),
            sent,
        });
    }
    Setup {
        ticked: rows.iter().filter(|row| row.ticked).count(),
        rows,
        unknown: state.items.values().filter(|item| item.found.key.marketplace().is_none()).count(),
        stores,
        denied: state.denied,
        presses: state.prefs.press,
    }
}

/// What was picked.
#[must_use]
pub fn picks(state: &State) -> Option<(Marketplace, Vec<Pick>)> {
    let setup = setup(state);
    let ticked = setup.rows.into_iter().filter(|row| row.ticked);
    let picks: Vec<_> =
        ticked.map(|row| Pick { key: row.key, title: row.title, wanted: row.wanted }).collect();
    Some((*setup.stores.first()?, picks)).filter(|(_, picks)| !picks.is_empty())
}

/// What should be picked to try again what is missing.
#[must_use]
pub fn leftovers(walk: &Walk) -> HashMap<ItemKey, (bool, u32)> {
    let again = |item: &hashcart_core::handover::WalkItem| match item.outcome {
        Some(Outcome::NotAdded { reason }) => reason.is_worth_another_try(),
        Some(Outcome::InCart { count, .. } | Outcome::AlreadyThere { count, .. }) => count < item.wanted,
        Some(Outcome::Marked) | None => false,
    };
    walk.items.iter().map(|item| (item.key.clone(), (again(item), item.wanted))).collect()
}

fn progress(walk: &Walk) -> Progress {
    let current = walk.current();
    Progress {
        store: walk.store,
        done: walk.is_done(),
        halt: walk.halt,
        title: current.map(|item| item.title.clone()),
        // Only the panel can be in the way.
        acts: walk.acts().into_iter().filter(|act| *act != Act::Close).collect(),
        marks: walk.way == Way::Plain && !walk.is_done() && walk.halt == WaitingFor::Mark,
        behind: walk.progress().0,
        rows: walk
            .items
            .iter()
            .map(|item| EndRow {
                title: item.title.clone(),
                url: walk.store.product_url(&item.asin),
                wanted: item.wanted,
                outcome: item
                    .outcome
                    .or(item.left.map(|reason| Outcome::NotAdded { reason }).filter(|_| item.passed)),
                current: current.is_some_and(|now| now.key == item.key),
            })
            .collect(),
        leftovers: if walk.is_done() {
            leftovers(walk).values().filter(|(again, _)| *again).count()
        } else {
            0
        },
        cart: walk.store.cart_url(),
    }
}

/// How an item ended, in words, and `good`, `bad` or `open`.
#[must_use]
pub fn outcome_words(
    outcome: &Outcome,
    wanted: u32,
    say: &dyn Fn(&Text<'_>) -> String,
) -> (String, &'static str) {
    let (text, rest) = outcome.texts(wanted);
    let said = [Some(text), rest].iter().flatten().map(say).collect::<Vec<_>>().join(" ");
    let tone = match outcome {
        Outcome::InCart { count, .. } if *count < wanted => "open",
        Outcome::InCart { .. } | Outcome::AlreadyThere { .. } => "good",
        Outcome::NotAdded { .. } => "bad",
        Outcome::Marked => "open",
    };
    (said, tone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hashcart_core::handover::Reason;
    use hashcart_core::samples::kept;

    fn item(key: &str, title: &str) -> CartItem {
        let mut item = CartItem::new(kept("1"), 5.0);
        item.found.key = key.parse().unwrap();
        item.found.title = Some(title.to_owned());
        item
    }

    fn state() -> State {
        State {
            items: [
                item("B0HCART001@amazon.de", "A kettle"),
                item("B0HCART002@amazon.de", "A novel (Kindle Edition)"),
                item("B0HCART003@amazon.com", "A lamp"),
                item("link:amzn.to/3DHiDU7", "Who knows"),
            ]
            .map(|item| (item.found.key.clone(), item))
            .into(),
            store: Some(Marketplace::De),
            ..State::default()
        }
    }

    #[test]
    fn what_can_be_sent_is_ticked_and_the_rest_is_said() {
        let View::Setup(setup) = view(&state()) else { panic!("no setup") };
        assert_eq!(setup.stores, [Marketplace::De, Marketplace::Com]);
        let said: Vec<_> = setup.rows.iter().map(|row| (row.title.as_str(), row.ticked, row.note)).collect();
        assert_eq!(
            said,
            [
                ("A kettle", true, None),
                ("A novel (Kindle Edition)", false, Some("note_digital")),
                ("A lamp", false, Some("note_elsewhere")),
            ]
        );
        assert_eq!((setup.ticked, setup.unknown), (1, 1));
        let (store, picks) = picks(&state()).unwrap();
        assert_eq!((store, picks.len(), picks[0].wanted), (Marketplace::De, 1, 1));
    }

    #[test]
    fn what_is_in_the_cart_is_not_sent_again_unless_it_was_kept_anew() {
        let key: ItemKey = "B0HCART001@amazon.de".parse().unwrap();
        let outcome = Outcome::InCart { count: 1, unticked: 0 };
        for (at, ticked) in [(6.0, false), (4.0, true)] {
            let sent = HashMap::from([(key.clone(), Sent { store: Marketplace::De, outcome, at })]);
            let View::Setup(setup) = view(&State { sent, ..state() }) else { panic!("no setup") };
            assert_eq!(setup.rows[0].ticked, ticked);
        }
    }

    #[test]
    fn what_was_chosen_in_the_list_is_ticked_and_what_is_over_is_not() {
        let mut there = state();
        let key = |key: &str| key.parse::<ItemKey>().unwrap();
        there.items.get_mut(&key("B0HCART001@amazon.de")).unwrap().units = 3;
        let book = there.items.get_mut(&key("B0HCART002@amazon.de")).unwrap();
        book.found.title = Some("A book".to_owned());
        book.shelf = Some((Shelf::Bought, 9.0));
        let ticked = |state: &State| {
            let View::Setup(setup) = view(state) else { panic!("no setup") };
            setup.rows.iter().map(|row| (row.ticked, row.wanted)).collect::<Vec<_>>()
        };
        assert_eq!(ticked(&there), [(true, 3), (false, 1), (false, 1)]);
        there.chosen = Some(HashMap::from([("B0HCART003@amazon.com".parse().unwrap(), (true, 0))]));
        assert_eq!(ticked(&there), [(false, 3), (false, 1), (true, 1)]);
    }

    #[test]
    fn leftovers_are_those_that_another_try_may_help() {
        let picks: Vec<_> = ["B0HCART001@amazon.de", "B0HCART002@amazon.de", "B0HCART003@amazon.de"]
            .map(|key| Pick { key: key.parse().unwrap(), title: String::new(), wanted: 2 })
            .into();
        let mut walk = Walk::new(Marketplace::De, Way::Guided, &picks, 1.0);
        walk.items[0].outcome = Some(Outcome::InCart { count: 1, unticked: 0 });
        walk.items[1].outcome = Some(Outcome::NotAdded { reason: Reason::Digital });
        walk.items[2].outcome = Some(Outcome::NotAdded { reason: Reason::Skipped });
        let again: Vec<_> = picks.iter().map(|pick| leftovers(&walk)[&pick.key].0).collect();
        assert_eq!(again, [true, false, true]);
    }
}
