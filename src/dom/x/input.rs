//! Clicks and keys on our buttons, caught before the page sees them.
//!
//! One set of listeners on the window, in the capture phase: it holds for every button that X makes, throws away
//! and makes anew, and the tweet around a button, which opens on any click, never hears of ours.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, Window};

use super::button::{self, ACT, HOST};
use crate::core::product::ProductKey;
use crate::dom::closest;

/// What the user pressed.
#[derive(Clone, Debug)]
pub struct Press {
    /// The button's host.
    pub host: Element,
    /// The product chosen in the menu; `None` for the button itself.
    pub chosen: Option<ProductKey>,
}

/// The listeners; dropped, they are removed.
#[must_use = "the listeners are removed when this is dropped"]
pub struct Input {
    _listeners: Vec<EventListener>,
}

/// Everything that a tweet, or X's keyboard handling, could take for its own.
const SILENCED: &[&str] = &[
    "auxclick",
    "click",
    "dblclick",
    "keydown",
    "keypress",
    "keyup",
    "mousedown",
    "mouseup",
    "pointerdown",
    "pointerup",
    "touchend",
    "touchstart",
];

impl Input {
    /// Calls `on_press` for real presses by the user. Presses made by scripts are dropped.
    pub fn listen(window: &Window, on_press: impl Fn(Press) + 'static) -> Self {
        let on_press = Rc::new(on_press);
        let mut listeners: Vec<_> = SILENCED
            .iter()
            .map(|name| {
                let on_press = Rc::clone(&on_press);
                let options = EventListenerOptions::run_in_capture_phase();
                EventListener::new_with_options(window, *name, options, move |event| {
                    if let Some(host) = host_of(event)
                        && is_ours(event, &host)
                    {
                        // At the window, in the capture phase: nobody else hears it, and the browser's own
                        // reaction (focus, the click that follows a key) stays.
                        event.stop_immediate_propagation();
                        if event.type_() == "click"
                            && event.is_trusted()
                            && let Some(press) = press(event, host)
                        {
                            on_press(press);
                        }
                    }
                })
            })
            .collect();
        // What hangs in the top layer does not move with the page.
        let options = EventListenerOptions::run_in_capture_phase();
        listeners.push(EventListener::new_with_options(window, "scroll", options, |_| button::hide_open()));
        Self { _listeners: listeners }
    }
}

/// Our host, if the event is aimed at it. Seen from the window, events inside a shadow tree are aimed at its host.
fn host_of(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.matches(HOST).unwrap_or(false).then_some(target)
}

/// Whether the event is for our button alone. X's own keys keep working while the focus is on it: only those that
/// press it are ours, and in an open menu those that move about.
fn is_ours(event: &Event, host: &Element) -> bool {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return true };
    let by = match key.key().as_str() {
        "Enter" | " " => return true,
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Home" => i32::MIN,
        "End" => i32::MAX,
        _ => return false,
    };
    if !button::menu_is_open(host) {
        return false;
    }
    if event.type_() == "keydown" {
        event.prevent_default();
        button::move_in_menu(host, by);
    }
    true
}

fn press(event: &Event, host: Element) -> Option<Press> {
    let inner = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    let control = closest(&inner, &format!("[{ACT}]"))?;
    let chosen = control.get_attribute(ACT).and_then(|key| key.parse().ok());
    Some(Press { host, chosen })
}
