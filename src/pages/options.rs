//! The options: what there is to choose, and what is chosen.

use hashcart_core::pace::Bounds;
use hashcart_core::reply::hashtag;
use hashcart_core::settings::{LinkStyle, ReplyMode, Settings, UNDO_SECONDS};
use hashcart_core::template::{Facts, TemplateFault, fill, template_fault};

/// What the options are about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The settings in force.
    pub settings: Settings,
    /// Whether short links may be followed.
    pub links_allowed: bool,
    /// Whether somebody came here to allow just that.
    pub links_wanted: bool,
}

/// What the options show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Questions with one answer each.
    pub groups: Vec<Group>,
    /// How long a reply may wait for a change of mind, in seconds, and which is in force.
    pub undo: Vec<(u32, bool)>,
    /// The reply's template.
    pub template: String,
    /// What it would post, or the key of what is wrong with it.
    pub preview: Result<String, &'static str>,
    /// How many replies are too many.
    pub pace: Bounds,
    /// The key of the sentence that says whether short links may be followed.
    pub links_text: &'static str,
    /// The key of the button under it.
    pub links_button: &'static str,
    /// What that button does.
    pub links_do: &'static str,
    /// Whether it is what the user came for.
    pub links_wanted: bool,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name in the form; also the id of the element its choices go into.
    pub name: &'static str,
    /// Its answers.
    pub choices: Vec<Choice>,
}

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

/// The question how far a click goes.
pub const MODE: &str = "mode";
/// The question which address is opened.
pub const LINKS: &str = "links";

/// Makes the view.
#[must_use]
pub fn view(state: &State) -> View {
    let settings = &state.settings;
    let mode = |mode: ReplyMode| {
        let (title, detail) = mode_texts(mode);
        Choice { name: mode.name(), title, detail, chosen: settings.reply == Some(mode) }
    };
    let style = |style: LinkStyle| {
        let (title, detail) = match style {
            LinkStyle::Author => ("links_author", "links_author_detail"),
            LinkStyle::Clean => ("links_clean", "links_clean_detail"),
        };
        Choice { name: style.name(), title, detail, chosen: settings.links == style }
    };
    let (links_text, links_button, links_do) = if state.links_allowed {
        ("short_links_on", "short_links_stop", "forbid-links")
    } else {
        ("short_links_off", "short_links_allow", "allow-links")
    };
    View {
        groups: vec![
            Group { name: MODE, choices: ReplyMode::ALL.iter().copied().map(mode).collect() },
            Group { name: LINKS, choices: LinkStyle::ALL.iter().copied().map(style).collect() },
        ],
        undo: UNDO_SECONDS.iter().map(|seconds| (*seconds, *seconds == settings.undo_seconds)).collect(),
        template: settings.template.clone(),
        preview: preview(&settings.template),
        pace: settings.pace,
        links_text,
        links_button,
        links_do,
        links_wanted: state.links_wanted && !state.links_allowed,
    }
}

/// What a template would post of a product that nobody sells.
///
/// # Errors
/// The key of what is wrong with it.
pub fn preview(template: &str) -> Result<String, &'static str> {
    match template_fault(template) {
        Some(TemplateFault::Empty) => Err("template_empty"),
        Some(TemplateFault::TooLong) => Err("template_too_long"),
        Some(TemplateFault::HasLink) => Err("template_has_link"),
        None => {
            let facts = Facts {
                hashtag: hashtag(None),
                title: Some("Steel kettle, 1.7 l"),
                author: "ada",
                asin: None,
            };
            Ok(fill(template, &facts))
        }
    }
}

/// The keys of a mode's title and of the sentence under it.
#[must_use]
pub fn mode_texts(mode: ReplyMode) -> (&'static str, &'static str) {
    let (title, detail) = mode.texts();
    (title.key(), detail.key())
}

/// The settings after a choice; `None` for one that does not exist.
#[must_use]
pub fn chosen(settings: Settings, group: &str, name: &str) -> Option<Settings> {
    match group {
        MODE => Some(Settings { reply: Some(ReplyMode::from_name(name)?), ..settings }),
        LINKS => Some(Settings { links: LinkStyle::from_name(name)?, ..settings }),
        "undo" => {
            let undo_seconds = name.parse().ok().filter(|seconds| UNDO_SECONDS.contains(seconds))?;
            Some(Settings { undo_seconds, ..settings })
        }
        "template" => {
            let template = name.trim().to_owned();
            preview(&template).is_ok().then_some(Settings { template, ..settings })
        }
        "per_minute" => {
            let pace = Bounds { per_minute: name.parse().ok()?, ..settings.pace }.clamped();
            Some(Settings { pace, ..settings })
        }
        "per_day" => {
            let pace = Bounds { per_day: name.parse().ok()?, ..settings.pace }.clamped();
            Some(Settings { pace, ..settings })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_can_be_made_and_is_then_the_one_in_force() {
        let groups = view(&State::default()).groups;
        for (group, choice) in
            groups.iter().flat_map(|group| group.choices.iter().map(move |choice| (group.name, choice.name)))
        {
            let settings = chosen(Settings::default(), group, choice).unwrap();
            let view = view(&State { settings, ..State::default() });
            let group = view.groups.iter().find(|it| it.name == group).unwrap();
            let now: Vec<_> = group.choices.iter().filter(|it| it.chosen).map(|it| it.name).collect();
            assert_eq!(now, [choice]);
        }
        assert_eq!(chosen(Settings::default(), MODE, "loud"), None);
        assert_eq!(chosen(Settings::default(), "colour", "post"), None);
    }

    #[test]
    fn what_is_allowed_can_be_taken_back() {
        let state = State { links_wanted: true, ..State::default() };
        assert_eq!((view(&state).links_do, view(&state).links_wanted), ("allow-links", true));
        let state = State { links_allowed: true, ..state };
        assert_eq!((view(&state).links_do, view(&state).links_wanted), ("forbid-links", false));
    }
}
