//! What the browser tells the background besides messages; called by the door.

use hashcart_core::records::{Area, ITEM, SENT, SESSION, WORDS};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::lazy::{self, LaterTask};
use super::{sync, toolbar};
use crate::webext::storage;

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

/// A tab was closed.
pub async fn tab_closed(tab: i32) {
    lazy::done(LaterTask::CloseTab(tab)).await;
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
