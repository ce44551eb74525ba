//! Owns [`Tags`], which of the two hashtags a post has.

use serde::{Deserialize, Serialize};

use crate::bounds::ADDRESS_BYTES;
use crate::tweet::own_path;

/// Which of the hashtags stand in a text. X decides what a hashtag is, and makes a link of it: its address is read, and
/// never the text, in which `買った#AmazonCart` has no word boundary and `#AmazonCartoon` begins alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tags {
    /// #AmazonCart.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cart: bool,
    /// #AmazonBasket, which amazon.co.uk says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub basket: bool,
}

impl Tags {
    /// The tags among the targets of a text's links.
    pub fn of<'a>(hrefs: impl IntoIterator<Item = &'a str>) -> Self {
        hrefs.into_iter().map(Self::of_href).fold(Self::default(), Self::join)
    }

    /// The tag that a link of X's leads to: `/hashtag/AmazonCart?src=hashtag_click`, in any case.
    #[must_use]
    pub fn of_href(href: &str) -> Self {
        if href.len() > ADDRESS_BYTES {
            return Self::default();
        }
        let name =
            own_path(href).strip_prefix("/hashtag/").and_then(|rest| rest.split(['?', '#', '/']).next());
        let is = |tag: &str| name.is_some_and(|name| name.eq_ignore_ascii_case(tag));
        Self { cart: is("AmazonCart"), basket: is("AmazonBasket") }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::default()
    }

    /// Those of both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { cart: self.cart || other.cart, basket: self.basket || other.basket }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashtag_is_what_x_links_in_any_case_and_nothing_that_begins_alike() {
        let cart = Tags { cart: true, basket: false };
        for (href, expected) in [
            ("/hashtag/AmazonCart?src=hashtag_click", cart),
            ("/hashtag/AMAZONCART", cart),
            ("https://x.com/hashtag/amazoncart?src=hashtag_click", cart),
            ("https://twitter.com/hashtag/amazonCart", cart),
            ("/hashtag/AmazonBasket?src=hashtag_click", Tags { cart: false, basket: true }),
            ("/hashtag/AmazonCartoon", Tags::default()),
            ("/hashtag/Amazon", Tags::default()),
            ("/hashtag/AmazonCart%20", Tags::default()),
            ("/hashtag/\u{212a}AmazonCart", Tags::default()),
            ("/AmazonCart", Tags::default()),
            ("https://evil.test/hashtag/AmazonCart", Tags::default()),
            ("/search?q=%23AmazonCart", Tags::default()),
            ("", Tags::default()),
        ] {
            assert_eq!(Tags::of_href(href), expected, "{href}");
        }
        assert_eq!(
            Tags::of(["/ada", "/hashtag/AmazonBasket", "/hashtag/amazoncart"]),
            Tags { cart: true, basket: true }
        );
        assert!(Tags::of(["/ada"]).is_none() && Tags::of([]).is_none());
    }
}
