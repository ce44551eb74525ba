//! What the user meant on the list's page.

use hashcart_core::query::{GroupBy, ItemFilter, Sort};

use super::{Act, FocusStep, Message, ShelfName, Tab};
use crate::pages::event::{EventKind, FormField, PageEvent};
use crate::pages::row::Act as RowAct;

pub(super) fn hear(heard: &PageEvent) -> Option<Message> {
    match heard.kind {
        EventKind::Click => clicked(heard),
        EventKind::KeyDown => pressed(heard),
        EventKind::Input => {
            let field = heard.written().filter(|field| field.id == "search")?;
            Some(Message::Search(field.value.clone()))
        }
        EventKind::Change => changed(heard),
        EventKind::FocusIn => heard.item().map(Message::Focus),
        EventKind::Scroll => Some(Message::Moved),
        EventKind::Submit => match &heard.field {
            Some(field) if field.id == "address" => Some(Message::Paste(field.value.clone())),
            _ => Some(Message::Sent),
        },
    }
}

fn changed(heard: &PageEvent) -> Option<Message> {
    let field = heard.changed()?;
    let value = field.value.as_str();
    match (heard.item(), field.slot.as_str()) {
        (Some(key), "shelf") => Some(Message::Put(Some(key), ShelfName::named(value)?, heard.at)),
        (Some(key), "units" | "note" | "name") => Some(Message::Edit(key, field.clone())),
        (Some(_), _) => None,
        (None, _) => match field.id.as_str() {
            "only" => ItemFilter::every().find(|only| only.text().key() == value).map(Message::Only),
            "sort" => Sort::ALL.iter().copied().find(|sort| sort.text().key() == value).map(Message::Sort),
            "group" => {
                GroupBy::ALL.iter().copied().find(|group| group.text().key() == value).map(Message::Group)
            }
            _ => None,
        },
    }
}

/// Links open in a new tab, boxes select, buttons do what they say.
fn clicked(heard: &PageEvent) -> Option<Message> {
    if let Some(href) = heard.link() {
        return Some(Message::Open(href.clone()));
    }
    let key = heard.item();
    if let (Some(FormField { ticked: Some(on), .. }), Some(key)) = (&heard.field, &key) {
        return Some(Message::Tick { key: key.clone(), on: *on, range: heard.shift });
    }
    let act = heard.pressed()?;
    if let Some(tab) = Tab::named(act) {
        return Some(Message::Only(tab.only()));
    }
    if Act::named(act) == Some(Act::Cart) {
        return heard.key.as_deref()?.parse().ok().map(Message::Cart);
    }
    let row = RowAct::named(act).map(|act| Message::Row(act, key.clone()));
    let page = || Act::named(act).map(|act| Message::Do(act, key.clone()));
    let shelf = || ShelfName::named(act).map(|shelf| Message::Put(None, shelf, heard.at));
    row.or_else(page).or_else(shelf)
}

/// The keys that the help under the list names.
fn pressed(heard: &PageEvent) -> Option<Message> {
    let press = heard.press.as_ref().filter(|press| !press.not_ours)?;
    let writes = heard.field.as_ref().is_some_and(FormField::takes_keys);
    let in_search = heard.field.as_ref().is_some_and(|field| field.id == "search");
    let key = press.key.as_str();
    if press.control {
        return match key {
            "a" if !writes => Some(Message::Do(Act::All, None)),
            "z" if !writes => Some(Message::Do(Act::Undo, None)),
            _ => None,
        };
    }
    let step = |step| Some(Message::Step(step, heard.shift));
    let in_row = heard.in_list && heard.item().is_some();
    match key {
        // Leaving takes the field away before the browser tells of its change.
        "Enter" if writes && in_row => Some(Message::Commit(heard.item()?, heard.field.clone()?)),
        "Escape" if writes && in_row => Some(Message::Leave),
        "Escape" if in_search || !writes => Some(Message::Escape),
        // Out of the search, into what it found.
        "ArrowDown" if in_search => step(FocusStep::By(0)),
        _ if writes => None,
        // Letters and signs are keys of ours in the list alone: whoever speaks to the browser, or leans on a key, must not
        // set off anything elsewhere (WCAG 2.1.4).
        "j" | "k" | "x" | "e" | "c" | "/" if !heard.in_list => None,
        "ArrowRight" if in_row => Some(Message::Within(1)),
        "ArrowLeft" if in_row => Some(Message::Within(-1)),
        "e" | "F2" => Some(Message::Do(Act::Edit, heard.item())),
        "c" => Some(Message::ToCart),
        "ArrowDown" | "j" => step(FocusStep::By(1)),
        "ArrowUp" | "k" => step(FocusStep::By(-1)),
        "PageDown" => Some(Message::Page(1, heard.shift)),
        "PageUp" => Some(Message::Page(-1, heard.shift)),
        "Home" => step(FocusStep::First),
        "End" => step(FocusStep::Last),
        "x" => Some(Message::Toggle),
        "Enter" if heard.field.as_ref().is_some_and(|field| field.slot == "tick") => {
            Some(Message::OpenFocused)
        }
        "Delete" => Some(Message::Delete),
        "/" => Some(Message::ToSearch),
        _ => None,
    }
}
