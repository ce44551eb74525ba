//! The page of a product.

use hashcart_core::asin::Asin;
use hashcart_core::handover::{ProductPage, ProductState};
use hashcart_core::mention::tidy_title;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlSelectElement};

use super::rows::{self, OfferKind};
use super::selectors as find;
use super::{is_visible, seen};
use crate::dom::{all, closest, first};

/// Reads it; `None` where the page is about no product. `asked` is the product that its address names.
#[must_use]
pub fn read(root: &Element, asked: Option<Asin>) -> Option<ProductPage> {
    let asin = asin(root)?;
    let most = picker(root).map_or(1, |picker| most(&picker));
    Some(ProductPage { asin, asked, state: state(root, asin), asks: seen(root, find::PANE).is_some(), most })
}

/// The product's title, in one line and not longer than it is kept.
#[must_use]
pub fn title(root: &Element) -> Option<String> {
    tidy_title(&first(root, find::TITLE)?.text_content()?)
}

fn value(element: &Element) -> Option<String> {
    element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value)
}

/// Which product it is about: what the open row says, else what the page says first.
#[must_use]
pub fn asin(root: &Element) -> Option<Asin> {
    let open = rows::open(root).and_then(|(row, _)| first(&row, find::ASIN));
    value(&open.or_else(|| first(root, find::ASIN))?)?.trim().parse().ok()
}

/// Whether it is a page for phones.
fn is_phone(root: &Element) -> bool {
    root.matches(find::PHONE).unwrap_or(false) || seen(root, find::PHONE_BOX).is_some()
}

fn state(root: &Element, asin: Asin) -> ProductState {
    let shows = |selector| seen(root, selector).is_some();
    if plan_is_open(root) {
        return ProductState::Plan;
    }
    if shows(find::GIFT_CARD) {
        return ProductState::GiftCard;
    }
    let open = rows::open(root);
    let button = button(root, asin);
    match open.as_ref().map(|(_, kind)| *kind) {
        Some(OfferKind::Subscription) => return ProductState::Subscribe,
        Some(OfferKind::Used) => return ProductState::Used,
        Some(OfferKind::Members) if button.is_none() => {
            let ordinary = rows::has(root, OfferKind::Ordinary);
            return if ordinary { ProductState::MembersChosen } else { ProductState::Members };
        }
        Some(OfferKind::Other) if shows(find::GROCERIES) && !rows::has(root, OfferKind::Ordinary) => {
            return ProductState::OtherCart;
        }
        Some(OfferKind::Other) => return ProductState::AnotherWay,
        Some(OfferKind::Ordinary | OfferKind::Members) | None => {}
    }
    if button.is_some() {
        return if is_phone(root) { ProductState::ReadyOnPhone } else { ProductState::Ready };
    }
    let open = open.map(|(row, _)| row);
    let used = all(root, find::USED_BUTTON);
    if used.iter().any(|it| is_visible(it) && !rows::is_folded(it, open.as_ref())) {
        return ProductState::Used;
    }
    if shows(find::GROCERIES) {
        return ProductState::OtherCart;
    }
    if !buttons(root).is_empty() {
        // Several, or one that would add another product: the page is on its way to something else.
        return ProductState::Unclear;
    }
    why_not(root)
}

/// Why there is no button.
fn why_not(root: &Element) -> ProductState {
    let shows = |selector| seen(root, selector).is_some();
    if shows(find::PARTIAL) {
        return ProductState::Choose;
    }
    if shows(find::SUBSCRIBE) {
        return ProductState::Subscribe;
    }
    if first(root, find::INVITATION).is_some() {
        return ProductState::Invitation;
    }
    if seen(root, find::LIMIT).is_some_and(|it| it.text_content().is_some_and(|text| !text.trim().is_empty()))
    {
        return ProductState::Limit;
    }
    if shows(find::QUEUE) {
        return ProductState::Queue;
    }
    if shows(find::ONE_CLICK) {
        return ProductState::Digital;
    }
    if shows(find::PLACE) || shows(find::UNDELIVERABLE) {
        return ProductState::NotDeliverable;
    }
    if shows(find::OUT_OF_STOCK) {
        return if shows(find::STOCK) { ProductState::Unavailable } else { ProductState::NotSold };
    }
    if shows(find::ALL_OFFERS) {
        return ProductState::NoOffer;
    }
    if shows(find::JOIN) {
        return ProductState::Members;
    }
    if shows(find::BUY_NOW) && first(root, find::PHONE_BUTTON).is_none() {
        return ProductState::BuyNow;
    }
    ProductState::Unclear
}

/// Whether the question about a protection plan is in front.
#[must_use]
pub fn plan_is_open(root: &Element) -> bool {
    seen(root, find::PLAN).is_some()
}

/// The buttons that a person sees and could press, with the one's id and name, in the form of the row that is open.
fn buttons(root: &Element) -> Vec<Element> {
    let open = rows::open(root);
    // In these rows the same button would do something else.
    let strange = matches!(open, Some((_, OfferKind::Used | OfferKind::Subscription | OfferKind::Other)));
    let open = open.map(|(row, _)| row);
    let (selector, phone) = match is_phone(root) {
        true => (find::PHONE_BUTTON, true),
        false => (find::BUTTON, false),
    };
    let usable = |button: &Element| {
        is_visible(button)
            && closest(button, find::DISABLED).is_none()
            && (phone || closest(button, find::FORM).is_some())
            && closest(button, find::USED_ROW).is_none()
            && closest(button, find::PARTIAL).is_none()
            && !rows::is_folded(button, open.as_ref())
            && !(strange && closest(button, find::ROW).is_some())
    };
    all(root, selector).into_iter().filter(usable).collect()
}

/// The one button, if there is exactly one, and it would add this product.
#[must_use]
pub fn button(root: &Element, asin: Asin) -> Option<Element> {
    let mut there = buttons(root).into_iter();
    let (Some(button), None) = (there.next(), there.next()) else { return None };
    let fields = closest(&button, find::FORM).map(|form| all(&form, find::FORM_ASIN)).unwrap_or_default();
    let own = |field: &Element| value(field).is_none_or(|it| it.is_empty() || it.parse() == Ok(asin));
    (self::asin(root) == Some(asin) && fields.iter().all(own)).then_some(button)
}

/// The form whose button would be pressed: that of the one button, else that of the open row, else the first.
fn form(root: &Element) -> Option<Element> {
    let of_button = buttons(root).first().and_then(|button| closest(button, find::FORM));
    let of_row = || rows::open(root).and_then(|(row, _)| first(&row, find::FORM));
    of_button.or_else(of_row).or_else(|| first(root, find::FORM))
}

fn picker(root: &Element) -> Option<HtmlSelectElement> {
    let picker = match form(root) {
        Some(form) => first(&form, find::QUANTITY),
        None => None,
    };
    picker.or_else(|| first(root, find::PHONE_QUANTITY))?.dyn_into().ok()
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
    let picked = picker(root).and_then(|picker| picker.value().trim().parse().ok());
    picked.filter(|number| *number > 0).unwrap_or(1)
}

/// Chooses a quantity, or the largest there is; returns the one that the page then has.
pub fn set_quantity(root: &Element, wanted: u32) -> u32 {
    let (Some(form), Some(picker)) = (form(root), picker(root)) else { return 1 };
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
