//! On the user's own posts, where insights are on and somebody has answered: how many, in the place of the button's words,
//! and who and when at a press.

use std::collections::HashSet;

use hashcart_core::message::{AskAnswers, ShowInsights};
use hashcart_core::scan::Offer;
use hashcart_core::text::Text;
use hashcart_core::tweet::{TweetId, status_url};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::lazy::{self, LazyTask};
use super::press::REST;
use super::{answers, buttons};
use crate::app::{report, report_fault};
use crate::sites::x::host;
use crate::sites::x::popover::{self, PopoverPerson};
use crate::webext::{i18n, runtime};

/// How many people are named by the button: what a small window has room for.
const NAMED: usize = 5;

/// Asks, once, who answered the post that an offer is in, where it is the user's own.
pub(super) fn ask_about(offer: &Offer) {
    if let Some(post) = answers::own_post(offer).filter(answers::is_new) {
        lazy::run(LazyTask::AskAnswers(post));
    }
}

/// The user chose otherwise: what every button of the page says is looked at anew.
pub(super) fn begin_anew() {
    buttons::repaint(|_| true);
    host::everywhere().iter().filter_map(buttons::offer_of).for_each(|offer| ask_about(&offer));
}

/// Asks anew about these posts, where this page shows them.
pub(super) fn refresh(posts: &HashSet<TweetId>) {
    answers::asked()
        .into_iter()
        .filter(|id| posts.contains(id))
        .for_each(|post| lazy::run(LazyTask::AskAnswers(post)));
}

pub(super) fn ask(post: TweetId) {
    if !runtime::alive() {
        return;
    }
    spawn_local(async move {
        match runtime::ask(AskAnswers { post: post.clone() }).await {
            Ok(told) => {
                if answers::take_in(post.clone(), told) {
                    buttons::repaint(|mark| *mark.tweet() == post);
                }
            }
            Err(fault) => report_fault("who answered was not told", &fault),
        }
    });
}

/// Shows by the button who answered, and when.
pub(super) fn show(host: &Element, offer: &Offer) {
    let (Some(people), Some(post)) = (answers::people(offer), answers::own_post(offer)) else { return };
    let named = answers::of(&post).unwrap_or_default().named.into_iter().take(NAMED);
    let language = i18n::say(&Text::LOCALE);
    let lines = named.map(|(handle, reply)| PopoverPerson {
        name: format!("@{handle}"),
        url: status_url(handle.as_str(), &reply),
        when: reply.posted_at().map_or_else(String::new, |at| {
            let date = js_sys::Date::new(&at.into());
            String::from(date.to_locale_string(&language, &wasm_bindgen::JsValue::UNDEFINED))
        }),
    });
    let title = i18n::say(&Text::answered_people(people));
    let rest = i18n::say(&Text::ANSWERED_REST);
    if let Err(error) = popover::people(host, &title, &lines.collect::<Vec<_>>(), (REST, &rest)) {
        report("who answered could not be shown", crate::webext::words(&error));
    }
}

/// Opens the page with the rest.
pub(super) fn open(offer: &Offer) {
    popover::hide_open();
    let Some(post) = answers::own_post(offer) else { return };
    spawn_local(async move {
        if let Err(fault) = runtime::ask(ShowInsights { post }).await {
            report_fault("the insights page was not opened", &fault);
        }
    });
}
