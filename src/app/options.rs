//! The options page. A choice is written as it is made.

use std::cell::RefCell;

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlInputElement};

use super::{show, show_fault};
use crate::core::fault::Fault;
use crate::core::fault::FaultCode;
use crate::core::message::Choose;
use crate::core::schema::{Record, SETTINGS_KEY, read};
use crate::core::settings::{ReplyMode, Settings};
use crate::pages::{options::view, paint};
use crate::webext::{i18n, runtime, storage};

thread_local! {
    /// Lives as long as the page.
    static CHANGES: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

pub(super) fn start() -> Result<(), JsValue> {
    let document = crate::dom::document().ok_or("no document")?;
    paint::texts(&document, &i18n::text)?;
    CHANGES.set(Some(EventListener::new(&document, "change", changed)));
    storage::watch(|_| spawn_local(refresh()));
    spawn_local(refresh());
    super::prefs::start(&document)?;
    Ok(())
}

async fn refresh() {
    match settings().await {
        Ok(settings) => show(|document| paint::options(document, &view(&settings), &i18n::text)),
        Err(fault) => show_fault("the options", &fault),
    }
}

async fn settings() -> Result<Settings, Fault> {
    let found = storage::get(&[SETTINGS_KEY]).await?.into_iter().next();
    match found.map(|(_, raw)| read(&raw)) {
        None => Ok(Settings::default()),
        Some(Record::Read(settings)) => Ok(settings),
        Some(Record::Newer(_)) => Err(FaultCode::NewerRecord.into()),
        // Kept aside by the background as soon as a choice is made; until then the careful one is in force.
        Some(Record::Unreadable(_)) => Ok(Settings { reply: ReplyMode::Review }),
    }
}

fn changed(event: &Event) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    let Some(reply) = ReplyMode::from_name(&input.value()) else { return };
    spawn_local(async move {
        match runtime::ask(Choose { settings: Settings { reply } }).await {
            Ok(_) => show(|document| {
                paint::error(document, None)?;
                paint::saved(document, &i18n::text("options_saved", &[]))
            }),
            Err(fault) => show_fault("the options", &fault),
        }
    });
}
