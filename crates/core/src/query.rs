//! What the user wants to see of the list: which items, in which order, under which headings.

use super::status::Status;
use super::text::Text;

/// Which items are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemFilter {
    /// Those still to buy.
    #[default]
    Open,
    /// All.
    All,
    /// Those that stand there.
    At(Status),
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    Title,
    Author,
    Store,
}

/// Under which headings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum GroupBy {
    #[default]
    None,
    Store,
    Author,
    Day,
}

impl ItemFilter {
    /// What it is called.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::Open => Text::LIST_OPEN,
            Self::All => Text::LIST_ALL,
            Self::At(status) => status.text(),
        }
    }

    /// Every choice, in the order in which they are offered.
    pub fn every() -> impl Iterator<Item = Self> {
        [Self::Open, Self::All].into_iter().chain(Status::ALL.iter().copied().map(Self::At))
    }

    pub(super) fn takes(self, status: Status) -> bool {
        match self {
            Self::Open => status.is_to_buy(),
            Self::All => true,
            // What is said to be there and what may be there belongs to what is.
            Self::At(Status::InCart) => status.is_in_cart(),
            Self::At(wanted) => status == wanted,
        }
    }
}

impl Sort {
    /// Every order, as they are offered.
    pub const ALL: &[Self] = &[Self::Newest, Self::Oldest, Self::Title, Self::Author, Self::Store];

    /// What it is called.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::Newest => Text::LIST_NEWEST,
            Self::Oldest => Text::LIST_OLDEST,
            Self::Title => Text::LIST_TITLE,
            Self::Author => Text::LIST_AUTHOR,
            Self::Store => Text::LIST_STORE,
        }
    }
}

impl GroupBy {
    /// Every grouping, as they are offered.
    pub const ALL: &[Self] = &[Self::None, Self::Store, Self::Author, Self::Day];

    /// What it is called.
    #[must_use]
    pub fn text(self) -> Text<'static> {
        match self {
            Self::None => Text::LIST_GROUP_NONE,
            Self::Store => Text::LIST_GROUP_STORE,
            Self::Author => Text::LIST_GROUP_AUTHOR,
            Self::Day => Text::LIST_GROUP_DAY,
        }
    }
}

/// What the user looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that must all be there.
    pub words: String,
    /// Which standings.
    pub only: ItemFilter,
    /// The one author whose items are shown.
    pub author: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// Under which headings.
    pub group: GroupBy,
}
