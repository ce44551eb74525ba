//! The set of sightings is a join of all looks.

use hashcart_core::insights::{Counted, Parent, People, Person, Sighting, Sightings};
use hashcart_core::tweet::TweetId;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::made::{DAY, by_user, handle, history, id_at, post, reply, set, shuffled, take, taken};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn order_and_repetition_of_looks_change_nothing(history in history(), order in vec(any::<Index>(), 24)) {
        let once = taken(&history);
        prop_assert_eq!(&taken(&shuffled(&history, &order)), &once);
        let mut again = once.clone();
        for seen in &history {
            prop_assert!(!take(&mut again, seen.clone()), "nothing is to be written for what is known");
        }
        prop_assert_eq!(again, once);
    }
}

proptest! {
    #[test]
    fn sets_join_as_looks_do(history in history(), one in any::<Index>(), other in any::<Index>()) {
        let cut = |at: &Index| if history.is_empty() { 0 } else { at.index(history.len()) };
        let (low, high) = (cut(&one).min(cut(&other)), cut(&one).max(cut(&other)));
        let parts = [&history[..low], &history[low..high], &history[high..]].map(taken);
        let join = |parts: &[&Sightings]| {
            let mut all = Sightings::default();
            for part in parts {
                all.join((*part).clone());
            }
            all
        };
        let [a, b, c] = &parts;
        let whole = taken(&history);
        prop_assert_eq!(&join(&[a, b, c]), &whole);
        prop_assert_eq!(&join(&[c, &join(&[b, a])]), &whole);
        prop_assert_eq!(&join(&[&whole, a, &whole]), &whole);
    }

    #[test]
    fn what_is_counted_depends_on_the_looks_alone(history in history(), order in vec(any::<Index>(), 24)) {
        let (one, other) = (taken(&history), taken(&shuffled(&history, &order)));
        let (one, other) = (Counted::of(&one), Counted::of(&other));
        prop_assert_eq!(one.posts(), other.posts());
        prop_assert_eq!(one.people(1.8e12), other.people(1.8e12));
        prop_assert_eq!(one.products(), other.products());
    }
}

#[test]
fn surer_knowledge_replaces_less_sure_and_never_the_other_way_round() {
    let (ada, other) = (id_at(0.0, 0), id_at(0.0, 1));
    let known = |parent| Sighting { parent, ..reply("bob", &ada, 5.0) };
    let ways = [
        Parent::Handle { to: handle("ada") },
        Parent::Conversation { post: ada.clone() },
        Parent::Place { post: other },
        Parent::Page { post: ada.clone() },
        Parent::Nothing,
    ];
    for (place, surer) in ways.iter().enumerate() {
        for less in &ways[..place] {
            for both in [[less, surer], [surer, less]] {
                let set = set(both.map(|parent| known(parent.clone())), []);
                assert_eq!(&set.replies().next().unwrap().parent, surer);
            }
        }
    }
    let counted = set(ways.map(known), []);
    assert_eq!(Counted::of(&counted).total().replies, 0, "what answers nothing does not count");
}

#[test]
fn a_renamed_person_is_one_person_once_the_number_is_known() {
    let ada = post(0.0, &[], 3, 0);
    let before = reply("bob", &ada.id, DAY);
    let after = reply("bobwrites", &ada.id, 2.0 * DAY);
    let people = |replies: Vec<Sighting>| Counted::of(&set(replies, [ada.clone()])).total().people;
    assert_eq!(people(vec![before.clone(), after.clone()]), 2, "two names and nothing else");
    // The page's data told the number of two more, under the old name and under the new one.
    let told = [
        by_user("7", reply("BOB", &ada.id, 1.5 * DAY)),
        by_user("7", reply("bobwrites", &ada.id, 3.0 * DAY)),
    ];
    let all = set([before, after].into_iter().chain(told), [ada]);
    let counted = Counted::of(&all);
    let people = counted.people(0.0);
    assert_eq!((people.len(), people[0].total.replies, people[0].handle.as_str()), (1, 4, "bobwrites"));
    assert_eq!(people[0].person, Person::User("7".parse().unwrap()));
}

#[test]
fn a_name_that_another_took_over_is_his_who_had_it_nearest_in_time() {
    let ada = id_at(0.0, 0);
    let first = by_user("7", reply("bob", &ada, DAY));
    let second = by_user("8", reply("bob", &ada, 100.0 * DAY));
    let all = set([first, second, reply("bob", &ada, 2.0 * DAY), reply("bob", &ada, 99.0 * DAY)], []);
    let people = People::of(&all);
    let mut who: Vec<(u64, Person)> =
        all.replies().map(|reply| (reply.last as u64, people.who(reply))).collect();
    who.sort();
    let who: Vec<String> = who.into_iter().map(|(_, who)| format!("{who:?}")).collect();
    assert_eq!(who, [7, 7, 8, 8].map(|number| format!("User(UserId(\"{number}\"))")));
}

#[test]
fn a_handle_is_as_the_last_look_had_it() {
    let ada = id_at(0.0, 0);
    let old = by_user("7", reply("bob", &ada, DAY));
    let new = Sighting { handle: handle("al_writes"), last: old.last + 10.0 * DAY, ..old.clone() };
    // A later reply, of which no look was as late.
    let between = by_user("7", reply("bob", &ada, 2.0 * DAY));
    for looks in [[old.clone(), new.clone()], [new, old]] {
        let set = set(looks.into_iter().chain([between.clone()]), []);
        assert_eq!(set.reply(&id_of_first(&set)).unwrap().handle, handle("al_writes"));
        let counted = Counted::of(&set);
        assert_eq!(counted.people(0.0)[0].handle, &handle("al_writes"));
    }
}

fn id_of_first(set: &Sightings) -> TweetId {
    set.replies().map(|reply| reply.id.clone()).min().unwrap()
}

#[test]
fn what_is_not_in_sight_any_more_stays() {
    let ada = post(0.0, &[], 2, 0);
    let mut set = set([reply("bob", &ada.id, 1.0)], [ada.clone()]);
    let before = set.clone();
    assert!(!set.take_post(ada));
    assert_eq!(set, before);
}
