//! What tests put together again and again.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cart::CartItem;
use crate::list::List;
use crate::mention::{KeptMention, ProductMention, TitleSource};
use crate::raw::Raw;
use crate::records::ITEM;
use crate::schema::Versioned;
use crate::tweet::TweetRef;

/// A mention in the tweet of that id, by Ada.
#[must_use]
pub fn mention(tweet: &str) -> ProductMention {
    ProductMention {
        key: "B0057OC5O8@amazon.co.jp".parse().unwrap(),
        link: "https://amazon.co.jp/dp/B0057OC5O8?tag=ada-22".to_owned(),
        via: Vec::new(),
        title: Some("A kettle".to_owned()),
        titled: Some(TitleSource::Card),
        quote: None,
        shop: None,
        image: None,
        tweet: TweetRef { id: tweet.parse().unwrap(), author: "ada".to_owned(), posted: None },
    }
}

/// The same, as it is kept.
#[must_use]
pub fn kept(tweet: &str) -> KeptMention {
    mention(tweet).into()
}

/// A stored value, as text.
#[derive(Debug)]
pub struct JsonText(pub String);

impl Raw for JsonText {
    fn parse<T: DeserializeOwned>(&self) -> Result<T, String> {
        serde_json::from_str(&self.0).map_err(|error| error.to_string())
    }
}

/// A record of this version.
#[must_use]
pub fn raw<T: Serialize>(data: &T) -> JsonText {
    JsonText(serde_json::to_string(&Versioned::now(data)).unwrap())
}

/// Has a list take in an item.
pub fn put(list: &mut List, item: &CartItem) {
    list.take(&ITEM.key(&item.found.key), Some(&raw(item)));
}
