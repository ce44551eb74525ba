//! The list of kept items: what an item is, how adding works, and what a click may still do about it.

use serde::{Deserialize, Serialize};

use super::Millis;
use super::fault::FaultCode;
use super::item::{ItemKey, LinkKey};
use super::link::{Link, recognise};
use super::tweet::{TweetId, TweetRef, is_handle};

/// The longest title kept, in characters. Longer ones are cut at the end with `…`.
pub const TITLE_CHARS: usize = 200;

/// A product as a tweet shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    /// Which product, or which link while the product is not known.
    pub key: ItemKey,
    /// The author's own address of it, tags and all.
    pub link: String,
    /// A title, where the tweet shows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The address of the picture the tweet shows. Kept, never loaded by us: loading it would be a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The tweet.
    pub tweet: TweetRef,
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
    pub found: Find,
    /// When it was kept.
    pub saved_at: Millis,
    /// When its status last changed.
    pub changed_at: Millis,
    /// Where it stands.
    pub status: ItemStatus,
}

impl Find {
    /// Whether this can have come from a tweet: the address is the product's own, and the author a handle. What is
    /// opened later was looked at here.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let own = match &self.key {
            ItemKey::Product(key) => {
                let same = |link| matches!(link, Link::Product(it) if it.key == *key && it.url == self.link);
                recognise(&self.link).is_some_and(same)
            }
            ItemKey::Link(key) => {
                self.link.starts_with("https://") && LinkKey::of_url(&self.link).as_ref() == Some(key)
            }
        };
        own && (self.tweet.author.is_empty() || is_handle(&self.tweet.author))
    }
}

impl CartItem {
    /// Adds a find to the list: the item there already, or a new one. The same product is never kept twice;
    /// the tweet that came first stays its tweet. `claimed` says that its tweet was replied to before.
    #[must_use]
    pub fn add(there: Option<Self>, found: Find, claimed: bool, now: Millis) -> Added {
        match there {
            Some(item) => Added { item, fresh: false, claimed },
            None => {
                let item = Self { found, saved_at: now, changed_at: now, status: ItemStatus::Saved };
                Added { item, fresh: true, claimed }
            }
        }
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
            _ => {}
        }
        Ok(Self { status, changed_at: now, ..self })
    }

    /// What its status means for the word that its tweet was replied to.
    #[must_use]
    pub fn claim(&self) -> Claim {
        match &self.status {
            ItemStatus::Replying | ItemStatus::Replied { .. } => Claim::Take,
            ItemStatus::ReplyFailed { code: FaultCode::Unconfirmed | FaultCode::Unknown } => Claim::Leave,
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
            ItemStatus::ReplyFailed { code: FaultCode::Unconfirmed | FaultCode::Unknown } => {
                ReplyLeft::Unknown
            }
            ItemStatus::Saved | ItemStatus::ReplyFailed { .. } if self.found.tweet.id == *clicked => {
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

/// Trims a title to what is kept: white space runs become one space, and the length is bounded.
#[must_use]
pub fn tidy_title(text: &str) -> Option<String> {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    if words.is_empty() {
        return None;
    }
    if words.chars().count() > TITLE_CHARS {
        words = words.chars().take(TITLE_CHARS.saturating_sub(1)).collect();
        words.push('…');
    }
    Some(words)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn find(tweet: &str) -> Find {
        Find {
            key: "B0057OC5O8@amazon.co.jp".parse().unwrap(),
            link: "https://amazon.co.jp/dp/B0057OC5O8?tag=ada-22".to_owned(),
            title: Some("A kettle".to_owned()),
            image: None,
            tweet: TweetRef { id: tweet.parse().unwrap(), author: "ada".to_owned(), posted: None },
        }
    }

    #[test]
    fn the_same_product_is_kept_once_and_its_first_tweet_stays() {
        let first = CartItem::add(None, find("1"), false, 10.0);
        assert!(first.fresh);
        let again = CartItem::add(Some(first.item.clone()), find("2"), false, 20.0);
        assert_eq!(again, Added { item: first.item, fresh: false, claimed: false });
    }

    #[test]
    fn a_click_never_sends_what_may_be_sent_already() {
        let item = CartItem::add(None, find("1"), false, 10.0).item;
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
        let item = CartItem::add(None, find("1"), false, 10.0).item;
        let sending = item.with_status(ItemStatus::Replying, false, 11.0).unwrap();
        let elsewhere = Err(FaultCode::RepliedElsewhere);
        assert_eq!(sending.clone().with_status(ItemStatus::Replying, false, 12.0), elsewhere);
        let failed = ItemStatus::ReplyFailed { code: FaultCode::ReplyRefused };
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
    }

    #[test]
    fn a_find_that_no_tweet_shows_is_not_sound() {
        assert!(find("1").is_sound());
        for link in
            ["javascript:alert(1)", "https://evil.test/dp/B0057OC5O8", "https://amazon.co.jp/dp/B000000001"]
        {
            assert!(!Find { link: link.to_owned(), ..find("1") }.is_sound(), "{link}");
        }
        let mut odd = find("1");
        odd.tweet.author = "../evil".to_owned();
        assert!(!odd.is_sound());
    }

    #[test]
    fn titles_are_bounded() {
        assert_eq!(tidy_title("  two\n words "), Some("two words".to_owned()));
        assert_eq!(tidy_title(" \n "), None);
        let long = tidy_title(&"é".repeat(500)).unwrap();
        assert_eq!(long.chars().count(), TITLE_CHARS);
        assert!(long.ends_with('…'));
    }
}
