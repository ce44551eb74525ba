//! The settings and what the user chose about the hand-over, as they stand in storage.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::HandoverSettings;
use hashcart_core::records::{Area, HANDOVER, SETTINGS, SoleKey};
use hashcart_core::schema::Record;
use hashcart_core::settings::{ReplyMode, Settings};

use crate::store::{find, look_at, read_for_writing, write};
use crate::{Clock, Store};

/// Reads the settings.
///
/// # Errors
/// `Storage`, and `NewerRecord` where a newer version wrote them: they are not to be changed.
pub async fn load(browser: &impl Store) -> Result<Settings, Fault> {
    match find(browser, Area::Disk, SETTINGS, &SoleKey).await? {
        None => Ok(Settings::default()),
        Some(Record::Read(settings)) => Ok(settings),
        Some(Record::Newer(_)) => Err(FaultCode::NewerRecord.into()),
        // Kept aside by the background as soon as a choice is made; until then the careful ones are in force.
        Some(Record::Unreadable(_)) => Ok(Settings::careful()),
    }
}

/// The settings in force: careful ones where the user's own cannot be read.
pub async fn in_force(browser: &impl Store) -> Settings {
    load(browser).await.unwrap_or_else(|_| Settings::careful())
}

/// Writes the settings.
///
/// # Errors
/// As of [`read_for_writing`].
pub async fn choose(browser: &(impl Store + Clock), settings: Settings) -> Result<Settings, Fault> {
    read_for_writing(browser, Area::Disk, SETTINGS, &SoleKey).await?;
    write(browser, Area::Disk, SETTINGS, &SoleKey, &settings).await?;
    Ok(settings)
}

/// Writes how far a press goes, and no other setting.
///
/// # Errors
/// As of [`read_for_writing`].
pub async fn choose_reply(browser: &(impl Store + Clock), reply: ReplyMode) -> Result<Settings, Fault> {
    let settings = read_for_writing(browser, Area::Disk, SETTINGS, &SoleKey).await?;
    let settings = Settings { reply: Some(reply), ..settings.unwrap_or_default() };
    write(browser, Area::Disk, SETTINGS, &SoleKey, &settings).await?;
    Ok(settings)
}

/// What the user chose about the hand-over. Where that cannot be read, nothing is pressed.
pub async fn handover_settings(browser: &impl Store) -> HandoverSettings {
    look_at(browser, Area::Disk, HANDOVER, &SoleKey).await.ok().flatten().unwrap_or_default()
}

/// Writes what the user chose about the hand-over.
///
/// # Errors
/// As of [`read_for_writing`].
pub async fn choose_handover(
    browser: &(impl Store + Clock),
    settings: HandoverSettings,
) -> Result<HandoverSettings, Fault> {
    read_for_writing(browser, Area::Disk, HANDOVER, &SoleKey).await?;
    write(browser, Area::Disk, HANDOVER, &SoleKey, &settings).await?;
    Ok(settings)
}
