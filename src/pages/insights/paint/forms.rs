//! Paints the views in which there is something to fill in: the draw, where to find more, the user's own post, the data.

use hashcart_core::insights::{DAYS, Draw, DrawEntry, DrawError, DrawFault, Pool};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::reply::hashtag;
use hashcart_core::text::Text;
use wasm_bindgen::prelude::*;
use web_sys::HtmlInputElement;

use super::make::{Pen, named};
use super::tables::{coverage_words, post_choices, post_name};
use crate::pages::Texts;
use crate::pages::insights::InsightsPage;
use crate::pages::insights::promote::{CHECKED_POSTS, Checked, check, check_post, is_undisclosed};
use crate::pages::kit::{KEY, by_id, cloned, fill, slot};
use crate::sites::x::addresses;

pub(super) fn draw(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let form = &state.draw;
    pen.choices("draw-post", &post_choices(state, pen), form.post.as_ref().map_or("", |id| id.as_str()))?;
    let blocked: Vec<String> = form.blocked(&state.draws).iter().map(|it| format!("@{it}")).collect();
    for (id, value) in [
        ("draw-cutoff", &form.cutoff),
        ("draw-winners", &form.winners),
        ("draw-alternates", &form.alternates),
        ("draw-seed", &form.seed),
        ("draw-blocked", form.blocked.as_ref().unwrap_or(&blocked.join(" "))),
        ("draw-check", &form.record),
    ] {
        pen.field(id, value)?;
    }
    by_id(pen.document, "draw-again")?.dyn_into::<HtmlInputElement>()?.set_checked(form.again);
    let drawn = form.drawn.as_ref().and_then(|drawn| drawn.as_ref().ok());
    // Beside what was drawn stands who took part in that.
    let shown = drawn.map(|draw| &draw.pool).or(form.pool.as_ref());
    pen.hide("pool", shown.is_none())?;
    if let Some(shown) = shown {
        pool(shown, pen)?;
    }
    let go = by_id(pen.document, "draw-go")?;
    let can = form.pool.as_ref().is_some_and(|pool| !pool.entries.is_empty());
    go.set_attribute("aria-disabled", if can { "false" } else { "true" })?;
    let fault = match &form.drawn {
        Some(Err(DrawError::Seed)) => pen.text(&Text::INSIGHTS_DRAW_SEED),
        Some(Err(DrawError::NoWinners)) => pen.text(&Text::INSIGHTS_DRAW_NO_WINNERS),
        Some(Err(DrawError::NoEntries)) => pen.text(&Text::INSIGHTS_DRAW_NO_ENTRIES),
        Some(Ok(_)) | None => String::new(),
    };
    pen.set("draw-fault", &fault)?;
    pen.hide("drawn-inside", drawn.is_none())?;
    pen.hide("record", drawn.is_none())?;
    if let Some(drawn) = drawn {
        result(drawn, pen)?;
    }
    let checked = match &form.checked {
        None => String::new(),
        Some(Err(line)) => pen.text(&Text::insights_no_record(*line)),
        Some(Ok(Ok(entries))) => pen.text(&Text::insights_record_good(*entries)),
        Some(Ok(Err(fault))) => pen.text(&match fault {
            DrawFault::List => Text::INSIGHTS_RECORD_LIST,
            DrawFault::Hash => Text::INSIGHTS_RECORD_HASH,
            DrawFault::Drawn => Text::INSIGHTS_RECORD_DRAWN,
            DrawFault::Late => Text::INSIGHTS_RECORD_LATE,
        }),
    };
    let is_wrong = matches!(form.checked, Some(Err(_) | Ok(Err(_))));
    by_id(pen.document, "checked")?.class_list().toggle_with_force("wrong", is_wrong)?;
    pen.set("checked", &checked)
}

fn pool(pool: &Pool, pen: Pen<'_>) -> Result<(), JsValue> {
    pen.set("pool-coverage", &coverage_words(pool.coverage, pen))?;
    pen.hide("pool-not-all", pool.coverage.is_all())?;
    pen.set("pool-entries", &pen.text(&Text::insights_entries(pool.entries.len())))?;
    let excluded = pool.excluded;
    let lines = pen.fragment();
    for (count, line) in [
        (excluded.own, Text::insights_out_own(excluded.own)),
        (excluded.blocked, Text::insights_out_blocked(excluded.blocked)),
        (excluded.earlier, Text::insights_out_earlier(excluded.earlier)),
        (excluded.late, Text::insights_out_late(excluded.late)),
        (excluded.unplaced, Text::insights_out_unplaced(excluded.unplaced)),
    ] {
        if count > 0 {
            lines.append_child(&*pen.element("li", &pen.text(&line))?)?;
        }
    }
    fill(pen.document, "pool-excluded", &lines)?;
    pen.set("pool-hash", &pen.text(&Text::insights_hash(&pool.hash)))
}

fn result(drawn: &Draw, pen: Pen<'_>) -> Result<(), JsValue> {
    let list = |id: &str, entries: &[DrawEntry]| -> Result<(), JsValue> {
        let rows = pen.fragment();
        for entry in entries {
            let line = pen.element("li", "")?;
            let link = pen.link(&format!("https://x.com/{}/status/{}", entry.handle, entry.reply), "")?;
            link.append_child(&*pen.element("bdi", &format!("@{}", entry.handle))?)?;
            line.append_child(&link)?;
            rows.append_child(&line)?;
        }
        fill(pen.document, id, &rows)
    };
    list("drawn-winners", &drawn.winners)?;
    list("drawn-alternates", &drawn.alternates)?;
    pen.hide("drawn-alternates-title", drawn.alternates.is_empty())?;
    pen.field("record-text", &drawn.to_string())
}

pub(super) fn find(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let rows = pen.fragment();
    let row = |what: &str, words: &str, href: &str| -> Result<(), JsValue> {
        let row = cloned(pen.document, "search-row")?;
        pen.put(&row, "what", what)?;
        let link = slot(&row, "search")?;
        link.set_text_content(Some(words));
        link.set_attribute("href", href)?;
        rows.append_child(&row)?;
        Ok(())
    };
    let post = state.route.post().and_then(|id| state.summary.posts.iter().find(|post| post.id == *id));
    let under = pen.text(&Text::INSIGHTS_SEARCH_POST);
    if let Some(post) = post {
        row(&post_name(post, pen), &under, &addresses::search_under(&post.id))?;
    }
    const DAYS_BACK: f64 = 30.0 * 86_400_000.0;
    let from = state.now - DAYS_BACK;
    for own in state.own() {
        for tag in ["#AmazonCart", "#AmazonBasket"] {
            let words = pen.text(&Text::insights_search_tag(tag));
            row(&format!("@{own}"), &words, &addresses::search_to(tag, own, from, state.now))?;
        }
    }
    // One search for each of the newest posts: under a post X shows replies that it leaves out of others.
    for other in state.summary.posts.iter().filter(|it| post.is_none_or(|post| post.id != it.id)).take(10) {
        row(&post_name(other, pen), &under, &addresses::search_under(&other.id))?;
    }
    pen.hide("find-accounts", !state.own().is_empty())?;
    fill(pen.document, "searches", &rows)
}

/// The words of the user's own post: those that were written, or ours, and the link.
#[must_use]
pub fn call_words(state: &InsightsPage, texts: Texts<'_>) -> String {
    let link = state.link.trim();
    match &state.call {
        Some(words) if link.is_empty() || words.contains(link) => words.clone(),
        Some(words) => format!("{words}\n{link}"),
        None => {
            let words = texts(&Text::insights_call(hashtag(store(state))));
            if link.is_empty() { words } else { format!("{words}\n{link}") }
        }
    }
}

/// The store whose hashtag is said: that of the link, or the one that was chosen.
fn store(state: &InsightsPage) -> Option<Marketplace> {
    match check(&state.link) {
        Some(Checked::Product(product)) => Some(product.marketplace),
        _ => state.store,
    }
}

pub(super) fn promote(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let stores = Marketplace::ALL.iter().filter(|store| store.is_open());
    let stores: Vec<_> = stores.map(|store| (store.domain().to_owned(), store.domain().to_owned())).collect();
    pen.choices("call-store", &stores, store(state).unwrap_or(Marketplace::Com).domain())?;
    pen.field("call-link", &state.link)?;
    let words = call_words(state, pen.texts);
    pen.field("call-words", &words)?;
    by_id(pen.document, "call-open")?.set_attribute("href", &addresses::compose_url(&words))?;
    let checked = check(&state.link);
    let mut says = Vec::new();
    match &checked {
        None => {}
        Some(Checked::Product(_)) => says.push(Text::INSIGHTS_LINK_PRODUCT),
        Some(Checked::Short) => says.push(Text::INSIGHTS_LINK_SHORT),
        Some(Checked::Unknown) => says.push(Text::INSIGHTS_LINK_UNKNOWN),
    }
    if is_undisclosed(&state.link, &words) {
        says.push(Text::INSIGHTS_LINK_TAG);
    }
    let lines = pen.fragment();
    for line in &says {
        lines.append_child(&*pen.element("li", &pen.text(line))?)?;
    }
    fill(pen.document, "link-says", &lines)?;
    pen.hide("link-says", says.is_empty())?;
    let rows = pen.fragment();
    let posts = state.summary.posts.iter().filter_map(|post| Some((post, check_post(post)?)));
    for (post, said) in posts.take(CHECKED_POSTS) {
        let row = cloned(pen.document, "checked-row")?;
        slot(&row, "row")?.set_attribute(KEY, post.id.as_str())?;
        let name = slot(&row, "post")?;
        name.set_text_content(Some(&post_name(post, pen)));
        name.set_attribute("href", &post.url())?;
        pen.put(&row, "words", post.shape.as_ref().map_or("", |shape| &shape.words))?;
        pen.put(&row, "check", &pen.text(&said))?;
        rows.append_child(&row)?;
    }
    pen.hide("own-posts", !rows.has_child_nodes())?;
    fill(pen.document, "checked-posts", &rows)?;
    let product = match checked {
        Some(Checked::Product(product)) => Some(product),
        _ => None,
    };
    pen.hide("link-leads", product.is_none())?;
    if let Some(product) = product {
        by_id(pen.document, "link-product")?.set_attribute("href", &product.url())?;
        by_id(pen.document, "link-reviews")?.set_attribute("href", &product.reviews_url())?;
    }
    Ok(())
}

pub(super) fn data(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let rows = pen.fragment();
    for own in state.own() {
        let row = cloned(pen.document, "account-row")?;
        slot(&row, "row")?.set_attribute(KEY, own.as_str())?;
        pen.put(&row, "handle", &format!("@{own}"))?;
        let remove = slot(&row, "remove")?;
        remove.set_attribute(KEY, own.as_str())?;
        remove.set_text_content(Some(&pen.text(&Text::INSIGHTS_REMOVE)));
        remove.set_attribute("aria-label", &pen.text(&Text::insights_remove_account(&named(own))))?;
        rows.append_child(&row)?;
    }
    fill(pen.document, "accounts", &rows)?;
    let viewer = state.viewer.as_ref().filter(|viewer| !state.own().iter().any(|own| own.is(viewer)));
    pen.hide("viewer", viewer.is_none())?;
    if let Some(viewer) = viewer {
        pen.set("viewer-text", &pen.text(&Text::insights_viewer(&named(viewer))))?;
    }
    pen.field("account", &state.account)?;
    pen.hide("on", state.is_on())?;
    pen.hide("off", !state.is_on())?;
    by_id(pen.document, "on")?
        .set_attribute("aria-disabled", if state.own().is_empty() { "true" } else { "false" })?;
    pen.hide("needs-account", !state.own().is_empty())?;
    pen.hide("rest", state.is_new())?;
    let days: Vec<_> = DAYS
        .iter()
        .map(|days| {
            let words =
                if *days == 0 { Text::INSIGHTS_FOR_EVER } else { Text::insights_keep_days(*days as usize) };
            (days.to_string(), pen.text(&words))
        })
        .collect();
    let chosen = state.choices.as_ref().map_or_else(String::new, |choices| choices.days.to_string());
    pen.choices("days", &days, &chosen)
}
