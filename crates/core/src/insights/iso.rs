//! Times as ISO 8601 in UTC, read and written without a calendar of the browser's: X's pages have them, and so have the
//! tables and the record of a draw, which anybody must be able to make again.

use crate::Millis;
use crate::bounds::is_stored_time;

const DAY: i64 = 86_400_000;

/// The days from 1970-01-01 to a day of the Gregorian calendar, for years from 1 on.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March here, so that the leap day is the last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - 719_468
}

/// Reads `2024-11-27T02:18:44.000Z`, with or without its fraction, as a page's `datetime` has it. `None` for anything
/// else, other time zones, and days that no month has.
#[must_use]
pub fn read(text: &str) -> Option<Millis> {
    let text = text.strip_suffix('Z')?;
    let (date, time) = text.split_once('T')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let fields = |text: &str, sign: char, widths: [usize; 3]| -> Option<[i64; 3]> {
        let mut parts = text.split(sign);
        let mut read = [0; 3];
        for (value, width) in read.iter_mut().zip(widths) {
            let part = parts.next().filter(|part| part.len() == width)?;
            *value = digits(part)?;
        }
        parts.next().is_none().then_some(read)
    };
    let [year, month, day] = fields(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = fields(time, ':', [2, 2, 2])?;
    let fraction = digits(&format!("{fraction:0<3}")).filter(|_| fraction.len() <= 3)?;
    let is_time = hour < 24 && minute < 60 && second < 60;
    let is_month = year > 0 && (1..=12).contains(&month);
    let next = if month == 12 { days(year + 1, 1, 1) } else { days(year, month + 1, 1) };
    if !is_time || !is_month || day < 1 || days(year, month, day) >= next {
        return None;
    }
    let at = days(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of four-digit years are whole in an f64")]
    Some(at as Millis)
}

fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Writes a time as [`read`] reads it, to the millisecond; empty for one that no record may have.
#[must_use]
pub fn write(at: Millis) -> String {
    if !is_stored_time(at) {
        return String::new();
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the bounds of stored times")]
    let at = at as i64;
    let (day, rest) = (at.div_euclid(DAY), at.rem_euclid(DAY));
    let since = day + 719_468;
    let era = since.div_euclid(146_097);
    let of_era = since.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let (second, milli) = (rest / 1000, rest % 1000);
    format!(
        "{:04}-{month:02}-{date:02}T{:02}:{:02}:{:02}.{milli:03}Z",
        year + era * 400 + next,
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::LATEST;
    use proptest::prelude::*;

    #[test]
    fn times_of_the_page_are_read_and_other_zones_and_days_that_do_not_exist_are_not() {
        assert_eq!(read("2024-11-27T02:18:44.000Z"), Some(1_732_673_924_000.0));
        assert_eq!(read("2024-02-29T00:00:00Z"), Some(1_709_164_800_000.0));
        assert_eq!(read("1970-01-01T00:00:00.5Z"), Some(500.0));
        assert_eq!(write(LATEST), "2100-01-01T00:00:00.000Z");
        for wrong in [
            "",
            "Z",
            "2024-11-27",
            "2024-11-27T02:18:44",
            "2024-11-27T02:18:44+01:00",
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "2024-04-31T00:00:00Z",
            "2024-04-00T00:00:00Z",
            "2024-11-27T24:00:00Z",
            "2024-11-27T02:18:44.1234Z",
            "2024-1-27T02:18:44Z",
            "２０２４-11-27T02:18:44Z",
            "0000-01-01T00:00:00Z",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        for none in [f64::NAN, -1.0, LATEST + 1.0, f64::INFINITY] {
            assert_eq!(write(none), "");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(at in 0_u64..=4_102_444_800_000) {
            let at = at as f64;
            prop_assert_eq!(read(&write(at)), Some(at));
        }
    }
}
