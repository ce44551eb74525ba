//! Settles what nobody knew: a reply of which nobody saw how it ended is posted once the page shows it.

use std::cell::RefCell;

use hashcart_core::cart::{CartItem, ReplyState};
use hashcart_core::item::ItemKey;
use hashcart_core::message::Mark;
use hashcart_core::settle::{OwnTweet, Unsure};
use hashcart_core::tweet::{TweetId, TweetRef};
use hashcart_service::Clock;
use web_sys::Element;

use super::buttons::state_at;
use super::lazy::{self, LazyTask};
use super::page_store::own_replies;
use crate::app::report_fault;
use crate::dom::elements;
use crate::sites::x::selectors::ARTICLE;
use crate::sites::x::{extract, thread};
use crate::webext::{Browser, runtime};

#[derive(Default)]
struct SettleState {
    /// The replies nobody knows of, as far as this page has shown their tweets: next to always none.
    open: Vec<Unsure>,
    /// Tweets of the user's that were asked about, each with the tweet it may answer.
    asked: Vec<(TweetId, TweetId)>,
}

thread_local! {
    static STATE: RefCell<SettleState> = RefCell::default();
}

/// Takes in what the list says of items.
pub(super) fn take_in(items: &[(ItemKey, Option<CartItem>)]) {
    let open: Vec<Unsure> = items.iter().filter_map(|(_, item)| Unsure::of(item.as_ref()?)).collect();
    let any = !open.is_empty();
    STATE.with_borrow_mut(|state| {
        state.open.retain(|open| items.iter().all(|(key, _)| *key != open.key));
        state.open.extend(open);
    });
    if any {
        look_around();
    }
}

/// Looks at every tweet that stands there already.
pub(super) fn look_around() {
    if STATE.with_borrow(|state| !state.open.is_empty())
        && let Some(all) = crate::dom::document().and_then(|it| it.query_selector_all(ARTICLE).ok())
    {
        elements(&all).for_each(|article| look_at(&article));
    }
}

/// Looks at a tweet of the page.
pub(super) fn look_at(article: &Element) {
    if STATE.with_borrow(|state| state.open.is_empty()) {
        return;
    }
    let Some(viewer) = crate::dom::document().and_then(|document| extract::viewer(&document)) else { return };
    let Some(tweet) = extract::tweet_ref(article).filter(|it| it.author.eq_ignore_ascii_case(&viewer)) else {
        return;
    };
    let own = OwnTweet { id: tweet.id, text: extract::words(article), answers: thread::answers(article) };
    let new = |state: &mut SettleState| {
        let open = state.open.iter().find(|open| {
            // What is on its way on this page, this page sees the end of.
            let busy =
                || state_at(&(open.tweet.clone(), open.key.clone())).is_some_and(|it| it.tone() == "busy");
            let pair = (own.id.clone(), open.tweet.clone());
            open.may_be(&own) && !state.asked.contains(&pair) && !busy()
        });
        let open = open.cloned()?;
        // Each is asked about once, however often X draws it.
        state.asked.push((own.id.clone(), open.tweet.clone()));
        Some(open)
    };
    while let Some(open) = STATE.with_borrow_mut(new) {
        let (own, viewer) = (own.clone(), viewer.clone());
        lazy::run(LazyTask::Settle { open, own, author: viewer });
    }
}

/// Finds out whether this is that reply, and writes it down.
pub(super) async fn settle(open: Unsure, own: OwnTweet, author: String) {
    let stored: Vec<TweetId> = own_replies(&open.tweet).await.into_iter().map(|(id, _)| id).collect();
    if !open.is(&own, &stored) {
        if stored.is_empty() && own.answers.is_none() {
            // Its place may be seen when X draws it again.
            STATE
                .with_borrow_mut(|state| state.asked.retain(|pair| pair.0 != own.id || pair.1 != open.tweet));
        }
        return;
    }
    let url = TweetRef { id: own.id, author, posted: None }.url();
    let posted = Mark {
        key: open.key,
        status: ReplyState::Replied { url },
        sending: false,
        by_user: false,
        at: Browser.now(),
    };
    if let Err(fault) = runtime::ask(posted).await {
        report_fault("a reply that is posted could not be written down", &fault);
    }
}
