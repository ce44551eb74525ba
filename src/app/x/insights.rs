//! Insights in X's page: what the user has in sight anyway is looked at, and what is new of it is told to the background.
//!
//! Off, this is one comparison for each post. On, each post is asked once whether it has one of the hashtags or is the
//! user's own; only where one is, or on the own page of a post of the user's, the timeline is read. Nothing is scrolled,
//! loaded or asked for.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use hashcart_core::Millis;
use hashcart_core::fault::FaultCode;
use hashcart_core::insights::{
    Cell as Place, Choices, Conversation, Handle, PageData, PageReading, Parent, Post, Shape, Sighting, look,
};
use hashcart_core::item::ItemKey;
use hashcart_core::message::{MOST_SIGHTED, PeekParents, Sighted};
use hashcart_core::records::{Area, INSIGHTS};
use hashcart_core::scan::offer;
use hashcart_core::tweet::TweetId;
use hashcart_service::Store;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::lazy::{self, LazyTask};
use super::{answered, answers, short_links};
use crate::app::report_fault;
use crate::dom::{elements, says};
use crate::sites::x::conversation::{self, ShownConversation, Sold};
use crate::sites::x::extract;
use crate::sites::x::selectors::{ARTICLE, HASHTAGS};
use crate::timer::Timer;
use crate::webext::{Browser, Outside, private, runtime};

/// How long posts that came are gathered before the timeline is read, in milliseconds: less than a cell stays in sight.
const GATHERED_MS: u32 = 100;

#[derive(Default)]
struct InsightsState {
    /// The posts of the user's own, as a selector: they are worth a look. Empty as long as no account is named.
    wanted: String,
    waiting: Option<Timer>,
    /// What was told of replies, of posts and of thanks: the background hears what is new.
    replies: HashMap<TweetId, Sighting>,
    posts: HashMap<TweetId, Post>,
    thanked: HashSet<TweetId>,
    /// What the page's own data says, and the replies that it was asked for.
    data: HashMap<TweetId, PageData>,
    asked: HashSet<TweetId>,
    /// Whether there was no room for more: then this page tells nothing more.
    is_full: bool,
    /// How far down the heading is that ended this conversation.
    end: Option<(TweetId, f64)>,
}

thread_local! {
    static STATE: RefCell<InsightsState> = RefCell::default();
}

/// Begins where the user has switched it on. Nothing is noted of private windows.
pub(super) fn start() {
    if !private::is_here() {
        spawn_local(async {
            // Who never chose has no record.
            let record = Browser.one(Area::Disk, INSIGHTS.only()).await;
            if let Ok(Some(record)) = record {
                lazy::run(LazyTask::ChooseInsights(Some(record)));
            }
        });
    }
}

/// Takes in what the user chooses meanwhile.
pub(super) fn take_in(changes: &[(String, Option<Outside>)]) {
    if let Some((_, record)) = changes.iter().find(|(name, _)| INSIGHTS.holds(name)) {
        let record = record.clone();
        lazy::run(LazyTask::ChooseInsights(record));
    }
}

/// Takes in what the user chose, as it is stored.
pub(super) fn choose(record: Option<Outside>) {
    let choices: Choices = record.as_ref().and_then(|raw| INSIGHTS.data(raw)).unwrap_or_default();
    let posts = choices.own.iter().map(|own| format!(r#"a[href^="/{own}/status/" i]"#));
    let wanted = posts.collect::<Vec<_>>().join(", ");
    STATE.set(InsightsState { wanted, ..InsightsState::default() });
    answers::choose(choices);
    answered::begin_anew();
    if answers::is_on()
        && let Some(all) = crate::dom::document().and_then(|it| it.query_selector_all(ARTICLE).ok())
    {
        elements(&all).for_each(|article| look_at(&article));
    }
}

/// Looks at a post of the page.
pub(super) fn look_at(article: &Element) {
    if !answers::is_on() {
        return;
    }
    let is_wanted = STATE.with_borrow(|state| {
        state.waiting.is_none()
            && !state.is_full
            && (says(article, HASHTAGS) || is_own_post(state, article) || is_own_page(state))
    });
    if is_wanted {
        soon();
    }
}

/// Looks once more, where more may be known now of what posts sell.
pub(super) fn again() {
    if answers::is_on() && STATE.with_borrow(|state| !state.posts.is_empty()) {
        soon();
    }
}

/// Whether a post is the user's own. An empty selector would be an exception for each post.
fn is_own_post(state: &InsightsState, article: &Element) -> bool {
    !state.wanted.is_empty() && article.query_selector(&state.wanted).is_ok_and(|own| own.is_some())
}

fn is_own_page(state: &InsightsState) -> bool {
    let focal = conversation::focal();
    focal.is_some_and(|(author, id)| {
        state.posts.contains_key(&id) || author.parse().is_ok_and(|author| is_own(&author))
    })
}

fn is_own(handle: &Handle) -> bool {
    answers::with_choices(|choices| choices.is_own(handle))
}

fn soon() {
    STATE.with_borrow_mut(|state| {
        state.waiting.get_or_insert_with(|| Timer::after(GATHERED_MS, || lazy::run(LazyTask::ReadInsights)));
    });
}

/// Reads the timelines, and tells what is new.
pub(super) fn read() {
    STATE.with_borrow_mut(|state| state.waiting = None);
    let Some(document) = crate::dom::document() else { return };
    if !answers::is_on() || !runtime::alive() || STATE.with_borrow(|state| state.is_full) {
        return;
    }
    let now = js_sys::Date::now();
    let looks: Vec<PageReading> = conversation::shown(&document, &products)
        .into_iter()
        .map(|shown| STATE.with_borrow_mut(|state| state.look(shown, now)))
        .collect();
    let new = STATE.with_borrow_mut(|state| {
        let mut new = Sighted::default();
        looks.iter().for_each(|look| state.sift(look, &mut new));
        new
    });
    let open: Vec<TweetId> = STATE.with_borrow_mut(|state| state.unplaced(&looks));
    spawn_local(async move {
        tell(new).await;
        // Once for each, and all that wait together.
        if !open.is_empty() {
            learn(&open).await;
        }
    });
}

/// What a post offers, as far as this page knows.
fn products(article: &Element) -> Sold {
    let candidate = extract::candidate(article);
    let offer = short_links::with(|leads| offer(&candidate, leads));
    let shape = Shape::new(&candidate.text, candidate.card.is_some(), candidate.photo.is_some());
    let mut sold = Sold { shape: Some(shape), ..Sold::default() };
    for mention in offer.into_iter().flat_map(|offer| offer.mentions) {
        if let ItemKey::Product(product) = mention.key {
            sold.products.push(product);
            sold.titles.extend(mention.title.map(|title| (product, title)));
        }
    }
    sold
}

async fn tell(new: Sighted) {
    let Sighted { sightings, posts, thanked } = new;
    let (mut sightings, mut thanked) = (sightings.into_iter(), thanked.into_iter());
    // Posts first: what answers them is kept only where they are known to be the user's.
    let mut part = Sighted { posts: posts.into_iter().take(MOST_SIGHTED).collect(), ..Sighted::default() };
    loop {
        part.sightings.extend(sightings.by_ref().take(MOST_SIGHTED));
        part.thanked.extend(thanked.by_ref().take(MOST_SIGHTED));
        if part == Sighted::default() {
            return;
        }
        let parents = part.sightings.iter().filter_map(|it| it.parent.post());
        let answered: HashSet<TweetId> =
            parents.chain(part.posts.iter().map(|post| &post.id)).cloned().collect();
        match runtime::ask(std::mem::take(&mut part)).await {
            Ok(true) => answered::refresh(&answered),
            Ok(false) => {}
            Err(fault) if fault.code == FaultCode::StorageFull => {
                report_fault("what was seen was not noted", &fault);
                // It would be refused at every look.
                return STATE.with_borrow_mut(|state| state.is_full = true);
            }
            Err(fault) => {
                report_fault("what was seen was not noted", &fault);
                // The next look tells it again.
                return STATE.with_borrow_mut(|state| {
                    state.replies.clear();
                    state.posts.clear();
                });
            }
        }
    }
}

/// Asks the page's own data which posts these replies answer, and tells what it knows of them. By now they may be out of
/// sight.
async fn learn(open: &[TweetId]) {
    let told = match runtime::ask(PeekParents {}).await {
        Ok(told) => told,
        Err(fault) => return report_fault("the page was not asked for what replies answer", &fault),
    };
    let now = js_sys::Date::now();
    let told = told.into_iter().filter(|(id, _)| open.contains(id));
    let new = STATE.with_borrow_mut(|state| state.learn(told, now));
    tell(new).await;
}

impl InsightsState {
    /// What one timeline says, of the user's own posts.
    fn look(&mut self, shown: ShownConversation, now: Millis) -> PageReading {
        let ShownConversation { mut conversation, top, end } = shown;
        self.remember_end(&mut conversation, top, end);
        for place in &mut conversation.cells {
            if let Place::Post(post) = place {
                post.data = self.data.get(&post.id).cloned();
            }
        }
        let is_known = |id: &TweetId| self.posts.contains_key(id);
        let own = answers::with_choices(|choices| choices.own.clone());
        let mut seen = look(&conversation, now).only_to(&own, &is_known);
        // The numbers of the user's own posts, wherever they stand; a look by itself notes those that were answered.
        let noted = |seen: &PageReading, id: &TweetId| seen.posts.iter().any(|post| post.id == *id);
        for place in &conversation.cells {
            if let Place::Post(post) = place
                && is_own(&post.author)
                && !post.products.is_empty()
                && !noted(&seen, &post.id)
            {
                seen.posts.push(Post::shown(post, now));
            }
        }
        seen
    }

    /// X takes the heading that ends a conversation out of the page when it is scrolled away, and what follows it would
    /// be taken for replies.
    fn remember_end(&mut self, conversation: &mut Conversation, top: Option<f64>, end: Option<f64>) {
        let Some(focal) = &conversation.focal else { return };
        if let Some(end) = end {
            self.end = Some((focal.clone(), end));
        } else if let (Some((of, end)), Some(top)) = (&self.end, top) {
            conversation.is_over = of == focal && top > *end;
        }
    }

    /// Takes in what the page's own data says of replies.
    fn learn(&mut self, told: impl Iterator<Item = (TweetId, PageData)>, now: Millis) -> Sighted {
        let mut new = Sighted::default();
        for (id, data) in told {
            if let Some(reply) = self.replies.get_mut(&id) {
                *reply = reply.clone().told(&data);
                new.sightings.push(reply.clone());
                if let (Some(post), Some(author)) = (&data.answers, &data.answers_handle)
                    && is_own(author)
                {
                    let post = Post::new(post.clone(), now).by(author.clone(), now).answered_by(&id);
                    self.posts.entry(post.id.clone()).or_insert_with(|| post.clone());
                    new.posts.push(post);
                }
            }
            self.data.insert(id, data);
        }
        new
    }

    /// Takes out what was told before.
    fn sift(&mut self, look: &PageReading, new: &mut Sighted) {
        for post in &look.posts {
            let joined = self.posts.get(&post.id).map(|there| there.clone().join(post.clone()));
            let says_more = joined.as_ref().is_none_or(|joined| {
                !self.posts.get(&post.id).is_some_and(|there| there.says_as_much(joined))
            });
            if says_more {
                new.posts.push(post.clone());
            }
            self.posts.insert(post.id.clone(), joined.unwrap_or_else(|| post.clone()));
        }
        for sighting in &look.sightings {
            let joined = self.replies.get(&sighting.id).map(|there| there.clone().join(sighting.clone()));
            let says_more = joined.as_ref().is_none_or(|joined| {
                !self.replies.get(&sighting.id).is_some_and(|there| there.says_as_much(joined))
            });
            if says_more {
                new.sightings.push(sighting.clone());
            }
            self.replies.insert(sighting.id.clone(), joined.unwrap_or_else(|| sighting.clone()));
        }
        let thanked = look.answered.iter().filter(|(to, _, _)| !self.thanked.contains(to));
        let thanked: Vec<_> = thanked.map(|(to, _, at)| (to.clone(), *at)).collect();
        self.thanked.extend(thanked.iter().map(|(to, _)| to.clone()));
        new.thanked.extend(thanked);
    }

    /// The replies of which nobody knows which post they answer, and that the page was not asked for yet.
    fn unplaced(&mut self, looks: &[PageReading]) -> Vec<TweetId> {
        let all = looks.iter().flat_map(|look| &look.sightings);
        let open = all.filter(|it| matches!(it.parent, Parent::Handle { .. } | Parent::Conversation { .. }));
        let open = open.map(|it| it.id.clone());
        open.filter(|id| self.asked.insert(id.clone())).collect()
    }
}
