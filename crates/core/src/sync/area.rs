//! What goes into the browser's sync storage: how much, and under which keys.
//!
//! It takes 102,400 bytes in all, 8,192 under a key, and 512 keys (Chrome's `storage.sync`, which Firefox follows;
//! November 2026). Entries lie in 64 buckets, so that one change writes one small bucket, and all changes of a while
//! are one write.

use super::line::Carried;
use super::{SyncEntry, line};
use crate::item::ItemKey;
use crate::order::{TextIndex, newest_first};

/// How many buckets there are.
pub const BUCKETS: u32 = 64;
/// How many items are synced at the most.
pub const MOST_ITEMS: usize = 400;
/// How many bytes all entries may take; the rest of the quota is margin for keys and for how browsers count.
pub const ROOM: usize = 92_000;
/// How many bytes the entries of one bucket may take.
pub const BUCKET_BYTES: usize = 7_600;

/// What the key of a bucket begins with. What a later version could not write so that this one reads it, it writes
/// under another name.
const PREFIX: &str = "list1:";

/// The longest text that the browser takes under one key, in bytes. Whatever is longer was not written by a browser.
pub const QUOTA_BYTES: usize = 8_192;

/// The storage key of the word that everything was forgotten; see [`forgotten`](super::forgotten).
pub const FORGOTTEN: &str = "list1:forgotten";

/// The storage key of the bucket that an item belongs to.
#[must_use]
pub fn bucket_of(key: &ItemKey) -> String {
    name(fnv(&key.to_string()) % BUCKETS)
}

/// FNV-1a: the same on every machine and in every version.
pub(super) fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn name(bucket: u32) -> String {
    format!("{PREFIX}{bucket:02}")
}

/// The storage keys of all buckets.
pub(super) fn names() -> impl Iterator<Item = String> {
    (0..BUCKETS).map(name)
}

/// How many bytes a text takes as JSON, at the most.
#[must_use]
pub fn bytes(text: &str) -> usize {
    text.chars()
        .map(|sign| match sign {
            '"' | '\\' | '\n' | '\r' | '\t' => 2,
            '<' | '>' | '&' | '\u{0}'..='\u{1f}' | '\u{7f}' | '\u{2028}' | '\u{2029}' => 6,
            _ => sign.len_utf8(),
        })
        .sum()
}

/// Takes of these entries what fits beside the lines that are `carried`, the newest first. Returns it, and how many items
/// that are in the list do not.
pub(super) fn fit(entries: &[SyncEntry], carried: &[Carried]) -> (Vec<SyncEntry>, usize) {
    let order = |entry: &SyncEntry| format!("{} {}", newest_first(entry.moved_at()), entry.key);
    let order = TextIndex::of(entries.iter().map(order));
    let (mut kept, mut left_out, mut items, mut all) = (Vec::new(), 0_usize, 0_usize, 0_usize);
    let names: Vec<String> = names().collect();
    let mut buckets = vec![0_usize; names.len()];
    let place = |key: &ItemKey| {
        let bucket = bucket_of(key);
        names.iter().position(|name| *name == bucket)
    };
    for Carried { key, line } in carried {
        let size = bytes(line) + 2;
        all += size;
        if let Some(bucket) = place(key).and_then(|place| buckets.get_mut(place)) {
            *bucket += size;
        }
    }
    for entry in order.in_order().into_iter().filter_map(|place| entries.get(place)) {
        // What does not fit is not counted: a machine that has never heard of it comes to the same, and nobody quarrels.
        let size = bytes(&line::line(entry)) + 2;
        let item = usize::from(entry.is_there());
        let bucket = place(&entry.key).and_then(|place| buckets.get_mut(place));
        let Some(bucket) = bucket.filter(|bucket| **bucket + size <= BUCKET_BYTES) else {
            left_out += item;
            continue;
        };
        if items + item <= MOST_ITEMS && all + size <= ROOM {
            (*bucket, all, items) = (*bucket + size, all + size, items + item);
            kept.push(entry.clone());
        } else {
            left_out += item;
        }
    }
    (kept, left_out)
}
