//! Messages between the parts of the extension.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::{Answer, Asker, BackgroundCall, Call, ToTab, VERSION, Wire};
use js_sys::{Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::timeout::timeout;
use super::{Outside, parse, plain, private, words};
use crate::timer::sleep;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
    fn send_message(message: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = openOptionsPage, catch)]
    async fn open_options_page() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    fn get_url(path: &str) -> String;

    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn get_manifest() -> JsValue;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome"], js_name = runtime)]
    static RUNTIME: JsValue;

    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn on_message(listener: &MessageListener);
}

/// How long the background may take, in milliseconds. The longest it ever needs is a short link's patience.
const ASK_MS: u32 = 30_000;

/// How long to wait before a message that reached nobody is sent again, in milliseconds.
const PAUSES_MS: [u32; 3] = [20, 100, 400];

/// Whether the extension that this script belongs to is still the one that runs. After an update or a removal,
/// scripts in open pages go on without it.
#[must_use]
pub fn alive() -> bool {
    let id = RUNTIME.with(|runtime| js_sys::Reflect::get(runtime, &JsValue::from_str("id")));
    id.is_ok_and(|id| id.is_string())
}

/// Asks the background.
///
/// # Errors
/// The background's own fault; `ContextGone` when this script was orphaned; `NoAnswer` when nobody answered.
pub async fn ask<C: BackgroundCall>(call: C) -> Result<C::Reply, Fault> {
    read_answer::<C>(ask_unread(call).await?)
}

/// The same; the answer is for [`read_answer`].
///
/// # Errors
/// `ContextGone` when this script was orphaned; `NoAnswer` when nobody answered.
pub async fn ask_unread<C: BackgroundCall>(call: C) -> Result<JsValue, Fault> {
    if !alive() {
        return Err(FaultCode::ContextGone.into());
    }
    let message =
        wire(&call, private::window().await).map_err(|why| Fault::new(FaultCode::BadMessage, why))?;
    let mut asked = send(&message).await;
    for pause in PAUSES_MS {
        // A background that is ended in the middle of its work answers nothing; only what it may do twice is asked again.
        let again = match &asked {
            Some(Ok(answer)) => C::RULES.policy.repeats() && is_nothing(answer),
            Some(Err(error)) => is_undelivered(error) || (C::RULES.policy.repeats() && is_unanswered(error)),
            None => false,
        };
        if !again || !alive() {
            break;
        }
        sleep(pause).await;
        asked = send(&message).await;
    }
    match asked {
        Some(Ok(answer)) => Ok(answer),
        None => Err(Fault::new(FaultCode::NoAnswer, "too slow")),
        Some(Err(_)) if !alive() => Err(FaultCode::ContextGone.into()),
        Some(Err(error)) => Err(Fault::new(FaultCode::NoAnswer, words(&error))),
    }
}

async fn send(message: &JsValue) -> Option<Result<JsValue, JsValue>> {
    match send_message(message) {
        Ok(answer) => timeout(ASK_MS, answer).await,
        Err(error) => Some(Err(error)),
    }
}

/// Whether nobody has received the message: a background that is just being put to sleep hears nothing, and the next
/// message wakes it again. The same words in both browsers (November 2026).
fn is_undelivered(error: &JsValue) -> bool {
    words(error).contains("Receiving end does not exist")
}

/// Whether the browser's words are of its own end, or of ours: Chromium has no more for a background whose process is gone
/// (156), Firefox for one that is closed with it (153, November 2026).
#[must_use]
pub fn tells_of_an_end(words: &str) -> bool {
    ["No SW", "shutting down"].iter().any(|end| words.contains(end))
}

/// Whether an answer is none: now and then that is all the browser says of a background that was ended (Chromium 156).
fn is_nothing(answer: &JsValue) -> bool {
    answer.is_null() || answer.is_undefined()
}

/// Who sent a message, by what the browser says of it.
#[must_use]
pub fn asker(sender: &JsValue) -> Option<Asker> {
    let part = |name| Reflect::get(sender, &JsValue::from_str(name)).ok();
    let own_id = RUNTIME.with(|runtime| Reflect::get(runtime, &JsValue::from_str("id")).ok());
    // Another extension's messages do not come here; the browser is not asked to be right about it.
    if part("id")?.as_string()? != own_id?.as_string()? {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast of floats saturates, and no frame has such a number"
    )]
    let frame = part("frameId").and_then(|frame| frame.as_f64()).map(|frame| frame as i32);
    Asker::of(&part("url")?.as_string()?, frame, &get_url(""))
}

/// Whether the message was received, and whoever had it is gone: the background was ended, by the browser or by a fault of
/// its own. (Chromium 156: "the message channel closed before a response was received", "message port closed"; Firefox
/// 153: "went out of scope", "context unloaded", "manager was destroyed".)
fn is_unanswered(error: &JsValue) -> bool {
    let said = words(error).to_ascii_lowercase();
    ["closed before a response", "port closed", "out of scope", "unloaded", "destroyed"]
        .iter()
        .any(|it| said.contains(it))
}

/// A call in its envelope, as [`Wire`] has it.
///
/// # Errors
/// The serialiser's own words.
pub(super) fn wire<C: Call>(call: &C, private: Option<i32>) -> Result<JsValue, String> {
    let message = plain(call)?;
    let put =
        |name, value| Reflect::set(&message, &JsValue::from_str(name), &value).map_err(|why| words(&why));
    put("v", VERSION.into())?;
    put("call", C::NAME.into())?;
    if let Some(window) = private {
        put("private", window.into())?;
    }
    Ok(message)
}

/// Whether an answer says that it is done.
#[must_use]
pub fn is_done(answer: &JsValue) -> bool {
    Reflect::has(answer, &JsValue::from_str("ok")).unwrap_or_default()
}

/// Reads an answer to a call, as [`Answer`] has it.
///
/// # Errors
/// The fault in it, or `NoAnswer` when it is not an answer.
pub fn read_answer<C: Call>(answer: JsValue) -> Result<C::Reply, Fault> {
    parse(reply_in(&answer)?).map_err(|why| Fault::new(FaultCode::NoAnswer, why))
}

/// The reply in an answer, for who needs no more of it than a look, and no parser.
///
/// # Errors
/// The fault in it, or `NoAnswer` when it is not an answer.
pub fn reply_in(answer: &JsValue) -> Result<JsValue, Fault> {
    let part = |of: &JsValue, name| match Reflect::has(of, &JsValue::from_str(name)) {
        Ok(true) => Reflect::get(of, &JsValue::from_str(name)).ok(),
        _ => None,
    };
    if let Some(reply) = part(answer, "ok") {
        return Ok(reply);
    }
    let no_answer = |why| Fault::new(FaultCode::NoAnswer, why);
    let fault = part(answer, "fault").ok_or_else(|| no_answer("it says nothing"))?;
    let text = |name| part(&fault, name).and_then(|text| text.as_string());
    let code = text("code").ok_or_else(|| no_answer("its fault has no name"))?;
    Err(Fault::new(FaultCode::named(&code), text("detail").unwrap_or_default()))
}

/// Whether what the browser tells is that the extension was put in for the first time.
#[must_use]
pub fn is_install(details: &JsValue) -> bool {
    // At the start of a browser nothing is told.
    let reason = Reflect::get(details, &JsValue::from_str("reason"));
    reason.is_ok_and(|reason| reason.as_string().as_deref() == Some("install"))
}

/// The address of a file of the extension.
#[must_use]
pub fn url(path: &str) -> String {
    get_url(path)
}

/// Whether this is Firefox, where something is measured to be otherwise there. What a browser lacks is found by
/// looking for it.
pub(super) fn is_firefox() -> bool {
    get_url("").starts_with("moz-extension:")
}

/// The version in the manifest.
#[must_use]
pub fn version() -> String {
    let version = Reflect::get(&get_manifest(), &JsValue::from_str("version"));
    version.ok().and_then(|version| version.as_string()).unwrap_or_default()
}

/// Opens the options page.
///
/// # Errors
/// The browser's words.
pub async fn open_options() -> Result<(), String> {
    open_options_page().await.map(|_| ()).map_err(|error| words(&error))
}

/// A message to this tab. Its sender waits for an answer; dropped without one, it tells so.
pub struct Asked {
    message: JsValue,
    respond: js_sys::Function,
    answer: JsValue,
}

impl Asked {
    /// What is asked; nothing where it is no call to a tab.
    #[must_use]
    pub fn call(&self) -> Option<ToTab> {
        let wire = Wire::receive(&Outside(self.message.clone()), js_sys::Date::now());
        wire.ok().map(|wire| wire.request)
    }

    /// Answers.
    pub fn answer<T: Serialize>(mut self, reply: T) {
        self.answer = plain(&Answer::Ok(reply)).unwrap_or_default();
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        // The sender may be gone; nobody is left to tell.
        let _ = self.respond.call1(&JsValue::UNDEFINED, &self.answer);
    }
}

/// Hears the messages to this tab, which are answered sooner or later. It stays for the life of the page.
pub fn hear_messages(hear: impl Fn(Asked) + 'static) {
    let listener =
        MessageListener::new(move |message: JsValue, _sender: JsValue, respond: js_sys::Function| {
            hear(Asked { message, respond, answer: JsValue::UNDEFINED });
            // So the browser keeps the way to the sender open.
            true
        });
    on_message(&listener);
    LISTENER.with_borrow_mut(|kept| kept.push(listener));
}

type MessageListener = Closure<dyn Fn(JsValue, JsValue, js_sys::Function) -> bool>;

thread_local! {
    /// Listeners live as long as the page.
    static LISTENER: std::cell::RefCell<Vec<MessageListener>> = const { std::cell::RefCell::new(Vec::new()) };
}
