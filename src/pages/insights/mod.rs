//! Insights: who answered the user's posts with #AmazonCart, as far as X's page showed it.
//!
//! The page counts by itself what the background noted, and writes nothing of it. It begins with the few numbers that it
//! had the last time, and says so until all is counted anew.

pub mod chart;
pub mod compare;
pub mod draw;
pub mod launch;
pub mod paint;
pub mod promote;
mod route;
pub mod rows;
mod update;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use route::{Route, Tab, address};
pub use rows::All;
pub use update::{Effect, Message, StoredInsights};

use std::collections::HashMap;
use std::rc::Rc;

use hashcart_core::Millis;
use hashcart_core::fault::FaultCode;
use hashcart_core::insights::{AudienceGroup, Choices, Draws, Handle, News, Post, Sightings, Total};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::product::ProductKey;
use hashcart_core::tweet::TweetId;

use self::rows::{Column, Folk, PersonRow, PostSort, ProductRow, Summary};
use super::names;

/// How many rows of a long table are shown at once.
pub const ROWS: usize = 100;

/// What the browser's clock knows of the user's time zone.
#[derive(Clone, Copy)]
pub struct LocalClock {
    /// How far it is ahead of UTC at a time, in milliseconds.
    pub offset: fn(Millis) -> Millis,
    /// Reads a time of it, as a field has it.
    pub local: fn(&str) -> Option<Millis>,
}

impl std::fmt::Debug for LocalClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

impl Default for LocalClock {
    /// UTC, and no fields.
    fn default() -> Self {
        Self { offset: |_| 0.0, local: |_| None }
    }
}

/// How far the counting is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// Nothing is shown yet.
    #[default]
    Nothing,
    /// What is shown is that of the last time.
    Before,
    /// All is counted.
    Done,
}

/// What the page is about.
#[derive(Debug, Default)]
pub struct InsightsPage {
    /// The user's time zone.
    pub clock: LocalClock,
    /// Which view is shown.
    pub route: Route,
    /// What the user chose; `None` until it is read.
    pub choices: Option<Choices>,
    /// What is remembered of draws.
    pub draws: Draws,
    /// Whose page of X's is open.
    pub viewer: Option<Handle>,
    /// The time since which all is new: that of the visit before this one.
    pub since: Option<Millis>,
    /// When all was counted.
    pub now: Millis,
    /// How far the counting is.
    pub counting: Counting,
    /// What was seen.
    pub set: Rc<Sightings>,
    /// What the first views show.
    pub summary: Summary,
    /// What came since the last visit.
    pub news: News,
    /// The products.
    pub products: Vec<ProductRow>,
    /// The answers of which nobody knows about which product they are.
    pub without_product: Total,
    /// The titles that the posts themselves say.
    pub sold: HashMap<ProductKey, String>,
    /// The titles of the list's items.
    pub titles: HashMap<ProductKey, String>,
    /// The people, when they were asked for.
    pub folk: Option<Folk>,
    /// Whether they are being counted.
    pub counts_folk: bool,
    /// By what the posts are sorted.
    pub sort: Option<PostSort>,
    /// Which people are shown: of one group, …
    pub group: Option<AudienceGroup>,
    /// … and with this in their name.
    pub named: String,
    /// How many more rows than [`ROWS`] are shown.
    pub more: usize,
    /// The post that is shown by hours.
    pub launch: Option<launch::Launch>,
    /// Which posts are compared.
    pub two: [Option<TweetId>; 2],
    /// What came of that.
    pub compared: Option<compare::Posts>,
    /// The last days and those before.
    pub periods: Vec<compare::Period>,
    /// The draw.
    pub draw: draw::Form,
    /// The words of thanks that are being written.
    pub thanks: Option<String>,
    /// The store whose hashtag is said.
    pub store: Option<Marketplace>,
    /// The words of the user's own post, where they were changed.
    pub call: Option<String>,
    /// The link that is checked.
    pub link: String,
    /// What stands in the field for another account.
    pub account: String,
    /// What the user is asked.
    pub ask: Option<InsightsQuestion>,
    /// What became of the last act.
    pub said: Option<Result<ActOutcome, FaultCode>>,
    /// Why nothing could be read.
    pub fault: Option<FaultCode>,
}

/// What the user is asked before anything is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InsightsQuestion {
    /// Whether to forget this person.
    Forget(Handle),
    /// Whether to delete all replies.
    All,
}

/// What became of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActOutcome {
    /// It is saved.
    Saved,
    /// That is no handle.
    NoHandle,
    /// A person is forgotten.
    Forgotten,
    /// So many replies went.
    Gone(usize),
    /// A file of this name was handed over.
    Exported(String),
    /// The browser did not take the file.
    NotExported,
    /// It is on the clipboard.
    Copied,
    /// It could not be put there.
    NotCopied,
}

impl ActOutcome {
    /// Whether it is not what the user wanted.
    #[must_use]
    pub const fn is_bad(&self) -> bool {
        matches!(self, Self::NoHandle | Self::NotExported | Self::NotCopied)
    }
}

names! {
    /// What a press does.
    Act {
        /// Note replies from now on.
        On = "insights-on",
        /// Note no more.
        Off = "insights-off",
        /// Take the account of the open page.
        Viewer = "account-viewer",
        /// Take an account away.
        RemoveAccount = "account-remove",
        /// Sort the posts.
        Sort = "sort",
        /// Show more rows.
        More = "more",
        /// Ask whether to forget a person.
        Forget = "person-forget",
        /// Ask whether to delete all replies.
        DropAll = "replies-delete",
        /// Do what was asked.
        Go = "go",
        /// Take the question back.
        Cancel = "cancel",
        /// A table of the posts.
        CsvPosts = "csv-posts",
        /// Of the people.
        CsvPeople = "csv-people",
        /// Of the replies.
        CsvReplies = "csv-replies",
        /// Another seed.
        NewSeed = "seed-new",
        /// Draw.
        Draw = "draw",
        /// Copy the record of the draw.
        CopyRecord = "record-copy",
        /// Hand it over as a file.
        SaveRecord = "record-save",
        /// Check the record that was pasted.
        CheckRecord = "record-check",
        /// Copy the words of the post.
        CopyCall = "call-copy",
    }
}

names! {
    /// A field, by its id.
    Field {
        /// Another account.
        Account = "account",
        /// For how long replies stay.
        Days = "days",
        /// Of which group.
        Group = "group",
        /// With what in their name.
        Named = "named",
        /// The first of two posts.
        First = "first-post",
        /// The second.
        Second = "second-post",
        /// The words of thanks.
        Thanks = "thanks-words",
        /// The post that is drawn from.
        DrawPost = "draw-post",
        /// Until when.
        Cutoff = "draw-cutoff",
        /// How many win.
        Winners = "draw-winners",
        /// How many stand by.
        Alternates = "draw-alternates",
        /// Who may not take part.
        Blocked = "draw-blocked",
        /// The seed.
        Seed = "draw-seed",
        /// Whether who won before may win again.
        Again = "draw-again",
        /// A record to check.
        Record = "draw-check",
        /// A store.
        Store = "call-store",
        /// The words of a post.
        Call = "call-words",
        /// A product's link.
        Link = "call-link",
    }
}

/// Which table is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Csv {
    Posts,
    People,
    Replies,
}

impl InsightsPage {
    /// Of which the clock is the browser's.
    #[must_use]
    pub fn with_clock(clock: LocalClock, route: Route) -> Self {
        let mut state = Self { clock, route, ..Self::default() };
        state.enter();
        state
    }

    /// Whether replies are noted.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.choices.as_ref().is_some_and(|choices| choices.on)
    }

    /// Whether nothing is on and nothing was seen: what is shown is what insights are.
    #[must_use]
    pub fn is_new(&self) -> bool {
        let shows_something = self.summary.overview.replies > 0 || !self.summary.posts.is_empty();
        self.choices.is_some() && !self.is_on() && !shows_something && self.counting == Counting::Done
    }

    /// The user's own accounts.
    #[must_use]
    pub fn own(&self) -> &[Handle] {
        self.choices.as_ref().map_or(&[], |choices| &choices.own)
    }

    fn is_own(&self, post: &Post) -> bool {
        post.author().is_some_and(|author| self.own().iter().any(|own| own.is(author)))
    }

    /// The posts that are shown, sorted, and how many more there are.
    #[must_use]
    pub fn shown_posts(&self) -> (Vec<&rows::PostRow>, usize) {
        let posts = &self.summary.posts;
        let sorted = rows::sorted(posts, self.sort.unwrap_or(PostSort { by: Column::Posted, down: true }));
        let shown: Vec<_> = sorted.into_iter().take(ROWS.saturating_add(self.more)).collect();
        let more = posts.len().saturating_sub(shown.len());
        (shown, more)
    }

    /// The people that are shown, and how many more there are.
    #[must_use]
    pub fn shown_people(&self) -> (Vec<&PersonRow>, usize) {
        let named = self.named.trim().trim_start_matches('@').to_ascii_lowercase();
        let is_shown = |person: &&PersonRow| {
            self.group.is_none_or(|group| person.group == group)
                && (named.is_empty() || person.handle.folded().contains(&named))
        };
        let people = self.folk.as_ref().map_or(&[][..], |folk| &folk.people);
        let mut found = people.iter().filter(is_shown);
        let shown: Vec<_> = found.by_ref().take(ROWS.saturating_add(self.more)).collect();
        (shown, found.count())
    }

    /// The words with which a thank-you begins, as they stand in the field.
    #[must_use]
    pub fn thanks(&self) -> &str {
        let saved = || self.choices.as_ref().map_or("", |choices| choices.thanks.as_str());
        self.thanks.as_deref().unwrap_or_else(saved)
    }
}

/// The group of that name.
#[must_use]
pub fn group_named(name: &str) -> Option<AudienceGroup> {
    [AudienceGroup::New, AudienceGroup::Again, AudienceGroup::Regular, AudienceGroup::Quiet]
        .into_iter()
        .find(|group| group.name() == name)
}
