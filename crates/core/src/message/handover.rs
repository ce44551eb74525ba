//! What is asked about the hand-over to a store.

use serde::{Deserialize, Serialize};

use crate::handover::{AddMethod, Command, Pick, Session, SessionEvent};
use crate::item::ItemKey;
use crate::marketplace::Marketplace;

/// Put the program into the asking frame, if a session of the hand-over goes on there. Sent by `extension/amazon.js`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arrive {}

/// Begin a session, in place of the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Begin {
    /// In which store.
    pub store: Marketplace,
    /// How.
    pub way: AddMethod,
    /// With what.
    pub picks: Vec<Pick>,
}

/// Bring what is still to buy in a store into its cart: at once, where the user lets us look at that store, else by way of
/// the page that asks for it. A session under way gives way: what it brought already lies in the cart, and is seen there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddToCart {
    /// Which store.
    pub store: Marketplace,
    /// Of these items only, wherever they stand. Our own pages alone say which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<Vec<ItemKey>>,
}

/// Something happened in the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// What.
    pub event: SessionEvent,
}

/// How many items are still to buy in a store, and can be brought into its cart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountToBuy {
    /// Which store.
    pub store: Marketplace,
}

/// Open our page that says how each item ended: the store's page may not by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShowEnds {}

/// Look whether the session's tab still shows the session's store, and the tab to the user when `show` is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Whether to bring the tab to the front.
    #[serde(default)]
    pub show: bool,
}

/// What to do in the session's tab.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guidance {
    /// The session as it is now.
    pub session: Session,
    /// What to do.
    pub command: Command,
}
