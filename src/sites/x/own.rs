//! Which elements of a tweet are its own.

use web_sys::Element;

use super::selectors as sel;
use crate::dom::{closest, first};

/// Whether `element` belongs to this tweet itself: not to a tweet inside it, and not to the one it quotes.
pub(super) fn own(article: &Element, element: &Element) -> bool {
    is_nearest(article, element) && !is_quoted(article, element)
}

/// Whether it is the tweet nearest around an element.
pub(super) fn is_nearest(article: &Element, element: &Element) -> bool {
    closest(element, sel::NEAREST).is_some_and(|nearest| nearest.is_same_node(Some(article)))
}

/// Whether an element stands in the tweet that this one quotes.
pub(super) fn is_quoted(article: &Element, element: &Element) -> bool {
    let within = |selector: &'static str| {
        closest(element, selector)
            .filter(|quote| article.contains(Some(quote)) && !quote.is_same_node(Some(article)))
    };
    // What can have the focus is a quote only with a name in it, and not the tweet's own.
    let others = |quote: &Element| {
        first(quote, sel::USER_NAME).is_some()
            && first(article, sel::USER_NAME).is_some_and(|own| !quote.contains(Some(&own)))
    };
    within(sel::QUOTE).is_some() || within(sel::FOCUSABLE).as_ref().is_some_and(others)
}
