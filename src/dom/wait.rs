//! Waiting for the page, never longer than said.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MutationObserverInit;

use super::{Observer, document};

/// The time was up, and what was waited for had not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the page did not show it in time")]
pub struct TimeUpError;

/// Looks now, and again after every change of the document, until `look` finds something or `millis` are over.
///
/// # Errors
/// [`TimeUpError`] after `millis`, or when there is no document to look at.
pub async fn until<T>(millis: u32, mut look: impl FnMut() -> Option<T>) -> Result<T, TimeUpError> {
    let deadline = js_sys::Date::now() + f64::from(millis);
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        let left = deadline - js_sys::Date::now();
        if left <= 0.0 {
            return Err(TimeUpError);
        }
        // `left` is at most `millis`, so the cast cuts nothing off.
        next_change(left.ceil() as u32).await?;
    }
}

/// Resolves after the next change of the document, or after `millis`.
async fn next_change(millis: u32) -> Result<(), TimeUpError> {
    let document = document().ok_or(TimeUpError)?;
    let slot: Rc<RefCell<Option<Function>>> = Rc::default();
    let promise = Promise::new(&mut |resolve, _| {
        slot.replace(Some(resolve));
    });
    let wake = move || {
        if let Some(resolve) = slot.take() {
            // A resolve function of a promise does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    };
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    options.set_attributes(true);
    options.set_character_data(true);
    let changed = wake.clone();
    let _observer = Observer::watch(&document, &options, move |_| changed()).map_err(|_| TimeUpError)?;
    let _timeout = Timeout::new(millis, wake);
    JsFuture::from(promise).await.map(|_| ()).map_err(|_| TimeUpError)
}
