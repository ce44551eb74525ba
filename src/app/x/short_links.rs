//! What the content script knows of short links: from X's page, from what was found out before, and, after a press,
//! from the shorteners themselves.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use hashcart_core::cart::Added;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::mention::ProductMention;
use hashcart_core::message::{Peek, Resolve};
use hashcart_core::resolve::Ending;
use hashcart_core::scan::{Candidate, Offer, ResolvedLinks};
use hashcart_core::tweet::TweetId;
use wasm_bindgen_futures::spawn_local;

use crate::app::report_fault;
use crate::timer::Timer;
use crate::webext::scripting::World;
use crate::webext::{pairs, runtime};

#[derive(Default)]
struct ShortLinkState {
    leads: ResolvedLinks,
    /// Links, and tweets whose text is cut, that the page was asked about.
    asked: HashSet<String>,
    /// Of these tweets, those that the next question is for.
    waiting: Vec<TweetId>,
    /// Tweets that were asked about and had left the page by then, once for each time.
    missed: Vec<TweetId>,
    next: Option<Timer>,
}

thread_local! {
    static STATE: RefCell<ShortLinkState> = RefCell::default();
    /// Whether the page has had a button.
    static ANY_BUTTON: Cell<bool> = const { Cell::new(false) };
}

/// Reads with what is known now.
pub(super) fn with<T>(read: impl FnOnce(&ResolvedLinks) -> T) -> T {
    STATE.with_borrow(|state| read(&state.leads))
}

/// Takes in where links lead. Whoever shows them looks again.
pub(super) fn learn(found: impl IntoIterator<Item = (String, String)>) {
    STATE.with_borrow_mut(|state| {
        for (address, target) in found {
            state.leads.learn(address, target);
        }
    });
}

/// Asks the page, once for each link, what it knows of the links of a tweet whose product it does not spell out.
/// The question goes by the background, which alone may look into the page's own world. `learned` is called when more may
/// be known.
pub(super) fn ask_page(candidate: &Candidate, offer: &Offer, learned: fn()) {
    let open = offer.mentions.iter().any(|mention| matches!(mention.key, ItemKey::Link(_)));
    if !open || !runtime::alive() {
        return;
    }
    let links = candidate.links.iter().map(|link| &link.href);
    let hrefs = links.chain(candidate.card.iter().map(|card| &card.href));
    STATE.with_borrow_mut(|state| {
        // All of them are noted, so no short circuit here.
        if hrefs.filter(|href| state.asked.insert((*href).clone())).count() > 0 {
            // Tweets come in batches: one question for those of this turn.
            state.next = Some(Timer::after(0, move || spawn_local(peek(learned))));
        }
    });
}

/// How long tweets whose text is cut are collected before the page is asked, in milliseconds: nobody waits for them, and
/// who scrolls passes many.
const COLLECT_MS: u32 = 300;
/// How often a tweet is asked about that was not there when the page was looked at.
const TRIES: usize = 3;

/// Asks the page, once for each tweet that stays, which links stand in the rest of a text that is cut. Where that means to run
/// something among the page's own scripts, it is not done before there is a button: until then the page is not to know.
pub(super) fn ask_behind(candidate: &Candidate, learned: fn()) {
    let Some(tweet) = candidate.tweet.as_ref().filter(|_| candidate.cut) else { return };
    let may = World::of_the_page() == World::Ours || ANY_BUTTON.get();
    STATE.with_borrow_mut(|state| {
        if may && runtime::alive() && state.asked.insert(tweet.id.to_string()) {
            state.waiting.push(tweet.id.clone());
            let soon = move || spawn_local(peek(learned));
            state.next.get_or_insert_with(|| Timer::after(COLLECT_MS, soon));
        }
    });
}

/// Notes that there is a button; whether it is the first.
pub(super) fn is_first_button() -> bool {
    !ANY_BUTTON.replace(true)
}

async fn peek(learned: fn()) {
    let waiting = STATE.with_borrow_mut(|state| {
        state.next.take();
        std::mem::take(&mut state.waiting)
    });
    let answer = runtime::ask_unread(Peek {}).await;
    match answer.and_then(|answer| runtime::reply_in(&answer)) {
        Ok(found) => {
            STATE.with_borrow_mut(|state| state.take_in(waiting, pairs(&found)));
            learned();
        }
        // Everything else works without it.
        Err(fault) => report_fault("the page was not asked", &fault),
    }
}

impl ShortLinkState {
    /// Takes in what the page said: where links lead, and by the id of a tweet that it was looked at, and which links are in
    /// the rest of its text. Of tweets that nobody asked about it says nothing.
    fn take_in(&mut self, waiting: Vec<TweetId>, found: Vec<(String, String)>) {
        let mut missed = waiting.clone();
        for (of, address) in found {
            let Ok(tweet) = of.parse::<TweetId>() else {
                self.leads.learn(of, address);
                continue;
            };
            missed.retain(|other| *other != tweet);
            if !address.is_empty() && waiting.contains(&tweet) {
                self.leads.learn_behind(tweet, address);
            }
        }
        for tweet in missed {
            self.missed.push(tweet.clone());
            if self.missed.iter().filter(|other| **other == tweet).count() < TRIES {
                self.asked.remove(tweet.as_str());
            }
        }
    }
}

/// What came of looking up a kept link.
pub(super) enum LookedUp {
    /// It is this product, which is in the list now.
    Product(Box<(ProductMention, Added)>),
    /// It leads elsewhere.
    Elsewhere(Ending),
    /// The user has not allowed to ask.
    NotAllowed,
    /// Nobody answered.
    Open,
}

/// Has the background ask the shorteners where the link of a kept item leads.
pub(super) async fn look_up(mention: &ProductMention, added: &Added) -> LookedUp {
    match runtime::ask(Resolve { key: mention.key.clone() }).await {
        Ok(item) => match (&item.found.key, &item.leads_to) {
            (ItemKey::Product(_), _) => {
                let found = item.found.clone().with_tweet(mention.tweet.clone());
                let fresh = added.fresh && item.tweet_id() == Some(&mention.tweet.id);
                LookedUp::Product(Box::new((found, Added { item, fresh, claimed: added.claimed })))
            }
            (ItemKey::Link(_), Some(ending)) => LookedUp::Elsewhere(ending.clone()),
            (ItemKey::Link(_), None) => LookedUp::Open,
        },
        Err(Fault { code: FaultCode::LinkNotAllowed, .. }) => LookedUp::NotAllowed,
        Err(fault) => {
            report_fault("nobody said where the link leads", &fault);
            LookedUp::Open
        }
    }
}
