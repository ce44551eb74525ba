//! Guards: values that own something the browser would otherwise keep for ever.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationObserver, MutationObserverInit, Node, ResizeObserver};

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

/// A running `ResizeObserver`; dropped, it stops.
#[must_use = "the observer stops when its guard is dropped"]
#[derive(Debug)]
pub struct SizeObserver {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl SizeObserver {
    /// Calls `changed` when one of these elements has another size, and once at the beginning. What only the text makes
    /// larger is told by no event of the window's.
    ///
    /// # Errors
    /// The browser's exception.
    pub fn watch<'a>(
        elements: impl IntoIterator<Item = &'a Element>,
        changed: impl FnMut() + 'static,
    ) -> Result<Self, JsValue> {
        let callback = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref())?;
        for element in elements {
            observer.observe(element);
        }
        Ok(Self { observer, _callback: callback })
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
