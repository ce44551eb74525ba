//! The button in a tweet's action bar: a host that names what it is for, and a shadow tree of its own.
//!
//! What the button shows comes from outside, each time whole; it remembers nothing. Its listeners live in
//! [`super::input`].

use std::cell::RefCell;

use hashcart_core::mark::ButtonMark;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, DocumentFragment, Element, Node, ShadowRoot};

use super::host::{self, MARK, tree};
use super::popover;
use super::shadow::{ACT, ButtonFace, TONE, announce, element};
use super::theme::Theme;
use crate::dom::{document, first, window};

const CSS: &str = include_str!("button.css");
const SVG: &str = "http://www.w3.org/2000/svg";
/// Whether a press calls a reply back.
const UNDO: &str = "data-undo";
/// What a button is called.
const NAME: &str = "aria-label";
/// The icons, drawn for this button: a cart with a hash sign's slant, a tick, a warning, a question, a ring, an arrow back,
/// and a dot for what there is to say about a tick.
const ICONS: &[(&str, &str)] = &[
    ("cart", "M2.5 4h2.6l2.3 10.2h9.9l2.2-7.4H6.2M10 9.3h6.6M9.3 11.7h6.7M8.6 18.6h.01M16.2 18.6h.01"),
    ("tick", "M4.5 12.8l4.8 4.7L19.5 7"),
    ("warn", "M12 4.2 2.9 19.8h18.2zM12 10v4.4M12 17.1v.01"),
    ("ask", "M12 3.5a8.5 8.5 0 1 0 .01 0M9.4 9.6a2.7 2.7 0 1 1 3.9 2.4c-.9.5-1.3 1-1.3 1.9M12 16.6v.01"),
    ("ring", "M12 3.5a8.5 8.5 0 1 1-8.5 8.5"),
    ("back", "M8.5 4.5 4 9l4.5 4.5M4 9h9.5a5.5 5.5 0 0 1 0 11H9"),
    ("dot", "M18.6 14.6a3.8 3.8 0 1 1-.01 0z"),
];

thread_local! {
    /// The two style sheets that all buttons share.
    static SHEETS: RefCell<Option<Sheets>> = const { RefCell::new(None) };
    /// The inside of the button that was made last, as it was put there, and what it shows.
    static PAINTED: RefCell<Option<(ButtonFace, DocumentFragment)>> = const { RefCell::new(None) };
}

struct Sheets {
    both: Array,
    theme: CssStyleSheet,
}

/// Puts a button at the end of an action bar, showing `face`.
///
/// # Errors
/// The browser's exception, when it refuses an element.
pub fn mount(bar: &Element, mark: &ButtonMark, theme: Theme, face: &ButtonFace) -> Result<Element, JsValue> {
    let document = document().ok_or("no document")?;
    let (host, root) = host::make(&document, mark)?;
    style(&root, theme)?;
    host.set_attribute("lang", &face.lang)?;
    root.append_child(&painted(&document, face)?)?;
    bar.append_child(&host)?;
    Ok(host)
}

/// The inside of a button that shows `face`. Most show the same but for what they are called: those are copies of one.
fn painted(document: &Document, face: &ButtonFace) -> Result<Node, JsValue> {
    PAINTED.with_borrow_mut(|slot| {
        let inside = match slot.as_ref().filter(|(shown, _)| shown.is_but_for_its_name(face)) {
            Some((_, inside)) => inside.clone_node_with_deep(true)?,
            None => {
                let made = make(document)?;
                show(&made, face)?;
                let copy = made.clone_node_with_deep(true)?;
                *slot = Some((face.clone(), made));
                copy
            }
        };
        if let Some(main) = first(&inside, ".main") {
            main.set_attribute(NAME, &face.spoken)?;
        }
        Ok(inside)
    })
}

fn make(document: &Document) -> Result<DocumentFragment, JsValue> {
    let all = document.create_document_fragment();
    let main = element(document, "button", "main")?;
    main.set_attribute("type", "button")?;
    main.set_attribute(ACT, "")?;
    let inside = element(document, "span", "face")?;
    let icon = icon(document)?;
    inside.append_child(&icon)?;
    let labels = element(document, "span", "labels")?;
    for class in ["ghost", "label"] {
        let text = element(document, "span", class)?;
        // The label is in the button's name already.
        text.set_attribute("aria-hidden", "true")?;
        labels.append_child(&text)?;
    }
    inside.append_child(&labels)?;
    main.append_child(&inside)?;
    // Where the label has no room these stand in for it. They are no news to who cannot see: the button's name is.
    for class in ["tip", "pill"] {
        let part = element(document, "span", class)?;
        part.set_attribute("aria-hidden", "true")?;
        main.append_child(&part)?;
    }
    all.append_child(&main)?;
    let spoken = element(document, "span", "unseen")?;
    spoken.set_attribute("role", "status")?;
    // What comes after is said alone.
    spoken.set_attribute("aria-atomic", "false")?;
    all.append_child(&spoken)?;
    Ok(all)
}

/// Shows `face` on a button.
///
/// # Errors
/// The browser's exception, when it refuses a change.
pub fn paint(host: &Element, face: &ButtonFace) -> Result<(), JsValue> {
    let Some(root) = tree(host) else { return Ok(()) };
    host.set_attribute("lang", &face.lang)?;
    let before = first(&root, ".main").and_then(|main| main.get_attribute(TONE));
    show(&root, face)?;
    // A press that ended well is heard as well as seen; one that did not is told in words.
    if before.as_deref() == Some("busy") && face.news {
        announce(&root, &face.spoken)?;
    }
    for item in &face.menu {
        if let Some(line) = root.query_selector(&format!(".item[{ACT}=\"{}\"]", item.key))? {
            line.set_attribute(TONE, item.tone)?;
        }
    }
    Ok(())
}

/// Writes `face` into the inside of a button.
fn show(root: &Node, face: &ButtonFace) -> Result<(), JsValue> {
    let Some(main) = first(root, ".main") else { return Ok(()) };
    // Inside the tree: on the host the page could read what is in the list.
    main.set_attribute(TONE, face.tone)?;
    main.toggle_attribute_with_force(UNDO, face.undo)?;
    main.set_attribute(NAME, &face.spoken)?;
    // What is busy may be passed over in silence, and here is something to press.
    main.set_attribute("aria-busy", if face.tone == "busy" && !face.undo { "true" } else { "false" })?;
    if face.menu.is_empty() || face.undo {
        main.remove_attribute("aria-haspopup")?;
    } else {
        main.set_attribute("aria-haspopup", "menu")?;
    }
    if let Some(tip) = first(&main, ".tip") {
        tip.set_attribute("title", &face.label)?;
    }
    if let Some(pill) = first(&main, ".pill") {
        pill.set_text_content(face.undo.then_some(&face.label));
    }
    if let Some(widest) = first(&main, ".ghost") {
        widest.set_text_content(Some(&face.widest));
    }
    if let Some(label) = first(&main, ".label") {
        label.set_text_content(Some(&face.label));
    }
    Ok(())
}

/// Says something by a button, for ears alone.
///
/// # Errors
/// The browser's exception, when it refuses a change.
pub fn say(host: &Element, text: &str) -> Result<(), JsValue> {
    tree(host).map_or(Ok(()), |root| announce(&root, text))
}

/// Gives a button another mark: the same tweet, of which more is known.
pub fn rename(host: &Element, mark: &ButtonMark) {
    if popover::is_open(host) {
        popover::hide_open();
    }
    // Any string is an attribute's value.
    let _ = host.set_attribute(MARK, &mark.to_string());
}

/// Takes a button out of the page.
pub fn retire(host: &Element) {
    host.remove();
}

/// Whether any of this button is inside the window.
#[must_use]
pub fn in_sight(host: &Element) -> bool {
    let height = window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
    let place = host.get_bounding_client_rect();
    place.bottom() > 0.0 && place.top() < height
}

/// Changes the look of all buttons at once.
pub fn set_theme(theme: Theme) {
    SHEETS.with_borrow(|sheets| {
        if let Some(sheets) = sheets {
            // Refused only for sheets with imports, which this is not.
            let _ = sheets.theme.replace_sync(&look_of(theme));
        }
    });
}

fn icon(document: &Document) -> Result<Element, JsValue> {
    let svg = document.create_element_ns(Some(SVG), "svg")?;
    svg.set_attribute("class", "icon")?;
    svg.set_attribute("viewBox", "0 0 24 24")?;
    svg.set_attribute("aria-hidden", "true")?;
    for (class, d) in ICONS {
        let path = document.create_element_ns(Some(SVG), "path")?;
        path.set_attribute("class", class)?;
        path.set_attribute("d", d)?;
        svg.append_child(&path)?;
    }
    Ok(svg)
}

/// Gives a shadow tree its styles. Sheets made in script need no permission of the page's policy.
fn style(root: &ShadowRoot, theme: Theme) -> Result<(), JsValue> {
    SHEETS.with_borrow_mut(|slot| {
        let sheets = match slot {
            Some(sheets) => sheets,
            None => {
                let base = CssStyleSheet::new()?;
                base.replace_sync(CSS)?;
                let look = CssStyleSheet::new()?;
                look.replace_sync(&look_of(theme))?;
                slot.insert(Sheets { both: Array::of2(&base, &look), theme: look })
            }
        };
        root.set_adopted_style_sheets(&sheets.both);
        Ok(())
    })
}

/// The colours, each insisted on: a rule of the page's for the host would come first, and could hide what a button says.
fn look_of(theme: Theme) -> String {
    palette(theme).replace(')', ")!important")
}

/// X's own colours (2024-11 to 2026-02), and for what is on them a contrast of at least 4.5: X's quiet colour in the dark
/// has 4.4 on a post that the pointer is on, so ours is a shade lighter.
fn palette(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => {
            ":host{color-scheme:light;--text:rgb(15,20,25);--quiet:rgb(83,100,113);--page:rgb(255,255,255);\
             --line:rgb(207,217,222);--wash:rgba(29,155,240,.1);--shade:rgba(101,119,134,.35);\
             --accent:rgb(0,104,180);--good:rgb(0,112,72);--bad:rgb(190,16,48);--warn:rgb(146,84,0)}"
        }
        Theme::Dark => {
            ":host{color-scheme:dark;--text:rgb(231,233,234);--quiet:rgb(117,122,127);--page:rgb(0,0,0);\
             --line:rgb(47,51,54);--wash:rgba(29,155,240,.15);--shade:rgba(255,255,255,.2);\
             --accent:rgb(29,155,240);--good:rgb(0,186,124);--bad:rgb(255,102,128);--warn:rgb(255,184,77)}"
        }
        Theme::DarkContrast => {
            ":host{color-scheme:dark;--text:rgb(255,255,255);--quiet:rgb(200,206,210);--page:rgb(5,5,5);\
             --line:rgb(110,118,125);--wash:rgba(107,201,251,.2);--shade:rgba(255,255,255,.3);\
             --accent:rgb(107,201,251);--good:rgb(97,214,163);--bad:rgb(255,154,172);--warn:rgb(255,205,120)}"
        }
    }
}
