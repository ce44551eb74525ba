//! What the parts of the extension say to each other: one enum of requests, one reply type for each, one
//! envelope. Content script and pages ask the background; `diagnose`, `find_behind`, `press_focused` and `hear` are asked
//! of a content script. Whoever is asked answers every request, also with a fault.

mod asker;
mod bounds;
mod page;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use asker::{Asker, For, X_HOSTS};
pub use page::{Diagnose, Diagnosis, FindBehind, Hear, Peek, PeekReplies, PressFocused, Recall, Recalled};

use super::Millis;
use super::cart::{Added, CartItem, ReplyState, Shelf};
use super::fault::{Fault, FaultCode};
use super::find::Kept;
use super::handover::{Command, Event, Pick, Prefs, Walk, Way};
use super::item::ItemKey;
use super::marketplace::Marketplace;
use super::pace::Verdict;
use super::raw::Raw;
use super::settings::{ReplyMode, Settings};
use super::tweet::TweetId;

/// The version of the messages. An old content script may still run when the background is new.
pub const VERSION: u32 = 1;

/// Everything that can be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "call", rename_all = "snake_case")]
pub enum Request {
    /// Put the JavaScript twin of the program into the asking frame. Sent by `extension/content.js`.
    Twin,
    /// See [`Peek`].
    Peek(Peek),
    /// See [`PeekReplies`].
    PeekReplies(PeekReplies),
    /// See [`Save`].
    Save(Save),
    /// See [`Keep`].
    Keep(Keep),
    /// See [`Mark`].
    Mark(Mark),
    /// See [`Remove`].
    Remove(Remove),
    /// See [`Restore`].
    Restore(Restore),
    /// See [`Edit`].
    Edit(Edit),
    /// See [`Put`].
    Put(Put),
    /// See [`Resolve`].
    Resolve(Resolve),
    /// See [`AskLinks`].
    AskLinks(AskLinks),
    /// See [`AskPace`].
    AskPace(AskPace),
    /// See [`Intent`].
    Intent(Intent),
    /// See [`TakePendingIntent`].
    #[serde(rename = "take_errand")]
    TakePendingIntent(TakePendingIntent),
    /// See [`Halted`].
    Halted(Halted),
    /// See [`Choose`].
    Choose(Choose),
    /// See [`ChooseReply`].
    ChooseReply(ChooseReply),
    /// Put the program into the asking frame, if a walk goes on there. Sent by `extension/amazon.js`.
    Arrive,
    /// See [`Begin`].
    Begin(Begin),
    /// See [`Guide`].
    Guide(Guide),
    /// See [`Look`].
    Look(Look),
    /// See [`Prefer`].
    Prefer(Prefer),
    /// See [`Import`].
    Import(Import),
    /// See [`Forget`].
    Forget(Forget),
    /// See [`DropAside`].
    DropAside(DropAside),
    /// See [`SyncList`].
    SyncList(SyncList),
    /// See [`Recall`].
    Recall(Recall),
    /// See [`Hear`]. Answered by the content script of a tab, not by the background.
    Hear(Hear),
    /// See [`Diagnose`]. Answered by the content script of a tab, not by the background.
    Diagnose(Diagnose),
    /// See [`FindBehind`]. Answered by the content script of a tab, not by the background.
    FindBehind(FindBehind),
    /// See [`PressFocused`]. Answered by the content script of a tab, not by the background.
    PressFocused(PressFocused),
}

/// A request with the type of its answer.
pub trait Call: Into<Request> {
    /// What comes back when nothing failed.
    type Reply: Serialize + DeserializeOwned;
    /// Whether it may be asked once more when nobody knows whether it was heard: asked twice, it does the same as once.
    const REPEATS: bool;
}

/// Keep this find.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Save {
    /// What the tweet shows.
    pub found: Kept,
}

/// Keep what this address leads to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Keep {
    /// The address, as the user copied or pointed at it.
    pub address: String,
}

/// Write down where an item stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Which item.
    pub key: ItemKey,
    /// Its new status.
    pub status: ReplyState,
    /// Whether the page that asks wrote `Replying` before.
    #[serde(default)]
    pub sending: bool,
}

/// Take items out of the list. They can be restored, all together, until the next ones are removed. Asked by our own
/// pages only, which are never older than the background.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remove {
    /// Which items.
    pub keys: Vec<ItemKey>,
}

/// Put back what was removed last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Restore {}

/// Write how many of an item are wanted, and the user's own words about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// Which item.
    pub key: ItemKey,
    /// How many.
    pub units: u32,
    /// The words.
    pub note: String,
}

/// Set the shelf of these items. Undo: send the previous values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Put {
    /// Which items, and where each stands then; `None`: nowhere in particular.
    pub puts: Vec<(ItemKey, Option<(Shelf, Millis)>)>,
}

/// Find out which product the short link of a kept item leads to, by asking the shorteners.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resolve {
    /// Which item.
    pub key: ItemKey,
}

/// Let the user decide whether short links may be followed, on the options page: no other page may ask.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskLinks {
    /// The item it is wanted for. Without one, the user said no, and is not asked again.
    pub key: Option<ItemKey>,
}

/// Tell whether one more reply would be too many, or too soon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskPace {}

/// Open X's own page for the reply to this item's tweet, with its text filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    /// Which item.
    pub key: ItemKey,
}

/// Tell what such a page was opened for; its script asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakePendingIntent {
    /// The tweet in its address.
    pub tweet: TweetId,
}

/// What a page of X's was opened for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PendingIntent {
    /// What was found.
    pub found: Kept,
    /// The reply's text.
    pub text: String,
    /// Whether the reply is sent for the user, or by the user.
    pub send: bool,
    /// When it was opened.
    pub at: Millis,
}

/// X has led the browser away from its pages: replies that were being sent just now came to that end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Halted {
    /// Which.
    pub code: FaultCode,
}

/// Write the settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choose {
    /// All of them.
    pub settings: Settings,
}

/// Write how far a press goes, as the user chose in X's page, and no other setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChooseReply {
    /// How far.
    pub reply: ReplyMode,
}

/// Begin a walk, in place of the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Begin {
    /// In which store.
    pub store: Marketplace,
    /// How.
    pub way: Way,
    /// With what.
    pub picks: Vec<Pick>,
}

/// Something happened on the walk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// What.
    pub event: Event,
}

/// Look whether the walk's tab still shows the walk's store, and the tab to the user when `show` is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Whether to bring the tab to the front.
    #[serde(default)]
    pub show: bool,
}

/// What to do on the walk's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guidance {
    /// The walk as it is now.
    pub walk: Walk,
    /// What to do.
    pub order: Command,
}

/// Write what the user chose about handing over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prefer {
    /// All of it.
    pub prefs: Prefs,
}

/// Bring a file in, as its preview said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// The file, whole: it is looked at once more, because the list may have changed since.
    pub text: String,
}

/// Forget the items of an author, or everything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forget {
    /// The handle. Without one, everything that there is.
    pub author: Option<String>,
}

/// Delete a record that was put aside because nobody could read it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DropAside {
    /// Its storage key.
    pub key: String,
}

/// Sync the list with the user's other machines, or do not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyncList {
    /// Whether to.
    pub on: bool,
}

macro_rules! calls {
    ($($name:literal $call:ident => $reply:ty, $askers:ident, $repeats:literal;)*) => {
        $(
            impl From<$call> for Request {
                fn from(call: $call) -> Self {
                    Self::$call(call)
                }
            }
            impl Call for $call {
                type Reply = $reply;
                const REPEATS: bool = $repeats;
            }
        )*
        impl Request {
            /// Reads the call of that name.
            fn read(name: &str, raw: &impl Raw) -> Result<Self, String> {
                match name {
                    "twin" => Ok(Self::Twin),
                    "arrive" => Ok(Self::Arrive),
                    $($name => raw.parse::<$call>().map(Self::$call),)*
                    _ => Err(format!("no call is named {name:?}")),
                }
            }

            /// Its name, and who may make it.
            #[must_use]
            pub fn policy(&self) -> (&'static str, For) {
                match self {
                    Self::Twin => ("twin", For::X_STORE),
                    Self::Arrive => ("arrive", For::STORE),
                    $(Self::$call(_) => ($name, For::$askers),)*
                }
            }
        }
    };
}

// Name, call, what it is answered with, who may make it, and whether it may be asked once more.
calls! {
    // Short links as the page has them, and where they lead.
    "peek" Peek => Vec<(String, String)>, X, true;
    // The replies, with their texts.
    "peek_replies" PeekReplies => Vec<(TweetId, String)>, X, true;
    "save" Save => Added, X, true;
    "keep" Keep => Added, OWN, false;
    "mark" Mark => CartItem, X, false;
    // How many.
    "remove" Remove => usize, OWN, false;
    "restore" Restore => usize, OWN, false;
    "edit" Edit => CartItem, OWN, false;
    "put" Put => usize, OWN, false;
    // The item under its product's key; under its own where the link leads elsewhere, and then it says where.
    "resolve" Resolve => CartItem, OWN_X, true;
    // Whether the user had been asked before.
    "ask_links" AskLinks => bool, OWN_X, false;
    "ask_pace" AskPace => Verdict, X, true;
    "intent" Intent => bool, OWN_X, false;
    // Nothing where the user came by another way, or a long time ago.
    "take_errand" TakePendingIntent => Option<PendingIntent>, X, false;
    // How many.
    "halted" Halted => usize, X, false;
    "choose" Choose => Settings, OWN, true;
    // All of the settings, as they are then.
    "choose_reply" ChooseReply => Settings, X, true;
    "begin" Begin => Walk, OWN, false;
    "guide" Guide => Guidance, OWN_STORE, false;
    "look" Look => Walk, OWN, true;
    "prefer" Prefer => Prefs, OWN, true;
    // How many items were written.
    "import" Import => usize, OWN, false;
    // How many items went.
    "forget" Forget => usize, OWN, false;
    "drop_aside" DropAside => bool, OWN, true;
    "sync_list" SyncList => bool, OWN, true;
    "recall" Recall => Recalled, OWN_X, true;
    "hear" Hear => bool, NOBODY, false;
    "diagnose" Diagnose => Diagnosis, NOBODY, false;
    // Nothing where no tweet has such a link, or it is not known what it stands for.
    "find_behind" FindBehind => Option<Kept>, NOBODY, false;
    // Whether there was one.
    "press_focused" PressFocused => bool, NOBODY, false;
}

/// The envelope of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wire {
    /// The version of the messages that the sender speaks.
    pub v: u32,
    /// The private window of a page of ours that asks from one: the browser does not tell, where it is in no tab.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<i32>,
    /// The request.
    #[serde(flatten)]
    pub request: Request,
}

impl Wire {
    /// An envelope of this version.
    pub fn now(request: impl Into<Request>) -> Self {
        Self { v: VERSION, private: None, request: request.into() }
    }

    /// Reads an envelope as `Deserialize` does, but by its name first: serde would have to copy a message whose name
    /// may come last, and makes a second reader for everything in it (110 kB of WebAssembly, November 2026).
    ///
    /// # Errors
    /// The parser's own words.
    pub fn read(raw: &impl Raw) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Head {
            v: u32,
            #[serde(default)]
            private: Option<i32>,
            call: String,
        }
        let Head { v, private, call } = raw.parse()?;
        Ok(Self { v, private, request: Request::read(&call, raw)? })
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
