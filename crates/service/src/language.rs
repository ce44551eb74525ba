//! The language that the user chose: its texts are kept in a record, for all who say something.

use hashcart_core::fault::Fault;
use hashcart_core::language::Words;
use hashcart_core::records::{Area, Only, WORDS};

use crate::store::{delete, find, look_at, write};
use crate::{Files, Store, settings};

/// Brings the record of texts up to the settings and to this version of the extension. Done when the settings were
/// written, when a file brought them in, and at each start: nothing is written where nothing is to change.
///
/// # Errors
/// The storage's, and `BadMessage` where the extension's own file is not to be had.
pub async fn keep_up(browser: &(impl Store + Files)) -> Result<(), Fault> {
    let Some(language) = settings::in_force(browser).await.language else {
        return match find(browser, Area::Disk, WORDS, &Only).await? {
            Some(_) => delete(browser, Area::Disk, WORDS, &Only).await,
            None => Ok(()),
        };
    };
    let there = look_at(browser, Area::Disk, WORDS, &Only).await.ok().flatten();
    let version = browser.version();
    if there.is_some_and(|words| words.language == language && words.version == version) {
        return Ok(());
    }
    let texts = browser.file(&language.file()).await?;
    write(browser, Area::Disk, WORDS, &Only, &Words { language, version, texts }).await
}
