//! Where an item stands for its user: one word out of thirteen, made of what was done with it last.
//!
//! Nothing here is stored. What is stored are facts, each with its time: how the reply ended, how the last hand-over
//! ended, where the user put the item, and which hand-over is under way. So no item can stand where nothing leads
//! out again, and taking one fact back brings back what was.

use super::Millis;
use super::cart::{CartItem, ReplyState, Shelf};
use super::handover::{Outcome, Sent};
use super::item::ItemKey;
use super::text::Text;

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Kept, and nothing else.
    Saved,
    /// The reply is posted.
    Replied,
    /// The reply was not posted, or nobody knows whether it was.
    ReplyFailed,
    /// The product behind the link is not known.
    Unresolved,
    /// A hand-over is under way, and the item takes part in it.
    OnItsWay,
    /// The cart showed it.
    InCart,
    /// The user said that the cart shows it; nobody else has looked.
    SaidInCart,
    /// The last hand-over did not bring it into the cart.
    NotAdded,
    /// Nobody knows whether the last hand-over did.
    Unconfirmed,
    /// It may lie in a cart where we did not look, or there under another number: the user's to look.
    MayBeThere,
    /// The user bought it.
    Bought,
    /// The user saved it for later.
    Later,
    /// The user put it out of sight.
    Archived,
}

impl Status {
    /// Every status, in the order in which they are offered.
    pub const ALL: &[Self] = &[
        Self::Saved,
        Self::Replied,
        Self::ReplyFailed,
        Self::Unresolved,
        Self::OnItsWay,
        Self::InCart,
        Self::SaidInCart,
        Self::NotAdded,
        Self::Unconfirmed,
        Self::MayBeThere,
        Self::Bought,
        Self::Later,
        Self::Archived,
    ];

    /// What is said of it.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::Saved => Text::STATUS_SAVED,
            Self::Replied => Text::STATUS_REPLIED,
            Self::ReplyFailed => Text::STATUS_REPLY_FAILED,
            Self::Unresolved => Text::STATUS_UNRESOLVED,
            Self::OnItsWay => Text::STATUS_ON_ITS_WAY,
            Self::InCart => Text::STATUS_IN_CART,
            Self::SaidInCart => Text::STATUS_SAID_IN_CART,
            Self::NotAdded => Text::STATUS_NOT_ADDED,
            Self::Unconfirmed => Text::STATUS_UNCONFIRMED,
            Self::MayBeThere => Text::STATUS_MAY_BE_THERE,
            Self::Bought => Text::STATUS_BOUGHT,
            Self::Later => Text::STATUS_LATER,
            Self::Archived => Text::STATUS_ARCHIVED,
        }
    }

    /// The name that its style hangs on.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Saved | Self::SaidInCart | Self::Later | Self::Archived => "saved",
            Self::Replied | Self::InCart | Self::Bought => "good",
            Self::ReplyFailed | Self::NotAdded => "bad",
            Self::Unresolved | Self::OnItsWay | Self::Unconfirmed | Self::MayBeThere => "unsure",
        }
    }

    /// Whether it lies in the cart: by what the cart showed, by the user's word, or as far as only the user can see.
    #[must_use]
    pub fn is_in_cart(self) -> bool {
        matches!(self, Self::InCart | Self::SaidInCart | Self::MayBeThere)
    }

    /// Whether it is still to buy: the one number that toolbar, popup and list say. What lies in the cart is not, what may
    /// lie there is not added a second time unasked, and what the user put aside is not.
    #[must_use]
    pub fn is_to_buy(self) -> bool {
        match self {
            Self::Saved
            | Self::Replied
            | Self::ReplyFailed
            | Self::Unresolved
            | Self::OnItsWay
            | Self::NotAdded
            | Self::Unconfirmed => true,
            Self::InCart
            | Self::SaidInCart
            | Self::MayBeThere
            | Self::Bought
            | Self::Later
            | Self::Archived => false,
        }
    }
}

/// Where an item stands, and since when. `sent` is how its last hand-over ended, `session` when the one began that it
/// takes part in now.
///
/// What is under way comes first. Of what is over the latest counts, and of two at the same time the user's own
/// word. A hand-over from before the item was kept was another item's.
#[must_use]
pub fn status_of(item: &CartItem, sent: Option<&Sent>, session: Option<Millis>) -> (Status, Millis) {
    if let Some(begun) = session {
        return (Status::OnItsWay, begun);
    }
    let sent = sent.filter(|sent| sent.at >= item.saved_at);
    match (item.shelf, sent) {
        (Some((shelf, at)), sent) if sent.is_none_or(|sent| at >= sent.at) => {
            let status = match shelf {
                Shelf::Bought => Status::Bought,
                Shelf::Later => Status::Later,
                Shelf::Archived => Status::Archived,
            };
            (status, at)
        }
        (_, Some(sent)) => match sent.outcome {
            Outcome::InCart { .. } | Outcome::AlreadyThere { .. } => (Status::InCart, sent.at),
            Outcome::Marked => (Status::SaidInCart, sent.at),
            Outcome::NotAdded { reason } if reason.may_be_there() => (Status::MayBeThere, sent.at),
            outcome if outcome.is_unconfirmed() => (Status::Unconfirmed, sent.at),
            Outcome::NotAdded { .. } => (Status::NotAdded, sent.at),
        },
        _ if matches!(item.found.key, ItemKey::Link(_)) => (Status::Unresolved, item.saved_at),
        _ => match item.status {
            ReplyState::Saved => (Status::Saved, item.changed_at),
            ReplyState::Replied { .. } => (Status::Replied, item.changed_at),
            ReplyState::Replying | ReplyState::ReplyFailed { .. } => (Status::ReplyFailed, item.changed_at),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::FaultCode;
    use crate::handover::Reason;
    use crate::marketplace::Marketplace;
    use crate::samples::kept;
    use proptest::prelude::*;

    fn item(status: ReplyState, shelf: Option<(Shelf, Millis)>) -> CartItem {
        CartItem { status, shelf, changed_at: 12.0, ..CartItem::new(kept("1"), 10.0) }
    }

    fn sent(outcome: Outcome, at: Millis) -> Sent {
        Sent { store: Marketplace::CoJp, outcome, at }
    }

    #[test]
    fn each_of_the_thirteen_is_reached() {
        let there = Outcome::InCart { count: 1, unticked: 0, version: None };
        let before = Outcome::AlreadyThere { count: 2, unticked: 1, version: None };
        let not = Outcome::NotAdded { reason: Reason::Used };
        let unread = Outcome::NotAdded { reason: Reason::CartUnread };
        let other = Outcome::NotAdded { reason: Reason::OtherLine };
        let replied = ReplyState::Replied { url: String::new() };
        let failed = ReplyState::ReplyFailed { code: FaultCode::ReplyLimit };
        let mut link = item(ReplyState::Saved, None);
        link.found.key = "link:amzn.to/3DHiDU7".parse().unwrap();
        let saved = |shelf| item(ReplyState::Saved, Some((shelf, 20.0)));
        for (item, sent, session, expected) in [
            (item(ReplyState::Saved, None), None, None, (Status::Saved, 12.0)),
            (item(replied.clone(), None), None, None, (Status::Replied, 12.0)),
            (item(failed.clone(), None), None, None, (Status::ReplyFailed, 12.0)),
            (item(ReplyState::Replying, None), None, None, (Status::ReplyFailed, 12.0)),
            (link.clone(), None, None, (Status::Unresolved, 10.0)),
            (CartItem { status: replied.clone(), ..link }, None, None, (Status::Unresolved, 10.0)),
            (item(replied.clone(), None), Some(sent(there, 15.0)), None, (Status::InCart, 15.0)),
            (item(failed, None), Some(sent(before, 15.0)), None, (Status::InCart, 15.0)),
            (item(replied, None), Some(sent(Outcome::Marked, 15.0)), None, (Status::SaidInCart, 15.0)),
            (item(ReplyState::Saved, None), Some(sent(not, 15.0)), None, (Status::NotAdded, 15.0)),
            (item(ReplyState::Saved, None), Some(sent(unread, 15.0)), None, (Status::Unconfirmed, 15.0)),
            (item(ReplyState::Saved, None), Some(sent(other, 15.0)), None, (Status::MayBeThere, 15.0)),
            // Kept anew since: that hand-over was another item's.
            (item(ReplyState::Saved, None), Some(sent(not, 9.0)), None, (Status::Saved, 12.0)),
            (saved(Shelf::Bought), None, None, (Status::Bought, 20.0)),
            (saved(Shelf::Later), Some(sent(not, 15.0)), None, (Status::Later, 20.0)),
            (saved(Shelf::Archived), Some(sent(not, 20.0)), None, (Status::Archived, 20.0)),
            (saved(Shelf::Later), Some(sent(there, 25.0)), None, (Status::InCart, 25.0)),
            (saved(Shelf::Bought), Some(sent(there, 25.0)), Some(30.0), (Status::OnItsWay, 30.0)),
        ] {
            assert_eq!(status_of(&item, sent.as_ref(), session), expected, "{item:?} {sent:?} {session:?}");
        }
    }

    #[test]
    fn names_are_all_different() {
        let keys: std::collections::BTreeSet<_> = Status::ALL.iter().map(|it| it.text().key()).collect();
        assert_eq!((keys.len(), Status::ALL.len()), (13, 13));
    }

    fn shelves() -> impl Strategy<Value = Option<(Shelf, Millis)>> {
        let shelf = prop_oneof![Just(Shelf::Bought), Just(Shelf::Later), Just(Shelf::Archived)];
        proptest::option::of((shelf, any::<f64>()))
    }

    fn ends() -> impl Strategy<Value = Option<Sent>> {
        let outcome = prop_oneof![
            Just(Outcome::Marked),
            Just(Outcome::NotAdded { reason: Reason::Stopped }),
            Just(Outcome::InCart { count: 1, unticked: 0, version: None }),
        ];
        proptest::option::of((outcome, any::<f64>()).prop_map(|(outcome, at)| sent(outcome, at)))
    }

    proptest! {
        #[test]
        fn the_later_wins_and_taking_back_brings_back(
            shelf in shelves(), sent in ends(), session in proptest::option::of(any::<f64>()), saved in any::<f64>(),
        ) {
            let bare = CartItem { saved_at: saved, ..item(ReplyState::Saved, None) };
            let put = CartItem { shelf, ..bare.clone() };
            let (now, at) = status_of(&put, sent.as_ref(), session);
            let without = status_of(&bare, sent.as_ref(), session);
            if session.is_some() {
                prop_assert_eq!(now, Status::OnItsWay);
            } else if now == Status::Saved {
                prop_assert!(shelf.is_none());
            } else if let (Some((_, put_at)), Some(sent)) = (shelf, &sent) {
                let counts = sent.at >= saved;
                prop_assert_eq!(at.to_bits(), if counts && sent.at > put_at { sent.at } else { put_at }.to_bits());
            }
            let back = status_of(&CartItem { shelf: None, ..put }, sent.as_ref(), session);
            prop_assert_eq!((back.0, back.1.to_bits()), (without.0, without.1.to_bits()));
        }
    }
}
