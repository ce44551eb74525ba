//! What the user chose, with defaults that hold when nothing was chosen.

use serde::{Deserialize, Serialize};

/// How far a click on **Add to Cart** goes. The item is kept in every mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyMode {
    /// The reply is written and sent.
    #[default]
    Post,
    /// The reply is written into X's reply box; the user sends it.
    Review,
    /// No reply: the item is only kept, which nobody sees.
    Private,
}

impl ReplyMode {
    /// Every mode, in the order the options show them.
    pub const ALL: &[Self] = &[Self::Post, Self::Review, Self::Private];

    /// The name in forms and in storage.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Review => "review",
            Self::Private => "private",
        }
    }

    /// The mode of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|mode| mode.name() == name)
    }
}

/// Which address of a product is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkStyle {
    /// The author's own, with whatever tag it carries.
    #[default]
    Author,
    /// The plain one: store and product, nothing else.
    Clean,
}

impl LinkStyle {
    /// Both, in the order the options show them.
    pub const ALL: &[Self] = &[Self::Author, Self::Clean];

    /// The name in forms and in storage.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Clean => "clean",
        }
    }

    /// The style of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|style| style.name() == name)
    }
}

/// Whether a setting is what it is when nothing was chosen: then it is not written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The user's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// How far a click goes.
    pub reply: ReplyMode,
    /// Which address is opened.
    #[serde(skip_serializing_if = "is_default")]
    pub links: LinkStyle,
}
