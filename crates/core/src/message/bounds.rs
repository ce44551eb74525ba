//! What a message may not be larger than. A page that asks is a page of the web, and may have been taken over.

use super::{MOST_SIGHTED, ToBackground, ToTab};
use crate::Millis;
use crate::bounds::{self, first_beyond, is_short, is_time};
use crate::exchange::MOST_BYTES;
use crate::handover::{CartPage, PageState, Pick, SessionEvent};

/// What has bounds.
pub trait Bounded {
    /// The name of its first part that is out of bounds at `now`.
    fn out_of_bounds(&self, now: Millis) -> Option<&'static str>;
}

impl Bounded for ToBackground {
    fn out_of_bounds(&self, now: Millis) -> Option<&'static str> {
        match self {
            Self::Save(call) => call.found.out_of_bounds(),
            Self::Keep(call) => first_beyond(&[("address", address(&call.address))]),
            Self::Mark(call) => first_beyond(&[("status", call.status.is_bounded())]),
            Self::Remove(call) => first_beyond(&[("keys", few(call.keys.len()))]),
            Self::Edit(call) => first_beyond(&[
                ("name", is_short(&call.name, bounds::FIELD_CHARS)),
                ("note", is_short(&call.note, bounds::FIELD_CHARS)),
            ]),
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
            Self::AddToCart(call) => {
                let keys = call.keys.as_ref().is_none_or(|keys| keys.len() <= bounds::LINES);
                first_beyond(&[("keys", keys)])
            }
            Self::Guide(call) => match &call.event {
                SessionEvent::PageState { page, sight: PageState::Cart(CartPage::Lines(lines)), .. } => {
                    first_beyond(&[("page", page.is_finite()), ("lines", lines.len() <= bounds::LINES)])
                }
                SessionEvent::PageState { page, title, .. } => first_beyond(&[
                    ("page", page.is_finite()),
                    ("title", title.as_deref().is_none_or(|title| is_short(title, bounds::FIELD_CHARS))),
                ]),
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
            Self::Sighted(call) => {
                let beyond = || {
                    let replies = call.sightings.iter().find_map(|it| it.beyond(now));
                    replies.or_else(|| call.posts.iter().find_map(|it| it.beyond(now)))
                };
                first_beyond(&[
                    ("sightings", call.sightings.len() <= MOST_SIGHTED),
                    ("posts", call.posts.len() <= MOST_SIGHTED),
                    ("thanked", call.thanked.len() <= MOST_SIGHTED),
                    ("thanked", call.thanked.iter().all(|(_, at)| is_time(*at, now))),
                ])
                .or_else(beyond)
            }
            Self::ChooseInsights(call) => call.choices.beyond(),
            Self::KeepDraws(call) => call.draws.beyond(),
            Self::VisitInsights(call) => first_beyond(&[("at", is_time(call.at, now))]),
            // What a picture is, its type says.
            Self::KeepPicture(_)
            | Self::NoteCopy(_)
            | Self::Twin(_)
            | Self::FetchLazy(_)
            | Self::Peek(_)
            | Self::PeekReplies(_)
            | Self::Restore(_)
            | Self::Resolve(_)
            | Self::AskLinks(_)
            | Self::AskPace(_)
            | Self::Intent(_)
            | Self::TakePendingIntent(_)
            | Self::Halted(_)
            | Self::Arrive(_)
            | Self::Look(_)
            | Self::ShowEnds(_)
            | Self::CountToBuy(_)
            | Self::ChooseHandover(_)
            | Self::ChooseReply(_)
            | Self::AskAnswers(_)
            | Self::PeekParents(_)
            | Self::ShowInsights(_)
            | Self::DropInsights(_)
            | Self::SyncList(_) => None,
        }
    }
}

impl Bounded for ToTab {
    fn out_of_bounds(&self, _now: Millis) -> Option<&'static str> {
        match self {
            Self::FindBehind(call) => first_beyond(&[("address", address(&call.address))]),
            Self::Hear(call) => {
                let leads = |(_, to): &(_, String)| address(to);
                first_beyond(&[
                    ("items", few(call.news.items.len())),
                    ("leads", few(call.news.leads.len()) && call.news.leads.iter().all(leads)),
                ])
            }
            Self::Diagnose(_) | Self::PressFocused(_) | Self::AskViewer(_) => None,
        }
    }
}

fn few(count: usize) -> bool {
    count <= bounds::ITEMS
}

fn address(text: &str) -> bool {
    text.len() <= bounds::ADDRESS_BYTES
}
