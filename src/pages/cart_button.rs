//! The one filled button of popup and list: what is still to buy goes into Amazon's cart. Other stores, and choosing
//! among the items, are behind its arrow.

use hashcart_core::marketplace::Marketplace;
use hashcart_core::text::Text;

/// What the button offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CartButton {
    /// What can be brought into which cart, most first.
    pub stores: Vec<(Marketplace, usize)>,
    /// A hand-over waits for the user; it is gone on with before another begins.
    pub waits: bool,
    /// One is being begun.
    pub busy: bool,
    /// Not all of the list is read: the numbers are not the last ones. The button keeps its place and is not seen, so
    /// that its coming moves no row from under a pointer.
    pub reading: bool,
}

impl CartButton {
    /// What the main button says.
    #[must_use]
    pub fn label(&self) -> Option<Text<'_>> {
        match self.stores.as_slice() {
            [] => None,
            [(_, count)] => Some(Text::count_to_cart(*count)),
            [(store, count), ..] => Some(Text::count_to_store(*count, store.domain())),
        }
    }
}
