//! The items' small pictures: kept beside them, a bounded number, and gone with them.

use std::collections::HashSet;

use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::message::KeepPicture;
use hashcart_core::picture::MOST;
use hashcart_core::records::{Area, ITEM, PICTURE, REMOVED};

use crate::store::{find, write};
use crate::{Store, list, short_links};

/// Keeps a picture of an item that is in the list and has none. Above the number that is kept, those go first whose items
/// are no longer to buy, and then those that were kept longest ago.
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
    let there: Vec<ItemKey> = kept(browser, area).await?;
    let over = (there.len() + 1).saturating_sub(MOST);
    if over > 0 {
        let there: HashSet<&ItemKey> = there.iter().collect();
        let list = list::read(browser, area).await?;
        let has = list.iter().filter(|(item, _)| there.contains(&item.found.key));
        let mut first: Vec<(bool, f64, &ItemKey)> =
            has.map(|(item, status)| (status.is_to_buy(), item.saved_at, &item.found.key)).collect();
        first.sort_by(|one, other| {
            one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)).then(one.2.cmp(other.2))
        });
        let gone: Vec<String> = first.into_iter().take(over).map(|(_, _, key)| PICTURE.key(key)).collect();
        browser.remove(area, &gone).await?;
    }
    write(browser, area, PICTURE, &key, &picture).await?;
    Ok(true)
}

async fn kept(browser: &impl Store, area: Area) -> Result<Vec<ItemKey>, Fault> {
    Ok(browser.keys(area).await?.iter().filter_map(|name| PICTURE.parse(name)).collect())
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
