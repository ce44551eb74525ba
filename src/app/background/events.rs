//! What the browser tells the background besides messages; called by the door.

use hashcart_core::records::{Area, ITEM, SENT, SESSION, WORDS};
use hashcart_service::{handover, insights, language as texts, records, replies};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::{context_menu, private, sync, toolbar, write_queue};
use crate::app::{language, report_fault};
use crate::webext::archive::Archived;
use crate::webext::{Browser, storage};

/// Something in storage changed.
pub async fn storage_changed(changes: JsValue, area: String) {
    if storage::area_named(&area) == Some(Area::Memory) {
        return private::tell(changes).await;
    }
    let keys = storage::changed_keys(&changes);
    let on_disk = storage::area_named(&area) == Some(Area::Disk);
    if on_disk && keys.iter().any(|key| WORDS.holds(key)) {
        language::take_in(&storage::changed_records(changes));
        context_menu::menu().await;
    }
    let here = on_disk && keys.iter().any(|key| ITEM.holds(key));
    if here || (on_disk && keys.iter().any(|key| SENT.holds(key) || SESSION.holds(key))) {
        toolbar::count_soon();
    }
    if here || area == "sync" {
        spawn_local(sync::look());
    }
}

/// A tab was closed.
pub async fn tab_closed(tab: i32) {
    if let Err(fault) = write_queue::take(handover::tab_gone(&Browser, tab)).await {
        report_fault("the session could not be halted", &fault);
    }
    write_queue::take(async {
        private::left(tab).await;
        if let Err(fault) = replies::closed(&Browser, tab).await {
            report_fault("what a closed tab was sending could not be forgotten", &fault);
        }
    })
    .await;
}

/// On browser start, install or update: stored tab ids are stale.
pub async fn begun_anew(details: JsValue) {
    sync::look_once();
    toolbar::refresh_badge().await;
    context_menu::menu().await;
    context_menu::welcome(&details).await;
    write_queue::take(async {
        // This version may say it in other words.
        if let Err(fault) = texts::keep_up(&Browser).await {
            report_fault("the language could not be brought up to date", &fault);
        }
        if let Err(fault) = records::sweep(&Browser, true).await {
            report_fault("what was abandoned could not be swept", &fault);
        }
        if let Err(fault) = insights::thin_out(&Archived).await {
            report_fault("old replies could not be taken out", &fault);
        }
        if let Err(fault) = handover::restarted(&Browser).await {
            report_fault("the session could not be halted", &fault);
        }
    })
    .await;
}
