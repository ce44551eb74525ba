//! The popup: the list for a quick look.

use crate::core::Millis;
use crate::core::cart::{CartItem, ItemStatus};
use crate::core::fault::{FaultCode, NextStep};
use crate::core::item::ItemKey;
use crate::core::message::Diagnosis;
use crate::core::resolve::Ending;
use crate::core::settings::LinkStyle;
use crate::core::tweet::TweetRef;

/// What the popup is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The list, in any order.
    pub items: Vec<CartItem>,
    /// Records of the list that could not be read.
    pub unreadable: usize,
    /// Records that a newer version wrote.
    pub newer: usize,
    /// The item removed last, while it can come back.
    pub removed: Option<CartItem>,
    /// Which address is opened.
    pub links: LinkStyle,
    /// The link that is being looked up.
    pub finding: Option<ItemKey>,
    /// How the page in front is, where it lacks something that we know X by.
    pub changed: Option<Diagnosis>,
}

/// What the popup shows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The items, newest first.
    pub rows: Vec<Row>,
    /// What records are not shown, and how many; the keys of their texts end in `_one` or `_many`.
    pub notices: Vec<(&'static str, usize)>,
    /// The title of the item that can come back.
    pub undo: Option<(ItemKey, String)>,
    /// Whether X has changed its page.
    pub changed: bool,
}

/// One item.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub key: ItemKey,
    /// Its title, or its ASIN where the tweet showed none.
    pub title: String,
    /// Its store; the host of its link while the product is not known.
    pub store: String,
    /// The author's handle with `@`; empty when unknown.
    pub author: String,
    /// When it was kept.
    pub saved_at: Millis,
    /// The key of the text of its status.
    pub status: &'static str,
    /// The name that the status's style hangs on.
    pub tone: &'static str,
    /// The product's address: the author's own, or the plain one if the user prefers that.
    pub product_url: String,
    /// What is known of a link whose product is not known; `None` for a product.
    pub link: Option<LinkRow>,
    /// Why the reply was not posted, and what can be done.
    pub fail: Option<FailRow>,
    /// The tweet's address.
    pub tweet_url: Option<String>,
    /// The reply's address, when there is one.
    pub reply_url: Option<String>,
}

/// A reply that was not posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailRow {
    /// The key of the text that says why.
    pub text: &'static str,
    /// The key of the button that does something about it, and what that does.
    pub step: Option<(&'static str, &'static str)>,
}

/// A link whose product is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// The key of the text that says what is known.
    pub text: &'static str,
    /// What that text is about, where it names something.
    pub value: Option<String>,
    /// The key of the button that finds out.
    pub button: &'static str,
    /// Whether that is going on.
    pub busy: bool,
}

/// Makes the view.
#[must_use]
pub fn view(state: &State) -> View {
    let mut rows: Vec<Row> = state.items.iter().map(|item| row(item, state)).collect();
    rows.sort_by(|a, b| b.saved_at.total_cmp(&a.saved_at).then_with(|| a.key.cmp(&b.key)));
    let counts = [("count_unreadable", state.unreadable), ("count_newer", state.newer)];
    View {
        rows,
        notices: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
        undo: state.removed.as_ref().map(|item| (item.found.key.clone(), title(item))),
        changed: state.changed.is_some(),
    }
}

/// What to call an item.
#[must_use]
pub fn title(item: &CartItem) -> String {
    item.found.title.clone().unwrap_or_else(|| item.found.key.name())
}

fn link_row(item: &CartItem, state: &State) -> Option<LinkRow> {
    let ItemKey::Link(_) = item.found.key else { return None };
    let busy = state.finding.as_ref() == Some(&item.found.key);
    let (text, value) = match &item.leads_to {
        None => ("link_unknown", None),
        Some(Ending::Site { host }) => ("leads_site", Some(host.clone())),
        Some(ending) => (ending.list_key(), None),
    };
    let button = match (busy, &item.leads_to) {
        (true, _) => "button_finding",
        (false, None) => "link_find",
        (false, Some(_)) => "link_find_again",
    };
    Some(LinkRow { text, value, button, busy })
}

fn fail_row(item: &CartItem) -> Option<FailRow> {
    let ItemStatus::ReplyFailed { code } = item.status else { return None };
    let step = match code.next_step() {
        NextStep::Retry => Some(("fail_open", "tweet")),
        NextStep::Intent => Some(("fail_intent", "intent")),
        NextStep::Look => Some(("fail_look", "tweet")),
        NextStep::Nothing => None,
    };
    Some(FailRow { text: code.text_key(), step })
}

/// What a developer needs to know of a page that X has changed. No name, no text, no address is in it.
#[must_use]
pub fn report(found: &Diagnosis, version: &str) -> String {
    let fault = found.fault.map_or("none", FaultCode::text_key);
    let mut lines = vec![
        format!("Hashcart {version}, {}, page: {}", found.engine, found.page),
        format!("tweets {}, bars {}, buttons {}", found.tweets, found.bars, found.buttons),
        format!("lost: {}; last reply: {fault}", found.lost.join(", ")),
    ];
    lines.extend(found.matches.iter().map(|(name, count)| format!("{name}: {count}")));
    lines.join("\n")
}

fn product_url(item: &CartItem, style: LinkStyle) -> String {
    match (&item.found.key, style) {
        (ItemKey::Product(key), LinkStyle::Clean) => key.marketplace.product_url(&key.asin),
        _ => item.found.link.clone(),
    }
}

fn row(item: &CartItem, state: &State) -> Row {
    let (status, tone) = match &item.status {
        ItemStatus::Saved => ("status_saved", "saved"),
        ItemStatus::Replying => ("status_replying", "unsure"),
        ItemStatus::Replied { .. } => ("status_replied", "good"),
        ItemStatus::ReplyFailed { .. } => ("status_reply_failed", "bad"),
    };
    let tweet = item.found.tweet.as_ref();
    let author = tweet.map_or("", |tweet| &tweet.author);
    Row {
        key: item.found.key.clone(),
        title: title(item),
        store: item.found.key.place().to_owned(),
        author: if author.is_empty() { String::new() } else { format!("@{author}") },
        saved_at: item.saved_at,
        status,
        tone,
        product_url: product_url(item, state.links),
        link: link_row(item, state),
        fail: fail_row(item),
        tweet_url: tweet.map(TweetRef::url),
        reply_url: match &item.status {
            ItemStatus::Replied { url } => Some(url.clone()),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::find::tests::{find, kept};

    fn item(saved_at: Millis, status: ItemStatus) -> CartItem {
        CartItem { status, ..CartItem::new(kept("1"), saved_at) }
    }

    #[test]
    fn newest_first_with_what_is_known() {
        let url = "https://x.com/me/status/9".to_owned();
        let state = State {
            items: vec![item(1.0, ItemStatus::Saved), item(2.0, ItemStatus::Replied { url: url.clone() })],
            ..State::default()
        };
        let rows = view(&state).rows;
        assert_eq!(rows.iter().map(|row| row.saved_at).collect::<Vec<_>>(), [2.0, 1.0]);
        assert_eq!(rows[0].reply_url.as_deref(), Some(url.as_str()));
        assert_eq!((rows[1].store.as_str(), rows[1].author.as_str()), ("amazon.co.jp", "@ada"));
        assert_eq!(rows[1].tweet_url.as_deref(), Some("https://x.com/ada/status/1"));
        assert_eq!(rows[1].product_url, find("1").link, "the author's own address, tag and all");
    }

    #[test]
    fn what_cannot_be_shown_is_said() {
        let view = view(&State { unreadable: 2, ..State::default() });
        assert_eq!(view.notices, [("count_unreadable", 2)]);
    }

    #[test]
    fn a_link_says_what_is_known_of_it() {
        let mut link = item(1.0, ItemStatus::Saved);
        assert_eq!(row(&link, &State::default()).link, None);
        link.found.key = "link:amzn.to/3DHiDU7".parse().unwrap();
        let shown = |link: &CartItem, state: &State| row(link, state).link.unwrap();
        let unknown = shown(&link, &State::default());
        assert_eq!((unknown.text, unknown.button, unknown.busy), ("link_unknown", "link_find", false));
        let busy = State { finding: Some(link.found.key.clone()), ..State::default() };
        assert!(shown(&link, &busy).busy);
        link.leads_to = Some(Ending::Site { host: "example.com".into() });
        let elsewhere = shown(&link, &State::default());
        assert_eq!((elsewhere.text, elsewhere.value.as_deref()), ("leads_site", Some("example.com")));
    }

    #[test]
    fn a_failure_says_why_and_what_can_be_done() {
        let fail = |code| row(&item(1.0, ItemStatus::ReplyFailed { code }), &State::default()).fail.unwrap();
        assert_eq!(fail(FaultCode::ComposerNever).step, Some(("fail_intent", "intent")));
        assert_eq!(fail(FaultCode::Unconfirmed).step, Some(("fail_look", "tweet")));
        assert_eq!(fail(FaultCode::ReplyRestricted).step, None);
        assert_eq!(row(&item(1.0, ItemStatus::Saved), &State::default()).fail, None);
    }

    #[test]
    fn the_clean_address_is_a_matter_of_taste() {
        let item = item(1.0, ItemStatus::Saved);
        let clean = State { links: LinkStyle::Clean, ..State::default() };
        assert_eq!(row(&item, &State::default()).product_url, find("1").link);
        assert_eq!(row(&item, &clean).product_url, "https://www.amazon.co.jp/dp/B0057OC5O8");
    }

    #[test]
    fn a_title_is_never_empty() {
        let mut nameless = item(1.0, ItemStatus::Saved);
        nameless.found.title = None;
        assert_eq!(row(&nameless, &State::default()).title, "B0057OC5O8");
    }
}
