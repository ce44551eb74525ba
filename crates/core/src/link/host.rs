//! Owns the question whose a host is. An exact list on both sides of the last dot: no suffix is ever searched for.

use crate::bounds::HOST_BYTES;
use crate::marketplace::Marketplace;

/// A host that is Amazon's and may lead to a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// A national store.
    Store(Marketplace),
    /// `amzn.com`, another name of amazon.com.
    Nickname,
    /// A host that only redirects.
    Short,
}

/// The same store under another roof: desktop, the closed charity shop (links remain), and phones. All other
/// subdomains (`aws`, `music`, `read`, …) sell no products.
const SAME_STORE: [&str; 3] = ["www.", "smile.", "m."];

/// Hosts whose every path is a token. A token on `link.amazon` (Amazon's share button of 2026) looks like an
/// ASIN and is not one: `B09xPVTQy` led to B0G532M8D8.
pub const SHORT: [&str; 6] = ["amzn.to", "a.co", "amzn.eu", "amzn.asia", "amzn.in", "link.amazon"];

impl Host {
    /// Judges the part between `//` and the path.
    ///
    /// User names, ports, escapes, a closing dot and letters beyond ASCII all make it unequal to every name
    /// known here, and so nobody's. Honest links have none of them, but for the port that `https` has anyway.
    pub(super) fn read(authority: &str) -> Option<Self> {
        if authority.len() > HOST_BYTES {
            return None;
        }
        let host = authority.strip_suffix(":443").unwrap_or(authority).to_ascii_lowercase();
        let bare = |prefix| host.strip_prefix(prefix);
        if SHORT.contains(&bare("www.").unwrap_or(&host)) {
            Some(Self::Short)
        } else if bare("www.").unwrap_or(&host) == "amzn.com" {
            Some(Self::Nickname)
        } else {
            let domain = SAME_STORE.into_iter().find_map(bare).unwrap_or(&host);
            Marketplace::from_domain(domain).map(Self::Store)
        }
    }
}

/// The host in the part between `//` and the path, whoever's it is, in lower case; `None` where a browser would open
/// another one than is written.
pub(super) fn named(authority: &str) -> Option<String> {
    let host = authority.strip_suffix(":443").unwrap_or(authority).to_ascii_lowercase();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let honest = !host.is_empty() && host.bytes().all(plain) && (!ends_in_a_number(&host) || is_ipv4(&host));
    honest.then_some(host)
}

/// Whether browsers take the host for an IPv4 address (WHATWG URL, "ends in a number checker"): `0x7f.1` is 127.0.0.1.
fn ends_in_a_number(host: &str) -> bool {
    let last = host.strip_suffix('.').unwrap_or(host).rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").is_some_and(|it| it.bytes().all(|it| it.is_ascii_hexdigit()));
    hexadecimal || (!last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether it is an IPv4 address as browsers write it: four decimal numbers without zeros in front.
fn is_ipv4(host: &str) -> bool {
    let number = |part: &str| part.parse::<u8>().is_ok_and(|number| number.to_string() == part);
    host.split('.').count() == 4 && host.split('.').all(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_host() {
        assert_eq!(Host::read("WWW.Amazon.co.JP"), Some(Host::Store(Marketplace::CoJp)));
        assert_eq!(Host::read("smile.amazon.com"), Some(Host::Store(Marketplace::Com)));
        assert_eq!(Host::read("amazon.de:443"), Some(Host::Store(Marketplace::De)));
        assert_eq!(Host::read("amzn.com"), Some(Host::Nickname));
        assert_eq!(Host::read("link.amazon"), Some(Host::Short));
    }

    #[test]
    fn a_host_is_named_as_browsers_open_it() {
        for host in ["example.com", "xn--mller-kva.example", "93.184.216.34", "1e100.net", "a.0xg"] {
            assert_eq!(named(host).as_deref(), Some(host));
        }
        assert_eq!(named("T.co:443").as_deref(), Some("t.co"));
        for host in [
            "",
            "127.1",
            "0x7f.1",
            "010.0.0.1",
            "256.1.1.1",
            "1.2.3.4.",
            "1",
            "a.0x",
            "m\u{fc}ller.de",
            "a_b.c",
            "a:80",
        ] {
            assert_eq!(named(host), None, "{host}");
        }
    }

    #[test]
    fn nobodys_host() {
        for host in
            ["", "amazon", "amazon.com.", "amazon.com:8443", "a@amazon.com", "www.www.amazon.com", "xamzn.to"]
        {
            assert_eq!(Host::read(host), None, "{host}");
        }
    }
}
