//! A draw can be repeated by anybody, and says who did not take part.

use std::collections::HashMap;

use hashcart_core::insights::{
    Coverage, Draw, DrawEntry, DrawError, DrawFault, DrawRules, Excluded, Parent, ParseDrawError, Pool,
    Sighting, Sightings,
};
use hashcart_core::tweet::TweetId;
use proptest::prelude::*;

use crate::made::{DAY, HOUR, START, by_user, handle, id_at, post, reply, set};

fn entry(line: &str) -> DrawEntry {
    let (handle, reply) = line.split_once(' ').unwrap();
    DrawEntry { handle: handle.to_owned(), reply: reply.parse().unwrap() }
}

fn rules(post: &TweetId) -> DrawRules {
    DrawRules { posts: vec![post.clone()], ..DrawRules::default() }
}

/// Two winners and two who stand by.
fn draw(set: &Sightings, rules: &DrawRules, seed: &str) -> Result<Draw, DrawError> {
    Pool::of(set, rules).draw(seed, 2, 2)
}

/// So many readers who answered one post.
fn readers(number: usize) -> (Sightings, TweetId) {
    let ada = post(0.0, &[], 99, 0);
    let replies = (0..number).map(|nth| reply(&format!("reader_{nth}"), &ada.id, nth as f64 * HOUR));
    (set(replies, [ada.clone()]), ada.id)
}

/// The numbers here were worked out by another program, from what `insights::draw` says about how a draw is made.
#[test]
fn another_program_draws_the_same() {
    let ada: TweetId = "1989999999999999999".parse().unwrap();
    let names = [("Zoe", 5), ("bob", 2), ("carol", 3), ("dan_1", 4), ("Ada_L", 1)];
    let replies = names.map(|(name, number)| {
        let id = format!("199000000000000000{number}").parse().unwrap();
        Sighting { id, ..reply(name, &ada, 0.0) }
    });
    let drawn = draw(&set(replies, []), &rules(&ada), "DAX 2026-11-27: 24123.45 – é").unwrap();
    assert_eq!(drawn.pool.hash, "0f580898bbda5f5376e37586f04ccf259eb320a49e132e0e84e39d6860784c65");
    assert_eq!(drawn.winners, ["zoe 1990000000000000005", "carol 1990000000000000003"].map(entry));
    assert_eq!(drawn.alternates, ["bob 1990000000000000002", "dan_1 1990000000000000004"].map(entry));
    assert_eq!(drawn.pool.entries.first(), Some(&entry("ada_l 1990000000000000001")));
    assert_eq!(drawn.verify(), Ok(()));
}

#[test]
fn one_entry_for_a_person_however_many_replies_and_names() {
    let (one, two) = (post(0.0, &[], 9, 0), post(DAY, &[], 9, 0));
    let replies = [
        reply("bob", &one.id, HOUR),
        reply("BOB", &one.id, 2.0 * HOUR),
        by_user("7", reply("bob", &one.id, 3.0 * HOUR)),
        by_user("7", reply("bobwrites", &two.id, DAY + HOUR)),
        reply("carol", &two.id, DAY + HOUR),
    ];
    let set = set(replies, [one.clone(), two.clone()]);
    let both = DrawRules { posts: vec![one.id.clone(), two.id], ..rules(&one.id) };
    let drawn = draw(&set, &both, "seed").unwrap();
    let handles: Vec<&str> = drawn.pool.entries.iter().map(|entry| entry.handle.as_str()).collect();
    assert_eq!(handles, ["bob", "carol"]);
    assert_eq!(drawn.pool.entries[0].reply, reply("bob", &one.id, HOUR).id, "the earliest reply enters");
    assert_eq!((drawn.winners.len(), drawn.alternates.len()), (2, 0), "no more than there are");
    assert_eq!(drawn.pool.coverage, Coverage { seen: 5, about: Some(18) });
    assert!(!drawn.pool.coverage.is_all(), "so \"all\" may not be said");
}

/// The same, but nobody knows what in the conversation it answers.
fn unplaced(reply: Sighting) -> Sighting {
    let post = reply.parent.post().unwrap().clone();
    Sighting { parent: Parent::Conversation { post }, ..reply }
}

#[test]
fn who_does_not_take_part_is_counted_once() {
    let ada = post(0.0, &[], 9, 0);
    let replies = [
        reply("ada_other", &ada.id, HOUR),
        reply("troll", &ada.id, HOUR),
        by_user("7", reply("lucky", &ada.id, HOUR)),
        by_user("7", reply("lucky_new", &ada.id, 2.0 * HOUR)),
        reply("late", &ada.id, DAY + 1.0),
        reply("intime", &ada.id, DAY),
        reply("twice", &ada.id, HOUR),
        reply("twice", &ada.id, 2.0 * DAY),
        // Own, and blocked, and late.
        reply("all", &ada.id, 2.0 * DAY),
        // Below a part of the conversation that was not in the page: one who did not answer for sure, and two who did,
        // or may not.
        unplaced(reply("somewhere", &ada.id, HOUR)),
        unplaced(reply("intime", &ada.id, 3.0 * HOUR)),
        unplaced(reply("troll", &ada.id, 3.0 * HOUR)),
    ];
    let before = DrawEntry { handle: "oldname".to_owned(), reply: replies[2].id.clone() };
    let set = set(replies, [ada.clone()]);
    let rules = DrawRules {
        cutoff: Some(START + DAY),
        own: vec![handle("Ada_Other"), handle("all")],
        blocked: vec![handle("TROLL"), handle("all")],
        earlier: vec![before.clone()],
        ..rules(&ada.id)
    };
    let drawn = draw(&set, &rules, "seed").unwrap();
    let handles: Vec<&str> = drawn.pool.entries.iter().map(|entry| entry.handle.as_str()).collect();
    assert_eq!(handles, ["intime", "twice"]);
    assert_eq!(drawn.pool.excluded, Excluded { own: 2, blocked: 1, earlier: 1, late: 1, unplaced: 1 });
    assert_eq!(drawn.pool.coverage, Coverage { seen: 9, about: Some(9) });
    let again = DrawRules { earlier: [drawn.winners, vec![before]].concat(), ..rules };
    assert_eq!(draw(&set, &again, "seed"), Err(DrawError::NoEntries), "who won before does not win again");
}

#[test]
fn without_a_seed_a_winner_or_an_entry_there_is_no_draw() {
    let (set, ada) = readers(3);
    for seed in ["", " ", " a", "a ", "a\nb", "a\u{2028}b", "a\tb", &"x".repeat(201)] {
        assert_eq!(draw(&set, &rules(&ada), seed), Err(DrawError::Seed), "{seed:?}");
    }
    assert_eq!(Pool::of(&set, &rules(&ada)).draw("seed", 0, 2), Err(DrawError::NoWinners));
    assert_eq!(draw(&set, &rules(&id_at(9.0, 9)), "seed"), Err(DrawError::NoEntries));
    let early = DrawRules { cutoff: Some(START - 1.0), ..rules(&ada) };
    assert_eq!(draw(&set, &early, "seed"), Err(DrawError::NoEntries));
}

#[test]
fn another_seed_draws_others_and_everybody_has_a_chance() {
    let (set, ada) = readers(5);
    let mut won: HashMap<String, usize> = HashMap::new();
    for number in 0..500 {
        let drawn = draw(&set, &rules(&ada), &format!("seed {number}")).unwrap();
        for winner in drawn.winners {
            *won.entry(winner.handle).or_default() += 1;
        }
    }
    // Two of five win: 200 of 500 each, give or take four standard deviations of 11.
    assert_eq!(won.len(), 5);
    assert!(won.values().all(|times| (156..=244).contains(times)), "{won:?}");
}

#[test]
fn the_record_reads_back_with_any_line_ends_and_is_the_same_text() {
    let (set, ada) = readers(4);
    let rules = DrawRules { cutoff: Some(START + 2.0 * HOUR), ..rules(&ada) };
    let drawn = draw(&set, &rules, "a seed: of, words").unwrap();
    let text = drawn.to_string();
    assert_eq!(text, include_str!("draw.txt"));
    assert_eq!(text.parse(), Ok(drawn.clone()));
    assert_eq!(text.replace('\n', "\r\n").parse(), Ok(drawn));
}

#[test]
fn a_record_that_was_changed_says_so() {
    let (set, ada) = readers(6);
    let honest = draw(&set, &rules(&ada), "seed").unwrap();
    let changed = |change: &dyn Fn(&mut Draw)| {
        let mut draw = honest.clone();
        change(&mut draw);
        draw.to_string().parse::<Draw>().unwrap().verify()
    };
    assert_eq!(changed(&|_| {}), Ok(()));
    assert_eq!(changed(&|draw| draw.seed = "another".to_owned()), Err(DrawFault::Drawn));
    assert_eq!(changed(&|draw| draw.winners.swap(0, 1)), Err(DrawFault::Drawn));
    assert_eq!(changed(&|draw| draw.winners.clear()), Err(DrawFault::Drawn));
    assert_eq!(changed(&|draw| drop(draw.alternates.pop())), Ok(()), "fewer alternates are as honest");
    assert_eq!(changed(&|draw| draw.pool.entries.swap(0, 1)), Err(DrawFault::List));
    assert_eq!(changed(&|draw| drop(draw.pool.entries.pop())), Err(DrawFault::Hash));
    assert_eq!(changed(&|draw| draw.pool.hash = "0".repeat(64)), Err(DrawFault::Hash));
    let late = draw_with(&honest, |draw| draw.pool.cutoff = Some(START + 2.0 * HOUR));
    assert_eq!(late.verify(), Err(DrawFault::Late));
    let twice = draw_with(&honest, |draw| draw.pool.entries.insert(0, draw.pool.entries[0].clone()));
    assert_eq!(twice.verify(), Err(DrawFault::List));
}

fn draw_with(draw: &Draw, change: impl Fn(&mut Draw)) -> Draw {
    let mut draw = draw.clone();
    change(&mut draw);
    draw
}

#[test]
fn what_is_no_record_says_at_which_line() {
    let text = include_str!("draw.txt");
    for (from, to, line) in [
        ("Hashcart draw 1", "Hashcart draw 2", 1),
        ("posts: ", "posts: x", 2),
        ("cutoff: 2", "cutoff: x", 3),
        ("of about", "of", 4),
        ("own 0, ", "", 5),
        ("unplaced 0", "unplaced 0, more 1", 5),
        ("late 1", "late -1", 5),
        ("seed: ", "seed:  ", 6),
        ("winners: 2", "winners: x", 8),
        ("winners: 2", "winners: 1", 10),
        ("entries: 3", "entries: 9", 17),
        ("entries: 3", "entries: 99999999999", 17),
        ("\nreader_0 ", "\nReader_0 ", 10),
    ] {
        let broken = text.replacen(from, to, 1);
        assert!(broken != text, "{from}");
        assert_eq!(broken.parse::<Draw>(), Err(ParseDrawError { line }), "{to}");
    }
    for garbage in ["", "\n", "Hashcart draw 1", &format!("{text}more")] {
        assert!(garbage.parse::<Draw>().is_err(), "{garbage:?}");
    }
}

proptest! {
    #[test]
    fn whoever_takes_part_the_record_reads_back_and_verifies(
        number in 1_usize..30, winners in 1_usize..8, alternates in 0_usize..8,
        seed in "[a-zA-Z0-9é漢–:,][a-z :]{0,30}[!-~]",
    ) {
        let (set, ada) = readers(number);
        let drawn = Pool::of(&set, &rules(&ada)).draw(&seed, winners, alternates).unwrap();
        prop_assert_eq!(drawn.verify(), Ok(()));
        let read: Draw = drawn.to_string().parse().unwrap();
        prop_assert_eq!(read.verify(), Ok(()));
        prop_assert_eq!(&read, &drawn);
        let mut all: Vec<&DrawEntry> = drawn.winners.iter().chain(&drawn.alternates).collect();
        prop_assert_eq!(all.len(), number.min(winners + alternates));
        all.sort();
        all.dedup();
        prop_assert_eq!(all.len(), number.min(winners + alternates), "nobody is drawn twice");
        let more = Pool::of(&set, &rules(&ada)).draw(&seed, winners, alternates + 3).unwrap();
        prop_assert_eq!(&more.winners, &drawn.winners, "more alternates change no winner");
    }

    #[test]
    fn whatever_comes_as_a_record_ends(text in "(Hashcart draw 1\n)?(posts: 18\n)?.{0,80}") {
        let _ = text.parse::<Draw>();
    }
}
