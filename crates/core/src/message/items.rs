//! What is asked about items of the list.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::cart::{ReplyState, Shelf};
use crate::item::ItemKey;
use crate::mention::KeptMention;
use crate::picture::Picture;

/// Keep this mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Save {
    /// What the tweet shows.
    pub found: KeptMention,
}

/// Keep this picture of an item that has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeepPicture {
    /// Which item.
    pub key: ItemKey,
    /// The picture.
    pub picture: Picture,
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
    /// Whether the user sends it, by a press of their own on X's button: then no pace holds it back any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_user: bool,
    /// When it asked first, in milliseconds: what is asked again, because nobody answered, is known by it.
    #[serde(default)]
    pub at: Millis,
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

/// Write how many of an item are wanted, what the user calls it, and their own words about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// Which item.
    pub key: ItemKey,
    /// How many.
    pub units: u32,
    /// What the user calls it; empty: by its title.
    #[serde(default)]
    pub name: String,
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
