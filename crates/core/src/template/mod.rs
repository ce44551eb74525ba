//! The reply's text: the user's template filled with what is known, and nothing in it that X would turn into a link
//! or a mention.

mod plain;

use super::bounds::{TEMPLATE_CHARS, is_short};
pub use plain::plain_title;
use plain::{is_link, tidy_line};

/// The most that X takes of an account without a subscription, weighted.
pub const LIMIT: u32 = 280;

/// What is posted when the user wrote nothing else: ours alone. A title comes from the post's author, and Amazon ignores
/// the words before `/dp/` in an address: in 2026-11 a stranger's sentence went out so, in the user's name.
pub const DEFAULT_TEMPLATE: &str = "{hashtag}";

const ELLIPSIS: &str = "…";

/// What a template is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Ours, with its `#`, and one word. It stands in every reply.
    pub hashtag: &'a str,
    /// The product's title, as the page gave it.
    pub title: Option<&'a str>,
    /// Who wrote the post, with or without `@`.
    pub author: &'a str,
    /// The product's number.
    pub asin: Option<&'a str>,
}

/// Why a template cannot be used as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// Nothing but spaces.
    Empty,
    /// It leaves no room, even without a title.
    TooLong,
    /// Authors can forbid links in replies to them, and then X refuses the whole reply.
    HasLink,
}

/// The length as X counts it, or more: twitter-text's configuration 3. Links, which count 23, do not occur in our texts.
///
/// X counts after NFC, and takes an emoji of several characters for one. The tables of NFC are too large to ship, so each
/// character is counted by itself, for as much as it can come to in NFC: composing makes a text only shorter, and those
/// that NFC takes apart are in `WIDENED`. A text with combining marks may count for more than X says, never for less.
#[must_use]
pub fn weighted_length(text: &str) -> u32 {
    text.chars().map(weight).fold(0, u32::saturating_add)
}

/// Characters that NFC leaves taken apart, and what their parts weigh, where that is more than one of them alone (Unicode's
/// `CompositionExclusions.txt`; a test compares every character there is).
const WIDENED: &[(u32, u32, u32)] = &[
    (0x0344, 0x0344, 2),
    (0x0958, 0x095F, 2),
    (0x09DC, 0x09DD, 2),
    (0x09DF, 0x09DF, 2),
    (0x0A33, 0x0A36, 2),
    (0x0A59, 0x0A5E, 2),
    (0x0B5C, 0x0B5D, 2),
    (0x0F43, 0x0FB9, 2),
    (0x2ADC, 0x2ADC, 3),
    (0xFB2C, 0xFB2D, 3),
    (0x1D15E, 0x1D164, 6),
    (0x1D1BB, 0x1D1C0, 6),
];

fn weight(char: char) -> u32 {
    let code = u32::from(char);
    if let Some((_, _, weight)) = WIDENED.iter().find(|(first, last, _)| (*first..=*last).contains(&code)) {
        return *weight;
    }
    match code {
        0..=0x10FF | 0x2000..=0x200D | 0x2010..=0x201F | 0x2032..=0x2037 => 1,
        _ => 2,
    }
}

/// Fills a template: `{hashtag}`, `{title}`, `{author}`. Other braces stay as they are, and so do line breaks. The
/// hashtag is in the result even where the template lacks it. What is too long loses the end of its title first.
#[must_use]
pub fn fill(template: &str, facts: &Facts<'_>) -> String {
    let template = start(template, TEMPLATE_CHARS);
    // What is behind it would be cut off anyway, and every cut composes the text anew.
    let title = facts.title.map(|title| plain_title(start(title, TITLE_READ))).unwrap_or_default();
    let whole = compose(template, facts, &title);
    if weighted_length(&whole) <= LIMIT {
        return whole;
    }
    let bare = compose(template, facts, "");
    if weighted_length(&bare) > LIMIT {
        return cut(&bare, facts.hashtag, LIMIT);
    }
    // A title that stands there several times has only a part of the room.
    let times = template.matches("{title}").count().max(1);
    let most = usize::try_from(LIMIT).unwrap_or(usize::MAX).div_euclid(times).max(1);
    let most: Vec<char> = title.chars().take(most).collect();
    let shortened = (1..most.len()).rev().find_map(|length| {
        let text = compose(template, facts, &shorten(&most, length));
        (weighted_length(&text) <= LIMIT).then_some(text)
    });
    shortened.unwrap_or(bare)
}

/// How much of a title is looked at, in characters: several times what a post takes.
const TITLE_READ: usize = 2000;

/// The first characters of a text.
fn start(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Adds the product's number, for a second try after X refused a post it had seen before. Unchanged without one.
#[must_use]
pub fn vary(text: String, facts: &Facts<'_>) -> String {
    let asin: String =
        facts.asin.unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    if asin.is_empty() {
        return text;
    }
    let room = LIMIT.saturating_sub(weighted_length(&asin) + 1);
    format!("{} {asin}", cut(&text, facts.hashtag, room))
}

/// What is wrong with a template. [`fill`] makes something of every template; the options say it beforehand.
#[must_use]
pub fn template_fault(template: &str) -> Option<TemplateFault> {
    if !is_short(template, TEMPLATE_CHARS) {
        return Some(TemplateFault::TooLong);
    }
    if template.trim().is_empty() {
        return Some(TemplateFault::Empty);
    }
    // The longest of our tags, and the longest name X allows.
    let longest = Facts { hashtag: "#AmazonBasket", title: None, author: "abcdefghijklmno", asin: None };
    if render(template, &longest, "title").split_whitespace().any(is_link) {
        return Some(TemplateFault::HasLink);
    }
    (weighted_length(&compose(template, &longest, "")) > LIMIT).then_some(TemplateFault::TooLong)
}

/// The filled template, cleaned, with its hashtag, and as long as it gets.
fn compose(template: &str, facts: &Facts<'_>, title: &str) -> String {
    let lines: Vec<String> = render(template, facts, title).split('\n').map(tidy_line).collect();
    let text = lines.join("\n").trim().to_owned();
    with_tag(text, facts.hashtag)
}

fn with_tag(text: String, tag: &str) -> String {
    match text.as_str() {
        "" => tag.to_owned(),
        text if has_tag(text, tag) => text.to_owned(),
        _ => format!("{tag} {text}"),
    }
}

/// Whether the tag stands there by itself: `#AmazonCartoon` is another one.
fn has_tag(text: &str, tag: &str) -> bool {
    text.match_indices(tag).any(|(at, _)| {
        let (before, rest) = text.split_at(at);
        !before.ends_with(joins) && !rest.strip_prefix(tag).unwrap_or_default().starts_with(joins)
    })
}

/// Whether a character beside a hashtag would become part of it or keep it from being one.
fn joins(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '&')
}

fn render(template: &str, facts: &Facts<'_>, title: &str) -> String {
    // Names have no other characters: whatever the page says, we mention nobody.
    let author: String =
        facts.author.chars().filter(|char| char.is_ascii_alphanumeric() || *char == '_').take(15).collect();
    let (mut text, mut rest, mut after_tag) = (String::new(), template, false);
    let mut push = |piece: &str, is_tag: bool| {
        if piece.is_empty() {
            return;
        }
        if (is_tag && text.ends_with(joins)) || (after_tag && piece.starts_with(joins)) {
            text.push(' ');
        }
        text.push_str(piece);
        after_tag = is_tag;
    };
    while let Some((before, from)) = rest.split_once('{') {
        push(before, false);
        let known = [("hashtag}", facts.hashtag), ("title}", title), ("author}", author.as_str())];
        let found = known.iter().find_map(|(name, value)| Some((*name, *value, from.strip_prefix(name)?)));
        if let Some((name, value, after)) = found {
            push(value, name == "hashtag}");
            rest = after;
        } else {
            push("{", false);
            rest = from;
        }
    }
    push(rest, false);
    text
}

/// The first characters of a title with `…`, at the end of a word where one ends in their second half.
fn shorten(title: &[char], length: usize) -> String {
    let kept: String = title.iter().take(length).collect();
    let inside = title.get(length).is_some_and(|next| *next != ' ');
    let end = kept.rfind(' ').filter(|at| inside && at * 2 >= kept.len()).unwrap_or(kept.len());
    let kept = kept.get(..end).unwrap_or_default();
    let kept = kept.trim_end_matches([' ', ',', ';', ':', '-', '–', '—', '|', '/', '(', '·', '・', '、']);
    if kept.is_empty() { String::new() } else { format!("{kept}{ELLIPSIS}") }
}

/// A text that is at most so long, weighted, cut at its end, and with its hashtag.
fn cut(text: &str, tag: &str, room: u32) -> String {
    if weighted_length(text) <= room {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let room = room.saturating_sub(weighted_length(ELLIPSIS));
    let mut used = 0;
    let fitting = chars.iter().take_while(|char| {
        used += weight(**char);
        used <= room
    });
    let short = shorten(&chars, fitting.count());
    if has_tag(&short, tag) || tag.is_empty() {
        return short;
    }
    // The tag stood at the end: it goes to the front, and the rest is cut by so much more.
    let left = room.saturating_sub(weighted_length(tag) + 1);
    format!("{tag} {}", cut(text, "", left)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    const FACTS: Facts<'_> =
        Facts { hashtag: "#AmazonCart", title: Some("A kettle"), author: "@ada", asin: Some("B0057OC5O8") };

    fn titled(title: &str) -> Facts<'_> {
        Facts { title: Some(title), ..FACTS }
    }

    #[test]
    fn lengths_are_x_s() {
        for (text, length) in [("", 0), ("aé", 2), ("„a“", 3), ("…", 2), ("やかん", 6), ("👍🏽", 4)]
        {
            assert_eq!(weighted_length(text), length, "{text}");
        }
    }

    /// X counts after NFC: what NFC takes apart is counted for its parts.
    #[test]
    fn no_character_counts_for_less_than_after_nfc() {
        for char in char::MIN..=char::MAX {
            let there: u32 = std::iter::once(char).nfc().map(bare).sum();
            assert!(
                weight(char) >= there,
                "U+{:04X} counts {}, and {there} at X",
                u32::from(char),
                weight(char)
            );
        }
        assert_eq!(weighted_length("\u{958}\u{FB2C}"), 5);
    }

    /// What twitter-text's table says of a character.
    fn bare(char: char) -> u32 {
        match u32::from(char) {
            0..=0x10FF | 0x2000..=0x200D | 0x2010..=0x201F | 0x2032..=0x2037 => 1,
            _ => 2,
        }
    }

    #[test]
    fn templates_are_filled() {
        for (template, text) in [
            (DEFAULT_TEMPLATE, "#AmazonCart"),
            ("{hashtag} {title}", "#AmazonCart A kettle"),
            ("{title}", "#AmazonCart A kettle"),
            ("", "#AmazonCart"),
            ("{title} by {author} {hashtag}", "A kettle by ada #AmazonCart"),
            ("Thanks @{author}! {hashtag}", "Thanks @ada! #AmazonCart"),
            ("{hashtag}{title}", "#AmazonCart A kettle"),
            ("x{hashtag}s ({hashtag})", "x #AmazonCart s (#AmazonCart)"),
            ("#AmazonCart mine", "#AmazonCart mine"),
            ("#AmazonCarts", "#AmazonCart #AmazonCarts"),
            ("{hashtag}  {other} {{title} } {", "#AmazonCart {other} {A kettle } {"),
            ("{hashtag}\n\n {title}\n", "#AmazonCart\n\nA kettle"),
            ("{hashtag} see https://amzn.to/1 or {title}.com", "#AmazonCart see or A"),
            ("{hashtag}.com/x", "#AmazonCart"),
        ] {
            assert_eq!(fill(template, &FACTS), text, "{template}");
        }
        let bare = Facts { title: None, ..FACTS };
        assert_eq!(fill("Want {title} {hashtag}", &bare), "Want #AmazonCart");
        assert_eq!(fill("{title}", &titled("{author} {hashtag}")), "#AmazonCart {author} {hashtag}");
    }

    #[test]
    fn long_titles_end_at_a_word() {
        let text = fill("{hashtag} {title}", &titled(&"kettle, ".repeat(60)));
        assert!(text.ends_with("kettle…") && weighted_length(&text) > LIMIT - 10, "{text}");
        let text = fill("{title} {hashtag}", &titled(&"や".repeat(300)));
        assert!(text.ends_with("や… #AmazonCart") && weighted_length(&text) > LIMIT - 3, "{text}");
    }

    #[test]
    fn long_templates_are_cut_and_keep_the_tag() {
        let text = fill(&format!("{} {{hashtag}}", "word ".repeat(80)), &FACTS);
        assert!(text.starts_with("#AmazonCart word") && text.ends_with("word…"), "{text}");
        let text = fill(&"x".repeat(500), &FACTS);
        assert!(text.starts_with("#AmazonCart xxx") && weighted_length(&text) > LIMIT - 3, "{text}");
    }

    #[test]
    fn a_second_try_differs() {
        assert_eq!(vary("#AmazonCart".into(), &FACTS), "#AmazonCart B0057OC5O8");
        assert_eq!(vary("#AmazonCart".into(), &Facts { asin: None, ..FACTS }), "#AmazonCart");
        let full = fill("{title} {hashtag}", &titled(&"kettle ".repeat(60)));
        let text = vary(full, &FACTS);
        assert!(text.starts_with("#AmazonCart kettle") && text.ends_with("kettle… B0057OC5O8"), "{text}");
        assert!(weighted_length(&text) <= LIMIT);
    }

    #[test]
    fn faults_of_templates() {
        assert_eq!(template_fault(DEFAULT_TEMPLATE), None);
        assert_eq!(template_fault(" \n"), Some(TemplateFault::Empty));
        assert_eq!(template_fault("{hashtag} amzn.to/x"), Some(TemplateFault::HasLink));
        assert_eq!(template_fault("{author}.com"), Some(TemplateFault::HasLink));
        assert_eq!(template_fault(&"x".repeat(266)), None);
        assert_eq!(template_fault(&"x".repeat(267)), Some(TemplateFault::TooLong), "the tag needs room");
    }

    fn text() -> impl Strategy<Value = String> {
        let pieces = "{hashtag} {title} {author} :// amazon.de @ 🎉 \u{200B} や #AmazonCart";
        let known = prop::sample::select(pieces.split(' ').collect::<Vec<_>>()).prop_map(str::to_owned);
        let piece = prop_oneof!["[a-c@#$. \n]{0,6}", known, any::<String>()];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

        #[test]
        fn no_text_counts_for_less_than_after_nfc(text in prop_oneof![any::<String>(), "[\u{41}-\u{5a}\u{300}-\u{345}\u{900}-\u{97f}\u{1100}-\u{11ff}\u{fb1d}-\u{fb4f}]{0,40}"]) {
            let there: u32 = text.nfc().map(bare).sum();
            prop_assert!(weighted_length(&text) >= there, "{} counts {} at X", text, there);
        }

        #[test]
        fn whatever_comes(
            template in text(),
            title in prop::option::of(text()),
            author in text(),
            asin in prop::option::of(any::<String>()),
            hashtag in prop::sample::select(vec!["#AmazonCart", "#AmazonBasket", "#カート"]),
        ) {
            let facts = Facts { hashtag, title: title.as_deref(), author: &author, asin: asin.as_deref() };
            let first = fill(&template, &facts);
            let second = vary(first.clone(), &facts);
            let mentions = template.matches(['@', '＠']).count();
            for text in [&first, &second] {
                prop_assert!(weighted_length(text) <= LIMIT, "{}", text);
                prop_assert!(has_tag(text, hashtag), "{}", text);
                prop_assert!(!text.split_whitespace().any(is_link), "{}", text);
                prop_assert!(text.matches(['@', '＠']).count() <= mentions, "{}", text);
            }
        }
    }
}
