//! Waiting for the page, never longer than said.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MutationObserverInit};

use super::{Observer, document, now};
use crate::timer::Timer;

/// The time was up, and what was waited for had not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the page did not show it in time")]
pub struct TimeUpError;

/// Looks now, and again after every change of the document, until `look` finds something or `millis` are over.
///
/// # Errors
/// [`TimeUpError`] after `millis`, or when there is no document to look at.
pub async fn until<T>(millis: u32, mut look: impl FnMut() -> Option<T>) -> Result<T, TimeUpError> {
    let deadline = now() + f64::from(millis);
    let document = document().ok_or(TimeUpError)?;
    // What wakes the wait that is on; a change between two waits needs none, for the next look sees it.
    let slot: Rc<RefCell<Option<Function>>> = Rc::default();
    let sleeper = Rc::clone(&slot);
    let wake = move || {
        if let Some(resolve) = sleeper.take() {
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
    // The timer alone says that the time is up where the page stands still: it comes once, and by the clock it comes early
    // (Firefox 153: one in eighteen, 2026-11), and a clock can be put back.
    let up = Rc::new(Cell::new(false));
    let over = Rc::clone(&up);
    let _timeout = Timer::after(millis, move || {
        over.set(true);
        wake();
    });
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        if up.get() || now() >= deadline {
            return Err(TimeUpError);
        }
        let next = Promise::new(&mut |resolve, _| {
            slot.replace(Some(resolve));
        });
        JsFuture::from(next).await.map_err(|_| TimeUpError)?;
    }
}

/// Gives way: the browser paints and answers its user before what follows. It is a message to oneself, because timers
/// are held back where the page is not seen.
pub async fn yield_now() {
    let Ok(channel) = MessageChannel::new() else { return };
    let (here, there) = (channel.port1(), channel.port2());
    let turn = Promise::new(&mut |come, _| here.set_onmessage(Some(&come)));
    if there.post_message(&JsValue::NULL).is_ok() {
        // A resolve function of a promise does not throw.
        let _ = JsFuture::from(turn).await;
    }
    here.close();
}
