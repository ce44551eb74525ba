//! From what one tweet on the page shows to what should stand in its action bar.
//!
//! The plan is made from the page alone, each time anew: a button is right when its mark names this tweet and
//! these products, and when it sits in the bar. So a second look at the same tweet changes nothing, and a
//! replaced or recycled node is simply planned again.

use std::collections::HashMap;

use super::find::{Find, tidy_title};
use super::item::{ItemKey, LinkKey};
use super::link::{Link, is_amazon_domain, looks_like_amazon, recognise};
use super::marketplace::Marketplace;
use super::resolve::{Ending, Step, judge};
use super::tweet::{TweetId, TweetRef};

/// A link in the tweet's own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLink {
    /// Its text content, hidden parts included.
    pub text: String,
    /// Its target, which on X is a `t.co` address.
    pub href: String,
    /// The tweet's words between the link before and this one.
    pub before: String,
}

/// The preview card of a tweet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its target.
    pub href: String,
    /// Its title.
    pub title: Option<String>,
    /// Its picture.
    pub image: Option<String>,
    /// What may be the domain it shows.
    pub domains: Vec<String>,
}

/// Where short links lead, as far as somebody said: the page, or a shortener that was asked before. Untrusted, like
/// everything from a page.
#[derive(Clone, Debug, Default)]
pub struct Leads(HashMap<String, String>);

impl Leads {
    /// Takes in where an address leads.
    pub fn learn(&mut self, address: String, target: String) {
        self.0.insert(address, target);
    }

    fn of(&self, address: &str) -> Option<&str> {
        self.0.get(address).map(String::as_str).filter(|target| *target != address)
    }
}

/// One of our elements found in a tweet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Its `data-hashcart`.
    pub mark: String,
    /// Whether it sits where a button belongs.
    pub in_place: bool,
}

/// What a tweet on the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Which tweet, where the page says it and where there is an action bar to sit in.
    pub tweet: Option<TweetRef>,
    /// The links of its own text, in order.
    pub links: Vec<FoundLink>,
    /// Its own card.
    pub card: Option<Card>,
    /// Link-like words of the tweet it quotes, where links are plain text.
    pub quoted: Vec<String>,
    /// Its own first photo.
    pub photo: Option<String>,
    /// Its own text without the links.
    pub text: String,
    /// Our elements in it.
    pub present: Vec<Present>,
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// All is as it should be.
    Keep,
    /// Whatever is there of ours must go.
    Retire,
    /// Whatever is there of ours must go, and this must stand there.
    Place(Offer),
}

/// A button for one tweet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The value of `data-hashcart`.
    pub mark: String,
    /// The products, at least one, in the order of the text.
    pub finds: Vec<Find>,
}

/// The mark of one product in one tweet: `<tweet id>:<ASIN>@<marketplace>`, or `<tweet id>:?` while the product is
/// not known. A button for several has theirs separated by spaces.
#[must_use]
pub fn mark(tweet: &TweetId, key: &ItemKey) -> String {
    match key {
        ItemKey::Product(product) => format!("{tweet}:{product}"),
        ItemKey::Link(_) => format!("{tweet}:?"),
    }
}

/// Plans one tweet.
#[must_use]
pub fn plan(candidate: &Candidate, leads: &Leads) -> Plan {
    match (offer(candidate, leads), candidate.present.as_slice()) {
        (None, []) => Plan::Keep,
        (None, _) => Plan::Retire,
        (Some(offer), [only]) if only.in_place && only.mark == offer.mark => Plan::Keep,
        (Some(offer), _) => Plan::Place(offer),
    }
}

/// What a button for this tweet would offer; `None` when there is nothing to offer.
#[must_use]
pub fn offer(candidate: &Candidate, leads: &Leads) -> Option<Offer> {
    let tweet = candidate.tweet.as_ref()?;
    let finds = finds(candidate, leads, tweet);
    let mark = finds.iter().map(|find| mark(&tweet.id, &find.key)).collect::<Vec<_>>().join(" ");
    (!finds.is_empty()).then_some(Offer { mark, finds })
}

/// What a link leads to, as far as it is known.
struct Target {
    key: ItemKey,
    url: String,
    via: Vec<LinkKey>,
    title: Option<String>,
}

impl Target {
    fn behind(mut self, link: LinkKey) -> Self {
        self.via.insert(0, link);
        self
    }
}

/// How many short links may stand one behind the other.
const DEPTH: usize = 4;

/// Reads an address. Behind a short one another may be known.
fn target(text: &str, leads: &Leads, depth: usize) -> Option<Target> {
    match looks_like_amazon(text).then(|| recognise(text)).flatten()? {
        Link::Product(product) => {
            let key = ItemKey::Product(product.key);
            Some(Target { key, url: product.url, via: Vec::new(), title: product.title_hint })
        }
        Link::Short(short) => {
            let link = LinkKey::of_url(&short.url)?;
            match leads.of(&link.url()).filter(|_| depth < DEPTH) {
                Some(next) => target(next, leads, depth + 1).map(|target| target.behind(link)),
                None => {
                    Some(Target { key: ItemKey::Link(link), url: short.url, via: Vec::new(), title: None })
                }
            }
        }
    }
}

/// What a link of the text leads to. Behind what it shows, X's own short link may say more.
fn link_target(link: &FoundLink, leads: &Leads) -> Option<Target> {
    let shown = target(&link.text, leads, 0)?;
    let behind = || target(leads.of(&link.href)?, leads, 0);
    match &shown.key {
        ItemKey::Product(_) => Some(shown),
        ItemKey::Link(short) => Some(
            behind().filter(|it| it.key != shown.key).map(|it| it.behind(short.clone())).unwrap_or(shown),
        ),
    }
}

/// What the card leads to. Of most cards only X's short link, a domain and a title are in the page.
fn card_target(card: &Card, leads: &Leads) -> Option<Target> {
    let x_link = LinkKey::of_url(&card.href);
    if let Some(lead) = leads.of(&card.href) {
        // Amazon's, but no product; of a general shortener nobody knows, and the card's domain speaks.
        let elsewhere = match judge(lead) {
            Step::Ends(Ending::Site { .. } | Ending::Nowhere) | Step::Ask { .. } => false,
            Step::Ends(_) | Step::Product(_) => true,
        };
        let found = target(lead, leads, 0).map(|it| match x_link.clone() {
            Some(link) => it.behind(link),
            None => it,
        });
        if found.is_some() || elsewhere {
            return found;
        }
    }
    // Promoted cards have the address itself.
    target(&card.href, leads, 0).or_else(|| {
        let amazons = card.domains.iter().any(|domain| is_amazon_domain(domain));
        let key = x_link.filter(|_| amazons)?;
        Some(Target { url: key.url(), key: ItemKey::Link(key), via: Vec::new(), title: None })
    })
}

/// The products of a tweet, each once: those its own text links to, that of its card, those of the quoted text.
fn finds(candidate: &Candidate, leads: &Leads, tweet: &TweetRef) -> Vec<Find> {
    let mut targets: Vec<(Option<&FoundLink>, Target)> = Vec::new();
    for link in &candidate.links {
        targets.extend(link_target(link, leads).map(|target| (Some(link), target)));
    }
    // A card stands for the last link of the text, which X then leaves out. Where it is still there, it was read.
    let read = |href: &str| targets.iter().any(|(link, _)| link.is_some_and(|link| link.href == href));
    let card =
        candidate.card.as_ref().filter(|card| !read(&card.href)).and_then(|card| card_target(card, leads));
    targets.extend(card.map(|target| (None, target)));
    let quoted = candidate.quoted.iter().filter_map(|text| target(text, leads, 0));
    targets.extend(quoted.map(|target| (None, target)));
    let mut finds: Vec<Find> = Vec::new();
    let several = targets.len() > 1;
    for (link, target) in targets {
        if finds.iter().any(|find| find.key == target.key) {
            continue;
        }
        // A card speaks for the link it previews, and for no other.
        let previews = |card: &&Card| match link {
            Some(link) => card.href == link.href,
            None => card_target(card, leads).is_some_and(|of_card| of_card.key == target.key),
        };
        let card = candidate.card.as_ref().filter(previews);
        let title =
            card.and_then(|card| card.title.as_deref()).or(target.title.as_deref()).and_then(tidy_title);
        let own_words = title.is_none();
        let title = title
            // The tweet's own words: of several products each has those that lead to it.
            .or_else(|| link.filter(|_| several).and_then(|link| tidy_title(&link.before)))
            .or_else(|| tidy_title(&candidate.text));
        let image = card.and_then(|card| card.image.clone()).or_else(|| candidate.photo.clone());
        let shop = card
            .filter(|_| matches!(target.key, ItemKey::Link(_)))
            .and_then(|card| card.domains.iter().find_map(|domain| Marketplace::from_domain(domain)));
        let Target { key, url, via, .. } = target;
        let own_words = own_words && title.is_some();
        finds.push(Find { key, link: url, via, title, own_words, shop, image, tweet: tweet.clone() });
    }
    finds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::find::Kept;

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
            present: present
                .iter()
                .map(|(mark, in_place)| Present { mark: (*mark).to_owned(), in_place: *in_place })
                .collect(),
        }
    }

    const KETTLE: &str = "https://amazon.com/dp/B0057OC5O8";
    const BOOK: &str = "amazon.de/dp/0131103628";
    const MARK: &str = "7:B0057OC5O8@amazon.com";

    fn plan_of(candidate: &Candidate) -> Plan {
        plan(candidate, &Leads::default())
    }

    fn leads(known: &[(&str, &str)]) -> Leads {
        let mut leads = Leads::default();
        for (address, target) in known {
            leads.learn((*address).to_owned(), (*target).to_owned());
        }
        leads
    }

    #[track_caller]
    fn places(candidate: &Candidate) -> Offer {
        places_with(candidate, &Leads::default())
    }

    #[track_caller]
    fn places_with(candidate: &Candidate, leads: &Leads) -> Offer {
        match plan(candidate, leads) {
            Plan::Place(offer) => offer,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_product_one_mark() {
        let offer = places(&candidate(&["https://example.com/", KETTLE], &[]));
        assert_eq!(offer.mark, MARK);
        assert_eq!(offer.finds.len(), 1);
    }

    #[test]
    fn several_products_share_a_button_and_doubles_count_once() {
        let offer = places(&candidate(&[KETTLE, BOOK, KETTLE], &[]));
        assert_eq!(offer.mark, "7:B0057OC5O8@amazon.com 7:0131103628@amazon.de");
    }

    #[test]
    fn a_second_look_changes_nothing() {
        assert_eq!(plan_of(&candidate(&[KETTLE], &[(MARK, true)])), Plan::Keep);
        assert_eq!(plan_of(&candidate(&[], &[])), Plan::Keep);
    }

    #[test]
    fn a_recycled_misplaced_or_doubled_button_is_put_right() {
        assert_eq!(places(&candidate(&[KETTLE], &[("6:B0057OC5O8@amazon.com", true)])).mark, MARK);
        assert_eq!(places(&candidate(&[KETTLE], &[(MARK, false)])).mark, MARK);
        assert_eq!(places(&candidate(&[KETTLE], &[(MARK, true), (MARK, true)])).mark, MARK);
        assert_eq!(plan_of(&candidate(&["https://example.com"], &[(MARK, true)])), Plan::Retire);
    }

    #[test]
    fn without_an_id_there_is_no_button() {
        let nameless = Candidate { tweet: None, ..candidate(&[KETTLE], &[]) };
        assert_eq!(plan_of(&nameless), Plan::Keep);
        let recycled = Candidate { tweet: None, ..candidate(&[KETTLE], &[(MARK, true)]) };
        assert_eq!(plan_of(&recycled), Plan::Retire);
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
        let titles: Vec<_> = offer.finds.iter().map(|find| find.title.as_deref()).collect();
        assert_eq!(titles, [Some("words before 32"), Some("The C Language")]);
        assert_eq!(offer.finds[1].image.as_deref(), Some("https://pbs.twimg.com/card_img/1"));
    }
    fn card(domain: &str) -> Card {
        Card {
            href: "https://t.co/card".into(),
            domains: vec!["From".into(), domain.into()],
            ..Card::default()
        }
    }

    #[test]
    fn a_card_of_amazons_is_a_button_before_its_product_is_known() {
        let mut tweet = candidate(&[], &[]);
        tweet.card = Some(Card { title: Some("A kettle".into()), ..card("amazon.com") });
        let offer = places(&tweet);
        assert_eq!(offer.mark, "7:?");
        assert_eq!(
            (offer.finds[0].link.as_str(), offer.finds[0].title.as_deref()),
            ("https://t.co/card", Some("A kettle"))
        );
        assert!(Kept::from(offer.finds[0].clone()).is_sound());
        let known = leads(&[("https://t.co/card", &format!("{KETTLE}?tag=ada-20"))]);
        let offer = places_with(&tweet, &known);
        assert_eq!(offer.mark, MARK);
        assert_eq!(offer.finds[0].via, ["t.co/card".parse().unwrap()]);
        assert_eq!(offer.finds[0].link, format!("{KETTLE}?tag=ada-20"), "the author's own address");
        assert_eq!(offer.finds[0].title.as_deref(), Some("A kettle"));
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
            assert_eq!(plan(&tweet, &leads(&[("https://t.co/card", lead)])), Plan::Keep, "{lead}");
        }
    }

    #[test]
    fn a_short_link_waits_for_its_product() {
        let mut tweet = candidate(&["https://amzn.to/3DHiDU7", "https://bit.ly/3abc"], &[]);
        let offer = places(&tweet);
        assert_eq!(
            (offer.mark.as_str(), offer.finds[0].key.to_string().as_str()),
            ("7:?", "link:amzn.to/3DHiDU7")
        );
        let short = "https://amzn.to/3DHiDU7";
        let href = tweet.links[0].href.clone();
        let offer = places_with(&tweet, &leads(&[(&href, short)]));
        assert_eq!(offer.mark, "7:?", "X knows no more than the author wrote");
        let offer = places_with(&tweet, &leads(&[(&href, short), (short, KETTLE)]));
        assert_eq!((offer.mark.as_str(), offer.finds[0].via.len()), (MARK, 1), "asked before");
        tweet.links.clear();
        tweet.quoted = vec![short.to_owned()];
        assert_eq!(places_with(&tweet, &leads(&[(short, KETTLE)])).mark, MARK, "in a quote too");
        assert_eq!(
            places_with(
                &tweet,
                &leads(&[(short, "https://a.co/d/3bmzGAK"), ("https://a.co/d/3bmzGAK", short)])
            )
            .mark,
            "7:?",
            "going in circles"
        );
    }

    #[test]
    fn a_general_shortener_counts_with_amazons_card_only() {
        let mut tweet = candidate(&["https://bit.ly/3abc"], &[]);
        assert_eq!(plan_of(&tweet), Plan::Keep);
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
}
