//! When a round of syncing is done: after changes here or there, and once in the life of a background.

use std::cell::{Cell, RefCell};

use hashcart_core::fault::Fault;
use hashcart_core::records::{Area, SYNC};
use hashcart_core::sync::SyncState;
use hashcart_service::Store;
use hashcart_service::sync::{self, Looked};
use wasm_bindgen_futures::spawn_local;

use super::lazy::{self, LaterTask};
use super::write_queue;
use crate::app::report_fault;
use crate::timer::Timer;
use crate::webext::Browser;

thread_local! {
    /// The next round, where one has to wait.
    static NEXT: RefCell<Option<Timer>> = const { RefCell::new(None) };
    /// Whether this background has looked since it lives.
    static LOOKED: Cell<bool> = const { Cell::new(false) };
}

/// Looks once in the life of a background: the one before may have died with something to write.
pub(super) fn look_once() {
    if !LOOKED.replace(true) {
        spawn_local(look_if_on());
    }
}

/// Does a round, if syncing was ever turned on: only then there is anything to do, and to fetch for it.
pub(super) async fn look_if_on() {
    match Browser.one(Area::Disk, SYNC.only()).await {
        Ok(None) => {}
        Ok(Some(_)) => lazy::done(LaterTask::Sync).await,
        Err(fault) => report_fault("the list could not be synced", &fault),
    }
}

/// Does a round, if syncing is on.
pub(super) async fn look() {
    match write_queue::take(sync::look(&Browser)).await {
        Ok(looked) => take(looked),
        Err(fault) => report_fault("the list could not be synced", &fault),
    }
}

/// Turns syncing on or off.
pub(super) async fn choose(on: bool) -> Result<bool, Fault> {
    take(sync::choose(&Browser, on).await?);
    Ok(on)
}

/// Has the other machines forget what was synced.
pub(super) async fn forget(state: &SyncState) {
    if let Err(fault) = sync::forget(&Browser, state).await {
        report_fault("the sync storage was not emptied", &fault);
    }
}

fn take(looked: Looked) {
    for (what, fault) in &looked.faults {
        report_fault(what, fault);
    }
    if let Some(wait) = looked.again {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and PACE_MS")]
        let timer = Timer::after(wait.ceil() as u32, || spawn_local(look()));
        NEXT.set(Some(timer));
    }
}
