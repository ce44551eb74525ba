//! What a page shows of a product: the mention, which becomes an item of the list.

use serde::{Deserialize, Serialize};

use super::bounds::{self, first_beyond, is_short};
use super::item::{ItemKey, LinkKey};
use super::link::{Link, recognise, recognise_whole};
use super::marketplace::Marketplace;
use super::tweet::{TweetRef, is_handle};

/// The longest title kept, in characters. Longer ones are cut at the end with `…`.
pub const TITLE_CHARS: usize = 200;

/// Where a product's title was read, the one to be believed most last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleSource {
    /// In the words of its address, which the author of the post may have written.
    Address,
    /// On the card under the post: X has it from the page that the card is of.
    Card,
    /// On Amazon's own page.
    Amazon,
}

/// A product as a tweet shows it; with an `Option` for `T`, as a tweet or any other page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written<T>")]
pub struct ProductMention<T = TweetRef> {
    /// Which product, or which link while the product is not known.
    pub key: ItemKey,
    /// The author's own address of it, tags and all.
    pub link: String,
    /// The short links that it stood behind, the outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<LinkKey>,
    /// The product's title, where one is known. The tweet's own words are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where that was read; `None` in records of before 2026-11-27.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub titled: Option<TitleSource>,
    /// The tweet's own words about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The store that the tweet's card names, where the link does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shop: Option<Marketplace>,
    /// The address of the picture the tweet shows. Kept, never loaded by us: loading it would be a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The tweet.
    pub tweet: T,
}

/// What is kept of a mention: an item can be kept from pages that are no tweet.
pub type KeptMention = ProductMention<Option<TweetRef>>;

/// A mention as it is written. Before 2026-11-27 the tweet's own words stood in the place of a title, and said so.
#[derive(Deserialize)]
struct Written<T> {
    key: ItemKey,
    link: String,
    #[serde(default)]
    via: Vec<LinkKey>,
    title: Option<String>,
    titled: Option<TitleSource>,
    quote: Option<String>,
    #[serde(default)]
    own_words: bool,
    shop: Option<Marketplace>,
    image: Option<String>,
    tweet: T,
}

impl<T> From<Written<T>> for ProductMention<T> {
    fn from(written: Written<T>) -> Self {
        let Written { key, link, via, title, titled, quote, own_words, shop, image, tweet } = written;
        let (title, quote) = if own_words { (None, quote.or(title)) } else { (title, quote) };
        Self { key, link, via, title, titled, quote, shop, image, tweet }
    }
}

impl<T> ProductMention<T> {
    /// The same, from there.
    #[must_use]
    pub fn with_tweet<U>(self, tweet: U) -> ProductMention<U> {
        let Self { key, link, via, title, titled, quote, shop, image, .. } = self;
        ProductMention { key, link, via, title, titled, quote, shop, image, tweet }
    }

    /// What to call it beside its tweet: its title, the tweet's own words about it, or its ASIN or link.
    #[must_use]
    pub fn name(&self) -> String {
        self.title.as_ref().or(self.quote.as_ref()).cloned().unwrap_or_else(|| self.key.name())
    }

    /// The first part of it that is out of its bounds, by its name; the tweet is somebody else's to look at.
    fn beyond(&self) -> Option<&'static str> {
        first_beyond(&[
            ("link", self.link.len() <= bounds::ADDRESS_BYTES),
            ("via", self.via.len() <= bounds::VIA),
            ("title", self.title.as_deref().is_none_or(|title| is_short(title, TITLE_CHARS))),
            ("quote", self.quote.as_deref().is_none_or(|quote| is_short(quote, TITLE_CHARS))),
            ("image", self.image.as_ref().is_none_or(|image| image.len() <= bounds::IMAGE_BYTES)),
        ])
    }

    /// The store, where the link or the card names one.
    #[must_use]
    pub fn store(&self) -> Option<Marketplace> {
        self.key.marketplace().or(self.shop)
    }

    /// Whether the address is the product's own, or the short link's.
    fn is_honest(&self) -> bool {
        match &self.key {
            ItemKey::Product(key) => {
                let same = |link| matches!(link, Link::Product(it) if it.key == *key && it.url == self.link);
                recognise_whole(&self.link).is_some_and(same)
            }
            ItemKey::Link(key) => {
                self.link.starts_with("https://") && LinkKey::of_url(&self.link).as_ref() == Some(key)
            }
        }
    }
}

impl From<ProductMention> for KeptMention {
    fn from(mention: ProductMention) -> Self {
        let tweet = Some(mention.tweet.clone());
        mention.with_tweet(tweet)
    }
}

impl KeptMention {
    /// The same as its tweet shows it, where it came from one.
    #[must_use]
    pub fn in_tweet(self) -> Option<ProductMention> {
        let tweet = self.tweet.clone()?;
        Some(self.with_tweet(tweet))
    }

    /// The first part of it that is out of its bounds, by its name.
    #[must_use]
    pub fn out_of_bounds(&self) -> Option<&'static str> {
        let of_tweet = |tweet: &TweetRef| {
            first_beyond(&[
                ("author", tweet.author.len() <= bounds::AUTHOR_BYTES),
                ("posted", tweet.posted.as_ref().is_none_or(|posted| posted.len() <= bounds::POSTED_BYTES)),
            ])
        };
        self.beyond().or_else(|| self.tweet.as_ref().and_then(of_tweet))
    }

    /// Whether a page can have shown this: the address is the product's own, and the author a handle. What is opened
    /// later was looked at here.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let known = |tweet: &TweetRef| tweet.author.is_empty() || is_handle(&tweet.author);
        self.is_honest() && self.tweet.as_ref().is_none_or(known)
    }

    /// What an address leads to, met on any page but a tweet's. `None` where it is neither a product of Amazon's nor
    /// a short link that can lead to one.
    #[must_use]
    pub fn of_address(address: &str, title: Option<&str>) -> Option<Self> {
        let found = |key, link, hint: Option<String>| Self {
            key,
            link,
            via: Vec::new(),
            title: title.or(hint.as_deref()).and_then(tidy_title),
            titled: title.or(hint.as_deref()).and(Some(TitleSource::Address)),
            quote: None,
            shop: None,
            image: None,
            tweet: None,
        };
        if let Some(Link::Product(product)) = recognise(address) {
            return Some(found(ItemKey::Product(product.key), product.url, product.title_hint));
        }
        let key = LinkKey::of_url(address)?;
        let link = key.url();
        Some(found(ItemKey::Link(key), link, None))
    }
}

/// Trims a title to what is kept: white space runs become one space, and the length is bounded.
#[must_use]
pub fn tidy_title(text: &str) -> Option<String> {
    let (mut words, mut count) = (String::new(), 0_usize);
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
            count += 1;
        }
        // One more than is kept says that there are more.
        for sign in word.chars().take((TITLE_CHARS + 1).saturating_sub(count)) {
            words.push(sign);
            count += 1;
        }
        if count > TITLE_CHARS {
            break;
        }
    }
    if words.is_empty() {
        return None;
    }
    if count > TITLE_CHARS {
        words = words.chars().take(TITLE_CHARS.saturating_sub(1)).collect();
        words.push('…');
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::kept;

    #[test]
    fn a_find_that_no_tweet_shows_is_not_sound() {
        assert!(kept("1").is_sound());
        for link in
            ["javascript:alert(1)", "https://evil.test/dp/B0057OC5O8", "https://amazon.co.jp/dp/B000000001"]
        {
            assert!(!KeptMention { link: link.to_owned(), ..kept("1") }.is_sound(), "{link}");
        }
        let mut odd = kept("1");
        odd.tweet.as_mut().unwrap().author = "../evil".to_owned();
        assert!(!odd.is_sound());
    }

    #[test]
    fn an_address_alone_is_enough() {
        let kept = |address| {
            KeptMention::of_address(address, None).map(|found| (found.key.to_string(), found.is_sound()))
        };
        assert_eq!(
            kept("https://www.amazon.de/Kessel/dp/B0057OC5O8?tag=x-21"),
            Some(("B0057OC5O8@amazon.de".to_owned(), true))
        );
        assert_eq!(kept("http://amzn.to/3DHiDU7?x=1"), Some(("link:amzn.to/3DHiDU7".to_owned(), true)));
        for address in ["https://www.amazon.de/gp/help", "https://example.com/dp/B0057OC5O8", "", "amazon"] {
            assert_eq!(kept(address), None, "{address}");
        }
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
