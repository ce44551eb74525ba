//! What opens by a button: a note, a menu, a question. One at a time, in the browser's top layer.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use hashcart_core::item::ItemKey;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement, ShadowRoot};

use super::host::tree;
use super::place::place;
use super::shadow::{ACT, ALL, ButtonFace, TONE, announce, announce_more, element, main_of};
use crate::dom::{aim, document, first, window};

/// Says which product a sheet is about.
pub const KEY: &str = "data-key";

/// The popover that is open.
#[derive(Clone)]
struct Open {
    popover: HtmlElement,
    /// Whether it has been on the screen: nobody has read what was not.
    painted: Rc<Cell<bool>>,
}

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
}

/// A question by the button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is about.
    pub title: String,
    /// One plain sentence.
    pub text: String,
    /// The answers.
    pub choices: Vec<PopoverChoice>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopoverChoice {
    /// Its name in a press.
    pub act: &'static str,
    /// What it says.
    pub label: String,
    /// One sentence more.
    pub detail: Option<String>,
}

/// Says something by the button, for eyes and for ears. It stays until the user goes on.
///
/// # Errors
/// The browser's exception, when it refuses an element.
pub fn tell(host: &Element, text: &str) -> Result<(), JsValue> {
    let Some(root) = tree(host) else { return Ok(()) };
    announce(&root, text)?;
    let document = document().ok_or("no document")?;
    let note = popover(&document, &root, "note")?;
    note.set_text_content(Some(text));
    note.set_attribute("aria-hidden", "true")?;
    show(host, &note)
}

/// Opens the menu of a button with several products, or closes it. The focus goes to its first line.
///
/// # Errors
/// The browser's exception, when it refuses an element.
pub fn menu(host: &Element, face: &ButtonFace) -> Result<(), JsValue> {
    let Some(root) = tree(host) else { return Ok(()) };
    let document = document().ok_or("no document")?;
    let menu = popover(&document, &root, "menu")?;
    menu.set_attribute("role", "menu")?;
    menu.set_text_content(None);
    if let Some(all) = &face.all {
        let line = element(&document, "button", "item all")?;
        line.set_attribute("type", "button")?;
        line.set_attribute("role", "menuitem")?;
        line.set_attribute(ACT, ALL)?;
        line.set_text_content(Some(all));
        menu.append_child(&line)?;
    }
    for item in &face.menu {
        let line = element(&document, "button", "item")?;
        line.set_attribute("type", "button")?;
        line.set_attribute("role", "menuitem")?;
        line.set_attribute(ACT, &item.key.to_string())?;
        line.set_attribute(TONE, item.tone)?;
        for (class, text) in [("check", "✓"), ("name", item.name.as_str()), ("store", item.detail.as_str())]
        {
            let part = element(&document, "span", class)?;
            part.set_text_content(Some(text));
            part.set_attribute("dir", "auto")?;
            line.append_child(&part)?;
        }
        menu.append_child(&line)?;
    }
    show(host, &menu)?;
    if let Some(line) = first(&menu, ".item").and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
        line.focus()?;
    }
    Ok(())
}

/// Asks something by the button. The focus goes to the first answer if the user's own press brought the question up;
/// else it stays, and the question is heard.
///
/// # Errors
/// The browser's exception, when it refuses an element.
pub fn sheet(host: &Element, sheet: &Sheet, focus: bool, about: Option<&ItemKey>) -> Result<(), JsValue> {
    let Some(root) = tree(host) else { return Ok(()) };
    let document = document().ok_or("no document")?;
    let made = popover(&document, &root, "sheet")?;
    made.set_attribute("role", "dialog")?;
    let name = if sheet.title.is_empty() { &sheet.text } else { &sheet.title };
    made.set_attribute("aria-label", name)?;
    match about {
        Some(key) => made.set_attribute(KEY, &key.to_string())?,
        None => made.remove_attribute(KEY)?,
    }
    // A question has a title, and is described by what follows.
    if sheet.title.is_empty() {
        made.remove_attribute("aria-describedby")?;
    } else {
        made.set_attribute("aria-describedby", "about")?;
    }
    made.set_text_content(None);
    for (class, text) in [("title", &sheet.title), ("text", &sheet.text)] {
        if text.is_empty() {
            continue;
        }
        let part = element(&document, "div", class)?;
        part.set_text_content(Some(text));
        if class == "text" {
            part.set_id("about");
        }
        made.append_child(&part)?;
    }
    for choice in &sheet.choices {
        let line = element(&document, "button", "item")?;
        line.set_attribute("type", "button")?;
        line.set_attribute(ACT, choice.act)?;
        for (class, text) in [("name", Some(&choice.label)), ("detail", choice.detail.as_ref())] {
            if let Some(text) = text {
                let part = element(&document, "span", class)?;
                part.set_text_content(Some(text));
                line.append_child(&part)?;
            }
        }
        made.append_child(&line)?;
    }
    show(host, &made)?;
    if focus {
        if let Some(line) = first(&made, ".item").and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
            line.focus()?;
        }
    } else {
        announce(&root, format!("{} {}", sheet.title, sheet.text).trim())?;
    }
    Ok(())
}

/// Somebody, in a list by a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopoverPerson {
    /// What they are called.
    pub name: String,
    /// The address of what they wrote.
    pub url: String,
    /// When.
    pub when: String,
}

/// Shows people by the button, each with a link to what they wrote, and a last line for the rest. The first has the focus.
///
/// # Errors
/// The browser's exception, when it refuses an element.
pub fn people(
    host: &Element,
    title: &str,
    people: &[PopoverPerson],
    rest: (&str, &str),
) -> Result<(), JsValue> {
    let Some(root) = tree(host) else { return Ok(()) };
    let document = document().ok_or("no document")?;
    let made = popover(&document, &root, "sheet")?;
    made.set_attribute("role", "dialog")?;
    made.set_attribute("aria-label", title)?;
    made.set_attribute("aria-describedby", "about")?;
    made.remove_attribute(KEY)?;
    made.set_text_content(None);
    let head = element(&document, "div", "title")?;
    head.set_id("about");
    head.set_text_content(Some(title));
    made.append_child(&head)?;
    for person in people {
        let line = element(&document, "a", "item")?;
        for (attribute, value) in [("href", person.url.as_str()), ("target", "_blank"), ("rel", "noopener")] {
            line.set_attribute(attribute, value)?;
        }
        for (class, text) in [("name", &person.name), ("detail", &person.when)] {
            let part = element(&document, "bdi", class)?;
            part.set_text_content(Some(text));
            line.append_child(&part)?;
        }
        made.append_child(&line)?;
    }
    made.append_child(line(&document, rest.0, rest.1)?.as_ref())?;
    show(host, &made)?;
    if let Some(line) = first(&made, ".item").and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
        line.focus()?;
    }
    Ok(())
}

/// A line that can be pressed.
fn line(document: &Document, act: &str, label: &str) -> Result<HtmlElement, JsValue> {
    let line = element(document, "button", "item")?;
    line.set_attribute("type", "button")?;
    line.set_attribute(ACT, act)?;
    line.set_text_content(Some(label));
    Ok(line)
}

/// Offers one thing to do by the button: a few words and a filled line. The focus stays where it is.
///
/// # Errors
/// The browser's exception, when it refuses an element.
pub fn offer(host: &Element, text: &str, act: &str, label: &str, about: &ItemKey) -> Result<(), JsValue> {
    let Some(root) = tree(host) else { return Ok(()) };
    let document = document().ok_or("no document")?;
    let made = popover(&document, &root, "offer")?;
    made.set_attribute("role", "group")?;
    made.set_attribute("aria-label", text)?;
    made.set_attribute(KEY, &about.to_string())?;
    made.set_text_content(None);
    let words = element(&document, "span", "text")?;
    words.set_text_content(Some(text));
    made.append_child(&words)?;
    made.append_child(line(&document, act, label)?.as_ref())?;
    announce_more(&root, label)?;
    show(host, &made)
}

/// Whether something is open that tells or asks: a note, a menu, a question.
#[must_use]
pub fn is_speaking() -> bool {
    OPEN.with_borrow(|open| {
        open.as_ref().is_some_and(|open| {
            open.popover.class_name() != "offer" && open.popover.matches(":popover-open").unwrap_or(false)
        })
    })
}

/// Closes the offer that is open, unless the user is at it.
pub fn hide_unused_offer() {
    let open = OPEN.with_borrow(|open| open.as_ref().map(|open| open.popover.clone()));
    let unused = |open: &HtmlElement| {
        open.class_name() == "offer" && !open.matches(":hover, :focus-within").unwrap_or(false)
    };
    if open.as_ref().is_some_and(unused) {
        hide_open();
    }
}

/// Whether a control can be pressed now: the button always; a line only while it is open, painted, and alone in the top
/// layer, where something of the page's could lie over it and let presses through.
#[must_use]
pub fn takes_presses(control: &Element) -> bool {
    let Ok(Some(around)) = control.closest("[popover]") else { return true };
    let is_it = |open: &Open| open.painted.get() && open.popover.is_same_node(Some(&around));
    let open = OPEN.with_borrow(|open| open.as_ref().is_some_and(is_it));
    let other = document().and_then(|it| it.query_selector(":popover-open, :modal").ok().flatten());
    open && around.matches(":popover-open").unwrap_or(false) && other.is_none()
}

/// Whether this button's menu, sheet or offer is open.
#[must_use]
pub fn is_open(host: &Element) -> bool {
    shows(host, ".menu:popover-open, .sheet:popover-open, .offer:popover-open")
}

/// Whether this button's offer is open and the focus is not in it: the Tab key leads there first.
#[must_use]
pub fn offer_waits(host: &Element) -> bool {
    shows(host, ".offer:popover-open") && !shows(host, ".offer :focus")
}

/// Whether something is open that a press on the button means to close. What only tells does not keep it from one more.
#[must_use]
pub fn is_asking(host: &Element) -> bool {
    shows(host, ".menu:popover-open, .sheet[aria-describedby]:popover-open")
}

/// Whether this button's sheet is open.
#[must_use]
pub fn sheet_is_open(host: &Element) -> bool {
    shows(host, ".sheet:popover-open")
}

fn shows(host: &Element, selector: &str) -> bool {
    tree(host).is_some_and(|root| root.query_selector(selector).is_ok_and(|it| it.is_some()))
}

/// Moves the focus in the open menu or sheet by so many lines; `i32::MIN` and `MAX` mean its ends.
pub fn move_in_open(host: &Element, by: i32) {
    let Some(root) = tree(host) else { return };
    let Ok(list) = root.query_selector_all(":popover-open .item") else { return };
    let lines: Vec<HtmlElement> =
        crate::dom::elements(&list).filter_map(|line| line.dyn_into().ok()).collect();
    let Ok(count) = i32::try_from(lines.len()) else { return };
    let here = root
        .active_element()
        .and_then(|active| lines.iter().position(|line| line.is_same_node(Some(&active))))
        .and_then(|index| i32::try_from(index).ok())
        // From the button itself, one step is to the first line.
        .unwrap_or(-1);
    let there = match by {
        i32::MIN => 0,
        i32::MAX => count - 1,
        by => (here + by).rem_euclid(count.max(1)),
    };
    if let Some(line) = usize::try_from(there).ok().and_then(|index| lines.get(index)) {
        // Focus is refused only for what is not rendered.
        let _ = line.focus();
    }
}

/// Closes whatever of ours is open.
pub fn hide_open() {
    if let Some(open) = OPEN.take() {
        // It may have been closed by the user, or gone with its tweet.
        let _ = open.popover.hide_popover();
    }
}

/// Closes the menu or sheet and gives the focus back to its button, which Chromium does not do by itself in a shadow tree.
pub fn leave_open(host: &Element) {
    hide_open();
    if let Some(main) = main_of(host) {
        // Focus is refused only for what is not rendered.
        let _ = main.focus();
    }
}

/// The page was scrolled, or its window has another size: a phone that was turned. What is open hangs in the top layer
/// and does not move with the page: a menu closes, and a note goes along as long as its button is in sight.
pub fn page_moved() {
    let Some(Open { popover: open, .. }) = OPEN.with_borrow(Clone::clone) else { return };
    let follow = || {
        let host = open.get_root_node().dyn_into::<ShadowRoot>().ok()?.host();
        let window = window()?;
        let height = window.inner_height().ok()?.as_f64()?;
        let button = host.get_bounding_client_rect();
        let in_sight = host.is_connected() && button.bottom() > 0.0 && button.top() < height;
        (open.class_name() != "menu" && in_sight).then(|| place(&window, &host, &open).ok())?
    };
    if follow().is_none() {
        hide_open();
    }
}

fn popover(document: &Document, root: &ShadowRoot, class: &str) -> Result<HtmlElement, JsValue> {
    if let Some(there) = root.query_selector(&format!(".{class}"))? {
        return Ok(there.unchecked_into());
    }
    let made = element(document, "div", class)?;
    made.set_attribute("popover", "auto")?;
    made.set_attribute("dir", "auto")?;
    root.append_child(&made)?;
    Ok(made)
}

/// Shows a popover above its button, or below where there is no room, and inside the window.
fn show(host: &Element, popover: &HtmlElement) -> Result<(), JsValue> {
    hide_open();
    let window = window().ok_or("no window")?;
    popover.show_popover()?;
    place(&window, host, popover)?;
    let painted = Rc::new(Cell::new(false));
    OPEN.set(Some(Open { popover: popover.clone(), painted: Rc::clone(&painted) }));
    spawn_local(async move {
        aim::painted().await;
        painted.set(true);
    });
    Ok(())
}
