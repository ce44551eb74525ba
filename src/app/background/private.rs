//! Private windows, in the background: what is added there stays in memory, for as long as one is open.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::Hear;
use hashcart_core::records::Area;
use hashcart_service::Store;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::app::recall::recalled;
use crate::app::report_fault;
use crate::webext::storage::changed_records;
use crate::webext::{Browser, tabs};

/// Tells every page in private windows what has changed.
pub(super) async fn tell(changes: JsValue) {
    let news = recalled(changed_records(changes));
    let tabs = match tabs::private().await {
        Ok(tabs) => tabs,
        Err(why) => return report_fault("private tabs", &Fault::new(FaultCode::NoAnswer, why)),
    };
    for tab in tabs {
        let news = news.clone();
        // Each by itself: a frozen tab answers late, or never.
        spawn_local(async move {
            // Most tabs show other pages than X's.
            let _ = tabs::ask(tab, Hear { news }).await;
        });
    }
}

/// A tab was closed. With the last private one goes what was kept for it.
pub(super) async fn left(closed: i32) {
    let forgotten = async {
        if Browser.keys(Area::Memory).await?.is_empty() {
            return Ok(());
        }
        let open = tabs::private().await.map_err(|why| Fault::new(FaultCode::NoAnswer, why))?;
        // The browser may still count the one that was just closed.
        if open.iter().all(|tab| *tab == closed) { Browser.clear(Area::Memory).await } else { Ok(()) }
    };
    if let Err(fault) = forgotten.await {
        report_fault("what was added in private windows could not be forgotten", &fault);
    }
}
