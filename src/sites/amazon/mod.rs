//! Amazon's pages: what they show, our panel on them, and the one button that is ever pressed there.

mod aside;
pub mod cart;
pub mod outcome;
pub mod page;
pub mod panel;
pub mod press;
pub mod product;
pub mod rows;
pub mod selectors;

use web_sys::Element;

use crate::dom::{closest, window};

/// Whether a person sees it: it takes up room and is not hidden. Amazon lays a nearly transparent control over what
/// looks like a button, so opacity says nothing.
#[must_use]
pub fn is_visible(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    if place.width() <= 0.0 || place.height() <= 0.0 || closest(element, selectors::HIDDEN).is_some() {
        return false;
    }
    let style = window().and_then(|window| window.get_computed_style(element).ok().flatten());
    style.and_then(|style| style.get_property_value("visibility").ok()).is_none_or(|it| it == "visible")
}

/// The first of them that a person sees.
fn seen(root: &Element, selector: &'static str) -> Option<Element> {
    crate::dom::all(root, selector).into_iter().find(is_visible)
}
