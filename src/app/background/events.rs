//! What the browser tells the background besides messages; called by the door.

use hashcart_core::fault::Fault;
use hashcart_core::records::{Area, ITEM, SENT, SESSION, WORDS};
use hashcart_service::{Store, handover, replies};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::lazy::{self, LaterTask};
use super::{sync, toolbar, write_queue};
use crate::webext::{Browser, storage};

/// Something in storage changed.
pub async fn storage_changed(changes: JsValue, area: String) {
    if storage::area_named(&area) == Some(Area::Memory) {
        return lazy::done(LaterTask::TellPrivate(changes)).await;
    }
    let keys = storage::changed_keys(&changes);
    let on_disk = storage::area_named(&area) == Some(Area::Disk);
    if on_disk && keys.iter().any(|key| WORDS.holds(key)) {
        lazy::done(LaterTask::Speak(changes)).await;
    }
    let here = on_disk && keys.iter().any(|key| ITEM.holds(key));
    if here || (on_disk && keys.iter().any(|key| SENT.holds(key) || SESSION.holds(key))) {
        toolbar::count_soon();
    }
    if here || area == "sync" {
        spawn_local(sync::look_if_on());
    }
}

/// A tab was closed. The browser wakes the background for each, and few of them are any of our business.
pub async fn tab_closed(tab: i32) {
    // In turn: what is being written may be of that tab. Where that is not to be known, the rest finds out, and says so.
    if write_queue::take(is_ours(tab)).await.unwrap_or(true) {
        lazy::done(LaterTask::CloseTab(tab)).await;
    }
}

/// Whether anything went on in that tab, or is kept for private windows, of which it may have been the last.
async fn is_ours(tab: i32) -> Result<bool, Fault> {
    Ok(!Browser.keys(Area::Memory).await?.is_empty()
        || replies::is_sending_in(&Browser, tab).await?
        || handover::is_in(&Browser, tab).await?)
}

/// The browser was started or the extension was put in anew.
pub async fn begun_anew(details: JsValue) {
    lazy::done(LaterTask::Begin(details)).await;
}

/// A line of the right-click menu was pressed.
pub async fn menu_pressed(pressed: JsValue, tab: JsValue) {
    lazy::done(LaterTask::TakeMenu { pressed, tab }).await;
}

/// A key of the browser's for us was pressed.
pub async fn commanded(name: String) {
    lazy::done(LaterTask::TakeKey(name)).await;
}
