//! The page of the list, in a tab or beside another page.

use hashcart_core::Millis;
use hashcart_core::message::{AddToCart, Edit, Intent, NoteCopy, Put, Remove, Restore};
use wasm_bindgen::JsValue;

use super::runner::{EffectAnswer, Runner, Runs, in_time, later};
use super::{data_page, keep, record_feed, show};
use crate::dom::SizeObserver;
use crate::pages::Update;
use crate::pages::list::{Effect, ListPage, ListTouch, Message, paint};
use crate::webext::alphabet::alphabet;
use crate::webext::{i18n, runtime, tabs};

pub(super) fn start() -> Result<(), JsValue> {
    let document = crate::dom::document().ok_or("no document")?;
    let page = Runner::start(ListPage::opened(js_sys::Date::now(), day, alphabet()))?;
    page.change(|_| Update::painted());
    let resized = page.clone();
    // The part that scrolls, and what a row's height is measured by.
    let sized: Vec<_> =
        ["view", "gauge-item"].iter().filter_map(|id| document.get_element_by_id(id)).collect();
    // For as long as the page is there.
    std::mem::forget(SizeObserver::watch(&sized, move || resized.tell(Message::Moved))?);
    let links = page.clone();
    record_feed::follow(
        move |records, all| {
            page.change(|state| if state.take(records, all) { Update::painted() } else { Update::nothing() });
        },
        move |told| links.tell(told.map_or_else(|code| Message::Done(Err(code)), Message::Links)),
    );
    Ok(())
}

/// The day of the user's calendar.
fn day(at: Millis) -> i64 {
    let date = js_sys::Date::new(&JsValue::from_f64(at));
    ((at - date.get_timezone_offset() * 60_000.0) / 86_400_000.0).floor() as i64
}

impl Runs for ListPage {
    fn run(&self, effect: Effect) -> EffectAnswer<Message> {
        match effect {
            Effect::Touch(touch) => touched(self, &touch),
            Effect::Open(url) => in_time("a tab could not be opened", async move { tabs::open(&url).await }),
            Effect::Remove(keys) => {
                later("the list", runtime::ask(Remove { keys }), |done| Message::Removed(done.map(drop)))
            }
            Effect::Restore => {
                later("the list", runtime::ask(Restore {}), |done| Message::Done(done.map(drop)))
            }
            Effect::Put(puts, back) => {
                later("the list", runtime::ask(Put { puts }), |done| Message::WasPut(back, done.map(drop)))
            }
            Effect::PutBack(puts) => {
                later("the list", runtime::ask(Put { puts }), |done| Message::Done(done.map(drop)))
            }
            Effect::Edit { before, units, name, note, field } => {
                let key = before.found.key.clone();
                let edited = |done: Result<_, _>| Message::Edited(before, field, done.map(Box::new));
                later("the list", runtime::ask(Edit { key, units, name, note }), edited)
            }
            Effect::EditBack(item) => {
                let edit = Edit { key: item.found.key, units: item.units, name: item.name, note: item.note };
                later("the list", runtime::ask(edit), |done| Message::Done(done.map(drop)))
            }
            Effect::Cart(store, keys) => {
                later("the hand-over", runtime::ask(AddToCart { store, keys }), |done| {
                    Message::Begun(done.map(drop))
                })
            }
            Effect::Keep(address) => {
                EffectAnswer::Later(Box::pin(async { Message::Pasted(keep(address).await) }))
            }
            Effect::SaveCopy => {
                EffectAnswer::Later(Box::pin(async { Message::Copied(data_page::save_copy().await) }))
            }
            Effect::PutCopyOff => later("the list", runtime::ask(NoteCopy { put_off: true }), |done| {
                Message::Done(done.map(drop))
            }),
            Effect::Options => in_time("the options could not be opened", runtime::open_options()),
            Effect::LookUp(key) => later("the list", record_feed::look_up(key), Message::LookedUp),
            Effect::Intent(key) => {
                later("the list", runtime::ask(Intent { key }), |done| Message::Done(done.map(drop)))
            }
        }
    }
}

fn touched(state: &ListPage, touch: &ListTouch) -> EffectAnswer<Message> {
    let mut answer = EffectAnswer::Nothing;
    show(|document| {
        if let Some(message) = paint::touch(document, state, touch, &i18n::say)? {
            answer = EffectAnswer::Now(message);
        }
        Ok(())
    });
    answer
}
