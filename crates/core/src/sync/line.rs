//! An entry as a line of text, in as few bytes as are plain to read: fields between tabs, times in base 36.

use super::{Body, Core, NOTE, Shelved, SyncEntry, Time, Titled, UserEdit};
use crate::bounds::UNITS;
use crate::cart::Shelf;
use crate::item::ItemKey;
use crate::mention::{KeptMention, TitleSource, tidy_title};
use crate::tweet::{TweetId, parse_status_path};

/// A line that says something later than this machine can know of. It is neither believed nor written over: the machine
/// that wrote it would write it again, and so on for ever. When its time has come, it is read like any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Carried {
    /// The item it is about.
    pub(super) key: ItemKey,
    /// The line as it stands.
    pub(super) line: String,
}

/// Writes entries, one a line.
pub fn encode<'a>(entries: impl IntoIterator<Item = &'a SyncEntry>) -> String {
    let mut text = String::new();
    for entry in entries {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line(entry));
    }
    text
}

/// Reads entries. What is none is passed over: it may be of a newer version, or no word of ours.
#[must_use]
pub fn decode(text: &str) -> Vec<SyncEntry> {
    text.lines().filter_map(entry).collect()
}

pub(super) fn line(entry: &SyncEntry) -> String {
    let mut text = format!("{}\t{}\t{}", entry.key, number(entry.added), number(entry.removed));
    let Some(body) = entry.body.as_ref().filter(|_| entry.is_there()) else { return text };
    let Body { since, core, edit, shelf } = body;
    let (id, author) = core.tweet.as_ref().map_or(("", ""), |(id, author)| (id.as_str(), author));
    let units = if edit.units == 1 { String::new() } else { number(edit.units.into()) };
    let fields: [&str; 15] = [
        &number(*since),
        &number(core.at),
        &number(core.saved_at),
        &core.reply,
        &core.link,
        &core.title,
        titled_sign(core.titled),
        id,
        author,
        &number(edit.at),
        &units,
        &edit.note,
        &number(shelf.at),
        &shelf.shelf.map(|shelf| shelf_sign(Some(shelf)).to_string()).unwrap_or_default(),
        &edit.name,
    ];
    let mut most = text.len();
    for field in fields {
        text.push('\t');
        for sign in field.chars() {
            match sign {
                '\\' => text.push_str("\\\\"),
                '\t' => text.push_str("\\t"),
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                _ => text.push(sign),
            }
        }
        if !field.is_empty() {
            most = text.len();
        }
    }
    // Empty fields at the end go without saying.
    text.truncate(most);
    text
}

fn entry(line: &str) -> Option<SyncEntry> {
    let mut fields = line.split('\t');
    let key: ItemKey = fields.next()?.parse().ok()?;
    let added = time(fields.next()?)?;
    let removed = time(fields.next()?)?;
    if added <= removed {
        // A tombstone has nothing behind it: an item's line with a number in the wrong place is none.
        return fields.next().is_none().then_some(SyncEntry { key, added, removed, body: None });
    }
    let mut next = || plain(fields.next().unwrap_or_default());
    let since = time(&next())?;
    let (at, saved_at) = (time(&next())?, time(&next())?);
    let (reply, link, title, titled) = (next(), next(), next(), titled_of(&next()));
    let (id, author) = (next(), next());
    let tweet = if id.is_empty() { None } else { Some((id.parse::<TweetId>().ok()?, author)) };
    let core = Core { at, saved_at, reply, link, title, titled, tweet };
    let (at, units, note) = (time(&next())?, next(), next());
    let units = if units.is_empty() {
        1
    } else {
        u32::try_from(time(&units)?).ok().filter(|units| (1..=UNITS).contains(units))?
    };
    let shelf = Shelved { at: time(&next())?, shelf: shelf_of(&next())? };
    let edit = UserEdit { at, units, note, name: next() };
    let body = Body { since, core, edit, shelf };
    is_sound(&key, &body).then_some(SyncEntry { key, added, removed, body: Some(body) })
}

/// Whether the item could have been kept by us: what comes from there is opened and shown without a further look.
fn is_sound(key: &ItemKey, body: &Body) -> bool {
    let Core { reply, title, .. } = &body.core;
    let told = reply.is_empty() || parse_status_path(reply).is_some();
    let is_tidy = |title: &String| title.is_empty() || tidy_title(title).as_ref() == Some(title);
    told && is_tidy(title)
        && is_tidy(&body.edit.name)
        && body.edit.note.chars().count() <= NOTE
        && found(key, &body.core).is_sound()
}

/// What was found, as it is kept here.
pub(super) fn found(key: &ItemKey, core: &Core) -> KeptMention {
    let plain = || match key {
        ItemKey::Product(product) => product.url(),
        ItemKey::Link(link) => link.url(),
    };
    let shown = Some(core.title.clone()).filter(|title| !title.is_empty());
    let (title, titled, quote) = match core.titled {
        Titled::Post => (None, None, shown),
        Titled::Unknown => (shown, None, None),
        Titled::From(source) => (shown, Some(source), None),
    };
    KeptMention {
        key: key.clone(),
        link: if core.link.is_empty() { plain() } else { core.link.clone() },
        via: Vec::new(),
        title,
        titled,
        quote,
        shop: None,
        image: None,
        tweet: core.tweet.clone().map(super::tweet_ref),
    }
}

pub(super) fn shelf_sign(shelf: Option<Shelf>) -> u8 {
    match shelf {
        None => 0,
        Some(Shelf::Bought) => 1,
        Some(Shelf::Later) => 2,
        Some(Shelf::Archived) => 3,
    }
}

/// The letters of what is known in any version; others are of a newer one.
const TITLED: [(&str, Titled); 5] = [
    ("w", Titled::Post),
    ("", Titled::Unknown),
    ("a", Titled::From(TitleSource::Address)),
    ("c", Titled::From(TitleSource::Card)),
    ("s", Titled::From(TitleSource::Amazon)),
];

fn titled_sign(titled: Titled) -> &'static str {
    TITLED.iter().find(|(_, it)| *it == titled).map_or("", |(sign, _)| sign)
}

fn titled_of(text: &str) -> Titled {
    TITLED.iter().find(|(sign, _)| *sign == text).map_or(Titled::Unknown, |(_, it)| *it)
}

fn shelf_of(text: &str) -> Option<Option<Shelf>> {
    Some(match text {
        "" => None,
        "1" => Some(Shelf::Bought),
        "2" => Some(Shelf::Later),
        "3" => Some(Shelf::Archived),
        _ => return None,
    })
}

fn plain(field: &str) -> String {
    let mut text = String::new();
    let mut signs = field.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('t') => text.push('\t'),
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some(other) => text.push(other),
                None => {}
            },
            _ => text.push(sign),
        }
    }
    text
}

/// A number in base 36; 0 is nothing.
pub(super) fn number(mut number: Time) -> String {
    let mut signs = Vec::new();
    while number > 0 {
        signs.push(char::from_digit(u32::try_from(number % 36).unwrap_or_default(), 36).unwrap_or('0'));
        number /= 36;
    }
    signs.iter().rev().collect()
}

pub(super) fn time(text: &str) -> Option<Time> {
    if text.is_empty() { Some(0) } else { Time::from_str_radix(text, 36).ok() }
}
