//! What of the list is still to buy, and what of that can be brought into which cart.

use super::handover::{Pick, looks_digital};
use super::item::ItemKey;
use super::list::{Entry, List};
use super::marketplace::Marketplace;

impl List {
    /// What is still to buy in this store and can be brought into its cart, the newest first; of `keys` only, where some
    /// are named, and then whatever they stand at. Files never lie in a cart.
    #[must_use]
    pub fn to_add(&self, store: Marketplace, keys: Option<&[ItemKey]>) -> Vec<Pick> {
        let wanted = |entry: &&Entry| match keys {
            Some(keys) => keys.contains(&entry.item.found.key),
            None => entry.is_to_add(),
        };
        let here = |entry: &&Entry| store.is_open() && entry.item.found.key.marketplace() == Some(store);
        let mut entries: Vec<&Entry> = self.entries().iter().filter(here).filter(wanted).collect();
        entries.sort_unstable_by(|one, other| {
            let newer = other.item.saved_at.total_cmp(&one.item.saved_at);
            newer.then_with(|| one.item.found.key.cmp(&other.item.found.key))
        });
        let pick = |entry: &Entry| Pick {
            key: entry.item.found.key.clone(),
            title: entry.item.title(),
            wanted: entry.item.units,
        };
        entries.into_iter().map(pick).collect()
    }

    /// How many are still to buy in each store and can be brought into its cart, the store with most first.
    #[must_use]
    pub fn stores_to_add(&self) -> Vec<(Marketplace, usize)> {
        counted(self.entries().iter().filter(|entry| entry.is_to_add()).map(|entry| &entry.item.found.key))
    }

    /// Whether there are items of several stores, or links of which nobody knows the store beside them.
    #[must_use]
    pub fn has_several_stores(&self) -> bool {
        let mut stores = self.entries().iter().map(|entry| entry.item.found.store());
        stores.next().is_some_and(|first| stores.any(|other| other != first))
    }

    /// How many are still to buy: the one number that toolbar, popup and list say.
    #[must_use]
    pub fn to_buy(&self) -> usize {
        self.entries().iter().filter(|entry| entry.standing.is_to_buy()).count()
    }
}

impl Entry {
    /// Whether it is still to buy, and can lie in a cart.
    fn is_to_add(&self) -> bool {
        self.standing.is_to_buy() && !looks_digital(&self.item.title())
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
    stores.sort_unstable_by_key(|(store, count)| (std::cmp::Reverse(*count), *store));
    stores
}
