//! Replies, in the background: how fast they may follow each other, and X's own pages for them.

use hashcart_core::cart::{CartItem, ReplyState};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::message::PendingIntent;
use hashcart_core::pace::{Pace, Verdict};
use hashcart_core::records::{CLAIM, INTENT, ITEM, PACE, SENDING};
use hashcart_core::reply::{intent_url, mode_for, refused_as_duplicate, words};
use hashcart_core::settings::ReplyMode;
use hashcart_core::tweet::TweetId;

use super::store::read_for_writing;
use super::{records, short_links};
use crate::app::{report_fault, settings};
use crate::webext::storage::Area;
use crate::webext::tabs;

/// How long ago a reply can have been pressed that is refused by another page now, in milliseconds.
const HALTED_MS: f64 = 60_000.0;

/// Whether one more reply may go out now.
pub(super) async fn pace(area: Area) -> Result<Verdict, Fault> {
    let pace = read_for_writing::<Pace>(area, PACE.only()).await?.unwrap_or_default();
    Ok(pace.verdict(settings::in_force().await.pace, js_sys::Date::now()))
}

/// Writes down that a reply is going out.
pub(super) async fn sent(area: Area) -> Result<(), Fault> {
    let pace = read_for_writing::<Pace>(area, PACE.only()).await?.unwrap_or_default();
    area.set(PACE.only(), &pace.sent(js_sys::Date::now())).await
}

/// Opens X's own page for the reply, and leaves word for the script that will run there.
pub(super) async fn intent(area: Area, window: Option<i32>, key: ItemKey) -> Result<bool, Fault> {
    let key = short_links::current(area, key).await?;
    let item: CartItem = read_for_writing(area, &ITEM.key(&key)).await?.ok_or(FaultCode::NothingToRestore)?;
    let settings = settings::in_force().await;
    let refused = refused_as_duplicate(&item);
    let CartItem { found, status, .. } = item;
    let found = found.in_tweet().ok_or(FaultCode::TweetGone)?;
    let tweet = found.tweet.id.clone();
    // As by the button: nothing goes out by itself that may be out already, that nobody knows, or that is too much.
    let open = !status.may_be_posted()
        && read_for_writing::<ItemKey>(area, &CLAIM.key(&tweet)).await?.is_none()
        && !matches!(&found.key, ItemKey::Link(link) if link.is_bare())
        && pace(area).await? == Verdict::Go;
    // Words that are not the user's own wait in X's box for the user's press.
    let words = words(&settings.template, &found, refused);
    let intent = PendingIntent {
        send: open && mode_for(settings.reply, &words, None) == Some(ReplyMode::Post),
        text: words.text,
        found: found.into(),
        at: js_sys::Date::now(),
    };
    // Those before it that nobody came for are not to stay.
    records::sweep(false).await?;
    area.set(&INTENT.key(&tweet), &intent).await?;
    tabs::open_in(window, &intent_url(&tweet, &intent.text))
        .await
        .map(|()| true)
        .map_err(|why| Fault::new(FaultCode::NoAnswer, why))
}

/// What a page for that reply was opened for, if it was opened by us and just now. It is told once.
pub(super) async fn take_pending_intent(area: Area, tweet: &TweetId) -> Result<Option<PendingIntent>, Fault> {
    let key = INTENT.key(tweet);
    let intent = read_for_writing::<PendingIntent>(area, &key).await?;
    area.remove(&[key]).await?;
    Ok(intent.filter(|intent| intent.is_fresh(js_sys::Date::now())))
}

/// Writes down which tab sends which reply.
pub(super) async fn sends(area: Area, tab: Option<i32>, key: &ItemKey) -> Result<(), Fault> {
    match tab {
        Some(tab) => area.set(&SENDING.key(&tab), key).await,
        None => Ok(()),
    }
}

/// The reply that this tab was sending, if it was this item's, has ended: what X's pages say later is not about it.
pub(super) async fn ended(area: Area, tab: Option<i32>, key: &ItemKey) -> Result<(), Fault> {
    let Some(sending) = tab.map(|tab| SENDING.key(&tab)) else { return Ok(()) };
    if read_for_writing::<ItemKey>(area, &sending).await?.is_some_and(|sent| sent == *key) {
        area.remove(&[sending]).await?;
    }
    Ok(())
}

/// The tab is gone, with whatever it was sending.
pub(super) async fn closed(tab: i32) {
    for area in [Area::Local, Area::Session] {
        if let Err(fault) = area.remove(&[SENDING.key(&tab)]).await {
            report_fault("what a closed tab was sending could not be forgotten", &fault);
        }
    }
}

/// Takes back the word that a tweet was replied to, if it is this item's.
pub(super) async fn let_go(area: Area, claim: &str, key: &ItemKey) -> Result<(), Fault> {
    if read_for_writing::<ItemKey>(area, claim).await?.is_some_and(|holder| holder == *key) {
        area.remove(&[claim.to_owned()]).await?;
    }
    Ok(())
}

/// Gives the reply that this tab was sending the end that X's page tells. Returns how many there were.
pub(super) async fn halted(area: Area, code: FaultCode, tab: Option<i32>) -> Result<usize, Fault> {
    let Some(tab) = tab else { return Ok(0) };
    let sending = SENDING.key(&tab);
    let Some(key) = read_for_writing::<ItemKey>(area, &sending).await? else { return Ok(0) };
    area.remove(&[sending]).await?;
    let now = js_sys::Date::now();
    let key = short_links::current(area, key).await?;
    let item: Option<CartItem> = read_for_writing(area, &ITEM.key(&key)).await?;
    let just_now = |item: &CartItem| {
        item.status == ReplyState::Replying && (0.0..HALTED_MS).contains(&(now - item.changed_at))
    };
    let Some(item) = item.filter(just_now) else { return Ok(0) };
    if let Some(tweet) = item.tweet_id() {
        let_go(area, &CLAIM.key(tweet), &key).await?;
    }
    let failed = CartItem { status: ReplyState::ReplyFailed { code }, changed_at: now, ..item };
    area.set(&ITEM.key(&key), &failed).await?;
    Ok(1)
}
