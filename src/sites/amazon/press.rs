//! The one press, for users who let us do it, and the one answer that goes with it.

use hashcart_core::asin::Asin;
use hashcart_core::handover::ProductState;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::selectors::{DECLINE, GIFT_BUTTON, USED_BUTTON};
use super::{is_visible, product};
use crate::dom::{all, closest, first};

/// Presses the one button, if at this moment the page is about this product, the button would add it, and nothing
/// else is in front. Says whether it did.
#[must_use]
pub fn press(root: &Element, asin: Asin) -> bool {
    let ready = product::read(root, None)
        .is_some_and(|page| page.asin == asin && page.state == ProductState::Ready && !page.asks);
    let button = if ready { product::button(root, asin) } else { None };
    click(button)
}

/// Declines the protection plan that is in front. Says whether it did.
#[must_use]
pub fn decline(root: &Element) -> bool {
    let controls = all(root, DECLINE).into_iter().filter(is_visible);
    // Amazon wraps its controls; the control itself is what can be pressed.
    let inner = controls.map(|it| first(&it, "input, button").unwrap_or(it));
    click(inner.into_iter().find(|it| it.matches("input, button").unwrap_or(false)))
}

fn click(element: Option<Element>) -> bool {
    let element = element.and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &element {
        element.click();
    }
    element.is_some()
}

/// Which of Amazon's buttons the user has pressed, if it is one that adds this page's product.
#[must_use]
pub fn is_adding(root: &Element, target: &Element) -> bool {
    let Some(asin) = product::asin(root) else { return false };
    let own = product::button(root, asin);
    own.is_some_and(|button| button.contains(Some(target)))
        || [USED_BUTTON, GIFT_BUTTON].iter().any(|other| closest(target, other).is_some())
}
