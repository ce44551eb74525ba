//! The mark that a button of ours carries in X's page: which tweet it stands in, and which products it is for.

use std::fmt;
use std::str::FromStr;

use super::item::ItemKey;
use super::product::ProductKey;
use super::tweet::TweetId;

/// How many products one button offers: a menu that can be read.
pub const FINDS: usize = 20;

/// Why a text is no mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no list of <tweet id>:<ASIN>@<store> or <tweet id>:? for one tweet")]
pub struct ParseButtonMarkError;

/// The value of `data-hashcart`: `<tweet id>:<ASIN>@<marketplace>`, or `<tweet id>:?` while the product is not known. A
/// button for several products names each, separated by spaces; all are of one tweet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ButtonMark {
    tweet: TweetId,
    /// At least one; `None`: a link whose product is not known.
    products: Vec<Option<ProductKey>>,
}

impl ButtonMark {
    /// The mark of a button for these items in this tweet; `None` without any.
    #[must_use]
    pub fn new<'a>(tweet: &TweetId, keys: impl IntoIterator<Item = &'a ItemKey>) -> Option<Self> {
        let products: Vec<_> = keys.into_iter().map(product_of).collect();
        (!products.is_empty()).then(|| Self { tweet: tweet.clone(), products })
    }

    /// The tweet that the button stands in.
    #[must_use]
    pub fn tweet(&self) -> &TweetId {
        &self.tweet
    }

    /// Whether it names an item of this kind for this tweet: its product, or any link whose product is not known.
    #[must_use]
    pub fn is_for(&self, tweet: &TweetId, key: &ItemKey) -> bool {
        self.tweet == *tweet && self.products.contains(&product_of(key))
    }

    /// Whether it names this product.
    #[must_use]
    pub fn names(&self, product: &ProductKey) -> bool {
        self.products.iter().flatten().any(|one| one == product)
    }

    /// Whether a product of it is not known.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.products.contains(&None)
    }
}

fn product_of(key: &ItemKey) -> Option<ProductKey> {
    match key {
        ItemKey::Product(product) => Some(*product),
        ItemKey::Link(_) => None,
    }
}

impl fmt::Display for ButtonMark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, product) in self.products.iter().enumerate() {
            if index > 0 {
                formatter.write_str(" ")?;
            }
            match product {
                Some(product) => write!(formatter, "{}:{product}", self.tweet)?,
                None => write!(formatter, "{}:?", self.tweet)?,
            }
        }
        Ok(())
    }
}

impl FromStr for ButtonMark {
    type Err = ParseButtonMarkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (first, _) = text.split_once(':').ok_or(ParseButtonMarkError)?;
        let tweet: TweetId = first.parse().map_err(|_| ParseButtonMarkError)?;
        let mut products = Vec::new();
        for part in text.split(' ') {
            let (id, product) = part.split_once(':').ok_or(ParseButtonMarkError)?;
            // No button of ours has more: whoever wrote this is not us.
            if id != tweet.as_str() || products.len() == FINDS {
                return Err(ParseButtonMarkError);
            }
            products.push(match product {
                "?" => None,
                product => Some(product.parse().map_err(|_| ParseButtonMarkError)?),
            });
        }
        Ok(Self { tweet, products })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_as_it_is_written() {
        for text in [
            "7:B0057OC5O8@amazon.com",
            "7:?",
            "7:B0057OC5O8@amazon.co.jp 7:? 7:0131103628@amazon.de 7:?",
            "18446744073709551615:?",
        ] {
            assert_eq!(text.parse::<ButtonMark>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_mark_is_refused() {
        let many = vec!["7:?"; FINDS + 1].join(" ");
        for text in [
            "",
            " ",
            "7",
            "7:",
            ":?",
            "07:?",
            "7:? ",
            " 7:?",
            "7:?  7:?",
            "7:? 8:?",
            "7:??",
            "7:BESTSELLER@amazon.com",
            "7:B0057OC5O8",
            "7:B0057OC5O8@example.com",
            "7:link:amzn.to/3DHiDU7",
            many.as_str(),
        ] {
            assert_eq!(text.parse::<ButtonMark>(), Err(ParseButtonMarkError), "{text:?}");
        }
    }

    #[test]
    fn a_mark_says_what_it_is_for() {
        let tweet: TweetId = "7".parse().unwrap();
        let [kettle, book, link] = ["B0057OC5O8@amazon.com", "0131103628@amazon.de", "link:amzn.to/3DHiDU7"]
            .map(|key| key.parse::<ItemKey>().unwrap());
        let known = ButtonMark::new(&tweet, [&kettle]).unwrap();
        assert!(known.is_for(&tweet, &kettle) && !known.is_open());
        assert!(!known.is_for(&tweet, &book) && !known.is_for(&tweet, &link));
        assert!(!known.is_for(&"70".parse().unwrap(), &kettle));
        let both = ButtonMark::new(&tweet, [&link, &kettle]).unwrap();
        assert!(
            both.is_for(&tweet, &link)
                && both.is_open()
                && both.names(&"B0057OC5O8@amazon.com".parse().unwrap())
        );
        assert!(!both.names(&"B0057OC5O8@amazon.de".parse().unwrap()));
        assert_eq!(ButtonMark::new(&tweet, []), None);
    }
}
