//! Owns the reading of a title out of an address: `Programming-Language-2nd` and its escapes.

/// Longer titles are cut by Amazon itself; the bound keeps hostile ones out of the list.
const MAX_CHARS: usize = 160;

/// The words of a slug, or `None` if they are no UTF-8, no words, or not fit to be shown.
pub(super) fn words(slug: &str) -> Option<String> {
    let text = String::from_utf8(percent_decode(slug.as_bytes())).ok()?;
    let text = text.split(['-', '+', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let shown = text.chars().count() <= MAX_CHARS && !text.chars().any(|c| c.is_control() || is_bidi(c));
    (shown && text.chars().any(char::is_alphabetic)).then_some(text)
}

/// Marks that would turn the text after them around.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Decodes every `%xx`, and leaves a `%` that is none as it is.
pub(super) fn percent_decode(mut bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    while let [first, rest @ ..] = bytes {
        let (byte, rest) = percent_byte(bytes).unwrap_or((*first, rest));
        decoded.push(byte);
        bytes = rest;
    }
    decoded
}

/// The byte that a leading `%xx` stands for, and what follows it.
pub(super) fn percent_byte(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let [b'%', high, low, rest @ ..] = bytes else { return None };
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    Some((value(*high)? << 4 | value(*low)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words() {
        let read = |slug| words(slug);
        assert_eq!(read("Programming-Language-2nd").as_deref(), Some("Programming Language 2nd"));
        assert_eq!(read("Kitsun%C3%A9--Maison").as_deref(), Some("Kitsuné Maison"));
        assert_eq!(read("100%-Cotton").as_deref(), Some("100% Cotton"));
        assert_eq!(read("%E5%95%86%E5%93%81").as_deref(), Some("商品"));
    }

    #[test]
    fn none_where_there_are_none() {
        for slug in ["", "-", "2020", "%FF%FE", "a%0Ab", "%E2%80%AEevil"] {
            assert_eq!(words(slug), None, "{slug}");
        }
        assert_eq!(words(&"a".repeat(161)), None);
    }
}
