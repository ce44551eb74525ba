//! The list as a table for spreadsheets, and as plain text for people.

use crate::Millis;
use crate::bounds::is_date;
use crate::cart::{CartItem, ReplyState, Shelf};
use crate::item::ItemKey;
use crate::tweet::TweetRef;

use super::cells;

/// The heads of the columns. They are names for programs and people alike, and the same in every language.
const HEADS: &[&str] =
    &["title", "store", "asin", "link", "quantity", "note", "status", "author", "post", "reply", "saved_at"];

/// The list as CSV (RFC 4180), with the cells of every table here: none of them a formula. `iso` writes a time in ISO 8601.
#[must_use]
pub fn csv<'a>(items: impl IntoIterator<Item = &'a CartItem>, iso: &dyn Fn(Millis) -> String) -> String {
    let mut text = cells::begin(HEADS);
    for item in items {
        let found = &item.found;
        let asin = match &found.key {
            ItemKey::Product(product) => product.asin.to_string(),
            ItemKey::Link(_) => String::new(),
        };
        let status = match item.shelf {
            None => "kept",
            Some((Shelf::Bought, _)) => "bought",
            Some((Shelf::Later, _)) => "later",
            Some((Shelf::Archived, _)) => "archived",
        };
        let reply = match &item.status {
            ReplyState::Replied { url } => url.as_str(),
            ReplyState::Saved | ReplyState::Replying | ReplyState::ReplyFailed { .. } => "",
        };
        let tweet = found.tweet.as_ref();
        let fields = [
            item.own_title().unwrap_or_default(),
            found.store().map_or("", |store| store.domain()),
            &asin,
            &found.link,
            &item.units.to_string(),
            &item.note,
            status,
            tweet.map_or("", |tweet| tweet.author.as_str()),
            &tweet.map(TweetRef::url).unwrap_or_default(),
            reply,
            // A row without its time, rather than no table.
            &if is_date(item.saved_at) { iso(item.saved_at) } else { String::new() },
        ];
        cells::row(&mut text, &fields);
    }
    text
}

/// The list to paste anywhere: for each item its title, its link, and whose post it came from.
#[must_use]
pub fn plain_text<'a>(items: impl IntoIterator<Item = &'a CartItem>) -> String {
    let mut text = String::new();
    for item in items {
        let found = &item.found;
        if !text.is_empty() {
            text.push('\n');
        }
        // Whose post it is stands below.
        let name = item.own_title().map_or_else(|| found.key.name(), str::to_owned);
        text.push_str(&name);
        if item.units > 1 {
            text.push_str(&format!(" × {}", item.units));
        }
        text.push('\n');
        text.push_str(&found.link);
        text.push('\n');
        if let Some(tweet) = &found.tweet {
            if !tweet.author.is_empty() {
                text.push('@');
                text.push_str(&tweet.author);
                text.push(' ');
            }
            text.push_str(&tweet.url());
            text.push('\n');
        }
    }
    text
}
