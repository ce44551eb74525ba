//! Private windows: whether this part of the extension is in one.
//!
//! The user has to let an extension in there. One background serves all windows (`"incognito": "spanning"`, the only
//! way that both browsers have); Chrome shows pages of ours there in its popup and its side panel only.

use std::cell::Cell;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::part;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "windows"], js_name = getCurrent, catch)]
    async fn current_window() -> Result<JsValue, JsValue>;
}

/// A window whose number nobody knows, as the browsers write it.
pub const NO_WINDOW: i32 = -1;

thread_local! {
    /// What was found; `None`: not looked yet.
    static WINDOW: Cell<Option<Option<i32>>> = const { Cell::new(None) };
}

/// A window as the browser tells it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    pub(super) id: i32,
    incognito: bool,
}

/// The window of this page of ours. Phones have none.
pub(super) async fn own_window() -> Option<Own> {
    part("windows")?;
    let own = current_window().await.ok()?;
    let part = |name| Reflect::get(&own, &JsValue::from_str(name)).ok();
    #[expect(clippy::cast_possible_truncation, reason = "the browser counts its windows")]
    let id = part("id")?.as_f64()? as i32;
    Some(Own { id, incognito: part("incognito")?.as_bool()? })
}

/// Whether the browser says at once that this is a private window. True for content scripts; in Chrome's popup the
/// window has to be looked at, see [`window`].
#[must_use]
pub fn is_here() -> bool {
    let said = part("extension").and_then(|part| Reflect::get(&part, &"inIncognitoContext".into()).ok());
    said.is_some_and(|said| said.is_truthy())
}

/// The private window that this page of ours is in. Looked up when it is first needed: what is asked before that is
/// known would be kept in the wrong place.
pub async fn window() -> Option<i32> {
    if let Some(known) = WINDOW.get() {
        return known;
    }
    let own = own_window().await;
    let private = is_here() || own.is_some_and(|own| own.incognito);
    let found = private.then(|| own.map_or(NO_WINDOW, |own| own.id));
    WINDOW.set(Some(found));
    found
}
