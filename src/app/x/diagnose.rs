//! How the program does in a page, for whoever asks. Nothing of the page's content is in it.

use std::cell::Cell;

use hashcart_core::fault::FaultCode;
use hashcart_core::message::Diagnosis;
use web_sys::{Document, Element};

use crate::dom::{all, closest, elements, first};
use crate::sites::x::addresses::kind_of_page;
use crate::sites::x::selectors::{ALL, ARTICLE, PERMALINK, TEXT, TIME};
use crate::sites::x::{bar, extract, host};

thread_local! {
    static LAST_FAULT: Cell<Option<FaultCode>> = const { Cell::new(None) };
}

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
    let bars = articles.iter().filter(|article| bar::action_bar(article).is_some()).count();
    let bars = u32::try_from(bars).unwrap_or(u32::MAX);
    let path = crate::dom::window()?.location().pathname().unwrap_or_default();
    Some(Diagnosis {
        engine: engine.to_owned(),
        ready_ms,
        tweets: count(ARTICLE),
        bars,
        buttons: u32::try_from(host::everywhere().len()).unwrap_or(u32::MAX),
        lost: lost(&document, &articles),
        matches: ALL.iter().map(|(name, ways)| ((*name).to_owned(), count(&ways.join(", ")))).collect(),
        page: kind_of_page(&path).to_owned(),
        fault: LAST_FAULT.get(),
    })
}

/// What is not there although the page shows that it should be.
fn lost(document: &Document, articles: &[Element]) -> Vec<String> {
    let linked = |time: Element| closest(&time, PERMALINK).is_some();
    let times = |root: &Element| all(root, TIME).into_iter().any(linked);
    let mut lost = Vec::new();
    if articles.is_empty() && document.body().is_some_and(|body| times(&body)) {
        lost.push("ARTICLE");
    }
    // The tweet above a reply's box has no bar; those of a list have links to themselves.
    let barred: Vec<&Element> =
        articles.iter().filter(|article| bar::action_bar(article).is_some()).collect();
    if barred.is_empty() && articles.iter().any(times) {
        lost.push("REPLY");
    }
    if !barred.is_empty() && !barred.iter().any(|article| extract::tweet_ref(article).is_some()) {
        lost.push("PERMALINK");
    }
    let worded = |article: &&&Element| TEXT.iter().any(|way| first(article, way).is_some());
    if !barred.is_empty() && !barred.iter().any(|article| worded(&article)) {
        lost.push("TEXT");
    }
    match LAST_FAULT.get() {
        Some(FaultCode::PageChanged | FaultCode::TextRefused) => lost.push("TEXTBOX"),
        Some(FaultCode::ComposerNever) => lost.push("DIALOG"),
        _ => {}
    }
    lost.into_iter().map(str::to_owned).collect()
}
