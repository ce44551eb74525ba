//! The list as a whole, in the background: where its items stand, and nothing of how pages show them.

use std::collections::BTreeMap;

use hashcart_core::cart::CartItem;
use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::records::{Area, ITEM, SENT, SESSION, SoleKey};
use hashcart_core::status::{Status, status_of};

use crate::Store;
use crate::store::look_at;

/// The items that can be read, each with where it stands.
///
/// # Errors
/// The storage's.
pub async fn read(browser: &impl Store, area: Area) -> Result<Vec<(CartItem, Status)>, Fault> {
    let names = browser.keys(area).await?.into_iter();
    let names: Vec<String> = names.filter(|name| ITEM.holds(name) || SENT.holds(name)).collect();
    let (mut items, mut sent) = (Vec::new(), BTreeMap::new());
    for (name, raw) in browser.get(area, &names).await? {
        if let Some(key) = SENT.parse(&name) {
            sent.extend(SENT.data(&raw).map(|sent| (key, sent)));
        } else if let Some(item) = ITEM.data(&raw) {
            items.push(item);
        }
    }
    // That of a newer version says nothing of items of this one.
    let session = look_at(browser, Area::Disk, SESSION, &SoleKey)
        .await
        .ok()
        .flatten()
        .filter(|session| !session.is_done());
    let in_session = |key: &ItemKey| {
        let session = session.as_ref()?;
        session.items.iter().any(|item| item.key == *key).then_some(session.begun)
    };
    let stands = |item: CartItem| {
        let (status, _) = status_of(&item, sent.get(&item.found.key), in_session(&item.found.key));
        (item, status)
    };
    Ok(items.into_iter().map(stands).collect())
}
