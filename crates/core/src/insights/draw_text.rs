//! The record of a draw as a text: written, read back, and checked.
//!
//! It is for people and programs alike, and the same in every language: who doubts a draw has this text and needs no
//! Hashcart.

use std::fmt;
use std::str::FromStr;

use crate::tweet::{TweetId, is_handle};

use super::coverage::Coverage;
use super::draw::{Draw, DrawEntry, Excluded, Pool, hash, is_seed, pick, sort};
use super::iso;

/// The first line.
const TITLE: &str = "Hashcart draw 1";
/// The longest text that is read, in bytes: that of some 200,000 entries.
const MOST_BYTES: usize = 10_000_000;

/// The text is no record of a draw, from that line on, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a record of a draw: line {line}")]
pub struct ParseDrawError {
    /// Which line.
    pub line: usize,
}

/// Why a record is not of an honest draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawFault {
    /// The entries are not in order, or one is there twice.
    #[error("the entries are not sorted, or one is there twice")]
    List,
    /// The list is another than the one that was hashed.
    #[error("the list does not have this hash")]
    Hash,
    /// List and seed give other winners, or other alternates.
    #[error("list and seed give others")]
    Drawn,
    /// An entry was posted after the cutoff, by the time that is in its id.
    #[error("an entry is later than the cutoff")]
    Late,
}

impl Draw {
    /// Draws again from list and seed, and compares.
    ///
    /// # Errors
    /// Says what does not fit.
    pub fn verify(&self) -> Result<(), DrawFault> {
        let Pool { entries, hash: told, cutoff, .. } = &self.pool;
        let mut sorted = entries.clone();
        sort(&mut sorted);
        let is_twice = sorted.windows(2).any(|two| matches!(two, [one, other] if one == other));
        if sorted != *entries || is_twice {
            return Err(DrawFault::List);
        }
        let late =
            |entry: &DrawEntry| entry.reply.posted_at().zip(*cutoff).is_some_and(|(at, cutoff)| at > cutoff);
        if entries.iter().any(late) {
            return Err(DrawFault::Late);
        }
        if hash(entries) != *told {
            return Err(DrawFault::Hash);
        }
        let most = self.winners.len().saturating_add(self.alternates.len());
        let drawn: Vec<&DrawEntry> = self.winners.iter().chain(&self.alternates).collect();
        let again = pick(entries, told, &self.seed, most);
        if drawn.is_empty() || again.iter().collect::<Vec<_>>() != drawn {
            return Err(DrawFault::Drawn);
        }
        Ok(())
    }
}

impl fmt::Display for Draw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Pool { posts, cutoff, coverage, excluded, entries, hash } = &self.pool;
        let posts: Vec<&str> = posts.iter().map(TweetId::as_str).collect();
        let cutoff = cutoff.map_or_else(|| "none".to_owned(), iso::write);
        let about = coverage.about.map_or_else(|| "unknown".to_owned(), |about| about.to_string());
        let Excluded { own, blocked, earlier, late, unplaced } = excluded;
        writeln!(f, "{TITLE}")?;
        writeln!(f, "posts: {}", posts.join(" "))?;
        writeln!(f, "cutoff: {cutoff}")?;
        writeln!(f, "replies seen: {} of about {about}", coverage.seen)?;
        writeln!(
            f,
            "excluded: own {own}, blocked {blocked}, earlier {earlier}, late {late}, unplaced {unplaced}"
        )?;
        writeln!(f, "seed: {}", self.seed)?;
        writeln!(f, "sha256: {hash}")?;
        for (name, entries) in
            [("winners", &self.winners), ("alternates", &self.alternates), ("entries", entries)]
        {
            writeln!(f, "{name}: {}", entries.len())?;
            for entry in entries {
                writeln!(f, "{entry}")?;
            }
        }
        Ok(())
    }
}

/// Lines with their number, of which one was read last.
struct NumberedLines<'a> {
    lines: std::str::Lines<'a>,
    line: usize,
}

impl<'a> NumberedLines<'a> {
    fn next(&mut self) -> Result<&'a str, ParseDrawError> {
        self.line = self.line.saturating_add(1);
        self.lines.next().ok_or(self.wrong())
    }

    fn wrong(&self) -> ParseDrawError {
        ParseDrawError { line: self.line }
    }

    /// The next line's value, behind its name.
    fn value<T>(&mut self, name: &str, read: impl Fn(&'a str) -> Option<T>) -> Result<T, ParseDrawError> {
        let line = self.next()?;
        line.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ")).and_then(read).ok_or(self.wrong())
    }

    /// A list, behind a line with its name and its length.
    fn list(&mut self, name: &str) -> Result<Vec<DrawEntry>, ParseDrawError> {
        let length: usize = self.value(name, |length| length.parse().ok())?;
        let mut entries = Vec::new();
        for _ in 0..length {
            let line = self.next()?;
            entries.push(entry(line).ok_or(self.wrong())?);
        }
        Ok(entries)
    }
}

fn entry(line: &str) -> Option<DrawEntry> {
    let (handle, reply) = line.split_once(' ')?;
    let is_folded = is_handle(handle) && !handle.bytes().any(|byte| byte.is_ascii_uppercase());
    Some(DrawEntry { handle: handle.to_owned(), reply: reply.parse().ok()? }).filter(|_| is_folded)
}

fn coverage(text: &str) -> Option<Coverage> {
    let (seen, about) = text.split_once(" of about ")?;
    let about = if about == "unknown" { None } else { Some(about.parse().ok()?) };
    Some(Coverage { seen: seen.parse().ok()?, about })
}

fn excluded(text: &str) -> Option<Excluded> {
    let mut parts = text.split(", ");
    let mut part = |name: &str| parts.next()?.strip_prefix(name)?.strip_prefix(' ')?.parse().ok();
    let all = Excluded {
        own: part("own")?,
        blocked: part("blocked")?,
        earlier: part("earlier")?,
        late: part("late")?,
        unplaced: part("unplaced")?,
    };
    parts.next().is_none().then_some(all)
}

impl FromStr for Draw {
    type Err = ParseDrawError;

    /// Reads what is written, also with the line ends of another system. Whether it is honest, [`Draw::verify`] says.
    fn from_str(text: &str) -> Result<Self, ParseDrawError> {
        if text.len() > MOST_BYTES {
            return Err(ParseDrawError { line: 0 });
        }
        let mut lines = NumberedLines { lines: text.lines(), line: 0 };
        if lines.next()? != TITLE {
            return Err(lines.wrong());
        }
        let posts = lines.value("posts", |posts| posts.split(' ').map(|post| post.parse().ok()).collect())?;
        let cutoff =
            lines.value("cutoff", |at| if at == "none" { Some(None) } else { iso::read(at).map(Some) })?;
        let coverage = lines.value("replies seen", coverage)?;
        let excluded = lines.value("excluded", excluded)?;
        let seed = lines.value("seed", |seed| Some(seed.to_owned()).filter(|seed| is_seed(seed)))?;
        let hash = lines.value("sha256", |hash| Some(hash.to_owned()))?;
        let (winners, alternates) = (lines.list("winners")?, lines.list("alternates")?);
        let pool = Pool { posts, cutoff, coverage, excluded, hash, entries: lines.list("entries")? };
        let draw = Self { pool, seed, winners, alternates };
        match lines.next() {
            Ok(_) => Err(lines.wrong()),
            Err(_) => Ok(draw),
        }
    }
}
