//! What the background and a content script say to each other besides what the user does: how the page is, what it
//! shows, and what it cannot look up itself.

use serde::{Deserialize, Serialize};

use crate::cart::CartItem;
use crate::fault::FaultCode;
use crate::item::{ItemKey, LinkKey};
use crate::tweet::TweetId;

/// Put the JavaScript twin of the program into the asking frame. Sent by `extension/content.js`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Twin {}

/// Put the part of the program that comes when it is first needed into the asking frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FetchLazy {
    /// That of the program's JavaScript twin, which runs there.
    pub twin: bool,
}

/// Look what the page itself knows of the short links in tweets whose product is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Peek {}

/// Look what the page itself knows of the user's replies to this tweet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeekReplies {
    /// The tweet.
    pub tweet: TweetId,
}

/// Tell what is kept in memory for private windows. Pages there cannot look themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recall {
    /// Of these items,
    pub items: Vec<ItemKey>,
    /// and of where these links lead.
    pub links: Vec<LinkKey>,
}

/// What is kept in memory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recalled {
    /// Items; `None`: not in the list.
    pub items: Vec<(ItemKey, Option<CartItem>)>,
    /// Where links lead.
    pub leads: Vec<(LinkKey, String)>,
}

/// Take in what has changed there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hear {
    /// The changes.
    pub news: Recalled,
}

/// Tell how the program does in this page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnose {}

/// Tell what a link on the page stands for: only its tweet shows what is behind X's own short links.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindBehind {
    /// The link's address.
    pub address: String,
}

/// Press the button of the tweet that has the focus: the user pressed a key of the browser's for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PressFocused {}

/// How the program does in a page; nothing of the page's content is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// `wasm`, or `js` for the twin.
    pub engine: String,
    /// Milliseconds from the script's first line to the first scan.
    pub ready_ms: f64,
    /// Tweets on the page now.
    pub tweets: u32,
    /// Tweets on the page that have an action bar.
    pub bars: u32,
    /// Buttons on the page now.
    pub buttons: u32,
    /// What the page no longer has that we know it by: names of `sites::x::selectors`.
    #[serde(default)]
    pub lost: Vec<String>,
    /// How often each selector matches now.
    #[serde(default)]
    pub matches: Vec<(String, u32)>,
    /// Which kind of page it is: the first word of its path where that is X's own, else `other`.
    #[serde(default)]
    pub page: String,
    /// How the last reply on this page failed.
    #[serde(default)]
    pub fault: Option<FaultCode>,
}
