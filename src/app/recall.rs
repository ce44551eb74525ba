//! Where the records of a page are, and what a page of X's looks up in them.

use hashcart_core::fault::Fault;
use hashcart_core::message::{Recall, Recalled};
use hashcart_core::records::{Area, ITEM, LEAD};
use hashcart_core::schema::data;
use hashcart_service::Store;

use crate::webext::{Browser, Outside};

/// A record's key, and what is stored under it.
pub(super) type StoredRecord = (String, Option<Outside>);

/// Tells a page in a private window what is kept there.
pub(super) async fn recall(area: Area, call: &Recall) -> Result<Recalled, Fault> {
    look_up(area, call).await.map(recalled)
}

/// Looks up the records.
pub(super) async fn look_up(area: Area, call: &Recall) -> Result<Vec<StoredRecord>, Fault> {
    let mut names: Vec<String> = call.items.iter().map(|key| ITEM.key(key)).collect();
    names.extend(call.links.iter().map(|key| LEAD.key(key)));
    let found = Browser.get(area, &names).await?;
    // What is not there is news too.
    let missing = names.into_iter().filter(|name| found.iter().all(|(there, _)| there != name));
    let missing: Vec<_> = missing.map(|name| (name, None)).collect();
    Ok(found.into_iter().map(|(name, raw)| (name, Some(raw))).chain(missing).collect())
}

/// What it means that none of these records is there; nothing where one is, which must be read.
pub(super) fn all_missing(records: &[StoredRecord]) -> Option<Recalled> {
    let none = records.iter().all(|(_, record)| record.is_none());
    let items = records.iter().filter_map(|(name, _)| Some((ITEM.parse(name)?, None)));
    none.then(|| Recalled { items: items.collect(), leads: Vec::new() })
}

/// Parses records of items and of links; what cannot be read is nothing to show, and a press will say why.
pub(super) fn recalled(records: impl IntoIterator<Item = StoredRecord>) -> Recalled {
    let mut all = Recalled::default();
    for (name, raw) in records {
        if let Some(key) = ITEM.parse(&name) {
            all.items.push((key, raw.as_ref().and_then(data)));
        } else if let Some(link) = LEAD.parse(&name)
            && let Some(url) = raw.as_ref().and_then(data)
        {
            all.leads.push((link, url));
        }
    }
    all
}
