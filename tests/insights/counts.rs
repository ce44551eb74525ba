//! What is counted, and what is said to be unknown.

use std::collections::BTreeSet;

use hashcart_core::insights::{
    AudienceGroup, Comparison, Counted, Coverage, Parent, Post, Side, Sighting, compare,
};
use proptest::prelude::*;

use crate::made::{DAY, HOUR, MINUTE, START, by_user, handle, history, id_at, post, reply, set, taken};

const KETTLE: &str = "B0HCART001@amazon.com";
const KESSEL: &str = "B0HCART001@amazon.de";

#[test]
fn a_person_counts_once_and_their_replies_each() {
    let ada = post(0.0, &[KETTLE], 40, 2_000);
    let set = set(
        [reply("bob", &ada.id, MINUTE), reply("Bob", &ada.id, HOUR), reply("carol", &ada.id, DAY)],
        [ada.clone()],
    );
    let counted = Counted::of(&set);
    let [count] = &counted.posts()[..] else { panic!("one post") };
    assert_eq!((count.id, count.total.people, count.total.replies), (&ada.id, 2, 3));
    assert_eq!((count.total.first, count.total.last), (Some(START + MINUTE), Some(START + DAY)));
    assert_eq!(count.per_1000_views, Some(1.0));
    assert_eq!(count.coverage, Coverage { seen: 3, about: Some(40) });
    assert!(!count.coverage.is_all());
}

#[test]
fn unknown_is_not_zero() {
    let bare = Post::new(id_at(0.0, 0), START);
    let none = post(DAY, &[], 0, 0);
    let set = set([reply("bob", &bare.id, MINUTE)], [bare, none]);
    let counted = Counted::of(&set);
    let posts = counted.posts();
    let [nobody, one] = &posts[..] else { panic!("two posts, the newest first") };
    assert_eq!((one.coverage.about, one.per_1000_views, one.coverage.is_all()), (None, None, false));
    assert_eq!(
        (nobody.coverage.about, nobody.per_1000_views, nobody.coverage.is_all()),
        (Some(0), None, true)
    );
    assert_eq!((nobody.total.first, nobody.total.replies), (None, 0));
    let both = counted.coverage(posts.iter().map(|count| count.id));
    assert_eq!(both, Coverage { seen: 1, about: None }, "of how many is unknown where it is of one");
}

#[test]
fn coverage_counts_what_was_seen_without_a_hashtag_and_what_was_met_elsewhere_once() {
    let mut ada = post(0.0, &[], 4, 0);
    let seen = reply("bob", &ada.id, MINUTE);
    ada.seen.put(&seen.id);
    ada.seen.put(&id_at(MINUTE, 9));
    let met = Sighting { parent: Parent::Page { post: ada.id.clone() }, ..reply("carol", &ada.id, HOUR) };
    let set = set([seen, met], [ada]);
    assert_eq!(Counted::of(&set).posts()[0].coverage, Coverage { seen: 3, about: Some(4) });
}

#[test]
fn who_answers_and_nobody_knows_what_is_counted_under_no_post() {
    let ada = post(0.0, &[KETTLE], 9, 0);
    let unsure = |name, parent| Sighting { parent, ..reply(name, &ada.id, MINUTE) };
    let set = set(
        [
            unsure("bob", Parent::Handle { to: handle("ada") }),
            unsure("carol", Parent::Conversation { post: ada.id.clone() }),
            unsure("dan", Parent::Nothing),
        ],
        [ada.clone()],
    );
    let counted = Counted::of(&set);
    assert_eq!((counted.posts()[0].total.people, counted.products().len()), (0, 0));
    assert_eq!((counted.total().people, counted.without_product().replies), (2, 2));
    let people = counted.people(START);
    assert_eq!(people.iter().map(|it| (it.posts, it.unplaced)).collect::<Vec<_>>(), [(0, 1), (0, 1)]);
}

#[test]
fn an_author_s_own_words_do_not_count_once_it_is_known_whose_the_post_is() {
    let ada = post(0.0, &[], 2, 0);
    let replies = [reply("ADA", &ada.id, MINUTE), reply("bob", &ada.id, MINUTE)];
    let bare = set(replies.clone(), [Post::new(ada.id.clone(), START)]);
    assert_eq!(Counted::of(&bare).total().people, 2);
    assert_eq!(Counted::of(&set(replies, [ada])).total().people, 1);
}

#[test]
fn products_are_told_apart_by_store_and_a_post_that_sells_two_is_about_neither() {
    let posts = [
        post(0.0, &[KETTLE], 1, 0),
        post(DAY, &[KETTLE], 1, 0),
        post(2.0 * DAY, &[KESSEL], 1, 0),
        post(3.0 * DAY, &[KETTLE, KESSEL], 1, 0),
    ];
    let replies = posts.iter().enumerate().flat_map(|(place, post)| {
        let after = place as f64 * DAY + HOUR;
        [reply("bob", &post.id, after), reply(["carol", "dan", "eve", "zoe"][place], &post.id, after)]
    });
    let set = set(replies, posts.clone());
    let counted = Counted::of(&set);
    let products: Vec<_> =
        counted.products().iter().map(|it| (it.product.to_string(), it.total.people, it.posts)).collect();
    assert_eq!(products, [(KETTLE.to_owned(), 3, 2), (KESSEL.to_owned(), 2, 1)]);
    assert_eq!((counted.without_product().people, counted.total().people), (2, 5));
}

#[test]
fn groups_of_people() {
    let posts = [post(0.0, &[KETTLE], 1, 0), post(DAY, &[KETTLE], 1, 0), post(2.0 * DAY, &[KESSEL], 1, 0)];
    let answers = |name: &str, which: &[usize]| {
        which.iter().map(|nth| reply(name, &posts[*nth].id, *nth as f64 * DAY + HOUR)).collect::<Vec<_>>()
    };
    let all = [
        answers("new", &[0]),
        answers("again", &[0, 1]),
        answers("two", &[0, 2]),
        answers("three", &[0, 1, 2]),
    ];
    let set = set(all.concat(), posts.clone());
    let counted = Counted::of(&set);
    let groups = |now| {
        let mut groups: Vec<_> =
            counted.people(now).iter().map(|it| (it.handle.to_string(), it.group)).collect();
        groups.sort();
        groups
    };
    let named = |groups: [AudienceGroup; 4]| {
        let names = ["again", "new", "three", "two"].map(str::to_owned);
        names.into_iter().zip(groups).collect::<Vec<_>>()
    };
    let now = [AudienceGroup::Again, AudienceGroup::New, AudienceGroup::Regular, AudienceGroup::Regular];
    assert_eq!(groups(START + 3.0 * DAY), named(now));
    assert_eq!(
        groups(START + 93.0 * DAY),
        named([AudienceGroup::Again, AudienceGroup::New, AudienceGroup::Quiet, AudienceGroup::Quiet])
    );
}

#[test]
fn days_are_those_of_the_user_s_calendar() {
    let ada = post(0.0, &[], 3, 0);
    let replies = [0.0, 20.0 * HOUR, 30.0 * HOUR].map(|after| reply("bob", &ada.id, after + MINUTE));
    let set = set(replies, [ada]);
    let counted = Counted::of(&set);
    let days = |offset: f64| {
        let day = move |at: f64| ((at + offset - START) / DAY).floor() as i64;
        counted.days(&day).iter().map(|it| (it.number, it.total.people, it.total.replies)).collect::<Vec<_>>()
    };
    assert_eq!(days(0.0), [(0, 1, 2), (1, 1, 1)]);
    assert_eq!(days(12.0 * HOUR), [(0, 1, 1), (1, 1, 2)]);
}

#[test]
fn a_launch_is_counted_by_the_hour_for_three_days_and_then_by_the_day() {
    let ada = post(0.0, &[], 9, 0);
    let last = 72.0 * HOUR - 1.0;
    let after = [0.0, HOUR - 1.0, HOUR, last, 72.0 * HOUR, 97.0 * HOUR];
    let names = ["bob", "carol", "dan", "eve", "fay", "guy"];
    let replies = after.iter().zip(names).map(|(after, name)| reply(name, &ada.id, *after));
    let set = set(replies, [ada.clone()]);
    let counted = Counted::of(&set);
    let launch = |offset: &dyn Fn(f64) -> f64| {
        let (hours, days) = counted.launch(&ada.id, offset);
        let numbers = |buckets: Vec<hashcart_core::insights::Bucket>| {
            buckets.iter().map(|it| (it.number, it.total.people)).collect::<Vec<_>>()
        };
        (numbers(hours), numbers(days))
    };
    // The start is 11:06:40 UTC of day 20775.
    let (hours, days) = launch(&|_| 0.0);
    assert_eq!(hours, [(0, 2), (1, 1), (71, 1)]);
    assert_eq!(days, [(20_778, 1), (20_779, 1)]);
    // Where the day begins later; and a change to winter time in between moves no hour.
    assert_eq!(launch(&|_| -12.0 * HOUR).1, [(20_777, 1), (20_779, 1)]);
    let change = |at: f64| if at < START + DAY { HOUR } else { 0.0 };
    assert_eq!(launch(&change), (hours, days));
    assert_eq!(counted.launch(&id_at(9.0, 9), &|_| 0.0), (vec![], vec![]));
}

#[test]
fn posts_and_times_are_sides_of_a_comparison() {
    let (one, other) = (post(0.0, &[], 0, 1_000), post(30.0 * DAY, &[], 0, 1_000));
    let name = |number: usize| format!("reader_{number}");
    let answers = |post: &Post, from: usize, to: usize, start: f64| {
        (from..to).map(|nth| reply(&name(nth), &post.id, start + nth as f64 * MINUTE)).collect::<Vec<_>>()
    };
    let set = set(
        [answers(&one, 0, 60, 0.0), answers(&other, 0, 25, 30.0 * DAY)].concat(),
        [one.clone(), other.clone()],
    );
    let counted = Counted::of(&set);
    let sides = [&one, &other].map(|post| counted.side_of(&post.id));
    assert_eq!(sides, [60, 25].map(|people| Side { people, chances: Some(1_000.0) }));
    assert_eq!(compare(&sides[0], &sides[1]), Comparison::First);
    let week = counted.side_between(START, START + 7.0 * DAY);
    let month = counted.side_between(START + 7.0 * DAY, START + 37.0 * DAY);
    assert_eq!((week.people, month.people, month.chances), (60, 25, Some(30.0 * DAY)));
    assert_eq!(compare(&week, &month), Comparison::First);
    assert_eq!(counted.side_between(START, START).people, 0);
}

#[test]
fn a_number_of_the_person_is_known_for_all_of_theirs() {
    let ada = post(0.0, &[], 2, 0);
    let set = set([reply("bob", &ada.id, 1.0), by_user("7", reply("bob", &ada.id, DAY))], [ada]);
    let counted = Counted::of(&set);
    let people = counted.people(START);
    assert_eq!((people.len(), people[0].user.map(|user| user.as_str())), (1, Some("7")));
}

proptest! {
    #[test]
    fn the_parts_come_to_the_whole(history in history()) {
        let set = taken(&history);
        let counted = Counted::of(&set);
        let whole = counted.total();
        let sum = |numbers: &mut dyn Iterator<Item = usize>| numbers.sum::<usize>();
        prop_assert_eq!(sum(&mut counted.people(1.8e12).iter().map(|it| it.total.replies)), whole.replies);
        prop_assert_eq!(counted.people(1.8e12).len(), whole.people);
        prop_assert_eq!(sum(&mut counted.days(&|at| (at / DAY) as i64).iter().map(|it| it.total.replies)), whole.replies);
        let unplaced = sum(&mut counted.people(1.8e12).iter().map(|it| it.unplaced));
        prop_assert_eq!(sum(&mut counted.posts().iter().map(|it| it.total.replies)) + unplaced, whole.replies);
        let products = sum(&mut counted.products().iter().map(|it| it.total.replies));
        prop_assert_eq!(products + counted.without_product().replies, whole.replies);
        for count in counted.posts() {
            let (hours, days) = counted.launch(count.id, &|_| 0.0);
            prop_assert_eq!(sum(&mut hours.iter().chain(&days).map(|it| it.total.replies)), count.total.replies);
            prop_assert!(count.total.people <= count.total.replies && count.coverage.seen >= count.total.replies);
        }
        let ids: BTreeSet<_> = set.replies().map(|reply| &reply.id).collect();
        prop_assert!(whole.replies <= ids.len());
    }
}
