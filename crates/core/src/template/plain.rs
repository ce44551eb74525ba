//! Owns what X would not show as it stands: links, mentions, tags, pictures and invisible characters.

/// What of a title may be posted: one line without links, mentions, tags, pictures and invisible characters.
#[must_use]
pub fn plain_title(title: &str) -> String {
    let mut marks = 0;
    let few = |char: &char| {
        marks = if is_mark(*char) { marks + 1 } else { 0 };
        marks <= MARKS
    };
    let shown: Vec<char> = title.chars().filter_map(shown).filter(few).collect();
    // From the end, so that of `##tag` both signs go.
    let mut kept: Vec<char> = Vec::with_capacity(shown.len());
    for char in shown.into_iter().rev() {
        if !is_sign(char, kept.last().copied()) {
            kept.push(char);
        }
    }
    kept.reverse();
    tidy_line(&kept.into_iter().collect::<String>())
}

/// How many marks one letter may carry: more are piled up to run over the lines around.
const MARKS: usize = 3;

/// Whether a character is drawn over the one before it.
fn is_mark(char: char) -> bool {
    matches!(u32::from(char), 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// A character of a title as it is posted: pictures part words, marks and invisible ones do not.
fn shown(char: char) -> Option<char> {
    match char {
        _ if char.is_whitespace() => Some(' '),
        _ if char.is_control() => None,
        '©' | '®' | '™' => None,
        // Soft hyphen, zero-width, bidi controls, joiners, variation selectors, the keycap.
        '\u{AD}'
        | '\u{61C}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' => None,
        // Letters and marks that show nothing: fillers, Braille's blank, the joiner of marks, notes between lines.
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}'
        | '\u{FFA0}' => None,
        '\u{FFF0}'..='\u{FFFC}' | '\u{1D173}'..='\u{1D17A}' => None,
        '\u{2060}'..='\u{206F}' | '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => None,
        '‼' | '⁉' | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' => Some(' '),
        '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FFFF}' => Some(' '),
        // Private use and tags; the ideographs of planes 2 and 3 are letters.
        '\u{E000}'..='\u{F8FF}' | '\u{40000}'.. => None,
        _ => Some(char),
    }
}

/// Whether X would read this character, before that one, as the sign of a mention, a tag or a stock. `C# in Depth`
/// and `$20` stay.
fn is_sign(char: char, next: Option<char>) -> bool {
    let word = |next: char| next == '_' || !(next.is_whitespace() || next.is_ascii_punctuation());
    match char {
        '@' | '＠' => true,
        '#' | '＃' => next.is_some_and(word),
        '$' => next.is_some_and(|next| word(next) && !next.is_ascii_digit()),
        _ => false,
    }
}

/// Whether X would make a link of something in this word. Rather too often: `Node.js` is lost, `1.7` and `e.g.` stay.
pub(super) fn is_link(word: &str) -> bool {
    let domain = |(at, _): (usize, &str)| {
        let (before, after) = word.split_at(at);
        let mut after = after.chars().skip(1);
        before.chars().next_back().is_some_and(char::is_alphanumeric)
            && after.next().is_some_and(char::is_alphabetic)
            && after.next().is_some_and(char::is_alphabetic)
    };
    word.contains("://") || word.to_ascii_lowercase().contains("www.") || word.match_indices('.').any(domain)
}

/// A line without links, and with single spaces.
pub(super) fn tidy_line(line: &str) -> String {
    let visible: String = line.chars().filter(|char| char.is_whitespace() || !char.is_control()).collect();
    visible.split_whitespace().filter(|word| !is_link(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_are_plain() {
        for (title, plain) in [
            ("  A\n kettle\t1.7 l, e.g. in U.S.A. ", "A kettle 1.7 l, e.g. in U.S.A."),
            ("Kettle https://amzn.to/x www.kettle amazon.de (foo.com/x) end", "Kettle end"),
            ("by @ada ＠bob a@b.co", "by ada bob"),
            ("#Deal ＃セール ##x $AMZN $20 C# in Depth #1", "Deal セール x AMZN $20 C# in Depth 1"),
            ("Kindle® 11™ ©2024 ★New★ ☕️ 1️⃣ 👩‍💻 → ⌚", "Kindle 11 2024 New 1"),
            ("a\u{200B}mazon\u{2060}.de \u{202E}x\u{AD}y\u{7}", "xy"),
            ("❤.", "."),
            ("\u{3164}\u{2800}\u{115F}x\u{FFA0}\u{34F}", "x"),
            ("e\u{301}\u{302}\u{303}\u{304}\u{305}", "e\u{301}\u{302}\u{303}"),
            ("\u{2067}now\u{2069} \u{202E}on\u{202C}", "now on"),
            ("½ Größe „ja“ やかん 𠮷", "½ Größe „ja“ やかん 𠮷"),
        ] {
            assert_eq!(plain_title(title), plain, "{title}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

        #[test]
        fn a_plain_title_stays(title in prop_oneof![any::<String>(), "[a-c@＠#$. \n\u{200B}🎉や]{0,40}"]) {
            let plain = plain_title(&title);
            prop_assert_eq!(plain_title(&plain), plain.clone());
            prop_assert!(!plain.contains(['@', '＠', '\n', '\u{200B}', '🎉']), "{}", plain);
            prop_assert!(!plain.contains("://") && !plain.split(' ').any(is_link), "{}", plain);
        }
    }
}
