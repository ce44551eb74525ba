//! The items' small pictures: kept beside them, a bounded number, and gone with them.

use std::collections::HashSet;

use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::message::KeepPicture;
use hashcart_core::picture::MOST;
use hashcart_core::records::{Area, ITEM, PICTURE, REMOVED};

use crate::room::{first_to_go, pictures};
use crate::store::find;
use crate::{Store, short_links};

/// Keeps a picture of an item that is in the list and has none. Above the number that is kept, others give way to it.
pub async fn keep(browser: &impl Store, area: Area, call: KeepPicture) -> Result<bool, Fault> {
    let KeepPicture { key, picture } = call;
    // Its link may have become a product while the picture was drawn.
    let key = short_links::current(browser, area, key).await?;
    if find(browser, area, ITEM, &key).await?.is_none() {
        return Ok(false);
    }
    if find(browser, area, PICTURE, &key).await?.is_some() {
        return Ok(true);
    }
    let there = pictures(browser, area).await?;
    let over = (there.len() + 1).saturating_sub(MOST);
    let gone = first_to_go(browser, area, &there, over).await?;
    if !gone.is_empty() {
        browser.remove(area, &gone).await?;
    }
    browser.put(area, vec![(PICTURE.key(&key), browser.record(&picture)?)]).await?;
    // Turns that take too long overlap: its item may have been forgotten since it was looked for.
    let names = [ITEM.key(&key), REMOVED.key(&key)];
    let is_known = !browser.get(area, &names).await?.is_empty();
    if !is_known {
        browser.remove(area, &[PICTURE.key(&key)]).await?;
    }
    Ok(is_known)
}

/// Deletes the pictures of what is neither in the list nor can come back.
///
/// # Errors
/// The storage's.
pub async fn sweep(browser: &impl Store, area: Area) -> Result<(), Fault> {
    let names: HashSet<String> = browser.keys(area).await?.into_iter().collect();
    let alone = |key: &ItemKey| !names.contains(&ITEM.key(key)) && !names.contains(&REMOVED.key(key));
    let kept = names.iter().filter_map(|name| PICTURE.parse(name)).filter(alone);
    let gone: Vec<String> = kept.map(|key| PICTURE.key(&key)).collect();
    if gone.is_empty() { Ok(()) } else { browser.remove(area, &gone).await }
}
