//! The settings and what the user chose about the hand-over, as they stand in storage.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::Prefs;
use hashcart_core::records::{Area, PREFS, SETTINGS};
use hashcart_core::schema::Record;
use hashcart_core::settings::{ReplyMode, Settings};

use crate::{Clock, Store, read_for_writing};

/// Reads the settings.
///
/// # Errors
/// `Storage`, and `NewerRecord` where a newer version wrote them: they are not to be changed.
pub async fn load(browser: &impl Store) -> Result<Settings, Fault> {
    match browser.one(Area::Disk, SETTINGS.only()).await?.map(|raw| SETTINGS.read(&raw)) {
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
    let _: Option<Settings> = read_for_writing(browser, Area::Disk, SETTINGS.only()).await?;
    browser.set(Area::Disk, SETTINGS.only(), &settings).await?;
    Ok(settings)
}

/// Writes how far a press goes, and no other setting.
///
/// # Errors
/// As of [`read_for_writing`].
pub async fn choose_reply(browser: &(impl Store + Clock), reply: ReplyMode) -> Result<Settings, Fault> {
    let settings: Option<Settings> = read_for_writing(browser, Area::Disk, SETTINGS.only()).await?;
    let settings = Settings { reply: Some(reply), ..settings.unwrap_or_default() };
    browser.set(Area::Disk, SETTINGS.only(), &settings).await?;
    Ok(settings)
}

/// What the user chose about the hand-over. Where that cannot be read, nothing is pressed.
pub async fn prefs(browser: &impl Store) -> Prefs {
    let found = browser.one(Area::Disk, PREFS.only()).await.ok().flatten();
    found.and_then(|raw| PREFS.data(&raw)).unwrap_or_default()
}

/// Writes what the user chose about the hand-over.
///
/// # Errors
/// As of [`read_for_writing`].
pub async fn prefer(browser: &(impl Store + Clock), prefs: Prefs) -> Result<Prefs, Fault> {
    let _: Option<Prefs> = read_for_writing(browser, Area::Disk, PREFS.only()).await?;
    browser.set(Area::Disk, PREFS.only(), &prefs).await?;
    Ok(prefs)
}
