//! Sightings for the tests of the page.

use hashcart_core::Millis;
use hashcart_core::insights::{Handle, Parent, Post, Sighting, Sightings, Tags};
use hashcart_core::tweet::TweetId;

/// An id that says when it was posted.
pub(super) fn id_at(at: Millis) -> TweetId {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "times of tests")]
    let millis = (at - 1_288_834_974_657.0) as u64;
    (millis << 22).to_string().parse().unwrap()
}

pub(super) fn handle(name: &str) -> Handle {
    name.parse().unwrap()
}

pub(super) fn post(id: &TweetId, author: &str) -> Post {
    let at = id.posted_at().unwrap_or_default();
    Post::new(id.clone(), at).by(handle(author), at)
}

pub(super) fn reply(at: Millis, name: &str, to: &TweetId) -> Sighting {
    Sighting {
        id: id_at(at),
        handle: handle(name),
        user: None,
        posted: Some(at),
        parent: Parent::Place { post: to.clone() },
        tags: Tags { cart: true, basket: false },
        lang: None,
        thanked: None,
        first: at,
        last: at,
    }
}

pub(super) fn set<const P: usize, const R: usize>(posts: [Post; P], replies: [Sighting; R]) -> Sightings {
    let mut set = Sightings::default();
    for post in posts {
        set.take_post(post);
    }
    for reply in replies {
        set.take_reply(reply);
    }
    set
}
