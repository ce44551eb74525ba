//! Owns the reading of a text as an address: what surrounds it, the scheme, and where host, path and query end.
//!
//! By hand, because the `url` crate would weigh more than the rest of the extension (192 kB of WebAssembly,
//! measured November 2026). What a browser would read in some other way than it is written (white space,
//! backslashes, control characters, `..`) is refused rather than repaired, so that reading and opening agree.

use crate::bounds::ADDRESS_BYTES;

/// An address taken apart. Nothing is decoded or judged yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address<'a> {
    /// Everything after the scheme.
    rest: &'a str,
    scheme: bool,
    /// Between `//` and the path: a host, if it is honest.
    pub(super) authority: &'a str,
    /// From the first `/` on; empty for a bare host.
    pub(super) path: &'a str,
    /// After the `?`, without the fragment.
    pub(super) query: &'a str,
}

/// What people put in front of an address: brackets, quotes, marks of emphasis.
const OPENERS: &[char] = &[
    '(', '[', '{', '<', '"', '\'', '`', '*', '_', '~', '|', '“', '‘', '„', '«', '‹', '（', '【', '「', '『',
    '《', '〈', '：',
];

/// What people put after an address and no address ends with.
const CLOSERS: &[char] = &[
    '.', ',', ';', ':', '!', '?', '"', '\'', '`', '\\', '*', '~', '|', '>', '”', '’', '»', '›', '。', '、',
    '，', '．', '！', '？', '：', '；',
];

/// Brackets, which may also be part of an address: dropped from its end only when nothing opens them.
const BRACKETS: [(char, char); 8] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('（', '）'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
];

/// How an address shown short ends.
const ELLIPSES: [&str; 2] = ["…", "..."];

impl<'a> Address<'a> {
    /// Takes a text apart; `None` if it cannot be one `http` or `https` address, or is longer than [`ADDRESS_BYTES`]: the bound
    /// stands before any work, so that the work per text is bounded too.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        if text.len() > ADDRESS_BYTES { None } else { Self::of(bare(text)?) }
    }

    /// Takes apart what is followed as it stands, such as the target of a redirect: nothing around it is cut off, and
    /// its scheme is written.
    pub(super) fn whole(text: &'a str) -> Option<Self> {
        if text.len() > ADDRESS_BYTES { None } else { Self::of(text).filter(Self::has_scheme) }
    }

    fn of(written: &'a str) -> Option<Self> {
        if written.chars().any(is_treacherous) {
            return None;
        }
        let (scheme, rest) = split_scheme(written);
        let (before_fragment, _) = split_before(rest, &['#']);
        let (before_query, query) = split_before(before_fragment, &['?']);
        let (authority, path) = split_before(before_query, &['/']);
        Some(Self { rest, scheme, authority, path, query: query.strip_prefix('?').unwrap_or_default() })
    }

    /// Whether `http://` or `https://` was written.
    pub(super) fn has_scheme(&self) -> bool {
        self.scheme
    }

    /// The address to open. Plain `http` is not kept: every host of Amazon's answers to `https`.
    pub(super) fn url(&self) -> String {
        format!("https://{}", self.rest)
    }
}

/// The address without what surrounds it, and without the last piece of one that was cut.
fn bare(text: &str) -> Option<&str> {
    let mut rest = Rest::of(trim(text).trim_start_matches(OPENERS));
    loop {
        // A hanging `_` is emphasis only outside a bracket or a full stop: references may well end with it.
        let body = rest.kept.trim_end_matches('_');
        if let Some(cut) = ELLIPSES.iter().find_map(|mark| body.strip_suffix(mark)) {
            rest.cut_to(whole_pieces(cut)?);
        } else if let Some(shorter) = rest.drop_closer(body) {
            rest.cut_to(trim(shorter));
        } else {
            return Some(rest.kept);
        }
    }
}

/// What is left of a text whose end is cut off character by character.
struct Rest<'a> {
    kept: &'a str,
    /// For each of [`BRACKETS`], how many more are closed than opened in it. Counted once and kept up, because counting
    /// anew for each character of a long row of closers took seconds.
    unopened: [isize; BRACKETS.len()],
}

impl<'a> Rest<'a> {
    fn of(text: &'a str) -> Self {
        let mut rest = Self { kept: text, unopened: [0; BRACKETS.len()] };
        rest.count(text, 1);
        rest
    }

    /// Adds the brackets of this text to the count, or takes them out of it.
    fn count(&mut self, text: &str, sign: isize) {
        for (unopened, (open, close)) in self.unopened.iter_mut().zip(BRACKETS) {
            let (opened, closed) = (text.matches(open).count(), text.matches(close).count());
            *unopened += sign * (closed.cast_signed() - opened.cast_signed());
        }
    }

    /// Keeps only this much of it.
    fn cut_to(&mut self, kept: &'a str) {
        let dropped = self.kept.strip_prefix(kept).unwrap_or_default();
        self.count(dropped, -1);
        self.kept = kept;
    }

    /// The text without its last character, if that closes a sentence, a quotation or an outer bracket.
    fn drop_closer(&self, text: &'a str) -> Option<&'a str> {
        let last = text.chars().next_back()?;
        let mut brackets = BRACKETS.iter().zip(self.unopened);
        let outer = brackets.any(|((_, close), unopened)| last == *close && unopened > 0);
        (CLOSERS.contains(&last) || outer).then(|| text.strip_suffix(last))?
    }
}

/// What can be trusted of an address cut with an ellipsis: all but the piece that the cut went through.
///
/// A space in front of the ellipsis says that nothing was cut: so X's older pages wrote addresses of which a
/// part was only hidden.
fn whole_pieces(cut: &str) -> Option<&str> {
    let whole = trim(cut);
    if whole.len() < cut.len() {
        return Some(whole);
    }
    cut.rfind(['/', '?', '&', '#']).and_then(|end| cut.get(..end))
}

/// Trims white space and the marks that are as invisible.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Characters that steer a reader's eye or a parser's hand: a text with one of them inside is no honest address.
fn is_treacherous(c: char) -> bool {
    c.is_control() || c.is_whitespace() || is_invisible(c) || matches!(c, '\\' | '<' | '>' | '"')
}

/// Zero-width spaces and marks of direction. The zero-width joiners are letters in Persian and Hindi titles.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a scheme was written, and what follows it. Any other scheme stays, and spoils the host.
fn split_scheme(text: &str) -> (bool, &str) {
    for scheme in ["https://", "http://"] {
        if let Some((head, rest)) = text.split_at_checked(scheme.len())
            && head.eq_ignore_ascii_case(scheme)
        {
            return (true, rest);
        }
    }
    (false, text.strip_prefix("//").unwrap_or(text))
}

/// Splits in front of the first of `marks`, or at the end.
fn split_before<'a>(text: &'a str, marks: &[char]) -> (&'a str, &'a str) {
    text.find(marks).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_apart() {
        let address = Address::read(" HTTP://Host/a/b?c=d?e#f/g ").unwrap();
        assert_eq!((address.authority, address.path, address.query), ("Host", "/a/b", "c=d?e"));
        assert_eq!(address.url(), "https://Host/a/b?c=d?e#f/g");
        assert!(address.has_scheme());
        let bare = Address::read("host?q").unwrap();
        assert_eq!((bare.authority, bare.path, bare.query), ("host", "", "q"));
    }

    #[test]
    fn drops_what_surrounds() {
        for text in [
            "(h/a)",
            "“h/a”.",
            "h/a)**",
            "h/a)_",
            "\u{200b}h/a\u{a0}!?",
            "【h/a】",
            "'h/a',",
            "*h/a*",
            "h/a_).",
        ] {
            assert_eq!(bare(text).map(|kept| kept.trim_end_matches('_')), Some("h/a"), "{text}");
        }
        assert_eq!(bare("h/a_(b)"), Some("h/a_(b)"), "brackets that were opened stay");
        assert_eq!(bare("h/ref=o00_"), Some("h/ref=o00_"), "references end with _");
    }

    /// What is kept up while the end is cut off is what counting anew would say.
    #[test]
    fn brackets_are_counted_once() {
        for text in ["h/a_(b).).).)", "(h)【a】】)x))", "((((", "h/((a)…b)..."] {
            let mut rest = Rest::of(text);
            while let Some((end, _)) = rest.kept.char_indices().next_back() {
                rest.cut_to(rest.kept.get(..end).unwrap());
                assert_eq!(rest.unopened, Rest::of(rest.kept).unopened, "{}", rest.kept);
            }
        }
    }

    #[test]
    fn a_cut_takes_the_last_piece() {
        assert_eq!(bare("h/a/b…"), Some("h/a"));
        assert_eq!(bare("h/a/…"), Some("h/a"));
        assert_eq!(bare("h/a?…"), Some("h/a"));
        assert_eq!(bare("h/a?tag=x-20&b=..."), Some("h/a?tag=x-20"));
        assert_eq!(bare("h…"), None);
        assert_eq!(bare("h/a/b\u{a0}…"), Some("h/a/b"), "hidden, not cut");
    }

    #[test]
    fn refuses_what_browsers_repair() {
        for text in ["h/\ta", "h\\a", "h/a b", "h/\u{202e}a", "h/a\u{0}b", "h/\"><b"] {
            assert!(Address::read(text).is_none(), "{text:?}");
        }
    }
}
