//! Two posts, or two times, side by side.

use hashcart_core::Millis;
use hashcart_core::insights::{Comparison, Counted, Sightings, compare};
use hashcart_core::tweet::TweetId;

use super::rows::PostRow;

const DAY: Millis = 24.0 * 60.0 * 60.0 * 1000.0;

/// The times that are compared with the time before: so many days each.
pub const PERIODS: [u32; 2] = [7, 30];

/// Two posts.
#[derive(Clone, Debug, PartialEq)]
pub struct Posts {
    /// The first, and the second.
    pub two: [PostRow; 2],
    /// What may be said.
    pub verdict: Comparison,
}

/// Two times of one length, one after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// How many days each.
    pub days: u32,
    /// People in the last so many days.
    pub now: usize,
    /// People in those before.
    pub before: usize,
    /// What may be said; the first is now.
    pub verdict: Comparison,
}

/// Compares two posts; `None` before there are two.
#[must_use]
pub fn posts(set: &Sightings, rows: &[PostRow], two: [Option<&TweetId>; 2]) -> Option<Posts> {
    let [Some(one), Some(other)] = two else { return None };
    let row = |id: &TweetId| rows.iter().find(|row| row.id == *id).cloned();
    let counted = Counted::of(set);
    let verdict = compare(&counted.side_of(one), &counted.side_of(other));
    Some(Posts { two: [row(one)?, row(other)?], verdict })
}

/// Compares the last days with those before.
#[must_use]
pub fn periods(set: &Sightings, now: Millis) -> Vec<Period> {
    let counted = Counted::of(set);
    let period = |days: u32| {
        let long = f64::from(days) * DAY;
        let (last, before) =
            (counted.side_between(now - long, now), counted.side_between(now - 2.0 * long, now - long));
        Period { days, now: last.people, before: before.people, verdict: compare(&last, &before) }
    };
    PERIODS.into_iter().map(period).collect()
}

#[cfg(test)]
mod tests {
    use hashcart_core::insights::at_once;

    use super::super::rows::sums;
    use super::super::samples::{id_at, post, reply, set};
    use super::*;

    #[test]
    fn few_are_too_few_and_twice_as_many_are_more() {
        let start = 1_764_000_000_000.0;
        let (one, other) = (id_at(start), id_at(start + DAY));
        let mut set = set([post(&one, "ada"), post(&other, "ada")], []);
        for number in 0..60_u32 {
            let at = start + 2.0 * DAY + f64::from(number) * 60_000.0;
            let to = if number < 20 { &one } else { &other };
            set.take_reply(reply(at, &format!("reader_{number}"), to));
        }
        let rows = at_once(sums(&set, None, &async || ())).summary.posts;
        let both = posts(&set, &rows, [Some(&one), Some(&other)]).unwrap();
        assert_eq!((both.two[0].people, both.two[1].people), (20, 40));
        assert_eq!(both.verdict, Comparison::Second);
        assert_eq!(posts(&set, &rows, [Some(&one), None]), None);
        let now = start + 9.5 * DAY;
        let weeks = periods(&set, now);
        assert_eq!((weeks[0].now, weeks[0].before, weeks[0].verdict), (0, 60, Comparison::TooFew));
        assert_eq!((weeks[1].now, weeks[1].before), (60, 0));
    }
}
