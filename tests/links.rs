//! The recogniser against its tables, one a theme, and the promises that hold for every text.
//!
//! A row says what a text links to: `ASIN@store`, `short` or `none`, and why. Rows of products may also say the
//! `url` to open and the `title` read from it (empty for none). The rows are ours; invisible and look-alike
//! characters in them are meant.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

#[path = "links/judge.rs"]
mod judge;

use std::sync::LazyLock;

use hashcart_core::{
    asin::Asin,
    link::{
        Link, SHORT_HOSTS, is_amazon_domain, looks_like_amazon, may_name_amazon,
        patterns::{self, QueryPattern},
        recognise,
    },
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

/// What passes over a post because its card names no domain of Amazon's passes over none that does.
#[test]
fn every_domain_of_amazons_has_the_signs_of_one() {
    let stores = Marketplace::ALL.iter().map(|store| store.domain());
    for domain in stores.chain(SHORT_HOSTS.iter().copied()) {
        for shown in
            [domain.to_owned(), format!("WWW.{}", domain.to_ascii_uppercase()), format!("From {domain}")]
        {
            assert!(may_name_amazon(&shown), "{shown}");
        }
    }
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

/// A path of the pieces that Amazon's have: language, title, page, ASIN and what follows, each also missing, doubled or
/// another's. None of them is tidied before it is read, so that what the patterns see is what the reading by hand sees.
fn near_path() -> impl Strategy<Value = String> {
    let languages = select(vec!["", "", "", "-/en/", "-/pt-br/", "-/en_GB/", "-/eng/", "-/en-/", "-/"]);
    let words =
        || select(vec!["", "", "a title/", "gp/", "e/", "d/", "商品/", "books/", "dp/", "x/y/", "-/"]);
    let pages = select(vec![
        "dp/",
        "DP/",
        "gp/product/",
        "product-reviews/",
        "gp/aw/d/",
        "gp/aw/ol/",
        "gp/aw/review/",
        "gp/aw/rd.html",
        "vdp/1ce3",
        "reader/",
        "gp/customer-media/product-gallery/",
        "gp/switch-language/dp/",
        "exec/obidos/tg/stores/detail/-/",
        "exec/obidos/tg/stores/offering/list/-/",
        "gp/offer-listing/",
        "gp/reader/",
        "review/product/",
        "ask/questions/asin/",
        "exec/obidos/ASIN/",
        "o/asin/",
        "asin/",
        "exec/obidos/isbn=",
        "exec/obidos/tg/detail/-/",
        "o/tg/detail/-/",
        "review/",
        "gp/customer-reviews/",
        "gp/aw/",
        "sspa/",
        "gp/slredirect/",
        "gp/",
        "exec/obidos/",
        "o/",
        "ap/",
        "",
    ]);
    let inside = select(vec![
        "",
        "",
        "product/",
        "tracks/",
        "videogames/",
        "product-description/",
        "tech-data/",
        "images/",
        "books/",
        "R1/",
        "reviews.html",
        "click",
        "picassoredirect.html",
        "r.html",
        "f.html",
        "redirect.html",
        "redirect",
        "signin",
    ]);
    let asins = select(vec![
        "B01HASH001",
        "b01hash001",
        "0306406152",
        "B01HASH001&x",
        "B01HASH0012",
        "B01HASH00",
        "isbn=0306406152",
        "",
    ]);
    let tails = select(vec!["", "", "/", "/ref=x", "/dp/B01HASH002", "&tag=x"]);
    let pages_alone = (languages.clone(), pages.clone(), inside.clone(), tails.clone())
        .prop_map(|(language, page, inside, tail)| format!("/{language}{page}{inside}{tail}"));
    let whole = (languages, words(), pages, inside, words(), asins, tails).prop_map(
        |(language, title, page, inside, word, asin, tail)| {
            format!("/{language}{title}{page}{inside}{word}{asin}{tail}")
        },
    );
    prop_oneof![pages_alone, whole]
}

/// Names that stand where a title may stand, and are none.
const ROOMS: [&str; 10] = ["e", "s", "b", "gp", "hz", "shop", "stores", "video", "author", "wishlist"];

/// What the patterns say of a path that needs no tidying.
fn judged(path: &str) -> Option<(Asin, Option<String>)> {
    static JUDGE: LazyLock<judge::Judge> = LazyLock::new(judge::Judge::new);
    let (asin, title) = JUDGE.in_path(path)?;
    let is_room = title.is_some_and(|title| ROOMS.iter().any(|room| title.eq_ignore_ascii_case(room)));
    if is_room { None } else { Some((asin.parse().ok()?, title.map(str::to_owned))) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn paths_are_read_as_their_patterns_say(path in near_path()) {
        // Doubled slashes are made single before anything is read.
        let path = path.replace("//", "/").replace("//", "/");
        let read = patterns::in_path(&path).map(|product| (product.asin, product.slug));
        prop_assert_eq!(read, judged(&path), "{}", path);
    }

    #[test]
    fn pages_are_known_by_what_their_patterns_say(path in near_path()) {
        static JUDGE: LazyLock<judge::Judge> = LazyLock::new(judge::Judge::new);
        let path = path.replace("//", "/").replace("//", "/");
        let all = "a=B01HASH002&product=B01HASH003&asin=B01HASH001&url=/gp/aw/d.html&u=u&location=location&path=/path&openid.return_to=openid.return_to";
        let read = patterns::in_query(&path, all).map(|query| match query {
            QueryPattern::Asin(asin) => match asin.as_str() {
                "B01HASH002" => "a".to_owned(),
                "B01HASH003" => "product".to_owned(),
                _ => "asin".to_owned(),
            },
            QueryPattern::Target { address, .. } if address == "/gp/aw/d.html" => "url".to_owned(),
            QueryPattern::Target { address, .. } => address.trim_start_matches('/').to_owned(),
        });
        prop_assert_eq!(read.as_deref(), JUDGE.in_query(&path), "{}", path);
    }
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
    fn what_is_a_domain_of_amazons_has_the_signs_of_one(text in near_link()) {
        prop_assert!(may_name_amazon(&text) || !is_amazon_domain(&text), "{}", text);
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
