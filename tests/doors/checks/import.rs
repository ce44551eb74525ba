//! Files: what is brought in is within its bounds and sound, and a second time there is nothing to bring in.

use hashcart_core::bounds::is_time;
use hashcart_core::exchange::{There, file, items, plan};
use hashcart_core::records::Exported;
use hashcart_core::schema::Versioned;
use serde::Serialize;

use super::json::{Native, Read};
use super::{NOW, ensure};

/// Pieces of files, honest and not.
pub const PIECES: &[&str] = &[
    "{\"hashcart\":1,\"records\":[\n",
    "\n]}\n",
    ",\n",
    "{\"key\":\"",
    "\",\"v\":1,\"data\":",
    "\"item:B0057OC5O8@amazon.de\"",
    "\"settings\"",
    "\"handover\"",
    "\"reply:18\"",
    "\"lead:t.co/abc\"",
    "\"sent:B0057OC5O8@amazon.de\"",
    "\"saved_at\":",
    "\"units\":",
    "\"at\":",
    "\"via\":[",
    "\"t.co/abc\"",
    "-1",
    "1e309",
    "8640000000000001",
    "null",
    "https://www.amazon.de/dp/B0057OC5O8\n",
    "https://t.co/abc\n",
    "\u{feff}",
    "\r\n",
    "\"",
    "{",
    "}",
    "[",
    "]",
];

type Records = Vec<(String, Read)>;

/// Whatever the file: what is taken in can be written out and read in again, and then changes nothing.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let Ok(first) = plan(&Native, &text, &There(&Vec::new()), NOW) else { return Ok(()) };
    let mut there: Records = Vec::new();
    for (key, tried) in first.writes {
        if let Exported::Item(item) = &tried {
            let beyond = item.out_of_bounds(&|at| is_time(at, NOW));
            ensure(beyond.is_none() && item.found.is_sound(), || format!("{beyond:?} of {item:?}"))?;
        }
        let written = record(&tried);
        there.retain(|(name, _)| *name != key);
        there.push((key, written?));
    }
    let kept = there.iter().filter(|(key, _)| key.starts_with("item:")).count();
    ensure(items(&there).len() == kept, || "an item that was taken in cannot be read".to_owned())?;
    let again = plan(&Native, &text, &There(&there), NOW).map_err(|fault| format!("{fault:?}"))?;
    ensure(again.writes.is_empty(), || format!("a second time {:?}", again.writes))?;
    let out = file(&Native, &there)?;
    let back = plan(&Native, &out, &There(&Vec::new()), NOW).map_err(|fault| format!("{fault:?}: {out}"))?;
    ensure(back.refused.is_empty() && back.writes.len() == there.len(), || {
        format!("{:?} of {out}", back.refused)
    })
}

fn record<T: Serialize>(data: &T) -> Result<Read, String> {
    Read::written(&Versioned::now(data))
}
