//! What the list's page does, heard and updated without a browser.

use super::*;
use crate::pages::event::{EventKind, FormField, KeyPress, PageEvent};
use crate::pages::row::Act as RowAct;
use crate::pages::{Page, Update};
use hashcart_core::fault::FaultCode;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::query::{GroupBy, ItemFilter, Sort};
use hashcart_core::samples::kept;
use hashcart_core::samples::{JsonText, put, raw as record};

fn key(number: usize) -> ItemKey {
    let store = if number < 3 { "amazon.de" } else { "amazon.com" };
    format!("B{number:09}@{store}").parse().unwrap()
}

fn state() -> ListPage {
    let mut state = ListPage { loaded: true, ..ListPage::default() };
    for number in 0..5 {
        let mut item = CartItem::new(kept("1"), number as f64);
        item.found.key = key(number);
        put(&mut state.list, &item);
    }
    state.arrange();
    state
}

fn chosen(state: &ListPage) -> Vec<ItemKey> {
    state.chosen_keys()
}

#[test]
fn a_range_is_selected_in_the_order_shown() {
    let mut state = state();
    state.choose(&key(3), true, false);
    state.choose(&key(1), true, true);
    assert_eq!(chosen(&state), [key(3), key(2), key(1)]);
    state.choose(&key(2), false, true);
    assert_eq!(chosen(&state), [key(3)]);
    state.choose_all();
    assert_eq!(state.chosen.len(), 5);
    state.query.words = "b000000004".to_owned();
    state.arrange();
    assert_eq!(
        (chosen(&state).len(), chosen(&state)[0].clone()),
        (5, key(4)),
        "what is hidden stays selected"
    );
}

#[test]
fn the_focus_steps_and_stays_near() {
    let mut state = state();
    state.step(FocusStep::By(1));
    assert_eq!(state.focus, Some(key(4)));
    state.step(FocusStep::By(2));
    assert_eq!(state.focus, Some(key(2)));
    for gone in [2, 1] {
        state.list.take(&format!("item:{}", key(gone)), None::<&JsonText>);
    }
    state.arrange();
    assert_eq!(state.focus, Some(key(0)));
    state.list.take(&format!("item:{}", key(0)), None::<&JsonText>);
    state.arrange();
    assert_eq!(state.focus, Some(key(3)), "the last, where none is after it");
    state.set_focus(key(4));
    state.step(FocusStep::Last);
    state.step(FocusStep::By(9));
    assert_eq!(state.focus, Some(key(3)));
    state.step(FocusStep::By(-99));
    assert_eq!(state.focus, Some(key(4)));
    state.query.group = GroupBy::Store;
    state.arrange();
    assert_eq!(state.focus_line(), Some(1), "under the heading of its store");
}

#[test]
fn what_is_put_can_be_put_back() {
    let mut state = state();
    let (puts, back) = state.puts(&[key(0), key(1)], Some(Shelf::Bought), 50.0);
    assert_eq!(puts, [(key(0), Some((Shelf::Bought, 50.0))), (key(1), Some((Shelf::Bought, 50.0)))]);
    assert_eq!(back, [(key(0), None), (key(1), None)]);
    let mut item = state.list.get(&key(0)).unwrap().item.clone();
    item.shelf = Some((Shelf::Bought, 50.0));
    put(&mut state.list, &item);
    assert_eq!(state.puts(&[key(0)], Some(Shelf::Bought), 60.0).0, []);
    assert_eq!(
        state.puts(&[key(0)], None, 60.0),
        (vec![(key(0), None)], vec![(key(0), Some((Shelf::Bought, 50.0)))])
    );
}

#[test]
fn the_selection_is_sent_to_the_store_that_has_most_of_it() {
    let mut state = state();
    assert_eq!(view(&state).send, None);
    state.choose_all();
    assert_eq!(view(&state).send, Some((Marketplace::De, 3)));
    let keys = vec![key(2), key(1), key(0)];
    let cart = does(&mut state, &click("cart-chosen", None)).effects;
    assert_eq!(cart, [Effect::Cart(Marketplace::De, Some(keys))], "in the order shown");
    assert_eq!(does(&mut state, &click("cart-chosen", None)).effects, [], "one at a time");
    state.update(Message::Begun(Ok(())));
    let all = PageEvent { key: Some("amazon.com".to_owned()), ..click("cart", None) };
    assert_eq!(does(&mut state, &all).effects, [Effect::Cart(Marketplace::Com, None)]);
}

#[test]
fn only_what_has_items_is_offered() {
    let state = state();
    let view = view(&state);
    let names: Vec<_> = view.only.iter().map(|(only, count)| (only.text().key(), *count)).collect();
    assert_eq!(names, [("list_open", Some(5)), ("list_all", Some(5)), ("status_saved", Some(5))]);
    assert_eq!((view.count, view.chosen, view.undo), (Some((5, 5, 5)), 0, None));
}

#[test]
fn nothing_is_counted_before_all_is_read() {
    let mut state = ListPage { loaded: false, ..state() };
    let item = state.list.get(&key(0)).unwrap().item.clone();
    state.list.take(&format!("item:{}", key(0)), None::<&JsonText>);
    state.list.take(&format!("removed:{}", key(0)), Some(&record(&item)));
    let view = view(&state);
    assert_eq!((view.count, view.undo), (None, None));
    assert_eq!(view.only, [(ItemFilter::Open, None), (ItemFilter::All, None)]);
    state.loaded = true;
    assert_eq!(super::view(&state).undo, Some((Undone::Removed, 1, item.title())));
}

/// A click on something with this `data-do`, in the row of this item.
fn click(act: &str, item: Option<usize>) -> PageEvent {
    let item = item.map(|number| key(number).to_string());
    PageEvent { act: Some(act.to_owned()), key: item, at: 70.0, ..PageEvent::default() }
}

/// A change of a control, in the row of this item.
fn change(id: &str, slot: &str, value: &str, item: Option<usize>) -> PageEvent {
    let field = FormField {
        id: id.to_owned(),
        slot: slot.to_owned(),
        value: value.to_owned(),
        ..FormField::default()
    };
    let item = item.map(|number| key(number).to_string());
    PageEvent { kind: EventKind::Change, field: Some(field), key: item, at: 70.0, ..PageEvent::default() }
}

/// A key in the list, at an item's box.
fn key_down(name: &str) -> PageEvent {
    let press = KeyPress { key: name.to_owned(), ..KeyPress::default() };
    let field = FormField { slot: "tick".to_owned(), ticked: Some(false), ..FormField::default() };
    PageEvent {
        kind: EventKind::KeyDown,
        press: Some(press),
        field: Some(field),
        in_list: true,
        ..PageEvent::default()
    }
}

#[track_caller]
fn does(state: &mut ListPage, heard: &PageEvent) -> Update<Effect> {
    let message = ListPage::hear(heard);
    assert!(message.is_some(), "nobody hears {heard:?}");
    state.update(message.unwrap())
}

#[test]
fn keys_move_the_focus_and_select_on_their_way() {
    let mut state = state();
    let moved = does(&mut state, &key_down("j"));
    assert_eq!((state.focus.clone(), moved.effects), (Some(key(4)), vec![Effect::Touch(ListTouch::Focus)]));
    does(&mut state, &key_down("ArrowDown"));
    assert_eq!(state.focus, Some(key(3)));
    for name in ["ArrowDown", "ArrowDown"] {
        does(&mut state, &PageEvent { shift: true, ..key_down(name) });
    }
    assert_eq!(chosen(&state), [key(3), key(2), key(1)]);
    does(&mut state, &key_down("x"));
    assert_eq!(chosen(&state), [key(3), key(2)]);
    does(&mut state, &key_down("Home"));
    assert_eq!(state.focus, Some(key(4)));
    assert_eq!(does(&mut state, &key_down("PageDown")).effects, [Effect::Touch(ListTouch::Page(1, false))]);
    does(&mut state, &key_down("Escape"));
    assert!(state.chosen.is_empty(), "the selection first");
    state.query.words = "novel".to_owned();
    let all = does(&mut state, &key_down("Escape"));
    assert_eq!((state.query.words.as_str(), all.effects.len()), ("", 2));
    let opened = does(&mut state, &key_down("Enter")).effects;
    assert!(matches!(opened.as_slice(), [Effect::Open(url)] if url.contains("http")), "{opened:?}");
}

#[test]
fn keys_are_the_page_s_only_where_nobody_writes() {
    let at =
        |name: &str, field: FormField, in_list| PageEvent { field: Some(field), in_list, ..key_down(name) };
    let search = || FormField { id: "search".to_owned(), ..FormField::default() };
    let note = || FormField { slot: "note".to_owned(), ..FormField::default() };
    for name in ["j", "k", "x", "/", "Delete", "Home", "Enter", "a"] {
        assert_eq!(ListPage::hear(&at(name, search(), false)), None, "{name} in the search");
        assert_eq!(ListPage::hear(&at(name, note(), true)), None, "{name} in a note");
    }
    let in_row = |name: &str| PageEvent { key: Some(key(1).to_string()), ..at(name, note(), true) };
    assert_eq!(ListPage::hear(&in_row("Escape")), Some(Message::Leave));
    assert_eq!(
        ListPage::hear(&in_row("Enter")),
        Some(Message::Commit(key(1), note())),
        "what stands there is taken"
    );
    assert_eq!(ListPage::hear(&in_row("ArrowLeft")), None, "within the field");
    let on_row = |name: &str| PageEvent { key: Some(key(1).to_string()), ..key_down(name) };
    assert_eq!(ListPage::hear(&on_row("ArrowRight")), Some(Message::Within(1)));
    assert_eq!(ListPage::hear(&on_row("e")), Some(Message::Do(Act::Edit, Some(key(1)))));
    assert_eq!(ListPage::hear(&on_row("c")), Some(Message::ToCart));
    assert_eq!(
        ListPage::hear(&at("ArrowDown", search(), false)),
        Some(Message::Step(FocusStep::By(0), false))
    );
    assert_eq!(ListPage::hear(&at("Escape", search(), false)), Some(Message::Escape));
    for name in ["j", "k", "x", "/"] {
        let elsewhere = PageEvent { field: None, in_list: false, ..key_down(name) };
        assert_eq!(ListPage::hear(&elsewhere), None, "{name} outside of the list (WCAG 2.1.4)");
    }
    let control = |name: &str| {
        let press = KeyPress { key: name.to_owned(), control: true, ..KeyPress::default() };
        PageEvent { press: Some(press), ..key_down(name) }
    };
    assert_eq!(ListPage::hear(&control("a")), Some(Message::Do(Act::All, None)));
    assert_eq!(ListPage::hear(&control("z")), Some(Message::Do(Act::Undo, None)));
    assert_eq!(ListPage::hear(&control("j")), None, "the browser's own");
    let composing = KeyPress { key: "j".to_owned(), not_ours: true, ..KeyPress::default() };
    assert_eq!(ListPage::hear(&PageEvent { press: Some(composing), ..key_down("j") }), None);
}

#[test]
fn a_row_is_edited_until_it_is_left() {
    let mut state = state();
    let begun = does(&mut state, &click("edit", Some(2)));
    assert_eq!((state.editing.clone(), begun.effects), (Some(key(2)), vec![Effect::Touch(ListTouch::Name)]));
    let named = does(&mut state, &change("", "name", "For the office", Some(2))).effects;
    assert!(matches!(named.as_slice(), [Effect::Edit { name, units: 1, .. }] if name == "For the office"));
    state.update(Message::Focus(key(2)));
    assert_eq!(state.editing, Some(key(2)), "within the row");
    state.update(Message::Focus(key(1)));
    assert_eq!(state.editing, None);
    does(&mut state, &click("edit", Some(3)));
    does(&mut state, &click("done", Some(3)));
    assert_eq!(state.editing, None);
}

#[test]
fn tabs_show_what_stands_there() {
    let mut state = state();
    for (tab, only) in [
        ("tab-later", ItemFilter::At(Status::Later)),
        ("tab-all", ItemFilter::All),
        ("tab-to-buy", ItemFilter::Open),
    ] {
        does(&mut state, &click(tab, None));
        assert_eq!(state.query.only, only);
    }
    let counts: Vec<_> = view(&state).tabs.iter().map(|(_, count)| *count).collect();
    assert_eq!(counts, [Some(5), Some(0), Some(0), Some(0), Some(5)]);
    state.query.words = "nothing like that".to_owned();
    does(&mut state, &click("everything", None));
    assert_eq!((state.query.words.as_str(), state.query.only), ("", ItemFilter::All));
}

#[test]
fn what_is_looked_for_is_shown_from_its_beginning() {
    let mut state = state();
    let top = [Effect::Touch(ListTouch::Top)];
    let field = FormField { id: "search".to_owned(), value: "B000000004".to_owned(), ..FormField::default() };
    let search = PageEvent { kind: EventKind::Input, field: Some(field), ..PageEvent::default() };
    assert_eq!(does(&mut state, &search).effects, top);
    assert_eq!(state.arranged.order.len(), 1, "the update has arranged what is found");
    state.query.words.clear();
    does(&mut state, &change("sort", "", "list_oldest", None));
    assert_eq!((state.query.sort, state.key_at(0)), (Sort::Oldest, Some(&key(0))));
    does(&mut state, &change("group", "", "list_group_store", None));
    assert_eq!(state.query.group, GroupBy::Store);
    does(&mut state, &change("only", "", "list_all", None));
    assert_eq!(state.query.only, ItemFilter::All);
    assert_eq!(ListPage::hear(&change("only", "", "nonsense", None)), None);
    does(&mut state, &click("author", Some(2)));
    assert!(state.query.author.is_some());
    does(&mut state, &click("anyone", None));
    assert_eq!(state.query.author, None);
    assert_eq!(
        ListPage::hear(&PageEvent { kind: EventKind::Submit, ..PageEvent::default() }),
        Some(Message::Sent)
    );
}

#[test]
fn each_act_can_be_undone_and_only_once() {
    let mut state = state();
    let put = does(&mut state, &change("", "shelf", "bought", Some(2))).effects;
    let (puts, back) = (vec![(key(2), Some((Shelf::Bought, 70.0)))], vec![(key(2), None)]);
    assert_eq!(put, [Effect::Put(puts, back.clone())]);
    state.update(Message::WasPut(back.clone(), Ok(())));
    assert_eq!(view(&state).undo.map(|(act, count, _)| (act, count)), Some((Undone::Moved, 1)));
    assert_eq!(does(&mut state, &click("undo", None)).effects, [Effect::PutBack(back)]);
    assert_eq!(does(&mut state, &click("undo", None)).effects, [Effect::Restore], "what was removed last");

    let field = FormField { slot: "units".to_owned(), value: "99".to_owned(), ..FormField::default() };
    let edit = does(&mut state, &change("", "units", "99", Some(1))).effects;
    let before = Box::new(state.list.get(&key(1)).unwrap().item.clone());
    let note = before.note.clone();
    assert_eq!(
        edit,
        [Effect::Edit { before: before.clone(), units: 99, name: String::new(), note, field: field.clone() }]
    );
    let after = Box::new(CartItem { units: 30, ..(*before).clone() });
    let told = state.update(Message::Edited(before.clone(), field.clone(), Ok(after)));
    assert_eq!(told.effects, [Effect::Touch(ListTouch::Settle(key(1), field.clone(), "30".to_owned()))]);
    assert_eq!(does(&mut state, &click("undo", None)).effects, [Effect::EditBack(before.clone())]);
    // Nothing was written: there is nothing to undo, and the field says what stands.
    let told = state.update(Message::Edited(before.clone(), field, Ok(before)));
    assert_eq!((told.effects.len(), state.undo.clone()), (1, None));
}

#[test]
fn removing_is_about_the_row_the_selection_or_the_focus() {
    let mut state = state();
    let removes = |keys: &[usize]| vec![Effect::Remove(keys.iter().map(|number| key(*number)).collect())];
    assert_eq!(does(&mut state, &click("remove", Some(2))).effects, removes(&[2]));
    assert_eq!(does(&mut state, &click("remove", None)).effects, [], "nothing is selected");
    state.set_focus(key(1));
    assert_eq!(does(&mut state, &key_down("Delete")).effects, removes(&[1]));
    let ticked = FormField { slot: "tick".to_owned(), ticked: Some(true), ..FormField::default() };
    for (number, shift) in [(4, false), (3, true)] {
        let tick = PageEvent {
            field: Some(ticked.clone()),
            key: Some(key(number).to_string()),
            shift,
            ..click("", None)
        };
        does(&mut state, &tick);
    }
    assert_eq!(does(&mut state, &click("remove", None)).effects, removes(&[4, 3]));
    assert_eq!(does(&mut state, &key_down("Delete")).effects, removes(&[4, 3]));
    let shelved = does(&mut state, &click("archived", None)).effects;
    assert!(matches!(shelved.as_slice(), [Effect::Put(puts, _)] if puts.len() == 2), "{shelved:?}");
    state.undo = Some(Undo::Put(Vec::new()));
    state.update(Message::Removed(Ok(())));
    assert_eq!(state.undo, None, "the removal is what can be undone now");
}

#[test]
fn a_fault_is_said_until_something_is_done() {
    let mut state = state();
    state.update(Message::Removed(Err(FaultCode::StorageFull)));
    assert_eq!(state.fault, Some(FaultCode::StorageFull));
    state.update(Message::Done(Ok(())));
    assert_eq!(state.fault, None);
    let find = || Message::Row(RowAct::Find, Some(key(1)));
    assert_eq!(state.update(find()).effects, [Effect::LookUp(key(1))]);
    assert_eq!(state.update(find()), Update::nothing(), "one at a time");
    state.update(Message::LookedUp(Err(FaultCode::NoProduct)));
    assert_eq!((state.finding.clone(), state.fault), (None, Some(FaultCode::NoProduct)));
}

#[test]
fn records_are_painted_once_the_first_are_there_and_once_all_are() {
    let mut state = ListPage::default();
    let records = |range: std::ops::Range<usize>| -> Vec<(String, Option<JsonText>)> {
        let item = |number| {
            let mut item = CartItem::new(kept("1"), number as f64);
            item.found.key = key(number);
            (format!("item:{}", key(number)), Some(record(&item)))
        };
        range.map(item).collect()
    };
    assert!(state.take(&records(0..2), false), "the first rows");
    assert!(!state.take(&records(2..4), false));
    assert!(state.take(&records(4..5), true));
    assert_eq!((state.loaded, state.arranged.order.len()), (true, 5));
}
