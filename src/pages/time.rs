//! Times as people say them: “2h”, “Tue”, “Nov 24”; the whole date where the pointer rests.

use std::cell::OnceCell;

use hashcart_core::Millis;
use hashcart_core::bounds::is_date;
use hashcart_core::text::Text;
use js_sys::Intl::{DateTimeFormat, NumberFormat};
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::JsValue;

use super::Texts;

const MINUTE: Millis = 60_000.0;
const HOUR: Millis = 60.0 * MINUTE;
const DAY: Millis = 24.0 * HOUR;

/// How long ago something was, in the unit that tells most in few letters.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ago {
    Minutes(f64),
    Hours(f64),
    /// Within the week before: its day says it.
    Weekday,
    Date,
}

/// A time that has not come yet is told by its date: some clock is wrong.
fn ago(at: Millis, now: Millis) -> Ago {
    let passed = now - at;
    if (0.0..HOUR).contains(&passed) {
        Ago::Minutes((passed / MINUTE).floor().max(1.0))
    } else if (0.0..DAY).contains(&passed) {
        Ago::Hours((passed / HOUR).floor())
    } else if (0.0..6.0 * DAY).contains(&passed) {
        Ago::Weekday
    } else {
        Ago::Date
    }
}

/// Writers in the language of the texts, which need not be the browser's. Making one takes longer than painting the row it
/// is for.
struct DateWriters {
    minutes: NumberFormat,
    hours: NumberFormat,
    weekday: DateTimeFormat,
    day: DateTimeFormat,
    day_and_year: DateTimeFormat,
    full: DateTimeFormat,
}

thread_local! {
    static WRITERS: OnceCell<DateWriters> = const { OnceCell::new() };
}

fn options(parts: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in parts {
        // A fresh object takes any property.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    options
}

fn writers(locale: &str) -> DateWriters {
    let locales = Array::of1(&JsValue::from_str(locale));
    // Japanese has Latin letters in the narrow form, and its own in the short one (CLDR 48).
    let width = if locale.starts_with("ja") { "short" } else { "narrow" };
    let number = |unit| {
        NumberFormat::new(&locales, &options(&[("style", "unit"), ("unit", unit), ("unitDisplay", width)]))
    };
    let date = |parts: &[(&str, &str)]| DateTimeFormat::new(&locales, &options(parts));
    DateWriters {
        minutes: number("minute"),
        hours: number("hour"),
        weekday: date(&[("weekday", "short")]),
        day: date(&[("month", "short"), ("day", "numeric")]),
        day_and_year: date(&[("dateStyle", "medium")]),
        full: date(&[("dateStyle", "medium"), ("timeStyle", "short")]),
    }
}

fn written(format: &js_sys::Function, value: f64) -> String {
    let written = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value));
    written.ok().and_then(|written| written.as_string()).unwrap_or_default()
}

/// The short form and the whole one. Empty for what is no time.
pub(super) fn short_and_full(at: Millis, texts: Texts<'_>) -> (String, String) {
    let now = Date::now();
    WRITERS.with(|known| {
        let writers = known.get_or_init(|| writers(&texts(&Text::LOCALE)));
        let year = |at: Millis| Date::new(&JsValue::from_f64(at)).get_full_year();
        let short = match ago(at, now) {
            Ago::Minutes(count) => written(&writers.minutes.format(), count),
            Ago::Hours(count) => written(&writers.hours.format(), count),
            Ago::Weekday => written(&writers.weekday.format(), at),
            Ago::Date if year(at) == year(now) => written(&writers.day.format(), at),
            Ago::Date => written(&writers.day_and_year.format(), at),
        };
        (short, written(&writers.full.format(), at))
    })
}

/// The day, as a heading or a list of days has it.
pub(super) fn day(at: Millis, texts: Texts<'_>) -> String {
    WRITERS.with(|known| {
        let writers = known.get_or_init(|| writers(&texts(&Text::LOCALE)));
        written(&writers.day_and_year.format(), at)
    })
}

/// A day such as `2026-11-22`, which is one of UTC, as the language of the texts writes it; as it stands where it is none.
pub(super) fn day_words(day: &str, texts: Texts<'_>) -> String {
    let locales = Array::of1(&JsValue::from_str(&texts(&Text::LOCALE)));
    let format = DateTimeFormat::new(&locales, &options(&[("dateStyle", "long"), ("timeZone", "UTC")]));
    let words = written(&format.format(), Date::parse(day));
    if words.is_empty() { day.to_owned() } else { words }
}

pub(super) fn iso(at: Millis) -> String {
    if is_date(at) { Date::new(&JsValue::from_f64(at)).to_iso_string().into() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_that_tells_most_in_few_letters() {
        let now = 1_764_000_000_000.0;
        for (passed, told) in [
            (0.0, Ago::Minutes(1.0)),
            (59.9 * MINUTE, Ago::Minutes(59.0)),
            (HOUR, Ago::Hours(1.0)),
            (23.9 * HOUR, Ago::Hours(23.0)),
            (DAY, Ago::Weekday),
            (6.0 * DAY, Ago::Date),
            (-1.0, Ago::Date),
        ] {
            assert_eq!(ago(now - passed, now), told, "{passed}");
        }
    }
}
