//! How the program does in a page, for whoever asks.

use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::core::message::{Answer, Diagnosis, Request, Wire};
use crate::dom::elements;
use crate::dom::x::button::HOST;
use crate::dom::x::extract;
use crate::dom::x::selectors::ARTICLE;
use crate::webext::{plain, runtime};

/// Answers as long as the page lives. `ready_ms` is the time from the script's first line to the first scan.
pub(super) fn answer(engine: &str, ready_ms: f64) {
    let engine = engine.to_owned();
    runtime::answer_messages(move |wire| diagnose(&wire, &engine, ready_ms));
}

/// Answers how the program does here.
fn diagnose(wire: &Wire, engine: &str, ready_ms: f64) -> Option<JsValue> {
    let Request::Diagnose(_) = wire.request else { return None };
    let document = crate::dom::document()?;
    let articles: Vec<Element> =
        document.query_selector_all(ARTICLE).map(|list| elements(&list).collect()).unwrap_or_default();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let bars = articles.iter().filter(|article| extract::action_bar(article).is_some()).count();
    let buttons = document.query_selector_all(HOST).map_or(0, |list| list.length());
    let diagnosis = Diagnosis {
        engine: engine.to_owned(),
        ready_ms,
        tweets: count(articles.len()),
        bars: count(bars),
        buttons,
    };
    plain(&Answer::Ok(diagnosis)).ok()
}
