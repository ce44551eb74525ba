//! What is said about insights: what a page of X's shows of replies, what is known of them, what the user chose.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::insights::{Choices, Draws, Handle, Post, Sighting};
use crate::tweet::TweetId;

/// The most replies, posts and thanks of one message each.
pub const MOST_SIGHTED: usize = 200;

/// The most people that are named of those who answered one post.
pub const MOST_NAMED: usize = 50;

/// Note what a look at a page of X's showed. What is no answer to the user's own posts is passed over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sighted {
    /// Replies with a hashtag.
    #[serde(default)]
    pub sightings: Vec<Sighting>,
    /// The user's own posts.
    #[serde(default)]
    pub posts: Vec<Post>,
    /// Replies that the user answered, and when.
    #[serde(default)]
    pub thanked: Vec<(TweetId, Millis)>,
}

/// Tell who answered a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskAnswers {
    /// The post.
    pub post: TweetId,
}

/// Open the page with everything that was seen, at a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShowInsights {
    /// The post.
    pub post: TweetId,
}

/// Who answered a post.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// How many people.
    pub people: usize,
    /// Each with their first reply, who answered last first, at most [`MOST_NAMED`].
    pub named: Vec<(Handle, TweetId)>,
}

/// Look what the page itself knows of replies with a hashtag: whose they are, and what they answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeekParents {}

/// Write what the user chose about insights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChooseInsights {
    /// All of it.
    pub choices: Choices,
}

/// Write that the user has seen what was there at that time, and nothing else of what they chose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitInsights {
    /// When it was counted.
    pub at: Millis,
}

/// Write what is remembered of draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeepDraws {
    /// All of it.
    pub draws: Draws,
}

/// Delete everything that was seen, and what is remembered of draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DropInsights {}

/// Tell whose page it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskViewer {}
