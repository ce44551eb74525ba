//! What can go wrong, said once: every room's errors are folded into a [`Fault`] before a person sees them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Text;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// The browser could not read what it keeps for the extension.
    StorageRead,
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
    /// X answered with an error that it gives for many things: the reply may be posted all the same.
    ReplyRefused,
    /// X refused the reply, and named no reason.
    ReplyDeclined,
    /// X takes no text of that length.
    ReplyTooLong,
    /// X wants its page loaded again before it takes a reply.
    PageOutdated,
    /// The user posted the same words a short while ago.
    ReplyDuplicate,
    /// X takes no more posts from this account for now.
    ReplyLimit,
    /// The author lets only some people reply.
    ReplyRestricted,
    /// The tweet is deleted, or not to be seen any more.
    TweetDeleted,
    /// X suspended the account.
    AccountSuspended,
    /// X wants the user to confirm something before the account may post.
    AccountLocked,
    /// Nobody is signed in to X.
    SignedOut,
    /// The line to X broke, or X itself is in trouble.
    Network,
    /// X took the reply for automated.
    LooksAutomated,
    /// X's page has lost something that a reply needs.
    PageChanged,
    /// As many replies today as the user's own bound allows.
    TooMany,
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
    /// There is no session of the hand-over, or it goes on in another tab.
    NoSession,
    /// An address that leads to no product.
    NoProduct,
    /// A name that only a newer version knows.
    Unknown,
}

/// What the user can do about a reply that was not posted, beside leaving it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Press again.
    Retry,
    /// Reply on a page of X's own, where the text is filled in.
    Intent,
    /// Look under the post whether the reply is there.
    Look,
    /// Nothing that we could help with.
    Nothing,
}

impl FaultCode {
    /// What to offer when a reply ended so.
    #[must_use]
    pub fn next_step(self) -> NextStep {
        match self {
            Self::TweetGone
            | Self::ComposerNever
            | Self::WrongTweet
            | Self::TextRefused
            | Self::PageOutdated
            | Self::PageChanged => NextStep::Intent,
            Self::Unconfirmed
            | Self::Unknown
            | Self::RepliedElsewhere
            | Self::Network
            | Self::ReplyRefused => NextStep::Look,
            Self::ReplyRestricted
            | Self::TweetDeleted
            | Self::AccountSuspended
            | Self::AccountLocked
            | Self::SignedOut
            | Self::ReplyLimit
            | Self::ReplyTooLong
            | Self::LooksAutomated
            | Self::TooMany
            | Self::BadMessage
            | Self::Engine
            | Self::ContextGone
            | Self::LinkNotAllowed
            | Self::StoreNotAllowed
            | Self::NoSession
            | Self::NoProduct
            | Self::NewerRecord
            | Self::StorageFull
            | Self::NothingToRestore => NextStep::Nothing,
            Self::NoAnswer
            | Self::Storage
            | Self::StorageRead
            | Self::ComposerBusy
            | Self::ReplyAbandoned
            | Self::ReplyDeclined
            | Self::ReplyDuplicate
            | Self::LinkNoAnswer => NextStep::Retry,
        }
    }

    /// Whether a reply that ended so may be posted all the same: then it is never sent a second time.
    #[must_use]
    pub fn may_be_posted(self) -> bool {
        matches!(self, Self::Unconfirmed | Self::Unknown | Self::Network | Self::ReplyRefused)
    }

    /// Its name, as it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        let key = self.text().key();
        key.strip_prefix("fault_").unwrap_or(key)
    }

    /// The code of that name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::ALL.iter().copied().find(|code| code.name() == name).unwrap_or(Self::Unknown)
    }

    /// Every code.
    pub const ALL: &[Self] = &[
        Self::ContextGone,
        Self::NoAnswer,
        Self::BadMessage,
        Self::Engine,
        Self::Storage,
        Self::StorageRead,
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
        Self::ReplyDeclined,
        Self::ReplyTooLong,
        Self::PageOutdated,
        Self::ReplyDuplicate,
        Self::ReplyLimit,
        Self::ReplyRestricted,
        Self::TweetDeleted,
        Self::AccountSuspended,
        Self::AccountLocked,
        Self::SignedOut,
        Self::Network,
        Self::LooksAutomated,
        Self::PageChanged,
        Self::TooMany,
        Self::Unconfirmed,
        Self::RepliedElsewhere,
        Self::LinkNotAllowed,
        Self::LinkNoAnswer,
        Self::StoreNotAllowed,
        Self::NoSession,
        Self::NoProduct,
        Self::Unknown,
    ];

    /// What to do about it.
    #[must_use]
    pub fn kind(self) -> FaultKind {
        match self {
            Self::NoAnswer
            | Self::Storage
            | Self::StorageRead
            | Self::TweetGone
            | Self::ComposerNever
            | Self::TextRefused
            | Self::ReplyAbandoned
            | Self::ReplyDeclined
            | Self::ReplyDuplicate
            | Self::LinkNoAnswer => FaultKind::Retry,
            Self::ContextGone
            | Self::StorageFull
            | Self::NewerRecord
            | Self::NothingToRestore
            | Self::ComposerBusy
            | Self::WrongTweet
            | Self::Unconfirmed
            | Self::RepliedElsewhere
            | Self::ReplyLimit
            | Self::ReplyTooLong
            | Self::PageOutdated
            | Self::ReplyRestricted
            | Self::TweetDeleted
            | Self::AccountSuspended
            | Self::AccountLocked
            | Self::SignedOut
            | Self::LooksAutomated
            | Self::PageChanged
            | Self::TooMany
            | Self::ReplyRefused
            | Self::Network
            | Self::LinkNotAllowed
            | Self::StoreNotAllowed
            | Self::NoSession
            | Self::NoProduct
            | Self::Unknown => FaultKind::UserAction,
            Self::BadMessage | Self::Engine => FaultKind::Bug,
        }
    }

    /// What is said of it.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::ContextGone => Text::FAULT_CONTEXT_GONE,
            Self::NoAnswer => Text::FAULT_NO_ANSWER,
            Self::BadMessage => Text::FAULT_BAD_MESSAGE,
            Self::Engine => Text::FAULT_ENGINE,
            Self::Storage => Text::FAULT_STORAGE,
            Self::StorageRead => Text::FAULT_STORAGE_READ,
            Self::StorageFull => Text::FAULT_STORAGE_FULL,
            Self::NewerRecord => Text::FAULT_NEWER_RECORD,
            Self::NothingToRestore => Text::FAULT_NOTHING_TO_RESTORE,
            Self::TweetGone => Text::FAULT_TWEET_GONE,
            Self::ComposerBusy => Text::FAULT_COMPOSER_BUSY,
            Self::ComposerNever => Text::FAULT_COMPOSER_NEVER,
            Self::WrongTweet => Text::FAULT_WRONG_TWEET,
            Self::TextRefused => Text::FAULT_TEXT_REFUSED,
            Self::ReplyAbandoned => Text::FAULT_REPLY_ABANDONED,
            Self::ReplyRefused => Text::FAULT_REPLY_REFUSED,
            Self::ReplyDeclined => Text::FAULT_REPLY_DECLINED,
            Self::ReplyTooLong => Text::FAULT_REPLY_TOO_LONG,
            Self::PageOutdated => Text::FAULT_PAGE_OUTDATED,
            Self::ReplyDuplicate => Text::FAULT_REPLY_DUPLICATE,
            Self::ReplyLimit => Text::FAULT_REPLY_LIMIT,
            Self::ReplyRestricted => Text::FAULT_REPLY_RESTRICTED,
            Self::TweetDeleted => Text::FAULT_TWEET_DELETED,
            Self::AccountSuspended => Text::FAULT_ACCOUNT_SUSPENDED,
            Self::AccountLocked => Text::FAULT_ACCOUNT_LOCKED,
            Self::SignedOut => Text::FAULT_SIGNED_OUT,
            Self::Network => Text::FAULT_NETWORK,
            Self::LooksAutomated => Text::FAULT_LOOKS_AUTOMATED,
            Self::PageChanged => Text::FAULT_PAGE_CHANGED,
            Self::TooMany => Text::FAULT_TOO_MANY,
            Self::Unconfirmed => Text::FAULT_UNCONFIRMED,
            Self::RepliedElsewhere => Text::FAULT_REPLIED_ELSEWHERE,
            Self::LinkNotAllowed => Text::FAULT_LINK_NOT_ALLOWED,
            Self::LinkNoAnswer => Text::FAULT_LINK_NO_ANSWER,
            Self::StoreNotAllowed => Text::FAULT_STORE_NOT_ALLOWED,
            Self::NoSession => Text::FAULT_NO_SESSION,
            Self::NoProduct => Text::FAULT_NO_PRODUCT,
            Self::Unknown => Text::FAULT_UNKNOWN,
        }
    }
}

impl Serialize for FaultCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for FaultCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|name| Self::named(&name))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_as_its_code() {
        assert!(FaultCode::ALL.iter().all(|code| FaultCode::named(code.name()) == *code));
        assert_eq!(FaultCode::named("of_a_newer_version"), FaultCode::Unknown);
        assert_eq!(FaultCode::ContextGone.name(), "context_gone");
    }
}
