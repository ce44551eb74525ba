//! Private windows: whether this part of the extension is in one.
//!
//! The user has to let an extension in there. One background serves all windows (`"incognito": "spanning"`, the only
//! way that both browsers have); Chrome shows pages of ours there in its popup and its side panel only.

use std::cell::Cell;

use js_sys::Reflect;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::{parse, part};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "windows"], js_name = getCurrent, catch)]
    async fn current_window() -> Result<JsValue, JsValue>;
}

/// A window whose number nobody knows, as the browsers write it.
pub const NO_WINDOW: i32 = -1;

thread_local! {
    static WINDOW: Cell<Option<i32>> = const { Cell::new(None) };
}

/// Whether the browser says at once that this is a private window. True for content scripts; in Chrome's popup the
/// window has to be looked at, see [`look`].
#[must_use]
pub fn is_here() -> bool {
    let said = part("extension").and_then(|part| Reflect::get(&part, &"inIncognitoContext".into()).ok());
    said.is_some_and(|said| said.is_truthy())
}

/// Looks whether this page of ours is in a private window. From then on [`window`] knows.
pub async fn look() {
    #[derive(Deserialize)]
    struct Found {
        id: i32,
        incognito: bool,
    }
    // Phones have no windows.
    let found = match part("windows") {
        Some(_) => current_window().await.ok().and_then(|window| parse::<Found>(window).ok()),
        None => None,
    };
    let private = is_here() || found.as_ref().is_some_and(|window| window.incognito);
    WINDOW.set(private.then(|| found.map_or(NO_WINDOW, |window| window.id)));
}

/// The private window that this page of ours is in.
#[must_use]
pub fn window() -> Option<i32> {
    WINDOW.get()
}
