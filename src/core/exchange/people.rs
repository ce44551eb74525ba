//! Whose posts the items came from, and what has to go when one of these people is to be forgotten.

use crate::core::cart::CartItem;
use crate::core::order::Places;
use crate::core::schema::{
    CLAIM_PREFIX, ITEM_PREFIX, REMOVED_PREFIX, Raw, Record, claim_key, lead_key, read, sent_key,
};

/// What forgetting somebody takes away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// How many items.
    pub items: usize,
    /// The storage keys of all that goes.
    pub keys: Vec<String>,
}

/// The authors of these items with the number of each, by name. Handles are told apart as X does, without case.
#[must_use]
pub fn authors<'a>(items: impl IntoIterator<Item = &'a CartItem>) -> Vec<(String, usize)> {
    let mut count: Vec<(String, usize)> = Vec::new();
    let mut places = Places::default();
    for author in items.into_iter().filter_map(author) {
        let name = author.to_ascii_lowercase();
        if let Some((_, items)) = places.get(&name).and_then(|place| count.get_mut(place)) {
            *items += 1;
        } else {
            places.put(name, count.len());
            count.push((author.to_owned(), 1));
        }
    }
    places.in_order().into_iter().filter_map(|place| count.get(place).cloned()).collect()
}

fn author(item: &CartItem) -> Option<&str> {
    item.found.tweet.as_ref().map(|tweet| tweet.author.as_str()).filter(|author| !author.is_empty())
}

/// What has to go to forget an author: the items, the one removed last, the words that their posts were replied to,
/// where their links led, and how they fared in a hand-over.
#[must_use]
pub fn by_author<R: Raw>(records: &[(String, R)], wanted: &str) -> Gone {
    let mut gone = Gone::default();
    for (key, raw) in records {
        let kept = key.starts_with(ITEM_PREFIX);
        if !kept && !key.starts_with(REMOVED_PREFIX) {
            continue;
        }
        let Record::Read(item) = read::<CartItem>(raw) else { continue };
        if !author(&item).is_some_and(|author| author.eq_ignore_ascii_case(wanted)) {
            continue;
        }
        gone.items += usize::from(kept);
        gone.keys.push(key.clone());
        gone.keys.push(sent_key(&item.found.key));
        gone.keys.extend(item.tweet_id().map(claim_key));
        gone.keys.extend(item.found.via.iter().map(lead_key));
    }
    // A post that was replied to for another of its products is this author's too: the claim names the item.
    let goes = Places::of(gone.keys.iter().cloned());
    for (key, raw) in records.iter().filter(|(key, _)| key.starts_with(CLAIM_PREFIX)) {
        let Record::Read(holder) = read::<crate::core::item::ItemKey>(raw) else { continue };
        if goes.get(&format!("{ITEM_PREFIX}{holder}")).is_some() && goes.get(key).is_none() {
            gone.keys.push(key.clone());
        }
    }
    gone
}
