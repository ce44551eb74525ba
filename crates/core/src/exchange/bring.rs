//! Reading a file in: every record on its own, so that one that is broken takes none with it.

use serde::Deserialize;

use super::{CLOSING, Json, Named, OPENING};
use crate::Millis;
use crate::cart::CartItem;
use crate::insights::{Draws, Post, Sighting};
use crate::item::ItemKey;
use crate::mention::KeptMention;
use crate::order::TextIndex;
use crate::raw::Raw;
use crate::records::{DRAWS, Exported, ITEM, KindRow, LEAD, POST, SIGHTING};
use crate::resolve::{ResolveStep, judge};
use crate::schema::{Record, Stored, VERSION};
use crate::text::Text;

/// The largest file that is read, in bytes: that of more than a hundred thousand replies, which messages can carry.
pub const MOST_BYTES: usize = 50_000_000;

/// The most lines of a file that is read: each that is refused is said, and takes memory. A record of ours has over 50
/// bytes, so a list that fits into the browser's storage has fewer.
pub const MOST_LINES: usize = 200_000;

/// Why a file is not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// The browser could not open it.
    Unread,
    /// There is nothing in it.
    Empty,
    /// It is larger than [`MOST_BYTES`], or has more lines than [`MOST_LINES`].
    TooLarge,
    /// A newer version of Hashcart wrote it.
    Newer,
    /// It is neither a file of Hashcart's nor a list of links.
    NotOurs,
}

impl FileFault {
    /// Every one, for tests that hold the texts against them.
    pub const ALL: &[Self] = &[Self::Unread, Self::Empty, Self::TooLarge, Self::Newer, Self::NotOurs];

    /// What is said of it, and what to do.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::Unread => Text::IMPORT_UNREAD,
            Self::Empty => Text::IMPORT_EMPTY,
            Self::TooLarge => Text::IMPORT_TOO_LARGE,
            Self::Newer => Text::IMPORT_NEWER,
            Self::NotOurs => Text::IMPORT_NOT_OURS,
        }
    }
}

/// Why one line is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// It is not JSON.
    NotJson,
    /// It is no kind of record that this version knows.
    UnknownKind,
    /// A newer version of Hashcart wrote the record.
    Newer,
    /// A part of the record is missing, or not what it should be.
    WrongShape,
    /// The address is not the product's own on Amazon, the name of the author is none, or a number or a text is beyond
    /// its bounds.
    NotSound,
    /// A line in a list of links that leads to no product of Amazon's.
    NoProduct,
    /// The record here is of a newer version, and is left as it is.
    NewerHere,
}

impl LineFault {
    /// Every one, for tests that hold the texts against them.
    pub const ALL: &[Self] = &[
        Self::NotJson,
        Self::UnknownKind,
        Self::Newer,
        Self::WrongShape,
        Self::NotSound,
        Self::NoProduct,
        Self::NewerHere,
    ];

    /// What is said of it, after the number of the line.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::NotJson => Text::REFUSED_NOT_JSON,
            Self::UnknownKind => Text::REFUSED_UNKNOWN_KIND,
            Self::Newer => Text::REFUSED_NEWER,
            Self::WrongShape => Text::REFUSED_WRONG_SHAPE,
            Self::NotSound => Text::REFUSED_NOT_SOUND,
            Self::NoProduct => Text::REFUSED_NO_PRODUCT,
            Self::NewerHere => Text::REFUSED_NEWER_HERE,
        }
    }
}

/// A line that is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its number, from 1. In a file that somebody has formatted anew, the number of the record.
    pub line: usize,
    /// Why.
    pub reason: LineFault,
    /// The parser's own words, where there are any.
    pub detail: String,
}

/// What bringing a file in would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportPlan {
    /// Items that are not in the list.
    pub new: usize,
    /// Items that are in the list just so, or are older than what is there.
    pub same: usize,
    /// Items that are in the list, and learn something from the file.
    pub merged: usize,
    /// Replies that insights noted, and that are new here or learn something from the file.
    pub replies: usize,
    /// What is not taken in.
    pub refused: Vec<Refused>,
    /// The storage keys of what is there, cannot be read, and is put aside before it is written over.
    pub aside: Vec<String>,
    /// Everything that is to be written, by its storage key.
    pub writes: Vec<(String, Exported)>,
}

/// What is in storage now, for [`plan`].
#[derive(Debug)]
pub struct There<'a, R>(pub &'a [(String, R)]);

#[derive(Deserialize)]
struct Whole {
    hashcart: f64,
}

/// Looks what bringing this text in would do. `now` is when items of a list of links are kept; no record may be from
/// later than a day after it.
///
/// # Errors
/// Why nothing of it can be read.
pub fn plan<J: Json>(
    json: &J,
    text: &str,
    there: &There<'_, J::Value>,
    now: Millis,
) -> Result<ImportPlan, FileFault> {
    if text.len() > MOST_BYTES || text.bytes().filter(|byte| *byte == b'\n').count() > MOST_LINES {
        return Err(FileFault::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut bring = Bring {
        json,
        there: there.0,
        keys: TextIndex::of(there.0.iter().map(|(key, _)| key.clone())),
        now,
        plan: ImportPlan::default(),
        items: Vec::new(),
        places: TextIndex::default(),
    };
    let first = text.trim_start();
    if first.is_empty() {
        return Err(FileFault::Empty);
    }
    if first.starts_with(OPENING) {
        let head = first.lines().next().unwrap_or_default();
        let version = head.strip_prefix(OPENING).and_then(|rest| rest.split(',').next());
        let version: f64 = version.and_then(|it| it.trim().parse().ok()).ok_or(FileFault::NotOurs)?;
        if version > f64::from(VERSION) {
            return Err(FileFault::Newer);
        }
        for (line, text) in (1..).zip(text.lines()) {
            let text = text.trim();
            if !(text.is_empty() || text.starts_with(OPENING) || text == CLOSING) {
                bring.record(line, text.strip_suffix(',').unwrap_or(text));
            }
        }
    } else if first.starts_with(['{', '[', '"']) {
        // One of ours would begin as ours do, unless somebody has formatted it anew.
        let whole = json.parse(first).map_err(|_| FileFault::NotOurs)?;
        let Whole { hashcart } = whole.parse().map_err(|_| FileFault::NotOurs)?;
        if hashcart > f64::from(VERSION) {
            return Err(FileFault::Newer);
        }
        let records = json.parts(&whole, "records").ok_or(FileFault::NotOurs)?;
        if records.len() > MOST_LINES {
            return Err(FileFault::TooLarge);
        }
        for (number, raw) in (1..).zip(&records) {
            bring.raw(number, raw);
        }
    } else {
        for (line, text) in (1..).zip(text.lines()) {
            bring.address(line, text.trim());
        }
        if bring.items.is_empty() {
            return Err(FileFault::NotOurs);
        }
    }
    Ok(bring.done())
}

struct Bring<'a, J: Json> {
    json: &'a J,
    there: &'a [(String, J::Value)],
    keys: TextIndex,
    now: Millis,
    plan: ImportPlan,
    /// Items as they will be, and as they are in the list now: a file may hold two of the same product.
    items: Vec<(CartItem, Option<CartItem>)>,
    places: TextIndex,
}

impl<J: Json> Bring<'_, J> {
    fn there(&self, key: &str) -> Option<&J::Value> {
        self.there.get(self.keys.get(key)?).map(|(_, raw)| raw)
    }

    fn refuse(&mut self, line: usize, reason: LineFault, detail: String) {
        self.plan.refused.push(Refused { line, reason, detail });
    }

    fn record(&mut self, line: usize, text: &str) {
        match self.json.parse(text) {
            Ok(raw) => self.raw(line, &raw),
            Err(why) => self.refuse(line, LineFault::NotJson, why),
        }
    }

    fn raw(&mut self, line: usize, raw: &J::Value) {
        let taken = match raw.parse::<Named>() {
            Ok(Named { key }) => self.take(key, raw),
            Err(why) => Err((LineFault::WrongShape, why)),
        };
        if let Err((reason, detail)) = taken {
            self.refuse(line, reason, detail);
        }
    }

    fn take(&mut self, key: String, raw: &J::Value) -> Result<(), (LineFault, String)> {
        let data = match Exported::admit(&key, raw, self.now) {
            Some(Record::Read(Ok(data))) => data,
            Some(Record::Read(Err(why))) => return Err((LineFault::NotSound, why)),
            Some(Record::Newer(version)) => return Err((LineFault::Newer, format!("version {version}"))),
            Some(Record::Unreadable(why)) => return Err((LineFault::WrongShape, why)),
            None => return Err((LineFault::UnknownKind, key)),
        };
        let data = match data {
            Exported::Item(item) => return self.item(item).map_err(|reason| (reason, key)),
            // What was seen adds up.
            Exported::Sighting(it) => self.joined(&key, it, SIGHTING, Sighting::join).map(Exported::Sighting),
            Exported::Post(it) => self.joined(&key, it, POST, Post::join).map(Exported::Post),
            Exported::Draws(it) => self.joined(&key, it, DRAWS, Draws::join).map(Exported::Draws),
            // What is there already stays: it is at least as new as a file of it.
            other => Some(other).filter(|_| self.keys.get(&key).is_none()),
        };
        self.plan.replies += usize::from(matches!(data, Some(Exported::Sighting(_))));
        self.plan.writes.extend(data.map(|data| (key, data)));
        Ok(())
    }

    /// Both as one; `None` where that is what is there, or what is there is not ours to change.
    fn joined<K, T: Stored + Clone + PartialEq>(
        &self,
        key: &str,
        data: T,
        row: KindRow<K, T>,
        join: fn(T, T) -> T,
    ) -> Option<T> {
        match self.there(key).map(|raw| row.read(raw)) {
            None => Some(data),
            Some(Record::Read(there)) => Some(join(there.clone(), data)).filter(|both| *both != there),
            Some(Record::Newer(_) | Record::Unreadable(_)) => None,
        }
    }

    fn address(&mut self, line: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        let taken = match KeptMention::of_address(text, None) {
            Some(found) => self.item(CartItem::new(found, self.now)),
            None => Err(LineFault::NoProduct),
        };
        if let Err(reason) = taken {
            self.refuse(line, reason, String::new());
        }
    }

    fn item(&mut self, item: CartItem) -> Result<(), LineFault> {
        let item = self.led(item);
        let key = ITEM.key(&item.found.key);
        if let Some((so_far, _)) = self.places.get(&key).and_then(|place| self.items.get_mut(place)) {
            *so_far = so_far.clone().merged(item);
            return Ok(());
        }
        let there = match self.there(&key).map(|raw| ITEM.read(raw)) {
            Some(Record::Newer(_)) => return Err(LineFault::NewerHere),
            Some(Record::Read(there)) => Some(there),
            Some(Record::Unreadable(_)) => {
                self.plan.aside.push(key.clone());
                None
            }
            None => None,
        };
        let will = match there.clone() {
            Some(there) => there.merged(item),
            None => item,
        };
        self.places.put(key, self.items.len());
        self.items.push((will, there));
        Ok(())
    }

    /// The item as its product, where it is known by now what its short link leads to.
    fn led(&self, item: CartItem) -> CartItem {
        let ItemKey::Link(link) = &item.found.key else { return item };
        let lead = self.there(&LEAD.key(link)).map(|raw| LEAD.read(raw));
        let Some(Record::Read(url)) = lead else { return item };
        match judge(&url) {
            ResolveStep::Product(product) => item.resolved(product),
            ResolveStep::Ask { .. } | ResolveStep::Ends(_) => item,
        }
    }

    fn done(self) -> ImportPlan {
        let mut plan = self.plan;
        for (item, there) in self.items {
            match &there {
                None => plan.new += 1,
                Some(there) if *there == item => {
                    plan.same += 1;
                    continue;
                }
                Some(_) => plan.merged += 1,
            }
            plan.writes.push((ITEM.key(&item.found.key), Exported::Item(item)));
        }
        plan
    }
}
