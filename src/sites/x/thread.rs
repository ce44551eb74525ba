//! Which tweet another one answers, told by where both stand on a tweet's own page.

use hashcart_core::tweet::{TweetId, parse_status_path};
use web_sys::Element;

use super::extract::tweet_ref;
use super::selectors as sel;
use crate::dom::{closest, first, window};

/// The tweet whose page this is, if this one answers it directly: it stands at the beginning of a thread, and a thread
/// begins after the tweet of the page, or after the empty cell that ends the thread before.
#[must_use]
pub fn answers(article: &Element) -> Option<TweetId> {
    let (_, page) = parse_status_path(&window()?.location().pathname().ok()?)?;
    let before = closest(article, sel::CELL)?.previous_element_sibling()?;
    let begins = match first(&before, sel::ARTICLE) {
        Some(above) => tweet_ref(&above)?.id == page,
        None => before.text_content().is_some_and(|text| text.trim().is_empty()) && is_below(&before, &page),
    };
    begins.then_some(page)
}

/// Whether the tweet of the page stands somewhere above. What it answers itself stands above it.
fn is_below(cell: &Element, page: &TweetId) -> bool {
    let mut at = cell.previous_element_sibling();
    while let Some(cell) = at {
        if first(&cell, sel::ARTICLE).and_then(|above| tweet_ref(&above)).is_some_and(|it| it.id == *page) {
            return true;
        }
        // Under a heading follows what answers nothing.
        if first(&cell, sel::HEADING).is_some() {
            return false;
        }
        at = cell.previous_element_sibling();
    }
    false
}
