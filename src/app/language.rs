//! The language that the user chose, in every program: its texts are read before anything is said.

use std::cell::Cell;

use hashcart_core::records::{Area, WORDS};
use hashcart_service::Store;

use super::report_fault;
use crate::webext::{Browser, Outside, i18n};

thread_local! {
    static READ: Cell<bool> = const { Cell::new(false) };
}

/// Reads the texts of the language that the user chose; without a choice, or where they cannot be read, the browser's
/// stay. Returns whether there are some.
pub(super) async fn read() -> bool {
    let found = Browser.one(Area::Disk, WORDS.only()).await;
    let record = found.unwrap_or_else(|fault| {
        report_fault("the language could not be read", &fault);
        None
    });
    if record.is_some() {
        i18n::choose(record.as_ref());
    }
    record.is_some()
}

/// The same where it was not read yet: for the background, which the browser wakes for many things, and which seldom
/// says one.
pub(super) async fn read_once() {
    if !READ.replace(true) {
        read().await;
    }
}

/// Takes in what changed on disk. Returns whether another language is spoken from now on.
pub(super) fn take_in(changes: &[(String, Option<Outside>)]) -> bool {
    let change = changes.iter().find(|(name, _)| WORDS.holds(name));
    if let Some((_, record)) = change {
        READ.set(true);
        i18n::choose(record.as_ref());
    }
    change.is_some()
}
