//! Which of Amazon's pages this is.

use hashcart_core::asin::Asin;
use hashcart_core::handover::{CartPage, PageState};
use hashcart_core::link::{Link, recognise_whole};
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element, Window};

use super::selectors as find;
use super::{cart, outcome, product, seen};
use crate::dom::first;

/// Reads the page as it is now.
#[must_use]
pub fn read(window: &Window, document: &Document) -> PageState {
    let path = window.location().pathname().unwrap_or_default();
    // Of a page where people sign in nothing is read but its address.
    if is_sign_in(&path) {
        return PageState::SignIn;
    }
    let Some(root) = document.document_element() else { return PageState::Unknown };
    let has = |selector| first(&root, selector).is_some();
    if !has(find::TITLE) {
        if has(find::GATE) {
            return if has(find::LETTERS) { PageState::Captcha } else { PageState::Continue };
        }
        if has(find::CHALLENGE) {
            return PageState::Checking;
        }
    }
    match status(window) {
        Some(404 | 410) => return PageState::Missing,
        Some(500..) => return PageState::Broken,
        _ => {}
    }
    if is_cart(&path) {
        let cart = cart::read(&root);
        let strange = cart == CartPage::Unreadable && !cart::is_there(&root);
        return if strange { failed(&root).unwrap_or(PageState::Cart(cart)) } else { PageState::Cart(cart) };
    }
    if seen(&root, find::AGE).is_some() {
        return PageState::Age;
    }
    let product = product::read(&root, asked(window));
    if let Some(page) = product.filter(|_| product::plan_is_open(&root)) {
        return PageState::Product(page);
    }
    if outcome::is_confirmed(&root) {
        return PageState::Confirmation;
    }
    match product {
        Some(page) => PageState::Product(page),
        None if seen(&root, find::QUEUE).is_some() => PageState::Queue,
        None => failed(&root).unwrap_or(PageState::Unknown),
    }
}

/// The product that the page's address names, where the store did not lead there from another one.
fn asked(window: &Window) -> Option<Asin> {
    let redirects =
        navigation(window).and_then(|it| Reflect::get(&it, &JsValue::from_str("redirectCount")).ok());
    if redirects.and_then(|count| count.as_f64()).is_some_and(|count| count > 0.0) {
        return None;
    }
    match recognise_whole(&window.location().href().ok()?)? {
        Link::Product(product) => Some(product.key.asin),
        Link::Short(_) => None,
    }
}

/// The pages that say themselves that there is nothing to see.
fn failed(root: &Element) -> Option<PageState> {
    if first(root, find::NOT_FOUND).is_some() {
        return Some(PageState::Missing);
    }
    first(root, find::WENT_WRONG).map(|_| PageState::Broken)
}

/// `/ap/…` since ever, `/ax/…` since 2025; with the language in front in stores of several.
fn is_sign_in(path: &str) -> bool {
    let path = without_language(path);
    path.starts_with("/ap/") || path.starts_with("/ax/")
}

/// The cart, and not the page that confirms, which lies under it.
fn is_cart(path: &str) -> bool {
    let path = without_language(path).trim_end_matches('/');
    // What follows `ref=` says where the user came from, and not what the page is.
    let path = path.split("/ref=").next().unwrap_or(path);
    matches!(
        path,
        "/cart" | "/gp/cart" | "/gp/cart/view.html" | "/gp/cart/view" | "/gp/aw/c" | "/gp/aw/c.html"
    )
}

/// Leaves `/-/en` out.
fn without_language(path: &str) -> &str {
    let language = path.strip_prefix("/-/").and_then(|rest| rest.split('/').next());
    language.and_then(|it| path.get(3 + it.len()..)).unwrap_or(path)
}

/// The status that the page came with, where the browser tells it.
fn status(window: &Window) -> Option<u16> {
    let entry = navigation(window)?;
    let status = Reflect::get(&entry, &JsValue::from_str("responseStatus")).ok()?.as_f64()?;
    // In whole numbers below 1000, or 0 where it is not told.
    (status > 0.0 && status < 1000.0).then(|| format!("{status:.0}").parse().ok())?
}

fn navigation(window: &Window) -> Option<JsValue> {
    let performance = window.performance()?;
    let list: Array = performance.get_entries_by_type("navigation");
    list.iter().next()
}

/// What tells one load of a page from another: when it began.
#[must_use]
pub fn birth(window: &Window) -> f64 {
    window.performance().map_or(0.0, |clock| clock.time_origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for path in ["/ap/signin", "/ax/claim", "/-/en/ap/signin", "/ap/mfa"] {
            assert!(is_sign_in(path) && !is_cart(path), "{path}");
        }
        for path in [
            "/cart",
            "/cart/",
            "/gp/cart/view.html",
            "/-/en/gp/cart/view.html",
            "/cart/ref=ox_sc",
            "/gp/aw/c",
            "/-/en/gp/aw/c/",
            "/gp/aw/c/ref=navm_hdr_cart",
            "/gp/cart/view.html/ref=nav_cart",
        ] {
            assert!(is_cart(path) && !is_sign_in(path), "{path}");
        }
        for path in [
            "/cart/smart-wagon",
            "/dp/B0HCART001",
            "/",
            "/apple",
            "/-/",
            "/gp/cart/viewed",
            "/gp/aw/d/B0HCART001",
            "/gp/aw/cr/B0HCART001",
            "/cart/localmarket",
        ] {
            assert!(!is_cart(path) && !is_sign_in(path), "{path}");
        }
    }
}
