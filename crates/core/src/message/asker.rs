//! Who asks, and what they may ask for.
//!
//! A content script runs in a page of the web, in the same process as that page's own scripts: one that was taken over
//! can send any message. Its address comes from the browser, and the table of the calls says what such an address may
//! ask for, so that a page of X's can keep an item and cannot read in a file.

use crate::marketplace::Marketplace;

/// The hosts of X's whose pages our content script runs in: `content_scripts` in `manifest.json`. They stand here and not
/// with what else is known of X, because they decide who may ask for what.
pub const X_HOSTS: [&str; 4] = ["x.com", "mobile.x.com", "twitter.com", "mobile.twitter.com"];

/// Where a message comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// One of the extension's own pages.
    Own,
    /// The content script on a page of X's.
    X,
    /// The script on a store's page. Whether that is the hand-over's own, the hand-over knows.
    Store(Marketplace),
}

impl Asker {
    /// Who sends from this document. `frame` is 0 for the document of a tab, and nothing for one that is in no tab, such
    /// as the popup. `None` for anybody who has no business here.
    #[must_use]
    pub fn of(address: &str, frame: Option<i32>, own: &str) -> Option<Self> {
        if !own.is_empty() && address.starts_with(own) {
            return Some(Self::Own);
        }
        // Our scripts run in no frame inside of a page.
        if frame != Some(0) {
            return None;
        }
        let host = address.strip_prefix("https://")?;
        let host = host.split(['/', '?', '#']).next()?;
        if X_HOSTS.contains(&host) {
            return Some(Self::X);
        }
        let domain = host.strip_prefix("www.")?;
        Marketplace::ALL.iter().copied().find(|store| store.domain() == domain).map(Self::Store)
    }
}

/// Which askers a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct For {
    /// The extension's own pages.
    pub own: bool,
    /// The content script in X's pages.
    pub x: bool,
    /// The script in a store's pages.
    pub store: bool,
}

impl For {
    /// Our own pages only.
    pub const OWN: Self = Self { own: true, x: false, store: false };
    /// X's pages only.
    pub const X: Self = Self { own: false, x: true, store: false };
    /// Our own pages, and X's.
    pub const OWN_X: Self = Self { own: true, x: true, store: false };
    /// A store's pages only.
    pub const STORE: Self = Self { own: false, x: false, store: true };
    /// Our own pages, and a store's.
    pub const OWN_STORE: Self = Self { own: true, x: false, store: true };
    /// X's pages, and a store's.
    pub const X_STORE: Self = Self { own: false, x: true, store: true };

    /// Whether this asker is one of them.
    #[must_use]
    pub fn is_for(self, asker: Asker) -> bool {
        match asker {
            Asker::Own => self.own,
            Asker::X => self.x,
            Asker::Store(_) => self.store,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "chrome-extension://abcdefgh/";

    #[test]
    fn an_address_says_who_asks() {
        for (address, frame, asker) in [
            ("chrome-extension://abcdefgh/popup.html", None, Some(Asker::Own)),
            ("chrome-extension://abcdefgh/list.html", Some(0), Some(Asker::Own)),
            ("https://x.com/home", Some(0), Some(Asker::X)),
            ("https://mobile.twitter.com", Some(0), Some(Asker::X)),
            ("https://x.com?a", Some(0), Some(Asker::X)),
            ("https://www.amazon.de/dp/B0057OC5O8", Some(0), Some(Asker::Store(Marketplace::De))),
            // A frame inside of such a page is not that page.
            ("https://x.com/i/cards", Some(7), None),
            ("https://x.com/home", None, None),
            ("http://x.com/home", Some(0), None),
            ("https://x.com.evil.test/", Some(0), None),
            ("https://x.com:8443/", Some(0), None),
            ("https://x.com@evil.test/", Some(0), None),
            ("https://evil.test/chrome-extension://abcdefgh/", Some(0), None),
            ("chrome-extension://another/popup.html", None, None),
            ("https://amazon.de/", Some(0), None),
            ("https://www.amazon.de.evil.test/", Some(0), None),
            ("about:blank", Some(0), None),
            ("", Some(0), None),
        ] {
            assert_eq!(Asker::of(address, frame, OWN), asker, "{address} {frame:?}");
        }
        assert_eq!(
            Asker::of("https://x.com/", Some(0), ""),
            Some(Asker::X),
            "no address of our own is no prefix"
        );
    }

    #[test]
    fn the_hosts_are_those_of_the_manifest() {
        let manifest = include_str!("../../../../manifest.json");
        let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
        let mut hosts: Vec<String> = X_HOSTS.iter().map(|host| format!("https://{host}/*")).collect();
        let mut matches: Vec<String> =
            serde_json::from_value(manifest["content_scripts"][0]["matches"].clone()).unwrap();
        hosts.sort();
        matches.sort();
        assert_eq!(hosts, matches);
        assert_eq!(manifest["content_scripts"][0]["all_frames"], false);
    }
}
