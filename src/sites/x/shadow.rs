//! What our shadow trees are made of, and what a button in one shows.

use hashcart_core::item::ItemKey;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

use super::host::tree;

/// Marks what can be pressed in a shadow tree; its value is the product chosen, or nothing.
pub const ACT: &str = "data-act";

/// What styles hang on.
pub(super) const TONE: &str = "data-tone";

/// What a button shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// The language of the texts: the page has its own.
    pub lang: String,
    /// `idle`, `busy`, `done` or `failed`.
    pub tone: &'static str,
    /// The visible label.
    pub label: String,
    /// The labels of every state: the widest gives the width.
    pub widest: String,
    /// What a screen reader says: label and product.
    pub spoken: String,
    /// The menu, where there is more than one product.
    pub menu: Vec<MenuItem>,
}

/// One product in a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// Which.
    pub key: ItemKey,
    /// Its title.
    pub name: String,
    /// `idle`, `busy`, `done` or `failed`.
    pub tone: &'static str,
}

/// What can be pressed in a host.
#[must_use]
pub fn main_of(host: &Element) -> Option<HtmlElement> {
    tree(host)?.query_selector(".main").ok()??.dyn_into().ok()
}

/// A new element of ours.
pub(super) fn element(document: &Document, tag: &str, class: &str) -> Result<HtmlElement, JsValue> {
    let made = document.create_element(tag)?;
    made.set_class_name(class);
    Ok(made.unchecked_into())
}
