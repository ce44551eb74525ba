//! The list as a table for spreadsheets, and as plain text for people.

use crate::Millis;
use crate::bounds::is_date;
use crate::cart::{CartItem, ReplyState, Shelf};
use crate::item::ItemKey;
use crate::tweet::TweetRef;

/// The heads of the columns. They are names for programs and people alike, and the same in every language.
const HEADS: &[&str] =
    &["title", "store", "asin", "link", "quantity", "note", "status", "author", "post", "reply", "saved_at"];

/// The list as CSV (RFC 4180): UTF-8 with its mark, so that spreadsheets know it, every field quoted, lines ended by
/// CR LF, and no cell a formula, by whatever separator it is read. `iso` writes a time in ISO 8601.
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
            ReplyState::Replied { url } => url.as_str(),
            ReplyState::Saved | ReplyState::Replying | ReplyState::ReplyFailed { .. } => "",
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
        text.push_str(&defused(field, place == 0).replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// What parts cells for one spreadsheet or another: where the list separator is `;`, as in much of Europe, the quotes
/// around a field hold only at the beginning of a line.
const SEPARATORS: &[char] = &[';', '\t', '\r', '\n'];

/// Signs that spreadsheets look through, or that are not seen, in front of a formula's first.
fn is_hidden(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(sign, '"' | '\'' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

fn begins_formula(sign: char) -> bool {
    matches!(sign, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// A field that no spreadsheet takes for a formula, neither whole nor in the pieces into which another separator cuts it:
/// titles and links are other people's words. A `'` stands in front of each piece that could be one; in an address the
/// separator is escaped instead, so that the address stays one. `first` is the first of its line, whose quotes hold for
/// every separator: its leading white space parts nothing.
fn defused(field: &str, first: bool) -> String {
    let address = field.starts_with("https://");
    let leading = field.len() - field.trim_start_matches(is_hidden).len();
    // From the end, so that each sign knows what is seen next after it.
    let mut pieces: Vec<&str> = Vec::new();
    let (mut formula, mut next) = (false, None);
    for (at, sign) in field.char_indices().rev() {
        let odd = formula || matches!(next, Some('\t' | '\r'));
        let parts = SEPARATORS.contains(&sign) && !(first && at < leading);
        let sign_text = field.get(at..at + sign.len_utf8()).unwrap_or_default();
        if parts && odd && address && sign == ';' {
            pieces.push("%3B");
        } else {
            if parts && odd {
                pieces.push("'");
            }
            pieces.push(sign_text);
        }
        if !is_hidden(sign) {
            formula = begins_formula(sign);
        }
        next = Some(sign);
    }
    if formula || matches!(next, Some('\t' | '\r' | '\n')) {
        pieces.push("'");
    }
    pieces.into_iter().rev().collect()
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
