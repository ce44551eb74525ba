//! How an item of a session ends, and what decides it: the two readings of the cart.

use serde::{Deserialize, Serialize};

use super::{CartLine, Session, SessionItem, has_grown_by_others};
use crate::Millis;
use crate::asin::Asin;
use crate::marketplace::Marketplace;
use crate::text::Text;

/// How an item ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum Outcome {
    /// The cart page shows more of it than before.
    InCart {
        /// How many it shows.
        count: u32,
        /// How many of these do not take part in the checkout.
        unticked: u32,
        /// The other version that lies there, where the user chose one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<Asin>,
    },
    /// The cart page shows it, and showed as many before.
    AlreadyThere {
        /// How many it shows.
        count: u32,
        /// How many of these do not take part in the checkout.
        unticked: u32,
        /// The other version that lies there, where the user chose one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<Asin>,
    },
    /// The cart page does not show it, or could not be read.
    NotAdded {
        /// Why.
        reason: Reason,
    },
    /// The user says that it is there; nobody has looked.
    Marked,
}

impl Outcome {
    /// Whether it lies in the cart, by what the cart showed or by the user's own word.
    #[must_use]
    pub fn is_there(&self) -> bool {
        match self {
            Self::InCart { count, .. } | Self::AlreadyThere { count, .. } => *count > 0,
            Self::Marked => true,
            Self::NotAdded { .. } => false,
        }
    }

    /// What can be done next on the product's own page, where it did not arrive.
    #[must_use]
    pub fn next_step(&self) -> Option<Text<'static>> {
        let Self::NotAdded { reason } = self else { return None };
        Some(match reason {
            Reason::Choose => Text::NEXT_CHOOSE,
            Reason::Used | Reason::NoOffer => Text::NEXT_OFFERS,
            Reason::Digital | Reason::BuyNow => Text::NEXT_DIGITAL,
            _ => Text::NEXT_PAGE,
        })
    }

    /// Whether nobody knows: the cart could not be read, or something else came into it.
    #[must_use]
    pub fn is_unconfirmed(&self) -> bool {
        matches!(self, Self::NotAdded { reason } if reason.is_unconfirmed())
    }

    /// The other version of the item that lies in the cart.
    #[must_use]
    pub fn version(&self) -> Option<&Asin> {
        match self {
            Self::InCart { version, .. } | Self::AlreadyThere { version, .. } => version.as_ref(),
            Self::NotAdded { .. } | Self::Marked => None,
        }
    }

    /// What is said of an item that ended so, where so many were wanted: how it ended, how many do not take part in the
    /// checkout, and which other version it is.
    #[must_use]
    pub fn texts(&self, wanted: u32) -> Vec<Text<'_>> {
        let (end, unticked) = match *self {
            Self::InCart { count, unticked, .. } if count < wanted => {
                (Text::outcome_in_cart_part(count as usize, wanted as usize), unticked)
            }
            Self::InCart { count, unticked, .. } => (Text::outcome_in_cart(count as usize), unticked),
            Self::AlreadyThere { count, unticked, .. } => (Text::outcome_there(count as usize), unticked),
            Self::NotAdded { reason } => (reason.text(), 0),
            Self::Marked => (Text::OUTCOME_MARKED, 0),
        };
        let rest = (unticked > 0).then(|| Text::outcome_unticked(unticked as usize));
        let version = self.version().map(|version| Text::outcome_version(version.as_str()));
        [Some(end), rest, version].into_iter().flatten().collect()
    }
}

/// Why an item is not in the cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The user skipped it.
    Skipped,
    /// The session was stopped before it.
    Stopped,
    /// A version had to be chosen.
    Choose,
    /// There are only used ones.
    Used,
    /// There is no offer of Amazon's own choice.
    NoOffer,
    /// Nobody has it.
    Unavailable,
    /// It is bought at once.
    Digital,
    /// Only a subscription was offered.
    Subscribe,
    /// The member's price was chosen, and the ordinary one was not.
    MembersChosen,
    /// Another way of buying was chosen.
    AnotherWay,
    /// It is not sent to the user's place.
    NotDeliverable,
    /// It is out of stock, or not sent to the user's place.
    NotSold,
    /// One customer may buy no more of it.
    Limit,
    /// Only members can buy it.
    Members,
    /// Amazon asked for the user's age.
    Age,
    /// It is sold by invitation.
    Invitation,
    /// Amazon had the user wait in a line.
    Queue,
    /// It is sold at once, past the cart.
    BuyNow,
    /// It goes into another cart.
    OtherCart,
    /// It goes into another cart, and its button was pressed: nobody has looked into that one.
    OtherCartTried,
    /// A gift card that was not filled in.
    GiftCard,
    /// The button was pressed, and the cart shows something else that is new.
    OtherLine,
    /// The store does not have it.
    Missing,
    /// Its page went wrong.
    Broken,
    /// The button was pressed, and the cart does not show it.
    NoEffect,
    /// The cart could not be read.
    CartUnread,
    /// The user says that it did not arrive.
    Marked,
    /// A name that only a newer version knows.
    #[serde(other)]
    Unknown,
}

impl Reason {
    /// Every reason, for tests that hold the texts against them.
    pub const ALL: &[Self] = &[
        Self::Skipped,
        Self::Stopped,
        Self::Choose,
        Self::Used,
        Self::NoOffer,
        Self::Unavailable,
        Self::Digital,
        Self::Subscribe,
        Self::MembersChosen,
        Self::AnotherWay,
        Self::NotDeliverable,
        Self::NotSold,
        Self::Limit,
        Self::Members,
        Self::Age,
        Self::Invitation,
        Self::Queue,
        Self::BuyNow,
        Self::OtherCart,
        Self::OtherCartTried,
        Self::GiftCard,
        Self::OtherLine,
        Self::Missing,
        Self::Broken,
        Self::NoEffect,
        Self::CartUnread,
        Self::Marked,
        Self::Unknown,
    ];

    /// What is said of it.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::Skipped => Text::REASON_SKIPPED,
            Self::Stopped => Text::REASON_STOPPED,
            Self::Choose => Text::REASON_CHOOSE,
            Self::Used => Text::REASON_USED,
            Self::NoOffer => Text::REASON_NO_OFFER,
            Self::Unavailable => Text::REASON_UNAVAILABLE,
            Self::Digital => Text::REASON_DIGITAL,
            Self::Subscribe => Text::REASON_SUBSCRIBE,
            Self::MembersChosen => Text::REASON_MEMBERS_CHOSEN,
            Self::AnotherWay => Text::REASON_ANOTHER_WAY,
            Self::NotDeliverable => Text::REASON_NOT_DELIVERABLE,
            Self::NotSold => Text::REASON_NOT_SOLD,
            Self::Limit => Text::REASON_LIMIT,
            Self::Members => Text::REASON_MEMBERS,
            Self::Age => Text::REASON_AGE,
            Self::Invitation => Text::REASON_INVITATION,
            Self::Queue => Text::REASON_QUEUE,
            Self::BuyNow => Text::REASON_BUY_NOW,
            Self::OtherCart => Text::REASON_OTHER_CART,
            Self::OtherCartTried => Text::REASON_OTHER_CART_TRIED,
            Self::GiftCard => Text::REASON_GIFT_CARD,
            Self::OtherLine => Text::REASON_OTHER_LINE,
            Self::Missing => Text::REASON_MISSING,
            Self::Broken => Text::REASON_BROKEN,
            Self::NoEffect => Text::REASON_NO_EFFECT,
            Self::CartUnread => Text::REASON_CART_UNREAD,
            Self::Marked => Text::REASON_MARKED,
            Self::Unknown => Text::REASON_UNKNOWN,
        }
    }
}

/// What is kept of it with the list.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    /// The store, which need not be the one the item was found in.
    pub store: Marketplace,
    /// How it ended.
    pub outcome: Outcome,
    /// When.
    pub at: Millis,
}

impl Session {
    /// How an item ends. `after` is the last reading of the cart, `None` where there was none to be had.
    #[must_use]
    pub fn outcome(&self, item: &SessionItem, after: Option<&[CartLine]>) -> Outcome {
        // What was there before counts as long as nothing was tried.
        let lines = after.or(if item.tried { None } else { self.before.as_deref() });
        let count = lines.map(|lines| item.count(lines)).unwrap_or_default();
        let version = lines.and_then(|lines| item.version(lines));
        let (count, unticked) = (count.units, count.unticked);
        if count > self.count_before(item) {
            return Outcome::InCart { count, unticked, version };
        }
        if count > 0 {
            return Outcome::AlreadyThere { count, unticked, version };
        }
        let reason = match item.left {
            _ if item.tried && after.is_none() => Reason::CartUnread,
            _ if item.tried && item.elsewhere => Reason::OtherCartTried,
            // Amazon puts a bundle, a gift card or another version there under a number of its own.
            None | Some(Reason::NoEffect) if item.tried && self.has_something_else(after) => {
                Reason::OtherLine
            }
            Some(reason) => reason,
            None if item.tried => Reason::NoEffect,
            None => Reason::Stopped,
        };
        Outcome::NotAdded { reason }
    }

    /// Whether the cart has something new that is none of the session's items.
    fn has_something_else(&self, after: Option<&[CartLine]>) -> bool {
        let (Some(before), Some(after)) = (&self.before, after) else { return false };
        let known: Vec<Asin> =
            self.items.iter().flat_map(|item| [Some(item.asin), item.chosen]).flatten().collect();
        has_grown_by_others(before, after, &known)
    }
}
