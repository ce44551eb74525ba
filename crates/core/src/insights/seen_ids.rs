//! Owns [`SeenIds`], which replies under a post were ever in sight: what "31 of about 40" is counted from.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::tweet::TweetId;

/// The most ids that are kept for one post. X shows some 200 replies of a post at most (measured by others in 2023),
/// and through search and notifications somewhat more can be met.
pub const MOST_SEEN: usize = 2_000;

/// Ids of replies, without order or repetition. Of more than [`MOST_SEEN`] the lowest stay: so the join of two such
/// sets does not depend on which came first.
///
/// Written as one text, each id as its distance from the one before, in base 36 and parted by dots: half as long as the
/// ids, and no number that JavaScript would round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SeenIds(Vec<u64>);

/// The text is none that [`SeenIds`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a list of growing ids")]
pub struct ParseSeenIdsError;

impl SeenIds {
    /// Notes an id. One beyond 64 bits is none of X's, and is passed over.
    pub fn put(&mut self, id: &TweetId) {
        let Ok(id) = id.as_str().parse::<u64>() else { return };
        let place = self.0.partition_point(|there| *there < id);
        if self.0.get(place) != Some(&id) {
            self.0.insert(place, id);
            self.0.truncate(MOST_SEEN);
        }
    }

    /// Takes an id out.
    pub fn remove(&mut self, id: &TweetId) {
        if let Ok(id) = id.as_str().parse::<u64>() {
            self.0.retain(|there| *there != id);
        }
    }

    /// Those of both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let (mut all, mut rest) = (Vec::new(), other.0.into_iter().peekable());
        for id in self.0 {
            while let Some(lower) = rest.next_if(|there| *there < id) {
                all.push(lower);
            }
            rest.next_if_eq(&id);
            all.push(id);
        }
        all.extend(rest);
        all.truncate(MOST_SEEN);
        Self(all)
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromStr for SeenIds {
    type Err = ParseSeenIdsError;

    fn from_str(text: &str) -> Result<Self, ParseSeenIdsError> {
        let mut ids = Vec::new();
        let mut last = 0_u64;
        for part in text.split('.').filter(|_| !text.is_empty()) {
            // The library reads a sign too.
            let digits =
                Some(part).filter(|part| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'z')));
            let step =
                digits.and_then(|digits| u64::from_str_radix(digits, 36).ok()).filter(|step| *step > 0);
            last = step.and_then(|step| last.checked_add(step)).ok_or(ParseSeenIdsError)?;
            ids.push(last);
            if ids.len() > MOST_SEEN {
                return Err(ParseSeenIdsError);
            }
        }
        Ok(Self(ids))
    }
}

serde_via_str!(SeenIds, ParseSeenIdsError);

impl fmt::Display for SeenIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut last = 0;
        for id in &self.0 {
            if last > 0 {
                f.write_str(".")?;
            }
            let mut rest = id.saturating_sub(last);
            let mut digits = Vec::new();
            while rest > 0 || digits.is_empty() {
                // The remainder is less than 36.
                digits.push(char::from_digit((rest % 36) as u32, 36).unwrap_or('0'));
                rest /= 36;
            }
            for digit in digits.iter().rev() {
                write!(f, "{digit}")?;
            }
            last = *id;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn set(ids: &[u64]) -> SeenIds {
        let mut set = SeenIds::default();
        for id in ids {
            set.put(&id.to_string().parse().unwrap());
        }
        set
    }

    #[test]
    fn what_is_no_list_of_growing_ids_is_refused() {
        for wrong in [".", "1.", ".1", "0", "1.0", "-1", "+1.+1x", "zzzzzzzzzzzzzz", "1 2", "3w5e11264sgsf.1"]
        {
            assert_eq!(wrong.parse::<SeenIds>(), Err(ParseSeenIdsError), "{wrong}");
        }
        assert_eq!("".parse(), Ok(SeenIds::default()));
    }

    #[test]
    fn of_too_many_the_same_stay_whatever_came_first() {
        let all: Vec<u64> = (1..=MOST_SEEN as u64 + 50).collect();
        let backwards: Vec<u64> = all.iter().rev().copied().collect();
        let (low, high) = all.split_at(MOST_SEEN - 7);
        assert_eq!(set(&all), set(&backwards));
        assert_eq!(set(high).join(set(low)), set(&all));
        assert_eq!(set(&all).len(), MOST_SEEN);
    }

    proptest! {
        #[test]
        fn reads_what_it_writes_and_joins_as_sets_do(
            one in vec(1_u64..500, 0..40),
            other in vec(any::<u64>().prop_filter("ids begin at 1", |id| *id > 0), 0..40),
        ) {
            let (a, b) = (set(&one), set(&other));
            prop_assert_eq!(a.to_string().parse(), Ok(a.clone()));
            prop_assert_eq!(b.to_string().parse(), Ok(b.clone()));
            let both: Vec<u64> = one.iter().chain(&other).copied().collect();
            prop_assert_eq!(a.clone().join(b.clone()), set(&both));
            prop_assert_eq!(b.clone().join(a.clone()), set(&both));
            prop_assert_eq!(a.clone().join(a.clone()), a);
        }
    }
}
