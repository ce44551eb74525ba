//! The page of the hand-over: what to send, how it goes, and the table of how it went.

pub mod paint;
mod update;
mod view;

pub use update::{Effect, Message};
pub use view::{EndRow, HandoverView, PickRow, Progress, Setup, outcome_words, view};

use std::collections::HashMap;
use std::rc::Rc;

use hashcart_core::cart::CartItem;
use hashcart_core::fault::FaultCode;
use hashcart_core::handover::{HandoverSettings, Outcome, Pick, Sent, Session};
use hashcart_core::item::ItemKey;
use hashcart_core::marketplace::Marketplace;

use super::names;
use view::setup;

/// What the page is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HandoverPage {
    /// The list.
    pub items: HashMap<ItemKey, CartItem>,
    /// How items ended before.
    pub sent: HashMap<ItemKey, Sent>,
    /// The session that is under way, or was last.
    pub session: Option<Session>,
    /// What the user chose about handing over.
    pub settings: HandoverSettings,
    /// The store to send to.
    pub store: Option<Marketplace>,
    /// What the user has ticked and how many of it, where that is not what it was at first.
    pub picks: HashMap<ItemKey, (bool, u32)>,
    /// What the user chose in the list, where the page was opened from there: nothing else is
    /// ticked at first.
    pub chosen: Option<HashMap<ItemKey, (bool, u32)>>,
    /// The user wants to send, and not to see how the last session went.
    pub sends: bool,
    /// Whether the user lets us look at that store already; `None` while the browser has not said.
    pub allowed: Option<(Marketplace, bool)>,
    /// The user did not let us look at the store.
    pub denied: bool,
    /// The items' pictures.
    pub pictures: HashMap<ItemKey, Rc<str>>,
    /// Why the last thing that the user wanted was not done.
    pub fault: Option<FaultCode>,
}

names! {
    /// What a press on this page does, beside what the hand-over itself offers ([`Act`](hashcart_core::handover::Act)).
    Press {
        /// Begin, going from product to product.
        Guided = "guided",
        /// Begin, with the store's own page for many at once.
        Quick = "quick",
        /// Begin with links alone.
        Plain = "plain",
        /// It is in the cart.
        There = "there",
        /// It is not.
        NotThere = "not-there",
        /// Show the store's tab.
        Show = "show",
        /// Go on with links alone.
        Plainly = "plainly",
        /// Ask for the permission again.
        Allow = "allow",
        /// Try again what did not arrive.
        Again = "again",
        /// Choose anew.
        New = "new",
    }
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

/// What was picked.
#[must_use]
pub fn picks(state: &HandoverPage) -> Option<(Marketplace, Vec<Pick>)> {
    let setup = setup(state);
    let ticked = setup.rows.into_iter().filter(|row| row.ticked);
    let picks: Vec<_> =
        ticked.map(|row| Pick { key: row.key, title: row.title, wanted: row.wanted }).collect();
    Some((*setup.stores.first()?, picks)).filter(|(_, picks)| !picks.is_empty())
}

/// What should be picked to try again what is missing.
#[must_use]
pub fn leftovers(session: &Session) -> HashMap<ItemKey, (bool, u32)> {
    let again = |item: &hashcart_core::handover::SessionItem| match item.outcome {
        Some(Outcome::NotAdded { reason }) => reason.is_worth_another_try(),
        Some(Outcome::InCart { count, .. } | Outcome::AlreadyThere { count, .. }) => count < item.wanted,
        Some(Outcome::Marked) | None => false,
    };
    session.items.iter().map(|item| (item.key.clone(), (again(item), item.wanted))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hashcart_core::cart::Shelf;
    use hashcart_core::handover::{AddMethod, Reason};
    use hashcart_core::samples::kept;
    use hashcart_core::text::Text;

    fn item(key: &str, title: &str) -> CartItem {
        let mut item = CartItem::new(kept("1"), 5.0);
        item.found.key = key.parse().unwrap();
        item.found.title = Some(title.to_owned());
        item
    }

    fn state() -> HandoverPage {
        HandoverPage {
            items: [
                item("B0HCART001@amazon.de", "A kettle"),
                item("B0HCART002@amazon.de", "A novel (Kindle Edition)"),
                item("B0HCART003@amazon.com", "A lamp"),
                item("link:amzn.to/3DHiDU7", "Who knows"),
            ]
            .map(|item| (item.found.key.clone(), item))
            .into(),
            store: Some(Marketplace::De),
            ..HandoverPage::default()
        }
    }

    #[test]
    fn what_can_be_sent_is_ticked_and_the_rest_is_said() {
        let HandoverView::Setup(setup) = view(&state()) else { panic!("no setup") };
        assert_eq!(setup.stores, [Marketplace::De, Marketplace::Com]);
        let said: Vec<_> =
            setup.rows.iter().map(|row| (row.title.as_str(), row.ticked, row.note.clone())).collect();
        assert_eq!(
            said,
            [
                ("A kettle", true, None),
                ("A novel (Kindle Edition)", false, Some(Text::NOTE_DIGITAL)),
                ("A lamp", false, Some(Text::NOTE_ELSEWHERE)),
            ]
        );
        assert_eq!((setup.ticked, setup.unknown), (1, 1));
        let (store, picks) = picks(&state()).unwrap();
        assert_eq!((store, picks.len(), picks[0].wanted), (Marketplace::De, 1, 1));
    }

    #[test]
    fn what_is_in_the_cart_is_not_sent_again_unless_it_was_kept_anew() {
        let key: ItemKey = "B0HCART001@amazon.de".parse().unwrap();
        let outcome = Outcome::InCart { count: 1, unticked: 0, version: None };
        for (at, ticked) in [(6.0, false), (4.0, true)] {
            let sent = HashMap::from([(key.clone(), Sent { store: Marketplace::De, outcome, at })]);
            let HandoverView::Setup(setup) = view(&HandoverPage { sent, ..state() }) else {
                panic!("no setup")
            };
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
        let ticked = |state: &HandoverPage| {
            let HandoverView::Setup(setup) = view(state) else { panic!("no setup") };
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
        let mut session = Session::new(Marketplace::De, AddMethod::Guided, &picks, 1.0);
        session.items[0].outcome = Some(Outcome::InCart { count: 1, unticked: 0, version: None });
        session.items[1].outcome = Some(Outcome::NotAdded { reason: Reason::Digital });
        session.items[2].outcome = Some(Outcome::NotAdded { reason: Reason::Skipped });
        let again: Vec<_> = picks.iter().map(|pick| leftovers(&session)[&pick.key].0).collect();
        assert_eq!(again, [true, false, true]);
    }
}
