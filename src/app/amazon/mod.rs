//! The content script on Amazon's pages, in the session's own tab: it looks, tells the background, shows the panel, and
//! presses where the user lets it.

mod face;

use std::any::Any;
use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::{Act, Command, PageState, ProductState, Session, SessionEvent, WaitingFor};
use hashcart_core::message::{Guidance, Guide, ShowEnds};
use hashcart_core::records::{Area, SESSION};
use hashcart_core::schema::{Record, read};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, MutationObserverInit, Window};

use self::face::face;
use super::{language, report, report_fault};
use crate::dom::Observer;
use crate::sites::amazon::panel::Panel;
use crate::sites::amazon::{page, press, product};
use crate::timer::Timer;
use crate::webext::{Outside, runtime, storage, words};

/// How long a page may change before it is looked at again.
const LOOK_MS: u32 = 100;
/// How long a page may say nothing after a press, before the cart is asked.
const QUIET_MS: u32 = 6_000;
/// The pace of a person: from seeing the page to pressing.
const PRESS_MS: u32 = 1_500;
/// How often a background that does not answer is asked.
const ASKS: u32 = 3;

#[derive(Default)]
struct GuideState {
    session: Option<Session>,
    /// What the page was last said to be.
    told: Option<PageState>,
    /// What it looks like since when, and is not believed yet.
    doubted: Option<(PageState, f64)>,
    doubt: Option<Timer>,
    /// This page is to be left: what it says no longer counts.
    leaving: bool,
    panel: Option<Panel>,
    look: Option<Timer>,
    quiet: Option<Timer>,
    press: Option<Timer>,
    /// Everything that must live as long as the page.
    guards: Vec<Box<dyn Any>>,
}

thread_local! {
    static STATE: RefCell<GuideState> = RefCell::default();
}

/// Starts on the page.
///
/// # Errors
/// The browser's exception, when it refuses to observe the page.
pub fn start() -> Result<(), JsValue> {
    let window = crate::dom::window().ok_or("no window")?;
    let document = window.document().ok_or("no document")?;
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    options.set_attributes(true);
    let changes = Observer::watch(&document, &options, |_| look_soon(LOOK_MS))?;
    let loaded = EventListener::new(&window, "load", |_| look_soon(0));
    // Back from the browser's memory: the page is as it was, the session is not.
    let again = EventListener::new(&window, "pageshow", |event| {
        let persisted = js_sys::Reflect::get(event, &JsValue::from_str("persisted"));
        if persisted.is_ok_and(|it| it.is_truthy()) {
            STATE.with_borrow_mut(|state| (state.told, state.leaving) = (None, false));
            look_soon(0);
        }
    });
    let clicks = EventListener::new_with_options(
        &window,
        "click",
        EventListenerOptions::run_in_capture_phase(),
        clicked,
    );
    let moves = ["scroll", "resize"].map(|name| {
        EventListener::new_with_options(&window, name, EventListenerOptions::run_in_capture_phase(), |_| {
            point()
        })
    });
    storage::watch(Area::Disk, changed);
    STATE.with_borrow_mut(|state| {
        state.guards =
            vec![Box::new(changes), Box::new(loaded), Box::new(again), Box::new(clicks), Box::new(moves)];
    });
    spawn_local(async {
        language::read().await;
        look();
    });
    Ok(())
}

fn place() -> Option<(Window, Document, Element)> {
    let window = crate::dom::window()?;
    let document = window.document()?;
    let root = document.document_element()?;
    Some((window, document, root))
}

fn look_soon(millis: u32) {
    STATE.with_borrow_mut(|state| {
        if !state.leaving {
            state.look.get_or_insert_with(|| {
                Timer::after(millis, || {
                    STATE.with_borrow_mut(|state| state.look = None);
                    look();
                })
            });
        }
    });
}

/// Looks at the page, and tells what it is when that is new and has stood long enough.
fn look() {
    let Some((window, document, root)) = place() else { return };
    let sight = page::read(&window, &document);
    let now = crate::dom::now();
    point();
    let believed = STATE.with_borrow_mut(|state| {
        state.doubt = None;
        if state.leaving || state.told.as_ref() == Some(&sight) {
            state.doubted = None;
            return false;
        }
        let since = match &state.doubted {
            Some((doubted, since)) if *doubted == sight => *since,
            _ => now,
        };
        let left = f64::from(sight.patience()) - (now - since);
        if left <= 0.0 {
            (state.told, state.doubted) = (Some(sight.clone()), None);
            return true;
        }
        state.doubted = Some((sight.clone(), since));
        // Never negative, and no longer than the patience.
        state.doubt = Some(Timer::after(left.ceil() as u32, look));
        false
    });
    if believed {
        let page = page::birth(&window);
        let is_product = matches!(sight, PageState::Product(_));
        let title = Some(&root).filter(|_| is_product).and_then(product::title);
        spawn_local(tell(SessionEvent::PageState { page, sight, title }));
    }
}

/// Tells the background, and does what it says.
async fn tell(event: SessionEvent) {
    let repeats = event.is_of_page();
    match ask(event).await {
        Ok(guidance) => follow(guidance),
        Err(fault) => {
            let unheard = fault.code == FaultCode::NoAnswer && !repeats;
            fail(&fault);
            if unheard {
                // It may have been written down, and this page still be here: by what it shows, that is found out.
                STATE.with_borrow_mut(|state| (state.told, state.leaving) = (None, false));
                look_soon(0);
            }
        }
    }
}

async fn ask(event: SessionEvent) -> Result<Guidance, Fault> {
    let mut left = ASKS;
    loop {
        left -= 1;
        match runtime::ask(Guide { event: event.clone() }).await {
            // It was just put to sleep, or was killed over the question: a step may come twice.
            Err(Fault { code: FaultCode::NoAnswer, .. }) if left > 0 && event.is_of_page() => {}
            other => return other,
        }
    }
}

fn fail(fault: &Fault) {
    report_fault("the hand-over", fault);
    if matches!(fault.code, FaultCode::NoSession | FaultCode::ContextGone) {
        leave();
    }
}

/// Nothing of ours stays on a page that is not the session's.
fn leave() {
    STATE.with_borrow_mut(|state| *state = GuideState { leaving: true, ..GuideState::default() });
}

fn follow(Guidance { session, command }: Guidance) {
    match command {
        Command::Stay => {}
        Command::Go(_) => leave_page(),
        Command::Press => press_soon(press_now),
        Command::Decline => press_soon(decline_now),
    }
    take(session);
}

/// The tab is on its way to another page.
fn leave_page() {
    STATE.with_borrow_mut(|state| {
        state.leaving = true;
        (state.look, state.doubt, state.quiet, state.press) = (None, None, None, None);
    });
}

/// Takes in how the session is now, and shows it.
fn take(session: Session) {
    let Some((window, document, root)) = place() else { return };
    let gone = session.gone == Some(page::birth(&window));
    if session.halt == WaitingFor::Press
        && let Some(item) = session.current()
        && let Some(read) = product::read(&root, None)
        && read.asin == item.asin
        && read.state == ProductState::Ready
    {
        let _ = product::set_quantity(&root, session.missing(item).max(1));
    }
    let done = session.is_done();
    let (new, waits) = STATE.with_borrow_mut(|state| {
        if session.halt != WaitingFor::Press && session.halt != WaitingFor::Plan {
            state.press = None;
        }
        // A pane is open for as long as the user wants; once it is closed, the page may say nothing again.
        if session.halt != WaitingFor::Confirming {
            state.quiet = None;
        }
        let waits = session.halt == WaitingFor::Confirming && state.quiet.is_none();
        if gone || done {
            state.leaving = true;
            (state.look, state.doubt, state.quiet, state.press) = (None, None, None, None);
        }
        state.session = Some(session);
        (state.panel.is_none(), waits)
    });
    if waits {
        listen_for_quiet();
    }
    if new {
        match Panel::mount(&document, act) {
            Ok(panel) => STATE.with_borrow_mut(|state| state.panel = Some(panel)),
            Err(error) => report("the panel could not be placed", words(&error)),
        }
    }
    point();
    let painted = STATE.with_borrow_mut(|state| match (&mut state.panel, &state.session) {
        (Some(panel), Some(session)) => panel.paint(&document, &face(session, state.press.is_some())),
        _ => Ok(()),
    });
    if let Err(error) = painted {
        report("the panel could not be painted", words(&error));
    }
}

/// Marks the button of Amazon's that the user is to press, where it stands now.
fn point() {
    let Some((_, _, root)) = place() else { return };
    STATE.with_borrow(|state| {
        let (Some(panel), Some(session)) = (&state.panel, &state.session) else { return };
        let marks = matches!(session.halt, WaitingFor::Press | WaitingFor::PressOnPhone) && !state.leaving;
        let asin = session.current().filter(|_| marks);
        let button = asin.and_then(|item| product::button(&root, item.asin));
        if let Err(error) = panel.point(button.map(|button| button.get_bounding_client_rect())) {
            report("the button could not be marked", words(&error));
        }
    });
}

/// The session went on somewhere else: in our own page, or by the background.
fn changed(changes: Vec<(String, Option<Outside>)>) {
    // The panel says the next thing in it.
    language::take_in(&changes);
    for (_, record) in changes.into_iter().filter(|(key, _)| SESSION.holds(key)) {
        let ours = |there: &Session| {
            STATE.with_borrow(|s| s.session.as_ref().is_some_and(|w| w.begun == there.begun))
        };
        match record.map(|raw| read::<Session>(&raw)) {
            Some(Record::Read(session)) if ours(&session) => take(session),
            // Nothing was said yet; or another session began, and where, the next page asks.
            _ if STATE.with_borrow(|state| state.session.is_none()) => {}
            _ => leave(),
        }
    }
}

/// The user's own press in our panel.
fn act(act: Act) {
    let event = match act {
        Act::GoOn => SessionEvent::GoOn,
        Act::Told => SessionEvent::Told,
        Act::Skip => SessionEvent::Skip,
        Act::Stop => SessionEvent::Stop,
        Act::Details => {
            spawn_local(async {
                if let Err(fault) = runtime::ask(ShowEnds {}).await {
                    report_fault("the page of the ends", &fault);
                }
            });
            return;
        }
        Act::Close => return leave(),
    };
    STATE.with_borrow_mut(|state| state.press = None);
    spawn_local(tell(event));
}

/// The user's own press somewhere in the page.
fn clicked(event: &web_sys::Event) {
    let Some((_, _, root)) = place() else { return };
    let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
    if !event.is_trusted() || !press::is_adding(&root, &target) {
        return;
    }
    let Some(asin) = product::asin(&root) else { return };
    let quantity = product::quantity(&root);
    STATE.with_borrow_mut(|state| state.press = None);
    spawn_local(async move {
        tell(SessionEvent::Pressed { asin, quantity }).await;
        listen_for_quiet();
    });
}

/// Some presses are answered in the page, some by another page, some not at all.
fn listen_for_quiet() {
    STATE.with_borrow_mut(|state| {
        if !state.leaving {
            state.quiet = Some(Timer::after(QUIET_MS, || {
                let asked = STATE.with_borrow(|state| {
                    state.session.as_ref().is_some_and(|session| session.halt == WaitingFor::Confirming)
                });
                if asked {
                    spawn_local(tell(SessionEvent::Quiet));
                }
            }));
        }
    });
}

fn press_soon(then: fn()) {
    STATE.with_borrow_mut(|state| {
        state.press.get_or_insert_with(|| {
            Timer::after(PRESS_MS, move || {
                STATE.with_borrow_mut(|state| state.press = None);
                then();
            })
        });
    });
}

/// Presses the one button, once the background has written down that it is being pressed.
fn press_now() {
    let Some((_, _, root)) = place() else { return };
    let asin = STATE.with_borrow(|state| state.session.as_ref()?.current().map(|item| item.asin));
    let Some(asin) = asin else { return };
    let page = product::read(&root, None).filter(|it| it.asin == asin && !it.asks);
    if page.is_none_or(|it| it.state != ProductState::Ready) {
        return;
    }
    let quantity = product::quantity(&root);
    spawn_local(async move {
        match ask(SessionEvent::Pressed { asin, quantity }).await {
            Ok(guidance) if guidance.session.halt == WaitingFor::Confirming => {
                take(guidance.session);
                // The page may have changed under the question; then nothing is pressed, and the cart tells so.
                if !press::press(&root, asin) {
                    report("the button", "is no longer there");
                }
                listen_for_quiet();
            }
            Ok(guidance) => follow(guidance),
            Err(fault) => fail(&fault),
        }
    });
}

fn decline_now() {
    let Some((_, _, root)) = place() else { return };
    let open = STATE
        .with_borrow(|state| state.session.as_ref().is_some_and(|session| session.halt == WaitingFor::Plan));
    if open && press::decline(&root) {
        listen_for_quiet();
    }
}
