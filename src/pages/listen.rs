//! Reads the browser's events into [`PageEvent`].

use hashcart_core::Millis;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent, MouseEvent,
};

use super::event::{EventKind, FormField, KeyPress, PageEvent};
use super::kit::KEY;
use crate::dom::closest;

/// The kinds of events that are listened to, by the names the browser has for them.
pub const KINDS: &[(EventKind, &str)] = &[
    (EventKind::Click, "click"),
    (EventKind::KeyDown, "keydown"),
    (EventKind::Input, "input"),
    (EventKind::Change, "change"),
    (EventKind::Submit, "submit"),
    (EventKind::FocusIn, "focusin"),
    (EventKind::Scroll, "scroll"),
];

impl PageEvent {
    /// Reads an event.
    #[must_use]
    pub fn of(kind: EventKind, event: &Event, at: Millis) -> Self {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(target) = target else { return Self { kind, at, ..Self::default() } };
        let nearest = |around: &'static str, name: &str| closest(&target, around)?.get_attribute(name);
        Self {
            kind,
            at,
            act: nearest("[data-do]", "data-do"),
            key: nearest("[data-key]", KEY),
            href: closest(&target, "a[href]").and_then(|link| link.get_attribute("href")),
            field: match kind {
                // A form is about its first field.
                EventKind::Submit => {
                    target.query_selector("input").ok().flatten().and_then(|it| FormField::of(&it))
                }
                _ => FormField::of(&target),
            },
            press: event.dyn_ref::<KeyboardEvent>().map(|event| KeyPress {
                key: event.key(),
                control: event.ctrl_key() || event.meta_key(),
                not_ours: event.alt_key() || event.is_composing(),
            }),
            shift: event.dyn_ref::<MouseEvent>().map_or_else(
                || event.dyn_ref::<KeyboardEvent>().is_some_and(KeyboardEvent::shift_key),
                MouseEvent::shift_key,
            ),
            in_list: closest(&target, "#list").is_some(),
        }
    }
}

impl FormField {
    fn of(target: &Element) -> Option<Self> {
        let attribute = |name: &str| target.get_attribute(name).unwrap_or_default();
        let field = |value: String, ticked: Option<bool>| Self {
            id: target.id(),
            name: attribute("name"),
            slot: attribute("data-slot"),
            value,
            ticked,
        };
        if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
            return Some(field(select.value(), None));
        }
        if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
            return Some(field(area.value(), None));
        }
        let input = target.dyn_ref::<HtmlInputElement>()?;
        let ticked = (input.type_() == "checkbox").then(|| input.checked());
        Some(field(input.value(), ticked))
    }
}
