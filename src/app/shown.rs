//! The records as they stand in storage, for the pages that show the list: all of them once, then what changes.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::private::area;
use super::{settings, show, show_fault};
use crate::core::fault::{Fault, FaultCode};
use crate::core::item::ItemKey;
use crate::core::message::{AskLinks, Resolve};
use crate::core::schema::{BACKUP_PREFIX, SETTINGS_KEY};
use crate::core::settings::LinkStyle;
use crate::pages::paint;
use crate::webext::storage::{self, Area};
use crate::webext::{Outside, private, runtime};

/// Some records; `None`: deleted.
pub(super) type Records = Vec<(String, Option<Outside>)>;

/// Gives `taken` all records, and then every change for the life of the page. What changes while all are being read
/// waits for that. In a private window they are the ones in memory, and the page says so.
pub(super) fn follow(taken: impl Fn(&Records) + 'static) {
    spawn_local(async move {
        private::look().await;
        let area = area(private::window());
        if area == Area::Session {
            show(paint::private);
        }
        let waiting: Rc<RefCell<Option<Vec<Records>>>> = Rc::new(RefCell::new(Some(Vec::new())));
        let taken = Rc::new(taken);
        let (line, take) = (Rc::clone(&waiting), Rc::clone(&taken));
        storage::watch(area, move |changes| {
            if let Some(waiting) = line.borrow_mut().as_mut() {
                waiting.push(changes);
                return;
            }
            take(&changes);
        });
        match all(area).await {
            Ok(records) => taken(&records.into_iter().map(|(name, raw)| (name, Some(raw))).collect()),
            Err(fault) => show_fault("the list", &fault),
        }
        for changes in waiting.take().unwrap_or_default() {
            taken(&changes);
        }
    });
}

async fn all(area: Area) -> Result<Vec<(String, Outside)>, Fault> {
    let mut records = area.get_but(BACKUP_PREFIX).await?;
    if area != Area::Local {
        // There are no others.
        records.extend(Area::Local.get(&[SETTINGS_KEY]).await?);
    }
    Ok(records)
}

/// Finds out which product a link leads to. Where that is not allowed yet, the options ask the user.
pub(super) async fn look_up(key: ItemKey) -> Result<(), Fault> {
    match runtime::ask(Resolve { key: key.clone() }).await {
        Err(Fault { code: FaultCode::LinkNotAllowed, .. }) => {
            runtime::ask(AskLinks { key: Some(key) }).await.map(drop)
        }
        found => found.map(drop),
    }
}

/// Calls `chosen` with the way links are opened, if the settings are among these records.
pub(super) fn links(records: &Records, chosen: impl FnOnce(LinkStyle) + 'static) {
    if records.iter().any(|(name, _)| name == SETTINGS_KEY) {
        spawn_local(async { chosen(settings::in_force().await.links) });
    }
}
