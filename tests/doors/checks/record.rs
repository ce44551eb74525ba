//! Records in storage: one that is read can be shown, written and synced; any other is set aside, alone.

use hashcart_core::bounds::{is_date, is_stored_time};
use hashcart_core::cart::CartItem;
use hashcart_core::exchange::Json;
use hashcart_core::exchange::{csv, plain_text};
use hashcart_core::handover::{HandoverSettings, Sent, Session, SessionEvent};
use hashcart_core::list::List;
use hashcart_core::message::PendingIntent;
use hashcart_core::pace::{Bounds, Pace};
use hashcart_core::query::{GroupBy, Query};
use hashcart_core::schema::{Record, Stored, Versioned, read};
use hashcart_core::settings::Settings;
use hashcart_core::sync::{Change, SyncState, round};
use serde::Serialize;

use super::json::{Native, Read};
use super::{NOW, ensure};

/// Pieces of records, honest and not.
pub const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "-1",
    "1e309",
    "8640000000000001",
    "18446744073709551615",
    "\"v\":1",
    "\"v\":2",
    "\"saved_at\":",
    "\"changed_at\":",
    "\"edited_at\":",
    "\"units\":",
    "\"note\":\"",
    "\"shelf\":[\"later\",",
    "\"status\":{\"state\":\"replied\",\"url\":\"",
    "\"title\":\"",
    "\"image\":\"",
    "\"via\":[\"t.co/abc\"]",
    "\"author\":\"",
    "\"posted\":\"",
    "\"leads_to\":{\"place\":\"site\",\"host\":\"",
    "\"undo_seconds\":",
    "\"template\":\"",
    "\"shadow\":\"",
    "\"at\":",
    "\"begun\":",
    "\\u0000",
    "\\n",
    "\u{202e}",
    "=1+1",
    ";=1",
    "\\t=1",
    "javascript:alert(1)",
    "B0057OC5O8@amazon.de",
    "link:t.co/abc",
];

/// Whatever stands there: it is read and can be worked with, or it is not read.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let Ok(raw) = Native.parse(&text) else { return Ok(()) };
    if let Some(item) = again::<CartItem>(&raw)? {
        shown(&raw, &item)?;
        synced(&item)?;
    }
    if let Some(settings) = again::<Settings>(&raw)? {
        ensure(settings.out_of_bounds().is_none(), || format!("{settings:?}"))?;
    }
    if let Some(sent) = again::<Sent>(&raw)? {
        ensure(is_date(sent.at), || format!("{sent:?}"))?;
    }
    again::<HandoverSettings>(&raw)?;
    again::<PendingIntent>(&raw)?;
    if let Some(pace) = again::<Pace>(&raw)? {
        let _ = pace.verdict(Bounds::default(), NOW);
        let sent = pace.sent(NOW);
        again::<Pace>(&Read::written(&Versioned::now(&sent))?)?;
    }
    if let Some(session) = again::<Session>(&raw)? {
        walked(session)?;
    }
    if let Some(state) = again::<SyncState>(&raw)? {
        let _ = round(state.shadow.as_deref(), &[], &[], &[], NOW);
    }
    Ok(())
}

/// The record, if it is read: then it is read the same once it was written again.
fn again<T: Stored + Serialize + PartialEq + std::fmt::Debug>(raw: &Read) -> Result<Option<T>, String> {
    let Record::Read(data) = read::<T>(raw) else { return Ok(None) };
    let written = Read::written(&Versioned::now(&data))?;
    ensure(matches!(read::<T>(&written), Record::Read(there) if there == data), || {
        format!("{data:?} is written as {written:?}")
    })?;
    Ok(Some(data))
}

fn shown(raw: &Read, item: &CartItem) -> Result<(), String> {
    let beyond = item.out_of_bounds(&is_stored_time);
    ensure(beyond.is_none(), || format!("{beyond:?} of {item:?}"))?;
    let late = std::cell::Cell::new(false);
    let iso = |at: f64| {
        late.set(late.get() || !is_date(at));
        String::new()
    };
    let table = csv([item], &iso);
    ensure(!late.get() && table.lines().count() > 1, || format!("no table of {item:?}"))?;
    let _ = plain_text([item]);
    let mut list = List::default();
    list.take(&format!("item:{}", item.found.key), Some(raw));
    list.take("item:B000000000@amazon.de", Some(raw));
    ensure(list.entries().len() == 1, || format!("{item:?} is not in the list"))?;
    for group in [GroupBy::None, GroupBy::Store, GroupBy::Author, GroupBy::Day] {
        let query = Query { group, ..Query::default() };
        let _ = list.arrange(&query, &|at| if is_date(at) { 1 } else { i64::MIN });
    }
    Ok(())
}

/// What is synced of it is written once.
fn synced(item: &CartItem) -> Result<(), String> {
    let first = round(None, std::slice::from_ref(item), &[], &[], NOW);
    ensure(first.changes.iter().all(|change| matches!(change, Change::Put(_))), || format!("{first:?}"))?;
    let second = round(Some(&first.shadow), std::slice::from_ref(item), &[], &first.writes, NOW + 1.0);
    let quiet = second.writes.is_empty() && second.removes.is_empty() && second.changes.is_empty();
    ensure(quiet, || format!("{item:?} is written again: {first:?}, {second:?}"))
}

/// A hand-over goes on from wherever the record says it is.
fn walked(session: Session) -> Result<(), String> {
    let events = [
        SessionEvent::Quiet,
        SessionEvent::Told,
        SessionEvent::Skip,
        SessionEvent::GoOn,
        SessionEvent::Marked { there: true },
        SessionEvent::Plainly,
        SessionEvent::TabGone,
        SessionEvent::Restarted,
        SessionEvent::Elsewhere,
        SessionEvent::Revoked,
        SessionEvent::Stop,
    ];
    for event in &events {
        let (after, _) = session.clone().on(event, true);
        let _ = (after.goal(), after.progress(), after.current());
    }
    Ok(())
}
