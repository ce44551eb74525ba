//! How long, how many, and when: the bounds of whatever comes from outside, in one place.
//!
//! A file, another machine, a message and a record in storage may say anything. What is beyond a bound is refused at the
//! door, with the name of the part, so that behind it every time can be written as a date and every text be shown.

use super::Millis;

/// 2006-01-01 UTC, in milliseconds: X began that year, and nothing of ours is older.
pub const EARLIEST: Millis = 1_136_073_600_000.0;
/// How far ahead of this machine's clock a time from elsewhere may lie, in milliseconds: a day, because clocks differ.
pub const AHEAD: Millis = 24.0 * 60.0 * 60.0 * 1000.0;
/// 2100-01-01 UTC, in milliseconds: the last time that a record here may have, whatever this machine's clock says.
pub const LATEST: Millis = 4_102_444_800_000.0;
/// The last time that `Date` can write, in milliseconds (ECMA-262, "Time Values and Time Range").
const LAST_DATE: Millis = 8_640_000_000_000_000.0;

/// The longest address, in bytes.
pub const ADDRESS_BYTES: usize = 4096;
/// The longest address of a picture, in bytes. X's have about 100.
pub const IMAGE_BYTES: usize = 2048;
/// The longest name of a host, in bytes (RFC 1035).
pub const HOST_BYTES: usize = 253;
/// The longest time as a page writes it, in bytes: ISO 8601 has 24.
pub const POSTED_BYTES: usize = 40;
/// The longest name of an author, in bytes.
pub const AUTHOR_BYTES: usize = 15;
/// The most short links that one product may have stood behind.
pub const VIA: usize = 20;
/// The largest number of one item: what Amazon's own field for it takes.
pub const UNITS: u32 = 999;
/// The longest template of a reply, in characters: several times what X takes of a filled one.
pub const TEMPLATE_CHARS: usize = 1000;
/// The longest time to think before a reply, in seconds.
pub const UNDO_SECONDS: u32 = 300;
/// The most items that one message is about: more than the browser's storage holds.
pub const ITEMS: usize = 50_000;
/// The most items of one hand-over, and the most lines of one cart.
pub const LINES: usize = 1000;
/// The longest text of what a machine last held of the synced list, in bytes: several times what is synced.
pub const SHADOW_BYTES: usize = 1_000_000;
/// The longest text of a field that is cut to its own bound behind the door, in characters.
pub const FIELD_CHARS: usize = 10_000;

/// Whether something of ours can have happened at this time, as far as this machine knows: not before [`EARLIEST`], and
/// not later than [`AHEAD`] of `now`.
#[must_use]
pub fn is_time(at: Millis, now: Millis) -> bool {
    (EARLIEST..=now + AHEAD).contains(&at)
}

/// Whether a record in storage may have this time. Wider than [`is_time`]: a machine whose clock once stood at 1970 has
/// honest records of that time, and they can be shown.
#[must_use]
pub fn is_stored_time(at: Millis) -> bool {
    (0.0..=LATEST).contains(&at)
}

/// Whether the time can be written as a date at all: `Date.prototype.toISOString` throws for any other.
#[must_use]
pub fn is_date(at: Millis) -> bool {
    (-LAST_DATE..=LAST_DATE).contains(&at)
}

/// Whether a text has at most so many characters. Long ones are refused by their bytes, uncounted.
#[must_use]
pub fn is_short(text: &str, chars: usize) -> bool {
    text.len() <= chars.saturating_mul(4) && text.chars().count() <= chars
}

/// The first part that is not within its bounds, by its name.
#[must_use]
pub fn first_beyond(parts: &[(&'static str, bool)]) -> Option<&'static str> {
    parts.iter().find(|(_, within)| !within).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_795_000_000_000.0;

    #[test]
    fn times_have_an_end_on_both_sides() {
        for at in [EARLIEST, NOW, NOW + AHEAD] {
            assert!(is_time(at, NOW) && is_stored_time(at) && is_date(at), "{at}");
        }
        for at in [0.0, EARLIEST - 1.0, NOW + AHEAD + 1.0, 8_640_000_000_000_001.0, f64::NAN, f64::INFINITY] {
            assert!(!is_time(at, NOW), "{at}");
        }
        assert!(is_stored_time(0.0) && !is_stored_time(-1.0) && !is_stored_time(8_640_000_000_000_000.0));
        assert!(is_date(LAST_DATE) && !is_date(LAST_DATE + 1.0) && !is_date(f64::NAN));
    }

    #[test]
    fn texts_are_counted_in_characters() {
        assert!(
            is_short("", 0) && is_short("éé", 2) && !is_short("ééé", 2) && !is_short(&"é".repeat(1000), 2)
        );
    }
}
