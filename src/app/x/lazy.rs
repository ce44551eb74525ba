//! What of the program comes when it is first needed: what follows a press, and what few people turn on.
//!
//! A page of X has most of this only to read past it, at every load. The build cuts the program at
//! [`entry::run`](self::entry): what only that reaches becomes a file of its own (`xtask/src/split.rs`). Until it is here there is
//! nothing to call, so whoever needs it names a task, and the task waits.

pub(super) mod entry;

use std::cell::{Cell, RefCell};

use hashcart_core::button::ButtonEffect;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::mention::ProductMention;
use hashcart_core::message::{FetchLazy, Recall};
use hashcart_core::scan::Offer;
use hashcart_core::settle::{OwnTweet, Unsure};
use hashcart_core::tweet::TweetId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::app::engine::{is_twin, is_whole, taken};
use crate::app::recall::StoredRecord;
use crate::app::report_fault;
use crate::sites::x::input::Press;
use crate::webext::runtime::{self, Asked};
use crate::webext::{Outside, words};

/// What is done by the part that comes later.
pub(super) enum LazyTask {
    /// Open the menu of a post with several products.
    OpenMenu { host: Element, offer: Offer },
    /// A press on a line of a sheet.
    Choose { press: Press, act: String },
    /// What the background said to keeping an item.
    TakeInKept { mention: ProductMention, answer: Result<JsValue, Fault> },
    /// What a step of a button asks for, besides keeping an item.
    Follow { mention: ProductMention, effect: ButtonEffect },
    /// What is said and offered where a press ended well.
    EndWell(ProductMention),
    /// Show who answered a post of the user's own, by its button.
    ShowAnswers { host: Element, offer: Offer },
    /// Open the page with all who answered.
    OpenAnswers(Offer),
    /// Ask who answered a post of the user's own.
    AskAnswers(TweetId),
    /// Read the timelines for insights.
    ReadInsights,
    /// Take in what the user chose of insights, as it is stored.
    ChooseInsights(Option<Outside>),
    /// Find out whether a post of the user's is the reply that nobody knew of.
    Settle { open: Unsure, own: OwnTweet, author: String },
    /// Do what this page was opened for.
    Intent,
    /// Take in what is in the list, of what the page shows.
    ReadRecords(Vec<StoredRecord>),
    /// Ask for what is kept for private windows.
    AskPrivate(Recall),
    /// Answer a question to this page.
    Answer { asked: Asked, engine: String, ready_ms: f64 },
}

/// What waits for the rest of the program: told whether it came.
type Wanted = Box<dyn FnOnce(Result<(), Fault>)>;

thread_local! {
    /// Does a task. It stands in the table of functions, in a place that is empty until the rest comes.
    static RUN: Cell<Option<fn(LazyTask)>> = const { Cell::new(None) };
    static WANTED: RefCell<Vec<Wanted>> = const { RefCell::new(Vec::new()) };
}

/// Notes who does the tasks: [`entry::run`](self::entry), whose name alone leads there.
pub(super) fn done_by(run: fn(LazyTask)) {
    RUN.set(Some(run));
}

/// Fetches the rest, for somebody who is about to need it.
pub(super) fn fetch() {
    if !is_whole() {
        want(Box::new(|_| {}));
    }
}

/// Has a task done, at once or when the rest is here.
pub(super) fn run(task: LazyTask) {
    run_or(task, |fault| report_fault("a part of the program did not come", fault));
}

/// The same; `failed` is called instead where it does not come.
pub(super) fn run_or(task: LazyTask, failed: impl FnOnce(&Fault) + 'static) {
    // The page's program notes it before anything else.
    let Some(run) = RUN.get() else { return };
    if is_whole() {
        return run(task);
    }
    want(Box::new(move |came| match came {
        Ok(()) => run(task),
        Err(fault) => failed(&fault),
    }));
}

/// Has the background put it here.
async fn come() -> Result<(), Fault> {
    runtime::reply_in(&runtime::ask_unread(FetchLazy { twin: is_twin() }).await?)?;
    taken().await.map_err(|error| Fault::new(FaultCode::Engine, words(&error)))?;
    is_whole().then_some(()).ok_or(FaultCode::Engine.into())
}

/// Asks for it, once for all who want it.
fn want(wanted: Wanted) {
    let is_first = WANTED.with_borrow_mut(|all| {
        all.push(wanted);
        all.len() == 1
    });
    if is_first {
        spawn_local(async {
            let came = come().await;
            // In the order in which they came; what they want meanwhile finds it here, or asks anew.
            for wanted in WANTED.take() {
                wanted(came.clone());
            }
        });
    }
}
