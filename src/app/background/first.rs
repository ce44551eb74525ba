//! What the first part of the background answers: all that a page of X's asks by itself, and for a press.

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::message::{Asker, FirstCall};
use hashcart_core::tweet::TweetId;
use hashcart_service::{handover, items, pictures, replies};
use js_sys::Array;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::asking::{Asking, value};
use crate::app::recall;
use crate::webext::scripting::{Frame, World, run_file};
use crate::webext::{Browser, parse};

/// How many of the user's replies to one tweet are looked at.
const OWN_REPLIES: usize = 20;

/// How much of what a page says is taken in: more than all posts of a page can have.
const PEEKED: u32 = 2_000;

/// Answers a call.
pub(super) async fn answer(call: FirstCall, asking: Asking) -> Result<JsValue, Fault> {
    let area = asking.area();
    match call {
        FirstCall::Twin(_) => {
            let twin = match asking.asker {
                Asker::Store(_) => "twin-amazon.js",
                _ => "twin-x.js",
            };
            let frame = asking.frame()?;
            run_file(frame, World::Ours, twin).await?;
            value(&true)
        }
        FirstCall::FetchLazy(call) => {
            let frame = asking.frame()?;
            let file = if call.twin { "twin-lazy-x.js" } else { "lazy-x.js" };
            run_file(frame, World::Ours, file).await?;
            value(&true)
        }
        FirstCall::Peek(_) => {
            let frame = asking.frame()?;
            value(&peek::<(String, String)>(frame, "peek.js").await?)
        }
        FirstCall::PeekReplies(call) => {
            let frame = asking.frame()?;
            let replies = peek::<(String, String, String)>(frame, "peek-replies.js").await?.into_iter();
            let answers = replies.filter(|(_, parent, _)| parent == call.tweet.as_str());
            let own = answers.filter_map(|(id, _, text)| Some((id.parse::<TweetId>().ok()?, text)));
            value(&own.take(OWN_REPLIES).collect::<Vec<_>>())
        }
        FirstCall::Save(call) => value(&items::keep(&Browser, area, call.found).await?),
        FirstCall::KeepPicture(call) => value(&pictures::keep(&Browser, area, call).await?),
        FirstCall::Mark(call) => value(&items::mark(&Browser, area, call, asking.tab()).await?),
        FirstCall::AskPace(_) => value(&replies::pace(&Browser, area).await?),
        FirstCall::Recall(call) => value(&recall::recall(area, &call).await?),
        FirstCall::CountToBuy(call) => value(&handover::count_to_buy(&Browser, call.store).await?),
    }
}

/// Runs a file of ours that looks at what is the page's own. What comes back is the page's word: text.
pub(super) async fn peek<T: DeserializeOwned>(frame: Frame, file: &str) -> Result<Vec<T>, Fault> {
    let result = run_file(frame, World::of_the_page(), file).await?;
    let result = Array::from(&result).slice(0, PEEKED);
    parse(result.into()).map_err(|why| Fault::new(FaultCode::BadMessage, why))
}
