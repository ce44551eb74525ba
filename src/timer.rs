//! Timers that a page which is gone cannot trip: gloo's throw where the browser sets none any more, and in Firefox what a
//! page was waiting for may still arrive after it has gone (2026-11, Firefox 153).

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout, catch)]
    fn set_timeout(then: &Function, millis: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = clearTimeout, catch)]
    fn clear_timeout(id: &JsValue) -> Result<(), JsValue>;
}

/// Something that is done later, once; dropped before, never.
#[must_use = "a timer that is dropped does nothing"]
#[derive(Debug)]
pub struct Timer {
    /// `None` where the page is gone: nobody is there for whom it could be done.
    id: Option<JsValue>,
    /// What the browser calls.
    _then: Closure<dyn FnMut()>,
}

impl Timer {
    /// Does `then` after so many milliseconds.
    pub fn after(millis: u32, then: impl FnOnce() + 'static) -> Self {
        let then = Closure::once(then);
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        let id = set_timeout(then.as_ref().unchecked_ref(), millis).ok();
        Self { id, _then: then }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(id) = &self.id {
            // A page that is gone has none any more.
            let _ = clear_timeout(id);
        }
    }
}

/// Sleeps so many milliseconds; for ever, where the page is gone.
pub async fn sleep(millis: u32) {
    let mut wake = None;
    let turn = Promise::new(&mut |resolve, _| wake = Some(resolve));
    let _timer = wake.map(|wake| {
        Timer::after(millis, move || {
            // A resolve function of a promise does not throw.
            let _ = wake.call0(&JsValue::UNDEFINED);
        })
    });
    // This promise is never rejected.
    let _ = JsFuture::from(turn).await;
}
