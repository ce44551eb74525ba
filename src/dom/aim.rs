//! Whether a press was meant: on a control of ours that its user can see, where it was when the press began.
//!
//! A page can lay things over ours, shrink, fade and move it, so that somebody who means to press something else presses
//! us. What it cannot do is look or reach into our closed trees: there the hit is tested.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomRect, Element, Event, MouseEvent, ShadowRoot};

use super::{closest, window};

/// The least a control may measure, in CSS pixels (WCAG 2.2, 2.5.8), with room for rounding.
const LEAST: f64 = 23.5;
/// How far a control may have moved between the press's beginning and its end.
const STILL: f64 = 4.0;
/// How much of a control's own look must be left by whatever it stands in.
const SHOWN: f64 = 0.5;
/// Where on a control the hit is tested, in shares of its width and height, and how many of these may be lost to what
/// lies close by.
const POINTS: [(f64, f64); 5] = [(0.5, 0.5), (0.25, 0.5), (0.75, 0.5), (0.5, 0.25), (0.5, 0.75)];
const LOST: usize = 1;

/// Where a press began.
#[derive(Clone, Debug)]
pub struct Begun {
    control: Element,
    place: DomRect,
}

/// Whether a click comes from keys or from assistive technology, and so from no place on the screen.
#[must_use]
pub fn by_keys(event: &Event) -> bool {
    let kind =
        js_sys::Reflect::get(event, &JsValue::from_str("pointerType")).ok().and_then(|it| it.as_string());
    match kind.as_deref() {
        Some(kind) => kind.is_empty(),
        None => event.dyn_ref::<MouseEvent>().is_none_or(|mouse| mouse.detail() == 0),
    }
}

/// The control of this tree that an event means, found by its place, or by the focus where it has none.
#[must_use]
pub fn control(root: &ShadowRoot, event: &Event, selector: &'static str) -> Option<Element> {
    let inner = match event.dyn_ref::<MouseEvent>() {
        Some(mouse) if !by_keys(event) => hit(root, f64::from(mouse.client_x()), f64::from(mouse.client_y())),
        _ => root.active_element(),
    };
    closest(&inner?, selector)
}

/// What of this tree is in front at a place. The document tells whether it is this tree: Firefox's trees name what of
/// them lies there, under whatever is over it (ESR 153).
fn hit(root: &ShadowRoot, x: f64, y: f64) -> Option<Element> {
    #[expect(clippy::cast_possible_truncation, reason = "a place in a window")]
    let (x, y) = (x as f32, y as f32);
    let front = root.owner_document()?.element_from_point(x, y)?;
    let found = root.element_from_point(x, y).filter(|_| front.is_same_node(Some(&root.host())))?;
    root.contains(Some(&found)).then_some(found)
}

/// Notes where a press begins; `None` where it must not count.
#[must_use]
pub fn begin(root: &ShadowRoot, event: &Event, selector: &'static str) -> Option<Begun> {
    let control = control(root, event, selector)?;
    let place = control.get_bounding_client_rect();
    in_front(root, &control).then_some(Begun { control, place })
}

/// Whether a click on this control may count. A click of the pointer's must have begun on it, and it must be where it
/// was; for keys the user has gone to it.
#[must_use]
pub fn is_meant(root: &ShadowRoot, control: &Element, event: &Event, begun: Option<&Begun>) -> bool {
    if !is_shown(root, control) {
        return false;
    }
    by_keys(event)
        || begun.is_some_and(|begun| {
            let now = control.get_bounding_client_rect();
            let moved = (now.x() - begun.place.x()).abs().max((now.y() - begun.place.y()).abs());
            begun.control.is_same_node(Some(control)) && moved <= STILL && in_front(root, control)
        })
}

/// Whether a control is large enough to be aimed at, and nothing around it hides it.
fn is_shown(root: &ShadowRoot, control: &Element) -> bool {
    let place = control.get_bounding_client_rect();
    if !control.is_connected() || place.width() < LEAST || place.height() < LEAST {
        return false;
    }
    let Some(window) = window() else { return false };
    let (mut left, mut at) = (1.0, Some(control.clone()));
    while let Some(element) = at {
        let Ok(Some(style)) = window.get_computed_style(&element) else { return false };
        let value = |name: &str| style.get_property_value(name).unwrap_or_default();
        if element.is_same_node(Some(control)) && value("visibility") != "visible" {
            return false;
        }
        left *= decimal(&value("opacity")) * share(&value("filter"));
        let mask = value("mask-image");
        if left < SHOWN || !(mask.is_empty() || mask == "none") {
            return false;
        }
        at = element.parent_element().or_else(|| {
            let inside = element.get_root_node().is_same_node(Some(root));
            inside.then(|| root.host())
        });
    }
    true
}

/// How much of a look a filter leaves. Filters that only change colours leave all of it: readers for the night use them.
fn share(filter: &str) -> f64 {
    let mut left = 1.0;
    for part in filter.split(')') {
        let Some((name, amount)) = part.trim().split_once('(') else { continue };
        let number = |text: &str| {
            let text = text.trim().trim_end_matches("px");
            match text.strip_suffix('%') {
                Some(percent) => decimal(percent) / 100.0,
                None => decimal(text),
            }
        };
        left *= match name.trim() {
            "opacity" | "brightness" | "contrast" => number(amount).min(1.0),
            "blur" if number(amount) > 2.0 => 0.0,
            "url" => 0.0,
            _ => 1.0,
        };
    }
    left
}

/// A decimal number as computed styles write it; whatever else stands there, such as a tiny one with its exponent, is
/// nothing. (The library's own reader costs 20 kB.)
fn decimal(text: &str) -> f64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits =
        |text: &str| text.chars().try_fold(0.0, |sum, char| Some(sum * 10.0 + f64::from(char.to_digit(10)?)));
    let scale = part.chars().fold(1.0, |scale, _| scale * 10.0);
    match (digits(whole), digits(part)) {
        (Some(whole), Some(part)) => whole + part / scale,
        _ => 0.0,
    }
}

/// Whether a control can be hit where it stands, and not only in a gap of what lies over it.
fn in_front(root: &ShadowRoot, control: &Element) -> bool {
    let place = control.get_bounding_client_rect();
    let hits = POINTS.iter().filter(|(across, down)| {
        let found = hit(root, place.x() + place.width() * across, place.y() + place.height() * down);
        found.is_some_and(|found| control.contains(Some(&found)))
    });
    hits.count() + LOST >= POINTS.len()
}

/// Waits until what stands in the page now was painted. In a page that is not in front, that is when it comes there.
pub async fn painted() {
    // The next frame begins with it, and the one after that ends it.
    for _ in 0..2 {
        let frame = Promise::new(&mut |resolve, _| {
            if let Some(window) = window() {
                // Refused only for what is no function.
                let _ = window.request_animation_frame(&resolve);
            }
        });
        let _ = JsFuture::from(frame).await;
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn filters_leave_so_much() {
        for (filter, left) in [
            ("none", 1.0),
            ("invert(1) hue-rotate(180deg)", 1.0),
            ("opacity(0.05)", 0.05),
            ("opacity(5%)", 0.05),
            ("opacity(1e-05)", 0.0),
            ("brightness(0)", 0.0),
            ("brightness(1.2) contrast(90%)", 0.9),
            ("blur(1px)", 1.0),
            ("blur(20px)", 0.0),
            ("url(\"#gone\")", 0.0),
        ] {
            assert!((share(filter) - left).abs() < 1e-9, "{filter}");
        }
    }
}
