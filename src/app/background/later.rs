//! What the second part of the background answers: what is asked on pages of ours, in a hand-over, and for insights.

use hashcart_core::cart::CartItem;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::insights::PageData;
use hashcart_core::item::ItemKey;
use hashcart_core::mention::KeptMention;
use hashcart_core::message::{Answers, Asker, LazyCall};
use hashcart_core::records::Area;
use hashcart_core::tweet::TweetId;
use hashcart_service::Tabs;
use hashcart_service::backup::note_copy;
use hashcart_service::sync::taking_part;
use hashcart_service::{
    handover, insights, item_commands, items, language, records, replies, settings, short_links,
};
use wasm_bindgen::JsValue;

use super::asking::{Asking, value};
use super::first::peek;
use super::{sync, write_queue};
use crate::sites::x::addresses::intent_url;
use crate::webext::Browser;
use crate::webext::archive::{self, Archived};
use crate::webext::scripting::{World, run_files};

/// Answers a call.
pub(super) async fn answer(call: LazyCall, asking: Asking) -> Result<JsValue, Fault> {
    let area = asking.area();
    match call {
        LazyCall::Keep(call) => {
            let found = KeptMention::of_address(&call.address, None).ok_or(FaultCode::NoProduct)?;
            value(&items::keep(&Browser, area, found).await?)
        }
        LazyCall::Remove(call) => value(&item_commands::remove(&Browser, area, &call.keys).await?),
        LazyCall::Restore(_) => value(&item_commands::restore(&Browser, area).await?),
        LazyCall::Edit(call) => value(&item_commands::edit(&Browser, area, call).await?),
        LazyCall::Put(call) => value(&item_commands::put(&Browser, area, call.puts).await?),
        LazyCall::Resolve(call) => value(&resolve(area, &call.key).await?),
        LazyCall::AskLinks(call) => value(&short_links::ask(&Browser, area, asking.window, call.key).await?),
        LazyCall::Intent(call) => {
            value(&replies::intent(&Browser, area, asking.window, call.key, intent_url).await?)
        }
        LazyCall::TakePendingIntent(call) => {
            value(&replies::take_pending_intent(&Browser, area, &call.tweet).await?)
        }
        LazyCall::Halted(call) => value(&replies::halted(&Browser, area, call.code, asking.tab()).await?),
        LazyCall::Choose(call) => value(&language::choose(&Browser, call.settings).await?),
        LazyCall::ChooseReply(call) => value(&settings::choose_reply(&Browser, call.reply).await?),
        LazyCall::Arrive(_) => value(&arrive(&asking).await?),
        LazyCall::Begin(call) => value(&handover::begin(&Browser, call).await?),
        LazyCall::AddToCart(call) => {
            // What private windows keep is nobody's to hand over.
            if asking.window.is_some() {
                return Err(Fault::new(FaultCode::BadMessage, "from a private window"));
            }
            let from_x = asking.asker != Asker::Own;
            value(&handover::add_to_cart(&Browser, call, from_x).await?)
        }
        LazyCall::Guide(call) => value(&handover::guide(&Browser, &call.event, from(&asking)).await?),
        LazyCall::ShowEnds(_) => value(&handover::show_ends(&Browser, from(&asking)).await?),
        LazyCall::Look(call) => value(&handover::look(&Browser, call.show).await?),
        LazyCall::ChooseHandover(call) => value(&settings::choose_handover(&Browser, call.settings).await?),
        LazyCall::Import(call) => {
            let count = records::import(&Archived, &call.text).await?;
            language::keep_up(&Browser).await?;
            told(true);
            value(&count)
        }
        LazyCall::Forget(call) => value(&forget(call.author.as_deref()).await?),
        LazyCall::SyncList(call) => value(&sync::choose(call.on).await?),
        LazyCall::Sighted(call) => {
            // What private windows show is noted nowhere.
            let is_new = asking.window.is_none() && insights::take_in(&Archived, call).await?;
            told(is_new);
            value(&is_new)
        }
        LazyCall::AskAnswers(call) if asking.window.is_none() => {
            value(&insights::answers(&Archived, &call.post).await?)
        }
        LazyCall::AskAnswers(_) => value(&Answers::default()),
        LazyCall::ShowInsights(call) => {
            let page = Browser.own_page(&format!("insights.html#posts={}", call.post));
            Browser.open_in_front(&page).await?;
            value(&true)
        }
        LazyCall::PeekParents(_) => {
            let frame = asking.frame()?;
            value(&parents(peek(frame, "peek-parents.js").await?))
        }
        LazyCall::ChooseInsights(call) => {
            told(insights::choose(&Archived, &call.choices).await?);
            value(&call.choices)
        }
        LazyCall::VisitInsights(call) => value(&insights::visit(&Browser, call.at).await?),
        LazyCall::NoteCopy(call) => value(&note_copy(&Browser, call.put_off).await?),
        LazyCall::KeepDraws(call) => value(&insights::keep_draws(&Browser, call.draws).await?),
        LazyCall::DropInsights(_) => {
            let count = insights::drop_all(&Archived).await?;
            told(true);
            value(&count)
        }
        LazyCall::DropAside(call) => value(&records::drop_aside(&Browser, &call.key).await?),
    }
}

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
fn from(asking: &Asking) -> handover::Sender {
    handover::Sender { asker: Some(asking.asker), tab: asking.tab() }
}

/// A script of ours is on a page of a store.
async fn arrive(asking: &Asking) -> Result<bool, Fault> {
    let frame = asking.frame()?;
    let is_its_own = handover::arrive(&Browser, from(asking)).await?;
    if is_its_own {
        run_files(frame, World::Ours, &["hashcart-amazon.js", "content.js"]).await?;
    }
    Ok(is_its_own)
}
