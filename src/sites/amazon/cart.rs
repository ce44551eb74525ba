//! The cart page.

use hashcart_core::handover::{CartLine, CartPage};
use web_sys::Element;

use super::selectors as find;
use super::{is_visible, seen};
use crate::dom::{all, closest, first};

/// A line, and whether it can be had at this moment.
struct CartRow {
    line: CartLine,
    in_stock: bool,
}

/// Reads it. Half of a cart is no cart: where a line is not understood, or where any number on the page says otherwise,
/// it is unreadable.
#[must_use]
pub fn read(root: &Element) -> CartPage {
    let rows: Vec<_> =
        all(root, find::LINE).into_iter().filter(|row| closest(row, find::GROCERY_CART).is_none()).collect();
    let was_there = !rows.is_empty();
    let Some(rows) = lines(rows.iter().filter(|row| !is_removed(row))) else { return CartPage::Unreadable };
    if !stated(root).into_iter().all(|stated| agrees(stated, &rows)) {
        return CartPage::Unreadable;
    }
    if !was_there {
        let empty = seen(root, find::EMPTY).is_some();
        return if empty { CartPage::Empty } else { CartPage::Unreadable };
    }
    CartPage::Lines(rows.into_iter().map(|row| row.line).collect())
}

/// The lines, each once: the same one may be drawn for several widths. `None` where one is not understood, or where two
/// drawings of one differ.
fn lines<'a>(rows: impl Iterator<Item = &'a Element>) -> Option<Vec<CartRow>> {
    let mut lines: Vec<CartRow> = Vec::new();
    // Carts are short.
    let mut drawn: Vec<(String, CartLine)> = Vec::new();
    for row in rows {
        let read = line(row)?;
        let id = row.get_attribute("data-itemid").filter(|id| !id.is_empty());
        let before = id.as_ref().and_then(|id| drawn.iter().find(|(known, _)| known == id));
        match (before, id) {
            (Some((_, before)), _) if *before == read.line => continue,
            (Some(_), _) => return None,
            (None, Some(id)) => drawn.push((id, read.line)),
            (None, None) => {}
        }
        lines.push(read);
    }
    Some(lines)
}

/// A removed line stays until the page is loaded anew.
fn is_removed(row: &Element) -> bool {
    row.get_attribute("data-removed").as_deref() == Some("true")
        || first(row, find::REMOVED).is_some_and(|message| is_visible(&message))
}

fn line(row: &Element) -> Option<CartRow> {
    let attribute = |name| row.get_attribute(name);
    let line = CartLine {
        asin: attribute("data-asin")?.trim().parse().ok()?,
        quantity: attribute("data-quantity")?.trim().parse().ok()?,
        ticked: attribute("data-isselected").as_deref() != Some("0"),
    };
    Some(CartRow { line, in_stock: attribute("data-outofstock").as_deref() != Some("1") })
}

/// A number that the page states.
#[derive(Clone, Copy)]
enum Stated {
    /// Beside the sum: of what takes part in the checkout.
    Sum(u32),
    /// Of the cart itself, which may count all that is there.
    Cart(u32),
}

/// Whether a number fits the lines, with or without what is out of stock. Nothing more is granted: half of the lines may
/// by chance be as many as the number counts of the whole.
fn agrees(stated: Stated, rows: &[CartRow]) -> bool {
    let sum = |counts: &dyn Fn(&CartRow) -> bool| {
        rows.iter().filter(|row| counts(row)).fold(0_u32, |sum, row| sum.saturating_add(row.line.quantity))
    };
    let (number, all) = match stated {
        Stated::Sum(number) => (number, false),
        Stated::Cart(number) => (number, true),
    };
    number == sum(&|row| row.line.ticked)
        || number == sum(&|row| row.line.ticked && row.in_stock)
        || (all && number == sum(&|_| true))
}

/// The numbers that the page states, wherever they stand.
fn stated(root: &Element) -> Vec<Stated> {
    let attribute = |it: &Element, name| it.get_attribute(name)?.trim().parse().ok();
    let words = all(root, find::SUBTOTAL).into_iter().filter_map(|it| number_in(&it.text_content()?));
    let sums = all(root, find::TOTAL).into_iter().filter_map(|it| attribute(&it, "data-quantity"));
    let cart = all(root, find::CART_TOTAL).into_iter();
    let cart = cart.filter_map(|it| attribute(&it, "data-cart-total-item-count"));
    words.chain(sums).map(Stated::Sum).chain(cart.map(Stated::Cart)).collect()
}

/// The number beside the sum: what stands in parentheses, in digits of any script that Amazon writes.
fn number_in(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once(['(', '（'])?;
    let mut digits = rest.chars().map(digit).skip_while(Option::is_none).map_while(|digit| digit);
    let first = digits.next()?;
    digits.try_fold(first, |number, digit| number.checked_mul(10)?.checked_add(digit))
}

fn digit(c: char) -> Option<u32> {
    let arabic = u32::from(c).checked_sub(0x0660).filter(|digit| *digit < 10);
    c.to_digit(10).or(arabic)
}

/// Whether the page has a cart in it, whatever its address.
#[must_use]
pub fn is_there(root: &Element) -> bool {
    first(root, find::CART).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_beside_the_sum() {
        for (text, number) in [
            ("Subtotal (6 items):", Some(6)),
            ("Subtotal (1 producto):", Some(1)),
            ("小計（12 個の商品）：", Some(12)),
            ("المجموع الفرعي (٣ منتجات):", Some(3)),
            ("Subtotal:", None),
            ("Subtotal (items)", None),
            ("(99999999999)", None),
        ] {
            assert_eq!(number_in(text), number, "{text}");
        }
    }

    #[test]
    fn a_number_fits_what_is_checked_out() {
        let row = |quantity, ticked, in_stock| {
            let asin = "B0HCART001".parse().unwrap();
            CartRow { line: CartLine { asin, quantity, ticked }, in_stock }
        };
        let rows = [row(2, true, true), row(1, false, true), row(4, true, false)];
        for (number, of_sum, of_cart) in
            [(7, false, true), (6, true, true), (2, true, true), (0, false, false), (3, false, false)]
        {
            assert_eq!(agrees(Stated::Sum(number), &rows), of_sum, "{number}");
            assert_eq!(agrees(Stated::Cart(number), &rows), of_cart, "{number}");
        }
        assert!(agrees(Stated::Sum(0), &[]) && !agrees(Stated::Sum(1), &[]));
    }
}
