//! The settings, as they stand in storage.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::records::SETTINGS;
use hashcart_core::schema::{Record, read};
use hashcart_core::settings::Settings;

use crate::webext::storage::Area;

/// Reads them.
///
/// # Errors
/// `Storage`, and `NewerRecord` where a newer version wrote them: they are not to be changed.
pub(super) async fn load() -> Result<Settings, Fault> {
    let found = Area::Local.get(&[SETTINGS.only()]).await?.into_iter().next();
    match found.map(|(_, raw)| read(&raw)) {
        None => Ok(Settings::default()),
        Some(Record::Read(settings)) => Ok(settings),
        Some(Record::Newer(_)) => Err(FaultCode::NewerRecord.into()),
        // Kept aside by the background as soon as a choice is made; until then the careful ones are in force.
        Some(Record::Unreadable(_)) => Ok(Settings::careful()),
    }
}

/// Those in force: careful ones where the user's own cannot be read.
pub(super) async fn in_force() -> Settings {
    load().await.unwrap_or_else(|_| Settings::careful())
}
