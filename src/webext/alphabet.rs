//! How the language of the texts finds and orders words, as the browser knows it.

use hashcart_core::alphabet::{Alphabet, folded, ranks};
use hashcart_core::text::Text;
use js_sys::{Array, Function, JsString};
use wasm_bindgen::prelude::*;

use super::i18n;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type Collator;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &JsValue) -> Result<Collator, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn compare(this: &Collator) -> Function;

    #[wasm_bindgen(js_name = Array)]
    type Texts;
    #[wasm_bindgen(method, js_name = sort)]
    fn sort_by(this: &Texts, compare: &Function) -> Array;
}

/// The browser's, in the language of the texts.
#[must_use]
pub fn alphabet() -> Alphabet {
    Alphabet { fold, rank }
}

fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let apart = JsString::from(text.to_lowercase()).normalize("NFKD");
    folded(&String::from(apart))
}

/// JavaScript sorts the texts by itself, without a word of ours in between: a list of 10,000 takes as many comparisons
/// as it has items, times fourteen.
fn rank(texts: &[String]) -> Vec<usize> {
    let options = js_sys::Object::new();
    // A fresh object takes any property.
    let _ = js_sys::Reflect::set(&options, &"numeric".into(), &true.into());
    let Ok(collator) = Collator::new(&i18n::say(&Text::LOCALE), &options) else {
        return (Alphabet::default().rank)(texts);
    };
    let all: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    let sorted = all.unchecked_into::<Texts>().sort_by(&collator.compare());
    ranks(texts, sorted.iter().filter_map(|text| text.as_string()))
}
