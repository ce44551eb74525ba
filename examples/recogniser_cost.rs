//! What the `regex` crate costs in the recogniser, against a matcher of the same shapes written by hand.
//!
//! Run with `cargo run --release --example recogniser_cost`. It prints ratios from one run
//! on one machine and asserts none; native code, so a browser's numbers differ. The hand-written side knows the
//! main shapes only (no escapes, no doubled slashes, no query), so its times flatter it a little; where both
//! know a path they must agree, and that is asserted.

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

/// Directories in front of an ASIN; the flag says whether a title may precede them.
const PLACES: &[(&[&str], bool)] = &[
    (&["dp"], true),
    (&["gp", "product"], true),
    (&["product-reviews"], true),
    (&["gp", "aw", "d"], false),
    (&["gp", "offer-listing"], false),
    (&["gp", "reader"], false),
    (&["review", "product"], false),
    (&["exec", "obidos", "asin"], false),
    (&["o", "asin"], false),
];

/// The same question answered by walking the segments.
fn by_hand(path: &str) -> Option<Asin> {
    let path = path.split(['?', '&']).next()?;
    let mut segments = path.strip_prefix('/')?.split('/').peekable();
    if segments.peek() == Some(&"-") {
        segments.next();
        segments.next_if(|language| language.len() == 2)?;
    }
    let titled = segments.clone().skip(1);
    PLACES.iter().find_map(|(place, may_be_titled)| {
        after(segments.clone(), place).or_else(|| may_be_titled.then(|| after(titled.clone(), place))?)
    })
}

/// The ASIN that follows these directories.
fn after<'a>(mut segments: impl Iterator<Item = &'a str>, place: &[&str]) -> Option<Asin> {
    for name in place {
        segments.next().filter(|segment| segment.eq_ignore_ascii_case(name))?;
    }
    segments.next()?.parse().ok()
}

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
    let by_regex = |path: &str| in_path(path).map(|product| product.asin);
    let link = "https://www.amazon.com/Cast-Iron-Kettle/dp/B01HASH001";

    // The order matters: the first regex call of the process compiles the pattern.
    let cold_hand = once(|| by_hand(black_box("/dp/B01HASH001")));
    let cold_regex = once(|| recognise(black_box(link)));
    let second = once(|| recognise(black_box(link)));
    for path in PATHS {
        assert_eq!(by_hand(path), by_regex(path), "{path}");
    }
    let (hand, regex) = (warm(by_hand), warm(by_regex));
    let other = warm(|_| recognise("a text of a timeline that links to example.com/page"));

    println!("cold: regex {:.0} µs, by hand {:.1} µs", cold_regex / 1e3, cold_hand / 1e3);
    println!("cold regex call / second call: {:.0}", cold_regex / second);
    println!("warm, per path: regex {regex:.0} ns, by hand {hand:.0} ns, ratio {:.1}", regex / hand);
    println!("warm, a text that is no link of Amazon's (never meets a regex): {other:.0} ns");
}
