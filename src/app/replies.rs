//! Replies, in the background: how fast they may follow each other, and X's own pages for them.

use super::background::read_for_writing;
use super::links;
use crate::core::cart::{CartItem, ItemStatus};
use crate::core::fault::{Fault, FaultCode};
use crate::core::item::ItemKey;
use crate::core::message::Errand;
use crate::core::pace::{Pace, Verdict};
use crate::core::reply::{intent_url, refused_as_duplicate, text};
use crate::core::schema::{ITEM_PREFIX, PACE_KEY, Record, SETTINGS_KEY, claim_key, errand_key, read};
use crate::core::settings::{ReplyMode, Settings};
use crate::core::tweet::TweetId;
use crate::webext::{storage, tabs};

/// How long a page of X's may take from its opening to its script, in milliseconds.
const ERRAND_MS: f64 = 120_000.0;
/// How long ago a reply can have been pressed that is refused by another page now, in milliseconds.
const HALTED_MS: f64 = 60_000.0;

/// The settings; careful ones where the user's own cannot be read.
pub(super) async fn settings() -> Settings {
    match storage::get(&[SETTINGS_KEY]).await.map(|found| found.into_iter().next()) {
        Ok(None) => Settings::default(),
        Ok(Some((_, raw))) => match read(&raw) {
            Record::Read(settings) => settings,
            Record::Newer(_) | Record::Unreadable(_) => Settings::careful(),
        },
        Err(_) => Settings::careful(),
    }
}

/// Whether one more reply may go out now.
pub(super) async fn pace() -> Result<Verdict, Fault> {
    let pace = read_for_writing::<Pace>(PACE_KEY).await?.unwrap_or_default();
    Ok(pace.verdict(settings().await.pace, js_sys::Date::now()))
}

/// Writes down that a reply is going out.
pub(super) async fn sent() -> Result<(), Fault> {
    let pace = read_for_writing::<Pace>(PACE_KEY).await?.unwrap_or_default();
    storage::set(PACE_KEY, &pace.sent(js_sys::Date::now())).await
}

/// Opens X's own page for the reply, and leaves word for the script that will run there.
pub(super) async fn intent(key: ItemKey) -> Result<bool, Fault> {
    let key = links::current(key).await?;
    let item: CartItem =
        read_for_writing(&crate::core::schema::item_key(&key)).await?.ok_or(FaultCode::NothingToRestore)?;
    let settings = settings().await;
    let tweet = item.found.tweet.id.clone();
    let errand = Errand {
        text: text(&settings.template, &item.found, refused_as_duplicate(&item)),
        send: settings.reply == Some(ReplyMode::Post) && !item.status.may_be_posted(),
        found: item.found,
        at: js_sys::Date::now(),
    };
    storage::set(&errand_key(&tweet), &errand).await?;
    tabs::open(&intent_url(&tweet, &errand.text))
        .await
        .map(|()| true)
        .map_err(|why| Fault::new(FaultCode::NoAnswer, why))
}

/// What a page for that reply was opened for, if it was opened by us and just now. It is told once.
pub(super) async fn take_errand(tweet: &TweetId) -> Result<Option<Errand>, Fault> {
    let key = errand_key(tweet);
    let errand = read_for_writing::<Errand>(&key).await?;
    storage::remove(&[key]).await?;
    Ok(errand.filter(|errand| (0.0..ERRAND_MS).contains(&(js_sys::Date::now() - errand.at))))
}

/// Gives replies that were being sent the end that X's page tells.
pub(super) async fn halted(code: FaultCode) -> Result<usize, Fault> {
    let now = js_sys::Date::now();
    let mut ended = 0;
    for (key, raw) in storage::get_all().await? {
        if !key.starts_with(ITEM_PREFIX) {
            continue;
        }
        if let Record::Read(item) = read::<CartItem>(&raw)
            && item.status == ItemStatus::Replying
            && (0.0..HALTED_MS).contains(&(now - item.changed_at))
        {
            let claim = claim_key(&item.found.tweet.id);
            let failed = CartItem { status: ItemStatus::ReplyFailed { code }, changed_at: now, ..item };
            storage::remove(&[claim]).await?;
            storage::set(&key, &failed).await?;
            ended += 1;
        }
    }
    Ok(ended)
}
