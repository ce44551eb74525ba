//! From a tweet's element to what it shows. Reads only.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::host;
use super::selectors as sel;
use crate::core::scan::{Candidate, Card, FoundLink, LINKS, Present, WORDS};
use crate::core::tweet::{TweetRef, is_handle, parse_status_path};
use crate::dom::{all, closest, first};

/// Whether `element` belongs to this tweet itself: not to a tweet inside it, and not to the one it quotes.
fn own(article: &Element, element: &Element) -> bool {
    let mine = closest(element, "article").is_some_and(|nearest| nearest.is_same_node(Some(article)));
    let quoted = closest(element, sel::QUOTE)
        .is_some_and(|quote| article.contains(Some(&quote)) && !quote.is_same_node(Some(article)));
    mine && !quoted
}

fn first_own(article: &Element, selector: &str) -> Option<Element> {
    all(article, selector).into_iter().find(|element| own(article, element))
}

/// The bar a button sits in: the tweet's last group with a reply button. (An Article's page has a second bar on top.)
#[must_use]
pub fn action_bar(article: &Element) -> Option<Element> {
    all(article, sel::GROUP)
        .into_iter()
        .rfind(|group| own(article, group) && first(group, sel::REPLY).is_some())
}

/// Which tweet this is, where the page says so.
#[must_use]
pub fn tweet_ref(article: &Element) -> Option<TweetRef> {
    if let Some(time) = first_own(article, sel::PERMALINK_TIME) {
        let href = time.parent_element()?.get_attribute("href")?;
        let (author, id) = parse_status_path(&href)?;
        return Some(TweetRef { id, author, posted: time.get_attribute("datetime") });
    }
    let href = first_own(article, sel::ANALYTICS)?.get_attribute("href")?;
    let (author, id) = parse_status_path(&href)?;
    Some(TweetRef { id, author, posted: None })
}

/// Who wrote the tweet and when, read from the names it shows: the copy in the reply dialog has no links.
#[must_use]
pub fn shown_author_and_time(article: &Element) -> (Option<String>, Option<String>) {
    let handle = first(article, sel::USER_NAME).and_then(|name| {
        // Last comes the handle: a name in front of it may look like one.
        all(&name, "span, a").into_iter().rev().find_map(|part| {
            let text = part.text_content()?;
            let handle = text.trim().strip_prefix('@')?;
            is_handle(handle).then(|| handle.to_owned())
        })
    });
    let posted = first(article, "time[datetime]").and_then(|time| time.get_attribute("datetime"));
    (handle, posted)
}

/// All that a plan needs to know about this tweet.
#[must_use]
pub fn candidate(article: &Element) -> Candidate {
    let bar = action_bar(article);
    let present = host::of(article)
        .into_iter()
        .map(|host| Present {
            mark: host::mark_of(&host),
            in_place: bar.as_ref().is_some_and(|bar| {
                host.parent_element().is_some_and(|parent| parent.is_same_node(Some(bar)))
            }),
        })
        .collect();
    let mut candidate = Candidate { present, ..Candidate::default() };
    if bar.is_none() {
        return candidate;
    }
    if let Some(text) = first_own(article, sel::TEXT) {
        (candidate.links, candidate.text) = links_and_words(&text);
    }
    candidate.card = first_own(article, sel::CARD).as_ref().and_then(card);
    candidate.quoted = quoted(article);
    candidate.quoted.extend(embedded(article));
    if candidate.links.is_empty() && candidate.card.is_none() && candidate.quoted.is_empty() {
        return candidate;
    }
    candidate.tweet = tweet_ref(article);
    candidate.photo = first_own(article, sel::PHOTO).and_then(|photo| photo.get_attribute("src"));
    candidate
}

/// The address as the author wrote it. X shows a long one as protocol, start and tail, two of them hidden, and an
/// ellipsis for the tail: with the tail there the ellipsis stands for nothing and is left out; without it the
/// address really ends there, and the ellipsis stays to say so.
fn link(anchor: &Element) -> Option<FoundLink> {
    let mut text = String::new();
    let mut after_element = false;
    let nodes = anchor.child_nodes();
    for node in (0..nodes.length()).filter_map(|index| nodes.item(index)) {
        let part = node.text_content().unwrap_or_default();
        let is_element = node.node_type() == Node::ELEMENT_NODE;
        if !(is_element && after_element && part == "…") {
            text.push_str(&part);
        }
        after_element = is_element;
    }
    let href = anchor.get_attribute("href").unwrap_or_default();
    Some(FoundLink { text, href, before: String::new() })
}

fn card(wrapper: &Element) -> Option<Card> {
    let anchor = first(wrapper, "a[href]")?;
    let title = match first(wrapper, sel::CARD_DETAIL) {
        Some(detail) => detail.children().item(1).and_then(|line| line.text_content()),
        // "example.com The title": the domain has no spaces.
        None => first(wrapper, "a[aria-label]")
            .and_then(|anchor| anchor.get_attribute("aria-label"))
            .and_then(|label| Some(label.split_once(' ')?.1.to_owned())),
    };
    let image = first(wrapper, "img[src]").and_then(|image| image.get_attribute("src"));
    let href = anchor.get_attribute("href")?;
    Some(Card { domains: domains(wrapper, &href), href, title, image })
}

/// What may be the domain that a card shows: the first line of a small one, the first word of a large one's label,
/// and the words of the link that stands after a large one without a headline ("From example.com", translated).
fn domains(wrapper: &Element, href: &str) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(line) = first(wrapper, sel::CARD_DETAIL).and_then(|detail| detail.first_element_child()) {
        words.extend(line.text_content());
    }
    let label = first(wrapper, "a[aria-label]").and_then(|anchor| anchor.get_attribute("aria-label"));
    words.extend(label.iter().filter_map(|label| label.split_whitespace().next()).map(str::to_owned));
    let beside = wrapper.parent_element().map(|parent| all(&parent, "a[href]")).unwrap_or_default();
    for anchor in beside.iter().filter(|anchor| !wrapper.contains(Some(anchor))) {
        if anchor.get_attribute("href").as_deref() == Some(href) {
            let text = anchor.text_content().unwrap_or_default();
            words.extend(text.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// The words of the quoted tweet's text that could be links: there they are no links, only text.
fn quoted(article: &Element) -> Vec<String> {
    let texts = all(article, sel::TEXT).into_iter().filter(|text| {
        let mine = closest(text, "article").is_some_and(|nearest| nearest.is_same_node(Some(article)));
        mine && !own(article, text)
    });
    let links = texts.flat_map(|text| all(&text, sel::QUOTED_LINK)).take(LINKS);
    links.filter_map(|span| link(&span)).map(|link| link.text).collect()
}

/// The links of the tweets that an Article shows between its paragraphs. One with an action bar of its own has a
/// button of its own there.
fn embedded(article: &Element) -> Vec<String> {
    let tweets =
        all(article, sel::ARTICLE).into_iter().take(LINKS).filter(|inside| action_bar(inside).is_none());
    let anchors = tweets.flat_map(|tweet| all(&tweet, sel::TEXT)).flat_map(|text| all(&text, "a[href]"));
    anchors.take(LINKS).filter_map(|anchor| link(&anchor)).map(|link| link.text).collect()
}

/// The links of a text, each with the words that lead to it, and all its words: as far as links and words are read, in
/// one pass from node to node.
fn links_and_words(text: &Element) -> (Vec<FoundLink>, String) {
    let mut links: Vec<FoundLink> = Vec::new();
    let (mut words, mut before) = (String::new(), String::new());
    let mut next = text.first_child();
    while let Some(node) = next {
        if links.len() >= LINKS || words.len() >= WORDS {
            break;
        }
        let anchors = match node.dyn_ref::<Element>() {
            Some(element) if element.matches("a[href]").unwrap_or(false) => vec![element.clone()],
            Some(element) if element.child_element_count() > 0 => all(element, "a[href]"),
            _ => Vec::new(),
        };
        let found: Vec<FoundLink> = anchors.iter().take(LINKS).filter_map(link).collect();
        if found.is_empty() {
            let part = node.text_content().unwrap_or_default();
            words.push_str(&part);
            before.push_str(&part);
        }
        for link in found {
            links.push(FoundLink { before: std::mem::take(&mut before), ..link });
        }
        next = node.next_sibling();
    }
    (links, words)
}
