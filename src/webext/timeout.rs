//! Waiting for a promise, never longer than said.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// What the promise came to; `None` after `millis`.
pub async fn timeout(millis: u32, promise: Promise) -> Option<Result<JsValue, JsValue>> {
    let sign = JsValue::from(Object::new());
    let mut wake = None;
    let late = Promise::new(&mut |resolve, _| wake = Some(resolve));
    let told = sign.clone();
    let _timer = wake.map(|wake| {
        Timeout::new(millis, move || {
            // A resolve function of a promise does not throw.
            let _ = wake.call1(&JsValue::UNDEFINED, &told);
        })
    });
    let first = JsFuture::from(Promise::race(&Array::of2(&promise, &late))).await;
    match first {
        Ok(value) if Object::is(&value, &sign) => None,
        other => Some(other),
    }
}
