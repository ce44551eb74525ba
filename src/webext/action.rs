//! The badge on the toolbar icon.

use hashcart_core::text::Text;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::words;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setBadgeText, catch)]
    fn set_badge_text(details: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setBadgeBackgroundColor, catch)]
    fn set_badge_background_color(details: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setTitle, catch)]
    fn set_title(details: &Object) -> Result<JsValue, JsValue>;
}

/// Shows a number on the badge; none for zero, `999+` above what fits.
///
/// # Errors
/// The browser's words.
pub async fn badge(count: usize) -> Result<(), String> {
    let text = match count {
        0 => String::new(),
        1..=999 => count.to_string(),
        _ => "999+".to_owned(),
    };
    // An empty title would be shown as the extension's name in one browser, and as nothing in the other.
    show(&text, &super::i18n::say(&Text::APP_NAME)).await
}

/// Shows a sign on the badge, and its meaning where the pointer rests on it, until the next [`badge`].
///
/// # Errors
/// The browser's words.
pub async fn say(sign: &str, text: &str) -> Result<(), String> {
    show(sign, text).await
}

async fn show(sign: &str, title: &str) -> Result<(), String> {
    let set = |name: &str, value: &str| {
        let details = Object::new();
        Reflect::set(&details, &JsValue::from_str(name), &JsValue::from_str(value)).map(|_| details)
    };
    // All three are asked for before any is waited for: of two that show something, the later is seen, and whole.
    let run = async {
        let asked = Array::of3(
            &set_badge_background_color(&set("color", "#0f6b4b")?)?,
            &set_title(&set("title", title)?)?,
            &set_badge_text(&set("text", sign)?)?,
        );
        JsFuture::from(Promise::all(&asked)).await
    };
    run.await.map(|_| ()).map_err(|error: JsValue| words(&error))
}
