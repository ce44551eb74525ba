//! Our hosts in X's page, and the closed trees in them.
//!
//! A host is ours because it stands in this world's own table, never because of an attribute: the page can write any
//! attribute, copies what it likes, and keeps the hosts of an extension that was replaced by a newer one.

use hashcart_core::mark::ButtonMark;
use js_sys::WeakMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, ShadowRoot, ShadowRootInit, ShadowRootMode};

use super::selectors::NEAREST;
use crate::dom::{all, closest, elements, first};

/// What every host of ours carries: which tweet and products it is for.
pub const MARK: &str = "data-hashcart";
const MARKED: &str = "[data-hashcart]";

thread_local! {
    /// The tree of each host. Weak: with its element the entry goes.
    static TREES: WeakMap<Element, JsValue> = WeakMap::new_typed();
}

/// A new host with its tree, which the page cannot open.
pub(super) fn make(document: &Document, mark: &ButtonMark) -> Result<(Element, ShadowRoot), JsValue> {
    let host = document.create_element("div")?;
    host.set_attribute(MARK, &mark.to_string())?;
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))?;
    TREES.with(|trees| trees.set(&host, &root));
    Ok((host, root))
}

/// The tree of a host of ours; `None` for any other element.
#[must_use]
pub fn tree(host: &Element) -> Option<ShadowRoot> {
    TREES.with(|trees| trees.get(host)).dyn_into().ok()
}

/// Whether this element is a host of ours.
#[must_use]
pub fn is_ours(element: &Element) -> bool {
    TREES.with(|trees| trees.has(element))
}

/// What a host of ours is for; `None` where the page has written over it.
#[must_use]
pub fn mark_of(host: &Element) -> Option<ButtonMark> {
    host.get_attribute(MARK)?.parse().ok()
}

/// Our hosts in the page, in document order.
#[must_use]
pub fn everywhere() -> Vec<Element> {
    let Some(document) = crate::dom::document() else { return Vec::new() };
    let marked = document.query_selector_all(MARKED);
    marked.map(|list| elements(&list).filter(is_ours).collect()).unwrap_or_default()
}

/// The marked elements that belong to this article and to none inside it: our hosts, and what only looks like one, a copy
/// without its tree or the host of an older program.
pub(super) fn marked_in(article: &Element) -> (Vec<Element>, Vec<Element>) {
    let own =
        |host: &Element| closest(host, NEAREST).is_some_and(|nearest| nearest.is_same_node(Some(article)));
    all(article, MARKED).into_iter().filter(own).partition(is_ours)
}

/// Our hosts of this article.
#[must_use]
pub fn of(article: &Element) -> Vec<Element> {
    marked_in(article).0
}

/// Whether anything in this article is marked.
pub(super) fn is_marked(article: &Element) -> bool {
    first(article, MARKED).is_some()
}
