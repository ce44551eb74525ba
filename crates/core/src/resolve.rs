//! Where a short link leads, one address after the other.
//!
//! The shorteners are asked, and nobody else: a product is known from the address that the last of them names, so
//! Amazon never hears of it, and no visit is counted for anybody.

use serde::{Deserialize, Serialize};

use super::bounds::ADDRESS_BYTES;
use super::link::{Link, ProductLink, host_of, is_amazon_domain, recognise_whole};
use super::text::Text;

/// The hosts that are asked: X's, Amazon's, and the general shorteners most seen in posts that sell something
/// (November 2026). `manifest.json` names the same ones.
pub const HOSTS: &[&str] = &[
    "t.co",
    "a.co",
    "amzn.to",
    "amzn.eu",
    "amzn.asia",
    "amzn.in",
    "link.amazon",
    "bit.ly",
    "buff.ly",
    "geni.us",
    "ow.ly",
    "tinyurl.com",
];

/// How many hosts are asked for one link. Seen are up to three: t.co, a general shortener, amzn.to.
pub const HOPS: usize = 5;
/// How long all of them may take, in milliseconds.
pub const PATIENCE_MS: u32 = 8_000;
/// How much of a page is read for the address in it. t.co's is under 1 kB.
pub const PAGE_BYTES: usize = 65_536;

/// What to do about an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolveStep {
    /// It names the product.
    Product(ProductLink),
    /// This host must be asked for this address.
    Ask {
        /// One of [`HOSTS`].
        host: &'static str,
        /// The address, made `https`.
        url: String,
    },
    /// It names something else.
    Ends(Ending),
}

/// What a link leads to that is no product.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Ending {
    /// A wish list or a registry.
    WishList,
    /// A brand's, an author's or an influencer's own pages.
    Shop,
    /// Something to watch.
    Video,
    /// Search results, a department or offers.
    Listing,
    /// The front page, which is where Amazon sends dead links.
    Home,
    /// Another site.
    Site {
        /// Its host.
        host: String,
    },
    /// No address came out of it.
    Nowhere,
    /// Some other page of Amazon's; also what only a newer version has a name for.
    #[serde(other)]
    OtherPage,
}

impl Ending {
    /// What is said by the button.
    #[must_use]
    pub fn told(&self) -> Text<'static> {
        match self {
            Self::WishList => Text::TOLD_WISH_LIST,
            Self::Shop => Text::TOLD_SHOP,
            Self::Video => Text::TOLD_VIDEO,
            Self::Listing => Text::TOLD_LISTING,
            Self::Home => Text::TOLD_HOME,
            Self::Site { .. } => Text::TOLD_SITE,
            Self::Nowhere => Text::TOLD_NOWHERE,
            Self::OtherPage => Text::TOLD_OTHER_PAGE,
        }
    }

    /// What is said in the list.
    #[must_use]
    pub fn listed(&self) -> Text<'_> {
        match self {
            Self::WishList => Text::LEADS_WISH_LIST,
            Self::Shop => Text::LEADS_SHOP,
            Self::Video => Text::LEADS_VIDEO,
            Self::Listing => Text::LEADS_LISTING,
            Self::Home => Text::LEADS_HOME,
            Self::Site { host } => Text::leads_site(host),
            Self::Nowhere => Text::LEADS_NOWHERE,
            Self::OtherPage => Text::LEADS_OTHER_PAGE,
        }
    }
}

/// Judges an address that the page or a shortener gave: it is followed as it stands.
#[must_use]
pub fn judge(url: &str) -> ResolveStep {
    match recognise_whole(url) {
        Some(Link::Product(product)) => return ResolveStep::Product(product),
        Some(Link::Short(short)) => return ask(&short.url).unwrap_or(ResolveStep::Ends(Ending::Nowhere)),
        None => {}
    }
    ask(url).unwrap_or_else(|| ResolveStep::Ends(ending(url)))
}

fn ask(url: &str) -> Option<ResolveStep> {
    let (host, url) = plain(url)?;
    let host = HOSTS.iter().find(|known| **known == host)?;
    Some(ResolveStep::Ask { host, url })
}

/// Host and address of what can be asked and shown without surprise.
fn plain(url: &str) -> Option<(String, String)> {
    host_of(url).filter(|(host, _)| host.contains('.'))
}

fn ending(url: &str) -> Ending {
    let Some((host, url)) = plain(url) else { return Ending::Nowhere };
    if !is_amazon_domain(&host) {
        return Ending::Site { host };
    }
    let path = url.splitn(4, '/').nth(3).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let mut pieces = path.split('/').filter(|piece| !piece.is_empty()).peekable();
    // The language of the page: /-/en/…
    if pieces.next_if(|piece| *piece == "-").is_some() {
        pieces.next();
    }
    match (pieces.next(), pieces.next()) {
        (None, _) => Ending::Home,
        (Some("wishlist" | "registry" | "registries" | "baby-reg" | "wedding"), _)
        | (Some("hz" | "gp"), Some("wishlist" | "registry")) => Ending::WishList,
        (Some("stores" | "shop" | "shops" | "e" | "author"), _) | (_, Some("e")) => Ending::Shop,
        (Some("video"), _) | (Some("gp"), Some("video")) => Ending::Video,
        (Some("s" | "b" | "deals" | "deal" | "events" | "bestsellers"), _)
        | (Some("gp"), Some("search" | "browse" | "goldbox" | "bestsellers" | "new-releases"))
        | (_, Some("b" | "s")) => Ending::Listing,
        _ => Ending::OtherPage,
    }
}

/// The address that a redirect names, seen from the address it was found at; `None` when it is none to follow.
#[must_use]
pub fn join(base: &str, location: &str) -> Option<String> {
    if location.len() > ADDRESS_BYTES {
        return None;
    }
    // Browsers trim these around an address, and no other white space (WHATWG URL, "C0 control or space").
    let location = location.trim_matches(|sign: char| sign <= ' ');
    if location.starts_with("//") {
        return Some(format!("https:{location}"));
    }
    if location.starts_with('/') {
        let (host, _) = plain(base)?;
        return Some(format!("https://{host}{location}"));
    }
    let scheme = location.split_once("://")?.0.to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https").then(|| location.to_owned())
}

/// The address that a page sends its reader to: that of its refresh, else the one it has for a title. So answers
/// t.co, to browsers alone (erwinhofman.com, 2025; a redirect to everything else). Only [`PAGE_BYTES`] of it are read.
#[must_use]
pub fn in_page(html: &str) -> Option<String> {
    let end = (0..=PAGE_BYTES.min(html.len())).rev().find(|end| html.is_char_boundary(*end))?;
    let html = html.get(..end)?;
    let lower = html.to_ascii_lowercase();
    let refresh = lower.find("http-equiv=\"refresh\"").and_then(|at| {
        let start = at + lower.get(at..)?.find("url=")? + "url=".len();
        let rest = html.get(start..)?.trim_start_matches(['\'', ' ']);
        rest.split(['"', '\'', '>']).next()
    });
    let title = || {
        let start = lower.find("<title>")? + "<title>".len();
        html.get(start..)?.split('<').next()
    };
    let found = refresh.or_else(title)?.trim_ascii().replace("&amp;", "&");
    found.contains("://").then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn ends(url: &str) -> Ending {
        match judge(url) {
            ResolveStep::Ends(ending) => ending,
            other => panic!("{url}: {other:?}"),
        }
    }

    #[test]
    fn shorteners_are_asked_and_nobody_else() {
        let asked = |url| match judge(url) {
            ResolveStep::Ask { host, url } => Some((host, url)),
            _ => None,
        };
        assert_eq!(asked("http://amzn.to/3DHiDU7"), Some(("amzn.to", "https://amzn.to/3DHiDU7".into())));
        assert_eq!(asked("https://t.co/abc?x=1"), Some(("t.co", "https://t.co/abc?x=1".into())));
        assert_eq!(asked("https://bit.ly/3abc"), Some(("bit.ly", "https://bit.ly/3abc".into())));
        assert_eq!(asked("https://www.a.co/d/3abc"), Some(("a.co", "https://a.co/d/3abc".into())));
        for url in [
            "https://t.co@evil.test/a",
            "https://t.co\\@evil.test/a",
            "https://t.co:8443/a",
            "https://t.co.evil.test/a",
            "https://www.amazon.com/hz/wishlist/ls/1",
            "ftp://t.co/a",
            "javascript:alert(1)",
            "https://127.0.0.1/a",
        ] {
            assert_eq!(asked(url), None, "{url}");
        }
    }

    #[test]
    fn a_product_is_known_by_its_address() {
        let ResolveStep::Product(product) = judge("http://www.amazon.de/dp/B0057OC5O8?tag=ada-21") else {
            panic!()
        };
        assert_eq!(product.key.to_string(), "B0057OC5O8@amazon.de");
        assert_eq!(product.url, "https://www.amazon.de/dp/B0057OC5O8?tag=ada-21", "the author's tag stays");
    }

    #[test]
    fn what_is_no_product_has_a_name() {
        for (url, ending) in [
            ("https://www.amazon.com/hz/wishlist/ls/1ODPU10TOS3I4?ref=x", Ending::WishList),
            ("https://www.amazon.co.uk/-/en/registry/wishlist/1", Ending::WishList),
            ("https://www.amazon.com/stores/page/1", Ending::Shop),
            ("https://www.amazon.com/shop/ada", Ending::Shop),
            ("https://www.amazon.com/Ada-Lovelace/e/B000APZOQA", Ending::Shop),
            ("https://www.amazon.com/gp/video/detail/B07", Ending::Video),
            ("https://www.amazon.com/s?k=kettle", Ending::Listing),
            ("https://www.amazon.com/gp/goldbox", Ending::Listing),
            ("https://www.amazon.com", Ending::Home),
            ("https://www.amazon.com/?tag=ada-20", Ending::Home),
            ("https://www.amazon.com/gp/help/customer", Ending::OtherPage),
            ("https://example.com/dp/B0057OC5O8", Ending::Site { host: "example.com".into() }),
            (
                "https://amazon.com.evil.test/dp/B0057OC5O8",
                Ending::Site { host: "amazon.com.evil.test".into() },
            ),
            ("https://93.184.216.34/dp/B0057OC5O8", Ending::Site { host: "93.184.216.34".into() }),
            ("https://[::1]/dp/B0057OC5O8", Ending::Nowhere),
            ("https://www.amazon.com@evil.test/dp/B0057OC5O8", Ending::Nowhere),
            ("data:text/html,x", Ending::Nowhere),
            ("", Ending::Nowhere),
        ] {
            assert_eq!(ends(url), ending, "{url}");
        }
        assert_eq!(ends(&format!("https://example.com/{}", "a".repeat(5000))), Ending::Nowhere);
    }

    #[test]
    fn redirects_are_joined() {
        let from = |location| join("https://amzn.to/x", location);
        assert_eq!(from("https://www.amazon.com/dp/1").as_deref(), Some("https://www.amazon.com/dp/1"));
        assert_eq!(from("HTTP://amzn.eu/d/1").as_deref(), Some("HTTP://amzn.eu/d/1"));
        assert_eq!(from("/y?z").as_deref(), Some("https://amzn.to/y?z"));
        assert_eq!(from("//a.co/d/1").as_deref(), Some("https://a.co/d/1"));
        let blank = from("https://www.amazon.com/dp/1\u{a0}");
        assert_eq!(blank.as_deref(), Some("https://www.amazon.com/dp/1\u{a0}"), "a browser keeps it too");
        for location in ["", "y", "javascript:alert(1)", "amzn://product", "market://details?id=1"] {
            assert_eq!(from(location), None, "{location}");
        }
    }

    #[test]
    fn a_page_says_where_it_sends_its_reader() {
        let page = |html: &str| in_page(html);
        let tco = r#"<head><noscript><META http-equiv="refresh" content="0;URL=https://amzn.to/3x?a=1&amp;b=2"></noscript><title>https://amzn.to/3x</title></head><script>location.replace("x")</script>"#;
        assert_eq!(page(tco).as_deref(), Some("https://amzn.to/3x?a=1&b=2"));
        assert_eq!(page("<title>https://amzn.to/3x</title>").as_deref(), Some("https://amzn.to/3x"));
        assert_eq!(page("<title>Sorry</title>"), None);
        assert_eq!(page("<meta http-equiv=\"refresh\""), None);
        assert_eq!(page(""), None);
    }
}
