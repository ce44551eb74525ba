//! Which button stands in which tweet: looked at, put there, put right, taken away.

use std::cell::{Cell, RefCell};

use hashcart_core::item::ItemKey;
use hashcart_core::mark::ButtonMark;
use hashcart_core::message::{Recall, Recalled};
use hashcart_core::records::Area;
use hashcart_core::scan::{Candidate, Offer, ScanPlan, plan};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Window};

use super::buttons::{self, face, repaint};
use super::lazy::{self, LazyTask};
use super::{answered, insights, settle, short_links};
use crate::app::recall::{StoredRecord, all_missing, look_up};
use crate::app::{report, report_fault};
use crate::dom::{Observer, closest, elements};
use crate::sites::x::extract::{self, Reading};
use crate::sites::x::selectors::{ARTICLE, MORE};
use crate::sites::x::theme::{self, Theme};
use crate::sites::x::{button, host};
use crate::webext::{private, runtime};

thread_local! {
    static THEME: Cell<Option<Theme>> = const { Cell::new(None) };
    /// Lives as long as the page.
    static THEME_WATCH: RefCell<Option<Observer>> = const { RefCell::new(None) };
}

/// Puts right what stands in one tweet.
pub(super) fn look_at(window: &Window, document: &Document, article: &Element) -> Result<(), JsValue> {
    settle::look_at(article);
    insights::look_at(article);
    if !extract::is_worth_reading(article, |address| short_links::with(|leads| leads.knows(address))) {
        return Ok(());
    }
    let Reading { candidate, bar, hosts, dead } = extract::read(article);
    let plan = short_links::with(|leads| plan(&candidate, leads));
    short_links::ask_behind(&candidate, look_at_learned);
    let has_button =
        matches!(plan, ScanPlan::Place(_)) || (plan == ScanPlan::Keep && !candidate.present.is_empty());
    // Where no button of ours belongs, what looks like one is the page's own affair: touching it would tell of us.
    if has_button && !dead.is_empty() {
        if !runtime::alive() {
            // A newer program has taken over this page, and these are its hosts.
            hosts.iter().for_each(button::retire);
            return Ok(());
        }
        dead.iter().for_each(button::retire);
    }
    if plan == ScanPlan::Keep {
        return Ok(());
    }
    // X took away what was pressed, as its translation of a post does: what was begun there goes on.
    let shown = if let ScanPlan::Place(offer) = &plan { Some(offer) } else { None };
    if is_going_on(&candidate, shown) {
        return Ok(());
    }
    // The same tweet, of which more is known now: whoever has the focus on its button keeps it.
    if let (ScanPlan::Place(offer), [host], [present]) =
        (&plan, hosts.as_slice(), candidate.present.as_slice())
        && present.in_place
        && present.mark.as_ref().is_some_and(|mark| mark.tweet() == offer.mark.tweet())
    {
        button::rename(host, &offer.mark);
        button::paint(host, &face(offer))?;
        ask_list(offer);
        return Ok(());
    }
    hosts.iter().for_each(button::retire);
    let (ScanPlan::Place(offer), Some(bar)) = (plan, bar) else { return Ok(()) };
    let theme = current_theme(window, document);
    button::mount(&bar, &offer.mark, theme, &face(&offer))?;
    answered::ask_about(&offer);
    ask_list(&offer);
    short_links::ask_page(&candidate, &offer, look_at_learned);
    if short_links::is_first_button() {
        look_at_cut();
    }
    Ok(())
}

/// Whether the one button there is the tweet's, where it belongs, and something is going on at it that the post does not
/// show any more.
fn is_going_on(candidate: &Candidate, shown: Option<&Offer>) -> bool {
    let (Some(tweet), [present]) = (&candidate.tweet, candidate.present.as_slice()) else { return false };
    let own = present.mark.as_ref().is_some_and(|mark| *mark.tweet() == tweet.id);
    own && present.in_place && buttons::is_left_out(&tweet.id, shown)
}

/// Looks again at the tweets whose product was not known, when more may be known now.
fn look_at_open() {
    look_again(|mark| mark.is_open() && !buttons::is_busy_with_link(mark.tweet()));
}

/// Looks again at the tweets whose text is cut, when more may be known now.
fn look_at_cut() {
    let Some((window, document)) = crate::dom::window().zip(crate::dom::document()) else { return };
    let cut = document.query_selector_all(MORE).map(|list| elements(&list).collect::<Vec<_>>());
    for article in cut.unwrap_or_default().iter().filter_map(|more| closest(more, ARTICLE)) {
        if let Err(error) = look_at(&window, &document, &article) {
            report("a button could not be placed", crate::webext::words(&error));
        }
    }
}

/// Looks again at the tweets with a button whose mark is wanted.
pub(super) fn look_again(wanted: impl Fn(&ButtonMark) -> bool) {
    let Some(document) = crate::dom::document() else { return };
    let Some(window) = crate::dom::window() else { return };
    for host in host::everywhere() {
        if host::mark_of(&host).is_some_and(|mark| wanted(&mark))
            && let Some(article) = closest(&host, ARTICLE)
            && let Err(error) = look_at(&window, &document, &article)
        {
            report("a button could not be placed", crate::webext::words(&error));
        }
    }
}

/// The theme, looked up for the first button and then kept current.
fn current_theme(window: &Window, document: &Document) -> Theme {
    if let Some(theme) = THEME.get() {
        return theme;
    }
    let now = theme::now(window, document);
    THEME.set(Some(now));
    let (window, watched) = (window.clone(), document.clone());
    let watch = theme::watch(document, move || {
        let now = theme::now(&window, &watched);
        THEME.set(Some(now));
        button::set_theme(now);
    });
    match watch {
        Ok(Some(observer)) => THEME_WATCH.set(Some(observer)),
        Ok(None) => {}
        Err(error) => report("the theme is not watched", crate::webext::words(&error)),
    }
    now
}

/// Looks again where more may be known now.
fn look_at_learned() {
    look_at_open();
    look_at_cut();
    insights::again();
}

/// Looks up products that this page has not shown before.
fn ask_list(offer: &Offer) {
    let new = buttons::unknown(offer);
    if (new.items.is_empty() && new.links.is_empty()) || !runtime::alive() {
        return;
    }
    if private::is_here() {
        return lazy::run(LazyTask::AskPrivate(new));
    }
    spawn_local(async move {
        match look_up(Area::Disk, &new).await {
            Ok(found) => hear(found),
            Err(fault) => report_fault("the list could not be read", &fault),
        }
    });
}

/// Asks for what is kept for private windows.
pub(super) async fn ask_private(new: Recall) {
    match runtime::ask(new).await {
        Ok(found) => take_in(found),
        Err(fault) => report_fault("the list could not be read", &fault),
    }
}

/// Takes in records that are new, of what this page shows. What is in the list is read by the part that comes later: most
/// of what people scroll past is in none.
pub(super) fn hear(records: Vec<StoredRecord>) {
    let records: Vec<StoredRecord> =
        records.into_iter().filter(|(name, _)| buttons::is_asked(name)).collect();
    match all_missing(&records) {
        Some(none) if none.items.is_empty() => {}
        Some(none) => take_in(none),
        None => lazy::run(LazyTask::ReadRecords(records)),
    }
}

/// Takes in what the list says now, and repaints the buttons it concerns.
pub(super) fn take_in(news: Recalled) {
    let touched: Vec<ItemKey> = news.items.iter().map(|(key, _)| key.clone()).collect();
    settle::take_in(&news.items);
    for (product, item) in news.items {
        buttons::take_in(product, item);
    }
    if !news.leads.is_empty() {
        short_links::learn(news.leads.into_iter().map(|(link, url)| (link.url(), url)));
        look_at_open();
    }
    let named = |mark: &ButtonMark, key: &ItemKey| match key {
        ItemKey::Product(product) => mark.names(product),
        // A link's item may be shown by a button that knows its product by now.
        ItemKey::Link(_) => true,
    };
    repaint(|mark| touched.iter().any(|key| named(mark, key)));
}
