//! Turns: work on the records that is done one after the other.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;

use crate::app::report;
use crate::webext::timeout::timeout;

/// The longest that one turn is waited for, in milliseconds: far more than any write needs, and less than whoever asks
/// is ready to wait.
const PATIENCE_MS: u32 = 25_000;

thread_local! {
    /// Settled when the last one in the line is done.
    static TAIL: RefCell<Promise> = RefCell::new(Promise::resolve(&JsValue::UNDEFINED));
}

/// Lets the next one in, whatever becomes of this one.
struct NextInLine(Option<Function>);

impl Drop for NextInLine {
    fn drop(&mut self) {
        if let Some(resolve) = self.0.take() {
            // A resolve function of a promise does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Does `work` when everything that was asked for earlier is done. Not for work that takes a turn itself.
pub(super) async fn take<T>(work: impl Future<Output = T>) -> T {
    let mut next = NextInLine(None);
    let done = Promise::new(&mut |resolve, _| next.0 = Some(resolve));
    let before = TAIL.replace(done);
    // The promises in this line never reject. One that is never settled waits for the browser, and the others' lists
    // must not wait with it.
    if timeout(PATIENCE_MS, before).await.is_none() {
        report("a turn was not given back", "the next one goes on without it");
    }
    let result = work.await;
    drop(next);
    result
}
