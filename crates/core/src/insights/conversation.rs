//! Owns [`Conversation`], what a page of X's shows, as plain data: the door through which a look comes in.

use serde::{Deserialize, Serialize};

use crate::product::ProductKey;
use crate::tweet::TweetId;

use super::numbers::Labels;
use super::shape::Shape;
use super::who::{Handle, UserId};

/// One timeline as it stands in the page, from the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conversation {
    /// The post whose own page this is, by the address; `None` on every other page: search, notifications, profiles,
    /// home.
    pub focal: Option<TweetId>,
    /// Whether the heading that ends the conversation stands above all of these cells, scrolled away: whoever looks has
    /// to remember that it was there, for nothing here would tell the posts below it from replies.
    pub is_over: bool,
    /// Its cells, in order. X takes cells out of the page that are scrolled away, so both ends may be missing.
    pub cells: Vec<Cell>,
}

/// One cell of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A post.
    Post(Box<PostCell>),
    /// An empty cell: on a post's own page one ends each thread under it (seen 2025-12).
    Spacer,
    /// A cell whose only control is a button: more replies, or a part of a thread, are behind it.
    More,
    /// A heading, as of "Discover more": on a post's own page what follows is none of its conversation.
    Heading,
    /// A post that is not available: what follows may answer it.
    Gone,
    /// Anything else: the composer, a choice of order, a suggestion.
    Other,
}

/// One post as a cell shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct PostCell {
    /// Its id.
    pub id: TweetId,
    /// Who wrote it.
    pub author: Handle,
    /// When, as its `datetime` says.
    pub posted: Option<String>,
    /// The targets of the links in its own text, of which those to X's hashtags are read. Those of a quoted post's text
    /// are not among them.
    pub links: Vec<String>,
    /// What its own links and card sell.
    pub products: Vec<ProductKey>,
    /// The titles of these, where its own card or address says them.
    pub titles: Vec<(ProductKey, String)>,
    /// What it looks like, where its own card and words were read.
    pub shape: Option<Shape>,
    /// Whether somebody paid for its place.
    pub promoted: bool,
    /// Whether it quotes another post.
    pub quotes: bool,
    /// Whom it says it is replying to, in order. X leaves that line out where the place already says it.
    pub replying_to: Vec<Handle>,
    /// Whether the line of a thread leads down from its picture: the next cell answers it.
    pub line_down: bool,
    /// Its `lang`.
    pub lang: Option<String>,
    /// The labels of its controls.
    pub labels: Labels,
    /// X's own record of it, where that was asked for.
    pub data: Option<PageData>,
}

/// What the page's own data says of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageData {
    /// Who wrote it.
    pub user: Option<UserId>,
    /// Which post it answers. `None`: the record says that it answers none.
    pub answers: Option<TweetId>,
    /// Who wrote that one.
    pub answers_handle: Option<Handle>,
}
