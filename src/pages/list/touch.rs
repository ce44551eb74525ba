//! What is done in the list's page beside painting it.

use hashcart_core::item::ItemKey;

use crate::pages::event::FormField;

/// What is done in the page beside painting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListTouch {
    /// Paint the rows that are in sight now.
    Rows,
    /// Paint the list from its beginning.
    Top,
    /// Bring the focus to the item that has it, and that into sight.
    Focus,
    /// Bring the focus to the search.
    Search,
    /// Bring the focus to the button that brings items into the cart.
    Cart,
    /// Move the focus on within its row by so many controls.
    Within(i32),
    /// Bring the focus to the name of the item that is edited.
    Name,
    /// The field for addresses is empty, for the next one.
    NextAddress,
    /// It keeps the address, to be mended.
    SameAddress,
    /// Take out what stands in the search.
    EmptySearch,
    /// Move the focus on by as many items as are in sight, so many times; with `true`, selecting on its way.
    Page(isize, bool),
    /// Let this field of an item say what was written, unless the user writes on.
    Settle(ItemKey, FormField, String),
}
