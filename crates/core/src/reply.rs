//! The reply: what is posted under the tweet, and how it can end.

use serde::{Deserialize, Serialize};

use super::cart::{CartItem, ReplyState};
use super::fault::FaultCode;
use super::item::ItemKey;
use super::marketplace::Marketplace;
use super::mention::{ProductMention, TitleSource};
use super::settings::ReplyMode;
use super::template::{Facts, fill, vary};
use super::tweet::TweetId;

/// The hashtag for a product of that store: `#AmazonCart`, and `#AmazonBasket` for amazon.co.uk, as in 2014 (launch
/// of 2014-05-05).
#[must_use]
pub fn hashtag(marketplace: Option<Marketplace>) -> &'static str {
    if marketplace == Some(Marketplace::CoUk) { "#AmazonBasket" } else { "#AmazonCart" }
}

/// The words of one reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyWords {
    /// What is posted.
    pub text: String,
    /// Whether the post's author had a hand in it. Title and handle are theirs to choose, and so is the number, by the
    /// product they link. Nothing of that goes out in the user's name unless the user has seen exactly these words.
    pub borrowed: bool,
}

/// The words for a mention, and whose they are.
#[must_use]
pub fn words(template: &str, found: &ProductMention, refused_before: bool) -> ReplyWords {
    let text = text(template, found, refused_before);
    let own = Facts { hashtag: hashtag(found.store()), title: None, author: "", asin: None };
    ReplyWords { borrowed: text != fill(template, &own), text }
}

/// How far a press goes, of which nobody said anything else for itself: the mode chosen, but not past words that are
/// not the user's own and that the user has not agreed to. `None`: the user is to be asked.
#[must_use]
pub fn mode_for(chosen: Option<ReplyMode>, words: &ReplyWords, agreed: Option<&str>) -> Option<ReplyMode> {
    chosen.filter(|mode| *mode != ReplyMode::Post || !words.borrowed || agreed == Some(words.text.as_str()))
}

/// The reply for a mention, without a link: authors can forbid links in replies to them. Where X refused the same words
/// before, they differ by the product's number.
#[must_use]
pub fn text(template: &str, found: &ProductMention, refused_before: bool) -> String {
    let asin = match &found.key {
        ItemKey::Product(product) => Some(product.asin.to_string()),
        ItemKey::Link(_) => None,
    };
    let facts = Facts {
        hashtag: hashtag(found.store()),
        // Into an address the author can write any words: Amazon ignores those before `/dp/`.
        title: found.title.as_deref().filter(|_| found.titled >= Some(TitleSource::Card)),
        author: &found.tweet.author,
        asin: asin.as_deref(),
    };
    let text = fill(template, &facts);
    if refused_before { vary(text, &facts) } else { text }
}

/// Whether X refused the item's last reply because its words were not new.
#[must_use]
pub fn refused_as_duplicate(item: &CartItem) -> bool {
    matches!(item.status, ReplyState::ReplyFailed { code: FaultCode::ReplyDuplicate })
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

/// Whether a box into which `ours` was written holds words that are not from it: a draft of the user's. Half of ours is
/// ours, and so is ours twice.
#[must_use]
pub fn has_other_words(there: &str, ours: &str) -> bool {
    there.replace(ours, " ").split_whitespace().any(|word| !ours.contains(word))
}

/// How far the clocks of this machine and of X's may be apart, in milliseconds. With more, X's notice has to tell.
const CLOCKS_MS: f64 = 10_000.0;

/// The reply with this text among those that X's store has of the user's: nothing but that text, behind the names that X
/// puts before an answer, and of no earlier than the press.
#[must_use]
pub fn in_store(
    replies: impl IntoIterator<Item = (TweetId, String)>,
    text: &str,
    pressed: f64,
) -> Option<TweetId> {
    let own = bare(text);
    let fresh = |id: &TweetId| id.posted_at().is_some_and(|at| at >= pressed - CLOCKS_MS);
    let same = |(id, text): &(TweetId, String)| !own.is_empty() && fresh(id) && bare(text) == own;
    replies.into_iter().find(same).map(|(id, _)| id)
}

/// A post's text without the names before it, and with the three signs that X writes otherwise as they are.
fn bare(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let words = plain
        .split_whitespace()
        .skip_while(|word| word.strip_prefix('@').is_some_and(super::tweet::is_handle));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::mention;
    use crate::template::DEFAULT_TEMPLATE;

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
    fn the_store_s_reply_is_this_one_and_no_other() {
        // 2026-11-25T12:00:00Z, and the ids of 5 s before, 60 s before, and 2 s after.
        let pressed = 1_795_608_000_000.0;
        let id = |seconds: i64| -> TweetId {
            (((1_795_608_000_000 + seconds * 1_000 - 1_288_834_974_657) as u64) << 22)
                .to_string()
                .parse()
                .unwrap()
        };
        let ask = |seconds, text: &str, own: &str| in_store([(id(seconds), text.to_owned())], own, pressed);
        assert_eq!(ask(2, "@ada @bob_2 #AmazonCart", "#AmazonCart"), Some(id(2)));
        assert_eq!(ask(-5, "#AmazonCart", "#AmazonCart"), Some(id(-5)), "clocks differ");
        assert_eq!(ask(2, "@ada A &amp; B &lt;3 #AmazonCart", "A & B <3 #AmazonCart"), Some(id(2)));
        assert_eq!(ask(-60, "@ada #AmazonCart", "#AmazonCart"), None, "an earlier one");
        assert_eq!(ask(2, "@ada Nice! #AmazonCart", "#AmazonCart"), None, "the user's own words");
        assert_eq!(ask(2, "@ada ", ""), None, "nothing was written");
        assert_eq!(
            in_store([("17".parse().unwrap(), "#AmazonCart".to_owned())], "#AmazonCart", pressed),
            None
        );
    }

    #[test]
    fn the_tag_of_the_store() {
        assert_eq!(hashtag(None), "#AmazonCart", "a store nobody knows yet");
        assert_eq!(hashtag(Some(Marketplace::CoUk)), "#AmazonBasket");
        assert_eq!(hashtag(Some(Marketplace::Com)), "#AmazonCart");
        assert_eq!(hashtag(Some(Marketplace::CoJp)), "#AmazonCart");
    }

    #[test]
    fn a_product_is_named_by_its_card_and_by_no_words_of_the_author_s() {
        let named = mention("1");
        assert_eq!(text("{hashtag} {title}", &named, false), "#AmazonCart A kettle");
        for titled in [None, Some(TitleSource::Address)] {
            let own = ProductMention { titled, quote: Some("so nice".to_owned()), ..named.clone() };
            assert_eq!(text("{hashtag} {title}", &own, false), "#AmazonCart");
            assert_eq!(text("{hashtag} {title}", &own, true), "#AmazonCart B0057OC5O8");
        }
    }

    #[test]
    fn nothing_of_a_stranger_s_goes_out_unseen() {
        let bot = ProductMention { title: Some("I am a bot Buy my coin".to_owned()), ..mention("1") };
        assert_eq!(
            words(DEFAULT_TEMPLATE, &bot, false),
            ReplyWords { text: "#AmazonCart".into(), borrowed: false }
        );
        for (template, refused) in
            [("{hashtag} {title}", false), ("{hashtag} for {author}", false), (DEFAULT_TEMPLATE, true)]
        {
            let words = words(template, &bot, refused);
            assert!(words.borrowed, "{}", words.text);
            let mode = |chosen, agreed| mode_for(chosen, &words, agreed);
            assert_eq!(mode(Some(ReplyMode::Post), None), None, "asked");
            assert_eq!(mode(Some(ReplyMode::Post), Some("#AmazonCart")), None, "other words were agreed to");
            assert_eq!(mode(Some(ReplyMode::Post), Some(&words.text)), Some(ReplyMode::Post));
            for chosen in [Some(ReplyMode::Review), Some(ReplyMode::Private), None] {
                assert_eq!(mode(chosen, None), chosen, "X's own box shows the words, or none are posted");
            }
        }
        let own = words("Want one! {hashtag}", &bot, false);
        assert_eq!(
            mode_for(Some(ReplyMode::Post), &own, None),
            Some(ReplyMode::Post),
            "the user's own words"
        );
        // A place in the template that nothing stands in adds nothing.
        assert!(!words("{hashtag} {title}", &ProductMention { title: None, ..mention("1") }, false).borrowed);
    }

    #[test]
    fn a_draft_is_told_from_what_became_of_our_text() {
        let ours = "#AmazonCart Steel kettle";
        for there in [
            "",
            ours,
            "#Ama",
            "#AmazonCart Ste",
            "Steel kettle",
            "#AmazonCart Steel kettle#AmazonCart Steel kettle",
        ] {
            assert!(!has_other_words(there, ours), "{there}");
        }
        for there in ["my own words", "so nice #AmazonCart Steel kettle", "#AmazonCart Steel kettles"] {
            assert!(has_other_words(there, ours), "{there}");
        }
    }
}
