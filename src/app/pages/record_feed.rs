//! The records as they stand in storage, for the pages that show the list: all of them once, then what changes.

use std::cell::RefCell;
use std::rc::Rc;

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::list::NewestFirst;
use hashcart_core::message::{AskLinks, Resolve};
use hashcart_core::records::{Area, BACKUP, SETTINGS};
use hashcart_core::settings::LinkStyle;
use hashcart_service::{Store, settings};
use wasm_bindgen_futures::spawn_local;

use super::show;
use crate::app::report_fault;
use crate::dom::wait::yield_now;
use crate::pages::head;
use crate::webext::{Browser, Outside, private, runtime, storage};

/// Some records; `None`: deleted.
pub(super) type Records = Vec<(String, Option<Outside>)>;

/// How many records are taken in before the first rows can be painted: more than a screen has.
const FIRST: usize = 100;
/// How many after that, before the browser has its turn again: some milliseconds' work.
const SLICE: usize = 250;

/// Gives `taken` all records, the newest items first and in slices, and then every change for the life of the page.
/// With each it says whether all are there now. What changes while they are being read waits for that. In a private
/// window they are the ones in memory, and the page says so. `told` hears the way links are opened, whenever that may have
/// changed, and why the records could not be read.
pub(super) fn follow(
    taken: impl Fn(&Records, bool) + 'static,
    told: impl Fn(Result<LinkStyle, FaultCode>) + 'static,
) {
    spawn_local(async move {
        let area = Area::of(private::window().await);
        if area == Area::Memory {
            show(head::private);
        }
        let told = Rc::new(told);
        let heard = Rc::clone(&told);
        let taken = move |records: &Records, all| {
            taken(records, all);
            if records.iter().any(|(name, _)| SETTINGS.holds(name)) {
                let told = Rc::clone(&heard);
                spawn_local(async move { told(Ok(settings::in_force(&Browser).await.links)) });
            }
        };
        if let Err(code) = follow_in(area, taken).await {
            told(Err(code));
        }
    });
}

/// The same in this area; done when all are read.
///
/// # Errors
/// The storage's.
pub(super) async fn follow_in(area: Area, taken: impl Fn(&Records, bool) + 'static) -> Result<(), FaultCode> {
    let waiting: Rc<RefCell<Option<Vec<Records>>>> = Rc::new(RefCell::new(Some(Vec::new())));
    let taken = Rc::new(taken);
    let (line, take) = (Rc::clone(&waiting), Rc::clone(&taken));
    storage::watch(area, move |changes| {
        if let Some(waiting) = line.borrow_mut().as_mut() {
            waiting.push(changes);
            return;
        }
        take(&changes, true);
    });
    let read = match all(area).await {
        Ok(records) => {
            let mut records = records.into_iter().map(|(name, raw)| (name, Some(raw)));
            let mut size = FIRST;
            while records.len() > size {
                taken(&records.by_ref().take(size).collect(), false);
                size = SLICE;
                yield_now().await;
            }
            taken(&records.collect(), true);
            Ok(())
        }
        Err(fault) => {
            report_fault("the list", &fault);
            Err(fault.code)
        }
    };
    for changes in waiting.take().unwrap_or_default() {
        taken(&changes, true);
    }
    read
}

/// All records, the newest items first.
async fn all(area: Area) -> Result<Vec<(String, Outside)>, Fault> {
    let mut records = NewestFirst::default();
    storage::get_but(area, BACKUP, |some| records.take(some)).await?;
    if area != Area::Disk {
        // There are no others.
        records.take(Browser.get(Area::Disk, &[SETTINGS.only().to_owned()]).await?);
    }
    Ok(records.sorted())
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
