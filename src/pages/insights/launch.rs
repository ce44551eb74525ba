//! One post by the hours after it, and then by days.

use hashcart_core::Millis;
use hashcart_core::insights::{Counted, HOURS, Sightings};
use hashcart_core::tweet::TweetId;

use super::chart::filled;

const HOUR: Millis = 3_600_000.0;
const DAY: Millis = 24.0 * HOUR;
/// How many days after the hours are shown. What comes later is a number.
const DAYS: usize = 60;
/// As many are shown, where they have come: of one day alone there would be one broad bar.
const LEAST_DAYS: i64 = 14;

/// How answers to one post came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Launch {
    /// When the post was posted; of a very old one, when the first answer was.
    pub start: Millis,
    /// People in each of the first hours.
    pub hours: Vec<usize>,
    /// The day of the user's calendar with which the days begin.
    pub first_day: i64,
    /// People on each day after that, up to the last on which somebody answered, and some days more.
    pub days: Vec<usize>,
    /// How many answered later still.
    pub later: usize,
    /// The user's other posts in that time, with the hour of each.
    pub follow_ups: Vec<(TweetId, usize)>,
}

/// Counts it. `None` where nothing is known of that post.
#[must_use]
pub fn launch(
    set: &Sightings,
    id: &TweetId,
    now: Millis,
    is_own: &dyn Fn(&hashcart_core::insights::Post) -> bool,
    offset: &dyn Fn(Millis) -> Millis,
) -> Option<Launch> {
    let counted = Counted::of(set);
    let (hours, days) = counted.launch(id, offset);
    let known = id.posted_at().or_else(|| set.post(id).map(hashcart_core::insights::Post::at));
    let start = known.or_else(|| counted.posts().iter().find(|post| post.id == id)?.total.first)?;
    let people = |buckets: &[hashcart_core::insights::Bucket]| -> Vec<(i64, usize)> {
        buckets.iter().map(|bucket| (bucket.number, bucket.total.people)).collect()
    };
    let hours = filled(&people(&hours), 0, usize::try_from(HOURS).unwrap_or_default());
    let days = people(&days);
    #[expect(clippy::cast_possible_truncation, reason = "within the bounds of stored times")]
    let day = |at: Millis| ((at + offset(at)) / DAY).floor() as i64;
    let end = day(start + HOURS as Millis * HOUR);
    let until = |last: i64| last.saturating_sub(end).saturating_add(1);
    let count = days.last().map_or(0, |(last, _)| until(*last).max(until(day(now)).min(LEAST_DAYS)));
    let count = usize::try_from(count).unwrap_or_default().min(DAYS);
    let shown = filled(&days, end, count);
    let all: usize = days.iter().map(|(_, people)| people).sum();
    let hour = |at: Millis| ((at - start) / HOUR).floor();
    let mut follow_ups: Vec<(TweetId, usize)> = set
        .posts()
        .filter(|post| post.id != *id && is_own(post) && (0.0..HOURS as Millis).contains(&hour(post.at())))
        .map(|post| (post.id.clone(), hour(post.at()) as usize))
        .collect();
    follow_ups.sort_unstable_by(|one, other| one.1.cmp(&other.1).then_with(|| one.0.cmp(&other.0)));
    let later = all.saturating_sub(shown.iter().sum());
    Some(Launch { start, hours, first_day: end, days: shown, later, follow_ups })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{id_at, post, reply, set};
    use super::*;

    #[test]
    fn hours_then_days_and_the_users_own_posts_between() {
        let start = 1_764_000_000_000.0;
        let at = |hours: f64| start + hours * HOUR;
        let id = id_at(start);
        let other = id_at(at(5.5));
        let set = set(
            [post(&id, "ada"), post(&other, "Ada"), post(&id_at(at(6.0)), "eve")],
            [
                reply(at(0.5), "bob", &id),
                reply(at(0.9), "cleo", &id),
                reply(at(71.5), "dan", &id),
                reply(at(73.0), "eve", &id),
                reply(at(24.0 * 100.0), "fay", &id),
            ],
        );
        let ada: hashcart_core::insights::Handle = "ada".parse().unwrap();
        let is_own =
            |post: &hashcart_core::insights::Post| post.author().is_some_and(|author| author.is(&ada));
        let found = launch(&set, &id, start, &is_own, &|_| 0.0).unwrap();
        assert_eq!((found.hours.len(), found.hours[0], found.hours[71]), (72, 2, 1));
        assert_eq!((found.days.len(), found.days[0], found.later), (DAYS, 1, 1));
        assert_eq!(found.follow_ups, [(other, 5)]);
        assert_eq!(launch(&set, &"20".parse().unwrap(), start, &is_own, &|_| 0.0), None);
    }
}
