//! The extension's own texts in the user's language: where a [`Text`] becomes words.
//!
//! Which language that is, and where its texts come from, only `look_up` and the text `locale` know. Another source,
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
    /// How the language of the texts, which need not be the browser's, counts and writes numbers.
    static NUMBERS: Result<(PluralRules, NumberFormat), JsValue> = numbers(&say(&Text::LOCALE));
}

fn numbers(locale: &str) -> Result<(PluralRules, NumberFormat), JsValue> {
    Ok((PluralRules::new(locale)?, NumberFormat::new(locale)?))
}

/// The words of a text. A missing one shows as its key: ugly, but never empty.
#[must_use]
pub fn say(text: &Text<'_>) -> String {
    let arguments: Vec<String> = text.arguments().map(written).collect();
    let Some(number) = text.number() else { return by_key(text.key(), &arguments) };
    let stands = |ending| look_up(&[text.key(), ending].concat(), &arguments);
    text.endings(category(number)).find_map(stands).unwrap_or_else(|| text.key().to_owned())
}

/// The text of that key, with `$1`… replaced: for keys that the frames of our pages name. What the program itself says,
/// it says by [`say`].
#[must_use]
pub fn text(key: &str, arguments: &[&str]) -> String {
    by_key(key, arguments)
}

fn by_key<S: AsRef<str>>(key: &str, arguments: &[S]) -> String {
    if !arguments.is_empty() {
        return look_up(key, arguments).unwrap_or_else(|| key.to_owned());
    }
    if let Some(known) = KNOWN.with_borrow(|known| known.get(key).cloned()) {
        return known;
    }
    let Some(found) = look_up(key, arguments) else { return key.to_owned() };
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
fn look_up<S: AsRef<str>>(key: &str, arguments: &[S]) -> Option<String> {
    let list = arguments.iter().map(|argument| JsValue::from_str(argument.as_ref())).collect();
    get_message(key, &list).ok().filter(|text| !text.is_empty())
}

/// Of which category a number is; where the browser does not know the language, that which all have.
#[expect(clippy::cast_precision_loss, reason = "no list has as many items as a float cannot count")]
fn category(number: usize) -> Category {
    NUMBERS.with(|numbers| match numbers {
        Ok((plurals, _)) => Category::from_name(&plurals.select(number as f64)),
        Err(_) => Category::Other,
    })
}

#[expect(clippy::cast_precision_loss, reason = "no list has as many items as a float cannot count")]
fn written(argument: &Argument<'_>) -> String {
    match argument {
        Argument::Words(words) => (*words).to_owned(),
        Argument::Number(number) => NUMBERS.with(|numbers| match numbers {
            Ok((_, figures)) => figures.format(*number as f64),
            Err(_) => number.to_string(),
        }),
    }
}
