//! What the parts of the extension say to each other: two protocols, an envelope for a request and one for an answer.
//!
//! Content scripts and our own pages ask the background ([`ToBackground`]); the background and our own pages ask the
//! content script of a tab ([`ToTab`]). A call's type names the protocol that it belongs to, so that a call in the wrong
//! direction does not compile:
//!
//! ```compile_fail,E0271
//! use hashcart_core::message::{Diagnose, ToBackground, Wire};
//! let _: Wire<ToBackground> = Wire::now(Diagnose {});
//! ```
//!
//! Whoever is asked answers every request, also with a fault.

mod asker;
mod bounds;
mod handover;
mod insights;
mod items;
mod page;
mod policy;
mod protocol;
mod records;
mod replies;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use asker::{Asker, For, X_HOSTS};
pub use bounds::Bounded;
pub use handover::{AddToCart, Arrive, Begin, CountToBuy, Guidance, Guide, Look, ShowEnds};
pub use insights::{
    Answers, AskAnswers, AskViewer, ChooseInsights, DropInsights, KeepDraws, MOST_NAMED, MOST_SIGHTED,
    PeekParents, ShowInsights, Sighted, VisitInsights,
};
pub use items::{AskLinks, Edit, Keep, KeepPicture, Mark, Put, Remove, Resolve, Restore, Save};
pub use page::{
    Diagnose, Diagnosis, FetchLazy, FindBehind, Hear, Peek, PeekReplies, PressFocused, Recall, Recalled, Twin,
};
pub use policy::{Policy, Rules};
pub use protocol::{FirstCall, LazyCall, ToBackground, ToTab};
pub use records::{Choose, ChooseHandover, ChooseReply, DropAside, Forget, Import, NoteCopy, SyncList};
pub use replies::{AskPace, Halted, Intent, PendingIntent, TakePendingIntent};

use super::Millis;
use super::fault::Fault;
use super::raw::Raw;

/// The version of the messages. An old content script may still run when the background is new.
pub const VERSION: u32 = 1;

/// The calls that go in one direction.
pub trait Protocol: Bounded + Sized {
    /// Reads the call of that name.
    ///
    /// # Errors
    /// The parser's own words, or that the protocol has no such call.
    fn read(name: &str, raw: &impl Raw) -> Result<Self, String>;

    /// The same for a call that has come from elsewhere: nothing in it is out of bounds at `now`.
    ///
    /// # Errors
    /// As of [`Protocol::read`], or the name of the part that is out of bounds.
    fn receive(name: &str, raw: &impl Raw, now: Millis) -> Result<Self, String> {
        let call = Self::read(name, raw)?;
        match call.out_of_bounds(now) {
            Some(part) => Err(format!("{part} is out of bounds")),
            None => Ok(call),
        }
    }
}

/// A call: it knows its name, its protocol and the type of its answer.
pub trait Call: Into<Self::To> + Serialize {
    /// Its name.
    const NAME: &'static str;
    /// The protocol that it belongs to: who is asked.
    type To: Protocol + Serialize;
    /// What comes back when nothing failed.
    type Reply: Serialize + DeserializeOwned;
}

/// A call to the background, with its rules.
pub trait BackgroundCall: Call<To = ToBackground> {
    /// Its name, who may make it, and what it does to the records.
    const RULES: Rules;
}

/// The envelope of a request. (Whoever asks from a page writes the same by the call alone, `webext::runtime::wire`: with the
/// whole protocol each program would carry the writers of all calls.)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wire<P> {
    /// The version of the messages that the sender speaks.
    pub v: u32,
    /// The private window of a page of ours that asks from one: the browser does not tell, where it is in no tab.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<i32>,
    /// The request.
    #[serde(flatten)]
    pub request: P,
}

/// What an envelope says before its request is read: by its name alone it is known who answers it. (serde would have to copy
/// a message whose name may come last, and makes a second reader for everything in it: 110 kB of WebAssembly, November 2026.)
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WireHead {
    /// As in [`Wire`].
    pub v: u32,
    /// As in [`Wire`].
    #[serde(default)]
    pub private: Option<i32>,
    /// The request's name.
    pub call: String,
}

impl WireHead {
    /// Reads it.
    ///
    /// # Errors
    /// The parser's own words.
    pub fn read(raw: &impl Raw) -> Result<Self, String> {
        raw.parse()
    }
}

impl<P: Protocol> Wire<P> {
    /// An envelope of this version.
    pub fn now(call: impl Call<To = P>) -> Self {
        Self { v: VERSION, private: None, request: call.into() }
    }

    /// Reads an envelope as `Deserialize` does, but by its name first.
    ///
    /// # Errors
    /// The parser's own words.
    pub fn read(raw: &impl Raw) -> Result<Self, String> {
        let WireHead { v, private, call } = WireHead::read(raw)?;
        Ok(Self { v, private, request: P::read(&call, raw)? })
    }

    /// The same for one that has come from elsewhere: [`Protocol::receive`].
    ///
    /// # Errors
    /// The parser's own words, or the name of the part that is out of bounds.
    pub fn receive(raw: &impl Raw, now: Millis) -> Result<Self, String> {
        let WireHead { v, private, call } = WireHead::read(raw)?;
        Ok(Self { v, private, request: P::receive(&call, raw, now)? })
    }
}

/// The envelope of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer<T> {
    /// What was asked for.
    Ok(T),
    /// Why not.
    Fault(Fault),
}

impl<T> From<Result<T, Fault>> for Answer<T> {
    fn from(result: Result<T, Fault>) -> Self {
        match result {
            Ok(reply) => Self::Ok(reply),
            Err(fault) => Self::Fault(fault),
        }
    }
}

impl<T> From<Answer<T>> for Result<T, Fault> {
    fn from(answer: Answer<T>) -> Self {
        match answer {
            Answer::Ok(reply) => Ok(reply),
            Answer::Fault(fault) => Err(fault),
        }
    }
}
