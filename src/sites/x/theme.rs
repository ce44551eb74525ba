//! Which of X's themes the page is in. X can switch without a reload.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{Document, MutationObserverInit, Window};

use crate::dom::Observer;

/// The look of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on a light page.
    Light,
    /// Light text on a dark page.
    Dark,
    /// X's dark theme with more contrast, since 2026-02: the page is `rgb(5, 5, 5)`.
    DarkContrast,
}

/// The theme now: the page's own colour first, then what it tells the browser, then what the user's system prefers.
#[must_use]
pub fn now(window: &Window, document: &Document) -> Theme {
    let colour = document
        .body()
        .and_then(|body| body.style().get_property_value("background-color").ok())
        .and_then(|colour| rgb(&colour));
    match colour {
        Some([5, 5, 5]) => return Theme::DarkContrast,
        Some([red, green, blue]) => {
            let light = u32::from(red) + u32::from(green) + u32::from(blue) > 3 * 127;
            return if light { Theme::Light } else { Theme::Dark };
        }
        None => {}
    }
    let root = document.document_element();
    let scheme = root
        .and_then(|root| window.get_computed_style(&root).ok().flatten())
        .and_then(|style| style.get_property_value("color-scheme").ok())
        .unwrap_or_default();
    let prefers_dark = || {
        window.match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
    };
    match scheme.as_str() {
        "dark" => Theme::Dark,
        "light" | "only light" => Theme::Light,
        _ if prefers_dark() => Theme::Dark,
        _ => Theme::Light,
    }
}

/// Calls `on_change` whenever the page's style changes; the caller asks for the theme then.
///
/// # Errors
/// The browser's exception, when it refuses to observe.
pub fn watch(document: &Document, on_change: impl Fn() + 'static) -> Result<Option<Observer>, JsValue> {
    let Some(body) = document.body() else { return Ok(None) };
    let options = MutationObserverInit::new();
    options.set_attribute_filter(&Array::of1(&JsValue::from_str("style")));
    Observer::watch(&body, &options, move |_| on_change()).map(Some)
}

/// Reads `rgb(1, 2, 3)` and `rgba(1, 2, 3, 1)`.
fn rgb(colour: &str) -> Option<[u8; 3]> {
    let inner =
        colour.trim().strip_prefix("rgb")?.trim_start_matches('a').strip_prefix('(')?.strip_suffix(')')?;
    let mut parts = inner.split(',').map(|part| part.trim().parse::<u8>());
    Some([parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?])
}

#[cfg(test)]
mod tests {
    use super::rgb;

    #[test]
    fn colours() {
        assert_eq!(rgb("rgb(21, 32, 43)"), Some([21, 32, 43]));
        assert_eq!(rgb("rgba(5, 5, 5, 1)"), Some([5, 5, 5]));
        assert_eq!(rgb("transparent"), None);
        assert_eq!(rgb(""), None);
    }
}
