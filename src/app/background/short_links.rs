//! Short links, in the background: where the link of a kept item leads, and the user's leave to ask.

use hashcart_core::cart::CartItem;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::link::ProductLink;
use hashcart_core::records::{ASKED, CLAIM, ITEM, LEAD};
use hashcart_core::resolve::{Ending, HOPS, PAGE_BYTES, PATIENCE_MS, Step, in_page, join, judge};
use hashcart_core::schema::{Record, read};

use super::store::read_for_writing;
use super::write_queue;
use crate::app::permissions::for_short_links;
use crate::webext::permissions::{self};
use crate::webext::redirect_probe::{self, Hop};
use crate::webext::storage::Area;
use crate::webext::{runtime, tabs};

/// Where a link led.
enum Found {
    Product(ProductLink),
    Ending(Ending),
}

/// Finds out what a kept link leads to, and writes it down: the item becomes its product, and one with an item of
/// the same product; or it says what was found instead.
pub(super) async fn resolve(area: Area, key: &ItemKey) -> Result<CartItem, Fault> {
    let there = area.get(&[ITEM.key(key)]).await?.into_iter().next();
    let item = match there.map(|(_, raw)| read::<CartItem>(&raw)) {
        Some(Record::Read(item)) => item,
        Some(Record::Newer(_)) => return Err(FaultCode::NewerRecord.into()),
        Some(Record::Unreadable(_)) | None => return Err(FaultCode::NothingToRestore.into()),
    };
    if matches!(key, ItemKey::Product(_)) {
        return Ok(item);
    }
    let found = follow(&item.found.link).await?;
    write_queue::take(settle(area, key, found)).await
}

/// Goes from one shortener to the next; nobody else is asked.
async fn follow(link: &str) -> Result<Found, Fault> {
    let deadline = js_sys::Date::now() + f64::from(PATIENCE_MS);
    let mut at = link.to_owned();
    for _ in 0..=HOPS {
        let (host, url) = match judge(&at) {
            Step::Product(product) => return Ok(Found::Product(product)),
            Step::Ends(ending) => return Ok(Found::Ending(ending)),
            Step::Ask { host, url } => (host, url),
        };
        // Looked up each time: it can be taken back at any moment.
        if !permissions::has(&for_short_links(&[host])).await.unwrap_or(false) {
            return Err(FaultCode::LinkNotAllowed.into());
        }
        let left = deadline - js_sys::Date::now();
        if left < 1.0 {
            return Err(Fault::new(FaultCode::LinkNoAnswer, "too slow"));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and PATIENCE_MS"
        )]
        let target = match redirect_probe::ask(host, &url, left as u32, PAGE_BYTES).await? {
            Hop::Redirect(location) => join(&url, &location),
            Hop::Page(html) => in_page(&html).and_then(|target| join(&url, &target)),
            Hop::Unknown => None,
        };
        let Some(target) = target else { break };
        at = target;
    }
    Ok(Found::Ending(Ending::Nowhere))
}

async fn settle(area: Area, key: &ItemKey, found: Found) -> Result<CartItem, Fault> {
    // Removed, or found by another page, while the shorteners were asked.
    let item: CartItem = read_for_writing(area, &ITEM.key(key)).await?.ok_or(FaultCode::NothingToRestore)?;
    let product = match found {
        Found::Product(product) => product,
        Found::Ending(ending) => {
            let item = CartItem { leads_to: Some(ending), ..item };
            area.set(&ITEM.key(key), &item).await?;
            return Ok(item);
        }
    };
    leave_word(area, &item, &product).await?;
    let resolved = item.resolved(product);
    let new = ITEM.key(&resolved.found.key);
    let resolved = match read_for_writing::<CartItem>(area, &new).await? {
        Some(there) => there.merged(resolved),
        None => resolved,
    };
    // First the new records, then the deletion: a crash between them leaves two items that merge the next time.
    area.set(&new, &resolved).await?;
    area.remove(&[ITEM.key(key)]).await?;
    Ok(resolved)
}

/// Leaves word that a link is this product: for pages that show it again or still call the item by it, and for the
/// claim on its tweet.
pub(super) async fn leave_word(area: Area, item: &CartItem, product: &ProductLink) -> Result<(), Fault> {
    let ItemKey::Link(link) = &item.found.key else { return Ok(()) };
    area.set(&LEAD.key(link), &product.url).await?;
    let Some(tweet) = item.tweet_id() else { return Ok(()) };
    let claim = CLAIM.key(tweet);
    if read_for_writing::<ItemKey>(area, &claim).await?.is_some_and(|holder| holder == item.found.key) {
        area.set(&claim, &ItemKey::Product(product.key)).await?;
    }
    Ok(())
}

/// The key an item is known by now: a page may still call it by the link it was kept under.
pub(super) async fn current(area: Area, key: ItemKey) -> Result<ItemKey, Fault> {
    let ItemKey::Link(link) = &key else { return Ok(key) };
    let records = area.get(&[ITEM.key(&key), LEAD.key(link)]).await?;
    if records.iter().any(|(there, _)| *there == ITEM.key(&key)) {
        return Ok(key);
    }
    let lead = records.first().and_then(|(_, raw)| match read::<String>(raw) {
        Record::Read(url) => Some(judge(&url)),
        Record::Newer(_) | Record::Unreadable(_) => None,
    });
    match lead {
        Some(Step::Product(product)) => Ok(ItemKey::Product(product.key)),
        _ => Ok(key),
    }
}

/// Opens the options at short links, for that item; or only writes down that the user was asked. Returns whether
/// that had happened before.
pub(super) async fn ask(area: Area, window: Option<i32>, key: Option<ItemKey>) -> Result<bool, Fault> {
    let before = read_for_writing::<bool>(area, ASKED.only()).await?.is_some();
    if !before {
        area.set(ASKED.only(), &true).await?;
    }
    if let Some(key) = key {
        // An address is written into the browser's history: what is private does not stand in it.
        let key = if window.is_some() { String::new() } else { key.to_string() };
        let page = runtime::url(&format!("options.html#links={key}"));
        tabs::open_in(window, &page).await.map_err(|why| Fault::new(FaultCode::NoAnswer, why))?;
    }
    Ok(before)
}
