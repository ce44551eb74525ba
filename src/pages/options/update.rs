//! What the user means in the options, and what follows from it. A choice is written as it is made.

use hashcart_core::fault::FaultCode;
use hashcart_core::handover::Prefs;
use hashcart_core::item::ItemKey;
use hashcart_core::settings::Settings;

use super::{Act, Choice, Preference, Said, State};
use crate::pages::heard::{Field, Heard};
use crate::pages::{Page, Update};

/// What happens to the options.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A choice was made; `None`: one that cannot be.
    Chosen(Option<Choice>),
    /// A choice about handing over was made.
    Preferred(Preference),
    /// The template is being written.
    Written(String),
    /// An act.
    Do(Act),
    /// What is in force was read, or could not be: the settings, what was chosen about handing over, and whether short links
    /// may be followed.
    Read(Result<(Box<Settings>, Prefs, bool), FaultCode>),
    /// A choice was written, or was not.
    Saved(Result<(), FaultCode>),
    /// The browser's answer about short links.
    Allowed(bool),
    /// The permission for them is given back.
    Forbidden,
    /// What the link leads to that the user came for.
    Found(Result<Said, FaultCode>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read what is in force. Told by [`Message::Read`].
    Read,
    /// Write the settings. Told by [`Message::Saved`].
    Choose(Box<Settings>),
    /// Write what was chosen about handing over. Told by [`Message::Saved`].
    Prefer(Prefs),
    /// Ask the browser, in the turn of the press, as it demands. Told by [`Message::Allowed`].
    AllowLinks,
    /// Give the permission back. Told by [`Message::Forbidden`].
    ForbidLinks,
    /// Find out where a link leads. Told by [`Message::Found`].
    LookUp(ItemKey),
    /// Close the page.
    Close,
}

impl Page for State {
    type Message = Message;
    type Effect = Effect;

    fn hear(heard: &Heard) -> Option<Message> {
        if let Some(field) = heard.written().filter(|field| field.name == "template") {
            return Some(Message::Written(field.value.clone()));
        }
        match heard.changed() {
            Some(field) => changed(field),
            None => heard.pressed().and_then(Act::named).map(Message::Do),
        }
    }

    fn update(&mut self, message: Message) -> Update<Effect> {
        match message {
            // What cannot be chosen is said beside it, and what was chosen before stays in force.
            Message::Chosen(None) => (self.said, self.fault) = (Some(Said::NotSaved), None),
            Message::Chosen(Some(choice)) => {
                if matches!(choice, Choice::Template(_)) {
                    self.written = None;
                }
                // A second choice may be made before the first is written.
                self.settings = choice.in_settings(std::mem::take(&mut self.settings));
                return Update::only(Effect::Choose(Box::new(self.settings.clone())));
            }
            Message::Preferred(preference) => {
                match preference {
                    Preference::Press(on) => self.prefs.press = on,
                    Preference::Store(store) => self.prefs.store = store,
                }
                return Update::only(Effect::Prefer(self.prefs.clone()));
            }
            Message::Written(template) => self.written = Some(template),
            Message::Do(Act::AllowLinks) => return Update::only(Effect::AllowLinks),
            Message::Do(Act::ForbidLinks) => return Update::only(Effect::ForbidLinks),
            Message::Do(Act::Done) => return Update::only(Effect::Close),
            Message::Read(Err(code)) => self.fault = Some(code),
            Message::Read(Ok((settings, prefs, allowed))) => {
                (self.settings, self.prefs, self.links_allowed) = (*settings, prefs, allowed);
                self.loaded = true;
            }
            Message::Saved(Ok(())) => (self.said, self.fault) = (Some(Said::Saved), None),
            Message::Saved(Err(code)) => self.fault = Some(code),
            Message::Allowed(false) => (self.said, self.fault) = (Some(Said::Declined), None),
            Message::Allowed(true) => {
                let wanted = self.links_wanted.as_ref().and_then(|key| key.parse().ok());
                let update = Update::only(Effect::Read);
                return match wanted {
                    Some(key) => update.and(Effect::LookUp(key)),
                    None => update,
                };
            }
            Message::Forbidden => return Update::only(Effect::Read),
            Message::Found(Ok(said)) => self.said = Some(said),
            Message::Found(Err(code)) => self.fault = Some(code),
        }
        Update::painted()
    }
}

fn changed(field: &Field) -> Option<Message> {
    match (field.id.as_str(), field.name.as_str()) {
        ("press", _) => field.ticked.map(|on| Message::Preferred(Preference::Press(on))),
        ("own-store", _) => Some(Message::Preferred(Preference::Store(field.value.parse().ok()))),
        // Controls without a name are about something else.
        (_, "") => None,
        (_, name) => Some(Message::Chosen(Choice::read(name, &field.value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::heard::Kind;
    use hashcart_core::settings::{LinkStyle, ReplyMode};
    use hashcart_core::text::Text;

    fn loaded(settings: Settings) -> State {
        let mut state = State::default();
        state.update(Message::Read(Ok((Box::new(settings), Prefs::default(), false))));
        state
    }

    fn change(name: &str, value: &str) -> Heard {
        let field = Field { name: name.to_owned(), value: value.to_owned(), ..Field::default() };
        Heard { kind: Kind::Change, field: Some(field), ..Heard::default() }
    }

    fn does(state: &mut State, heard: &Heard) -> Update<Effect> {
        state.update(State::hear(heard).unwrap())
    }

    #[test]
    fn a_second_choice_keeps_the_first_that_is_not_written_yet() {
        let mut state = loaded(Settings::default());
        does(&mut state, &change("mode", "private"));
        let second = does(&mut state, &change("links", "clean")).effects;
        let both =
            Settings { reply: Some(ReplyMode::Private), links: LinkStyle::Clean, ..Settings::default() };
        assert_eq!(second, [Effect::Choose(Box::new(both))]);
        state.update(Message::Saved(Ok(())));
        assert_eq!(state.said, Some(Said::Saved));
    }

    #[test]
    fn what_cannot_be_chosen_is_said_and_stays_in_its_field() {
        let mut state = loaded(Settings::default());
        let written = Heard { kind: Kind::Input, ..change("template", "see https://evil.test") };
        does(&mut state, &written);
        assert_eq!(super::super::view(&state).preview, Err(Text::TEMPLATE_HAS_LINK));
        let update = does(&mut state, &change("template", "see https://evil.test"));
        assert_eq!((update.effects.len(), state.said.clone()), (0, Some(Said::NotSaved)));
        assert_eq!(super::super::view(&state).template, "see https://evil.test");
        assert_eq!(state.settings, Settings::default(), "what was chosen before is in force");
        for (name, value) in [("mode", "loud"), ("undo", "7"), ("per_minute", "many"), ("colour", "red")] {
            assert_eq!(State::hear(&change(name, value)), Some(Message::Chosen(None)), "{name}");
        }
        let nameless = change("", "x");
        assert_eq!(State::hear(&nameless), None, "controls without a name are about something else");
    }

    #[test]
    fn who_came_for_a_link_is_told_where_it_leads() {
        let key = "link:amzn.to/3DHiDU7";
        let mut state = State { links_wanted: Some(key.to_owned()), ..loaded(Settings::default()) };
        let allow = Heard { act: Some("allow-links".to_owned()), ..Heard::default() };
        assert_eq!(does(&mut state, &allow).effects, [Effect::AllowLinks]);
        let allowed = state.update(Message::Allowed(true)).effects;
        assert_eq!(allowed, [Effect::Read, Effect::LookUp(key.parse().unwrap())]);
        state.update(Message::Found(Err(FaultCode::NoProduct)));
        assert_eq!(state.fault, Some(FaultCode::NoProduct));
        state.update(Message::Allowed(false));
        assert_eq!((state.said.clone(), state.fault), (Some(Said::Declined), None));
        // Private windows name no item.
        state.links_wanted = Some(String::new());
        assert_eq!(state.update(Message::Allowed(true)).effects, [Effect::Read]);
    }
}
