//! Tabs: opening an address, and asking the content script of the tab in front.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::{Call, ToTab};
use js_sys::Reflect;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::{parse, plain, private, runtime, words};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    async fn create(details: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = update, catch)]
    async fn update(tab: i32, details: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = get, catch)]
    async fn get(tab: i32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "tabs", "onUpdated"], js_name = addListener)]
    fn on_updated(listener: &LoadListener);

    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = query, catch)]
    async fn query(details: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = sendMessage, catch)]
    async fn send_message(tab: i32, message: &JsValue) -> Result<JsValue, JsValue>;
}

/// Opens an address in a new tab: from a private window's page, in that window.
///
/// # Errors
/// The browser's words.
pub async fn open(url: &str) -> Result<(), String> {
    open_in(private::window().await, url).await
}

/// Opens an address in a new tab of a window; without one, where the browser likes.
///
/// # Errors
/// The browser's words.
pub async fn open_in(window: Option<i32>, url: &str) -> Result<(), String> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Create<'a> {
        url: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        window_id: Option<i32>,
    }
    let window_id = window.filter(|window| *window != private::NO_WINDOW);
    create(&plain(&Create { url, window_id })?).await.map(|_| ()).map_err(|error| words(&error))
}

/// A tab.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TabObject {
    /// Its number, until the browser ends.
    pub id: i32,
    /// Its address, where we may know it.
    #[serde(default)]
    pub url: Option<String>,
    /// `loading` or `complete`.
    #[serde(default)]
    pub status: Option<String>,
    #[serde(default)]
    incognito: bool,
    #[serde(default)]
    active: bool,
    #[serde(default = "no_window")]
    window_id: i32,
}

fn no_window() -> i32 {
    private::NO_WINDOW
}

impl TabObject {
    /// The private window it is in; `None` in an ordinary one.
    #[must_use]
    pub fn private(&self) -> Option<i32> {
        self.incognito.then_some(self.window_id)
    }
}

/// The private window that a message came from; `None` for an ordinary one, and for a page that is in no tab.
#[must_use]
pub fn private_window(sender: &JsValue) -> Option<i32> {
    read(Reflect::get(sender, &JsValue::from_str("tab")).ok()?)?.private()
}

/// The tabs in private windows, where the user lets us in.
///
/// # Errors
/// The browser's words.
pub async fn private() -> Result<Vec<i32>, String> {
    let tabs = query(&js_sys::Object::new()).await.map_err(|error| words(&error))?;
    let tabs: Vec<TabObject> = parse(tabs)?;
    Ok(tabs.iter().filter(|tab| tab.incognito).map(|tab| tab.id).collect())
}

/// The tabs that show a page of one of these hosts, those that are in front first.
///
/// # Errors
/// The browser's words.
pub async fn showing(pages: &[String]) -> Result<Vec<i32>, String> {
    #[derive(Serialize)]
    struct Query<'a> {
        url: &'a [String],
    }
    let tabs = query(&plain(&Query { url: pages })?).await.map_err(|error| words(&error))?;
    let mut tabs: Vec<TabObject> = parse(tabs)?;
    tabs.retain(|tab| !tab.incognito);
    tabs.sort_by_key(|tab| !tab.active);
    Ok(tabs.iter().map(|tab| tab.id).collect())
}

/// Opens an address in a new tab in front; returns the tab's number.
///
/// # Errors
/// The browser's words.
pub async fn open_new(url: &str) -> Result<i32, String> {
    #[derive(Serialize)]
    struct Create<'a> {
        url: &'a str,
        active: bool,
    }
    let tab = create(&plain(&Create { url, active: true })?).await.map_err(|error| words(&error))?;
    parse::<TabObject>(tab).map(|tab| tab.id)
}

/// Leads a tab to an address.
///
/// # Errors
/// The browser's words, when the tab is gone.
pub async fn lead(tab: i32, url: &str) -> Result<(), String> {
    #[derive(Serialize)]
    struct Update<'a> {
        url: &'a str,
    }
    update(tab, &plain(&Update { url })?).await.map(|_| ()).map_err(|error| words(&error))
}

/// Brings a tab to the front of its window.
///
/// # Errors
/// The browser's words, when the tab is gone.
pub async fn show(tab: i32) -> Result<(), String> {
    #[derive(Serialize)]
    struct Update {
        active: bool,
    }
    update(tab, &plain(&Update { active: true })?).await.map(|_| ()).map_err(|error| words(&error))
}

/// A tab, if it is still there.
pub async fn find(tab: i32) -> Option<TabObject> {
    parse(get(tab).await.ok()?).ok()
}

/// Reads a tab that the browser tells of.
#[must_use]
pub fn read(tab: JsValue) -> Option<TabObject> {
    parse(tab).ok()
}

/// Asks the content script in the front tab of this window. Without one there is no answer.
///
/// # Errors
/// `NoAnswer` when no content script of ours runs there, or the fault it answered.
pub async fn ask_front<C: Call<To = ToTab>>(call: C) -> Result<C::Reply, Fault> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Query {
        active: bool,
        current_window: bool,
    }
    let no_answer = |why: String| Fault::new(FaultCode::NoAnswer, why);
    let filter = plain(&Query { active: true, current_window: true }).map_err(no_answer)?;
    let tabs = query(&filter).await.map_err(|error| no_answer(words(&error)))?;
    let tabs: Vec<TabObject> = parse(tabs).map_err(no_answer)?;
    let tab = tabs.first().ok_or_else(|| no_answer("no tab".to_owned()))?;
    ask(tab.id, call).await
}

/// Asks the content script in a tab. Without one there is no answer.
///
/// # Errors
/// `NoAnswer` when no content script of ours runs there, or the fault it answered.
pub async fn ask<C: Call<To = ToTab>>(tab: i32, call: C) -> Result<C::Reply, Fault> {
    let no_answer = |why: String| Fault::new(FaultCode::NoAnswer, why);
    let message = runtime::wire(&call, None).map_err(no_answer)?;
    let answer = send_message(tab, &message).await.map_err(|error| no_answer(words(&error)))?;
    super::runtime::read_answer::<C>(answer)
}

type LoadListener = Closure<dyn Fn(i32, JsValue)>;

thread_local! {
    /// Listeners live as long as the page.
    static LISTENERS: std::cell::RefCell<Vec<LoadListener>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Calls `loaded` with the number of every tab that has loaded a page, for the life of our own page.
pub fn watch_loads(loaded: impl Fn(i32) + 'static) {
    let listener = LoadListener::new(move |tab: i32, change: JsValue| {
        let status = js_sys::Reflect::get(&change, &JsValue::from_str("status")).ok();
        if status.and_then(|status| status.as_string()).as_deref() == Some("complete") {
            loaded(tab);
        }
    });
    on_updated(&listener);
    LISTENERS.with_borrow_mut(|kept| kept.push(listener));
}
