//! Number and plural formatting in the UI language.

use hashcart_core::text::{Argument, Category, Text};

use super::Texts;

/// The number with a sign between its thousands; which sign, the texts of the language say.
#[must_use]
pub fn figure(number: usize, texts: Texts<'_>) -> String {
    let digits = number.to_string();
    let sign = if digits.len() > 3 { texts("thousands", &[]) } else { String::new() };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * sign.len());
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push_str(&sign);
        }
        out.push(digit);
    }
    out
}

/// A plural of no further arguments. Its forms are chosen as English does.
#[must_use]
pub fn counted(key: &str, number: usize, texts: Texts<'_>) -> String {
    texts(&[key, if number == 1 { "_one" } else { "_other" }].concat(), &[&figure(number, texts)])
}

/// The words of a text, by a source that knows keys only. Its forms are chosen as English does.
#[must_use]
pub fn in_words(text: &Text<'_>, texts: Texts<'_>) -> String {
    let written = |argument: &Argument<'_>| match argument {
        Argument::Number(number) => figure(*number, texts),
        Argument::Words(words) => (*words).to_owned(),
    };
    let arguments: Vec<String> = text.arguments().map(written).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match text.number() {
        None => texts(text.key(), &arguments),
        Some(number) => {
            let category = if number == 1 { Category::One } else { Category::Other };
            texts(&[text.key(), text.endings(category).next().unwrap_or_default()].concat(), &arguments)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_by_the_sign_of_the_texts() {
        let with = |sign: &'static str, number| figure(number, &move |_, _| sign.to_owned());
        let english =
            [(0, "0"), (999, "999"), (1_000, "1,000"), (10_000, "10,000"), (1_234_567, "1,234,567")];
        for (number, wanted) in english {
            assert_eq!(with(",", number), wanted);
        }
        assert_eq!(with("\u{202f}", 10_000), "10\u{202f}000");
        assert_eq!(with("", 10_000), "10000");
    }

    #[test]
    fn one_and_others_have_texts_of_their_own() {
        let texts = |key: &str, values: &[&str]| match key {
            "thousands" => ",".to_owned(),
            key => format!("{key} {}", values.join(" ")),
        };
        assert_eq!(counted("items", 1, &texts), "items_one 1");
        assert_eq!(counted("items", 0, &texts), "items_other 0");
        assert_eq!(counted("items", 4_000, &texts), "items_other 4,000");
    }
}
