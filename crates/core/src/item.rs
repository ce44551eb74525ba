//! What an item of the list is known by: its product, or, while nobody knows the product, the link it came from.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::link::{Link, host_of, recognise_whole};
use super::marketplace::Marketplace;
use super::product::ProductKey;

/// X's own short host. Every link in a post goes through it.
const X_SHORT: &str = "t.co";

/// Why a text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither ASIN@store nor link:host/token")]
pub struct ParseItemKeyError;

/// A short link, as `host/token` without scheme, query and fragment: what stays the same of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LinkKey(String);

impl LinkKey {
    /// The key of an address on `t.co` or one of Amazon's short hosts; `None` for any other.
    #[must_use]
    pub fn of_url(url: &str) -> Option<Self> {
        let (host, _) = host_of(url)?;
        let path = url.split_once("://")?.1.split(['?', '#']).next()?.split_once('/')?.1;
        let token = path.trim_end_matches('/');
        let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
        let honest =
            token.len() <= 64 && token.bytes().all(sign) && token.split('/').all(|piece| !piece.is_empty());
        let ours = || host == X_SHORT || matches!(recognise_whole(url), Some(Link::Short(_)));
        (honest && ours()).then(|| Self(format!("{host}/{token}")))
    }

    /// Whether it is X's own short link: of what stands behind it not even the site is certain.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.host() == X_SHORT
    }

    /// Its host.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// The address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://{}", self.0)
    }
}

/// What an item is known by. Written `B0057OC5O8@amazon.co.jp` or `link:amzn.to/3DHiDU7`, in storage too.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ItemKey {
    /// The product is known.
    Product(ProductKey),
    /// Only the link is known.
    Link(LinkKey),
}

impl ItemKey {
    /// The store, where the product is known.
    #[must_use]
    pub fn marketplace(&self) -> Option<Marketplace> {
        match self {
            Self::Product(product) => Some(product.marketplace),
            Self::Link(_) => None,
        }
    }

    /// What to call the item when no title is known: its ASIN, or its link.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Product(product) => product.asin.to_string(),
            Self::Link(link) => link.0.clone(),
        }
    }

    /// Where it is sold: the store's domain, or the host of the link.
    #[must_use]
    pub fn host(&self) -> &str {
        match self {
            Self::Product(product) => product.marketplace.domain(),
            Self::Link(link) => link.host(),
        }
    }
}

impl fmt::Display for ItemKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Product(product) => product.fmt(formatter),
            Self::Link(link) => write!(formatter, "link:{}", link.0),
        }
    }
}

impl fmt::Display for LinkKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for LinkKey {
    type Err = ParseItemKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::of_url(&format!("https://{text}")).filter(|key| key.0 == text).ok_or(ParseItemKeyError)
    }
}

serde_via_str!(LinkKey, ParseItemKeyError);

impl FromStr for ItemKey {
    type Err = ParseItemKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(link) = text.strip_prefix("link:") {
            return link.parse().map(Self::Link);
        }
        text.parse().map(Self::Product).map_err(|_| ParseItemKeyError)
    }
}

serde_via_str!(ItemKey, ParseItemKeyError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back() {
        for text in
            ["B0057OC5O8@amazon.co.jp", "link:amzn.to/3DHiDU7", "link:a.co/d/3bmzGAK", "link:t.co/pZU8UZE7Uc"]
        {
            assert_eq!(text.parse::<ItemKey>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "link:",
            "link:bit.ly/x",
            "link:t.co/",
            "link:t.co/a?b",
            "link:evil.test/t.co",
            "link:t.co/a b",
        ] {
            assert_eq!(text.parse::<ItemKey>(), Err(ParseItemKeyError), "{text}");
        }
    }

    #[test]
    fn one_link_has_one_key() {
        let key = |url| LinkKey::of_url(url).map(|key| key.url());
        assert_eq!(key("http://AMZN.to/3DHiDU7?x=1#y").as_deref(), Some("https://amzn.to/3DHiDU7"));
        assert_eq!(key("https://t.co/K33Q25LLPq?twclid=25h").as_deref(), Some("https://t.co/K33Q25LLPq"));
        assert_eq!(key("https://amzn.to:443/3DHiDU7/").as_deref(), Some("https://amzn.to/3DHiDU7"));
        assert_eq!(key("https://bit.ly/3abc"), None);
        assert_eq!(key("https://t.co//"), None, "it would not read back");
        assert_eq!(key("https://t.co/a?\t"), None, "browsers drop what is written there");
        assert_eq!(key("https://t.co@evil.test/a"), None);
        assert_eq!(key("javascript:alert(1)"), None);
    }
}
