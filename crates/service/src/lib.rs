//! What the background does, as use cases over traits: keeping items, replies and their pace, short links, the hand-over,
//! all records at once, backups, syncing.
//!
//! This room knows what is read, judged and written in which order, and no browser: its `Cargo.toml` names no wasm crate.
//! What it needs of one comes in as a [`Store`], an [`Archive`], [`Files`], a [`Clock`], [`Tabs`], [`Stores`], [`Redirects`], a [`SyncArea`]; in tests these are fakes that fail,
//! stop and come back at every step.
//!
//! Nothing is kept here between calls: a background may end between any two operations on its storage, and what stands
//! there then has to be enough to go on.

pub mod backup;
pub mod handover;
pub mod insights;
pub mod item_commands;
pub mod items;
pub mod language;
pub mod list;
pub mod pictures;
mod ports;
pub mod records;
pub mod replies;
pub mod room;
pub mod settings;
pub mod short_links;
pub mod store;
pub mod sync;

pub use ports::{Archive, Clock, Files, Hop, Redirects, Store, Stores, SyncArea, Tab, Tabs};
