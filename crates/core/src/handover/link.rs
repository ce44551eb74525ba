//! Amazon's documented address that adds many items at once. In 2026 it is reported to end with nothing in the cart
//! as often as not, so it is a try, and the cart is read after it.

use std::fmt::Write;

use crate::asin::Asin;
use crate::marketplace::Marketplace;

/// The most items in one address. The documentation sets no limit; the old remote cart took 50, and one item that
/// Amazon refuses can spoil all that share its address, so fewer are better.
pub const MOST_PER_LINK: usize = 20;

/// The addresses for these products and quantities. No tag of anybody's is in them.
#[must_use]
pub fn links(store: Marketplace, items: &[(Asin, u32)]) -> Vec<String> {
    let link = |part: &[(Asin, u32)]| {
        let mut url = format!("https://www.{store}/gp/aws/cart/add.html");
        for (number, (asin, quantity)) in (1..).zip(part) {
            let first = if number == 1 { '?' } else { '&' };
            // Writing to a string does not fail.
            let _ = write!(url, "{first}ASIN.{number}={asin}&Quantity.{number}={quantity}");
        }
        url
    };
    items.chunks(MOST_PER_LINK).map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_items_are_split_and_none_is_lost() {
        let asin = |number: usize| format!("B0HCART{number:03}").parse::<Asin>().unwrap();
        let items: Vec<_> = (1..=45).map(|number| (asin(number), 2)).collect();
        let links = links(Marketplace::De, &items);
        assert_eq!(links.len(), 3);
        assert!(links[0].starts_with(
            "https://www.amazon.de/gp/aws/cart/add.html?ASIN.1=B0HCART001&Quantity.1=2&ASIN.2=B0HCART002"
        ));
        assert!(
            links[1].contains("?ASIN.1=B0HCART021&") && links[2].ends_with("ASIN.5=B0HCART045&Quantity.5=2")
        );
        assert!(links.iter().all(|link| link.len() < 2000 && !link.to_lowercase().contains("tag")));
        assert_eq!(super::links(Marketplace::De, &[]), Vec::<String>::new());
    }
}
