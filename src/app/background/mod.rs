//! The background: the only writer of the list and of the settings.
//!
//! It keeps nothing between messages that it cannot lose: the browser ends and wakes it at will. What it has in memory
//! is who comes next, a count that is due, and what was looked after today. What writes is done in turns, so that
//! reading a record and writing it back is never mixed with another's.

mod asking;
mod backup;
mod commands;
mod context_menu;
pub mod events;
mod first;
mod later;
mod lazy;
mod private;
mod sync;
mod toolbar;
mod upkeep;
mod write_queue;

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::{FirstCall, Protocol, ToBackground, VERSION, WireHead};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use self::asking::Asking;
use self::lazy::{LaterTask, entry};
use super::hear_panics;
use crate::webext::{Outside, plain};

/// Starts in the background; called by the door, before anything else.
pub fn start() {
    hear_panics();
    lazy::done_by(entry::run);
}

/// Answers one message; called by the door in `extension/background.js`. The promise never rejects.
pub fn on_message(message: JsValue, sender: JsValue) -> Promise {
    future_to_promise(async move {
        let answer = answer(Outside(message), sender).await;
        // What the user asked for comes before what may be left of an earlier background.
        sync::look_once();
        Ok(match answer {
            Ok(value) => envelope("ok", &value),
            Err(fault) => envelope("fault", &plain(&fault).unwrap_or(JsValue::NULL)),
        })
    })
}

/// Does what was asked, with what its policy says around it.
async fn answer(message: Outside, sender: JsValue) -> Result<JsValue, Fault> {
    let bad = |why| Fault::new(FaultCode::BadMessage, why);
    let WireHead { v, private, call: name } = WireHead::read(&message).map_err(bad)?;
    let rules = ToBackground::rules(&name).map_err(bad)?;
    let asking = Asking::of(sender, private).filter(|asking| rules.askers.is_for(asking.asker));
    let asking = asking.ok_or_else(|| bad(format!("{name} is not for whoever sent this to ask for")))?;
    if v != VERSION {
        return Err(bad(format!("messages of version {v}")));
    }
    let work = async {
        if !FirstCall::NAMES.contains(&name.as_str()) {
            return lazy::run(LaterTask::Answer { name, message, asking }).await;
        }
        let call = FirstCall::receive(&name, &message, js_sys::Date::now()).map_err(bad)?;
        first::answer(call, asking).await
    };
    if !rules.policy.is_queued() {
        return work.await;
    }
    write_queue::take(backup::backed(work)).await
}

/// `{ok: …}` or `{fault: …}`, as [`Answer`](hashcart_core::message::Answer) is read on the other side.
fn envelope(name: &str, value: &JsValue) -> JsValue {
    let object = js_sys::Object::new();
    // A fresh object takes any property.
    let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    object.into()
}
