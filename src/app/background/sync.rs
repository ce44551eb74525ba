//! Syncing, in the background: when a round of [`core::sync`](hashcart_core::sync) is done, and carrying it out.
//!
//! Nothing is kept between rounds but one record: what is still to be written shows by itself, because the list and
//! the sync storage are compared anew each time. So it does not matter when the background dies.

use std::cell::{Cell, RefCell};

use gloo::timers::callback::Timeout;
use hashcart_core::cart::{CartItem, ReplyState};
use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::records::{CLAIM, ITEM, SYNC};
use hashcart_core::schema::{Record, read};
use hashcart_core::sync::{Change, PACE_MS, Round, SyncState, forgotten, is_clock_sound, round};
use wasm_bindgen_futures::spawn_local;

use super::{backup, write_queue};
use crate::app::report_fault;
use crate::webext::Browser;
use crate::webext::sync;
use hashcart_core::records::Area;
use hashcart_service::Store;
use hashcart_service::read_for_writing;

thread_local! {
    /// The next round, where one has to wait.
    static NEXT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// Whether this background has looked since it lives.
    static LOOKED: Cell<bool> = const { Cell::new(false) };
}

/// Looks once in the life of a background: the one before may have died with something to write.
pub(super) fn look_once() {
    if !LOOKED.replace(true) {
        spawn_local(look());
    }
}

/// Does a round, if syncing is on.
pub(super) async fn look() {
    if let Err(fault) = write_queue::take(look_in_turn()).await {
        report_fault("the list could not be synced", &fault);
    }
}

async fn look_in_turn() -> Result<(), Fault> {
    let found = Browser.get(Area::Disk, &[SYNC.only().to_owned()]).await?.into_iter().next();
    match found.map(|(_, raw)| read::<SyncState>(&raw)) {
        Some(Record::Read(state)) if state.on => go(state).await,
        _ => Ok(()),
    }
}

/// Turns syncing on or off. What was sent stays where it is: it is the other machines' too.
pub(super) async fn choose(on: bool) -> Result<bool, Fault> {
    let state: Option<SyncState> = read_for_writing(&Browser, Area::Disk, SYNC.only()).await?;
    if state.unwrap_or_default().on != on {
        let state = SyncState { on, ..SyncState::default() };
        Browser.set(Area::Disk, SYNC.only(), &state).await?;
        if on {
            go(state).await?;
        }
    }
    Ok(on)
}

/// How syncing stands, if this machine takes part.
pub(super) async fn taking_part() -> Option<SyncState> {
    let found =
        Browser.get(Area::Disk, &[SYNC.only().to_owned()]).await.unwrap_or_default().into_iter().next();
    match found.map(|(_, raw)| read::<SyncState>(&raw)) {
        Some(Record::Read(state)) if state.on => Some(state),
        _ => None,
    }
}

/// Empties the sync storage but for the word of it, so that no other machine brings back what was there.
pub(super) async fn forget(state: &SyncState) {
    if let Err(fault) = leave_the_word(state).await {
        report_fault("the sync storage was not emptied", &fault);
    }
}

async fn leave_the_word(state: &SyncState) -> Result<(), Fault> {
    let area = sync::get_all().await?;
    let done = forgotten(state.shadow.as_deref(), &area, js_sys::Date::now());
    // First the word: what is not deleted then is forgotten by it.
    sync::write(&done.writes, &done.removes).await
}

async fn go(state: SyncState) -> Result<(), Fault> {
    let keys = Browser.keys(Area::Disk).await?.into_iter().filter(|key| ITEM.holds(key));
    let (mut local, mut frozen) = (Vec::new(), Vec::<ItemKey>::new());
    for (key, raw) in Browser.get(Area::Disk, &keys.collect::<Vec<_>>()).await? {
        match read::<CartItem>(&raw) {
            Record::Read(item) => local.push(item),
            Record::Newer(_) | Record::Unreadable(_) => {
                frozen.extend(ITEM.parse(&key));
            }
        }
    }
    let area = sync::get_all().await?;
    let now = js_sys::Date::now();
    if !is_clock_sound(now) {
        return Ok(());
    }
    let done = round(state.shadow.as_deref(), &local, &frozen, &area, now);
    if !done.changes.is_empty() {
        backup::backed(change(&done.changes)).await?;
    }
    let mut next = SyncState {
        on: true,
        shadow: Some(done.shadow.clone()),
        synced: done.synced,
        left_out: done.left_out,
        ..state
    };
    if done.writes.is_empty() && done.removes.is_empty() {
        next.failed = false;
    } else {
        write(&mut next, &done, now).await;
    }
    if next != state { Browser.set(Area::Disk, SYNC.only(), &next).await } else { Ok(()) }
}

/// Writes into the sync storage, or leaves it for later: the browser takes only so many writes.
async fn write(state: &mut SyncState, done: &Round, now: f64) {
    let pace = PACE_MS as f64;
    // A clock that was put back does not hold it up.
    let wait = pace - (now - state.at);
    if (1.0..=pace).contains(&wait) {
        return later(wait);
    }
    state.at = now;
    let written = sync::write(&done.writes, &done.removes).await;
    state.failed = written.is_err();
    if let Err(fault) = written {
        report_fault("the sync storage took nothing", &fault);
        later(pace);
    }
}

fn later(millis: f64) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and PACE_MS")]
    let timer = Timeout::new(millis.ceil() as u32, || spawn_local(look()));
    NEXT.set(Some(timer));
}

/// Changes the list as the others have it. First the items, then what this machine holds: a background that dies in
/// between finds no difference.
async fn change(changes: &[Change]) -> Result<(), Fault> {
    let (mut puts, mut gone) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Delete(key) => gone.push(ITEM.key(key)),
            Change::Put(item) => {
                puts.push((ITEM.key(&item.found.key), Browser.record(&**item)?));
                // A post that was replied to elsewhere gets no second reply here.
                if let (ReplyState::Replied { .. }, Some(tweet)) = (&item.status, item.tweet_id()) {
                    let claim = CLAIM.key(tweet);
                    if read_for_writing::<ItemKey>(&Browser, Area::Disk, &claim).await?.is_none() {
                        puts.push((claim, Browser.record(&item.found.key)?));
                    }
                }
            }
        }
    }
    Browser.put(Area::Disk, puts).await?;
    Browser.remove(Area::Disk, &gone).await
}
