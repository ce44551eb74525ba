//! Watches the page for tweets that came, changed or lost something.
//!
//! One observer for the whole document. Its callback runs in the task that changed the page, before the browser
//! paints, so a button appears in the same frame as its tweet. What is too much for one frame waits for the next.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Set};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, MutationObserverInit, MutationRecord, NodeList};

use super::host::is_ours;
use super::selectors::{ARTICLE, ARTICLE_SIGNS};
use crate::dom::{Observer, all, closest, count, elements, first, matches};
use crate::timer::Timer;

/// Tweets handled in one frame. X keeps some twenty of them in the page at a time.
const SLICE: usize = 40;
/// Above this many records a look at the whole page is cheaper than a look at each.
const HUGE: u32 = 1000;

/// The watch over a document; dropped, it ends.
#[must_use = "the watch ends when it is dropped"]
#[derive(Debug)]
pub struct Timeline {
    _observer: Observer,
}

struct Watch {
    document: Document,
    on_tweet: Box<dyn Fn(&Element)>,
    /// Tweets that did not fit into their frame.
    rest: RefCell<Vec<Element>>,
    next: RefCell<Option<Timer>>,
}

impl Timeline {
    /// Calls `on_tweet` for every tweet on the page, now and whenever one is added or changed.
    ///
    /// # Errors
    /// The browser's exception, when it refuses to observe the document.
    pub fn watch(document: &Document, on_tweet: impl Fn(&Element) + 'static) -> Result<Self, JsValue> {
        let watch = Rc::new(Watch {
            document: document.clone(),
            on_tweet: Box::new(on_tweet),
            rest: RefCell::default(),
            next: RefCell::default(),
        });
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        // React reuses a tweet's element for another tweet by changing the addresses in it.
        options.set_attribute_filter(&Array::of1(&JsValue::from_str("href")));
        let observing = Rc::clone(&watch);
        let observer = Observer::watch(document, &options, move |records| observing.changed(&records))?;
        watch.handle(watch.everything());
        Ok(Self { _observer: observer })
    }
}

impl Watch {
    fn everything(&self) -> Vec<Element> {
        self.document.query_selector_all(ARTICLE).map(|list| elements(&list).collect()).unwrap_or_default()
    }

    fn changed(self: &Rc<Self>, records: &Array) {
        if records.length() > HUGE {
            return self.handle(self.everything());
        }
        let tweets = Set::new(&JsValue::UNDEFINED);
        for record in records.iter() {
            // An observer is told of nothing else.
            collect(record.unchecked_ref::<MutationRecord>(), &tweets);
        }
        if tweets.size() > 0 {
            self.handle(Array::from(&tweets).iter().map(JsCast::unchecked_into).collect());
        }
    }

    fn handle(self: &Rc<Self>, mut tweets: Vec<Element>) {
        let rest = tweets.split_off(tweets.len().min(SLICE));
        for tweet in tweets {
            if tweet.is_connected() {
                (self.on_tweet)(&tweet);
            }
        }
        self.rest.borrow_mut().extend(rest);
        if !self.rest.borrow().is_empty() && self.next.borrow().is_none() {
            let later = Rc::clone(self);
            self.next.replace(Some(Timer::after(0, move || {
                later.next.take();
                let rest = later.rest.take();
                later.handle(rest);
            })));
        }
    }
}

/// Adds the tweets that a change concerns.
fn collect(record: &MutationRecord, tweets: &Set) {
    let Some(target) = record.target().and_then(|node| node.dyn_into::<Element>().ok()) else { return };
    let mut around = Vec::new();
    // An Article shows tweets inside itself.
    let mut at = closest(&target, ARTICLE);
    while let Some(article) = at {
        at = article.parent_element().and_then(|parent| closest(&parent, ARTICLE));
        around.push(article);
    }
    let added = record.added_nodes();
    // Where nothing came in, something of the tweet's own changed or went.
    let ours_only = || record.removed_nodes().length() == 0 && all_ours(&added);
    if !around.is_empty() && !ours_only() {
        for article in &around {
            tweets.add(article);
        }
    }
    for node in elements(&added) {
        if matches(&node, ARTICLE) {
            tweets.add(&node);
        } else if node.child_element_count() > 0 {
            tweets_in(&node).iter().for_each(|article| {
                tweets.add(article);
            });
        }
    }
}

/// The tweets in what came in: mostly a place with one.
fn tweets_in(node: &Element) -> Vec<Element> {
    // One sign at a time is quicker than all of them together.
    let counts: Vec<u32> = ARTICLE_SIGNS.iter().map(|sign| count(node, sign)).collect();
    if counts.iter().all(|count| *count == 0) {
        Vec::new()
    } else if counts.iter().all(|count| *count == 1) {
        // The same has both, or one that has the first stands beside one that has the second.
        let found = first(node, ARTICLE);
        let both = found.as_ref().is_some_and(|it| ARTICLE_SIGNS.iter().all(|sign| matches(it, sign)));
        if both { found.into_iter().collect() } else { all(node, ARTICLE) }
    } else {
        all(node, ARTICLE)
    }
}

/// Whether a change is nothing but our own elements coming in.
fn all_ours(added: &NodeList) -> bool {
    added.length() > 0 && elements(added).all(|element| is_ours(&element))
}
