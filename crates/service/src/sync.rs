//! Syncing: carrying out a round of [`core::sync`](hashcart_core::sync).
//!
//! Nothing is kept between rounds but one record: what is still to be written shows by itself, because the list and
//! the sync storage are compared anew each time. So it does not matter when the background dies.

use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, ReplyState};
use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::records::{Area, CLAIM, ITEM, SYNC};
use hashcart_core::schema::Record;
use hashcart_core::sync::{Change, PACE_MS, SyncState, forgotten, is_clock_sound, round};

use crate::backup::back_up;
use crate::{Clock, Store, SyncArea, read_for_writing};

/// What came of a look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looked {
    /// In how many milliseconds to look again.
    pub again: Option<Millis>,
    /// What did not work and is tried again, for developers.
    pub faults: Vec<(&'static str, Fault)>,
}

/// Does a round, if syncing is on.
///
/// # Errors
/// The storage's.
pub async fn look(browser: &(impl Store + Clock + SyncArea)) -> Result<Looked, Fault> {
    match taking_part(browser).await? {
        Some(state) => go(browser, state).await,
        None => Ok(Looked::default()),
    }
}

/// Turns syncing on or off. What was sent stays where it is: it is the other machines' too.
///
/// # Errors
/// The storage's, and as of [`read_for_writing`].
pub async fn choose(browser: &(impl Store + Clock + SyncArea), on: bool) -> Result<Looked, Fault> {
    let state: Option<SyncState> = read_for_writing(browser, Area::Disk, SYNC.only()).await?;
    if state.unwrap_or_default().on == on {
        return Ok(Looked::default());
    }
    let state = SyncState { on, ..SyncState::default() };
    browser.set(Area::Disk, SYNC.only(), &state).await?;
    if on { go(browser, state).await } else { Ok(Looked::default()) }
}

/// How syncing stands, if this machine takes part.
///
/// # Errors
/// The storage's.
pub async fn taking_part(browser: &impl Store) -> Result<Option<SyncState>, Fault> {
    let state = browser.one(Area::Disk, SYNC.only()).await?.and_then(|raw| SYNC.data(&raw));
    Ok(state.filter(|state| state.on))
}

/// Empties the sync storage but for the word of it, so that no other machine brings back what was there.
///
/// # Errors
/// The sync storage's.
pub async fn forget(browser: &(impl Clock + SyncArea), state: &SyncState) -> Result<(), Fault> {
    let area = browser.synced().await?;
    let done = forgotten(state.shadow.as_deref(), &area, browser.now());
    // First the word: what is not deleted then is forgotten by it.
    browser.write_synced(&done.writes, &done.removes).await
}

async fn go(browser: &(impl Store + Clock + SyncArea), state: SyncState) -> Result<Looked, Fault> {
    let names: Vec<String> =
        browser.keys(Area::Disk).await?.into_iter().filter(|name| ITEM.holds(name)).collect();
    let (mut local, mut frozen) = (Vec::new(), Vec::<ItemKey>::new());
    for (name, raw) in browser.get(Area::Disk, &names).await? {
        match ITEM.read(&raw) {
            Record::Read(item) => local.push(item),
            Record::Newer(_) | Record::Unreadable(_) => frozen.extend(ITEM.parse(&name)),
        }
    }
    let area = browser.synced().await?;
    let now = browser.now();
    let mut looked = Looked::default();
    if !is_clock_sound(now) {
        return Ok(looked);
    }
    let done = round(state.shadow.as_deref(), &local, &frozen, &area, now);
    if !done.changes.is_empty() {
        if let Err(fault) = back_up(browser, &browser.today()).await {
            looked.faults.push(("the list could not be backed up", fault));
        }
        change(browser, &done.changes).await?;
    }
    let mut next = SyncState {
        on: true,
        shadow: Some(done.shadow),
        synced: done.synced,
        left_out: done.left_out,
        ..state.clone()
    };
    if done.writes.is_empty() && done.removes.is_empty() {
        next.failed = false;
    } else {
        // The browser takes only so many writes. A clock that was put back does not hold them up.
        let pace = PACE_MS as Millis;
        let wait = pace - (now - next.at);
        if (1.0..=pace).contains(&wait) {
            looked.again = Some(wait);
        } else {
            next.at = now;
            let written = browser.write_synced(&done.writes, &done.removes).await;
            next.failed = written.is_err();
            if let Err(fault) = written {
                looked.again = Some(pace);
                looked.faults.push(("the sync storage took nothing", fault));
            }
        }
    }
    if next != state {
        browser.set(Area::Disk, SYNC.only(), &next).await?;
    }
    Ok(looked)
}

/// Changes the list as the others have it. First the items, then what this machine holds: a background that dies in
/// between finds no difference.
async fn change(browser: &(impl Store + Clock), changes: &[Change]) -> Result<(), Fault> {
    let (mut puts, mut gone) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Delete(key) => gone.push(ITEM.key(key)),
            Change::Put(item) => {
                puts.push((ITEM.key(&item.found.key), browser.record::<CartItem>(item)?));
                // A post that was replied to elsewhere gets no second reply here.
                if let (ReplyState::Replied { .. }, Some(tweet)) = (&item.status, item.tweet_id()) {
                    let claim = CLAIM.key(tweet);
                    if read_for_writing::<ItemKey>(browser, Area::Disk, &claim).await?.is_none() {
                        puts.push((claim, browser.record(&item.found.key)?));
                    }
                }
            }
        }
    }
    browser.put(Area::Disk, puts).await?;
    browser.remove(Area::Disk, &gone).await
}
