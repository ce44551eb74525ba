//! What is told of people one by one: their replies, whether they were thanked, and what is new since a time.

use std::collections::{HashMap, HashSet};

use crate::Millis;
use crate::tweet::TweetId;

use super::count::{Counted, CountedReply};
use super::people::Person;
use super::sighting::Sighting;
use super::who::Handle;

/// One reply of somebody's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PastReply<'a> {
    /// The reply.
    pub reply: &'a Sighting,
    /// When it was posted.
    pub at: Millis,
    /// The post that it surely answers.
    pub post: Option<&'a TweetId>,
}

/// What was seen for the first time since somebody last looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// People of whom nothing was seen before.
    pub people: usize,
    /// Replies that were not seen before.
    pub replies: usize,
}

impl<'a> Counted<'a> {
    /// The replies of these people, each person's oldest first.
    #[must_use]
    pub fn answers_of(&self, people: &HashSet<Person>) -> HashMap<Person, Vec<PastReply<'a>>> {
        let mut all: HashMap<Person, Vec<PastReply<'a>>> = HashMap::new();
        let numbered =
            |row: &'_ CountedReply<'a>| self.person(row.who).filter(|person| people.contains(*person));
        for (row, person) in self.rows().iter().filter_map(|row| Some((row, numbered(row)?))) {
            let answer = PastReply { reply: row.reply, at: row.at, post: row.post };
            all.entry(person.clone()).or_default().push(answer);
        }
        all
    }

    /// Whoever the author answered at least once.
    #[must_use]
    pub fn thanked(&self) -> HashSet<Person> {
        self.thanked_numbers().into_iter().filter_map(|number| self.person(number).cloned()).collect()
    }

    fn thanked_numbers(&self) -> HashSet<u32> {
        self.rows().iter().filter(|row| row.reply.thanked.is_some()).map(|row| row.who).collect()
    }

    /// Whom the author never answered, each with their first reply: who waits longest comes first.
    #[must_use]
    pub fn to_thank(&self) -> Vec<(&'a Handle, PastReply<'a>)> {
        let thanked = self.thanked_numbers();
        let mut seen = HashSet::new();
        let first = self.rows().iter().filter(|row| !thanked.contains(&row.who) && seen.insert(row.who));
        first
            .map(|row| (&row.reply.handle, PastReply { reply: row.reply, at: row.at, post: row.post }))
            .collect()
    }

    /// What was seen for the first time after that. A reply may be older than the look that found it.
    #[must_use]
    pub fn news(&self, since: Millis) -> News {
        let (mut before, mut after) = (HashSet::new(), HashSet::new());
        let mut replies = 0_usize;
        for row in self.rows() {
            if row.reply.first > since {
                replies = replies.saturating_add(1);
                after.insert(row.who);
            } else {
                before.insert(row.who);
            }
        }
        News { people: after.difference(&before).count(), replies }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Counted, News, Parent, Sighting, Sightings, Tags};

    fn reply(id: u64, handle: &str, seen: f64, thanked: Option<f64>) -> Sighting {
        let place = Parent::Place { post: "20".parse().unwrap() };
        Sighting {
            id: id.to_string().parse().unwrap(),
            handle: handle.parse().unwrap(),
            user: None,
            posted: Some(seen),
            parent: place,
            tags: Tags::default(),
            lang: None,
            thanked,
            first: seen,
            last: seen,
        }
    }

    #[test]
    fn who_was_thanked_once_waits_no_more_and_who_waits_longest_comes_first() {
        let mut set = Sightings::default();
        for sighting in [
            reply(31, "bob", 1.0, None),
            reply(32, "bob", 2.0, Some(5.0)),
            reply(33, "cleo", 4.0, None),
            reply(34, "dan", 3.0, None),
            reply(35, "CLEO", 6.0, None),
        ] {
            set.take_reply(sighting);
        }
        let counted = Counted::of(&set);
        let waiting: Vec<_> = counted.to_thank().iter().map(|(name, it)| (name.as_str(), it.at)).collect();
        assert_eq!(waiting, [("dan", 3.0), ("cleo", 4.0)]);
        assert_eq!(counted.thanked().len(), 1);
        assert_eq!(counted.news(2.0), News { people: 2, replies: 3 });
        assert_eq!(counted.news(4.0), News { people: 0, replies: 1 }, "cleo was seen before");
        let people = counted.people(7.0).into_iter().map(|it| it.person).collect();
        let mut lengths: Vec<_> = counted.answers_of(&people).into_values().map(|it| it.len()).collect();
        lengths.sort_unstable();
        assert_eq!(lengths, [1, 2, 2]);
    }
}
