//! The offer to save the list as a file, now and then.

use hashcart_core::Millis;
use hashcart_core::copied::{Copied, is_due};
use hashcart_core::fault::FaultCode;
use hashcart_core::list::List;
use hashcart_core::raw::Raw;
use hashcart_core::records::{COPIED, SYNC};
use hashcart_core::sync::SyncState;
use hashcart_core::text::Text;

/// What decides about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CopyOffer {
    last: Option<Copied>,
    /// Whether other machines hold the list, too.
    synced: bool,
    /// When the page was opened; without it nothing is offered.
    opened: Option<Millis>,
    /// What became of the file, once it was wanted: its name, or why there is none.
    pub saved: Option<Result<String, Option<FaultCode>>>,
}

impl CopyOffer {
    /// On a page that was opened then.
    pub(super) fn opened(at: Millis) -> Self {
        Self { opened: Some(at), ..Self::default() }
    }

    /// Takes in a record that concerns it.
    pub(super) fn take(&mut self, name: &str, raw: Option<&impl Raw>) {
        if COPIED.holds(name) {
            self.last = raw.and_then(|raw| COPIED.data(raw));
        } else if SYNC.holds(name) {
            self.synced = raw.and_then(|raw| SYNC.data(raw)).is_some_and(|sync: SyncState| sync.on);
        }
    }

    /// How many items the copy that is offered would hold; `None`: none is offered.
    #[must_use]
    pub fn offered(&self, list: &List) -> Option<usize> {
        let saved = list.entries().iter().map(|entry| entry.item.saved_at);
        let due = !self.synced && is_due(self.last, saved, self.opened?);
        due.then(|| list.entries().len())
    }

    /// What is said in its place, once it was wanted.
    #[must_use]
    pub fn said(&self) -> Option<Text<'_>> {
        Some(match self.saved.as_ref()? {
            Ok(name) => Text::exported(name),
            Err(None) => Text::NOT_EXPORTED,
            Err(Some(code)) => code.text(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::Page;
    use crate::pages::list::{Act, Effect, ListPage, Message};

    #[test]
    fn what_became_of_the_file_takes_the_place_of_the_offer() {
        let mut state = ListPage::default();
        assert_eq!(state.update(Message::Do(Act::SaveCopy, None)).effects, [Effect::SaveCopy]);
        assert_eq!(state.update(Message::Do(Act::PutCopyOff, None)).effects, [Effect::PutCopyOff]);
        assert_eq!(state.copy.said(), None);
        for (saved, said) in [
            (Ok("hashcart.json".to_owned()), Text::exported("hashcart.json")),
            (Err(None), Text::NOT_EXPORTED),
            (Err(Some(FaultCode::Storage)), FaultCode::Storage.text()),
        ] {
            state.update(Message::Copied(saved));
            assert_eq!(state.copy.said(), Some(said));
        }
    }
}
