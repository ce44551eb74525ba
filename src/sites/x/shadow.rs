//! What our shadow trees are made of, and what a button in one shows.

use hashcart_core::item::ItemKey;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, ShadowRoot};

use super::host::tree;

/// Marks what can be pressed in a shadow tree; its value is the product chosen, or nothing.
pub const ACT: &str = "data-act";

/// What can be pressed for all products at once.
pub const ALL: &str = "all";

/// What styles hang on.
pub(super) const TONE: &str = "data-tone";

/// What a button shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ButtonFace {
    /// The language of the texts: the page has its own.
    pub lang: String,
    /// `idle`, `busy`, `failed`, `unsure`, `noted` or `done`.
    pub tone: &'static str,
    /// Whether a press calls a reply back.
    pub undo: bool,
    /// The visible label.
    pub label: String,
    /// The labels of every state, a line each: the widest gives the width.
    pub widest: String,
    /// What a screen reader says: what a press does or did, and the products.
    pub spoken: String,
    /// Whether that is news once something was going on: it ended well.
    pub news: bool,
    /// The menu's first line, where it adds several at once.
    pub all: Option<String>,
    /// The menu, where there is more than one product.
    pub menu: Vec<MenuItem>,
}

impl ButtonFace {
    /// Whether a button with this face looks as one with the other does: only what it is called may differ.
    #[must_use]
    pub fn is_but_for_its_name(&self, other: &Self) -> bool {
        // The menu is made when it is opened.
        (&self.lang, self.tone, self.undo, &self.label, &self.widest, self.menu.is_empty())
            == (&other.lang, other.tone, other.undo, &other.label, &other.widest, other.menu.is_empty())
    }
}

/// One product in a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// Which.
    pub key: ItemKey,
    /// Its title.
    pub name: String,
    /// Its store, or what else tells it from another of that name.
    pub detail: String,
    /// As of [`ButtonFace::tone`].
    pub tone: &'static str,
}

/// What can be pressed in a host.
#[must_use]
pub fn main_of(host: &Element) -> Option<HtmlElement> {
    tree(host)?.query_selector(".main").ok()??.dyn_into().ok()
}

/// Has screen readers say something, by the tree's live region.
pub(super) fn announce(root: &ShadowRoot, text: &str) -> Result<(), JsValue> {
    if let Some(status) = root.query_selector("[role=status]")? {
        status.set_text_content(Some(text));
    }
    Ok(())
}

/// The same after what was said last, which is not said again.
pub(super) fn announce_more(root: &ShadowRoot, text: &str) -> Result<(), JsValue> {
    if let Some(status) = root.query_selector("[role=status]")? {
        status.append_with_str_1(&format!(" {text}"))?;
    }
    Ok(())
}

/// A new element of ours.
pub(super) fn element(document: &Document, tag: &str, class: &str) -> Result<HtmlElement, JsValue> {
    let made = document.create_element(tag)?;
    made.set_class_name(class);
    Ok(made.unchecked_into())
}
