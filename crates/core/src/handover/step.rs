//! The session as a state machine: what happened in, the next state and one thing to do out.
//!
//! A step can come twice, or not at all: backgrounds are killed, pages are reloaded, tabs are closed. So a step from a
//! page that was to be left repeats the command to leave it, and where nobody knows what a press has done, the cart is
//! asked before anything is pressed again.

mod item;
#[cfg(test)]
mod tour;
mod user;

use serde::{Deserialize, Serialize};

use self::item::Arrival;
use super::{AddMethod, CartLine, Outcome, PageState, Reason, Session, Stage, WaitingFor};
use crate::asin::Asin;

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionEvent {
    /// The session's tab shows this.
    #[serde(rename = "sight")]
    PageState {
        /// The page, known by the time of its birth.
        page: f64,
        /// What it shows.
        sight: PageState,
        /// The title on it, where it is the page of a product.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// Amazon's button is being pressed.
    Pressed {
        /// The product of the page at that moment.
        asin: Asin,
        /// The quantity chosen there.
        quantity: u32,
    },
    /// It was pressed a while ago, and the page says nothing.
    Quiet,
    /// The user says that it was pressed.
    Told,
    /// The user wants the next one.
    Skip,
    /// The user wants no more.
    Stop,
    /// The user wants to go on after a halt.
    GoOn,
    /// The user says whether the item arrived, where nobody may look.
    Marked {
        /// Whether it did.
        there: bool,
    },
    /// The user wants to go on without being accompanied.
    Plainly,
    /// The tab was closed.
    TabGone,
    /// The browser was started anew, or the background ended while it opened the tab: which one it is nobody knows.
    Restarted,
    /// The tab shows another site or another store.
    Elsewhere,
    /// The store may not be looked at any more.
    Revoked,
}

impl SessionEvent {
    /// Whether only a page in the session's tab can tell it. It may be told twice; what the user says is said once, or the next
    /// item would hear it too.
    #[must_use]
    pub fn is_of_page(&self) -> bool {
        matches!(self, Self::PageState { .. } | Self::Pressed { .. } | Self::Quiet)
    }
}

/// What to do in the session's tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Nothing.
    Stay,
    /// Go to that address.
    Go(String),
    /// Press the one button.
    Press,
    /// Decline the protection plan.
    Decline,
}

impl Session {
    /// The next state, and what to do. `presses` says that the user lets us press.
    #[must_use]
    pub fn on(mut self, event: &SessionEvent, presses: bool) -> (Self, Command) {
        let command = match event {
            _ if self.is_done() => Command::Stay,
            SessionEvent::PageState { page, sight, .. } => self.sees(*page, sight, presses),
            SessionEvent::Pressed { asin, quantity } => self.pressed(*asin, *quantity),
            SessionEvent::Quiet | SessionEvent::Told => self.unsure(*event == SessionEvent::Told),
            SessionEvent::Skip => self.skip(),
            SessionEvent::Stop => self.stop(),
            SessionEvent::GoOn => self.go_on(),
            SessionEvent::Marked { there } => self.mark(*there),
            SessionEvent::Plainly => self.plainly(),
            SessionEvent::TabGone => self.without_tab(WaitingFor::TabClosed),
            SessionEvent::Restarted => self.without_tab(WaitingFor::Restarted),
            SessionEvent::Elsewhere => self.wait(WaitingFor::Elsewhere),
            SessionEvent::Revoked => self.wait(WaitingFor::Revoked),
        };
        (self, command)
    }

    fn wait(&mut self, halt: WaitingFor) -> Command {
        self.halt = halt;
        Command::Stay
    }

    /// Leaves the page that was seen last for what the session wants to see now.
    fn go(&mut self) -> Command {
        self.gone = self.page;
        self.halt = if self.way == AddMethod::Plain { WaitingFor::Mark } else { WaitingFor::Loading };
        self.goal().map_or(Command::Stay, Command::Go)
    }

    fn go_to(&mut self, place: Stage) -> Command {
        self.at = place;
        self.go()
    }

    fn without_tab(&mut self, halt: WaitingFor) -> Command {
        (self.tab, self.page, self.gone) = (None, None, None);
        self.wait(halt)
    }

    fn sees(&mut self, page: f64, sight: &PageState, presses: bool) -> Command {
        if self.way == AddMethod::Plain {
            return Command::Stay;
        }
        if self.gone == Some(page) {
            return self.goal().map_or(Command::Stay, Command::Go);
        }
        // Behind these the user comes out somewhere: where the session wanted to be, or at the store's front door.
        let stood_before = matches!(
            self.halt,
            WaitingFor::SignIn
                | WaitingFor::Continue
                | WaitingFor::Captcha
                | WaitingFor::Age
                | WaitingFor::Queue
        );
        let cleared = stood_before && self.page != Some(page);
        let arrived = self.halt == WaitingFor::Loading;
        self.page = Some(page);
        match sight {
            PageState::SignIn => self.wait(WaitingFor::SignIn),
            PageState::Continue => self.wait(WaitingFor::Continue),
            PageState::Captcha => self.wait(WaitingFor::Captcha),
            PageState::Checking => self.wait(WaitingFor::Checking),
            PageState::Age => self.wait(WaitingFor::Age),
            PageState::Queue => self.wait(WaitingFor::Queue),
            _ => match self.at {
                Stage::Before => self.sees_before(sight, cleared),
                Stage::Item(index) => {
                    self.sees_item(index, page, sight, &Arrival { cleared, arrived }, presses)
                }
                Stage::Check(index) => self.sees_check(index, sight, cleared),
                Stage::Link(index) => self.sees_link(index, sight),
                Stage::After => self.sees_after(sight, cleared),
                Stage::Done => Command::Stay,
            },
        }
    }

    /// Where a cart was expected and something else is there.
    fn no_cart(&mut self, sight: &PageState, cleared: bool) -> Command {
        match sight {
            PageState::Cart(_) => self.wait(WaitingFor::CartUnread),
            PageState::Missing | PageState::Broken => self.wait(WaitingFor::Broken),
            _ if cleared => self.go(),
            _ => self.wait(WaitingFor::Strayed),
        }
    }

    fn sees_before(&mut self, sight: &PageState, cleared: bool) -> Command {
        match sight {
            PageState::Cart(page) if page.lines().is_some() => {
                self.before = page.lines().map(<[_]>::to_vec);
                self.begin()
            }
            other => self.no_cart(other, cleared),
        }
    }

    /// The cart was looked at, or cannot be: on to the items that are missing in it.
    fn begin(&mut self) -> Command {
        let there: Vec<bool> = self.items.iter().map(|item| self.count_before(item) >= item.wanted).collect();
        for (item, there) in self.items.iter_mut().zip(there) {
            item.passed = there;
        }
        if self.way == AddMethod::Quick && !self.links().is_empty() {
            for item in self.items.iter_mut().filter(|item| !item.passed) {
                item.tried = true;
            }
            return self.go_to(Stage::Link(0));
        }
        self.next()
    }

    /// On to the next item that the session is not through with; then to the cart.
    fn next(&mut self) -> Command {
        let open = self.items.iter().position(|item| !item.passed);
        match open {
            Some(index) => self.go_to(Stage::Item(index)),
            None if self.way == AddMethod::Plain => self.finish(None),
            // The cart was read a moment ago, and nothing was done since.
            None if self.at == Stage::Before && self.before.is_some() => {
                let before = self.before.clone();
                self.finish(before.as_deref())
            }
            None => self.go_to(Stage::After),
        }
    }

    fn pass(&mut self, index: usize, left: Option<Reason>) -> Command {
        if let Some(item) = self.items.get_mut(index) {
            item.passed = true;
            item.pressed = None;
            item.left = left;
        }
        self.next()
    }

    fn sees_link(&mut self, index: usize, sight: &PageState) -> Command {
        match sight {
            PageState::Cart(_) | PageState::Missing | PageState::Broken => self.after_link(index),
            _ => self.wait(WaitingFor::Link),
        }
    }

    fn after_link(&mut self, index: usize) -> Command {
        let more = index + 1 < self.links().len();
        self.go_to(if more { Stage::Link(index + 1) } else { Stage::After })
    }

    fn sees_after(&mut self, sight: &PageState, cleared: bool) -> Command {
        match sight {
            PageState::Cart(page) if page.lines().is_some() => self.finish(page.lines()),
            other => self.no_cart(other, cleared),
        }
    }

    fn finish(&mut self, after: Option<&[CartLine]>) -> Command {
        let outcomes: Vec<Outcome> = self.items.iter().map(|item| self.outcome(item, after)).collect();
        for (item, outcome) in self.items.iter_mut().zip(outcomes) {
            // What the user said of an item stands where nobody has looked.
            item.outcome.get_or_insert(outcome);
        }
        self.at = Stage::Done;
        Command::Stay
    }
}

#[cfg(test)]
#[path = "step_tests.rs"]
mod tests;
