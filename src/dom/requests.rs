//! How the page's own requests ended, as far as the browser tells every script of a page: address and HTTP status.
//!
//! X's API is another host. Measured 2026-11, Chromium 156 and Firefox ESR 153: a request to it is told like one to the
//! page's own, whether or not its answer has `Timing-Allow-Origin`; the question that the browser asks before it
//! (`OPTIONS`) is not told. An observer hears of requests also while the page's own list of them, which holds 250, is
//! full or being cleared.

use std::cell::RefCell;
use std::rc::Rc;

use hashcart_core::sending::RequestEnd;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit};

use crate::dom::now;

type Callback = Closure<dyn FnMut(PerformanceObserverEntryList)>;

/// Watches for requests whose address contains a word; dropped, it stops.
#[must_use = "the watch ends when it is dropped"]
#[derive(Debug)]
pub struct Requests {
    observer: PerformanceObserver,
    answers: Rc<RefCell<Vec<RequestEnd>>>,
    _callback: Callback,
}

impl Requests {
    /// Watches from now on.
    ///
    /// # Errors
    /// The browser's exception, where it does not tell.
    pub fn watch(word: &'static str) -> Result<Self, JsValue> {
        let answers: Rc<RefCell<Vec<RequestEnd>>> = Rc::default();
        let seen = Rc::clone(&answers);
        let callback = Callback::new(move |list: PerformanceObserverEntryList| {
            let told = now();
            for entry in list.get_entries().iter() {
                let entry: PerformanceEntry = entry.unchecked_into();
                if entry.name().contains(word) {
                    seen.borrow_mut().push(answer_of(&entry, told));
                }
            }
        });
        let observer = PerformanceObserver::new(callback.as_ref().unchecked_ref())?;
        let kinds = Array::of1(&JsValue::from_str("resource"));
        observer.observe(&PerformanceObserverInit::new(&kinds));
        Ok(Self { observer, answers, _callback: callback })
    }

    /// How those that have ended did, in their order.
    #[must_use]
    pub fn answers(&self) -> Vec<RequestEnd> {
        self.answers.borrow().clone()
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Its end is that of its duration. Where it seems to have taken no time (Firefox ESR 153, measured 2026-11: of a request
/// that a service worker answered, or that was not let out to another host) the browser does not know its end, and `told`
/// is the first moment after it. `responseStatus`, since Chrome 109 and Firefox 109, is 0 where the line broke before an
/// answer, or the page may not read the answer; where it broke within the answer, the status is that of the answer.
fn answer_of(entry: &PerformanceEntry, told: f64) -> RequestEnd {
    let (from, took) = (entry.start_time(), entry.duration());
    let status =
        Reflect::get(entry, &JsValue::from_str("responseStatus")).ok().and_then(|status| status.as_f64());
    let status = status.filter(|status| (100.0..=599.0).contains(status)).map(|status| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 100 and 599")]
        let status = status as u16;
        status
    });
    RequestEnd { from, to: if took > 0.0 { from + took } else { told.max(from) }, status }
}
