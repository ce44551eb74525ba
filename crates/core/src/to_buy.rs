//! What of the list is still to buy, and what of that can be brought into which cart.

use super::cart::CartItem;
use super::handover::{Pick, looks_digital};
use super::item::ItemKey;
use super::list::List;
use super::marketplace::Marketplace;
use super::status::Status;

/// Whether an item that stands there is still to buy, and can lie in a cart. Files never do.
fn is_to_add(item: &CartItem, status: Status) -> bool {
    status.is_to_buy() && !looks_digital(&item.title())
}

/// What is still to buy in this store and can be brought into its cart, the newest first; of `keys` only, where some are
/// named, and then wherever they stand.
#[must_use]
pub fn to_add<'a>(
    items: impl Iterator<Item = (&'a CartItem, Status)>,
    store: Marketplace,
    keys: Option<&[ItemKey]>,
) -> Vec<Pick> {
    let wanted = |item: &CartItem, status| match keys {
        Some(keys) => keys.contains(&item.found.key),
        None => is_to_add(item, status),
    };
    let here = |item: &CartItem| store.is_open() && item.found.key.marketplace() == Some(store);
    let mut items: Vec<&CartItem> =
        items.filter(|(item, status)| here(item) && wanted(item, *status)).map(|(item, _)| item).collect();
    items.sort_by(|one, other| {
        let newer = other.saved_at.total_cmp(&one.saved_at);
        newer.then_with(|| one.found.key.cmp(&other.found.key))
    });
    let pick =
        |item: &CartItem| Pick { key: item.found.key.clone(), title: item.title(), wanted: item.units };
    items.into_iter().map(pick).collect()
}

impl List {
    fn items(&self) -> impl Iterator<Item = (&CartItem, Status)> {
        self.entries().iter().map(|entry| (&entry.item, entry.status))
    }

    /// How many are still to buy in each store and can be brought into its cart, the store with most first.
    #[must_use]
    pub fn stores_to_add(&self) -> Vec<(Marketplace, usize)> {
        let to_add = self.items().filter(|(item, status)| is_to_add(item, *status));
        counted(to_add.map(|(item, _)| &item.found.key))
    }

    /// Whether there are items of several stores, or links of which nobody knows the store beside them.
    #[must_use]
    pub fn has_several_stores(&self) -> bool {
        let mut stores = self.items().map(|(item, _)| item.found.store());
        stores.next().is_some_and(|first| stores.any(|other| other != first))
    }

    /// How many are still to buy: the one number that toolbar, popup and list say.
    #[must_use]
    pub fn to_buy(&self) -> usize {
        self.items().filter(|(_, status)| status.is_to_buy()).count()
    }
}

/// How many of these products each store has, most first. The stores that are closed take nothing.
pub fn counted<'a>(keys: impl Iterator<Item = &'a ItemKey>) -> Vec<(Marketplace, usize)> {
    let mut stores: Vec<(Marketplace, usize)> = Vec::new();
    for store in keys.filter_map(ItemKey::marketplace).filter(|store| store.is_open()) {
        match stores.iter_mut().find(|(there, _)| *there == store) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => stores.push((store, 1)),
        }
    }
    stores.sort_by_key(|(store, count)| (std::cmp::Reverse(*count), *store));
    stores
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::kept;

    fn item(number: u32, store: &str, title: &str) -> CartItem {
        let mut item = CartItem::new(kept("1"), f64::from(number));
        item.found.key = format!("B{number:09}@{store}").parse().unwrap();
        item.found.title = Some(title.to_owned());
        item
    }

    #[test]
    fn what_is_still_to_buy_goes_along_the_newest_first() {
        let items = [
            (item(1, "amazon.de", "A kettle"), Status::Saved),
            (item(2, "amazon.de", "A lamp"), Status::NotAdded),
            (item(3, "amazon.de", "A pot"), Status::InCart),
            (item(4, "amazon.de", "A novel (Kindle Edition)"), Status::Replied),
            (item(5, "amazon.com", "A pan"), Status::Saved),
            (item(6, "amazon.de", "A cup"), Status::Later),
        ];
        let of = |store, keys: Option<&[ItemKey]>| {
            let all = items.iter().map(|(item, status)| (item, *status));
            to_add(all, store, keys).into_iter().map(|pick| pick.title).collect::<Vec<_>>()
        };
        assert_eq!(of(Marketplace::De, None), ["A lamp", "A kettle"]);
        assert_eq!(of(Marketplace::Com, None), ["A pan"]);
        let named = [&items[2].0, &items[4].0].map(|item| item.found.key.clone());
        assert_eq!(of(Marketplace::De, Some(&named)), ["A pot"], "the user's own choice, wherever it stands");
    }
}
