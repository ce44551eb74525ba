//! Documents, as every page has them: looking up, watching, waiting, and whether a press was meant.

pub mod aim;
pub mod download;
mod guard;
pub mod picture;
pub mod requests;
mod search;
pub mod wait;

pub use guard::{Observer, SizeObserver};
pub use search::{all, closest, count, first, matches, says};

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, NodeList, Window};

/// The window of this world; `None` only where there is none, as in a service worker.
#[must_use]
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// Its clock, in milliseconds; 0 where there is none.
#[must_use]
pub fn now() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Its document.
#[must_use]
pub fn document() -> Option<Document> {
    window()?.document()
}

/// Opens an address in a new tab, which browsers allow in the turn of a press.
pub fn open(url: &str) {
    if let Some(window) = window() {
        // A refusal is the browser's, and it says so itself.
        let _ = window.open_with_url_and_target_and_features(url, "_blank", "noopener");
    }
}

/// The elements of a list, in order.
pub fn elements(list: &NodeList) -> impl Iterator<Item = Element> + '_ {
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok())
}
