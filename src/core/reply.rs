//! The reply: what is posted under the tweet, and how it can end.

use serde::{Deserialize, Serialize};

use super::marketplace::Marketplace;
use super::tweet::TweetId;

/// A reply about to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyDraft {
    /// The text, without a link: authors can forbid links in replies to them.
    pub text: String,
}

impl ReplyDraft {
    /// The reply for a product of that store: `#AmazonCart`, and `#AmazonBasket` for amazon.co.uk, as in 2014
    /// (launch of 2014-05-05).
    #[must_use]
    pub fn for_store(marketplace: Option<Marketplace>) -> Self {
        let text = if marketplace == Some(Marketplace::CoUk) { "#AmazonBasket" } else { "#AmazonCart" };
        Self { text: text.to_owned() }
    }
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
        assert_eq!(ReplyDraft::for_store(None).text, "#AmazonCart", "a store nobody knows yet");
        assert_eq!(ReplyDraft::for_store(Some(Marketplace::CoUk)).text, "#AmazonBasket");
        assert_eq!(ReplyDraft::for_store(Some(Marketplace::Com)).text, "#AmazonCart");
        assert_eq!(ReplyDraft::for_store(Some(Marketplace::CoJp)).text, "#AmazonCart");
    }
}
