//! How far the page was scrolled.

use web_sys::Window;

use crate::dom::window;

/// A place to come back to.
#[derive(Debug)]
pub struct ScrollAnchor {
    window: Window,
    scroll: f64,
}

impl ScrollAnchor {
    /// Where the page is now.
    #[must_use]
    pub fn here() -> Option<Self> {
        let window = window()?;
        let scroll = window.scroll_y().ok()?;
        Some(Self { window, scroll })
    }

    /// Brings the page back, unless the user went on elsewhere in the meantime.
    pub fn restore(&self) {
        let scrolled = self.window.scroll_y().is_ok_and(|now| (now - self.scroll).abs() > 1.0);
        // Only from the top, where X puts a page that it has made anew.
        if scrolled && self.window.scroll_y().is_ok_and(|now| now < 1.0) {
            self.window.scroll_to_with_x_and_y(0.0, self.scroll);
        }
    }
}
