//! Paints pictures of numbers: SVG of classes alone, each with its numbers in a table behind it.

use hashcart_core::text::Text;
use hashcart_core::tweet::status_url;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use super::make::Pen;
use super::tables::post_name;
use crate::pages::insights::InsightsPage;
use crate::pages::insights::chart::{Chart, HEIGHT, Rect, bars};
use crate::pages::kit::{by_id, fill};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Puts a picture into the page; `label` says for those who do not see it what is to be seen.
fn picture(pen: Pen<'_>, id: &str, chart: &Chart, label: &str) -> Result<(), JsValue> {
    let make = |kind: &str, class: &str, places: &[(&str, f64)]| -> Result<Element, JsValue> {
        let part = pen.document.create_element_ns(Some(SVG), kind)?;
        part.set_attribute("class", class)?;
        for (name, place) in places {
            part.set_attribute(name, &place.to_string())?;
        }
        Ok(part)
    };
    let rect = |class: &str, Rect { x, y, width, height }: Rect| {
        make("rect", class, &[("x", x), ("y", y), ("width", width), ("height", height)])
    };
    let svg = make("svg", "picture-of-numbers", &[])?;
    svg.set_attribute("viewBox", &format!("0 0 {} {HEIGHT}", chart.width.max(1.0)))?;
    svg.set_attribute("preserveAspectRatio", "none")?;
    svg.set_attribute("role", "img")?;
    svg.set_attribute("aria-label", label)?;
    for y in &chart.lines {
        svg.append_child(&*make(
            "line",
            "line",
            &[("x1", 0.0), ("x2", chart.width), ("y1", *y), ("y2", *y)],
        )?)?;
    }
    for mark in &chart.marks {
        svg.append_child(&*rect("mark", *mark)?)?;
    }
    for bar in &chart.bars {
        svg.append_child(&*rect("bar", *bar)?)?;
    }
    let wanted = pen.fragment();
    wanted.append_child(&svg)?;
    fill(pen.document, id, &wanted)
}

/// Which way the language runs.
fn is_right_to_left(pen: Pen<'_>) -> bool {
    pen.document.document_element().is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"))
}

pub(super) fn launch(state: &InsightsPage, pen: Pen<'_>) -> Result<(), JsValue> {
    let post = state.route.post().and_then(|id| state.summary.posts.iter().find(|post| post.id == *id));
    let link = by_id(pen.document, "launch-post")?;
    link.set_hidden(post.is_none());
    if let Some(post) = post {
        link.set_text_content(Some(&post_name(post, pen)));
        link.set_attribute("href", &post.url())?;
    }
    let launch = state.launch.as_ref().filter(|_| post.is_some_and(|post| post.replies > 0));
    pen.hide("launch", launch.is_none())?;
    pen.hide("no-launch", launch.is_some() || state.counting != crate::pages::insights::Counting::Done)?;
    let Some(launch) = launch else { return Ok(()) };
    let right_to_left = is_right_to_left(pen);
    let marks: Vec<usize> = launch.follow_ups.iter().map(|(_, hour)| *hour).collect();
    let hours = bars(&launch.hours, &marks, right_to_left);
    picture(pen, "hours", &hours, &label(&launch.hours, &Text::INSIGHTS_HOURS, pen))?;
    pen.set("hours-from", &pen.full(launch.start))?;
    pen.set("hours-to", &pen.text(&Text::insights_hours_later(launch.hours.len())))?;
    pen.set("hours-scale", &pen.text(&Text::insights_scale(hours.step)))?;
    let list = pen.fragment();
    for (id, hour) in &launch.follow_ups {
        let line = pen.element("li", "")?;
        let words = pen.text(&Text::insights_follow_up(hour.saturating_add(1)));
        line.append_child(&*pen.link(&status_url("", id), &words)? as &Node)?;
        list.append_child(&line)?;
    }
    fill(pen.document, "follow-ups", &list)?;
    let heads = [Text::INSIGHTS_HOUR_AFTER, Text::INSIGHTS_PEOPLE].map(|head| pen.text(&head));
    let some = |(_, people): &(usize, &usize)| **people > 0;
    let rows: Vec<Vec<String>> = launch
        .hours
        .iter()
        .enumerate()
        .filter(some)
        .map(|(hour, people)| vec![pen.number(hour.saturating_add(1)), pen.number(*people)])
        .collect();
    pen.table("hours-table", &heads, &rows)?;
    pen.hide("days-figure", launch.days.is_empty())?;
    let day = |place: usize| pen.day_numbered(launch.first_day.saturating_add(place as i64));
    if !launch.days.is_empty() {
        let days = bars(&launch.days, &[], right_to_left);
        picture(pen, "days-chart", &days, &label(&launch.days, &Text::INSIGHTS_DAYS, pen))?;
        pen.set("days-from", &day(0))?;
        let last = launch.days.len().saturating_sub(1);
        pen.set("days-to", &if last > 0 { day(last) } else { String::new() })?;
        pen.set("days-scale", &pen.text(&Text::insights_scale(days.step)))?;
        let heads = [Text::INSIGHTS_DAY, Text::INSIGHTS_PEOPLE].map(|head| pen.text(&head));
        let rows: Vec<Vec<String>> = launch
            .days
            .iter()
            .enumerate()
            .filter(some)
            .map(|(place, people)| vec![day(place), pen.number(*people)])
            .collect();
        pen.table("days-table", &heads, &rows)?;
    }
    pen.hide("days-later", launch.later == 0)?;
    pen.set("days-later", &pen.text(&Text::insights_later(launch.later)))?;
    pen.set("zone", &pen.text(&Text::insights_zone(&pen.zone())))
}

/// What a picture shows, in a sentence: what it is, and its highest bar.
fn label(numbers: &[usize], what: &Text<'_>, pen: Pen<'_>) -> String {
    let most = numbers.iter().copied().max().unwrap_or(0);
    pen.text(&Text::insights_chart(&pen.text(what), &pen.text(&Text::insights_people_count(most))))
}
