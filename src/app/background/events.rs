//! What the browser tells the background besides messages; called by the door.

use hashcart_core::records::ITEM;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::{context_menu, handover, private, records, replies, sync, toolbar, write_queue};
use crate::app::report_fault;
use crate::webext::storage::{self, Area};

/// Something in storage changed.
pub async fn storage_changed(changes: JsValue, area: String) {
    if Area::named(&area) == Some(Area::Session) {
        return private::tell(changes).await;
    }
    let items = storage::changed_keys(&changes).iter().any(|key| ITEM.holds(key));
    let here = items && Area::named(&area) == Some(Area::Local);
    if here {
        toolbar::count_soon();
    }
    if here || area == "sync" {
        spawn_local(sync::look());
    }
}

/// A tab was closed.
pub async fn tab_closed(tab: i32) {
    write_queue::take(handover::tab_gone(tab)).await;
    write_queue::take(async {
        private::left(tab).await;
        replies::closed(tab).await;
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
        if let Err(fault) = records::sweep(true).await {
            report_fault("what was abandoned could not be swept", &fault);
        }
        handover::restarted().await;
    })
    .await;
}
