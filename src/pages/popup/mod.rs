//! The popup: the list for a quick look.

pub mod paint;
mod update;

pub use update::{Effect, Message, PopupTouch};

use hashcart_core::fault::FaultCode;
use hashcart_core::handover::Session;
use hashcart_core::item::ItemKey;
use hashcart_core::list::List;
use hashcart_core::message::Diagnosis;
use hashcart_core::query::{ItemFilter, Query};
use hashcart_core::settings::LinkStyle;
use hashcart_core::text::Text;

use super::cart_button::CartButton;
use super::names;
use super::row::{PaintedRow, row};

/// How many items the popup shows; the list shows all.
pub const MOST_ROWS: usize = 100;

/// How many of them before the list is read: more than the popup has room for. A row costs the better part of a
/// millisecond (2026-11), and all hundred would keep the first ones waiting.
const FIRST_ROWS: usize = 20;

/// What the popup is about.
#[derive(Clone, Debug, Default)]
pub struct PopupPage {
    /// The list.
    pub list: List,
    /// Which address is opened.
    pub links: LinkStyle,
    /// The link that is being looked up.
    pub finding: Option<ItemKey>,
    /// How the page in front is, where it lacks something that we know X by.
    pub changed: Option<Diagnosis>,
    /// Whether the browser can show the list beside the page.
    pub panel: bool,
    /// Whether the list is read.
    pub loaded: bool,
    /// Whether a hand-over is being begun.
    pub adding: bool,
    /// What became of the address that was pasted.
    pub pasted: Option<Pasted>,
    /// What the last line says.
    pub here: Option<Here>,
    /// Why the last thing that the user wanted was not done.
    pub fault: Option<FaultCode>,
}

/// What became of an address that was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// It is a new item, with this title.
    New(String),
    /// It was in the list already, with this title.
    Already(String),
    /// It was not kept.
    Refused(FaultCode),
}

/// What the last line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// The report is on the clipboard.
    Copied,
    /// The report could not be put there.
    NotCopied,
}

names! {
    /// What a press in the popup does, beside what every row has ([`super::row::Act`]).
    Act {
        /// Put back what was removed last.
        Undo = "undo",
        /// Open the options.
        Options = "options",
        /// Put a report about the changed page on the clipboard.
        Report = "report",
        /// Show the list beside the page.
        Beside = "beside",
        /// Bring what is still to buy in a store into its cart; the store is in `data-key`.
        Cart = "cart",
    }
}

/// What the popup shows.
#[derive(Clone, Debug, PartialEq)]
pub struct PopupView {
    /// The newest items that are still to buy.
    pub rows: Vec<PaintedRow>,
    /// How many of those there are, and how many items in all. `None` while the list is being read.
    pub count: Option<(usize, usize)>,
    /// What records are not shown.
    pub notices: Vec<Text<'static>>,
    /// How many items can come back, and the title of one.
    pub undo: Option<(usize, String)>,
    /// Whether X has changed its page.
    pub changed: bool,
    /// What can be brought into which cart.
    pub cart: CartButton,
    /// Whether the list can be shown beside the page.
    pub panel: bool,
}

/// Makes the view.
#[must_use]
pub fn view(state: &PopupPage) -> PopupView {
    let arranged = state.list.arrange(&Query::default(), &|_| 0);
    let entries = state.list.entries();
    let most = if state.loaded { MOST_ROWS } else { FIRST_ROWS };
    let shown = arranged.order.iter().take(most).filter_map(|place| entries.get(*place));
    let several = state.list.has_several_stores();
    let rows = shown.map(|entry| row(entry, state.links, several, state.finding.as_ref())).collect();
    PopupView {
        rows,
        count: state.loaded.then(|| (arranged.order.len(), arranged.count(ItemFilter::All))),
        notices: if state.loaded { notices(&state.list) } else { Vec::new() },
        // What is not read yet would be taken for removed, and be missing in what can be sent.
        undo: state.list.removed().filter(|_| state.loaded).map(|(count, title)| (count, title.to_owned())),
        changed: state.changed.is_some(),
        cart: cart(&state.list, state.loaded, state.adding),
        panel: state.panel,
    }
}

/// What can be brought into which cart.
#[must_use]
pub fn cart(list: &List, loaded: bool, busy: bool) -> CartButton {
    CartButton {
        stores: list.stores_to_add(),
        reading: !loaded,
        waits: list.session().is_some_and(|session: &Session| !session.is_done()),
        busy,
    }
}

/// What records are not shown.
#[must_use]
pub fn notices(list: &List) -> Vec<Text<'static>> {
    let (unreadable, newer) = list.hidden();
    let unreadable = (unreadable > 0).then(|| Text::count_unreadable(unreadable));
    unreadable.into_iter().chain((newer > 0).then(|| Text::count_newer(newer))).collect()
}

/// What a developer needs to know of a page that X has changed. No name, no text, no address is in it.
#[must_use]
pub fn report(found: &Diagnosis, version: &str) -> String {
    let fault = found.fault.map_or("none", |fault| fault.text().key());
    let mut lines = vec![
        format!("Hashcart {version}, {}, page: {}", found.engine, found.page),
        format!("tweets {}, bars {}, buttons {}", found.tweets, found.bars, found.buttons),
        format!("lost: {}; last reply: {fault}", found.lost.join(", ")),
    ];
    lines.extend(found.matches.iter().map(|(name, count)| format!("{name}: {count}")));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use hashcart_core::Millis;
    use hashcart_core::cart::{CartItem, Shelf};
    use hashcart_core::marketplace::Marketplace;
    use hashcart_core::samples::kept;
    use hashcart_core::samples::{JsonText, put};

    fn item(number: usize, saved_at: Millis, shelf: Option<Shelf>) -> CartItem {
        let mut item = CartItem::new(kept("1"), saved_at);
        item.found.key = format!("B{number:09}@amazon.de").parse().unwrap();
        CartItem { shelf: shelf.map(|shelf| (shelf, saved_at)), ..item }
    }

    #[test]
    fn the_newest_that_are_still_to_buy() {
        let mut state = PopupPage { loaded: true, ..PopupPage::default() };
        for number in 0..MOST_ROWS + 2 {
            put(&mut state.list, &item(number, number as f64, None));
        }
        put(&mut state.list, &item(990, 990.0, Some(Shelf::Bought)));
        put(&mut state.list, &item(991, 991.0, Some(Shelf::Archived)));
        put(&mut state.list, &item(992, 992.0, Some(Shelf::Later)));
        let view = view(&state);
        let times: Vec<_> = view.rows.iter().take(2).map(|row| row.saved_at).collect();
        assert_eq!(times, [(MOST_ROWS + 1) as f64, MOST_ROWS as f64]);
        assert_eq!((view.rows.len(), view.count), (MOST_ROWS, Some((MOST_ROWS + 2, MOST_ROWS + 5))));
        assert_eq!(view.cart.stores, [(Marketplace::De, MOST_ROWS + 2)]);
        state.loaded = false;
        assert_eq!(super::view(&state).rows.len(), FIRST_ROWS, "the first, while the others are read");
    }

    #[test]
    fn rows_are_shown_before_all_is_read_and_nothing_is_counted() {
        let mut state = PopupPage::default();
        put(&mut state.list, &item(1, 1.0, None));
        let mut view = view(&state);
        assert_eq!((view.rows.len(), view.count, view.cart.reading), (1, None, true));
        state.loaded = true;
        view = super::view(&state);
        assert_eq!((view.rows.len(), view.count, view.cart.reading), (1, Some((1, 1)), false));
    }

    #[test]
    fn what_cannot_be_shown_is_said() {
        let mut state = PopupPage { loaded: true, ..PopupPage::default() };
        for key in ["item:a", "item:b"] {
            state.list.take(key, Some(&JsonText("0".to_owned())));
        }
        assert_eq!(view(&state).notices, [Text::count_unreadable(2)]);
    }
}
