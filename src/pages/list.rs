//! The list on a page of its own, or beside another page: everything kept, to look through and to work on.

use std::collections::HashSet;

use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, Shelf};
use hashcart_core::item::ItemKey;
use hashcart_core::list::{Arranged, Heading, List};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::query::{Only, Query};
use hashcart_core::settings::LinkStyle;

use super::lines::{Line, Lines};
use super::popup::{notices, sends};
use super::row::{Row, row};

/// Items with where they stood, so that they can be put back there.
pub type Puts = Vec<(ItemKey, Option<(Shelf, Millis)>)>;

/// What the page is about.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The list.
    pub list: List,
    /// Whether all of it is read.
    pub loaded: bool,
    /// What the user looks for.
    pub query: Query,
    /// What is shown; see [`State::arrange`].
    pub arranged: Arranged,
    /// The lines of that.
    pub lines: Lines,
    /// What is selected.
    pub chosen: HashSet<ItemKey>,
    /// Where a selection of several begins.
    pub anchor: Option<ItemKey>,
    /// The item that has the focus.
    pub focus: Option<ItemKey>,
    /// The place of that item among those shown, when it was there last.
    focus_at: usize,
    /// What can be undone, beside a removal.
    pub undo: Option<Undo>,
    /// Which address is opened.
    pub links: LinkStyle,
    /// The link that is being looked up.
    pub finding: Option<ItemKey>,
    /// Grows with what changes all rows.
    pub epoch: u32,
}

/// The last act, with what was there before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// Items were put somewhere.
    Put(Puts),
    /// Number or note was changed.
    Edit(Box<CartItem>),
}

/// What is shown around the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// How many are shown, and how many there are in all. `None` while the list is being read: what would change at
    /// once is not said.
    pub count: Option<(usize, usize)>,
    /// What can be shown, and how many that would be, as far as it is known. Without those that would be none.
    pub only: Vec<(Only, Option<usize>)>,
    /// What the user looks for.
    pub query: Query,
    /// How many are selected.
    pub chosen: usize,
    /// Where most of what is selected can be sent, how many of it, and the address of the page that does so.
    pub send: Option<(Marketplace, usize, String)>,
    /// The key of what can be undone, and how many items it is about or what the one is called.
    pub undo: Option<(&'static str, usize, String)>,
    /// What records are not shown, and how many.
    pub notices: Vec<(&'static str, usize)>,
}

/// What one line shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A heading.
    Head(Heading),
    /// An item.
    Item(Box<ItemRow>),
}

/// One item of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    /// What the popup shows of it, too.
    pub row: Row,
    /// The user's words about it.
    pub note: String,
    /// Where the user has put it.
    pub shelf: Option<Shelf>,
    /// Whether it is selected.
    pub chosen: bool,
    /// Its place among those shown, from 1.
    pub place: usize,
    /// Differs from what it was when anything in it does, but for the selection.
    pub revision: String,
}

/// A step of the focus from item to item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many on, or back.
    By(isize),
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl State {
    /// Works out what is shown, after records or wishes have changed. `day` numbers the days of the user's calendar.
    pub fn arrange(&mut self, day: &dyn Fn(Millis) -> i64) {
        self.arranged = self.list.arrange(&self.query, day);
        let heads = self.arranged.heads.iter().map(|(before, _)| *before);
        self.lines = Lines::new(self.arranged.order.len(), heads);
        let list = &self.list;
        self.chosen.retain(|key| list.get(key).is_some());
        // An item that is gone leaves the focus to the one that took its place.
        if let Some(key) = self.focus.take() {
            let last = self.arranged.order.len().saturating_sub(1);
            let at = self.index_of(&key).unwrap_or(self.focus_at.min(last));
            (self.focus_at, self.focus) = (at, self.key_at(at).cloned());
        }
    }

    /// The user has brought the focus to an item.
    pub fn set_focus(&mut self, key: ItemKey) {
        self.focus_at = self.index_of(&key).unwrap_or_default();
        self.focus = Some(key);
    }

    fn key_at(&self, index: usize) -> Option<&ItemKey> {
        let place = self.arranged.order.get(index)?;
        self.list.entries().get(*place).map(|entry| &entry.item.found.key)
    }

    /// The place of an item among those shown.
    fn index_of(&self, key: &ItemKey) -> Option<usize> {
        (0..self.arranged.order.len()).find(|index| self.key_at(*index) == Some(key))
    }

    /// The line of the item that has the focus.
    #[must_use]
    pub fn focus_line(&self) -> Option<usize> {
        self.index_of(self.focus.as_ref()?).map(|index| self.lines.line_of(index))
    }

    /// Moves the focus. Where it was nowhere, to the first.
    pub fn step(&mut self, step: Step) {
        let last = self.arranged.order.len().saturating_sub(1);
        let now = self.focus.as_ref().and_then(|key| self.index_of(key));
        let next = match (step, now) {
            (Step::First, _) | (Step::By(_), None) => 0,
            (Step::Last, _) => last,
            (Step::By(by), Some(now)) => now.saturating_add_signed(by).min(last),
        };
        (self.focus_at, self.focus) = (next, self.key_at(next).cloned());
    }

    /// Selects an item, or takes it out; with `range` everything from the one before.
    pub fn choose(&mut self, key: &ItemKey, on: bool, range: bool) {
        let from = self.anchor.as_ref().filter(|_| range).and_then(|anchor| self.index_of(anchor));
        let keys: Vec<ItemKey> = match (from, self.index_of(key)) {
            (Some(from), Some(to)) => {
                (from.min(to)..=from.max(to)).filter_map(|index| self.key_at(index).cloned()).collect()
            }
            _ => vec![key.clone()],
        };
        for key in keys {
            if on {
                self.chosen.insert(key);
            } else {
                self.chosen.remove(&key);
            }
        }
        self.anchor = Some(key.clone());
    }

    /// Selects all that are shown.
    pub fn choose_all(&mut self) {
        self.chosen =
            (0..self.arranged.order.len()).filter_map(|index| self.key_at(index).cloned()).collect();
    }

    /// What an act on the selection is about: what is selected, in the order shown, then what is not shown.
    #[must_use]
    pub fn chosen_keys(&self) -> Vec<ItemKey> {
        let shown = (0..self.arranged.order.len()).filter_map(|index| self.key_at(index));
        let mut keys: Vec<ItemKey> = shown.filter(|key| self.chosen.contains(key)).cloned().collect();
        if keys.len() < self.chosen.len() {
            let there: HashSet<&ItemKey> = keys.iter().collect();
            let rest: Vec<ItemKey> = self.chosen.iter().filter(|key| !there.contains(key)).cloned().collect();
            keys.extend(rest);
        }
        keys
    }

    /// Builds the request that sets `shelf` on these items, and its inverse. Items already on that shelf are left out.
    #[must_use]
    pub fn puts(&self, keys: &[ItemKey], shelf: Option<Shelf>, now: Millis) -> (Puts, Puts) {
        let moved = keys.iter().filter_map(|key| self.list.get(key));
        let moved = moved.filter(|entry| entry.item.shelf.map(|(shelf, _)| shelf) != shelf);
        let pair = |item: &CartItem| {
            let key = &item.found.key;
            ((key.clone(), shelf.map(|shelf| (shelf, now))), (key.clone(), item.shelf))
        };
        moved.map(|entry| pair(&entry.item)).unzip()
    }

    /// What one line shows.
    #[must_use]
    pub fn shown(&self, line: usize) -> Option<Shown> {
        let index = match self.lines.at(line) {
            Line::Head(head) => {
                return self.arranged.heads.get(head).map(|(_, heading)| Shown::Head(heading.clone()));
            }
            Line::Item(index) => index,
        };
        let entry = self.list.entries().get(*self.arranged.order.get(index)?)?;
        let key = &entry.item.found.key;
        let busy = self.finding.as_ref() == Some(key);
        Some(Shown::Item(Box::new(ItemRow {
            row: row(entry, self.links, self.finding.as_ref()),
            note: entry.item.note.clone(),
            shelf: entry.item.shelf.map(|(shelf, _)| shelf),
            chosen: self.chosen.contains(key),
            place: index.saturating_add(1),
            revision: format!("{}.{}.{busy}", self.epoch, entry.revision),
        })))
    }
}

/// Makes the view.
#[must_use]
pub fn view(state: &State) -> View {
    let arranged = &state.arranged;
    let undo = match &state.undo {
        Some(Undo::Put(puts)) => {
            let title = puts.first().and_then(|(key, _)| state.list.get(key)).map(|entry| entry.item.title());
            Some(("count_moved", puts.len(), title.unwrap_or_default()))
        }
        Some(Undo::Edit(item)) => Some(("count_edited", 1, item.title())),
        // An item that is not read yet would be taken for a removed one.
        None => state
            .list
            .removed()
            .filter(|_| state.loaded)
            .map(|(count, title)| ("count_removed", count, title.to_owned())),
    };
    let counted = Only::every().map(|only| (only, Some(arranged.count(only)).filter(|_| state.loaded)));
    View {
        count: state.loaded.then(|| (arranged.order.len(), state.list.entries().len())),
        only: counted
            .filter(|(only, count)| {
                count.is_some_and(|count| count > 0)
                    || *only == state.query.only
                    || !matches!(only, Only::At(_))
            })
            .collect(),
        query: state.query.clone(),
        chosen: state.chosen.len(),
        send: send(state),
        undo,
        notices: if state.loaded { notices(&state.list) } else { Vec::new() },
    }
}

fn send(state: &State) -> Option<(Marketplace, usize, String)> {
    let (store, count) = sends(state.chosen.iter()).into_iter().next()?;
    let mut address = format!("walk.html?store={store}#");
    for key in state.chosen_keys().iter().filter(|key| key.marketplace() == Some(store)) {
        address.push_str(&key.to_string());
        address.push(',');
    }
    Some((store, count, address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hashcart_core::query::Group;
    use hashcart_core::samples::kept;
    use hashcart_core::samples::{Json, put, raw as record};

    fn key(number: usize) -> ItemKey {
        let store = if number < 3 { "amazon.de" } else { "amazon.com" };
        format!("B{number:09}@{store}").parse().unwrap()
    }

    fn state() -> State {
        let mut state = State { loaded: true, ..State::default() };
        for number in 0..5 {
            let mut item = CartItem::new(kept("1"), number as f64);
            item.found.key = key(number);
            put(&mut state.list, &item);
        }
        state.arrange(&|_| 0);
        state
    }

    fn chosen(state: &State) -> Vec<ItemKey> {
        state.chosen_keys()
    }

    #[test]
    fn a_range_is_selected_in_the_order_shown() {
        let mut state = state();
        state.choose(&key(3), true, false);
        state.choose(&key(1), true, true);
        assert_eq!(chosen(&state), [key(3), key(2), key(1)]);
        state.choose(&key(2), false, true);
        assert_eq!(chosen(&state), [key(3)]);
        state.choose_all();
        assert_eq!(state.chosen.len(), 5);
        state.query.words = "b000000004".to_owned();
        state.arrange(&|_| 0);
        assert_eq!(
            (chosen(&state).len(), chosen(&state)[0].clone()),
            (5, key(4)),
            "what is hidden stays selected"
        );
    }

    #[test]
    fn the_focus_steps_and_stays_near() {
        let mut state = state();
        state.step(Step::By(1));
        assert_eq!(state.focus, Some(key(4)));
        state.step(Step::By(2));
        assert_eq!(state.focus, Some(key(2)));
        for gone in [2, 1] {
            state.list.take(&format!("item:{}", key(gone)), None::<&Json>);
        }
        state.arrange(&|_| 0);
        assert_eq!(state.focus, Some(key(0)));
        state.list.take(&format!("item:{}", key(0)), None::<&Json>);
        state.arrange(&|_| 0);
        assert_eq!(state.focus, Some(key(3)), "the last, where none is after it");
        state.set_focus(key(4));
        state.step(Step::Last);
        state.step(Step::By(9));
        assert_eq!(state.focus, Some(key(3)));
        state.step(Step::By(-99));
        assert_eq!(state.focus, Some(key(4)));
        state.query.group = Group::Store;
        state.arrange(&|_| 0);
        assert_eq!(state.focus_line(), Some(1), "under the heading of its store");
    }

    #[test]
    fn what_is_put_can_be_put_back() {
        let mut state = state();
        let (puts, back) = state.puts(&[key(0), key(1)], Some(Shelf::Bought), 50.0);
        assert_eq!(puts, [(key(0), Some((Shelf::Bought, 50.0))), (key(1), Some((Shelf::Bought, 50.0)))]);
        assert_eq!(back, [(key(0), None), (key(1), None)]);
        let mut item = state.list.get(&key(0)).unwrap().item.clone();
        item.shelf = Some((Shelf::Bought, 50.0));
        put(&mut state.list, &item);
        assert_eq!(state.puts(&[key(0)], Some(Shelf::Bought), 60.0).0, []);
        assert_eq!(
            state.puts(&[key(0)], None, 60.0),
            (vec![(key(0), None)], vec![(key(0), Some((Shelf::Bought, 50.0)))])
        );
    }

    #[test]
    fn the_selection_is_sent_to_the_store_that_has_most_of_it() {
        let mut state = state();
        assert_eq!(view(&state).send, None);
        state.choose_all();
        let address =
            "walk.html?store=amazon.de#B000000002@amazon.de,B000000001@amazon.de,B000000000@amazon.de,";
        assert_eq!(view(&state).send, Some((Marketplace::De, 3, address.to_owned())));
    }

    #[test]
    fn only_what_has_items_is_offered() {
        let state = state();
        let view = view(&state);
        let names: Vec<_> = view.only.iter().map(|(only, count)| (only.text().key(), *count)).collect();
        assert_eq!(names, [("list_open", Some(5)), ("list_all", Some(5)), ("status_saved", Some(5))]);
        assert_eq!((view.count, view.chosen, view.undo), (Some((5, 5)), 0, None));
    }

    #[test]
    fn nothing_is_counted_before_all_is_read() {
        let mut state = State { loaded: false, ..state() };
        let item = state.list.get(&key(0)).unwrap().item.clone();
        state.list.take(&format!("item:{}", key(0)), None::<&Json>);
        state.list.take(&format!("removed:{}", key(0)), Some(&record(&item)));
        let view = view(&state);
        assert_eq!((view.count, view.undo), (None, None));
        assert_eq!(view.only, [(Only::Open, None), (Only::All, None)]);
        state.loaded = true;
        assert_eq!(super::view(&state).undo, Some(("count_removed", 1, item.title())));
    }
}
