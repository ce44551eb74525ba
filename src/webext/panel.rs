//! The browser's place beside the page: Chrome's side panel, Firefox's sidebar. Phones have neither.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::private::own_window;
use super::{part, plain, words};

/// How to open it.
#[derive(Clone, Debug, PartialEq)]
pub struct SidePanel {
    api: JsValue,
    /// The window whose panel it is; Firefox knows by itself.
    window: Option<i32>,
}

/// Finds it; `None` where the browser has no such place. Found before the press that opens it: the browsers open it
/// only in the turn of a press.
pub async fn find() -> Option<SidePanel> {
    if let Some(api) = part("sidePanel") {
        return Some(SidePanel { api, window: Some(own_window().await?.id) });
    }
    let api = part("sidebarAction")?;
    Some(SidePanel { api, window: None })
}

impl SidePanel {
    /// Opens it. To be called in the turn of a press; what comes back says how it went.
    ///
    /// # Errors
    /// The browser's words.
    pub fn open(&self) -> impl Future<Output = Result<(), String>> + use<> {
        #[derive(serde::Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Open {
            window_id: i32,
        }
        let opened = (|| {
            let open = Reflect::get(&self.api, &JsValue::from_str("open"))?.dyn_into::<Function>()?;
            let answer = match self.window {
                Some(window_id) => open.call1(&self.api, &plain(&Open { window_id })?)?,
                None => open.call0(&self.api)?,
            };
            Ok::<Promise, JsValue>(Promise::resolve(&answer))
        })();
        async move {
            let opened = match opened {
                Ok(promise) => JsFuture::from(promise).await.map(drop),
                Err(error) => Err(error),
            };
            opened.map_err(|error| words(&error))
        }
    }
}
