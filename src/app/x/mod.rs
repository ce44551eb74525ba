//! The content script: buttons in the timeline, and what a press on one sets going.

mod answered;
mod answers;
mod buttons;
mod diagnose;
mod insights;
mod page_store;
mod picture;
mod placing;
mod press;
mod reply;
mod settle;
mod sheet;
mod short_links;
mod undo;

use std::any::Any;
use std::cell::RefCell;

use hashcart_core::button::ButtonState;
use hashcart_core::fault::FaultCode;
use hashcart_core::insights::Handle;
use hashcart_core::mention::KeptMention;
use hashcart_core::message::{Answer, ToTab};
use hashcart_core::records::Area;
use hashcart_core::scan::mention_of;
use hashcart_core::text::Text;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use self::placing::{look_at, take_in};
use super::recall::recalled;
use super::{language, report};
use crate::dom::elements;
use crate::sites::x::extract;
use crate::sites::x::input::Input;
use crate::sites::x::selectors::ARTICLE;
use crate::sites::x::timeline::Timeline;
use crate::timer::sleep;
use crate::webext::{i18n, plain, private, runtime, storage};

/// When texts are looked up for a time without the extension, in milliseconds: after the page's own start, which sixty
/// questions to the browser would hold up.
const REMEMBERED_MS: u32 = 1_000;

thread_local! {
    /// Everything that must live as long as the page.
    static GUARDS: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// Starts on the page.
///
/// # Errors
/// The browser's exception, when it refuses to observe the page.
pub fn start(engine: &str, begun: f64) -> Result<(), JsValue> {
    let window = crate::dom::window().ok_or("no window")?;
    let document = window.document().ok_or("no document")?;
    spawn_local(async {
        sleep(REMEMBERED_MS).await;
        remember();
    });
    spawn_local(async {
        if language::read().await {
            speak();
        }
    });
    if !private::is_here() {
        // The list on disk is not that of private windows, and theirs is told by the background.
        storage::watch(Area::Disk, |changes| {
            if language::take_in(&changes) {
                speak();
            }
            insights::take_in(&changes);
            take_in(recalled(changes));
        });
    }
    let input = Input::listen(&window, press::pressed);
    keep(input);
    let (with_window, with_document) = (window.clone(), document.clone());
    let timeline = Timeline::watch(&document, move |article| {
        if let Err(error) = look_at(&with_window, &with_document, article) {
            report("a button could not be placed", crate::webext::words(&error));
        }
    })?;
    keep(timeline);
    let now = window.performance().map_or(begun, |clock| clock.now());
    answer(engine.to_owned(), now - begun);
    spawn_local(reply::intent());
    insights::start();
    Ok(())
}

/// Looks up what must be said when the extension is gone, and nobody answers any more.
fn remember() {
    i18n::remember(ButtonState::EVERY.iter().map(|state| state.label()));
    i18n::remember([Text::LOCALE]);
    i18n::remember(FaultCode::ALL.iter().map(|code| code.text()));
}

/// Says in another language what is said already.
fn speak() {
    remember();
    buttons::speak();
}

/// Answers the questions that go to a page, as long as it lives.
fn answer(engine: String, ready_ms: f64) {
    runtime::answer_messages(move |call| match call {
        ToTab::Diagnose(_) => plain(&Answer::Ok(diagnose::diagnose(&engine, ready_ms)?)).ok(),
        ToTab::FindBehind(call) => plain(&Answer::Ok(find_behind(&call.address))).ok(),
        ToTab::Hear(call) => {
            take_in(call.news);
            plain(&Answer::Ok(true)).ok()
        }
        ToTab::AskViewer(_) => plain(&Answer::Ok(viewer())).ok(),
        ToTab::PressFocused(_) => plain(&Answer::Ok(press::press_focused())).ok(),
    });
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

fn keep(guard: impl Any) {
    GUARDS.with_borrow_mut(|guards| guards.push(Box::new(guard)));
}
