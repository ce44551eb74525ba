//! Tabs: opening an address, and asking the content script of the tab in front.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::{parse, plain, words};
use crate::core::fault::{Fault, FaultCode};
use crate::core::message::{Call, Wire};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    async fn create(details: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = query, catch)]
    async fn query(details: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = sendMessage, catch)]
    async fn send_message(tab: i32, message: &JsValue) -> Result<JsValue, JsValue>;
}

/// Opens an address in a new tab.
///
/// # Errors
/// The browser's words.
pub async fn open(url: &str) -> Result<(), String> {
    #[derive(Serialize)]
    struct Create<'a> {
        url: &'a str,
    }
    create(&plain(&Create { url })?).await.map(|_| ()).map_err(|error| words(&error))
}

/// Asks the content script in the front tab of this window. Without one there is no answer.
///
/// # Errors
/// `NoAnswer` when no content script of ours runs there, or the fault it answered.
pub async fn ask_front<C: Call>(call: C) -> Result<C::Reply, Fault> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Query {
        active: bool,
        current_window: bool,
    }
    #[derive(Deserialize)]
    struct Tab {
        id: i32,
    }
    let no_answer = |why: String| Fault::new(FaultCode::NoAnswer, why);
    let filter = plain(&Query { active: true, current_window: true }).map_err(no_answer)?;
    let tabs = query(&filter).await.map_err(|error| no_answer(words(&error)))?;
    let tabs: Vec<Tab> = parse(tabs).map_err(no_answer)?;
    let tab = tabs.first().ok_or_else(|| no_answer("no tab".to_owned()))?;
    let message = plain(&Wire::now(call)).map_err(no_answer)?;
    let answer = send_message(tab.id, &message).await.map_err(|error| no_answer(words(&error)))?;
    super::runtime::read_answer::<C>(answer)
}
