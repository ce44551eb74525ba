//! Words for a post of the user's own, and what is to be said of the link in it. The link is never changed: the tag in it
//! is the author's.

use hashcart_core::link::{Link, recognise};
use hashcart_core::product::ProductKey;

/// What a pasted link is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It names a product.
    Product(ProductKey),
    /// Only Amazon knows where it leads.
    Short,
    /// No product of Amazon's.
    Unknown,
}

/// Looks at a link; `None` where there is none.
#[must_use]
pub fn check(link: &str) -> Option<Checked> {
    let link = link.trim();
    (!link.is_empty()).then(|| match recognise(link) {
        Some(Link::Product(found)) => Checked::Product(found.key),
        Some(Link::Short(_)) => Checked::Short,
        None => Checked::Unknown,
    })
}

/// Words by which a reader sees that a link pays its author.
const TOLD: &[&str] = &[
    "#ad",
    "(ad)",
    "ad:",
    "advert",
    "affiliate",
    "anzeige",
    "associate",
    "commission",
    "#commissionsearned",
    "paid link",
    "paidlink",
    "#pub",
    "publicidad",
    "sponsored",
    "werbung",
    "広告",
];

/// Whether a link pays its author, and the words do not say so. Amazon's programme and the law of most countries ask that
/// they do.
#[must_use]
pub fn is_undisclosed(link: &str, words: &str) -> bool {
    let query = link.split_once('?').map_or("", |(_, query)| query);
    let has_tag = query
        .split(['&', '#'])
        .filter_map(|part| part.split_once('='))
        .any(|(name, value)| name.eq_ignore_ascii_case("tag") && !value.is_empty());
    let words = words.to_lowercase();
    has_tag && !TOLD.iter().any(|told| words.contains(told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_product_a_short_one_or_none() {
        let product = "B0057OC5O8@amazon.co.uk".parse().unwrap();
        for (link, wanted) in [
            ("https://www.amazon.co.uk/dp/B0057OC5O8?tag=ada-21", Some(Checked::Product(product))),
            ("https://amzn.to/3DHiDU7", Some(Checked::Short)),
            ("https://example.com/", Some(Checked::Unknown)),
            ("  ", None),
        ] {
            assert_eq!(check(link), wanted, "{link}");
        }
    }

    #[test]
    fn a_tag_wants_a_word_about_it() {
        let tagged = "https://www.amazon.de/dp/B0057OC5O8?th=1&tag=ada-21";
        assert!(is_undisclosed(tagged, "My new book is out. Add it to your cart."));
        assert!(!is_undisclosed(tagged, "My new book is out #Ad"));
        assert!(!is_undisclosed(tagged, "As an Amazon Associate I earn from qualifying purchases."));
        for other in ["https://www.amazon.de/dp/B0057OC5O8", "https://www.amazon.de/dp/B0057OC5O8?tag="] {
            assert!(!is_undisclosed(other, ""), "{other}");
        }
    }
}
