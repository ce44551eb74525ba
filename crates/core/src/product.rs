//! Owns [`ProductKey`], what makes two links mean the same thing to buy.
//!
//! Must not know where the product was seen, nor what became of it: that is the cart's.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    asin::{Asin, ParseAsinError},
    marketplace::{Marketplace, ParseMarketplaceError},
};

/// A product in a store: an ASIN is unique within one marketplace only, so neither half is enough alone.
///
/// Written `B0057OC5O8@amazon.co.jp`, in storage and in messages too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProductKey {
    /// Which product.
    pub asin: Asin,
    /// In which store.
    pub marketplace: Marketplace,
}

/// The text is not `ASIN@domain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ParseProductKeyError {
    /// There is no `@` between the halves.
    #[error("no @ between ASIN and store")]
    NoSeparator,
    /// The half before the `@` is no ASIN.
    #[error(transparent)]
    Asin(#[from] ParseAsinError),
    /// The half after the `@` is no store.
    #[error(transparent)]
    Marketplace(#[from] ParseMarketplaceError),
}

impl ProductKey {
    /// The canonical address of the product page, without anybody's tag.
    #[must_use]
    pub fn url(&self) -> String {
        self.marketplace.product_url(&self.asin)
    }

    /// The address of what others wrote about it.
    #[must_use]
    pub fn reviews_url(&self) -> String {
        format!("https://www.{}/product-reviews/{}", self.marketplace, self.asin)
    }

    /// The address where the user writes about it.
    #[must_use]
    pub fn write_review_url(&self) -> String {
        format!("https://www.{}/review/create-review/?asin={}", self.marketplace, self.asin)
    }
}

impl FromStr for ProductKey {
    type Err = ParseProductKeyError;

    /// Reads `ASIN@domain`, in either case.
    fn from_str(text: &str) -> Result<Self, ParseProductKeyError> {
        let (asin, domain) = text.split_once('@').ok_or(ParseProductKeyError::NoSeparator)?;
        Ok(Self { asin: asin.parse()?, marketplace: domain.parse()? })
    }
}

serde_via_str!(ProductKey, ParseProductKeyError);

impl fmt::Display for ProductKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.asin, self.marketplace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let key: ProductKey = "b0057oc5o8@Amazon.co.jp".parse().unwrap();
        assert_eq!(key.to_string(), "B0057OC5O8@amazon.co.jp");
        assert_eq!(key.url(), "https://www.amazon.co.jp/dp/B0057OC5O8");
        let json = serde_json::to_string(&key).unwrap();
        assert_eq!(json, "\"B0057OC5O8@amazon.co.jp\"");
        assert_eq!(serde_json::from_str::<ProductKey>(&json).unwrap(), key);
    }

    #[test]
    fn says_which_half_is_wrong() {
        let error = |text: &str| text.parse::<ProductKey>().unwrap_err();
        assert_eq!(error("B0057OC5O8"), ParseProductKeyError::NoSeparator);
        assert_eq!(error("cheese@amazon.com"), ParseProductKeyError::Asin(ParseAsinError));
        assert_eq!(error("B0057OC5O8@evil.com"), ParseProductKeyError::Marketplace(ParseMarketplaceError));
    }
}
