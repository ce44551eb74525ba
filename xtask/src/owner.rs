//! The owner's values, `store/owner.json`: who this extension is to the stores, and where its users find people.
//!
//! Whoever owns the addresses replaces the ones under `.example`, which are nobody's (RFC 2606). Firefox knows an
//! extension by its id for ever, and its users' synced list with it: so no release is made while a value is `.example`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::env::Env;

/// Where the values stand.
pub const FILE: &str = "store/owner.json";

/// The addresses of pages that people are sent to.
const PAGES: [&str; 4] = ["homepage", "support", "privacy", "source"];

/// What a store gives an extension with its first upload, which is made by hand. Until then it is empty.
const GIVEN: [&str; 4] = ["chrome_publisher", "chrome_item", "edge_product", "amo_slug"];

/// The owner's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner(BTreeMap<String, String>);

impl Owner {
    /// Reads the file of the repository.
    pub fn read(env: &Env) -> Result<Self> {
        let text = fs::read_to_string(env.at(FILE)).with_context(|| format!("cannot read {FILE}"))?;
        Self::parse(&text).context(FILE)
    }

    /// Every value is there, nothing else is, and each is what it should be.
    pub fn parse(text: &str) -> Result<Self> {
        let values: BTreeMap<String, String> =
            serde_json::from_str(text).context("it is no object of strings")?;
        let names = || std::iter::once("gecko_id").chain(PAGES).chain(GIVEN);
        if let Some(name) = names().find(|name| !values.contains_key(*name)) {
            bail!("{name} is missing");
        }
        if let Some(name) = values.keys().find(|name| !names().any(|known| known == *name)) {
            bail!("nobody reads {name}");
        }
        let owner = Self(values);
        if !is_gecko_id(owner.get("gecko_id")) {
            bail!("gecko_id {:?} is no id that Firefox takes: name@domain", owner.get("gecko_id"));
        }
        for name in PAGES {
            if host(owner.get(name)).is_none() {
                bail!("{name} {:?} is no https address", owner.get(name));
            }
        }
        Ok(owner)
    }

    /// One value, by its name in the file.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The homepage, unless it is a placeholder: a link to nowhere is worse than none.
    pub fn homepage(&self) -> Option<&str> {
        Some(self.get("homepage")).filter(|page| !is_placeholder(page))
    }

    /// The support page, unless it is a placeholder.
    pub fn support(&self) -> Option<&str> {
        Some(self.get("support")).filter(|page| !is_placeholder(page))
    }

    /// The names of the values that the owner has to replace before the first release.
    pub fn placeholders(&self) -> Vec<&str> {
        let all = self.0.iter().filter(|(_, value)| is_placeholder(value));
        all.map(|(name, _)| name.as_str()).collect()
    }

    /// The names of what the stores have not given yet.
    pub fn not_given(&self) -> Vec<&'static str> {
        GIVEN.into_iter().filter(|name| self.get(name).is_empty()).collect()
    }
}

/// The form that addons.mozilla.org takes for an id that is no GUID (MDN, `browser_specific_settings`, 2026-09).
fn is_gecko_id(id: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|it| it.is_ascii_alphanumeric() || "-._".contains(it))
    };
    id.split_once('@').is_some_and(|(name, domain)| plain(name) && plain(domain))
}

/// The host of an https address.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    (host.contains('.') && !host.contains(['@', ' '])).then_some(host)
}

/// Whether an address or an id is under `.example`.
fn is_placeholder(value: &str) -> bool {
    let domain = host(value).or_else(|| value.split_once('@').map(|(_, domain)| domain));
    domain.is_some_and(|domain| domain.ends_with(".example"))
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Somebody's values: none is a placeholder.
    pub const REAL: &str = r#"{
        "gecko_id": "hashcart@hashcart.test",
        "homepage": "https://hashcart.test/",
        "support": "https://hashcart.test/support",
        "privacy": "https://hashcart.test/privacy",
        "source": "https://hashcart.test/source",
        "chrome_publisher": "p", "chrome_item": "i", "edge_product": "", "amo_slug": "hashcart"
    }"#;

    #[test]
    fn the_file_of_the_repository_is_read() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(FILE);
        Owner::parse(&fs::read_to_string(path).unwrap()).unwrap();
    }

    #[test]
    fn a_value_under_example_is_a_placeholder() {
        let owner = Owner::parse(REAL).unwrap();
        assert_eq!(owner.placeholders(), [""; 0]);
        assert_eq!(owner.homepage(), Some("https://hashcart.test/"));
        assert_eq!(owner.not_given(), ["edge_product"]);
        let placeholder = Owner::parse(&REAL.replace("hashcart.test", "hashcart.example")).unwrap();
        assert_eq!(placeholder.placeholders(), ["gecko_id", "homepage", "privacy", "source", "support"]);
        assert_eq!(placeholder.homepage(), None);
    }

    #[test]
    fn a_value_that_cannot_be_is_named() {
        for (from, to, named) in [
            ("hashcart@hashcart.test", "hashcart", "gecko_id"),
            ("hashcart@hashcart.test", "hash cart@hashcart.test", "gecko_id"),
            ("https://hashcart.test/support", "http://hashcart.test/support", "support"),
            ("https://hashcart.test/privacy", "https://localhost/", "privacy"),
            ("\"edge_product\"", "\"edge_item\"", "edge_product"),
            ("\"edge_product\"", "\"more\": \"\", \"edge_product\"", "more"),
        ] {
            let error = format!("{:#}", Owner::parse(&REAL.replace(from, to)).unwrap_err());
            assert!(error.contains(named), "{from} → {to}: {error}");
        }
    }
}
