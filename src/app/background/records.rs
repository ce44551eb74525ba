//! All records at once, in the background: bringing a file in, forgetting, sweeping.

use hashcart_core::exchange::{There, by_author, plan};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::records::{ASIDE, ITEM, WALK, abandoned, aside_key, is_passing};

use super::sync;
use crate::webext::json::BrowserJson;
use crate::webext::storage::{self, Area};

/// Brings a file in. Returns how many items were written.
pub(super) async fn import(text: &str) -> Result<usize, Fault> {
    let records = Area::Local.get_all().await?;
    let plan = plan(&BrowserJson, text, &There(&records), js_sys::Date::now())
        .map_err(|fault| Fault::new(FaultCode::BadMessage, format!("{fault:?}")))?;
    let now = js_sys::Date::now();
    let aside = records.iter().filter(|(key, _)| plan.aside.contains(key));
    let mut writes: Vec<_> = aside.map(|(key, raw)| (aside_key(key, now), raw.0.clone())).collect();
    for (key, data) in plan.writes {
        writes.push((key, storage::record(&data)?));
    }
    Area::Local.set_all(&writes).await?;
    Ok(plan.new + plan.merged)
}

/// Forgets an author, or everything. Returns how many items went.
pub(super) async fn forget(author: Option<&str>) -> Result<usize, Fault> {
    let records = Area::Local.get_all().await?;
    let Some(author) = author else {
        let synced = sync::taking_part().await;
        Area::Local.clear().await?;
        Area::Session.clear().await?;
        if let Some(state) = synced {
            sync::forget(&state).await;
        }
        return Ok(records.iter().filter(|(key, _)| ITEM.holds(key)).count());
    };
    let gone = by_author(&records, author);
    Area::Local.remove(&gone.keys).await?;
    if let Some(walk) = &gone.walk {
        Area::Local.set(WALK.only(), walk).await?;
    }
    let private = by_author(&Area::Session.get_all().await?, author);
    Area::Session.remove(&private.keys).await?;
    Ok(gone.items.saturating_add(private.items))
}

/// Takes away what was begun and never ended. `started`: the browser was started, or the extension.
pub(super) async fn sweep(started: bool) -> Result<(), Fault> {
    for area in [Area::Local, Area::Session] {
        let passing: Vec<_> = area.keys().await?.into_iter().filter(|key| is_passing(key)).collect();
        if !passing.is_empty() {
            let records = area.get(&passing).await?;
            area.remove(&abandoned(&records, js_sys::Date::now(), started)).await?;
        }
    }
    Ok(())
}

/// Deletes a record that was put aside.
pub(super) async fn drop_aside(key: &str) -> Result<bool, Fault> {
    if !ASIDE.holds(key) {
        return Err(Fault::new(FaultCode::BadMessage, "not a record that was put aside"));
    }
    Area::Local.remove(&[key]).await?;
    Ok(true)
}
