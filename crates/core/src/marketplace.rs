//! Owns [`Marketplace`], the stores of Amazon, and the one place where their domains are written.
//!
//! Must not parse addresses: which host counts as a store's is decided in [`link`](crate::link).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::asin::Asin;

/// One national store. A cart, an account and an ASIN belong to one of these.
///
/// The list is that of November 2026 (Amazon's SP-API marketplace ids, and links seen in posts); `Cn` is
/// closed and kept for the links that remain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[expect(missing_docs, reason = "each is named after the end of its domain")]
pub enum Marketplace {
    Com,
    Ca,
    ComMx,
    ComBr,
    CoUk,
    De,
    Fr,
    It,
    Es,
    Nl,
    Se,
    Pl,
    ComBe,
    Ie,
    ComTr,
    Ae,
    Sa,
    Eg,
    CoZa,
    In,
    CoJp,
    ComAu,
    Sg,
    Cn,
}

/// The text is not the domain of an Amazon store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not the domain of an Amazon store")]
pub struct ParseMarketplaceError;

impl Marketplace {
    /// Every store, in the order of the enum.
    pub const ALL: &[Self] = &[
        Self::Com,
        Self::Ca,
        Self::ComMx,
        Self::ComBr,
        Self::CoUk,
        Self::De,
        Self::Fr,
        Self::It,
        Self::Es,
        Self::Nl,
        Self::Se,
        Self::Pl,
        Self::ComBe,
        Self::Ie,
        Self::ComTr,
        Self::Ae,
        Self::Sa,
        Self::Eg,
        Self::CoZa,
        Self::In,
        Self::CoJp,
        Self::ComAu,
        Self::Sg,
        Self::Cn,
    ];

    /// The registrable domain, such as `amazon.co.jp`: no `www.`, always lower case.
    #[must_use]
    pub const fn domain(self) -> &'static str {
        self.facts().0
    }

    /// The country as ISO 3166-1 alpha-2, such as `JP`.
    #[must_use]
    pub const fn country(self) -> &'static str {
        self.facts().1
    }

    /// Domain and country together, so that a store cannot be added with one of them forgotten.
    const fn facts(self) -> (&'static str, &'static str) {
        match self {
            Self::Com => ("amazon.com", "US"),
            Self::Ca => ("amazon.ca", "CA"),
            Self::ComMx => ("amazon.com.mx", "MX"),
            Self::ComBr => ("amazon.com.br", "BR"),
            Self::CoUk => ("amazon.co.uk", "GB"),
            Self::De => ("amazon.de", "DE"),
            Self::Fr => ("amazon.fr", "FR"),
            Self::It => ("amazon.it", "IT"),
            Self::Es => ("amazon.es", "ES"),
            Self::Nl => ("amazon.nl", "NL"),
            Self::Se => ("amazon.se", "SE"),
            Self::Pl => ("amazon.pl", "PL"),
            Self::ComBe => ("amazon.com.be", "BE"),
            Self::Ie => ("amazon.ie", "IE"),
            Self::ComTr => ("amazon.com.tr", "TR"),
            Self::Ae => ("amazon.ae", "AE"),
            Self::Sa => ("amazon.sa", "SA"),
            Self::Eg => ("amazon.eg", "EG"),
            Self::CoZa => ("amazon.co.za", "ZA"),
            Self::In => ("amazon.in", "IN"),
            Self::CoJp => ("amazon.co.jp", "JP"),
            Self::ComAu => ("amazon.com.au", "AU"),
            Self::Sg => ("amazon.sg", "SG"),
            Self::Cn => ("amazon.cn", "CN"),
        }
    }

    /// The store behind a registrable domain, in either case; `None` for any other text, also `www.amazon.com`.
    #[must_use]
    pub fn from_domain(domain: &str) -> Option<Self> {
        // Amazon's own alias, seen in Japanese posts; it leads to amazon.co.jp.
        if domain.eq_ignore_ascii_case("amazon.jp") {
            return Some(Self::CoJp);
        }
        Self::ALL.iter().copied().find(|store| store.domain().eq_ignore_ascii_case(domain))
    }

    /// The plain address of a product in this store, without a tag: `https://www.amazon.co.jp/dp/B0…`.
    #[must_use]
    pub fn product_url(self, asin: &Asin) -> String {
        format!("https://www.{self}/dp/{asin}")
    }

    /// The address of the cart in this store.
    #[must_use]
    pub fn cart_url(self) -> String {
        format!("https://www.{self}/gp/cart/view.html")
    }

    /// The match pattern of the store's own pages.
    #[must_use]
    pub fn pages(self) -> String {
        format!("https://www.{self}/*")
    }

    /// Whether it still sells: the list keeps links of one that does not.
    #[must_use]
    pub fn is_open(self) -> bool {
        self != Self::Cn
    }
}

impl FromStr for Marketplace {
    type Err = ParseMarketplaceError;

    /// Reads a domain as [`Marketplace::from_domain`] does.
    fn from_str(text: &str) -> Result<Self, ParseMarketplaceError> {
        Self::from_domain(text).ok_or(ParseMarketplaceError)
    }
}

serde_via_str!(Marketplace, ParseMarketplaceError);

impl fmt::Display for Marketplace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.domain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        // `Cn` is the last variant: a store added to the enum and not to `ALL` shows here.
        assert_eq!(Marketplace::ALL.len(), Marketplace::Cn as usize + 1);
        for (place, &store) in Marketplace::ALL.iter().enumerate() {
            assert_eq!(store as usize, place);
            assert_eq!(Marketplace::from_domain(store.domain()), Some(store));
            assert_eq!(store.country().len(), 2);
        }
    }

    #[test]
    fn only_bare_domains_and_the_one_alias() {
        assert_eq!(Marketplace::from_domain("Amazon.JP"), Some(Marketplace::CoJp));
        assert_eq!("amazon.COM.be".parse(), Ok(Marketplace::ComBe));
        for other in ["www.amazon.com", "amazon.com.", "amazon", "amazon.jobs", "", "amazon.com.sg"] {
            assert_eq!(Marketplace::from_domain(other), None, "{other}");
        }
    }

    #[test]
    fn serde_is_the_domain() {
        assert_eq!(serde_json::to_string(&Marketplace::CoJp).unwrap(), "\"amazon.co.jp\"");
        assert!(serde_json::from_str::<Marketplace>("\"amazon.evil\"").is_err());
    }

    #[test]
    fn product_address_is_plain() {
        let asin = "B0057OC5O8".parse().unwrap();
        assert_eq!(Marketplace::CoJp.product_url(&asin), "https://www.amazon.co.jp/dp/B0057OC5O8");
    }
}
