//! A session at the page of an item: what the page offers, the press, and what comes of it.

use super::Command;
use crate::asin::Asin;
use crate::handover::{
    CartPage, Outcome, PageState, ProductPage, ProductState, Reason, Session, SessionItem, Stage, WaitingFor,
};

/// How the session came to the page that it sees.
pub(super) struct Arrival {
    /// Behind something that Amazon had put before it.
    pub cleared: bool,
    /// As the first page after it asked for one.
    pub arrived: bool,
}

impl SessionItem {
    /// Whether a page about another product is the item's own, which shows another version: its address still names the
    /// item, the store led there, or it is what stands there each time.
    fn is_shown_by(&self, page: &ProductPage, arrived: bool) -> bool {
        let led = page.asked.is_none() || self.instead == Some(page.asin);
        self.choosing || page.asked == Some(self.asin) || (arrived && led)
    }
}

impl Session {
    pub(super) fn sees_item(
        &mut self,
        index: usize,
        page: f64,
        sight: &PageState,
        arrival: &Arrival,
        presses: bool,
    ) -> Command {
        let pressed = self.items.get(index).and_then(|item| item.pressed);
        match sight {
            // The page came anew after the press: only the cart knows what that means.
            PageState::Product(_) if pressed.is_some_and(|on| on.total_cmp(&page).is_ne()) => {
                self.go_to(Stage::Check(index))
            }
            PageState::Product(product) => self.sees_product(index, product, arrival, presses),
            PageState::Confirmation => self.confirmed(index),
            PageState::Cart(cart) if pressed.is_some() => self.judge(index, cart),
            PageState::Missing if pressed.is_none() => self.pass(index, Some(Reason::Missing)),
            PageState::Broken | PageState::Missing if pressed.is_none() => self.wait(WaitingFor::Broken),
            _ if pressed.is_some() => self.go_to(Stage::Check(index)),
            _ if arrival.cleared => self.go(),
            _ => self.wait(WaitingFor::Strayed),
        }
    }

    fn sees_product(
        &mut self,
        index: usize,
        product: &ProductPage,
        &Arrival { arrived, .. }: &Arrival,
        presses: bool,
    ) -> Command {
        let Some(item) = self.items.get_mut(index) else { return Command::Stay };
        let pressed = item.pressed.is_some();
        if product.state == ProductState::Plan {
            self.halt = WaitingFor::Plan;
            return if presses && pressed { Command::Decline } else { Command::Stay };
        }
        if pressed {
            return self.wait(if product.asks { WaitingFor::Pane } else { WaitingFor::Confirming });
        }
        let own = product.asin == item.asin;
        if !own && !item.is_shown_by(product, arrived) {
            if arrived {
                item.instead = Some(product.asin);
            }
            return self.wait(WaitingFor::Strayed);
        }
        item.choosing |= !own || product.state == ProductState::Choose;
        item.elsewhere = product.state == ProductState::OtherCart;
        match product.state {
            ProductState::Ready if own && presses && product.asks => self.wait(WaitingFor::Pane),
            ProductState::Ready if own => {
                self.halt = WaitingFor::Press;
                if presses { Command::Press } else { Command::Stay }
            }
            // What the user chooses on the item's own page is the user's to press.
            ProductState::Ready | ProductState::ReadyOnPhone if !own => self.wait(WaitingFor::Chosen),
            ProductState::Ready | ProductState::ReadyOnPhone => self.wait(WaitingFor::PressOnPhone),
            ProductState::Choose => self.wait(WaitingFor::Choose),
            ProductState::Used => self.wait(WaitingFor::Used),
            ProductState::NoOffer => self.wait(WaitingFor::NoOffer),
            ProductState::Subscribe => self.wait(WaitingFor::Subscribe),
            ProductState::MembersChosen => self.wait(WaitingFor::MembersChosen),
            ProductState::AnotherWay => self.wait(WaitingFor::AnotherWay),
            ProductState::OtherCart => self.wait(WaitingFor::OtherCart),
            ProductState::GiftCard => self.wait(WaitingFor::GiftCard),
            ProductState::Queue => self.wait(WaitingFor::Queue),
            ProductState::Plan | ProductState::Unclear => self.wait(WaitingFor::Unclear),
            // What keeps another version from being bought says nothing of the item's own.
            _ if !own => self.wait(WaitingFor::Choose),
            ProductState::Unavailable => self.pass(index, Some(Reason::Unavailable)),
            ProductState::NotSold => self.pass(index, Some(Reason::NotSold)),
            ProductState::NotDeliverable => self.pass(index, Some(Reason::NotDeliverable)),
            ProductState::Limit => self.pass(index, Some(Reason::Limit)),
            ProductState::Members => self.pass(index, Some(Reason::Members)),
            ProductState::Invitation => self.pass(index, Some(Reason::Invitation)),
            ProductState::Digital => self.pass(index, Some(Reason::Digital)),
            ProductState::BuyNow => self.pass(index, Some(Reason::BuyNow)),
        }
    }

    pub(super) fn pressed(&mut self, asin: Asin, quantity: u32) -> Command {
        let (Stage::Item(index), Some(page)) = (self.at, self.page) else { return Command::Stay };
        let Some(item) = self.items.get_mut(index) else { return Command::Stay };
        if asin != item.asin {
            if !item.choosing {
                return Command::Stay;
            }
            item.chosen = Some(asin);
        }
        // The same press, told twice.
        if item.pressed == Some(page) && self.halt == WaitingFor::Confirming {
            return Command::Stay;
        }
        item.pressed = Some(page);
        item.tried = true;
        item.units = item.units.saturating_add(quantity.max(1));
        self.wait(WaitingFor::Confirming)
    }

    /// Amazon says that something was added. Whether it was is seen at the end; where a picker was too short for the
    /// wish, there is another round.
    fn confirmed(&mut self, index: usize) -> Command {
        let Some(item) = self.items.get_mut(index) else { return Command::Stay };
        if item.pressed.is_none() {
            // A press that we were not told of, or the word about another one.
            item.tried = true;
            return self.go_to(Stage::Check(index));
        }
        let again = self.items.get(index).is_some_and(|item| item.units > 1 && self.missing(item) > 0);
        if again && let Some(item) = self.items.get_mut(index) {
            item.pressed = None;
            return self.go_to(Stage::Item(index));
        }
        self.pass(index, None)
    }

    pub(super) fn unsure(&mut self, told: bool) -> Command {
        let Stage::Item(index) = self.at else { return Command::Stay };
        let Some(item) = self.items.get_mut(index) else { return Command::Stay };
        if !told && (item.pressed.is_none() || self.halt == WaitingFor::Pane) {
            return Command::Stay;
        }
        if told && item.elsewhere {
            // Into that cart nobody looks but the user.
            item.outcome = Some(Outcome::Marked);
            return self.pass(index, None);
        }
        item.tried = true;
        self.go_to(Stage::Check(index))
    }

    pub(super) fn sees_check(&mut self, index: usize, sight: &PageState, cleared: bool) -> Command {
        match sight {
            PageState::Cart(cart) if cart.lines().is_some() => self.judge(index, cart),
            other => self.no_cart(other, cleared),
        }
    }

    /// The cart was looked at after a press.
    fn judge(&mut self, index: usize, cart: &CartPage) -> Command {
        let (Some(lines), Some(item)) = (cart.lines(), self.items.get(index)) else {
            return self.wait(WaitingFor::CartUnread);
        };
        let came = item.count(lines).units > self.count_before(item);
        self.pass(index, (!came).then_some(Reason::NoEffect))
    }
}

#[cfg(test)]
#[path = "item_tests.rs"]
mod tests;
