//! Our button that had the focus when X's reply box opened, and has it again when the box is gone.

use hashcart_core::tweet::TweetId;
use web_sys::{Element, FocusOptions};

use super::boxes::{is_covered, on_composer_page};
use super::host::{everywhere, is_ours, mark_of};
use super::shadow::main_of;
use crate::dom::document;
use crate::dom::wait::until;

/// How long X's box may take to come, in milliseconds.
const COMES_MS: u32 = 15_000;
/// How long it may stand there: a little longer than a filled box waits for its user.
const STANDS_MS: u32 = 35 * 60_000;

/// A button to come back to.
#[derive(Debug)]
pub struct FocusAnchor {
    host: Element,
    tweet: TweetId,
}

impl FocusAnchor {
    /// The button of ours that has the focus now.
    #[must_use]
    pub fn here() -> Option<Self> {
        let host = document()?.active_element().filter(is_ours)?;
        let tweet = mark_of(&host)?.tweet().clone();
        Some(Self { host, tweet })
    }

    /// Gives the focus back once X's box has come and gone, unless the user went on elsewhere in the meantime.
    pub async fn give_back(self) {
        let gone = |host: &Element| !has_focus(host) || is_covered(host) || on_composer_page();
        if until(COMES_MS, || gone(&self.host).then_some(())).await.is_err() {
            return;
        }
        // X may have drawn the post anew, with another host.
        let back = until(STANDS_MS, || {
            let host = if self.host.is_connected() { Some(self.host.clone()) } else { self.drawn_anew() };
            host.filter(|host| !is_covered(host) && !on_composer_page())
        });
        let main = back.await.ok().filter(|_| nothing_has_focus());
        if let Some(main) = main.as_ref().and_then(main_of) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Focus is refused only for what is not rendered.
            let _ = main.focus_with_options(&options);
        }
    }

    fn drawn_anew(&self) -> Option<Element> {
        everywhere().into_iter().find(|host| mark_of(host).is_some_and(|mark| *mark.tweet() == self.tweet))
    }
}

fn has_focus(host: &Element) -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|active| active.is_same_node(Some(host)))
}

/// Whether the page has the focus and none of its elements.
fn nothing_has_focus() -> bool {
    document().is_some_and(|document| {
        let body = document.body();
        let active = document.active_element();
        active.is_none_or(|active| body.is_some_and(|body| active.is_same_node(Some(&body))))
    })
}
