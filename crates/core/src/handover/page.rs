//! What one page of Amazon's shows, as far as the hand-over has to know.

use serde::{Deserialize, Serialize};

use crate::asin::Asin;

/// What kind of page it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageState {
    /// The page of one product.
    Product(ProductPage),
    /// Amazon says that something was added: a page of its own, or a sheet over the product's.
    Confirmation,
    /// The cart.
    Cart(CartPage),
    /// Amazon wants to know who it is. Nothing of such a page is read but its address.
    SignIn,
    /// A page with one button between the user and the page asked for.
    Continue,
    /// Letters to copy from a picture.
    Captcha,
    /// Amazon asks how old the user is.
    Age,
    /// Amazon has the user wait in a line.
    Queue,
    /// The page looks at the browser, and loads anew by itself.
    Checking,
    /// Amazon has no such page.
    Missing,
    /// Amazon says that something went wrong.
    Broken,
    /// None of these.
    Unknown,
}

/// The page of one product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPage {
    /// Which product it is about, at this moment.
    pub asin: Asin,
    /// Which product its address names; `None` where it names none, or where the store led there from another address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asin>,
    /// What can be done there.
    pub state: ProductState,
    /// Whether a pane that we do not know lies over it and wants an answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub asks: bool,
    /// The largest quantity that the page lets choose; 1 where there is nothing to choose.
    pub most: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub(super) fn is_false(it: &bool) -> bool {
    !*it
}

/// What can be done on the page of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductState {
    /// The one button is there.
    Ready,
    /// The one button is there, on a page for phones, of which too little is known to press it for the user.
    ReadyOnPhone,
    /// Size, colour and the like have to be chosen first.
    Choose,
    /// A used one is chosen, or only a used one can be added.
    Used,
    /// Other sellers have it, and none of them is Amazon's own choice.
    NoOffer,
    /// Nobody has it.
    Unavailable,
    /// Nobody has it, or nobody sends it to the user's place: the page does not tell which.
    NotSold,
    /// It is not sent to the user's place.
    NotDeliverable,
    /// This customer has bought as many as one customer may.
    Limit,
    /// Only members can buy it.
    Members,
    /// The member's price is chosen, and there is an ordinary one.
    MembersChosen,
    /// It is sold to those whom Amazon invites.
    Invitation,
    /// Amazon has the user wait in a line for it.
    Queue,
    /// It is bought at once and never lies in a cart: Kindle books, videos, apps.
    Digital,
    /// It is only bought at once, or ordered before it appears.
    BuyNow,
    /// A subscription is chosen, or the only way.
    Subscribe,
    /// A way of buying is chosen that is none of the others: trade-in, groceries, rental.
    AnotherWay,
    /// It goes into a cart of its own, as groceries do.
    OtherCart,
    /// A gift card: the user fills in for whom it is, and presses.
    GiftCard,
    /// Amazon asks whether to add a protection plan.
    Plan,
    /// Something else.
    Unclear,
}

/// What the cart page says. A cart that cannot be read is not an empty one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CartPage {
    /// The lines that are really in the cart: none that was removed or saved for later. There may be no line left.
    Lines(Vec<CartLine>),
    /// The page says itself that it is empty.
    Empty,
    /// Neither, or not whole.
    Unreadable,
}

/// One line of the cart. The same product can have several, of different sellers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLine {
    /// Which product.
    pub asin: Asin,
    /// How many.
    pub quantity: u32,
    /// Whether it takes part when the user checks out.
    pub ticked: bool,
}

/// How many of a product lie in a cart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CartCount {
    /// All of them.
    pub units: u32,
    /// Those that do not take part when the user checks out.
    pub unticked: u32,
}

impl CartPage {
    /// The lines, where the page could be read.
    #[must_use]
    pub fn lines(&self) -> Option<&[CartLine]> {
        match self {
            Self::Lines(lines) => Some(lines),
            Self::Empty => Some(&[]),
            Self::Unreadable => None,
        }
    }
}

/// Counts one product over all lines.
#[must_use]
pub fn count(lines: &[CartLine], asin: Asin) -> CartCount {
    let mut count = CartCount::default();
    for line in lines.iter().filter(|line| line.asin == asin) {
        count.units = count.units.saturating_add(line.quantity);
        if !line.ticked {
            count.unticked = count.unticked.saturating_add(line.quantity);
        }
    }
    count
}

/// Whether a cart holds more than before of something that is none of these.
#[must_use]
pub fn has_grown_by_others(before: &[CartLine], after: &[CartLine], known: &[Asin]) -> bool {
    let strangers = after.iter().filter(|line| !known.contains(&line.asin));
    strangers.into_iter().any(|line| count(after, line.asin).units > count(before, line.asin).units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_product_are_summed() {
        let asin = |text: &str| text.parse::<Asin>().unwrap();
        let line = |text: &str, quantity, ticked| CartLine { asin: asin(text), quantity, ticked };
        let lines = [line("B0HCART001", 2, true), line("B0HCART002", 7, true), line("B0HCART001", 1, false)];
        assert_eq!(count(&lines, asin("B0HCART001")), CartCount { units: 3, unticked: 1 });
        assert_eq!(count(&lines, asin("B0HCART003")), CartCount::default());
        let known = [asin("B0HCART001")];
        assert!(has_grown_by_others(&[], &lines, &known));
        assert!(!has_grown_by_others(&lines[1..], &lines, &known));
        assert_eq!(CartPage::Empty.lines(), Some(&[][..]));
        assert_eq!(CartPage::Unreadable.lines(), None);
    }
}
