//! What the user means in the part of the options that is about the list as a whole, and what follows from it.

use hashcart_core::exchange::{FileFault, ImportPlan};
use hashcart_core::fault::FaultCode;

use super::{Act, DataPart, DataQuestion, DataSpot, Told};
use crate::pages::event::PageEvent;
use crate::pages::{Page, Update};

/// How the list is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// As a file that can be brought in again.
    Json,
    /// As a table.
    Csv,
    /// As text on the clipboard.
    Text,
}

/// What happens to the part.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// An act, and the storage key that it is about, where it is about a record.
    Do(Act, String),
    /// An author was chosen, whose items could be forgotten.
    Person(String),
    /// Syncing was turned on or off.
    Sync(bool),
    /// A file was chosen.
    FileChosen,
    /// What stands in storage: items, authors, backups, the size as a file, what was put aside, how syncing stands.
    Read(Result<Box<DataPart>, FaultCode>),
    /// A text from there is to be brought in, and what that would do.
    Planned(DataSpot, Result<ImportPlan, FileFault>, String),
    /// What became of an act there.
    Told(DataSpot, Result<Told, FaultCode>),
    /// Something without words of its own was done there, or was not.
    Done(DataSpot, Result<(), FaultCode>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read what stands in storage. Told by [`Message::Read`].
    Read,
    /// Hand the list over, which is told there by [`Message::Told`].
    Export(DataSpot, Export),
    /// Let the user choose a file. Told by [`Message::FileChosen`].
    ChooseFile,
    /// Read the file, and work out what bringing it in would do. Told by [`Message::Planned`].
    ReadFile,
    /// Work out what bringing in this backup would do. Told by [`Message::Planned`].
    ReadBackup(String),
    /// Bring this text in, which came from there. Told by [`Message::Told`].
    Import(DataSpot, String),
    /// Forget an author, or everything. Told by [`Message::Told`].
    Forget(Option<String>),
    /// Copy a record that was put aside. Told by [`Message::Told`].
    CopyAside(String),
    /// Delete it. Told by [`Message::Done`].
    DropAside(String),
    /// Sync the list, or do not. Told by [`Message::Done`].
    Sync(bool),
    /// Bring the question into view, and the focus into it.
    LookAtQuestion,
    /// Bring the focus back to what was pressed for the question: the act, and the storage key it was for.
    LookBack(Act, String),
    /// Bring the focus to the part about forgetting, of which the pressed button may be gone.
    LookAtForgetting,
}

impl Page for DataPart {
    type Message = Message;
    type Effect = Effect;

    fn hear(heard: &PageEvent) -> Option<Message> {
        if let Some(field) = heard.changed() {
            return match field.id.as_str() {
                "import-file" => Some(Message::FileChosen),
                "sync" => field.ticked.map(Message::Sync),
                "person" => Some(Message::Person(field.value.clone())),
                _ => None,
            };
        }
        let act = Act::named(heard.pressed()?)?;
        Some(Message::Do(act, heard.key.clone().unwrap_or_default()))
    }

    fn update(&mut self, message: Message) -> Update<Effect> {
        match message {
            Message::Do(act, key) => return self.act(act, key),
            Message::Person(author) => {
                self.person = Some(author);
                return Update::nothing();
            }
            Message::Sync(on) => return self.begin(Effect::Sync(on)),
            Message::FileChosen => {
                self.asked_by = Some((Act::Import, String::new()));
                return self.begin(Effect::ReadFile);
            }
            Message::Read(Err(code)) => self.fault = Some(code),
            Message::Read(Ok(there)) => {
                let DataPart { items, authors, backups, size, asides, sync, .. } = *there;
                (self.items, self.authors, self.backups) = (items, authors, backups);
                (self.size, self.asides, self.sync) = (size, asides, sync);
                self.fault = None;
            }
            Message::Planned(spot, plan, text) => {
                return self.question(DataQuestion::Import(spot, plan, text));
            }
            Message::Told(spot, Ok(told)) => {
                let look = match &told {
                    Told::Imported(_) => self.asked_by.take().map(|(act, key)| Effect::LookBack(act, key)),
                    Told::Forgotten(_) => Some(Effect::LookAtForgetting),
                    _ => None,
                };
                self.told = Some((spot, Ok(told)));
                let Some(look) = look else { return Update::painted() };
                self.ask = None;
                return Update::painted().and(look).and(Effect::Read);
            }
            // A switch says what stands, not what was wanted.
            Message::Told(spot, Err(code)) | Message::Done(spot, Err(code)) => {
                self.told = Some((spot, Err(code)));
            }
            Message::Done(_, Ok(())) => return Update::only(Effect::Read),
        }
        Update::painted()
    }
}

impl DataPart {
    fn act(&mut self, act: Act, key: String) -> Update<Effect> {
        let effect = match (act, &self.ask) {
            (Act::ExportJson, _) => Effect::Export(DataSpot::Files, Export::Json),
            (Act::ExportCsv, _) => Effect::Export(DataSpot::Files, Export::Csv),
            (Act::ExportText, _) => Effect::Export(DataSpot::Files, Export::Text),
            (Act::ExportFirst, ask) => {
                Effect::Export(ask.as_ref().map_or(DataSpot::Files, DataQuestion::spot), Export::Json)
            }
            (Act::Import, _) => Effect::ChooseFile,
            (Act::RestoreBackup, _) => {
                self.asked_by = Some((act, key.clone()));
                Effect::ReadBackup(key)
            }
            (Act::CopyAside, _) => Effect::CopyAside(key),
            (Act::DeleteAside, _) => Effect::DropAside(key),
            (Act::ForgetAll, _) => {
                self.asked_by = Some((act, String::new()));
                return self.question(DataQuestion::ForgetAll);
            }
            (Act::ForgetPerson, _) => match self.chosen_person() {
                Some(author) => {
                    self.asked_by = Some((act, String::new()));
                    return self.question(DataQuestion::Forget(author));
                }
                None => return Update::nothing(),
            },
            (Act::Cancel, _) => {
                (self.ask, self.told) = (None, None);
                let back = self.asked_by.take().map(|(act, key)| Effect::LookBack(act, key));
                return Update { paint: true, effects: back.into_iter().collect() };
            }
            (Act::ImportGo, Some(DataQuestion::Import(spot, _, text))) => Effect::Import(*spot, text.clone()),
            (Act::ForgetGo, Some(DataQuestion::ForgetAll)) => Effect::Forget(None),
            (Act::ForgetGo, Some(DataQuestion::Forget(author))) => Effect::Forget(Some(author.clone())),
            (Act::ImportGo | Act::ForgetGo, _) => return Update::nothing(),
        };
        self.begin(effect)
    }

    /// Begins something whose end is said: what was said before goes first, so that the same words are heard again.
    fn begin(&mut self, effect: Effect) -> Update<Effect> {
        self.told = None;
        Update::painted().and(effect)
    }

    /// The author that stands in the choice: the first, until another is chosen.
    fn chosen_person(&self) -> Option<String> {
        let there = |author: &&String| self.authors.iter().any(|(name, _)| name == *author);
        let first = || self.authors.first().map(|(author, _)| author.clone());
        self.person.as_ref().filter(there).cloned().or_else(first)
    }

    fn question(&mut self, ask: DataQuestion) -> Update<Effect> {
        (self.ask, self.told) = (Some(ask), None);
        Update::painted().and(Effect::LookAtQuestion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> DataPart {
        DataPart {
            items: 3,
            authors: vec![("ada".to_owned(), 2), ("bo".to_owned(), 1)],
            ..DataPart::default()
        }
    }

    fn press(state: &mut DataPart, act: Act) -> Vec<Effect> {
        let heard =
            PageEvent { act: Some(act.name().to_owned()), key: Some("k".to_owned()), ..PageEvent::default() };
        state.update(DataPart::hear(&heard).unwrap()).effects
    }

    #[test]
    fn nothing_is_forgotten_or_brought_in_that_was_not_asked_about() {
        let mut state = state();
        for act in [Act::ForgetGo, Act::ImportGo] {
            assert_eq!(press(&mut state, act), [], "{act:?}");
        }
        assert_eq!(press(&mut state, Act::ForgetAll), [Effect::LookAtQuestion]);
        assert_eq!(press(&mut state, Act::ImportGo), [], "the question was another");
        assert_eq!(press(&mut state, Act::ForgetGo), [Effect::Forget(None)]);
        press(&mut state, Act::Cancel);
        assert_eq!((press(&mut state, Act::ForgetGo), state.ask.clone()), (Vec::new(), None));
        state.update(Message::FileChosen);
        state.update(Message::Planned(DataSpot::Files, Ok(ImportPlan::default()), "the text".to_owned()));
        assert_eq!(
            press(&mut state, Act::ImportGo),
            [Effect::Import(DataSpot::Files, "the text".to_owned())]
        );
        let told = state.update(Message::Told(DataSpot::Files, Ok(Told::Imported(3))));
        let after = vec![Effect::LookBack(Act::Import, String::new()), Effect::Read];
        assert_eq!((told.effects, state.ask.clone()), (after, None));
    }

    #[test]
    fn the_focus_goes_back_to_what_was_pressed_for_the_question() {
        let mut state = state();
        press(&mut state, Act::ForgetAll);
        let back = press(&mut state, Act::Cancel);
        assert_eq!(back, [Effect::LookBack(Act::ForgetAll, String::new())]);
        press(&mut state, Act::RestoreBackup);
        state.update(Message::Planned(DataSpot::Backups, Ok(ImportPlan::default()), String::new()));
        assert_eq!(press(&mut state, Act::Cancel), [Effect::LookBack(Act::RestoreBackup, "k".to_owned())]);
        assert_eq!(press(&mut state, Act::Cancel), [], "nothing was asked");
        press(&mut state, Act::ForgetPerson);
        let told = state.update(Message::Told(DataSpot::Person, Ok(Told::Forgotten(2))));
        assert_eq!(told.effects, [Effect::LookAtForgetting, Effect::Read], "its button may be gone");
    }

    #[test]
    fn what_became_of_an_act_is_said_where_it_was_pressed_each_time() {
        let mut state = state();
        let told = Message::Told(DataSpot::Files, Ok(Told::Copied));
        assert_eq!(press(&mut state, Act::ExportText), [Effect::Export(DataSpot::Files, Export::Text)]);
        state.update(told);
        assert_eq!(state.told, Some((DataSpot::Files, Ok(Told::Copied))));
        press(&mut state, Act::ExportText);
        assert_eq!(state.told, None, "the same words are said anew");
        press(&mut state, Act::ForgetAll);
        assert_eq!(press(&mut state, Act::ExportFirst), [Effect::Export(DataSpot::All, Export::Json)]);
    }

    #[test]
    fn the_person_is_the_one_that_stands_in_the_choice() {
        let mut state = state();
        press(&mut state, Act::ForgetPerson);
        assert_eq!(
            state.ask,
            Some(DataQuestion::Forget("ada".to_owned())),
            "the first, before one is chosen"
        );
        state.update(Message::Person("bo".to_owned()));
        press(&mut state, Act::ForgetPerson);
        assert_eq!(press(&mut state, Act::ForgetGo), [Effect::Forget(Some("bo".to_owned()))]);
        // What that author had is gone, and with it the choice.
        let read = DataPart { authors: vec![("ada".to_owned(), 2)], ..DataPart::default() };
        state.update(Message::Read(Ok(Box::new(read))));
        press(&mut state, Act::ForgetPerson);
        assert_eq!(state.ask, Some(DataQuestion::Forget("ada".to_owned())));
        state.authors.clear();
        state.ask = None;
        assert_eq!((press(&mut state, Act::ForgetPerson), state.ask), (Vec::new(), None));
    }

    #[test]
    fn reading_anew_leaves_the_question_and_what_was_said() {
        let mut state = state();
        press(&mut state, Act::ForgetAll);
        state.update(Message::Told(DataSpot::All, Ok(Told::Copied)));
        state.update(Message::Read(Ok(Box::new(DataPart { items: 5, ..DataPart::default() }))));
        let copied = Some((DataSpot::All, Ok(Told::Copied)));
        assert_eq!(
            (state.items, state.ask.clone(), state.told.clone()),
            (5, Some(DataQuestion::ForgetAll), copied.clone())
        );
        state.update(Message::Read(Err(FaultCode::Storage)));
        assert_eq!((state.fault, state.told.clone()), (Some(FaultCode::Storage), copied));
        state.update(Message::Done(DataSpot::Asides, Err(FaultCode::StorageFull)));
        assert_eq!(
            (state.told, state.ask),
            (Some((DataSpot::Asides, Err(FaultCode::StorageFull))), Some(DataQuestion::ForgetAll))
        );
    }

    #[test]
    fn records_that_were_put_aside_are_named_by_their_keys() {
        let mut state = state();
        assert_eq!(press(&mut state, Act::CopyAside), [Effect::CopyAside("k".to_owned())]);
        assert_eq!(press(&mut state, Act::DeleteAside), [Effect::DropAside("k".to_owned())]);
        assert_eq!(press(&mut state, Act::RestoreBackup), [Effect::ReadBackup("k".to_owned())]);
    }
}
