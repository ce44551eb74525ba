//! Sightings that were never seen, by hand and by chance.

use hashcart_core::insights::{
    Handle, Labels, Parent, Post, PostNumbers, SeenIds, Sighting, Sightings, Tags,
};
use hashcart_core::tweet::TweetId;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// 2026-11-18T11:06:40Z.
pub const START: f64 = 1_795_000_000_000.0;
pub const MINUTE: f64 = 60_000.0;
pub const HOUR: f64 = 60.0 * MINUTE;
pub const DAY: f64 = 24.0 * HOUR;

/// The id of a post so many milliseconds after the start, and the number that tells it from others of that moment.
pub fn id_at(after: f64, number: u64) -> TweetId {
    let millis = (START + after - 1_288_834_974_657.0) as u64;
    ((millis << 22) + number).to_string().parse().unwrap()
}

pub fn handle(name: &str) -> Handle {
    name.parse().unwrap()
}

/// A reply of that person's so many milliseconds after the start, that surely answers that post, and was seen then.
pub fn reply(name: &str, post: &TweetId, after: f64) -> Sighting {
    Sighting {
        id: id_at(after, name.bytes().fold(1, |sum, byte| (sum * 31 + u64::from(byte)) % 4_194_301)),
        handle: handle(name),
        user: None,
        posted: None,
        parent: Parent::Place { post: post.clone() },
        tags: Tags { cart: true, basket: false },
        lang: None,
        thanked: None,
        first: START + after,
        last: START + after,
    }
}

/// The same with the number that stays.
pub fn by_user(user: &str, reply: Sighting) -> Sighting {
    Sighting { user: Some(user.parse().unwrap()), ..reply }
}

/// A post of Ada's so many milliseconds after the start that sells this, with so many replies and views.
pub fn post(after: f64, products: &[&str], replies: u64, views: u64) -> Post {
    let products: Vec<_> = products.iter().map(|product| product.parse().unwrap()).collect();
    let labels = Labels {
        replies: Some(format!("{replies} Replies. Reply")),
        views: Some(format!("{views} views. View post analytics")),
        ..Labels::default()
    };
    let mut post =
        Post::new(id_at(after, 0), START + after).by(handle("ada"), START + after).selling(&products);
    post.numbers = PostNumbers::read(&labels, START + after);
    post
}

pub fn set(replies: impl IntoIterator<Item = Sighting>, posts: impl IntoIterator<Item = Post>) -> Sightings {
    let mut set = Sightings::default();
    for reply in replies {
        set.take_reply(reply);
    }
    for post in posts {
        set.take_post(post);
    }
    set
}

/// One thing that a look says.
#[expect(clippy::large_enum_variant, reason = "made for one at a time")]
#[derive(Clone, Debug)]
pub enum Seen {
    Reply(Sighting),
    Post(Post),
}

pub fn take(set: &mut Sightings, seen: Seen) -> bool {
    match seen {
        Seen::Reply(reply) => set.take_reply(reply),
        Seen::Post(post) => set.take_post(post),
    }
}

pub fn taken(history: &[Seen]) -> Sightings {
    let mut set = Sightings::default();
    for seen in history {
        take(&mut set, seen.clone());
    }
    set
}

/// Names that are given up and taken by others, in both cases. None of them is a part of another, or of anything else.
pub const NAMES: &[&str] = &["zquill", "ZQUILL", "yvonn_w", "xavi99x", "Xavi99X"];
/// Numbers of people.
pub const USERS: &[&str] = &["770001", "770002"];

fn post_id() -> impl Strategy<Value = TweetId> {
    (0_u64..3).prop_map(|number| id_at(0.0, number))
}

fn at() -> impl Strategy<Value = f64> {
    (0_u32..5).prop_map(|day| START + f64::from(day) * DAY)
}

fn parent() -> impl Strategy<Value = Parent> {
    prop_oneof![
        select(NAMES).prop_map(|name| Parent::Handle { to: handle(name) }),
        post_id().prop_map(|post| Parent::Conversation { post }),
        post_id().prop_map(|post| Parent::Place { post }),
        post_id().prop_map(|post| Parent::Page { post }),
        Just(Parent::Nothing),
    ]
}

fn sighting() -> impl Strategy<Value = Sighting> {
    let tags = (any::<bool>(), any::<bool>()).prop_map(|(cart, basket)| Tags { cart, basket });
    let lang = of(select(vec!["en".to_owned(), "ja".to_owned()]));
    let who = (select(NAMES), of(select(USERS)));
    ((0_u64..6), who, (of(at()), of(at())), parent(), tags, lang, at(), 0_u32..3).prop_map(
        |(number, (name, user), (posted, thanked), parent, tags, lang, first, later)| Sighting {
            id: id_at(number as f64 * DAY, 50 + number),
            handle: handle(name),
            user: user.map(|user| user.parse().unwrap()),
            posted,
            parent,
            tags,
            lang,
            thanked,
            first,
            last: first + f64::from(later) * DAY,
        },
    )
}

fn a_post() -> impl Strategy<Value = Post> {
    let products =
        vec(select(vec!["B0HCART001@amazon.com", "B0HCART001@amazon.de", "B0HCART002@amazon.com"]), 0..3);
    let label = || of(select(vec!["3 a", "4 a", "4万 a", "12K a"]).prop_map(str::to_owned));
    let labels =
        (label(), label()).prop_map(|(replies, views)| Labels { replies, views, ..Labels::default() });
    (post_id(), of(select(NAMES)), products, labels, vec(0_u64..6, 0..4), at()).prop_map(
        |(id, author, products, labels, seen, at)| {
            let products: Vec<_> = products.iter().map(|product| product.parse().unwrap()).collect();
            let mut post = Post::new(id, at).selling(&products);
            if let Some(author) = author {
                post = post.by(handle(author), at);
            }
            post.numbers = PostNumbers::read(&labels, at);
            post.seen = seen.into_iter().fold(SeenIds::default(), |mut all, number| {
                all.put(&id_at(number as f64 * DAY, 50 + number));
                all
            });
            post
        },
    )
}

/// Everything that was ever seen, in the order in which it was.
pub fn history() -> impl Strategy<Value = Vec<Seen>> {
    vec(prop_oneof![3 => sighting().prop_map(Seen::Reply), 1 => a_post().prop_map(Seen::Post)], 0..24)
}

/// The same in another order, some of it twice.
pub fn shuffled(history: &[Seen], order: &[Index]) -> Vec<Seen> {
    let mut other = history.to_vec();
    for (place, with) in order.iter().enumerate().filter(|(place, _)| *place < history.len()) {
        other.swap(place, with.index(history.len()));
    }
    if !history.is_empty() {
        other.extend(order.iter().map(|again| again.get(history).clone()));
    }
    other
}
