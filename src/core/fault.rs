//! What can go wrong, said once: every room's errors are folded into a [`Fault`] before a person sees them.

use serde::{Deserialize, Serialize};

/// What the program or the user does next about a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The same step may succeed when it is tried again.
    Retry,
    /// Only the user can clear the way; the message says how.
    UserAction,
    /// Our own mistake; trying again does not help.
    Bug,
}

/// The named endings of a failed step. The serialised name is also the key of its text:
/// `fault_<name>` in `_locales`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// The extension was updated or removed under a page that still runs the old script.
    ContextGone,
    /// The background did not answer.
    NoAnswer,
    /// A message that this version does not understand.
    BadMessage,
    /// The program itself could not start in this place.
    Engine,
    /// The browser refused to write.
    Storage,
    /// The browser's quota for the extension is used up.
    StorageFull,
    /// The record was written by a newer version; it is left as it is.
    NewerRecord,
    /// Undo came too late: the removed item is no longer kept.
    NothingToRestore,
    /// The tweet has left the page, or its reply button has.
    TweetGone,
    /// A reply box was open already; whatever stands in it is the user's.
    ComposerBusy,
    /// X did not open its reply box.
    ComposerNever,
    /// X opened the reply box of another tweet.
    WrongTweet,
    /// The reply box did not take the text.
    TextRefused,
    /// The page was left or the box closed before the reply was sent.
    ReplyAbandoned,
    /// X answered without confirming the reply.
    ReplyRefused,
    /// Nothing told whether the reply was posted.
    Unconfirmed,
    /// Another page is sending this reply, or has sent it.
    RepliedElsewhere,
    /// The user has not allowed to ask where short links lead.
    LinkNotAllowed,
    /// A shortener could not be reached, or did not answer in time.
    LinkNoAnswer,
    /// The user has not allowed Hashcart on the pages of this store.
    StoreNotAllowed,
    /// There is no walk, or it goes on in another tab.
    NoWalk,
    /// A name that only a newer version knows.
    #[serde(other)]
    Unknown,
}

impl FaultCode {
    /// Every code, for tests that hold the texts against them.
    pub const ALL: &[Self] = &[
        Self::ContextGone,
        Self::NoAnswer,
        Self::BadMessage,
        Self::Engine,
        Self::Storage,
        Self::StorageFull,
        Self::NewerRecord,
        Self::NothingToRestore,
        Self::TweetGone,
        Self::ComposerBusy,
        Self::ComposerNever,
        Self::WrongTweet,
        Self::TextRefused,
        Self::ReplyAbandoned,
        Self::ReplyRefused,
        Self::Unconfirmed,
        Self::RepliedElsewhere,
        Self::LinkNotAllowed,
        Self::LinkNoAnswer,
        Self::StoreNotAllowed,
        Self::NoWalk,
        Self::Unknown,
    ];

    /// What to do about it.
    #[must_use]
    pub fn kind(self) -> FaultKind {
        match self {
            Self::NoAnswer
            | Self::Storage
            | Self::TweetGone
            | Self::ComposerNever
            | Self::TextRefused
            | Self::ReplyAbandoned
            | Self::ReplyRefused
            | Self::LinkNoAnswer => FaultKind::Retry,
            Self::ContextGone
            | Self::StorageFull
            | Self::NewerRecord
            | Self::NothingToRestore
            | Self::ComposerBusy
            | Self::WrongTweet
            | Self::Unconfirmed
            | Self::RepliedElsewhere
            | Self::LinkNotAllowed
            | Self::StoreNotAllowed
            | Self::NoWalk
            | Self::Unknown => FaultKind::UserAction,
            Self::BadMessage | Self::Engine => FaultKind::Bug,
        }
    }

    /// The key of its text in `_locales`.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::ContextGone => "fault_context_gone",
            Self::NoAnswer => "fault_no_answer",
            Self::BadMessage => "fault_bad_message",
            Self::Engine => "fault_engine",
            Self::Storage => "fault_storage",
            Self::StorageFull => "fault_storage_full",
            Self::NewerRecord => "fault_newer_record",
            Self::NothingToRestore => "fault_nothing_to_restore",
            Self::TweetGone => "fault_tweet_gone",
            Self::ComposerBusy => "fault_composer_busy",
            Self::ComposerNever => "fault_composer_never",
            Self::WrongTweet => "fault_wrong_tweet",
            Self::TextRefused => "fault_text_refused",
            Self::ReplyAbandoned => "fault_reply_abandoned",
            Self::ReplyRefused => "fault_reply_refused",
            Self::Unconfirmed => "fault_unconfirmed",
            Self::RepliedElsewhere => "fault_replied_elsewhere",
            Self::LinkNotAllowed => "fault_link_not_allowed",
            Self::LinkNoAnswer => "fault_link_no_answer",
            Self::StoreNotAllowed => "fault_store_not_allowed",
            Self::NoWalk => "fault_no_walk",
            Self::Unknown => "fault_unknown",
        }
    }
}

/// One failure: its name, and what a developer would want to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code:?}: {detail}")]
pub struct Fault {
    /// Its name.
    pub code: FaultCode,
    /// The browser's own words or the place; may be empty. Never shown as the message.
    #[serde(default)]
    pub detail: String,
}

impl Fault {
    /// A fault with a detail for developers.
    #[must_use]
    pub fn new(code: FaultCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

impl From<FaultCode> for Fault {
    fn from(code: FaultCode) -> Self {
        Self::new(code, "")
    }
}
