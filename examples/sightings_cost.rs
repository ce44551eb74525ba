//! What it costs to take in a sighting, however many there are.
//!
//! Run with `cargo run --release --example sightings_cost`. It prints ratios from one run on one machine and asserts
//! none.

#![expect(clippy::unwrap_used, reason = "an example that cannot go on")]

use std::hint::black_box;
use std::time::Instant;

use hashcart_core::insights::{Counted, Parent, Post, Sighting, Sightings, Tags};

/// How many sightings there come to be.
const ALL: u64 = 100_000;
/// How many are timed at once.
const PART: u64 = 1_000;
const START: f64 = 1_795_000_000_000.0;

/// Replies of 20,000 people to 200 posts, a minute apart.
fn sighting(number: u64, seen: f64) -> Sighting {
    let at = START + number as f64 * 60_000.0;
    let id = |at: f64, number: u64| {
        (((at as u64 - 1_288_834_974_657) << 22) + number).to_string().parse().unwrap()
    };
    Sighting {
        id: id(at, number % 4_096),
        handle: format!("reader_{}", number * 7 % 20_000).parse().unwrap(),
        user: number
            .is_multiple_of(3)
            .then(|| (1_000_000 + number * 7 % 20_000).to_string().parse().unwrap()),
        posted: Some(at),
        parent: Parent::Place { post: id(START - 1.0, number % 200) },
        tags: Tags { cart: true, basket: false },
        lang: Some("en".to_owned()),
        thanked: None,
        first: at + seen,
        last: at + seen,
    }
}

/// Nanoseconds for each of these.
fn each(set: &mut Sightings, from: u64, seen: f64) -> f64 {
    let part: Vec<Sighting> = (from..from + PART).map(|number| sighting(number, seen)).collect();
    let start = Instant::now();
    for sighting in part {
        black_box(set.take_reply(sighting));
    }
    start.elapsed().as_secs_f64() * 1e9 / PART as f64
}

/// The middle of many times: growing the table falls on one of them.
fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis<T>(what: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(what());
    start.elapsed().as_secs_f64() * 1e3
}

fn main() {
    // An empty set each time, so that the first thousand is met warm and often.
    let first = middle((0..20).map(|_| each(&mut Sightings::default(), 0, 1.0)).collect());
    let mut set = Sightings::default();
    let times: Vec<f64> = (0..ALL / PART).map(|part| each(&mut set, part * PART, 1.0)).collect();
    let last = middle(times.get(times.len() - 20..).unwrap_or_default().to_vec());
    println!(
        "taking in a new one: the first thousand {first:.0} ns each, of the last twenty thousand {last:.0} ns"
    );
    println!("last / first: {:.2}", last / first);

    let again = |set: &mut Sightings| middle((80..100).map(|part| each(set, part * PART, 2.0)).collect());
    let mut few = Sightings::default();
    each(&mut few, 80 * PART, 1.0);
    let small = middle((0..20).map(|round| each(&mut few, 80 * PART, f64::from(round))).collect());
    let large = again(&mut set);
    println!(
        "seeing one again: of a thousand {small:.0} ns, of {ALL} {large:.0} ns, ratio {:.2}",
        large / small
    );

    for number in 0..200 {
        let id = (((START as u64 - 1 - 1_288_834_974_657) << 22) + number).to_string().parse().unwrap();
        set.take_post(Post::new(id, START));
    }
    let counted = Counted::of(&set);
    println!(
        "counting {ALL}: who is who {:.0} ms, posts {:.0} ms, people {:.0} ms, days {:.0} ms",
        millis(|| Counted::of(&set)),
        millis(|| counted.posts()),
        millis(|| counted.people(START)),
        millis(|| counted.days(&|at| (at / 86_400_000.0) as i64)),
    );
}
