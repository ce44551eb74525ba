//! What Amazon says after a press. It is a sign to go on, and no proof: that is in the cart.

use web_sys::Element;

use super::seen;
use super::selectors::CONFIRMATION;

/// Whether the page says that something was added.
#[must_use]
pub fn is_confirmed(root: &Element) -> bool {
    seen(root, CONFIRMATION).is_some()
}
