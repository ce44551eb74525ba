//! Clicks and keys on our buttons, caught before the page sees them.
//!
//! One set of listeners on the window, in the capture phase: it holds for every button that X makes, throws away
//! and makes anew, and the tweet around a button, which opens on any click, never hears of ours.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use hashcart_core::item::ItemKey;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, ShadowRoot, Window};

use super::host::tree;
use super::popover;
use super::shadow::{ACT, ALL};
use crate::dom::aim::{self, Begun};
use crate::dom::closest;

/// What the user pressed.
#[derive(Clone, Debug)]
pub struct Press {
    /// The button's host.
    pub host: Element,
    /// What of it.
    pub on: PressTarget,
    /// The product that a sheet is about.
    pub about: Option<ItemKey>,
    /// Whether it is to be asked how far this one press goes: with a modifier key, the other mouse button, or long.
    pub aside: bool,
    /// Whether it is the second press of a double click, or one after that.
    pub again: bool,
}

/// What can be pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PressTarget {
    /// The button itself.
    Button,
    /// A product in its menu.
    Product(ItemKey),
    /// The menu's line for all of them.
    All,
    /// A line of a sheet, by its name.
    Choice(String),
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
    "contextmenu",
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

/// What can be pressed in a tree of ours.
const CONTROL: &str = "[data-act]";

/// What is going on between the events of one press.
#[derive(Default)]
struct Hand {
    /// A menu or sheet was open when the press began.
    closing: Cell<bool>,
    /// Where it began.
    begun: RefCell<Option<Begun>>,
}

impl Input {
    /// Calls `on_press` for real presses by the user. What scripts make up is left to the page: that it reached nobody
    /// would tell the page of us.
    pub fn listen(window: &Window, on_press: impl Fn(Press) + 'static) -> Self {
        let on_press = Rc::new(on_press);
        let hand = Rc::new(Hand::default());
        let mut listeners: Vec<_> = SILENCED
            .iter()
            .map(|name| {
                let on_press = Rc::clone(&on_press);
                let hand = Rc::clone(&hand);
                // The keys of an open menu must not scroll the page as well; touches may.
                let options = EventListenerOptions {
                    phase: EventListenerPhase::Capture,
                    passive: !["contextmenu", "keydown"].contains(name),
                };
                EventListener::new_with_options(window, *name, options, move |event| {
                    if event.is_trusted()
                        && let Some((host, root)) = aimed_at(event)
                        && is_ours(event, &host)
                    {
                        // At the window, in the capture phase: nobody else hears it, and the browser's own
                        // reaction (focus, the click that follows a key) stays.
                        event.stop_immediate_propagation();
                        if let Some(press) = hand.hears(event, host, &root) {
                            on_press(press);
                        }
                    }
                })
            })
            .collect();
        let options = EventListenerOptions::run_in_capture_phase();
        for moves in ["scroll", "resize"] {
            listeners
                .push(EventListener::new_with_options(window, moves, options, |_| popover::page_moved()));
        }
        Self { _listeners: listeners }
    }
}

impl Hand {
    /// The press that an event completes.
    fn hears(&self, event: &Event, host: Element, root: &ShadowRoot) -> Option<Press> {
        match event.type_().as_str() {
            "pointerdown" => {
                // The browser closes an open menu between this and the click, which must not open it again.
                self.closing.set(popover::is_asking(&host));
                self.begun.replace(aim::begin(root, event, CONTROL));
                None
            }
            "keydown" => {
                self.closing.set(false);
                self.begun.take();
                held_back(event, root);
                None
            }
            // On touch screens this is a long press.
            "contextmenu" => {
                let begun = self.begun.borrow();
                let press =
                    press(event, host, root, begun.as_ref()).filter(|it| it.on == PressTarget::Button)?;
                event.prevent_default();
                Some(press)
            }
            "click" => {
                let press = press(event, host, root, self.begun.take().as_ref())?;
                (!self.closing.take() || press.on != PressTarget::Button).then_some(press)
            }
            _ => None,
        }
    }
}

/// Our host and its tree, if the event is aimed at it. Seen from the window, events inside a tree are aimed at its host.
fn aimed_at(event: &Event) -> Option<(Element, ShadowRoot)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let root = tree(&target)?;
    Some((target, root))
}

/// A key that is held down, or that comes before what it would answer was on the screen, answers nothing.
fn held_back(event: &Event, root: &ShadowRoot) {
    let Some(key) =
        event.dyn_ref::<KeyboardEvent>().filter(|key| ["Enter", " "].contains(&key.key().as_str()))
    else {
        return;
    };
    let ready = root.active_element().is_none_or(|control| popover::takes_presses(&control));
    if key.repeat() || !ready {
        event.prevent_default();
    }
}

/// Whether the event is for our button alone. X's own keys keep working while the focus is on it: only those that
/// press it are ours, and in an open menu those that move about.
fn is_ours(event: &Event, host: &Element) -> bool {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return true };
    let by = match key.key().as_str() {
        "Enter" | " " => return true,
        "ArrowDown" => Some(1),
        "ArrowUp" => Some(-1),
        "Home" => Some(i32::MIN),
        "End" => Some(i32::MAX),
        "Escape" => None,
        // A sheet keeps the focus until it is answered or left.
        "Tab" if popover::sheet_is_open(host) => Some(if key.shift_key() { -1 } else { 1 }),
        "Tab" if !key.shift_key() && popover::offer_waits(host) => Some(1),
        "Tab" => {
            // On to the next control of the page, and the menu does not stay behind.
            if event.type_() == "keydown" {
                popover::hide_open();
            }
            return false;
        }
        _ => return false,
    };
    if !popover::is_open(host) {
        return false;
    }
    if event.type_() == "keydown" {
        event.prevent_default();
        match by {
            Some(by) => popover::move_in_open(host, by),
            None => popover::leave_open(host),
        }
    }
    true
}

fn press(event: &Event, host: Element, root: &ShadowRoot, begun: Option<&Begun>) -> Option<Press> {
    let control = aim::control(root, event, CONTROL)?;
    if !popover::takes_presses(&control) || !aim::is_meant(root, &control, event, begun) {
        return None;
    }
    let act = control.get_attribute(ACT)?;
    let on = match act.parse() {
        Ok(key) => PressTarget::Product(key),
        Err(_) if act.is_empty() => PressTarget::Button,
        Err(_) if act == ALL => PressTarget::All,
        Err(_) => PressTarget::Choice(act),
    };
    let aside = event.type_() == "contextmenu"
        || event
            .dyn_ref::<MouseEvent>()
            .is_some_and(|it| it.alt_key() || it.shift_key() || it.ctrl_key() || it.meta_key());
    let sheet = closest(&control, "[data-key]");
    let about = sheet.and_then(|sheet| sheet.get_attribute(popover::KEY)?.parse().ok());
    // Of a double click, the second.
    let again = event.dyn_ref::<MouseEvent>().is_some_and(|it| it.detail() > 1);
    Some(Press { host, on, about, aside, again })
}
