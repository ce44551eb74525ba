//! Short links: where the link of a kept item leads, and the user's leave to ask.

use hashcart_core::cart::CartItem;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::link::ProductLink;
use hashcart_core::records::{ASKED, Area, CLAIM, ITEM, LEAD, PICTURE, SoleKey};
use hashcart_core::resolve::{Ending, HOPS, PATIENCE_MS, ResolveStep, in_page, join, judge};

use crate::store::{delete, find, look_at, read_for_writing, write};
use crate::{Clock, Hop, Redirects, Store, Tabs};

/// Where a link led.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkEnd {
    /// To this product.
    Product(ProductLink),
    /// To something else.
    Ending(Ending),
}

/// The kept item of this key, to be looked at and not written.
///
/// # Errors
/// `NothingToRestore` where there is none that can be read, `NewerRecord`, or the storage's.
pub async fn kept(browser: &impl Store, area: Area, key: &ItemKey) -> Result<CartItem, Fault> {
    look_at(browser, area, ITEM, key).await?.ok_or_else(|| FaultCode::NothingToRestore.into())
}

/// Goes from one shortener to the next; nobody else is asked.
///
/// # Errors
/// `LinkNotAllowed`, `LinkNoAnswer`.
pub async fn follow(browser: &(impl Redirects + Clock), link: &str) -> Result<LinkEnd, Fault> {
    let deadline = browser.now() + f64::from(PATIENCE_MS);
    let mut at = link.to_owned();
    for _ in 0..=HOPS {
        let (host, url) = match judge(&at) {
            ResolveStep::Product(product) => return Ok(LinkEnd::Product(product)),
            ResolveStep::Ends(ending) => return Ok(LinkEnd::Ending(ending)),
            ResolveStep::Ask { host, url } => (host, url),
        };
        // Looked up each time: it can be taken back at any moment.
        if !browser.may_ask(host).await {
            return Err(FaultCode::LinkNotAllowed.into());
        }
        let left = deadline - browser.now();
        if left < 1.0 {
            return Err(Fault::new(FaultCode::LinkNoAnswer, "too slow"));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and PATIENCE_MS"
        )]
        let target = match browser.ask(host, &url, left as u32).await? {
            Hop::Redirect(location) => join(&url, &location),
            Hop::Page(html) => in_page(&html).and_then(|target| join(&url, &target)),
            Hop::Unknown => None,
        };
        let Some(target) = target else { break };
        at = target;
    }
    Ok(LinkEnd::Ending(Ending::Nowhere))
}

/// Writes down where the link of a kept item led: the item becomes its product, and one with an item of the same
/// product; or it says what was found instead.
///
/// # Errors
/// `NothingToRestore` where the item was removed meanwhile; else the storage's.
pub async fn settle(
    browser: &(impl Store + Clock),
    area: Area,
    key: &ItemKey,
    found: LinkEnd,
) -> Result<CartItem, Fault> {
    // Removed, or found by another page, while the shorteners were asked.
    let item = kept(browser, area, key).await?;
    let product = match found {
        LinkEnd::Product(product) => product,
        LinkEnd::Ending(ending) => {
            let item = CartItem { leads_to: Some(ending), ..item };
            write(browser, area, ITEM, key, &item).await?;
            return Ok(item);
        }
    };
    leave_word(browser, area, &item, &product).await?;
    let resolved = item.resolved(product);
    let resolved = match read_for_writing(browser, area, ITEM, &resolved.found.key).await? {
        Some(there) => there.merged(resolved),
        None => resolved,
    };
    // First the new records, then the deletion: a crash between them leaves two items that merge the next time.
    write(browser, area, ITEM, &resolved.found.key, &resolved).await?;
    if resolved.found.key != *key {
        delete(browser, area, ITEM, key).await?;
        take_picture_along(browser, area, key, &resolved.found.key).await;
    }
    Ok(resolved)
}

/// The picture of an item that is known by another key now. One that cannot be taken along stays for the next sweep: the
/// item is what counts.
pub async fn take_picture_along(browser: &impl Store, area: Area, from: &ItemKey, to: &ItemKey) {
    let taken = async {
        let Some(picture) = look_at(browser, area, PICTURE, from).await? else { return Ok(()) };
        if find(browser, area, PICTURE, to).await?.is_none() {
            browser.put(area, vec![(PICTURE.key(to), browser.record(&picture)?)]).await?;
        }
        delete(browser, area, PICTURE, from).await
    };
    let _: Result<(), Fault> = taken.await;
}

/// Leaves word that a link is this product: for pages that show it again or still call the item by it, and for the
/// claim on its tweet.
pub async fn leave_word(
    browser: &(impl Store + Clock),
    area: Area,
    item: &CartItem,
    product: &ProductLink,
) -> Result<(), Fault> {
    let ItemKey::Link(link) = &item.found.key else { return Ok(()) };
    write(browser, area, LEAD, link, &product.url).await?;
    let Some(tweet) = item.tweet_id() else { return Ok(()) };
    if look_at(browser, area, CLAIM, tweet).await?.is_some_and(|holder| holder == item.found.key) {
        write(browser, area, CLAIM, tweet, &ItemKey::Product(product.key)).await?;
    }
    Ok(())
}

/// The key an item is known by now: a page may still call it by the link it was kept under.
pub async fn current(browser: &impl Store, area: Area, key: ItemKey) -> Result<ItemKey, Fault> {
    let ItemKey::Link(link) = &key else { return Ok(key) };
    if find(browser, area, ITEM, &key).await?.is_some() {
        return Ok(key);
    }
    match look_at(browser, area, LEAD, link).await?.map(|url| judge(&url)) {
        Some(ResolveStep::Product(product)) => Ok(ItemKey::Product(product.key)),
        _ => Ok(key),
    }
}

/// Opens the options at short links, for that item; or only writes down that the user was asked. Returns whether
/// that had happened before.
pub async fn ask(
    browser: &(impl Store + Clock + Tabs),
    area: Area,
    window: Option<i32>,
    key: Option<ItemKey>,
) -> Result<bool, Fault> {
    let before = read_for_writing(browser, area, ASKED, &SoleKey).await?.is_some();
    if !before {
        write(browser, area, ASKED, &SoleKey, &true).await?;
    }
    if let Some(key) = key {
        // An address is written into the browser's history: what is private does not stand in it.
        let key = if window.is_some() { String::new() } else { key.to_string() };
        let page = browser.own_page(&format!("options.html#links={key}"));
        browser.open(window, &page).await?;
    }
    Ok(before)
}
