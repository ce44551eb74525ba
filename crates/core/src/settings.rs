//! What the user chose, with defaults that hold when nothing was chosen.

use serde::{Deserialize, Serialize};

use super::bounds::{self, first_beyond, is_short};
use super::language::{Language, spoken};
use super::pace::Bounds;
use super::template::DEFAULT_TEMPLATE;
use super::text::Text;

/// How far a click on **Add to Cart** goes. The item is kept in every mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyMode {
    /// The reply is written and sent.
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

    /// What it is called, and the sentence under that.
    #[must_use]
    pub fn texts(self) -> (Text<'static>, Text<'static>) {
        match self {
            Self::Post => (Text::MODE_POST, Text::MODE_POST_DETAIL),
            Self::Review => (Text::MODE_REVIEW, Text::MODE_REVIEW_DETAIL),
            Self::Private => (Text::MODE_PRIVATE, Text::MODE_PRIVATE_DETAIL),
        }
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

/// How long a reply waits for a change of mind, in seconds, as the options offer it.
pub const UNDO_SECONDS: &[u32] = &[0, 3, 5, 10, 30];

/// The user's settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// How far a click goes; `None` while the user was not asked.
    #[serde(skip_serializing_if = "is_default")]
    pub reply: Option<ReplyMode>,
    /// Which address is opened.
    #[serde(skip_serializing_if = "is_default")]
    pub links: LinkStyle,
    /// How long a reply waits for a change of mind, in seconds.
    #[serde(skip_serializing_if = "is_default_undo")]
    pub undo_seconds: u32,
    /// The reply's text, with places for what differs. See [`template::fill`](super::template::fill).
    #[serde(skip_serializing_if = "is_default_template")]
    pub template: String,
    /// How many replies are too many.
    #[serde(skip_serializing_if = "is_default")]
    pub pace: Bounds,
    /// The language of the texts; `None`: the browser's.
    #[serde(skip_serializing_if = "is_default", deserialize_with = "spoken")]
    pub language: Option<Language>,
}

fn is_default_undo(seconds: &u32) -> bool {
    *seconds == Settings::default().undo_seconds
}

fn is_default_template(template: &str) -> bool {
    template == DEFAULT_TEMPLATE
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            reply: None,
            links: LinkStyle::default(),
            undo_seconds: 5,
            template: DEFAULT_TEMPLATE.to_owned(),
            pace: Bounds::default(),
            language: None,
        }
    }
}

impl Settings {
    /// The first part of them that is out of its bounds, by its name. The pace is clamped where it is used.
    #[must_use]
    pub fn out_of_bounds(&self) -> Option<&'static str> {
        first_beyond(&[
            ("undo_seconds", self.undo_seconds <= bounds::UNDO_SECONDS),
            ("template", is_short(&self.template, bounds::TEMPLATE_CHARS)),
        ])
    }

    /// What holds while the user's own settings cannot be read: nothing is posted without the user's own press.
    #[must_use]
    pub fn careful() -> Self {
        Self { reply: Some(ReplyMode::Review), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_this_version_does_not_speak_takes_nothing_else_with_it() {
        let read = |text: &str| serde_json::from_str::<Settings>(text).unwrap();
        let settings = read(r#"{"reply": "private", "language": "tlh"}"#);
        assert_eq!((settings.reply, settings.language), (Some(ReplyMode::Private), None));
        let spoken = read(r#"{"language": "pt_BR"}"#);
        assert_eq!(spoken.language.map(Language::tag).as_deref(), Some("pt-BR"));
        assert_eq!(serde_json::to_string(&spoken).unwrap(), r#"{"language":"pt_BR"}"#);
    }
}
