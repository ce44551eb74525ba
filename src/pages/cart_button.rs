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

/// While the list is read, the number for which the unseen button keeps room: a label that needs a second line, by its
/// language or a wide font, is to have it from the start.
const ROOM: usize = 9_999;

impl CartButton {
    /// What the main button says.
    #[must_use]
    pub fn label(&self) -> Option<Text<'_>> {
        let shown = |count: usize| if self.reading { count.max(ROOM) } else { count };
        match self.stores.as_slice() {
            [] => None,
            [(_, count)] => Some(Text::count_to_cart(shown(*count))),
            [(store, count), ..] => Some(Text::count_to_store(shown(*count), store.domain())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_the_list_is_read_the_unseen_label_is_as_long_as_it_may_become() {
        let stores = vec![("amazon.com".parse().unwrap(), 30)];
        let button = CartButton { stores, reading: true, ..CartButton::default() };
        assert_eq!(button.label(), Some(Text::count_to_cart(9_999)));
        let read = CartButton { reading: false, ..button };
        assert_eq!(read.label(), Some(Text::count_to_cart(30)));
    }
}
