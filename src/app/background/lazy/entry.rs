//! Where the background is cut.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::{LazyCall, Protocol};
use hashcart_service::backup;
use wasm_bindgen::JsValue;

use super::{Doing, LaterTask};
use crate::app::background::{commands, context_menu, later, private, sync, upkeep};
use crate::webext::Browser;

/// Does a task. The first part of the program knows no more of it than its place in the table of functions, and never
/// calls it by name: the build sees to that.
#[inline(never)]
pub fn run(task: LaterTask) -> Doing {
    Box::pin(async {
        match task {
            LaterTask::Answer { name, message, asking } => {
                let call = LazyCall::receive(&name, &message, js_sys::Date::now())
                    .map_err(|why| Fault::new(FaultCode::BadMessage, why))?;
                return later::answer(call, asking).await;
            }
            LaterTask::BackUp(day) => backup::back_up(&Browser, &day).await?,
            LaterTask::Sync => sync::look().await,
            LaterTask::Speak(changes) => upkeep::speak(changes).await,
            LaterTask::TellPrivate(changes) => private::tell(changes).await,
            LaterTask::Begin(details) => upkeep::begin(details).await,
            LaterTask::CloseTab(tab) => upkeep::close(tab).await,
            LaterTask::TakeMenu { pressed, tab } => context_menu::take(pressed, tab).await,
            LaterTask::TakeKey(name) => commands::take(&name).await,
        }
        Ok(JsValue::UNDEFINED)
    })
}
