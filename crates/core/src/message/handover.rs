//! What is asked about the hand-over to a store.

use serde::{Deserialize, Serialize};

use crate::handover::{Command, Event, Pick, Walk, Way};
use crate::marketplace::Marketplace;

/// Put the program into the asking frame, if a walk goes on there. Sent by `extension/amazon.js`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arrive {}

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
