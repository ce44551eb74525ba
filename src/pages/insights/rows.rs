//! What is counted, as rows of its own: the page keeps them while the sightings that they were counted from change.

use std::collections::HashMap;
use std::rc::Rc;

use hashcart_core::Millis;
use hashcart_core::insights::{
    AudienceGroup, Counted, Coverage, Handle, News, Person, PostCount, Shape, Sighting, Sightings, Total,
};
use hashcart_core::product::ProductKey;
use hashcart_core::tweet::{TweetId, status_url};
use serde::{Deserialize, Serialize};

/// What all of it comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Overview {
    /// How many people.
    pub people: usize,
    /// How many replies.
    pub replies: usize,
    /// How many posts that somebody answered.
    pub posts: usize,
    /// How many products.
    pub products: usize,
    /// When the first reply was posted.
    pub first: Option<Millis>,
    /// When the last was.
    pub last: Option<Millis>,
    /// How many replies answer nobody knows which post.
    pub unplaced: usize,
}

/// One post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostRow {
    /// Which.
    pub id: TweetId,
    /// Whose, where that is known.
    pub author: Option<Handle>,
    /// When it was posted.
    pub at: Option<Millis>,
    /// How many people answered.
    pub people: usize,
    /// With how many replies.
    pub replies: usize,
    /// How many times it was seen, as the page said last.
    pub views: Option<u64>,
    /// People to each thousand of these.
    pub rate: Option<f64>,
    /// When the first answer was posted.
    pub first: Option<Millis>,
    /// When the last was.
    pub last: Option<Millis>,
    /// How many replies were seen, with a hashtag or without.
    pub seen: usize,
    /// About how many there are.
    pub about: Option<u64>,
    /// What it sells.
    pub products: Vec<ProductKey>,
    /// What it looks like, where that is known.
    #[serde(default)]
    pub shape: Option<Shape>,
}

impl PostRow {
    fn of(count: &PostCount<'_>) -> Self {
        let post = count.post;
        Self {
            id: count.id.clone(),
            author: post.and_then(|post| post.author().cloned()),
            at: count.id.posted_at(),
            people: count.total.people,
            replies: count.total.replies,
            views: post.and_then(|post| post.numbers.views).map(|views| views.last.value),
            rate: count.per_1000_views,
            first: count.total.first,
            last: count.total.last,
            seen: count.coverage.seen,
            about: count.coverage.about,
            products: post.map(|post| post.products().to_vec()).unwrap_or_default(),
            shape: post.and_then(|post| post.shape.clone()),
        }
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        status_url(self.author.as_ref().map_or("", Handle::as_str), &self.id)
    }

    /// How much of the replies was seen.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        Coverage { seen: self.seen, about: self.about }
    }
}

/// One product in one store.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductRow {
    /// Which.
    pub product: ProductKey,
    /// The answers.
    pub total: Total,
    /// To how many posts.
    pub posts: usize,
}

/// One person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Who.
    pub person: Person,
    /// The name that was seen last.
    pub handle: Handle,
    /// How the person stands to the author.
    pub group: AudienceGroup,
    /// The answers.
    pub total: Total,
    /// To how many posts.
    pub posts: usize,
    /// About how many products.
    pub products: usize,
    /// Whether the author answered one of the replies.
    pub thanked: bool,
}

/// One reply.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyRow {
    /// Which.
    pub id: TweetId,
    /// Who wrote it.
    pub handle: Handle,
    /// When.
    pub at: Millis,
    /// To which post, where that is sure.
    pub post: Option<TweetId>,
}

impl ReplyRow {
    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        status_url(self.handle.as_str(), &self.id)
    }

    fn of(reply: &Sighting, at: Millis, post: Option<&TweetId>) -> Self {
        Self { id: reply.id.clone(), handle: reply.handle.clone(), at, post: post.cloned() }
    }
}

/// What the first views show, which is also what the page begins with the next time, before all is counted anew. It names
/// nobody but the user.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// All of it.
    pub overview: Overview,
    /// The posts, the newest first.
    pub posts: Vec<PostRow>,
}

/// How many posts a summary has that is kept for the next time.
const KEPT_POSTS: usize = 100;

impl Summary {
    /// The same with no more than the next time needs at once.
    #[must_use]
    pub fn short(&self) -> Self {
        let posts = self.posts.iter().take(KEPT_POSTS).cloned().collect();
        Self { overview: self.overview.clone(), posts }
    }
}

/// What the first count gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    /// What the first views show.
    pub summary: Summary,
    /// The products, the most people first.
    pub products: Vec<ProductRow>,
    /// The answers of which nobody knows about which product they are.
    pub without_product: Total,
    /// What came since the last visit.
    pub news: News,
}

/// All that was seen, and what it comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct All {
    /// What was seen.
    pub set: Rc<Sightings>,
    /// When its reading began.
    pub now: Millis,
    /// What the first views show.
    pub sums: Sums,
}

/// Counts what the first views show, and what is new since that time; without one, nothing is. It pauses now and then.
pub async fn sums(set: &Sightings, since: Option<Millis>, pause: &impl AsyncFn()) -> Sums {
    let counted = Counted::in_turns(set, pause).await;
    pause().await;
    let total = counted.total();
    let posts: Vec<PostRow> = counted.posts_in_turns(pause).await.iter().map(PostRow::of).collect();
    pause().await;
    let product = |it: hashcart_core::insights::ProductCount| ProductRow {
        product: it.product,
        total: it.total,
        posts: it.posts,
    };
    let products: Vec<ProductRow> = counted.products().into_iter().map(product).collect();
    let placed: usize = posts.iter().map(|post| post.replies).sum();
    let overview = Overview {
        people: total.people,
        replies: total.replies,
        posts: posts.iter().filter(|post| post.replies > 0).count(),
        products: products.len(),
        first: total.first,
        last: total.last,
        unplaced: total.replies.saturating_sub(placed),
    };
    pause().await;
    let news = since.map(|since| counted.news(since)).unwrap_or_default();
    pause().await;
    Sums { summary: Summary { overview, posts }, products, without_product: counted.without_product(), news }
}

/// The people, and whom the author did not answer yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folk {
    /// All, who was seen last first.
    pub people: Vec<PersonRow>,
    /// Each with their first reply: who waits longest comes first.
    pub to_thank: Vec<ReplyRow>,
    /// The replies of each, the newest first.
    pub replies: HashMap<Person, Vec<ReplyRow>>,
}

/// Counts the people. It pauses now and then.
pub async fn folk(set: &Sightings, now: Millis, pause: &impl AsyncFn()) -> Folk {
    let counted = Counted::in_turns(set, pause).await;
    pause().await;
    let thanked = counted.thanked();
    let person = |it: hashcart_core::insights::PersonCount<'_>| PersonRow {
        thanked: thanked.contains(&it.person),
        handle: it.handle.clone(),
        group: it.group,
        total: it.total,
        posts: it.posts,
        products: it.products,
        person: it.person,
    };
    let people: Vec<PersonRow> = counted.people_in_turns(now, pause).await.into_iter().map(person).collect();
    pause().await;
    let row = |it: &hashcart_core::insights::PastReply<'_>| ReplyRow::of(it.reply, it.at, it.post);
    let to_thank = counted.to_thank().iter().map(|(_, it)| row(it)).collect();
    pause().await;
    let everybody = people.iter().map(|it| it.person.clone()).collect();
    let replies = counted.answers_of(&everybody).into_iter();
    pause().await;
    let replies = replies.map(|(person, all)| (person, all.iter().rev().map(row).collect())).collect();
    Folk { people, to_thank, replies }
}

/// By what the posts are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostSort {
    /// Which column.
    pub by: Column,
    /// Whether the greatest comes first.
    pub down: bool,
}

crate::pages::names! {
    /// A column of the posts.
    Column {
        /// When it was posted.
        Posted = "posted",
        /// How many people answered.
        People = "people",
        /// With how many replies.
        Replies = "replies",
        /// To each thousand views.
        Rate = "rate",
        /// The first answer.
        First = "first",
        /// The last.
        Last = "last",
        /// How much of the replies was seen.
        Coverage = "coverage",
    }
}

/// Sorts the posts. What is unknown comes last, whichever way.
#[must_use]
pub fn sorted(posts: &[PostRow], sort: PostSort) -> Vec<&PostRow> {
    #[expect(clippy::cast_precision_loss, reason = "numbers of people and of replies")]
    let value = |post: &PostRow| match sort.by {
        Column::Posted => post.at,
        Column::People => Some(post.people as f64),
        Column::Replies => Some(post.replies as f64),
        Column::Rate => post.rate,
        Column::First => post.first,
        Column::Last => post.last,
        Column::Coverage => {
            post.about.filter(|about| *about > 0).map(|about| post.seen as f64 / about as f64)
        }
    };
    let mut rows: Vec<&PostRow> = posts.iter().collect();
    // Of equals the newest first, as they come.
    rows.sort_by(|one, other| match (value(one), value(other)) {
        (Some(one), Some(other)) if sort.down => other.total_cmp(&one),
        (Some(one), Some(other)) => one.total_cmp(&other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(id: &str, people: usize, rate: Option<f64>, about: Option<u64>) -> PostRow {
        PostRow {
            id: id.parse().unwrap(),
            author: None,
            at: None,
            people,
            replies: people,
            views: None,
            rate,
            first: None,
            last: None,
            seen: 3,
            about,
            products: Vec::new(),
            shape: None,
        }
    }

    #[test]
    fn what_is_unknown_comes_last_whichever_way() {
        let posts =
            [post("1", 5, None, Some(6)), post("2", 9, Some(1.5), None), post("3", 7, Some(2.5), Some(3))];
        let order = |by, down| -> Vec<&str> {
            sorted(&posts, PostSort { by, down }).iter().map(|post| post.id.as_str()).collect()
        };
        assert_eq!(order(Column::People, true), ["2", "3", "1"]);
        assert_eq!(order(Column::People, false), ["1", "3", "2"]);
        assert_eq!(order(Column::Rate, true), ["3", "2", "1"]);
        assert_eq!(order(Column::Rate, false), ["2", "3", "1"]);
        assert_eq!(order(Column::Coverage, true), ["3", "1", "2"]);
        assert_eq!(order(Column::Posted, true), ["1", "2", "3"], "as they come");
    }
}
