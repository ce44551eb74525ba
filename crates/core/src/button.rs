//! What a button is doing, as a state machine: events in, the next state and one thing to do out.
//!
//! The state belongs to a tweet and a product, not to an element: X throws elements away and makes them anew
//! while a reply is on its way, and a second click must not start a second one.

use super::cart::{Added, CartItem, ReplyLeft, ReplyState};
use super::fault::{FaultCode, NextStep};
use super::reply::ReplyOutcome;
use super::resolve::Ending;
use super::settings::ReplyMode;
use super::text::Text;
use super::tweet::TweetId;

/// What the button is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonState {
    /// Nothing yet.
    #[default]
    Idle,
    /// The item is being kept.
    Saving,
    /// It is found out what its link leads to.
    Finding,
    /// The reply waits for a change of mind; nothing is opened yet.
    Pending,
    /// The reply is being posted.
    Replying,
    /// The reply stands in X's box and waits for the user.
    Waiting,
    /// The item is kept.
    Added,
    /// The item is kept and the reply is posted.
    Replied,
    /// The item could not be kept; the next click tries again.
    NotKept(FaultCode),
    /// The item is kept, and its reply is not posted, or nobody knows whether it is.
    NotReplied(FaultCode),
}

/// What a button needs to know of an item in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownItem {
    /// The tweet it was added from.
    pub tweet: Option<TweetId>,
    /// Whether the reply is posted.
    pub replied: bool,
}

impl From<CartItem> for KnownItem {
    fn from(item: CartItem) -> Self {
        let replied = matches!(item.status, ReplyState::Replied { .. });
        Self { tweet: item.found.tweet.map(|tweet| tweet.id), replied }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum ButtonEvent<'a> {
    /// The user pressed it.
    Click,
    /// The storage says that the reply to this tweet is posted, here or in another page.
    Confirmed,
    /// The storage says that it is not in the list any more.
    Forgotten,
    /// The background kept it, or found it there. With the tweet pressed on, and how far the press goes; `None`
    /// where the user has yet to say.
    Kept(&'a Added, &'a TweetId, Option<ReplyMode>),
    /// It is kept, and the shorteners are asked what it is.
    Looking,
    /// It is kept, and is no product.
    NoProduct(&'a Ending),
    /// The background could not keep it.
    NotKept(FaultCode),
    /// The time for a change of mind is over.
    Due,
    /// No reply may go out now, and why.
    Held(FaultCode),
    /// No reply is wanted after all.
    Dropped,
    /// The reply came to an end, or to a halt.
    Reply(Result<&'a ReplyOutcome, FaultCode>),
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ButtonEffect {
    /// Nothing.
    None,
    /// Ask the background to keep the item.
    Save,
    /// Ask the user how far a press goes.
    AskMode,
    /// Wait for a change of mind, then [`ButtonEvent::Due`].
    Wait,
    /// Open X's composer.
    Reply,
    /// Say how it failed, and offer what can be done about it.
    Fail(FaultCode),
    /// Say this in words by the button.
    Tell(Text<'static>),
}

impl ButtonState {
    /// One of every state, for what has to fit them all.
    pub const EVERY: &[Self] = &[
        Self::Idle,
        Self::Saving,
        Self::Finding,
        Self::Pending,
        Self::Replying,
        Self::Waiting,
        Self::Added,
        Self::Replied,
        Self::NotKept(FaultCode::Storage),
        Self::NotKept(FaultCode::StorageFull),
        Self::NotReplied(FaultCode::Unconfirmed),
        Self::NotReplied(FaultCode::ReplyRestricted),
    ];

    /// What one button shows for several products: what can be called back or is going on first, then what the user has
    /// to look at; done only when every one of them is.
    #[must_use]
    pub fn combined(states: &[Self]) -> Self {
        if states.contains(&Self::Pending) {
            return Self::Pending;
        }
        let with = |tone: &&str| states.iter().copied().find(|state| state.tone() == *tone);
        ["busy", "failed", "unsure", "idle", "noted", "done"].iter().find_map(with).unwrap_or_default()
    }

    /// The state of a button that did nothing on this page, from what the list says of its product.
    #[must_use]
    pub fn resting(tweet: &TweetId, known: Option<&KnownItem>) -> Self {
        match known {
            Some(known) if known.replied && known.tweet.as_ref() == Some(tweet) => Self::Replied,
            Some(_) => Self::Added,
            None => Self::Idle,
        }
    }

    /// The state after the list changed under it.
    #[must_use]
    pub fn after_change(self, tweet: &TweetId, known: Option<&KnownItem>) -> Self {
        let event = match (known, Self::resting(tweet, known)) {
            (None, _) => ButtonEvent::Forgotten,
            (Some(_), Self::Replied) => ButtonEvent::Confirmed,
            (Some(_), _) => return self,
        };
        self.on(&event).0
    }

    /// The next state, and what to do. An event that does not fit the state changes nothing.
    #[must_use]
    pub fn on(self, event: &ButtonEvent<'_>) -> (Self, ButtonEffect) {
        match (self, event) {
            (Self::Idle | Self::NotKept(_) | Self::NotReplied(_) | Self::Added, ButtonEvent::Click) => {
                (Self::Saving, ButtonEffect::Save)
            }
            (Self::Replied, ButtonEvent::Click) => (self, ButtonEffect::Tell(Text::TOLD_REPLIED)),
            (Self::Pending, ButtonEvent::Click) => (Self::Added, ButtonEffect::Tell(Text::TOLD_UNDONE)),
            (Self::Pending, ButtonEvent::Due) => (Self::Replying, ButtonEffect::Reply),
            (Self::Replying, ButtonEvent::Dropped) => (Self::Added, ButtonEffect::Tell(Text::TOLD_UNDONE)),
            (Self::Pending, ButtonEvent::Held(code)) => Self::not_replied(*code),
            (Self::Saving, ButtonEvent::Looking) => (Self::Finding, ButtonEffect::None),
            (Self::Finding, ButtonEvent::NoProduct(ending)) => {
                (Self::Added, ButtonEffect::Tell(ending.told()))
            }
            (Self::Saving | Self::Finding, ButtonEvent::Kept(added, tweet, mode)) => {
                Self::kept(added, tweet, *mode)
            }
            (Self::Saving, ButtonEvent::NotKept(code)) => (Self::NotKept(*code), ButtonEffect::Fail(*code)),
            (Self::Replying | Self::Waiting, ButtonEvent::Reply(result)) => self.replied(*result),
            // While there is time to think, another page may have replied, and the item may have been removed.
            (
                Self::Idle | Self::Pending | Self::Added | Self::NotKept(_) | Self::NotReplied(_),
                ButtonEvent::Confirmed,
            ) => (Self::Replied, ButtonEffect::None),
            (
                Self::Pending | Self::Added | Self::Replied | Self::NotKept(_) | Self::NotReplied(_),
                ButtonEvent::Forgotten,
            ) => (Self::Idle, ButtonEffect::None),
            _ => (self, ButtonEffect::None),
        }
    }

    fn kept(added: &Added, tweet: &TweetId, mode: Option<ReplyMode>) -> (Self, ButtonEffect) {
        match (added.item.reply_left(tweet), mode) {
            (ReplyLeft::Done, _) => (Self::Replied, ButtonEffect::Tell(Text::TOLD_REPLIED)),
            (ReplyLeft::Unknown, _) => Self::not_replied(FaultCode::Unconfirmed),
            // The tweet has its reply, for another of its products or for an item that was removed.
            (ReplyLeft::Open, None | Some(ReplyMode::Post | ReplyMode::Review)) if added.claimed => {
                (Self::Added, ButtonEffect::Tell(Text::TOLD_REPLIED_BEFORE))
            }
            (ReplyLeft::Open, None) => (Self::Added, ButtonEffect::AskMode),
            (ReplyLeft::Open, Some(ReplyMode::Post)) => (Self::Pending, ButtonEffect::Wait),
            (ReplyLeft::Open, Some(ReplyMode::Review)) => (Self::Replying, ButtonEffect::Reply),
            _ if added.fresh => (Self::Added, ButtonEffect::None),
            _ => (Self::Added, ButtonEffect::Tell(Text::TOLD_ALREADY)),
        }
    }

    fn replied(self, result: Result<&ReplyOutcome, FaultCode>) -> (Self, ButtonEffect) {
        match result {
            Ok(ReplyOutcome::Sent { .. }) => (Self::Replied, ButtonEffect::None),
            Ok(ReplyOutcome::Waiting) => (Self::Waiting, ButtonEffect::None),
            // In review mode the user may close the box: that is an answer, not a failure.
            Err(FaultCode::ReplyAbandoned) if self == Self::Waiting => {
                (Self::Added, ButtonEffect::Tell(Text::TOLD_KEPT_WITHOUT_REPLY))
            }
            Err(code) => Self::not_replied(code),
        }
    }

    fn not_replied(code: FaultCode) -> (Self, ButtonEffect) {
        (Self::NotReplied(code), ButtonEffect::Fail(code))
    }

    /// What went wrong, where something did.
    #[must_use]
    pub fn fault(self) -> Option<FaultCode> {
        match self {
            Self::NotKept(code) | Self::NotReplied(code) => Some(code),
            _ => None,
        }
    }

    /// Whether the item is in the list.
    #[must_use]
    pub fn is_kept(self) -> bool {
        !matches!(self, Self::Idle | Self::Saving | Self::NotKept(_))
    }

    /// The label.
    #[must_use]
    pub fn label(self) -> Text<'static> {
        match self {
            Self::Idle => Text::BUTTON_IDLE,
            Self::Saving => Text::BUTTON_SAVING,
            Self::Finding => Text::BUTTON_FINDING,
            // Until it is known how long it waits; then with the seconds.
            Self::Pending => Text::UNDO,
            Self::Replying => Text::BUTTON_REPLYING,
            Self::Waiting => Text::BUTTON_WAITING,
            Self::Added => Text::BUTTON_ADDED,
            Self::Replied => Text::BUTTON_REPLIED,
            Self::NotKept(code) if code.next_step() != NextStep::Retry => Text::BUTTON_NOT_SAVED,
            Self::NotKept(_) => Text::BUTTON_FAILED,
            Self::NotReplied(code) => match code.next_step() {
                NextStep::Retry => Text::BUTTON_FAILED,
                NextStep::Look => Text::BUTTON_UNSURE,
                NextStep::Intent | NextStep::Nothing => Text::BUTTON_ADDED,
            },
        }
    }

    /// The name that styles hang on. `failed` is what is not kept, and what another press can mend; `unsure` what may
    /// be posted; `noted` what is kept, with something to say about it.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Saving | Self::Finding | Self::Pending | Self::Replying | Self::Waiting => "busy",
            Self::Added | Self::Replied => "done",
            Self::NotKept(_) => "failed",
            Self::NotReplied(code) => match code.next_step() {
                NextStep::Retry => "failed",
                NextStep::Look => "unsure",
                NextStep::Intent | NextStep::Nothing => "noted",
            },
        }
    }
}

#[cfg(test)]
#[path = "button_tests.rs"]
mod tests;
