//! The extension's own pages. Each is a folder with its `state`, a pure `update` (what was heard or answered → a new state
//! and effects), a pure `view` (state → what is shown) and a `paint` that puts the view into the page's `<template>`s.
//! Painters ask their document for rectangles, focus and, by `Intl`, for dates and plurals, and nothing else. `app` runs the
//! effects, which alone know the extension API, and sends what came of them back as messages.

pub mod cart_button;
mod cart_paint;
pub mod data;
pub mod event;
pub mod handover;
pub mod head;
pub mod insights;
pub mod kit;
pub mod list;
pub mod listen;
pub mod menus;
pub mod options;
pub mod popup;
pub mod row;
mod row_paint;
mod tile;
mod time;

use event::PageEvent;
use hashcart_core::Millis;
use hashcart_core::text::Text;

/// Makes words of a text, in the user's language.
pub type Texts<'a> = &'a dyn Fn(&Text<'_>) -> String;

/// One of our own pages, or a part of one that goes by itself.
pub trait Page: Sized + 'static {
    /// What happens to it: something the user did, or the answer to an effect.
    type Message;
    /// What it wants done, beside being painted.
    type Effect;

    /// What the user meant; `None` where this page has nothing to do with it. Pure.
    fn hear(heard: &PageEvent) -> Option<Self::Message>;

    /// Takes a message in. Pure: the same state and message make the same state and effects.
    fn update(&mut self, message: Self::Message) -> Update<Self::Effect>;
}

/// What follows from a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Update<E> {
    /// Whether what is shown may have changed.
    pub paint: bool,
    /// What is to be done, in this order, after the painting.
    pub effects: Vec<E>,
}

impl<E> Update<E> {
    /// Nothing follows.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { paint: false, effects: Vec::new() }
    }

    /// The page is painted.
    #[must_use]
    pub const fn painted() -> Self {
        Self { paint: true, effects: Vec::new() }
    }

    /// Only this is done.
    #[must_use]
    pub fn only(effect: E) -> Self {
        Self::nothing().and(effect)
    }

    /// This is done as well.
    #[must_use]
    pub fn and(mut self, effect: E) -> Self {
        self.effects.push(effect);
        self
    }
}

/// The day of the user's calendar that a time falls on, counted; the time zone is the browser's to know.
pub type DayOf = fn(Millis) -> i64;

/// An enum of names that a page's markup uses, in `data-do` and in the values of its selects. They are read where they are
/// heard and written where they are painted: nothing else compares strings.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$about])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name in the markup.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The one of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}
pub(crate) use names;

#[cfg(test)]
mod markup_tests;
