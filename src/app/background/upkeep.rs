//! What is looked after when the browser starts, a tab is closed or another language is chosen.

use hashcart_service::{handover, insights, language as texts, records, replies};
use wasm_bindgen::JsValue;

use super::{context_menu, private, sync, toolbar, write_queue};
use crate::app::{language, report_fault};
use crate::webext::archive::Archived;
use crate::webext::{Browser, storage};

/// Another language was chosen.
pub(super) async fn speak(changes: JsValue) {
    language::take_in(&storage::changed_records(changes));
    context_menu::menu().await;
}

/// A tab was closed.
pub(super) async fn close(tab: i32) {
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
pub(super) async fn begin(details: JsValue) {
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
