//! The numbers of a post, from the accessible labels of its controls, in any language.
//!
//! Labels are read, and never what is visible: that is abbreviated, in each language in its own way ("12 B" is twelve
//! thousand in Turkish). Labels have the whole number in every sample of English and Japanese (to 1,122,900; 2025-12 to
//! 2026-07).

/// The zeros of the digits that X's languages write (Unicode, general category Nd). Nine more follow each.
const ZEROS: &[u32] = &[
    0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040,
    0x17E0, 0xFF10,
];
/// What may stand between groups of digits.
const SEPARATORS: &[char] = &['.', ',', '\'', '’', '\u{a0}', '\u{202f}', '\u{66c}', '，', ' '];
/// The longest label that is read, in bytes: real ones have some 100.
const LABEL_BYTES: usize = 1_000;
/// The greatest number that is believed: what JavaScript can hold.
const MOST: u64 = 9_007_199_254_740_991;

/// A number as a label says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LabelNumber {
    /// The number.
    pub value: u64,
    /// Whether it may be rounded: a letter follows it directly, which can be a counter word or an abbreviation.
    pub rough: bool,
}

/// The labels of a post's controls, as `aria-label` has them. Each may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// Of the reply button: `56 Replies. Reply`.
    pub replies: Option<String>,
    /// Of the repost button, done or not.
    pub reposts: Option<String>,
    /// Of the like button, done or not.
    pub likes: Option<String>,
    /// Of the bookmark button, done or not: it has its number only on a post's own page.
    pub bookmarks: Option<String>,
    /// Of the link to the post's statistics: it is missing on the own page of another person's post.
    pub views: Option<String>,
    /// Of the whole row: `76 replies, 234 reposts, 2378 likes, Liked, 8190 bookmarks, 1122900 views`.
    pub row: Option<String>,
}

/// The five numbers, each as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub replies: Option<LabelNumber>,
    pub reposts: Option<LabelNumber>,
    pub likes: Option<LabelNumber>,
    pub bookmarks: Option<LabelNumber>,
    pub views: Option<LabelNumber>,
}

impl Labels {
    /// The numbers of these labels.
    ///
    /// In the row's label zeros are left out, and "Liked" stands in between where the user did, so its places mean
    /// nothing in a language that is not known. But where four of the five numbers are known from their own controls,
    /// and the row has exactly one more, that is the fifth (verified on 39 of 39 saved posts, 2025-12 to 2026-02).
    pub(super) fn counts(&self) -> Counts {
        let own = |label: &Option<String>| label.as_deref().and_then(count_in);
        let mut counts = Counts {
            replies: own(&self.replies),
            reposts: own(&self.reposts),
            likes: own(&self.likes),
            bookmarks: own(&self.bookmarks),
            views: own(&self.views),
        };
        let row = self.row.as_deref().and_then(all_in);
        let all = [
            &mut counts.replies,
            &mut counts.reposts,
            &mut counts.likes,
            &mut counts.bookmarks,
            &mut counts.views,
        ];
        let known: Vec<u64> =
            all.iter().filter_map(|count| count.filter(|it| !it.rough)).map(|it| it.value).collect();
        // A rough one is neither known nor missing.
        if let (Some(row), 4) = (row, known.len())
            && let Some(fifth) = all.into_iter().find(|count| count.is_none())
        {
            *fifth = remainder(row, &known).map(|value| LabelNumber { value, rough: false });
        }
        counts
    }
}

/// The one number of a row that is not among the known ones.
fn remainder(mut row: Vec<u64>, known: &[u64]) -> Option<u64> {
    for value in known.iter().filter(|value| **value > 0) {
        let place = row.iter().position(|there| there == value)?;
        row.swap_remove(place);
    }
    match row.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The number of a control's label: the first in it, in the digits of any script, grouped or not. `None` where there is
/// none, and where it is abbreviated so that it could be anything: `12K`, `1,2 Mio.`. Unknown is better than wrong by a
/// thousand.
#[must_use]
pub fn count_in(label: &str) -> Option<LabelNumber> {
    numbers(label)?.into_iter().next()?
}

/// All numbers of a label, `None` where one of them is not sure.
fn all_in(label: &str) -> Option<Vec<u64>> {
    let whole = |count: Option<LabelNumber>| count.filter(|it| !it.rough).map(|it| it.value);
    numbers(label)?.into_iter().map(whole).collect()
}

/// The numbers of a label in their order, of each what can be said.
fn numbers(label: &str) -> Option<Vec<Option<LabelNumber>>> {
    if label.len() > LABEL_BYTES {
        return None;
    }
    let signs: Vec<char> = label.chars().collect();
    let (mut found, mut rest) = (Vec::new(), signs.as_slice());
    while let Some((first, more)) = rest.split_first() {
        match digit(*first) {
            None => rest = more,
            Some((zero, _)) => {
                let number = Number::read(rest, zero);
                rest = rest.get(number.length..).unwrap_or_default();
                found.push(number.count(rest.first().copied()));
            }
        }
    }
    Some(found)
}

/// The script and the value of a digit.
fn digit(sign: char) -> Option<(u32, u64)> {
    let code = u32::from(sign);
    let zero = ZEROS.iter().copied().find(|zero| (*zero..*zero + 10).contains(&code))?;
    Some((zero, u64::from(code - zero)))
}

/// Digits of one script, with what parts their groups.
struct Number {
    /// All digits as one number; `None` beyond [`MOST`].
    value: Option<u64>,
    /// How many digits each group has.
    groups: Vec<usize>,
    /// How many signs it takes.
    length: usize,
}

impl Number {
    fn read(signs: &[char], script: u32) -> Self {
        let value = |sign: &char| digit(*sign).filter(|(zero, _)| *zero == script).map(|(_, value)| value);
        let mut number = Self { value: Some(0), groups: vec![0], length: 0 };
        let mut separator = None;
        while let Some(sign) = signs.get(number.length) {
            if let Some(digit) = value(sign) {
                let longer = |so_far: u64| so_far.checked_mul(10)?.checked_add(digit);
                number.value = number.value.and_then(longer).filter(|value| *value <= MOST);
                if let Some(group) = number.groups.last_mut() {
                    *group += 1;
                }
            } else if SEPARATORS.contains(sign) && signs.get(number.length + 1).and_then(value).is_some() {
                // Two signs part groups and a fraction, and only abbreviated numbers have one.
                number.value = number.value.filter(|_| separator.is_none_or(|before| before == sign));
                separator = Some(sign);
                number.groups.push(0);
            } else {
                break;
            }
            number.length += 1;
        }
        number
    }

    /// Whether the groups are those of a whole number: of three digits, or in India of two before the last three.
    fn is_grouped(&self) -> bool {
        let [first, middle @ .., last] = self.groups.as_slice() else { return true };
        let same = |width: usize| *first <= width && middle.iter().all(|group| *group == width);
        *last == 3 && (same(3) || same(2))
    }

    fn count(&self, next: Option<char>) -> Option<LabelNumber> {
        // Arabic has a sign that parts fractions and nothing else.
        let value = self.value.filter(|_| next != Some('\u{66b}'))?;
        let times = match next {
            Some('千' | '천') => 1_000,
            Some('万' | '萬' | '만') => 10_000,
            Some('億' | '亿' | '억') => 100_000_000,
            _ => 1,
        };
        match self.groups.as_slice() {
            // 1.2万: the tenth of ten thousand is still a number.
            [_, decimals] if times > 1 && *decimals < 3 => {
                let parts = if *decimals == 1 { 10 } else { 100 };
                Some(LabelNumber { value: value.checked_mul(times)?.checked_div(parts)?, rough: true })
            }
            _ if !self.is_grouped() => None,
            _ if times > 1 => Some(LabelNumber { value: value.checked_mul(times)?, rough: true }),
            // A letter of ours is an abbreviation, another one may be a counter word, as in `56件`.
            _ => match next.filter(|sign| sign.is_alphabetic()) {
                Some(letter) if u32::from(letter) < 0x250 => None,
                letter => Some(LabelNumber { value, rough: letter.is_some() }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(value: u64) -> Option<LabelNumber> {
        Some(LabelNumber { value, rough: false })
    }

    fn rough(value: u64) -> Option<LabelNumber> {
        Some(LabelNumber { value, rough: true })
    }

    #[test]
    fn labels_of_many_languages() {
        for (label, expected) in [
            ("56 Replies. Reply", exact(56)),
            ("0 Replies. Reply", exact(0)),
            ("1551 件のいいね。いいねする", exact(1551)),
            ("8 回复。回复", exact(8)),
            ("2344 views. View post analytics", exact(2344)),
            // Arabic, Persian and Hindi digits, with and without groups.
            ("٥٦ ردًا. رد", exact(56)),
            ("\u{200f}١٬٢٣٤ ردًا", exact(1234)),
            ("۱۲۳۴ پاسخ", exact(1234)),
            ("१२,३४,५६७ बार देखा गया", exact(1_234_567)),
            ("๕๖ การตอบกลับ", exact(56)),
            // Groups.
            ("1,122,900 views", exact(1_122_900)),
            ("1.234 Antworten", exact(1234)),
            ("12\u{a0}345 ответов", exact(12_345)),
            ("12\u{202f}345 réponses", exact(12_345)),
            ("12 345 svar", exact(12_345)),
            ("1’234 Antworten", exact(1234)),
            // The number is not first.
            ("Antworten: 12. Antworten", exact(12)),
            // Rounded, and said so.
            ("1.2万 件のいいね", rough(12_000)),
            ("3万", rough(30_000)),
            ("1.25億", rough(125_000_000)),
            ("56件の返信", rough(56)),
            // Unknown, which is not zero.
            ("Bookmark", None),
            ("", None),
            ("12K Likes. Like", None),
            ("12rb Suka", None),
            ("1.2 Mio.", None),
            ("1,25 mil", None),
            ("١٫٢ ألف", None),
            ("1.234,567 Mio.", None),
            ("1,234.5 k", None),
            ("1234,567 x", None),
            ("1,2345,678 x", None),
            ("99999999999999999999 Likes", None),
        ] {
            assert_eq!(count_in(label), expected, "{label}");
        }
        assert_eq!(count_in(&format!("{}1", " ".repeat(LABEL_BYTES))), None);
    }

    fn labels(replies: &str, reposts: &str, likes: &str, bookmarks: &str, views: &str, row: &str) -> Labels {
        let some = |label: &str| Some(label.to_owned()).filter(|label| !label.is_empty());
        Labels {
            replies: some(replies),
            reposts: some(reposts),
            likes: some(likes),
            bookmarks: some(bookmarks),
            views: some(views),
            row: some(row),
        }
    }

    #[test]
    fn the_views_of_a_focal_post_are_what_is_left_of_the_row() {
        let row = "76 replies, 234 reposts, 2378 likes, Liked, 8190 bookmarks, 1122900 views";
        let focal = |replies, row| {
            labels(replies, "234 reposts. Reposted", "2378 Likes. Liked", "8190 Bookmarks", "", row)
                .counts()
                .views
        };
        assert_eq!(focal("76 Replies. Reply", row), exact(1_122_900));
        let ja = "110 件の返信、169 件のリポスト、2714 件のいいね、1081 件のブックマーク、221859 件の表示";
        let counts = labels("110 件の返信。返信", "169 件の", "2714 件の", "1081 件の", "", ja).counts();
        assert_eq!(counts.views, exact(221_859));
        // A zero is left out of the row.
        let zero = "234 reposts, 2378 likes, 8190 bookmarks, 1122900 views";
        assert_eq!(focal("0 Replies. Reply", zero), exact(1_122_900));
        // The row and the buttons are of two moments; the row is cut; views are hidden.
        assert_eq!(focal("77 Replies. Reply", row), None);
        assert_eq!(focal("76 Replies. Reply", "76 replies, 234 reposts, 2378 likes, 8190 bookmarks"), None);
        assert_eq!(focal("76 Replies. Reply", ""), None);
        // Two are unknown: nobody can say which is which.
        assert_eq!(focal("Reply", row), None);
        let counts = labels("Reply", "234 reposts", "2378 Likes", "8190 Bookmarks", "", zero).counts();
        assert_eq!((counts.replies, counts.views), (None, None), "and none of the two is what is left");
    }

    #[test]
    fn two_equal_numbers_are_two() {
        let counts =
            labels("5 Replies", "5 reposts", "5 Likes", "0 Bookmarks", "", "5 a, 5 b, 5 c, 5 d").counts();
        assert_eq!(counts.views, exact(5));
        let counts = labels("5 Replies", "5 reposts", "5 Likes", "0 Bookmarks", "", "5 a, 5 b, 5 d").counts();
        assert_eq!(counts.views, None, "nothing is left of the row");
    }

    #[test]
    fn in_a_list_the_bookmarks_are_what_is_left() {
        let row = "51 replies, 3 reposts, 79 likes, 16 bookmarks, 2344 views";
        let counts = labels("51 Replies", "3 reposts", "79 Likes", "Bookmark", "2344 views", row).counts();
        assert_eq!((counts.bookmarks, counts.views), (exact(16), exact(2344)));
        let counts = labels("51 Replies", "", "", "Bookmark", "", "").counts();
        assert_eq!((counts.replies, counts.reposts, counts.bookmarks), (exact(51), None, None));
    }

    proptest! {
        #[test]
        fn a_number_is_read_in_every_script_grouped_and_not(
            value in 0_u64..=9_999_999_999,
            zero in proptest::sample::select(ZEROS),
            separator in proptest::sample::select(SEPARATORS),
        ) {
            let plain = value.to_string();
            let script = |sign: char| sign.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(sign);
            let written: String = plain.chars().map(script).collect();
            prop_assert_eq!(count_in(&format!("{written} x")), exact(value));
            let mut grouped = String::new();
            for (place, sign) in written.chars().enumerate() {
                if place > 0 && (plain.len() - place).is_multiple_of(3) {
                    grouped.push(separator);
                }
                grouped.push(sign);
            }
            prop_assert_eq!(count_in(&format!("{grouped} x")), exact(value));
        }

        #[test]
        fn whatever_comes_ends(label in ".{0,60}") {
            let _ = count_in(&label);
            let _ = Labels { row: Some(label), ..Labels::default() }.counts();
        }
    }
}
