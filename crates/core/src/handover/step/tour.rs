//! A session for tests, and what it sees.

use super::{Command, SessionEvent};
use crate::asin::Asin;
use crate::handover::{
    AddMethod, CartLine, CartPage, Outcome, PageState, Pick, ProductPage, ProductState, Reason, Session,
    WaitingFor,
};
use crate::marketplace::Marketplace;

pub(in crate::handover) fn asin(number: u32) -> Asin {
    format!("B0HCART{number:03}").parse().unwrap()
}

pub(in crate::handover) fn session(way: AddMethod, items: u32) -> Session {
    let pick = |number| Pick {
        key: format!("{}@amazon.de", asin(number)).parse().unwrap(),
        title: String::new(),
        wanted: 1,
    };
    Session::new(Marketplace::De, way, &(1..=items).map(pick).collect::<Vec<_>>(), 1.0)
}

pub(in crate::handover) fn cart(units: &[(u32, u32)]) -> PageState {
    let line = |&(number, quantity): &(u32, u32)| CartLine { asin: asin(number), quantity, ticked: true };
    if units.is_empty() {
        return PageState::Cart(CartPage::Empty);
    }
    PageState::Cart(CartPage::Lines(units.iter().map(line).collect()))
}

pub(in crate::handover) fn product(number: u32, state: ProductState) -> PageState {
    version(number, number, state)
}

/// The page of a product at the address of another.
pub(in crate::handover) fn version(asked: u32, shown: u32, state: ProductState) -> PageState {
    let asked = Some(asin(asked)).filter(|_| asked > 0);
    PageState::Product(ProductPage { asin: asin(shown), asked, state, asks: false, most: 30 })
}

/// One of another version.
pub(in crate::handover) fn one_of(number: u32) -> Outcome {
    Outcome::InCart { count: 1, unticked: 0, version: Some(asin(number)) }
}

/// A session and a clock of pages.
pub(in crate::handover) struct Tour {
    pub(in crate::handover) session: Session,
    pub(in crate::handover) page: f64,
    pub(in crate::handover) presses: bool,
}

impl Tour {
    pub(in crate::handover) fn new(way: AddMethod, items: u32) -> Self {
        Self { session: session(way, items), page: 1.0, presses: false }
    }

    #[track_caller]
    pub(in crate::handover) fn does(&mut self, event: &SessionEvent) -> Command {
        let (session, command) = self.session.clone().on(event, self.presses);
        self.session = session;
        command
    }

    /// The same page looks like this now.
    #[track_caller]
    pub(in crate::handover) fn looks(&mut self, sight: PageState) -> Command {
        self.does(&SessionEvent::PageState { page: self.page, sight, title: None })
    }

    /// Another page.
    #[track_caller]
    pub(in crate::handover) fn sees(&mut self, sight: PageState) -> Command {
        self.page += 1.0;
        self.looks(sight)
    }

    #[track_caller]
    pub(in crate::handover) fn press(&mut self, number: u32) {
        assert_eq!(self.does(&SessionEvent::Pressed { asin: asin(number), quantity: 1 }), Command::Stay);
        assert_eq!(self.session.halt, WaitingFor::Confirming);
    }

    #[track_caller]
    pub(in crate::handover) fn ends(&self, outcomes: &[Outcome]) {
        assert!(self.session.is_done(), "{:?}", self.session);
        let found: Vec<_> = self.session.items.iter().map(|item| item.outcome.unwrap()).collect();
        assert_eq!(found, outcomes);
    }
}

pub(in crate::handover) fn dp(number: u32) -> Command {
    Command::Go(format!("https://www.amazon.de/dp/{}?th=1&psc=1", asin(number)))
}

pub(in crate::handover) fn to_cart() -> Command {
    Command::Go("https://www.amazon.de/gp/cart/view.html".to_owned())
}

pub(in crate::handover) const ONE: Outcome = Outcome::InCart { count: 1, unticked: 0, version: None };

pub(in crate::handover) fn not(reason: Reason) -> Outcome {
    Outcome::NotAdded { reason }
}
