//! The popup: the list for a quick look.

use crate::core::Millis;
use crate::core::cart::{CartItem, ItemStatus};
use crate::core::item::ItemKey;

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
    /// The product's address, as the author gave it.
    pub product_url: String,
    /// The tweet's address.
    pub tweet_url: String,
    /// The reply's address, when there is one.
    pub reply_url: Option<String>,
}

/// Makes the view.
#[must_use]
pub fn view(state: &State) -> View {
    let mut rows: Vec<Row> = state.items.iter().map(row).collect();
    rows.sort_by(|a, b| b.saved_at.total_cmp(&a.saved_at).then_with(|| a.key.cmp(&b.key)));
    let counts = [("count_unreadable", state.unreadable), ("count_newer", state.newer)];
    View {
        rows,
        notices: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
        undo: state.removed.as_ref().map(|item| (item.found.key.clone(), title(item))),
    }
}

fn title(item: &CartItem) -> String {
    item.found.title.clone().unwrap_or_else(|| item.found.key.name())
}

fn row(item: &CartItem) -> Row {
    let (status, tone) = match &item.status {
        ItemStatus::Saved => ("status_saved", "saved"),
        ItemStatus::Replying => ("status_replying", "unsure"),
        ItemStatus::Replied { .. } => ("status_replied", "good"),
        ItemStatus::ReplyFailed { .. } => ("status_reply_failed", "bad"),
    };
    let author = &item.found.tweet.author;
    Row {
        key: item.found.key.clone(),
        title: title(item),
        store: item.found.key.place().to_owned(),
        author: if author.is_empty() { String::new() } else { format!("@{author}") },
        saved_at: item.saved_at,
        status,
        tone,
        product_url: item.found.link.clone(),
        tweet_url: item.found.tweet.url(),
        reply_url: match &item.status {
            ItemStatus::Replied { url } => Some(url.clone()),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::cart::tests::find;

    fn item(saved_at: Millis, status: ItemStatus) -> CartItem {
        CartItem { found: find("1"), saved_at, changed_at: saved_at, status }
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
        assert_eq!(rows[1].tweet_url, "https://x.com/ada/status/1");
        assert_eq!(rows[1].product_url, find("1").link, "the author's own address, tag and all");
    }

    #[test]
    fn what_cannot_be_shown_is_said() {
        let view = view(&State { unreadable: 2, ..State::default() });
        assert_eq!(view.notices, [("count_unreadable", 2)]);
    }

    #[test]
    fn a_title_is_never_empty() {
        let mut nameless = item(1.0, ItemStatus::Saved);
        nameless.found.title = None;
        assert_eq!(row(&nameless).title, "B0057OC5O8");
    }
}
