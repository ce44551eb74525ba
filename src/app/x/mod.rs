//! The content script: buttons in the timeline, and what a press on one sets going.

mod after;
mod answered;
mod answers;
mod asked;
mod buttons;
mod diagnose;
mod insights;
mod lazy;
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
use hashcart_core::records::Area;
use hashcart_core::text::Text;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use self::lazy::{LazyTask, entry};
use self::placing::{hear, look_at};
use super::{language, report};
use crate::sites::x::input::Input;
use crate::sites::x::timeline::Timeline;
use crate::timer::sleep;
use crate::webext::{i18n, private, runtime, storage};

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
    lazy::done_by(entry::run);
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
            hear(changes);
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
    reply::begin_intent();
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
    runtime::hear_messages(move |asked| {
        let engine = engine.clone();
        lazy::run(LazyTask::Answer { asked, engine, ready_ms });
    });
}

fn keep(guard: impl Any) {
    GUARDS.with_borrow_mut(|guards| guards.push(Box::new(guard)));
}
