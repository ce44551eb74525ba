//! Syncing: carrying out a round of [`core::sync`](hashcart_core::sync).
//!
//! Nothing is kept between rounds but one record: what is still to be written shows by itself, because the list and
//! the sync storage are compared anew each time. So it does not matter when the background dies.

use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, ReplyState};
use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::records::{Area, CLAIM, ITEM, SYNC, SoleKey};
use hashcart_core::schema::Record;
use hashcart_core::sync::{Change, PACE_MS, SyncState, forgotten, is_clock_sound, round};

use crate::backup::back_up;
use crate::store::{find, read_for_writing, write};
use crate::{Clock, Store, SyncArea, room};

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
/// The storage's, and `NewerRecord`.
pub async fn choose(browser: &(impl Store + Clock + SyncArea), on: bool) -> Result<Looked, Fault> {
    if taking_part(browser).await?.is_some() == on {
        return Ok(Looked::default());
    }
    read_for_writing(browser, Area::Disk, SYNC, &SoleKey).await?;
    let state = SyncState { on, ..SyncState::default() };
    write(browser, Area::Disk, SYNC, &SoleKey, &state).await?;
    if on { go(browser, state).await } else { Ok(Looked::default()) }
}

/// How syncing stands, if this machine takes part.
///
/// # Errors
/// The storage's.
pub async fn taking_part(browser: &impl Store) -> Result<Option<SyncState>, Fault> {
    let state = match find(browser, Area::Disk, SYNC, &SoleKey).await? {
        Some(Record::Read(state)) => Some(state),
        Some(Record::Newer(_) | Record::Unreadable(_)) | None => None,
    };
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
    let is_due = !(done.writes.is_empty() && done.removes.is_empty());
    if is_due {
        // The browser takes only so many writes. A clock that was put back does not hold them up.
        let pace = PACE_MS as Millis;
        let wait = pace - (now - next.at);
        looked.again = (1.0..=pace).contains(&wait).then_some(wait);
    } else {
        next.failed = false;
    }
    let writes = is_due && looked.again.is_none();
    if writes {
        next.at = now;
    }
    // What this machine holds comes before what the others are told: what is not written then shows by itself, while
    // words of its own that it does not know of would be taken for the others'.
    if next != state {
        write(browser, Area::Disk, SYNC, &SoleKey, &next).await?;
    }
    if writes {
        let written = browser.write_synced(&done.writes, &done.removes).await;
        if written.is_err() != next.failed {
            next.failed = written.is_err();
            write(browser, Area::Disk, SYNC, &SoleKey, &next).await?;
        }
        if let Err(fault) = written {
            looked.again = Some(PACE_MS as Millis);
            looked.faults.push(("the sync storage took nothing", fault));
        }
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
                if let (ReplyState::Replied { .. }, Some(tweet)) = (&item.status, item.tweet_id())
                    && find(browser, Area::Disk, CLAIM, tweet).await?.is_none()
                {
                    puts.push((CLAIM.key(tweet), browser.record(&item.found.key)?));
                }
            }
        }
    }
    room::put(browser, Area::Disk, puts).await?;
    browser.remove(Area::Disk, &gone).await
}
