//! Messages: what is taken is within its bounds, and means the same on the other side.

use std::fmt::Debug;

use hashcart_core::cart::{CartItem, NOTE_CHARS};
use hashcart_core::exchange::Json;
use hashcart_core::handover::Session;
use hashcart_core::mention::KeptMention;
use hashcart_core::message::{Protocol, ToBackground, ToTab, Wire};

use serde::Serialize;

use super::json::{Native, Read};
use super::{NOW, ensure};

/// Pieces of messages, honest and not.
pub const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "-1",
    "1e309",
    "8640000000000001",
    "4294967295",
    "\"v\":1",
    "\"call\":",
    "\"save\"",
    "\"keep\"",
    "\"mark\"",
    "\"edit\"",
    "\"put\"",
    "\"choose\"",
    "\"begin\"",
    "\"guide\"",
    "\"forget\"",
    "\"import\"",
    "\"hear\"",
    "\"private\":",
    "\"address\":\"",
    "\"units\":",
    "\"note\":\"",
    "\"puts\":[[\"B0057OC5O8@amazon.de\",",
    "[\"later\",1795000000000]",
    "\"event\":{\"sight\":{\"page\":",
    "\"lines\":[",
    "\"quantity\":",
    "\"picks\":[",
    "\"wanted\":",
];

/// Whatever was sent: it is refused, or it is within its bounds and reads the same again.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let Ok(raw) = Native.parse(&text) else { return Ok(()) };
    received::<ToTab>(&raw)?;
    let Some(wire) = received::<ToBackground>(&raw)? else { return Ok(()) };
    match wire.request {
        ToBackground::Edit(call) => {
            let Some(found) = KeptMention::of_address("https://t.co/abc", None) else { return Ok(()) };
            let item = CartItem::new(found, NOW).edited(call.units, &call.name, &call.note, NOW);
            ensure(item.note.chars().count() <= NOTE_CHARS && item.units > 0, || format!("{item:?}"))
        }
        ToBackground::Begin(call) => {
            let session = Session::new(call.store, call.way, &call.picks, NOW);
            ensure(session.items.len() <= call.picks.len(), || format!("{session:?}"))
        }
        _ => Ok(()),
    }
}

/// A message as the one who is asked takes it, if so; sent on, it reads the same.
fn received<P: Protocol + Serialize + PartialEq + Debug>(raw: &Read) -> Result<Option<Wire<P>>, String> {
    let Ok(wire) = Wire::<P>::receive(raw, NOW) else { return Ok(None) };
    let written = Read::written(&wire)?;
    ensure(Wire::receive(&written, NOW).as_ref() == Ok(&wire), || {
        format!("{wire:?} is sent on as {written:?}")
    })?;
    Ok(Some(wire))
}
