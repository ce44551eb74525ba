//! The part of the options that is about the list as a whole: out, in, forgetting, backups, and what could not be read.

pub mod paint;
mod update;

pub use update::{Effect, Export, Message};

use hashcart_core::exchange::{FileFault, ImportPlan, Refused, backup};
use hashcart_core::fault::FaultCode;
use hashcart_core::order::TextIndex;
use hashcart_core::records::{BACKUP, name_before_aside};
use hashcart_core::sync::SyncState;
use hashcart_core::text::Text;

use super::names;

/// How many refused lines are spelled out.
const MOST_REFUSED: usize = 20;

/// What the part is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataPart {
    /// How many items are kept.
    pub items: usize,
    /// Whose posts they are from, and how many of each.
    pub authors: Vec<(String, usize)>,
    /// The storage keys of the backups, and how many items are in each.
    pub backups: Vec<(String, usize)>,
    /// The size of the list as a file.
    pub size: usize,
    /// The storage keys of what could not be read.
    pub asides: Vec<String>,
    /// How syncing stands.
    pub sync: SyncState,
    /// What the user is asked.
    pub ask: Option<DataQuestion>,
    /// The author whose items can be forgotten with the next press; none where there is none.
    pub person: Option<String>,
    /// What asked, and the storage key that it was pressed for: where the focus goes back to.
    pub asked_by: Option<(Act, String)>,
    /// What became of the last act, or why it was not done, and where that is said.
    pub told: Option<(DataSpot, Result<Told, FaultCode>)>,
    /// Why the list could not be read.
    pub fault: Option<FaultCode>,
}

/// A place of the part where something is pressed, and where what became of it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataSpot {
    /// Out and in.
    Files,
    /// The backups.
    Backups,
    /// What could not be read.
    Asides,
    /// Syncing.
    Sync,
    /// Forgetting one person.
    Person,
    /// Forgetting everything.
    All,
}

/// What became of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// So many items were written.
    Imported(usize),
    /// So many items went.
    Forgotten(usize),
    /// A file of this name was handed over.
    Exported(String),
    /// The browser did not take the file.
    NotExported,
    /// It is on the clipboard.
    Copied,
    /// It could not be put there.
    NotCopied,
}

names! {
    /// What a press in this part does.
    Act {
        /// Hand the list over as a file that can be brought in again.
        ExportJson = "export-json",
        /// The same, before what was asked about is forgotten.
        ExportFirst = "export-first",
        /// Hand it over as a table.
        ExportCsv = "export-csv",
        /// Copy it as text.
        ExportText = "export-text",
        /// Choose a file to bring in.
        Import = "import",
        /// Bring in what was asked about.
        ImportGo = "import-go",
        /// Take the question back.
        Cancel = "cancel",
        /// Ask whether to forget everything.
        ForgetAll = "forget-all",
        /// Ask whether to forget the chosen author's items.
        ForgetPerson = "forget-person",
        /// Forget what was asked about.
        ForgetGo = "forget-go",
        /// Ask whether to bring in this backup.
        RestoreBackup = "restore-backup",
        /// Copy a record that nobody can read.
        CopyAside = "copy-aside",
        /// Delete it.
        DeleteAside = "delete-aside",
    }
}

/// What the user is asked before anything is done.
#[derive(Clone, Debug, PartialEq)]
pub enum DataQuestion {
    /// Whether to bring this in, which came from there, and the text it is of.
    Import(DataSpot, Result<ImportPlan, FileFault>, String),
    /// Whether to forget everything.
    ForgetAll,
    /// Whether to forget the items of this author.
    Forget(String),
}

impl DataQuestion {
    /// Where it is asked.
    #[must_use]
    pub const fn spot(&self) -> DataSpot {
        match self {
            Self::Import(spot, ..) => *spot,
            Self::ForgetAll => DataSpot::All,
            Self::Forget(_) => DataSpot::Person,
        }
    }
}

/// What the part shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataView {
    /// How many items are kept.
    pub items: usize,
    /// What can be chosen to be forgotten: a handle, and how many items.
    pub authors: Vec<(String, usize)>,
    /// The question, where there is one.
    pub question: Option<Question>,
    /// For each backup its storage key, its day as `2026-11-22` and how many items are in it, the newest first.
    pub backups: Vec<(String, String, usize)>,
    /// The sentence about backups.
    pub backups_text: Text<'static>,
    /// For each record that could not be read its storage key and the key it had.
    pub asides: Vec<(String, String)>,
    /// Whether the list is synced.
    pub sync: bool,
    /// How that goes.
    pub sync_said: Option<DataSentence>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where it is asked.
    pub spot: DataSpot,
    /// What it is about, line by line.
    pub lines: Vec<DataSentence>,
    /// What is not taken in.
    pub refused: Vec<Refused>,
    /// How many more there are.
    pub more: usize,
    /// The label of the button that goes on, and what it does; without one, there is nothing to go on to.
    pub go: Option<(Text<'static>, Act)>,
    /// Whether an export is offered first.
    pub export: bool,
    /// Whether what it would do cannot be taken back.
    pub danger: bool,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataSentence {
    /// A text.
    Plain(Text<'static>),
    /// That so many items of this person go.
    Person(String, usize),
}

/// Makes the view.
#[must_use]
pub fn view(state: &DataPart) -> DataView {
    let places = TextIndex::of(state.backups.iter().map(|(key, _)| key.clone()));
    let newest = places.in_order().into_iter().rev().filter_map(|place| state.backups.get(place));
    let backups = newest.map(|(key, items)| {
        let day = BACKUP.parse(key).unwrap_or_default();
        (key.clone(), day, *items)
    });
    let backups = backups.collect();
    let backups_text = if state.size > backup::ROOM { Text::BACKUPS_TOO_LARGE } else { Text::BACKUPS_DETAIL };
    let aside = |key: &String| (key.clone(), name_before_aside(key).unwrap_or(key).to_owned());
    DataView {
        items: state.items,
        authors: state.authors.clone(),
        question: state.ask.as_ref().map(|ask| question(ask, state)),
        backups,
        backups_text,
        asides: state.asides.iter().map(aside).collect(),
        sync: state.sync.on,
        sync_said: sync_said(&state.sync),
    }
}

fn sync_said(sync: &SyncState) -> Option<DataSentence> {
    if !sync.on {
        return None;
    }
    Some(if sync.failed {
        DataSentence::Plain(Text::SYNCED_FAILED)
    } else if sync.left_out > 0 {
        DataSentence::Plain(Text::synced_newest(sync.synced, sync.left_out))
    } else {
        DataSentence::Plain(Text::count_synced(sync.synced))
    })
}

fn question(ask: &DataQuestion, state: &DataPart) -> Question {
    let spot = ask.spot();
    match ask {
        DataQuestion::Import(_, Err(fault), _) => Question {
            spot,
            lines: vec![DataSentence::Plain(fault.text())],
            refused: Vec::new(),
            more: 0,
            go: None,
            export: false,
            danger: false,
        },
        DataQuestion::Import(_, Ok(plan), _) => {
            let refused = plan.refused.len();
            let counts = [
                (plan.new, Text::count_import_new(plan.new)),
                (plan.merged, Text::count_import_merged(plan.merged)),
                (plan.same, Text::count_import_same(plan.same)),
                (plan.replies, Text::count_import_replies(plan.replies)),
                (refused, Text::count_import_refused(refused)),
            ];
            let some = counts.into_iter().filter(|(count, _)| *count > 0);
            let mut lines: Vec<DataSentence> = some.map(|(_, text)| DataSentence::Plain(text)).collect();
            if plan.writes.is_empty() {
                lines.insert(0, DataSentence::Plain(Text::IMPORT_NOTHING));
            }
            Question {
                spot,
                lines,
                refused: plan.refused.iter().take(MOST_REFUSED).cloned().collect(),
                more: plan.refused.len().saturating_sub(MOST_REFUSED),
                go: (!plan.writes.is_empty()).then_some((Text::IMPORT_DO, Act::ImportGo)),
                export: false,
                danger: false,
            }
        }
        DataQuestion::ForgetAll => Question {
            spot,
            lines: [
                Some(DataSentence::Plain(Text::count_forget_all(state.items))),
                state.sync.on.then_some(DataSentence::Plain(Text::FORGET_SYNCED)),
                Some(DataSentence::Plain(Text::FORGET_NO_UNDO)),
            ]
            .into_iter()
            .flatten()
            .collect(),
            refused: Vec::new(),
            more: 0,
            go: Some((Text::FORGET_DO, Act::ForgetGo)),
            export: true,
            danger: true,
        },
        DataQuestion::Forget(author) => {
            let items = state.authors.iter().find(|(name, _)| name == author).map_or(0, |(_, count)| *count);
            Question {
                spot,
                lines: vec![
                    DataSentence::Person(format!("@{author}"), items),
                    DataSentence::Plain(Text::FORGET_NO_UNDO),
                ],
                refused: Vec::new(),
                more: 0,
                go: Some((Text::FORGET_DO, Act::ForgetGo)),
                export: true,
                danger: true,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hashcart_core::exchange::LineFault;

    #[test]
    fn a_preview_says_what_would_change_and_what_is_left_out() {
        let refused: Vec<_> = (1..=23)
            .map(|line| Refused { line, reason: LineFault::NotJson, detail: String::new() })
            .collect();
        let plan = ImportPlan { new: 2, same: 1, merged: 0, refused, ..ImportPlan::default() };
        let asked = |plan: ImportPlan| {
            let ask = Some(DataQuestion::Import(DataSpot::Files, Ok(plan), String::new()));
            view(&DataPart { ask, ..DataPart::default() }).question.unwrap()
        };
        let nothing = asked(plan);
        assert_eq!(
            (nothing.go, nothing.refused.len(), nothing.more),
            (None, 20, 3),
            "nothing would be written"
        );
        assert_eq!(nothing.lines.first(), Some(&DataSentence::Plain(Text::IMPORT_NOTHING)));
        assert_eq!(nothing.lines.get(1), Some(&DataSentence::Plain(Text::count_import_new(2))));
        let ask = Some(DataQuestion::Import(DataSpot::Files, Err(FileFault::Newer), String::new()));
        let fault = view(&DataPart { ask, ..DataPart::default() });
        assert_eq!(
            fault.question.map(|it| (it.go, it.lines)),
            Some((None, vec![DataSentence::Plain(Text::IMPORT_NEWER)]))
        );
    }

    #[test]
    fn forgetting_says_how_many_and_offers_an_export() {
        let state = DataPart {
            items: 3,
            authors: vec![("ada".to_owned(), 2)],
            ask: Some(DataQuestion::Forget("ada".to_owned())),
            ..DataPart::default()
        };
        let question = view(&state).question.unwrap();
        assert_eq!(question.lines.first(), Some(&DataSentence::Person("@ada".to_owned(), 2)));
        assert!(question.export && question.danger);
        assert_eq!(question.spot, DataSpot::Person, "it is asked where it was pressed");
        let all = view(&DataPart { ask: Some(DataQuestion::ForgetAll), ..state }).question.unwrap();
        assert_eq!(all.lines.first(), Some(&DataSentence::Plain(Text::count_forget_all(3))));
    }

    #[test]
    fn a_full_quota_is_said_with_its_number() {
        let said = |sync| view(&DataPart { sync, ..DataPart::default() }).sync_said;
        let on = SyncState { on: true, synced: 400, ..SyncState::default() };
        assert_eq!(said(SyncState::default()), None);
        assert_eq!(said(on.clone()), Some(DataSentence::Plain(Text::count_synced(400))));
        let full = SyncState { left_out: 7, ..on.clone() };
        assert_eq!(said(full), Some(DataSentence::Plain(Text::synced_newest(400, 7))));
        assert_eq!(said(SyncState { failed: true, ..on }), Some(DataSentence::Plain(Text::SYNCED_FAILED)));
    }

    #[test]
    fn backups_and_what_was_put_aside_are_named() {
        let state = DataPart {
            backups: vec![("backup:2026-11-21".to_owned(), 1), ("backup:2026-11-22".to_owned(), 2001)],
            asides: vec!["aside:item:B0057OC5O8@amazon.de:17.5".to_owned()],
            size: backup::ROOM + 1,
            ..DataPart::default()
        };
        let view = view(&state);
        let days: Vec<_> = view.backups.iter().map(|(_, day, items)| (day.as_str(), *items)).collect();
        assert_eq!(days, [("2026-11-22", 2001), ("2026-11-21", 1)]);
        assert_eq!(view.asides.first().map(|(_, was)| was.as_str()), Some("item:B0057OC5O8@amazon.de"));
        assert_eq!(view.backups_text, Text::BACKUPS_TOO_LARGE);
    }
}
