//! Insights: who answered an author's posts with #AmazonCart or #AmazonBasket, as far as X's page showed it.
//!
//! Owns the meaning only: what one look at a page says, how looks add up, what is counted, and how a winner is drawn.
//! It reads no page, keeps no record and asks for nothing: a look comes in as plain data, and the clock, the user's
//! calendar and the time zone come in as arguments.
//!
//! # The way of one look
//! The page is described as a [`Conversation`]; [`look()`] makes [`Sighting`]s and [`Post`]s of it; [`Sightings`] joins
//! them with all looks before. Joining is commutative, associative and idempotent: the same looks give the same set, in
//! any order and however often. So two tabs, or a file that is read in twice, need no agreement.
//!
//! # What is never said
//! Nothing here claims more than was seen. A number that the page does not show is unknown and not zero; a reply whose
//! post is not known is counted under no post; a reply that is not there any more was not necessarily deleted; and a
//! reply is no purchase.

mod choices;
mod compare;
mod conversation;
mod count;
mod coverage;
mod draw;
mod draw_text;
mod groups;
mod history;
pub mod iso;
mod keep;
mod look;
mod numbers;
mod people;
mod post;
mod seen_ids;
mod shape;
mod sighting;
mod sightings;
mod tables;
mod tags;
mod tracked;
mod turns;
mod who;

pub use choices::{Choices, DAYS, Draws, KEPT_DAYS, MOST_HANDLES, MOST_REPLIES, MOST_WINNERS, THANKS_CHARS};
pub use compare::{Comparison, FEW, Side, compare};
pub use conversation::{Cell, Conversation, PageData, PostCell};
pub use count::{Bucket, Counted, HOURS, PersonCount, PostCount, ProductCount, Total};
pub use coverage::Coverage;
pub use draw::{Draw, DrawEntry, DrawError, DrawRules, Excluded, Pool};
pub use draw_text::{DrawFault, ParseDrawError};
pub use groups::{AudienceGroup, QUIET_DAYS, REGULAR_POSTS, REGULAR_PRODUCTS};
pub use history::{News, PastReply};
pub use keep::Superseded;
pub use look::{LeftOut, PageReading, look};
pub use numbers::{LabelNumber, Labels, count_in};
pub use people::{People, Person, who_answered};
pub use post::Post;
pub use seen_ids::{MOST_SEEN, SeenIds};
pub use shape::Shape;
pub use sighting::{Parent, Sighting};
pub use sightings::Sightings;
pub use tables::{people_csv, posts_csv, replies_csv};
pub use tags::Tags;
pub use tracked::{Point, PostNumbers, Tracked};
pub use turns::at_once;
pub use who::{Handle, ParseWhoError, UserId};
