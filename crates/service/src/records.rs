//! All records at once, in the background: bringing a file in, forgetting, sweeping.

use hashcart_core::exchange::{There, by_author, plan};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::records::{ASIDE, Area, ITEM, SESSION, SoleKey, abandoned, is_archived, is_passing};

use crate::store::{free_aside_key, write};
use crate::{Archive, Clock, Store, insights, pictures};

/// Brings a file in. Returns how many items were written.
pub async fn import(browser: &(impl Store + Clock), text: &str) -> Result<usize, Fault> {
    let mut records = browser.get_all(Area::Disk).await?;
    records.extend(browser.get_all(Area::Archive).await?);
    let plan = plan(&browser.json(), text, &There(&records), browser.now())
        .map_err(|fault| Fault::new(FaultCode::BadMessage, format!("{fault:?}")))?;
    let (mut writes, mut archived) = (Vec::new(), Vec::new());
    for (name, raw) in records.iter().filter(|(name, _)| plan.aside.contains(name)) {
        writes.push((free_aside_key(browser, Area::Disk, name).await?, raw.clone()));
    }
    for (key, data) in plan.writes {
        let area = if is_archived(&key) { &mut archived } else { &mut writes };
        area.push((key, browser.record(&data)?));
    }
    browser.put(Area::Disk, writes).await?;
    // What is found to be missing after a failure comes with the same file once more.
    if !archived.is_empty() {
        browser.put(Area::Archive, archived).await?;
    }
    Ok(plan.new + plan.merged)
}

/// Forgets an author, or everything. Returns how many items went.
pub async fn forget(browser: &(impl Archive + Clock), author: Option<&str>) -> Result<usize, Fault> {
    let records = browser.get_all(Area::Disk).await?;
    let Some(author) = author else {
        browser.clear(Area::Disk).await?;
        browser.clear(Area::Memory).await?;
        browser.clear(Area::Archive).await?;
        return Ok(records.iter().filter(|(key, _)| ITEM.holds(key)).count());
    };
    let gone = by_author(&records, author);
    browser.remove(Area::Disk, &gone.keys).await?;
    if let Some(session) = &gone.session {
        write(browser, Area::Disk, SESSION, &SoleKey, session).await?;
    }
    if let Ok(handle) = author.parse() {
        insights::forget(browser, &handle).await?;
    }
    let private = by_author(&browser.get_all(Area::Memory).await?, author);
    browser.remove(Area::Memory, &private.keys).await?;
    Ok(gone.items.saturating_add(private.items))
}

/// Takes away what was begun and never ended. `started`: the browser was started, or the extension.
pub async fn sweep(browser: &(impl Store + Clock), started: bool) -> Result<(), Fault> {
    for area in [Area::Disk, Area::Memory] {
        let passing: Vec<_> = browser.keys(area).await?.into_iter().filter(|key| is_passing(key)).collect();
        if !passing.is_empty() {
            let records = browser.get(area, &passing).await?;
            browser.remove(area, &abandoned(&records, browser.now(), started)).await?;
        }
        if started {
            pictures::sweep(browser, area).await?;
        }
    }
    Ok(())
}

/// Deletes a record that was put aside.
pub async fn drop_aside(browser: &impl Store, key: &str) -> Result<bool, Fault> {
    if !ASIDE.holds(key) {
        return Err(Fault::new(FaultCode::BadMessage, "not a record that was put aside"));
    }
    browser.remove(Area::Disk, &[key.to_owned()]).await?;
    Ok(true)
}
