//! Keeping an item, and writing down where its reply stands.

use hashcart_core::cart::{Added, CartItem, Claim, ReplyState};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::link::{Link, ProductLink, recognise_whole};
use hashcart_core::mention::KeptMention;
use hashcart_core::message::Mark;
use hashcart_core::pace::PaceVerdict;
use hashcart_core::records::{Area, CLAIM, ITEM};
use hashcart_core::tweet::parse_status_path;

use crate::store::{delete, find, look_at, read_for_writing, write};
use crate::{Clock, Store, replies, room, short_links};

/// How long ago a page can have asked for what it asks again, in milliseconds.
const MAX_ASKED_MS: f64 = 60_000.0;

/// Keeps a mention: as a new item, or as what is there already.
pub async fn keep(browser: &(impl Store + Clock), area: Area, found: KeptMention) -> Result<Added, Fault> {
    if !found.is_sound() {
        return Err(Fault::new(FaultCode::BadMessage, "not what a page shows"));
    }
    let key = found.key.clone();
    let there = read_for_writing(browser, area, ITEM, &key).await?;
    let claimed = match &found.tweet {
        Some(tweet) => find(browser, area, CLAIM, &tweet.id).await?.is_some(),
        None => false,
    };
    // Kept before under one of its short links, when nobody knew the product.
    let mut shorts = Vec::new();
    for link in &found.via {
        shorts.extend(look_at(browser, area, ITEM, &ItemKey::Link(link.clone())).await?);
    }
    let before = there.clone();
    let Some(product) = recognised(&found) else {
        // Still a link: what was kept under another link of its stays what it is until the product is known.
        let added = CartItem::add(there, found, claimed, browser.now());
        if before.as_ref() != Some(&added.item) {
            write(browser, area, ITEM, &key, &added.item).await?;
        }
        return Ok(added);
    };
    let mut added = CartItem::add(there, found, claimed, browser.now());
    for item in &shorts {
        // Whoever still calls it by its link, such as a page that is replying, finds it.
        short_links::leave_word(browser, area, item, &product).await?;
        let item = item.clone().resolved(product.clone());
        added.item = if added.fresh { item } else { added.item.merged(item) };
        added.fresh = false;
    }
    if before.as_ref() != Some(&added.item) || !shorts.is_empty() {
        write(browser, area, ITEM, &key, &added.item).await?;
        for item in &shorts {
            delete(browser, area, ITEM, &item.found.key).await?;
            short_links::take_picture_along(browser, area, &item.found.key, &key).await;
        }
    }
    Ok(added)
}

fn recognised(found: &KeptMention) -> Option<ProductLink> {
    match recognise_whole(&found.link) {
        Some(Link::Product(product)) => Some(product),
        _ => None,
    }
}

/// Writes down where an item's reply stands. Asked twice, because the background was ended in the middle, it does the same
/// as once: all that is written is written at once.
pub async fn mark(
    browser: &(impl Store + Clock),
    area: Area,
    call: Mark,
    tab: Option<i32>,
) -> Result<CartItem, Fault> {
    if let ReplyState::Replied { url } = &call.status
        && parse_status_path(url).is_none()
    {
        return Err(Fault::new(FaultCode::BadMessage, "not the address of a reply"));
    }
    let key = short_links::current(browser, area, call.key).await?;
    // Removed in the meantime: it stays removed.
    let item = look_at(browser, area, ITEM, &key).await?.ok_or(FaultCode::NothingToRestore)?;
    let begins = call.status == ReplyState::Replying;
    if begins && item.is_replying_since(call.at) && replies::is_sending(browser, area, tab, &key).await? {
        return Ok(item);
    }
    // The clock's, where the page's own time is none that it can have asked at.
    let now = browser.now();
    let at = if (0.0..=MAX_ASKED_MS).contains(&(now - call.at)) { call.at } else { now };
    let item = item.with_status(call.status, call.sending, at)?;
    // By the time of its beginning a page is known; an end is as late as it is written.
    let item = CartItem { changed_at: if begins { at } else { now }, ..item };
    // Without a tweet there is nothing to reply to.
    let tweet = item.tweet_id().ok_or(FaultCode::TweetGone)?;
    let mut records = vec![(ITEM.key(&key), browser.record(&item)?)];
    match item.claim() {
        // One tweet gets one reply, whatever becomes of its items.
        Claim::Take => {
            if begins {
                // That there is one, whosever and whatever it is, is enough to know that a reply may be out.
                if find(browser, area, CLAIM, tweet).await?.is_some() {
                    return Err(FaultCode::RepliedElsewhere.into());
                }
                // Asked before as well; of two pages that were told to go on, only one goes.
                if !call.by_user && replies::pace(browser, area).await? != PaceVerdict::Go {
                    return Err(FaultCode::TooMany.into());
                }
                records.push(replies::sent(browser, area).await?);
                records.extend(replies::sends(browser, tab, &key)?);
            }
            let holder = read_for_writing(browser, area, CLAIM, tweet).await?;
            if holder.is_some_and(|holder| holder != key) {
                return Err(FaultCode::RepliedElsewhere.into());
            }
            records.push((CLAIM.key(tweet), browser.record(&key)?));
        }
        Claim::Drop if call.sending => replies::let_go(browser, area, tweet, &key).await?,
        Claim::Drop | Claim::Leave => {}
    }
    room::put(browser, area, records).await?;
    if !begins {
        replies::ended(browser, area, tab, &key).await?;
    }
    Ok(item)
}
