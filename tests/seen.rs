//! What the background does with replies that were seen: whose are kept, how they add up, how they go.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

// Half of it is for courses.
#[allow(dead_code)]
mod fake;

use fake::{Fake, Mishap, run};
use hashcart_core::exchange::file;
use hashcart_core::fault::FaultCode;
use hashcart_core::insights::{
    Choices, DrawEntry, Draws, Handle, MOST_REPLIES, Parent, Post, Sighting, Tags,
};
use hashcart_core::mention::KeptMention;
use hashcart_core::message::Sighted;
use hashcart_core::records::{Area, DRAWS};
use hashcart_core::tweet::TweetId;
use hashcart_service::{Store, backup, insights, items, records};

const NOW: f64 = 1_764_000_000_000.0;
const DAY: f64 = 86_400_000.0;

fn handle(name: &str) -> Handle {
    name.parse().unwrap()
}

/// An id of that time.
fn id(at: f64, number: u64) -> TweetId {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "times after 2010")]
    let since = at as u64 - 1_288_834_974_657;
    ((since << 22) + number).to_string().parse().unwrap()
}

fn own_post() -> Post {
    Post::new(id(NOW - DAY, 1), NOW).by(handle("ada"), NOW)
}

fn reply(name: &str, number: u64, parent: Parent) -> Sighting {
    Sighting {
        id: id(NOW - DAY / 2.0, number),
        handle: handle(name),
        user: None,
        posted: None,
        parent,
        tags: Tags { cart: true, basket: false },
        lang: None,
        thanked: None,
        first: NOW,
        last: NOW,
    }
}

fn to_own(name: &str, number: u64) -> Sighting {
    reply(name, number, Parent::Place { post: own_post().id })
}

fn switched_on() -> Fake {
    let browser = Fake::at(NOW);
    choose(&browser, Choices { on: true, own: vec![handle("Ada")], ..Choices::default() });
    browser
}

fn choose(browser: &Fake, choices: Choices) {
    run(insights::choose(browser, &choices)).unwrap().unwrap();
}

fn see(browser: &Fake, sightings: Vec<Sighting>) -> bool {
    let look = Sighted { sightings, posts: vec![own_post()], thanked: Vec::new() };
    run(insights::take_in(browser, look)).unwrap().unwrap()
}

fn kept(browser: &Fake) -> usize {
    browser.records(Area::Archive).keys().filter(|name| name.starts_with("sighting:")).count()
}

#[test]
fn nothing_is_kept_until_it_is_switched_on_and_says_whose() {
    let browser = Fake::at(NOW);
    assert!(!see(&browser, vec![to_own("bob", 2)]));
    choose(&browser, Choices { on: true, ..Choices::default() });
    assert!(!see(&browser, vec![to_own("bob", 2)]), "nobody's posts are the user's");
    assert_eq!(browser.records(Area::Archive).len(), 0);
}

#[test]
fn only_what_answers_the_users_own_posts_is_kept() {
    let browser = switched_on();
    let elsewhere = Parent::Place { post: id(NOW - DAY, 9) };
    assert!(see(
        &browser,
        vec![
            to_own("bob", 2),
            reply("carl", 3, Parent::Handle { to: handle("ADA") }),
            reply("dora", 4, Parent::Handle { to: handle("eve") }),
            reply("eve", 5, elsewhere),
            // The user's own call to action.
            to_own("ada", 6),
        ],
    ));
    assert_eq!(kept(&browser), 2);
    assert!(!see(&browser, vec![to_own("bob", 2)]), "the same once more is nothing new");
    // Somebody else's post is not kept for being sent.
    let others = Post::new(id(NOW - DAY, 9), NOW).by(handle("eve"), NOW);
    let look = Sighted { posts: vec![others], ..Sighted::default() };
    assert!(!run(insights::take_in(&browser, look)).unwrap().unwrap());
}

#[test]
fn what_was_taken_for_an_answer_to_the_user_goes_when_the_page_knows_better() {
    let browser = switched_on();
    let to_somebody = Parent::Page { post: id(NOW - DAY, 9) };
    see(
        &browser,
        vec![reply("bob", 2, Parent::Handle { to: handle("ada") }), reply("eve", 3, to_somebody.clone())],
    );
    assert_eq!(kept(&browser), 1);
    assert!(see(&browser, vec![reply("bob", 2, to_somebody)]));
    assert_eq!(kept(&browser), 0);
    // A post of its own, that stood where replies stand, is kept as what it is: nobody takes it for a reply again.
    see(&browser, vec![to_own("bob", 2)]);
    assert!(see(&browser, vec![reply("bob", 2, Parent::Nothing)]));
    let answers = run(insights::answers(&browser, &own_post().id)).unwrap().unwrap();
    assert_eq!((kept(&browser), answers.people), (1, 0));
}

#[test]
fn who_answered_a_post_is_told_once_each_and_the_last_first() {
    let browser = switched_on();
    see(&browser, vec![to_own("bob", 2), to_own("carl", 3), to_own("bob", 4)]);
    let answers = run(insights::answers(&browser, &own_post().id)).unwrap().unwrap();
    assert_eq!(answers.people, 2);
    let named: Vec<_> = answers.named.iter().map(|(who, reply)| (who.as_str(), reply.clone())).collect();
    assert_eq!(named, [("carl", id(NOW - DAY / 2.0, 3)), ("bob", id(NOW - DAY / 2.0, 2))]);
}

#[test]
fn a_reply_is_thanked_when_the_user_was_seen_answering_it() {
    let browser = switched_on();
    see(&browser, vec![to_own("bob", 2)]);
    let thanked = |reply: &TweetId| Sighted { thanked: vec![(reply.clone(), NOW)], ..Sighted::default() };
    let known = to_own("bob", 2).id;
    assert!(run(insights::take_in(&browser, thanked(&known))).unwrap().unwrap());
    assert!(!run(insights::take_in(&browser, thanked(&known))).unwrap().unwrap());
    assert!(
        !run(insights::take_in(&browser, thanked(&id(NOW, 77)))).unwrap().unwrap(),
        "of no reply that is known"
    );
    let set = insights::read(&run(browser.get_all(Area::Archive)).unwrap().unwrap());
    assert_eq!(set.reply(&known).unwrap().thanked, Some(NOW));
}

#[test]
fn what_is_older_than_the_user_keeps_goes_and_does_not_come_back() {
    let browser = switched_on();
    see(&browser, vec![to_own("bob", 2)]);
    browser.now.set(NOW + 91.0 * DAY);
    choose(&browser, Choices { on: true, own: vec![handle("ada")], days: 90, ..Choices::default() });
    assert_eq!(browser.records(Area::Archive).len(), 0, "the post goes with its last reply");
    see(&browser, vec![to_own("bob", 2)]);
    assert_eq!(kept(&browser), 0);
    choose(&browser, Choices { on: true, own: vec![handle("ada")], days: 0, ..Choices::default() });
    see(&browser, vec![to_own("bob", 2)]);
    assert_eq!(kept(&browser), 1, "0 is for ever");
}

#[test]
fn forgetting_somebody_leaves_nothing_they_wrote_and_nothing_they_won() {
    let browser = switched_on();
    see(&browser, vec![to_own("Bob", 2), to_own("carl", 3)]);
    let winner = DrawEntry { handle: "bob".to_owned(), reply: id(NOW, 2) };
    let draws = Draws { blocked: vec![handle("bob")], winners: vec![winner] };
    run(insights::keep_draws(&browser, draws)).unwrap().unwrap();
    run(records::forget(&browser, Some("bob"))).unwrap().unwrap();
    let left =
        format!("{:?}{:?}", browser.records(Area::Archive), browser.records(Area::Disk)).to_lowercase();
    assert!(!left.contains("bob") && left.contains("carl"), "{left}");
    assert!(!left.contains(id(NOW - DAY / 2.0, 2).as_str()), "{left}");
    run(records::forget(&browser, None)).unwrap().unwrap();
    assert_eq!((browser.records(Area::Archive).len(), browser.records(Area::Disk).len()), (0, 0));
}

#[test]
fn a_file_brings_back_what_was_seen_and_adds_up_with_what_is_there() {
    let browser = switched_on();
    see(&browser, vec![to_own("bob", 2)]);
    run(insights::keep_draws(&browser, Draws { blocked: vec![handle("eve")], ..Draws::default() }))
        .unwrap()
        .unwrap();
    let mut all = run(browser.get_all(Area::Disk)).unwrap().unwrap();
    all.extend(run(browser.get_all(Area::Archive)).unwrap().unwrap());
    let text = file(&browser.json(), &all).unwrap();

    let other = switched_on();
    see(&other, vec![to_own("bob", 2), to_own("carl", 3)]);
    run(insights::keep_draws(&other, Draws { blocked: vec![handle("mallory")], ..Draws::default() }))
        .unwrap()
        .unwrap();
    run(records::import(&other, &text)).unwrap().unwrap();
    assert_eq!(kept(&other), 2);
    let draws = DRAWS.data(&run(other.one(Area::Disk, DRAWS.only())).unwrap().unwrap().unwrap()).unwrap();
    assert_eq!(draws.blocked, [handle("mallory"), handle("eve")]);

    let empty = Fake::at(NOW);
    run(records::import(&empty, &text)).unwrap().unwrap();
    assert_eq!(empty.records(Area::Archive), browser.records(Area::Archive));
    // Twice is once.
    let before = empty.records(Area::Archive);
    run(records::import(&empty, &text)).unwrap().unwrap();
    assert_eq!(empty.records(Area::Archive), before);
}

#[test]
fn a_file_switches_nothing_on() {
    let there = switched_on();
    let text = file(&there.json(), &run(there.get_all(Area::Disk)).unwrap().unwrap()).unwrap();
    assert!(text.contains(r#""on":true"#), "{text}");
    let browser = Fake::at(NOW);
    run(records::import(&browser, &text)).unwrap().unwrap();
    let choices = run(insights::choices(&browser)).unwrap();
    assert_eq!((choices.on, choices.own), (false, vec![handle("Ada")]));
    assert!(!see(&browser, vec![to_own("bob", 2)]));
}

#[test]
fn a_visit_changes_nothing_else_that_was_chosen_meanwhile() {
    let browser = switched_on();
    choose(&browser, Choices { on: false, own: vec![handle("ada")], ..Choices::default() });
    assert!(run(insights::visit(&browser, NOW)).unwrap().unwrap());
    let choices = run(insights::choices(&browser)).unwrap();
    assert_eq!((choices.on, choices.visited), (false, Some(NOW)));
    assert!(!run(insights::visit(&Fake::at(NOW), NOW)).unwrap().unwrap(), "nothing was chosen");
}

#[test]
fn a_page_that_makes_replies_up_fills_no_disk() {
    let browser = switched_on();
    see(&browser, vec![to_own("bob", 2)]);
    browser.more.set(MOST_REPLIES);
    let look = |number| Sighted {
        sightings: vec![to_own("carl", number)],
        posts: vec![own_post()],
        thanked: Vec::new(),
    };
    let full = run(insights::take_in(&browser, look(3))).unwrap().unwrap_err();
    assert_eq!((full.code, kept(&browser)), (FaultCode::StorageFull, 1));
    // What is there already still learns.
    let known = Sighted { thanked: vec![(to_own("bob", 2).id, NOW)], ..Sighted::default() };
    assert!(run(insights::take_in(&browser, known)).unwrap().unwrap());
    browser.more.set(0);
    assert!(run(insights::take_in(&browser, look(3))).unwrap().unwrap());
}

#[test]
fn no_daily_copy_of_the_list_names_whoever_won() {
    let browser = switched_on();
    let found = KeptMention::of_address("https://www.amazon.de/dp/B000000001", None).unwrap();
    run(items::keep(&browser, Area::Disk, found)).unwrap().unwrap();
    let winner = DrawEntry { handle: "bob".to_owned(), reply: id(NOW, 2) };
    run(insights::keep_draws(&browser, Draws { blocked: Vec::new(), winners: vec![winner] }))
        .unwrap()
        .unwrap();
    run(backup::back_up(&browser, "2026-11-28")).unwrap().unwrap();
    run(insights::drop_all(&browser)).unwrap().unwrap();
    let left = format!("{:?}", browser.records(Area::Disk));
    assert!(left.contains("B000000001") && left.contains("backup:") && !left.contains("bob"), "{left}");
}

#[test]
fn whatever_goes_wrong_while_a_look_is_taken_in_the_same_look_mends_it() {
    for step in 0..4 {
        for mishap in
            [Mishap::Refused, Mishap::Full, Mishap::Killed { done: false }, Mishap::Killed { done: true }]
        {
            let browser = switched_on();
            browser.plan(Some((step, mishap)));
            let look = || Sighted {
                sightings: vec![to_own("bob", 2)],
                posts: vec![own_post()],
                thanked: Vec::new(),
            };
            let _ = run(insights::take_in(&browser, look()));
            browser.plan(None);
            run(insights::take_in(&browser, look())).unwrap().unwrap();
            assert_eq!(browser.records(Area::Archive).len(), 2, "{mishap:?} at {step}");
        }
    }
}
