//! The page of the hand-over: what to send, how it goes, and how it went.

use std::rc::Rc;

use gloo::events::EventListener;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::{Command, SessionEvent};
use hashcart_core::message::{Begin, Guide, Look};
use hashcart_core::records::Area;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::runner::{EffectAnswer, Runner, Runs, later};
use super::{record_feed, show};
use crate::app::report;
use crate::pages::Update;
use crate::pages::handover::{Effect, HandoverPage, Message, paint};
use crate::webext::{permissions, runtime, tabs};

pub(super) fn start() -> Result<(), JsValue> {
    let window = crate::dom::window().ok_or("no window")?;
    let query = window.location().search()?;
    let store = query.strip_prefix("?store=").and_then(|store| store.parse().ok());
    // Where the user selected items in the list, their keys stand behind the `#`.
    let picked = window.location().hash()?;
    let picked = picked.strip_prefix('#').map(|keys| keys.split(',').filter_map(|key| key.parse().ok()));
    let chosen = picked.map(|keys| keys.map(|key| (key, (true, 0))).collect());
    let page =
        Runner::start(HandoverPage { store, sends: store.is_some(), chosen, ..HandoverPage::default() })?;
    // The user comes back to this page to see how it goes.
    let front = Rc::clone(&page);
    EventListener::new(&window, "focus", move |_| front.tell(Message::Look(None))).forget();
    let loads = Rc::clone(&page);
    tabs::watch_loads(move |tab| loads.tell(Message::Look(Some(tab))));
    spawn_local(async move {
        let taken = Rc::clone(&page);
        // Only what is in the list on disk is handed over.
        let read = record_feed::follow_in(Area::Disk, move |records, all| {
            taken.change(|state| {
                state.take(records);
                if all { state.asking() } else { Update::nothing() }
            });
        });
        page.tell(Message::Done(read.await));
        page.tell(Message::Look(None));
    });
    Ok(())
}

impl Runs for HandoverPage {
    fn run(&self, effect: Effect) -> EffectAnswer<Message> {
        match effect {
            Effect::Allow(store, way) => {
                let asked = permissions::ask(&permissions::for_store(store));
                let asked = async { asked.await.map_err(|why| Fault::new(FaultCode::StoreNotAllowed, why)) };
                later("the permission", asked, move |answer| match answer {
                    Ok(allowed) => Message::Allowed(way, allowed),
                    Err(code) => Message::Done(Err(code)),
                })
            }
            Effect::MayLook(store) => EffectAnswer::Maybe(Box::pin(async move {
                let has = permissions::has(&permissions::for_store(store)).await;
                let has = has.inspect_err(|why| report("the permission is not known", why));
                has.ok().map(|has| Message::MayLook(store, has))
            })),
            Effect::AllowAgain(store) => {
                let asked = permissions::ask(&permissions::for_store(store));
                EffectAnswer::Maybe(Box::pin(async {
                    let asked =
                        asked.await.inspect_err(|why| report("the permission could not be asked for", why));
                    asked.ok().map(Message::AllowedAgain)
                }))
            }
            Effect::Begin(store, way, picks) => {
                let asked = runtime::ask(Begin { store, way, picks });
                later("the hand-over", asked, |done| Message::Begun(done.map(Box::new)))
            }
            Effect::Guide(event) => {
                let shows = matches!(
                    event,
                    SessionEvent::GoOn
                        | SessionEvent::Plainly
                        | SessionEvent::Marked { .. }
                        | SessionEvent::Skip
                );
                later("the hand-over", runtime::ask(Guide { event }), move |done| {
                    Message::Guided(done.map(|guidance| shows && matches!(guidance.command, Command::Go(_))))
                })
            }
            Effect::Settle(key, wanted) => {
                show(|document| paint::settle(document, &key, wanted));
                EffectAnswer::Nothing
            }
            Effect::Look(to_front) => {
                later("the session's tab", runtime::ask(Look { show: to_front }), |done| {
                    Message::Done(done.map(drop))
                })
            }
        }
    }
}
