//! The part of the options page that is about handing over. A choice is written as it is made.

use std::cell::RefCell;

use gloo::events::EventListener;
use hashcart_core::message::Prefer;
use hashcart_core::records::Area;
use hashcart_service::settings;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, HtmlInputElement, HtmlSelectElement};

use super::{show, show_fault};
use crate::pages::{paint, paint_walk};
use crate::webext::{Browser, i18n, runtime, storage};

thread_local! {
    /// Live as long as the page.
    static CHANGES: RefCell<Vec<EventListener>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn start(document: &Document) -> Result<(), JsValue> {
    for id in ["press", "own-store"] {
        // The welcome has only one of them.
        let Some(control) = document.get_element_by_id(id) else { continue };
        let listener = EventListener::new(&control, "change", |_| spawn_local(write()));
        CHANGES.with_borrow_mut(|kept| kept.push(listener));
    }
    storage::watch(Area::Disk, |_| spawn_local(refresh()));
    spawn_local(refresh());
    Ok(())
}

async fn refresh() {
    let prefs = settings::prefs(&Browser).await;
    show(|document| paint_walk::prefs(document, &prefs));
}

async fn write() {
    let mut prefs = settings::prefs(&Browser).await;
    let Some(document) = crate::dom::document() else { return };
    let part = |id: &str| document.get_element_by_id(id);
    if let Some(press) = part("press").and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
        prefs.press = press.checked();
    }
    if let Some(store) = part("own-store").and_then(|it| it.dyn_into::<HtmlSelectElement>().ok()) {
        prefs.store = store.value().parse().ok();
    }
    match runtime::ask(Prefer { prefs }).await {
        Ok(_) => show(|document| {
            paint::error(document, None)?;
            paint::saved(document, &i18n::text("options_saved", &[]))
        }),
        Err(fault) => show_fault("the options", &fault),
    }
}
