//! The language that the user chose: its texts are kept in a record, for all who say something.

use hashcart_core::fault::Fault;
use hashcart_core::language::{Language, LanguageTexts};
use hashcart_core::records::{Area, SoleKey, WORDS};
use hashcart_core::settings::Settings;

use crate::store::{delete, find, look_at, write};
use crate::{Clock, Files, Store, settings};

/// Writes the settings, and before them the texts of their language: where these find no room, nothing is chosen.
///
/// # Errors
/// As of [`settings::choose`] and [`keep_up`].
pub async fn choose(browser: &(impl Store + Clock + Files), settings: Settings) -> Result<Settings, Fault> {
    speak(browser, settings.language).await?;
    let chosen = settings::choose(browser, settings).await;
    if chosen.is_err() {
        keep_up(browser).await?;
    }
    chosen
}

/// Brings the record of texts up to the settings and to this version of the extension. Done when a file brought settings
/// in, and at each start: nothing is written where nothing is to change.
///
/// # Errors
/// The storage's, and `BadMessage` where the extension's own file is not to be had.
pub async fn keep_up(browser: &(impl Store + Files)) -> Result<(), Fault> {
    speak(browser, settings::in_force(browser).await.language).await
}

async fn speak(browser: &(impl Store + Files), language: Option<Language>) -> Result<(), Fault> {
    let Some(language) = language else {
        return match find(browser, Area::Disk, WORDS, &SoleKey).await? {
            Some(_) => delete(browser, Area::Disk, WORDS, &SoleKey).await,
            None => Ok(()),
        };
    };
    let there = look_at(browser, Area::Disk, WORDS, &SoleKey).await.ok().flatten();
    let version = browser.version();
    if there.is_some_and(|words| words.language == language && words.version == version) {
        return Ok(());
    }
    let texts = browser.file(&language.file()).await?;
    write(browser, Area::Disk, WORDS, &SoleKey, &LanguageTexts { language, version, texts }).await
}
