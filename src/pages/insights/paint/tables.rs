//! Paints the views that are tables: posts, products, people, two side by side, and whom to thank.

use hashcart_core::insights::{AudienceGroup, Comparison, Coverage};
use hashcart_core::product::ProductKey;
use hashcart_core::text::Text;
use wasm_bindgen::prelude::*;

use super::make::{Pen, named, unknown};
use crate::pages::insights::compare::Period;
use crate::pages::insights::rows::{Column, PostRow, PostSort, ReplyRow};
use crate::pages::insights::{Counting, InsightsPage, ROWS, Tab, address};
use crate::pages::kit::{KEY, by_id, cloned, fill, slot};
use crate::sites::x::addresses;

/// How many replies of one person are shown as dates; of the rest the number is said.
const REPLIES: usize = 20;

/// How a post is named: by its author and its day.
pub(super) fn post_name(post: &PostRow, pen: Pen<'_>) -> String {
    let day = post.at.or(post.first).map_or_else(unknown, |at| pen.day(at));
    match &post.author {
        Some(author) => pen.text(&Text::insights_post_by(&named(author), &day)),
        None => pen.text(&Text::insights_post_of(&day)),
    }
}

fn title(state: &InsightsPage, product: &ProductKey) -> String {
    let own = state.titles.get(product).or_else(|| state.sold.get(product));
    own.cloned().unwrap_or_else(|| product.asin.to_string())
}

pub(super) fn coverage_words(coverage: Coverage, pen: Pen<'_>) -> String {
    match coverage.about {
        None => pen.text(&Text::insights_seen(coverage.seen)),
        Some(about) if coverage.is_all() && about > 0 => pen.text(&Text::insights_seen_all(coverage.seen)),
        Some(about) => {
            pen.text(&Text::insights_seen_of(coverage.seen, usize::try_from(about).unwrap_or(usize::MAX)))
        }
    }
}

fn more(id: &str, count: usize, pen: Pen<'_>) -> Result<(), JsValue> {
    pen.hide(id, count == 0)?;
    let next = count.min(ROWS);
    by_id(pen.document, id)?.set_text_content(Some(&pen.text(&Text::insights_show_more(next))));
    Ok(())
}

pub(super) fn posts(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let (posts, left) = state.shown_posts();
    pen.hide("no-posts", !posts.is_empty())?;
    pen.hide("posts-table", posts.is_empty())?;
    pen.hide("coverage-hint", posts.is_empty())?;
    let sort = state.sort.unwrap_or(PostSort { by: Column::Posted, down: true });
    for column in Column::ALL {
        let button = pen.document.query_selector(&format!("thead [{KEY}={}]", column.name()))?;
        let Some(head) = button.and_then(|button| button.parent_element()) else { continue };
        if *column == sort.by {
            head.set_attribute("aria-sort", if sort.down { "descending" } else { "ascending" })?;
        } else {
            head.remove_attribute("aria-sort")?;
        }
    }
    let rows = pen.fragment();
    for post in posts {
        let row = cloned(pen.document, "post-row")?;
        slot(&row, "row")?.set_attribute(KEY, post.id.as_str())?;
        let name = slot(&row, "post")?;
        name.set_text_content(Some(&post_name(post, pen)));
        name.set_attribute("href", &post.url())?;
        if let Some(at) = post.at {
            name.set_attribute("title", &pen.full(at))?;
        }
        pen.put(&row, "words", post.shape.as_ref().map_or("", |shape| &shape.words))?;
        let what: Vec<String> = post.products.iter().map(|product| title(state, product)).collect();
        pen.put(&row, "what", &what.join(" · "))?;
        pen.put(&row, "people", &pen.number(post.people))?;
        pen.put(&row, "replies", &pen.number(post.replies))?;
        let rate = slot(&row, "rate")?;
        rate.set_text_content(Some(&pen.rate(post.rate)));
        if post.views.is_some() {
            rate.set_attribute("title", &pen.text(&Text::insights_views(&pen.big(post.views))))?;
        }
        pen.date(&slot(&row, "first")?, post.first)?;
        pen.date(&slot(&row, "last")?, post.last)?;
        pen.put(&row, "coverage", &coverage_words(post.coverage(), pen))?;
        for tab in [Tab::Launch, Tab::Compare, Tab::Draw, Tab::Find] {
            slot(&row, tab.name())?.set_attribute("href", &address(tab, &post.id))?;
        }
        rows.append_child(&row)?;
    }
    fill(pen.document, "posts", &rows)?;
    more("more-posts", left, pen)
}

pub(super) fn products(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let none = state.products.is_empty();
    // What is not counted yet is not known to be none.
    pen.hide("no-products", !none || state.counting != Counting::Done)?;
    pen.hide("products-table", none)?;
    let rows = pen.fragment();
    for product in &state.products {
        let row = cloned(pen.document, "product-row")?;
        slot(&row, "row")?.set_attribute(KEY, &product.product.to_string())?;
        let name = slot(&row, "product")?;
        name.set_text_content(Some(&title(state, &product.product)));
        name.set_attribute("href", &product.product.url())?;
        pen.put(&row, "store", product.product.marketplace.domain())?;
        pen.put(&row, "people", &pen.number(product.total.people))?;
        pen.put(&row, "replies", &pen.number(product.total.replies))?;
        pen.put(&row, "posts", &pen.number(product.posts))?;
        pen.date(&slot(&row, "last")?, product.total.last)?;
        rows.append_child(&row)?;
    }
    fill(pen.document, "products", &rows)?;
    let others = state.without_product.replies;
    pen.hide("without-product", others == 0)?;
    pen.set("without-product", &pen.text(&Text::insights_without_product(others)))
}

fn group_words(group: AudienceGroup) -> Text<'static> {
    match group {
        AudienceGroup::New => Text::INSIGHTS_GROUP_NEW,
        AudienceGroup::Again => Text::INSIGHTS_GROUP_AGAIN,
        AudienceGroup::Regular => Text::INSIGHTS_GROUP_REGULAR,
        AudienceGroup::Quiet => Text::INSIGHTS_GROUP_QUIET,
    }
}

pub(super) fn people(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let (people, left) = state.shown_people();
    pen.hide("no-people", !people.is_empty() || state.folk.is_none())?;
    pen.hide("people-table", people.is_empty())?;
    let rows = pen.fragment();
    for person in people {
        let row = cloned(pen.document, "person-row")?;
        let handle = person.handle.as_str();
        slot(&row, "row")?.set_attribute(KEY, handle)?;
        slot(&row, "person")?.set_attribute("href", &person.handle.url())?;
        pen.put(&row, "handle", &format!("@{handle}"))?;
        pen.put(&row, "group", &pen.text(&group_words(person.group)))?;
        let place = slot(&row, "replies")?;
        let all = state.folk.as_ref().and_then(|folk| folk.replies.get(&person.person));
        let replies = all.map_or(&[][..], Vec::as_slice);
        for reply in replies.iter().take(REPLIES) {
            let link = pen.link(&reply.url(), "")?;
            pen.date(&link, Some(reply.at))?;
            link.set_attribute(KEY, reply.id.as_str())?;
            place.append_child(&link)?;
        }
        let others = person.total.replies.saturating_sub(REPLIES.min(replies.len()));
        if others > 0 {
            place.append_child(&*pen.element("span", &pen.text(&Text::insights_and_more(others)))?)?;
        }
        pen.put(&row, "posts", &pen.number(person.posts))?;
        pen.put(&row, "products", &pen.number(person.products))?;
        pen.date(&slot(&row, "first")?, person.total.first)?;
        let thanked = if person.thanked { Text::INSIGHTS_YES } else { Text::INSIGHTS_NOT_YET };
        pen.put(&row, "thanked", &pen.text(&thanked))?;
        let forget_button = slot(&row, "forget")?;
        forget_button.set_attribute(KEY, handle)?;
        forget_button
            .set_attribute("aria-label", &pen.text(&Text::insights_forget_person(&named(&person.handle))))?;
        rows.append_child(&row)?;
    }
    fill(pen.document, "people", &rows)?;
    more("more-people", left, pen)
}

/// The posts to choose from, the newest first: as many as a select can bear.
pub(super) fn post_choices(state: &InsightsPage, pen: Pen<'_>) -> Vec<(String, String)> {
    const MOST: usize = 500;
    let none = (String::new(), pen.text(&Text::INSIGHTS_CHOOSE_POST));
    let name = |post: &PostRow| {
        let people = pen.text(&Text::insights_people_count(post.people));
        (post.id.to_string(), pen.text(&Text::insights_choice(&post_name(post, pen), &people)))
    };
    std::iter::once(none).chain(state.summary.posts.iter().take(MOST).map(name)).collect()
}

fn verdict(verdict: Comparison) -> Text<'static> {
    match verdict {
        Comparison::TooFew => Text::INSIGHTS_TOO_FEW,
        Comparison::Alike => Text::INSIGHTS_ALIKE,
        Comparison::First => Text::INSIGHTS_FIRST_MORE,
        Comparison::Second => Text::INSIGHTS_SECOND_MORE,
    }
}

pub(super) fn compare(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let choices = post_choices(state, pen);
    for (id, post) in [("first-post", &state.two[0]), ("second-post", &state.two[1])] {
        pen.choices(id, &choices, post.as_ref().map_or("", |id| id.as_str()))?;
    }
    pen.hide("compared", state.compared.is_none())?;
    if let Some(compared) = &state.compared {
        pen.set("verdict", &pen.text(&verdict(compared.verdict)))?;
        let [one, other] = &compared.two;
        let row = |name: Text<'static>, value: &dyn Fn(&PostRow) -> String| {
            vec![pen.text(&name), value(one), value(other)]
        };
        let heads = [String::new(), post_name(one, pen), post_name(other, pen)];
        pen.table(
            "compared-table",
            &heads,
            &[
                row(Text::INSIGHTS_WORDS, &|it| {
                    it.shape.as_ref().map_or_else(unknown, |shape| shape.words.clone())
                }),
                row(Text::INSIGHTS_LINKED, &|it| {
                    it.shape.as_ref().map_or_else(unknown, |shape| {
                        pen.text(if shape.card {
                            &Text::INSIGHTS_LINK_CARD
                        } else {
                            &Text::INSIGHTS_LINK_TEXT
                        })
                    })
                }),
                row(Text::INSIGHTS_PICTURE, &|it| {
                    it.shape.as_ref().map_or_else(unknown, |shape| {
                        pen.text(if shape.photo { &Text::INSIGHTS_YES } else { &Text::INSIGHTS_NO })
                    })
                }),
                row(Text::INSIGHTS_PEOPLE, &|it| pen.number(it.people)),
                row(Text::INSIGHTS_VIEWS_NAME, &|it| pen.big(it.views)),
                row(Text::INSIGHTS_RATE, &|it| pen.rate(it.rate)),
                row(Text::INSIGHTS_WEEKDAY, &|it| pen.weekday(it.at)),
                row(Text::INSIGHTS_HOUR, &|it| pen.hour(it.at)),
                row(Text::INSIGHTS_COVERAGE, &|it| coverage_words(it.coverage(), pen)),
            ],
        )?;
    }
    let heads =
        [Text::INSIGHTS_PERIOD_NAME, Text::INSIGHTS_NOW, Text::INSIGHTS_BEFORE, Text::INSIGHTS_DIFFERENCE];
    let row = |period: &Period| {
        let difference = match period.verdict {
            Comparison::TooFew => Text::INSIGHTS_TOO_FEW,
            Comparison::Alike => Text::INSIGHTS_ALIKE,
            Comparison::First => Text::INSIGHTS_NOW_MORE,
            Comparison::Second => Text::INSIGHTS_NOW_FEWER,
        };
        vec![
            pen.text(&Text::insights_last_days(period.days as usize)),
            pen.number(period.now),
            pen.number(period.before),
            pen.text(&difference),
        ]
    };
    let rows: Vec<_> = state.periods.iter().map(row).collect();
    pen.table("periods", &heads.map(|head| pen.text(&head)), &rows)
}

pub(super) fn thanks(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    pen.field("thanks-words", state.thanks())?;
    let waiting = state.folk.as_ref().map_or(&[][..], |folk| &folk.to_thank);
    pen.hide("to-thank-count", state.folk.is_none())?;
    pen.set("to-thank-count", &pen.text(&Text::insights_to_thank(waiting.len())))?;
    let rows = pen.fragment();
    let shown = ROWS.saturating_add(state.more);
    for reply in waiting.iter().take(shown) {
        rows.append_child(&*thank_row(reply, state.thanks(), pen)?)?;
    }
    fill(pen.document, "to-thank", &rows)?;
    more("more-thanks", waiting.len().saturating_sub(shown), pen)
}

fn thank_row(reply: &ReplyRow, words: &str, pen: Pen<'_>) -> Result<web_sys::DocumentFragment, JsValue> {
    let row = cloned(pen.document, "thank-row")?;
    slot(&row, "row")?.set_attribute(KEY, reply.id.as_str())?;
    slot(&row, "reply")?.set_attribute("href", &reply.url())?;
    let name = format!("@{}", reply.handle);
    pen.put(&row, "handle", &name)?;
    pen.date(&slot(&row, "date")?, Some(reply.at))?;
    let thank = slot(&row, "thank")?;
    thank.set_attribute("href", &addresses::intent_url(&reply.id, words))?;
    thank.set_attribute("aria-label", &pen.text(&Text::insights_thank_person(&named(&reply.handle))))?;
    Ok(row)
}
