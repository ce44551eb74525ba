//! The options: what there is to choose, and what is chosen. The welcome shows the first of them.

pub mod paint;
mod update;

pub use update::{Effect, Message};

use hashcart_core::fault::FaultCode;
use hashcart_core::handover::HandoverSettings;
use hashcart_core::language::Language;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::pace::Bounds;
use hashcart_core::reply::hashtag;
use hashcart_core::settings::{LinkStyle, ReplyMode, Settings, UNDO_SECONDS};
use hashcart_core::template::{Facts, TemplateFault, fill, template_fault};
use hashcart_core::text::Text;

use super::names;

/// What the options are about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OptionsPage {
    /// The settings in force.
    pub settings: Settings,
    /// Whether short links may be followed.
    pub links_allowed: bool,
    /// What somebody came here for to allow just that: the item whose link is to be followed, empty where it is a private
    /// window's.
    pub links_wanted: Option<String>,
    /// What the user chose about handing over.
    pub handover: HandoverSettings,
    /// The template that is being written, and is not chosen yet.
    pub written: Option<String>,
    /// Whether the settings were read.
    pub loaded: bool,
    /// What became of the last choice, and where it was made.
    pub said: Option<(Spot, ChoiceOutcome)>,
    /// Why what is in force could not be read.
    pub fault: Option<FaultCode>,
    /// The version of the extension.
    pub version: String,
    /// Whether this is the welcome.
    pub is_welcome: bool,
}

/// What became of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceOutcome {
    /// It is written.
    Saved,
    /// It cannot be chosen.
    NotSaved,
    /// It was not written, or not found out, for this reason.
    Refused(FaultCode),
    /// The browser's question about short links was declined.
    Declined,
    /// The link that the user came for leads to this product.
    Found(String),
    /// It leads elsewhere, as this says.
    LeadsTo(Text<'static>),
}

impl ChoiceOutcome {
    /// Whether it is not what the user wanted.
    #[must_use]
    pub const fn is_bad(&self) -> bool {
        matches!(self, Self::NotSaved | Self::Refused(_) | Self::Declined)
    }
}

names! {
    /// A control, or a group of them, beside which the page says what became of a choice.
    Spot {
        /// How far a click goes.
        Mode = "mode",
        /// Which address is opened.
        Links = "links",
        /// How long a reply waits.
        Undo = "undo",
        /// The reply's template.
        Template = "template",
        /// How many replies a minute are too many.
        PerMinute = "per_minute",
        /// How many a day.
        PerDay = "per_day",
        /// Whether Hashcart presses Amazon's button.
        Press = "press",
        /// The user's own store.
        Store = "own-store",
        /// Whether short links may be followed.
        ShortLinks = "short-links",
        /// The language of the texts.
        Language = "language",
    }
}

/// A choice, as a control of the page makes it.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingChoice {
    /// How far a click goes.
    Reply(ReplyMode),
    /// Which address is opened.
    Links(LinkStyle),
    /// How long a reply waits, in seconds.
    Undo(u32),
    /// The reply's template.
    Template(String),
    /// How many replies a minute are too many.
    PerMinute(u32),
    /// How many a day.
    PerDay(u32),
    /// The language of the texts; `None`: the browser's.
    Language(Option<Language>),
}

/// A choice about handing over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Whether Hashcart presses.
    Press(bool),
    /// The user's own store.
    Store(Option<Marketplace>),
}

names! {
    /// What a press on this page does.
    Act {
        /// Ask the browser to let us follow short links.
        AllowLinks = "allow-links",
        /// Give that permission back.
        ForbidLinks = "forbid-links",
    }
}

/// What the options show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionsView {
    /// Questions with one answer each.
    pub groups: Vec<RadioGroup>,
    /// How long a reply may wait for a change of mind, in seconds, and which is in force.
    pub undo: Vec<(u32, bool)>,
    /// The reply's template, as it stands in the field.
    pub template: String,
    /// What it would post, or what is wrong with it.
    pub preview: Result<String, Text<'static>>,
    /// How many replies are too many.
    pub pace: Bounds,
    /// Whether short links may be followed, in a sentence.
    pub links_text: Text<'static>,
    /// The label of the button under it.
    pub links_button: Text<'static>,
    /// What that button does.
    pub links_do: Act,
    /// Whether it is what the user came for.
    pub links_wanted: bool,
    /// The language of the texts; `None`: the browser's.
    pub language: Option<Language>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RadioGroup {
    /// Its name in the form; also the id of the element its choices go into.
    pub name: &'static str,
    /// Its answers.
    pub choices: Vec<RadioChoice>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RadioChoice {
    /// The value in the form.
    pub name: &'static str,
    /// Its title.
    pub title: Text<'static>,
    /// The sentence under it.
    pub detail: Text<'static>,
    /// Whether it is the one in force.
    pub chosen: bool,
}

/// The question how far a click goes.
pub const MODE: &str = Spot::Mode.name();
/// The question which address is opened.
pub const LINKS: &str = Spot::Links.name();

/// Makes the view.
#[must_use]
pub fn view(state: &OptionsPage) -> OptionsView {
    let settings = &state.settings;
    let mode = |mode: ReplyMode| {
        let (title, detail) = mode.texts();
        RadioChoice { name: mode.name(), title, detail, chosen: settings.reply == Some(mode) }
    };
    let style = |style: LinkStyle| {
        let (title, detail) = match style {
            LinkStyle::Author => (Text::LINKS_AUTHOR, Text::LINKS_AUTHOR_DETAIL),
            LinkStyle::Clean => (Text::LINKS_CLEAN, Text::LINKS_CLEAN_DETAIL),
        };
        RadioChoice { name: style.name(), title, detail, chosen: settings.links == style }
    };
    let (links_text, links_button, links_do) = if state.links_allowed {
        (Text::SHORT_LINKS_ON, Text::SHORT_LINKS_STOP, Act::ForbidLinks)
    } else {
        (Text::SHORT_LINKS_OFF, Text::SHORT_LINKS_ALLOW, Act::AllowLinks)
    };
    OptionsView {
        groups: vec![
            RadioGroup { name: MODE, choices: ReplyMode::ALL.iter().copied().map(mode).collect() },
            RadioGroup { name: LINKS, choices: LinkStyle::ALL.iter().copied().map(style).collect() },
        ],
        undo: UNDO_SECONDS.iter().map(|seconds| (*seconds, *seconds == settings.undo_seconds)).collect(),
        template: state.written.as_ref().unwrap_or(&settings.template).clone(),
        preview: preview(state.written.as_ref().unwrap_or(&settings.template)),
        pace: settings.pace,
        links_text,
        links_button,
        links_do,
        links_wanted: state.links_wanted.is_some() && !state.links_allowed,
        language: settings.language,
    }
}

/// What a template would post of a product that nobody sells.
///
/// # Errors
/// What is wrong with it.
pub fn preview(template: &str) -> Result<String, Text<'static>> {
    match template_fault(template) {
        Some(TemplateFault::Empty) => Err(Text::TEMPLATE_EMPTY),
        Some(TemplateFault::TooLong) => Err(Text::TEMPLATE_TOO_LONG),
        Some(TemplateFault::HasLink) => Err(Text::TEMPLATE_HAS_LINK),
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

impl SettingChoice {
    /// Reads what the control at that spot says; `None` for a choice that does not exist.
    #[must_use]
    pub fn read(spot: Spot, value: &str) -> Option<Self> {
        match spot {
            Spot::Mode => ReplyMode::from_name(value).map(Self::Reply),
            Spot::Links => LinkStyle::from_name(value).map(Self::Links),
            Spot::Undo => {
                let seconds = value.parse().ok().filter(|seconds| UNDO_SECONDS.contains(seconds))?;
                Some(Self::Undo(seconds))
            }
            Spot::Template => {
                let template = value.trim().to_owned();
                preview(&template).is_ok().then_some(Self::Template(template))
            }
            Spot::PerMinute => value.parse().ok().map(Self::PerMinute),
            Spot::PerDay => value.parse().ok().map(Self::PerDay),
            Spot::Language if value.is_empty() => Some(Self::Language(None)),
            Spot::Language => Language::of_folder(value).map(|language| Self::Language(Some(language))),
            Spot::Press | Spot::Store | Spot::ShortLinks => None,
        }
    }

    /// The settings with it.
    #[must_use]
    pub fn in_settings(self, settings: Settings) -> Settings {
        match self {
            Self::Reply(mode) => Settings { reply: Some(mode), ..settings },
            Self::Links(links) => Settings { links, ..settings },
            Self::Undo(undo_seconds) => Settings { undo_seconds, ..settings },
            Self::Template(template) => Settings { template, ..settings },
            Self::PerMinute(per_minute) => {
                Settings { pace: Bounds { per_minute, ..settings.pace }.clamped(), ..settings }
            }
            Self::PerDay(per_day) => {
                Settings { pace: Bounds { per_day, ..settings.pace }.clamped(), ..settings }
            }
            Self::Language(language) => Settings { language, ..settings },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_can_be_made_and_is_then_the_one_in_force() {
        let groups = view(&OptionsPage::default()).groups;
        for (group, choice) in
            groups.iter().flat_map(|group| group.choices.iter().map(move |choice| (group.name, choice.name)))
        {
            let settings = SettingChoice::read(Spot::named(group).unwrap(), choice)
                .unwrap()
                .in_settings(Settings::default());
            let view = view(&OptionsPage { settings, ..OptionsPage::default() });
            let group = view.groups.iter().find(|it| it.name == group).unwrap();
            let now: Vec<_> = group.choices.iter().filter(|it| it.chosen).map(|it| it.name).collect();
            assert_eq!(now, [choice]);
        }
        assert_eq!(SettingChoice::read(Spot::Mode, "loud"), None);
        let language = |value| SettingChoice::read(Spot::Language, value);
        assert_eq!(language(""), Some(SettingChoice::Language(None)), "the browser's");
        assert_eq!(language("pt_BR"), Some(SettingChoice::Language(Language::of_folder("pt_BR"))));
        assert_eq!(language("tlh"), None);
        assert_eq!(SettingChoice::read(Spot::Press, "post"), None);
    }

    #[test]
    fn what_is_allowed_can_be_taken_back() {
        let state = OptionsPage { links_wanted: Some(String::new()), ..OptionsPage::default() };
        assert_eq!((view(&state).links_do, view(&state).links_wanted), (Act::AllowLinks, true));
        let state = OptionsPage { links_allowed: true, ..state };
        assert_eq!((view(&state).links_do, view(&state).links_wanted), (Act::ForbidLinks, false));
    }
}
