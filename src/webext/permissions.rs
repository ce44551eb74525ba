//! Permissions that the user may give and take back at any time: each is looked up when it is needed.

use hashcart_core::marketplace::Marketplace;
use hashcart_core::resolve::HOSTS;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{plain, words};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = contains, catch)]
    async fn contains(wanted: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    fn request(wanted: &JsValue) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "permissions", "onAdded"], js_name = addListener)]
    fn on_added(listener: &Listener);

    #[wasm_bindgen(js_namespace = ["chrome", "permissions", "onRemoved"], js_name = addListener)]
    fn on_removed(listener: &Listener);

    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = remove, catch)]
    async fn remove(unwanted: &JsValue) -> Result<JsValue, JsValue>;
}

type Listener = Closure<dyn Fn(JsValue)>;

thread_local! {
    /// Listeners live as long as the page.
    static LISTENERS: std::cell::RefCell<Vec<Listener>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Calls `changed` whenever a permission was given or taken back, wherever that was done. It stays for the life of
/// the page.
pub fn watch(changed: impl Fn() + 'static) {
    let listener = Listener::new(move |_| changed());
    on_added(&listener);
    on_removed(&listener);
    LISTENERS.with_borrow_mut(|kept| kept.push(listener));
}

/// A set of permissions, in the manifest's terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Permissions {
    /// Names of parts of the browser's API.
    pub permissions: Vec<String>,
    /// Match patterns of hosts.
    pub origins: Vec<String>,
}

/// Whether the extension has all of these now.
///
/// # Errors
/// The browser's words.
pub async fn has(wanted: &Permissions) -> Result<bool, String> {
    contains(&plain(wanted)?).await.map(|has| has.is_truthy()).map_err(|error| words(&error))
}

/// Asks the user for these; `true` when they were given, also if they had been before. The browser shows its own
/// question, and only to a page of the extension in the very turn of a user's press: so it is asked when this is
/// called, and not when the answer is awaited. An error has the browser's words.
pub fn ask(wanted: &Permissions) -> impl Future<Output = Result<bool, String>> + use<> {
    let asked = plain(wanted).and_then(|wanted| request(&wanted).map_err(|error| words(&error)));
    async move {
        let given = wasm_bindgen_futures::JsFuture::from(asked?).await;
        given.map(|given| given.is_truthy()).map_err(|error| words(&error))
    }
}

/// Gives these back.
///
/// # Errors
/// The browser's words; it refuses to drop what the manifest demands.
pub async fn give_back(unwanted: &Permissions) -> Result<(), String> {
    remove(&plain(unwanted)?).await.map(|_| ()).map_err(|error| words(&error))
}

/// What lets us look at the pages of a store.
#[must_use]
pub fn for_store(store: Marketplace) -> Permissions {
    Permissions { permissions: Vec::new(), origins: vec![store.pages()] }
}

/// What has to be allowed before any of these hosts is asked. `webRequest` tells where a redirect leads.
#[must_use]
pub fn for_short_links(hosts: &[&str]) -> Permissions {
    let origins = hosts.iter().map(|host| format!("https://{host}/*")).collect();
    Permissions { permissions: vec!["webRequest".to_owned()], origins }
}

/// All that following short links needs.
#[must_use]
pub fn for_all_short_links() -> Permissions {
    for_short_links(HOSTS)
}
