//! Paints the part of the options that is about the list as a whole.

use hashcart_core::text::Text;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

use super::Texts;
use super::figures::{counted, figure, in_words};
use super::inout::{Question, Said, View};
use super::paint_kit::{KEY, by_id, cloned, slot};

/// Paints it.
///
/// # Errors
/// The browser's exception, or a page that lacks a part.
pub fn inout(document: &Document, view: &View, texts: Texts<'_>) -> Result<(), JsValue> {
    by_id(document, "list-count")?.set_text_content(Some(&counted("count_items", view.items, texts)));
    authors(document, &view.authors, texts)?;
    question(document, view.question.as_ref(), texts)?;
    by_id(document, "sync")?.dyn_into::<HtmlInputElement>()?.set_checked(view.sync);
    let said = view.sync_said.as_ref().map(|said| words(said, texts));
    by_id(document, "sync-said")?.set_text_content(said.as_deref());
    by_id(document, "backups-text")?.set_text_content(Some(&texts(view.backups_text, &[])));
    let list = by_id(document, "backups")?;
    list.set_text_content(None);
    for (key, day, size) in &view.backups {
        let row = cloned(document, "backup")?;
        let text = texts("backup_day", &[day, &figure(*size, texts)]);
        slot(&row, "day")?.set_text_content(Some(&text));
        let restore = slot(&row, "restore")?;
        restore.set_text_content(Some(&texts("backup_restore", &[])));
        restore.set_attribute("aria-label", &texts("backup_restore_day", &[day]))?;
        restore.set_attribute(KEY, key)?;
        list.append_child(&row)?;
    }
    by_id(document, "set-aside")?.set_hidden(view.asides.is_empty());
    let list = by_id(document, "asides")?;
    list.set_text_content(None);
    for (key, was) in &view.asides {
        let row = cloned(document, "aside")?;
        slot(&row, "was")?.set_text_content(Some(was));
        for (part, text) in [("copy", texts("aside_copy", &[])), ("delete", texts("aside_delete", &[]))] {
            let button = slot(&row, part)?;
            button.set_text_content(Some(&text));
            button.set_attribute(KEY, key)?;
        }
        list.append_child(&row)?;
    }
    Ok(())
}

/// Says what became of something.
///
/// # Errors
/// The browser's exception.
pub fn told(document: &Document, text: &str) -> Result<(), JsValue> {
    by_id(document, "list-said")?.set_text_content(Some(text));
    Ok(())
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
    select.set_text_content(None);
    for (author, items) in authors {
        let option = document.create_element("option")?.dyn_into::<HtmlOptionElement>()?;
        option.set_value(author);
        option
            .set_text_content(Some(&texts("list_counted", &[&format!("@{author}"), &figure(*items, texts)])));
        option.set_selected(*author == chosen);
        select.append_child(&option)?;
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
        let reason = texts(one.reason.text().key(), &[]);
        let row = line(document, &refused, "li", &texts("refused_line", &[&one.line.to_string(), &reason]))?;
        // The parser's own words, for those who mend the file.
        row.set_attribute("title", &one.detail)?;
    }
    if question.more > 0 {
        line(document, &refused, "li", &counted("count_refused_more", question.more, texts))?;
    }
    let go = by_id(document, "question-go")?;
    go.set_hidden(question.go.is_none());
    if let Some((text, does)) = question.go {
        go.set_text_content(Some(&texts(text, &[])));
        go.set_attribute("data-do", does)?;
    }
    by_id(document, "question-export")?.set_hidden(!question.export);
    Ok(())
}

fn words(said: &Said, texts: Texts<'_>) -> String {
    match said {
        Said::Plain(key) => texts(key, &[]),
        Said::Counted(key, number) => counted(key, *number, texts),
        Said::Person(name, number) => in_words(&Text::forget_person_sure(*number, name), texts),
        Said::Newest(number, more) => in_words(&Text::synced_newest(*number, *more), texts),
    }
}

fn line(document: &Document, list: &Element, kind: &str, text: &str) -> Result<Element, JsValue> {
    let line = document.create_element(kind)?;
    line.set_text_content(Some(text));
    list.append_child(&line)?;
    Ok(line)
}
