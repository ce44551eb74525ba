//! What the painters of this page share: parts in a fragment, numbers and times in the language of the texts.

use std::cell::OnceCell;

use hashcart_core::Millis;
use hashcart_core::insights::Handle;
use hashcart_core::text::Text;
use js_sys::Intl::{DateTimeFormat, NumberFormat};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    Document, DocumentFragment, Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};

use crate::pages::Texts;
use crate::pages::kit::{by_id, reconcile, slot};
use crate::pages::time;

/// What stands for what is unknown, which is not zero.
const UNKNOWN: &str = "–";

struct FigureWriters {
    number: NumberFormat,
    rate: NumberFormat,
    weekday: DateTimeFormat,
    hour: DateTimeFormat,
    day: DateTimeFormat,
    zone: String,
}

thread_local! {
    /// Making one takes longer than writing with it.
    static WRITERS: OnceCell<FigureWriters> = const { OnceCell::new() };
}

fn options(parts: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (name, value) in parts {
        // A fresh object takes any property.
        let _ = Reflect::set(&options, &JsValue::from_str(name), value);
    }
    options
}

fn writers(locale: &str) -> FigureWriters {
    let locales = Array::of1(&JsValue::from_str(locale));
    let date = |parts: &[(&str, &str)]| {
        let parts: Vec<_> = parts.iter().map(|(name, value)| (*name, JsValue::from_str(value))).collect();
        DateTimeFormat::new(&locales, &options(&parts))
    };
    let hour = date(&[("hour", "numeric"), ("minute", "2-digit")]);
    let zone = Reflect::get(&hour.resolved_options(), &JsValue::from_str("timeZone"));
    FigureWriters {
        number: NumberFormat::new(&locales, &Object::new()),
        rate: NumberFormat::new(&locales, &options(&[("maximumFractionDigits", JsValue::from_f64(2.0))])),
        weekday: date(&[("weekday", "long")]),
        hour,
        // A day is counted in UTC here: its number was made of the user's own time.
        day: date(&[("dateStyle", "medium"), ("timeZone", "UTC")]),
        zone: zone.ok().and_then(|zone| zone.as_string()).unwrap_or_default(),
    }
}

fn write(format: impl Fn(&FigureWriters) -> js_sys::Function, value: f64, texts: Texts<'_>) -> String {
    WRITERS.with(|known| {
        let writers = known.get_or_init(|| writers(&texts(&Text::LOCALE)));
        let written = format(writers).call1(&JsValue::UNDEFINED, &JsValue::from_f64(value));
        written.ok().and_then(|written| written.as_string()).unwrap_or_default()
    })
}

/// What is painted with.
#[derive(Clone, Copy)]
pub(super) struct Pen<'a> {
    pub document: &'a Document,
    pub texts: Texts<'a>,
}

impl Pen<'_> {
    pub(super) fn text(&self, text: &Text<'_>) -> String {
        (self.texts)(text)
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
    pub(super) fn number(&self, number: usize) -> String {
        write(|it| it.number.format(), number as f64, self.texts)
    }

    #[expect(clippy::cast_precision_loss, reason = "at most what JavaScript can hold")]
    pub(super) fn big(&self, number: Option<u64>) -> String {
        number.map_or_else(unknown, |number| write(|it| it.number.format(), number as f64, self.texts))
    }

    pub(super) fn rate(&self, rate: Option<f64>) -> String {
        rate.map_or_else(unknown, |rate| write(|it| it.rate.format(), rate, self.texts))
    }

    pub(super) fn weekday(&self, at: Option<Millis>) -> String {
        at.map_or_else(unknown, |at| write(|it| it.weekday.format(), at, self.texts))
    }

    pub(super) fn hour(&self, at: Option<Millis>) -> String {
        at.map_or_else(unknown, |at| write(|it| it.hour.format(), at, self.texts))
    }

    /// A day of the user's calendar, by its number.
    #[expect(clippy::cast_precision_loss, reason = "days of stored times")]
    pub(super) fn day_numbered(&self, day: i64) -> String {
        write(|it| it.day.format(), day as f64 * 86_400_000.0, self.texts)
    }

    /// The name of the user's time zone.
    pub(super) fn zone(&self) -> String {
        WRITERS.with(|known| known.get_or_init(|| writers(&(self.texts)(&Text::LOCALE))).zone.clone())
    }

    /// A short date, with the whole one where the pointer rests.
    pub(super) fn date(&self, part: &Element, at: Option<Millis>) -> Result<(), JsValue> {
        let Some(at) = at else {
            part.set_text_content(Some(UNKNOWN));
            return Ok(());
        };
        let (short, full) = time::short_and_full(at, self.texts);
        part.set_text_content(Some(&short));
        part.set_attribute("title", &full)?;
        if part.local_name() == "time" {
            part.set_attribute("datetime", &time::iso(at))?;
        }
        Ok(())
    }

    /// A date and its time.
    pub(super) fn full(&self, at: Millis) -> String {
        time::short_and_full(at, self.texts).1
    }

    pub(super) fn day(&self, at: Millis) -> String {
        time::day(at, self.texts)
    }

    pub(super) fn element(&self, kind: &str, words: &str) -> Result<Element, JsValue> {
        let element = self.document.create_element(kind)?;
        if !words.is_empty() {
            element.set_text_content(Some(words));
        }
        Ok(element)
    }

    /// A link to a page of X's or of Amazon's, in a tab of its own.
    pub(super) fn link(&self, href: &str, words: &str) -> Result<Element, JsValue> {
        let link = self.element("a", words)?;
        link.set_attribute("href", href)?;
        link.set_attribute("target", "_blank")?;
        link.set_attribute("rel", "noopener")?;
        Ok(link)
    }

    pub(super) fn fragment(&self) -> DocumentFragment {
        self.document.create_document_fragment()
    }

    pub(super) fn hide(&self, id: &str, hidden: bool) -> Result<(), JsValue> {
        by_id(self.document, id)?.set_hidden(hidden);
        Ok(())
    }

    pub(super) fn set(&self, id: &str, words: &str) -> Result<(), JsValue> {
        crate::pages::kit::say(self.document, id, words)
    }

    /// Writes into a slot.
    pub(super) fn put(&self, row: &DocumentFragment, name: &str, words: &str) -> Result<(), JsValue> {
        slot(row, name)?.set_text_content(Some(words));
        Ok(())
    }

    /// The choices of a select, as value and words, and which is chosen.
    pub(super) fn choices(
        &self,
        id: &str,
        choices: &[(String, String)],
        chosen: &str,
    ) -> Result<(), JsValue> {
        let wanted = self.fragment();
        for (value, words) in choices {
            let option = self.element("option", words)?;
            option.set_attribute("value", value)?;
            wanted.append_child(&option)?;
        }
        let select = by_id(self.document, id)?.dyn_into::<HtmlSelectElement>()?;
        reconcile(&select, &wanted)?;
        select.set_value(chosen);
        Ok(())
    }

    /// What stands in a field. What the user is writing stays as it is.
    pub(super) fn field(&self, id: &str, value: &str) -> Result<(), JsValue> {
        let part = by_id(self.document, id)?;
        if self.document.active_element().is_some_and(|active| active.is_same_node(Some(&part))) {
            return Ok(());
        }
        if let Some(field) = part.dyn_ref::<HtmlInputElement>().filter(|field| field.value() != value) {
            field.set_value(value);
        } else if let Some(area) = part.dyn_ref::<HtmlTextAreaElement>().filter(|area| area.value() != value)
        {
            area.set_value(value);
        }
        Ok(())
    }

    /// A table with a head: rows of cells, the first of each names its row.
    pub(super) fn table(&self, id: &str, heads: &[String], rows: &[Vec<String>]) -> Result<(), JsValue> {
        let wanted = self.fragment();
        let row = |cells: &[String], head: bool| -> Result<Element, JsValue> {
            let row = self.element("tr", "")?;
            for (place, words) in cells.iter().enumerate() {
                // A corner without a word heads nothing.
                let is_head = (head || place == 0) && !words.is_empty();
                let cell = self.element(if is_head { "th" } else { "td" }, words)?;
                if is_head {
                    cell.set_attribute("scope", if head { "col" } else { "row" })?;
                }
                row.append_child(&cell)?;
            }
            Ok(row)
        };
        if !heads.is_empty() {
            let head = self.element("thead", "")?;
            let names = row(heads, true)?;
            head.append_child(&names)?;
            wanted.append_child(&head)?;
        }
        let body = self.element("tbody", "")?;
        for cells in rows {
            let cells = row(cells, false)?;
            body.append_child(&cells)?;
        }
        wanted.append_child(&body)?;
        crate::pages::kit::fill(self.document, id, &wanted)
    }
}

/// A handle within a sentence: it begins with its @ in every direction of writing.
pub(super) fn named(handle: &Handle) -> String {
    format!("\u{2068}@{handle}\u{2069}")
}

pub(super) fn unknown() -> String {
    UNKNOWN.to_owned()
}
