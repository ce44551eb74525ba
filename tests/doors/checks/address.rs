//! Addresses: what we read in one is what a browser opens, by the WHATWG rules as the `url` crate has them.

use hashcart_core::item::{ItemKey, LinkKey};
use hashcart_core::link::{
    Link, ProductLink, host_of, is_amazon_domain, looks_like_amazon, recognise, recognise_whole,
};
use hashcart_core::mention::KeptMention;
use hashcart_core::product::ProductKey;
use hashcart_core::resolve::{Ending, ResolveStep, join, judge};
use url::Url;

use super::ensure;

/// Pieces of addresses, honest and not.
pub const PIECES: &[&str] = &[
    "https://",
    "http://",
    "https:/",
    "//",
    "/",
    "\\",
    "@",
    ":",
    ":443",
    ":80",
    "?",
    "#",
    "&",
    "=",
    ";",
    "%",
    "%25",
    "%2F",
    "%2f",
    "%5C",
    "%3F",
    "%23",
    "%2e",
    "%2E%2e",
    ".%2e",
    "%2e.",
    "%252e",
    "%252e%252e",
    "..",
    ".",
    "/../",
    "/./",
    "/%2e%2e/",
    "...",
    "…",
    "_",
    ")",
    "(",
    " ",
    "\t",
    "\n",
    "\r",
    "\0",
    "\u{202e}",
    "\u{200b}",
    "\u{ad}",
    "\u{ff0f}",
    "\u{3002}",
    "www.",
    "smile.",
    "m.",
    "amazon",
    "amazon.com",
    "amazon.co.jp",
    "amazon.jp",
    "amzn.to",
    "a.co",
    "a.co/d/",
    "amzn.com",
    "link.amazon",
    "t.co",
    "bit.ly",
    ".evil.example",
    "user:pass@",
    "xn--",
    "é",
    "商品",
    "127.1",
    "0x7f.1",
    "[::1]",
    "dp/",
    "/dp/",
    "/gp/product/",
    "/-/en",
    "/gp/redirect.html?location=",
    "/sspa/click?url=",
    "/review/create-review/?asin=",
    "asin=",
    "%61sin=",
    "&amp;",
    "B0057OC5O8",
    "B0EVIL0001",
    "b0057oc5%4F8",
    "0306406152",
    "3DHiDU7",
    "Kettle-Steel",
    "|",
    "^",
    "`",
    "{",
    "}",
    "<",
    ">",
    "\"",
    "'",
];

/// Whatever the text: product, host, key and next step are those that a browser would come to.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    found(&text)?;
    host(&text)?;
    key(&text)?;
    step(&text)?;
    redirect(&text)?;
    kept(&text)
}

/// The text as a browser opens it.
fn browser(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// What our recogniser says of an address as a browser writes it. Escaping may have made it too long to be read.
fn again(opened: &Url) -> Result<Option<ProductKey>, ()> {
    if opened.as_str().len() > 4096 {
        Err(())
    } else {
        Ok(product_of(opened.as_str()).map(|product| product.key))
    }
}

fn product_of(text: &str) -> Option<ProductLink> {
    match recognise_whole(text) {
        Some(Link::Product(product)) => Some(product),
        Some(Link::Short(_)) | None => None,
    }
}

fn found(text: &str) -> Result<(), String> {
    let Some(link) = recognise(text) else { return Ok(()) };
    ensure(looks_like_amazon(text), || "recognised, and not looked at".to_owned())?;
    let url = match &link {
        Link::Product(product) => &product.url,
        Link::Short(short) => &short.url,
    };
    let opened = opened(url)?;
    let same = recognise(url).as_ref() == Some(&link) && recognise_whole(url).as_ref() == Some(&link);
    ensure(same, || format!("{url} reads as something else than its text"))?;
    let Link::Product(product) = &link else { return Ok(()) };
    same_product(url, product)?;
    // The product's number is somewhere in what is opened, read without any rule of ours.
    let decoded = plain(opened.path()) + &plain(opened.query().unwrap_or_default());
    let decoded = plain(&plain(&decoded)).to_ascii_uppercase();
    ensure(decoded.contains(product.key.asin.as_str()), || format!("{opened} has no {}", product.key))?;
    // The text may stand in a sentence, so a browser may open nothing; it opens no other product.
    match browser(text).and_then(|opened| product_of(opened.as_str())) {
        Some(other) if other.key != product.key => {
            Err(format!("read as {}, opened as {}", product.key, other.key))
        }
        Some(_) | None => Ok(()),
    }
}

/// A browser opens this address, on a host of Amazon's, and by nothing but host, path and query.
fn opened(url: &str) -> Result<Url, String> {
    let opened = Url::parse(url).map_err(|why| format!("{url}: a browser opens nothing: {why}"))?;
    let bare = opened.username().is_empty() && opened.password().is_none() && opened.port().is_none();
    ensure(opened.scheme() == "https" && bare, || format!("{url} is opened as {opened}"))?;
    let host = opened.host_str().unwrap_or_default();
    ensure(is_amazon_domain(host) || host.trim_start_matches("www.") == "amzn.com", || {
        format!("{url} is opened at {host}")
    })?;
    Ok(opened)
}

/// What a browser makes of the address names the same product.
fn same_product(url: &str, product: &ProductLink) -> Result<(), String> {
    let opened = opened(url)?;
    let Ok(there) = again(&opened) else { return Ok(()) };
    ensure(there == Some(product.key), || {
        format!("{url} is read as {}, and opened as {there:?} at {opened}", product.key)
    })
}

/// Every `%xx` decoded.
fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = after.split_at_checked(2).and_then(|(digits, after)| {
            let digits =
                str::from_utf8(digits).ok().filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))?;
            Some((u8::from_str_radix(digits, 16).ok()?, after))
        });
        match escaped {
            Some((byte, after)) if *first == b'%' => {
                bytes.push(byte);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn host(text: &str) -> Result<(), String> {
    let Some((host, url)) = host_of(text) else { return Ok(()) };
    // What no browser opens, such as a broken `xn--` name, misleads nobody.
    let Ok(opened) = Url::parse(&url) else { return Ok(()) };
    ensure(opened.host_str() == Some(host.as_str()) && opened.port().is_none(), || {
        format!("{host} is opened as {opened}")
    })?;
    ensure(opened.username().is_empty() && opened.password().is_none(), || format!("{opened} names a user"))
}

fn key(text: &str) -> Result<(), String> {
    let Some(key) = LinkKey::of_url(text) else { return Ok(()) };
    let item = ItemKey::Link(key.clone()).to_string();
    ensure(item.parse() == Ok(ItemKey::Link(key.clone())), || format!("{item} does not read back"))?;
    for address in [text, &key.url()] {
        let opened = browser(address).ok_or_else(|| format!("{address}: a browser opens nothing"))?;
        let there = format!("{}{}", opened.host_str().unwrap_or_default(), opened.path());
        ensure(there.trim_end_matches('/') == key.to_string(), || format!("{key} is opened at {there}"))?;
        ensure(opened.username().is_empty(), || format!("{opened} names a user"))?;
    }
    Ok(())
}

fn step(text: &str) -> Result<(), String> {
    let at_browser = browser(text);
    match judge(text) {
        ResolveStep::Product(product) => {
            same_product(&product.url, &product)?;
            // Nothing stands around an address that a redirect names: it is opened as it is.
            let opened = at_browser.ok_or_else(|| format!("{text}: a browser opens nothing"))?;
            let Ok(there) = again(&opened) else { return Ok(()) };
            ensure(there == Some(product.key), || format!("led to {}, opened as {there:?}", product.key))
        }
        ResolveStep::Ask { host, url } => {
            let opened = Url::parse(&url).map_err(|why| format!("{url}: {why}"))?;
            ensure(opened.host_str() == Some(host) && opened.port().is_none(), || format!("asks {opened}"))
        }
        ResolveStep::Ends(Ending::Site { host }) => match at_browser {
            Some(opened) => ensure(opened.host_str() == Some(host.as_str()), || {
                format!("said to lead to {host}, opened as {opened}")
            }),
            None => Ok(()),
        },
        ResolveStep::Ends(_) => Ok(()),
    }
}

fn redirect(text: &str) -> Result<(), String> {
    let base = "https://amzn.to/x";
    let Some(ours) = join(base, text) else { return Ok(()) };
    let theirs = Url::parse(base).and_then(|base| base.join(text)).ok();
    match (judge(&ours), theirs) {
        (ResolveStep::Product(product), Some(theirs)) => {
            let Ok(there) = again(&theirs) else { return Ok(()) };
            ensure(there == Some(product.key), || format!("{ours} is {}, followed as {theirs}", product.key))
        }
        (ResolveStep::Ask { host, .. }, Some(theirs)) => {
            // People write `www.` in front of the short hosts, X's redirect has it too, and they answer to it.
            let bare = theirs.host_str().map(|theirs| theirs.strip_prefix("www.").unwrap_or(theirs));
            ensure(bare == Some(host), || format!("asks {host}, followed as {theirs}"))
        }
        (ResolveStep::Product(_) | ResolveStep::Ask { .. }, None) => {
            Err(format!("{ours}: a browser follows nothing"))
        }
        (ResolveStep::Ends(_), _) => Ok(()),
    }
}

fn kept(text: &str) -> Result<(), String> {
    let Some(kept) = KeptMention::of_address(text, None) else { return Ok(()) };
    ensure(kept.is_sound(), || format!("kept and not sound: {kept:?}"))?;
    ensure(Url::parse(&kept.link).is_ok(), || format!("kept and opened by nobody: {}", kept.link))
}
