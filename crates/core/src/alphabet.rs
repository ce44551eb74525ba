//! How a language finds and orders words. Browsers know that for every language; here stands what is asked of them, and
//! what holds without one.

use crate::order::TextIndex;

/// What is asked of a browser.
#[derive(Clone, Copy, Debug)]
pub struct Alphabet {
    /// A text as it is searched: without case, and without accents, which people leave out where they search.
    pub fold: fn(&str) -> String,
    /// The places of these texts in their order: a later one has a higher, and equal texts have the same.
    pub rank: fn(&[String]) -> Vec<usize>,
}

impl Default for Alphabet {
    /// Case alone, and the order of Unicode.
    fn default() -> Self {
        Self { fold: |text| text.to_lowercase(), rank: by_unicode }
    }
}

fn by_unicode(texts: &[String]) -> Vec<usize> {
    let folded: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    let order = TextIndex::of(folded.iter().cloned()).in_order();
    let sorted: Vec<String> = order.into_iter().filter_map(|place| folded.get(place).cloned()).collect();
    ranks(&folded, sorted)
}

/// The place of each of these texts among themselves in order.
#[must_use]
pub fn ranks(texts: &[String], sorted: impl IntoIterator<Item = String>) -> Vec<usize> {
    let places = TextIndex::of(sorted);
    texts.iter().map(|text| places.get(text).unwrap_or_default()).collect()
}

/// The letters that stand for others where no accent does it: Unicode takes no stroke and no ligature apart.
#[must_use]
pub fn plain_letter(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' => "d",
        'ł' => "l",
        // Turkish writes I without a dot where others search for i.
        'ı' => "i",
        _ => return None,
    })
}

/// Whether it is a mark that people leave out where they search: the accents of Latin, Greek and Cyrillic letters, and the
/// vowels over and under Hebrew and Arabic ones. Those of Hindi are no accents, and stay.
#[must_use]
pub fn is_left_out(mark: char) -> bool {
    matches!(mark, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Folds a text that is in lower case and taken apart (NFKD), as [`Alphabet::fold`] wants it.
#[must_use]
pub fn folded(apart: &str) -> String {
    let mut folded = String::with_capacity(apart.len());
    for letter in apart.chars().filter(|letter| !is_left_out(*letter)) {
        match plain_letter(letter) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(letter),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn fold(text: &str) -> String {
        folded(&text.to_lowercase().nfkd().collect::<String>())
    }

    #[test]
    fn what_people_leave_out_where_they_search_is_left_out() {
        for (written, searched) in [
            ("Crème Brûlée", "creme brulee"),
            ("STRASSE Straße", "strasse strasse"),
            ("Łódź, Øl, Ærø", "lodz, ol, aero"),
            ("İstanbul ışık IŞIK", "istanbul isik isik"),
            ("ＡＢＣ ﾊﾟﾝ", "abc ハ\u{309a}ン"),
            ("كِتَابٌ", "كتاب"),
            ("أحمد", "احمد"),
        ] {
            assert_eq!(fold(written), searched, "{written}");
        }
        assert_ne!(fold("की"), fold("का"), "vowels of Hindi tell words apart");
    }

    #[test]
    fn equal_texts_have_one_place() {
        let texts = ["b", "A", "a", "c"].map(str::to_owned);
        assert_eq!((Alphabet::default().rank)(&texts), [1, 0, 0, 2]);
    }
}
