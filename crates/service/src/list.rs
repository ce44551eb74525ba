//! The list as a whole, in the background: where its items stand, and nothing of how pages show them.

use std::collections::BTreeMap;

use hashcart_core::cart::CartItem;
use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::records::{Area, ITEM, SENT, SESSION};
use hashcart_core::status::{Status, status_of};

use crate::Store;

/// The items that can be read, each with where it stands.
///
/// # Errors
/// The storage's.
pub async fn read(browser: &impl Store, area: Area) -> Result<Vec<(CartItem, Status)>, Fault> {
    let names = browser.keys(area).await?.into_iter();
    let mut names: Vec<String> = names.filter(|name| ITEM.holds(name) || SENT.holds(name)).collect();
    // Only what is in the list on disk is handed over.
    names.extend((area == Area::Disk).then(|| SESSION.only().to_owned()));
    let (mut items, mut sent, mut session) = (Vec::new(), BTreeMap::new(), None);
    for (name, raw) in browser.get(area, &names).await? {
        if SESSION.holds(&name) {
            // That of a newer version says nothing of items of this one.
            session = SESSION.data(&raw).filter(|session| !session.is_done());
        } else if let Some(key) = SENT.parse(&name) {
            sent.extend(SENT.data(&raw).map(|sent| (key, sent)));
        } else if let Some(item) = ITEM.data(&raw) {
            items.push(item);
        }
    }
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
