//! The part of the options page that is about the list as a whole.

use std::any::Any;
use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use hashcart_core::exchange::{FileFault, MOST_BYTES, There, authors, csv, file, items, plain_text, plan};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::{DropAside, Forget, Import, SyncList};
use hashcart_core::records::{ASIDE, Area, BACKUP, ITEM, SYNC};
use hashcart_core::schema::{Record, read};
use hashcart_core::sync::SyncState;
use hashcart_service::backup::backups;
use hashcart_service::{Clock, Store};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, File, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::{show, show_fault};
use crate::app::report;
use crate::dom::closest;
use crate::dom::download::Download;
use crate::pages::figures::counted;
use crate::pages::inout::{Ask, State, view};
use crate::pages::paint_kit::KEY;
use crate::pages::{paint, paint_inout};
use crate::webext::json::BrowserJson;
use crate::webext::{Browser, Outside, i18n, runtime, storage, words};

type Records = Vec<(String, Outside)>;

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    /// The text that the question is about.
    static TEXT: RefCell<String> = RefCell::default();
    /// The file that was handed over last.
    static FILE: RefCell<Option<Download>> = const { RefCell::new(None) };
    /// Whether something has changed since the reading began that is under way after a change.
    static BEHIND: Cell<Option<bool>> = const { Cell::new(None) };
    /// Live as long as the page.
    static GUARDS: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn start() -> Result<(), JsValue> {
    let document = crate::dom::document().ok_or("no document")?;
    let part = document.get_element_by_id("your-list").ok_or("the page lacks a part")?;
    let input = document.get_element_by_id("import-file").ok_or("the page lacks a control")?;
    let sync = document.get_element_by_id("sync").ok_or("the page lacks a control")?;
    GUARDS.with_borrow_mut(|guards| {
        guards.push(Box::new(EventListener::new(&part, "click", clicked)));
        guards.push(Box::new(EventListener::new(&input, "change", chosen)));
        guards.push(Box::new(EventListener::new(&sync, "change", switched)));
    });
    storage::watch(Area::Disk, |changes| {
        let concerns =
            |key: &str| SYNC.holds(key) || ITEM.holds(key) || ASIDE.holds(key) || BACKUP.holds(key);
        if changes.iter().any(|(key, _)| concerns(key)) {
            spawn_local(follow());
        }
    });
    spawn_local(refresh());
    Ok(())
}

/// Reads all anew after a change. What changes meanwhile is one reading more, however much it is.
async fn follow() {
    if BEHIND.get().is_some() {
        return BEHIND.set(Some(true));
    }
    loop {
        BEHIND.set(Some(false));
        refresh().await;
        if BEHIND.take() != Some(true) {
            return;
        }
    }
}

async fn refresh() {
    match Browser.get_all(Area::Disk).await {
        Ok(records) => {
            let items = items(&records);
            let size = file(&BrowserJson, &records).map_or(0, |text| text.len());
            let asides = records.iter().map(|(key, _)| key).filter(|key| ASIDE.holds(key));
            STATE.with_borrow_mut(|state| {
                state.items = items.len();
                state.authors = authors(&items);
                state.backups = backups(&records);
                state.size = size;
                state.asides = asides.cloned().collect();
                state.sync = sync_state(&records);
            });
            draw();
        }
        Err(fault) => show_fault("the list", &fault),
    }
}

fn sync_state(records: &Records) -> SyncState {
    match records.iter().find(|(key, _)| SYNC.holds(key)).map(|(_, raw)| read(raw)) {
        Some(Record::Read(state)) => state,
        Some(Record::Newer(_) | Record::Unreadable(_)) | None => SyncState::default(),
    }
}

/// Syncing was turned on or off.
fn switched(event: &Event) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(on) = input.map(|input| input.checked()) else { return };
    spawn_local(async move {
        match runtime::ask(SyncList { on }).await {
            Ok(_) => told(""),
            Err(fault) => show_fault("syncing", &fault),
        }
        refresh().await;
    });
}

fn draw() {
    show(|document| paint_inout::inout(document, &STATE.with_borrow(view), &i18n::text));
}

fn told(text: &str) {
    show(|document| {
        paint::error(document, None)?;
        paint_inout::told(document, text)
    });
}

/// Asks the user, or takes a question back.
fn ask(question: Option<Ask>) {
    let asked = question.is_some();
    STATE.with_borrow_mut(|state| state.ask = question);
    told("");
    draw();
    if asked {
        show(paint_inout::look_at_question);
    } else {
        TEXT.with_borrow_mut(String::clear);
    }
}

fn clicked(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(button) = target.and_then(|target| closest(&target, "[data-do]")) else { return };
    let key = button.get_attribute(KEY).unwrap_or_default();
    let part = |id: &str| crate::dom::document()?.get_element_by_id(id);
    match button.get_attribute("data-do").unwrap_or_default().as_str() {
        "import" => {
            if let Some(input) = part("import-file").and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
                input.click();
            }
        }
        "cancel" => ask(None),
        "forget-all" => ask(Some(Ask::ForgetAll)),
        "forget-person" => {
            let person = part("person").and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
            if let Some(author) = person.map(|it| it.value()).filter(|author| !author.is_empty()) {
                ask(Some(Ask::Forget(author)));
            }
        }
        does => {
            let does = does.to_owned();
            spawn_local(async move {
                if let Err(fault) = act(&does, &key).await {
                    told("");
                    show_fault("the list", &fault);
                }
            });
        }
    }
}

async fn act(does: &str, key: &str) -> Result<(), Fault> {
    match does {
        "export-json" => {
            let text = written(&Browser.get_all(Area::Disk).await?)?;
            hand_over("json", "application/json", &text);
        }
        "export-csv" => {
            let iso = |at: f64| String::from(js_sys::Date::new(&at.into()).to_iso_string());
            let text = csv(&items(&Browser.get_all(Area::Disk).await?), &iso);
            hand_over("csv", "text/csv;charset=utf-8", &text);
        }
        "export-text" => copy(&plain_text(&items(&Browser.get_all(Area::Disk).await?))).await,
        "import-go" => {
            let text = TEXT.with_borrow(String::clone);
            let count = runtime::ask(Import { text }).await?;
            done("count_imported", count);
        }
        "forget-go" => {
            let author = match STATE.with_borrow(|state| state.ask.clone()) {
                Some(Ask::ForgetAll) => None,
                Some(Ask::Forget(author)) => Some(author),
                Some(Ask::Import(_)) | None => return Ok(()),
            };
            let count = runtime::ask(Forget { author }).await?;
            done("count_forgotten", count);
        }
        "restore-backup" => {
            let found = Browser.one(Area::Disk, key).await?;
            let text = match found.map(|raw| BACKUP.read(&raw)) {
                Some(Record::Read(text)) => text,
                Some(Record::Newer(_)) => return Err(FaultCode::NewerRecord.into()),
                Some(Record::Unreadable(_)) | None => return Err(FaultCode::NothingToRestore.into()),
            };
            preview(text).await?;
        }
        "copy-aside" => {
            let found = Browser.one(Area::Disk, key).await?;
            let text = found.and_then(|raw| js_sys::JSON::stringify(&raw.0).ok());
            copy(&text.map(String::from).unwrap_or_default()).await;
        }
        "delete-aside" => {
            runtime::ask(DropAside { key: key.to_owned() }).await?;
        }
        _ => {}
    }
    Ok(())
}

fn written(records: &Records) -> Result<String, Fault> {
    file(&BrowserJson, records).map_err(|why| Fault::new(FaultCode::Storage, why))
}

fn done(key: &str, count: usize) {
    ask(None);
    told(&counted(key, count, &|key, values| i18n::text(key, values)));
    spawn_local(refresh());
}

fn hand_over(ending: &str, kind: &str, text: &str) {
    let name = format!("hashcart-{}.{ending}", Browser.today());
    match Download::offer(&name, kind, text) {
        Ok(file) => {
            FILE.set(Some(file));
            told(&i18n::text("exported", &[&name]));
        }
        Err(error) => {
            report("the file could not be handed over", words(&error));
            told(&i18n::text("not_exported", &[]));
        }
    }
}

async fn copy(text: &str) {
    let Some(window) = crate::dom::window() else { return };
    let key = match JsFuture::from(window.navigator().clipboard().write_text(text)).await {
        Ok(_) => "note_copied",
        Err(error) => {
            report("the list could not be copied", words(&error));
            "report_not_copied"
        }
    };
    told(&i18n::text(key, &[]));
}

/// A file was chosen.
fn chosen(event: &Event) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    spawn_local(async move {
        let looked = look(&file).await;
        // The same file can be chosen again.
        input.set_value("");
        if let Err(fault) = looked {
            show_fault("the file", &fault);
        }
    });
}

async fn look(file: &File) -> Result<(), Fault> {
    #[expect(clippy::cast_precision_loss, reason = "a bound, not a count")]
    if file.size() > MOST_BYTES as f64 {
        ask(Some(Ask::Import(Err(FileFault::TooLarge))));
        return Ok(());
    }
    let text =
        JsFuture::from(file.text()).await.map_err(|error| Fault::new(FaultCode::Storage, words(&error)))?;
    preview(text.as_string().unwrap_or_default()).await
}

/// Shows what bringing this text in would do.
async fn preview(text: String) -> Result<(), Fault> {
    let records = Browser.get_all(Area::Disk).await?;
    let plan = plan(&BrowserJson, &text, &There(&records), js_sys::Date::now());
    TEXT.set(text);
    ask(Some(Ask::Import(plan)));
    Ok(())
}
