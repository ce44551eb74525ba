//! The right-click menu. Firefox for Android has none: there nothing happens, and nothing fails.

use js_sys::{Function, Promise, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{parse, part, plain, words};

/// One line of the menu.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MenuLine<'a> {
    /// Its name among ours.
    pub id: &'a str,
    /// What the user reads.
    pub title: String,
    /// On what it is shown: `link`, `page`.
    pub contexts: &'a [&'a str],
    /// On which pages; on all of them when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub document_url_patterns: Vec<String>,
    /// On links to where; to anywhere when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub target_url_patterns: Vec<String>,
}

/// On what a line was pressed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pressed {
    /// The link, where there was one.
    #[serde(default)]
    pub link_url: Option<String>,
    /// The page.
    #[serde(default)]
    pub page_url: Option<String>,
}

/// Reads what the browser tells of a press.
///
/// # Errors
/// The parser's words.
pub fn pressed(info: JsValue) -> Result<Pressed, String> {
    parse(info)
}

/// Puts these lines in the place of the ones before.
///
/// # Errors
/// The browser's words.
pub async fn set(lines: &[MenuLine<'_>]) -> Result<(), String> {
    let said = |error: JsValue| words(&error);
    let Some(menus) = part("contextMenus") else { return Ok(()) };
    let function = |name: &str| {
        let function = Reflect::get(&menus, &name.into()).map_err(said)?;
        function.dyn_into::<Function>().map_err(said)
    };
    let cleared = function("removeAll")?.call0(&menus).map_err(said)?;
    JsFuture::from(Promise::resolve(&cleared)).await.map_err(said)?;
    let create = function("create")?;
    for line in lines {
        create.call1(&menus, &plain(line)?).map_err(said)?;
    }
    Ok(())
}
