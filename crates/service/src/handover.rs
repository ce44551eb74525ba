//! The hand-over in the background: the one record of the session, its tab, and the script on the store's pages.
//!
//! Written first, done then: should the background die between the two, the next step from the page or from the user
//! finds out what is still to be done.

use hashcart_core::asin::Asin;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::{AddMethod, Command, PageState, Sent, Session, SessionEvent, WaitingFor};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::message::{AddToCart, Asker, Begin, Guidance};
use hashcart_core::records::{Area, ITEM, SENT, SESSION, SoleKey};
use hashcart_core::schema::Record;
use hashcart_core::to_buy::to_add;

use crate::store::{find, look_at, read_for_writing, write};
use crate::{Clock, Store, Stores, Tabs, list, settings};

/// The session, under way or over.
async fn session(browser: &impl Store) -> Result<Session, Fault> {
    look_at(browser, Area::Disk, SESSION, &SoleKey).await?.ok_or_else(|| FaultCode::NoSession.into())
}

async fn keep(browser: &impl Store, session: &Session) -> Result<(), Fault> {
    write(browser, Area::Disk, SESSION, &SoleKey, session).await
}

/// Who asks, from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Who.
    pub asker: Option<Asker>,
    /// The tab.
    pub tab: Option<i32>,
}

impl Sender {
    /// Whether it is a page of the session's store in the session's own tab.
    fn is_its_own(self, session: &Session) -> bool {
        session.tab.is_some() && session.tab == self.tab && self.asker == Some(Asker::Store(session.store))
    }
}

/// A script of ours is on a page of a store: whether the program is to follow, which it does only into the session's own
/// tab.
///
/// # Errors
/// `NoSession`, or the storage's.
pub async fn arrive(browser: &impl Store, from: Sender) -> Result<bool, Fault> {
    let session = session(browser).await?;
    Ok(!session.is_done() && !session.is_plain() && from.is_its_own(&session))
}

/// Begins a session and opens its tab.
pub async fn begin(browser: &(impl Store + Clock + Tabs + Stores), call: Begin) -> Result<Session, Fault> {
    if !call.store.is_open() {
        return Err(Fault::new(FaultCode::BadMessage, "the store is closed"));
    }
    if call.way != AddMethod::Plain && !browser.may_look(call.store).await {
        return Err(FaultCode::StoreNotAllowed.into());
    }
    // It takes the place of the one before, which is put aside where nobody can read it.
    read_for_writing(browser, Area::Disk, SESSION, &SoleKey).await?;
    browser.end_looking().await;
    let mut session = Session::new(call.store, call.way, &call.picks, browser.now());
    // A version that was chosen before is one of the item's: what lies in the cart of it is not bought again.
    let names: Vec<String> = session.items.iter().map(|item| SENT.key(&item.key)).collect();
    for (name, raw) in browser.get(Area::Disk, &names).await? {
        let sent = SENT.data(&raw).filter(|sent| sent.store == call.store);
        if let Some(item) = session.items.iter_mut().find(|item| SENT.key(&item.key) == name) {
            item.chosen = sent.and_then(|sent| sent.outcome.version().copied());
        }
    }
    if session.is_plain() {
        session.halt = WaitingFor::Mark;
    }
    let command = session.goal().map_or(Command::Stay, Command::Go);
    carry_out(browser, session, command, true).await.map(|guidance| guidance.session)
}

/// Brings what is still to buy in a store into its cart: at once where nothing is left to ask, else by way of our page.
/// `from_x` says that a page of X's asks: it chooses nothing from the list, and begins nothing in which Amazon's button is
/// pressed for the user, or a page that was taken over could fill the cart without a press of anybody's.
pub async fn add_to_cart(
    browser: &(impl Store + Clock + Tabs + Stores),
    AddToCart { store, keys }: AddToCart,
    from_x: bool,
) -> Result<bool, Fault> {
    let keys = keys.filter(|_| !from_x);
    let items = list::read(browser, Area::Disk).await?;
    let picks = to_add(items.iter().map(|(item, status)| (item, *status)), store, keys.as_deref());
    let unasked = from_x && settings::handover_settings(browser).await.press;
    if !picks.is_empty() && !unasked && browser.may_look(store).await {
        begin(browser, Begin { store, way: AddMethod::Guided, picks }).await?;
        return Ok(true);
    }
    let mut page = browser.own_page(&format!("handover.html?store={store}"));
    for (index, key) in keys.iter().flatten().enumerate() {
        page.push(if index == 0 { '#' } else { ',' });
        page.push_str(&key.to_string());
    }
    browser.open_in_front(&page).await?;
    Ok(false)
}

/// How many items are still to buy in a store.
///
/// # Errors
/// The storage's.
pub async fn count_to_buy(browser: &impl Store, store: Marketplace) -> Result<usize, Fault> {
    let items = list::read(browser, Area::Disk).await?;
    Ok(to_add(items.iter().map(|(item, status)| (item, *status)), store, None).len())
}

/// Shows our page of how the items ended, where it is the session's own tab that asks.
pub async fn show_ends(browser: &(impl Store + Tabs), from: Sender) -> Result<bool, Fault> {
    let session = session(browser).await?;
    let is_its_own = session.is_done() && from.is_its_own(&session);
    if is_its_own {
        browser.open_in_front(&browser.own_page("handover.html")).await?;
    }
    Ok(is_its_own)
}

/// Something happened on the session.
pub async fn guide(
    browser: &(impl Store + Clock + Tabs + Stores),
    event: &SessionEvent,
    from: Sender,
) -> Result<Guidance, Fault> {
    let mut session = session(browser).await?;
    // Of the store's pages only that in the session's own tab is listened to; and what only a page can tell, no other tells.
    let is_its_own = from.is_its_own(&session);
    if !is_its_own && (event.is_of_page() || from.asker != Some(Asker::Own)) {
        return Err(FaultCode::NoSession.into());
    }
    let ends = matches!(event, SessionEvent::Plainly | SessionEvent::Stop);
    if !ends && !session.is_plain() && !session.is_done() && !browser.may_look(session.store).await {
        // Taken back in the meantime: a script that is still on a page there is not listened to.
        session = session.on(&SessionEvent::Revoked, false).0;
        keep(browser, &session).await?;
        return Ok(Guidance { session, command: Command::Stay });
    }
    if let SessionEvent::PageState { sight: PageState::Product(page), title: Some(title), .. } = event {
        name(browser, &mut session, page.asin, title).await;
    }
    let (session, command) = session.on(event, settings::handover_settings(browser).await.press);
    carry_out(browser, session, command, !event.is_of_page()).await
}

/// The page of the item at hand says what it is called. That it cannot be written keeps nothing from going on.
async fn name(browser: &impl Store, session: &mut Session, asin: Asin, title: &str) {
    let Some(at_hand) = session.current_mut().filter(|item| item.asin == asin) else { return };
    let Ok(Some(item)) = look_at(browser, Area::Disk, ITEM, &at_hand.key).await else { return };
    let named = item.clone().titled_by_amazon(title);
    if named == item || write(browser, Area::Disk, ITEM, &at_hand.key, &named).await.is_ok() {
        at_hand.title = named.title();
    }
}

/// Writes the session down and does what it asks for. `by_user` says that a tab may be opened for it.
async fn carry_out(
    browser: &(impl Store + Clock + Tabs + Stores),
    mut session: Session,
    command: Command,
    by_user: bool,
) -> Result<Guidance, Fault> {
    if session.is_done() {
        note(browser, &session).await?;
    }
    keep(browser, &session).await?;
    if session.is_done() || session.is_plain() {
        browser.end_looking().await;
    }
    if let Command::Go(url) = &command {
        if by_user && !session.is_plain() {
            // Gone with the last tab, or with a permission that was taken back and given again.
            browser.begin_to_look(session.store).await?;
        }
        let led = match session.tab {
            Some(tab) => browser.lead(tab, url).await,
            None => false,
        };
        if !led && by_user {
            let tab = browser.open_in_front(url).await?;
            (session.tab, session.page, session.gone) = (Some(tab), None, None);
            keep(browser, &session).await?;
        } else if !led {
            session = lose_tab(browser, session, &SessionEvent::TabGone).await?;
        }
    }
    Ok(Guidance { session, command })
}

/// Keeps how the items ended, each with its item.
async fn note(browser: &(impl Store + Clock), session: &Session) -> Result<(), Fault> {
    let at = browser.now();
    for item in &session.items {
        if let Some(outcome) = item.outcome {
            write(browser, Area::Disk, SENT, &item.key, &Sent { store: session.store, outcome, at }).await?;
        }
    }
    Ok(())
}

/// Without a tab nothing of ours is to run on any page of the store.
async fn lose_tab(
    browser: &(impl Store + Stores),
    session: Session,
    event: &SessionEvent,
) -> Result<Session, Fault> {
    browser.end_looking().await;
    let (session, _) = session.on(event, false);
    keep(browser, &session).await?;
    Ok(session)
}

/// Looks whether the session's tab is still there and still shows the session's store.
pub async fn look(browser: &(impl Store + Clock + Tabs + Stores), show: bool) -> Result<Session, Fault> {
    let session = session(browser).await?;
    // A tab that is being opened is written down by the time this is asked: else nobody knows which one it was.
    if session.waits_without_tab() {
        return lose_tab(browser, session, &SessionEvent::Restarted).await;
    }
    let (Some(tab), false) = (session.tab, session.is_done()) else { return Ok(session) };
    let Some(found) = browser.find(tab).await else {
        return lose_tab(browser, session, &SessionEvent::TabGone).await;
    };
    if show {
        // Gone in this very moment: the next look says so.
        browser.show(tab).await;
    }
    if session.is_plain() || !found.is_complete {
        return Ok(session);
    }
    if !browser.may_look(session.store).await {
        let (session, _) = session.on(&SessionEvent::Revoked, false);
        keep(browser, &session).await?;
        return Ok(session);
    }
    let store = format!("https://www.{}/", session.store);
    if found.url.is_none_or(|url| !url.starts_with(&store)) {
        let (session, _) = session.on(&SessionEvent::Elsewhere, false);
        keep(browser, &session).await?;
        return Ok(session);
    }
    Ok(session)
}

/// The session that is under way in that tab. One that cannot be read is in none.
async fn session_in(browser: &impl Store, tab: i32) -> Result<Option<Session>, Fault> {
    let there = match find(browser, Area::Disk, SESSION, &SoleKey).await? {
        Some(Record::Read(session)) => Some(session),
        Some(Record::Newer(_) | Record::Unreadable(_)) | None => None,
    };
    Ok(there.filter(|session| session.tab == Some(tab) && !session.is_done()))
}

/// Whether a session is under way in that tab.
///
/// # Errors
/// The storage's.
pub async fn is_in(browser: &impl Store, tab: i32) -> Result<bool, Fault> {
    Ok(session_in(browser, tab).await?.is_some())
}

/// A tab was closed: if it was the session's, the session halts.
///
/// # Errors
/// The storage's.
pub async fn tab_gone(browser: &(impl Store + Stores), tab: i32) -> Result<(), Fault> {
    match session_in(browser, tab).await? {
        Some(session) => lose_tab(browser, session, &SessionEvent::TabGone).await.map(drop),
        None => Ok(()),
    }
}

/// The browser was started: no tab is the session's any more.
///
/// # Errors
/// The storage's.
pub async fn restarted(browser: &(impl Store + Stores)) -> Result<(), Fault> {
    match session(browser).await {
        Ok(session) if !session.is_done() => {
            lose_tab(browser, session, &SessionEvent::Restarted).await.map(drop)
        }
        _ => Ok(()),
    }
}
