//! What the sync storage says, judged before it is believed: it may have been written by another version, by a machine whose
//! clock is wrong, or by nobody who knows what it is for.

use super::area::{FORGOTTEN, QUOTA_BYTES, fnv, names};
use super::line::{Carried, line, number, time};
use super::{SyncEntry, Time, decode};
use crate::bounds::{AHEAD, EARLIEST, LATEST};

/// A text under one key, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BucketText {
    /// What is believed.
    pub(super) entries: Vec<SyncEntry>,
    /// What is left as it is, one line an item.
    pub(super) carried: Vec<Carried>,
}

/// What one entry is worth.
enum Worth {
    Believed,
    Early,
    Nothing,
}

impl BucketText {
    /// Reads the text of a bucket. What is none of ours is passed over, and so is a text longer than a browser takes.
    pub(super) fn of(text: &str, now: Time) -> Self {
        let mut heard = Self::default();
        if text.len() > QUOTA_BYTES {
            return heard;
        }
        for entry in decode(text) {
            match worth(&entry, now) {
                Worth::Believed => heard.entries.push(entry),
                Worth::Early => heard.carry(Carried { line: line(&entry), key: entry.key }),
                Worth::Nothing => {}
            }
        }
        heard
    }

    /// All buckets of an area as one.
    pub(super) fn all(area: &[(String, String)], now: Time) -> Self {
        let mut all = Self::default();
        for name in names() {
            let Some((_, text)) = area.iter().find(|(bucket, _)| *bucket == name) else { continue };
            let Self { entries, carried } = Self::of(text, now);
            all.entries.extend(entries);
            carried.into_iter().for_each(|line| all.carry(line));
        }
        all
    }

    /// Of two lines about one item the same one is kept on every machine.
    fn carry(&mut self, line: Carried) {
        match self.carried.iter_mut().find(|there| there.key == line.key) {
            Some(there) if there.line >= line.line => {}
            Some(there) => *there = line,
            None => self.carried.push(line),
        }
    }
}

/// What this machine held last: only what no clock can say is passed over, because its own clock may have been set back.
pub(super) fn held(shadow: &str) -> Vec<SyncEntry> {
    let possible = |entry: &SyncEntry| !matches!(worth(entry, stamp(LATEST)), Worth::Nothing);
    decode(shadow).into_iter().filter(possible).collect()
}

fn worth(entry: &SyncEntry, now: Time) -> Worth {
    let (must, may) = times(entry);
    let (first, last) = (stamp(EARLIEST), stamp(LATEST));
    let possible = |at: &Time| (first..=last).contains(at);
    let known = |at: &Time| *at <= now.saturating_add(stamp(AHEAD));
    if !must.iter().all(possible) || !may.iter().all(|at| *at == 0 || possible(at)) {
        Worth::Nothing
    } else if must.iter().chain(&may).all(known) {
        Worth::Believed
    } else {
        Worth::Early
    }
}

/// The times of an entry: those that it must have, and those that may be 0, for never.
fn times(entry: &SyncEntry) -> (Vec<Time>, Vec<Time>) {
    let (mut must, mut may) = (vec![entry.added], vec![entry.removed]);
    if let Some(body) = &entry.body {
        must.extend([body.core.at, body.core.saved_at]);
        may.extend([body.since, body.edit.at, body.shelf.at]);
    }
    (must, may)
}

/// A time of [`bounds`](crate::bounds) in whole milliseconds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of floats saturates")]
pub(super) fn stamp(at: crate::Millis) -> Time {
    at as Time
}

/// The word that everything up to that time was forgotten. Its sum keeps a damaged word from forgetting what nobody did.
pub(super) fn forgotten_word(at: Time) -> String {
    let at = number(at);
    format!("{at}\t{}", number(fnv(&format!("forgotten {at}")).into()))
}

/// The time in such a word, whatever the clock here says of it; 0 for what is none.
pub(super) fn forgotten_at(word: &str) -> Time {
    let at = word.split('\t').next().and_then(time).unwrap_or_default();
    let possible = (stamp(EARLIEST)..=stamp(LATEST)).contains(&at) && forgotten_word(at) == word;
    if possible { at } else { 0 }
}

/// The time until which everything was forgotten, as the area has it.
pub(super) fn forgotten_in(area: &[(String, String)]) -> Time {
    area.iter().find(|(name, _)| name == FORGOTTEN).map_or(0, |(_, word)| forgotten_at(word))
}
