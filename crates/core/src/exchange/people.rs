//! Whose posts the items came from, and what has to go when one of these people is to be forgotten.

use std::collections::HashSet;

use serde::Deserialize;

use crate::cart::CartItem;
use crate::handover::Session;
use crate::item::{ItemKey, LinkKey};
use crate::order::TextIndex;
use crate::raw::Raw;
use crate::records::{CLAIM, ITEM, Kind, LEAD, PICTURE, REMOVED, SENT, SESSION, Whose, name_before_aside};
use crate::tweet::TweetId;

/// What forgetting somebody takes away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForgottenRecords {
    /// How many items.
    pub items: usize,
    /// The storage keys of all that goes.
    pub keys: Vec<String>,
    /// What the hand-over's record becomes, where it stays and is changed.
    pub session: Option<Session>,
}

/// The authors of these items with the number of each, by name. Handles are told apart as X does, without case.
#[must_use]
pub fn authors<'a>(items: impl IntoIterator<Item = &'a CartItem>) -> Vec<(String, usize)> {
    let mut count: Vec<(String, usize)> = Vec::new();
    let mut places = TextIndex::default();
    for author in items.into_iter().filter_map(author) {
        let name = author.to_ascii_lowercase();
        if let Some((_, items)) = places.get(&name).and_then(|place| count.get_mut(place)) {
            *items += 1;
        } else {
            places.put(name, count.len());
            count.push((author.to_owned(), 1));
        }
    }
    places.in_order().into_iter().filter_map(|place| count.get(place).cloned()).collect()
}

fn author(item: &CartItem) -> Option<&str> {
    item.found.tweet.as_ref().map(|tweet| tweet.author.as_str()).filter(|author| !author.is_empty())
}

/// The one part of a record that says whose it is, in any shape and version of the rest.
#[derive(Deserialize)]
struct Authored {
    data: AuthoredData,
}

#[derive(Deserialize)]
struct AuthoredData {
    found: AuthoredFind,
}

#[derive(Deserialize)]
struct AuthoredFind {
    tweet: Author,
}

#[derive(Deserialize)]
struct Author {
    author: String,
}

/// What is a person's, by what their items and posts are known by.
#[derive(Default)]
struct Theirs {
    items: HashSet<ItemKey>,
    /// Items of others in the list: what stays in a hand-over's record.
    others: HashSet<ItemKey>,
    posts: HashSet<TweetId>,
    links: HashSet<LinkKey>,
}

impl Theirs {
    fn of<R: Raw>(records: &[(String, R)], wanted: &str) -> Self {
        let mut theirs = Self::default();
        for (name, raw) in records {
            let name = name_before_aside(name).unwrap_or(name);
            let Some(key) = ITEM.parse(name).or_else(|| REMOVED.parse(name)) else { continue };
            if !is_by(raw, wanted) {
                if ITEM.holds(name) {
                    theirs.others.insert(key);
                }
                continue;
            }
            theirs.items.insert(key);
            // What of it cannot be read names nothing else that could be.
            if let Some(item) = ITEM.data(raw) {
                theirs.posts.extend(item.tweet_id().cloned());
                theirs.links.extend(item.found.via);
            }
        }
        theirs
    }
}

fn is_by(raw: &impl Raw, wanted: &str) -> bool {
    let is_theirs = |author: &str| !author.is_empty() && author.eq_ignore_ascii_case(wanted);
    raw.parse::<Authored>().is_ok_and(|it| is_theirs(&it.data.found.tweet.author))
}

/// What has to go to forget an author, by the [rows](crate::records) of what there is: a record goes with the person
/// whose it is, readable or not.
#[must_use]
pub fn by_author<R: Raw>(records: &[(String, R)], wanted: &str) -> ForgottenRecords {
    let mut gone = ForgottenRecords::default();
    let theirs = Theirs::of(records, wanted);
    let (mut of_several, mut has_theirs) = (Vec::new(), false);
    for (name, raw) in records {
        let Some(kind) = Kind::of(name) else { continue };
        let (name_then, whose) = match name_before_aside(name) {
            Some(inner) => (inner, Kind::of(inner).map_or(Whose::Nobody, |kind| kind.about().whose)),
            None => (name.as_str(), kind.about().whose),
        };
        let holder = || CLAIM.data(raw).is_some_and(|holder| theirs.items.contains(&holder));
        let is_theirs = match whose {
            Whose::Nobody | Whose::Inner | Whose::Seen => false,
            Whose::Author => is_by(raw, wanted),
            Whose::Item => SENT
                .parse(name_then)
                .or_else(|| PICTURE.parse(name_then))
                .is_some_and(|item| theirs.items.contains(&item)),
            Whose::Holder => holder(),
            // A post that was replied to for another of its products is this author's too: the claim names the item.
            Whose::Post => {
                CLAIM.parse(name_then).is_some_and(|post| theirs.posts.contains(&post)) || holder()
            }
            Whose::Link => LEAD.parse(name_then).is_some_and(|link| theirs.links.contains(&link)),
            Whose::Several => {
                of_several.push((name, raw));
                false
            }
            // Also of those who have left the list since.
            Whose::Everybody => true,
        };
        if is_theirs {
            gone.items += usize::from(kind == Kind::Item);
            has_theirs |= whose != Whose::Everybody;
            gone.keys.push(name.clone());
        }
    }
    // A picture may be kept while this is done, after its records were read.
    let there: HashSet<&String> = records.iter().map(|(name, _)| name).collect();
    let pictures = theirs.items.iter().map(|item| PICTURE.key(item));
    gone.keys.extend(pictures.filter(|name| !there.contains(name)));
    // Who has left nothing else is not in what is several people's, as far as anybody can tell.
    if !has_theirs {
        return gone;
    }
    for (name, raw) in of_several {
        match SESSION.data(raw).filter(|_| SESSION.holds(name)) {
            // Nobody knows any more whose those were that have left the list since.
            Some(session) if session.items.iter().all(|item| theirs.others.contains(&item.key)) => {}
            Some(session) => {
                gone.session = session.without(|item| !theirs.others.contains(item));
                gone.keys.extend(gone.session.is_none().then(|| name.clone()));
            }
            None => gone.keys.push(name.clone()),
        }
    }
    gone
}
