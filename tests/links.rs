//! The recogniser against its tables, one a theme, and the promises that hold for every text.
//!
//! A row says what a text links to: `ASIN@store`, `short` or `none`, and why. Rows of products may also say the
//! `url` to open and the `title` read from it (empty for none). The rows are ours; invisible and look-alike
//! characters in them are meant.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

use hashcart_core::{
    asin::Asin,
    link::{Link, looks_like_amazon, recognise},
    marketplace::Marketplace,
    product::ProductKey,
};
use proptest::{prelude::*, sample::select};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    expect: String,
    why: String,
    url: Option<String>,
    title: Option<String>,
}

fn rows(json: &str) -> Vec<Row> {
    serde_json::from_str(json).unwrap()
}

/// What a row would call the link.
fn name(link: Option<&Link>) -> String {
    match link {
        Some(Link::Product(product)) => product.key.to_string(),
        Some(Link::Short(_)) => "short".to_owned(),
        None => "none".to_owned(),
    }
}

fn url(link: &Link) -> &str {
    match link {
        Link::Product(product) => &product.url,
        Link::Short(short) => &short.url,
    }
}

/// Runs all rows before it fails, so that one change shows all it broke.
fn check(json: &str) {
    let wrong: Vec<String> = rows(json).iter().filter_map(complaint).collect();
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn complaint(row: &Row) -> Option<String> {
    let Row { text, expect, why, url: want_url, title } = row;
    let link = recognise(text);
    let got = name(link.as_ref());
    if got != *expect {
        return Some(format!("{text:?} gave {got}, not {expect} ({why})"));
    }
    if link.is_some() && !looks_like_amazon(text) {
        return Some(format!("{text:?} did not pass the cheap test ({why})"));
    }
    if let (Some(want), Some(link)) = (want_url, &link)
        && url(link) != want
    {
        return Some(format!("{text:?} opens {}, not {want} ({why})", url(link)));
    }
    let hint = match &link {
        Some(Link::Product(product)) => product.title_hint.as_deref().unwrap_or_default(),
        _ => "",
    };
    let wrong_title = title.as_deref().is_some_and(|want| want != hint);
    wrong_title.then(|| format!("{text:?} is titled {hint:?} ({why})"))
}

const PRODUCTS: &str = include_str!("links/products.json");
const SHORTS: &str = include_str!("links/shorts.json");

#[test]
fn products() {
    check(PRODUCTS);
}

#[test]
fn shorts() {
    check(SHORTS);
}

#[test]
fn not_products() {
    check(include_str!("links/not_products.json"));
}

#[test]
fn hostile() {
    check(include_str!("links/hostile.json"));
}

#[test]
fn absurd_lengths_are_refused() {
    let long = |length: usize| format!("https://www.amazon.com/{}/dp/B01HASH001", "a".repeat(length));
    assert!(recognise(&long(1_000)).is_some());
    assert!(recognise(&long(10_000_000)).is_none());
    for filler in ["(", ")", "()", "…", "/", "%", "_.", "amazon.com/"] {
        let _ = recognise(&format!("amazon.com/{}", filler.repeat(4_000 / filler.len())));
    }
}

/// Every good link of the tables.
fn good_link() -> impl Strategy<Value = String> {
    let all = rows(PRODUCTS).into_iter().chain(rows(SHORTS)).map(|row| row.text).collect::<Vec<_>>();
    select(all)
}

fn asin() -> impl Strategy<Value = Asin> {
    prop_oneof!["B[0-9][A-Z0-9]{8}", "[0-9]{9}[0-9X]"].prop_map(|text| text.parse().unwrap())
}

fn marketplace() -> impl Strategy<Value = Marketplace> {
    select(Marketplace::ALL)
}

/// Text made of the pieces that matter to a parser, where plain random text would never come near.
fn near_link() -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "https://",
        "http:",
        "//",
        "/",
        "\\",
        "@",
        ":",
        "?",
        "#",
        "&",
        "=",
        "%",
        "%2F",
        "%3F",
        "..",
        ".",
        "…",
        "_",
        ")",
        "(",
        " ",
        "\t",
        "\u{202e}",
        "www.",
        "smile.",
        "amazon",
        "amazon.com",
        "amazon.co.jp",
        "amzn.to",
        "a.co",
        "amzn.com",
        "link.amazon",
        ".evil.example",
        "dp",
        "gp/product",
        "-/en",
        "sspa/click?url=",
        "asin=",
        "B01HASH001",
        "0306406152",
        "é",
        "商品",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|parts| parts.concat())
}

/// The host a browser would open, by rules simpler than ours: the output has to be this plain.
fn opened_host(url: &str) -> &str {
    let rest = url.strip_prefix("https://").unwrap();
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap();
    assert!(
        !host.contains('@') && !url.contains(char::is_control) && !url.contains(char::is_whitespace),
        "{url}"
    );
    host.strip_suffix(":443").unwrap_or(host)
}

fn is_amazons(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let short =
        ["amzn.to", "a.co", "amzn.eu", "amzn.asia", "amzn.in", "link.amazon", "amzn.com", "amazon.jp"];
    let bare = ["www.", "smile.", "m."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(&host);
    short.contains(&bare) || Marketplace::ALL.iter().any(|store| store.domain() == bare)
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = recognise(&text);
        let _ = looks_like_amazon(&text);
    }

    #[test]
    fn whatever_is_found_is_safe_to_open_and_found_again(text in prop_oneof![near_link(), good_link()]) {
        if let Some(link) = recognise(&text) {
            prop_assert!(looks_like_amazon(&text));
            prop_assert!(is_amazons(opened_host(url(&link))), "{}", url(&link));
            prop_assert_eq!(name(recognise(url(&link)).as_ref()), name(Some(&link)));
        }
    }

    #[test]
    fn canonical_addresses_are_recognised(asin in asin(), marketplace in marketplace()) {
        let key = ProductKey { asin, marketplace };
        prop_assert_eq!(name(recognise(&key.url()).as_ref()), key.to_string());
    }

    #[test]
    fn parse_undoes_display(asin in asin(), marketplace in marketplace()) {
        let key = ProductKey { asin, marketplace };
        prop_assert_eq!(asin.to_string().parse(), Ok(asin));
        prop_assert_eq!(marketplace.to_string().parse(), Ok(marketplace));
        prop_assert_eq!(key.to_string().parse(), Ok(key));
    }

    #[test]
    fn other_hosts_never_link(host in "[a-z0-9-]{1,12}(\\.[a-z0-9-]{1,12}){1,3}", link in good_link(), middle in "[/?#]") {
        prop_assume!(!is_amazons(&host));
        prop_assert_eq!(recognise(&format!("https://{host}{middle}{link}")), None);
        prop_assert_eq!(recognise(&format!("{host}{middle}{link}")), None);
        prop_assert_eq!(recognise(&format!("https://amazon.com.{host}/dp/B01HASH001")), None);
        prop_assert_eq!(recognise(&format!("https://amazon.com@{host}/dp/B01HASH001")), None);
    }

    #[test]
    fn links_inside_a_query_never_link(link in good_link()) {
        prop_assert_eq!(recognise(&format!("https://evil.tld/?u={link}")), None);
    }
}
