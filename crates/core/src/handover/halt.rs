//! What is said of each halt, and what the user can do about it.

use super::{AddMethod, CartPage, PageState, ProductState, Reason, Session, Stage, WaitingFor};
use crate::text::Text;

/// What the user can press in our own panel and page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Go on after a halt.
    GoOn,
    /// Say that the button was pressed.
    Told,
    /// Next one.
    Skip,
    /// No more.
    Stop,
    /// See how each item ended, on our own page, once all is over.
    Details,
    /// Take the panel away, once all is over.
    Close,
}

impl Act {
    /// Every act.
    pub const ALL: &[Self] = &[Self::GoOn, Self::Told, Self::Skip, Self::Stop, Self::Details, Self::Close];

    /// Its name in our own markup.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GoOn => "go-on",
            Self::Told => "told",
            Self::Skip => "skip",
            Self::Stop => "stop",
            Self::Details => "details",
            Self::Close => "close",
        }
    }

    /// Its label.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::GoOn => Text::ACT_GO_ON,
            Self::Told => Text::ACT_TOLD,
            Self::Skip => Text::ACT_SKIP,
            Self::Stop => Text::ACT_STOP,
            Self::Details => Text::ACT_DETAILS,
            Self::Close => Text::ACT_CLOSE,
        }
    }

    /// The act of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.name() == name)
    }
}

impl WaitingFor {
    /// Every halt, for tests that hold the texts against them.
    pub const ALL: &[Self] = &[
        Self::Loading,
        Self::Press,
        Self::Confirming,
        Self::Choose,
        Self::Chosen,
        Self::PressOnPhone,
        Self::Used,
        Self::NoOffer,
        Self::Subscribe,
        Self::MembersChosen,
        Self::AnotherWay,
        Self::OtherCart,
        Self::GiftCard,
        Self::Plan,
        Self::Pane,
        Self::Age,
        Self::Queue,
        Self::SignIn,
        Self::Continue,
        Self::Captcha,
        Self::Checking,
        Self::Broken,
        Self::Unclear,
        Self::Strayed,
        Self::Link,
        Self::CartUnread,
        Self::Mark,
        Self::TabClosed,
        Self::Restarted,
        Self::Elsewhere,
        Self::Revoked,
    ];

    /// What is said of it.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::Loading => Text::HALT_LOADING,
            Self::Press => Text::HALT_PRESS,
            Self::Confirming => Text::HALT_CONFIRMING,
            Self::Choose => Text::HALT_CHOOSE,
            Self::Chosen => Text::HALT_CHOSEN,
            Self::Used => Text::HALT_USED,
            Self::NoOffer => Text::HALT_NO_OFFER,
            Self::PressOnPhone => Text::HALT_PRESS_ON_PHONE,
            Self::Subscribe => Text::HALT_SUBSCRIBE,
            Self::MembersChosen => Text::HALT_MEMBERS_CHOSEN,
            Self::AnotherWay => Text::HALT_ANOTHER_WAY,
            Self::OtherCart => Text::HALT_OTHER_CART,
            Self::GiftCard => Text::HALT_GIFT_CARD,
            Self::Plan => Text::HALT_PLAN,
            Self::Pane => Text::HALT_PANE,
            Self::Age => Text::HALT_AGE,
            Self::Queue => Text::HALT_QUEUE,
            Self::SignIn => Text::HALT_SIGN_IN,
            Self::Continue => Text::HALT_CONTINUE,
            Self::Captcha => Text::HALT_CAPTCHA,
            Self::Checking => Text::HALT_CHECKING,
            Self::Broken => Text::HALT_BROKEN,
            Self::Unclear => Text::HALT_UNCLEAR,
            Self::Strayed => Text::HALT_STRAYED,
            Self::Link => Text::HALT_LINK,
            Self::CartUnread => Text::HALT_CART_UNREAD,
            Self::Mark => Text::HALT_MARK,
            Self::TabClosed => Text::HALT_TAB_CLOSED,
            Self::Restarted => Text::HALT_RESTARTED,
            Self::Elsewhere => Text::HALT_ELSEWHERE,
            Self::Revoked => Text::HALT_REVOKED,
        }
    }

    /// The same on our own page, which is not the one that it is about.
    #[must_use]
    pub fn text_elsewhere(self) -> Text<'static> {
        match self {
            Self::Press | Self::PressOnPhone => Text::HALT_PRESS_TAB,
            Self::Choose => Text::HALT_CHOOSE_TAB,
            other => other.text(),
        }
    }

    /// Whether the session cannot go on by itself, nor by a press in its tab, which is gone or shows something else.
    #[must_use]
    pub fn is_pause(self) -> bool {
        matches!(self, Self::TabClosed | Self::Restarted | Self::Elsewhere | Self::Revoked)
    }
}

impl Reason {
    /// Whether trying again makes sense: not for what the store does not have, gives nobody more of, or never puts into
    /// this cart, and not for what may be there already, where another try would add a second one.
    #[must_use]
    pub fn is_worth_another_try(self) -> bool {
        !matches!(
            self,
            Self::Digital
                | Self::BuyNow
                | Self::Missing
                | Self::Unavailable
                | Self::Limit
                | Self::Invitation
                | Self::OtherCart
        ) && !self.may_be_there()
    }

    /// Whether the item may lie where we cannot see it: in another cart, or under another number.
    #[must_use]
    pub fn may_be_there(self) -> bool {
        matches!(self, Self::OtherLine | Self::OtherCartTried)
    }

    /// Whether it says that nobody knows: then nothing is said to be missing.
    #[must_use]
    pub fn is_unconfirmed(self) -> bool {
        self == Self::CartUnread || self.may_be_there()
    }
}

impl Session {
    /// What the user can do now, the likeliest first.
    #[must_use]
    pub fn acts(&self) -> Vec<Act> {
        if self.is_done() {
            return vec![Act::Details, Act::Close];
        }
        let own: &[Act] = match self.halt {
            // What is to be pressed is Amazon's own.
            WaitingFor::Press
            | WaitingFor::Choose
            | WaitingFor::Used
            | WaitingFor::Subscribe
            | WaitingFor::MembersChosen
            | WaitingFor::Plan
            | WaitingFor::Pane => &[],
            WaitingFor::SignIn
            | WaitingFor::Continue
            | WaitingFor::Captcha
            | WaitingFor::Age
            | WaitingFor::Queue
            | WaitingFor::Checking
            | WaitingFor::Mark => &[],
            WaitingFor::Unclear
            | WaitingFor::Chosen
            | WaitingFor::PressOnPhone
            | WaitingFor::AnotherWay
            | WaitingFor::OtherCart
            | WaitingFor::GiftCard
            | WaitingFor::NoOffer => &[Act::Told],
            _ => &[Act::GoOn],
        };
        // On the way to the cart there is nothing to skip but the reading itself.
        let skips = match self.at {
            Stage::Item(_) => true,
            Stage::Before | Stage::Check(_) => {
                matches!(self.halt, WaitingFor::CartUnread | WaitingFor::Broken | WaitingFor::Strayed)
            }
            Stage::Link(_) | Stage::After | Stage::Done => false,
        };
        let skip: &[Act] = if skips { &[Act::Skip] } else { &[] };
        own.iter().chain(skip).chain(&[Act::Stop]).copied().collect()
    }

    /// Whether a page of the session has nothing of ours in it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.way == AddMethod::Plain
    }
}

impl PageState {
    /// How long a page must go on looking like this before it is believed, in milliseconds. Pages of Amazon's arrive
    /// in pieces: what is missing now may be on its way, what is there is there.
    #[must_use]
    pub fn patience(&self) -> u32 {
        match self {
            Self::Product(page) => match page.state {
                ProductState::Ready | ProductState::ReadyOnPhone | ProductState::Plan => 0,
                // The button may be what is still on its way.
                ProductState::Unclear | ProductState::BuyNow | ProductState::Members => 1_500,
                _ => 500,
            },
            Self::Cart(CartPage::Unreadable) => 3_000,
            Self::Unknown => 1_500,
            _ => 0,
        }
    }
}
