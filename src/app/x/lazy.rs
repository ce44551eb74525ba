//! What of the program comes when it is first needed: what follows a press, and what few people turn on.
//!
//! A page of X has most of this only to read past it, at every load. The build cuts the program at the functions of
//! [`entry`]: what only they reach becomes a file of its own (`xtask/src/split.rs`), and a call to one before it is here is
//! an exception. So all of them are called by [`then`].

pub(super) mod entry;

use std::cell::RefCell;

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::FetchLazy;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::report_fault;
use crate::webext::runtime;

#[wasm_bindgen]
extern "C" {
    /// Whether nothing of the program is missing; answered by `extension/engine.js`.
    #[wasm_bindgen(js_namespace = hashcart, js_name = isWhole)]
    fn is_whole() -> bool;
}

/// What waits for the rest of the program: told whether it came.
type Wanted = Box<dyn FnOnce(Result<(), Fault>)>;

thread_local! {
    static WANTED: RefCell<Vec<Wanted>> = const { RefCell::new(Vec::new()) };
}

/// Fetches it, for somebody who is about to need it.
pub(super) fn fetch() {
    if !is_whole() {
        want(Box::new(|_| {}));
    }
}

/// Does `call`, which leads into [`entry`], at once or when that is here.
pub(super) fn then(call: impl FnOnce() + 'static) {
    then_or(call, |fault| report_fault("a part of the program did not come", fault));
}

/// The same; `failed` is called instead where it does not come.
pub(super) fn then_or(call: impl FnOnce() + 'static, failed: impl FnOnce(&Fault) + 'static) {
    if is_whole() {
        return call();
    }
    want(Box::new(move |came| match came {
        Ok(()) => call(),
        Err(fault) => failed(&fault),
    }));
}

/// Asks for it, once for all who want it.
fn want(wanted: Wanted) {
    let is_first = WANTED.with_borrow_mut(|all| {
        all.push(wanted);
        all.len() == 1
    });
    if is_first {
        spawn_local(async {
            let asked = runtime::ask(FetchLazy {}).await;
            let came = asked.and_then(|_| is_whole().then_some(()).ok_or(FaultCode::Engine.into()));
            // In the order in which they came; what they want meanwhile finds it here, or asks anew.
            for wanted in WANTED.take() {
                wanted(came.clone());
            }
        });
    }
}
