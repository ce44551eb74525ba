//! Addresses of X's own pages that the user is led to: its search, its mentions, its composer. Nothing is asked of them
//! here; what a link names is opened by the user's press.

use std::fmt::Write as _;

use hashcart_core::Millis;
use hashcart_core::insights::{Handle, iso};
use hashcart_core::tweet::TweetId;

/// Where X shows who answered or named the user, also in replies that its search leaves out.
pub const MENTIONS: &str = "https://x.com/notifications/mentions";

const DAY: Millis = 24.0 * 60.0 * 60.0 * 1000.0;

/// A text as a part of an address. What is not a letter, a digit or one of four signs is written by its bytes.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // A string takes any text.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// X's composer with these words in it. The user posts, or does not.
#[must_use]
pub fn compose(words: &str) -> String {
    format!("https://x.com/intent/post?text={}", encode(words))
}

/// The same for an answer to that reply.
#[must_use]
pub fn compose_under(reply: &TweetId, words: &str) -> String {
    format!("https://x.com/intent/post?in_reply_to={reply}&text={}", encode(words))
}

/// A post; `i` stands for whoever wrote it.
#[must_use]
pub fn post(author: Option<&Handle>, id: &TweetId) -> String {
    format!("https://x.com/{}/status/{id}", author.map_or("i", Handle::as_str))
}

/// X's search, the newest first. Without `src` some searches lead elsewhere.
fn search(words: &str) -> String {
    format!("https://x.com/search?q={}&src=typed_query&f=live", encode(words))
}

/// Replies with that hashtag to somebody, from the day of one time through the day of another.
#[must_use]
pub fn search_to(hashtag: &str, to: &Handle, from: Millis, through: Millis) -> String {
    // X leaves the last day out.
    search(&format!("{hashtag} to:{to} since:{} until:{}", day(from), day(through + DAY)))
}

/// Replies with either hashtag in the conversation under a post.
#[must_use]
pub fn search_under(post: &TweetId) -> String {
    search(&format!("conversation_id:{post} (#AmazonCart OR #AmazonBasket)"))
}

fn day(at: Millis) -> String {
    iso::write(at).get(..10).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_through_whole() {
        assert_eq!(encode("a b&c=#x"), "a%20b%26c%3D%23x");
        assert_eq!(encode("danke, 買った"), "danke%2C%20%E8%B2%B7%E3%81%A3%E3%81%9F");
        let reply = "1992704127".parse().unwrap();
        assert_eq!(
            compose_under(&reply, "Thank you!"),
            "https://x.com/intent/post?in_reply_to=1992704127&text=Thank%20you%21"
        );
    }

    #[test]
    fn the_search_is_the_one_that_x_understands() {
        let ada = "ada".parse().unwrap();
        let (from, through) = (iso::read("2026-11-01T10:00:00Z"), iso::read("2026-11-30T23:00:00Z"));
        assert_eq!(
            search_to("#AmazonCart", &ada, from.unwrap(), through.unwrap()),
            "https://x.com/search?q=%23AmazonCart%20to%3Aada%20since%3A2026-11-01%20until%3A2026-12-01&src=typed_query&f=live"
        );
        assert_eq!(
            search_under(&"20".parse().unwrap()),
            "https://x.com/search?q=conversation_id%3A20%20%28%23AmazonCart%20OR%20%23AmazonBasket%29&src=typed_query&f=live"
        );
        assert_eq!(post(None, &"20".parse().unwrap()), "https://x.com/i/status/20");
    }
}
