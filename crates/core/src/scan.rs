//! From what one tweet on the page shows to what should stand in its action bar.
//!
//! The plan is made from the page alone, each time anew: a button is right when its mark names this tweet and
//! these products, and when it sits in the bar. So a second look at the same tweet changes nothing, and a
//! replaced or recycled node is simply planned again.

use std::collections::HashMap;

use super::bounds::{ADDRESS_BYTES, IMAGE_BYTES};
use super::item::{ItemKey, LinkKey};
use super::link::{Link, is_amazon_domain, recognise};
use super::mark::{ButtonMark, FINDS};
use super::marketplace::Marketplace;
use super::mention::{ProductMention, TitleSource, tidy_title};
use super::resolve::{Ending, ResolveStep, judge};
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
pub struct ResolvedLinks {
    targets: HashMap<String, String>,
    /// Links of tweets that show only the beginning of their text.
    behind: Vec<(TweetId, String)>,
}

impl ResolvedLinks {
    /// Takes in where an address leads; what is too long to be one is passed over.
    pub fn learn(&mut self, address: String, target: String) {
        if address.len().max(target.len()) <= ADDRESS_BYTES {
            self.targets.insert(address, target);
        }
    }

    /// Takes in that a link stands in a tweet's text, seen or not.
    pub fn learn_behind(&mut self, tweet: TweetId, address: String) {
        let known = (tweet, address);
        let room = self.behind.iter().filter(|(tweet, _)| *tweet == known.0).count() < LINKS;
        if room && known.1.len() <= ADDRESS_BYTES && !self.behind.contains(&known) {
            self.behind.push(known);
        }
    }

    /// The links of a tweet's text that it does not show.
    fn behind(&self, tweet: &TweetId, shown: &[FoundLink]) -> Vec<FoundLink> {
        let of = |href: &String| FoundLink {
            text: self.of(href).unwrap_or(href).to_owned(),
            href: href.clone(),
            before: String::new(),
        };
        let hidden = |href: &&String| shown.iter().all(|link| link.href != **href);
        let own = self.behind.iter().filter(|(of, _)| of == tweet).map(|(_, href)| href);
        own.filter(hidden).map(of).collect()
    }

    /// Whether it is known where this address leads.
    #[must_use]
    pub fn knows(&self, address: &str) -> bool {
        self.targets.contains_key(address)
    }

    fn of(&self, address: &str) -> Option<&str> {
        self.targets.get(address).map(String::as_str).filter(|target| *target != address)
    }
}

/// One of our elements found in a tweet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Its `data-hashcart`; `None` where the page wrote something else into it.
    pub mark: Option<ButtonMark>,
    /// Whether it sits where a button belongs.
    pub in_place: bool,
}

/// How many links of one text are read. Of 280 characters twelve fit; a long post with a thousand cost the page a third
/// of a second at every change (2026-11).
pub const LINKS: usize = 40;
/// How many characters of a text are read: its words can become a title, and a title is short.
pub const WORDS: usize = 2_000;

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
    /// Whether that is only its beginning.
    pub cut: bool,
    /// Our elements in it.
    pub present: Vec<Present>,
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanPlan {
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
    pub mark: ButtonMark,
    /// The products, at least one, in the order of the text.
    pub mentions: Vec<ProductMention>,
}

/// Plans one tweet.
#[must_use]
pub fn plan(candidate: &Candidate, leads: &ResolvedLinks) -> ScanPlan {
    match (offer(candidate, leads), candidate.present.as_slice()) {
        (None, []) => ScanPlan::Keep,
        (None, _) => ScanPlan::Retire,
        (Some(offer), [only]) if only.in_place && only.mark.as_ref() == Some(&offer.mark) => ScanPlan::Keep,
        (Some(offer), _) => ScanPlan::Place(offer),
    }
}

/// What a button for this tweet would offer; `None` when there is nothing to offer.
#[must_use]
pub fn offer(candidate: &Candidate, leads: &ResolvedLinks) -> Option<Offer> {
    let tweet = candidate.tweet.as_ref()?;
    let mentions = mentions_of(candidate, leads, tweet);
    let mark = ButtonMark::new(&tweet.id, mentions.iter().map(|mention| &mention.key))?;
    Some(Offer { mark, mentions })
}

/// What a link leads to, as far as it is known.
struct LinkTarget {
    key: ItemKey,
    url: String,
    via: Vec<LinkKey>,
    title: Option<String>,
}

impl LinkTarget {
    fn behind(mut self, link: LinkKey) -> Self {
        self.via.insert(0, link);
        self
    }
}

/// How many short links may stand one behind the other.
const DEPTH: usize = 4;

/// Reads an address. Behind a short one another may be known.
fn target(text: &str, leads: &ResolvedLinks, depth: usize) -> Option<LinkTarget> {
    match recognise(text)? {
        Link::Product(product) => {
            let key = ItemKey::Product(product.key);
            Some(LinkTarget { key, url: product.url, via: Vec::new(), title: product.title_hint })
        }
        Link::Short(short) => {
            let link = LinkKey::of_url(&short.url)?;
            match leads.of(&link.url()).filter(|_| depth < DEPTH) {
                Some(next) => target(next, leads, depth + 1).map(|target| target.behind(link)),
                None => Some(LinkTarget {
                    key: ItemKey::Link(link),
                    url: short.url,
                    via: Vec::new(),
                    title: None,
                }),
            }
        }
    }
}

/// What a link of the text leads to. Behind what it shows, X's own short link may say more.
fn link_target(link: &FoundLink, leads: &ResolvedLinks) -> Option<LinkTarget> {
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
fn card_target(card: &Card, leads: &ResolvedLinks) -> Option<LinkTarget> {
    let x_link = LinkKey::of_url(&card.href);
    if let Some(lead) = leads.of(&card.href) {
        // Amazon's, but no product; of a general shortener nobody knows, and the card's domain speaks.
        let elsewhere = match judge(lead) {
            ResolveStep::Ends(Ending::Site { .. } | Ending::Nowhere) | ResolveStep::Ask { .. } => false,
            ResolveStep::Ends(_) | ResolveStep::Product(_) => true,
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
        Some(LinkTarget { url: key.url(), key: ItemKey::Link(key), via: Vec::new(), title: None })
    })
}

/// The products of a tweet, each once: those its own text links to, that of its card, those of the quoted text.
fn mentions_of(candidate: &Candidate, leads: &ResolvedLinks, tweet: &TweetRef) -> Vec<ProductMention> {
    let mut targets: Vec<(Option<&FoundLink>, LinkTarget)> = Vec::new();
    let mut seen: Vec<ItemKey> = Vec::new();
    let behind = if candidate.cut { leads.behind(&tweet.id, &candidate.links) } else { Vec::new() };
    for link in candidate.links.iter().chain(&behind).take(LINKS) {
        let Some(target) = link_target(link, leads) else { continue };
        if !seen.contains(&target.key) {
            if seen.len() == FINDS {
                break;
            }
            seen.push(target.key.clone());
        }
        targets.push((Some(link), target));
    }
    // A card stands for the last link of the text, which X then leaves out. Where it is still there, it was read.
    let read = |href: &str| targets.iter().any(|(link, _)| link.is_some_and(|link| link.href == href));
    let card =
        candidate.card.as_ref().filter(|card| !read(&card.href)).and_then(|card| card_target(card, leads));
    targets.extend(card.map(|target| (None, target)));
    let quoted = candidate.quoted.iter().take(LINKS).filter_map(|text| target(text, leads, 0));
    targets.extend(quoted.map(|target| (None, target)));
    let mut mentions: Vec<ProductMention> = Vec::new();
    let several = targets.len() > 1;
    for (link, target) in targets {
        if mentions.len() == FINDS || mentions.iter().any(|mention| mention.key == target.key) {
            continue;
        }
        // A card speaks for the link it previews, and for no other.
        let previews = |card: &&Card| match link {
            Some(link) => card.href == link.href,
            None => card_target(card, leads).is_some_and(|of_card| of_card.key == target.key),
        };
        let card = candidate.card.as_ref().filter(previews);
        let shown = card.and_then(|card| tidy_title(card.title.as_deref()?));
        let titled = if shown.is_some() { TitleSource::Card } else { TitleSource::Address };
        let title = shown.or_else(|| tidy_title(target.title.as_deref()?));
        let titled = title.as_ref().map(|_| titled);
        // Of several products each has the words that lead to it.
        let leading = link.filter(|_| several).and_then(|link| tidy_title(&link.before));
        let quote = leading.or_else(|| tidy_title(&candidate.text));
        let image = card.and_then(|card| card.image.clone()).or_else(|| candidate.photo.clone());
        // What no picture's address is would keep the item from being kept.
        let image = image.filter(|image| image.len() <= IMAGE_BYTES);
        let shop = card
            .filter(|_| matches!(target.key, ItemKey::Link(_)))
            .and_then(|card| card.domains.iter().find_map(|domain| Marketplace::from_domain(domain)));
        let LinkTarget { key, url, via, .. } = target;
        mentions.push(ProductMention {
            key,
            link: url,
            via,
            title,
            titled,
            quote,
            shop,
            image,
            tweet: tweet.clone(),
        });
    }
    mentions
}

/// The mention that one link of a tweet stands for, as the button has it.
#[must_use]
pub fn mention_of(href: &str, candidate: &Candidate, leads: &ResolvedLinks) -> Option<ProductMention> {
    let tweet = candidate.tweet.as_ref()?;
    let of_text = candidate.links.iter().find(|link| link.href == href);
    let of_card = candidate.card.as_ref().filter(|card| card.href == href);
    let key = of_text
        .and_then(|link| link_target(link, leads))
        .or_else(|| of_card.and_then(|card| card_target(card, leads)))?
        .key;
    mentions_of(candidate, leads, tweet).into_iter().find(|mention| mention.key == key)
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
