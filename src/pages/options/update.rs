//! What the user means in the options, and what follows from it. A choice is written as it is made.

use hashcart_core::fault::FaultCode;
use hashcart_core::handover::HandoverSettings;
use hashcart_core::item::ItemKey;
use hashcart_core::settings::Settings;

use super::{Act, ChoiceOutcome, OptionsPage, Preference, SettingChoice, Spot};
use crate::pages::event::{FormField, PageEvent};
use crate::pages::{Page, Update};

/// What happens to the options.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A choice was made there; `None`: one that cannot be.
    Chosen(Spot, Option<SettingChoice>),
    /// A choice about handing over was made.
    Preferred(Preference),
    /// The template is being written.
    Written(String),
    /// An act.
    Do(Act),
    /// What is in force was read, or could not be: the settings, what was chosen about handing over, and whether short links
    /// may be followed.
    Read(Result<(Box<Settings>, HandoverSettings, bool), FaultCode>),
    /// The choice that was made there was written, or was not.
    Saved(Spot, Result<(), FaultCode>),
    /// The browser's answer about short links.
    Allowed(bool),
    /// The permission for them is given back.
    Forbidden,
    /// What the link leads to that the user came for.
    Found(Result<ChoiceOutcome, FaultCode>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read what is in force. Told by [`Message::Read`].
    Read,
    /// Write the settings, for a choice that was made there. Told by [`Message::Saved`].
    Choose(Spot, Box<Settings>),
    /// Write what was chosen about handing over. Told by [`Message::Saved`].
    ChooseHandover(Spot, HandoverSettings),
    /// Ask the browser, in the turn of the press, as it demands. Told by [`Message::Allowed`].
    AllowLinks,
    /// Give the permission back. Told by [`Message::Forbidden`].
    ForbidLinks,
    /// Find out where a link leads. Told by [`Message::Found`].
    LookUp(ItemKey),
}

impl Page for OptionsPage {
    type Message = Message;
    type Effect = Effect;

    fn hear(heard: &PageEvent) -> Option<Message> {
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
            Message::Chosen(spot, None) => self.said = Some((spot, ChoiceOutcome::NotSaved)),
            Message::Chosen(spot, Some(choice)) => {
                if matches!(choice, SettingChoice::Template(_)) {
                    self.written = None;
                }
                // A second choice may be made before the first is written.
                self.settings = choice.in_settings(std::mem::take(&mut self.settings));
                return self.begin(Effect::Choose(spot, Box::new(self.settings.clone())));
            }
            Message::Preferred(preference) => {
                let spot = match preference {
                    Preference::Press(on) => {
                        self.handover.press = on;
                        Spot::Press
                    }
                    Preference::Store(store) => {
                        self.handover.store = store;
                        Spot::Store
                    }
                };
                return self.begin(Effect::ChooseHandover(spot, self.handover.clone()));
            }
            Message::Written(template) => self.written = Some(template),
            Message::Do(Act::AllowLinks) => return self.begin(Effect::AllowLinks),
            Message::Do(Act::ForbidLinks) => return self.begin(Effect::ForbidLinks),
            Message::Read(Err(code)) => self.fault = Some(code),
            Message::Read(Ok((settings, handover, allowed))) => {
                (self.settings, self.handover, self.links_allowed) = (*settings, handover, allowed);
                (self.loaded, self.fault) = (true, None);
            }
            Message::Saved(spot, Ok(())) => self.said = Some((spot, ChoiceOutcome::Saved)),
            // The controls go back to what is in force.
            Message::Saved(spot, Err(code)) => {
                self.said = Some((spot, ChoiceOutcome::Refused(code)));
                return Update::painted().and(Effect::Read);
            }
            Message::Allowed(false) => self.said = Some((Spot::ShortLinks, ChoiceOutcome::Declined)),
            Message::Allowed(true) => {
                let wanted = self.links_wanted.as_ref().and_then(|key| key.parse().ok());
                let update = Update::only(Effect::Read);
                return match wanted {
                    Some(key) => update.and(Effect::LookUp(key)),
                    None => update,
                };
            }
            Message::Forbidden => return Update::only(Effect::Read),
            Message::Found(found) => {
                self.said = Some((Spot::ShortLinks, found.unwrap_or_else(ChoiceOutcome::Refused)));
            }
        }
        Update::painted()
    }
}

impl OptionsPage {
    /// Begins something whose end is said: what was said before goes first, so that the same words are heard again.
    fn begin(&mut self, effect: Effect) -> Update<Effect> {
        self.said = None;
        Update::painted().and(effect)
    }
}

fn changed(field: &FormField) -> Option<Message> {
    match (field.id.as_str(), field.name.as_str()) {
        ("press", _) => field.ticked.map(|on| Message::Preferred(Preference::Press(on))),
        ("own-store", _) => Some(Message::Preferred(Preference::Store(field.value.parse().ok()))),
        // Controls of other names, or of none, are about something else.
        (_, name) => {
            Spot::named(name).map(|spot| Message::Chosen(spot, SettingChoice::read(spot, &field.value)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::event::EventKind;
    use hashcart_core::settings::{LinkStyle, ReplyMode};
    use hashcart_core::text::Text;

    fn loaded(settings: Settings) -> OptionsPage {
        let mut state = OptionsPage::default();
        state.update(Message::Read(Ok((Box::new(settings), HandoverSettings::default(), false))));
        state
    }

    fn change(name: &str, value: &str) -> PageEvent {
        let field = FormField { name: name.to_owned(), value: value.to_owned(), ..FormField::default() };
        PageEvent { kind: EventKind::Change, field: Some(field), ..PageEvent::default() }
    }

    fn does(state: &mut OptionsPage, heard: &PageEvent) -> Update<Effect> {
        state.update(OptionsPage::hear(heard).unwrap())
    }

    #[test]
    fn a_second_choice_keeps_the_first_that_is_not_written_yet() {
        let mut state = loaded(Settings::default());
        does(&mut state, &change("mode", "private"));
        let second = does(&mut state, &change("links", "clean")).effects;
        let both =
            Settings { reply: Some(ReplyMode::Private), links: LinkStyle::Clean, ..Settings::default() };
        assert_eq!(second, [Effect::Choose(Spot::Links, Box::new(both))]);
        state.update(Message::Saved(Spot::Links, Ok(())));
        assert_eq!(state.said, Some((Spot::Links, ChoiceOutcome::Saved)));
    }

    #[test]
    fn what_became_of_a_choice_is_said_where_it_was_made_each_time() {
        let mut state = loaded(Settings::default());
        does(&mut state, &change("undo", "10"));
        state.update(Message::Saved(Spot::Undo, Ok(())));
        let again = does(&mut state, &change("undo", "5"));
        assert_eq!((again.paint, state.said.clone()), (true, None), "the same words are said anew");
        let refused = state.update(Message::Saved(Spot::Undo, Err(FaultCode::StorageFull)));
        assert_eq!(refused.effects, [Effect::Read], "the control goes back to what is in force");
        assert_eq!(state.said, Some((Spot::Undo, ChoiceOutcome::Refused(FaultCode::StorageFull))));
        state.update(Message::Read(Ok((Box::default(), HandoverSettings::default(), false))));
        assert!(state.said.is_some(), "reading anew takes no word back");
    }

    #[test]
    fn what_cannot_be_chosen_is_said_and_stays_in_its_field() {
        let mut state = loaded(Settings::default());
        let written = PageEvent { kind: EventKind::Input, ..change("template", "see https://evil.test") };
        does(&mut state, &written);
        assert_eq!(super::super::view(&state).preview, Err(Text::TEMPLATE_HAS_LINK));
        let update = does(&mut state, &change("template", "see https://evil.test"));
        let said = Some((Spot::Template, ChoiceOutcome::NotSaved));
        assert_eq!((update.effects.len(), state.said.clone()), (0, said));
        assert_eq!(super::super::view(&state).template, "see https://evil.test");
        assert_eq!(state.settings, Settings::default(), "what was chosen before is in force");
        for (name, value) in [("mode", "loud"), ("undo", "7"), ("per_minute", "many")] {
            let spot = Spot::named(name).unwrap();
            assert_eq!(OptionsPage::hear(&change(name, value)), Some(Message::Chosen(spot, None)), "{name}");
        }
        for name in ["", "colour"] {
            assert_eq!(OptionsPage::hear(&change(name, "x")), None, "such controls are about something else");
        }
    }

    #[test]
    fn who_came_for_a_link_is_told_where_it_leads() {
        let key = "link:amzn.to/3DHiDU7";
        let mut state = OptionsPage { links_wanted: Some(key.to_owned()), ..loaded(Settings::default()) };
        let allow = PageEvent { act: Some("allow-links".to_owned()), ..PageEvent::default() };
        assert_eq!(does(&mut state, &allow).effects, [Effect::AllowLinks]);
        let allowed = state.update(Message::Allowed(true)).effects;
        assert_eq!(allowed, [Effect::Read, Effect::LookUp(key.parse().unwrap())]);
        state.update(Message::Found(Err(FaultCode::NoProduct)));
        let said = |said| Some((Spot::ShortLinks, said));
        assert_eq!(state.said, said(ChoiceOutcome::Refused(FaultCode::NoProduct)));
        state.update(Message::Allowed(false));
        assert_eq!((state.said.clone(), state.fault), (said(ChoiceOutcome::Declined), None));
        // Private windows name no item.
        state.links_wanted = Some(String::new());
        assert_eq!(state.update(Message::Allowed(true)).effects, [Effect::Read]);
    }
}
