//! The list of kept items: what an item is, how adding works, and what a click may still do about it.

use serde::{Deserialize, Serialize};

use super::Millis;
use super::bounds::{self, first_beyond, is_short};
use super::fault::FaultCode;
use super::find::{Kept, tidy_title};
use super::handover::MOST_UNITS;
use super::item::ItemKey;
use super::link::ProductLink;
use super::resolve::Ending;
use super::tweet::TweetId;

/// The longest note kept, in characters.
pub const NOTE_CHARS: usize = 500;

/// What the user has done with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ItemStatus {
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
    pub status: ItemStatus,
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

impl ItemStatus {
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

    /// How far the reply got.
    fn reply_rank(&self) -> u8 {
        match self {
            Self::Saved => 0,
            Self::ReplyFailed { .. } => 1,
            Self::Replying => 2,
            Self::Replied { .. } => 3,
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
            status: ItemStatus::Saved,
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
            ("leads_to", host.len() <= bounds::HOST_BYTES),
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
    pub fn with_status(self, status: ItemStatus, sending: bool, now: Millis) -> Result<Self, FaultCode> {
        match (&self.status, &status) {
            (_, ItemStatus::Replied { .. }) => {}
            (ItemStatus::Replied { .. }, _) | (ItemStatus::Replying, ItemStatus::Replying) => {
                return Err(FaultCode::RepliedElsewhere);
            }
            (ItemStatus::Replying, _) if !sending => return Err(FaultCode::RepliedElsewhere),
            // Nobody knows whether that reply is out: only its own address ends this.
            (ItemStatus::ReplyFailed { code }, _) if code.may_be_posted() => {
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

    /// Two items that turned out to be the same product, as one. Kept is the one whose reply went furthest, because
    /// the reply belongs to its tweet; of two alike, the older.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        let (older, newer) = if other.saved_at < self.saved_at { (other, self) } else { (self, other) };
        let saved_at = older.saved_at;
        let (kept, rest) = if newer.status.reply_rank() > older.status.reply_rank() {
            (newer, older)
        } else {
            (older, newer)
        };
        let mut via = kept.found.via.clone();
        for link in &rest.found.via {
            if !via.contains(link) {
                via.push(link.clone());
            }
        }
        via.truncate(bounds::VIA);
        // The product's own name before a tweet's words.
        let (one, other) = (&kept.found, &rest.found);
        let better = one.title.is_none() || (one.own_words && other.title.is_some() && !other.own_words);
        let named = if better { other } else { one };
        let (title, own_words) = (named.title.clone(), named.own_words);
        let tweet = kept.found.tweet.or(rest.found.tweet);
        let image = kept.found.image.or(rest.found.image);
        let found = Kept { via, title, own_words, image, tweet, ..kept.found };
        let (units, note, edited_at) = if rest.edited_at > kept.edited_at {
            (rest.units, rest.note, rest.edited_at)
        } else {
            (kept.units, kept.note, kept.edited_at)
        };
        let at = |shelf: &Option<(Shelf, Millis)>| shelf.map(|(_, at)| at);
        let shelf = if at(&rest.shelf) > at(&kept.shelf) { rest.shelf } else { kept.shelf };
        Self { found, saved_at, units, note, edited_at, shelf, ..kept }
    }

    /// What its status means for the word that its tweet was replied to.
    #[must_use]
    pub fn claim(&self) -> Claim {
        match &self.status {
            ItemStatus::Replying | ItemStatus::Replied { .. } => Claim::Take,
            ItemStatus::ReplyFailed { code } if code.may_be_posted() => Claim::Leave,
            ItemStatus::Saved | ItemStatus::ReplyFailed { .. } => Claim::Drop,
        }
    }

    /// What a click on that tweet's button may still do about the reply.
    #[must_use]
    pub fn reply_left(&self, clicked: &TweetId) -> ReplyLeft {
        match &self.status {
            ItemStatus::Replied { .. } => ReplyLeft::Done,
            // Sending again could post it twice; only the user can look.
            ItemStatus::Replying => ReplyLeft::Unknown,
            ItemStatus::ReplyFailed { code } if code.may_be_posted() => ReplyLeft::Unknown,
            ItemStatus::Saved | ItemStatus::ReplyFailed { .. } if self.tweet_id() == Some(clicked) => {
                ReplyLeft::Open
            }
            // Another author's tweet: the product is kept already, one reply for it is enough.
            ItemStatus::Saved | ItemStatus::ReplyFailed { .. } => ReplyLeft::Elsewhere,
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
mod tests {
    use super::*;
    use crate::core::find::tests::{find, kept};
    use crate::core::link::{Link, recognise};

    #[test]
    fn the_same_product_is_kept_once_and_its_first_tweet_stays() {
        let first = CartItem::add(None, kept("1"), false, 10.0);
        assert!(first.fresh);
        let again = CartItem::add(Some(first.item.clone()), kept("2"), false, 20.0);
        assert_eq!(again, Added { item: first.item, fresh: false, claimed: false });
    }

    #[test]
    fn what_came_from_elsewhere_takes_the_first_tweet_that_shows_it() {
        let plain = Kept { tweet: None, ..kept("1") };
        let there = CartItem::new(plain, 10.0);
        let added = CartItem::add(Some(there.clone()), kept("2"), false, 20.0);
        assert_eq!((added.item.tweet_id().unwrap().as_str(), added.fresh), ("2", false));
        assert_eq!(added.item.reply_left(&"2".parse().unwrap()), ReplyLeft::Open);
        assert_eq!(there.merged(CartItem::new(kept("3"), 30.0)).tweet_id().unwrap().as_str(), "3");
    }

    #[test]
    fn a_click_never_sends_what_may_be_sent_already() {
        let item = CartItem::add(None, kept("1"), false, 10.0).item;
        let (same, other) = ("1".parse().unwrap(), "2".parse().unwrap());
        let left = |status: ItemStatus, tweet| {
            item.clone().with_status(status, true, 11.0).unwrap().reply_left(tweet)
        };
        let failed = |code| ItemStatus::ReplyFailed { code };
        assert_eq!(left(ItemStatus::Saved, &same), ReplyLeft::Open);
        assert_eq!(left(ItemStatus::Saved, &other), ReplyLeft::Elsewhere);
        assert_eq!(left(failed(FaultCode::ComposerNever), &same), ReplyLeft::Open);
        assert_eq!(left(failed(FaultCode::Unconfirmed), &same), ReplyLeft::Unknown);
        assert_eq!(left(ItemStatus::Replying, &same), ReplyLeft::Unknown);
        assert_eq!(left(ItemStatus::Replied { url: String::new() }, &same), ReplyLeft::Done);
    }

    #[test]
    fn only_one_page_gets_to_send() {
        let item = CartItem::add(None, kept("1"), false, 10.0).item;
        let sending = item.with_status(ItemStatus::Replying, false, 11.0).unwrap();
        let elsewhere = Err(FaultCode::RepliedElsewhere);
        assert_eq!(sending.clone().with_status(ItemStatus::Replying, false, 12.0), elsewhere);
        let failed = ItemStatus::ReplyFailed { code: FaultCode::ReplyLimit };
        assert_eq!(
            sending.clone().with_status(failed.clone(), false, 12.0),
            elsewhere,
            "another page's failure"
        );
        assert_eq!(sending.clone().with_status(ItemStatus::Saved, false, 12.0), elsewhere);
        let again = sending.clone().with_status(failed.clone(), true, 13.0).unwrap();
        assert!(again.with_status(ItemStatus::Replying, false, 14.0).is_ok(), "a refusal may be tried again");
        let posted = ItemStatus::Replied { url: "https://x.com/me/status/2".to_owned() };
        let posted = sending.with_status(posted.clone(), false, 15.0).unwrap();
        assert_eq!(posted.clone().with_status(failed, true, 16.0), elsewhere, "what is posted stays posted");
        let unsure = ItemStatus::ReplyFailed { code: FaultCode::Unconfirmed };
        let item = CartItem { status: unsure, ..CartItem::add(None, kept("1"), false, 10.0).item };
        for status in [
            ItemStatus::Saved,
            ItemStatus::Replying,
            ItemStatus::ReplyFailed { code: FaultCode::ComposerNever },
        ] {
            assert_eq!(
                item.clone().with_status(status, true, 17.0),
                Err(FaultCode::RepliedElsewhere),
                "it may be out"
            );
        }
    }

    fn product() -> ProductLink {
        let Some(Link::Product(product)) = recognise(&find("1").link) else { panic!() };
        product
    }

    fn link(tweet: &str, saved_at: Millis) -> CartItem {
        let key = ItemKey::Link("amzn.to/3DHiDU7".parse().unwrap());
        let found = Kept { key, link: "https://amzn.to/3DHiDU7".into(), title: None, ..kept(tweet) };
        CartItem::add(None, found, false, saved_at).item
    }

    #[test]
    fn numbers_and_notes_stay_in_their_bounds() {
        let item = CartItem::new(kept("1"), 10.0);
        let edited = item.clone().edited(2, " for Ada ", 20.0);
        assert_eq!((edited.units, edited.note.as_str(), edited.edited_at), (2, "for Ada", Some(20.0)));
        assert_eq!(edited.clone().edited(2, "for Ada", 30.0), edited, "nothing changed");
        assert_eq!(item.clone().edited(0, "", 20.0), item);
        let much = item.edited(1_000, &"é".repeat(900), 20.0);
        assert_eq!((much.units, much.note.chars().count()), (MOST_UNITS, NOTE_CHARS));
    }

    #[test]
    fn a_link_becomes_its_product_and_keeps_its_tweet() {
        let item = CartItem { leads_to: Some(Ending::Home), ..link("2", 1.0) }.resolved(product());
        assert!(item.found.is_sound());
        assert_eq!(
            (item.found.key.to_string().as_str(), item.tweet_id().unwrap().as_str()),
            ("B0057OC5O8@amazon.co.jp", "2")
        );
        assert_eq!(item.found.via, ["amzn.to/3DHiDU7".parse().unwrap()]);
        assert_eq!(item.leads_to, None);
    }

    #[test]
    fn two_items_of_one_product_become_one() {
        let there = CartItem::add(None, kept("1"), false, 10.0).item;
        let url = "https://x.com/me/status/9".to_owned();
        let mine = || link("2", 5.0).resolved(product());
        let one = there.clone().merged(mine());
        assert_eq!((one.tweet_id().unwrap().as_str(), one.saved_at), ("2", 5.0), "the older one's tweet");
        assert_eq!(one.found.title.as_deref(), Some("A kettle"), "and whatever the other knew");
        let replied = there.with_status(ItemStatus::Replied { url }, true, 11.0).unwrap();
        let one = mine().merged(replied.clone());
        assert_eq!(
            (&one.found.tweet, &one.status, one.saved_at),
            (&replied.found.tweet, &replied.status, 5.0)
        );
        assert_eq!(one.found.via.len(), 1);
        assert_eq!(one.clone().merged(one.clone()), one, "twice is once");
    }
}
