//! Private windows, in the background: what is added there stays in memory, for as long as one is open.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::{Hear, Recall, Recalled};
use hashcart_core::schema::{ITEM_PREFIX, LEAD_PREFIX, data, item_key, lead_key};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::report_fault;
use crate::webext::storage::{Area, changed_records};
use crate::webext::{Outside, tabs};

/// Where things are kept for whoever asks from this private window, or from none.
pub(super) fn area(window: Option<i32>) -> Area {
    if window.is_some() { Area::Session } else { Area::Local }
}

/// Tells a page in a private window what is kept there.
pub(super) async fn recall(area: Area, call: &Recall) -> Result<Recalled, Fault> {
    let mut names: Vec<String> = call.items.iter().map(item_key).collect();
    names.extend(call.links.iter().map(lead_key));
    let found = area.get(&names).await?;
    // What is not there is news too.
    let missing = names.into_iter().filter(|name| found.iter().all(|(there, _)| there != name));
    let missing: Vec<_> = missing.map(|name| (name, None)).collect();
    Ok(recalled(found.into_iter().map(|(name, raw)| (name, Some(raw))).chain(missing)))
}

/// Parses records of items and of links; what cannot be read is nothing to show, and a press will say why.
pub(super) fn recalled(records: impl IntoIterator<Item = (String, Option<Outside>)>) -> Recalled {
    let mut all = Recalled::default();
    for (name, raw) in records {
        if let Some(Ok(key)) = name.strip_prefix(ITEM_PREFIX).map(str::parse) {
            all.items.push((key, raw.as_ref().and_then(data)));
        } else if let Some(Ok(link)) = name.strip_prefix(LEAD_PREFIX).map(str::parse)
            && let Some(url) = raw.as_ref().and_then(data)
        {
            all.leads.push((link, url));
        }
    }
    all
}

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
        if Area::Session.keys().await?.is_empty() {
            return Ok(());
        }
        let open = tabs::private().await.map_err(|why| Fault::new(FaultCode::NoAnswer, why))?;
        // The browser may still count the one that was just closed.
        if open.iter().all(|tab| *tab == closed) { Area::Session.clear().await } else { Ok(()) }
    };
    if let Err(fault) = forgotten.await {
        report_fault("what was added in private windows could not be forgotten", &fault);
    }
}
