//! The list as a page holds it: every record read once, looked through by prepared words, and put in order.
//!
//! A change of one record costs the reading of that one, however long the list is. Which of the items are shown, and
//! in what order, is [`List::arrange`]d anew.

mod arrange;

pub use arrange::{Arranged, Heading};

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use serde::Deserialize;

use super::Millis;
use super::alphabet::Alphabet;
use super::cart::CartItem;
use super::handover::{Sent, Session};
use super::item::ItemKey;
use super::picture::Picture;
use super::raw::Raw;
use super::records::{ITEM, Kind, PICTURE, REMOVED, SENT, SESSION};
use super::schema::{Record, Stored, read};
use super::status::{Status, status_of};
use super::tweet::TweetRef;

/// One item with what is known beside its record.
#[derive(Clone, Debug)]
pub struct ListEntry {
    /// The item.
    pub item: CartItem,
    /// How its last hand-over ended, unless the item was kept anew since.
    pub sent: Option<Sent>,
    /// Where it stands.
    pub status: Status,
    /// Since when.
    pub since: Millis,
    /// Its picture as a `data:` address, where one was kept.
    pub picture: Option<Rc<str>>,
    /// Grows with every change of this entry: what is painted already is known by it.
    pub revision: u32,
    /// Title, author, ASIN or link, note and the post's words, folded: what is searched.
    words: String,
    /// The author in lower case.
    author: String,
}

/// What is known of a key, whether there is an item or not.
#[derive(Clone, Debug, Default)]
struct KeyFacts {
    place: Option<usize>,
    sent: Option<Sent>,
    removed: Option<String>,
    in_session: Option<Millis>,
    picture: Option<Rc<str>>,
}

/// Every record that concerns the list.
#[derive(Clone, Debug, Default)]
pub struct List {
    entries: Vec<ListEntry>,
    known: HashMap<ItemKey, KeyFacts>,
    session: Option<Session>,
    /// Keys of records that cannot be shown, and whether a newer version wrote them.
    hidden: HashMap<String, bool>,
    changes: u32,
    alphabet: Alphabet,
    /// The titles' places in their order, as they were after so many changes.
    ranks: RefCell<Option<(u32, Rc<[usize]>)>>,
    /// All items, as they were put in order last.
    order: RefCell<Option<arrange::Order>>,
}

/// The one field that says how soon an item is shown.
#[derive(Deserialize)]
struct KeptAt {
    saved_at: Millis,
}

impl Stored for KeptAt {}

/// Puts records in the order in which their list is best taken in: what is known beside the items, and then the
/// items from the newest on. So the first of them are those that are shown first, and stay where they are when the
/// others come. What decides that is read as they come, while the storage is at work on the next.
#[derive(Debug)]
pub struct NewestFirst<R>(Vec<(Millis, (String, R))>);

impl<R> Default for NewestFirst<R> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<R: Raw> NewestFirst<R> {
    /// Takes in some of them.
    pub fn take(&mut self, records: Vec<(String, R)>) {
        let at = |name: &str, raw: &R| match read::<KeptAt>(raw) {
            Record::Read(kept) if ITEM.holds(name) => kept.saved_at,
            // Rows are there without their pictures as well.
            _ if PICTURE.holds(name) => Millis::NEG_INFINITY,
            // What cannot be read is no row.
            _ => Millis::INFINITY,
        };
        self.0.extend(records.into_iter().map(|(name, raw)| (at(&name, &raw), (name, raw))));
    }

    /// All that were taken in.
    #[must_use]
    pub fn sorted(self) -> Vec<(String, R)> {
        let Self(mut timed) = self;
        timed.sort_unstable_by(|(one, _), (other, _)| other.total_cmp(one));
        timed.into_iter().map(|(_, record)| record).collect()
    }
}

impl List {
    /// An empty list, in a language that finds and orders words so.
    #[must_use]
    pub fn in_language(alphabet: Alphabet) -> Self {
        Self { alphabet, ..Self::default() }
    }

    /// All items, in no order.
    #[must_use]
    pub fn entries(&self) -> &[ListEntry] {
        &self.entries
    }

    /// The item of that key.
    #[must_use]
    pub fn get(&self, key: &ItemKey) -> Option<&ListEntry> {
        self.entries.get(self.known.get(key)?.place?)
    }

    /// The address of the post that an item came from.
    #[must_use]
    pub fn tweet_url(&self, key: &ItemKey) -> Option<String> {
        self.get(key)?.item.found.tweet.as_ref().map(TweetRef::url)
    }

    /// The hand-over that is under way, or was last.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// How many records cannot be shown because nobody can read them, and because a newer version wrote them.
    #[must_use]
    pub fn hidden(&self) -> (usize, usize) {
        let newer = self.hidden.values().filter(|newer| **newer).count();
        (self.hidden.len().saturating_sub(newer), newer)
    }

    /// How many items can come back, and what one of them is called. Those that are in the list again cannot.
    #[must_use]
    pub fn removed(&self) -> Option<(usize, &str)> {
        let gone = self.known.values().filter(|known| known.place.is_none());
        let mut gone = gone.filter_map(|known| known.removed.as_deref());
        gone.next().map(|title| (gone.count().saturating_add(1), title))
    }

    /// Takes in one record of the storage; `None`: it was deleted. Records that do not concern the list are let by.
    pub fn take(&mut self, name: &str, raw: Option<&impl Raw>) {
        self.changes = self.changes.wrapping_add(1);
        match Kind::of(name) {
            Some(Kind::Item) => self.take_item(name, raw),
            Some(Kind::Sent) => {
                let Some(key) = SENT.parse(name) else { return };
                self.known.entry(key.clone()).or_default().sent = raw.and_then(|raw| SENT.data(raw));
                self.stand(&key);
            }
            Some(Kind::Removed) => {
                let Some(key) = REMOVED.parse(name) else { return };
                let removed = raw.and_then(|raw| REMOVED.data(raw));
                self.known.entry(key).or_default().removed = removed.map(|item| item.title());
            }
            Some(Kind::Picture) => {
                let Some(key) = PICTURE.parse(name) else { return };
                let picture =
                    raw.and_then(|raw| PICTURE.data(raw)).map(|picture: Picture| picture.address().into());
                self.known.entry(key.clone()).or_default().picture = picture;
                self.stand(&key);
            }
            Some(Kind::Session) => self.take_session(raw.and_then(|raw| SESSION.data(raw))),
            _ => {}
        }
    }

    fn take_item(&mut self, name: &str, raw: Option<&impl Raw>) {
        self.hidden.remove(name);
        let key = ITEM.parse(name);
        match (raw.map(|raw| ITEM.read(raw)), key) {
            (Some(Record::Read(item)), Some(key)) if item.found.key == key => self.put(key, item),
            (None, Some(key)) => self.drop(&key),
            (None, None) => {}
            (Some(found), key) => {
                if let Some(key) = key {
                    self.drop(&key);
                }
                self.hidden.insert(name.to_owned(), matches!(found, Record::Newer(_)));
            }
        }
    }

    fn take_session(&mut self, session: Option<Session>) {
        let old = std::mem::replace(&mut self.session, session.clone());
        for (session, is_new) in [(old, false), (session, true)] {
            let Some(session) = session else { continue };
            let begun = Some(session.begun).filter(|_| is_new && !session.is_done());
            for item in session.items {
                self.known.entry(item.key.clone()).or_default().in_session = begun;
                self.stand(&item.key);
            }
        }
    }

    fn put(&mut self, key: ItemKey, item: CartItem) {
        let author = item.author().to_lowercase();
        let quote = item.found.quote.as_deref().unwrap_or_default();
        let words = format!("{}\n@{author}\n{}\n{}\n{quote}", item.title(), key.name(), item.note);
        let words = (self.alphabet.fold)(&words);
        let entry = ListEntry {
            since: item.saved_at,
            item,
            sent: None,
            picture: None,
            status: Status::Saved,
            revision: 0,
            words,
            author,
        };
        let known = self.known.entry(key.clone()).or_default();
        match known.place.and_then(|place| self.entries.get_mut(place)) {
            Some(there) => *there = entry,
            None => {
                known.place = Some(self.entries.len());
                self.entries.push(entry);
            }
        }
        self.stand(&key);
    }

    fn drop(&mut self, key: &ItemKey) {
        let Some(place) = self.known.get_mut(key).and_then(|known| known.place.take()) else { return };
        if place < self.entries.len() {
            self.entries.swap_remove(place);
        }
        // The last one has taken its place.
        if let Some(moved) = self.entries.get(place)
            && let Some(known) = self.known.get_mut(&moved.item.found.key)
        {
            known.place = Some(place);
        }
    }

    /// Works out anew where an item stands.
    fn stand(&mut self, key: &ItemKey) {
        let Some(known) = self.known.get(key) else { return };
        let Some(entry) = known.place.and_then(|place| self.entries.get_mut(place)) else { return };
        (entry.status, entry.since) = status_of(&entry.item, known.sent.as_ref(), known.in_session);
        entry.picture.clone_from(&known.picture);
        entry.sent = known.sent.filter(|sent| sent.at >= entry.item.saved_at);
        entry.revision = self.changes;
    }
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
