//! Which lines of a long list are in sight, and where they lie. All items are of one height, all headings of another,
//! so that nothing has to be measured but one of each.

use std::ops::Range;

/// What a line holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLine {
    /// A heading, by its number.
    Head(usize),
    /// An item, by its number.
    Item(usize),
}

/// The lines of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListLines {
    /// The lines that are headings, in order.
    heads: Vec<usize>,
    items: usize,
}

/// How high lines are, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heights {
    /// An item.
    pub item: f64,
    /// A heading.
    pub head: f64,
}

impl ListLines {
    /// That many items; before those numbered in `heads` stands a heading each.
    #[must_use]
    pub fn new(items: usize, heads: impl Iterator<Item = usize>) -> Self {
        let heads = heads.enumerate().map(|(number, before)| before.saturating_add(number)).collect();
        Self { heads, items }
    }

    /// How many lines there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.items.saturating_add(self.heads.len())
    }

    /// How many headings stand before a line.
    fn heads_before(&self, line: usize) -> usize {
        self.heads.partition_point(|head| *head < line)
    }

    /// What a line holds.
    #[must_use]
    pub fn at(&self, line: usize) -> ListLine {
        let heads = self.heads_before(line);
        if self.heads.get(heads) == Some(&line) {
            ListLine::Head(heads)
        } else {
            ListLine::Item(line.saturating_sub(heads))
        }
    }

    /// The line of an item.
    #[must_use]
    pub fn line_of(&self, item: usize) -> usize {
        // The head numbered k stands before the item `heads[k] - k`.
        let (mut low, mut high) = (0, self.heads.len());
        while low < high {
            let middle = low.midpoint(high);
            let before = self.heads.get(middle).map_or(usize::MAX, |head| head.saturating_sub(middle));
            if before <= item { low = middle.saturating_add(1) } else { high = middle }
        }
        item.saturating_add(low)
    }

    /// Where a line begins, in CSS pixels. That of the line after the last is the height of all.
    #[must_use]
    pub fn offset(&self, line: usize, heights: Heights) -> f64 {
        let heads = self.heads_before(line);
        heights.head * heads as f64 + heights.item * line.saturating_sub(heads) as f64
    }

    /// The lines between two heights, with as many more on both sides as `more` says.
    #[must_use]
    pub fn between(&self, top: f64, bottom: f64, more: usize, heights: Heights) -> Range<usize> {
        let begin = self.first_ending_after(top, heights).saturating_sub(more);
        let end = self.first_ending_after(bottom, heights).saturating_add(1).saturating_add(more);
        begin..end.min(self.count()).max(begin)
    }

    fn first_ending_after(&self, height: f64, heights: Heights) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low.midpoint(high);
            let ends_after = self.offset(middle.saturating_add(1), heights) > height;
            if ends_after { high = middle } else { low = middle.saturating_add(1) }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEIGHTS: Heights = Heights { item: 100.0, head: 40.0 };

    #[test]
    fn headings_lie_between_items() {
        let lines = ListLines::new(5, [0, 2].into_iter());
        let all: Vec<_> = (0..lines.count()).map(|line| lines.at(line)).collect();
        let (head, item) = (ListLine::Head, ListLine::Item);
        assert_eq!(all, [head(0), item(0), item(1), head(1), item(2), item(3), item(4)]);
        assert_eq!(lines.offset(3, HEIGHTS), 240.0);
        assert_eq!(lines.offset(lines.count(), HEIGHTS), 580.0);
        assert_eq!(lines.between(140.0, 239.0, 0, HEIGHTS), 2..3);
        assert_eq!(lines.between(-50.0, 10_000.0, 3, HEIGHTS), 0..7);
        assert_eq!(ListLines::default().between(0.0, 900.0, 3, HEIGHTS), 0..0);
    }

    proptest! {
        #[test]
        fn every_item_has_its_line_and_every_height_its_lines(
            items in 0_usize..60, mut heads in proptest::collection::btree_set(0_usize..60, 0..8), top in -90.0..9e3_f64,
        ) {
            heads.retain(|head| *head < items);
            let lines = ListLines::new(items, heads.into_iter());
            for item in 0..items {
                prop_assert_eq!(lines.at(lines.line_of(item)), ListLine::Item(item));
            }
            let seen = lines.between(top, top + 300.0, 0, HEIGHTS);
            for line in 0..lines.count() {
                let (begins, ends) = (lines.offset(line, HEIGHTS), lines.offset(line + 1, HEIGHTS));
                if ends > top && begins < top + 300.0 {
                    prop_assert!(seen.contains(&line));
                }
            }
            prop_assert!(seen.len() <= 10);
        }
    }
}
