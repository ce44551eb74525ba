//! What the user says while a hand-over goes on: skip, stop, go on, what arrived, links alone.

use super::Command;
use crate::handover::{AddMethod, Outcome, Reason, Session, Stage, WaitingFor};

impl Session {
    pub(super) fn skip(&mut self) -> Command {
        match self.at {
            Stage::Before => self.begin(),
            Stage::Item(index) | Stage::Check(index) => {
                let tried = self.items.get(index).is_some_and(|item| item.pressed.is_some());
                let left = (!tried).then_some(self.reason_to_leave());
                self.pass(index, left)
            }
            Stage::Link(index) => self.after_link(index),
            Stage::After => self.finish(None),
            Stage::Done => Command::Stay,
        }
    }

    fn reason_to_leave(&self) -> Reason {
        match self.halt {
            WaitingFor::Choose | WaitingFor::Chosen => Reason::Choose,
            WaitingFor::Used => Reason::Used,
            WaitingFor::NoOffer => Reason::NoOffer,
            WaitingFor::Subscribe => Reason::Subscribe,
            WaitingFor::MembersChosen => Reason::MembersChosen,
            WaitingFor::AnotherWay => Reason::AnotherWay,
            WaitingFor::OtherCart => Reason::OtherCart,
            WaitingFor::GiftCard => Reason::GiftCard,
            WaitingFor::Age => Reason::Age,
            WaitingFor::Queue => Reason::Queue,
            WaitingFor::Broken => Reason::Broken,
            _ => Reason::Skipped,
        }
    }

    pub(super) fn stop(&mut self) -> Command {
        let reason = self.reason_to_leave();
        let here = if let Stage::Item(index) = self.at { Some(index) } else { None };
        for (index, item) in self.items.iter_mut().enumerate().filter(|(_, item)| !item.passed) {
            item.passed = true;
            if !item.tried {
                let own = here == Some(index) && reason != Reason::Skipped;
                item.left = Some(if own { reason } else { Reason::Stopped });
            }
        }
        let tried = self.items.iter().any(|item| item.tried);
        if tried && self.at != Stage::After && self.way != AddMethod::Plain {
            return self.go_to(Stage::After);
        }
        self.finish(None)
    }

    pub(super) fn go_on(&mut self) -> Command {
        match self.at {
            Stage::Item(index) if self.items.get(index).is_some_and(|item| item.pressed.is_some()) => {
                self.go_to(Stage::Check(index))
            }
            Stage::Link(index) if self.halt == WaitingFor::Link => self.after_link(index),
            _ => self.go(),
        }
    }

    pub(super) fn mark(&mut self, there: bool) -> Command {
        let (Stage::Item(index), AddMethod::Plain) = (self.at, self.way) else { return Command::Stay };
        let outcome = if there { Outcome::Marked } else { Outcome::NotAdded { reason: Reason::Marked } };
        if let Some(item) = self.items.get_mut(index) {
            item.outcome = Some(outcome);
        }
        self.pass(index, None)
    }

    pub(super) fn plainly(&mut self) -> Command {
        self.way = AddMethod::Plain;
        match self.at {
            Stage::Item(_) => self.go(),
            _ => self.next(),
        }
    }
}
