//! Owns [`Shape`], what one of the user's posts looks like.

use serde::{Deserialize, Serialize};

use crate::mention::tidy_title;

/// What an author changes from one post to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Shape {
    /// How its words begin.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Whether it has a preview card.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub card: bool,
    /// Whether it has a picture of its own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub photo: bool,
}

impl Shape {
    /// Of a post's whole words.
    #[must_use]
    pub fn new(words: &str, card: bool, photo: bool) -> Self {
        Self { words: tidy_title(words).unwrap_or_default(), card, photo }
    }
}
