//! A tweet's action bar: where our button sits, and X's reply button in it.

use web_sys::Element;

use super::own::own;
use super::selectors as sel;
use crate::dom::{all, closest, first, matches};

/// What can be pressed at `element`: itself, or the button in it. X has put signs on both.
pub(super) fn button_of(element: &Element) -> Option<Element> {
    if matches(element, sel::BUTTON) {
        return Some(element.clone());
    }
    first(element, sel::BUTTON)
}

/// The first button under `root` that a selector finds. What has the sign and no button is something else.
pub(super) fn button_in(root: &Element, selector: &'static str) -> Option<Element> {
    all(root, selector).iter().find_map(button_of)
}

/// The bar a button sits in: the tweet's last that has a reply button. (An Article's page has a second bar on top.)
#[must_use]
pub fn action_bar(article: &Element) -> Option<Element> {
    by_reply(article).or_else(|| by_others(article)).map(|(bar, _)| bar)
}

/// The button that opens X's reply box for this tweet.
#[must_use]
pub fn reply_button(article: &Element) -> Option<Element> {
    by_reply(article).or_else(|| by_others(article)).map(|(_, reply)| reply)
}

fn by_reply(article: &Element) -> Option<(Element, Element)> {
    let signs = all(article, sel::REPLY);
    let mut last_first = signs.iter().rev().filter(|sign| own(article, sign));
    let bar = last_first.find_map(|sign| around(article, &button_of(sign)?))?;
    let reply = button_in(&bar, sel::REPLY)?;
    Some((bar, reply))
}

/// Without its own sign, the reply button is the one before that for reposts, at the beginning of a bar that has one for
/// likes as well. Nothing less is pressed: another button does other things in the user's name.
fn by_others(article: &Element) -> Option<(Element, Element)> {
    let signs = all(article, sel::RETWEET);
    let mut last_first = signs.iter().rev().filter(|sign| own(article, sign));
    last_first.find_map(|sign| {
        let repost = button_of(sign)?;
        let bar = around(article, &repost)?;
        let like = button_in(&bar, sel::LIKE)?;
        let mut buttons = all(&bar, sel::BUTTON).into_iter();
        let (reply, second) = (buttons.next()?, buttons.next()?);
        let known = second.is_same_node(Some(&repost)) && !like.is_same_node(Some(&repost));
        let other = [sel::RETWEET, sel::LIKE].iter().any(|known| closest(&reply, known).is_some());
        (known && !other).then_some((bar, reply))
    })
}

/// The bar around one of its buttons: the nearest group with another button in it, or where X has lost the group the
/// nearest element with three. Where the author's name is, the bar is over.
fn around(article: &Element, button: &Element) -> Option<Element> {
    let mut at = button.parent_element();
    while let Some(element) = at {
        if element.is_same_node(Some(article)) || first(&element, sel::USER_NAME).is_some() {
            return None;
        }
        let buttons = all(&element, sel::BUTTON).len();
        if buttons > 2 || (buttons > 1 && matches(&element, sel::GROUP)) {
            return Some(element);
        }
        at = element.parent_element();
    }
    None
}
