//! Owns the shapes of Amazon's paths and queries: where an ASIN means a product, and where it means nothing.
//!
//! Everything here sees a path or a query only; the host was judged before. All patterns are in the two tables,
//! each row with its reason. A shape that is missing costs a button, a shape too many shows a wrong one.

use std::{borrow::Cow, sync::OnceLock};

use regex::bytes::{Captures, Regex, RegexBuilder};

use super::slug::{percent_byte, percent_decode};
use crate::asin::Asin;

/// What stands in front of the ASIN in the path of a product page, and what the page is. A group catches the slug.
const BEFORE_ASIN: &[(&str, &str)] = &[
    (
        "(?:([^/]+)/)?dp/(?:(?:product|tracks|product-description|tech-data)/)?",
        "the product page, since 2006",
    ),
    ("(?:([^/]+)/)?gp/product/(?:images/)?", "the product page in a browser without the title"),
    ("(?:([^/]+)/)?product-reviews/", "all reviews of one product"),
    ("gp/aw/d/", "the product page for phones"),
    ("gp/offer-listing/", "all offers of one product"),
    ("gp/reader/", "a look inside one book"),
    ("review/product/", "all reviews of one product, until 2010"),
    ("ask/questions/asin/", "questions about one product"),
    ("d/[^/]+/([^/]+)/", "the product page in the addresses of old mails: /d/category/title/"),
    ("(?:(?:exec/obidos|o)/)?asin/", "the product page, until 2006, still in many blogs"),
    ("exec/obidos/isbn=", "a book, in the nineties"),
    (
        "(?:exec/obidos|o)/tg/detail/-/(?:[a-z-]+/)?",
        "the product page of 2003, sometimes with its department",
    ),
];

/// Pages that name their product in the query.
const BY_QUERY: &[(&str, Key, &str)] = &[
    ("review/[a-z0-9-]+", Key::Asin("asin"), "one review, or the form to write one"),
    ("gp/customer-reviews/[a-z0-9-]+", Key::Asin("asin"), "one review, since 2012"),
    (r"gp/aw/reviews\.html", Key::Asin("asin"), "reviews for phones"),
    ("sspa/click", Key::Target("url"), "a click on a sponsored product"),
    (r"gp/slredirect/picassoredirect\.html", Key::Target("url"), "the same, until 2022"),
    (r"gp/[rf]\.html", Key::Target("u"), "a click in a mail from Amazon"),
    (r"gp/redirect\.html", Key::Target("location"), "a click on an old associate's link"),
    ("(?:exec/obidos|o)/redirect", Key::Target("path"), "the same, until 2008"),
    ("ap/signin", Key::Target("openid.return_to"), "copied while signed out: the page it returns to"),
];

/// Names that stand where a slug may stand and open a room of the store that is no title.
const NO_SLUG: &[&str] = &["e", "s", "b", "gp", "hz", "shop", "stores", "video", "author", "wishlist"];

/// The name of a query's parameter, in lower case, and what its value is.
#[derive(Clone, Copy)]
enum Key {
    Asin(&'static str),
    Target(&'static str),
}

/// A product named by a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// The product.
    pub asin: Asin,
    /// Its title as written in the path, still escaped.
    pub slug: Option<String>,
}

/// A product named by a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Query {
    /// By its ASIN.
    Asin(Asin),
    /// By the address that Amazon would redirect to.
    Target(String),
}

/// The product that a path names by itself.
#[must_use]
pub fn in_path(path: &str) -> Option<Product> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = PATTERN.get_or_init(path_pattern).as_ref()?;
    let path = normal(path)?;
    let captures = pattern.captures(path.as_bytes())?;
    let asin = group(&path, &captures, captures.len().checked_sub(1)?)?.parse().ok()?;
    let slug = (1..captures.len().saturating_sub(1)).find_map(|at| group(&path, &captures, at));
    if slug.is_some_and(|slug| NO_SLUG.iter().any(|name| slug.eq_ignore_ascii_case(name))) {
        return None;
    }
    Some(Product { asin, slug: slug.map(str::to_owned) })
}

/// The product, or the address of one, that the query of a known page names.
pub(super) fn in_query(path: &str, query: &str) -> Option<Query> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    if query.is_empty() {
        return None;
    }
    let pattern = PATTERN.get_or_init(query_pattern).as_ref()?;
    let path = normal(path)?;
    let captures = pattern.captures(path.as_bytes())?;
    // The groups stand in the order of the table: the one that took part says which row it was.
    let row = (1..captures.len()).find(|&at| captures.get(at).is_some())?;
    match BY_QUERY.get(row.checked_sub(1)?)?.1 {
        Key::Asin(name) => value(query, name)?.parse().ok().map(Query::Asin),
        Key::Target(name) => value(query, name).map(Query::Target),
    }
}

/// Whether a path on a short host carries a token: `/2VX1qxC`, `/d/04jZBreV`.
pub(super) fn is_short_path(path: &str) -> bool {
    let token = path.strip_prefix('/').unwrap_or_default();
    let token = token.strip_suffix('/').unwrap_or(token);
    match token.split_once('/') {
        Some((kind, token)) => {
            kind.len() <= 2 && kind.bytes().all(|byte| byte.is_ascii_alphabetic()) && is_token(token)
        }
        None => is_token(token),
    }
}

/// Whether a word may be the token of a short link. The shortest seen have three characters.
pub(super) fn is_token(word: &str) -> bool {
    (3..=64).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// The only segment of a path, if there is just one.
pub(super) fn sole_segment(path: &str) -> Option<&str> {
    path.strip_prefix('/')
        .map(|rest| rest.strip_suffix('/').unwrap_or(rest))
        .filter(|word| !word.contains('/'))
}

/// All of [`BEFORE_ASIN`] as one pattern. What follows an ASIN must end it: eleven characters are no ASIN.
fn path_pattern() -> Option<Regex> {
    let places = alternatives(BEFORE_ASIN.iter().map(|row| row.0.to_owned()));
    anchored(&format!("{places}([a-z0-9]{{10}})(?:[/&]|$)"))
}

/// All of [`BY_QUERY`] as one pattern with a group for each row.
fn query_pattern() -> Option<Regex> {
    let pages = alternatives(BY_QUERY.iter().map(|row| format!("({})", row.0)));
    anchored(&format!("{pages}(?:/|$)"))
}

fn alternatives(patterns: impl Iterator<Item = String>) -> String {
    format!("(?:{})", patterns.collect::<Vec<_>>().join("|"))
}

/// Compiles a pattern that starts where the path does, after the language if there is one: `/-/en/`.
///
/// On bytes and without Unicode, because its tables are not in the build; a slug is any bytes but `/`.
/// `None` cannot happen with the patterns above, a test says.
fn anchored(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("^(?:/-/[a-z]{{2}}(?:[_-][a-z]{{2}})?)?/{pattern}"))
        .unicode(false)
        .case_insensitive(true)
        .build()
        .ok()
}

fn group<'a>(path: &'a str, captures: &Captures, at: usize) -> Option<&'a str> {
    captures.get(at).and_then(|group| path.get(group.range()))
}

/// The path as Amazon reads it: needless escapes undone, slashes single, ended by an escaped `?` (associates'
/// tools of 2010 escaped the whole query). `None` if a browser or a server could resolve a `.` or `..` in it.
fn normal(path: &str) -> Option<Cow<'_, str>> {
    if climbs(path) {
        return None;
    }
    Some(if path.contains('%') || path.contains("//") {
        Cow::Owned(tidied(path))
    } else {
        Cow::Borrowed(path)
    })
}

/// How often escapes are undone to look for a `..` behind them. A browser undoes them once for this (WHATWG URL, "double-dot
/// path segment"), servers now and then once more; whatever is escaped deeper is no link that people share.
const UNESCAPED: usize = 3;

/// Whether the path has a segment `.` or `..`, anywhere in it, also escaped, also between escaped or back slashes, also with
/// a parameter behind it: `/dp/B0…%3Fx/../B0…` is the second product in a browser, and the first for who reads from the
/// left.
fn climbs(path: &str) -> bool {
    let dots = |segment: &[u8]| matches!(segment.split(|byte| *byte == b';').next(), Some(b"." | b".."));
    let mut path = Cow::Borrowed(path.as_bytes());
    for _ in 0..UNESCAPED {
        if path.split(|byte| matches!(byte, b'/' | b'\\')).any(dots) {
            return true;
        }
        if !path.contains(&b'%') {
            return false;
        }
        let undone = percent_decode(&path);
        if undone == *path {
            return false;
        }
        path = Cow::Owned(undone);
    }
    true
}

fn tidied(path: &str) -> String {
    let mut tidy = Vec::with_capacity(path.len());
    let mut bytes = path.as_bytes();
    while let [first, rest @ ..] = bytes {
        let (byte, after) = match percent_byte(bytes) {
            Some((b'?', _)) => break,
            Some((byte, after)) if byte.is_ascii_alphanumeric() || b"-._~=".contains(&byte) => (byte, after),
            _ => (*first, rest),
        };
        if !(byte == b'/' && tidy.last() == Some(&b'/')) {
            tidy.push(byte);
        }
        bytes = after;
    }
    String::from_utf8(tidy).unwrap_or_default()
}

/// The decoded value of a parameter, if the query gives it one value only: between two, nobody is certain. An escaped
/// name is the same name to a server.
fn value(query: &str, name: &str) -> Option<String> {
    let mut values = query
        .split('&')
        // Links copied out of HTML separate with `&amp;`.
        .filter_map(|pair| pair.strip_prefix("amp;").unwrap_or(pair).split_once('='))
        .filter(|(key, _)| percent_decode(key.as_bytes()).eq_ignore_ascii_case(name.as_bytes()))
        .map(|(_, value)| value);
    let first = values.next()?;
    if values.any(|other| other != first) {
        return None;
    }
    String::from_utf8(percent_decode(first.as_bytes())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_compile_with_the_features_we_ship() {
        assert!(path_pattern().is_some() && query_pattern().is_some());
    }

    #[test]
    fn every_row_says_why() {
        let whys = BEFORE_ASIN.iter().map(|row| row.1).chain(BY_QUERY.iter().map(|row| row.2));
        assert!(whys.into_iter().all(|why| !why.is_empty()));
    }

    #[test]
    fn an_asin_ends_where_it_ends() {
        let found = |path| in_path(path).map(|product| product.asin.to_string());
        assert_eq!(found("/dp/b0057oc5o8/x").as_deref(), Some("B0057OC5O8"));
        assert_eq!(found("/dp/B0057OC5O8%3Ftag%3Dx").as_deref(), Some("B0057OC5O8"));
        assert_eq!(found("/%64p//B0057OC5%4F8").as_deref(), Some("B0057OC5O8"));
        for path in ["/dp/B0057OC5O8X", "/dp/B0057OC5O", "/dp/B0057OC5O8-x", "/dp%2FB0057OC5O8"] {
            assert_eq!(found(path), None, "{path}");
        }
    }

    #[test]
    fn dots_are_a_browsers_to_resolve() {
        for path in ["/dp/B0057OC5O8/../B0057OC5O9", "/dp/B0057OC5O8/%2e%2E/B0057OC5O9", "/./dp/B0057OC5O8"] {
            assert_eq!(in_path(path), None, "{path}");
        }
    }

    #[test]
    fn dots_behind_an_escaped_question_mark_are_resolved_too() {
        for path in [
            "/dp/B0057OC5O8%3Fx/../B0EVIL0001",
            "/dp/B0057OC5O8%3Fx/%2e%2e/B0EVIL0001",
            "/dp/B0057OC5O8%3Fx/.%2E/B0EVIL0001",
            "/dp/B0057OC5O8&x/../B0EVIL0001",
            "/dp/B0057OC5O8%3Fx%2F..%2FB0EVIL0001",
            "/dp/B0057OC5O8%3Fx%5C..%5CB0EVIL0001",
            "/dp/B0057OC5O8%3Fx/%252e%252e/B0EVIL0001",
            "/dp/B0057OC5O8/..;v=1/B0EVIL0001",
            "/dp/B0057OC5O8%25252525252e",
        ] {
            assert_eq!(in_path(path), None, "{path}");
        }
        assert!(in_path("/dp/B0057OC5O8/ref=a..b/100%25").is_some(), "dots and signs inside of a segment");
    }

    #[test]
    fn a_value_given_twice_is_none() {
        assert_eq!(value("a=1&amp;ASIN=b%20c&d", "asin").as_deref(), Some("b c"));
        assert_eq!(value("asin=1&asin=1", "asin").as_deref(), Some("1"));
        assert_eq!(value("asin=1&asin=2", "asin"), None);
        assert_eq!(value("asin=1&%61sin=2", "asin"), None, "the same name, escaped");
    }
}
