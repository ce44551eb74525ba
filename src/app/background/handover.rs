//! The hand-over in the background: the one record of the walk, its tab, and the script on the store's pages.
//!
//! Written first, done then: should the background die between the two, the next step from the page or from the user
//! finds out what is still to be done.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::{Command, Event, Sent, WaitingFor, Walk, Way};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::message::{Asker, Begin, Guidance};
use hashcart_core::records::{SENT, WALK};
use wasm_bindgen::JsValue;

use crate::app::report_fault;
use crate::webext::Browser;
use crate::webext::permissions::{self};
use crate::webext::runtime::asker;
use crate::webext::scripting::{self, Frame, World};
use crate::webext::tabs;
use hashcart_core::records::Area;
use hashcart_service::Store;
use hashcart_service::{read_for_writing, settings};

/// The name of the registered script.
const SCRIPT: &str = "walk";
/// What is registered: it asks whether its tab is the walk's, and does nothing else.
const DOOR: &str = "amazon.js";

async fn is_allowed(store: Marketplace) -> bool {
    permissions::has(&permissions::for_store(store)).await.unwrap_or(false)
}

/// The walk, under way or over.
async fn walk() -> Result<Walk, Fault> {
    read_for_writing(&Browser, Area::Disk, WALK.only()).await?.ok_or_else(|| FaultCode::NoWalk.into())
}

/// A script of ours is on a page of the store. The program follows only into the walk's own tab.
pub(super) async fn arrive(sender: JsValue) -> Result<bool, Fault> {
    let store = asker(&sender);
    let frame = Frame::of_sender(sender).ok_or(FaultCode::BadMessage)?;
    let walk = walk().await?;
    let is_its_own = walk.tab == Some(frame.tab()) && store == Some(Asker::Store(walk.store));
    if walk.is_done() || walk.is_plain() || !is_its_own {
        return Ok(false);
    }
    scripting::run_files(frame, World::Ours, &["hashcart-amazon.js", "content.js"]).await?;
    Ok(true)
}

/// Begins a walk and opens its tab.
pub(super) async fn begin(call: Begin) -> Result<Walk, Fault> {
    if !call.store.is_open() {
        return Err(Fault::new(FaultCode::BadMessage, "the store is closed"));
    }
    if call.way != Way::Plain && !is_allowed(call.store).await {
        return Err(FaultCode::StoreNotAllowed.into());
    }
    scripting::unregister(SCRIPT).await;
    let mut walk = Walk::new(call.store, call.way, &call.picks, js_sys::Date::now());
    if walk.is_plain() {
        walk.halt = WaitingFor::Mark;
    }
    let order = walk.goal().map_or(Command::Stay, Command::Go);
    carry_out(walk, order, true).await.map(|guidance| guidance.walk)
}

/// Something happened on the walk.
pub(super) async fn guide(event: &Event, sender: JsValue) -> Result<Guidance, Fault> {
    let mut walk = walk().await?;
    // Of the store's pages only that in the walk's own tab is listened to; and what only a page can tell, no other tells.
    let asker = asker(&sender);
    let tab = Frame::of_sender(sender).map(|frame| frame.tab());
    let is_its_own = walk.tab.is_some() && walk.tab == tab && asker == Some(Asker::Store(walk.store));
    let from_page = matches!(event, Event::PageState { .. } | Event::Pressed { .. } | Event::Quiet);
    if !is_its_own && (from_page || asker != Some(Asker::Own)) {
        return Err(FaultCode::NoWalk.into());
    }
    let ends = matches!(event, Event::Plainly | Event::Stop);
    if !ends && !walk.is_plain() && !walk.is_done() && !is_allowed(walk.store).await {
        // Taken back in the meantime: a script that is still on a page there is not listened to.
        walk = walk.on(&Event::Revoked, false).0;
        Browser.set(Area::Disk, WALK.only(), &walk).await?;
        return Ok(Guidance { walk, order: Command::Stay });
    }
    let (walk, order) = walk.on(event, settings::prefs(&Browser).await.press);
    carry_out(walk, order, !from_page).await
}

/// Writes the walk down and does what it asks for. `by_user` says that a tab may be opened for it.
async fn carry_out(mut walk: Walk, order: Command, by_user: bool) -> Result<Guidance, Fault> {
    if walk.is_done() {
        note(&walk).await?;
    }
    Browser.set(Area::Disk, WALK.only(), &walk).await?;
    if walk.is_done() || walk.is_plain() {
        scripting::unregister(SCRIPT).await;
    }
    if let Command::Go(url) = &order {
        if by_user && !walk.is_plain() {
            // Gone with the last tab, or with a permission that was taken back and given again.
            scripting::register(SCRIPT, &walk.store.pages(), DOOR).await?;
        }
        let led = match walk.tab {
            Some(tab) => tabs::lead(tab, url).await.is_ok(),
            None => false,
        };
        if !led && by_user {
            let tab = tabs::open_new(url).await.map_err(|why| Fault::new(FaultCode::Engine, why))?;
            (walk.tab, walk.page, walk.gone) = (Some(tab), None, None);
            Browser.set(Area::Disk, WALK.only(), &walk).await?;
        } else if !led {
            walk = lose_tab(walk, &Event::TabGone).await?;
        }
    }
    Ok(Guidance { walk, order })
}

/// Keeps how the items ended, each with its item.
async fn note(walk: &Walk) -> Result<(), Fault> {
    let at = js_sys::Date::now();
    for item in &walk.items {
        if let Some(outcome) = item.outcome {
            Browser.set(Area::Disk, &SENT.key(&item.key), &Sent { store: walk.store, outcome, at }).await?;
        }
    }
    Ok(())
}

/// Without a tab nothing of ours is to run on any page of the store.
async fn lose_tab(walk: Walk, event: &Event) -> Result<Walk, Fault> {
    scripting::unregister(SCRIPT).await;
    let (walk, _) = walk.on(event, false);
    Browser.set(Area::Disk, WALK.only(), &walk).await?;
    Ok(walk)
}

/// Looks whether the walk's tab is still there and still shows the walk's store.
pub(super) async fn look(show: bool) -> Result<Walk, Fault> {
    let walk = walk().await?;
    let (Some(tab), false) = (walk.tab, walk.is_done()) else { return Ok(walk) };
    let Some(found) = tabs::find(tab).await else { return lose_tab(walk, &Event::TabGone).await };
    if show {
        // Gone in this very moment: the next look says so.
        let _ = tabs::show(tab).await;
    }
    if walk.is_plain() || found.status.as_deref() != Some("complete") {
        return Ok(walk);
    }
    if !is_allowed(walk.store).await {
        let (walk, _) = walk.on(&Event::Revoked, false);
        Browser.set(Area::Disk, WALK.only(), &walk).await?;
        return Ok(walk);
    }
    let store = format!("https://www.{}/", walk.store);
    if found.url.is_none_or(|url| !url.starts_with(&store)) {
        let (walk, _) = walk.on(&Event::Elsewhere, false);
        Browser.set(Area::Disk, WALK.only(), &walk).await?;
        return Ok(walk);
    }
    Ok(walk)
}

/// A tab was closed: if it was the walk's, the walk halts.
pub(super) async fn tab_gone(tab: i32) {
    if let Ok(walk) = walk().await
        && walk.tab == Some(tab)
        && !walk.is_done()
        && let Err(fault) = lose_tab(walk, &Event::TabGone).await
    {
        report_fault("the walk could not be halted", &fault);
    }
}

/// The browser was started: no tab is the walk's any more.
pub(super) async fn restarted() {
    let Ok(walk) = walk().await else { return };
    if !walk.is_done()
        && let Err(fault) = lose_tab(walk, &Event::Restarted).await
    {
        report_fault("the walk could not be halted", &fault);
    }
}
