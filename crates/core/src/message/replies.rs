//! What is asked about replies on X.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::fault::FaultCode;
use crate::item::ItemKey;
use crate::mention::KeptMention;
use crate::tweet::TweetId;

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
    pub found: KeptMention,
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
