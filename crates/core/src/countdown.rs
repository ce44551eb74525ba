//! The time for a change of mind, as the button counts it down.

use super::Millis;

/// How early a timer may fire and still count as on time.
const EARLY_MS: Millis = 20.0;

/// What a countdown shows, and when it next shows something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countdown {
    /// Whole seconds left, at least 1.
    pub seconds: u32,
    /// Milliseconds until one second less is left.
    pub next_ms: u32,
}

impl Countdown {
    /// The countdown where so many milliseconds are left; `None` when the time is over.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast of floats saturates, and what is cast is not negative"
    )]
    pub fn of(left: Millis) -> Option<Self> {
        let seconds = ((left - EARLY_MS) / 1_000.0).ceil();
        // Written so that what is no number is over as well.
        (seconds >= 1.0).then(|| Self {
            seconds: seconds as u32,
            next_ms: (left - (seconds - 1.0) * 1_000.0).ceil() as u32,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_whole_seconds_down_to_one() {
        for (left, seconds, next_ms) in [
            (5_000.0, 5, 1_000),
            (4_999.5, 5, 1_000),
            (4_020.5, 5, 21),
            // A timer that fired a little early counts as the second it was set for.
            (4_010.0, 4, 1_010),
            (1_000.0, 1, 1_000),
            (21.0, 1, 21),
        ] {
            assert_eq!(Countdown::of(left), Some(Countdown { seconds, next_ms }), "{left}");
        }
        for left in [20.0, 0.0, -1.0, f64::NAN] {
            assert_eq!(Countdown::of(left), None, "{left}");
        }
    }

    #[test]
    fn one_timer_a_second_whatever_a_timer_is_late_or_early() {
        for late in [-15.0, 0.0, 3.0, 120.0] {
            let (mut left, mut seen) = (5_000.0, Vec::new());
            while let Some(now) = Countdown::of(left) {
                seen.push(now.seconds);
                left -= f64::from(now.next_ms) + late;
            }
            assert_eq!(seen, [5, 4, 3, 2, 1], "timers that are {late} ms late");
        }
    }
}
