//! Meaning, and nothing else: what a link, a tweet, an item, a reply and a message are.
//!
//! This room is plain Rust. It never names the browser, reads no clock and draws no random number; what it
//! needs of these comes in as an argument. Its `Cargo.toml` names no wasm crate.

#[macro_use]
mod serde_via_str;

pub mod alphabet;
pub mod asin;
pub mod bounds;
pub mod button;
pub mod cart;
pub mod copied;
pub mod countdown;
pub mod ending;
pub mod exchange;
pub mod fault;
pub mod handover;
pub mod insights;
pub mod item;
pub mod language;
pub mod link;
pub mod list;
pub mod mark;
pub mod marketplace;
pub mod mention;
mod merge;
pub mod message;
pub mod order;
pub mod pace;
pub mod picture;
pub mod product;
pub mod query;
pub mod raw;
pub mod records;
pub mod reply;
pub mod resolve;
#[cfg(any(test, feature = "test-support"))]
#[expect(clippy::unwrap_used, reason = "for tests only")]
pub mod samples;
pub mod scan;
pub mod schema;
pub mod sending;
pub mod settings;
pub mod settle;
pub mod several;
pub mod status;
pub mod sync;
pub mod template;
pub mod text;
pub mod to_buy;
pub mod tweet;

/// Milliseconds since 1970-01-01 UTC, as the page's clock gives them.
pub type Millis = f64;
