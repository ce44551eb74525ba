//! What is stored, for how long, and what is left of whoever is forgotten.
//!
//! A file `v1-….json` here is never changed once a version was released that wrote it.

use hashcart_core::insights::{Handle, Labels, Parent, Post, PostNumbers, Sighting, Sightings, Tags};
use hashcart_core::raw::Raw;
use hashcart_core::schema::{Record, Stored, Versioned, read};
use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::made::{DAY, HOUR, NAMES, START, by_user, handle, history, id_at, post, reply, set, taken};

struct Json<'a>(&'a str);

impl Raw for Json<'_> {
    fn parse<T: DeserializeOwned>(&self) -> Result<T, String> {
        serde_json::from_str(self.0).map_err(|error| error.to_string())
    }
}

#[track_caller]
fn golden<T: Stored + Serialize + PartialEq + std::fmt::Debug>(json: &str, value: T) {
    assert_eq!(read::<T>(&Json(json)), Record::Read(value), "it lies in people's browsers");
    let Record::Read(value) = read::<T>(&Json(json)) else { panic!("read above") };
    let mut written = serde_json::to_string_pretty(&Versioned::now(value)).unwrap();
    written.push('\n');
    assert_eq!(written, json, "records are written in another shape");
}

fn whole() -> Sighting {
    Sighting {
        user: Some("1234567890123456789".parse().unwrap()),
        posted: Some(START),
        parent: Parent::Page { post: id_at(0.0, 0) },
        tags: Tags { cart: true, basket: true },
        lang: Some("pt-BR".to_owned()),
        last: START + DAY,
        ..reply("Bob_1", &id_at(0.0, 0), HOUR)
    }
}

#[test]
fn titles_of_what_a_post_sells_add_up_in_any_order() {
    let key = |asin: &str| format!("{asin}@amazon.com").parse().unwrap();
    let titled = |titles: &[(&str, &str)]| {
        let titles: Vec<_> = titles.iter().map(|(asin, title)| (key(asin), (*title).to_owned())).collect();
        Post::new(id_at(0.0, 0), START).titled(&titles)
    };
    let (one, other) =
        (titled(&[("B0HCART002", "Tea")]), titled(&[("B0HCART001", "A book"), ("B0HCART002", "Tea, green")]));
    let both = one.clone().join(other.clone());
    assert_eq!(both, other.clone().join(one.clone()));
    let said: Vec<_> = both.titles().iter().map(|(_, title)| title.as_str()).collect();
    assert_eq!(said, ["A book", "Tea, green"]);
    assert!(!one.says_as_much(&other) && both.says_as_much(&both.clone().join(one)));
    assert!(titled(&[("B0HCART001", &"x".repeat(201))]).titles().is_empty(), "no title is that long");
    assert_eq!(both.out_of_bounds(), None);
}

#[test]
fn sightings_of_version_1() {
    golden(include_str!("v1-sighting.json"), whole());
    let least =
        Sighting { parent: Parent::Handle { to: handle("ada") }, ..reply("bob", &id_at(0.0, 0), HOUR) };
    golden(include_str!("v1-sighting-least.json"), least);
    for (json, parent) in [
        (r#"{"by":"nothing"}"#, Parent::Nothing),
        (r#"{"by":"conversation","post":"18"}"#, Parent::Conversation { post: "18".parse().unwrap() }),
        (r#"{"by":"place","post":"18"}"#, Parent::Place { post: "18".parse().unwrap() }),
    ] {
        assert_eq!(serde_json::to_string(&parent).unwrap(), json);
        assert_eq!(serde_json::from_str::<Parent>(json).unwrap(), parent);
    }
}

#[test]
fn posts_of_version_1() {
    let labels = Labels {
        replies: Some("39 Replies. Reply".to_owned()),
        reposts: Some("9 reposts. Repost".to_owned()),
        likes: Some("1.2万 件のいいね".to_owned()),
        ..Labels::default()
    };
    let mut whole = post(0.0, &["B0HCART002@amazon.de", "B0HCART001@amazon.com"], 40, 2_000);
    whole.numbers = whole.numbers.join(PostNumbers::read(&labels, START + DAY));
    whole.last = START + DAY;
    whole.seen.put(&id_at(HOUR, 1));
    whole.seen.put(&id_at(HOUR, 7));
    golden(include_str!("v1-post.json"), whole);
    golden(include_str!("v1-post-least.json"), Post::new(id_at(0.0, 0), START));
}

/// Browsers have one kind of number and write whole ones without a point.
#[test]
fn whole_numbers_are_times_too() {
    fn same<T: Stored + PartialEq + std::fmt::Debug>(json: &str) {
        let whole = json.replace(".0", "");
        assert!(whole != json);
        assert_eq!(read::<T>(&Json(&whole)), read::<T>(&Json(json)));
    }
    same::<Sighting>(include_str!("v1-sighting.json"));
    same::<Post>(include_str!("v1-post.json"));
}

#[test]
fn a_record_that_is_beyond_its_bounds_is_unreadable() {
    let sighting = serde_json::to_string(&Versioned::now(whole())).unwrap();
    let post = include_str!("v1-post.json");
    let broken = |json: &str, from: &str, to: &str| {
        let broken = json.replacen(from, to, 1);
        assert!(broken != json, "{from}");
        broken
    };
    for (from, to) in [
        ("\"first\":1795003600000.0", "\"first\":-1.0"),
        ("\"lang\":\"pt-BR\"", "\"lang\":\"=1+1\""),
        ("\"handle\":\"Bob_1\"", "\"handle\":\"Bob 1\""),
        ("\"user\":\"1", "\"user\":\"x"),
        ("\"id\":\"", "\"id\":\"9"),
    ] {
        let json = broken(&sighting, from, to);
        assert!(matches!(read::<Sighting>(&Json(&json)), Record::Unreadable(_)), "{json}");
    }
    for (from, to) in [
        ("\"seen\": \"", "\"seen\": \"-"),
        ("B0HCART001@amazon.com", "B0HCART009@amazon.nl"),
        ("1795000000000.0", "1e300"),
    ] {
        let json = broken(post, from, to);
        assert!(matches!(read::<Post>(&Json(&json)), Record::Unreadable(_)), "{json}");
    }
}

#[test]
fn what_is_older_than_kept_goes_and_a_post_that_is_still_answered_stays() {
    let (old, answered, new) = (post(0.0, &[], 1, 0), post(1.0, &[], 2, 0), post(50.0 * DAY, &[], 0, 0));
    let late = reply("carol", &answered.id, 40.0 * DAY);
    let mut set = set(
        [reply("bob", &old.id, HOUR), reply("dan", &answered.id, HOUR), late.clone()],
        [old.clone(), answered.clone(), new.clone()],
    );
    let gone = set.drop_older(30, START + 60.0 * DAY);
    assert_eq!((gone.replies.len(), gone.posts, gone.changed), (2, vec![old.id], vec![]));
    assert!(set.reply(&late.id).is_some() && set.post(&answered.id).is_some() && set.post(&new.id).is_some());
    let edge = set.drop_older(20, START + 60.0 * DAY);
    assert_eq!(edge, Default::default(), "what is exactly so old stays");
}

#[test]
fn who_is_forgotten_leaves_no_word() {
    let mut ada = post(0.0, &[], 9, 0);
    let theirs = by_user("770001", reply("zquill", &ada.id, HOUR));
    ada.seen.put(&theirs.id);
    // Another of their replies, without a hashtag, that somebody answered.
    let plain = Post::new(id_at(HOUR, 9), START).by(handle("yvonn_w"), START);
    ada.seen.put(&plain.id);
    let renamed = by_user("770001", reply("yvonn_w", &ada.id, DAY));
    let answer = reply("carol", &theirs.id, 2.0 * DAY);
    let to_them = Sighting { parent: Parent::Handle { to: handle("Yvonn_W") }, ..reply("dan", &ada.id, DAY) };
    let other = reply("bob", &ada.id, HOUR);
    let mut set = set(
        [theirs.clone(), renamed, answer, to_them, other.clone()],
        [ada.clone(), plain, Post::new(theirs.id, START)],
    );
    let gone = set.forget(&handle("ZQuill"));
    assert_eq!((gone.replies.len(), gone.posts.len(), gone.changed), (4, 2, vec![ada.id.clone()]));
    assert_eq!(set.replies().collect::<Vec<_>>(), [&other]);
    assert!(set.post(&ada.id).is_some_and(|post| post.seen.is_empty()));
    assert_eq!(set.forget(&handle("nobody")), Default::default());
}

#[test]
fn who_took_over_another_name_of_theirs_is_not_forgotten_with_them() {
    let ada = id_at(0.0, 0);
    let before = [by_user("7", reply("zquill", &ada, HOUR)), by_user("7", reply("yvonn_w", &ada, DAY))];
    let other = by_user("8", reply("yvonn_w", &ada, 99.0 * DAY));
    let mut set = set(before.into_iter().chain([other.clone()]), []);
    assert_eq!(set.forget(&handle("zquill")).replies.len(), 2);
    assert_eq!(set.replies().collect::<Vec<_>>(), [&other]);
}

fn written(set: &Sightings) -> String {
    let replies: Vec<&Sighting> = set.replies().collect();
    let posts: Vec<&Post> = set.posts().collect();
    serde_json::to_string(&(replies, posts)).unwrap().to_lowercase()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_of_a_forgotten_person_is_left_whatever_was_seen(history in history(), name in select(NAMES)) {
        let before = taken(&history);
        let wanted: Handle = handle(name);
        let theirs: Vec<&Sighting> = before.replies().filter(|reply| reply.handle.is(&wanted)).collect();
        let mut after = before.clone();
        let gone = after.forget(&wanted);
        let left = written(&after);
        prop_assert!(!left.contains(&wanted.folded()), "{}", left);
        for reply in theirs {
            prop_assert!(!left.contains(reply.id.as_str()));
            if let Some(user) = &reply.user {
                prop_assert!(!left.contains(user.as_str()));
            }
            for post in after.posts() {
                let mut fewer = post.seen.clone();
                fewer.remove(&reply.id);
                prop_assert_eq!(&fewer, &post.seen, "not even that it was seen");
            }
        }
        // What is to be written is what was changed, and nothing else is touched.
        let kept = |id| gone.replies.binary_search(id).is_err();
        prop_assert_eq!(before.replies().filter(|it| kept(&it.id)).count(), after.replies().count());
        for post in after.posts().filter(|post| gone.changed.binary_search(&post.id).is_err()) {
            prop_assert_eq!(before.post(&post.id), Some(post));
        }
        prop_assert_eq!(after.forget(&wanted), Default::default());
    }
}

proptest! {
    #[test]
    fn records_read_back_as_they_were(history in history()) {
        for reply in taken(&history).replies() {
            let json = serde_json::to_string(&Versioned::now(reply)).unwrap();
            prop_assert_eq!(&read::<Sighting>(&Json(&json)), &Record::Read(reply.clone()));
        }
        for post in taken(&history).posts() {
            let json = serde_json::to_string(&Versioned::now(post)).unwrap();
            prop_assert_eq!(&read::<Post>(&Json(&json)), &Record::Read(post.clone()));
        }
    }

    #[test]
    fn dropping_before_and_after_a_join_keeps_the_same_replies(history in history(), cut in 0_usize..24, days in 0_u32..6) {
        let now = START + 6.0 * DAY;
        let (one, other) = history.split_at(cut.min(history.len()));
        let mut whole = taken(&history);
        whole.drop_older(days, now);
        let mut parts = taken(one);
        parts.drop_older(days, now);
        parts.join(taken(other));
        parts.drop_older(days, now);
        let ids = |set: &Sightings| set.replies().map(|reply| reply.id.clone()).collect::<std::collections::BTreeSet<_>>();
        prop_assert_eq!(ids(&parts), ids(&whole));
        prop_assert!(whole.replies().all(|reply| reply.at() >= now - f64::from(days) * DAY));
    }
}
