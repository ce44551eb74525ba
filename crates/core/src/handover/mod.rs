//! The hand-over: a session on Amazon's own pages that brings items of the list into the user's cart.
//!
//! What lies in the cart afterwards is what the cart page says: not the press, not a page that confirms it, not a tab
//! that was opened. Where Hashcart may not look, the user says it, which is an [`Outcome`] of its own. The whole session is
//! one record, so that it lives through anything that can happen to a background, a tab or a browser.

mod end;
mod halt;
mod link;
mod page;
mod step;

use serde::{Deserialize, Serialize};

use super::Millis;
use super::asin::Asin;
use super::item::ItemKey;
use super::marketplace::Marketplace;

pub use end::{Outcome, Reason, Sent};
pub use halt::Act;
pub use link::{MOST_PER_LINK, links};
pub use page::{
    CartCount, CartLine, CartPage, PageState, ProductPage, ProductState, count, has_grown_by_others,
};
pub use step::{Command, SessionEvent};

/// The largest quantity of one item; what Amazon's own pickers rarely exceed.
pub const MOST_UNITS: u32 = 30;

/// What the user chose about handing over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandoverSettings {
    /// Whether Hashcart presses Amazon's button.
    pub press: bool,
    /// The store that the user buys in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<Marketplace>,
}

/// How the items get there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddMethod {
    /// Product page by product page, with a panel.
    Guided,
    /// By Amazon's documented address that adds many at once, then by looking into the cart.
    Quick,
    /// Product page by product page, without anything of ours in them: the user says what arrived.
    Plain,
}

/// An item that the user picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The item in the list.
    pub key: ItemKey,
    /// What to call it.
    pub title: String,
    /// How many of it should be in the cart.
    pub wanted: u32,
}

/// One item of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionItem {
    /// The item in the list, which may be of another store.
    pub key: ItemKey,
    /// The product, in the session's store.
    pub asin: Asin,
    /// What to call it.
    pub title: String,
    /// How many of it should be in the cart.
    pub wanted: u32,
    /// Another version of it, which the user chose on its page, now or in an earlier session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Asin>,
    /// Whether its page asked to choose a version, or shows another one.
    #[serde(default)]
    pub choosing: bool,
    /// What stood there in its place when its page was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<Asin>,
    /// Whether its page adds to a cart that is not the one we read.
    #[serde(default, skip_serializing_if = "page::is_false")]
    pub elsewhere: bool,
    /// The page on which the button was pressed, while nobody knows what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pressed: Option<f64>,
    /// How many the presses asked for.
    #[serde(default)]
    pub units: u32,
    /// Whether the button was ever pressed.
    #[serde(default)]
    pub tried: bool,
    /// Why it was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Reason>,
    /// Whether the session is through with it.
    #[serde(default)]
    pub passed: bool,
    /// How it ended, once the session has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// Where a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// At the cart, to see what lies there already.
    Before,
    /// At the page of an item.
    Item(usize),
    /// At the cart, because nobody knows what a press has done.
    Check(usize),
    /// At one of the addresses that add many at once.
    Link(usize),
    /// At the cart, to see what lies there now.
    After,
    /// At its end.
    Done,
}

/// What a session waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// A page that is on its way.
    Loading,
    /// The user's press, or ours, on Amazon's button.
    Press,
    /// Amazon's answer to the press.
    Confirming,
    /// The user's choice of a version.
    Choose,
    /// The user's press, on another version than the one in the list.
    Chosen,
    /// The user's press, on a page for phones.
    PressOnPhone,
    /// The user's word on a used one.
    Used,
    /// The user's choice of an offer.
    NoOffer,
    /// The user's choice of a single purchase.
    Subscribe,
    /// The user's choice of the ordinary price.
    MembersChosen,
    /// The user's choice of the ordinary way of buying.
    AnotherWay,
    /// The user's press on the button of another cart.
    OtherCart,
    /// The user's filling in of a gift card.
    GiftCard,
    /// The user's answer about a protection plan.
    Plan,
    /// The user's answer to something that we do not know.
    Pane,
    /// The user's answer about their age.
    Age,
    /// The user's turn in a line.
    Queue,
    /// The user to sign in.
    SignIn,
    /// The user to press on.
    Continue,
    /// The user to copy letters.
    Captcha,
    /// Amazon's look at the browser.
    Checking,
    /// A page that went wrong.
    Broken,
    /// The user's press on a page that we do not understand.
    Unclear,
    /// The user to come back from another page.
    Strayed,
    /// The user's confirmation on Amazon's page that adds many at once.
    Link,
    /// A cart that cannot be read.
    CartUnread,
    /// The user's word on what arrived.
    Mark,
    /// The tab, which was closed.
    TabClosed,
    /// The user to pick it up again: the browser was closed, or the background ended while it opened the tab.
    Restarted,
    /// The tab shows another site or another store.
    Elsewhere,
    /// The permission, which was taken back.
    Revoked,
}

/// One session of the hand-over, from the press that begins it to the last item's outcome. Its record is called `walk`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The store, whose cart is filled.
    pub store: Marketplace,
    /// How.
    pub way: AddMethod,
    /// When it began.
    pub begun: Millis,
    /// The tab it goes on in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tab: Option<i32>,
    /// The items.
    pub items: Vec<SessionItem>,
    /// Where it is.
    pub at: Stage,
    /// What it waits for.
    pub halt: WaitingFor,
    /// The page that was seen last, known by the time of its birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<f64>,
    /// The page that was to be left: what it says no longer counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<f64>,
    /// What lay in the cart before; `None` where it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Vec<CartLine>>,
}

impl Session {
    /// A session at its beginning. Picks without a product, and second picks of the same product, are left out.
    #[must_use]
    pub fn new(store: Marketplace, way: AddMethod, picks: &[Pick], now: Millis) -> Self {
        let mut items: Vec<SessionItem> = Vec::new();
        for pick in picks {
            let ItemKey::Product(product) = &pick.key else { continue };
            if items.iter().all(|item| item.asin != product.asin) {
                items.push(SessionItem::new(pick, product.asin));
            }
        }
        let at = if way == AddMethod::Plain { Stage::Item(0) } else { Stage::Before };
        let at = if items.is_empty() { Stage::Done } else { at };
        Self {
            store,
            way,
            begun: now,
            tab: None,
            items,
            at,
            halt: WaitingFor::Loading,
            page: None,
            gone: None,
            before: None,
        }
    }

    /// The item it is about now.
    #[must_use]
    pub fn current(&self) -> Option<&SessionItem> {
        match self.at {
            Stage::Item(index) | Stage::Check(index) => self.items.get(index),
            Stage::Before | Stage::Link(_) | Stage::After | Stage::Done => None,
        }
    }

    /// The same, to be changed.
    pub fn current_mut(&mut self) -> Option<&mut SessionItem> {
        match self.at {
            Stage::Item(index) | Stage::Check(index) => self.items.get_mut(index),
            Stage::Before | Stage::Link(_) | Stage::After | Stage::Done => None,
        }
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.at == Stage::Done
    }

    /// Whether it waits for a page in no tab: while its tab is being opened, and after a background that ended before the
    /// tab was written down.
    #[must_use]
    pub fn waits_without_tab(&self) -> bool {
        self.tab.is_none() && self.halt == WaitingFor::Loading && !self.is_done()
    }

    /// The address of what it wants to see; `None` at its end.
    #[must_use]
    pub fn goal(&self) -> Option<String> {
        match self.at {
            Stage::Before | Stage::Check(_) | Stage::After => Some(self.store.cart_url()),
            Stage::Item(index) => {
                let item = self.items.get(index)?;
                // Without these the page of a product in several versions shows none of them.
                Some(format!("{}?th=1&psc=1", self.store.product_url(&item.asin)))
            }
            Stage::Link(index) => self.links().into_iter().nth(index),
            Stage::Done => None,
        }
    }

    /// The same without these items: of a session that is over nothing stays of them, and nothing at all where there was
    /// nothing else; one under way goes on, and calls them by their ASIN.
    #[must_use]
    pub fn without(mut self, forgotten: impl Fn(&ItemKey) -> bool) -> Option<Self> {
        if self.is_done() {
            self.items.retain(|item| !forgotten(&item.key));
            return (!self.items.is_empty()).then_some(self);
        }
        for item in self.items.iter_mut().filter(|item| forgotten(&item.key)) {
            item.title = item.asin.to_string();
        }
        Some(self)
    }

    /// The addresses of the quick way.
    fn links(&self) -> Vec<String> {
        let missing: Vec<(Asin, u32)> = self
            .items
            .iter()
            .map(|item| (item.asin, self.missing(item)))
            .filter(|(_, missing)| *missing > 0)
            .collect();
        links(self.store, &missing)
    }

    /// How many of an item were in the cart before.
    fn count_before(&self, item: &SessionItem) -> u32 {
        self.before.as_deref().map_or(0, |lines| item.count(lines).units)
    }

    /// How many of an item no press has asked for yet.
    #[must_use]
    pub fn missing(&self, item: &SessionItem) -> u32 {
        item.wanted.saturating_sub(self.count_before(item)).saturating_sub(item.units)
    }

    /// How many of its items are behind it, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let all = self.items.len();
        match self.at {
            Stage::Item(index) | Stage::Check(index) => (index, all),
            Stage::Before => (0, all),
            Stage::Link(_) | Stage::After | Stage::Done => (all, all),
        }
    }
}

impl SessionItem {
    fn new(pick: &Pick, asin: Asin) -> Self {
        Self {
            key: pick.key.clone(),
            asin,
            title: pick.title.clone(),
            wanted: pick.wanted.clamp(1, MOST_UNITS),
            chosen: None,
            choosing: false,
            instead: None,
            elsewhere: false,
            pressed: None,
            units: 0,
            tried: false,
            left: None,
            passed: false,
            outcome: None,
        }
    }

    /// How many of it lie in a cart, in the version of the list and in the one that the user chose.
    #[must_use]
    pub fn count(&self, lines: &[CartLine]) -> CartCount {
        let own = count(lines, self.asin);
        let chosen = self.chosen.filter(|chosen| *chosen != self.asin);
        let other = chosen.map(|chosen| count(lines, chosen)).unwrap_or_default();
        CartCount {
            units: own.units.saturating_add(other.units),
            unticked: own.unticked.saturating_add(other.unticked),
        }
    }

    /// The other version of it that lies in a cart.
    fn version(&self, lines: &[CartLine]) -> Option<Asin> {
        self.chosen.filter(|chosen| *chosen != self.asin && count(lines, *chosen).units > 0)
    }
}

/// Whether a title says that its product is a file, which never lies in a cart. The list knows no more than titles.
#[must_use]
pub fn looks_digital(title: &str) -> bool {
    let title = title.to_ascii_lowercase();
    let signs = ["kindle", "ebook", "e-book", "audible", "audiobook", "hörbuch-download", "mp3-download"];
    signs.iter().any(|sign| title.contains(sign))
        && !["kindle paperwhite", "kindle oasis", "kindle scribe", "kindle colorsoft", "for kindle"]
            .iter()
            .any(|device| title.contains(device))
}
