//! The way of one reply: X's composer opened, filled and sent, and how it ended written down.

use hashcart_core::cart::{CartItem, ReplyState};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::mention::ProductMention;
use hashcart_core::message::{Halted, Mark, PendingIntent, TakePendingIntent};
use hashcart_core::reply::ReplyOutcome;
use hashcart_core::settings::ReplyMode;
use hashcart_core::text::Text;
use hashcart_core::tweet::TweetId;
use hashcart_service::{Clock, settings};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::buttons::tell;
use super::diagnose;
use super::lazy::{self, LazyTask};
use super::page_store::own_replies;
use crate::app::report_fault;
use crate::dom::closest;
use crate::dom::wait::until;
use crate::sites::x::addresses::{by_address, intent_of};
use crate::sites::x::composer::Composer;
use crate::sites::x::focus_anchor::FocusAnchor;
use crate::sites::x::scroll_anchor::ScrollAnchor;
use crate::sites::x::selectors::ARTICLE;
use crate::sites::x::{host, popover};
use crate::webext::{Browser, i18n, runtime};

/// How long a tweet may be gone while X draws its page anew, in milliseconds.
const RETURN_MS: u32 = 2_000;

/// Replies for a kept mention with these words, and writes down how that ended. `waiting` is called when it stands in X's
/// box and is the user's to send.
pub(super) async fn reply(
    mention: &ProductMention,
    mode: ReplyMode,
    words: &str,
    waiting: impl FnOnce(),
) -> Result<ReplyOutcome, FaultCode> {
    let place = ScrollAnchor::here();
    if let Some(button) = FocusAnchor::here() {
        spawn_local(button.give_back());
    }
    let mut sending = false;
    let result = post(mention, mode, words, &mut sending, waiting).await;
    if let Some(place) = place {
        place.restore();
    }
    write_down(mention, &result, sending).await;
    result.map(|url| ReplyOutcome::Sent { url }).map_err(|fault| fault.code)
}

async fn write_down(mention: &ProductMention, result: &Result<String, Fault>, sending: bool) {
    let status = match result {
        Ok(url) => ReplyState::Replied { url: url.clone() },
        Err(Fault { code: FaultCode::ReplyAbandoned, .. }) => ReplyState::Saved,
        // The other page writes how it ended.
        Err(Fault { code: FaultCode::RepliedElsewhere, .. }) => return,
        Err(fault) => {
            report_fault("the reply was not posted", fault);
            diagnose::failed(fault.code);
            ReplyState::ReplyFailed { code: fault.code }
        }
    };
    match mark(mention, status, sending).await {
        // This page's failure is no news when another page is replying.
        Ok(_) | Err(Fault { code: FaultCode::RepliedElsewhere, .. }) => {}
        Err(fault) => {
            report_fault("how the reply ended could not be written", &fault);
            // A reply that is out and stands in no list: its user is told, so as not to send a second one.
            if result.is_ok() && fault.code == FaultCode::StorageFull {
                tell(mention, &i18n::say(&Text::TOLD_REPLY_UNWRITTEN));
            }
        }
    }
}

/// Posts the reply, or has the user post it; returns its address. `sending` tells whether the list was told that
/// this page sends it.
async fn post(
    mention: &ProductMention,
    mode: ReplyMode,
    words: &str,
    sending: &mut bool,
    waiting: impl FnOnce(),
) -> Result<String, Fault> {
    // X may be drawing the page anew; from here to the press on X's button nothing waits.
    let article =
        until(RETURN_MS, || article_of(&mention.tweet.id)).await.map_err(|_| FaultCode::TweetGone)?;
    let composer = Composer::open(&article, &mention.tweet).await?;
    // What was said before lies over X's box.
    popover::hide_open();
    // Nobody knows what stands behind a bare link of X's: its reply is the user's to send.
    let known = !matches!(&mention.key, ItemKey::Link(link) if link.is_bare());
    composer.write(words).await?;
    if mode == ReplyMode::Post && known {
        let result = send(&composer, mention, words, sending).await;
        if result.is_err() {
            // Nothing of ours stays behind in X's box, one press away from going out.
            composer.dismiss(words).await;
        }
        result
    } else {
        waiting();
        watch(&composer, mention, sending).await
    }
}

/// Waits for the user to send. From their press on the list says that the reply may be out, for this page may be closed
/// before X answers. Where that cannot be written, the reply is theirs all the same.
async fn watch(composer: &Composer, mention: &ProductMention, sending: &mut bool) -> Result<String, Fault> {
    let ask = || own_replies(&mention.tweet.id);
    let pressed = async || {
        let begins = Mark { by_user: true, ..marked(mention, ReplyState::Replying, false) };
        *sending = runtime::ask(begins).await.is_ok();
    };
    composer.watch(ask, pressed).await
}

async fn send(
    composer: &Composer,
    mention: &ProductMention,
    words: &str,
    sending: &mut bool,
) -> Result<String, Fault> {
    // Should this page die now, the list says that the reply may be out. If that cannot be written, or another
    // page has written it, nothing is sent.
    mark(mention, ReplyState::Replying, false).await?;
    *sending = true;
    composer.send(words, || own_replies(&mention.tweet.id)).await
}

async fn mark(mention: &ProductMention, status: ReplyState, sending: bool) -> Result<CartItem, Fault> {
    runtime::ask(marked(mention, status, sending)).await
}

fn marked(mention: &ProductMention, status: ReplyState, sending: bool) -> Mark {
    Mark { key: mention.key.clone(), status, sending, by_user: false, at: Browser.now() }
}

/// Begins what this page was opened for, if for anything.
pub(super) fn begin_intent() {
    let Some(location) = crate::dom::window().map(|window| window.location()) else { return };
    if let (Ok(path), Ok(query)) = (location.pathname(), location.search())
        && (by_address(&path).is_some() || intent_of(&path, &query).is_some())
    {
        lazy::run(LazyTask::Intent);
    }
}

/// Does it: a page of X's for one reply is completed, and a page that X leads to when it refuses tells the list so.
pub(super) async fn intent() {
    let Some(location) = crate::dom::window().map(|window| window.location()) else { return };
    let (Ok(path), Ok(query)) = (location.pathname(), location.search()) else { return };
    if let Some(code) = by_address(&path)
        && let Err(fault) = runtime::ask(Halted { code }).await
    {
        report_fault("the end of a reply could not be written", &fault);
    }
    let Some(tweet) = intent_of(&path, &query) else { return };
    match runtime::ask(TakePendingIntent { tweet }).await {
        Ok(Some(intent)) => complete(intent).await,
        // The user's own way here.
        Ok(None) => {}
        Err(fault) => report_fault("what this page was opened for is not known", &fault),
    }
}

async fn complete(intent: PendingIntent) {
    let PendingIntent { found, text, send: sends, .. } = intent;
    let Some(found) = found.in_tweet() else { return };
    let mut sending = false;
    let result = async {
        let composer = Composer::adopt(&found.tweet, &text).await?;
        if !sends {
            return watch(&composer, &found, &mut sending).await;
        }
        // The same time to think as by the button: closing the page is a change of mind.
        let millis = settings::in_force(&Browser).await.undo_seconds.saturating_mul(1_000);
        crate::timer::sleep(millis).await;
        send(&composer, &found, &text, &mut sending).await
    };
    let result = result.await;
    write_down(&found, &result, sending).await;
}

/// The element of a tweet that has a button now.
fn article_of(tweet: &TweetId) -> Option<Element> {
    host::everywhere()
        .into_iter()
        .find(|host| host::mark_of(host).is_some_and(|mark| mark.tweet() == tweet))
        .and_then(|host| closest(&host, ARTICLE))
}
