//! Whose posts the items came from, what has to go when one of these people is to be forgotten, and what was abandoned.

use std::collections::HashSet;

use crate::Millis;
use crate::cart::CartItem;
use crate::handover::Walk;
use crate::item::ItemKey;
use crate::message::PendingIntent;
use crate::order::TextIndex;
use crate::raw::Raw;
use crate::schema::{
    CLAIM_PREFIX, ITEM_PREFIX, PENDING_INTENT_PREFIX, REMOVED_PREFIX, Record, SENDING_PREFIX, Stored,
    WALK_KEY, claim_key, lead_key, read, sent_key,
};

/// How long a page of X's may take from its opening to its script, in milliseconds.
const ERRAND_MS: Millis = 120_000.0;

/// What forgetting somebody takes away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gone {
    /// How many items.
    pub items: usize,
    /// The storage keys of all that goes.
    pub keys: Vec<String>,
    /// What the hand-over's record becomes, where it stays and is changed.
    pub walk: Option<Walk>,
}

/// The authors of these items with the number of each, by name. Handles are told apart as X does, without case.
#[must_use]
pub fn authors<'a>(items: impl IntoIterator<Item = &'a CartItem>) -> Vec<(String, usize)> {
    let mut count: Vec<(String, usize)> = Vec::new();
    let mut places = TextIndex::default();
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

/// The records of one kind that can be read.
fn of_kind<'a, T: Stored, R: Raw>(
    records: &'a [(String, R)],
    prefix: &'a str,
) -> impl Iterator<Item = (&'a String, T)> {
    records.iter().filter(move |(key, _)| key.starts_with(prefix)).filter_map(|(key, raw)| match read(raw) {
        Record::Read(data) => Some((key, data)),
        Record::Newer(_) | Record::Unreadable(_) => None,
    })
}

/// What has to go to forget an author: the items, the one removed last, the claims of replies to their posts, where
/// their links led, how they fared in a hand-over and what that called them, the replies to them that are being sent or
/// were to be written on a page of X's.
#[must_use]
pub fn by_author<R: Raw>(records: &[(String, R)], wanted: &str) -> Gone {
    let mut gone = Gone::default();
    let (mut theirs, mut others) = (HashSet::new(), HashSet::new());
    for prefix in [ITEM_PREFIX, REMOVED_PREFIX] {
        for (key, item) in of_kind::<CartItem, _>(records, prefix) {
            if !author(&item).is_some_and(|author| author.eq_ignore_ascii_case(wanted)) {
                if prefix == ITEM_PREFIX {
                    others.insert(item.found.key);
                }
                continue;
            }
            gone.items += usize::from(prefix == ITEM_PREFIX);
            gone.keys.push(key.clone());
            gone.keys.push(sent_key(&item.found.key));
            gone.keys.extend(item.tweet_id().map(claim_key));
            gone.keys.extend(item.found.via.iter().map(lead_key));
            theirs.insert(item.found.key);
        }
    }
    for (key, intent) in of_kind::<PendingIntent, _>(records, PENDING_INTENT_PREFIX) {
        if intent.found.tweet.is_some_and(|tweet| tweet.author.eq_ignore_ascii_case(wanted)) {
            gone.keys.push(key.clone());
        }
    }
    // A post that was replied to for another of its products is this author's too: the claim names the item.
    for prefix in [CLAIM_PREFIX, SENDING_PREFIX] {
        for (key, holder) in of_kind::<ItemKey, _>(records, prefix) {
            if theirs.contains(&holder) {
                gone.keys.push(key.clone());
            }
        }
    }
    // Nobody knows any more whose those were that have left the list since.
    if let Some((key, walk)) = of_kind::<Walk, _>(records, WALK_KEY).next()
        && walk.items.iter().any(|item| !others.contains(&item.key))
        && !(theirs.is_empty() && gone.keys.is_empty())
    {
        gone.walk = walk.without(|item| !others.contains(item));
        if gone.walk.is_none() {
            gone.keys.push(key.clone());
        }
    }
    gone.keys.sort_unstable();
    gone.keys.dedup();
    gone
}

/// The keys of what was begun and never ended: pages of X's that were opened for a reply and never told so, and, after
/// a start of the browser, which tabs were sending.
#[must_use]
pub fn abandoned<R: Raw>(records: &[(String, R)], now: Millis, started: bool) -> Vec<String> {
    let intents = of_kind::<PendingIntent, _>(records, PENDING_INTENT_PREFIX);
    let mut keys: Vec<String> =
        intents.filter(|(_, intent)| !intent.is_fresh(now)).map(|(key, _)| key.clone()).collect();
    if started {
        keys.extend(
            records.iter().map(|(key, _)| key).filter(|key| key.starts_with(SENDING_PREFIX)).cloned(),
        );
    }
    keys
}

impl PendingIntent {
    /// Whether the page that it was left for may still come.
    #[must_use]
    pub fn is_fresh(&self, now: Millis) -> bool {
        (now - self.at).abs() < ERRAND_MS
    }
}
