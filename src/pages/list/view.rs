//! What the list's page shows, worked out of its state.

use hashcart_core::cart::Shelf;
use hashcart_core::item::ItemKey;
use hashcart_core::list::Heading;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::query::{ItemFilter, Query};
use hashcart_core::text::Text;
use hashcart_core::to_buy::counted;

use super::lines::ListLine;
use super::{ListPage, Tab, Undo};
use crate::pages::cart_button::CartButton;
use crate::pages::popup::{cart, notices};
use crate::pages::row::{PaintedRow, row};

/// What is shown around the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct ListView {
    /// How many are still to buy, how many there are in all, and how many are shown. `None` while the list is being read:
    /// what would change at once is not said.
    pub count: Option<(usize, usize, usize)>,
    /// What can be shown, and how many that would be, as far as it is known. Without those that would be none.
    pub only: Vec<(ItemFilter, Option<usize>)>,
    /// The tabs, and how many each would show, as far as it is known.
    pub tabs: Vec<(Tab, Option<usize>)>,
    /// What the user looks for.
    pub query: Query,
    /// How many are selected.
    pub chosen: usize,
    /// Which store most of what is selected is of, and how many.
    pub send: Option<(Marketplace, usize)>,
    /// What can be brought into which cart.
    pub cart: CartButton,
    /// What can be undone, and how many items it is about or what the one is called.
    pub undo: Option<(Undone, usize, String)>,
    /// What records are not shown.
    pub notices: Vec<Text<'static>>,
}

/// An act that can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Items were put somewhere.
    Moved,
    /// Number or note was changed.
    Edited,
    /// Items were removed.
    Removed,
}

impl Undone {
    /// Says that it was done, to how many items, or to the one with this title.
    #[must_use]
    pub fn text(self, count: usize, title: &str) -> Text<'_> {
        match self {
            Self::Moved => Text::count_moved(count, title),
            Self::Edited => Text::count_edited(count, title),
            Self::Removed => Text::count_removed(count, title),
        }
    }
}

/// What one line shows.
#[derive(Clone, Debug, PartialEq)]
pub enum LineView {
    /// A heading.
    Head(Heading),
    /// An item.
    Item(Box<ItemRow>),
}

/// One item of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    /// What the popup shows of it, too.
    pub row: PaintedRow,
    /// The user's words about it.
    pub note: String,
    /// Whether it is edited in its row.
    pub editing: bool,
    /// Where the user has put it.
    pub shelf: Option<Shelf>,
    /// Whether it is selected.
    pub chosen: bool,
    /// Its place among those shown, from 1.
    pub place: usize,
    /// Differs from what it was when anything in it does, but for the selection.
    pub revision: String,
}

impl ListPage {
    /// What one line shows.
    #[must_use]
    pub fn shown(&self, line: usize) -> Option<LineView> {
        let index = match self.lines.at(line) {
            ListLine::Head(head) => {
                return self.arranged.heads.get(head).map(|(_, heading)| LineView::Head(heading.clone()));
            }
            ListLine::Item(index) => index,
        };
        let entry = self.list.entries().get(*self.arranged.order.get(index)?)?;
        let key = &entry.item.found.key;
        let busy = self.finding.as_ref() == Some(key);
        let editing = self.editing.as_ref() == Some(key);
        Some(LineView::Item(Box::new(ItemRow {
            row: row(entry, self.links, self.several, self.finding.as_ref()),
            editing,
            note: entry.item.note.clone(),
            shelf: entry.item.shelf.map(|(shelf, _)| shelf),
            chosen: self.chosen.contains(key),
            place: index.saturating_add(1),
            revision: format!("{}.{}.{busy}.{editing}", self.epoch, entry.revision),
        })))
    }
}

/// Makes the view.
#[must_use]
pub fn view(state: &ListPage) -> ListView {
    let arranged = &state.arranged;
    let undo = match &state.undo {
        Some(Undo::Put(puts)) => {
            let title = puts.first().and_then(|(key, _)| state.list.get(key)).map(|entry| entry.item.title());
            Some((Undone::Moved, puts.len(), title.unwrap_or_default()))
        }
        Some(Undo::Edit(item)) => Some((Undone::Edited, 1, item.title())),
        // An item that is not read yet would be taken for a removed one.
        None => state
            .list
            .removed()
            .filter(|_| state.loaded)
            .map(|(count, title)| (Undone::Removed, count, title.to_owned())),
    };
    let counted = ItemFilter::every().map(|only| (only, Some(arranged.count(only)).filter(|_| state.loaded)));
    ListView {
        count: state.loaded.then(|| (state.list.to_buy(), state.list.entries().len(), arranged.order.len())),
        only: counted
            .filter(|(only, count)| {
                count.is_some_and(|count| count > 0)
                    || *only == state.query.only
                    || !matches!(only, ItemFilter::At(_))
            })
            .collect(),
        tabs: Tab::ALL
            .iter()
            .map(|tab| (*tab, Some(arranged.count(tab.only())).filter(|_| state.loaded)))
            .collect(),
        query: state.query.clone(),
        chosen: state.chosen.len(),
        send: most_chosen(state).map(|(store, keys)| (store, keys.len())),
        cart: cart(&state.list, state.loaded, state.adding),
        undo,
        notices: if state.loaded { notices(&state.list) } else { Vec::new() },
    }
}

/// The store that most of what is selected is of, and those of its items.
pub(super) fn most_chosen(state: &ListPage) -> Option<(Marketplace, Vec<ItemKey>)> {
    let (store, _) = counted(state.chosen.iter()).into_iter().next()?;
    let keys = state.chosen_keys().into_iter().filter(|key| key.marketplace() == Some(store));
    Some((store, keys.collect()))
}
