//! The cart page.

use hashcart_core::handover::{CartLine, CartPage};
use web_sys::Element;

use super::selectors as find;
use super::{is_visible, seen};
use crate::dom::{all, first};

/// Reads it. Half of a cart is no cart: where a line is not understood, or where the page says that there are more,
/// it is unreadable.
#[must_use]
pub fn read(root: &Element) -> CartPage {
    let rows = all(root, find::LINE);
    if rows.is_empty() {
        let empty = seen(root, find::EMPTY).is_some();
        return if empty { CartPage::Empty } else { CartPage::Unreadable };
    }
    let mut lines = Vec::new();
    for row in rows.iter().filter(|row| !is_removed(row)) {
        match line(row) {
            Some(line) => lines.push(line),
            None => return CartPage::Unreadable,
        }
    }
    let ticked: u32 = lines.iter().filter(|line| line.ticked).map(|line| line.quantity).sum();
    if stated(root).is_some_and(|stated| stated > ticked) {
        return CartPage::Unreadable;
    }
    CartPage::Lines(lines)
}

/// A removed line stays until the page is loaded anew.
fn is_removed(row: &Element) -> bool {
    row.get_attribute("data-removed").as_deref() == Some("true")
        || first(row, find::REMOVED).is_some_and(|message| is_visible(&message))
}

fn line(row: &Element) -> Option<CartLine> {
    let attribute = |name| row.get_attribute(name);
    Some(CartLine {
        asin: attribute("data-asin")?.trim().parse().ok()?,
        quantity: attribute("data-quantity")?.trim().parse().ok()?,
        ticked: attribute("data-isselected").as_deref() != Some("0"),
    })
}

/// The number that the page states beside the sum: what stands in parentheses, in digits.
fn stated(root: &Element) -> Option<u32> {
    let text = first(root, find::SUBTOTAL)?.text_content()?;
    let (_, rest) = text.split_once(['(', '（'])?;
    let digits: String =
        rest.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Whether the page has a cart in it, whatever its address.
#[must_use]
pub fn is_there(root: &Element) -> bool {
    first(root, find::CART).is_some()
}
