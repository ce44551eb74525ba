//! Counting: what a set of sightings comes to, for each post, product, person, and time.
//!
//! A person counts once wherever people are counted, however often they answered. Under a post only those replies count
//! of which it is known that they answer it; who answered the author and nobody knows where is counted among the people
//! alone.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use crate::Millis;
use crate::product::ProductKey;
use crate::tweet::TweetId;

use super::compare::Side;
use super::coverage::{Coverage, coverage};
use super::groups::AudienceGroup;
use super::people::{People, Person};
use super::post::Post;
use super::sighting::{Parent, Sighting};
use super::sightings::Sightings;
use super::turns::at_once;
use super::who::{Handle, UserId};

/// For so many hours after a post its answers are counted by the hour: three days, in which most of them come.
pub const HOURS: i64 = 72;
/// How much is done between two pauses, in replies or people: a few milliseconds' work.
const PART: usize = 2_000;
const HOUR_MS: Millis = 3_600_000.0;
const DAY_MS: Millis = 24.0 * HOUR_MS;

/// How many, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Total {
    /// How many people.
    pub people: usize,
    /// How many replies.
    pub replies: usize,
    /// When the first of these was posted.
    pub first: Option<Millis>,
    /// When the last of these was posted.
    pub last: Option<Millis>,
}

/// The answers to one post.
#[derive(Clone, Debug, PartialEq)]
pub struct PostCount<'a> {
    /// Which post.
    pub id: &'a TweetId,
    /// What is known of it.
    pub post: Option<&'a Post>,
    /// Its answers.
    pub total: Total,
    /// People to each thousand of its views, where those are known.
    pub per_1000_views: Option<f64>,
    /// How much was seen.
    pub coverage: Coverage,
}

/// The answers about one product, in one store.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProductCount {
    /// Which product.
    pub product: ProductKey,
    /// The answers.
    pub total: Total,
    /// To how many posts.
    pub posts: usize,
}

/// One person's answers.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonCount<'a> {
    /// Who.
    pub person: Person,
    /// The name that was seen last.
    pub handle: &'a Handle,
    /// The number, where it is known.
    pub user: Option<&'a UserId>,
    /// The answers.
    pub total: Total,
    /// To how many posts, of those that are known.
    pub posts: usize,
    /// About how many products, of those that are known.
    pub products: usize,
    /// How many of the replies answer nobody knows which post.
    pub unplaced: usize,
    /// How the person stands to the author.
    pub group: AudienceGroup,
}

/// A part of the time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// The number of the day in the user's calendar; or of the hour since the post, 0 being the first.
    pub number: i64,
    /// The answers in it.
    pub total: Total,
}

/// One reply that counts.
#[derive(Clone, Debug)]
pub(super) struct CountedReply<'a> {
    pub reply: &'a Sighting,
    /// The number of the person in [`Counted`]: a hundred thousand rows are told apart by numbers, not by names.
    pub who: u32,
    pub at: Millis,
    pub post: Option<&'a TweetId>,
    pub product: Option<ProductKey>,
}

/// A set of sightings, ready to be counted: who is who is worked out once.
#[derive(Clone, Debug)]
pub struct Counted<'a> {
    set: &'a Sightings,
    rows: Vec<CountedReply<'a>>,
    people: Vec<Person>,
}

impl<'a> Counted<'a> {
    /// Those of that set which count, oldest first. What an author writes under their own post does not.
    #[must_use]
    pub fn of(set: &'a Sightings) -> Self {
        at_once(Self::in_turns(set, &async || ()))
    }

    /// The same, with pauses.
    pub async fn in_turns(set: &'a Sightings, pause: &impl AsyncFn()) -> Self {
        let who_is_who = People::of(set);
        pause().await;
        let mut numbers: HashMap<Person, u32> = HashMap::new();
        let mut number = |person: Person| {
            // There are fewer replies than numbers: `MOST_REPLIES`.
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(person).or_insert(next)
        };
        let mut rows: Vec<CountedReply<'_>> = Vec::new();
        for (nth, reply) in set.replies().filter(|reply| counts(set, reply)).enumerate() {
            if nth % PART == 0 {
                pause().await;
            }
            rows.push(CountedReply {
                reply,
                who: number(who_is_who.who(reply)),
                at: reply.at(),
                post: reply.parent.post(),
                product: set.product_of(reply),
            });
        }
        pause().await;
        rows.sort_unstable_by(|one, other| {
            one.at.total_cmp(&other.at).then_with(|| one.reply.id.cmp(&other.reply.id))
        });
        let mut people: Vec<(Person, u32)> = numbers.into_iter().collect();
        people.sort_unstable_by_key(|(_, number)| *number);
        Self { set, rows, people: people.into_iter().map(|(person, _)| person).collect() }
    }

    pub(super) fn rows(&self) -> &[CountedReply<'a>] {
        &self.rows
    }

    /// Whose number that is; every row's is somebody's.
    pub(super) fn person(&self, number: u32) -> Option<&Person> {
        self.people.get(usize::try_from(number).ok()?)
    }

    /// All answers.
    #[must_use]
    pub fn total(&self) -> Total {
        total(&self.rows)
    }

    /// For each post, the newest first; also for those that were seen, and that nobody was seen to answer.
    #[must_use]
    pub fn posts(&self) -> Vec<PostCount<'a>> {
        at_once(self.posts_in_turns(&async || ()))
    }

    /// The same, with pauses.
    pub async fn posts_in_turns(&self, pause: &impl AsyncFn()) -> Vec<PostCount<'a>> {
        let mut by_post = groups(&self.rows, |row| row.post);
        for post in self.set.posts() {
            by_post.entry(&post.id).or_default();
        }
        let count = |(id, rows): (&'a TweetId, Vec<&CountedReply<'a>>)| {
            let post = self.set.post(id);
            let coverage = coverage(post, rows.iter().map(|row| &row.reply.id));
            let total = total(rows);
            PostCount {
                id,
                post,
                total,
                per_1000_views: post.and_then(views).map(|views| total.people as f64 * 1000.0 / views),
                coverage,
            }
        };
        let (mut posts, mut done): (Vec<PostCount<'a>>, usize) = (Vec::new(), 0);
        for group in by_post {
            done = done.saturating_add(group.1.len());
            if done > PART {
                pause().await;
                done = 0;
            }
            posts.push(count(group));
        }
        posts.sort_unstable_by(|one, other| {
            (other.id.as_str().len(), other.id).cmp(&(one.id.as_str().len(), one.id))
        });
        posts
    }

    /// How much of the replies to these posts was seen, together.
    #[must_use]
    pub fn coverage<'b>(&self, posts: impl IntoIterator<Item = &'b TweetId>) -> Coverage {
        let by_post = groups(&self.rows, |row| row.post);
        let of = |id: &TweetId| {
            coverage(self.set.post(id), by_post.get(id).into_iter().flatten().map(|row| &row.reply.id))
        };
        posts.into_iter().map(of).reduce(Coverage::with).unwrap_or_default()
    }

    /// For each product in each store: the most people first.
    #[must_use]
    pub fn products(&self) -> Vec<ProductCount> {
        let count = |(product, rows): (ProductKey, Vec<&CountedReply<'a>>)| {
            let posts: HashSet<_> = rows.iter().filter_map(|row| row.post).collect();
            ProductCount { product, total: total(rows), posts: posts.len() }
        };
        let mut products: Vec<ProductCount> =
            groups(&self.rows, |row| row.product).into_iter().map(count).collect();
        products.sort_unstable_by(|one, other| {
            other.total.people.cmp(&one.total.people).then_with(|| one.product.cmp(&other.product))
        });
        products
    }

    /// The answers of which nobody knows which product they are about: because the post is not known, or sells several.
    #[must_use]
    pub fn without_product(&self) -> Total {
        total(self.rows.iter().filter(|row| row.product.is_none()))
    }

    /// For each person: who was seen last first.
    #[must_use]
    pub fn people(&self, now: Millis) -> Vec<PersonCount<'a>> {
        at_once(self.people_in_turns(now, &async || ()))
    }

    /// The same, with pauses.
    pub async fn people_in_turns(&self, now: Millis, pause: &impl AsyncFn()) -> Vec<PersonCount<'a>> {
        let mut people: Vec<PersonCount<'a>> = Vec::new();
        let count = |(number, rows): (u32, Vec<&CountedReply<'a>>)| {
            let names = rows.iter().map(|row| row.reply);
            let newest = names.max_by(|one, other| {
                one.last.total_cmp(&other.last).then_with(|| one.handle.cmp(&other.handle))
            })?;
            let user = rows.iter().find_map(|row| row.reply.user.as_ref());
            let posts: HashSet<_> = rows.iter().filter_map(|row| row.post).collect();
            let products: HashSet<_> = rows.iter().filter_map(|row| row.product).collect();
            let unplaced = rows.iter().filter(|row| row.post.is_none()).count();
            let total = total(rows);
            let group = AudienceGroup::of(posts.len(), products.len(), total.last?, now);
            Some(PersonCount {
                person: self.person(number)?.clone(),
                handle: &newest.handle,
                user,
                total,
                posts: posts.len(),
                products: products.len(),
                unplaced,
                group,
            })
        };
        for (nth, person) in groups(&self.rows, |row| Some(row.who)).into_iter().enumerate() {
            if nth % PART == 0 {
                pause().await;
            }
            people.extend(count(person));
        }
        people.sort_unstable_by(|one, other| {
            let last = |it: &PersonCount<'_>| it.total.last.unwrap_or_default();
            last(other).total_cmp(&last(one)).then_with(|| one.person.cmp(&other.person))
        });
        people
    }

    /// By the days on which answers came, in order. `day` numbers the days of the user's calendar.
    #[must_use]
    pub fn days(&self, day: &dyn Fn(Millis) -> i64) -> Vec<Bucket> {
        buckets(self.rows.iter().map(|row| (day(row.at), row)))
    }

    /// The answers to a post by the hours since it was posted, for the first [`HOURS`]; and what came after by days.
    /// `offset` says how far the user's clock is ahead of UTC at a time, in milliseconds. Hours are counted, and not
    /// read from a clock: so a change to summer time neither doubles nor drops one.
    #[must_use]
    pub fn launch(&self, post: &TweetId, offset: &dyn Fn(Millis) -> Millis) -> (Vec<Bucket>, Vec<Bucket>) {
        let answers = || self.rows.iter().filter(|row| row.post == Some(post));
        let known = post.posted_at().or_else(|| self.set.post(post).map(Post::at));
        let Some(start) = known.or_else(|| answers().next().map(|row| row.at)) else {
            return Default::default();
        };
        // Within the bounds of stored times, both are far from the ends of an i64.
        let hour = |row: &CountedReply<'_>| (((row.at - start) / HOUR_MS).floor() as i64).max(0);
        let day = |row: &CountedReply<'_>| ((row.at + offset(row.at)) / DAY_MS).floor() as i64;
        let early = answers().filter(|row| hour(row) < HOURS).map(|row| (hour(row), row));
        let late = answers().filter(|row| hour(row) >= HOURS).map(|row| (day(row), row));
        (buckets(early), buckets(late))
    }

    /// A post as one side of a comparison: its chances are its views.
    #[must_use]
    pub fn side_of(&self, post: &TweetId) -> Side {
        let people = total(self.rows.iter().filter(|row| row.post == Some(post))).people;
        Side { people, chances: self.set.post(post).and_then(views) }
    }

    /// A time as one side of a comparison, from its first millisecond to before the last: its chances are its length.
    #[must_use]
    pub fn side_between(&self, from: Millis, to: Millis) -> Side {
        let people = total(self.rows.iter().filter(|row| from <= row.at && row.at < to)).people;
        Side { people, chances: Some(to - from) }
    }
}

/// Whether a reply counts: it is one, and not its post's author's own.
fn counts(set: &Sightings, reply: &Sighting) -> bool {
    let to = match &reply.parent {
        Parent::Handle { to } => Some(to),
        parent => parent.post().and_then(|id| set.post(id)).and_then(Post::author),
    };
    reply.parent.is_reply() && !to.is_some_and(|to| to.is(&reply.handle))
}

/// The views that a post was last seen with, where there were any.
fn views(post: &Post) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "at most what JavaScript can hold")]
    let views = post.numbers.views.map(|views| views.last.value as f64);
    views.filter(|views| *views > 0.0)
}

fn groups<'r, 'a, K: Eq + Hash>(
    rows: &'r [CountedReply<'a>],
    key: impl Fn(&CountedReply<'a>) -> Option<K>,
) -> HashMap<K, Vec<&'r CountedReply<'a>>> {
    let mut groups: HashMap<K, Vec<&CountedReply<'a>>> = HashMap::new();
    for row in rows {
        if let Some(key) = key(row) {
            groups.entry(key).or_default().push(row);
        }
    }
    groups
}

fn buckets<'r, 'a: 'r>(rows: impl Iterator<Item = (i64, &'r CountedReply<'a>)>) -> Vec<Bucket> {
    let mut buckets: BTreeMap<i64, Vec<&CountedReply<'a>>> = BTreeMap::new();
    for (number, row) in rows {
        buckets.entry(number).or_default().push(row);
    }
    buckets.into_iter().map(|(number, rows)| Bucket { number, total: total(rows) }).collect()
}

fn total<'r, 'a: 'r>(rows: impl IntoIterator<Item = &'r CountedReply<'a>>) -> Total {
    let (mut people, mut total) = (Vec::new(), Total::default());
    for row in rows {
        people.push(row.who);
        total.replies = total.replies.saturating_add(1);
        total.first = Some(total.first.map_or(row.at, |first| first.min(row.at)));
        total.last = Some(total.last.map_or(row.at, |last| last.max(row.at)));
    }
    people.sort_unstable();
    people.dedup();
    total.people = people.len();
    total
}
