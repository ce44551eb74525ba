use super::super::tour::*;
use super::super::{Command, SessionEvent};
use super::*;
use crate::handover::AddMethod;

#[test]
fn we_press_on_the_very_item_in_its_ordinary_state_only() {
    let mut tour = Tour::new(AddMethod::Guided, 1);
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
        ProductState::ReadyOnPhone,
        ProductState::MembersChosen,
        ProductState::AnotherWay,
        ProductState::OtherCart,
        ProductState::GiftCard,
        ProductState::Queue,
    ];
    for state in all {
        assert_eq!(tour.looks(product(1, state)), Command::Stay, "{state:?}");
    }
    assert_eq!(tour.looks(product(2, ProductState::Ready)), Command::Stay, "a version chosen by the user");
    assert_eq!(tour.session.halt, WaitingFor::Chosen);
    tour.press(2);
    assert_eq!(tour.looks(product(2, ProductState::Plan)), Command::Decline);
    assert_eq!(tour.sees(PageState::Confirmation), to_cart());
    tour.sees(cart(&[(2, 1)]));
    tour.ends(&[one_of(2)]);
}

#[test]
fn a_page_that_opens_as_another_version_is_the_items_own() {
    for asked in [1, 0] {
        let mut tour = Tour::new(AddMethod::Guided, 1);
        tour.presses = true;
        tour.sees(cart(&[]));
        assert_eq!(tour.sees(version(asked, 2, ProductState::Ready)), Command::Stay, "the user's to press");
        assert_eq!(tour.session.halt, WaitingFor::Chosen);
        tour.press(2);
        tour.sees(PageState::Confirmation);
        tour.sees(cart(&[(2, 1)]));
        tour.ends(&[one_of(2)]);
    }
    let mut tour = Tour::new(AddMethod::Guided, 1);
    tour.sees(cart(&[]));
    tour.sees(version(1, 2, ProductState::Unavailable));
    assert_eq!(
        tour.session.halt,
        WaitingFor::Choose,
        "what is wrong with another version is not wrong with the item"
    );
    tour.looks(product(1, ProductState::Ready));
    assert_eq!(tour.session.halt, WaitingFor::Press, "the user chose the item's own");
    tour.press(1);
    tour.sees(PageState::Confirmation);
    tour.sees(cart(&[(1, 1)]));
    tour.ends(&[ONE]);
}

#[test]
fn going_on_is_no_circle() {
    let mut tour = Tour::new(AddMethod::Guided, 1);
    tour.sees(cart(&[]));
    tour.sees(product(2, ProductState::Ready));
    assert_eq!(tour.session.halt, WaitingFor::Strayed);
    assert_eq!(tour.does(&SessionEvent::GoOn), dp(1));
    tour.sees(product(2, ProductState::Ready));
    assert_eq!(tour.session.halt, WaitingFor::Chosen, "the store shows that one at the item's address");
}

#[test]
fn a_version_that_was_chosen_before_is_counted_before() {
    let mut tour = Tour::new(AddMethod::Guided, 1);
    tour.session.items[0].chosen = Some(asin(2));
    tour.sees(cart(&[(2, 1)]));
    tour.ends(&[Outcome::AlreadyThere { count: 1, unticked: 0, version: Some(asin(2)) }]);
}

#[test]
fn what_goes_into_another_cart_is_never_called_missing() {
    let at_groceries = || {
        let mut tour = Tour::new(AddMethod::Guided, 1);
        tour.sees(cart(&[]));
        tour.sees(product(1, ProductState::OtherCart));
        assert_eq!(tour.session.halt, WaitingFor::OtherCart);
        tour
    };
    let mut tour = at_groceries();
    assert_eq!(tour.does(&SessionEvent::Told), to_cart());
    tour.sees(cart(&[]));
    tour.ends(&[Outcome::Marked]);
    let mut tour = at_groceries();
    assert_eq!(tour.sees(PageState::Confirmation), to_cart(), "its button was pressed, and we were not told");
    tour.sees(cart(&[]));
    tour.sees(cart(&[]));
    tour.ends(&[not(Reason::OtherCartTried)]);
    let mut tour = at_groceries();
    assert_eq!(tour.does(&SessionEvent::Skip), to_cart());
    tour.sees(cart(&[]));
    tour.ends(&[not(Reason::OtherCart)]);
}

#[test]
fn something_else_that_is_new_in_the_cart_is_not_called_missing() {
    for (before, after, reason) in [
        (&[][..], &[(7, 1)][..], Reason::OtherLine),
        (&[(7, 1)][..], &[(7, 1)][..], Reason::NoEffect),
        (&[(7, 1)][..], &[(7, 2)][..], Reason::OtherLine),
    ] {
        let mut tour = Tour::new(AddMethod::Guided, 1);
        tour.sees(cart(before));
        tour.sees(product(1, ProductState::Ready));
        tour.press(1);
        tour.does(&SessionEvent::Quiet);
        tour.sees(cart(after));
        tour.sees(cart(after));
        tour.ends(&[not(reason)]);
    }
}

#[test]
fn a_pane_that_nobody_knows_is_the_users() {
    let asks = || {
        let page =
            ProductPage { asin: asin(1), asked: None, state: ProductState::Ready, asks: true, most: 1 };
        PageState::Product(page)
    };
    let mut tour = Tour::new(AddMethod::Guided, 1);
    tour.presses = true;
    tour.sees(cart(&[]));
    assert_eq!(tour.sees(asks()), Command::Stay, "nothing is pressed under it");
    assert_eq!(tour.session.halt, WaitingFor::Pane);
    assert_eq!(tour.looks(product(1, ProductState::Ready)), Command::Press);
    tour.press(1);
    tour.looks(asks());
    assert_eq!(tour.session.halt, WaitingFor::Pane);
    assert_eq!(tour.does(&SessionEvent::Quiet), Command::Stay, "nobody is led away from a question");
    tour.looks(product(1, ProductState::Ready));
    assert_eq!(tour.session.halt, WaitingFor::Confirming);
    assert_eq!(tour.does(&SessionEvent::Quiet), to_cart());
}

#[test]
fn another_product_is_never_taken_for_the_item() {
    let mut tour = Tour::new(AddMethod::Guided, 1);
    tour.presses = true;
    tour.sees(cart(&[]));
    assert_eq!(tour.sees(product(2, ProductState::Ready)), Command::Stay);
    assert_eq!(tour.session.halt, WaitingFor::Strayed);
    assert_eq!(tour.does(&SessionEvent::Pressed { asin: asin(2), quantity: 1 }), Command::Stay);
    assert!(!tour.session.items[0].tried);
    assert_eq!(tour.does(&SessionEvent::GoOn), dp(1));
}

#[test]
fn states_that_end_an_item() {
    for (sight, reason) in [
        (product(1, ProductState::Unavailable), Reason::Unavailable),
        (product(1, ProductState::Digital), Reason::Digital),
        (product(1, ProductState::NotDeliverable), Reason::NotDeliverable),
        (product(1, ProductState::NotSold), Reason::NotSold),
        (product(1, ProductState::Limit), Reason::Limit),
        (product(1, ProductState::Members), Reason::Members),
        (product(1, ProductState::Invitation), Reason::Invitation),
        (product(1, ProductState::BuyNow), Reason::BuyNow),
        (PageState::Missing, Reason::Missing),
    ] {
        let mut tour = Tour::new(AddMethod::Guided, 1);
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
        (ProductState::MembersChosen, Reason::MembersChosen),
        (ProductState::AnotherWay, Reason::AnotherWay),
        (ProductState::GiftCard, Reason::GiftCard),
        (ProductState::Queue, Reason::Queue),
        (ProductState::ReadyOnPhone, Reason::Skipped),
    ] {
        let mut tour = Tour::new(AddMethod::Guided, 1);
        tour.sees(cart(&[]));
        tour.sees(product(1, state));
        assert_eq!(tour.does(&SessionEvent::Skip), to_cart());
        tour.sees(cart(&[]));
        tour.ends(&[not(reason)]);
    }
}

#[test]
fn more_than_the_picker_has_goes_in_rounds() {
    let mut tour = Tour::new(AddMethod::Guided, 1);
    tour.session.items[0].wanted = 5;
    tour.sees(cart(&[]));
    for (quantity, then) in [(3, dp(1)), (2, to_cart())] {
        tour.sees(product(1, ProductState::Ready));
        assert_eq!(tour.session.missing(&tour.session.items[0]), if quantity == 3 { 5 } else { 2 });
        tour.does(&SessionEvent::Pressed { asin: asin(1), quantity });
        assert_eq!(tour.sees(PageState::Confirmation), then);
    }
}
