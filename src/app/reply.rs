//! The way of one reply: X's composer opened, filled and sent, and how it ended written down.

use web_sys::Element;

use super::content::step;
use super::report_fault;
use crate::core::button::Event;
use crate::core::cart::{CartItem, Find, ItemStatus};
use crate::core::fault::{Fault, FaultCode};
use crate::core::item::ItemKey;
use crate::core::message::Mark;
use crate::core::reply::{ReplyDraft, ReplyOutcome};
use crate::core::schema::{Record, SETTINGS_KEY, read};
use crate::core::settings::{ReplyMode, Settings};
use crate::core::tweet::TweetId;
use crate::dom::x::button::HOST;
use crate::dom::x::composer::Composer;
use crate::dom::x::selectors::ARTICLE;
use crate::dom::{closest, elements};
use crate::webext::{runtime, storage};

/// The settings. Where they were chosen but cannot be read, nothing is posted without the user's own press.
pub(super) async fn settings() -> Settings {
    let careful = Settings { reply: ReplyMode::Review, ..Settings::default() };
    match storage::get(&[SETTINGS_KEY]).await.map(|found| found.into_iter().next()) {
        Ok(None) => Settings::default(),
        Ok(Some((_, raw))) => match read(&raw) {
            Record::Read(settings) => settings,
            Record::Newer(_) | Record::Unreadable(_) => careful,
        },
        Err(_) => careful,
    }
}

/// Replies for a kept find, and steps its button with the outcome.
pub(super) async fn reply(find: Find) {
    let mut sending = false;
    let result = post(&find, &mut sending).await;
    let status = match &result {
        Ok(url) => Some(ItemStatus::Replied { url: url.clone() }),
        Err(Fault { code: FaultCode::ReplyAbandoned, .. }) => Some(ItemStatus::Saved),
        // The other page writes how it ended.
        Err(Fault { code: FaultCode::RepliedElsewhere, .. }) => None,
        Err(fault) => {
            report_fault("the reply was not posted", fault);
            Some(ItemStatus::ReplyFailed { code: fault.code })
        }
    };
    if let Some(status) = status {
        match mark(&find, status, sending).await {
            // This page's failure is no news when another page is replying.
            Ok(_) | Err(Fault { code: FaultCode::RepliedElsewhere, .. }) => {}
            Err(fault) => report_fault("how the reply ended could not be written", &fault),
        }
    }
    let outcome = result.map(|url| ReplyOutcome::Sent { url }).map_err(|fault| fault.code);
    step(&find, &Event::Reply(outcome.as_ref().map_err(|code| *code)));
}

/// Posts the reply, or has the user post it; returns its address. `sending` tells whether the list was told that
/// this page sends it.
async fn post(find: &Find, sending: &mut bool) -> Result<String, Fault> {
    let article = article_of(&find.tweet.id).ok_or(FaultCode::TweetGone)?;
    let draft = ReplyDraft::for_store(find.key.marketplace());
    let composer = Composer::open(&article, &find.tweet).await?;
    // Nobody knows what stands behind a bare link of X's: its reply is the user's to send.
    let known = !matches!(&find.key, ItemKey::Link(link) if link.is_bare());
    let sends = settings().await.reply == ReplyMode::Post && known;
    composer.write(&draft.text).await?;
    if sends {
        // Should this page die now, the list says that the reply may be out. If that cannot be written, or another
        // page has written it, nothing is sent.
        *sending = true;
        mark(find, ItemStatus::Replying, false).await?;
        composer.send(&draft.text).await
    } else {
        step(find, &Event::Reply(Ok(&ReplyOutcome::Waiting)));
        composer.watch().await
    }
}

async fn mark(find: &Find, status: ItemStatus, sending: bool) -> Result<CartItem, Fault> {
    runtime::ask(Mark { key: find.key.clone(), status, sending }).await
}

/// The element of a tweet that has a button now.
fn article_of(tweet: &TweetId) -> Option<Element> {
    let hosts = crate::dom::document()?.query_selector_all(HOST).ok()?;
    let prefix = format!("{tweet}:");
    elements(&hosts)
        .find(|host| host.get_attribute("data-hashcart").is_some_and(|mark| mark.starts_with(&prefix)))
        .and_then(|host| closest(&host, ARTICLE))
}
