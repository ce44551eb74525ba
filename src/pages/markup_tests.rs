//! The pages' markup and their acts know each other.

use std::collections::BTreeSet;

use super::{data, handover, insights, list, options, popup, row};
use hashcart_core::handover::Act as Offered;

/// The names in `data-do` in a page's markup.
fn acts(markup: &str) -> BTreeSet<&str> {
    markup.split("data-do=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn names<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> BTreeSet<&'static str> {
    all.iter().map(|one| name(*one)).collect()
}

#[test]
fn every_act_in_the_markup_is_one_of_its_page() {
    let rows = names(row::Act::ALL, row::Act::name);
    let shelves =
        &names(list::ShelfName::ALL, list::ShelfName::name) | &names(list::Tab::ALL, list::Tab::name);
    let parts = [
        ("cart", include_str!("../../www/cart.html"), names(list::Act::ALL, list::Act::name)),
        ("row-lines", include_str!("../../www/row-lines.html"), BTreeSet::new()),
        ("insights", include_str!("../../www/insights.html"), names(insights::Act::ALL, insights::Act::name)),
        ("list", include_str!("../../www/list.html"), &names(list::Act::ALL, list::Act::name) | &shelves),
        ("popup", include_str!("../../www/popup.html"), names(popup::Act::ALL, popup::Act::name)),
        (
            "options",
            include_str!("../../www/options.html"),
            &names(options::Act::ALL, options::Act::name) | &names(data::Act::ALL, data::Act::name),
        ),
        ("welcome", include_str!("../../www/welcome.html"), names(options::Act::ALL, options::Act::name)),
        (
            "handover",
            include_str!("../../www/handover.html"),
            &names(handover::Press::ALL, handover::Press::name) | &names(Offered::ALL, Offered::name),
        ),
    ];
    for (page, markup, known) in parts {
        let known = &known | &rows;
        let unknown: Vec<_> = acts(markup).into_iter().filter(|act| !known.contains(act)).collect();
        assert_eq!(unknown, Vec::<&str>::new(), "www/{page}.html has acts that nobody hears");
    }
}

#[test]
fn no_two_acts_of_a_page_have_one_name() {
    let rows = names(row::Act::ALL, row::Act::name);
    for others in [
        &names(list::Act::ALL, list::Act::name) | &names(list::ShelfName::ALL, list::ShelfName::name),
        names(popup::Act::ALL, popup::Act::name),
    ] {
        assert!(others.is_disjoint(&rows), "{others:?}");
    }
    let options = names(options::Act::ALL, options::Act::name);
    assert!(options.is_disjoint(&names(data::Act::ALL, data::Act::name)));
    let presses = names(handover::Press::ALL, handover::Press::name);
    assert!(presses.is_disjoint(&names(Offered::ALL, Offered::name)));
}
