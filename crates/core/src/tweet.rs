//! Tweets: their ids, their authors, and the addresses that carry both.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::bounds::ADDRESS_BYTES;

/// Why a text is not a tweet id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tweet id is 1 to 20 digits, the first of them not 0")]
pub struct ParseTweetIdError;

/// A tweet's id: a decimal number of up to 20 digits, kept as text because JavaScript's numbers cannot hold it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TweetId(String);

impl TweetId {
    /// Whether this one was posted later: ids grow with time.
    #[must_use]
    pub fn is_younger_than(&self, other: &Self) -> bool {
        (self.0.len(), &self.0) > (other.0.len(), &other.0)
    }

    /// When it was posted, in milliseconds since 1970: ids hold it since November 2010, from their 23rd bit on, counted
    /// from 2010-11-04T01:42:54.657Z. `None` for an older one.
    #[must_use]
    pub fn posted_at(&self) -> Option<f64> {
        let millis = self.0.parse::<u64>().ok()? >> 22;
        #[expect(clippy::cast_precision_loss, reason = "42 bits")]
        let at = millis as f64 + 1_288_834_974_657.0;
        (millis > 0).then_some(at)
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TweetId {
    type Err = ParseTweetIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = (1..=20).contains(&text.len())
            && !text.starts_with('0')
            && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| Self(text.to_owned())).ok_or(ParseTweetIdError)
    }
}

serde_via_str!(TweetId, ParseTweetIdError);

impl fmt::Display for TweetId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What names one tweet: enough to find it again, and to tell it from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TweetRef {
    /// Its id.
    pub id: TweetId,
    /// The author's handle, without `@`; empty where the page does not show it.
    #[serde(default)]
    pub author: String,
    /// When it was posted, as the page's `datetime` says (ISO 8601, UTC). Promoted tweets show none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted: Option<String>,
}

impl TweetRef {
    /// The tweet's own address.
    #[must_use]
    pub fn url(&self) -> String {
        status_url(&self.author, &self.id)
    }
}

/// The address of a tweet by this author; by whoever wrote it, where that is empty.
#[must_use]
pub fn status_url(author: &str, id: &TweetId) -> String {
    // `i` is X's own placeholder for "whoever wrote it"; such addresses redirect to the author's.
    let author = if author.is_empty() { "i" } else { author };
    format!("https://x.com/{author}/status/{id}")
}

/// Whether a text is a handle: 1 to 15 letters, digits or underscores.
#[must_use]
pub fn is_handle(text: &str) -> bool {
    (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// An address without X's own origin, by any of its names; others stay as they are.
#[must_use]
pub fn own_path(href: &str) -> &str {
    ["https://x.com", "https://twitter.com", "https://mobile.x.com", "https://mobile.twitter.com"]
        .iter()
        .find_map(|origin| href.strip_prefix(origin))
        .unwrap_or(href)
}

/// Reads author and id from a status address as X's pages write it: `/name/status/123`, also with a suffix
/// (`/history`, `/photo/1`, `/analytics`) and with X's own origin in front.
#[must_use]
pub fn parse_status_path(href: &str) -> Option<(String, TweetId)> {
    if href.len() > ADDRESS_BYTES {
        return None;
    }
    let mut parts = own_path(href).strip_prefix('/')?.split(['/', '?', '#']);
    let author = parts.next()?;
    let mut next = parts.next()?;
    if author == "i" && next == "web" {
        next = parts.next()?;
    }
    if next != "status" {
        return None;
    }
    let id = parts.next()?.parse().ok()?;
    match author {
        "i" => Some((String::new(), id)),
        handle if is_handle(handle) => Some((handle.to_owned(), id)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_paths() {
        for (href, expected) in [
            ("/ada/status/1861597350789288128", Some(("ada", "1861597350789288128"))),
            ("/ada/status/18/history", Some(("ada", "18"))),
            ("/ada/status/18/analytics", Some(("ada", "18"))),
            ("/ada/status/18?s=20", Some(("ada", "18"))),
            ("https://x.com/ada/status/18#m", Some(("ada", "18"))),
            ("/i/web/status/18", Some(("", "18"))),
            ("/i/status/18", Some(("", "18"))),
            ("https://evil.test/ada/status/18", None),
            ("/ada/status/", None),
            ("/ada/status/18a", None),
            ("/a-da/status/18", None),
            ("/status/18", None),
            ("", None),
        ] {
            let found = parse_status_path(href);
            let found = found.as_ref().map(|(author, id)| (author.as_str(), id.as_str()));
            assert_eq!(found, expected, "{href}");
        }
    }

    #[test]
    fn an_unknown_author_still_has_an_address() {
        let tweet = TweetRef { id: "7".parse().unwrap(), author: String::new(), posted: None };
        assert_eq!(tweet.url(), "https://x.com/i/status/7");
    }
}
