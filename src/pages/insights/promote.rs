//! Words for a post of the user's own, and what is to be said of the link in it. The link is never changed: the tag in it
//! is the author's.

use hashcart_core::link::{Link, recognise};
use hashcart_core::product::ProductKey;
use hashcart_core::text::Text;

use super::rows::PostRow;

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

/// How many of the user's own posts are checked.
pub const CHECKED_POSTS: usize = 5;

/// What a reader of one of the user's own posts sees of its product; `None` where it was not looked at, and for posts that
/// sell nothing.
#[must_use]
pub fn check_post(post: &PostRow) -> Option<Text<'static>> {
    let shape = post.shape.as_ref()?;
    match (post.products.is_empty(), shape.card) {
        (true, false) => None,
        (true, true) => Some(Text::INSIGHTS_POST_NO_PRODUCT),
        (false, true) => Some(Text::INSIGHTS_POST_GOOD),
        (false, false) => Some(Text::INSIGHTS_POST_NO_CARD),
    }
}

/// Words by which a reader sees that a link pays its author.
const TOLD: &[&str] = &[
    "#ad",
    "(ad)",
    "ad:",
    "advert",
    "#adv",
    "affiliate",
    "annons",
    "anzeige",
    "associate",
    "commission",
    "#commissionsearned",
    "iklan",
    "paid link",
    "paidlink",
    "#pub",
    "pubblicit",
    "publicid",
    "publicité",
    "reclame",
    "reklam",
    "sponsored",
    "werbung",
    "विज्ञापन",
    "إعلان",
    "広告",
    "廣告",
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
    use crate::pages::insights::rows::sums;
    use crate::pages::insights::samples::{id_at, post, set};
    use hashcart_core::insights::Shape;
    use hashcart_core::insights::at_once;

    #[test]
    fn a_post_without_a_card_shows_no_title_and_one_that_sells_nothing_is_not_judged() {
        let own = |shape: Option<(bool, bool)>| {
            let blank = post(&id_at(1_764_000_000_000.0), "ada");
            let sold = |card| {
                let mut post = blank.clone();
                post.shape = Some(Shape::new("Out today", card, false));
                post
            };
            let made = match shape {
                None => blank.clone(),
                Some((card, false)) => sold(card),
                Some((card, true)) => sold(card).selling(&["B0HCART001@amazon.com".parse().unwrap()]),
            };
            check_post(&at_once(sums(&set([made], []), None, &async || ())).summary.posts[0])
        };
        assert_eq!((own(None), own(Some((false, false)))), (None, None));
        assert_eq!(own(Some((true, true))), Some(Text::INSIGHTS_POST_GOOD));
        assert_eq!(own(Some((false, true))), Some(Text::INSIGHTS_POST_NO_CARD));
        assert_eq!(own(Some((true, false))), Some(Text::INSIGHTS_POST_NO_PRODUCT));
    }

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
