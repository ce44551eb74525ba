//! Bars: what stands where in a picture of numbers. The painter only makes elements of it.
//!
//! The picture is stretched to the width that there is, so nothing in it is text: what its lines and its ends mean is said
//! beside it. Places are mirrored here, and nowhere else, where the language runs from right to left.

/// How high the picture is, in its own units.
pub const HEIGHT: f64 = 100.0;
/// How wide a bar's place is, and how much of it the bar takes.
const STEP: f64 = 10.0;
const BAR: f64 = 8.0;
/// How many lines a picture has at most.
const LINES: usize = 4;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "as SVG has them")]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// How wide it is, in its own units.
    pub width: f64,
    /// The bars of the numbers that are not zero.
    pub bars: Vec<Rect>,
    /// What is marked, behind the bars.
    pub marks: Vec<Rect>,
    /// How high its lines lie, from the top.
    pub lines: Vec<f64>,
    /// What one line stands for.
    pub step: usize,
}

/// Draws bars for these numbers, in order, with marks at some of their places.
#[must_use]
pub fn bars(numbers: &[usize], marks: &[usize], right_to_left: bool) -> Chart {
    let width = numbers.len() as f64 * STEP;
    let step = step(numbers.iter().copied().max().unwrap_or(0));
    // The highest bar ends at a line or under it.
    let most = numbers.iter().copied().max().unwrap_or(0).div_ceil(step).max(1).saturating_mul(step);
    let high = |number: usize| number as f64 * HEIGHT / most as f64;
    let across = |x: f64, wide: f64| if right_to_left { width - x - wide } else { x };
    let at = |place: usize, wide: f64| across(place as f64 * STEP + (STEP - wide) / 2.0, wide);
    let bar = |(place, number): (usize, &usize)| Rect {
        x: at(place, BAR),
        y: HEIGHT - high(*number),
        width: BAR,
        height: high(*number),
    };
    let mark = |place: &usize| Rect { x: at(*place, STEP), y: 0.0, width: STEP, height: HEIGHT };
    Chart {
        width,
        bars: numbers.iter().enumerate().filter(|(_, number)| **number > 0).map(bar).collect(),
        marks: marks.iter().filter(|place| **place < numbers.len()).map(mark).collect(),
        lines: (1..=most / step).map(|line| HEIGHT - high(line.saturating_mul(step))).collect(),
        step,
    }
}

/// What one line stands for, so that there are few: 1, 2 or 5, and their tenfolds.
fn step(most: usize) -> usize {
    let mut ten = 1_usize;
    loop {
        for step in [1, 2, 5] {
            let step = ten.saturating_mul(step);
            if most.div_ceil(step) <= LINES {
                return step;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

/// Numbers by their places, where some have none: `from` is the first place, and so many places there are.
#[must_use]
pub fn filled(numbers: &[(i64, usize)], from: i64, count: usize) -> Vec<usize> {
    let mut all = vec![0; count];
    for (number, value) in numbers {
        let place = number.checked_sub(from).and_then(|place| usize::try_from(place).ok());
        if let Some(slot) = place.and_then(|place| all.get_mut(place)) {
            *slot = *value;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bars_stand_in_order_and_end_at_their_lines() {
        let chart = bars(&[4, 0, 2], &[1], false);
        assert_eq!((chart.width, chart.step), (30.0, 1));
        assert_eq!(
            chart.bars,
            [
                Rect { x: 1.0, y: 0.0, width: 8.0, height: 100.0 },
                Rect { x: 21.0, y: 50.0, width: 8.0, height: 50.0 },
            ]
        );
        assert_eq!(chart.marks, [Rect { x: 10.0, y: 0.0, width: 10.0, height: 100.0 }]);
        assert_eq!(chart.lines, [75.0, 50.0, 25.0, 0.0]);
        assert_eq!(bars(&[], &[0], false).bars, []);
    }

    #[test]
    fn a_line_stands_for_a_round_number() {
        for (most, wanted) in [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (9, 5), (20, 5), (21, 10), (81, 50)] {
            assert_eq!(step(most), wanted, "{most}");
        }
        assert_eq!(step(1_000_000), 500_000);
    }

    #[test]
    fn what_came_on_no_day_of_these_is_left_out() {
        assert_eq!(filled(&[(-1, 9), (3, 2), (5, 1), (6, 4)], 3, 3), [2, 0, 1]);
    }

    proptest! {
        #[test]
        fn right_to_left_is_the_mirror_and_all_is_within(
            numbers in proptest::collection::vec(0_usize..10_000, 0..200),
            marks in proptest::collection::vec(0_usize..300, 0..5),
        ) {
            let (one, other) = (bars(&numbers, &marks, false), bars(&numbers, &marks, true));
            for (one, other) in one.bars.iter().chain(&one.marks).zip(other.bars.iter().chain(&other.marks)) {
                prop_assert!((one.x + one.width + other.x - numbers.len() as f64 * STEP).abs() < 1e-6);
                prop_assert_eq!((one.y, one.height), (other.y, other.height));
                prop_assert!(one.x >= 0.0 && one.y >= 0.0 && one.y + one.height <= HEIGHT + 1e-6);
            }
            prop_assert!(one.lines.len() <= LINES);
        }
    }
}
