//! What the recogniser costs, against the same shapes as patterns of the `regex` crate.
//!
//! Run with `cargo run --release --example recogniser_cost`. It prints ratios from one run
//! on one machine and asserts none; native code, so a browser's numbers differ. Both read the same paths, and that they
//! agree is asserted.

#![expect(clippy::unwrap_used, reason = "the patterns are those of the tests")]

#[path = "../tests/links/judge.rs"]
mod judge;

use std::{hint::black_box, time::Instant};

use hashcart_core::{
    asin::Asin,
    link::{patterns::in_path, recognise},
};

/// Paths of all main shapes, and some that are none.
const PATHS: &[&str] = &[
    "/dp/B01HASH001",
    "/dp/B01HASH001/ref=sr_1_3?keywords=kettle",
    "/Cast-Iron-Kettle/dp/B01HASH001/ref=sr_1_3",
    "/-/en/Cast-Iron-Kettle/dp/B01HASH001",
    "/gp/product/B01HASH001/ref=ox_sc_act_title_1",
    "/gp/aw/d/0306406152",
    "/gp/offer-listing/B01HASH001",
    "/Cast-Iron-Kettle/product-reviews/B01HASH001",
    "/exec/obidos/ASIN/0306406152/myblog-20",
    "/o/ASIN/0306406152",
    "/gp/video/detail/B01HASH001",
    "/Author-Name/e/B01HASH001",
    "/stores/page/2E20608D-8170-49B9-B3F6-E6E303A31716",
    "/s",
];

/// Nanoseconds per path, over enough rounds to be steady.
fn warm<T>(matcher: impl Fn(&str) -> T) -> f64 {
    const ROUNDS: u32 = 5_000;
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for path in PATHS {
            black_box(matcher(black_box(path)));
        }
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(ROUNDS) / PATHS.len() as f64
}

/// Nanoseconds of one call.
fn once<T>(call: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(call());
    start.elapsed().as_secs_f64() * 1e9
}

fn main() {
    let link = "https://www.amazon.com/Cast-Iron-Kettle/dp/B01HASH001";
    let by_hand = |path: &str| in_path(path).map(|product| product.asin);

    // The order matters: the first use of a pattern compiles it.
    let cold_hand = once(|| by_hand(black_box("/dp/B01HASH001")));
    let mut judge = None;
    let cold_regex =
        once(|| judge.insert(judge::Judge::new()).in_path(black_box("/dp/B01HASH001")).is_some());
    let Some(judge) = judge else { return };
    let by_regex = |path: &str| judge.in_path(path).and_then(|(asin, _)| asin.parse::<Asin>().ok());
    for path in PATHS {
        assert_eq!(by_hand(path).is_some(), by_regex(path).is_some() && !path.contains("/e/"), "{path}");
    }
    let (hand, regex) = (warm(by_hand), warm(by_regex));
    let whole = warm(|_| recognise(link));
    let other = warm(|_| recognise("a text of a timeline that links to example.com/page"));

    println!(
        "first: by hand {:.1} µs, regex {:.0} µs, ratio {:.0}",
        cold_hand / 1e3,
        cold_regex / 1e3,
        cold_regex / cold_hand
    );
    println!("then, per path: by hand {hand:.0} ns, regex {regex:.0} ns, ratio {:.1}", regex / hand);
    println!("a whole link: {whole:.0} ns, {:.1} million a second", 1e3 / whole);
    println!("a text that is no link of Amazon's: {other:.0} ns");
}
