//! What X puts over its page: the box a reply is written in, sheets that come in its place, notices.

use hashcart_core::ending::Notice;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::tweet::{TweetId, parse_status_path};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node};

use super::addresses::by_address;
use super::bar::{action_bar, button_in};
use super::{selectors as sel, words};
use crate::dom::{all, closest, document, elements, first, window};

/// The path of the page.
pub(super) fn here() -> Option<String> {
    window()?.location().pathname().ok()
}

/// Whether the address is that of a composer.
pub(super) fn on_composer_page() -> bool {
    here().is_some_and(|path| path.starts_with("/compose/") || path.starts_with("/intent/"))
}

/// Whether a button takes no press.
pub(super) fn is_disabled(button: &Element) -> bool {
    button.has_attribute("disabled") || button.get_attribute("aria-disabled").as_deref() == Some("true")
}

/// The text box in a composer.
pub(super) fn textbox_in(root: &Element) -> Option<Element> {
    sel::TEXTBOX.iter().find_map(|way| first(root, way))
}

/// The button that sends. Without its sign it is the one of the `quiet` ones, which took no press while the box was
/// empty, that takes one now; of several nobody knows.
pub(super) fn send_button(root: &Element, quiet: &[Element]) -> Option<Element> {
    button_in(root, sel::SEND).or_else(|| {
        let mut awake = quiet.iter().filter(|button| root.contains(Some(button)) && !is_disabled(button));
        awake.next().filter(|_| awake.next().is_none()).cloned()
    })
}

/// The buttons that take no press now.
pub(super) fn quiet(root: &Element) -> Vec<Element> {
    all(root, sel::BUTTON).into_iter().filter(is_disabled).collect()
}

/// The button that closes a box: the first, which stands before the tweet, where it has lost its sign.
pub(super) fn close_button(root: &Element) -> Option<HtmlElement> {
    let before = |button: &Element| {
        first(root, sel::ARTICLE).is_some_and(|tweet| {
            button.compare_document_position(&tweet) & Node::DOCUMENT_POSITION_FOLLOWING != 0
        })
    };
    let button = button_in(root, sel::CLOSE).or_else(|| first(root, sel::BUTTON).filter(before))?;
    button.dyn_into().ok()
}

/// The button that throws a text away: the one after the one that keeps it, where it has lost its sign.
pub(super) fn discard_button(document: &Document) -> Option<HtmlElement> {
    let body: Element = document.body()?.into();
    let after = || {
        let save = button_in(&body, sel::SAVE)?;
        let mut buttons = all(&closest(&save, sel::DIALOG)?, sel::BUTTON).into_iter();
        buttons.find(|button| button.is_same_node(Some(&save)))?;
        buttons.next()
    };
    button_in(&body, sel::DISCARD).or_else(after)?.dyn_into().ok()
}

/// The box that a reply is written in, if one is open: what holds a text box and the button that sends from a dialog.
/// The box that stands in a page by itself has another button.
pub(super) fn open_box(document: &Document) -> Option<Element> {
    // A photo's viewer is a dialog with a text box too; its tweets have their action bars, a reply's parent has none.
    let has_bar = |root: &Element| all(root, sel::ARTICLE).iter().any(|tweet| action_bar(tweet).is_some());
    let around = |textbox: Element| {
        if let Some(dialog) = closest(&textbox, sel::DIALOG) {
            return Some(dialog).filter(|dialog| !has_bar(dialog));
        }
        // No dialog: a page of its own, or a dialog that X has changed.
        let mut root = textbox.parent_element().filter(|_| on_composer_page())?;
        while first(&root, sel::SEND).is_none() || first(&root, sel::ARTICLE).is_none() {
            root = root.parent_element()?;
        }
        Some(root).filter(|root| !has_bar(root))
    };
    sel::TEXTBOX.iter().find_map(|way| {
        let boxes = document.query_selector_all(way).ok()?;
        elements(&boxes).find_map(around)
    })
}

/// What X has put over the page.
pub(super) fn barriers(document: &Document) -> Vec<Element> {
    let selector = format!("{}, {}", sel::SHEET, sel::DIALOG);
    document.query_selector_all(&selector).map(|list| elements(&list).collect()).unwrap_or_default()
}

/// Whether something of X's lies over the page around this element. What is no modal may stand in the page for good.
#[must_use]
pub fn is_covered(element: &Element) -> bool {
    let Some(document) = document() else { return false };
    let modal = |it: &Element| it.get_attribute("aria-modal").as_deref() == Some("true");
    barriers(&document).iter().any(|over| {
        (modal(over) || over.matches(sel::SHEET).unwrap_or(false)) && !over.contains(Some(element))
    })
}

/// What stands in the way of a composer, if X has just put something there.
pub(super) fn barrier(document: &Document, before: &[Element]) -> Option<Fault> {
    if let Some(code) = here().as_deref().and_then(by_address) {
        return Some(code.into());
    }
    let sheets = barriers(document);
    let mut new = sheets.iter().filter(|sheet| !before.contains(sheet) && textbox_in(sheet).is_none());
    new.find_map(|sheet| {
        if first(sheet, sel::LOGIN).is_some() {
            return Some(FaultCode::SignedOut.into());
        }
        // X's own dialogs are empty while they load.
        let by_sign = sheet.matches(sel::SHEET).unwrap_or(false) && first(sheet, sel::BUTTON).is_some();
        let unlike = [sel::LOADING, sel::ARTICLE, sel::CLOSE].iter().all(|sign| first(sheet, sign).is_none());
        let restricted = by_sign || (unlike && first(sheet, sel::BUTTON).is_some());
        restricted.then(|| FaultCode::ReplyRestricted.into())
    })
}

/// X's notices outside of a box.
fn toasts(document: &Document, root: Option<&Element>) -> Vec<Element> {
    let outside = |toast: &Element| root.is_none_or(|root| !root.contains(Some(toast)));
    let mut found = sel::TOAST.iter().map(|way| {
        let list = document.query_selector_all(way);
        let all: Vec<Element> = list.map(|list| elements(&list).collect()).unwrap_or_default();
        all.into_iter().filter(outside).filter(says_something).collect::<Vec<_>>()
    });
    found.find(|some| !some.is_empty()).unwrap_or_default()
}

fn says_something(notice: &Element) -> bool {
    notice.text_content().is_some_and(|words| !words.trim().is_empty())
}

/// A notice as it stands in the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShownNotice {
    element: Element,
    /// Its text.
    pub words: String,
    /// What that says.
    pub notice: Notice,
}

/// The notices that point to no status and the errors inside the box.
pub(super) fn notices(document: &Document, root: &Element) -> Vec<ShownNotice> {
    let toasts = toasts(document, Some(root)).into_iter();
    let toasts = toasts.filter(|toast| first(toast, sel::STATUS_LINK).is_none()).map(|toast| (toast, false));
    let errors = all(root, sel::ALERT).into_iter().filter(says_something).map(|error| (error, true));
    let read = |(element, inline): (Element, bool)| {
        let words = element.text_content().unwrap_or_default();
        let link = first(&element, sel::LINK).and_then(|link| link.get_attribute("href"));
        let button = first(&element, sel::BUTTON).is_some();
        ShownNotice { notice: words::read(&words, link.as_deref(), button, inline), element, words }
    };
    toasts.chain(errors).map(read).collect()
}

/// Whether any notice stands there outside of the box.
pub(super) fn has_toast(document: &Document, root: &Element) -> bool {
    !toasts(document, Some(root)).is_empty()
}

/// Where X's notices point to.
pub(super) fn toast_links(document: &Document) -> Vec<String> {
    let links = toasts(document, None).into_iter().flat_map(|toast| all(&toast, sel::STATUS_LINK));
    links.filter_map(|anchor| anchor.get_attribute("href")).collect()
}

/// The statuses among them.
pub(super) fn toast_statuses(document: &Document) -> Vec<TweetId> {
    toast_links(document).iter().filter_map(|href| Some(parse_status_path(href)?.1)).collect()
}
