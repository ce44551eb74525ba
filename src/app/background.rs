//! The background: the only writer of the list and of the settings.
//!
//! It keeps nothing between messages that it cannot lose: the browser ends and wakes it at will. What it has in memory
//! is who comes next, a count that is due, and what was looked after today. What writes is done in turns, so that
//! reading a record and writing it back is never mixed with another's.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use hashcart_core::cart::{Added, CartItem, Claim, ItemStatus};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::find::Kept;
use hashcart_core::item::ItemKey;
use hashcart_core::link::{Link, ProductLink, recognise_whole};
use hashcart_core::message::{Answer, Asker, Mark, Request, VERSION, Wire};
use hashcart_core::pace::Verdict;
use hashcart_core::schema::{
    ASIDE_PREFIX, ITEM_PREFIX, Record, SETTINGS_KEY, Stored, claim_key, item_key, read,
};
use hashcart_core::settings::{ReplyMode, Settings};
use hashcart_core::tweet::{TweetId, parse_status_path};
use js_sys::Promise;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{future_to_promise, spawn_local};

use super::{handover, links, private, records, replies, report, shelves, syncing, turn};
use crate::webext::runtime::asker;
use crate::webext::scripting::{Frame, World, run_file};
use crate::webext::storage::Area;
use crate::webext::{Outside, action, parse, plain, tabs};

/// Answers one message; called by the door in `extension/background.js`. The promise never rejects.
pub fn on_message(message: JsValue, sender: JsValue) -> Promise {
    let wire = Wire::receive(&Outside(message), js_sys::Date::now())
        .map_err(|why| Fault::new(FaultCode::BadMessage, why));
    syncing::look_once();
    future_to_promise(async move {
        let result = match wire {
            Ok(wire) if !is_welcome(&wire, &sender) => {
                let (name, _) = wire.request.policy();
                Err(Fault::new(
                    FaultCode::BadMessage,
                    format!("{name} is not for whoever sent this to ask for"),
                ))
            }
            // Only what writes has to wait its turn; a page that hangs must not hold up the others' lists. What
            // asks the network first takes its turn when it is to write.
            Ok(wire) => match &wire.request {
                Request::Twin
                | Request::Peek(_)
                | Request::PeekReplies(_)
                | Request::Resolve(_)
                | Request::Recall(_)
                | Request::Arrive => handle(wire, sender).await,
                Request::Save(_)
                | Request::Keep(_)
                | Request::Remove(_)
                | Request::Restore(_)
                | Request::Edit(_)
                | Request::Put(_) => {
                    let area = private::area(asking_window(&wire, &sender));
                    let work = || handle(wire.clone(), sender.clone());
                    turn::take(records::backed(records::with_room(area, work))).await
                }
                _ => turn::take(records::backed(handle(wire, sender))).await,
            },
            Err(fault) => Err(fault),
        };
        let answer: Answer<JsValueOf> = result.into();
        Ok(match answer {
            Answer::Ok(JsValueOf(value)) => envelope("ok", &value),
            Answer::Fault(fault) => envelope("fault", &plain(&fault).unwrap_or(JsValue::NULL)),
        })
    })
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
fn is_welcome(wire: &Wire, sender: &JsValue) -> bool {
    asker(sender).is_some_and(|asker| wire.request.policy().1.is_for(asker))
}

/// The private window that a message came from. Of a page in a tab the browser says it; a page of ours that is in none
/// says it itself, and nobody else is believed.
fn asking_window(wire: &Wire, sender: &JsValue) -> Option<i32> {
    let own = || asker(sender) == Some(Asker::Own);
    tabs::private_window(sender).or_else(|| wire.private.filter(|_| own()))
}

async fn handle(wire: Wire, sender: JsValue) -> Result<JsValueOf, Fault> {
    if wire.v != VERSION {
        return Err(Fault::new(FaultCode::BadMessage, format!("messages of version {}", wire.v)));
    }
    let window = asking_window(&wire, &sender);
    let area = private::area(window);
    match wire.request {
        Request::Twin => {
            let twin = match asker(&sender) {
                Some(Asker::Store(_)) => "twin-amazon.js",
                _ => "twin-x.js",
            };
            let frame = Frame::of_sender(sender).ok_or(FaultCode::BadMessage)?;
            run_file(frame, World::Ours, twin).await?;
            value(&true)
        }
        Request::Peek(_) => {
            let frame = Frame::of_sender(sender).ok_or(FaultCode::BadMessage)?;
            value(&peek::<(String, String)>(frame, "peek.js").await?)
        }
        Request::PeekReplies(call) => {
            let frame = Frame::of_sender(sender).ok_or(FaultCode::BadMessage)?;
            let replies = peek::<(String, String, String)>(frame, "peek-replies.js").await?.into_iter();
            let answers = replies.filter(|(_, parent, _)| parent == call.tweet.as_str());
            let own = answers.filter_map(|(id, _, text)| Some((id.parse::<TweetId>().ok()?, text)));
            value(&own.take(OWN_REPLIES).collect::<Vec<_>>())
        }
        Request::Save(call) => value(&keep(area, call.found).await?),
        Request::Keep(call) => {
            let found = Kept::of_address(&call.address, None).ok_or(FaultCode::NoProduct)?;
            value(&keep(area, found).await?)
        }
        Request::Mark(call) => value(&mark(area, call, tab_of(sender)).await?),
        Request::Remove(call) => value(&shelves::remove(area, &call.keys).await?),
        Request::Restore(_) => value(&shelves::restore(area).await?),
        Request::Edit(call) => value(&shelves::edit(area, call).await?),
        Request::Put(call) => value(&shelves::put(area, call.puts).await?),
        Request::Resolve(call) => value(&links::resolve(area, &call.key).await?),
        Request::AskLinks(call) => value(&links::ask(area, window, call.key).await?),
        Request::AskPace(_) => value(&replies::pace(area).await?),
        Request::Intent(call) => value(&replies::intent(area, window, call.key).await?),
        Request::TakeErrand(call) => value(&replies::take_errand(area, &call.tweet).await?),
        Request::Halted(call) => value(&replies::halted(area, call.code, tab_of(sender)).await?),
        Request::Recall(call) => value(&private::recall(area, &call).await?),
        Request::Choose(call) => value(&choose(call.settings).await?),
        Request::ChooseReply(call) => value(&choose_reply(call.reply).await?),
        Request::Arrive => value(&handover::arrive(sender).await?),
        Request::Begin(call) => value(&handover::begin(call).await?),
        Request::Guide(call) => value(&handover::guide(&call.event, sender).await?),
        Request::Look(call) => value(&handover::look(call.show).await?),
        Request::Prefer(call) => value(&handover::prefer(call.prefs).await?),
        Request::Import(call) => value(&records::import(&call.text).await?),
        Request::Forget(call) => value(&records::forget(call.author.as_deref()).await?),
        Request::SyncList(call) => value(&syncing::choose(call.on).await?),
        Request::DropAside(call) => value(&records::drop_aside(&call.key).await?),
        Request::Diagnose(_) | Request::FindBehind(_) | Request::PressFocused(_) | Request::Hear(_) => {
            Err(FaultCode::BadMessage.into())
        }
    }
}

fn value<T: Serialize>(reply: &T) -> Result<JsValueOf, Fault> {
    plain(reply).map(JsValueOf).map_err(|why| Fault::new(FaultCode::BadMessage, why))
}

/// How many of the user's replies to one tweet are looked at.
const OWN_REPLIES: usize = 20;

/// Runs a file of ours that looks at what is the page's own. What comes back is the page's word: text.
async fn peek<T: DeserializeOwned>(frame: Frame, file: &str) -> Result<Vec<T>, Fault> {
    let result = run_file(frame, World::of_the_page(), file).await?;
    parse(result).map_err(|why| Fault::new(FaultCode::BadMessage, why))
}

pub(super) async fn keep(area: Area, found: Kept) -> Result<Added, Fault> {
    if !found.is_sound() {
        return Err(Fault::new(FaultCode::BadMessage, "not what a page shows"));
    }
    let key = item_key(&found.key);
    let there = read_for_writing(area, &key).await?;
    let claimed = match &found.tweet {
        Some(tweet) => !area.get(&[claim_key(&tweet.id)]).await?.is_empty(),
        None => false,
    };
    // Kept before under one of its short links, when nobody knew the product.
    let mut shorts = Vec::new();
    for link in &found.via {
        let short = item_key(&ItemKey::Link(link.clone()));
        let item: Option<CartItem> = read_for_writing(area, &short).await?;
        shorts.extend(item.map(|item| (short, item)));
    }
    let before = there.clone();
    let Some(product) = recognised(&found) else {
        // Still a link: what was kept under another link of its stays what it is until the product is known.
        let added = CartItem::add(there, found, claimed, js_sys::Date::now());
        if before.as_ref() != Some(&added.item) {
            area.set(&key, &added.item).await?;
        }
        return Ok(added);
    };
    let mut added = CartItem::add(there, found, claimed, js_sys::Date::now());
    for (_, item) in &shorts {
        // Whoever still calls it by its link, such as a page that is replying, finds it.
        links::leave_word(area, item, &product).await?;
        let item = item.clone().resolved(product.clone());
        added.item = if added.fresh { item } else { added.item.merged(item) };
        added.fresh = false;
    }
    if before.as_ref() != Some(&added.item) || !shorts.is_empty() {
        area.set(&key, &added.item).await?;
        area.remove(&shorts.into_iter().map(|(key, _)| key).collect::<Vec<_>>()).await?;
    }
    Ok(added)
}

fn tab_of(sender: JsValue) -> Option<i32> {
    Frame::of_sender(sender).map(|frame| frame.tab())
}

fn recognised(found: &Kept) -> Option<ProductLink> {
    match recognise_whole(&found.link) {
        Some(Link::Product(product)) => Some(product),
        _ => None,
    }
}

async fn mark(area: Area, call: Mark, tab: Option<i32>) -> Result<CartItem, Fault> {
    if let ItemStatus::Replied { url } = &call.status
        && parse_status_path(url).is_none()
    {
        return Err(Fault::new(FaultCode::BadMessage, "not the address of a reply"));
    }
    let call = Mark { key: links::current(area, call.key).await?, ..call };
    let key = item_key(&call.key);
    // Removed in the meantime: it stays removed.
    let item: CartItem = read_for_writing(area, &key).await?.ok_or(FaultCode::NothingToRestore)?;
    let item = item.with_status(call.status, call.sending, js_sys::Date::now())?;
    // Without a tweet there is nothing to reply to.
    let claim = claim_key(item.tweet_id().ok_or(FaultCode::TweetGone)?);
    match item.claim() {
        // One tweet gets one reply, whatever becomes of its items: the word of it is written first.
        Claim::Take => {
            let holder = read_for_writing::<ItemKey>(area, &claim).await?;
            if holder.is_some_and(|holder| holder != call.key) {
                return Err(FaultCode::RepliedElsewhere.into());
            }
            if item.status == ItemStatus::Replying {
                // Asked before as well; of two pages that were told to go on, only one goes.
                if replies::pace(area).await? != Verdict::Go {
                    return Err(FaultCode::TooMany.into());
                }
                replies::sent(area).await?;
                replies::sends(area, tab, &call.key).await?;
            }
            area.set(&claim, &call.key).await?;
        }
        Claim::Drop if call.sending => replies::let_go(area, &claim, &call.key).await?,
        Claim::Drop | Claim::Leave => {}
    }
    area.set(&key, &item).await?;
    if item.status != ItemStatus::Replying {
        replies::ended(area, tab, &call.key).await?;
    }
    Ok(item)
}

async fn choose(settings: Settings) -> Result<Settings, Fault> {
    let _: Option<Settings> = read_for_writing(Area::Local, SETTINGS_KEY).await?;
    Area::Local.set(SETTINGS_KEY, &settings).await?;
    Ok(settings)
}

async fn choose_reply(reply: ReplyMode) -> Result<Settings, Fault> {
    let settings: Settings = read_for_writing(Area::Local, SETTINGS_KEY).await?.unwrap_or_default();
    let settings = Settings { reply: Some(reply), ..settings };
    Area::Local.set(SETTINGS_KEY, &settings).await?;
    Ok(settings)
}

/// Reads a record that may be written next. One that nobody can read is put aside first; one of a newer version
/// is not to be written at all.
pub(super) async fn read_for_writing<T: Stored>(area: Area, key: &str) -> Result<Option<T>, Fault> {
    let Some((_, raw)) = area.get(&[key]).await?.into_iter().next() else { return Ok(None) };
    match read(&raw) {
        Record::Read(data) => Ok(Some(data)),
        Record::Newer(version) => {
            Err(Fault::new(FaultCode::NewerRecord, format!("{key}: version {version}")))
        }
        Record::Unreadable(_) => {
            area.set_raw(&format!("{ASIDE_PREFIX}{key}:{}", js_sys::Date::now()), &raw.0).await?;
            Ok(None)
        }
    }
}

/// How long after a change the list is counted, in milliseconds. Counting 10,000 items holds Firefox up for 150 ms
/// (November 2026): that is not to happen between a press and what it shows, nor once for each item of a file.
const COUNT_MS: u32 = 250;

thread_local! {
    static COUNTING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Counts the list soon, however many changes there are until then.
pub(super) fn count_soon() {
    COUNTING.with_borrow_mut(|counting| {
        counting.get_or_insert_with(|| {
            Timeout::new(COUNT_MS, || {
                COUNTING.take();
                spawn_local(refresh_badge());
            })
        });
    });
}

/// Counts the list and shows the count on the toolbar.
pub(super) async fn refresh_badge() {
    if super::elsewhere::is_saying() {
        return;
    }
    let count =
        Area::Local.keys().await.map(|keys| keys.iter().filter(|key| key.starts_with(ITEM_PREFIX)).count());
    // It may have begun to say something while the browser read.
    if super::elsewhere::is_saying() {
        return;
    }
    let shown = match count {
        Ok(count) => action::badge(count).await,
        Err(fault) => Err(fault.to_string()),
    };
    // A count that is due when the browser ends has nobody to show itself to.
    if let Err(why) = shown.or_else(|why| if why.contains("shutting down") { Ok(()) } else { Err(why) }) {
        report("the badge could not be set", why);
    }
}
