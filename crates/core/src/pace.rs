//! The guard against many replies: how often one browser may send, whatever is pressed.

use serde::{Deserialize, Serialize};

use super::Millis;

const MINUTE: Millis = 60_000.0;
const DAY: Millis = 24.0 * 60.0 * MINUTE;
/// How far ahead of the clock a time may lie and still count: two pages read their clocks a little apart.
const AHEAD: Millis = MINUTE;
/// The most times kept, which is also the most that [`Bounds`] allow in a day.
const KEPT: usize = 300;

/// The user's own bounds. X's are higher, change, and are told to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bounds {
    /// Replies in any 60 seconds, 1 to 30.
    pub per_minute: u32,
    /// Replies in any 24 hours, 1 to 300.
    pub per_day: u32,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { per_minute: 4, per_day: 50 }
    }
}

impl Bounds {
    /// The nearest bounds that are allowed.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self { per_minute: self.per_minute.clamp(1, 30), per_day: self.per_day.clamp(1, 300) }
    }
}

/// Whether one more reply may be sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum PaceVerdict {
    /// It may.
    Go,
    /// It may after so many milliseconds, unless another one is sent before.
    Wait {
        /// At least 1, at most two minutes.
        millis: u32,
    },
    /// The bound of the day is reached.
    Tomorrow,
}

/// When replies were sent in the last 24 hours, oldest first.
#[derive(Serialize, Deserialize, Default, Clone, Debug, PartialEq)]
#[serde(default)]
pub struct Pace {
    times: Vec<Millis>,
}

impl Pace {
    /// The times that count against a window that ends now. A time further ahead than [`AHEAD`] was written before
    /// the clock was set back: counting it could block for ever.
    fn within(&self, window: Millis, now: Millis) -> impl Iterator<Item = Millis> + '_ {
        self.times.iter().copied().filter(move |time| now - time < window && time - now <= AHEAD)
    }

    /// Whether one more reply may be sent now. Bounds outside of what is allowed are clamped.
    #[must_use]
    pub fn verdict(&self, bounds: Bounds, now: Millis) -> PaceVerdict {
        let Bounds { per_minute, per_day } = bounds.clamped();
        let (minute, day) = (usize_of(per_minute), usize_of(per_day));
        if self.within(DAY, now).count() >= day {
            return PaceVerdict::Tomorrow;
        }
        let mut recent: Vec<Millis> = self.within(MINUTE, now).collect();
        recent.sort_by(|a, b| b.total_cmp(a));
        // The newest `minute - 1` may stay in the window: it is free when the one before them has left it.
        match recent.get(minute - 1) {
            None => PaceVerdict::Go,
            Some(blocking) => PaceVerdict::Wait { millis: whole(blocking + MINUTE - now) },
        }
    }

    /// The record after a reply was sent now. What no longer counts is dropped.
    #[must_use]
    pub fn sent(self, now: Millis) -> Self {
        let mut times: Vec<Millis> = self.within(DAY, now).chain([now]).collect();
        times.sort_by(Millis::total_cmp);
        let surplus = times.len().saturating_sub(KEPT);
        Self { times: times.split_off(surplus) }
    }
}

fn usize_of(bound: u32) -> usize {
    usize::try_from(bound).unwrap_or(usize::MAX)
}

/// Whole milliseconds, rounded up so that who waits them is through.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of floats saturates, and the value lies between 1 and two minutes"
)]
fn whole(millis: Millis) -> u32 {
    millis.ceil().clamp(1.0, MINUTE + AHEAD) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Millis = 1_795_000_000_000.0;

    fn pace(ages: &[Millis]) -> Pace {
        Pace { times: ages.iter().rev().map(|age| NOW - age).collect() }
    }

    fn bounds(per_minute: u32, per_day: u32) -> Bounds {
        Bounds { per_minute, per_day }
    }

    #[test]
    fn the_minute_slides() {
        assert_eq!(Pace::default().verdict(Bounds::default(), NOW), PaceVerdict::Go);
        let four = pace(&[0.0, 1_000.0, 2_000.0, 59_000.5]);
        assert_eq!(four.verdict(Bounds::default(), NOW), PaceVerdict::Wait { millis: 1_000 });
        assert_eq!(four.verdict(Bounds::default(), NOW + 1_000.0), PaceVerdict::Go);
        assert_eq!(four.verdict(bounds(2, 50), NOW), PaceVerdict::Wait { millis: 59_000 });
        assert_eq!(four.verdict(bounds(5, 50), NOW), PaceVerdict::Go);
    }

    #[test]
    fn the_day_slides() {
        let mut full = Pace::default();
        for nth in 0..50 {
            full = full.sent(NOW + 20_000.0 * f64::from(nth));
        }
        let end = NOW + DAY - 1.0;
        assert_eq!(full.verdict(Bounds::default(), end), PaceVerdict::Tomorrow);
        assert_eq!(full.verdict(Bounds::default(), end + 1.0), PaceVerdict::Go, "the first has left");
    }

    #[test]
    fn a_clock_that_was_wrong_blocks_nobody() {
        let ahead = pace(&[-2.0 * DAY, -3.0 * DAY, -MINUTE - 1.0]);
        assert_eq!(ahead.verdict(bounds(1, 1), NOW), PaceVerdict::Go);
        assert_eq!(ahead.sent(NOW), pace(&[0.0]), "and they are forgotten");
        let a_little = pace(&[-500.0]);
        assert_eq!(a_little.verdict(bounds(1, 50), NOW), PaceVerdict::Wait { millis: 60_500 });
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut pace = Pace::default();
        for nth in 0..400 {
            pace = pace.sent(NOW + f64::from(nth));
        }
        assert_eq!(pace.times.len(), KEPT);
        assert_eq!(pace.times.first(), Some(&(NOW + 100.0)));
        assert_eq!(pace.verdict(bounds(30, 1_000), NOW + 400.0), PaceVerdict::Tomorrow, "300 is the most");
        assert_eq!(pace.sent(NOW + 2.0 * DAY).times.len(), 1);
    }

    #[test]
    fn bounds_are_clamped_and_have_defaults() {
        assert_eq!(bounds(0, 0).clamped(), bounds(1, 1));
        assert_eq!(bounds(u32::MAX, u32::MAX).clamped(), bounds(30, 300));
        assert_eq!(Pace::default().verdict(bounds(0, 0), NOW), PaceVerdict::Go, "nobody is locked out");
        let read = |text: &str| serde_json::from_str::<Bounds>(text).unwrap();
        assert_eq!(read("{}"), bounds(4, 50));
        assert_eq!(read(r#"{"per_day":7}"#), bounds(4, 7));
        assert_eq!(serde_json::from_str::<Pace>("{}").unwrap(), Pace::default());
        let some = pace(&[0.0, 5.5]);
        let text = serde_json::to_string(&some).unwrap();
        assert_eq!(serde_json::from_str::<Pace>(&text).unwrap(), some);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

        /// Whatever stands in the record, who waits as told may send, or has reached the day's bound.
        #[test]
        fn waiting_is_enough(
            ages in prop::collection::vec(-200_000.0..200_000.0f64, 0..60),
            minute in 0..40u32,
            day in 0..400u32,
        ) {
            let pace = pace(&ages);
            if let PaceVerdict::Wait { millis } = pace.verdict(bounds(minute, day), NOW) {
                prop_assert!((1..=120_000).contains(&millis));
                // A time too far ahead may count by then; it was no part of what was asked.
                let later = Pace { times: pace.within(DAY, NOW).collect() };
                let then = later.verdict(bounds(minute, day), NOW + f64::from(millis));
                prop_assert!(!matches!(then, PaceVerdict::Wait { .. }), "{:?}", then);
            }
        }

        /// Who obeys never sends more in a minute, or in a day, than the bounds say.
        #[test]
        fn obeying_keeps_the_bounds(
            pauses in prop::collection::vec(0.0..30_000.0f64, 1..80),
            minute in 1..8u32,
            day in 1..60u32,
        ) {
            let (mut pace, mut now, mut sent) = (Pace::default(), NOW, Vec::new());
            for pause in pauses {
                now += pause;
                match pace.verdict(bounds(minute, day), now) {
                    PaceVerdict::Go => {}
                    PaceVerdict::Wait { millis } => now += f64::from(millis),
                    PaceVerdict::Tomorrow => continue,
                }
                pace = pace.sent(now);
                sent.push(now);
            }
            prop_assert!(sent.len() <= usize_of(day));
            for start in &sent {
                let within = sent.iter().filter(|time| (0.0..MINUTE).contains(&(*time - start))).count();
                prop_assert!(within <= usize_of(minute), "{} in a minute", within);
            }
        }
    }
}
