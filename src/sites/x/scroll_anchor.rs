//! Where the user was: what had the focus, and how far the page was scrolled.

use web_sys::{Element, FocusOptions, Window};

use super::host::is_ours;
use super::shadow::main_of;
use crate::dom::{document, window};

/// A place to come back to.
#[derive(Debug)]
pub struct ScrollAnchor {
    window: Window,
    /// Our button, if it had the focus.
    host: Option<Element>,
    scroll: f64,
}

impl ScrollAnchor {
    /// Where the user is now.
    #[must_use]
    pub fn here() -> Option<Self> {
        let window = window()?;
        let scroll = window.scroll_y().ok()?;
        let host = document()?.active_element().filter(is_ours);
        Some(Self { window, host, scroll })
    }

    /// Brings the user back, unless the user went on elsewhere in the meantime.
    pub fn restore(&self) {
        let scrolled = self.window.scroll_y().is_ok_and(|now| (now - self.scroll).abs() > 1.0);
        // Only from the top, where X puts a page that it has made anew.
        if scrolled && self.window.scroll_y().is_ok_and(|now| now < 1.0) {
            self.window.scroll_to_with_x_and_y(0.0, self.scroll);
        }
        let free = document().is_some_and(|document| {
            let body = document.body();
            document
                .active_element()
                .is_none_or(|active| body.is_some_and(|body| active.is_same_node(Some(&body))))
        });
        let main = self.host.as_ref().filter(|host| host.is_connected() && free);
        if let Some(main) = main.and_then(main_of) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Focus is refused only for what is not rendered.
            let _ = main.focus_with_options(&options);
        }
    }
}
