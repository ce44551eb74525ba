//! What of the background comes when it is first needed. The browser ends a background after half a minute and wakes it for
//! every press, and most of the program is for other things than that.
//!
//! As of X's program: what only [`entry::run`](self::entry) reaches becomes a file of its own (`xtask/src/split.rs`), and
//! until it is here there is nothing to call.

pub(super) mod entry;

use std::cell::Cell;
use std::pin::Pin;

use hashcart_core::fault::{Fault, FaultCode};
use wasm_bindgen::JsValue;

use super::asking::Asking;
use crate::app::{engine, report_fault};
use crate::webext::{Outside, words};

/// What is done by the part that comes later.
pub(super) enum LaterTask {
    /// Answer the call of that name.
    Answer { name: String, message: Outside, asking: Asking },
    /// Back up the list of the days before that day.
    BackUp(String),
    /// Do a round of syncing.
    Sync,
    /// Take in the texts of the language that was chosen.
    Speak(JsValue),
    /// Tell the pages in private windows what has changed.
    TellPrivate(JsValue),
    /// The browser was started, or this version is new here.
    Begin(JsValue),
    /// A tab was closed.
    CloseTab(i32),
    /// A line of the right-click menu was pressed, in that tab.
    TakeMenu { pressed: JsValue, tab: JsValue },
    /// A key of the browser's for us was pressed.
    TakeKey(String),
}

/// A task that is being done.
type Doing = Pin<Box<dyn Future<Output = Result<JsValue, Fault>>>>;

/// What does a task.
type DoTask = fn(LaterTask) -> Doing;

thread_local! {
    /// Does a task. It stands in the table of functions, in a place that is empty until the rest comes.
    static RUN: Cell<Option<DoTask>> = const { Cell::new(None) };
}

/// Notes who does the tasks: [`entry::run`](self::entry), whose name alone leads there.
pub(super) fn done_by(run: DoTask) {
    RUN.set(Some(run));
}

/// Has a task done, at once or when the rest is here. What it answers is nothing but for a call.
pub(super) async fn run(task: LaterTask) -> Result<JsValue, Fault> {
    if !engine::is_whole() {
        engine::fetch_rest();
        engine::taken().await.map_err(|error| Fault::new(FaultCode::Engine, words(&error)))?;
    }
    // The door starts the program before anything else.
    let run = RUN.get().ok_or(FaultCode::Engine)?;
    run(task).await
}

/// The same where nobody waits for an answer.
pub(super) async fn done(task: LaterTask) {
    if let Err(fault) = run(task).await {
        report_fault("a part of the program did not come", &fault);
    }
}
