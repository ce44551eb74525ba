//! What a message may not be larger than. A page that asks is a page of the web, and may have been taken over.

use super::{Request, Wire};
use crate::Millis;
use crate::bounds::{self, first_beyond, is_short, is_time};
use crate::exchange::MOST_BYTES;
use crate::handover::{CartPage, Event, PageState, Pick};
use crate::raw::Raw;

impl Wire {
    /// Reads an envelope that has come from elsewhere: [`Wire::read`], and nothing in it is out of bounds at `now`.
    ///
    /// # Errors
    /// The parser's own words, or the name of the part that is out of bounds.
    pub fn receive(raw: &impl Raw, now: Millis) -> Result<Self, String> {
        let wire = Self::read(raw)?;
        match wire.request.out_of_bounds(now) {
            Some(part) => Err(format!("{part} is out of bounds")),
            None => Ok(wire),
        }
    }
}

impl Request {
    /// The first part of it that is out of bounds, by its name.
    #[must_use]
    pub fn out_of_bounds(&self, now: Millis) -> Option<&'static str> {
        let few = |count: usize| count <= bounds::ITEMS;
        let address = |text: &str| text.len() <= bounds::ADDRESS_BYTES;
        match self {
            Self::Save(call) => call.found.out_of_bounds(),
            Self::Keep(call) => first_beyond(&[("address", address(&call.address))]),
            Self::FindBehind(call) => first_beyond(&[("address", address(&call.address))]),
            Self::Mark(call) => first_beyond(&[("status", call.status.is_bounded())]),
            Self::Remove(call) => first_beyond(&[("keys", few(call.keys.len()))]),
            Self::Edit(call) => first_beyond(&[("note", is_short(&call.note, bounds::FIELD_CHARS))]),
            Self::Put(call) => {
                let times = call.puts.iter().filter_map(|(_, shelf)| *shelf);
                first_beyond(&[
                    ("puts", few(call.puts.len())),
                    ("shelf", times.into_iter().all(|(_, at)| is_time(at, now))),
                ])
            }
            Self::Choose(call) => call.settings.out_of_bounds(),
            Self::Begin(call) => {
                let title = |pick: &Pick| is_short(&pick.title, bounds::FIELD_CHARS);
                first_beyond(&[
                    ("picks", call.picks.len() <= bounds::LINES),
                    ("title", call.picks.iter().take(bounds::LINES).all(title)),
                ])
            }
            Self::Guide(call) => match &call.event {
                Event::PageState { page, sight: PageState::Cart(CartPage::Lines(lines)) } => {
                    first_beyond(&[("page", page.is_finite()), ("lines", lines.len() <= bounds::LINES)])
                }
                Event::PageState { page, .. } => first_beyond(&[("page", page.is_finite())]),
                _ => None,
            },
            Self::Import(call) => first_beyond(&[("text", call.text.len() <= MOST_BYTES)]),
            Self::Forget(call) => {
                let author = call.author.as_deref().unwrap_or_default();
                first_beyond(&[("author", author.len() <= bounds::AUTHOR_BYTES)])
            }
            Self::DropAside(call) => first_beyond(&[("key", address(&call.key))]),
            Self::Recall(call) => {
                first_beyond(&[("items", few(call.items.len())), ("links", few(call.links.len()))])
            }
            Self::Hear(call) => {
                let leads = |(_, to): &(_, String)| address(to);
                first_beyond(&[
                    ("items", few(call.news.items.len())),
                    ("leads", few(call.news.leads.len()) && call.news.leads.iter().all(leads)),
                ])
            }
            Self::Twin
            | Self::Peek(_)
            | Self::PeekReplies(_)
            | Self::Restore(_)
            | Self::Resolve(_)
            | Self::AskLinks(_)
            | Self::AskPace(_)
            | Self::Intent(_)
            | Self::TakePendingIntent(_)
            | Self::Halted(_)
            | Self::Arrive
            | Self::Look(_)
            | Self::Prefer(_)
            | Self::ChooseReply(_)
            | Self::SyncList(_)
            | Self::Diagnose(_)
            | Self::PressFocused(_) => None,
        }
    }
}
