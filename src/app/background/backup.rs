//! The daily backup, and the room that old ones give.

use std::cell::RefCell;

use hashcart_core::exchange::backup::shift;
use hashcart_core::exchange::file;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::records::{BACKUP, ITEM};

use crate::app::backups::{backups, today};
use crate::app::report_fault;
use crate::webext::json::BrowserJson;
use crate::webext::storage::Area;

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
    let oldest = keys.into_iter().filter(|key| BACKUP.holds(key)).min();
    if let Some(key) = &oldest {
        Area::Local.remove(&[key]).await?;
    }
    Ok(oldest.is_some())
}

async fn back_up(day: &str) -> Result<(), Fault> {
    let key = BACKUP.key(&day.to_owned());
    let keys = Area::Local.keys().await?;
    if keys.contains(&key) || !keys.iter().any(|key| ITEM.holds(key)) {
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
