//! All records at once, in the background: the daily backup, bringing a file in, forgetting.

use std::cell::RefCell;

use hashcart_core::exchange::backup::{backup_key, shift};
use hashcart_core::exchange::{There, Tried, abandoned, by_author, file, plan};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::schema::{
    ASIDE_PREFIX, BACKUP_PREFIX, ERRAND_PREFIX, ITEM_PREFIX, Record, SENDING_PREFIX, WALK_KEY, read,
};

use super::{report_fault, syncing};
use crate::webext::Outside;
use crate::webext::json::BrowserJson;
use crate::webext::storage::{self, Area};

thread_local! {
    /// The day that was looked after: one look is enough for as long as the background lives.
    static DAY: RefCell<String> = RefCell::default();
}

/// Does `work`, which may write, when the list of the days before is backed up. A backup that cannot be made holds
/// nothing up: the options tell which there are.
pub(super) async fn backed<T>(work: impl Future<Output = T>) -> T {
    let day = today();
    if DAY.replace(day.clone()) != day
        && let Err(fault) = back_up(&day).await
    {
        report_fault("the list could not be backed up", &fault);
    }
    work.await
}

/// The day in UTC, as `2026-11-22`.
pub(super) fn today() -> String {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    now.split('T').next().unwrap_or_default().to_owned()
}

/// Does `work`, which may write to this area, and again as long as there is no room for it but a backup that can go.
/// Not for work that must not be done twice, nor for a file, which might not fit with all of them gone.
pub(super) async fn with_room<T, F: Future<Output = Result<T, Fault>>>(
    area: Area,
    work: impl Fn() -> F,
) -> Result<T, Fault> {
    // Backups are all on disk.
    let helps = |fault: &Fault| area == Area::Local && fault.code == FaultCode::StorageFull;
    loop {
        match work().await {
            Err(fault) if helps(&fault) && drop_oldest().await? => {}
            done => return done,
        }
    }
}

/// Deletes the oldest backup; `false` where there is none.
async fn drop_oldest() -> Result<bool, Fault> {
    let keys = Area::Local.keys().await?;
    let oldest = keys.into_iter().filter(|key| key.starts_with(BACKUP_PREFIX)).min();
    if let Some(key) = &oldest {
        Area::Local.remove(&[key]).await?;
    }
    Ok(oldest.is_some())
}

async fn back_up(day: &str) -> Result<(), Fault> {
    let key = backup_key(day);
    let keys = Area::Local.keys().await?;
    if keys.contains(&key) || !keys.iter().any(|key| key.starts_with(ITEM_PREFIX)) {
        return Ok(());
    }
    let records = Area::Local.get_all().await?;
    let text = file(&BrowserJson, &records).map_err(|why| Fault::new(FaultCode::Storage, why))?;
    let shift = shift(&backups(&records), text.len());
    Area::Local.remove(&shift.drop).await?;
    if shift.write {
        Area::Local.set(&key, &text).await?;
    }
    Ok(())
}

/// The backups among these records, and their sizes.
pub(super) fn backups(records: &[(String, Outside)]) -> Vec<(String, usize)> {
    let of = |(key, raw): &(String, Outside)| {
        let size = match read::<String>(raw) {
            Record::Read(text) => text.len(),
            Record::Newer(_) | Record::Unreadable(_) => 0,
        };
        (key.clone(), size)
    };
    records.iter().filter(|(key, _)| key.starts_with(BACKUP_PREFIX)).map(of).collect()
}

/// Brings a file in. Returns how many items were written.
pub(super) async fn import(text: &str) -> Result<usize, Fault> {
    let records = Area::Local.get_all().await?;
    let plan = plan(&BrowserJson, text, &There(&records), js_sys::Date::now())
        .map_err(|fault| Fault::new(FaultCode::BadMessage, format!("{fault:?}")))?;
    let now = js_sys::Date::now();
    let aside = records.iter().filter(|(key, _)| plan.aside.contains(key));
    let mut writes: Vec<_> =
        aside.map(|(key, raw)| (format!("{ASIDE_PREFIX}{key}:{now}"), raw.0.clone())).collect();
    for (key, tried) in plan.writes {
        let record = match tried {
            Tried::Settings(it) => storage::record(&it),
            Tried::Prefs(it) => storage::record(&it),
            Tried::Item(it) => storage::record(&*it),
            Tried::Claim(it) => storage::record(&it),
            Tried::Lead(it) => storage::record(&it),
            Tried::Sent(it) => storage::record(&it),
        };
        writes.push((key, record?));
    }
    Area::Local.set_all(&writes).await?;
    Ok(plan.new + plan.merged)
}

/// Forgets an author, or everything. Returns how many items went.
pub(super) async fn forget(author: Option<&str>) -> Result<usize, Fault> {
    let records = Area::Local.get_all().await?;
    let Some(author) = author else {
        let synced = syncing::taking_part().await;
        Area::Local.clear().await?;
        Area::Session.clear().await?;
        if let Some(state) = synced {
            syncing::forget(&state).await;
        }
        return Ok(records.iter().filter(|(key, _)| key.starts_with(ITEM_PREFIX)).count());
    };
    let mut gone = by_author(&records, author);
    // They hold the same items.
    gone.keys.extend(backups(&records).into_iter().map(|(key, _)| key));
    Area::Local.remove(&gone.keys).await?;
    if let Some(walk) = &gone.walk {
        Area::Local.set(WALK_KEY, walk).await?;
    }
    let private = by_author(&Area::Session.get_all().await?, author);
    Area::Session.remove(&private.keys).await?;
    Ok(gone.items.saturating_add(private.items))
}

/// Takes away what was begun and never ended. `started`: the browser was started, or the extension.
pub(super) async fn sweep(started: bool) -> Result<(), Fault> {
    for area in [Area::Local, Area::Session] {
        let keys = area.keys().await?;
        let passing: Vec<_> = keys
            .into_iter()
            .filter(|key| key.starts_with(ERRAND_PREFIX) || key.starts_with(SENDING_PREFIX))
            .collect();
        if !passing.is_empty() {
            let records = area.get(&passing).await?;
            area.remove(&abandoned(&records, js_sys::Date::now(), started)).await?;
        }
    }
    Ok(())
}

/// Deletes a record that was put aside.
pub(super) async fn drop_aside(key: &str) -> Result<bool, Fault> {
    if !key.starts_with(ASIDE_PREFIX) {
        return Err(Fault::new(FaultCode::BadMessage, "not a record that was put aside"));
    }
    Area::Local.remove(&[key]).await?;
    Ok(true)
}
