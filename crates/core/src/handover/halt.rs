//! What is said of each halt, and what the user can do about it.

use super::{CartPage, PageState, ProductState, Reason, Stage, WaitingFor, Walk, Way};

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
    /// Take the panel away, once all is over.
    Close,
}

impl Act {
    /// Every act.
    pub const ALL: &[Self] = &[Self::GoOn, Self::Told, Self::Skip, Self::Stop, Self::Close];

    /// Its name in our own markup.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GoOn => "go-on",
            Self::Told => "told",
            Self::Skip => "skip",
            Self::Stop => "stop",
            Self::Close => "close",
        }
    }

    /// The key of its label in `_locales`.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::GoOn => "act_go_on",
            Self::Told => "act_told",
            Self::Skip => "act_skip",
            Self::Stop => "act_stop",
            Self::Close => "act_close",
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
        Self::Used,
        Self::NoOffer,
        Self::Subscribe,
        Self::Plan,
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

    /// The key of its text in `_locales`.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Loading => "halt_loading",
            Self::Press => "halt_press",
            Self::Confirming => "halt_confirming",
            Self::Choose => "halt_choose",
            Self::Chosen => "halt_chosen",
            Self::Used => "halt_used",
            Self::NoOffer => "halt_no_offer",
            Self::Subscribe => "halt_subscribe",
            Self::Plan => "halt_plan",
            Self::SignIn => "halt_sign_in",
            Self::Continue => "halt_continue",
            Self::Captcha => "halt_captcha",
            Self::Checking => "halt_checking",
            Self::Broken => "halt_broken",
            Self::Unclear => "halt_unclear",
            Self::Strayed => "halt_strayed",
            Self::Link => "halt_link",
            Self::CartUnread => "halt_cart_unread",
            Self::Mark => "halt_mark",
            Self::TabClosed => "halt_tab_closed",
            Self::Restarted => "halt_restarted",
            Self::Elsewhere => "halt_elsewhere",
            Self::Revoked => "halt_revoked",
        }
    }

    /// Whether the walk cannot go on by itself, nor by a press on Amazon's page in front.
    #[must_use]
    pub fn is_pause(self) -> bool {
        matches!(self, Self::TabClosed | Self::Restarted | Self::Elsewhere | Self::Revoked)
    }
}

impl Reason {
    /// Whether trying again makes sense: not for what the store does not have, or never puts into a cart.
    #[must_use]
    pub fn is_worth_another_try(self) -> bool {
        !matches!(self, Self::Digital | Self::Missing | Self::Unavailable | Self::NotDeliverable)
    }
}

impl Walk {
    /// What the user can do now, the likeliest first.
    #[must_use]
    pub fn acts(&self) -> Vec<Act> {
        if self.is_done() {
            return vec![Act::Close];
        }
        let own: &[Act] = match self.halt {
            // What is to be pressed is Amazon's own.
            WaitingFor::Press
            | WaitingFor::Choose
            | WaitingFor::Used
            | WaitingFor::Subscribe
            | WaitingFor::Plan => &[],
            WaitingFor::SignIn
            | WaitingFor::Continue
            | WaitingFor::Captcha
            | WaitingFor::Checking
            | WaitingFor::Mark => &[],
            WaitingFor::Unclear | WaitingFor::Chosen | WaitingFor::NoOffer => &[Act::Told],
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

    /// Whether a page of the walk has nothing of ours in it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.way == Way::Plain
    }
}

impl PageState {
    /// How long a page must go on looking like this before it is believed, in milliseconds. Pages of Amazon's arrive
    /// in pieces: what is missing now may be on its way, what is there is there.
    #[must_use]
    pub fn patience(&self) -> u32 {
        match self {
            Self::Product(page) => match page.state {
                ProductState::Ready | ProductState::Plan => 0,
                ProductState::Unclear => 1_500,
                _ => 500,
            },
            Self::Cart(CartPage::Unreadable) => 3_000,
            Self::Unknown => 1_500,
            _ => 0,
        }
    }
}
