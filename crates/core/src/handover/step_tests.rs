use super::super::{Pick, WalkItem};
use super::*;
use crate::marketplace::Marketplace;

fn asin(number: u32) -> Asin {
    format!("B0HCART{number:03}").parse().unwrap()
}

fn walk(way: Way, items: u32) -> Walk {
    let pick = |number| Pick {
        key: format!("{}@amazon.de", asin(number)).parse().unwrap(),
        title: String::new(),
        wanted: 1,
    };
    Walk::new(Marketplace::De, way, &(1..=items).map(pick).collect::<Vec<_>>(), 1.0)
}

fn cart(units: &[(u32, u32)]) -> PageState {
    let line = |&(number, quantity): &(u32, u32)| CartLine { asin: asin(number), quantity, ticked: true };
    if units.is_empty() {
        return PageState::Cart(CartPage::Empty);
    }
    PageState::Cart(CartPage::Lines(units.iter().map(line).collect()))
}

fn product(number: u32, state: ProductState) -> PageState {
    PageState::Product(ProductPage { asin: asin(number), state, most: 30 })
}

/// A walk and a clock of pages.
struct Tour {
    walk: Walk,
    page: f64,
    presses: bool,
}

impl Tour {
    fn new(way: Way, items: u32) -> Self {
        Self { walk: walk(way, items), page: 1.0, presses: false }
    }

    #[track_caller]
    fn does(&mut self, event: &Event) -> Command {
        let (walk, order) = self.walk.clone().on(event, self.presses);
        self.walk = walk;
        order
    }

    /// The same page looks like this now.
    #[track_caller]
    fn looks(&mut self, sight: PageState) -> Command {
        self.does(&Event::PageState { page: self.page, sight, title: None })
    }

    /// Another page.
    #[track_caller]
    fn sees(&mut self, sight: PageState) -> Command {
        self.page += 1.0;
        self.looks(sight)
    }

    #[track_caller]
    fn press(&mut self, number: u32) {
        assert_eq!(self.does(&Event::Pressed { asin: asin(number), quantity: 1 }), Command::Stay);
        assert_eq!(self.walk.halt, WaitingFor::Confirming);
    }

    #[track_caller]
    fn ends(&self, outcomes: &[Outcome]) {
        assert!(self.walk.is_done(), "{:?}", self.walk);
        let found: Vec<_> = self.walk.items.iter().map(|item| item.outcome.unwrap()).collect();
        assert_eq!(found, outcomes);
    }
}

fn dp(number: u32) -> Command {
    Command::Go(format!("https://www.amazon.de/dp/{}?th=1&psc=1", asin(number)))
}

fn to_cart() -> Command {
    Command::Go("https://www.amazon.de/gp/cart/view.html".to_owned())
}

const ONE: Outcome = Outcome::InCart { count: 1, unticked: 0 };

fn not(reason: Reason) -> Outcome {
    Outcome::NotAdded { reason }
}

#[test]
fn the_way_of_two_items() {
    let mut tour = Tour::new(Way::Guided, 2);
    assert_eq!(tour.walk.goal().map(Command::Go), Some(to_cart()));
    assert_eq!(tour.sees(cart(&[])), dp(1));
    assert_eq!(tour.sees(product(1, ProductState::Ready)), Command::Stay);
    assert_eq!(tour.walk.halt, WaitingFor::Press);
    tour.press(1);
    assert_eq!(tour.sees(PageState::Confirmation), dp(2));
    tour.sees(product(2, ProductState::Ready));
    tour.press(2);
    assert_eq!(tour.looks(PageState::Confirmation), to_cart(), "a sheet over the product's page counts too");
    assert_eq!(tour.sees(cart(&[(1, 1)])), Command::Stay);
    tour.ends(&[ONE, not(Reason::NoEffect)]);
}

#[test]
fn what_is_there_is_not_bought_again() {
    let mut tour = Tour::new(Way::Guided, 2);
    assert_eq!(tour.sees(cart(&[(1, 3)])), dp(2));
    tour.sees(product(2, ProductState::Ready));
    assert_eq!(tour.does(&Event::Skip), to_cart());
    tour.sees(cart(&[(1, 3)]));
    tour.ends(&[Outcome::AlreadyThere { count: 3, unticked: 0 }, not(Reason::Skipped)]);
    let mut tour = Tour::new(Way::Guided, 1);
    assert_eq!(tour.sees(cart(&[(1, 1)])), Command::Stay, "nothing to do, and the cart was just read");
    tour.ends(&[Outcome::AlreadyThere { count: 1, unticked: 0 }]);
}

#[test]
fn a_page_that_was_to_be_left_only_hears_it_again() {
    let mut tour = Tour::new(Way::Guided, 2);
    let order = tour.sees(cart(&[]));
    let before = tour.walk.clone();
    assert_eq!(tour.looks(cart(&[])), order);
    assert_eq!(tour.walk, before);
}

#[test]
fn a_press_nobody_saw_the_end_of_is_asked_of_the_cart() {
    for (found, reason) in [(cart(&[(1, 1)]), None), (cart(&[]), Some(Reason::NoEffect))] {
        let mut tour = Tour::new(Way::Guided, 2);
        tour.sees(cart(&[]));
        tour.sees(product(1, ProductState::Ready));
        tour.press(1);
        assert_eq!(tour.sees(product(1, ProductState::Ready)), to_cart(), "never pressed twice");
        assert_eq!(tour.walk.at, Stage::Check(0));
        assert_eq!(tour.sees(found), dp(2));
        assert_eq!(tour.walk.items[0].left, reason);
    }
    let mut tour = Tour::new(Way::Guided, 1);
    tour.sees(cart(&[]));
    tour.sees(product(1, ProductState::Ready));
    tour.press(1);
    assert_eq!(tour.does(&Event::Quiet), to_cart());
}

#[test]
fn we_press_on_the_very_item_in_its_ordinary_state_only() {
    let mut tour = Tour::new(Way::Guided, 1);
    tour.presses = true;
    tour.sees(cart(&[]));
    assert_eq!(tour.sees(product(1, ProductState::Ready)), Command::Press);
    let all = [
        ProductState::Choose,
        ProductState::Used,
        ProductState::NoOffer,
        ProductState::Subscribe,
        ProductState::Plan,
        ProductState::Unclear,
    ];
    for state in all {
        assert_eq!(tour.looks(product(1, state)), Command::Stay, "{state:?}");
    }
    assert_eq!(tour.looks(product(2, ProductState::Ready)), Command::Stay, "a version chosen by the user");
    assert_eq!(tour.walk.halt, WaitingFor::Chosen);
    tour.press(2);
    assert_eq!(tour.looks(product(2, ProductState::Plan)), Command::Decline);
    assert_eq!(tour.sees(PageState::Confirmation), to_cart());
    tour.sees(cart(&[(2, 1)]));
    tour.ends(&[ONE]);
}

#[test]
fn another_product_is_never_taken_for_the_item() {
    let mut tour = Tour::new(Way::Guided, 1);
    tour.presses = true;
    tour.sees(cart(&[]));
    assert_eq!(tour.sees(product(2, ProductState::Ready)), Command::Stay);
    assert_eq!(tour.walk.halt, WaitingFor::Strayed);
    assert_eq!(tour.does(&Event::Pressed { asin: asin(2), quantity: 1 }), Command::Stay);
    assert!(!tour.walk.items[0].tried);
    assert_eq!(tour.does(&Event::GoOn), dp(1));
}

#[test]
fn states_that_end_an_item() {
    for (sight, reason) in [
        (product(1, ProductState::Unavailable), Reason::Unavailable),
        (product(1, ProductState::Digital), Reason::Digital),
        (product(1, ProductState::NotDeliverable), Reason::NotDeliverable),
        (PageState::Missing, Reason::Missing),
    ] {
        let mut tour = Tour::new(Way::Guided, 1);
        tour.sees(cart(&[]));
        assert_eq!(tour.sees(sight), to_cart());
        tour.sees(cart(&[]));
        tour.ends(&[not(reason)]);
    }
    for (state, reason) in [
        (ProductState::Choose, Reason::Choose),
        (ProductState::Used, Reason::Used),
        (ProductState::NoOffer, Reason::NoOffer),
        (ProductState::Subscribe, Reason::Subscribe),
    ] {
        let mut tour = Tour::new(Way::Guided, 1);
        tour.sees(cart(&[]));
        tour.sees(product(1, state));
        assert_eq!(tour.does(&Event::Skip), to_cart());
        tour.sees(cart(&[]));
        tour.ends(&[not(reason)]);
    }
}

#[test]
fn what_is_in_the_way_is_waited_out() {
    for sight in [PageState::SignIn, PageState::Continue, PageState::Captcha, PageState::Checking] {
        let mut tour = Tour::new(Way::Guided, 1);
        assert_eq!(tour.sees(sight.clone()), Command::Stay);
        assert_eq!(tour.sees(cart(&[])), dp(1));
        assert_eq!(tour.sees(sight), Command::Stay);
        tour.sees(product(1, ProductState::Ready));
        assert_eq!(tour.walk.halt, WaitingFor::Press);
    }
    let mut tour = Tour::new(Way::Guided, 1);
    tour.sees(cart(&[]));
    tour.sees(PageState::SignIn);
    assert_eq!(tour.sees(PageState::Unknown), dp(1), "signing in ended at the front door");
}

#[test]
fn an_unreadable_cart_is_not_an_empty_one() {
    let unread = || PageState::Cart(CartPage::Unreadable);
    let mut tour = Tour::new(Way::Guided, 1);
    assert_eq!(tour.sees(unread()), Command::Stay);
    assert_eq!(tour.walk.halt, WaitingFor::CartUnread);
    assert_eq!(tour.does(&Event::GoOn), to_cart());
    assert_eq!(tour.sees(cart(&[])), dp(1));
    tour.sees(product(1, ProductState::Ready));
    tour.press(1);
    tour.sees(PageState::Confirmation);
    assert_eq!(tour.sees(unread()), Command::Stay);
    assert_eq!(tour.does(&Event::Stop), Command::Stay);
    tour.ends(&[not(Reason::CartUnread)]);
}

#[test]
fn a_tab_or_a_browser_that_went_away_is_a_halt() {
    for event in [Event::TabGone, Event::Restarted] {
        let mut tour = Tour::new(Way::Guided, 2);
        tour.walk.tab = Some(7);
        tour.sees(cart(&[]));
        tour.sees(product(1, ProductState::Ready));
        tour.press(1);
        tour.does(&event);
        assert!(tour.walk.halt.is_pause() && tour.walk.tab.is_none());
        assert_eq!(tour.does(&Event::GoOn), to_cart(), "was it pressed or not?");
        assert_eq!(tour.sees(cart(&[(1, 1)])), dp(2));
    }
}

#[test]
fn stop_looks_into_the_cart_if_anything_was_pressed() {
    let mut tour = Tour::new(Way::Guided, 3);
    tour.sees(cart(&[]));
    tour.sees(product(1, ProductState::Ready));
    tour.press(1);
    tour.sees(PageState::Confirmation);
    tour.sees(product(2, ProductState::Used));
    assert_eq!(tour.does(&Event::Stop), to_cart());
    tour.sees(cart(&[(1, 1)]));
    tour.ends(&[ONE, not(Reason::Used), not(Reason::Stopped)]);
    let mut tour = Tour::new(Way::Guided, 1);
    assert_eq!(tour.does(&Event::Stop), Command::Stay);
    tour.ends(&[not(Reason::Stopped)]);
}

#[test]
fn more_than_the_picker_has_goes_in_rounds() {
    let mut tour = Tour::new(Way::Guided, 1);
    tour.walk.items[0].wanted = 5;
    tour.sees(cart(&[]));
    for (quantity, then) in [(3, dp(1)), (2, to_cart())] {
        tour.sees(product(1, ProductState::Ready));
        assert_eq!(tour.walk.missing(&tour.walk.items[0]), if quantity == 3 { 5 } else { 2 });
        tour.does(&Event::Pressed { asin: asin(1), quantity });
        assert_eq!(tour.sees(PageState::Confirmation), then);
    }
}

#[test]
fn the_quick_way_believes_the_cart_only() {
    let mut tour = Tour::new(Way::Quick, 2);
    let Command::Go(link) = tour.sees(cart(&[(2, 1)])) else { panic!("no link") };
    assert!(link.ends_with("/gp/aws/cart/add.html?ASIN.1=B0HCART001&Quantity.1=1"), "{link}");
    assert_eq!(tour.sees(PageState::SignIn), Command::Stay);
    assert_eq!(tour.sees(PageState::Unknown), Command::Stay);
    assert_eq!(tour.walk.halt, WaitingFor::Link);
    assert_eq!(tour.sees(cart(&[(2, 1)])), to_cart(), "its landing page is no reading");
    tour.sees(cart(&[(2, 1)]));
    tour.ends(&[not(Reason::NoEffect), Outcome::AlreadyThere { count: 1, unticked: 0 }]);
}

#[test]
fn the_plain_way_takes_the_users_word_and_says_so() {
    let mut tour = Tour::new(Way::Plain, 3);
    assert_eq!(tour.does(&Event::Marked { there: true }), dp(2));
    assert_eq!(tour.does(&Event::Marked { there: false }), dp(3));
    assert_eq!(tour.sees(cart(&[(3, 1)])), Command::Stay, "nothing is looked at");
    tour.does(&Event::Skip);
    tour.ends(&[Outcome::Marked, not(Reason::Marked), not(Reason::Skipped)]);
}

#[test]
fn a_permission_taken_back_leaves_the_plain_way() {
    let mut tour = Tour::new(Way::Guided, 2);
    tour.sees(cart(&[]));
    tour.does(&Event::Revoked);
    assert_eq!(tour.walk.halt, WaitingFor::Revoked);
    assert_eq!(tour.does(&Event::Plainly), dp(1));
    assert_eq!(tour.walk.halt, WaitingFor::Mark);
}

#[test]
fn a_second_pick_of_a_product_is_one_item() {
    let picks = ["B0HCART001@amazon.de", "B0HCART001@amazon.com", "link:amzn.to/3DHiDU7"].map(|key| Pick {
        key: key.parse().unwrap(),
        title: String::new(),
        wanted: 0,
    });
    let walk = Walk::new(Marketplace::De, Way::Guided, &picks, 1.0);
    assert_eq!(walk.items.iter().map(|item: &WalkItem| item.wanted).collect::<Vec<_>>(), [1]);
    assert!(Walk::new(Marketplace::De, Way::Guided, &[], 1.0).is_done());
}
