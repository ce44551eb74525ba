//! The items' small pictures: kept beside them, a bounded number, and gone with them.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::message::KeepPicture;
use hashcart_core::picture::MOST;
use hashcart_core::records::{Area, ITEM, PICTURE, REMOVED};

use crate::store::{find, write};
use crate::{Store, list, short_links};

/// How many go at once where an item finds no room.
const PART: usize = 50;

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
    let there = kept(browser, area).await?;
    let over = (there.len() + 1).saturating_sub(MOST);
    drop_first(browser, area, &there, over).await?;
    write(browser, area, PICTURE, &key, &picture).await?;
    // Turns that take too long overlap: its item may have been forgotten since it was looked for.
    let names = [ITEM.key(&key), REMOVED.key(&key)];
    let is_known = !browser.get(area, &names).await?.is_empty();
    if !is_known {
        browser.remove(area, &[PICTURE.key(&key)]).await?;
    }
    Ok(is_known)
}

/// Deletes some pictures, so that an item finds room; `false` where there are none.
///
/// # Errors
/// The storage's.
pub async fn give_way(browser: &impl Store, area: Area) -> Result<bool, Fault> {
    let there = kept(browser, area).await?;
    drop_first(browser, area, &there, PART).await?;
    Ok(!there.is_empty())
}

/// Deletes so many of these: first those whose items are not in the list, then those of items that are no longer to buy,
/// then those of the items that were kept longest ago.
async fn drop_first(browser: &impl Store, area: Area, there: &[ItemKey], count: usize) -> Result<(), Fault> {
    if count == 0 {
        return Ok(());
    }
    let list = list::read(browser, area).await?;
    let of: HashMap<&ItemKey, (bool, f64)> =
        list.iter().map(|(item, status)| (&item.found.key, (status.is_to_buy(), item.saved_at))).collect();
    let mut order: Vec<(Option<(bool, f64)>, &ItemKey)> =
        there.iter().map(|key| (of.get(key).copied(), key)).collect();
    order.sort_by(|(one, a), (other, b)| {
        one.partial_cmp(other).unwrap_or(Ordering::Equal).then_with(|| a.cmp(b))
    });
    let gone: Vec<String> = order.into_iter().take(count).map(|(_, key)| PICTURE.key(key)).collect();
    browser.remove(area, &gone).await
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
