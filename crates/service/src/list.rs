//! The list as a whole, in the background.

use hashcart_core::fault::Fault;
use hashcart_core::list::List;
use hashcart_core::records::{Area, ITEM, SENT, WALK};

use crate::Store;

/// The list, with all that says where its items stand.
///
/// # Errors
/// The storage's.
pub async fn read(browser: &impl Store, area: Area) -> Result<List, Fault> {
    let names = browser.keys(area).await?.into_iter();
    let names: Vec<String> =
        names.filter(|name| ITEM.holds(name) || SENT.holds(name) || WALK.holds(name)).collect();
    let mut list = List::default();
    for (name, raw) in browser.get(area, &names).await? {
        list.take(&name, Some(&raw));
    }
    Ok(list)
}
