//! The extension's own texts in the user's language: where a [`Text`] becomes words.
//!
//! It is the browser's, whose own API has the texts, or one that the user chose, whose texts stand in a record: that API
//! knows no other language than the browser's. What that record lacks, the browser says.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use hashcart_core::language::filled;
use hashcart_core::text::{Argument, Category, Text};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

use super::Outside;

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
    static NUMBERS: RefCell<Option<Numbers>> = const { RefCell::new(None) };
    /// The texts of the language that the user chose; undefined without such a choice.
    static CHOSEN: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

type Numbers = Rc<Result<(PluralRules, NumberFormat), JsValue>>;

fn numbers() -> Numbers {
    if let Some(known) = NUMBERS.with_borrow(Clone::clone) {
        return known;
    }
    let of = |locale: &str| Ok((PluralRules::new(locale)?, NumberFormat::new(locale)?));
    let made = Rc::new(of(&say(&Text::LOCALE)));
    NUMBERS.set(Some(Rc::clone(&made)));
    made
}

/// What an object has of that name. Of anything else nothing: to ask that throws, and the exceptions of a screen of rows
/// took 6 of the 24 ms of a search (Chromium 156, a busy machine).
fn part(value: &JsValue, name: &str) -> Option<JsValue> {
    if !value.is_object() {
        return None;
    }
    Reflect::get(value, &JsValue::from_str(name)).ok()
}

/// Takes the texts of this record from now on; without one, the browser's. Its thousand texts stay JavaScript's: a page
/// says a few of them.
pub fn choose(record: Option<&Outside>) {
    let texts = record.and_then(|record| {
        let texts = part(&part(&record.0, "data")?, "texts")?.as_string()?;
        js_sys::JSON::parse(&texts).ok()
    });
    CHOSEN.set(texts.filter(JsValue::is_object).unwrap_or(JsValue::UNDEFINED));
    KNOWN.with_borrow_mut(HashMap::clear);
    NUMBERS.set(None);
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
    let chosen = CHOSEN.with_borrow(|texts| {
        part(&part(texts, key)?, "message")?.as_string().filter(|text| !text.is_empty())
    });
    if let Some(text) = chosen {
        return Some(filled(&text, arguments));
    }
    let list = arguments.iter().map(|argument| JsValue::from_str(argument.as_ref())).collect();
    get_message(key, &list).ok().filter(|text| !text.is_empty())
}

/// Of which category a number is; where the browser does not know the language, that which all have.
#[expect(clippy::cast_precision_loss, reason = "no list has as many items as a float cannot count")]
fn category(number: usize) -> Category {
    match &*numbers() {
        Ok((plurals, _)) => Category::from_name(&plurals.select(number as f64)),
        Err(_) => Category::Other,
    }
}

#[expect(clippy::cast_precision_loss, reason = "no list has as many items as a float cannot count")]
fn written(argument: &Argument<'_>) -> String {
    match argument {
        Argument::Words(words) => (*words).to_owned(),
        Argument::Number(number) => match &*numbers() {
            Ok((_, figures)) => figures.format(*number as f64),
            Err(_) => number.to_string(),
        },
    }
}
