//! What the user does on a page, as the one listener tells it: plain data, so that what follows from it is tested without
//! a browser.

use hashcart_core::Millis;
use hashcart_core::item::ItemKey;

/// A kind of event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventKind {
    /// A press, by whatever hand.
    #[default]
    Click,
    /// A key went down.
    KeyDown,
    /// A field is being written in.
    Input,
    /// A field or a choice has another value now.
    Change,
    /// A form was sent.
    Submit,
    /// The focus came to an element.
    FocusIn,
    /// Something scrolled: a part of the page, or all of it.
    Scroll,
}

/// One event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageEvent {
    /// Its kind.
    pub kind: EventKind,
    /// When.
    pub at: Millis,
    /// The `data-do` of the element or of the nearest around it.
    pub act: Option<String>,
    /// The `data-key` of the element or of the nearest around it: mostly an item's.
    pub key: Option<String>,
    /// Where the link leads that it stands in.
    pub href: Option<String>,
    /// The control it is about, if it is one.
    pub field: Option<FormField>,
    /// The key that went down.
    pub press: Option<KeyPress>,
    /// Whether Shift was held.
    pub shift: bool,
    /// Whether it is within the page's list.
    pub in_list: bool,
}

/// A control of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormField {
    /// Its `id`; empty where it has none.
    pub id: String,
    /// Its `name`; empty where it has none.
    pub name: String,
    /// Its `data-slot`: which part of its row it is.
    pub slot: String,
    /// What stands in it.
    pub value: String,
    /// Whether it is ticked; `None` where that is not what it is for.
    pub ticked: Option<bool>,
}

/// A key that went down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPress {
    /// Its name, as in `KeyboardEvent.key`.
    pub key: String,
    /// Whether Ctrl, or Command, was held.
    pub control: bool,
    /// Whether it belongs to somebody else: Alt is held, or a word is being composed.
    pub not_ours: bool,
}

impl PageEvent {
    /// The item it is about.
    #[must_use]
    pub fn item(&self) -> Option<ItemKey> {
        self.key.as_deref()?.parse().ok()
    }

    /// The link that was pressed.
    #[must_use]
    pub fn link(&self) -> Option<&String> {
        self.href.as_ref().filter(|_| self.kind == EventKind::Click)
    }

    /// The act that was pressed.
    #[must_use]
    pub fn pressed(&self) -> Option<&str> {
        self.act.as_deref().filter(|_| self.kind == EventKind::Click)
    }

    /// The control that has another value now.
    #[must_use]
    pub fn changed(&self) -> Option<&FormField> {
        self.field.as_ref().filter(|_| self.kind == EventKind::Change)
    }

    /// The control that is being written in.
    #[must_use]
    pub fn written(&self) -> Option<&FormField> {
        self.field.as_ref().filter(|_| self.kind == EventKind::Input)
    }

    /// Whether the browser is not to do what it would by itself, now that the page does something: open the link in this
    /// tab, send the form, scroll by the key.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        match self.kind {
            EventKind::Click => self.href.is_some(),
            EventKind::KeyDown | EventKind::Submit => true,
            EventKind::Input | EventKind::Change | EventKind::FocusIn | EventKind::Scroll => false,
        }
    }
}

impl FormField {
    /// Whether keys write in it, or choose: they are not the page's then.
    #[must_use]
    pub const fn takes_keys(&self) -> bool {
        self.ticked.is_none()
    }
}
