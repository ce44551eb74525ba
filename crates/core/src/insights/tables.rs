//! Posts, people and replies as tables for spreadsheets. Times are ISO 8601 in UTC. What has an id has its address
//! instead: spreadsheets round a number of nineteen digits, and an address leads there besides.

use crate::Millis;
use crate::exchange::cells;
use crate::product::ProductKey;
use crate::tweet::status_url;

use super::count::Counted;
use super::iso;
use super::people::Person;
use super::post::Post;
use super::tracked::Tracked;
use super::who::Handle;

/// A table of the posts and their numbers, the newest first. What is unknown is empty.
#[must_use]
pub fn posts_csv(counted: &Counted<'_>) -> String {
    let heads = [
        "post",
        "author",
        "posted_at",
        "products",
        "people",
        "replies",
        "first",
        "last",
        "people_per_1000_views",
        "replies_seen",
        "replies_about",
        "reposts",
        "likes",
        "bookmarks",
        "views",
        "numbers_at",
    ];
    let mut text = cells::begin(&heads);
    for count in counted.posts() {
        let post = count.post;
        let number = |of: fn(&Post) -> Option<Tracked>| {
            post.and_then(of).map_or_else(String::new, |it| it.last.value.to_string())
        };
        let seen_at = post.and_then(|post| post.numbers.latest());
        let products: Vec<String> =
            post.into_iter().flat_map(Post::products).map(ProductKey::to_string).collect();
        let fields = [
            post.map_or_else(|| status_url("", count.id), Post::url),
            post.and_then(Post::author).map_or_else(String::new, Handle::to_string),
            time(count.id.posted_at()),
            products.join(" "),
            count.total.people.to_string(),
            count.total.replies.to_string(),
            time(count.total.first),
            time(count.total.last),
            count.per_1000_views.map_or_else(String::new, |rate| format!("{rate:.2}")),
            count.coverage.seen.to_string(),
            count.coverage.about.map_or_else(String::new, |about| about.to_string()),
            number(|post| post.numbers.reposts),
            number(|post| post.numbers.likes),
            number(|post| post.numbers.bookmarks),
            number(|post| post.numbers.views),
            time(seen_at),
        ];
        cells::row(&mut text, &fields);
    }
    text
}

/// A table of the people, who was seen last first.
#[must_use]
pub fn people_csv(counted: &Counted<'_>, now: Millis) -> String {
    let heads = [
        "handle",
        "profile",
        "group",
        "replies",
        "posts",
        "products",
        "replies_to_unknown_posts",
        "first",
        "last",
    ];
    let mut text = cells::begin(&heads);
    for person in counted.people(now) {
        let profile = match &person.person {
            // X's own address for a person whose name may change.
            Person::User(user) => format!("https://x.com/i/user/{user}"),
            Person::Named(_) => person.handle.url(),
        };
        let fields = [
            person.handle.to_string(),
            profile,
            person.group.name().to_owned(),
            person.total.replies.to_string(),
            person.posts.to_string(),
            person.products.to_string(),
            person.unplaced.to_string(),
            time(person.total.first),
            time(person.total.last),
        ];
        cells::row(&mut text, &fields);
    }
    text
}

/// A table of the replies that count, the oldest first.
#[must_use]
pub fn replies_csv(counted: &Counted<'_>) -> String {
    let heads = [
        "reply",
        "handle",
        "posted_at",
        "post",
        "post_known_by",
        "product",
        "hashtags",
        "language",
        "first_seen",
        "last_seen",
    ];
    let mut text = cells::begin(&heads);
    for row in counted.rows() {
        let reply = row.reply;
        let tags = match (reply.tags.cart, reply.tags.basket) {
            (true, true) => "AmazonCart AmazonBasket",
            (false, true) => "AmazonBasket",
            _ => "AmazonCart",
        };
        let fields = [
            reply.url(),
            reply.handle.to_string(),
            time(Some(row.at)),
            row.post.map_or_else(String::new, |id| format!("https://x.com/i/status/{id}")),
            reply.parent.name().to_owned(),
            row.product.map_or_else(String::new, |product| product.to_string()),
            tags.to_owned(),
            reply.lang.clone().unwrap_or_default(),
            time(Some(reply.first)),
            time(Some(reply.last)),
        ];
        cells::row(&mut text, &fields);
    }
    text
}

fn time(at: Option<Millis>) -> String {
    at.map_or_else(String::new, iso::write)
}
