//! One request to a shortener, without cookies and without saying where it comes from; what it answers is read,
//! and where it would lead is not visited.
//!
//! A page's script is not told where a redirect leads: `fetch` either follows it or hides it. The extension's own
//! `webRequest` sees the answer's headers, so the redirect is not followed and its target is read there.

use std::cell::RefCell;
use std::rc::Rc;

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_service::Hop;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, Response};

use super::timeout::timeout;
use super::{parse, plain, words};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch, catch)]
    async fn fetch(url: &str, options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "webRequest", "onHeadersReceived"], js_name = addListener, catch)]
    fn add_listener(listener: &HeadersListener, filter: &JsValue, extra: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "webRequest", "onHeadersReceived"], js_name = removeListener, catch)]
    fn remove_listener(listener: &HeadersListener) -> Result<(), JsValue>;
}

type HeadersListener = Closure<dyn FnMut(JsValue)>;

/// What it answered so far, and who waits for more.
#[derive(Default)]
struct ProbeAnswer {
    location: Option<String>,
    wake: Option<Function>,
}

/// Hears the headers of our own request while it lives.
struct HeadersWatch {
    listener: HeadersListener,
    heard: Rc<RefCell<ProbeAnswer>>,
}

impl HeadersWatch {
    fn start(url: &str, host: &str) -> Result<Self, Fault> {
        let heard = Rc::new(RefCell::new(ProbeAnswer::default()));
        let (inside, wanted) = (Rc::clone(&heard), url.to_owned());
        let listener = HeadersListener::new(move |details: JsValue| {
            if let Some(location) = location(details, &wanted) {
                let mut heard = inside.borrow_mut();
                heard.location = Some(location);
                if let Some(wake) = heard.wake.take() {
                    // A resolve function of a promise does not throw.
                    let _ = wake.call0(&JsValue::UNDEFINED);
                }
            }
        });
        #[derive(Serialize)]
        struct Filter {
            urls: [String; 1],
        }
        let not_allowed = |why: String| Fault::new(FaultCode::LinkNotAllowed, why);
        let filter = plain(&Filter { urls: [format!("https://{host}/*")] }).map_err(not_allowed)?;
        let extra = plain(&["responseHeaders"]).map_err(not_allowed)?;
        add_listener(&listener, &filter, &extra).map_err(|error| not_allowed(words(&error)))?;
        Ok(Self { listener, heard })
    }

    /// The headers come by another way than the answer, before it or just after.
    async fn location(&self, millis: u32) -> Option<String> {
        if self.heard.borrow().location.is_none() {
            let told = Promise::new(&mut |resolve, _| self.heard.borrow_mut().wake = Some(resolve));
            // It tells nothing itself: what was heard stands beside it.
            let _ = timeout(millis, told).await;
        }
        self.heard.borrow_mut().location.take()
    }
}

impl Drop for HeadersWatch {
    fn drop(&mut self) {
        // Revoked in the meantime, there is nothing to remove it from.
        let _ = remove_listener(&self.listener);
    }
}

/// The target of a redirect, if these are the headers of our own request: one that no tab made.
fn location(details: JsValue, url: &str) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Details {
        url: String,
        tab_id: i32,
        #[serde(default)]
        response_headers: Vec<Header>,
    }
    #[derive(Deserialize)]
    struct Header {
        name: String,
        #[serde(default)]
        value: String,
    }
    let details: Details = parse(details).ok()?;
    if details.tab_id >= 0 || details.url != url {
        return None;
    }
    let location = |header: &Header| header.name.eq_ignore_ascii_case("location");
    details.response_headers.into_iter().find(location).map(|header| header.value)
}

/// Asks `host` for `url`. At most `bytes` of a page are read, and all of it takes no longer than `millis`.
///
/// # Errors
/// `LinkNoAnswer` when it did not answer in time, or not at all; `LinkNotAllowed` when the browser does not let us.
pub async fn ask(host: &str, url: &str, millis: u32, bytes: usize) -> Result<Hop, Fault> {
    let failed = |error: JsValue| Fault::new(FaultCode::LinkNoAnswer, words(&error));
    let watch = HeadersWatch::start(url, host)?;
    let abort = AbortController::new().map_err(failed)?;
    let stop = abort.clone();
    let _timer = crate::timer::Timer::after(millis, move || stop.abort());
    let options = options(&abort).map_err(failed)?;
    let response: Response = fetch(url, &options).await.map_err(failed)?.unchecked_into();
    if response.type_() == web_sys::ResponseType::Opaqueredirect {
        let location = watch.location(millis).await;
        return location.map(Hop::Redirect).ok_or_else(|| FaultCode::LinkNoAnswer.into());
    }
    let hop = match response.status() {
        200..=299 => page(&response, bytes).await.map(Hop::Page).map_err(failed),
        404 | 410 => Ok(Hop::Unknown),
        status => Err(Fault::new(FaultCode::LinkNoAnswer, format!("status {status}"))),
    };
    // What is left of the answer is not wanted.
    abort.abort();
    hop
}

fn options(abort: &AbortController) -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Options {
        redirect: &'static str,
        credentials: &'static str,
        referrer_policy: &'static str,
        cache: &'static str,
    }
    let options = Options {
        redirect: "manual",
        credentials: "omit",
        referrer_policy: "no-referrer",
        cache: "no-store",
    };
    let options = plain(&options)?;
    Reflect::set(&options, &JsValue::from_str("signal"), &abort.signal())?;
    Ok(options)
}

async fn page(response: &Response, bytes: usize) -> Result<String, JsValue> {
    let Some(body) = response.body() else { return Ok(String::new()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut read = Vec::new();
    while read.len() < bytes {
        let chunk = JsFuture::from(reader.read()).await?;
        if Reflect::get(&chunk, &JsValue::from_str("done"))?.is_truthy() {
            break;
        }
        let chunk: Uint8Array = Reflect::get(&chunk, &JsValue::from_str("value"))?.dyn_into()?;
        // One chunk may be larger than all that is wanted.
        let room = u32::try_from(bytes - read.len()).unwrap_or(u32::MAX);
        read.extend(chunk.subarray(0, chunk.length().min(room)).to_vec());
    }
    Ok(String::from_utf8_lossy(&read).into_owned())
}
