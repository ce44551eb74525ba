//! The browser, as the background's service asks for it: the time, tabs, short links. Its storage is in
//! [`storage`](super::storage).

use hashcart_core::Millis;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::resolve::PAGE_BYTES;
use hashcart_service::{Clock, Files, Hop, Redirects, Stores, SyncArea, Tab, Tabs};

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::{permissions, redirect_probe, runtime, scripting, sync, tabs, words};

/// The browser that this program runs in.
#[derive(Clone, Copy, Debug)]
pub struct Browser;

impl Clock for Browser {
    fn now(&self) -> Millis {
        js_sys::Date::now()
    }

    fn today(&self) -> String {
        let now = String::from(js_sys::Date::new_0().to_iso_string());
        now.split('T').next().unwrap_or_default().to_owned()
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch, catch)]
    async fn fetch(url: &str) -> Result<JsValue, JsValue>;
}

impl Files for Browser {
    async fn file(&self, path: &str) -> Result<String, Fault> {
        let read = async {
            let response: Response = fetch(&runtime::url(path)).await?.unchecked_into();
            JsFuture::from(response.text()?).await
        };
        let text = read.await.map_err(|error| Fault::new(FaultCode::BadMessage, words(&error)))?;
        Ok(text.as_string().unwrap_or_default())
    }

    fn version(&self) -> String {
        runtime::version()
    }
}

impl Tabs for Browser {
    async fn open(&self, window: Option<i32>, url: &str) -> Result<(), Fault> {
        tabs::open_in(window, url).await.map_err(|why| Fault::new(FaultCode::NoAnswer, why))
    }

    async fn open_in_front(&self, url: &str) -> Result<i32, Fault> {
        tabs::open_new(url).await.map_err(|why| Fault::new(FaultCode::Engine, why))
    }

    async fn lead(&self, tab: i32, url: &str) -> bool {
        tabs::lead(tab, url).await.is_ok()
    }

    async fn show(&self, tab: i32) {
        // Gone in this very moment: the next look says so.
        let _ = tabs::show(tab).await;
    }

    async fn find(&self, tab: i32) -> Option<Tab> {
        let found = tabs::find(tab).await?;
        Some(Tab { url: found.url, is_complete: found.status.as_deref() == Some("complete") })
    }

    fn own_page(&self, path: &str) -> String {
        runtime::url(path)
    }
}

impl Redirects for Browser {
    async fn may_ask(&self, host: &str) -> bool {
        permissions::has(&permissions::for_short_links(&[host])).await.unwrap_or(false)
    }

    async fn ask(&self, host: &str, url: &str, millis: u32) -> Result<Hop, Fault> {
        redirect_probe::ask(host, url, millis, PAGE_BYTES).await
    }
}

/// The name of the registered script.
const SCRIPT: &str = "walk";
/// What is registered: it asks whether its tab is the session's, and does nothing else.
const DOOR: &str = "amazon.js";

impl Stores for Browser {
    async fn may_look(&self, store: Marketplace) -> bool {
        permissions::has(&permissions::for_store(store)).await.unwrap_or(false)
    }

    async fn begin_to_look(&self, store: Marketplace) -> Result<(), Fault> {
        scripting::register(SCRIPT, &store.pages(), DOOR).await
    }

    async fn end_looking(&self) {
        scripting::unregister(SCRIPT).await;
    }
}

impl SyncArea for Browser {
    async fn synced(&self) -> Result<Vec<(String, String)>, Fault> {
        sync::get_all().await
    }

    async fn write_synced(&self, texts: &[(String, String)], gone: &[String]) -> Result<(), Fault> {
        sync::write(texts, gone).await
    }
}
