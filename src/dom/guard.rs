//! Guards: values that own something the browser would otherwise keep for ever.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{MutationObserver, MutationObserverInit, Node};

/// A running `MutationObserver`; dropped, it stops.
#[must_use = "the observer stops when its guard is dropped"]
#[derive(Debug)]
pub struct Observer {
    observer: MutationObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl Observer {
    /// Watches `node`; `callback` gets the batch of `MutationRecord`s.
    ///
    /// # Errors
    /// The browser's exception, when it refuses the node or the options.
    pub fn watch(
        node: &Node,
        options: &MutationObserverInit,
        callback: impl FnMut(Array) + 'static,
    ) -> Result<Self, JsValue> {
        let callback = Closure::<dyn FnMut(Array)>::new(callback);
        let observer = MutationObserver::new(callback.as_ref().unchecked_ref())?;
        observer.observe_with_options(node, options)?;
        Ok(Self { observer, _callback: callback })
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
