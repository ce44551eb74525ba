//! Which backups are kept. A backup is the file of [`file`](super::file) of the days before, written before the first
//! change of a day and brought in like any other.

use crate::order::TextIndex;

/// How many days are kept.
pub const DAYS: usize = 5;
/// How many bytes all of them together may take of the browser's 10 MB. A list that is larger gets no new ones.
pub const ROOM: usize = 4_000_000;
/// How many bytes list and backups may take together; the rest is for how storage writes them.
const WHOLE: usize = 8_500_000;

/// What becomes of the backups when one more is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// Whether there is room for the new one.
    pub write: bool,
    /// The storage keys of those that have to go.
    pub drop: Vec<String>,
}

/// Decides which of the backups with these keys and sizes stay when one of `size` bytes is added. Of a list too large
/// for one the old ones stay, as long as the list does not need their room.
#[must_use]
pub fn shift(there: &[(String, usize)], size: usize) -> Shift {
    let write = size <= ROOM;
    // Days are written so that their order is that of the text.
    let places = TextIndex::of(there.iter().map(|(key, _)| key.clone()));
    let mut left = if write { ROOM.saturating_sub(size) } else { WHOLE.saturating_sub(size).min(ROOM) };
    let mut shift = Shift { write, drop: Vec::new() };
    let days = places.in_order().into_iter().rev().filter_map(|place| there.get(place));
    for (nth, (key, size)) in days.enumerate() {
        if nth + 1 < DAYS && *size <= left {
            left = left.saturating_sub(*size);
        } else {
            left = 0;
            shift.drop.push(key.clone());
        }
    }
    shift
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::BACKUP;

    fn backup_key(day: &str) -> String {
        BACKUP.key(&day.to_owned())
    }

    fn there(sizes: &[usize]) -> Vec<(String, usize)> {
        (1..).zip(sizes).map(|(day, size)| (backup_key(&format!("2026-11-{day:02}")), *size)).collect()
    }

    #[test]
    fn the_last_days_stay() {
        let shifted = shift(&there(&[10, 10, 10, 10, 10, 10]), 10);
        let drop = vec![backup_key("2026-11-02"), backup_key("2026-11-01")];
        assert_eq!(shifted, Shift { write: true, drop });
        assert_eq!(shift(&[], 10), Shift { write: true, drop: Vec::new() });
    }

    #[test]
    fn older_ones_make_room_and_one_too_large_is_left_out() {
        let shifted = shift(&there(&[10, ROOM / 2, ROOM / 2]), ROOM / 2);
        let drop = vec![backup_key("2026-11-02"), backup_key("2026-11-01")];
        assert_eq!(shifted, Shift { write: true, drop });
        assert_eq!(shift(&there(&[10]), ROOM + 1), Shift::default());
        let gone = Shift { write: false, drop: vec![backup_key("2026-11-01")] };
        assert_eq!(shift(&there(&[10, 20]), WHOLE - 20), gone, "the list needs the room");
    }
}
