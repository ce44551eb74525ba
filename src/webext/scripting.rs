//! Putting a file of ours into a frame of a page.

use hashcart_core::fault::{Fault, FaultCode};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::{parse, plain, words};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = executeScript, catch)]
    async fn execute_script(injection: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = registerContentScripts, catch)]
    async fn register_content_scripts(scripts: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = unregisterContentScripts, catch)]
    async fn unregister_content_scripts(filter: &JsValue) -> Result<JsValue, JsValue>;
}

/// The frame that a message came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Frame {
    tab_id: i32,
    frame_ids: [i32; 1],
}

impl Frame {
    /// Reads it from a message's sender; `None` when the sender is not a frame in a tab.
    #[must_use]
    pub fn of_sender(sender: JsValue) -> Option<Self> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Sender {
            tab: Tab,
            frame_id: i32,
        }
        #[derive(Deserialize)]
        struct Tab {
            id: i32,
        }
        let sender: Sender = parse(sender).ok()?;
        Some(Self { tab_id: sender.tab.id, frame_ids: [sender.frame_id] })
    }
}

impl Frame {
    /// Its tab.
    #[must_use]
    pub fn tab(&self) -> i32 {
        self.tab_id
    }
}

/// In which of a frame's worlds a file runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum World {
    /// That of our content script.
    #[serde(rename = "ISOLATED")]
    Ours,
    /// That of the page's own scripts.
    #[serde(rename = "MAIN")]
    Page,
}

impl World {
    /// The world in which a file of ours can see what belongs to the page's own scripts. Firefox shows it to ours, so
    /// that none of ours ever runs among the page's.
    #[must_use]
    pub fn of_the_page() -> Self {
        if super::runtime::is_firefox() { Self::Ours } else { Self::Page }
    }
}

/// Runs a file of the extension in that frame; returns the value of its last expression.
///
/// # Errors
/// `Engine`, with the browser's words.
pub async fn run_file(frame: Frame, world: World, file: &str) -> Result<JsValue, Fault> {
    run_files(frame, world, &[file]).await
}

/// The same with several files, one after the other.
///
/// # Errors
/// `Engine`, with the browser's words.
pub async fn run_files(frame: Frame, world: World, files: &[&str]) -> Result<JsValue, Fault> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Injection<'a> {
        target: Frame,
        files: &'a [&'a str],
        world: World,
        inject_immediately: bool,
    }
    let injection = Injection { target: frame, files, world, inject_immediately: true };
    let injection = plain(&injection).map_err(|why| Fault::new(FaultCode::Engine, why))?;
    let results =
        execute_script(&injection).await.map_err(|error| Fault::new(FaultCode::Engine, words(&error)))?;
    let first = js_sys::Array::from(&results).get(0);
    Ok(js_sys::Reflect::get(&first, &JsValue::from_str("result")).unwrap_or(JsValue::UNDEFINED))
}

/// Has a file run in every page of these addresses as soon as it is there, until [`unregister`] or the browser's end.
///
/// # Errors
/// `StoreNotAllowed`, with the browser's words.
pub async fn register(id: &str, pages: &str, file: &str) -> Result<(), Fault> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Script<'a> {
        id: &'a str,
        matches: [&'a str; 1],
        js: [&'a str; 1],
        run_at: &'a str,
        persist_across_sessions: bool,
    }
    unregister(id).await;
    let script =
        Script { id, matches: [pages], js: [file], run_at: "document_end", persist_across_sessions: false };
    let refused = |why| Fault::new(FaultCode::StoreNotAllowed, why);
    let scripts = plain(&[script]).map_err(refused)?;
    register_content_scripts(&scripts).await.map(|_| ()).map_err(|error| refused(words(&error)))
}

/// Takes that back. Nothing to take back is fine.
pub async fn unregister(id: &str) {
    #[derive(Serialize)]
    struct Filter<'a> {
        ids: [&'a str; 1],
    }
    if let Ok(filter) = plain(&Filter { ids: [id] }) {
        // Refused where there is none, or where the permission is gone and the script with it.
        let _ = unregister_content_scripts(&filter).await;
    }
}
