//! What leaves the set: what is older than the user keeps, and whoever is to be forgotten.

use std::collections::HashSet;

use crate::Millis;
use crate::tweet::TweetId;

use super::people::People;
use super::sighting::{Parent, Sighting};
use super::sightings::Sightings;
use super::who::Handle;

const DAY_MS: Millis = 24.0 * 60.0 * 60.0 * 1000.0;

/// What has to go from storage, or be written anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Superseded {
    /// Replies that go.
    pub replies: Vec<TweetId>,
    /// Posts that go.
    pub posts: Vec<TweetId>,
    /// Posts that stay, and say less.
    pub changed: Vec<TweetId>,
}

impl Sightings {
    /// Takes out the replies that were posted more than so many days before now, and the posts that were too and that
    /// no reply is left to. Which replies were ever in sight under a post stays as long as the post: it is what says
    /// how much was seen.
    pub fn drop_older(&mut self, days: u32, now: Millis) -> Superseded {
        let oldest = now - f64::from(days) * DAY_MS;
        let mut gone =
            Superseded { replies: self.take_replies(|reply| reply.at() < oldest), ..Superseded::default() };
        let answered: HashSet<&TweetId> =
            self.replies.values().filter_map(|reply| under(&reply.parent)).collect();
        let old = self.posts.values().filter(|post| post.at() < oldest && !answered.contains(&post.id));
        gone.posts = sorted(old.map(|post| post.id.clone()).collect());
        for id in &gone.posts {
            self.posts.remove(id);
        }
        gone
    }

    /// Takes out everything of a person: what they wrote, under any name that one number was seen with, their posts,
    /// and what answers them. Of a handle that several people had all of these are meant: better one too many than one
    /// word left. The page may show the person again, and then they are seen again.
    pub fn forget(&mut self, handle: &Handle) -> Superseded {
        let people = People::of(self);
        let wanted = people.called([handle]);
        let theirs = self.replies.values().filter(|reply| wanted.contains(&people.who(reply)));
        let mut names = HashSet::from([handle.folded()]);
        let mut written: HashSet<TweetId> = HashSet::new();
        for reply in theirs {
            names.insert(reply.handle.folded());
            written.insert(reply.id.clone());
        }
        let is_theirs = |handle: &Handle| names.contains(&handle.folded());
        let posts = self.posts.values().filter(|post| post.author().is_some_and(is_theirs));
        let mut posts: HashSet<TweetId> = posts.map(|post| post.id.clone()).collect();
        // A reply of theirs may have been answered, and is a post then.
        posts.extend(written.iter().filter(|id| self.posts.contains_key(*id)).cloned());
        let answers = |parent: &Parent| match parent {
            Parent::Handle { to } => is_theirs(to),
            parent => under(parent).is_some_and(|post| posts.contains(post) || written.contains(post)),
        };
        let replies = self.take_replies(|reply| written.contains(&reply.id) || answers(&reply.parent));
        let mut changed = Vec::new();
        for post in self.posts.values_mut().filter(|post| !posts.contains(&post.id)) {
            let before = post.seen.len();
            for id in written.iter().chain(&posts) {
                post.seen.remove(id);
            }
            if post.seen.len() != before {
                changed.push(post.id.clone());
            }
        }
        for id in &posts {
            self.posts.remove(id);
        }
        Superseded { replies, posts: sorted(posts.into_iter().collect()), changed: sorted(changed) }
    }

    fn take_replies(&mut self, goes: impl Fn(&Sighting) -> bool) -> Vec<TweetId> {
        let gone = self.replies.values().filter(|reply| goes(reply)).map(|reply| reply.id.clone());
        let gone = sorted(gone.collect());
        for id in &gone {
            self.replies.remove(id);
        }
        gone
    }
}

/// The post that a reply stands under, directly or not.
fn under(parent: &Parent) -> Option<&TweetId> {
    match parent {
        Parent::Conversation { post } => Some(post),
        parent => parent.post(),
    }
}

fn sorted(mut ids: Vec<TweetId>) -> Vec<TweetId> {
    ids.sort_unstable();
    ids
}
