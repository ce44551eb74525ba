//! Owns [`Post`], what is known of a post that was answered.

use serde::{Deserialize, Serialize};

use crate::Millis;
use crate::bounds::{first_beyond, is_short, is_stored_time, is_time};
use crate::mention::TITLE_CHARS;
use crate::product::ProductKey;
use crate::schema::Stored;
use crate::tweet::{TweetId, status_url};

use super::conversation::PostCell;
use super::seen_ids::SeenIds;
use super::shape::Shape;
use super::sighting::later;
use super::tracked::PostNumbers;
use super::who::Handle;

/// The most products that are kept of one post.
const PRODUCTS: usize = 20;

/// A name, and when it was seen: a name that was seen later replaces one that was seen earlier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct SeenName {
    handle: Handle,
    at: Millis,
}

/// A post that people answered, as far as it was ever seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// Which.
    pub id: TweetId,
    /// Who wrote it. It has a time of its own, because not every look says whose the post is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<SeenName>,
    /// What it sells, without order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    products: Vec<ProductKey>,
    /// The titles of these, as far as its card or its address said them, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    titles: Vec<(ProductKey, String)>,
    /// What it looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<Shape>,
    /// Its numbers.
    #[serde(default)]
    pub numbers: PostNumbers,
    /// Which replies to it were ever in sight, with a hashtag or without.
    #[serde(default, skip_serializing_if = "SeenIds::is_empty")]
    pub seen: SeenIds,
    /// When it, or an answer to it, was first looked at.
    pub first: Millis,
    /// When it, or an answer to it, was last looked at.
    pub last: Millis,
}

impl Post {
    /// A post of which nothing but its id is known, looked at now.
    #[must_use]
    pub fn new(id: TweetId, now: Millis) -> Self {
        Self {
            id,
            author: None,
            products: Vec::new(),
            titles: Vec::new(),
            shape: None,
            numbers: PostNumbers::default(),
            seen: SeenIds::default(),
            first: now,
            last: now,
        }
    }

    /// The same with its author, as seen at that time.
    #[must_use]
    pub fn by(self, handle: Handle, at: Millis) -> Self {
        Self { author: Some(SeenName { handle, at }), ..self }
    }

    /// A post as one cell shows it.
    #[must_use]
    pub fn shown(cell: &PostCell, now: Millis) -> Self {
        let post = Self::new(cell.id.clone(), now)
            .by(cell.author.clone(), now)
            .selling(&cell.products)
            .titled(&cell.titles);
        Self { numbers: PostNumbers::read(&cell.labels, now), shape: cell.shape.clone(), ..post }
    }

    /// The same with a reply to it that was in sight.
    #[must_use]
    pub fn answered_by(mut self, reply: &TweetId) -> Self {
        self.seen.put(reply);
        self
    }

    /// Whether this says all that another look at the same post says, but for when that was.
    #[must_use]
    pub fn says_as_much(&self, other: &Self) -> bool {
        let author = |it: &Self| it.author().map(Handle::folded);
        author(self) == author(other)
            && self.products == other.products
            && self.titles == other.titles
            && self.shape == other.shape
            && self.seen == other.seen
            && self.numbers.says_as_much(&other.numbers)
    }

    /// Who wrote it, where the page said so, as the last look had it.
    #[must_use]
    pub fn author(&self) -> Option<&Handle> {
        self.author.as_ref().map(|named| &named.handle)
    }

    /// The same with what it sells.
    #[must_use]
    pub fn selling(mut self, products: &[ProductKey]) -> Self {
        for product in products {
            let place = self.products.partition_point(|there| there < product);
            if self.products.get(place) != Some(product) {
                self.products.insert(place, *product);
                self.products.truncate(PRODUCTS);
            }
        }
        self
    }

    /// The same with titles of what it sells. Of two titles of one product the longer stays, and of two as long the
    /// greater: so that looks add up in any order.
    #[must_use]
    pub fn titled(mut self, titles: &[(ProductKey, String)]) -> Self {
        let rank = |title: &str| (title.chars().count(), title.to_owned());
        for (product, title) in titles.iter().filter(|(_, title)| is_short(title, TITLE_CHARS)) {
            match self.titles.binary_search_by(|(there, _)| there.cmp(product)) {
                Ok(place) => {
                    if let Some((_, there)) = self.titles.get_mut(place)
                        && rank(title) > rank(there)
                    {
                        title.clone_into(there);
                    }
                }
                Err(place) => {
                    self.titles.insert(place, (*product, title.clone()));
                    self.titles.truncate(PRODUCTS);
                }
            }
        }
        self
    }

    /// The titles of what it sells, as far as they are known.
    #[must_use]
    pub fn titles(&self) -> &[(ProductKey, String)] {
        &self.titles
    }

    /// What it sells, in the order of the numbers.
    #[must_use]
    pub fn products(&self) -> &[ProductKey] {
        &self.products
    }

    /// The one product that an answer to it is about. `None` where there are several: nobody knows which one was meant.
    #[must_use]
    pub fn product(&self) -> Option<ProductKey> {
        match self.products.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// When it was posted, by its id; else when it was first looked at.
    #[must_use]
    pub fn at(&self) -> Millis {
        self.id.posted_at().unwrap_or(self.first)
    }

    /// The post's own address.
    #[must_use]
    pub fn url(&self) -> String {
        status_url(self.author().map_or("", Handle::as_str), &self.id)
    }

    /// Two looks at the same post as one: commutative, associative and idempotent.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let author = match (self.author, other.author) {
            (Some(one), Some(another)) => {
                let at = one.at.max(another.at);
                Some(SeenName { handle: later((one.at, one.handle), (another.at, another.handle)), at })
            }
            (one, another) => one.or(another),
        };
        let (products, titles) = (other.products, other.titles);
        Self {
            id: self.id,
            author,
            products: self.products,
            titles: self.titles,
            shape: self.shape.max(other.shape),
            numbers: self.numbers.join(other.numbers),
            seen: self.seen.join(other.seen),
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
        .selling(&products)
        .titled(&titles)
    }
}

impl Post {
    /// The first part of it that is out of bounds now, where it comes from elsewhere.
    #[must_use]
    pub fn beyond(&self, now: Millis) -> Option<&'static str> {
        let named = self.author.as_ref().map(|named| named.at);
        let times = [Some(self.first), Some(self.last), named, self.id.posted_at(), self.numbers.latest()];
        let within = times.into_iter().flatten().all(|at| is_time(at, now));
        self.out_of_bounds().or_else(|| Some("time").filter(|_| !within))
    }
}

impl Post {
    fn has_sound_titles(&self) -> bool {
        let in_order = self.titles.windows(2).all(|two| matches!(two, [(one, _), (other, _)] if one < other));
        let short = self.titles.iter().all(|(_, title)| is_short(title, TITLE_CHARS));
        in_order && short && self.titles.len() <= PRODUCTS
    }
}

impl Stored for Post {
    fn out_of_bounds(&self) -> Option<&'static str> {
        first_beyond(&[
            ("id", self.id.posted_at().is_none_or(is_stored_time)),
            ("author", self.author.as_ref().is_none_or(|named| is_stored_time(named.at))),
            ("products", self.products.len() <= PRODUCTS && self.products.is_sorted()),
            ("titles", self.has_sound_titles()),
            ("shape", self.shape.as_ref().is_none_or(|shape| is_short(&shape.words, TITLE_CHARS))),
            ("numbers", self.numbers.is_within_bounds()),
            ("first", is_stored_time(self.first)),
            ("last", is_stored_time(self.last)),
        ])
    }
}
