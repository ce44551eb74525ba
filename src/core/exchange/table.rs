//! The list as a table for spreadsheets, and as plain text for people.

use crate::core::Millis;
use crate::core::bounds::is_date;
use crate::core::cart::{CartItem, ItemStatus, Shelf};
use crate::core::item::ItemKey;
use crate::core::tweet::TweetRef;

/// The heads of the columns. They are names for programs and people alike, and the same in every language.
const HEADS: &[&str] =
    &["title", "store", "asin", "link", "quantity", "note", "status", "author", "post", "reply", "saved_at"];

/// The list as CSV (RFC 4180): UTF-8 with its mark, so that spreadsheets know it, every field quoted, lines ended by
/// CR LF. `iso` writes a time in ISO 8601.
#[must_use]
pub fn csv<'a>(items: impl IntoIterator<Item = &'a CartItem>, iso: &dyn Fn(Millis) -> String) -> String {
    let mut text = "\u{feff}".to_owned();
    row(&mut text, HEADS);
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
            ItemStatus::Replied { url } => url.as_str(),
            ItemStatus::Saved | ItemStatus::Replying | ItemStatus::ReplyFailed { .. } => "",
        };
        let tweet = found.tweet.as_ref();
        let fields = [
            found.title.as_deref().unwrap_or_default(),
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
        row(&mut text, &fields);
    }
    text
}

fn row(text: &mut String, fields: &[&str]) {
    for (place, field) in fields.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push('"');
        text.push_str(&defused(field).replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// A field that no spreadsheet takes for a formula: titles are other people's words. White space, quotes and marks
/// that are not seen do not hide a formula's first sign from every program, so they are looked through.
fn defused(field: &str) -> String {
    let hidden = |sign: char| {
        sign.is_whitespace()
            || sign.is_control()
            || matches!(sign, '"' | '\'' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    let begins = field.trim_start_matches(hidden).chars().next();
    let formula = matches!(begins, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    let odd = field.starts_with(['\t', '\r', '\n']);
    if formula || odd { format!("'{field}") } else { field.to_owned() }
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
        let name = found.name();
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
