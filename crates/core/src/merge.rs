//! Two copies of an item as one, in any order.

use std::cmp::Ordering;

use super::Millis;
use super::bounds;
use super::cart::{CartItem, ReplyState, Shelf};
use super::item::LinkKey;
use super::mention::KeptMention;

impl CartItem {
    /// Two items that turned out to be the same product, as one: commutative, associative and idempotent, so that it does
    /// not matter in which order a file, a link and the list come together. Kept is the one whose reply went furthest,
    /// because the reply belongs to its tweet. Of two that have no reply, the one that stands longer; of two replies that
    /// got as far, the later word.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        let saved_at =
            if other.saved_at.total_cmp(&self.saved_at).is_lt() { other.saved_at } else { self.saved_at };
        let (kept, rest) = if other.order(&self).is_gt() { (other, self) } else { (self, other) };
        let mut via = kept.found.via;
        if via != rest.found.via {
            // Of two that differ, which link came first is nobody's to say any more.
            // One by one: they are few, and the library's sort is 8 kB of WebAssembly.
            let mut all: Vec<LinkKey> = Vec::new();
            for link in via.into_iter().chain(rest.found.via) {
                let place = all.partition_point(|there| *there < link);
                if all.get(place) != Some(&link) {
                    all.insert(place, link);
                }
            }
            all.truncate(bounds::VIA);
            via = all;
        }
        let one = (kept.found.titled, kept.found.title);
        let (titled, title) = better_title(one, (rest.found.titled, rest.found.title));
        let image = kept.found.image.max(rest.found.image);
        let found = KeptMention { via, title, titled, image, ..kept.found };
        let one = (kept.edited_at, kept.units, kept.name, kept.note);
        let other = (rest.edited_at, rest.units, rest.name, rest.note);
        let (edited_at, units, name, note) = if edit_order(&other, &one).is_gt() { other } else { one };
        let shelf = if shelf_order(rest.shelf, kept.shelf).is_gt() { rest.shelf } else { kept.shelf };
        Self { found, saved_at, units, name, note, edited_at, shelf, ..kept }
    }

    /// Which of two copies says what stands of reply and tweet. Only what goes along with the winner is looked at: then
    /// the winner of three is the same whichever two come first.
    fn order(&self, other: &Self) -> Ordering {
        let rank = |item: &Self| (item.status.reply_rank(), item.found.tweet.is_some());
        let later = || self.changed_at.total_cmp(&other.changed_at);
        rank(self)
            .cmp(&rank(other))
            .then_with(|| if self.status == ReplyState::Saved { later().reverse() } else { later() })
            .then_with(|| other.found.tweet.cmp(&self.found.tweet))
            .then_with(|| other.found.link.cmp(&self.found.link))
            .then_with(|| other.found.shop.cmp(&self.found.shop))
            .then_with(|| other.found.quote.cmp(&self.found.quote))
            .then_with(|| other.status.cmp(&self.status))
            .then_with(|| other.leads_to.cmp(&self.leads_to))
    }
}

/// The title of the better source; of two alike, the longer: in the list, from a file, behind a link, and between the
/// user's machines.
pub(crate) fn better_title<S: Ord>(
    one: (S, Option<String>),
    other: (S, Option<String>),
) -> (S, Option<String>) {
    fn rank<S: Ord>((source, title): &(S, Option<String>)) -> impl Ord + '_ {
        let title = title.as_deref();
        (title.is_some(), source, title.map_or(0, str::len), title)
    }
    if rank(&other) > rank(&one) { other } else { one }
}

/// What the user said of an item, and when.
type UserWords = (Option<Millis>, u32, String, String);

/// The later word about number, name and note.
fn edit_order(one: &UserWords, other: &UserWords) -> Ordering {
    let at = |edit: &UserWords| edit.0.unwrap_or(f64::NEG_INFINITY);
    let words = |edit: &UserWords| (edit.1, edit.2.clone(), edit.3.clone());
    at(one).total_cmp(&at(other)).then_with(|| words(one).cmp(&words(other)))
}

/// The later word about the shelf.
fn shelf_order(one: Option<(Shelf, Millis)>, other: Option<(Shelf, Millis)>) -> Ordering {
    let at = |shelf: Option<(Shelf, Millis)>| shelf.map_or(f64::NEG_INFINITY, |(_, at)| at);
    let what = |shelf: Option<(Shelf, Millis)>| shelf.map(|(shelf, _)| shelf);
    at(one).total_cmp(&at(other)).then_with(|| what(one).cmp(&what(other)))
}
