//! How the page's own requests ended, as far as the browser tells every script of a page: address and HTTP status.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit};

type Callback = Closure<dyn FnMut(PerformanceObserverEntryList)>;

/// Watches for requests whose address contains a word; dropped, it stops.
#[must_use = "the watch ends when it is dropped"]
#[derive(Debug)]
pub struct Requests {
    observer: PerformanceObserver,
    status: Rc<Cell<Option<u16>>>,
    _callback: Callback,
}

impl Requests {
    /// Watches from now on.
    ///
    /// # Errors
    /// The browser's exception, where it does not tell.
    pub fn watch(word: &'static str) -> Result<Self, JsValue> {
        let status = Rc::new(Cell::new(None));
        let seen = Rc::clone(&status);
        let callback = Callback::new(move |list: PerformanceObserverEntryList| {
            for entry in list.get_entries().iter() {
                let entry: PerformanceEntry = entry.unchecked_into();
                if entry.name().contains(word) {
                    seen.set(status_of(&entry));
                }
            }
        });
        let observer = PerformanceObserver::new(callback.as_ref().unchecked_ref())?;
        let kinds = Array::of1(&JsValue::from_str("resource"));
        observer.observe(&PerformanceObserverInit::new(&kinds));
        Ok(Self { observer, status, _callback: callback })
    }

    /// The status of the last such request; `None` while there was none, 0 where it broke off.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status.get()
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// `responseStatus`, since Chrome 109 and Firefox 109.
fn status_of(entry: &PerformanceEntry) -> Option<u16> {
    let status = Reflect::get(entry, &JsValue::from_str("responseStatus")).ok()?.as_f64()?;
    (0.0..=599.0).contains(&status).then(|| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 599")]
        let status = status as u16;
        status
    })
}
