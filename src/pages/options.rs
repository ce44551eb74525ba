//! The options: what a click does.

use crate::core::settings::{ReplyMode, Settings};

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value in the form.
    pub name: &'static str,
    /// The key of its title.
    pub title: &'static str,
    /// The key of the sentence under it.
    pub detail: &'static str,
    /// Whether it is the one in force.
    pub chosen: bool,
}

/// The choices for a click on **Add to Cart**.
#[must_use]
pub fn view(settings: &Settings) -> Vec<Choice> {
    let texts = |mode| match mode {
        ReplyMode::Post => ("mode_post", "mode_post_detail"),
        ReplyMode::Review => ("mode_review", "mode_review_detail"),
        ReplyMode::Private => ("mode_private", "mode_private_detail"),
    };
    let choice = |mode: ReplyMode| {
        let (title, detail) = texts(mode);
        Choice { name: mode.name(), title, detail, chosen: settings.reply == mode }
    };
    ReplyMode::ALL.iter().copied().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_choice_is_in_force() {
        for mode in ReplyMode::ALL {
            let view = view(&Settings { reply: *mode });
            let chosen: Vec<_> =
                view.iter().filter(|choice| choice.chosen).map(|choice| choice.name).collect();
            assert_eq!(chosen, [mode.name()]);
        }
    }
}
