//! Owns the shapes of Amazon's paths and queries: where an ASIN means a product, and where it means nothing.
//!
//! Everything here sees a path or a query only; the host was judged before. All shapes are in the two tables,
//! each row with its reason. A shape that is missing costs a button, a shape too many shows a wrong one.
//!
//! A path is read piece by piece, by hand: the same shapes as regular expressions made a fifth of every program, and their
//! first use cost X's page 17 to 33 ms (measured November 2026). The `regex` crate judges this reading in
//! `tests/links.rs`, with the same shapes as patterns: on every row there, and on random paths.

use std::borrow::Cow;

use super::slug::{percent_byte, percent_decode};
use crate::asin::Asin;

/// What may stand between two slashes.
#[derive(Clone, Copy)]
enum Piece {
    /// This word.
    Is(&'static str),
    /// One of these words.
    One(&'static [&'static str]),
    /// Anything: the title.
    Title,
    /// Anything, or no piece: the title.
    MayTitle,
    /// Anything that has a character.
    Any,
    /// A word of letters, digits and hyphens.
    Word,
    /// A word of letters and hyphens, or no piece.
    MayWord,
    /// The same, but no ten letters: where an ASIN may stand, the store could take them for one.
    MayPart,
    /// An ASIN, behind these letters. An `&` may follow it: it ends the path for servers.
    Asin(&'static str),
}

use Piece::{Any, Is, MayPart, MayTitle, MayWord, One, Title, Word};

/// The ASIN as a piece of its own.
const ASIN: Piece = Piece::Asin("");

/// The paths of product pages, and what each page is.
const WITH_ASIN: &[(&[Piece], &str)] = &[
    (&[MayTitle, Is("dp"), MayPart, ASIN], "the product page, since 2006, and its parts: dp/tech-data"),
    (
        &[MayTitle, Is("gp"), Is("product"), MayPart, ASIN],
        "the product page in a browser without the title, and its parts: gp/product/customer-reviews",
    ),
    (&[MayTitle, Is("product-reviews"), ASIN], "all reviews of one product"),
    (
        &[Is("gp"), Is("aw"), One(&["d", "ol", "cr", "review", "reviews"]), ASIN],
        "for phones: the product page, all offers, all reviews, one review",
    ),
    (&[Is("gp"), Is("offer-listing"), ASIN], "all offers of one product"),
    (&[Is("gp"), Is("reader"), ASIN], "a look inside one book"),
    (&[Is("reader"), ASIN], "the same, shorter"),
    (
        &[Is("gp"), Is("customer-media"), Is("product-gallery"), ASIN],
        "the customers' pictures of one product",
    ),
    (
        &[Is("gp"), Is("switch-language"), One(&["dp", "product"]), ASIN],
        "the product page in another language",
    ),
    (&[Is("review"), Is("product"), ASIN], "all reviews of one product, until 2010"),
    (&[Is("ask"), Is("questions"), Is("asin"), ASIN], "questions about one product"),
    (&[Is("d"), Any, Title, ASIN], "the product page in the addresses of old mails: /d/category/title/"),
    (&[Is("exec"), Is("obidos"), Is("asin"), ASIN], "the product page, until 2006, still in many blogs"),
    (&[Is("o"), Is("asin"), ASIN], "the same, shorter"),
    (&[Is("asin"), ASIN], "the same, shorter still"),
    (&[Is("exec"), Is("obidos"), Piece::Asin("isbn=")], "a book, in the nineties"),
    (
        &[Is("exec"), Is("obidos"), Is("tg"), Is("detail"), Is("-"), MayWord, ASIN],
        "the product page of 2003, sometimes with its department",
    ),
    (&[Is("o"), Is("tg"), Is("detail"), Is("-"), MayWord, ASIN], "the same, shorter"),
    (
        &[Is("exec"), Is("obidos"), Is("tg"), Is("stores"), Is("detail"), Is("-"), MayWord, ASIN],
        "the product page of 2002 and its parts, with the department",
    ),
    (
        &[Is("exec"), Is("obidos"), Is("tg"), Is("stores"), Is("offering"), Is("list"), Is("-"), ASIN],
        "all offers of one product, then",
    ),
];

/// Pages that name their product in the query.
const BY_QUERY: &[(&[Piece], Key, &str)] = &[
    (&[Is("review"), Word], Key::Asin("asin"), "one review, or the form to write one"),
    (&[Is("gp"), Is("customer-reviews"), Word], Key::Asin("asin"), "one review, since 2012"),
    (&[Is("gp"), Is("aw"), Is("reviews.html")], Key::Asin("asin"), "reviews for phones"),
    (&[Is("gp"), Is("aw"), Is("d.html")], Key::Asin("a"), "the product page for the phones of 2007"),
    (
        &[Is("gp"), Is("aw"), Is("rd.html")],
        Key::AsinOn("a", "url", "/gp/aw/d.html"),
        "the way there; it leads to other pages too",
    ),
    (&[Is("vdp"), Word], Key::Asin("product"), "the film about a product"),
    (&[Is("sspa"), Is("click")], Key::Target("url"), "a click on a sponsored product"),
    (&[Is("gp"), Is("slredirect"), Is("picassoredirect.html")], Key::Target("url"), "the same, until 2022"),
    (&[Is("gp"), One(&["r.html", "f.html"])], Key::Target("u"), "a click in a mail from Amazon"),
    (&[Is("gp"), Is("redirect.html")], Key::Target("location"), "a click on an old associate's link"),
    (&[Is("exec"), Is("obidos"), Is("redirect")], Key::Path("path"), "the same, until 2008"),
    (&[Is("o"), Is("redirect")], Key::Path("path"), "the same, shorter"),
    (
        &[Is("ap"), Is("signin")],
        Key::Target("openid.return_to"),
        "copied while signed out: the page it returns to",
    ),
];

/// Names that stand where a slug may stand and open a room of the store that is no title.
const NO_SLUG: &[&str] = &["e", "s", "b", "gp", "hz", "shop", "stores", "video", "author", "wishlist"];

/// The name of a query's parameter, in lower case, and what its value is.
#[derive(Clone, Copy)]
enum Key {
    Asin(&'static str),
    /// An ASIN, where a second parameter names this page: it is there that the link leads.
    AsinOn(&'static str, &'static str, &'static str),
    /// An address, whole or from the store's root.
    Target(&'static str),
    /// The same, or a path behind `/exec/obidos/`.
    Path(&'static str),
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
pub enum QueryPattern {
    /// By its ASIN.
    Asin(Asin),
    /// By the address that Amazon would redirect to.
    Target {
        /// The address, whole or from the store's root.
        address: String,
        /// The product that the query names beside it: of two that are not the same, nobody is certain.
        asin: Option<Asin>,
    },
}

/// The product that a path names by itself.
#[must_use]
pub fn in_path(path: &str) -> Option<Product> {
    let path = normal(path)?;
    let fit = places(&path)
        .into_iter()
        .flatten()
        .find_map(|place| WITH_ASIN.iter().find_map(|(pieces, _)| fit(pieces, Some(place))))?;
    let asin = fit.asin?.parse().ok()?;
    if fit.title.is_some_and(|title| NO_SLUG.iter().any(|name| title.eq_ignore_ascii_case(name))) {
        return None;
    }
    Some(Product { asin, slug: fit.title.map(str::to_owned) })
}

/// The product, or the address of one, that the query of a known page names.
#[must_use]
pub fn in_query(path: &str, query: &str) -> Option<QueryPattern> {
    // Where the question mark is escaped, so is all that is behind it: what Amazon's own service gave until 2009. With one
    // of each nobody knows which the store reads.
    let escaped = escaped_query(path);
    let query = match (&escaped, query) {
        (None, query) if !query.is_empty() => query,
        (Some(escaped), "") => escaped,
        _ => return None,
    };
    let path = normal(path)?;
    let key = places(&path).into_iter().flatten().find_map(|place| {
        BY_QUERY.iter().find_map(|(pieces, key, _)| fit(pieces, Some(place)).and(Some(*key)))
    })?;
    match key {
        Key::Asin(name) => value(query, name)?.parse().ok().map(QueryPattern::Asin),
        Key::AsinOn(name, page, wanted) => {
            value(query, page).filter(|page| page == wanted)?;
            value(query, name)?.parse().ok().map(QueryPattern::Asin)
        }
        Key::Target(name) => target(query, value(query, name)?),
        Key::Path(name) => {
            let path = value(query, name)?;
            let is_relative = !path.starts_with('/') && !path.contains(':');
            target(query, if is_relative { format!("/exec/obidos/{path}") } else { path })
        }
    }
}

fn target(query: &str, address: String) -> Option<QueryPattern> {
    Some(QueryPattern::Target { address, asin: value(query, "asin").and_then(|asin| asin.parse().ok()) })
}

/// What is behind the first escaped question mark of a path, with its escapes undone once.
fn escaped_query(path: &str) -> Option<String> {
    let escaped = [path.split_once("%3F"), path.split_once("%3f")].into_iter().flatten();
    let (_, behind) = escaped.min_by_key(|(before, _)| before.len())?;
    String::from_utf8(percent_decode(behind.as_bytes())).ok()
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

/// What a path has where its pieces fit.
#[derive(Default)]
struct Fit<'a> {
    asin: Option<&'a str>,
    title: Option<&'a str>,
}

/// Where the pieces of a path may begin: behind its language if it names one, `/-/en/`, and else behind its first slash.
fn places(path: &str) -> [Option<&str>; 2] {
    let whole = path.strip_prefix('/');
    [whole.and_then(behind_language), whole]
}

fn behind_language(path: &str) -> Option<&str> {
    let (language, rest) = path.strip_prefix("-/")?.split_once('/')?;
    let (first, second) = match language.split_at_checked(2)? {
        (first, "") => (first, ""),
        (first, second) => (first, second.strip_prefix(['-', '_'])?),
    };
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    (letters(first) && letters(second) && (language.len() == 2 || second.len() == 2)).then_some(rest)
}

/// The pieces in what is left of a path, from its start; behind the last one may stand anything. `None` of a path is its end.
///
/// A piece that need not be there is looked for first, and left out where the rest does not fit with it.
fn fit<'a>(pieces: &[Piece], path: Option<&'a str>) -> Option<Fit<'a>> {
    let Some((piece, others)) = pieces.split_first() else { return Some(Fit::default()) };
    let path = path?;
    let (word, rest) = path.split_once('/').map_or((path, None), |(word, rest)| (word, Some(rest)));
    let made_of = |also: &[u8], fits: fn(&u8) -> bool| {
        !word.is_empty() && word.as_bytes().iter().all(|byte| fits(byte) || also.contains(byte))
    };
    let is = |name: &&str| word.eq_ignore_ascii_case(name);
    let here = match piece {
        Is(name) => is(name),
        One(names) => names.iter().any(is),
        Any | Title | MayTitle => !word.is_empty(),
        Word => made_of(b"-", u8::is_ascii_alphanumeric),
        MayWord => made_of(b"-", u8::is_ascii_alphabetic),
        MayPart => made_of(b"-", u8::is_ascii_alphabetic) && word.len() != 10,
        Piece::Asin(_) => true,
    };
    if here && let Some(mut found) = fit(others, rest) {
        match piece {
            Title | MayTitle => found.title = Some(word),
            Piece::Asin(before) => found.asin = Some(asin_behind(before, word)?),
            _ => {}
        }
        return Some(found);
    }
    if matches!(piece, MayTitle | MayWord | MayPart) { fit(others, Some(path)) } else { None }
}

/// Ten letters or digits and no more: eleven characters are no ASIN.
fn asin_behind<'a>(before: &str, word: &'a str) -> Option<&'a str> {
    let (head, word) = word.split_at_checked(before.len())?;
    let asin = word.split_once('&').map_or(word, |(asin, _)| asin);
    let fits = asin.len() == 10 && asin.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (fits && head.eq_ignore_ascii_case(before)).then_some(asin)
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
#[path = "patterns_tests.rs"]
mod tests;
