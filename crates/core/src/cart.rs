//! The list of kept items: what an item is, how adding works, and what a click may still do about it.

use serde::{Deserialize, Serialize};

use super::Millis;
use super::bounds::{self, first_beyond, is_short};
use super::fault::FaultCode;
use super::handover::MOST_UNITS;
use super::item::ItemKey;
use super::link::ProductLink;
use super::mention::{KeptMention, TITLE_CHARS, TitleSource, tidy_title};
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
    pub found: KeptMention,
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
    /// What the user calls it; empty where they gave it no name of their own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The user's own words about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What the user has done with it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf: Option<(Shelf, Millis)>,
    /// When the user last changed number, name or note.
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
    pub(super) fn reply_rank(&self) -> u8 {
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
    /// Adds a mention to the list: the item there already, or a new one. The same product is never kept twice;
    /// the tweet that came first stays its tweet. `claimed` says that its tweet was replied to before.
    #[must_use]
    pub fn add(there: Option<Self>, found: KeptMention, claimed: bool, now: Millis) -> Added {
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
    pub fn new(found: KeptMention, now: Millis) -> Self {
        Self {
            found,
            saved_at: now,
            changed_at: now,
            status: ReplyState::Saved,
            leads_to: None,
            units: 1,
            name: String::new(),
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
            ("name", is_short(&self.name, TITLE_CHARS)),
            ("note", is_short(&self.note, NOTE_CHARS)),
            ("status", self.status.is_bounded()),
            ("ending", host.len() <= bounds::HOST_BYTES),
        ]);
        own.or_else(|| self.found.out_of_bounds())
    }

    /// What it is called: what the user says, or its title. `None`: nobody gave it a name.
    #[must_use]
    pub fn own_title(&self) -> Option<&str> {
        let name = Some(self.name.as_str()).filter(|name| !name.is_empty());
        name.or(self.found.title.as_deref())
    }

    /// What to call it in any language: its title; without one its ASIN or link, and who recommended it.
    #[must_use]
    pub fn title(&self) -> String {
        let unnamed = || match self.author() {
            "" => self.found.key.name(),
            author => format!("{} · @{author}", self.found.key.name()),
        };
        self.own_title().map_or_else(unnamed, str::to_owned)
    }

    /// The item with the title that Amazon's own page gives it.
    #[must_use]
    pub fn titled_by_amazon(mut self, title: &str) -> Self {
        if let Some(title) = tidy_title(title) {
            self.found.title = Some(title);
            self.found.titled = Some(TitleSource::Amazon);
        }
        self
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

    /// Whether its reply is on its way, since this very time.
    #[must_use]
    pub fn is_replying_since(&self, at: Millis) -> bool {
        self.status == ReplyState::Replying && self.changed_at == at
    }

    /// The item in a new status. `sending` says that the page which asks is the one that wrote `Replying`, and `now` when
    /// it asked.
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
            // A page that asks again, after another one began, is not to end that one's reply.
            (ReplyState::Replying, _) if !sending || self.changed_at > now => {
                return Err(FaultCode::RepliedElsewhere);
            }
            // Nobody knows whether that reply is out: only its own address ends this.
            (ReplyState::ReplyFailed { code }, _) if code.may_be_posted() => {
                return Err(FaultCode::RepliedElsewhere);
            }
            _ => {}
        }
        Ok(Self { status, changed_at: now, ..self })
    }

    /// The item with another number and other words of the user's, all brought into their bounds. A name that is its title
    /// is none of the user's own.
    #[must_use]
    pub fn edited(self, units: u32, name: &str, note: &str, now: Millis) -> Self {
        let units = units.clamp(1, MOST_UNITS);
        let note: String = note.trim().chars().take(NOTE_CHARS).collect();
        let name =
            tidy_title(name).filter(|name| self.found.title.as_ref() != Some(name)).unwrap_or_default();
        if units == self.units && name == self.name && note == self.note {
            return self;
        }
        Self { units, name, note, edited_at: Some(now), ..self }
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
        let (title, titled) = match (self.found.title, hint) {
            (None, Some(hint)) => (Some(hint), Some(TitleSource::Address)),
            (title, _) => (title, self.found.titled),
        };
        let found = KeptMention {
            key: ItemKey::Product(product.key),
            link: product.url,
            via,
            title,
            titled,
            shop: None,
            ..self.found
        };
        Self { found, leads_to: None, ..self }
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

#[cfg(test)]
#[path = "cart_tests.rs"]
mod tests;
