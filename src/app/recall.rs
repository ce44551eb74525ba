//! Where the records of a page are, and what a page of X's looks up in them.

use hashcart_core::fault::Fault;
use hashcart_core::message::{Recall, Recalled};
use hashcart_core::records::{Area, ITEM, LEAD};
use hashcart_core::schema::data;
use hashcart_service::Store;

use crate::webext::{Browser, Outside};

/// Tells a page in a private window what is kept there.
pub(super) async fn recall(area: Area, call: &Recall) -> Result<Recalled, Fault> {
    let mut names: Vec<String> = call.items.iter().map(|key| ITEM.key(key)).collect();
    names.extend(call.links.iter().map(|key| LEAD.key(key)));
    let found = Browser.get(area, &names).await?;
    // What is not there is news too.
    let missing = names.into_iter().filter(|name| found.iter().all(|(there, _)| there != name));
    let missing: Vec<_> = missing.map(|name| (name, None)).collect();
    Ok(recalled(found.into_iter().map(|(name, raw)| (name, Some(raw))).chain(missing)))
}

/// Parses records of items and of links; what cannot be read is nothing to show, and a press will say why.
pub(super) fn recalled(records: impl IntoIterator<Item = (String, Option<Outside>)>) -> Recalled {
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
