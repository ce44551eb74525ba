//! Owns [`Person`] and [`People`]: which sightings are of one person.

use std::collections::{HashMap, HashSet};

use crate::Millis;
use crate::tweet::TweetId;

use super::post::Post;
use super::sighting::Sighting;
use super::sightings::Sightings;
use super::who::{Handle, UserId};

/// Somebody: by the number that stays, else by the handle.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Person {
    /// Whose number the page's own data told.
    User(UserId),
    /// Known by the handle alone, in lower case.
    Named(String),
}

/// Who answered a post, each with their first reply: who began to answer last comes first. What its author wrote under it
/// does not count.
#[must_use]
pub fn who_answered<'a>(set: &'a Sightings, post: &TweetId) -> Vec<&'a Sighting> {
    let people = People::of(set);
    let author = set.post(post).and_then(Post::author);
    let answers = |reply: &&Sighting| {
        reply.parent.post() == Some(post) && !author.is_some_and(|author| author.is(&reply.handle))
    };
    let mut replies: Vec<&Sighting> = set.replies().filter(answers).collect();
    replies
        .sort_unstable_by(|one, other| one.at().total_cmp(&other.at()).then_with(|| one.id.cmp(&other.id)));
    let mut seen = HashSet::new();
    replies.retain(|reply| seen.insert(people.who(reply)));
    replies.reverse();
    replies
}

/// Who is who in a set of sightings.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Each handle in lower case, with the numbers that were seen with it and when.
    users: HashMap<String, Vec<(Millis, UserId)>>,
}

impl People {
    /// Those of these sightings.
    #[must_use]
    pub fn of(sightings: &Sightings) -> Self {
        let mut people = Self::default();
        for sighting in sightings.replies() {
            if let Some(user) = &sighting.user {
                let seen = people.users.entry(sighting.handle.folded()).or_default();
                seen.push((sighting.last, user.clone()));
            }
        }
        people
    }

    /// Who wrote that. A reply whose page told no number is that person's whose number was seen with the same handle:
    /// of several, because handles are given up and taken by others, whose was seen with it nearest in time.
    #[must_use]
    pub fn who(&self, sighting: &Sighting) -> Person {
        if let Some(user) = &sighting.user {
            return Person::User(user.clone());
        }
        let name = sighting.handle.folded();
        let far = |at: Millis| (at - sighting.last).abs();
        let nearest = self
            .users
            .get(&name)
            .into_iter()
            .flatten()
            .min_by(|(one, a), (other, b)| far(*one).total_cmp(&far(*other)).then_with(|| a.cmp(b)));
        nearest.map_or(Person::Named(name), |(_, user)| Person::User(user.clone()))
    }

    /// Everybody whom one of these handles means, or ever meant.
    #[must_use]
    pub fn called<'a>(&self, handles: impl IntoIterator<Item = &'a Handle>) -> HashSet<Person> {
        let mut all = HashSet::new();
        for handle in handles {
            let name = handle.folded();
            all.extend(
                self.users.get(&name).into_iter().flatten().map(|(_, user)| Person::User(user.clone())),
            );
            all.insert(Person::Named(name));
        }
        all
    }
}
