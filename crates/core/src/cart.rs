//! The list of kept items: what an item is, how adding works, and what a click may still do about it.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Millis;
use super::bounds::{self, first_beyond, is_short};
use super::fault::FaultCode;
use super::find::{Kept, tidy_title};
use super::handover::MOST_UNITS;
use super::item::{ItemKey, LinkKey};
use super::link::ProductLink;
use super::resolve::Ending;
use super::tweet::TweetId;

/// The longest note kept, in characters.
pub const NOTE_CHARS: usize = 500;

/// What the user has done with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// It is bought.
    Bought,
    /// Not now.
    Later,
    /// Out of sight, and not forgotten.
    Archived,
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ReplyState {
    /// Kept; no reply was posted.
    Saved,
    /// The reply is on its way. Found later, it means that nobody saw how it ended.
    Replying,
    /// The reply was posted.
    Replied {
        /// The reply's own address.
        url: String,
    },
    /// The reply was not posted, and why.
    ReplyFailed {
        /// Its name.
        code: FaultCode,
    },
}

/// One kept item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CartItem {
    /// The product, as the first tweet showed it.
    pub found: Kept,
    /// When it was kept.
    pub saved_at: Millis,
    /// When its status last changed.
    pub changed_at: Millis,
    /// Where it stands.
    pub status: ReplyState,
    /// What its short link was found to lead to instead of a product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads_to: Option<Ending>,
    /// How many of it the user wants.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub units: u32,
    /// The user's own words about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What the user has done with it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf: Option<(Shelf, Millis)>,
    /// When the user last changed number or note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Millis>,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_one(units: &u32) -> bool {
    *units == 1
}

impl ReplyState {
    /// Whether a reply may be out: then none is sent without the user's own press.
    #[must_use]
    pub fn may_be_posted(&self) -> bool {
        match self {
            Self::Saved => false,
            Self::Replying | Self::Replied { .. } => true,
            Self::ReplyFailed { code } => code.may_be_posted(),
        }
    }

    /// Whether the address in it, if it has one, is not too long to be one.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        match self {
            Self::Replied { url } => url.len() <= bounds::ADDRESS_BYTES,
            Self::Saved | Self::Replying | Self::ReplyFailed { .. } => true,
        }
    }

    /// How far the reply got. One that may be out got further than one that surely is not: of two items that turn out
    /// to be one, the word of it stays.
    fn reply_rank(&self) -> u8 {
        match self {
            Self::Saved => 0,
            Self::ReplyFailed { code } if !code.may_be_posted() => 1,
            Self::ReplyFailed { .. } => 2,
            Self::Replying => 3,
            Self::Replied { .. } => 4,
        }
    }
}

impl CartItem {
    /// Adds a find to the list: the item there already, or a new one. The same product is never kept twice;
    /// the tweet that came first stays its tweet. `claimed` says that its tweet was replied to before.
    #[must_use]
    pub fn add(there: Option<Self>, found: Kept, claimed: bool, now: Millis) -> Added {
        match there {
            Some(mut item) => {
                // Kept from elsewhere, and now from a tweet: that is its tweet from here on.
                if item.found.tweet.is_none() {
                    item.found.tweet = found.tweet;
                }
                Added { item, fresh: false, claimed }
            }
            None => Added { item: Self::new(found, now), fresh: true, claimed },
        }
    }

    /// A new one.
    #[must_use]
    pub fn new(found: Kept, now: Millis) -> Self {
        Self {
            found,
            saved_at: now,
            changed_at: now,
            status: ReplyState::Saved,
            leads_to: None,
            units: 1,
            note: String::new(),
            shelf: None,
            edited_at: None,
        }
    }

    /// The first part of it that is out of its bounds, by its name. `is_time` judges the times.
    #[must_use]
    pub fn out_of_bounds(&self, is_time: &dyn Fn(Millis) -> bool) -> Option<&'static str> {
        let host = match &self.leads_to {
            Some(Ending::Site { host }) => host.as_str(),
            _ => "",
        };
        let own = first_beyond(&[
            ("saved_at", is_time(self.saved_at)),
            ("changed_at", is_time(self.changed_at)),
            ("edited_at", self.edited_at.is_none_or(is_time)),
            ("shelf", self.shelf.is_none_or(|(_, at)| is_time(at))),
            ("units", (1..=bounds::UNITS).contains(&self.units)),
            ("note", is_short(&self.note, NOTE_CHARS)),
            ("status", self.status.is_bounded()),
            ("ending", host.len() <= bounds::HOST_BYTES),
        ]);
        own.or_else(|| self.found.out_of_bounds())
    }

    /// What to call it: its title, or its ASIN or link where nobody showed one.
    #[must_use]
    pub fn title(&self) -> String {
        self.found.name()
    }

    /// The handle of who posted it, without `@`; empty where nobody knows.
    #[must_use]
    pub fn author(&self) -> &str {
        self.found.tweet.as_ref().map_or("", |tweet| &tweet.author)
    }

    /// The tweet it came from, where it came from one.
    #[must_use]
    pub fn tweet_id(&self) -> Option<&TweetId> {
        self.found.tweet.as_ref().map(|tweet| &tweet.id)
    }

    /// The item in a new status. `sending` says that the page which asks is the one that wrote `Replying`.
    ///
    /// # Errors
    /// `RepliedElsewhere` when another page is sending the reply, or the reply is posted: then nothing but word of
    /// a posted reply is taken. Statuses are written one after the other, so of two pages only one gets to send.
    pub fn with_status(self, status: ReplyState, sending: bool, now: Millis) -> Result<Self, FaultCode> {
        match (&self.status, &status) {
            (_, ReplyState::Replied { .. }) => {}
            (ReplyState::Replied { .. }, _) | (ReplyState::Replying, ReplyState::Replying) => {
                return Err(FaultCode::RepliedElsewhere);
            }
            (ReplyState::Replying, _) if !sending => return Err(FaultCode::RepliedElsewhere),
            // Nobody knows whether that reply is out: only its own address ends this.
            (ReplyState::ReplyFailed { code }, _) if code.may_be_posted() => {
                return Err(FaultCode::RepliedElsewhere);
            }
            _ => {}
        }
        Ok(Self { status, changed_at: now, ..self })
    }

    /// The item with another number and other words of the user's, both brought into their bounds.
    #[must_use]
    pub fn edited(self, units: u32, note: &str, now: Millis) -> Self {
        let units = units.clamp(1, MOST_UNITS);
        let note: String = note.trim().chars().take(NOTE_CHARS).collect();
        if units == self.units && note == self.note {
            return self;
        }
        Self { units, note, edited_at: Some(now), ..self }
    }

    /// The item, now that the product behind its short link is known. Title and tweet stay what they were.
    #[must_use]
    pub fn resolved(self, product: ProductLink) -> Self {
        let mut via = self.found.via;
        if let ItemKey::Link(link) = self.found.key {
            via.push(link);
        }
        via.truncate(bounds::VIA);
        let hint = product.title_hint.as_deref().and_then(tidy_title);
        let own_words = self.found.own_words && hint.is_none();
        let found = Kept {
            key: ItemKey::Product(product.key),
            link: product.url,
            via,
            title: hint.clone().filter(|_| self.found.own_words).or(self.found.title).or(hint),
            own_words,
            shop: None,
            ..self.found
        };
        Self { found, leads_to: None, ..self }
    }

    /// Two items that turned out to be the same product, as one: commutative, associative and idempotent, so that it does
    /// not matter in which order a file, a link and the list come together. Kept is the one whose reply went furthest,
    /// because the reply belongs to its tweet. Of two that have no reply, the one that stands longer; of two replies that
    /// got as far, the later word.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        let saved_at =
            if other.saved_at.total_cmp(&self.saved_at).is_lt() { other.saved_at } else { self.saved_at };
        let (kept, rest) = if other.order(&self).is_gt() { (other, self) } else { (self, other) };
        let mut via = kept.found.via;
        if via != rest.found.via {
            // Of two that differ, which link came first is nobody's to say any more.
            // One by one: they are few, and the library's sort is 8 kB of WebAssembly.
            let mut all: Vec<LinkKey> = Vec::new();
            for link in via.into_iter().chain(rest.found.via) {
                let place = all.partition_point(|there| *there < link);
                if all.get(place) != Some(&link) {
                    all.insert(place, link);
                }
            }
            all.truncate(bounds::VIA);
            via = all;
        }
        let (one, other) =
            ((kept.found.title, kept.found.own_words), (rest.found.title, rest.found.own_words));
        let (title, own_words) = if name_rank(&other) > name_rank(&one) { other } else { one };
        let image = kept.found.image.max(rest.found.image);
        let found = Kept { via, title, own_words, image, ..kept.found };
        let (one, other) = ((kept.edited_at, kept.units, kept.note), (rest.edited_at, rest.units, rest.note));
        let (edited_at, units, note) = if edit_order(&other, &one).is_gt() { other } else { one };
        let shelf = if shelf_order(rest.shelf, kept.shelf).is_gt() { rest.shelf } else { kept.shelf };
        Self { found, saved_at, units, note, edited_at, shelf, ..kept }
    }

    /// Which of two copies says what stands of reply and tweet. Only what goes along with the winner is looked at: then
    /// the winner of three is the same whichever two come first.
    fn order(&self, other: &Self) -> Ordering {
        let rank = |item: &Self| (item.status.reply_rank(), item.found.tweet.is_some());
        let later = || self.changed_at.total_cmp(&other.changed_at);
        rank(self)
            .cmp(&rank(other))
            .then_with(|| if self.status == ReplyState::Saved { later().reverse() } else { later() })
            .then_with(|| other.found.tweet.cmp(&self.found.tweet))
            .then_with(|| other.found.link.cmp(&self.found.link))
            .then_with(|| other.found.shop.cmp(&self.found.shop))
            .then_with(|| other.status.cmp(&self.status))
            .then_with(|| other.leads_to.cmp(&self.leads_to))
    }

    /// How this status changes the reply claim on its tweet.
    #[must_use]
    pub fn claim(&self) -> Claim {
        match &self.status {
            ReplyState::Replying | ReplyState::Replied { .. } => Claim::Take,
            ReplyState::ReplyFailed { code } if code.may_be_posted() => Claim::Leave,
            ReplyState::Saved | ReplyState::ReplyFailed { .. } => Claim::Drop,
        }
    }

    /// What a click on that tweet's button may still do about the reply.
    #[must_use]
    pub fn reply_left(&self, clicked: &TweetId) -> ReplyLeft {
        match &self.status {
            ReplyState::Replied { .. } => ReplyLeft::Done,
            // Sending again could post it twice; only the user can look.
            ReplyState::Replying => ReplyLeft::Unknown,
            ReplyState::ReplyFailed { code } if code.may_be_posted() => ReplyLeft::Unknown,
            ReplyState::Saved | ReplyState::ReplyFailed { .. } if self.tweet_id() == Some(clicked) => {
                ReplyLeft::Open
            }
            // Another author's tweet: the product is kept already, one reply for it is enough.
            ReplyState::Saved | ReplyState::ReplyFailed { .. } => ReplyLeft::Elsewhere,
        }
    }
}

/// What adding did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Added {
    /// The item as it is in the list now.
    pub item: CartItem,
    /// Whether it is new there.
    pub fresh: bool,
    /// Whether the tweet pressed on was replied to before, for this or another item, kept or removed.
    #[serde(default)]
    pub claimed: bool,
}

/// What a status means for the word that a tweet was replied to; see [`CartItem::claim`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The reply is out, or about to be.
    Take,
    /// Surely nothing was posted.
    Drop,
    /// Nothing new is known.
    Leave,
}

/// See [`CartItem::reply_left`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyLeft {
    /// A reply may be posted.
    Open,
    /// It is posted.
    Done,
    /// It may be posted; nobody knows.
    Unknown,
    /// The item came from another tweet.
    Elsewhere,
}

/// The product's own name before a tweet's words; of two alike, the longer.
fn name_rank((title, own_words): &(Option<String>, bool)) -> (bool, bool, usize, Option<&str>) {
    let title = title.as_deref();
    (title.is_some(), !own_words, title.map_or(0, str::len), title)
}

/// The later word about number and note.
fn edit_order(one: &(Option<Millis>, u32, String), other: &(Option<Millis>, u32, String)) -> Ordering {
    let at = |edit: &(Option<Millis>, u32, String)| edit.0.unwrap_or(f64::NEG_INFINITY);
    at(one).total_cmp(&at(other)).then_with(|| (one.1, &one.2).cmp(&(other.1, &other.2)))
}

/// The later word about the shelf.
fn shelf_order(one: Option<(Shelf, Millis)>, other: Option<(Shelf, Millis)>) -> Ordering {
    let at = |shelf: Option<(Shelf, Millis)>| shelf.map_or(f64::NEG_INFINITY, |(_, at)| at);
    let what = |shelf: Option<(Shelf, Millis)>| shelf.map(|(shelf, _)| shelf);
    at(one).total_cmp(&at(other)).then_with(|| what(one).cmp(&what(other)))
}

#[cfg(test)]
#[path = "cart_tests.rs"]
mod tests;
