//! The page of X: what we look for in it, and what we put there.

pub mod addresses;
pub mod bar;
pub mod boxes;
pub mod button;
pub mod composer;
pub mod conversation;
mod editor;
pub mod extract;
pub mod focus_anchor;
pub mod host;
pub mod input;
mod own;
mod place;
pub mod popover;
pub mod scroll_anchor;
pub mod selectors;
pub mod shadow;
pub mod theme;
pub mod thread;
pub mod timeline;
pub mod words;
