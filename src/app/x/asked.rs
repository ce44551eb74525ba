//! Questions to this page, by the popup and the background.

use hashcart_core::insights::Handle;
use hashcart_core::mention::KeptMention;
use hashcart_core::message::ToTab;
use hashcart_core::scan::mention_of;
use web_sys::Element;

use super::{after, diagnose, placing, short_links};
use crate::dom::elements;
use crate::sites::x::extract;
use crate::sites::x::selectors::ARTICLE;
use crate::webext::runtime::Asked;

/// Answers. `ready_ms` is the time from the script's first line to the first scan.
pub(super) fn answer(asked: Asked, engine: &str, ready_ms: f64) {
    match asked.call() {
        Some(ToTab::Diagnose(_)) => {
            if let Some(diagnosis) = diagnose::diagnose(engine, ready_ms) {
                asked.answer(diagnosis);
            }
        }
        Some(ToTab::FindBehind(call)) => asked.answer(find_behind(&call.address)),
        Some(ToTab::AskViewer(_)) => asked.answer(viewer()),
        Some(ToTab::PressFocused(_)) => asked.answer(after::press_focused()),
        Some(ToTab::Hear(call)) => {
            placing::take_in(call.news);
            asked.answer(true);
        }
        None => {}
    }
}

/// Whose page it is.
fn viewer() -> Option<Handle> {
    extract::viewer(&crate::dom::document()?)?.parse().ok()
}

/// What a link on the page stands for.
fn find_behind(address: &str) -> Option<KeptMention> {
    let articles = crate::dom::document()?.query_selector_all(ARTICLE).ok()?;
    let behind = |article: Element| {
        let candidate = extract::candidate(&article);
        short_links::with(|leads| mention_of(address, &candidate, leads))
    };
    elements(&articles).find_map(behind).map(KeptMention::from)
}
