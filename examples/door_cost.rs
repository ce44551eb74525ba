//! What each door of the core does with hostile texts of up to ten megabytes: milliseconds, a line a door and text.
//!
//! Run with `cargo run --release --example door_cost`. A door either refuses what is longer than
//! its bound, so that the time stays where it was, or works in proportion to the text. It asserts nothing: `tests/bounds.rs`
//! does.

use std::hint::black_box;
use std::time::Instant;

use hashcart::sites::x::words::named;
use hashcart_core::item::{ItemKey, LinkKey};
use hashcart_core::link::{host_of, looks_like_amazon, recognise};
use hashcart_core::mention::{KeptMention, tidy_title};
use hashcart_core::resolve::{in_page, join, judge};
use hashcart_core::sync::decode;
use hashcart_core::template::{Facts, fill, plain_title, template_fault, weighted_length};
use hashcart_core::tweet::parse_status_path;

/// What stands at the beginning of a text, and what is repeated behind it.
const TEXTS: &[(&str, &str)] = &[
    ("https://www.amazon.com/dp/B0057OC5O8", ")."),
    ("https://t.co/a", "%25"),
    ("https://www.amazon.com", "/dp/"),
    ("", "https://amazon.com"),
    ("amazon.com/", "e\u{301}"),
    ("amazon.com/", "("),
    ("amazon.com/", "…"),
    ("amazon.com", " "),
    ("B0057OC5O8@amazon.de\t", "\t1\n"),
    ("{hashtag}", "{title}"),
];

/// A door's name, and what is done there with a text.
type Door = (&'static str, fn(&str));

const DOORS: &[Door] = &[
    ("link::recognise", |text| keep(recognise(text))),
    ("link::looks_like_amazon", |text| keep(looks_like_amazon(text))),
    ("link::host_of", |text| keep(host_of(text))),
    ("resolve::judge", |text| keep(judge(text))),
    ("resolve::join", |text| keep(join("https://t.co/a", text))),
    ("resolve::in_page", |text| keep(in_page(text))),
    ("item::LinkKey::of_url", |text| keep(LinkKey::of_url(text))),
    ("item::ItemKey", |text| keep(text.parse::<ItemKey>())),
    ("find::Kept::of_address", |text| keep(KeptMention::of_address(text, Some(text)))),
    ("find::tidy_title", |text| keep(tidy_title(text))),
    ("tweet::parse_status_path", |text| keep(parse_status_path(text))),
    ("words::named", |text| keep(named(text))),
    ("template::plain_title", |text| keep(plain_title(text))),
    ("template::template_fault", |text| keep(template_fault(text))),
    ("template::fill", |text| {
        let facts = Facts { hashtag: "#AmazonCart", title: Some(text), author: text, asin: Some(text) };
        keep(fill(text, &facts));
    }),
    ("template::weighted_length", |text| keep(weighted_length(text))),
    ("sync::decode", |text| keep(decode(text))),
];

/// Has the compiler believe that somebody wants it.
fn keep<T>(found: T) {
    black_box(&found);
}

/// Bytes.
const SIZES: [usize; 5] = [1_000, 4_000, 100_000, 1_000_000, 10_000_000];

fn main() {
    println!(
        "{:<26} {:<12} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "", "", "1 kB", "4 kB", "100 kB", "1 MB", "10 MB"
    );
    for (name, door) in DOORS {
        for (start, repeat) in TEXTS {
            let millis = SIZES.map(|size| {
                let text =
                    format!("{start}{}", repeat.repeat(size.saturating_sub(start.len()) / repeat.len()));
                let begun = Instant::now();
                door(&text);
                format!("{:.2}", begun.elapsed().as_secs_f64() * 1e3)
            });
            print!("{name:<26} {:<12}", format!("{repeat:?}"));
            millis.iter().for_each(|millis| print!(" {millis:>9}"));
            println!();
        }
    }
}
