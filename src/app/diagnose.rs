//! How the program does in a page, for whoever asks. Nothing of the page's content is in it.

use std::cell::Cell;

use web_sys::{Document, Element};

use crate::core::fault::FaultCode;
use crate::core::message::Diagnosis;
use crate::dom::elements;
use crate::dom::x::selectors::{ALL, ARTICLE, PERMALINK_TIME};
use crate::dom::x::{extract, host};

thread_local! {
    static LAST_FAULT: Cell<Option<FaultCode>> = const { Cell::new(None) };
}

/// Kinds of X's pages; any other first word may be somebody's name.
const PAGES: &[&str] = &["home", "search", "explore", "notifications", "i", "compose", "intent", "settings"];

/// Remembers how a reply failed.
pub(super) fn failed(code: FaultCode) {
    LAST_FAULT.set(Some(code));
}

/// Looks at the page. `ready_ms` is the time from the script's first line to the first scan.
pub(super) fn diagnose(engine: &str, ready_ms: f64) -> Option<Diagnosis> {
    let document = crate::dom::document()?;
    let count = |selector: &str| document.query_selector_all(selector).map_or(0, |list| list.length());
    let articles: Vec<Element> =
        document.query_selector_all(ARTICLE).map(|list| elements(&list).collect()).unwrap_or_default();
    let bars = articles.iter().filter(|article| extract::action_bar(article).is_some()).count();
    let bars = u32::try_from(bars).unwrap_or(u32::MAX);
    let path = crate::dom::window()?.location().pathname().unwrap_or_default();
    let page = path.split('/').nth(1).filter(|word| PAGES.contains(word)).unwrap_or("other");
    Some(Diagnosis {
        engine: engine.to_owned(),
        ready_ms,
        tweets: count(ARTICLE),
        bars,
        buttons: u32::try_from(host::everywhere().len()).unwrap_or(u32::MAX),
        lost: lost(&document, &articles, bars),
        matches: ALL.iter().map(|(name, selector)| ((*name).to_owned(), count(selector))).collect(),
        page: page.to_owned(),
        fault: LAST_FAULT.get(),
    })
}

/// What is not there although the page shows that it should be.
fn lost(document: &Document, articles: &[Element], bars: u32) -> Vec<String> {
    let has = |selector: &str| document.query_selector(selector).is_ok_and(|found| found.is_some());
    let mut lost = Vec::new();
    if articles.is_empty() && has(PERMALINK_TIME) {
        lost.push("ARTICLE");
    }
    // The tweet above a reply's box has no bar; those of a list have links to themselves.
    let listed = articles.iter().any(|article| crate::dom::first(article, PERMALINK_TIME).is_some());
    if listed && bars == 0 {
        lost.push("REPLY");
    }
    match LAST_FAULT.get() {
        Some(FaultCode::PageChanged | FaultCode::TextRefused) => lost.push("TEXTBOX"),
        Some(FaultCode::ComposerNever) => lost.push("DIALOG"),
        _ => {}
    }
    lost.into_iter().map(str::to_owned).collect()
}
