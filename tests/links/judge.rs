//! The shapes of Amazon's paths once more, as regular expressions: what the reading by hand is held against.

use regex::bytes::{Regex, RegexBuilder};

/// What stands in front of the ASIN in the path of a product page. A group catches the slug.
const BEFORE_ASIN: &[&str] = &[
    "(?:([^/]+)/)?dp/(?:(?:[a-z-]{1,9}|[a-z-]{11,})/)?",
    "(?:([^/]+)/)?gp/product/(?:(?:[a-z-]{1,9}|[a-z-]{11,})/)?",
    "(?:([^/]+)/)?product-reviews/",
    "gp/aw/(?:d|ol|cr|reviews?)/",
    "gp/offer-listing/",
    "(?:gp/)?reader/",
    "gp/customer-media/product-gallery/",
    "gp/switch-language/(?:dp|product)/",
    "review/product/",
    "ask/questions/asin/",
    "d/[^/]+/([^/]+)/",
    "(?:(?:exec/obidos|o)/)?asin/",
    "exec/obidos/isbn=",
    "(?:exec/obidos|o)/tg/detail/-/(?:[a-z-]+/)?",
    "exec/obidos/tg/stores/detail/-/(?:[a-z-]+/)?",
    "exec/obidos/tg/stores/offering/list/-/",
];

/// Pages that name their product in the query, and the parameter that does.
const BY_QUERY: &[(&str, &str)] = &[
    ("review/[a-z0-9-]+", "asin"),
    ("gp/customer-reviews/[a-z0-9-]+", "asin"),
    (r"gp/aw/reviews\.html", "asin"),
    (r"gp/aw/r?d\.html", "a"),
    ("vdp/[a-z0-9-]+", "product"),
    ("sspa/click", "url"),
    (r"gp/slredirect/picassoredirect\.html", "url"),
    (r"gp/[rf]\.html", "u"),
    (r"gp/redirect\.html", "location"),
    ("(?:exec/obidos|o)/redirect", "path"),
    ("ap/signin", "openid.return_to"),
];

/// Both tables as one pattern each.
pub struct Judge {
    path: Regex,
    query: Regex,
}

impl Judge {
    pub fn new() -> Self {
        let pages: Vec<String> = BY_QUERY.iter().map(|(page, _)| format!("({page})")).collect();
        Self {
            path: anchored(&format!("(?:{})([a-z0-9]{{10}})(?:[/&]|$)", BEFORE_ASIN.join("|"))),
            query: anchored(&format!("(?:{})(?:/|$)", pages.join("|"))),
        }
    }

    /// The ten characters where an ASIN stands in this path, and the title in front of them.
    pub fn in_path<'a>(&self, path: &'a str) -> Option<(&'a str, Option<&'a str>)> {
        let captures = self.path.captures(path.as_bytes())?;
        let last = captures.len() - 1;
        let group = |at: usize| captures.get(at).and_then(|group| path.get(group.range()));
        Some((group(last)?, (1..last).find_map(group)))
    }

    /// The parameter that names the product of this page.
    #[allow(dead_code, reason = "the example asks for paths only")]
    pub fn in_query(&self, path: &str) -> Option<&'static str> {
        let captures = self.query.captures(path.as_bytes())?;
        let row = (1..captures.len()).find(|&at| captures.get(at).is_some())?;
        BY_QUERY.get(row - 1).map(|(_, name)| *name)
    }
}

/// From where the path starts, after the language if there is one: `/-/en/`. A slug is any bytes but `/`.
fn anchored(pattern: &str) -> Regex {
    RegexBuilder::new(&format!("^(?:/-/[a-z]{{2}}(?:[_-][a-z]{{2}})?)?/{pattern}"))
        .unicode(false)
        .case_insensitive(true)
        .build()
        .unwrap()
}
