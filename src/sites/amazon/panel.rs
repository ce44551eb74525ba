//! Our panel on Amazon's pages. What it shows comes from outside, each time whole; it remembers nothing.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use hashcart_core::handover::Act;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    CssStyleSheet, Document, DomRect, Element, Event, HtmlElement, Node, ShadowRoot, ShadowRootInit,
    ShadowRootMode,
};

use super::aside::{WindowBox, stands_aside};
use crate::dom::aim::{self, Begun};

const CSS: &str = include_str!("panel.css");
const ASIDE_CSS: &str = include_str!("panel-aside.css");
const ACT: &str = "data-act";
const CONTROL: &str = "[data-act]";
/// What the user does in the box is no affair of the page's.
const SILENCED: &[&str] = &["click", "mousedown", "mouseup", "pointerdown", "pointerup", "keydown", "keyup"];

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PanelFace {
    /// The language of the texts: the page has its own.
    pub lang: String,
    /// Its direction.
    pub dir: String,
    /// The name of the box.
    pub name: String,
    /// How far the session is, in words.
    pub count: String,
    /// How many items are behind it, and how many there are.
    pub progress: (usize, usize),
    /// The item.
    pub title: String,
    /// What is to be done.
    pub says: String,
    /// What the user can press, the likeliest first.
    pub acts: Vec<(Act, String)>,
    /// What the list of those behind is called.
    pub past: String,
    /// Those behind: title, how they stand, and `good`, `bad` or `open`.
    pub items: Vec<(String, String, &'static str)>,
}

/// The panel; dropped, it leaves the page.
#[must_use = "the panel leaves the page when this is dropped"]
pub struct Panel {
    host: Element,
    root: ShadowRoot,
    shown: PanelFace,
    seen: Rc<Seen>,
    _listeners: Vec<EventListener>,
}

/// Whether what can be pressed has been on the screen: nobody has read what was not, and a button that comes under a press
/// that was meant for another one is not pressed.
#[derive(Debug, Default)]
struct Seen {
    /// How often the buttons changed, or their place.
    changed: Cell<u32>,
    /// Which of these changes was painted.
    painted: Cell<u32>,
}

impl Seen {
    fn is_whole(&self) -> bool {
        self.changed.get() == self.painted.get()
    }

    /// The buttons are others now, or elsewhere.
    fn change(self: &Rc<Self>) {
        let turn = self.changed.get().wrapping_add(1);
        self.changed.set(turn);
        let seen = Rc::clone(self);
        spawn_local(async move {
            aim::painted().await;
            seen.painted.set(turn);
        });
    }
}

/// The sides at which the panel can stand.
struct Sides {
    root: ShadowRoot,
    home: CssStyleSheet,
    aside: CssStyleSheet,
    is_aside: Cell<bool>,
    seen: Rc<Seen>,
}

impl Sides {
    /// Stands at the other side where what has the focus in the page would lie under the panel.
    fn give_way(&self) {
        let host = self.root.host();
        let active = host.owner_document().and_then(|document| document.active_element());
        let (Some(active), Some(window)) = (active, crate::dom::window()) else { return };
        let size = |of: Result<JsValue, JsValue>| of.ok().and_then(|it| it.as_f64());
        let (Some(width), Some(height)) = (size(window.inner_width()), size(window.inner_height())) else {
            return;
        };
        if active.is_same_node(Some(&host)) {
            return;
        }
        let aside = stands_aside(place(&active), place(&host), (width, height), self.is_aside.get());
        if self.is_aside.replace(aside) != aside {
            let sheets = if aside { Array::of2(&self.home, &self.aside) } else { Array::of1(&self.home) };
            self.root.set_adopted_style_sheets(&sheets);
            // A page can give the focus to what it likes: what comes under a pointer by that is no button that was seen.
            self.seen.change();
        }
    }
}

fn place(of: &Element) -> WindowBox {
    let at = of.get_bounding_client_rect();
    WindowBox { left: at.left(), top: at.top(), right: at.right(), bottom: at.bottom() }
}

impl Drop for Panel {
    fn drop(&mut self) {
        self.host.remove();
    }
}

impl Panel {
    /// Puts the panel into the page. `on_act` is called for the user's own presses.
    ///
    /// # Errors
    /// The browser's exception, when it refuses an element.
    pub fn mount(document: &Document, on_act: impl Fn(Act) + 'static) -> Result<Self, JsValue> {
        let host = document.create_element("div")?;
        host.set_attribute("data-hashcart-panel", "")?;
        let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))?;
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(CSS)?;
        root.set_adopted_style_sheets(&Array::of1(&sheet));
        let aside = CssStyleSheet::new()?;
        aside.replace_sync(ASIDE_CSS)?;
        let seen: Rc<Seen> = Rc::default();
        let sides = Sides {
            root: root.clone(),
            home: sheet,
            aside,
            is_aside: Cell::default(),
            seen: Rc::clone(&seen),
        };
        let sides = Rc::new(sides);
        let mut listeners: Vec<_> = SILENCED
            .iter()
            .map(|name| {
                EventListener::new(&host, *name, |event| {
                    // What the page makes up is left to the page.
                    if event.is_trusted() {
                        event.stop_propagation();
                    }
                })
            })
            .collect();
        listeners.push(EventListener::new(document, "focusin", move |event| {
            if !event.is_trusted() {
                return;
            }
            let sides = Rc::clone(&sides);
            // The browser first brings it into sight.
            spawn_local(async move {
                aim::painted().await;
                sides.give_way();
            });
        }));
        let begun: Rc<RefCell<Option<Begun>>> = Rc::default();
        let (began, tree, whole) = (Rc::clone(&begun), root.clone(), Rc::clone(&seen));
        listeners.push(EventListener::new(&root, "pointerdown", move |event| {
            let counts = event.is_trusted() && whole.is_whole();
            began.replace(if counts { aim::begin(&tree, event, CONTROL) } else { None });
        }));
        let (tree, whole) = (root.clone(), Rc::clone(&seen));
        let pressed = move |event: &Event| {
            let began = begun.take();
            if !whole.is_whole() {
                return;
            }
            let control = aim::control(&tree, event, CONTROL);
            let control = control.filter(|it| aim::is_meant(&tree, it, event, began.as_ref()));
            let act = control.and_then(|it| it.get_attribute(ACT));
            if let Some(act) = act.as_deref().and_then(Act::from_name)
                && event.is_trusted()
            {
                on_act(act);
            }
        };
        let options = EventListenerOptions { passive: false, ..Default::default() };
        listeners.push(EventListener::new_with_options(&root, "click", options, pressed));
        // Beside the body: Amazon's scripts empty and fill that as they like.
        document.document_element().ok_or("no root")?.append_child(&host)?;
        Ok(Self { host, root, shown: PanelFace::default(), seen, _listeners: listeners })
    }

    /// Marks a place of the page, around it and without touching it; nothing is marked without one.
    ///
    /// # Errors
    /// The browser's exception, when it refuses a change.
    pub fn point(&self, place: Option<DomRect>) -> Result<(), JsValue> {
        let mark = match self.root.query_selector(".mark")? {
            Some(mark) => mark,
            None => {
                let document = self.host.owner_document().ok_or("no document")?;
                child(&document, &self.root, "div", "mark")?
            }
        };
        let mark: HtmlElement = mark.dyn_into()?;
        mark.set_hidden(place.is_none());
        let Some(place) = place else { return Ok(()) };
        // Through the style object: a page's policy may refuse style attributes, never this.
        let style = mark.style();
        for (name, value) in
            [("left", place.x()), ("top", place.y()), ("width", place.width()), ("height", place.height())]
        {
            style.set_property(name, &format!("{value}px"))?;
        }
        Ok(())
    }

    /// Shows `face`. What did not change stays, and with it the focus.
    ///
    /// # Errors
    /// The browser's exception, when it refuses a change.
    pub fn paint(&mut self, document: &Document, face: &PanelFace) -> Result<(), JsValue> {
        if self.shown == *face {
            return Ok(());
        }
        self.host.set_attribute("lang", &face.lang)?;
        if self.root.query_selector(".box")?.is_none() {
            let frame = frame(document)?;
            self.root.append_child(&frame)?;
        }
        let part = |name: &str| {
            let found = self.root.query_selector(&format!(".{name}"))?;
            found.ok_or_else(|| JsValue::from_str("the panel lacks a part"))
        };
        let frame = part("box")?;
        frame.set_attribute("dir", &face.dir)?;
        frame.set_attribute("aria-label", &face.name)?;
        for (name, text) in [
            ("name", &face.name),
            ("count", &face.count),
            ("title", &face.title),
            ("says", &face.says),
            ("past", &face.past),
        ] {
            let part = part(name)?;
            // A part that is said aloud is said once.
            if part.text_content().as_deref() != Some(text) {
                part.set_text_content(Some(text));
            }
        }
        let bar = part("bar")?;
        bar.set_attribute("max", &face.progress.1.max(1).to_string())?;
        bar.set_attribute("value", &face.progress.0.to_string())?;
        if self.shown.acts != face.acts {
            let acts = part("acts")?;
            acts.replace_children_with_node_0();
            for (index, (act, label)) in face.acts.iter().enumerate() {
                let likeliest = index == 0 && !matches!(act, Act::Skip | Act::Stop);
                let button = element(document, "button", if likeliest { "main" } else { "" })?;
                button.set_attribute("type", "button")?;
                button.set_attribute(ACT, act.name())?;
                button.set_text_content(Some(label));
                acts.append_child(&button)?;
            }
            self.seen.change();
        }
        let list = part("list")?;
        list.replace_children_with_node_0();
        for (title, end, tone) in &face.items {
            let line = element(document, "li", "")?;
            line.set_attribute("data-tone", tone)?;
            for (class, text) in [("name", title), ("end", end)] {
                let span = element(document, "span", class)?;
                span.set_attribute("dir", "auto")?;
                span.set_text_content(Some(text));
                line.append_child(&span)?;
            }
            list.append_child(&line)?;
        }
        let details = part("behind")?;
        if face.items.is_empty() {
            details.set_attribute("hidden", "")?;
        } else {
            details.remove_attribute("hidden")?;
        }
        self.shown = face.clone();
        Ok(())
    }
}

fn element(document: &Document, tag: &str, class: &str) -> Result<Element, JsValue> {
    let made = document.create_element(tag)?;
    if !class.is_empty() {
        made.set_class_name(class);
    }
    Ok(made)
}

fn child(document: &Document, parent: &Node, tag: &str, class: &str) -> Result<Element, JsValue> {
    let made = element(document, tag, class)?;
    parent.append_child(&made)?;
    Ok(made)
}

/// The empty box.
fn frame(document: &Document) -> Result<Element, JsValue> {
    let frame = element(document, "section", "box")?;
    let head = child(document, &frame, "p", "head")?;
    child(document, &head, "span", "name")?;
    child(document, &head, "span", "count")?;
    // The count beside it says the same in words.
    child(document, &frame, "progress", "bar")?.set_attribute("aria-hidden", "true")?;
    child(document, &frame, "p", "title")?.set_attribute("dir", "auto")?;
    child(document, &frame, "p", "says")?.set_attribute("role", "status")?;
    child(document, &frame, "div", "acts")?;
    let behind = child(document, &frame, "details", "behind")?;
    child(document, &behind, "summary", "past")?;
    child(document, &behind, "ul", "list")?;
    Ok(frame)
}
