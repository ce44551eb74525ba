//! Puts one item into a clone of its page's `<template>`.

use hashcart_core::handover::Outcome;
use hashcart_core::text::Text;
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment, Element};

use super::handover::outcome_words;
use super::kit::{KEY, cloned, slot};
use super::row::PaintedRow;
use super::{Texts, tile, time};

/// Makes the element of an item, from the page's template of that name.
pub(super) fn item(
    document: &Document,
    template: &str,
    row: &PaintedRow,
    texts: Texts<'_>,
) -> Result<DocumentFragment, JsValue> {
    let fragment = cloned(document, template)?;
    let key = row.key.to_string();
    slot(&fragment, "row")?.set_attribute(KEY, &key)?;
    let name = row.title.words(texts);
    let letters = row.title.known().unwrap_or(&row.author);
    tile::paint(&slot(&fragment, "picture")?, row.picture.as_deref(), &row.key, letters)?;
    let part = |name: &str| fragment.query_selector(&format!("[data-slot={name}]"));
    if let Some(title) = part("title")? {
        set_whole(&title, &name)?;
        title.set_attribute("href", &row.product_url)?;
    }
    facts(&fragment, row, texts)?;
    if let Some(own) = part("own")? {
        let words = own_words(row, texts);
        // What is seen of the button are number and note, and its name begins with them: else nobody would hear them.
        own.set_attribute("aria-label", &format!("{words}: {}", texts(&Text::edit_item(&name))))?;
        set_whole(&own, &words)?;
        if words.is_empty() {
            own.remove();
        }
    }
    if let Some(edit) = part("edit")? {
        edit.set_attribute("aria-label", &texts(&Text::edit_item(&name)))?;
    }
    for (name_of, url, label) in [
        ("reviews", row.reviews.as_ref().map(|(read, _)| read), texts(&Text::reviews_of(&name))),
        ("review", row.reviews.as_ref().map(|(_, write)| write), texts(&Text::review_of(&name))),
    ] {
        match (part(name_of)?, url) {
            (Some(link), Some(url)) => {
                link.set_attribute("href", url)?;
                link.set_attribute("aria-label", &label)?;
            }
            (Some(link), None) => link.remove(),
            (None, _) => {}
        }
    }
    lines(&fragment, row, texts)?;
    if let Some(remove) = part("remove")? {
        remove.set_attribute("aria-label", &texts(&Text::remove_item(&name)))?;
    }
    Ok(fragment)
}

/// Number and note, in the user's words: “×2 · for Tom”.
fn own_words(row: &PaintedRow, texts: Texts<'_>) -> String {
    let units = (row.units > 1).then(|| texts(&Text::times(row.units as usize)));
    let note = Some(row.note.clone()).filter(|note| !note.is_empty());
    [units, note].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Where it stands, who recommended it and when, where it is sold, and the post's words.
fn facts(fragment: &DocumentFragment, row: &PaintedRow, texts: Texts<'_>) -> Result<(), JsValue> {
    let Some(status) = fragment.query_selector("[data-slot=status]")? else { return Ok(()) };
    let store = slot(fragment, "store")?;
    match &row.store {
        Some(name) => store.set_text_content(Some(name)),
        None => store.remove(),
    }
    let author = slot(fragment, "author")?;
    let (short, full) = time::short_and_full(row.saved_at, texts);
    // In the list the author is a choice, and the time leads to the post.
    let post = fragment.query_selector("[data-slot=post]")?;
    let has_own = post.is_some();
    let post = post.unwrap_or_else(|| author.clone());
    if let Some(url) = &row.tweet_url {
        post.set_attribute("href", url)?;
        let label = texts(&Text::open_tweet(&row.author));
        // What is seen of the link is the time, and its name begins with it.
        let label = if has_own { format!("{short}: {label}") } else { label };
        post.set_attribute("aria-label", &label)?;
    }
    if !row.author.is_empty() {
        author.set_text_content(Some(&row.author));
        if has_own {
            // What its press shows; what is seen of it is in there.
            author.set_attribute("aria-label", &texts(&Text::list_by(&row.author)))?;
        }
    } else if has_own || row.tweet_url.is_none() {
        author.remove();
    } else {
        author.set_text_content(Some(&texts(&Text::AUTHOR_UNKNOWN)));
    }
    let date = slot(fragment, "date")?;
    date.set_text_content(Some(&short));
    date.set_attribute("title", &full)?;
    date.set_attribute("datetime", &time::iso(row.saved_at))?;
    let (words, tone) = match &row.outcome {
        Some(outcome) => outcome_words(outcome, row.units, texts),
        None => (texts(&row.status), row.tone),
    };
    set_whole(&status, &words)?;
    status.set_attribute("data-tone", tone)?;
    if row.outcome.as_ref().is_some_and(is_a_sentence) {
        status.set_attribute("data-sentence", "")?;
    }
    if let Some(url) = &row.reply_url {
        status.set_attribute("href", url)?;
        status.set_attribute("aria-label", &texts(&Text::status_with_reply(&words)))?;
    }
    let quote = slot(fragment, "quote")?;
    match &row.quote {
        Some(words) => set_whole(&quote, words),
        None => {
            quote.remove();
            Ok(())
        }
    }
}

/// Whether the words for how an item ended are more than a few.
fn is_a_sentence(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::InCart { version, .. } | Outcome::AlreadyThere { version, .. } => version.is_some(),
        Outcome::NotAdded { .. } => true,
        Outcome::Marked => false,
    }
}

/// What is to be done about a link, or about a reply.
fn lines(fragment: &DocumentFragment, row: &PaintedRow, texts: Texts<'_>) -> Result<(), JsValue> {
    let Some(lead) = fragment.query_selector("[data-slot=lead]")? else { return Ok(()) };
    match &row.link {
        None => lead.remove(),
        Some(link) => {
            set_whole(&slot(fragment, "lead-text")?, &texts(&link.text()))?;
            let find = slot(fragment, "find")?;
            find.set_text_content(Some(&texts(&link.button)));
            if link.busy {
                // Not disabled: that would throw the focus away.
                find.set_attribute("aria-disabled", "true")?;
            }
        }
    }
    let fail = slot(fragment, "fail")?;
    match &row.fail {
        None => fail.remove(),
        Some(failed) => {
            set_whole(&slot(fragment, "fail-text")?, &texts(&failed.text))?;
            let step = slot(fragment, "fail-step")?;
            match &failed.step {
                None => step.remove(),
                Some((label, does)) => {
                    step.set_text_content(Some(&texts(label)));
                    step.set_attribute("data-do", does.name())?;
                }
            }
        }
    }
    Ok(())
}

/// Writes a text into a place that may show only the beginning of it: the whole is seen where the pointer rests.
fn set_whole(place: &Element, text: &str) -> Result<(), JsValue> {
    place.set_text_content(Some(text));
    place.set_attribute("title", text)
}
