//! The background: the only writer of the list and of the settings.
//!
//! It keeps nothing between messages that it cannot lose: the browser ends and wakes it at will. What it has in memory
//! is who comes next, a count that is due, and what was looked after today. What writes is done in turns, so that
//! reading a record and writing it back is never mixed with another's.

mod backup;
pub mod commands;
pub mod context_menu;
pub mod events;
mod private;
mod sync;
mod toolbar;
mod write_queue;

use hashcart_core::cart::CartItem;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::insights::PageData;
use hashcart_core::item::ItemKey;
use hashcart_core::mention::KeptMention;
use hashcart_core::message::{Answer, Answers, Asker, ToBackground, VERSION, Wire};
use hashcart_core::records::Area;
use hashcart_core::tweet::TweetId;
use hashcart_service::Tabs;
use hashcart_service::backup::note_copy;
use hashcart_service::sync::taking_part;
use hashcart_service::{
    handover, insights, item_commands, items, language, pictures, records, replies, settings, short_links,
};
use js_sys::{Array, Promise};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use super::recall;
use crate::sites::x::addresses::intent_url;
use crate::webext::archive::{self, Archived};
use crate::webext::runtime::asker;
use crate::webext::scripting::{Frame, World, run_file, run_files};
use crate::webext::{Browser, Outside, parse, plain, tabs};

/// Answers one message; called by the door in `extension/background.js`. The promise never rejects.
pub fn on_message(message: JsValue, sender: JsValue) -> Promise {
    let wire = Wire::receive(&Outside(message), js_sys::Date::now())
        .map_err(|why| Fault::new(FaultCode::BadMessage, why));
    future_to_promise(async move {
        let result = match wire {
            Ok(wire) if !is_welcome(&wire, &sender) => {
                let name = wire.request.rules().name;
                Err(Fault::new(
                    FaultCode::BadMessage,
                    format!("{name} is not for whoever sent this to ask for"),
                ))
            }
            Ok(wire) => around(wire, sender).await,
            Err(fault) => Err(fault),
        };
        // What the user asked for comes before what may be left of an earlier background.
        sync::look_once();
        let answer: Answer<JsValueOf> = result.into();
        Ok(match answer {
            Answer::Ok(JsValueOf(value)) => envelope("ok", &value),
            Answer::Fault(fault) => envelope("fault", &plain(&fault).unwrap_or(JsValue::NULL)),
        })
    })
}

/// Does what was asked, with what its policy says around it.
async fn around(wire: Wire<ToBackground>, sender: JsValue) -> Result<JsValueOf, Fault> {
    let policy = wire.request.rules().policy;
    if !policy.is_queued() {
        return handle(wire, sender).await;
    }
    write_queue::take(backup::backed(handle(wire, sender))).await
}

struct JsValueOf(JsValue);

/// `{ok: …}` or `{fault: …}`, as [`Answer`] is read on the other side.
fn envelope(name: &str, value: &JsValue) -> JsValue {
    let object = js_sys::Object::new();
    // A fresh object takes any property.
    let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    object.into()
}

/// Whether who sent it may ask for that.
fn is_welcome(wire: &Wire<ToBackground>, sender: &JsValue) -> bool {
    asker(sender).is_some_and(|asker| wire.request.rules().askers.is_for(asker))
}

/// The private window that a message came from. Of a page in a tab the browser says it; a page of ours that is in none
/// says it itself, and nobody else is believed.
fn asking_window(wire: &Wire<ToBackground>, sender: &JsValue) -> Option<i32> {
    let own = || asker(sender) == Some(Asker::Own);
    tabs::private_window(sender).or_else(|| wire.private.filter(|_| own()))
}

async fn handle(wire: Wire<ToBackground>, sender: JsValue) -> Result<JsValueOf, Fault> {
    if wire.v != VERSION {
        return Err(Fault::new(FaultCode::BadMessage, format!("messages of version {}", wire.v)));
    }
    let window = asking_window(&wire, &sender);
    let area = Area::of(window);
    match wire.request {
        ToBackground::Twin(_) => {
            let twin = match asker(&sender) {
                Some(Asker::Store(_)) => "twin-amazon.js",
                _ => "twin-x.js",
            };
            let frame = Frame::of_sender(sender).ok_or(FaultCode::BadMessage)?;
            run_file(frame, World::Ours, twin).await?;
            value(&true)
        }
        ToBackground::FetchLazy(_) => {
            let frame = Frame::of_sender(sender).ok_or(FaultCode::BadMessage)?;
            run_file(frame, World::Ours, "lazy-x.js").await?;
            value(&true)
        }
        ToBackground::Peek(_) => {
            let frame = Frame::of_sender(sender).ok_or(FaultCode::BadMessage)?;
            value(&peek::<(String, String)>(frame, "peek.js").await?)
        }
        ToBackground::PeekReplies(call) => {
            let frame = Frame::of_sender(sender).ok_or(FaultCode::BadMessage)?;
            let replies = peek::<(String, String, String)>(frame, "peek-replies.js").await?.into_iter();
            let answers = replies.filter(|(_, parent, _)| parent == call.tweet.as_str());
            let own = answers.filter_map(|(id, _, text)| Some((id.parse::<TweetId>().ok()?, text)));
            value(&own.take(OWN_REPLIES).collect::<Vec<_>>())
        }
        ToBackground::Save(call) => value(&items::keep(&Browser, area, call.found).await?),
        ToBackground::Keep(call) => {
            let found = KeptMention::of_address(&call.address, None).ok_or(FaultCode::NoProduct)?;
            value(&items::keep(&Browser, area, found).await?)
        }
        ToBackground::KeepPicture(call) => value(&pictures::keep(&Browser, area, call).await?),
        ToBackground::Mark(call) => value(&items::mark(&Browser, area, call, tab_of(sender)).await?),
        ToBackground::Remove(call) => value(&item_commands::remove(&Browser, area, &call.keys).await?),
        ToBackground::Restore(_) => value(&item_commands::restore(&Browser, area).await?),
        ToBackground::Edit(call) => value(&item_commands::edit(&Browser, area, call).await?),
        ToBackground::Put(call) => value(&item_commands::put(&Browser, area, call.puts).await?),
        ToBackground::Resolve(call) => value(&resolve(area, &call.key).await?),
        ToBackground::AskLinks(call) => value(&short_links::ask(&Browser, area, window, call.key).await?),
        ToBackground::AskPace(_) => value(&replies::pace(&Browser, area).await?),
        ToBackground::Intent(call) => {
            value(&replies::intent(&Browser, area, window, call.key, intent_url).await?)
        }
        ToBackground::TakePendingIntent(call) => {
            value(&replies::take_pending_intent(&Browser, area, &call.tweet).await?)
        }
        ToBackground::Halted(call) => {
            value(&replies::halted(&Browser, area, call.code, tab_of(sender)).await?)
        }
        ToBackground::Recall(call) => value(&recall::recall(area, &call).await?),
        ToBackground::Choose(call) => value(&language::choose(&Browser, call.settings).await?),
        ToBackground::ChooseReply(call) => value(&settings::choose_reply(&Browser, call.reply).await?),
        ToBackground::Arrive(_) => value(&arrive(sender).await?),
        ToBackground::Begin(call) => value(&handover::begin(&Browser, call).await?),
        ToBackground::AddToCart(call) => {
            // What private windows keep is nobody's to hand over.
            if window.is_some() {
                return Err(Fault::new(FaultCode::BadMessage, "from a private window"));
            }
            let from_x = asker(&sender) != Some(Asker::Own);
            value(&handover::add_to_cart(&Browser, call, from_x).await?)
        }
        ToBackground::Guide(call) => value(&handover::guide(&Browser, &call.event, from(sender)).await?),
        ToBackground::CountToBuy(call) => value(&handover::count_to_buy(&Browser, call.store).await?),
        ToBackground::ShowEnds(_) => value(&handover::show_ends(&Browser, from(sender)).await?),
        ToBackground::Look(call) => value(&handover::look(&Browser, call.show).await?),
        ToBackground::ChooseHandover(call) => {
            value(&settings::choose_handover(&Browser, call.settings).await?)
        }
        ToBackground::Import(call) => {
            let count = records::import(&Archived, &call.text).await?;
            language::keep_up(&Browser).await?;
            told(true);
            value(&count)
        }
        ToBackground::Forget(call) => value(&forget(call.author.as_deref()).await?),
        ToBackground::SyncList(call) => value(&sync::choose(call.on).await?),
        ToBackground::Sighted(call) => {
            // What private windows show is noted nowhere.
            let is_new = window.is_none() && insights::take_in(&Archived, call).await?;
            told(is_new);
            value(&is_new)
        }
        ToBackground::AskAnswers(call) if window.is_none() => {
            value(&insights::answers(&Archived, &call.post).await?)
        }
        ToBackground::AskAnswers(_) => value(&Answers::default()),
        ToBackground::ShowInsights(call) => {
            let page = Browser.own_page(&format!("insights.html#posts={}", call.post));
            Browser.open_in_front(&page).await?;
            value(&true)
        }
        ToBackground::PeekParents(_) => {
            let frame = Frame::of_sender(sender).ok_or(FaultCode::BadMessage)?;
            value(&parents(peek(frame, "peek-parents.js").await?))
        }
        ToBackground::ChooseInsights(call) => {
            told(insights::choose(&Archived, &call.choices).await?);
            value(&call.choices)
        }
        ToBackground::VisitInsights(call) => value(&insights::visit(&Browser, call.at).await?),
        ToBackground::NoteCopy(call) => value(&note_copy(&Browser, call.put_off).await?),
        ToBackground::KeepDraws(call) => value(&insights::keep_draws(&Browser, call.draws).await?),
        ToBackground::DropInsights(_) => {
            let count = insights::drop_all(&Archived).await?;
            told(true);
            value(&count)
        }
        ToBackground::DropAside(call) => value(&records::drop_aside(&Browser, &call.key).await?),
    }
}

fn value<T: Serialize>(reply: &T) -> Result<JsValueOf, Fault> {
    plain(reply).map(JsValueOf).map_err(|why| Fault::new(FaultCode::BadMessage, why))
}

/// How many of the user's replies to one tweet are looked at.
const OWN_REPLIES: usize = 20;

/// How much of what a page says is taken in: more than all posts of a page can have.
const PEEKED: u32 = 2_000;

/// Tells our own pages that something was seen, or is gone.
fn told(changed: bool) {
    if changed {
        archive::tell();
    }
}

/// What X's page says of replies; what names nobody is left out.
fn parents(told: Vec<(String, String, String, String)>) -> Vec<(TweetId, PageData)> {
    let read = |(id, user, answers, handle): (String, String, String, String)| {
        let data = PageData {
            user: user.parse().ok(),
            answers: answers.parse().ok(),
            answers_handle: handle.parse().ok(),
        };
        Some((id.parse().ok()?, data))
    };
    told.into_iter().filter_map(read).collect()
}

/// Runs a file of ours that looks at what is the page's own. What comes back is the page's word: text.
async fn peek<T: DeserializeOwned>(frame: Frame, file: &str) -> Result<Vec<T>, Fault> {
    let result = run_file(frame, World::of_the_page(), file).await?;
    let result = Array::from(&result).slice(0, PEEKED);
    parse(result.into()).map_err(|why| Fault::new(FaultCode::BadMessage, why))
}

fn tab_of(sender: JsValue) -> Option<i32> {
    Frame::of_sender(sender).map(|frame| frame.tab())
}

/// Finds out what a kept link leads to, and writes it down. Only what writes waits for its turn: shorteners may be slow.
async fn resolve(area: Area, key: &ItemKey) -> Result<CartItem, Fault> {
    let item = short_links::kept(&Browser, area, key).await?;
    if matches!(key, ItemKey::Product(_)) {
        return Ok(item);
    }
    let found = short_links::follow(&Browser, &item.found.link).await?;
    write_queue::take(short_links::settle(&Browser, area, key, found)).await
}

/// Forgets an author, or everything; then the other machines' word of it goes too.
async fn forget(author: Option<&str>) -> Result<usize, Fault> {
    let synced = match author {
        None => taking_part(&Browser).await.unwrap_or_default(),
        Some(_) => None,
    };
    let count = records::forget(&Archived, author).await?;
    told(true);
    if let Some(state) = synced {
        sync::forget(&state).await;
    }
    Ok(count)
}

/// Who asks about the hand-over.
fn from(sender: JsValue) -> handover::Sender {
    let asker = asker(&sender);
    handover::Sender { asker, tab: tab_of(sender) }
}

/// A script of ours is on a page of a store.
async fn arrive(sender: JsValue) -> Result<bool, Fault> {
    let frame = Frame::of_sender(sender.clone()).ok_or(FaultCode::BadMessage)?;
    let is_its_own = handover::arrive(&Browser, from(sender)).await?;
    if is_its_own {
        run_files(frame, World::Ours, &["hashcart-amazon.js", "content.js"]).await?;
    }
    Ok(is_its_own)
}
