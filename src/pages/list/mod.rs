//! The list on a page of its own, or beside another page: everything kept, to look through and to work on.

mod copy;
mod hear;
pub mod lines;
pub mod paint;
mod touch;
mod update;
mod view;

pub use copy::CopyOffer;
pub use touch::ListTouch;
pub use update::{Effect, Message};
pub use view::{ItemRow, LineView, ListView, Undone, view};

use std::collections::HashSet;

use hashcart_core::Millis;
use hashcart_core::alphabet::Alphabet;
use hashcart_core::cart::{CartItem, Shelf};
use hashcart_core::fault::FaultCode;
use hashcart_core::item::ItemKey;
use hashcart_core::list::{Arranged, List};
use hashcart_core::query::{ItemFilter, Query};
use hashcart_core::raw::Raw;
use hashcart_core::settings::LinkStyle;
use hashcart_core::status::Status;
use hashcart_core::text::Text;

use lines::ListLines;

use super::popup::Pasted;
use super::{DayOf, names};

/// Items with where they stood, so that they can be put back there.
pub type Puts = Vec<(ItemKey, Option<(Shelf, Millis)>)>;

/// What the page is about.
#[derive(Clone, Debug, Default)]
pub struct ListPage {
    /// The list.
    pub list: List,
    /// Whether all of it is read.
    pub loaded: bool,
    /// What the user looks for.
    pub query: Query,
    /// What is shown; see [`ListPage::arrange`].
    pub arranged: Arranged,
    /// The lines of that.
    pub lines: ListLines,
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
    /// Whether a hand-over is being begun.
    pub adding: bool,
    /// The item that is edited in its row.
    pub editing: Option<ItemKey>,
    /// What became of the address that was pasted.
    pub pasted: Option<Pasted>,
    /// Whether the list has items of several stores: then rows say which.
    pub several: bool,
    /// Why the last thing that the user wanted was not done.
    pub fault: Option<FaultCode>,
    /// How times fall on the user's days.
    pub day: Option<DayOf>,
    /// The offer to save the list as a file.
    pub copy: CopyOffer,
}

/// The last act, with what was there before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// Items were put somewhere.
    Put(Puts),
    /// Number or note was changed.
    Edit(Box<CartItem>),
}

names! {
    /// What a press on this page does, beside what every row has ([`super::row::Act`]).
    Act {
        /// Select all that are shown.
        All = "all",
        /// Select none.
        Clear = "clear",
        /// Show only what this author recommended.
        Author = "author",
        /// Show everybody's again.
        Anyone = "anyone",
        /// Undo the last act.
        Undo = "undo",
        /// Bring what is still to buy in a store into its cart; the store is in `data-key`.
        Cart = "cart",
        /// Bring what is selected into the cart of the store that has most of it.
        CartChosen = "cart-chosen",
        /// Open the options.
        Options = "options",
        /// Edit an item in its row: number, name, note and shelf.
        Edit = "edit",
        /// Look for nothing in particular any more.
        Everything = "everything",
        /// Edit no more.
        Done = "done",
        /// Save the list as a file.
        SaveCopy = "save-copy",
        /// Do not, for a while.
        PutCopyOff = "put-copy-off",
    }
}

names! {
    /// The tabs: what is shown.
    Tab {
        /// What is still to buy.
        ToBuy = "tab-to-buy",
        /// What lies in a cart.
        InCart = "tab-in-cart",
        /// What is saved for later.
        Later = "tab-later",
        /// What is bought.
        Bought = "tab-bought",
        /// All of it.
        All = "tab-all",
    }
}

impl Tab {
    /// What it is called.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::ToBuy => Text::LIST_OPEN,
            Self::InCart => Text::TAB_IN_CART,
            Self::Later => Text::TAB_LATER,
            Self::Bought => Text::STATUS_BOUGHT,
            Self::All => Text::LIST_ALL,
        }
    }

    /// What it shows.
    #[must_use]
    pub const fn only(self) -> ItemFilter {
        match self {
            Self::ToBuy => ItemFilter::Open,
            Self::InCart => ItemFilter::At(Status::InCart),
            Self::Later => ItemFilter::At(Status::Later),
            Self::Bought => ItemFilter::At(Status::Bought),
            Self::All => ItemFilter::All,
        }
    }
}

names! {
    /// Where the user can put items: in a row's choice, and as acts on the selection.
    ShelfName {
        /// Nowhere in particular.
        None = "none-of-these",
        /// Bought.
        Bought = "bought",
        /// For later.
        Later = "later",
        /// Out of the way.
        Archived = "archived",
    }
}

impl ShelfName {
    /// The shelf.
    #[must_use]
    pub const fn shelf(self) -> Option<Shelf> {
        match self {
            Self::None => None,
            Self::Bought => Some(Shelf::Bought),
            Self::Later => Some(Shelf::Later),
            Self::Archived => Some(Shelf::Archived),
        }
    }

    /// The name of a shelf.
    #[must_use]
    pub const fn of(shelf: Option<Shelf>) -> Self {
        match shelf {
            None => Self::None,
            Some(Shelf::Bought) => Self::Bought,
            Some(Shelf::Later) => Self::Later,
            Some(Shelf::Archived) => Self::Archived,
        }
    }
}

/// A step of the focus from item to item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusStep {
    /// So many on, or back.
    By(isize),
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl ListPage {
    /// An empty list, opened at that time, whose times fall on days by `day`, in a language with that alphabet.
    #[must_use]
    pub fn opened(at: Millis, day: DayOf, alphabet: Alphabet) -> Self {
        let list = List::in_language(alphabet);
        Self { list, day: Some(day), copy: CopyOffer::opened(at), ..Self::default() }
    }

    /// Takes in records that were read or have changed; `None`: deleted. `all` says whether all are there now. Whether
    /// that is to be painted: while more comes, only the first rows are.
    pub fn take(&mut self, records: &[(String, Option<impl Raw>)], all: bool) -> bool {
        for (name, raw) in records {
            self.list.take(name, raw.as_ref());
            self.copy.take(name, raw.as_ref());
        }
        self.loaded = all;
        let paints = all || self.arranged.order.is_empty();
        if paints {
            self.arrange();
        }
        paints
    }

    /// Works out what is shown, after records or wishes have changed.
    pub fn arrange(&mut self) {
        let day = self.day.unwrap_or(|_| 0);
        self.arranged = self.list.arrange(&self.query, &day);
        let heads = self.arranged.heads.iter().map(|(before, _)| *before);
        self.lines = ListLines::new(self.arranged.order.len(), heads);
        let several = self.list.has_several_stores();
        if several != self.several {
            (self.several, self.epoch) = (several, self.epoch.wrapping_add(1));
        }
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

    /// Where the link of the item leads that has the focus.
    fn focused_url(&self) -> Option<String> {
        let entry = self.list.get(self.focus.as_ref()?)?;
        Some(super::row::row(entry, self.links, false, None).product_url)
    }

    /// Moves the focus. Where it was nowhere, to the first.
    pub fn step(&mut self, step: FocusStep) {
        let last = self.arranged.order.len().saturating_sub(1);
        let now = self.focus.as_ref().and_then(|key| self.index_of(key));
        let next = match (step, now) {
            (FocusStep::First, _) | (FocusStep::By(_), None) => 0,
            (FocusStep::Last, _) => last,
            (FocusStep::By(by), Some(now)) => now.saturating_add_signed(by).min(last),
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
}

#[cfg(test)]
mod tests;
