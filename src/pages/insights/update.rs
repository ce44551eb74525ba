//! What the user means on the page of insights, and what follows from it.

use std::collections::HashMap;

use hashcart_core::Millis;
use hashcart_core::bounds::is_short;
use hashcart_core::fault::FaultCode;
use hashcart_core::insights::{Choices, DAYS, Draws, Handle, MOST_HANDLES, Post, THANKS_CHARS};
use hashcart_core::product::ProductKey;

use super::rows::{All, Column, Folk, PostSort, Summary};
use super::{
    Act, ActOutcome, Counting, Csv, Field, InsightsPage, InsightsQuestion, ROWS, Route, Tab, compare,
    group_named, launch,
};
use crate::pages::event::{self, EventKind, PageEvent};
use crate::pages::{Page, Update};

/// What stands in storage beside the sightings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredInsights {
    /// What the user chose.
    pub choices: Choices,
    /// What is remembered of draws.
    pub draws: Draws,
}

/// What happens to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// An act, and what it is about.
    Do(Act, String),
    /// A field is being written in; whether it was left so.
    Written(Field, String, bool),
    /// The form with another account was sent.
    Account(String),
    /// Another view is wanted.
    Go(Route),
    /// What was shown the last time.
    Recalled(Option<Box<Summary>>),
    /// What stands in storage.
    Read(Result<Box<StoredInsights>, FaultCode>),
    /// All sightings.
    Counted(Result<Box<All>, FaultCode>),
    /// The people, of what was read at that time.
    Folk(Millis, Box<Folk>),
    /// The titles of those products that are in the list.
    Titles(HashMap<ProductKey, String>),
    /// Whose page of X's is open.
    Viewer(Option<Handle>),
    /// What was chosen was written, or was not.
    Saved(Result<(), FaultCode>),
    /// The visit was written down.
    Visited(Millis),
    /// A person is forgotten; or so many replies went, all of them.
    Gone(Result<Option<usize>, FaultCode>),
    /// A seed.
    Seed(String),
    /// What became of an act.
    Said(Result<ActOutcome, FaultCode>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read what stands in storage. Told by [`Message::Read`].
    Read,
    /// Look up what was shown the last time. Told by [`Message::Recalled`].
    Recall,
    /// Keep that for the next time.
    Remember(Box<Summary>),
    /// Read and count all sightings. Told by [`Message::Counted`].
    Count,
    /// Count the people. Told by [`Message::Folk`].
    Folk,
    /// Look these products up in the list. Told by [`Message::Titles`].
    Titles(Vec<ProductKey>),
    /// Ask whose page of X's is open. Told by [`Message::Viewer`].
    AskViewer,
    /// Write what was chosen. Told by [`Message::Saved`].
    Choose(Choices),
    /// Write that the user has seen what was there at that time. Told by [`Message::Visited`].
    Visit(Millis),
    /// Write what is remembered of draws. Told by [`Message::Saved`].
    KeepDraws(Draws),
    /// Have a person forgotten, everywhere. Told by [`Message::Gone`].
    Forget(Handle),
    /// Have all replies deleted. Told by [`Message::Gone`].
    DropAll,
    /// Make a seed that nobody could know. Told by [`Message::Seed`].
    Seed,
    /// Hand a table over. Told by [`Message::Said`].
    Export(Csv),
    /// Hand the record of the draw over, or copy it. Told by [`Message::Said`].
    Record {
        /// Whether it is copied.
        copy: bool,
    },
    /// Copy the words of the user's own post. Told by [`Message::Said`].
    CopyCall,
    /// Bring the head of the view into sight, and the focus to it.
    LookAtView,
    /// The same for the question.
    LookAtQuestion,
    /// The focus goes back to the button that led to this question.
    LookBack(InsightsQuestion),
}

impl Page for InsightsPage {
    type Message = Message;
    type Effect = Effect;

    fn hear(heard: &PageEvent) -> Option<Message> {
        let field = |field: &event::FormField, left| {
            let value = field.ticked.map_or_else(|| field.value.clone(), |on| on.to_string());
            Field::named(&field.id).map(|named| Message::Written(named, value, left))
        };
        if heard.kind == EventKind::Submit {
            let account = heard.field.as_ref().filter(|field| field.id == Field::Account.name());
            return account.map(|field| Message::Account(field.value.clone()));
        }
        match (heard.written(), heard.changed()) {
            (Some(written), _) => field(written, false),
            (_, Some(changed)) => field(changed, true),
            _ => {
                let about = heard.key.clone().unwrap_or_default();
                heard.pressed().and_then(Act::named).map(|act| Message::Do(act, about))
            }
        }
    }

    fn update(&mut self, message: Message) -> Update<Effect> {
        match message {
            Message::Do(act, about) => return self.act(act, &about),
            Message::Written(field, value, left) => return self.write(field, &value, left),
            Message::Account(value) => return self.add_account(value.trim().parse().ok()),
            Message::Go(route) => return self.go(route),
            Message::Recalled(summary) => {
                if let Some(summary) = summary.filter(|_| self.counting == Counting::Nothing) {
                    (self.summary, self.counting) = (*summary, Counting::Before);
                }
            }
            Message::Read(Err(code)) | Message::Counted(Err(code)) => self.fault = Some(code),
            Message::Read(Ok(stored)) => return self.take(*stored),
            Message::Counted(Ok(counted)) => return self.count(*counted),
            Message::Folk(now, folk) => {
                // Of those that were counted meanwhile they are counted already.
                if now == self.now {
                    (self.folk, self.counts_folk) = (Some(*folk), false);
                }
            }
            Message::Titles(titles) => self.titles = titles,
            Message::Viewer(viewer) => self.viewer = viewer,
            Message::Saved(Ok(())) => self.said = Some(Ok(ActOutcome::Saved)),
            Message::Saved(Err(code)) => {
                self.said = Some(Err(code));
                return Update::painted().and(Effect::Read);
            }
            Message::Visited(at) => {
                if let Some(choices) = &mut self.choices {
                    choices.visited = Some(at);
                }
                return Update::nothing();
            }
            Message::Gone(gone) => {
                self.said = Some(gone.map(|count| count.map_or(ActOutcome::Forgotten, ActOutcome::Gone)));
                return Update::painted().and(Effect::Read).and(Effect::Count);
            }
            Message::Seed(seed) => {
                self.draw.write(Field::Seed, &seed);
            }
            Message::Said(said) => self.said = Some(said),
        }
        Update::painted()
    }
}

impl InsightsPage {
    fn take(&mut self, stored: StoredInsights) -> Update<Effect> {
        let is_first = self.choices.is_none();
        if is_first {
            self.since = stored.choices.visited;
        }
        self.choices = Some(stored.choices);
        (self.draws, self.fault) = (stored.draws, None);
        let update = self.settled();
        if is_first { update.and(Effect::Count).and(Effect::AskViewer).and(Effect::Seed) } else { update }
    }

    fn count(&mut self, All { set, now, sums }: All) -> Update<Effect> {
        if now < self.now {
            // What was read after it is shown already: what was deleted meanwhile does not come back.
            return Update::nothing();
        }
        let is_first = self.counting != Counting::Done;
        (self.set, self.now, self.counting, self.fault) = (set, now, Counting::Done, None);
        (self.summary, self.news) = (sums.summary, sums.news);
        (self.products, self.without_product) = (sums.products, sums.without_product);
        (self.folk, self.counts_folk, self.launch, self.compared) = (None, false, None, None);
        self.periods.clear();
        let update = self.settled();
        self.sold = self.set.posts().flat_map(Post::titles).cloned().collect();
        let mut sold: Vec<ProductKey> =
            self.summary.posts.iter().flat_map(|post| &post.products).copied().collect();
        sold.sort_unstable();
        sold.dedup();
        let update = update.and(Effect::Remember(Box::new(self.summary.short())));
        let update = if sold.is_empty() { update } else { update.and(Effect::Titles(sold)) };
        // What is new was shown now.
        if is_first && self.is_on() { update.and(Effect::Visit(now)) } else { update }
    }

    fn go(&mut self, route: Route) -> Update<Effect> {
        self.route = route;
        (self.more, self.ask, self.said) = (0, None, None);
        self.enter();
        self.settled().and(Effect::LookAtView)
    }

    /// Takes over which posts the address names.
    pub(super) fn enter(&mut self) {
        (self.launch, self.compared) = (None, None);
        if let Some(post) = self.route.post().cloned() {
            match self.route.tab {
                Tab::Draw if self.draw.post.as_ref() != Some(&post) => {
                    self.draw.write(Field::DrawPost, post.as_str());
                }
                Tab::Compare => {
                    self.two = [Some(post), self.route.posts.get(1).cloned()];
                }
                _ => {}
            }
        }
    }

    /// Works out what the view needs that is shown, where that is not there yet, and paints it; what takes long is asked
    /// for.
    fn settled(&mut self) -> Update<Effect> {
        if self.counting != Counting::Done {
            return Update::painted();
        }
        match self.route.tab {
            Tab::People | Tab::Thanks if self.folk.is_none() && !self.counts_folk => {
                self.counts_folk = true;
                return Update::painted().and(Effect::Folk);
            }
            Tab::Launch => {
                let post = self.route.post();
                self.launch = post.and_then(|post| {
                    let is_own = |post: &_| self.is_own(post);
                    launch::launch(&self.set, post, self.now, &is_own, &self.clock.offset)
                });
            }
            Tab::Compare => {
                let two = self.two.each_ref().map(Option::as_ref);
                self.compared = compare::posts(&self.set, &self.summary.posts, two);
                if self.periods.is_empty() {
                    self.periods = compare::periods(&self.set, self.now);
                }
            }
            Tab::Draw => {
                let own = self.choices.as_ref().map_or(&[][..], |choices| &choices.own);
                self.draw.settle(&self.set, own, &self.draws, &self.clock.local);
            }
            _ => {}
        }
        Update::painted()
    }

    fn write(&mut self, field: Field, value: &str, left: bool) -> Update<Effect> {
        if self.draw.write(field, value) {
            // Who takes part is counted when a field is left, and not at every key.
            return if left { self.settled() } else { Update::painted() };
        }
        match field {
            Field::Account => value.clone_into(&mut self.account),
            Field::Days => {
                let days = value.parse().ok().filter(|days| DAYS.contains(days));
                return match days.filter(|_| left) {
                    Some(days) => self.choose(|choices| choices.days = days),
                    None => Update::nothing(),
                };
            }
            Field::Group => (self.group, self.more) = (group_named(value), 0),
            Field::Named => {
                value.clone_into(&mut self.named);
                self.more = 0;
            }
            Field::First | Field::Second => {
                let [first, second] = &mut self.two;
                *(if field == Field::First { first } else { second }) = value.parse().ok();
            }
            Field::Thanks => {
                self.thanks = Some(value.to_owned());
                if left && is_short(value, THANKS_CHARS) {
                    let words = value.trim().to_owned();
                    return self.choose(|choices| choices.thanks = words);
                }
            }
            Field::Store => self.store = value.parse().ok(),
            Field::Call => self.call = Some(value.to_owned()).filter(|words| !words.is_empty()),
            Field::Link => value.clone_into(&mut self.link),
            // The draw's own.
            _ => return Update::nothing(),
        }
        self.settled()
    }

    fn act(&mut self, act: Act, about: &str) -> Update<Effect> {
        self.said = None;
        match act {
            Act::On => return self.choose(|choices| choices.on = true),
            Act::Off => return self.choose(|choices| choices.on = false),
            Act::Viewer => return self.add_account(self.viewer.clone()),
            Act::RemoveAccount => {
                let own: Result<Handle, _> = about.parse();
                return match own {
                    Ok(gone) => self.choose(|choices| choices.own.retain(|own| !own.is(&gone))),
                    Err(_) => Update::nothing(),
                };
            }
            Act::Sort => {
                let Some(by) = Column::named(about) else { return Update::nothing() };
                let down = self.sort.is_none_or(|sort| sort.by != by || !sort.down);
                self.sort = Some(PostSort { by, down });
            }
            Act::More => {
                self.more = self.more.saturating_add(ROWS);
            }
            Act::Forget => {
                let Ok(handle) = about.parse() else { return Update::nothing() };
                return self.question(InsightsQuestion::Forget(handle));
            }
            Act::DropAll => return self.question(InsightsQuestion::All),
            Act::Go => {
                return match self.ask.take() {
                    Some(InsightsQuestion::Forget(handle)) => Update::painted().and(Effect::Forget(handle)),
                    Some(InsightsQuestion::All) => Update::painted().and(Effect::DropAll),
                    None => Update::nothing(),
                };
            }
            Act::Cancel => {
                let Some(asked) = self.ask.take() else { return Update::nothing() };
                return Update::painted().and(Effect::LookBack(asked));
            }
            Act::CsvPosts => return Update::painted().and(Effect::Export(Csv::Posts)),
            Act::CsvPeople => return Update::painted().and(Effect::Export(Csv::People)),
            Act::CsvReplies => return Update::painted().and(Effect::Export(Csv::Replies)),
            Act::NewSeed => return Update::painted().and(Effect::Seed),
            Act::Draw => {
                self.settled();
                if let Some(draws) = self.draw.draw(&self.draws) {
                    // Who takes part stays what it was for this draw, until something in the form is changed.
                    self.draws = draws.clone();
                    return Update::painted().and(Effect::KeepDraws(draws));
                }
            }
            Act::CopyRecord => return Update::painted().and(Effect::Record { copy: true }),
            Act::SaveRecord => return Update::painted().and(Effect::Record { copy: false }),
            Act::CheckRecord => self.draw.check(),
            Act::CopyCall => return Update::painted().and(Effect::CopyCall),
        }
        Update::painted()
    }

    fn question(&mut self, ask: InsightsQuestion) -> Update<Effect> {
        self.ask = Some(ask);
        Update::painted().and(Effect::LookAtQuestion)
    }

    fn add_account(&mut self, handle: Option<Handle>) -> Update<Effect> {
        let Some(handle) = handle else {
            self.said = Some(Ok(ActOutcome::NoHandle));
            return Update::painted();
        };
        self.account.clear();
        self.choose(|choices| {
            if !choices.is_own(&handle) && choices.own.len() < MOST_HANDLES {
                choices.own.push(handle);
            }
        })
    }

    /// Changes what is chosen. A second change may be made before the first is written.
    fn choose(&mut self, change: impl FnOnce(&mut Choices)) -> Update<Effect> {
        let Some(choices) = &mut self.choices else { return Update::nothing() };
        change(choices);
        // Nobody's replies would be noted.
        choices.on &= !choices.own.is_empty();
        self.said = None;
        Update::painted().and(Effect::Choose(choices.clone()))
    }
}
