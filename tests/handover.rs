//! Laws of the hand-over that hold whatever happens on the way, tried on many random ways.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

use hashcart_core::asin::Asin;
use hashcart_core::handover::{
    AddMethod, CartLine, CartPage, Command, Outcome, PageState, Pick, ProductPage, ProductState, Session,
    SessionEvent,
};
use hashcart_core::marketplace::Marketplace;
use proptest::prelude::*;
use proptest::{collection::vec, sample::select};

fn asin(number: u8) -> Asin {
    format!("B0HCART{number:03}").parse().unwrap()
}

fn lines() -> impl Strategy<Value = Vec<CartLine>> {
    let line = (1..5_u8, 1..4_u32, any::<bool>());
    vec(line.prop_map(|(number, quantity, ticked)| CartLine { asin: asin(number), quantity, ticked }), 0..4)
}

fn sight() -> impl Strategy<Value = PageState> {
    let state = select(vec![
        ProductState::Ready,
        ProductState::ReadyOnPhone,
        ProductState::Choose,
        ProductState::Used,
        ProductState::NoOffer,
        ProductState::Unavailable,
        ProductState::Digital,
        ProductState::Subscribe,
        ProductState::Plan,
        ProductState::NotDeliverable,
        ProductState::NotSold,
        ProductState::Limit,
        ProductState::Members,
        ProductState::MembersChosen,
        ProductState::Invitation,
        ProductState::Queue,
        ProductState::BuyNow,
        ProductState::AnotherWay,
        ProductState::OtherCart,
        ProductState::GiftCard,
        ProductState::Unclear,
    ]);
    let asked = proptest::option::of(1..5_u8);
    let product =
        (1..5_u8, asked, state, any::<bool>(), 1..4_u32).prop_map(|(number, asked, state, asks, most)| {
            PageState::Product(ProductPage { asin: asin(number), asked: asked.map(asin), state, asks, most })
        });
    let cart = prop_oneof![
        3 => lines().prop_map(CartPage::Lines),
        1 => Just(CartPage::Empty),
        1 => Just(CartPage::Unreadable),
    ];
    let others = select(vec![
        PageState::Confirmation,
        PageState::SignIn,
        PageState::Continue,
        PageState::Captcha,
        PageState::Age,
        PageState::Queue,
        PageState::Checking,
        PageState::Missing,
        PageState::Broken,
        PageState::Unknown,
    ]);
    prop_oneof![4 => product, 3 => cart.prop_map(PageState::Cart), 2 => others]
}

fn event() -> impl Strategy<Value = SessionEvent> {
    let seen = (0..6_u8, sight()).prop_map(|(page, sight)| SessionEvent::PageState {
        page: f64::from(page),
        sight,
        title: None,
    });
    let pressed = (1..5_u8, 1..4_u32)
        .prop_map(|(number, quantity)| SessionEvent::Pressed { asin: asin(number), quantity });
    let others = select(vec![
        SessionEvent::Quiet,
        SessionEvent::Told,
        SessionEvent::Skip,
        SessionEvent::GoOn,
        SessionEvent::Stop,
        SessionEvent::Marked { there: true },
        SessionEvent::TabGone,
        SessionEvent::Restarted,
        SessionEvent::Elsewhere,
        SessionEvent::Revoked,
        SessionEvent::Plainly,
    ]);
    prop_oneof![8 => seen, 2 => pressed, 2 => others]
}

fn session() -> impl Strategy<Value = Session> {
    let way = select(vec![
        AddMethod::Guided,
        AddMethod::Guided,
        AddMethod::Guided,
        AddMethod::Quick,
        AddMethod::Plain,
    ]);
    let pick = (1..5_u8, 0..4_u32).prop_map(|(number, wanted)| Pick {
        key: format!("{}@amazon.de", asin(number)).parse().unwrap(),
        title: String::new(),
        wanted,
    });
    (way, vec(pick, 1..4)).prop_map(|(way, picks)| Session::new(Marketplace::De, way, &picks, 1.0))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn whatever_happens(session in session(), events in vec(event(), 0..60), presses in any::<bool>()) {
        let mut session = session;
        for event in events {
            let before = session.clone();
            let (next, command) = session.on(&event, presses);
            session = next;
            if command == Command::Press {
                let SessionEvent::PageState { sight: PageState::Product(page), .. } = &event else {
                    panic!("pressed without looking at a product: {event:?}");
                };
                let item = before.current().unwrap();
                prop_assert!(presses && page.state == ProductState::Ready && page.asin == item.asin);
                prop_assert!(item.pressed.is_none(), "pressed twice without looking into the cart");
            }
            if command == Command::Decline {
                prop_assert!(presses && before.current().unwrap().pressed.is_some());
            }
            if session.is_done() && !before.is_done() {
                let after = match &event {
                    SessionEvent::PageState { sight: PageState::Cart(page), .. } => page.lines(),
                    _ => None,
                };
                for item in &session.items {
                    match item.outcome.unwrap() {
                        Outcome::InCart { count: said, unticked, .. } => {
                            let there = item.count(after.unwrap());
                            prop_assert_eq!((there.units, there.unticked), (said, unticked), "no reading says so");
                        }
                        Outcome::AlreadyThere { count: said, .. } => {
                            let lines = after.or(before.before.as_deref()).unwrap();
                            prop_assert_eq!(item.count(lines).units, said);
                        }
                        Outcome::NotAdded { .. } => {
                            let none = after.is_none_or(|lines| item.count(lines).units == 0);
                            prop_assert!(none, "it is there, and we say it is not");
                        }
                        Outcome::Marked => prop_assert!(session.way == AddMethod::Plain || item.elsewhere),
                    }
                }
            }
            if before.is_done() {
                prop_assert_eq!(&session, &before, "what is over stays as it is");
                prop_assert_eq!(command, Command::Stay);
            }
        }
    }

    #[test]
    fn a_walk_can_always_be_ended(session in session(), events in vec(event(), 0..40)) {
        let mut session = session;
        for event in events {
            session = session.on(&event, false).0;
        }
        // Stop once to look into the cart, twice to go without.
        for _ in 0..2 {
            session = session.on(&SessionEvent::Stop, false).0;
        }
        prop_assert!(session.is_done());
        prop_assert!(session.items.iter().all(|item| item.outcome.is_some()));
    }

    #[test]
    fn a_walk_reads_what_it_writes(session in session(), events in vec(event(), 0..20)) {
        let mut session = session;
        for event in events {
            session = session.on(&event, true).0;
        }
        let json = serde_json::to_string(&session).unwrap();
        prop_assert_eq!(serde_json::from_str::<Session>(&json).unwrap(), session);
    }
}

/// Every store that sells can be asked for, and none is there unasked.
#[test]
fn the_manifest_asks_for_stores_when_they_are_needed() {
    let manifest: serde_json::Value = serde_json::from_str(include_str!("../manifest.json")).unwrap();
    let named = |key: &str| -> Vec<String> { serde_json::from_value(manifest[key].clone()).unwrap() };
    let (always, optional) = (named("host_permissions"), named("optional_host_permissions"));
    for store in Marketplace::ALL {
        assert!(!always.contains(&store.pages()), "{store} is there unasked");
        assert_eq!(optional.contains(&store.pages()), store.is_open(), "{store}");
    }
    let stores = optional.iter().filter(|host| host.starts_with("https://www.amazon."));
    assert_eq!(stores.count(), Marketplace::ALL.iter().filter(|store| store.is_open()).count());
}
