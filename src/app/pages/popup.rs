//! The popup page.

use hashcart_core::message::{AddToCart, Diagnose, Intent, Remove, Restore};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::runner::{EffectAnswer, Runner, Runs, in_time, later};
use super::{copy, keep, record_feed, show};
use crate::pages::Update;
use crate::pages::popup::{Effect, Message, PopupPage, paint, report as write_report};
use crate::webext::panel::{self, SidePanel};
use crate::webext::{runtime, tabs};

thread_local! {
    /// Found before the press that opens it.
    static PANEL: RefCell<Option<SidePanel>> = const { RefCell::new(None) };
}

pub(super) fn start() -> Result<(), JsValue> {
    let popup = Runner::start(PopupPage::default())?;
    let (here, beside, links) = (popup.clone(), popup.clone(), popup.clone());
    record_feed::follow(
        move |records, all| {
            popup
                .change(|state| if state.take(records, all) { Update::painted() } else { Update::nothing() });
        },
        move |told| links.tell(told.map_or_else(|code| Message::Done(Err(code)), Message::Links)),
    );
    spawn_local(async move {
        // Where no page of X is in front, nothing is said.
        if let Ok(found) = tabs::ask_front(Diagnose {}).await {
            here.tell(Message::Here(found));
        }
    });
    spawn_local(async move {
        if let Some(found) = panel::find().await {
            PANEL.set(Some(found));
            beside.tell(Message::HasPanel);
        }
    });
    Ok(())
}

impl Runs for PopupPage {
    fn run(&self, effect: Effect) -> EffectAnswer<Message> {
        match effect {
            Effect::Touch(touch) => {
                show(|document| paint::touch(document, touch));
                EffectAnswer::Nothing
            }
            Effect::Open(url) => in_time("a tab could not be opened", async move { tabs::open(&url).await }),
            Effect::Keep(address) => {
                EffectAnswer::Later(Box::pin(async { Message::Pasted(keep(address).await) }))
            }
            Effect::Remove(key) => later("the list", runtime::ask(Remove { keys: vec![key] }), |done| {
                Message::Done(done.map(drop))
            }),
            Effect::Restore => {
                later("the list", runtime::ask(Restore {}), |done| Message::Done(done.map(drop)))
            }
            Effect::LookUp(key) => later("the list", record_feed::look_up(key), Message::LookedUp),
            Effect::Intent(key) => {
                later("the list", runtime::ask(Intent { key }), |done| Message::Done(done.map(drop)))
            }
            Effect::Cart(store) => {
                later("the hand-over", runtime::ask(AddToCart { store, keys: None }), |done| {
                    if done.is_ok() {
                        leave();
                    }
                    Message::Begun(done.map(drop))
                })
            }
            Effect::Options => in_time("the options could not be opened", runtime::open_options()),
            Effect::Beside => beside(),
            Effect::Copy(found) => {
                let text = write_report(&found, &runtime::version());
                EffectAnswer::Later(Box::pin(async move {
                    Message::Copied(copy(&text, "the report could not be copied").await)
                }))
            }
        }
    }
}

/// Shows the list beside the page, and leaves.
fn beside() -> EffectAnswer<Message> {
    let Some(opened) = PANEL.with_borrow(|panel| panel.as_ref().map(SidePanel::open)) else {
        return EffectAnswer::Nothing;
    };
    in_time("the list could not be shown beside the page", async {
        opened.await?;
        leave();
        Ok(())
    })
}

/// Closes the popup. One that is a tab of its own stays: only its window may close it.
fn leave() {
    if let Some(window) = crate::dom::window() {
        let _ = window.close();
    }
}
