//! Which items are shown, in which order and under which headings.
//!
//! All items are put in order once, and that is kept: another search, another choice or a step of the focus goes through
//! them in it. After a change the order before is where the next one begins.

use std::cmp::Ordering;
use std::rc::Rc;

use super::{List, ListEntry};
use crate::Millis;
use crate::query::{GroupBy, ItemFilter, Query, Sort};
use crate::status::Status;

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub enum Heading {
    /// A store, or the host of a link.
    Store(String),
    /// An author's handle; empty where nobody knows it.
    Author(String),
    /// A day, known by a moment of it.
    Day(Millis),
}

/// What is shown, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arranged {
    /// Places in [`List::entries`].
    pub order: Vec<usize>,
    /// Headings, each with the place in `order` that it stands before.
    pub heads: Vec<(usize, Heading)>,
    /// How many match words and author, by status, as [`Status::ALL`] has them.
    pub counts: [usize; Status::ALL.len()],
}

impl Arranged {
    /// How many of those that match words and author such a choice would show.
    #[must_use]
    pub fn count(&self, only: ItemFilter) -> usize {
        let counted = Status::ALL.iter().zip(self.counts).filter(|(status, _)| only.takes(**status));
        counted.map(|(_, count)| count).sum()
    }
}

/// All items in an order.
#[derive(Clone, Debug)]
pub(super) struct Order {
    /// After how many changes.
    changes: u32,
    sort: Sort,
    group: GroupBy,
    /// Their places in [`List::entries`].
    places: Rc<[usize]>,
}

impl List {
    /// What is shown of it, and in which order. `day` numbers the days of the user's calendar.
    #[must_use]
    pub fn arrange(&self, query: &Query, day: &dyn Fn(Millis) -> i64) -> Arranged {
        let words = (self.alphabet.fold)(&query.words);
        let words: Vec<&str> = words.split_whitespace().collect();
        let author = query.author.as_deref().map(str::to_lowercase);
        // By place; none where they do not count.
        let days: Vec<i64> = match query.group {
            GroupBy::Day => self.entries.iter().map(|entry| day(entry.item.saved_at)).collect(),
            GroupBy::None | GroupBy::Store | GroupBy::Author => Vec::new(),
        };
        let mut counts = [0_usize; Status::ALL.len()];
        let mut order = Vec::new();
        for place in self.in_order(query.sort, query.group, &days).iter().copied() {
            let Some(entry) = self.entries.get(place) else { continue };
            let matches = author.as_ref().is_none_or(|author| entry.author == *author)
                && words.iter().all(|word| entry.words.contains(word));
            if !matches {
                continue;
            }
            if let Some(count) = counts.get_mut(entry.status as usize) {
                *count = count.saturating_add(1);
            }
            if query.only.takes(entry.status) {
                order.push(place);
            }
        }
        let heads = self.heads(query.group, &order, &days);
        Arranged { order, heads, counts }
    }

    /// All items in their order; worked out once until something changes.
    fn in_order(&self, sort: Sort, group: GroupBy, days: &[i64]) -> Rc<[usize]> {
        let mut kept = self.order.borrow_mut();
        if let Some(known) = kept.as_ref()
            && (known.changes, known.sort, known.group) == (self.changes, sort, group)
            // Who travels has other days.
            && group != GroupBy::Day
        {
            return Rc::clone(&known.places);
        }
        let mut places = self.places_as_before(kept.as_ref());
        let ranks = (sort == Sort::Title).then(|| self.ranks());
        let rank = |place: usize| ranks.as_ref().and_then(|ranks| ranks.get(place));
        // A sort that sees what is in order already.
        places.sort_by(|a, b| {
            let (Some(one), Some(other)) = (self.entries.get(*a), self.entries.get(*b)) else {
                return a.cmp(b);
            };
            let newer = other.item.saved_at.total_cmp(&one.item.saved_at);
            let stores = || one.item.found.key.host().cmp(other.item.found.key.host());
            let grouped = match group {
                GroupBy::None => Ordering::Equal,
                GroupBy::Store => stores(),
                GroupBy::Author => one.author.cmp(&other.author),
                GroupBy::Day if sort == Sort::Oldest => days.get(*a).cmp(&days.get(*b)),
                GroupBy::Day => days.get(*b).cmp(&days.get(*a)),
            };
            let sorted = || match sort {
                Sort::Newest => newer,
                Sort::Oldest => newer.reverse(),
                Sort::Title => rank(*a).cmp(&rank(*b)),
                Sort::Author => one.author.cmp(&other.author),
                Sort::Store => stores(),
            };
            grouped.then_with(sorted).then(newer).then_with(|| one.item.found.key.cmp(&other.item.found.key))
        });
        let places: Rc<[usize]> = places.into();
        *kept = Some(Order { changes: self.changes, sort, group, places: Rc::clone(&places) });
        places
    }

    /// Every place once: as they stood before, and then those that are new.
    fn places_as_before(&self, before: Option<&Order>) -> Vec<usize> {
        let mut is_there = vec![false; self.entries.len()];
        let mut places = Vec::with_capacity(self.entries.len());
        let before = before.map(|order| order.places.iter().copied());
        for place in before.into_iter().flatten().chain(0..self.entries.len()) {
            if let Some(there) = is_there.get_mut(place)
                && !std::mem::replace(there, true)
            {
                places.push(place);
            }
        }
        places
    }

    /// The places of all titles in their order; worked out once until something changes.
    fn ranks(&self) -> Rc<[usize]> {
        let mut known = self.ranks.borrow_mut();
        if let Some((changes, ranks)) = known.as_ref()
            && *changes == self.changes
        {
            return Rc::clone(ranks);
        }
        let titles: Vec<String> = self.entries.iter().map(|entry| entry.item.title()).collect();
        let ranks: Rc<[usize]> = (self.alphabet.rank)(&titles).into();
        *known = Some((self.changes, Rc::clone(&ranks)));
        ranks
    }

    fn heads(&self, group: GroupBy, order: &[usize], days: &[i64]) -> Vec<(usize, Heading)> {
        let mut heads: Vec<(usize, Heading)> = Vec::new();
        let mut last: Option<(usize, &ListEntry)> = None;
        for (index, place) in order.iter().enumerate() {
            let Some(entry) = self.entries.get(*place) else { continue };
            let key = &entry.item.found.key;
            let same = |(before, other): &(usize, &ListEntry)| match group {
                GroupBy::None => true,
                GroupBy::Store => other.item.found.key.host() == key.host(),
                GroupBy::Author => other.author == entry.author,
                GroupBy::Day => days.get(*before) == days.get(*place),
            };
            let heading = match group {
                GroupBy::None => return heads,
                GroupBy::Store => Heading::Store(key.host().to_owned()),
                GroupBy::Author => Heading::Author(entry.item.author().to_owned()),
                GroupBy::Day => Heading::Day(entry.item.saved_at),
            };
            if !last.as_ref().is_some_and(same) {
                heads.push((index, heading));
            }
            last = Some((*place, entry));
        }
        heads
    }
}
