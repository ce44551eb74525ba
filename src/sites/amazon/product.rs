//! The page of a product.

use hashcart_core::asin::Asin;
use hashcart_core::find::tidy_title;
use hashcart_core::handover::{ProductPage, ProductState};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlSelectElement};

use super::selectors as find;
use super::{is_visible, seen};
use crate::dom::{all, closest, first};

/// The words of the one state that has no mark of its own. (amazon.com, 2026)
const CANNOT_BE_SHIPPED: &str = "cannot be shipped to your selected delivery location";

/// Reads it; `None` where the page is about no product.
#[must_use]
pub fn read(root: &Element) -> Option<ProductPage> {
    let asin = asin(root)?;
    let most = first(root, find::FORM).and_then(|form| picker(&form)).map_or(1, |picker| most(&picker));
    Some(ProductPage { asin, state: state(root, asin), most })
}

/// The product's title, in one line and not longer than it is kept.
#[must_use]
pub fn title(root: &Element) -> Option<String> {
    tidy_title(&first(root, find::TITLE)?.text_content()?)
}

fn value(element: &Element) -> Option<String> {
    element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value)
}

fn asin(root: &Element) -> Option<Asin> {
    value(&first(root, find::ASIN)?)?.trim().parse().ok()
}

fn state(root: &Element, asin: Asin) -> ProductState {
    let shows = |selector| seen(root, selector).is_some();
    if plan_is_open(root) {
        return ProductState::Plan;
    }
    if shows(find::SUBSCRIPTION) {
        return ProductState::Subscribe;
    }
    let button = button(root, asin);
    if shows(find::USED_CHOSEN) || (button.is_none() && shows(find::USED_BUTTON)) {
        return ProductState::Used;
    }
    if button.is_some() {
        return ProductState::Ready;
    }
    if !buttons(root).is_empty() {
        // Several, or one that would add another product: the page is on its way to something else.
        return ProductState::Unclear;
    }
    if shows(find::PARTIAL) {
        return ProductState::Choose;
    }
    if shows(find::SUBSCRIBE) {
        return ProductState::Subscribe;
    }
    if shows(find::ONE_CLICK) {
        return ProductState::Digital;
    }
    if shows(find::OUT_OF_STOCK) {
        return ProductState::Unavailable;
    }
    let says_so = || {
        let boxes = all(root, find::BUY_BOX);
        boxes.iter().any(|it| it.text_content().is_some_and(|text| text.contains(CANNOT_BE_SHIPPED)))
    };
    if shows(find::UNDELIVERABLE) || says_so() {
        return ProductState::NotDeliverable;
    }
    if shows(find::ALL_OFFERS) {
        return ProductState::NoOffer;
    }
    ProductState::Unclear
}

/// Whether the question about a protection plan is in front.
#[must_use]
pub fn plan_is_open(root: &Element) -> bool {
    seen(root, find::PLAN).is_some()
}

/// The buttons that a person sees and could press, with the one's id and name, in the buy box's own form.
fn buttons(root: &Element) -> Vec<Element> {
    let elsewhere = [find::USED_ROW, find::SUBSCRIPTION_ROW, find::PARTIAL];
    let usable = |button: &Element| {
        is_visible(button)
            && closest(button, find::DISABLED).is_none()
            && closest(button, find::FORM).is_some()
            && elsewhere.iter().all(|place| closest(button, place).is_none())
    };
    all(root, find::BUTTON).into_iter().filter(usable).collect()
}

/// The one button, if there is exactly one, and it would add this product.
#[must_use]
pub fn button(root: &Element, asin: Asin) -> Option<Element> {
    let mut there = buttons(root).into_iter();
    let (Some(button), None) = (there.next(), there.next()) else { return None };
    let form = closest(&button, find::FORM)?;
    let own = |field: &Element| value(field).is_none_or(|it| it.is_empty() || it.parse() == Ok(asin));
    (self::asin(root) == Some(asin) && all(&form, find::FORM_ASIN).iter().all(own)).then_some(button)
}

fn picker(form: &Element) -> Option<HtmlSelectElement> {
    first(form, find::QUANTITY)?.dyn_into().ok()
}

fn numbers(picker: &HtmlSelectElement) -> Vec<u32> {
    let options = all(picker, "option");
    options.iter().filter_map(|option| option.get_attribute("value")?.trim().parse().ok()).collect()
}

fn most(picker: &HtmlSelectElement) -> u32 {
    numbers(picker).into_iter().max().unwrap_or(1).max(1)
}

/// The quantity that the page would add.
#[must_use]
pub fn quantity(root: &Element) -> u32 {
    let form = first(root, find::FORM);
    let picked = form.as_ref().and_then(picker).and_then(|picker| picker.value().trim().parse().ok());
    picked.filter(|number| *number > 0).unwrap_or(1)
}

/// Chooses a quantity, or the largest there is; returns the one that the page then has.
pub fn set_quantity(root: &Element, wanted: u32) -> u32 {
    let Some(form) = first(root, find::FORM) else { return 1 };
    let Some(picker) = picker(&form) else { return 1 };
    let fits = numbers(&picker).into_iter().filter(|number| *number > 0 && *number <= wanted).max();
    let Some(number) = fits else { return quantity(root) };
    if picker.value().trim() != number.to_string() {
        picker.set_value(&number.to_string());
        // The picker alone may leave the field that is sent at 1.
        for field in all(&form, find::FORM_QUANTITY) {
            if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
                field.set_value(&number.to_string());
            }
        }
        let options = EventInit::new();
        options.set_bubbles(true);
        for name in ["input", "change"] {
            if let Ok(event) = Event::new_with_event_init_dict(name, &options) {
                // Dispatching throws only for events that are being dispatched.
                let _ = picker.dispatch_event(&event);
            }
        }
    }
    quantity(root)
}
