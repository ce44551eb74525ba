//! A draw among the people who answered: one entry for each, and a choice that anybody can repeat.
//!
//! # How a draw is made
//! 1. An entry is a line `handle id`: the handle in lower case, and the id of the person's earliest reply that counts.
//!    The entries are sorted by their bytes, and each ends with a line feed.
//! 2. The list's hash is the SHA-256 of these lines in UTF-8, written as 64 digits of base 16 in lower case.
//! 3. DrawNumbers come from SHA-256 over the line of the seed, the line of the hash, and a counter in decimal digits that
//!    begins at 0: the first eight bytes of each, as one number, the greatest byte first. For a number below *n* those
//!    at or above the greatest multiple of *n* that 64 bits hold are passed over, and of the next the remainder by *n*
//!    is taken.
//! 4. For each place from 0 on, a number below the count of the entries that are left is added to the place; the entry
//!    there and the one at the place change places. The first are the winners, the next the alternates.
//!
//! So who knows list and seed can draw again, with any program that has SHA-256. The list should be fixed, and its hash
//! published, before the seed is known: say, the next day's closing price of something.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Millis;
use crate::bounds::is_short;
use crate::tweet::TweetId;

use super::count::{Counted, CountedReply};
use super::coverage::Coverage;
use super::people::{People, Person};
use super::sighting::Parent;
use super::sightings::Sightings;
use super::who::Handle;

/// The longest seed, in characters.
const SEED_CHARS: usize = 200;

/// Who takes part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawRules {
    /// Answers to which posts.
    pub posts: Vec<TweetId>,
    /// Only answers posted until then, it included.
    pub cutoff: Option<Millis>,
    /// The author's own accounts.
    pub own: Vec<Handle>,
    /// Accounts that may not take part.
    pub blocked: Vec<Handle>,
    /// Who won before: known by the name, and by the reply, which stays when the name changes.
    pub earlier: Vec<DrawEntry>,
}

/// One entry: a person, by the name and by the reply with which they entered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DrawEntry {
    /// The handle, in lower case.
    pub handle: String,
    /// The reply.
    pub reply: TweetId,
}

impl fmt::Display for DrawEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.handle, self.reply)
    }
}

/// How many people do not take part, and why: each for the first of these reasons that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Excluded {
    /// Own accounts.
    pub own: usize,
    /// Blocked accounts.
    pub blocked: usize,
    /// Earlier winners.
    pub earlier: usize,
    /// Those whose every answer came after the cutoff.
    pub late: usize,
    /// Those who answered in the conversation, nobody knows whether the post or somebody else in it.
    pub unplaced: usize,
}

/// Why there was no draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// The seed is empty, too long, or more than one line.
    #[error("a seed is one line of 1 to 200 characters, without a space at either end")]
    Seed,
    /// Nobody is to win.
    #[error("nobody is to win")]
    NoWinners,
    /// Nobody takes part.
    #[error("nobody takes part")]
    NoEntries,
}

/// Who takes part in a draw, before it is made: what to show and to publish while nobody knows the seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// Answers to which posts take part.
    pub posts: Vec<TweetId>,
    /// Until when.
    pub cutoff: Option<Millis>,
    /// How much of the replies was seen. Where that is not all, "all who replied" may not be said.
    pub coverage: Coverage,
    /// Who does not take part.
    pub excluded: Excluded,
    /// The list, sorted.
    pub entries: Vec<DrawEntry>,
    /// The SHA-256 of the list, in base 16.
    pub hash: String,
}

/// A draw that was made. It is written as a text that anybody can read and check.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Who took part.
    pub pool: Pool,
    /// The seed.
    pub seed: String,
    /// Who won, in the order in which they were drawn.
    pub winners: Vec<DrawEntry>,
    /// Who stands by, in that order too.
    pub alternates: Vec<DrawEntry>,
}

impl Pool {
    /// Those who take part by these rules.
    #[must_use]
    pub fn of(set: &Sightings, rules: &DrawRules) -> Self {
        let counted = Counted::of(set);
        let (entries, excluded) = entries(set, &counted, rules);
        Self {
            posts: rules.posts.clone(),
            cutoff: rules.cutoff,
            coverage: counted.coverage(rules.posts.iter().collect::<HashSet<_>>()),
            excluded,
            hash: hash(&entries),
            entries,
        }
    }

    /// Draws so many winners, and so many who stand by. Where fewer take part, all of them are drawn, winners first.
    /// The seed is any words on one line, which nobody could know or choose when the list was fixed.
    ///
    /// # Errors
    /// Says why there can be no draw.
    pub fn draw(self, seed: &str, winners: usize, alternates: usize) -> Result<Draw, DrawError> {
        if !is_seed(seed) {
            return Err(DrawError::Seed);
        }
        if winners == 0 {
            return Err(DrawError::NoWinners);
        }
        if self.entries.is_empty() {
            return Err(DrawError::NoEntries);
        }
        let drawn = pick(&self.entries, &self.hash, seed, winners.saturating_add(alternates));
        let (winners, alternates) = drawn.split_at(winners.min(drawn.len()));
        let (winners, alternates) = (winners.to_vec(), alternates.to_vec());
        Ok(Draw { pool: self, seed: seed.to_owned(), winners, alternates })
    }
}

/// Whether a text can be a seed. A space at an end would not be seen, and could be lost.
pub(super) fn is_seed(seed: &str) -> bool {
    !seed.is_empty()
        && seed.trim() == seed
        && is_short(seed, SEED_CHARS)
        && !seed.contains(|sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}'))
}

/// Who takes part, one entry for each person, and how many do not.
fn entries(set: &Sightings, counted: &Counted<'_>, rules: &DrawRules) -> (Vec<DrawEntry>, Excluded) {
    let people = People::of(set);
    let mut earlier: HashSet<Person> = HashSet::new();
    for entry in &rules.earlier {
        earlier.extend(entry.handle.parse().ok().iter().flat_map(|handle| people.called([handle])));
        earlier.extend(set.reply(&entry.reply).map(|reply| people.who(reply)));
    }
    let (own, blocked) = (people.called(&rules.own), people.called(&rules.blocked));
    let posts: HashSet<&TweetId> = rules.posts.iter().collect();
    let mut answers: HashMap<u32, Vec<&CountedReply<'_>>> = HashMap::new();
    // Oldest first, as they come.
    for row in counted.rows().iter().filter(|row| row.post.is_some_and(|post| posts.contains(post))) {
        answers.entry(row.who).or_default().push(row);
    }
    let under = |row: &CountedReply<'_>| match &row.reply.parent {
        Parent::Conversation { post } => posts.contains(post) && !answers.contains_key(&row.who),
        _ => false,
    };
    let unplaced: HashSet<u32> = counted.rows().iter().filter(|row| under(row)).map(|row| row.who).collect();
    let is_free = |person: &&Person| [&own, &blocked, &earlier].iter().all(|some| !some.contains(*person));
    let unplaced = unplaced.into_iter().filter_map(|number| counted.person(number)).filter(is_free).count();
    let (mut entries, mut excluded) = (Vec::new(), Excluded { unplaced, ..Excluded::default() });
    for (number, rows) in answers {
        let Some(person) = counted.person(number) else { continue };
        let in_time = rows.iter().find(|row| rules.cutoff.is_none_or(|cutoff| row.at <= cutoff));
        if own.contains(person) {
            excluded.own += 1;
        } else if blocked.contains(person) {
            excluded.blocked += 1;
        } else if earlier.contains(person) {
            excluded.earlier += 1;
        } else if let Some(row) = in_time {
            entries.push(DrawEntry { handle: row.reply.handle.folded(), reply: row.reply.id.clone() });
        } else {
            excluded.late += 1;
        }
    }
    sort(&mut entries);
    (entries, excluded)
}

/// Sorts entries by the bytes of their lines.
pub(super) fn sort(entries: &mut [DrawEntry]) {
    entries.sort_unstable_by_key(DrawEntry::to_string);
}

/// The hash of a sorted list.
pub(super) fn hash(entries: &[DrawEntry]) -> String {
    let mut hasher = Sha256::new();
    for entry in entries {
        hasher.update(format!("{entry}\n"));
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// So many of a sorted list, as its hash and the seed say.
pub(super) fn pick(entries: &[DrawEntry], hash: &str, seed: &str, most: usize) -> Vec<DrawEntry> {
    let mut numbers = DrawNumbers { head: format!("{seed}\n{hash}\n"), next: 0 };
    let mut left = entries.to_vec();
    let most = most.min(left.len());
    for place in 0..most {
        let far = numbers.below(left.len().saturating_sub(place) as u64);
        left.swap(place, place.saturating_add(usize::try_from(far).unwrap_or(0)));
    }
    left.truncate(most);
    left
}

/// The numbers that follow from seed and hash.
struct DrawNumbers {
    head: String,
    next: u64,
}

impl DrawNumbers {
    fn number(&mut self) -> u64 {
        let block = Sha256::digest(format!("{}{}", self.head, self.next));
        self.next = self.next.wrapping_add(1);
        block.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// A number below a bound, each as likely as the others: a remainder alone would favour the low ones.
    fn below(&mut self, bound: u64) -> u64 {
        let bound = bound.max(1);
        let odd = (u64::MAX % bound + 1) % bound;
        loop {
            let number = self.number();
            if number <= u64::MAX - odd {
                return number % bound;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of 64 bits nearly half are passed over for this bound; the numbers are another program's.
    #[test]
    fn a_number_that_would_favour_the_low_ones_is_passed_over() {
        let mut numbers = DrawNumbers { head: "seed\nhash\n".to_owned(), next: 0 };
        let drawn = [0; 4].map(|_: u64| numbers.below((1 << 63) + 1));
        let expected = [
            4_953_279_905_471_927_305,
            3_896_057_317_270_214_857,
            2_822_516_450_871_986_311,
            8_275_241_702_110_477_295,
        ];
        assert_eq!((drawn, numbers.next), (expected, 10));
        assert_eq!([1, 0].map(|bound| numbers.below(bound)), [0, 0]);
    }
}
