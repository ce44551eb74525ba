//! What the core costs, each job against the plainest way to do the same to the same bytes.
//!
//! `cargo run --release --example core_cost` prints nanoseconds of one item, native, and their ratio. With the name of a job
//! and how often, it does that job so often and prints nothing: `tests/bench/core.mjs` counts the instructions of that.

#![expect(clippy::unwrap_used, reason = "the samples are its own")]

#[path = "../tests/doors/checks/json.rs"]
mod json;

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

use hashcart_core::cart::CartItem;
use hashcart_core::exchange::{There, file, plan};
use hashcart_core::handover::{AddMethod, Pick, Session};
use hashcart_core::link::recognise;
use hashcart_core::mention::KeptMention;
use hashcart_core::records::ITEM;
use hashcart_core::schema::Versioned;
use hashcart_core::sync::round;
use hashcart_core::tweet::TweetRef;

use json::{Native, Read};

/// Items of each job.
const COUNT: usize = 500;

const NOW: f64 = 1_795_000_000_000.0;

/// Of twenty links that X's page shows, one is a product's.
const LINKS: &[&str] = &[
    "https://www.amazon.com/Cast-Iron-Kettle/dp/B01HASH001/ref=sr_1_3?keywords=kettle",
    "https://www.example.com/2026/11/a-long-path/of-a-newspaper",
    "youtube.com/watch?v=dQw4w9WgXcQ",
    "https://x.com/ada/status/1861597350789288128/photo/1",
    "#AmazonCart",
];

fn item(number: usize) -> CartItem {
    let address = format!("https://www.amazon.de/dp/B0{number:08}?tag=ada-21");
    let title = format!("Thing {number} of many, with a title as long as titles are");
    let found = KeptMention::of_address(&address, Some(&title)).unwrap();
    let tweet = TweetRef { id: format!("18{number}").parse().unwrap(), author: "ada".into(), posted: None };
    CartItem::new(KeptMention { tweet: Some(tweet), ..found }, 1_764_000_000_000.0)
}

fn items(count: usize) -> Vec<CartItem> {
    (0..count).map(item).collect()
}

fn picks(count: usize) -> Vec<Pick> {
    let pick = |item: CartItem| Pick { title: item.title(), key: item.found.key, wanted: 1 };
    items(count).into_iter().map(pick).collect()
}

fn records(count: usize) -> Vec<(String, Read)> {
    let written = |item: &CartItem| {
        (ITEM.key(&item.found.key).to_string(), Read::written(&Versioned::now(item)).unwrap())
    };
    items(count).iter().map(written).collect()
}

/// What is done, with what it is done to made before.
type Work = Box<dyn Fn()>;

/// A job's name, and what makes its work for so many items.
type Job = (&'static str, fn(usize) -> Work);

fn links(count: usize) -> impl Iterator<Item = &'static str> {
    LINKS.iter().copied().cycle().take(count)
}

/// Each job, and behind it the plainest way to do it.
const JOBS: &[(Job, Job)] = &[
    (
        ("links", |count| Box::new(move || links(count).for_each(|link| keep(recognise(black_box(link)))))),
        // One pattern for one shape: it knows no short link, no market and no odd address.
        ("links-pattern", |count| {
            let pattern =
                regex::Regex::new(r"amazon\.[a-z.]+/(?:[^/]+/)?(?:dp|gp/product)/([A-Z0-9]{10})").unwrap();
            Box::new(move || links(count).for_each(|link| keep(pattern.captures(black_box(link)))))
        }),
    ),
    (
        ("session", |count| {
            let picks: Vec<Pick> = picks(count);
            let store = "amazon.de".parse().unwrap();
            Box::new(move || keep(Session::new(store, AddMethod::Plain, &picks, NOW)))
        }),
        ("session-copy", |count| {
            let picks: Vec<Pick> = picks(count);
            Box::new(move || keep(picks.clone()))
        }),
    ),
    (
        ("import", |count| {
            let text = file(&Native, &records(count)).unwrap();
            Box::new(move || keep(plan(&Native, &text, &There(&[]), NOW)))
        }),
        ("import-parse", |count| {
            let text = file(&Native, &records(count)).unwrap();
            Box::new(move || keep(serde_json::from_str::<serde_json::Value>(&text)))
        }),
    ),
    (
        ("merge", |count| {
            let all = items(count);
            Box::new(move || all.iter().for_each(|item| keep(item.clone().merged(item.clone()))))
        }),
        ("merge-newest", |count| {
            let all = items(count);
            Box::new(move || {
                for item in &all {
                    let (one, other) = (item.clone(), item.clone());
                    keep(if one.changed_at < other.changed_at { other } else { one });
                }
            })
        }),
    ),
    (
        ("sync", |count| {
            let all = items(count);
            let first = round(None, &all, &[], &[], NOW);
            Box::new(move || keep(round(Some(&first.shadow), &all, &[], &first.writes, NOW)))
        }),
        ("sync-look-up", |count| {
            let all = items(count);
            Box::new(move || {
                let by_key: HashMap<String, &CartItem> =
                    all.iter().map(|item| (item.found.key.to_string(), item)).collect();
                keep(all.iter().filter(|item| by_key.contains_key(&item.found.key.to_string())).count());
            })
        }),
    ),
];

/// Has the compiler believe that somebody wants it.
fn keep<T>(made: T) {
    black_box(&made);
}

/// Nanoseconds an item, the middle of several rounds.
fn nanos((_, make): Job) -> f64 {
    const ROUNDS: usize = 9;
    let work = make(COUNT);
    let mut took: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed().as_secs_f64() * 1e9 / COUNT as f64
        })
        .collect();
    took.sort_by(f64::total_cmp);
    took.get(ROUNDS / 2).copied().unwrap_or_default()
}

fn main() {
    let mut args = std::env::args().skip(1);
    if let (Some(name), Some(times)) = (args.next(), args.next()) {
        let mut all = JOBS.iter().flat_map(|(ours, plain)| [ours, plain]);
        let (_, make) = all.find(|(job, _)| *job == name).unwrap();
        let work = make(COUNT);
        (0..times.parse().unwrap()).for_each(|_| work());
        return;
    }
    for (ours, plain) in JOBS {
        let (one, other) = (nanos(*ours), nanos(*plain));
        println!("{:<10}{one:>10.0} ns{:>18}{other:>10.0} ns   ratio {:.1}", ours.0, plain.0, one / other);
    }
}
