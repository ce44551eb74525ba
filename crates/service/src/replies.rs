//! Replies, in the background: how fast they may follow each other, and X's own pages for them.

use hashcart_core::cart::{CartItem, ReplyState};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::ItemKey;
use hashcart_core::message::PendingIntent;
use hashcart_core::pace::PaceVerdict;
use hashcart_core::records::{Area, CLAIM, INTENT, ITEM, PACE, SENDING, SoleKey};
use hashcart_core::reply::{mode_for, refused_as_duplicate, words};
use hashcart_core::settings::ReplyMode;
use hashcart_core::tweet::TweetId;

use crate::store::{delete, find, look_at, read_for_writing, write};
use crate::{Clock, Store, Tabs, records, settings, short_links};

/// How long ago a reply can have been pressed that is refused by another page now, in milliseconds.
const HALTED_MS: f64 = 60_000.0;

/// Whether one more reply may go out now.
pub async fn pace(browser: &(impl Store + Clock), area: Area) -> Result<PaceVerdict, Fault> {
    let pace = look_at(browser, area, PACE, &SoleKey).await?.unwrap_or_default();
    Ok(pace.verdict(settings::in_force(browser).await.pace, browser.now()))
}

/// The record that a reply is going out now, to be written.
pub async fn sent<B: Store + Clock>(browser: &B, area: Area) -> Result<(String, B::Raw), Fault> {
    let pace = read_for_writing(browser, area, PACE, &SoleKey).await?.unwrap_or_default();
    Ok((PACE.only().to_owned(), browser.record(&pace.sent(browser.now()))?))
}

/// Opens X's own page for the reply, and leaves word for the script that will run there. `page` is that page's address,
/// for a tweet and a text.
pub async fn intent(
    browser: &(impl Store + Clock + Tabs),
    area: Area,
    window: Option<i32>,
    key: ItemKey,
    page: impl Fn(&TweetId, &str) -> String,
) -> Result<bool, Fault> {
    let key = short_links::current(browser, area, key).await?;
    let item = look_at(browser, area, ITEM, &key).await?.ok_or(FaultCode::NothingToRestore)?;
    let settings = settings::in_force(browser).await;
    let refused = refused_as_duplicate(&item);
    let CartItem { found, status, .. } = item;
    let found = found.in_tweet().ok_or(FaultCode::TweetGone)?;
    let tweet = found.tweet.id.clone();
    // As by the button: nothing goes out by itself that may be out already, that nobody knows, or that is too much.
    let open = !status.may_be_posted()
        && find(browser, area, CLAIM, &tweet).await?.is_none()
        && !matches!(&found.key, ItemKey::Link(link) if link.is_bare())
        && pace(browser, area).await? == PaceVerdict::Go;
    // Words that are not the user's own wait in X's box for the user's press.
    let words = words(&settings.template, &found, refused);
    let intent = PendingIntent {
        send: open && mode_for(settings.reply, &words, None) == Some(ReplyMode::Post),
        text: words.text,
        found: found.into(),
        at: browser.now(),
    };
    // Those before it that nobody came for are not to stay.
    records::sweep(browser, false).await?;
    write(browser, area, INTENT, &tweet, &intent).await?;
    browser.open(window, &page(&tweet, &intent.text)).await?;
    Ok(true)
}

/// What a page for that reply was opened for, if it was opened by us and just now. It is told once.
pub async fn take_pending_intent(
    browser: &(impl Store + Clock),
    area: Area,
    tweet: &TweetId,
) -> Result<Option<PendingIntent>, Fault> {
    let intent = read_for_writing(browser, area, INTENT, tweet).await?;
    delete(browser, area, INTENT, tweet).await?;
    Ok(intent.filter(|intent| intent.is_fresh(browser.now())))
}

/// The record of which tab sends which reply, to be written.
pub fn sends<B: Store>(
    browser: &B,
    tab: Option<i32>,
    key: &ItemKey,
) -> Result<Option<(String, B::Raw)>, Fault> {
    tab.map(|tab| Ok((SENDING.key(&tab), browser.record(key)?))).transpose()
}

/// Whether this tab is sending this item's reply.
pub async fn is_sending(
    browser: &impl Store,
    area: Area,
    tab: Option<i32>,
    key: &ItemKey,
) -> Result<bool, Fault> {
    let Some(tab) = tab else { return Ok(false) };
    Ok(look_at(browser, area, SENDING, &tab).await?.is_some_and(|sent| sent == *key))
}

/// The reply that this tab was sending, if it was this item's, has ended: what X's pages say later is not about it.
pub async fn ended(
    browser: &(impl Store + Clock),
    area: Area,
    tab: Option<i32>,
    key: &ItemKey,
) -> Result<(), Fault> {
    match tab {
        Some(number) if is_sending(browser, area, tab, key).await? => {
            delete(browser, area, SENDING, &number).await
        }
        _ => Ok(()),
    }
}

/// Whether that tab is sending something.
///
/// # Errors
/// The storage's.
pub async fn is_sending_in(browser: &impl Store, tab: i32) -> Result<bool, Fault> {
    let name = SENDING.key(&tab);
    Ok(browser.one(Area::Disk, &name).await?.is_some() || browser.one(Area::Memory, &name).await?.is_some())
}

/// The tab is gone, with whatever it was sending.
pub async fn closed(browser: &impl Store, tab: i32) -> Result<(), Fault> {
    let on_disk = delete(browser, Area::Disk, SENDING, &tab).await;
    // Whatever became of the one, the other goes too.
    delete(browser, Area::Memory, SENDING, &tab).await.and(on_disk)
}

/// Takes back the word that a tweet was replied to, if it is this item's.
pub async fn let_go(
    browser: &(impl Store + Clock),
    area: Area,
    tweet: &TweetId,
    key: &ItemKey,
) -> Result<(), Fault> {
    if look_at(browser, area, CLAIM, tweet).await?.is_some_and(|holder| holder == *key) {
        delete(browser, area, CLAIM, tweet).await?;
    }
    Ok(())
}

/// Gives the reply that this tab was sending the end that X's page tells. Returns how many there were.
pub async fn halted(
    browser: &(impl Store + Clock),
    area: Area,
    code: FaultCode,
    tab: Option<i32>,
) -> Result<usize, Fault> {
    let Some(tab) = tab else { return Ok(0) };
    let Some(key) = look_at(browser, area, SENDING, &tab).await? else { return Ok(0) };
    delete(browser, area, SENDING, &tab).await?;
    let now = browser.now();
    let key = short_links::current(browser, area, key).await?;
    let item = look_at(browser, area, ITEM, &key).await?;
    let just_now = |item: &CartItem| {
        item.status == ReplyState::Replying && (0.0..HALTED_MS).contains(&(now - item.changed_at))
    };
    let Some(item) = item.filter(just_now) else { return Ok(0) };
    if let Some(tweet) = item.tweet_id() {
        let_go(browser, area, tweet, &key).await?;
    }
    let failed = CartItem { status: ReplyState::ReplyFailed { code }, changed_at: now, ..item };
    write(browser, area, ITEM, &key, &failed).await?;
    Ok(1)
}
