//! What a message may not be larger than. A page that asks is a page of the web, and may have been taken over.

use super::{
    AddToCart, Arrive, AskAnswers, AskLinks, AskPace, AskViewer, Begin, Choose, ChooseHandover,
    ChooseInsights, ChooseReply, CountToBuy, Diagnose, DropAside, DropInsights, Edit, FetchLazy, FindBehind,
    Forget, Guide, Halted, Hear, Import, Intent, Keep, KeepDraws, KeepPicture, Look, MOST_SIGHTED, Mark,
    NoteCopy, Peek, PeekParents, PeekReplies, PressFocused, Put, Recall, Remove, Resolve, Restore, Save,
    ShowEnds, ShowInsights, Sighted, SyncList, TakePendingIntent, Twin, VisitInsights,
};
use crate::Millis;
use crate::bounds::{self, first_beyond, is_short, is_time};
use crate::exchange::MOST_BYTES;
use crate::handover::{CartPage, PageState, Pick, SessionEvent};

/// What has bounds.
pub trait Bounded {
    /// The name of its first part that is out of bounds at `now`.
    fn out_of_bounds(&self, now: Millis) -> Option<&'static str>;
}

/// What has none, because its types say all.
macro_rules! unbounded {
    ($($call:ident)*) => {
        $(impl Bounded for $call {
            fn out_of_bounds(&self, _now: Millis) -> Option<&'static str> {
                None
            }
        })*
    };
}

unbounded! {
    Arrive AskAnswers AskLinks AskPace AskViewer ChooseHandover ChooseReply CountToBuy Diagnose DropInsights FetchLazy Halted
    Intent KeepPicture Look NoteCopy Peek PeekParents PeekReplies PressFocused Resolve Restore ShowEnds ShowInsights SyncList
    TakePendingIntent Twin
}

/// What has some, and how its first part beyond them is found.
macro_rules! bounded {
    ($($call:ident: |$it:ident, $now:pat_param| $first:expr;)*) => {
        $(impl Bounded for $call {
            fn out_of_bounds(&self, $now: Millis) -> Option<&'static str> {
                let $it = self;
                $first
            }
        })*
    };
}

bounded! {
    Save: |call, _| call.found.out_of_bounds();
    Keep: |call, _| first_beyond(&[("address", address(&call.address))]);
    Mark: |call, _| first_beyond(&[("status", call.status.is_bounded())]);
    Remove: |call, _| first_beyond(&[("keys", few(call.keys.len()))]);
    Edit: |call, _| first_beyond(&[
        ("name", is_short(&call.name, bounds::FIELD_CHARS)),
        ("note", is_short(&call.note, bounds::FIELD_CHARS)),
    ]);
    Put: |call, now| {
        let mut times = call.puts.iter().filter_map(|(_, shelf)| *shelf);
        first_beyond(&[("puts", few(call.puts.len())), ("shelf", times.all(|(_, at)| is_time(at, now)))])
    };
    Choose: |call, _| call.settings.out_of_bounds();
    Begin: |call, _| {
        let title = |pick: &Pick| is_short(&pick.title, bounds::FIELD_CHARS);
        first_beyond(&[
            ("picks", call.picks.len() <= bounds::LINES),
            ("title", call.picks.iter().take(bounds::LINES).all(title)),
        ])
    };
    AddToCart: |call, _| {
        let keys = call.keys.as_ref().is_none_or(|keys| keys.len() <= bounds::LINES);
        first_beyond(&[("keys", keys)])
    };
    Guide: |call, _| match &call.event {
        SessionEvent::PageState { page, sight: PageState::Cart(CartPage::Lines(lines)), .. } => {
            first_beyond(&[("page", page.is_finite()), ("lines", lines.len() <= bounds::LINES)])
        }
        SessionEvent::PageState { page, title, .. } => first_beyond(&[
            ("page", page.is_finite()),
            ("title", title.as_deref().is_none_or(|title| is_short(title, bounds::FIELD_CHARS))),
        ]),
        _ => None,
    };
    Import: |call, _| first_beyond(&[("text", call.text.len() <= MOST_BYTES)]);
    Forget: |call, _| {
        let author = call.author.as_deref().unwrap_or_default();
        first_beyond(&[("author", author.len() <= bounds::AUTHOR_BYTES)])
    };
    DropAside: |call, _| first_beyond(&[("key", address(&call.key))]);
    Recall: |call, _| first_beyond(&[("items", few(call.items.len())), ("links", few(call.links.len()))]);
    Sighted: |call, now| {
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
    };
    ChooseInsights: |call, _| call.choices.beyond();
    KeepDraws: |call, _| call.draws.beyond();
    VisitInsights: |call, now| first_beyond(&[("at", is_time(call.at, now))]);
    FindBehind: |call, _| first_beyond(&[("address", address(&call.address))]);
    Hear: |call, _| {
        let leads = |(_, to): &(_, String)| address(to);
        first_beyond(&[
            ("items", few(call.news.items.len())),
            ("leads", few(call.news.leads.len()) && call.news.leads.iter().all(leads)),
        ])
    };
}

fn few(count: usize) -> bool {
    count <= bounds::ITEMS
}

fn address(text: &str) -> bool {
    text.len() <= bounds::ADDRESS_BYTES
}
