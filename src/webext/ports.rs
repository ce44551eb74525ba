//! The browser, as the background's service asks for it: the time, tabs, short links. Its storage is in
//! [`storage`](super::storage).

use hashcart_core::Millis;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::resolve::PAGE_BYTES;
use hashcart_service::{Clock, Hop, Redirects, Tabs};

use super::{permissions, redirect_probe, runtime, tabs};

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

impl Tabs for Browser {
    async fn open(&self, window: Option<i32>, url: &str) -> Result<(), Fault> {
        tabs::open_in(window, url).await.map_err(|why| Fault::new(FaultCode::NoAnswer, why))
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
