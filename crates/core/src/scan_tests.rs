use super::*;
use crate::mention::KeptMention;

fn link(text: &str) -> FoundLink {
    let before = format!("words before {}", text.len());
    FoundLink { text: text.to_owned(), href: format!("https://t.co/{}", text.len()), before }
}

fn candidate(links: &[&str], present: &[(&str, bool)]) -> Candidate {
    Candidate {
        tweet: Some(TweetRef { id: "7".parse().unwrap(), author: "ada".into(), posted: None }),
        links: links.iter().map(|text| link(text)).collect(),
        card: None,
        quoted: Vec::new(),
        photo: None,
        text: "what a kettle".into(),
        cut: false,
        present: present
            .iter()
            .map(|(mark, in_place)| Present { mark: Some(mark.parse().unwrap()), in_place: *in_place })
            .collect(),
    }
}

/// Marks are compared as they are written.
impl PartialEq<&str> for ButtonMark {
    fn eq(&self, text: &&str) -> bool {
        let written = self.to_string();
        written == *text
    }
}

const KETTLE: &str = "https://amazon.com/dp/B0057OC5O8";
const BOOK: &str = "amazon.de/dp/0131103628";
const MARK: &str = "7:B0057OC5O8@amazon.com";

fn plan_of(candidate: &Candidate) -> ScanPlan {
    plan(candidate, &ResolvedLinks::default())
}

fn leads(known: &[(&str, &str)]) -> ResolvedLinks {
    let mut leads = ResolvedLinks::default();
    for (address, target) in known {
        leads.learn((*address).to_owned(), (*target).to_owned());
    }
    leads
}

#[track_caller]
fn places(candidate: &Candidate) -> Offer {
    places_with(candidate, &ResolvedLinks::default())
}

#[track_caller]
fn places_with(candidate: &Candidate, leads: &ResolvedLinks) -> Offer {
    match plan(candidate, leads) {
        ScanPlan::Place(offer) => offer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_product_one_mark() {
    let offer = places(&candidate(&["https://example.com/", KETTLE], &[]));
    assert_eq!(offer.mark, MARK);
    assert_eq!(offer.mentions.len(), 1);
}

#[test]
fn several_products_share_a_button_and_doubles_count_once() {
    let offer = places(&candidate(&[KETTLE, BOOK, KETTLE], &[]));
    assert_eq!(offer.mark, "7:B0057OC5O8@amazon.com 7:0131103628@amazon.de");
}

#[test]
fn a_second_look_changes_nothing() {
    assert_eq!(plan_of(&candidate(&[KETTLE], &[(MARK, true)])), ScanPlan::Keep);
    assert_eq!(plan_of(&candidate(&[], &[])), ScanPlan::Keep);
}

#[test]
fn a_recycled_misplaced_or_doubled_button_is_put_right() {
    assert_eq!(places(&candidate(&[KETTLE], &[("6:B0057OC5O8@amazon.com", true)])).mark, MARK);
    assert_eq!(places(&candidate(&[KETTLE], &[(MARK, false)])).mark, MARK);
    assert_eq!(places(&candidate(&[KETTLE], &[(MARK, true), (MARK, true)])).mark, MARK);
    assert_eq!(plan_of(&candidate(&["https://example.com"], &[(MARK, true)])), ScanPlan::Retire);
}

#[test]
fn without_an_id_there_is_no_button() {
    let nameless = Candidate { tweet: None, ..candidate(&[KETTLE], &[]) };
    assert_eq!(plan_of(&nameless), ScanPlan::Keep);
    let recycled = Candidate { tweet: None, ..candidate(&[KETTLE], &[(MARK, true)]) };
    assert_eq!(plan_of(&recycled), ScanPlan::Retire);
}

#[test]
fn a_card_names_only_its_own_link() {
    let mut tweet = candidate(&[KETTLE, BOOK], &[]);
    tweet.card = Some(Card {
        href: link(BOOK).href,
        title: Some(" The C\nLanguage ".into()),
        image: Some("https://pbs.twimg.com/card_img/1".into()),
        ..Card::default()
    });
    let offer = places(&tweet);
    let titles: Vec<_> = offer.mentions.iter().map(|mention| mention.title.as_deref()).collect();
    assert_eq!(titles, [None, Some("The C Language")]);
    let quotes: Vec<_> = offer.mentions.iter().map(|mention| mention.quote.as_deref()).collect();
    assert_eq!(quotes[0], Some("words before 32"), "the post's own words are no title");
    assert_eq!((offer.mentions[0].titled, offer.mentions[1].titled), (None, Some(TitleSource::Card)));
    assert_eq!(offer.mentions[1].image.as_deref(), Some("https://pbs.twimg.com/card_img/1"));
}
fn card(domain: &str) -> Card {
    Card { href: "https://t.co/card".into(), domains: vec!["From".into(), domain.into()], ..Card::default() }
}

#[test]
fn a_card_of_amazons_is_a_button_before_its_product_is_known() {
    let mut tweet = candidate(&[], &[]);
    tweet.card = Some(Card { title: Some("A kettle".into()), ..card("amazon.com") });
    let offer = places(&tweet);
    assert_eq!(offer.mark, "7:?");
    assert_eq!(
        (offer.mentions[0].link.as_str(), offer.mentions[0].title.as_deref()),
        ("https://t.co/card", Some("A kettle"))
    );
    assert!(KeptMention::from(offer.mentions[0].clone()).is_sound());
    let known = leads(&[("https://t.co/card", &format!("{KETTLE}?tag=ada-20"))]);
    let offer = places_with(&tweet, &known);
    assert_eq!(offer.mark, MARK);
    assert_eq!(offer.mentions[0].via, ["t.co/card".parse().unwrap()]);
    assert_eq!(offer.mentions[0].link, format!("{KETTLE}?tag=ada-20"), "the author's own address");
    assert_eq!(offer.mentions[0].title.as_deref(), Some("A kettle"));
}

#[test]
fn a_card_that_leads_elsewhere_is_no_button() {
    for (card, lead) in [
        (card("example.com"), "https://t.co/card"),
        (card("amazon.com.evil.test"), "https://t.co/card"),
        (card("example.com"), "https://evil.test/dp/B0057OC5O8"),
        (card("amazon.com"), "https://www.amazon.com/hz/wishlist/ls/1ODPU10TOS3I4"),
    ] {
        let mut tweet = candidate(&[], &[]);
        tweet.card = Some(card);
        assert_eq!(plan(&tweet, &leads(&[("https://t.co/card", lead)])), ScanPlan::Keep, "{lead}");
    }
}

#[test]
fn a_short_link_waits_for_its_product() {
    let mut tweet = candidate(&["https://amzn.to/3DHiDU7", "https://bit.ly/3abc"], &[]);
    let offer = places(&tweet);
    assert_eq!(
        (offer.mark.to_string().as_str(), offer.mentions[0].key.to_string().as_str()),
        ("7:?", "link:amzn.to/3DHiDU7")
    );
    let short = "https://amzn.to/3DHiDU7";
    let href = tweet.links[0].href.clone();
    let offer = places_with(&tweet, &leads(&[(&href, short)]));
    assert_eq!(offer.mark, "7:?", "X knows no more than the author wrote");
    let offer = places_with(&tweet, &leads(&[(&href, short), (short, KETTLE)]));
    assert_eq!((offer.mark.to_string().as_str(), offer.mentions[0].via.len()), (MARK, 1), "asked before");
    tweet.links.clear();
    tweet.quoted = vec![short.to_owned()];
    assert_eq!(places_with(&tweet, &leads(&[(short, KETTLE)])).mark, MARK, "in a quote too");
    assert_eq!(
        places_with(&tweet, &leads(&[(short, "https://a.co/d/3bmzGAK"), ("https://a.co/d/3bmzGAK", short)]))
            .mark,
        "7:?",
        "going in circles"
    );
}

#[test]
fn a_general_shortener_counts_with_amazons_card_only() {
    let mut tweet = candidate(&["https://bit.ly/3abc"], &[]);
    assert_eq!(plan_of(&tweet), ScanPlan::Keep);
    let href = tweet.links[0].href.clone();
    tweet.card = Some(Card { href: href.clone(), ..card("amazon.de") });
    assert_eq!(places(&tweet).mark, "7:?");
    let known = leads(&[(&href, "https://bit.ly/3abc")]);
    assert_eq!(places_with(&tweet, &known).mark, "7:?", "X's store knows the shortener only");
}

#[test]
fn the_card_of_a_link_in_the_text_is_not_a_second_product() {
    let mut tweet = candidate(&[KETTLE], &[]);
    tweet.card = Some(Card { href: tweet.links[0].href.clone(), ..card("amazon.com") });
    assert_eq!(places(&tweet).mark, MARK);
}

#[test]
fn the_quoted_text_counts_too() {
    let mut tweet = candidate(&[], &[]);
    tweet.quoted = vec!["This:".into(), KETTLE.into(), "https://example.com/".into()];
    assert_eq!(places(&tweet).mark, MARK);
}

#[test]
fn a_link_stands_for_what_its_button_has() {
    let tweet = candidate(&[KETTLE, BOOK], &[]);
    for (link, key) in tweet.links.iter().zip(["B0057OC5O8@amazon.com", "0131103628@amazon.de"]) {
        let mention = mention_of(&link.href, &tweet, &ResolvedLinks::default()).unwrap();
        assert_eq!(mention.key.to_string(), key);
    }
    assert_eq!(mention_of("https://t.co/other", &tweet, &ResolvedLinks::default()), None);
}

#[test]
fn a_thousand_links_offer_twenty_products() {
    let many: Vec<String> = (0..1_000).map(|n| format!("https://amazon.com/dp/B0HCA{n:05}")).collect();
    let tweet = candidate(&many.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    let offer = places(&tweet);
    assert_eq!(offer.mentions.len(), FINDS);
    assert_eq!(offer.mentions[0].key.to_string(), "B0HCA00000@amazon.com");
    // What is no product is read no further than the links of a long post either.
    let mut late = vec!["https://amazon.com/gp/help"; LINKS];
    late.push(KETTLE);
    assert_eq!(plan_of(&candidate(&late, &[])), ScanPlan::Keep);
    let mut quoted = candidate(&[], &[]);
    quoted.quoted = many;
    assert_eq!(places(&quoted).mentions.len(), FINDS);
}

#[test]
fn what_stands_behind_show_more_is_offered_before_it_is_opened() {
    let mut leads = leads(&[("https://t.co/31", KETTLE), ("https://t.co/32", BOOK)]);
    for href in ["https://t.co/32", "https://t.co/31", "https://t.co/unknown"] {
        leads.learn_behind("7".parse().unwrap(), href.to_owned());
    }
    leads.learn_behind("8".parse().unwrap(), "https://t.co/31".to_owned());
    let marks = |links: &[&str], cut| {
        let candidate = Candidate { cut, ..candidate(links, &[]) };
        offer(&candidate, &leads).map(|offer| offer.mark.to_string())
    };
    let both = "7:0131103628@amazon.de 7:B0057OC5O8@amazon.com";
    assert_eq!(marks(&[], true).as_deref(), Some(both));
    assert_eq!(marks(&[], false), None, "the whole text has no link");
    // What is shown already comes first, once, and the whole text has the same mark.
    assert_eq!(marks(&[BOOK], true).as_deref(), Some(both));
    assert_eq!(marks(&[BOOK, KETTLE], false).as_deref(), Some(both));
}

#[test]
fn a_long_text_has_no_more_links_behind_than_are_read() {
    let mut leads = ResolvedLinks::default();
    for n in 0..1_000 {
        leads.learn_behind("7".parse().unwrap(), format!("https://amazon.com/dp/B0HCA{n:05}"));
    }
    let tweet = Candidate { cut: true, ..candidate(&[], &[]) };
    assert_eq!(offer(&tweet, &leads).unwrap().mentions.len(), FINDS);
}
