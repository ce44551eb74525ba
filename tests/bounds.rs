//! Bounds before work: whatever is longer than its door takes is refused, or cut, before anything looks at all of it.
//!
//! No test here measures time: what a door does with ten megabytes, `cargo run --release --example door_cost` prints.

use hashcart::sites::x::words;
use hashcart_core::bounds::{ADDRESS_BYTES, HOST_BYTES};
use hashcart_core::item::{ItemKey, LinkKey};
use hashcart_core::link::{host_of, is_amazon_domain, recognise, recognise_whole};
use hashcart_core::mention::{KeptMention, TITLE_CHARS, tidy_title};
use hashcart_core::resolve::{Ending, PAGE_BYTES, ResolveStep, in_page, join, judge};
use hashcart_core::scan::ResolvedLinks;
use hashcart_core::template::{
    DEFAULT_TEMPLATE, Facts, LIMIT, TemplateFault, fill, template_fault, weighted_length,
};
use hashcart_core::tweet::{TweetId, parse_status_path};

/// Texts that cost the most where work grows faster than the text.
const REPEATS: &[&str] = &[
    ").", "(", ")", "%25", "/dp/", "https://", "e\u{301}", " ", "…", "_.", "/../", "&asin=", "{title}", "\t",
    "。",
];

#[test]
fn no_address_is_read_that_is_longer_than_an_address() {
    let good = "https://www.amazon.com/dp/B0057OC5O8?";
    for repeat in REPEATS {
        let padding = repeat.repeat(ADDRESS_BYTES / repeat.len() + 1);
        for text in [format!("{good}{padding}"), format!("{padding}{good}{padding}"), padding.clone()] {
            assert!(text.len() > ADDRESS_BYTES);
            assert_eq!(recognise(&text), None);
            assert_eq!(recognise_whole(&text), None);
            assert_eq!(host_of(&text), None);
            assert_eq!(LinkKey::of_url(&text), None);
            assert!(text.parse::<ItemKey>().is_err() && text.parse::<TweetId>().is_err());
            assert_eq!(KeptMention::of_address(&text, None), None);
            assert_eq!(judge(&text), ResolveStep::Ends(Ending::Nowhere));
            assert_eq!(join("https://t.co/a", &text), None);
            assert_eq!(parse_status_path(&format!("/ada/status/18?{text}")), None);
            assert_eq!(words::named(&format!("Whoops! You already said that. {text}")), None);
        }
    }
    assert!(!is_amazon_domain(&"a".repeat(HOST_BYTES + 1)));
}

#[test]
fn a_page_is_read_as_far_as_it_is_fetched() {
    let page = format!("{}<title>https://amzn.to/x</title>", "é".repeat(PAGE_BYTES / 2));
    assert_eq!(in_page(&page), None);
    assert_eq!(in_page("<title>https://amzn.to/x</title>").as_deref(), Some("https://amzn.to/x"));
}

/// Found by fuzzing, 2026-11: what was read as a product could not be read again with its scheme.
#[test]
fn an_address_that_its_scheme_makes_too_long_is_none() {
    for start in ["amazon.com/dp/B0057OC5O8?", "http://amazon.com/dp/B0057OC5O8?", "amzn.to/3DHiDU7?"] {
        let scheme = if start.starts_with("http:") { 1 } else { "https://".len() };
        for (free, is_read) in [(0, true), (1, false)] {
            let text = format!("{start}{}", "a".repeat(ADDRESS_BYTES - scheme - start.len() + free));
            assert_eq!(recognise(&text).is_some(), is_read, "{start} {free}");
            if scheme == 1 {
                assert_eq!(recognise_whole(&text).is_some(), is_read, "{start} {free}");
                assert_eq!(host_of(&text).is_some(), is_read, "{start} {free}");
            }
        }
    }
}

#[test]
fn leads_that_are_no_addresses_are_not_kept() {
    let mut leads = ResolvedLinks::default();
    leads.learn("https://t.co/a".to_owned(), "x".repeat(ADDRESS_BYTES + 1));
    leads.learn_behind("7".parse().unwrap(), "x".repeat(ADDRESS_BYTES + 1));
    assert_eq!(format!("{leads:?}"), format!("{:?}", ResolvedLinks::default()));
}

#[test]
fn titles_and_templates_are_cut_to_what_is_shown() {
    for repeat in REPEATS {
        let long = repeat.repeat(100_000);
        assert!(tidy_title(&long).is_none_or(|title| title.chars().count() <= TITLE_CHARS));
        let facts = Facts { hashtag: "#AmazonCart", title: Some(&long), author: &long, asin: Some(&long) };
        for template in [DEFAULT_TEMPLATE, &long] {
            let text = fill(template, &facts);
            assert!(weighted_length(&text) <= LIMIT && text.contains("#AmazonCart"), "{repeat:?}: {text}");
        }
    }
    assert_eq!(template_fault(&"{title}".repeat(1_000)), Some(TemplateFault::TooLong));
    assert_eq!(tidy_title(&format!("{} b", "a".repeat(198))), Some(format!("{} b", "a".repeat(198))));
    assert_eq!(tidy_title(&format!("{} bc", "a".repeat(198))), Some(format!("{} …", "a".repeat(198))));
}
