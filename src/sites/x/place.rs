//! Where a popover of ours lies.

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, Window};

/// Puts a popover above its button, or below where there is no room, and inside the window.
///
/// # Errors
/// The browser's exception.
pub(super) fn place(window: &Window, host: &Element, popover: &HtmlElement) -> Result<(), JsValue> {
    const GAP: f64 = 8.0;
    let button = host.get_bounding_client_rect();
    let size = popover.get_bounding_client_rect();
    let width = window.inner_width()?.as_f64().unwrap_or_default();
    // Towards the middle of the post, at whose end the button is.
    let from_right = window
        .get_computed_style(host)?
        .is_some_and(|it| it.get_property_value("direction").is_ok_and(|it| it == "rtl"));
    let left = if from_right { button.left() } else { button.right() - size.width() };
    let left = left.min(width - size.width() - GAP).max(GAP);
    let above = button.top() - size.height() - GAP;
    let height = window.inner_height()?.as_f64().unwrap_or_default();
    let below = (button.bottom() + GAP).min(height - size.height() - GAP).max(GAP);
    let top = if above > GAP { above } else { below };
    // Through the style object: a page's Content-Security-Policy may refuse style attributes, never this.
    // Whole pixels: the way to write others weighs 12 kB.
    #[expect(clippy::cast_possible_truncation, reason = "a place in a window")]
    let pixels = |length: f64| format!("{}px", length.round() as i32);
    popover.style().set_property("left", &pixels(left))?;
    popover.style().set_property("top", &pixels(top))
}
