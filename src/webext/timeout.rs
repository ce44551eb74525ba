//! Waiting for something, never longer than said.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use js_sys::{Array, Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::timer::{Timer, sleep};

/// What the promise came to; `None` after `millis`.
pub async fn timeout(millis: u32, promise: Promise) -> Option<Result<JsValue, JsValue>> {
    let sign = JsValue::from(Object::new());
    let mut wake = None;
    let late = Promise::new(&mut |resolve, _| wake = Some(resolve));
    let told = sign.clone();
    let _timer = wake.map(|wake| {
        Timer::after(millis, move || {
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

/// What the future came to; `None` after `millis`, when it is dropped.
pub async fn within<T>(millis: u32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut late) = (pin!(work), pin!(sleep(millis)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}
