//! Owns the question "which product, if any, does this text link to?".
//!
//! Four steps, each with its own file: a cheap test that nearly every text of a timeline fails
//! ([`looks_like_amazon`]), the `address` as a browser would read it, the `host` and whether it is Amazon's, and
//! the [patterns] in path or query where an ASIN means a product.
//!
//! A wrong product is worse than no button, so every doubt ends in `None`. Nothing here fetches, remembers or
//! rewrites: an author's tag leaves as it came.

mod address;
mod host;
#[doc(hidden)] // Public for `tests/links.rs` and `examples/recogniser_cost.rs` only.
pub mod patterns;
mod slug;

use address::Address;
use host::Host;
pub use host::SHORT as SHORT_HOSTS;

use crate::{asin::Asin, bounds::ADDRESS_BYTES, marketplace::Marketplace, product::ProductKey};

/// What a text turned out to link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An address that names its product.
    Product(ProductLink),
    /// An address whose target only Amazon knows.
    Short(ShortLink),
}

/// An Amazon address that names one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductLink {
    /// The product named.
    pub key: ProductKey,
    /// The address as its author gave it, entire and with the author's tag, made `https`.
    ///
    /// Safe to open: a browser will read Amazon's own host in it. Punctuation around it is gone, and so is the
    /// last piece of an address that was cut with `…`, because half a tag is somebody else's tag.
    pub url: String,
    /// The words of the title in the address, if it has them: readable, but as Amazon shortened them.
    pub title_hint: Option<String>,
}

/// An address on one of Amazon's short hosts. It may lead to a product, a wish list or anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortLink {
    /// The address as its author gave it, made `https`. Safe to open: the host is Amazon's.
    pub url: String,
}

/// Reads one text, such as an anchor shows it: scheme or not, cut with `…` or not, punctuation around it or not.
///
/// `None` when it is not an address on a host of Amazon's, or names no product for certain.
#[must_use]
pub fn recognise(text: &str) -> Option<Link> {
    if text.len() > ADDRESS_BYTES || !looks_like_amazon(text) {
        return None;
    }
    found(&Address::read(text)?)
}

/// Reads an address that is followed as it stands, such as a redirect names it: a closing `..` or `…` is a part of it.
///
/// `None` where [`recognise`] is, and without a scheme.
#[must_use]
pub fn recognise_whole(address: &str) -> Option<Link> {
    found(&Address::whole(address)?)
}

fn found(address: &Address) -> Option<Link> {
    // With its scheme it must not be longer than what is read again.
    if address.url().len() > ADDRESS_BYTES {
        return None;
    }
    match Host::read(address.authority)? {
        Host::Store(store) => in_store(address, store),
        Host::Nickname => in_store(address, Marketplace::Com).or_else(|| nickname(address)),
        Host::Short => patterns::is_short_path(address.path).then(|| short(address)),
    }
}

/// Whether the text could be a link of Amazon's at all: what is tested before any real work.
///
/// Never false where [`recognise`] finds something; true for many texts where it does not.
#[must_use]
pub fn looks_like_amazon(text: &str) -> bool {
    // All begin with an `a`: the first comparison settles most places.
    text.as_bytes().windows(5).any(|five| {
        let is = |sign: &&str| five.eq_ignore_ascii_case(sign.as_bytes());
        matches!(five, [b'a' | b'A', ..]) && SIGNS.iter().any(is)
    })
}

/// What stands in every text that can be a link of Amazon's, in whatever case.
pub const SIGNS: &[&str] = &["amazo", "amzn.", "a.co/"];

/// Whether a domain of Amazon's may stand in the text, also without a path behind it. True for many texts where none does.
#[must_use]
pub fn may_name_amazon(text: &str) -> bool {
    let is = |four: &[u8]| DOMAIN_SIGNS.iter().any(|sign| four.eq_ignore_ascii_case(sign.as_bytes()));
    text.as_bytes().windows(4).any(is)
}

/// What stands in every text that names a domain of Amazon's, in whatever case.
pub const DOMAIN_SIGNS: &[&str] = &["amaz", "amzn", "a.co"];

/// The host of an honest `http` or `https` address, in lower case and without a port, and the address made `https`.
///
/// `None` where something stands in it that browsers read otherwise than people: user names, other ports,
/// backslashes, marks of direction, escapes and letters beyond ASCII in the host, numbers that are an address in disguise.
#[must_use]
pub fn host_of(address: &str) -> Option<(String, String)> {
    let address = Address::whole(address)?;
    let host = host::named(address.authority)?;
    Some((host, address.url())).filter(|(_, url)| url.len() <= ADDRESS_BYTES)
}

/// Whether a card's domain is a store of Amazon's or one of its short hosts.
#[must_use]
pub fn is_amazon_domain(domain: &str) -> bool {
    Host::read(domain).is_some()
}

/// A product of the store, named in the path, in the query, or by the address a redirect leads to.
fn in_store(address: &Address, store: Marketplace) -> Option<Link> {
    let found = |place: patterns::Product| product(address, store, place);
    if let Some(place) = patterns::in_path(address.path) {
        return Some(found(place));
    }
    match patterns::in_query(address.path, address.query)? {
        patterns::QueryPattern::Asin(asin) => Some(found(patterns::Product { asin, slug: None })),
        patterns::QueryPattern::Target { address: target, asin } => redirect(address, store, &target)
            .filter(|link| asin.is_none_or(|asin| matches!(link, Link::Product(it) if it.key.asin == asin))),
    }
}

/// The product behind a redirect of Amazon's own, such as a sponsored link.
///
/// Certain only if the target is written out and is itself a product page of a store; one step, never two.
fn redirect(address: &Address, store: Marketplace, target: &str) -> Option<Link> {
    let on_same_store = target.starts_with('/') && !target.starts_with("//");
    let absolute = if on_same_store { format!("https://{store}{target}") } else { target.to_owned() };
    let target = Address::whole(&absolute)?;
    let Host::Store(store) = Host::read(target.authority)? else { return None };
    Some(product(address, store, patterns::in_path(target.path)?))
}

/// `amzn.com`: its products are those of amazon.com, its other words are redirects.
fn nickname(address: &Address) -> Option<Link> {
    if let Some(asin) = patterns::sole_segment(address.path).and_then(|word| word.parse::<Asin>().ok()) {
        return Some(product(address, Marketplace::Com, patterns::Product { asin, slug: None }));
    }
    patterns::sole_segment(address.path).filter(|word| patterns::is_token(word)).map(|_| short(address))
}

fn product(address: &Address, marketplace: Marketplace, place: patterns::Product) -> Link {
    Link::Product(ProductLink {
        key: ProductKey { asin: place.asin, marketplace },
        url: address.url(),
        title_hint: place.slug.as_deref().and_then(slug::words),
    })
}

/// People write `www.` in front of everything, and the short hosts answer to it: the link is the one without.
fn short(address: &Address) -> Link {
    let url = address.url();
    let is_www = address.authority.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www."));
    let bare = url.get(12..).filter(|_| is_www).map(|rest| format!("https://{rest}"));
    Link::Short(ShortLink { url: bare.unwrap_or(url) })
}
