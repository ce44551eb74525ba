//! What is asked about the settings and about all records at once.

use serde::{Deserialize, Serialize};

use crate::handover::HandoverSettings;
use crate::settings::{ReplyMode, Settings};

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

/// Write what the user chose about handing over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChooseHandover {
    /// All of it.
    pub settings: HandoverSettings,
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

/// Write that the list was saved as a file now, or that this was put off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteCopy {
    /// Whether it was put off.
    pub put_off: bool,
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
