//! What was begun and never ended: records that live for a time.

use serde::Deserialize;

use super::{INTENT, Kind, Life};
use crate::Millis;
use crate::message::PendingIntent;
use crate::raw::Raw;

/// The one part of a record that says when it was written, in any shape of the rest.
#[derive(Deserialize)]
struct WrittenAt {
    data: At,
}

#[derive(Deserialize)]
struct At {
    at: Millis,
}

/// The keys of what was begun and never ended. `started`: the browser was started, or the extension. What holds no time
/// that can be read goes then, too.
#[must_use]
pub fn abandoned<R: Raw>(records: &[(String, R)], now: Millis, started: bool) -> Vec<String> {
    let is_over = |(name, raw): &&(String, R)| match Kind::of(name).map(|kind| kind.about().life) {
        None | Some(Life::Kept) => false,
        Some(Life::UntilStart) => started,
        // Clocks are set back, too.
        Some(Life::For(millis)) => match raw.parse::<WrittenAt>() {
            Ok(WrittenAt { data: At { at } }) => !is_within(millis, at, now),
            Err(_) => started,
        },
    };
    records.iter().filter(is_over).map(|(name, _)| name.clone()).collect()
}

/// Whether a record of this storage key may be abandoned some day: what clean-up reads.
#[must_use]
pub fn is_passing(name: &str) -> bool {
    Kind::of(name).is_some_and(|kind| kind.about().life != Life::Kept)
}

fn is_within(millis: Millis, at: Millis, now: Millis) -> bool {
    (now - at).abs() < millis
}

impl PendingIntent {
    /// Whether the page that it was left for may still come.
    #[must_use]
    pub fn is_fresh(&self, now: Millis) -> bool {
        match INTENT.kind().about().life {
            Life::For(millis) => is_within(millis, self.at, now),
            Life::Kept | Life::UntilStart => true,
        }
    }
}
