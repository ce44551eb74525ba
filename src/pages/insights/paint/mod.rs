//! Puts insights into their page: of all views only the one that is shown.

mod forms;
mod make;
mod pictures;
mod tables;

use hashcart_core::insights::MOST_REPLIES;
use hashcart_core::text::Text;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement};

use self::make::{Pen, named};
use super::rows::Overview;
use super::{Act, ActOutcome, Counting, InsightsPage, InsightsQuestion, Tab};
use crate::dom::elements;
use crate::pages::kit::{KEY, Painted, by_id, look_at, say};
use crate::pages::{Texts, head};

pub use forms::call_words;

impl Painted for InsightsPage {
    fn paint(&self, document: &Document, texts: Texts<'_>) -> Result<(), JsValue> {
        page(self, Pen { document, texts })
    }
}

/// The view that is shown: who has nothing yet is told what insights are, whatever the address says.
fn shown(state: &InsightsPage) -> Tab {
    if state.is_new() { Tab::Data } else { state.route.tab }
}

fn title(tab: Tab) -> Text<'static> {
    match tab {
        Tab::Overview => Text::INSIGHTS_OVERVIEW,
        Tab::Posts => Text::INSIGHTS_POSTS,
        Tab::Launch => Text::INSIGHTS_LAUNCH,
        Tab::Products => Text::INSIGHTS_PRODUCTS,
        Tab::People => Text::INSIGHTS_PEOPLE,
        Tab::Compare => Text::INSIGHTS_COMPARE,
        Tab::Thanks => Text::INSIGHTS_THANKS,
        Tab::Draw => Text::INSIGHTS_DRAW,
        Tab::Find => Text::INSIGHTS_FIND,
        Tab::Promote => Text::INSIGHTS_PROMOTE,
        Tab::Data => Text::INSIGHTS_DATA,
    }
}

fn page(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let document = pen.document;
    head::fault(document, "insights", state.fault, pen.texts)?;
    let said = state.said.as_ref();
    let is_bad =
        matches!(said, Some(Err(_))) || said.is_some_and(|it| it.as_ref().is_ok_and(ActOutcome::is_bad));
    by_id(document, "said")?.class_list().toggle_with_force("wrong", is_bad)?;
    say(document, "said", &said.map_or(String::new(), |said| said_words(said, pen)))?;
    let counting = match state.counting {
        _ if state.fault.is_some() => String::new(),
        Counting::Done => String::new(),
        Counting::Nothing => pen.text(&Text::INSIGHTS_COUNTING),
        Counting::Before => pen.text(&Text::INSIGHTS_COUNTING_BEFORE),
    };
    say(document, "counting", &counting)?;
    question(state, pen)?;
    let is_ready = state.choices.is_some() && state.counting != Counting::Nothing;
    let tab = shown(state);
    pen.hide("views", !is_ready || state.is_new())?;
    pen.hide("is-off", !is_ready || state.is_on() || tab == Tab::Data)?;
    for other in Tab::ALL {
        pen.hide(&format!("view-{}", other.name()), !is_ready || *other != tab)?;
        let nav = document.query_selector(&format!("#views [href=\"#{}\"]", other.name()))?;
        // The hours of a post belong to the posts.
        let here = tab == *other || (tab == Tab::Launch && *other == Tab::Posts);
        match nav {
            Some(link) if here => link.set_attribute("aria-current", "page")?,
            Some(link) => link.remove_attribute("aria-current")?,
            None => {}
        }
    }
    let (view, app) = (pen.text(&title(tab)), pen.text(&Text::APP_NAME));
    document.set_title(&format!("{view} · {} · {app}", pen.text(&Text::INSIGHTS_TITLE)));
    if !is_ready {
        return Ok(());
    }
    match tab {
        Tab::Overview => overview(state, pen),
        Tab::Posts => tables::posts(state, pen),
        Tab::Launch => pictures::launch(state, pen),
        Tab::Products => tables::products(state, pen),
        Tab::People => tables::people(state, pen),
        Tab::Compare => tables::compare(state, pen),
        Tab::Thanks => tables::thanks(state, pen),
        Tab::Draw => forms::draw(state, pen),
        Tab::Find => forms::find(state, pen),
        Tab::Promote => forms::promote(state, pen),
        Tab::Data => forms::data(state, pen),
    }
}

fn overview(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let Overview { people, replies, posts, products, first, last, unplaced } = state.summary.overview;
    for (id, number) in
        [("all-people", people), ("all-replies", replies), ("all-posts", posts), ("all-products", products)]
    {
        pen.set(id, &pen.number(number))?;
    }
    let period = first.zip(last).map(|(first, last)| (pen.day(first), pen.day(last)));
    let period = period.map(|(first, last)| pen.text(&Text::insights_period(&first, &last)));
    pen.set("period", &period.unwrap_or_default())?;
    pen.hide("period", replies == 0)?;
    let news = state.news;
    let lines = [
        pen.text(&Text::insights_new_replies(news.replies)),
        if news.people > 0 { pen.text(&Text::insights_new_people(news.people)) } else { String::new() },
    ];
    pen.hide("news", news.replies == 0)?;
    pen.set("news", lines.join(" ").trim())?;
    pen.hide("unplaced", unplaced == 0)?;
    pen.set("unplaced", &pen.text(&Text::insights_unplaced(unplaced)))?;
    pen.hide("full", replies < MOST_REPLIES)?;
    pen.hide("nothing-seen", replies > 0)
}

fn said_words(said: &Result<ActOutcome, hashcart_core::fault::FaultCode>, pen: Pen<'_>) -> String {
    match said {
        Err(code) => pen.text(&code.text()),
        Ok(ActOutcome::Saved) => pen.text(&Text::OPTIONS_SAVED),
        Ok(ActOutcome::NoHandle) => pen.text(&Text::INSIGHTS_NO_HANDLE),
        Ok(ActOutcome::Forgotten) => pen.text(&Text::INSIGHTS_FORGOTTEN),
        Ok(ActOutcome::Gone(count)) => pen.text(&Text::insights_gone(*count)),
        Ok(ActOutcome::Exported(name)) => pen.text(&Text::exported(name)),
        Ok(ActOutcome::NotExported) => pen.text(&Text::INSIGHTS_NOT_EXPORTED),
        Ok(ActOutcome::Copied) => pen.text(&Text::NOTE_COPIED),
        Ok(ActOutcome::NotCopied) => pen.text(&Text::INSIGHTS_NOT_COPIED),
    }
}

fn question(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    pen.hide("question", state.ask.is_none())?;
    let (words, go) = match &state.ask {
        None => return Ok(()),
        Some(InsightsQuestion::Forget(handle)) => {
            (pen.text(&Text::insights_forget_sure(&named(handle))), Text::INSIGHTS_FORGET)
        }
        Some(InsightsQuestion::All) => (pen.text(&Text::INSIGHTS_DELETE_SURE), Text::INSIGHTS_DELETE),
    };
    pen.set("question-text", &words)?;
    pen.set("question-go", &pen.text(&go))
}

/// Brings the head of the view into sight, and the focus to it.
///
/// # Errors
/// The browser's exception, or a page that lacks the part.
pub fn look_at_view(document: &Document, state: &InsightsPage) -> Result<(), JsValue> {
    look_at(document, &format!("title-{}", shown(state).name()))
}

/// The same for the question.
///
/// # Errors
/// The browser's exception, or a page that lacks the part.
pub fn look_at_question(document: &Document) -> Result<(), JsValue> {
    look_at(document, "question")
}

/// Brings the focus back to the button that led to a question; to the head of the view where that is gone.
///
/// # Errors
/// The browser's exception, or a page that lacks the part.
pub fn look_back(document: &Document, state: &InsightsPage, asked: &InsightsQuestion) -> Result<(), JsValue> {
    let (act, about) = match asked {
        InsightsQuestion::Forget(handle) => (Act::Forget, handle.as_str()),
        InsightsQuestion::All => (Act::DropAll, ""),
    };
    let buttons = document.query_selector_all(&format!("[data-do=\"{}\"]", act.name()))?;
    let is_it = |button: &HtmlElement| {
        let about_whom =
            button.closest(&format!("[{KEY}]")).ok().flatten().and_then(|row| row.get_attribute(KEY));
        about_whom.unwrap_or_default() == about
    };
    match elements(&buttons).filter_map(|button| button.dyn_into::<HtmlElement>().ok()).find(is_it) {
        Some(button) => button.focus(),
        None => look_at_view(document, state),
    }
}
