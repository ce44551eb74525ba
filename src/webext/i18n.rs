//! The extension's own texts in the user's language: where a [`Text`] becomes words.
//!
//! Which language that is, and where its texts come from, only [`look_up`] and the text `locale` know. Another source,
//! such as a language of the user's choice, takes their place and leaves [`say`] as it is.

use std::cell::RefCell;
use std::collections::HashMap;

use hashcart_core::text::{Argument, Category, Text};
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage, catch)]
    fn get_message(key: &str, substitutions: &Array) -> Result<String, JsValue>;

    // As `js_sys` has them, they throw where a language has no name that the browser accepts.
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;
}

thread_local! {
    /// Texts without arguments that were asked for before; one with arguments is made anew each time. Buttons ask for
    /// theirs at every change, and a script that outlived its extension cannot ask any more.
    static KNOWN: RefCell<HashMap<String, String>> = RefCell::default();
    /// How the language of the texts counts, which need not be the browser's; `None` where the browser does not know it.
    static PLURALS: Option<PluralRules> = PluralRules::new(&say(&Text::LOCALE)).ok();
    /// How it writes numbers.
    static FIGURES: Option<NumberFormat> = NumberFormat::new(&say(&Text::LOCALE)).ok();
}

/// The words of a text. A missing one shows as its key: ugly, but never empty.
#[must_use]
pub fn say(text: &Text<'_>) -> String {
    let figures: Vec<String> = text.arguments().map(written).collect();
    let arguments: Vec<&str> = figures.iter().map(String::as_str).collect();
    match text.number() {
        None => self::text(text.key(), &arguments),
        Some(number) => {
            let found = text.forms(category(number)).find_map(|key| look_up(&key, &arguments));
            found.unwrap_or_else(|| text.key().to_owned())
        }
    }
}

/// The text of that key, with `$1`… replaced: for keys that the frames of our pages name. What the program itself says,
/// it says by [`say`].
#[must_use]
pub fn text(key: &str, arguments: &[&str]) -> String {
    if !arguments.is_empty() {
        return look_up(key, arguments).unwrap_or_else(|| key.to_owned());
    }
    if let Some(known) = KNOWN.with_borrow(|known| known.get(key).cloned()) {
        return known;
    }
    let Some(found) = look_up(key, &[]) else { return key.to_owned() };
    KNOWN.with_borrow_mut(|known| known.insert(key.to_owned(), found.clone()));
    found
}

/// Looks texts up ahead, for a time when they cannot be asked for.
pub fn remember(texts: impl IntoIterator<Item = Text<'static>>) {
    for text in texts {
        let _ = say(&text);
    }
}

/// What stands under a key, with its arguments; `None` where nothing does, or nobody answers.
fn look_up(key: &str, arguments: &[&str]) -> Option<String> {
    let list = arguments.iter().map(|argument| JsValue::from_str(argument)).collect();
    get_message(key, &list).ok().filter(|text| !text.is_empty())
}

#[expect(clippy::cast_precision_loss, reason = "no list has as many items as a float cannot count")]
fn category(number: usize) -> Category {
    PLURALS.with(|rules| {
        rules.as_ref().map_or(Category::Other, |rules| Category::from_name(&rules.select(number as f64)))
    })
}

#[expect(clippy::cast_precision_loss, reason = "no list has as many items as a float cannot count")]
fn written(argument: Argument<'_>) -> String {
    match argument {
        Argument::Words(words) => words.to_owned(),
        Argument::Number(number) => FIGURES.with(|figures| {
            figures.as_ref().map_or_else(|| number.to_string(), |figures| figures.format(number as f64))
        }),
    }
}
