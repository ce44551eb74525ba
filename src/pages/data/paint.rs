//! Paints the part of the options that is about the list as a whole.

use hashcart_core::text::Text;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

use super::{Question, Said, State, Told, view};
use crate::pages::kit::{KEY, Painted, by_id, cloned, fill, reconcile, slot};
use crate::pages::{Texts, head};

impl Painted for State {
    fn paint(&self, document: &Document, texts: Texts<'_>) -> Result<(), JsValue> {
        page(document, self, texts)
    }
}

/// Paints it.
fn page(document: &Document, state: &State, texts: Texts<'_>) -> Result<(), JsValue> {
    let view = &view(state);
    head::fault(document, "data", state.fault, texts)?;
    let told = match &state.told {
        None => String::new(),
        Some(Told::Imported(count)) => texts(&Text::count_imported(*count)),
        Some(Told::Forgotten(count)) => texts(&Text::count_forgotten(*count)),
        Some(Told::Exported(name)) => texts(&Text::exported(name)),
        Some(Told::NotExported) => texts(&Text::NOT_EXPORTED),
        Some(Told::Copied) => texts(&Text::NOTE_COPIED),
        Some(Told::NotCopied) => texts(&Text::REPORT_NOT_COPIED),
    };
    // Said aloud each time, also when it is the same.
    by_id(document, "list-said")?.set_text_content(Some(&told));
    by_id(document, "list-count")?.set_text_content(Some(&texts(&Text::count_items(view.items))));
    authors(document, &view.authors, texts)?;
    question(document, view.question.as_ref(), texts)?;
    by_id(document, "sync")?.dyn_into::<HtmlInputElement>()?.set_checked(view.sync);
    let said = view.sync_said.as_ref().map(|said| words(said, texts));
    by_id(document, "sync-said")?.set_text_content(said.as_deref());
    by_id(document, "backups-text")?.set_text_content(Some(&texts(&view.backups_text)));
    let list = document.create_document_fragment();
    for (key, day, size) in &view.backups {
        let row = cloned(document, "backup")?;
        let text = texts(&Text::backup_day(day, *size));
        slot(&row, "day")?.set_text_content(Some(&text));
        let restore = slot(&row, "restore")?;
        restore.set_text_content(Some(&texts(&Text::BACKUP_RESTORE)));
        restore.set_attribute("aria-label", &texts(&Text::backup_restore_day(day)))?;
        restore.set_attribute(KEY, key)?;
        list.append_child(&row)?;
    }
    fill(document, "backups", &list)?;
    by_id(document, "set-aside")?.set_hidden(view.asides.is_empty());
    let list = document.create_document_fragment();
    for (key, was) in &view.asides {
        let row = cloned(document, "aside")?;
        slot(&row, "was")?.set_text_content(Some(was));
        for (part, text) in [("copy", texts(&Text::ASIDE_COPY)), ("delete", texts(&Text::ASIDE_DELETE))] {
            let button = slot(&row, part)?;
            button.set_text_content(Some(&text));
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
    let question = by_id(document, "question")?;
    question.focus()?;
    question.scroll_into_view();
    Ok(())
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
    }
    by_id(document, "question-export")?.set_hidden(!question.export);
    Ok(())
}

fn words(said: &Said, texts: Texts<'_>) -> String {
    match said {
        Said::Plain(text) => texts(text),
        Said::Person(person, items) => texts(&Text::forget_person_sure(*items, person)),
    }
}

fn line(document: &Document, list: &Element, kind: &str, text: &str) -> Result<Element, JsValue> {
    let line = document.create_element(kind)?;
    line.set_text_content(Some(text));
    list.append_child(&line)?;
    Ok(line)
}
