//! From a tweet's element to what it shows. Reads only.

use hashcart_core::link::{DOMAIN_SIGNS, SIGNS, looks_like_amazon, may_name_amazon, recognise};
use hashcart_core::scan::{Candidate, Card, FoundLink, LINKS, Present, WORDS};
use hashcart_core::tweet::{TweetRef, is_handle, parse_status_path};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node};

use super::bar::action_bar;
use super::host;
use super::own::{is_nearest, is_quoted, own};
use super::selectors as sel;
use crate::dom::{all, closest, first, matches, says};

/// What the first way finds that finds anything of this tweet's own.
pub(super) fn own_by(article: &Element, ways: sel::Ways) -> Vec<Element> {
    by(article, ways, |element| own(article, element))
}

fn by(article: &Element, ways: sel::Ways, wanted: impl Fn(&Element) -> bool) -> Vec<Element> {
    let mut found = ways.iter().map(|way| all(article, way).into_iter().filter(&wanted).collect::<Vec<_>>());
    found.find(|some| !some.is_empty()).unwrap_or_default()
}

/// Which tweet this is, where the page says so. What says it must be of one mind: a wrong one would be answered.
#[must_use]
pub fn tweet_ref(article: &Element) -> Option<TweetRef> {
    tweet_with_bar(article, action_bar(article).as_ref())
}

fn tweet_with_bar(article: &Element, bar: Option<&Element>) -> Option<TweetRef> {
    let author = shown_name(article);
    let times: Vec<Element> = all(article, sel::TIME).into_iter().filter(|time| own(article, time)).collect();
    let named = |anchors: Vec<Element>| -> Vec<TweetRef> {
        anchors.iter().filter_map(|anchor| named_by(anchor, author.as_deref())).collect()
    };
    let in_bar = named(bar.map(|bar| all(bar, sel::ANALYTICS)).unwrap_or_default());
    let mut found = Vec::new();
    for time in &times {
        let anchor = closest(time, sel::PERMALINK).filter(|anchor| article.contains(Some(anchor)));
        let posted = time.get_attribute("datetime");
        let links = named(anchor.into_iter().collect());
        found.extend(links.into_iter().map(|it| TweetRef { posted: posted.clone(), ..it }));
    }
    if found.is_empty() {
        found.clone_from(&in_bar);
    }
    if found.is_empty() && author.is_some() {
        // The link around a photo, or what is left of the permalink; not what the author wrote a link to.
        let texts = own_by(article, sel::TEXT);
        let mut links = all(article, sel::PERMALINK);
        links.retain(|it| own(article, it) && !texts.iter().any(|text| text.contains(Some(it))));
        found = named(links);
    }
    let first = found.first()?.clone();
    if found.iter().any(|other| other.id != first.id) {
        // Of several, the one that the bar knows as well.
        found.retain(|it| in_bar.iter().any(|that| that.id == it.id));
    }
    let first = found.first()?.clone();
    // A tweet's own time says when, also without a link. A promoted one shows none.
    let only = || times.first().filter(|_| times.len() == 1)?.get_attribute("datetime");
    let posted = first.posted.clone().or_else(only);
    found.iter().all(|other| other.id == first.id).then_some(TweetRef { posted, ..first })
}

/// The tweet that a link of this author's names.
fn named_by(anchor: &Element, shown: Option<&str>) -> Option<TweetRef> {
    let (author, id) = parse_status_path(&anchor.get_attribute("href")?)?;
    let theirs = author.is_empty() || shown.is_none_or(|shown| author.eq_ignore_ascii_case(shown));
    theirs.then_some(TweetRef { id, author, posted: None })
}

/// The handle in a name of the tweet's own.
fn shown_name(article: &Element) -> Option<String> {
    all(article, sel::USER_NAME).iter().filter(|name| own(article, name)).find_map(last_handle)
}

/// The last handle in here: a name in front of it may look like one.
fn last_handle(root: &Element) -> Option<String> {
    all(root, sel::HANDLE).iter().rev().find_map(handle)
}

fn handle(part: &Element) -> Option<String> {
    let text = part.text_content()?;
    let handle = text.trim().strip_prefix('@')?;
    is_handle(handle).then(|| handle.to_owned())
}

/// Who wrote the tweet and when, read from the names it shows: the copy in the reply dialog has no links.
#[must_use]
pub fn shown_author_and_time(article: &Element) -> (Option<String>, Option<String>) {
    let time = all(article, sel::TIME).into_iter().find(|time| own(article, time));
    let author = shown_name(article).or_else(|| author_before(article, time.as_ref()?));
    (author, time.and_then(|time| time.get_attribute("datetime")))
}

/// The last handle that stands before the time, in the smallest part of the tweet that has both.
fn author_before(article: &Element, time: &Element) -> Option<String> {
    let mut at = time.parent_element()?;
    while article.contains(Some(&at)) {
        let before =
            |part: &&Element| part.compare_document_position(time) & Node::DOCUMENT_POSITION_FOLLOWING != 0;
        if let Some(handle) = all(&at, sel::HANDLE).iter().filter(before).rev().find_map(handle) {
            return Some(handle);
        }
        at = at.parent_element()?;
    }
    None
}

/// A tweet's own words.
#[must_use]
pub fn words(article: &Element) -> String {
    own_by(article, sel::TEXT).first().and_then(|text| text.text_content()).unwrap_or_default()
}

/// Whose the page is, where it says so.
#[must_use]
pub fn viewer(document: &Document) -> Option<String> {
    let find = |selector: &str| document.query_selector(selector).ok().flatten();
    let link = sel::VIEWER.iter().find_map(|way| find(way)?.get_attribute("href"));
    let handle = link.and_then(|path| path.strip_prefix('/').map(str::to_owned));
    handle.or_else(|| last_handle(&find(sel::ACCOUNT)?))
}

/// Whether a tweet can have anything to do with us: one look that nearly every tweet of a timeline fails, and that is never
/// false where [`candidate`] finds something. `is_known` says of an address whether it is known where it leads.
#[must_use]
pub fn is_worth_reading(article: &Element, is_known: impl Fn(&str) -> bool) -> bool {
    // What a text links to, it shows: in its links, and in the words of a tweet that is quoted.
    if says(article, SIGNS) || host::is_marked(article) || first(article, sel::MORE).is_some() {
        return true;
    }
    if first(article, sel::CARD_PART).is_none() {
        return false;
    }
    // A card may say only in its label, or by its link, whose it is.
    let tells = |anchor: &Element| {
        let label = anchor.get_attribute("aria-label").is_some_and(|label| may_name_amazon(&label));
        label || anchor.get_attribute("href").is_some_and(|href| looks_like_amazon(&href) || is_known(&href))
    };
    says(article, DOMAIN_SIGNS) || all(article, "a[href]").iter().any(tells)
}

/// What was read in a tweet, and the elements that it was read from.
#[derive(Debug)]
pub struct Reading {
    /// All that a plan needs to know.
    pub candidate: Candidate,
    /// The action bar.
    pub bar: Option<Element>,
    /// Our hosts in it.
    pub hosts: Vec<Element>,
    /// What only looks like one: a copy without its tree, or the host of an older program.
    pub dead: Vec<Element>,
}

/// All that a plan needs to know about this tweet.
#[must_use]
pub fn candidate(article: &Element) -> Candidate {
    read(article).candidate
}

/// Reads a tweet.
#[must_use]
pub fn read(article: &Element) -> Reading {
    let bar = action_bar(article);
    let (hosts, dead) = host::marked_in(article);
    let in_place = |host: &Element| {
        bar.as_ref().is_some_and(|bar| host.parent_element().is_some_and(|it| it.is_same_node(Some(bar))))
    };
    let present = |host: &Element| Present { mark: host::mark_of(host), in_place: in_place(host) };
    let mut candidate = Candidate { present: hosts.iter().map(present).collect(), ..Candidate::default() };
    if let Some(bar) = &bar {
        fill(&mut candidate, article, bar);
    }
    Reading { candidate, bar, hosts, dead }
}

/// Reads what a tweet links to, and where that may be a product, what else a button for it needs.
fn fill(candidate: &mut Candidate, article: &Element, bar: &Element) {
    if let Some(text) = own_by(article, sel::TEXT).first() {
        (candidate.links, candidate.text) = links_and_words(text);
    }
    if first(article, sel::CARD_PART).is_some() {
        candidate.card = own_by(article, sel::CARD).iter().find_map(card);
    }
    // Nothing stands in the box of a quoted tweet where there is none.
    if first(article, sel::QUOTE).is_some() || first(article, sel::FOCUSABLE).is_some() {
        candidate.quoted = quoted(article);
    }
    if sel::ARTICLE_SIGNS.iter().any(|sign| first(article, sign).is_some()) {
        candidate.quoted.extend(embedded(article));
    }
    candidate.cut = first(article, sel::MORE).is_some_and(|more| own(article, &more));
    let mut texts = candidate.links.iter().map(|link| &link.text).chain(&candidate.quoted);
    // A button of ours may go on where the link that it was for is gone.
    let ours = !candidate.present.is_empty();
    if ours || candidate.cut || candidate.card.is_some() || texts.any(|text| recognise(text).is_some()) {
        candidate.tweet = tweet_with_bar(article, Some(bar));
        candidate.photo = own_by(article, sel::PHOTO).first().and_then(|photo| photo.get_attribute("src"));
    }
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
        // What a browser translates, it puts into elements of this name: a text stays a text.
        let is_element = node.node_type() == Node::ELEMENT_NODE && node.node_name() != "FONT";
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
    // "example.com The title": the domain has no spaces.
    let label = || first(wrapper, "a[aria-label]")?.get_attribute("aria-label");
    let labelled = || Some(label()?.split_once(' ')?.1.to_owned());
    let title = lines(wrapper).get(1).and_then(|line| line.text_content()).or_else(labelled);
    let image = first(wrapper, "img[src]").and_then(|image| image.get_attribute("src"));
    let href = anchor.get_attribute("href")?;
    Some(Card { domains: domains(wrapper, &href), href, title, image })
}

/// The lines of a small card.
fn lines(wrapper: &Element) -> Vec<Element> {
    let children = |detail: Element| {
        let lines = detail.children();
        (0..lines.length()).filter_map(|at| lines.item(at)).collect::<Vec<_>>()
    };
    let mut details = all(wrapper, sel::CARD_DETAIL).into_iter().map(children);
    details.find(|lines| lines.len() > 1).unwrap_or_else(|| all(wrapper, sel::CARD_LINE))
}

/// What may be the domain that a card shows: the first line of a small one, the first word of a large one's label,
/// and the words of the link that stands after a large one without a headline ("From example.com", translated).
fn domains(wrapper: &Element, href: &str) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(lines(wrapper).first().and_then(|line| line.text_content()));
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
    let texts = by(article, sel::TEXT, |text| is_nearest(article, text) && is_quoted(article, text));
    let links = texts.iter().flat_map(|text| {
        let mut found = sel::QUOTED_LINK.iter().map(|way| all(text, way));
        found.find(|some| !some.is_empty()).unwrap_or_default()
    });
    links.take(LINKS).filter_map(|span| link(&span)).map(|link| link.text).collect()
}

/// The links of the tweets that an Article shows between its paragraphs. One with an action bar of its own has a
/// button of its own there.
fn embedded(article: &Element) -> Vec<String> {
    let tweets =
        all(article, sel::ARTICLE).into_iter().take(LINKS).filter(|inside| action_bar(inside).is_none());
    let anchors = tweets.flat_map(|tweet| own_by(&tweet, sel::TEXT)).flat_map(|text| all(&text, "a[href]"));
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
            Some(element) if matches(element, "a[href]") => vec![element.clone()],
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
