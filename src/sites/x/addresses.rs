//! X's own addresses: the page for a reply or a post, its search, those it puts in place of others, and the kinds of its pages. The address of a
//! tweet is the tweet's name and stands with it, in [`hashcart_core::tweet`].

use hashcart_core::Millis;
use hashcart_core::fault::FaultCode::{self, *};
use hashcart_core::insights::{Handle, iso};
use hashcart_core::tweet::TweetId;

const DAY: Millis = 24.0 * 60.0 * 60.0 * 1000.0;

/// Pages that X puts in place of the one asked for, 2026: `/i/flow/login` for who is signed out, `/account/access` for
/// an account it locked. A suspended account has no page of its own: it reads, and is told when it posts.
const PLACES: &[(FaultCode, &str)] = &[
    (AccountLocked, "/account/access"),
    (SignedOut, "/i/flow/login"),
    (SignedOut, "/i/flow/signup"),
    (SignedOut, "/login"),
];

/// What the page's path says; a query behind it does not matter.
#[must_use]
pub fn by_address(path: &str) -> Option<FaultCode> {
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let place = PLACES.iter().find(|(_, place)| {
        path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    place.map(|(code, _)| *code)
}

/// X's own page for a reply, with the text filled in (observed 2025-07 to 2026-08).
#[must_use]
pub fn intent_url(tweet: &TweetId, text: &str) -> String {
    format!("https://x.com/intent/post?in_reply_to={tweet}&text={}", encode(text))
}

/// X's own page for a post, with the text filled in (2026-11).
#[must_use]
pub fn compose_url(text: &str) -> String {
    format!("https://x.com/intent/post?text={}", encode(text))
}

/// A text as a part of an address. What is not a letter, a digit or one of four signs is written by its bytes.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// X's search, the newest first (2026-06). Without `src` some searches lead elsewhere.
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

/// The tweet that such a page is for; `None` for any other path.
#[must_use]
pub fn intent_of(path: &str, query: &str) -> Option<TweetId> {
    let ours = ["/intent/post", "/intent/tweet", "/compose/post"].contains(&path.trim_end_matches('/'));
    let id = query.trim_start_matches('?').split('&').find_map(|part| part.strip_prefix("in_reply_to="));
    id.filter(|_| ours)?.parse().ok()
}

/// Kinds of X's pages; any other first word may be somebody's name.
const PAGES: &[&str] = &["home", "search", "explore", "notifications", "i", "compose", "intent", "settings"];

/// Which kind of page this path is; `other` where that would name somebody.
#[must_use]
pub fn kind_of_page(path: &str) -> &str {
    path.split('/').nth(1).filter(|word| PAGES.contains(word)).unwrap_or("other")
}

/// Whether a picture at that address is one of X's own host for the pictures of posts and cards. (2020 to 2026)
#[must_use]
pub fn is_picture(url: &str) -> bool {
    url.starts_with("https://pbs.twimg.com/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_x_puts_in_place_of_others() {
        for (path, code) in [
            ("/account/access", Some(AccountLocked)),
            ("/account/access/?lang=de", Some(AccountLocked)),
            ("/i/flow/login?redirect_after_login=%2Fhome", Some(SignedOut)),
            ("/i/flow/signup", Some(SignedOut)),
            ("/login", Some(SignedOut)),
            ("/login/error", Some(SignedOut)),
            ("/loginsavvy", None),
            ("/account/accessories", None),
            ("/account/suspended", None),
            ("/compose/post", None),
            ("/ada/status/1/login", None),
            ("", None),
        ] {
            assert_eq!(by_address(path), code, "{path}");
        }
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

    #[test]
    fn words_come_through_whole() {
        assert_eq!(encode("a b&c=#x"), "a%20b%26c%3D%23x");
        assert_eq!(encode("danke, 買った"), "danke%2C%20%E8%B2%B7%E3%81%A3%E3%81%9F");
        assert_eq!(compose_url("Thank you!"), "https://x.com/intent/post?text=Thank%20you%21");
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
    }

    #[test]
    fn a_kind_of_page_names_nobody() {
        for (path, kind) in [
            ("/home", "home"),
            ("/i/flow/login", "i"),
            ("/ada", "other"),
            ("/ada/status/1", "other"),
            ("/", "other"),
            ("", "other"),
        ] {
            assert_eq!(kind_of_page(path), kind, "{path}");
        }
    }
}
