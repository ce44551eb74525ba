//! Puts one item into a clone of its page's `<template>`.

use std::cell::OnceCell;

use hashcart_core::Millis;
use hashcart_core::bounds::is_date;
use hashcart_core::text::Text;
use js_sys::Intl::DateTimeFormat;
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment, Element};

use super::Texts;
use super::handover::outcome_words;
use super::kit::{KEY, cloned, slot};
use super::row::Row;

/// Makes the element of an item, from the page's template.
pub(super) fn item(document: &Document, row: &Row, texts: Texts<'_>) -> Result<DocumentFragment, JsValue> {
    let fragment = cloned(document, "item")?;
    let key = row.key.to_string();
    slot(&fragment, "row")?.set_attribute(KEY, &key)?;
    let title = slot(&fragment, "title")?;
    set_whole(&title, &row.title)?;
    title.set_attribute("href", &row.product_url)?;
    slot(&fragment, "store")?.set_text_content(Some(&row.store));
    let author = slot(&fragment, "author")?;
    // In the list the author is a choice, and the post has a link of its own.
    let post = fragment.query_selector("[data-slot=post]")?;
    let has_own = post.is_some();
    let post = post.unwrap_or_else(|| author.clone());
    match &row.tweet_url {
        Some(url) => post.set_attribute("href", url)?,
        None => post.remove(),
    }
    if !row.author.is_empty() {
        author.set_text_content(Some(&row.author));
        post.set_attribute("aria-label", &texts(&Text::open_tweet(&row.author)))?;
    } else if has_own {
        author.remove();
    } else {
        author.set_text_content(Some(&texts(&Text::AUTHOR_UNKNOWN)));
    }
    let date = slot(&fragment, "date")?;
    let (short, full) = dates(row.saved_at, texts);
    date.set_text_content(Some(&short));
    date.set_attribute("title", &full)?;
    date.set_attribute("datetime", &iso(row.saved_at))?;
    let status = slot(&fragment, "status")?;
    let (words, tone) = match &row.outcome {
        Some(outcome) => outcome_words(outcome, row.units, texts),
        None => (texts(&row.status), row.tone),
    };
    status.set_text_content(Some(&words));
    status.set_attribute("data-tone", tone)?;
    let reply = slot(&fragment, "reply")?;
    match &row.reply_url {
        Some(url) if row.is_replied => {
            status.set_attribute("href", url)?;
            reply.remove();
        }
        Some(url) => reply.set_attribute("href", url)?,
        None => reply.remove(),
    }
    for (name, url) in [
        ("reviews", row.reviews.as_ref().map(|(read, _)| read)),
        ("review", row.reviews.as_ref().map(|(_, write)| write)),
    ] {
        match (fragment.query_selector(&format!("[data-slot={name}]"))?, url) {
            (Some(link), Some(url)) => link.set_attribute("href", url)?,
            (Some(link), None) => link.remove(),
            (None, _) => {}
        }
    }
    let lead = slot(&fragment, "lead")?;
    match &row.link {
        None => lead.remove(),
        Some(link) => {
            set_whole(&slot(&fragment, "lead-text")?, &texts(&link.text()))?;
            let find = slot(&fragment, "find")?;
            find.set_text_content(Some(&texts(&link.button)));
            if link.busy {
                // Not disabled: that would throw the focus away.
                find.set_attribute("aria-disabled", "true")?;
            }
        }
    }
    let fail = slot(&fragment, "fail")?;
    match &row.fail {
        None => fail.remove(),
        Some(failed) => {
            set_whole(&slot(&fragment, "fail-text")?, &texts(&failed.text))?;
            let step = slot(&fragment, "fail-step")?;
            match &failed.step {
                None => step.remove(),
                Some((label, does)) => {
                    step.set_text_content(Some(&texts(label)));
                    step.set_attribute("data-do", does.name())?;
                }
            }
        }
    }
    slot(&fragment, "remove")?.set_attribute("aria-label", &texts(&Text::remove_item(&row.title)))?;
    Ok(fragment)
}

/// Writes a text into a place that may show only the beginning of it: the whole is seen where the pointer rests.
fn set_whole(place: &Element, text: &str) -> Result<(), JsValue> {
    place.set_text_content(Some(text));
    place.set_attribute("title", text)
}

pub(super) fn date(at: Millis) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(at))
}

thread_local! {
    /// What writes a day, and what writes day and time. Making one takes longer than painting the row it is for.
    static FORMATS: OnceCell<[DateTimeFormat; 2]> = const { OnceCell::new() };
}

/// Writers of dates in the language of the texts, which need not be the browser's.
fn formats(locale: &str) -> [DateTimeFormat; 2] {
    [&["dateStyle"][..], &["dateStyle", "timeStyle"][..]].map(|parts| {
        let options = js_sys::Object::new();
        for part in parts {
            // A fresh object takes any property.
            let _ = js_sys::Reflect::set(&options, &JsValue::from_str(part), &JsValue::from_str("medium"));
        }
        DateTimeFormat::new(&js_sys::Array::of1(&JsValue::from_str(locale)), &options)
    })
}

/// The day, and day and time, as the language of the texts writes them. Empty for what is no time.
pub(super) fn dates(at: Millis, texts: Texts<'_>) -> (String, String) {
    let [short, full] = FORMATS.with(|known| {
        known.get_or_init(|| formats(&texts(&Text::LOCALE))).each_ref().map(|format| {
            let written = format.format().call1(&JsValue::UNDEFINED, &JsValue::from_f64(at));
            written.ok().and_then(|written| written.as_string()).unwrap_or_default()
        })
    });
    (short, full)
}

/// A day such as `2026-11-22`, which is one of UTC, as the language of the texts writes it; as it stands where it is none.
pub(super) fn day_words(day: &str, texts: Texts<'_>) -> String {
    let options = js_sys::Object::new();
    for (part, value) in [("dateStyle", "long"), ("timeZone", "UTC")] {
        // A fresh object takes any property.
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str(part), &JsValue::from_str(value));
    }
    let locale = js_sys::Array::of1(&JsValue::from_str(&texts(&Text::LOCALE)));
    let at = js_sys::Date::parse(day);
    let format = DateTimeFormat::new(&locale, &options).format();
    let written = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(at)).ok();
    written.and_then(|written| written.as_string()).unwrap_or_else(|| day.to_owned())
}

fn iso(at: Millis) -> String {
    if is_date(at) { date(at).to_iso_string().into() } else { String::new() }
}
