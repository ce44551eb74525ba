//! One round of syncing: what the user did here, what came from elsewhere, and what is to be written where.

use super::area::{FORGOTTEN, fit, names};
use super::heard::{BucketText, forgotten_at, forgotten_in, forgotten_word, held, stamp};
use super::line::Carried;
use super::line::{found, line, shelf_sign};
use super::{
    Body, Core, LINK, NOTE, Shelved, SyncEntry, TITLE, Time, Titled, UserEdit, bucket_of, decode, encode,
};
use crate::Millis;
use crate::bounds::{AHEAD, EARLIEST, LATEST, UNITS};
use crate::cart::{CartItem, ReplyState};
use crate::item::ItemKey;
use crate::mention::KeptMention;
use crate::order::TextIndex;

/// A change of the list here that comes from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The item is to be so.
    Put(Box<CartItem>),
    /// The item is to go.
    Delete(ItemKey),
}

/// What a round comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// What is to be changed here, before anything else is written.
    pub changes: Vec<Change>,
    /// What this machine holds then.
    pub shadow: String,
    /// What is to be written into the area: bucket and text.
    pub writes: Vec<(String, String)>,
    /// Buckets that are empty now.
    pub removes: Vec<String>,
    /// How many items are synced.
    pub synced: usize,
    /// How many are not, for want of room.
    pub left_out: usize,
}

/// Does a round. `shadow` is what the last one left, `None` where there was none; `frozen` are items whose records
/// nobody here may touch; `area` is the sync storage, bucket by bucket.
#[must_use]
pub fn round(
    shadow: Option<&str>,
    local: &[CartItem],
    frozen: &[ItemKey],
    area: &[(String, String)],
    now: Millis,
) -> Round {
    if !is_clock_sound(now) {
        // Everything would be from the future, and taken for nothing.
        return Round { shadow: shadow.unwrap_or_default().to_owned(), ..Round::default() };
    }
    let now = stamp(now);
    let BucketText { entries, carried } = BucketText::all(area, now);
    let forgotten = believed(forgotten_in(area), now).max(shadow.map_or(0, forgotten_before));
    let mut mine = SyncEntries::of(shadow.map(held).unwrap_or_default(), now);
    // What was synced when everything was forgotten elsewhere. What never was is nobody else's to forget.
    let gone = mine.without(|entry| entry.moved_at() <= forgotten);
    let theirs = SyncEntries::of(entries.into_iter().filter(|entry| entry.moved_at() > forgotten), now);
    let here = TextIndex::of(local.iter().map(|item| item.found.key.to_string()));
    let item_here = |key: &ItemKey| here.get(&key.to_string()).and_then(|place| local.get(place));
    for entry in &mut mine.all {
        if entry.is_there() && item_here(&entry.key).is_none() && !frozen.contains(&entry.key) {
            entry.removed = now.max(entry.added);
        }
    }
    let stays = TextIndex::of(shadow.into_iter().flat_map(staying).map(str::to_owned));
    // Turned on only now: what was removed elsewhere before that stays here, because nobody removed it here.
    let stays = |key: &ItemKey| shadow.is_none() || stays.get(&key.to_string()).is_some();
    for item in local {
        let key = &item.found.key;
        if gone.get(key).is_some_and(SyncEntry::is_there) {
            continue;
        }
        let stone = theirs.get(key).filter(|it| !it.is_there() && stays(key));
        let before = stone.or_else(|| mine.get(key));
        let entry = noted(before, item, now, forgotten.saturating_add(1));
        mine.put(entry);
    }
    let all = SyncEntries::of(mine.all.into_iter().chain(theirs.all), now);
    let mut changes = Vec::new();
    for entry in all.all.iter().filter(|entry| !frozen.contains(&entry.key)) {
        let key = &entry.key;
        match (item_here(key), &entry.body) {
            (Some(_), None) => changes.push(Change::Delete(key.clone())),
            (None, None) => {}
            (there, Some(body)) => {
                let item = shown(key, body, there);
                if there.is_none_or(|there| *there != item) {
                    changes.push(Change::Put(Box::new(item)));
                }
            }
        }
    }
    let forgets = |key: &ItemKey| item_here(key).is_some() && all.get(key).is_none() && !frozen.contains(key);
    let gone = gone.all.iter().filter(|entry| entry.is_there()).map(|entry| &entry.key);
    changes.extend(gone.filter(|key| forgets(key)).cloned().map(Change::Delete));
    let (mut kept, left_out) = fit(&all.all, &carried);
    // What could not be read again is not written, or it would be written again and again.
    kept.retain(|entry| held(&line(entry)).first() == Some(entry));
    let kept = SyncEntries::of(kept, now).all;
    let mut round = Round { changes, left_out, ..Round::default() };
    round.synced = kept.iter().filter(|entry| entry.is_there()).count();
    round.shadow = encode(&kept);
    round.write(&kept, &carried, area, now);
    // A removal that is not to be believed yet is met again in a later round.
    let stone = |line: &Carried| decode(&line.line).iter().all(|entry| !entry.is_there());
    for Carried { key, .. } in carried.iter().filter(|line| stays(&line.key) && stone(line)) {
        if item_here(key).is_some() {
            round.shadow.push_str(&format!("\n{STAYS}{key}"));
        }
    }
    if forgotten > 0 {
        let word = forgotten_word(forgotten);
        round.shadow.push_str(&format!("\n{WORD}{word}"));
        // A later word is left as it is, also where it is not believed yet.
        if forgotten_in(area) < forgotten {
            round.writes.push((FORGOTTEN.to_owned(), word));
        }
    }
    round
}

/// What the word that everything was forgotten begins with in a shadow.
const WORD: &str = "forgotten\t";

/// Until when everything was forgotten, as this machine held it last.
fn forgotten_before(shadow: &str) -> Time {
    shadow.lines().filter_map(|line| line.strip_prefix(WORD)).map(forgotten_at).max().unwrap_or_default()
}

/// What the key of an item begins with in a shadow that was here when syncing was turned on, though a removal of it stands
/// in the area that this machine's clock could not know of.
const STAYS: &str = "stays\t";

/// The keys of those items, as this machine held them last.
fn staying(shadow: &str) -> impl Iterator<Item = &str> {
    shadow.lines().filter_map(|line| line.strip_prefix(STAYS))
}

/// The time, unless it is later than this machine can know.
fn believed(at: Time, now: Time) -> Time {
    if at <= now.saturating_add(stamp(AHEAD)) { at } else { 0 }
}

/// Whether a round can be done at this time: a clock that stands at 1970 cannot judge what others say.
#[must_use]
pub fn is_clock_sound(now: Millis) -> bool {
    (EARLIEST..=LATEST).contains(&now)
}

/// What to write into the area, and which keys to delete there, when everything is forgotten here: only the word of it
/// stays. It covers all that this machine knew to be synced, also by clocks that are ahead of its own.
#[must_use]
pub fn forgotten(shadow: Option<&str>, area: &[(String, String)], now: Millis) -> Round {
    let now = whole(now);
    let known = BucketText::all(area, now).entries.into_iter().chain(shadow.map(held).unwrap_or_default());
    let last = known.map(|entry| entry.moved_at()).filter(|at| believed(*at, now) > 0).max();
    let at = now.max(last.unwrap_or_default()).max(believed(forgotten_in(area), now));
    let keys = area.iter().map(|(name, _)| name);
    Round {
        writes: vec![(FORGOTTEN.to_owned(), forgotten_word(at))],
        removes: keys.filter(|name| *name != FORGOTTEN).cloned().collect(),
        ..Round::default()
    }
}

impl Round {
    /// What is to be written so that the buckets hold these entries, and the lines that are left as they are.
    fn write(&mut self, kept: &[SyncEntry], carried: &[Carried], area: &[(String, String)], now: Time) {
        let early = |key: &ItemKey| carried.iter().any(|line| line.key == *key);
        let kept: Vec<(&SyncEntry, String)> = kept
            .iter()
            .filter(|entry| !early(&entry.key))
            .map(|entry| (entry, bucket_of(&entry.key)))
            .collect();
        for name in names() {
            let there = area.iter().find(|(bucket, _)| *bucket == name).map(|(_, text)| text.as_str());
            let ours = encode(kept.iter().filter(|(_, bucket)| *bucket == name).map(|(entry, _)| *entry));
            let mut left: Vec<&Carried> =
                carried.iter().filter(|line| bucket_of(&line.key) == name).collect();
            left.sort_unstable_by(|one, other| one.line.cmp(&other.line));
            let mut text = ours.clone();
            for line in &left {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&line.line);
            }
            // Expired tombstones are dropped only from buckets being rewritten; otherwise clock skew would cause write
            // ping-pong.
            let heard = there.map(|text| BucketText::of(text, now)).unwrap_or_default();
            let mut said: Vec<&Carried> = heard.carried.iter().collect();
            said.sort_unstable_by(|one, other| one.line.cmp(&other.line));
            let same = said == left && encode(&SyncEntries::of(heard.entries.clone(), now).all) == ours;
            match (text.is_empty(), there) {
                (true, Some(_)) if !same => self.removes.push(name),
                (false, _) if !same => self.writes.push((name, text)),
                _ => {}
            }
        }
    }
}

/// A time of an item here in whole milliseconds, brought to where others believe it.
fn whole(at: Millis) -> Time {
    // What is no number becomes the first of them.
    stamp(at.clamp(EARLIEST, LATEST).max(EARLIEST))
}

/// Entries, one for each item, in the order of their keys.
#[derive(Default)]
struct SyncEntries {
    all: Vec<SyncEntry>,
    places: TextIndex,
}

impl SyncEntries {
    /// All of these as one for each item, without what is spent.
    fn of(entries: impl IntoIterator<Item = SyncEntry>, now: Time) -> Self {
        let mut joined = Self::default();
        for entry in entries {
            let entry = match joined.get(&entry.key) {
                Some(there) => there.clone().join(entry),
                None => entry,
            };
            joined.put(entry);
        }
        let mut known = Self::default();
        for entry in joined.places.in_order().into_iter().filter_map(|place| joined.all.get(place)) {
            if !entry.is_spent(now) {
                known.put(entry.clone().settled());
            }
        }
        known
    }

    /// Takes out what `is_gone`, and returns it.
    fn without(&mut self, is_gone: impl Fn(&SyncEntry) -> bool) -> Self {
        let (mut left, mut gone) = (Self::default(), Self::default());
        for entry in std::mem::take(&mut self.all) {
            if is_gone(&entry) { gone.put(entry) } else { left.put(entry) }
        }
        *self = left;
        gone
    }

    fn get(&self, key: &ItemKey) -> Option<&SyncEntry> {
        self.all.get(self.places.get(&key.to_string())?)
    }

    /// Puts an entry in the place of what is known of its item.
    fn put(&mut self, entry: SyncEntry) {
        let key = entry.key.to_string();
        match self.places.get(&key).and_then(|place| self.all.get_mut(place)) {
            Some(there) => *there = entry,
            None => {
                self.places.put(key, self.all.len());
                self.all.push(entry);
            }
        }
    }
}

/// What is known of an item that is in the list here. What differs from before was changed just now. Nothing new was
/// added before `first`.
fn noted(before: Option<&SyncEntry>, item: &CartItem, now: Time, first: Time) -> SyncEntry {
    let new = body(item);
    let key = item.found.key.clone();
    let Some(before) = before else {
        return SyncEntry { key, added: whole(item.saved_at).max(first), removed: 0, body: Some(new) };
    };
    let Some(old) = before.body.as_ref().filter(|_| before.is_there()) else {
        let added = now.max(before.removed.saturating_add(1)).max(first);
        return SyncEntry {
            key,
            added,
            removed: before.removed,
            body: Some(Body { since: before.removed, ..new }),
        };
    };
    let later = |at: Time| now.max(at.saturating_add(1));
    let core = Core { at: old.core.at, ..new.core };
    let core = if core == old.core { core } else { Core { at: later(core.at), ..core } };
    let edit = UserEdit { at: old.edit.at, ..new.edit };
    let edit = if edit == old.edit { edit } else { UserEdit { at: later(edit.at), ..edit } };
    let shelf = Shelved { at: old.shelf.at, ..new.shelf };
    let shelf = if shelf == old.shelf { shelf } else { Shelved { at: later(shelf.at), ..shelf } };
    SyncEntry { body: Some(Body { since: old.since, core, edit, shelf }), ..before.clone() }
}

/// What travels of an item, with the item's own times.
fn body(item: &CartItem) -> Body {
    let KeptMention { key, link, title, titled, quote, tweet, .. } = &item.found;
    let plain = match key {
        ItemKey::Product(product) => product.url(),
        ItemKey::Link(link) => link.url(),
    };
    let reply = match &item.status {
        ReplyState::Replied { url } => url.clone(),
        ReplyState::Saved | ReplyState::Replying | ReplyState::ReplyFailed { .. } => String::new(),
    };
    let (shown, titled) = match (title, quote) {
        (None, Some(quote)) => (Some(quote), Titled::Post),
        (title, _) => (title.as_ref(), titled.map_or(Titled::Unknown, Titled::From)),
    };
    Body {
        since: 0,
        core: Core {
            at: whole(item.changed_at),
            saved_at: whole(item.saved_at),
            reply,
            link: if *link == plain || link.len() > LINK { String::new() } else { link.clone() },
            title: shown.map(|title| cut(title, TITLE)).unwrap_or_default(),
            titled,
            tweet: tweet.as_ref().map(|tweet| (tweet.id.clone(), tweet.author.clone())),
        },
        edit: UserEdit {
            at: item.edited_at.map_or(0, whole),
            units: item.units.clamp(1, UNITS),
            note: cut(&item.note, NOTE),
            name: cut(&item.name, TITLE),
        },
        shelf: Shelved {
            at: item.shelf.map_or(0, |(_, at)| whole(at)),
            shelf: item.shelf.map(|(shelf, _)| shelf),
        },
    }
}

/// At most so many characters, the last of them `…` where some are missing.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// The item as these words have it; what they do not change stays as it is here.
fn shown(key: &ItemKey, body: &Body, there: Option<&CartItem>) -> CartItem {
    let Body { core, edit, shelf, .. } = body;
    let new = || CartItem::new(found(key, core), core.saved_at as Millis);
    let mut item = there.cloned().unwrap_or_else(new);
    let now = self::body(&item);
    if (Core { at: core.at, ..now.core.clone() }) != *core {
        let KeptMention { link, title, titled, quote, tweet, .. } = found(key, core);
        if now.core.link != core.link {
            item.found.link = link;
        }
        // Where the title is only from somewhere else, it stays uncut.
        let same = now.core.title == core.title && quote.is_none() && now.core.titled != Titled::Post;
        if same {
            item.found.titled = titled;
        } else if (&now.core.title, now.core.titled) != (&core.title, core.titled) {
            (item.found.title, item.found.titled) = (title, titled);
            item.found.quote = quote.or(item.found.quote);
        }
        if now.core.tweet != core.tweet {
            item.found.tweet = tweet;
        }
        if now.core.saved_at != core.saved_at {
            item.saved_at = core.saved_at as Millis;
        }
        if now.core.reply != core.reply {
            item.changed_at = core.at as Millis;
            item.status = match core.reply.as_str() {
                "" => ReplyState::Saved,
                url => ReplyState::Replied { url: url.to_owned() },
            };
        }
    }
    if (now.edit.units, &now.edit.note, &now.edit.name) != (edit.units, &edit.note, &edit.name) {
        item.units = edit.units;
        if now.edit.note != edit.note {
            item.note.clone_from(&edit.note);
        }
        if now.edit.name != edit.name {
            item.name.clone_from(&edit.name);
        }
        item.edited_at = Some(edit.at as Millis);
    }
    if shelf_sign(now.shelf.shelf) != shelf_sign(shelf.shelf) {
        item.shelf = shelf.shelf.map(|it| (it, shelf.at as Millis));
    }
    item
}
