//! One round of syncing: what the user did here, what came from elsewhere, and what is to be written where.

use super::area::{fit, names};
use super::line::{found, line, shelf_sign};
use super::{Body, Core, Edit, Entry, LINK, NOTE, Shelved, TITLE, Time, bucket_of, decode, encode};
use crate::core::Millis;
use crate::core::cart::{CartItem, ItemStatus};
use crate::core::find::Kept;
use crate::core::item::ItemKey;
use crate::core::order::Places;

/// A change of the list here that comes from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The item is to be so.
    Put(Box<CartItem>),
    /// The item is to go.
    Delete(ItemKey),
}

/// What a round comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// What is to be changed here, before anything else is written.
    pub changes: Vec<Change>,
    /// What this machine holds then.
    pub shadow: String,
    /// What is to be written into the area: bucket and text.
    pub writes: Vec<(String, String)>,
    /// Buckets that are empty now.
    pub removes: Vec<String>,
    /// How many items are synced.
    pub synced: usize,
    /// How many are not, for want of room.
    pub left_out: usize,
}

/// Does a round. `shadow` is what the last one left, `None` where there was none; `frozen` are items whose records
/// nobody here may touch; `area` is the sync storage, bucket by bucket.
#[must_use]
pub fn round(
    shadow: Option<&str>,
    local: &[CartItem],
    frozen: &[ItemKey],
    area: &[(String, String)],
    now: Millis,
) -> Round {
    let now = whole(now);
    let theirs = Known::of(area.iter().flat_map(|(_, text)| decode(text)), now);
    let mut mine = Known::of(shadow.map(decode).unwrap_or_default(), now);
    let here = Places::of(local.iter().map(|item| item.found.key.to_string()));
    let item_here = |key: &ItemKey| here.get(&key.to_string()).and_then(|place| local.get(place));
    for entry in &mut mine.all {
        if entry.is_there() && item_here(&entry.key).is_none() && !frozen.contains(&entry.key) {
            entry.removed = now.max(entry.added);
        }
    }
    for item in local {
        let key = &item.found.key;
        // Turned on only now: what was removed elsewhere before that stays here, because nobody removed it here.
        let before =
            mine.get(key).or_else(|| theirs.get(key).filter(|it| shadow.is_none() && !it.is_there()));
        let entry = noted(before, item, now);
        mine.put(entry);
    }
    let all = Known::of(mine.all.into_iter().chain(theirs.all), now).all;
    let mut changes = Vec::new();
    for entry in all.iter().filter(|entry| !frozen.contains(&entry.key)) {
        let key = &entry.key;
        match (item_here(key), &entry.body) {
            (Some(_), None) => changes.push(Change::Delete(key.clone())),
            (None, None) => {}
            (there, Some(body)) => {
                let item = shown(key, body, there);
                if there.is_none_or(|there| *there != item) {
                    changes.push(Change::Put(Box::new(item)));
                }
            }
        }
    }
    let (mut kept, left_out) = fit(&all);
    // What could not be read again is not written, or it would be written again and again.
    kept.retain(|entry| decode(&line(entry)).first() == Some(entry));
    let kept = Known::of(kept, now).all;
    let buckets: Vec<String> = kept.iter().map(|entry| bucket_of(&entry.key)).collect();
    let (mut writes, mut removes) = (Vec::new(), Vec::new());
    for name in names() {
        let there = area.iter().find(|(bucket, _)| *bucket == name).map(|(_, text)| text.as_str());
        let ours = kept.iter().zip(&buckets).filter(|(_, bucket)| **bucket == name);
        let ours = encode(ours.map(|(entry, _)| entry));
        // What is spent is only left out of what is written anyway: clocks differ, and nobody should quarrel over it.
        let same = encode(&Known::of(there.map(decode).unwrap_or_default(), now).all) == ours;
        match (ours.is_empty(), there) {
            (true, Some(_)) if !same => removes.push(name),
            (false, _) if !same => writes.push((name, ours)),
            _ => {}
        }
    }
    let synced = kept.iter().filter(|entry| entry.is_there()).count();
    Round { changes, shadow: encode(&kept), writes, removes, synced, left_out }
}

fn whole(at: Millis) -> Time {
    // Negative times and what is no number become 0.
    at as Time
}

/// Entries, one for each item, in the order of their keys.
#[derive(Default)]
struct Known {
    all: Vec<Entry>,
    places: Places,
}

impl Known {
    /// All of these as one for each item, without what is spent.
    fn of(entries: impl IntoIterator<Item = Entry>, now: Time) -> Self {
        let mut joined = Self::default();
        for entry in entries {
            let entry = match joined.get(&entry.key) {
                Some(there) => there.clone().join(entry),
                None => entry,
            };
            joined.put(entry);
        }
        let mut known = Self::default();
        for entry in joined.places.in_order().into_iter().filter_map(|place| joined.all.get(place)) {
            if !entry.is_spent(now) {
                known.put(entry.clone().settled());
            }
        }
        known
    }

    fn get(&self, key: &ItemKey) -> Option<&Entry> {
        self.all.get(self.places.get(&key.to_string())?)
    }

    /// Puts an entry in the place of what is known of its item.
    fn put(&mut self, entry: Entry) {
        let key = entry.key.to_string();
        match self.places.get(&key).and_then(|place| self.all.get_mut(place)) {
            Some(there) => *there = entry,
            None => {
                self.places.put(key, self.all.len());
                self.all.push(entry);
            }
        }
    }
}

/// What is known of an item that is in the list here. What differs from before was changed just now.
fn noted(before: Option<&Entry>, item: &CartItem, now: Time) -> Entry {
    let new = body(item);
    let key = item.found.key.clone();
    let Some(before) = before else {
        return Entry { key, added: whole(item.saved_at).max(1), removed: 0, body: Some(new) };
    };
    let Some(old) = before.body.as_ref().filter(|_| before.is_there()) else {
        let added = now.max(before.removed + 1);
        return Entry {
            key,
            added,
            removed: before.removed,
            body: Some(Body { since: before.removed, ..new }),
        };
    };
    let later = |at: Time| now.max(at.saturating_add(1));
    let core = Core { at: old.core.at, ..new.core };
    let core = if core == old.core { core } else { Core { at: later(core.at), ..core } };
    let edit = Edit { at: old.edit.at, ..new.edit };
    let edit = if edit == old.edit { edit } else { Edit { at: later(edit.at), ..edit } };
    let shelf = Shelved { at: old.shelf.at, ..new.shelf };
    let shelf = if shelf == old.shelf { shelf } else { Shelved { at: later(shelf.at), ..shelf } };
    Entry { body: Some(Body { since: old.since, core, edit, shelf }), ..before.clone() }
}

/// What travels of an item, with the item's own times.
fn body(item: &CartItem) -> Body {
    let Kept { key, link, title, own_words, tweet, .. } = &item.found;
    let plain = match key {
        ItemKey::Product(product) => product.url(),
        ItemKey::Link(link) => link.url(),
    };
    let reply = match &item.status {
        ItemStatus::Replied { url } => url.clone(),
        ItemStatus::Saved | ItemStatus::Replying | ItemStatus::ReplyFailed { .. } => String::new(),
    };
    Body {
        since: 0,
        core: Core {
            at: whole(item.changed_at),
            saved_at: whole(item.saved_at),
            reply,
            link: if *link == plain || link.len() > LINK { String::new() } else { link.clone() },
            title: title.as_deref().map(|title| cut(title, TITLE)).unwrap_or_default(),
            own_words: *own_words,
            tweet: tweet.as_ref().map(|tweet| (tweet.id.clone(), tweet.author.clone())),
        },
        edit: Edit {
            at: item.edited_at.map_or(0, whole),
            units: item.units.max(1),
            note: cut(&item.note, NOTE),
        },
        shelf: Shelved {
            at: item.shelf.map_or(0, |(_, at)| whole(at)),
            shelf: item.shelf.map(|(shelf, _)| shelf),
        },
    }
}

/// At most so many characters, the last of them `…` where some are missing.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// The item as these words have it; what they do not change stays as it is here.
fn shown(key: &ItemKey, body: &Body, there: Option<&CartItem>) -> CartItem {
    let Body { core, edit, shelf, .. } = body;
    let new = || CartItem::new(found(key, core), core.saved_at as Millis);
    let mut item = there.cloned().unwrap_or_else(new);
    let now = self::body(&item);
    if (Core { at: core.at, ..now.core.clone() }) != *core {
        let Kept { link, title, own_words, tweet, .. } = found(key, core);
        if now.core.link != core.link {
            item.found.link = link;
        }
        if now.core.title != core.title {
            item.found.title = title;
        }
        item.found.own_words = own_words;
        if now.core.tweet != core.tweet {
            item.found.tweet = tweet;
        }
        if now.core.saved_at != core.saved_at {
            item.saved_at = core.saved_at as Millis;
        }
        if now.core.reply != core.reply {
            item.changed_at = core.at as Millis;
            item.status = match core.reply.as_str() {
                "" => ItemStatus::Saved,
                url => ItemStatus::Replied { url: url.to_owned() },
            };
        }
    }
    if (now.edit.units, &now.edit.note) != (edit.units, &edit.note) {
        item.units = edit.units;
        if now.edit.note != edit.note {
            item.note.clone_from(&edit.note);
        }
        item.edited_at = Some(edit.at as Millis);
    }
    if shelf_sign(now.shelf.shelf) != shelf_sign(shelf.shelf) {
        item.shelf = shelf.shelf.map(|it| (it, shelf.at as Millis));
    }
    item
}
