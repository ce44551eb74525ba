use super::tour::*;
use super::*;
use crate::handover::{CartPage, Pick, ProductState, SessionItem};
use crate::marketplace::Marketplace;

#[test]
fn the_way_of_two_items() {
    let mut tour = Tour::new(AddMethod::Guided, 2);
    assert_eq!(tour.session.goal().map(Command::Go), Some(to_cart()));
    assert_eq!(tour.sees(cart(&[])), dp(1));
    assert_eq!(tour.sees(product(1, ProductState::Ready)), Command::Stay);
    assert_eq!(tour.session.halt, WaitingFor::Press);
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
    let mut tour = Tour::new(AddMethod::Guided, 2);
    assert_eq!(tour.sees(cart(&[(1, 3)])), dp(2));
    tour.sees(product(2, ProductState::Ready));
    assert_eq!(tour.does(&SessionEvent::Skip), to_cart());
    tour.sees(cart(&[(1, 3)]));
    tour.ends(&[Outcome::AlreadyThere { count: 3, unticked: 0, version: None }, not(Reason::Skipped)]);
    let mut tour = Tour::new(AddMethod::Guided, 1);
    assert_eq!(tour.sees(cart(&[(1, 1)])), Command::Stay, "nothing to do, and the cart was just read");
    tour.ends(&[Outcome::AlreadyThere { count: 1, unticked: 0, version: None }]);
}

#[test]
fn a_page_that_was_to_be_left_only_hears_it_again() {
    let mut tour = Tour::new(AddMethod::Guided, 2);
    let command = tour.sees(cart(&[]));
    let before = tour.session.clone();
    assert_eq!(tour.looks(cart(&[])), command);
    assert_eq!(tour.session, before);
}

#[test]
fn a_press_nobody_saw_the_end_of_is_asked_of_the_cart() {
    for (found, reason) in [(cart(&[(1, 1)]), None), (cart(&[]), Some(Reason::NoEffect))] {
        let mut tour = Tour::new(AddMethod::Guided, 2);
        tour.sees(cart(&[]));
        tour.sees(product(1, ProductState::Ready));
        tour.press(1);
        assert_eq!(tour.sees(product(1, ProductState::Ready)), to_cart(), "never pressed twice");
        assert_eq!(tour.session.at, Stage::Check(0));
        assert_eq!(tour.sees(found), dp(2));
        assert_eq!(tour.session.items[0].left, reason);
    }
    let mut tour = Tour::new(AddMethod::Guided, 1);
    tour.sees(cart(&[]));
    tour.sees(product(1, ProductState::Ready));
    tour.press(1);
    assert_eq!(tour.does(&SessionEvent::Quiet), to_cart());
}

#[test]
fn what_is_in_the_way_is_waited_out() {
    let gates =
        [PageState::SignIn, PageState::Continue, PageState::Captcha, PageState::Age, PageState::Queue];
    for sight in gates.into_iter().chain([PageState::Checking]) {
        let mut tour = Tour::new(AddMethod::Guided, 1);
        assert_eq!(tour.sees(sight.clone()), Command::Stay);
        assert_eq!(tour.sees(cart(&[])), dp(1));
        assert_eq!(tour.sees(sight), Command::Stay);
        tour.sees(product(1, ProductState::Ready));
        assert_eq!(tour.session.halt, WaitingFor::Press);
    }
    let mut tour = Tour::new(AddMethod::Guided, 1);
    tour.sees(cart(&[]));
    tour.sees(PageState::SignIn);
    assert_eq!(tour.sees(PageState::Unknown), dp(1), "signing in ended at the front door");
}

#[test]
fn an_unreadable_cart_is_not_an_empty_one() {
    let unread = || PageState::Cart(CartPage::Unreadable);
    let mut tour = Tour::new(AddMethod::Guided, 1);
    assert_eq!(tour.sees(unread()), Command::Stay);
    assert_eq!(tour.session.halt, WaitingFor::CartUnread);
    assert_eq!(tour.does(&SessionEvent::GoOn), to_cart());
    assert_eq!(tour.sees(cart(&[])), dp(1));
    tour.sees(product(1, ProductState::Ready));
    tour.press(1);
    tour.sees(PageState::Confirmation);
    assert_eq!(tour.sees(unread()), Command::Stay);
    assert_eq!(tour.does(&SessionEvent::Stop), Command::Stay);
    tour.ends(&[not(Reason::CartUnread)]);
}

#[test]
fn a_tab_or_a_browser_that_went_away_is_a_halt() {
    for event in [SessionEvent::TabGone, SessionEvent::Restarted] {
        let mut tour = Tour::new(AddMethod::Guided, 2);
        tour.session.tab = Some(7);
        tour.sees(cart(&[]));
        tour.sees(product(1, ProductState::Ready));
        tour.press(1);
        tour.does(&event);
        assert!(tour.session.halt.is_pause() && tour.session.tab.is_none());
        assert_eq!(tour.does(&SessionEvent::GoOn), to_cart(), "was it pressed or not?");
        assert_eq!(tour.sees(cart(&[(1, 1)])), dp(2));
    }
}

#[test]
fn stop_looks_into_the_cart_if_anything_was_pressed() {
    let mut tour = Tour::new(AddMethod::Guided, 3);
    tour.sees(cart(&[]));
    tour.sees(product(1, ProductState::Ready));
    tour.press(1);
    tour.sees(PageState::Confirmation);
    tour.sees(product(2, ProductState::Used));
    assert_eq!(tour.does(&SessionEvent::Stop), to_cart());
    tour.sees(cart(&[(1, 1)]));
    tour.ends(&[ONE, not(Reason::Used), not(Reason::Stopped)]);
    let mut tour = Tour::new(AddMethod::Guided, 1);
    assert_eq!(tour.does(&SessionEvent::Stop), Command::Stay);
    tour.ends(&[not(Reason::Stopped)]);
}

#[test]
fn the_quick_way_believes_the_cart_only() {
    let mut tour = Tour::new(AddMethod::Quick, 2);
    let Command::Go(link) = tour.sees(cart(&[(2, 1)])) else { panic!("no link") };
    assert!(link.ends_with("/gp/aws/cart/add.html?ASIN.1=B0HCART001&Quantity.1=1"), "{link}");
    assert_eq!(tour.sees(PageState::SignIn), Command::Stay);
    assert_eq!(tour.sees(PageState::Unknown), Command::Stay);
    assert_eq!(tour.session.halt, WaitingFor::Link);
    assert_eq!(tour.sees(cart(&[(2, 1)])), to_cart(), "its landing page is no reading");
    tour.sees(cart(&[(2, 1)]));
    tour.ends(&[not(Reason::NoEffect), Outcome::AlreadyThere { count: 1, unticked: 0, version: None }]);
}

#[test]
fn the_plain_way_takes_the_users_word_and_says_so() {
    let mut tour = Tour::new(AddMethod::Plain, 3);
    assert_eq!(tour.does(&SessionEvent::Marked { there: true }), dp(2));
    assert_eq!(tour.does(&SessionEvent::Marked { there: false }), dp(3));
    assert_eq!(tour.sees(cart(&[(3, 1)])), Command::Stay, "nothing is looked at");
    tour.does(&SessionEvent::Skip);
    tour.ends(&[Outcome::Marked, not(Reason::Marked), not(Reason::Skipped)]);
}

#[test]
fn a_permission_taken_back_leaves_the_plain_way() {
    let mut tour = Tour::new(AddMethod::Guided, 2);
    tour.sees(cart(&[]));
    tour.does(&SessionEvent::Revoked);
    assert_eq!(tour.session.halt, WaitingFor::Revoked);
    assert_eq!(tour.does(&SessionEvent::Plainly), dp(1));
    assert_eq!(tour.session.halt, WaitingFor::Mark);
}

#[test]
fn a_second_pick_of_a_product_is_one_item() {
    let picks = ["B0HCART001@amazon.de", "B0HCART001@amazon.com", "link:amzn.to/3DHiDU7"].map(|key| Pick {
        key: key.parse().unwrap(),
        title: String::new(),
        wanted: 0,
    });
    let session = Session::new(Marketplace::De, AddMethod::Guided, &picks, 1.0);
    assert_eq!(session.items.iter().map(|item: &SessionItem| item.wanted).collect::<Vec<_>>(), [1]);
    assert!(Session::new(Marketplace::De, AddMethod::Guided, &[], 1.0).is_done());
}
