//! The rows of the buy box: the ways of buying among which one is open.
//!
//! Button, form, quantity and price belong to one row. A page of several rows has all of that several times, folded by
//! Amazon's style sheet, which comes when it comes: so the open row is known by its marks, and by what is seen last.

use web_sys::Element;

use super::selectors as find;
use crate::dom::{all, closest, first};

/// What a row offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferKind {
    /// A new one, once.
    Ordinary,
    /// A used one, also a renewed one.
    Used,
    /// One now and then.
    Subscription,
    /// The price of members, for those who are none.
    Members,
    /// Anything else: a trade-in, groceries, a rental.
    Other,
}

/// The open row and what it offers; `None` where the buy box has no rows, or none that says it is open.
#[must_use]
pub fn open(root: &Element) -> Option<(Element, OfferKind)> {
    let rows = all(root, find::ROW);
    let open = match rows.as_slice() {
        [only] => only,
        rows => rows.iter().find(|row| matches(row, find::OPEN_ROW)).or_else(|| {
            let mut unfolded = rows.iter().filter(|row| first(row, find::OPEN_ROW_MARK).is_some());
            unfolded.next().filter(|_| unfolded.next().is_none())
        })?,
    };
    Some((open.clone(), kind(open)))
}

/// Whether there is a row of that kind.
#[must_use]
pub fn has(root: &Element, wanted: OfferKind) -> bool {
    all(root, find::ROW).iter().any(|row| kind(row) == wanted)
}

/// Whether it stands in a row that is not the open one.
#[must_use]
pub fn is_folded(element: &Element, open: Option<&Element>) -> bool {
    let row = closest(element, find::ROW);
    row.is_some_and(|row| open.is_some_and(|open| *open != row))
}

fn matches(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}

fn kind(row: &Element) -> OfferKind {
    // Amazon numbers the ids anew when it draws the box again; the names stay.
    let name = row.get_attribute("data-a-accordion-row-name").unwrap_or_else(|| row.id());
    let offer = first(row, find::OFFER_TYPE).and_then(|it| it.get_attribute("data-csa-c-buying-option-type"));
    kind_of(&name, offer.as_deref())
}

/// By the row's name, else by the kind of offer in it.
fn kind_of(name: &str, offer: Option<&str>) -> OfferKind {
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    if begins(&["new", "oneTime", "deals"]) {
        OfferKind::Ordinary
    } else if begins(&["used", "renewed", "refurbished", "openBox"]) {
        OfferKind::Used
    } else if begins(&["sns"]) {
        OfferKind::Subscription
    } else if begins(&["prime"]) {
        OfferKind::Members
    } else {
        match offer {
            Some("NEW") => OfferKind::Ordinary,
            Some("USED" | "RENEWED" | "REFURBISHED") => OfferKind::Used,
            Some("PRIME_SAVINGS_UPSELL") => OfferKind::Members,
            _ => OfferKind::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_known_by_name_then_by_offer() {
        for (name, offer, kind) in [
            ("newAccordionRow", None, OfferKind::Ordinary),
            ("newAccordionRow_1", Some("NEW"), OfferKind::Ordinary),
            ("usedAccordionRow", Some("USED"), OfferKind::Used),
            ("renewedAccordionRow", None, OfferKind::Used),
            ("snsAccordionRowMiddle", Some("NEW"), OfferKind::Subscription),
            ("primeSavingsUpsellAccordionRow", Some("PRIME_SAVINGS_UPSELL"), OfferKind::Members),
            ("buyBackAccordionRow", None, OfferKind::Other),
            ("almAccordionRow", None, OfferKind::Other),
            ("rentAccordionRow_0", None, OfferKind::Other),
            ("someNewFashionRow", Some("NEW"), OfferKind::Ordinary),
            ("someNewFashionRow", Some("USED"), OfferKind::Used),
            ("someNewFashionRow", Some("LEASE"), OfferKind::Other),
            ("", None, OfferKind::Other),
        ] {
            assert_eq!(kind_of(name, offer), kind, "{name} {offer:?}");
        }
    }
}
