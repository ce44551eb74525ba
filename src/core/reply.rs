//! The reply: what is posted under the tweet, and how it can end.

use serde::{Deserialize, Serialize};

use super::cart::{CartItem, ItemStatus};
use super::draft::{Facts, fill, vary};
use super::fault::FaultCode;
use super::find::Find;
use super::item::ItemKey;
use super::marketplace::Marketplace;
use super::tweet::TweetId;

/// The hashtag for a product of that store: `#AmazonCart`, and `#AmazonBasket` for amazon.co.uk, as in 2014 (launch
/// of 2014-05-05).
#[must_use]
pub fn hashtag(marketplace: Option<Marketplace>) -> &'static str {
    if marketplace == Some(Marketplace::CoUk) { "#AmazonBasket" } else { "#AmazonCart" }
}

/// The reply for a find, without a link: authors can forbid links in replies to them. Where X refused the same words
/// before, they differ by the product's number.
#[must_use]
pub fn text(template: &str, found: &Find, refused_before: bool) -> String {
    let asin = match &found.key {
        ItemKey::Product(product) => Some(product.asin.to_string()),
        ItemKey::Link(_) => None,
    };
    let facts = Facts {
        hashtag: hashtag(found.store()),
        // The post's own words are no product's name.
        title: found.title.as_deref().filter(|_| !found.own_words),
        author: &found.tweet.author,
        asin: asin.as_deref(),
    };
    let text = fill(template, &facts);
    if refused_before { vary(text, &facts) } else { text }
}

/// Whether X refused the item's last reply because its words were not new.
#[must_use]
pub fn refused_as_duplicate(item: &CartItem) -> bool {
    matches!(item.status, ItemStatus::ReplyFailed { code: FaultCode::ReplyDuplicate })
}

/// X's own page for a reply, with the text filled in (observed 2025-07 to 2026-08).
#[must_use]
pub fn intent_url(tweet: &TweetId, text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte))
            }
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("https://x.com/intent/post?in_reply_to={tweet}&text={encoded}")
}

/// The tweet that such a page is for; `None` for any other path.
#[must_use]
pub fn intent_of(path: &str, query: &str) -> Option<TweetId> {
    let ours = ["/intent/post", "/intent/tweet", "/compose/post"].contains(&path.trim_end_matches('/'));
    let id = query.trim_start_matches('?').split('&').find_map(|part| part.strip_prefix("in_reply_to="));
    id.filter(|_| ours)?.parse().ok()
}

/// How a reply that did not fail ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ReplyOutcome {
    /// X confirmed it; the address is the reply's own.
    Sent {
        /// `https://x.com/<viewer>/status/<id>`.
        url: String,
    },
    /// It stands in X's reply box and waits for the user.
    Waiting,
}

/// Decides from the status links in X's toasts whether a reply was confirmed: the first link to a status that was
/// not there before, is younger than the tweet replied to (ids grow with time), and is the viewer's own, where the
/// page says who that is.
#[must_use]
pub fn confirmed<'a>(
    links: impl IntoIterator<Item = &'a str>,
    before: &[TweetId],
    target: &TweetId,
    viewer: Option<&str>,
) -> Option<String> {
    links.into_iter().find_map(|href| {
        let (author, id) = super::tweet::parse_status_path(href)?;
        let fresh = id.is_younger_than(target) && !before.contains(&id);
        let own = viewer.is_none_or(|viewer| author.is_empty() || author.eq_ignore_ascii_case(viewer));
        (fresh && own).then(|| super::tweet::TweetRef { id, author, posted: None }.url())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::draft::DEFAULT_TEMPLATE;
    use crate::core::find::tests::find;

    #[test]
    fn only_a_fresh_status_confirms() {
        let target: TweetId = "100".parse().unwrap();
        let before = ["200".parse().unwrap()];
        let ask = |links: &[&str]| confirmed(links.iter().copied(), &before, &target, Some("me"));
        assert_eq!(ask(&["/me/status/300"]).as_deref(), Some("https://x.com/me/status/300"));
        assert_eq!(ask(&["/me/status/200"]), None, "an old toast");
        assert_eq!(ask(&["/ada/status/100"]), None, "the tweet itself");
        assert_eq!(ask(&["/ada/status/300"]), None, "somebody else's post");
        assert_eq!(ask(&["/me/status/99"]), None, "a post from before the tweet");
        assert_eq!(ask(&["/i/bookmarks", "https://help.x.com/"]), None, "another toast");
        assert_eq!(ask(&["/i/bookmarks", "/me/status/300"]).as_deref(), Some("https://x.com/me/status/300"));
    }

    #[test]
    fn the_tag_of_the_store() {
        assert_eq!(hashtag(None), "#AmazonCart", "a store nobody knows yet");
        assert_eq!(hashtag(Some(Marketplace::CoUk)), "#AmazonBasket");
        assert_eq!(hashtag(Some(Marketplace::Com)), "#AmazonCart");
        assert_eq!(hashtag(Some(Marketplace::CoJp)), "#AmazonCart");
    }

    #[test]
    fn a_product_is_named_and_a_posts_own_words_are_not_repeated() {
        let named = find("1");
        assert_eq!(text(DEFAULT_TEMPLATE, &named, false), "#AmazonCart A kettle");
        let own = Find { own_words: true, ..named.clone() };
        assert_eq!(text(DEFAULT_TEMPLATE, &own, false), "#AmazonCart");
        assert_eq!(text(DEFAULT_TEMPLATE, &own, true), "#AmazonCart B0057OC5O8");
    }

    #[test]
    fn the_page_of_an_intent_is_known_again() {
        let url = intent_url(&"18".parse().unwrap(), "#AmazonCart Kettle, 1.7 l – é");
        assert_eq!(
            url,
            "https://x.com/intent/post?in_reply_to=18&text=%23AmazonCart%20Kettle%2C%201.7%20l%20%E2%80%93%20%C3%A9"
        );
        assert_eq!(intent_of("/intent/post", "?in_reply_to=18&text=x"), "18".parse().ok());
        assert_eq!(intent_of("/compose/post", "?text=x&in_reply_to=18"), "18".parse().ok());
        assert_eq!(intent_of("/intent/post", "?text=x"), None);
        assert_eq!(intent_of("/home", "?in_reply_to=18"), None);
    }
}
