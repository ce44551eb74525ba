//! Paints the part of the options that is about the list as a whole.

use hashcart_core::fault::FaultCode;
use hashcart_core::text::Text;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

use super::{Act, DataPart, DataSentence, DataSpot, Question, Told, view};
use crate::pages::kit::{KEY, Painted, by_id, cloned, fill, look_at, reconcile, say, slot};
use crate::pages::time::day_words;
use crate::pages::{Texts, head};

impl Painted for DataPart {
    fn paint(&self, document: &Document, texts: Texts<'_>) -> Result<(), JsValue> {
        page(document, self, texts)
    }
}

/// Paints it.
fn page(document: &Document, state: &DataPart, texts: Texts<'_>) -> Result<(), JsValue> {
    let view = &view(state);
    head::fault(document, "data", state.fault, texts)?;
    let told = state.told.as_ref().map(|(spot, told)| (said_at(*spot), told));
    for id in [
        said_at(DataSpot::Files),
        said_at(DataSpot::Backups),
        said_at(DataSpot::Asides),
        said_at(DataSpot::All),
    ] {
        let here = told.filter(|(at, _)| *at == id).map(|(_, told)| told);
        let is_bad = matches!(here, Some(Err(_) | Ok(Told::NotExported | Told::NotCopied)));
        by_id(document, id)?.class_list().toggle_with_force("wrong", is_bad)?;
        say(document, id, &here.map_or(String::new(), |told| told_words(told, texts)))?;
    }
    by_id(document, "list-count")?.set_text_content(Some(&texts(&Text::count_items(view.items))));
    authors(document, &view.authors, texts)?;
    question(document, view.question.as_ref(), texts)?;
    by_id(document, "sync")?.dyn_into::<HtmlInputElement>()?.set_checked(view.sync);
    let refused =
        told.filter(|(at, _)| *at == said_at(DataSpot::Sync)).map(|(_, told)| told_words(told, texts));
    by_id(document, "sync-said")?.class_list().toggle_with_force("wrong", refused.is_some())?;
    let said = refused.or_else(|| view.sync_said.as_ref().map(|said| words(said, texts)));
    say(document, "sync-said", &said.unwrap_or_default())?;
    by_id(document, "backups-text")?.set_text_content(Some(&texts(&view.backups_text)));
    let list = document.create_document_fragment();
    for (key, day, items) in &view.backups {
        let row = cloned(document, "backup")?;
        let day = day_words(day, texts);
        slot(&row, "day")?.set_text_content(Some(&texts(&Text::backup_holds(*items, &day))));
        let restore = slot(&row, "restore")?;
        restore.set_text_content(Some(&texts(&Text::BACKUP_RESTORE)));
        restore.set_attribute("aria-label", &texts(&Text::backup_restore_day(&day)))?;
        restore.set_attribute(KEY, key)?;
        list.append_child(&row)?;
    }
    fill(document, "backups", &list)?;
    by_id(document, "set-aside")?.set_hidden(view.asides.is_empty());
    let list = document.create_document_fragment();
    for (key, was) in &view.asides {
        let row = cloned(document, "aside")?;
        slot(&row, "was")?.set_text_content(Some(was));
        for (part, text, name) in [
            ("copy", Text::ASIDE_COPY, Text::aside_copy_of(was)),
            ("delete", Text::ASIDE_DELETE, Text::aside_delete_of(was)),
        ] {
            let button = slot(&row, part)?;
            button.set_text_content(Some(&texts(&text)));
            button.set_attribute("aria-label", &texts(&name))?;
            button.set_attribute(KEY, key)?;
        }
        list.append_child(&row)?;
    }
    fill(document, "asides", &list)
}

/// Brings the question into view, and the focus into it.
///
/// # Errors
/// The browser's exception.
pub fn look_at_question(document: &Document) -> Result<(), JsValue> {
    look_at(document, "question")
}

/// Brings the focus back to what was pressed for a question.
///
/// # Errors
/// The browser's exception.
pub fn look_back(document: &Document, act: Act, key: &str) -> Result<(), JsValue> {
    let about = if key.is_empty() { String::new() } else { format!("[{KEY}=\"{key}\"]") };
    let found = document.query_selector(&format!("[data-do={}]{about}", act.name()))?;
    found.and_then(|button| button.dyn_into::<HtmlElement>().ok()).map_or(Ok(()), |button| button.focus())
}

/// Brings the focus to the part about forgetting.
///
/// # Errors
/// The browser's exception, or a page that lacks the part.
pub fn look_at_forgetting(document: &Document) -> Result<(), JsValue> {
    by_id(document, "forget-title")?.focus()
}

/// The id of the line that says what became of an act there.
const fn said_at(spot: DataSpot) -> &'static str {
    match spot {
        DataSpot::Files => "list-said",
        DataSpot::Backups => "backups-said",
        DataSpot::Asides => "asides-said",
        DataSpot::Sync => "sync-said",
        DataSpot::Person | DataSpot::All => "forget-said",
    }
}

/// The id of the part that the question is in when it is asked there.
const fn asked_at(spot: DataSpot) -> &'static str {
    match spot {
        DataSpot::Files | DataSpot::Asides | DataSpot::Sync => "ask-files",
        DataSpot::Backups => "ask-backups",
        DataSpot::Person => "ask-person",
        DataSpot::All => "ask-all",
    }
}

fn told_words(told: &Result<Told, FaultCode>, texts: Texts<'_>) -> String {
    match told {
        Ok(Told::Imported(count)) => texts(&Text::count_imported(*count)),
        Ok(Told::Forgotten(count)) => texts(&Text::count_forgotten(*count)),
        Ok(Told::Exported(name)) => texts(&Text::exported(name)),
        Ok(Told::NotExported) => texts(&Text::NOT_EXPORTED),
        Ok(Told::Copied) => texts(&Text::NOTE_COPIED),
        Ok(Told::NotCopied) => texts(&Text::REPORT_NOT_COPIED),
        Err(code) => texts(&code.text()),
    }
}

fn authors(document: &Document, authors: &[(String, usize)], texts: Texts<'_>) -> Result<(), JsValue> {
    let select = by_id(document, "person")?.dyn_into::<HtmlSelectElement>()?;
    let chosen = select.value();
    let wanted = document.create_document_fragment();
    for (author, items) in authors {
        let option = document.create_element("option")?.dyn_into::<HtmlOptionElement>()?;
        option.set_value(author);
        option.set_text_content(Some(&texts(&Text::list_counted(&format!("@{author}"), *items))));
        wanted.append_child(&option)?;
    }
    reconcile(&select, &wanted)?;
    if authors.iter().any(|(author, _)| *author == chosen) {
        select.set_value(&chosen);
    }
    by_id(document, "forget-person")?.set_hidden(authors.is_empty());
    Ok(())
}

fn question(document: &Document, question: Option<&Question>, texts: Texts<'_>) -> Result<(), JsValue> {
    let place = by_id(document, "question")?;
    place.set_hidden(question.is_none());
    let Some(question) = question else { return Ok(()) };
    let around = by_id(document, asked_at(question.spot))?;
    // Moved only for another place: moving takes the focus away.
    if !around.contains(Some(&place)) {
        around.append_child(&place)?;
    }
    let lines = by_id(document, "question-lines")?;
    lines.set_text_content(None);
    for said in &question.lines {
        line(document, &lines, "p", &words(said, texts))?;
    }
    let refused = by_id(document, "refused")?;
    refused.set_text_content(None);
    refused.set_hidden(question.refused.is_empty());
    for one in &question.refused {
        let reason = texts(&one.reason.text());
        let row = line(document, &refused, "li", &texts(&Text::refused_line(one.line, &reason)))?;
        // The parser's own words, for those who mend the file.
        row.set_attribute("title", &one.detail)?;
    }
    if question.more > 0 {
        line(document, &refused, "li", &texts(&Text::count_refused_more(question.more)))?;
    }
    let go = by_id(document, "question-go")?;
    go.set_hidden(question.go.is_none());
    if let Some((text, does)) = &question.go {
        go.set_text_content(Some(&texts(text)));
        go.set_attribute("data-do", does.name())?;
        go.class_list().toggle_with_force("danger", question.danger)?;
    }
    by_id(document, "question-export")?.set_hidden(!question.export);
    Ok(())
}

fn words(said: &DataSentence, texts: Texts<'_>) -> String {
    match said {
        DataSentence::Plain(text) => texts(text),
        DataSentence::Person(person, items) => texts(&Text::forget_person_sure(*items, person)),
    }
}

fn line(document: &Document, list: &Element, kind: &str, text: &str) -> Result<Element, JsValue> {
    let line = document.create_element(kind)?;
    line.set_text_content(Some(text));
    list.append_child(&line)?;
    Ok(line)
}
