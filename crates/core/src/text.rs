//! What the extension says: every text of `extension/_locales` as a constructor that checks its arguments.
//!
//! The build script writes them from the English texts: a constant for a text without arguments
//! ([`Text::BUTTON_IDLE`]), a function for one with ([`Text::kept_new`]), and one function for all forms of a plural
//! ([`Text::count_items`]). They are constructors and not the variants of one enum because five programs ship, and each
//! should carry the keys that it says and no other: what is not called is not linked, while a table from variants to keys
//! would be in all five.
//!
//! A `Text` is not words yet. `webext::i18n::say` makes them, in the user's language; here nobody knows which that is.

/// A text with its arguments, still without a language. It compares by what it says.
///
/// Most have no arguments, and are two pointers: tables from a state to its text stay as small as tables of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    key: &'static &'static str,
    filled: Option<Box<Filled<'a>>>,
}

/// What fills a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Filled<'a> {
    plural: Option<Plural>,
    /// `$1` first. The shorter lists are filled up, so that all are of one type.
    arguments: [Option<Argument<'a>>; MOST],
}

/// What fills a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument<'a> {
    /// A number, which the language writes in its own way.
    Number(usize),
    /// Words, which stand as they are: a title, a name, an address, or another text.
    Words(&'a str),
}

/// What decides between the forms of a plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plural {
    number: usize,
    /// Whether exactly one has a form of its own, in every language.
    exact: bool,
}

/// A plural category of the Unicode CLDR. Which number is of which is for the language to say: `one` holds 0 in French,
/// and 21 in Russian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the CLDR's")]
pub enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// The category that `Intl.PluralRules` calls so. One without a name here is the one that every language has.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            _ => Self::Other,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Zero => "_zero",
            Self::One => "_one",
            Self::Two => "_two",
            Self::Few => "_few",
            Self::Many => "_many",
            Self::Other => "_other",
        }
    }
}

impl<'a> Text<'a> {
    fn new(
        key: &'static &'static str,
        plural: Option<Plural>,
        arguments: [Option<Argument<'a>>; MOST],
    ) -> Self {
        Self { key, filled: Some(Box::new(Filled { plural, arguments })) }
    }

    fn plural(&self) -> Option<Plural> {
        self.filled.as_ref()?.plural
    }

    /// Its key in `_locales`; that of a plural is without the ending of a form.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The number that decides between the forms of a plural.
    #[must_use]
    pub fn number(&self) -> Option<usize> {
        self.plural().map(|plural| plural.number)
    }

    /// What fills its placeholders, `$1` first.
    pub fn arguments(&self) -> impl Iterator<Item = &Argument<'a>> {
        self.filled.iter().flat_map(|filled| &filled.arguments).flatten()
    }

    /// What the keys in `_locales` under which a plural may stand end in, the best first, where its number is of this
    /// category. A text that is no plural stands under its own key.
    pub fn endings(&self, category: Category) -> impl Iterator<Item = &'static str> {
        let endings = match self.plural() {
            None => [Some(""), None, None],
            Some(plural) => {
                let exact = (plural.exact && plural.number == 1).then_some("_1");
                // A text that a language lacks is English, which has fewer categories than others.
                let other = (category != Category::Other).then_some("_other");
                [exact, Some(category.ending()), other]
            }
        };
        endings.into_iter().flatten()
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &Text<'_>, category: Category) -> Vec<String> {
        text.endings(category).map(|ending| format!("{}{ending}", text.key())).collect()
    }

    #[test]
    fn a_text_is_its_key_and_its_arguments() {
        assert_eq!(Text::BUTTON_IDLE.key(), "button_idle");
        assert_eq!(Text::BUTTON_IDLE.arguments().count(), 0);
        let shown = Text::panel_count(8, 10);
        assert_eq!((shown.key(), shown.number()), ("panel_count", None));
        assert_eq!(
            shown.arguments().copied().collect::<Vec<_>>(),
            [Argument::Number(8), Argument::Number(10)]
        );
        assert_ne!(shown, Text::panel_count(10, 8));
        let kept = Text::kept_new("A kettle");
        assert_eq!(kept.arguments().copied().collect::<Vec<_>>(), [Argument::Words("A kettle")]);
    }

    #[test]
    fn a_plural_takes_its_number_first_and_stands_under_its_category() {
        let items = Text::count_items(22);
        assert_eq!((items.key(), items.number()), ("count_items", Some(22)));
        assert_eq!(items.arguments().copied().collect::<Vec<_>>(), [Argument::Number(22)]);
        for (category, wanted) in [
            (Category::Zero, ["count_items_zero", "count_items_other"]),
            (Category::One, ["count_items_one", "count_items_other"]),
            (Category::Two, ["count_items_two", "count_items_other"]),
            (Category::Few, ["count_items_few", "count_items_other"]),
            (Category::Many, ["count_items_many", "count_items_other"]),
        ] {
            assert_eq!(forms(&items, category), wanted);
        }
        assert_eq!(forms(&items, Category::Other), ["count_items_other"]);
        assert_eq!(forms(&Text::BUTTON_IDLE, Category::Few), ["button_idle"]);
    }

    #[test]
    fn exactly_one_has_its_own_form_where_there_is_one_whatever_the_category() {
        let removed = |number| Text::count_removed(number, "A kettle");
        assert_eq!(
            forms(&removed(1), Category::One),
            ["count_removed_1", "count_removed_one", "count_removed_other"]
        );
        // Japanese, where everything is `other`.
        assert_eq!(forms(&removed(1), Category::Other), ["count_removed_1", "count_removed_other"]);
        // Russian, where 21 is `one` and is not one.
        assert_eq!(forms(&removed(21), Category::One), ["count_removed_one", "count_removed_other"]);
        assert_eq!(forms(&Text::count_items(1), Category::One), ["count_items_one", "count_items_other"]);
    }

    #[test]
    fn categories_have_the_names_of_the_cldr() {
        let known = ["zero", "one", "two", "few", "many", "other"];
        for name in known {
            assert_eq!(Category::from_name(name).ending(), format!("_{name}"));
        }
        assert_eq!(Category::from_name("paucal"), Category::Other);
    }
}
