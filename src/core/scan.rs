//! From what one tweet on the page shows to what should stand in its action bar.
//!
//! The plan is made from the page alone, each time anew: a button is right when its mark names this tweet and
//! these products, and when it sits in the bar. So a second look at the same tweet changes nothing, and a
//! replaced or recycled node is simply planned again.

use super::cart::{Find, tidy_title};
use super::link::{Link, ProductLink, looks_like_amazon, recognise};
use super::product::ProductKey;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which tweet, where the page says it and where there is an action bar to sit in.
    pub tweet: Option<TweetRef>,
    /// The links of its own text, in order.
    pub links: Vec<FoundLink>,
    /// Its own card.
    pub card: Option<Card>,
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

/// The mark of a button: `<tweet id>:<ASIN>@<marketplace>` for each product, separated by spaces.
fn mark<'a>(tweet: &TweetId, keys: impl Iterator<Item = &'a ProductKey>) -> String {
    keys.map(|key| format!("{tweet}:{key}")).collect::<Vec<_>>().join(" ")
}

/// Plans one tweet.
#[must_use]
pub fn plan(candidate: &Candidate) -> Plan {
    match (offer(candidate), candidate.present.as_slice()) {
        (None, []) => Plan::Keep,
        (None, _) => Plan::Retire,
        (Some(offer), [only]) if only.in_place && only.mark == offer.mark => Plan::Keep,
        (Some(offer), _) => Plan::Place(offer),
    }
}

/// What a button for this tweet would offer; `None` when there is nothing to offer.
#[must_use]
pub fn offer(candidate: &Candidate) -> Option<Offer> {
    let tweet = candidate.tweet.as_ref()?;
    let finds = finds(candidate, tweet);
    let mark = mark(&tweet.id, finds.iter().map(|find| &find.key));
    (!finds.is_empty()).then_some(Offer { mark, finds })
}

/// The products that the tweet's own text spells, each once.
fn finds(candidate: &Candidate, tweet: &TweetRef) -> Vec<Find> {
    let mut products: Vec<(&FoundLink, ProductLink)> = Vec::new();
    for link in candidate.links.iter().filter(|link| looks_like_amazon(&link.text)) {
        if let Some(Link::Product(product)) = recognise(&link.text)
            && products.iter().all(|(_, there)| there.key != product.key)
        {
            products.push((link, product));
        }
    }
    let several = products.len() > 1;
    let find = |(link, product): (&FoundLink, ProductLink)| {
        // A card speaks for the link it previews, and for no other.
        let card = candidate.card.as_ref().filter(|card| card.href == link.href);
        let title = card
            .and_then(|card| card.title.as_deref())
            .or(product.title_hint.as_deref())
            .and_then(tidy_title)
            // The tweet's own words: of several products each has those that lead to it.
            .or_else(|| several.then(|| tidy_title(&link.before)).flatten())
            .or_else(|| tidy_title(&candidate.text));
        let image = card.and_then(|card| card.image.clone()).or_else(|| candidate.photo.clone());
        Find { key: product.key, link: product.url, title, image, tweet: tweet.clone() }
    };
    products.into_iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str) -> FoundLink {
        let before = format!("words before {}", text.len());
        FoundLink { text: text.to_owned(), href: format!("https://t.co/{}", text.len()), before }
    }

    fn candidate(links: &[&str], present: &[(&str, bool)]) -> Candidate {
        Candidate {
            tweet: Some(TweetRef { id: "7".parse().unwrap(), author: "ada".into(), posted: None }),
            links: links.iter().map(|text| link(text)).collect(),
            card: None,
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

    #[track_caller]
    fn places(candidate: &Candidate) -> Offer {
        match plan(candidate) {
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
        assert_eq!(plan(&candidate(&[KETTLE], &[(MARK, true)])), Plan::Keep);
        assert_eq!(plan(&candidate(&[], &[])), Plan::Keep);
    }

    #[test]
    fn a_recycled_misplaced_or_doubled_button_is_put_right() {
        assert_eq!(places(&candidate(&[KETTLE], &[("6:B0057OC5O8@amazon.com", true)])).mark, MARK);
        assert_eq!(places(&candidate(&[KETTLE], &[(MARK, false)])).mark, MARK);
        assert_eq!(places(&candidate(&[KETTLE], &[(MARK, true), (MARK, true)])).mark, MARK);
        assert_eq!(plan(&candidate(&["https://example.com"], &[(MARK, true)])), Plan::Retire);
    }

    #[test]
    fn without_an_id_there_is_no_button() {
        let nameless = Candidate { tweet: None, ..candidate(&[KETTLE], &[]) };
        assert_eq!(plan(&nameless), Plan::Keep);
        let recycled = Candidate { tweet: None, ..candidate(&[KETTLE], &[(MARK, true)]) };
        assert_eq!(plan(&recycled), Plan::Retire);
    }

    #[test]
    fn a_card_names_only_its_own_link() {
        let mut tweet = candidate(&[KETTLE, BOOK], &[]);
        tweet.card = Some(Card {
            href: link(BOOK).href,
            title: Some(" The C\nLanguage ".into()),
            image: Some("https://pbs.twimg.com/card_img/1".into()),
        });
        let offer = places(&tweet);
        let titles: Vec<_> = offer.finds.iter().map(|find| find.title.as_deref()).collect();
        assert_eq!(titles, [Some("words before 32"), Some("The C Language")]);
        assert_eq!(offer.finds[1].image.as_deref(), Some("https://pbs.twimg.com/card_img/1"));
    }
}
