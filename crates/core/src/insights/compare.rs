//! Two posts, or two times, side by side: what may be said of the difference, and what not.

/// Below so many people on either side nothing is said of a difference: one friend with two accounts turns it over.
pub const FEW: usize = 20;

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// How many people answered.
    pub people: usize,
    /// How many times it could have been answered, where that is known: views of a post, or the length of a time.
    pub chances: Option<f64>,
}

/// What may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Too few to tell.
    TooFew,
    /// They differ by no more than chance does.
    Alike,
    /// More people answered the first.
    First,
    /// More people answered the second.
    Second,
}

/// What may be said of two sides: per chance where both have theirs, else of the people alone.
///
/// If both were equally good, the people would fall to them by their chances, as the throws of a coin do. What lies
/// within two standard deviations of that, as nineteen of twenty such throws do, is no difference. It says nothing of
/// why.
#[must_use]
pub fn compare(first: &Side, second: &Side) -> Comparison {
    if first.people < FEW || second.people < FEW {
        return Comparison::TooFew;
    }
    let known = |side: &Side| side.chances.filter(|chances| chances.is_finite() && *chances > 0.0);
    let share = match (known(first), known(second)) {
        (Some(one), Some(other)) => one / (one + other),
        _ => 0.5,
    };
    #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
    let (one, all) = (first.people as f64, first.people.saturating_add(second.people) as f64);
    let difference = one - all * share;
    if difference.abs() <= 2.0 * (all * share * (1.0 - share)).sqrt() {
        Comparison::Alike
    } else if difference > 0.0 {
        Comparison::First
    } else {
        Comparison::Second
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn side(people: usize, chances: Option<f64>) -> Side {
        Side { people, chances }
    }

    #[test]
    fn too_few_are_too_few_however_great_the_difference() {
        assert_eq!(compare(&side(19, None), &side(1_000, None)), Comparison::TooFew);
        assert_eq!(compare(&side(1_000, None), &side(0, None)), Comparison::TooFew);
        assert_eq!(compare(&side(20, None), &side(1_000, None)), Comparison::Second);
    }

    #[test]
    fn what_chance_does_is_no_difference() {
        assert_eq!(compare(&side(40, None), &side(50, None)), Comparison::Alike);
        assert_eq!(compare(&side(80, None), &side(50, None)), Comparison::First);
        // Of 99 the half is 49.5, and two standard deviations are 9.95.
        assert_eq!(compare(&side(40, None), &side(59, None)), Comparison::Alike);
        assert_eq!(compare(&side(39, None), &side(60, None)), Comparison::Second);
    }

    #[test]
    fn who_was_seen_more_is_answered_more() {
        // The second has twice the people, of ten times the views.
        let (one, other) = (side(40, Some(1_000.0)), side(80, Some(10_000.0)));
        assert_eq!(compare(&one, &other), Comparison::First);
        assert_eq!(compare(&side(40, Some(1_000.0)), &side(80, Some(2_000.0))), Comparison::Alike);
        // Views of one only say nothing of both.
        assert_eq!(compare(&one, &side(80, None)), Comparison::Second);
        assert_eq!(compare(&side(40, Some(0.0)), &other), Comparison::Second);
    }

    proptest! {
        #[test]
        fn turned_round_it_says_the_same(
            a in 0_usize..500, b in 0_usize..500, views in proptest::option::of((1.0..1e6, 1.0..1e6)),
        ) {
            let one = side(a, views.map(|(views, _)| views));
            let other = side(b, views.map(|(_, views)| views));
            let turned = match compare(&other, &one) {
                Comparison::First => Comparison::Second,
                Comparison::Second => Comparison::First,
                same => same,
            };
            prop_assert_eq!(compare(&one, &other), turned);
            prop_assert_ne!(compare(&one, &one), Comparison::First);
        }
    }
}
