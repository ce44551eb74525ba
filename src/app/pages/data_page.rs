//! The part of the options page that is about the list as a whole.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use hashcart_core::exchange::{
    FileFault, ImportPlan, MOST_BYTES, There, authors, csv, file, items, items_in, plain_text, plan,
};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::{DropAside, Forget, Import, NoteCopy, SyncList};
use hashcart_core::records::{ASIDE, Area, BACKUP, ITEM, SYNC};
use hashcart_core::schema::{Record, read};
use hashcart_core::sync::SyncState;
use hashcart_service::{Clock, Store};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, HtmlInputElement};

use super::runner::{EffectAnswer, Runner, Runs, later};
use super::{copy, insights, show};
use crate::app::{report, report_fault};
use crate::dom::download::Download;
use crate::pages::Update;
use crate::pages::data::{DataPart, DataSpot, Effect, Export, Message, Told, paint};
use crate::webext::json::BrowserJson;
use crate::webext::{Browser, Outside, archive, runtime, storage, words};

type StoredRecords = Vec<(String, Outside)>;

/// What a text would do when it is brought in, and the text.
type Planned = (Result<ImportPlan, FileFault>, String);

thread_local! {
    /// The file that was handed over last.
    static FILE: RefCell<Option<Download>> = const { RefCell::new(None) };
    /// Whether something has changed since the reading began that is under way after a change.
    static BEHIND: Cell<Option<bool>> = const { Cell::new(None) };
}

pub(super) fn start() -> Result<(), JsValue> {
    let part = Runner::start(DataPart::default())?;
    let changed = Rc::clone(&part);
    storage::watch(Area::Disk, move |changes| {
        let concerns =
            |key: &str| SYNC.holds(key) || ITEM.holds(key) || ASIDE.holds(key) || BACKUP.holds(key);
        if changes.iter().any(|(key, _)| concerns(key)) {
            spawn_local(follow(Rc::clone(&changed)));
        }
    });
    part.change(|_| Update::only(Effect::Read));
    Ok(())
}

/// Reads all anew after a change. What changes meanwhile is one reading more, however much it is.
async fn follow(part: Rc<Runner<DataPart>>) {
    if BEHIND.get().is_some() {
        return BEHIND.set(Some(true));
    }
    loop {
        BEHIND.set(Some(false));
        part.tell(there().await);
        if BEHIND.take() != Some(true) {
            return;
        }
    }
}

/// What stands in storage.
async fn there() -> Message {
    match Browser.get_all(Area::Disk).await {
        Ok(records) => {
            let items = items(&records);
            let asides = records.iter().map(|(key, _)| key).filter(|key| ASIDE.holds(key));
            Message::Read(Ok(Box::new(DataPart {
                items: items.len(),
                authors: authors(&items),
                backups: backups(&records),
                size: file(&BrowserJson, &records).map_or(0, |text| text.len()),
                asides: asides.cloned().collect(),
                sync: sync_state(&records),
                ..DataPart::default()
            })))
        }
        Err(fault) => {
            report_fault("the list", &fault);
            Message::Read(Err(fault.code))
        }
    }
}

/// The backups among these records, and how many items are in each.
fn backups(records: &StoredRecords) -> Vec<(String, usize)> {
    let backups = records.iter().filter(|(name, _)| BACKUP.holds(name));
    let held = |raw| BACKUP.data(raw).map_or(0, |text: String| items_in(&text));
    backups.map(|(name, raw)| (name.clone(), held(raw))).collect()
}

fn sync_state(records: &StoredRecords) -> SyncState {
    match records.iter().find(|(key, _)| SYNC.holds(key)).map(|(_, raw)| read(raw)) {
        Some(Record::Read(state)) => state,
        Some(Record::Newer(_) | Record::Unreadable(_)) | None => SyncState::default(),
    }
}

impl Runs for DataPart {
    fn run(&self, effect: Effect) -> EffectAnswer<Message> {
        match effect {
            Effect::Read => EffectAnswer::Later(Box::pin(there())),
            Effect::Export(spot, kind) => {
                later("the list", export(kind), move |done| Message::Told(spot, done))
            }
            // Not in the turn of the press itself: the field's own click is heard by the listener that is at work then, and
            // that one takes nothing in twice at a time.
            Effect::ChooseFile => EffectAnswer::InTime(Box::pin(async {
                if let Some(input) = file_input().and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
                    input.click();
                }
            })),
            Effect::ReadFile => later("the file", read_file(), |looked| planned(DataSpot::Files, looked)),
            Effect::ReadBackup(key) => {
                later("the list", read_backup(key), |looked| planned(DataSpot::Backups, looked))
            }
            Effect::Import(spot, text) => {
                let asked = runtime::ask(Import { text });
                later("the list", asked, move |done| Message::Told(spot, done.map(Told::Imported)))
            }
            Effect::Forget(author) => {
                let spot = if author.is_some() { DataSpot::Person } else { DataSpot::All };
                insights::drop_summary();
                let asked = runtime::ask(Forget { author });
                later("the list", asked, move |done| Message::Told(spot, done.map(Told::Forgotten)))
            }
            Effect::CopyAside(key) => {
                later("the list", copy_aside(key), |done| Message::Told(DataSpot::Asides, done))
            }
            Effect::DropAside(key) => later("the list", runtime::ask(DropAside { key }), |done| {
                Message::Done(DataSpot::Asides, done.map(drop))
            }),
            Effect::Sync(on) => later("syncing", runtime::ask(SyncList { on }), |done| {
                Message::Done(DataSpot::Sync, done.map(drop))
            }),
            Effect::LookAtQuestion => {
                show(paint::look_at_question);
                EffectAnswer::Nothing
            }
            Effect::LookBack(act, key) => {
                show(|document| paint::look_back(document, act, &key));
                EffectAnswer::Nothing
            }
            Effect::LookAtForgetting => {
                show(paint::look_at_forgetting);
                EffectAnswer::Nothing
            }
        }
    }
}

fn planned(spot: DataSpot, looked: Result<Planned, FaultCode>) -> Message {
    match looked {
        Ok((plan, text)) => Message::Planned(spot, plan, text),
        Err(code) => Message::Done(spot, Err(code)),
    }
}

/// All that a file may hold.
async fn whole() -> Result<StoredRecords, Fault> {
    let mut records = Browser.get_all(Area::Disk).await?;
    records.extend(archive::part(None, None).await?);
    Ok(records)
}

async fn export(kind: Export) -> Result<Told, Fault> {
    let records = Browser.get_all(Area::Disk).await?;
    Ok(match kind {
        Export::Json => {
            let records = whole().await?;
            let text = file(&BrowserJson, &records).map_err(|why| Fault::new(FaultCode::Storage, why))?;
            let told = hand_over("json", "application/json", &text);
            if matches!(told, Told::Exported(_))
                && let Err(fault) = runtime::ask(NoteCopy { put_off: false }).await
            {
                // The file is there all the same; the next one is offered too early.
                report_fault("the list", &fault);
            }
            told
        }
        Export::Csv => {
            let iso = |at: f64| String::from(js_sys::Date::new(&at.into()).to_iso_string());
            hand_over("csv", "text/csv;charset=utf-8", &csv(&items(&records), &iso))
        }
        Export::Text => copied(&plain_text(&items(&records))).await,
    })
}

/// Saves the list as a file. Returns the file's name; why not, as far as that is known.
pub(super) async fn save_copy() -> Result<String, Option<FaultCode>> {
    match export(Export::Json).await {
        Ok(Told::Exported(name)) => Ok(name),
        Ok(_) => Err(None),
        Err(fault) => {
            report_fault("the list", &fault);
            Err(Some(fault.code))
        }
    }
}

fn hand_over(ending: &str, kind: &str, text: &str) -> Told {
    let name = format!("hashcart-{}.{ending}", Browser.today());
    match Download::offer(&name, kind, text) {
        Ok(file) => {
            FILE.set(Some(file));
            Told::Exported(name)
        }
        Err(error) => {
            report("the file could not be handed over", words(&error));
            Told::NotExported
        }
    }
}

async fn copied(text: &str) -> Told {
    if copy(text, "the list could not be copied").await { Told::Copied } else { Told::NotCopied }
}

async fn copy_aside(key: String) -> Result<Told, Fault> {
    let found = Browser.one(Area::Disk, &key).await?;
    let text = found.and_then(|raw| js_sys::JSON::stringify(&raw.0).ok());
    Ok(copied(&text.map(String::from).unwrap_or_default()).await)
}

fn file_input() -> Option<HtmlInputElement> {
    crate::dom::document()?.get_element_by_id("import-file")?.dyn_into().ok()
}

async fn read_file() -> Result<Planned, Fault> {
    let unread = || Ok((Err(FileFault::Unread), String::new()));
    let Some(input) = file_input() else { return unread() };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return unread() };
    #[expect(clippy::cast_precision_loss, reason = "a bound, not a count")]
    let is_too_large = file.size() > MOST_BYTES as f64;
    let text = if is_too_large { None } else { Some(JsFuture::from(file.text()).await) };
    // The same file can be chosen again.
    input.set_value("");
    match text {
        None => Ok((Err(FileFault::TooLarge), String::new())),
        Some(Ok(text)) => plan_for(text.as_string().unwrap_or_default()).await,
        // As of a file that was moved or written to since it was chosen.
        Some(Err(error)) => {
            report_fault("the file could not be read", &Fault::new(FaultCode::StorageRead, words(&error)));
            unread()
        }
    }
}

async fn read_backup(key: String) -> Result<Planned, Fault> {
    match Browser.one(Area::Disk, &key).await?.map(|raw| BACKUP.read(&raw)) {
        Some(Record::Read(text)) => plan_for(text).await,
        Some(Record::Newer(_)) => Err(FaultCode::NewerRecord.into()),
        Some(Record::Unreadable(_)) | None => Err(FaultCode::NothingToRestore.into()),
    }
}

/// Works out what bringing this text in would do.
async fn plan_for(text: String) -> Result<Planned, Fault> {
    let records = whole().await?;
    let plan = plan(&BrowserJson, &text, &There(&records), js_sys::Date::now());
    Ok((plan, text))
}
