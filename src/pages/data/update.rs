//! What the user means in the part of the options that is about the list as a whole, and what follows from it.

use hashcart_core::exchange::{FileFault, Plan};
use hashcart_core::fault::FaultCode;

use super::{Act, Ask, State, Told};
use crate::pages::heard::Heard;
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
    Read(Box<State>),
    /// A text is to be brought in, and what that would do.
    Planned(Result<Plan, FileFault>, String),
    /// What became of an act.
    Told(Result<Told, FaultCode>),
    /// Something without words of its own was done, or was not.
    Done(Result<(), FaultCode>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read what stands in storage. Told by [`Message::Read`], or by [`Message::Done`] where it cannot be read.
    Read,
    /// Hand the list over. Told by [`Message::Told`].
    Export(Export),
    /// Let the user choose a file. Told by [`Message::FileChosen`].
    ChooseFile,
    /// Read the file, and work out what bringing it in would do. Told by [`Message::Planned`].
    ReadFile,
    /// Work out what bringing in this backup would do. Told by [`Message::Planned`].
    ReadBackup(String),
    /// Bring this text in. Told by [`Message::Told`].
    Import(String),
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
}

impl Page for State {
    type Message = Message;
    type Effect = Effect;

    fn hear(heard: &Heard) -> Option<Message> {
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
            Message::Sync(on) => return Update::only(Effect::Sync(on)),
            Message::FileChosen => return Update::only(Effect::ReadFile),
            Message::Read(there) => {
                let State { items, authors, backups, size, asides, sync, .. } = *there;
                (self.items, self.authors, self.backups) = (items, authors, backups);
                (self.size, self.asides, self.sync) = (size, asides, sync);
            }
            Message::Planned(plan, text) => return self.question(Ask::Import(plan, text)),
            Message::Told(Ok(told)) => {
                let writes = matches!(told, Told::Imported(_) | Told::Forgotten(_));
                if writes {
                    self.ask = None;
                }
                (self.told, self.fault) = (Some(told), None);
                let update = Update::painted();
                return if writes { update.and(Effect::Read) } else { update };
            }
            Message::Told(Err(code)) | Message::Done(Err(code)) => {
                (self.told, self.fault) = (None, Some(code));
                // A switch says what stands, not what was wanted.
                return Update::painted();
            }
            Message::Done(Ok(())) => {
                (self.told, self.fault) = (None, None);
                return Update::painted().and(Effect::Read);
            }
        }
        Update::painted()
    }
}

impl State {
    fn act(&mut self, act: Act, key: String) -> Update<Effect> {
        let effect = match (act, &self.ask) {
            (Act::ExportJson, _) => Effect::Export(Export::Json),
            (Act::ExportCsv, _) => Effect::Export(Export::Csv),
            (Act::ExportText, _) => Effect::Export(Export::Text),
            (Act::Import, _) => Effect::ChooseFile,
            (Act::RestoreBackup, _) => Effect::ReadBackup(key),
            (Act::CopyAside, _) => Effect::CopyAside(key),
            (Act::DeleteAside, _) => Effect::DropAside(key),
            (Act::ForgetAll, _) => return self.question(Ask::ForgetAll),
            (Act::ForgetPerson, _) => match self.chosen_person() {
                Some(author) => return self.question(Ask::Forget(author)),
                None => return Update::nothing(),
            },
            (Act::Cancel, _) => {
                (self.ask, self.told, self.fault) = (None, None, None);
                return Update::painted();
            }
            (Act::ImportGo, Some(Ask::Import(_, text))) => Effect::Import(text.clone()),
            (Act::ForgetGo, Some(Ask::ForgetAll)) => Effect::Forget(None),
            (Act::ForgetGo, Some(Ask::Forget(author))) => Effect::Forget(Some(author.clone())),
            (Act::ImportGo | Act::ForgetGo, _) => return Update::nothing(),
        };
        Update::only(effect)
    }

    /// The author that stands in the choice: the first, until another is chosen.
    fn chosen_person(&self) -> Option<String> {
        let there = |author: &&String| self.authors.iter().any(|(name, _)| name == *author);
        let first = || self.authors.first().map(|(author, _)| author.clone());
        self.person.as_ref().filter(there).cloned().or_else(first)
    }

    fn question(&mut self, ask: Ask) -> Update<Effect> {
        (self.ask, self.told, self.fault) = (Some(ask), None, None);
        Update::painted().and(Effect::LookAtQuestion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        State { items: 3, authors: vec![("ada".to_owned(), 2), ("bo".to_owned(), 1)], ..State::default() }
    }

    fn press(state: &mut State, act: Act) -> Vec<Effect> {
        let heard = Heard { act: Some(act.name().to_owned()), key: Some("k".to_owned()), ..Heard::default() };
        state.update(State::hear(&heard).unwrap()).effects
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
        state.update(Message::Planned(Ok(Plan::default()), "the text".to_owned()));
        assert_eq!(press(&mut state, Act::ImportGo), [Effect::Import("the text".to_owned())]);
        let told = state.update(Message::Told(Ok(Told::Imported(3))));
        assert_eq!((told.effects, state.ask.clone()), (vec![Effect::Read], None));
    }

    #[test]
    fn the_person_is_the_one_that_stands_in_the_choice() {
        let mut state = state();
        press(&mut state, Act::ForgetPerson);
        assert_eq!(state.ask, Some(Ask::Forget("ada".to_owned())), "the first, before one is chosen");
        state.update(Message::Person("bo".to_owned()));
        press(&mut state, Act::ForgetPerson);
        assert_eq!(press(&mut state, Act::ForgetGo), [Effect::Forget(Some("bo".to_owned()))]);
        // What that author had is gone, and with it the choice.
        state.update(Message::Read(Box::new(State {
            authors: vec![("ada".to_owned(), 2)],
            ..State::default()
        })));
        press(&mut state, Act::ForgetPerson);
        assert_eq!(state.ask, Some(Ask::Forget("ada".to_owned())));
        state.authors.clear();
        state.ask = None;
        assert_eq!((press(&mut state, Act::ForgetPerson), state.ask), (Vec::new(), None));
    }

    #[test]
    fn reading_anew_leaves_the_question_and_what_was_said() {
        let mut state = state();
        press(&mut state, Act::ForgetAll);
        state.update(Message::Told(Ok(Told::Copied)));
        state.update(Message::Read(Box::new(State { items: 5, ..State::default() })));
        assert_eq!(
            (state.items, state.ask.clone(), state.told.clone()),
            (5, Some(Ask::ForgetAll), Some(Told::Copied))
        );
        state.update(Message::Done(Err(FaultCode::StorageFull)));
        assert_eq!(
            (state.told, state.fault, state.ask),
            (None, Some(FaultCode::StorageFull), Some(Ask::ForgetAll))
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
