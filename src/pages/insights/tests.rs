//! What the page does with what it hears.

use hashcart_core::Millis;
use hashcart_core::insights::{Choices, Draws, Parent, Sightings, at_once};

use super::rows::{Overview, Summary};
use super::samples::{handle, id_at, post, reply, set};
use super::*;
use crate::pages::event::{self, EventKind, PageEvent};
use crate::pages::{Page, Update};

const START: Millis = 1_764_000_000_000.0;
const HOUR: Millis = 3_600_000.0;

fn press(state: &mut InsightsPage, act: Act, about: &str) -> Vec<Effect> {
    let heard =
        PageEvent { act: Some(act.name().to_owned()), key: Some(about.to_owned()), ..PageEvent::default() };
    does(state, &heard).effects
}

fn does(state: &mut InsightsPage, heard: &PageEvent) -> Update<Effect> {
    state.update(InsightsPage::hear(heard).unwrap())
}

fn write(state: &mut InsightsPage, field: Field, value: &str) -> Vec<Effect> {
    let field =
        event::FormField { id: field.name().to_owned(), value: value.to_owned(), ..Default::default() };
    does(state, &PageEvent { kind: EventKind::Change, field: Some(field), ..PageEvent::default() }).effects
}

fn choices(visited: Option<Millis>) -> Choices {
    Choices { on: true, own: vec![handle("ada")], visited, ..Choices::default() }
}

/// What three people said to two posts.
fn seen() -> Sightings {
    let (one, other) = (id_at(START), id_at(START + 48.0 * HOUR));
    let mut set = set(
        [post(&one, "ada"), post(&other, "ada")],
        [
            reply(START + HOUR, "bob", &one),
            reply(START + 2.0 * HOUR, "cleo", &one),
            reply(START + 49.0 * HOUR, "bob", &other),
        ],
    );
    let mut stray = reply(START + 50.0 * HOUR, "dan", &one);
    stray.parent = Parent::Handle { to: handle("ada") };
    set.take_reply(stray);
    set
}

fn loaded(visited: Option<Millis>) -> InsightsPage {
    let mut state = InsightsPage::default();
    let stored = StoredInsights { choices: choices(visited), ..StoredInsights::default() };
    let effects = state.update(Message::Read(Ok(Box::new(stored)))).effects;
    assert_eq!(effects, [Effect::Count, Effect::AskViewer, Effect::Seed]);
    counts(&mut state, seen(), START + 100.0 * HOUR);
    state
}

/// All that was seen is counted, as of then.
fn counts(state: &mut InsightsPage, set: Sightings, now: Millis) -> Update<Effect> {
    let sums = at_once(rows::sums(&set, state.since, &async || ()));
    state.update(Message::Counted(Ok(Box::new(All { set: set.into(), now, sums }))))
}

/// Another view is wanted, and what it asks for is counted.
fn goes(state: &mut InsightsPage, hash: &str) {
    let asked = state.update(Message::Go(Route::read(hash))).effects;
    if asked.contains(&Effect::Folk) {
        let folk = at_once(rows::folk(&state.set, state.now, &async || ()));
        state.update(Message::Folk(state.now, Box::new(folk)));
    }
}

#[test]
fn what_is_new_is_what_came_since_the_visit_before_and_the_visit_is_written_after_it_was_shown() {
    let mut state = InsightsPage::default();
    state.update(Message::Read(Ok(Box::new(StoredInsights {
        choices: choices(Some(START + 3.0 * HOUR)),
        ..StoredInsights::default()
    }))));
    let now = START + 100.0 * HOUR;
    let update = counts(&mut state, seen(), now);
    assert_eq!((update.paint, update.effects.last()), (true, Some(&Effect::Visit(now))));
    assert_eq!((state.news.replies, state.news.people), (2, 1));
    state.update(Message::Visited(now));
    state.update(Message::Read(Ok(Box::new(StoredInsights {
        choices: choices(Some(now)),
        ..StoredInsights::default()
    }))));
    let again = counts(&mut state, seen(), now + HOUR);
    assert_eq!(state.news.replies, 2, "what was new when the page was opened stays so");
    assert!(!again.effects.iter().any(|effect| matches!(effect, Effect::Visit(_))));
    let overview = &state.summary.overview;
    assert_eq!((overview.people, overview.replies, overview.posts, overview.unplaced), (3, 4, 2, 1));
}

#[test]
fn the_page_begins_with_what_it_had_the_last_time_and_never_goes_back_to_it() {
    let mut state = InsightsPage::default();
    let last = Summary { overview: Overview { people: 7, ..Overview::default() }, posts: Vec::new() };
    state.update(Message::Recalled(Some(Box::new(last.clone()))));
    assert_eq!((state.counting, state.summary.overview.people), (Counting::Before, 7));
    counts(&mut state, seen(), START);
    state.update(Message::Recalled(Some(Box::new(last))));
    assert_eq!((state.counting, state.summary.overview.people), (Counting::Done, 3));
}

#[test]
fn nothing_is_on_without_an_account() {
    let mut state = InsightsPage::default();
    state.update(Message::Read(Ok(Box::default())));
    counts(&mut state, Sightings::default(), START);
    assert!(state.is_new());
    let chosen = |effects: Vec<Effect>| match effects.into_iter().next() {
        Some(Effect::Choose(choices)) => choices,
        other => panic!("{other:?}"),
    };
    assert!(!chosen(press(&mut state, Act::On, "")).on);
    let account =
        event::FormField { id: "account".to_owned(), value: " @ada ".to_owned(), ..Default::default() };
    let sent = PageEvent { kind: EventKind::Submit, field: Some(account), ..PageEvent::default() };
    assert_eq!(chosen(does(&mut state, &sent).effects).own, [handle("ada")]);
    assert!(chosen(press(&mut state, Act::On, "")).on);
    assert!(!state.is_new());
    state.update(Message::Viewer(Some(handle("ADA"))));
    assert_eq!(chosen(press(&mut state, Act::Viewer, "")).own.len(), 1, "one account in two spellings");
    let bad = Message::Account("not a handle".to_owned());
    assert_eq!((state.update(bad).effects, state.said.clone()), (vec![], Some(Ok(ActOutcome::NoHandle))));
    let left = chosen(press(&mut state, Act::RemoveAccount, "ada"));
    assert!(left.own.is_empty() && !left.on, "nobody's replies would be noted");
    assert_eq!(write(&mut state, Field::Days, "7"), [], "no such choice");
    assert_eq!(chosen(write(&mut state, Field::Days, "0")).days, 0);
}

#[test]
fn nobody_is_forgotten_who_was_not_asked_about() {
    let mut state = loaded(None);
    assert_eq!(press(&mut state, Act::Go, ""), []);
    assert_eq!(press(&mut state, Act::Forget, "bob"), [Effect::LookAtQuestion]);
    assert_eq!(
        press(&mut state, Act::Cancel, ""),
        [Effect::LookBack(InsightsQuestion::Forget(handle("bob")))]
    );
    assert_eq!(press(&mut state, Act::Go, ""), []);
    press(&mut state, Act::Forget, "bob");
    assert_eq!(press(&mut state, Act::Go, ""), [Effect::Forget(handle("bob"))]);
    assert_eq!(press(&mut state, Act::Go, ""), [], "asked once, done once");
    press(&mut state, Act::DropAll, "");
    assert_eq!(press(&mut state, Act::Go, ""), [Effect::DropAll]);
    let gone = state.update(Message::Gone(Ok(Some(2)))).effects;
    assert_eq!(gone, [Effect::Read, Effect::Count]);
}

#[test]
fn people_are_found_by_group_and_name_with_their_replies() {
    let mut state = loaded(None);
    assert!(state.folk.is_none(), "nobody asked for them");
    goes(&mut state, "#people");
    let names = |state: &InsightsPage| -> Vec<String> {
        state.shown_people().0.iter().map(|person| person.handle.to_string()).collect()
    };
    assert_eq!(names(&state), ["dan", "bob", "cleo"]);
    let bob = state.shown_people().0[1].person.clone();
    assert_eq!(state.folk.as_ref().unwrap().replies[&bob].len(), 2);
    write(&mut state, Field::Group, "again");
    assert_eq!(names(&state), ["bob"]);
    write(&mut state, Field::Group, "");
    write(&mut state, Field::Named, "@CL");
    assert_eq!(names(&state), ["cleo"]);
    goes(&mut state, "#thanks");
    let waiting: Vec<_> = state.folk.as_ref().unwrap().to_thank.iter().map(|it| it.handle.as_str()).collect();
    assert_eq!(waiting, ["bob", "cleo", "dan"], "who waits longest");
}

#[test]
fn people_are_counted_once_and_never_shown_of_what_was_there_before() {
    let mut state = loaded(None);
    let go = |state: &mut InsightsPage, hash| state.update(Message::Go(Route::read(hash))).effects;
    assert!(go(&mut state, "#people").contains(&Effect::Folk));
    assert!(!go(&mut state, "#thanks").contains(&Effect::Folk), "they are being counted");
    let before = state.now;
    let again = counts(&mut state, seen(), before + HOUR).effects;
    assert!(again.contains(&Effect::Folk), "of what there is now");
    state.update(Message::Folk(before, Box::default()));
    assert!(state.folk.is_none());
    let folk = at_once(rows::folk(&state.set, state.now, &async || ()));
    state.update(Message::Folk(state.now, Box::new(folk)));
    assert_eq!(state.folk.as_ref().map(|folk| folk.people.len()), Some(3));
    assert_eq!(go(&mut state, "#people"), [Effect::LookAtView]);
}

#[test]
fn what_was_read_before_does_not_come_back() {
    let mut state = loaded(None);
    let now = state.now;
    counts(&mut state, Sightings::default(), now + HOUR);
    assert_eq!(counts(&mut state, seen(), now).effects, []);
    assert_eq!((state.summary.overview.replies, state.now), (0, now + HOUR));
}

#[test]
fn a_second_press_on_a_column_turns_it_round() {
    let mut state = loaded(None);
    let first = |state: &InsightsPage| state.shown_posts().0[0].people;
    press(&mut state, Act::Sort, "people");
    assert_eq!(first(&state), 2);
    press(&mut state, Act::Sort, "people");
    assert_eq!(first(&state), 1);
    assert_eq!(press(&mut state, Act::Sort, "colour"), []);
    assert_eq!(state.sort.map(|sort| sort.by), Some(Column::People));
}

#[test]
fn a_draw_is_from_the_post_of_the_address_and_is_remembered() {
    let mut state = loaded(None);
    let one = id_at(START);
    state.update(Message::Go(Route::read(&address(Tab::Draw, &one))));
    assert_eq!(state.draw.pool.as_ref().map(|pool| pool.entries.len()), Some(2));
    write(&mut state, Field::Seed, "5");
    let drawn = press(&mut state, Act::Draw, "");
    let remembered: Vec<&Draws> = drawn
        .iter()
        .map(|effect| match effect {
            Effect::KeepDraws(draws) => draws,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(remembered[0].winners.len(), 1);
    let record = state.draw.text().unwrap();
    write(&mut state, Field::Record, &record);
    press(&mut state, Act::CheckRecord, "");
    assert_eq!(state.draw.checked, Some(Ok(Ok(2))));
    // Written down, the winner stays out of the next draw, and what was drawn stays in sight.
    let stored = StoredInsights { choices: choices(None), draws: remembered[0].clone() };
    state.update(Message::Read(Ok(Box::new(stored))));
    assert_eq!(state.draw.pool.as_ref().map(|pool| pool.entries.len()), Some(1));
    assert_eq!(state.draw.text(), Some(record));
}

#[test]
fn a_launch_and_a_comparison_follow_their_address() {
    let mut state = loaded(None);
    let (one, other) = (id_at(START), id_at(START + 48.0 * HOUR));
    state.update(Message::Go(Route::read(&address(Tab::Launch, &one))));
    let launch = state.launch.clone().unwrap();
    assert_eq!((launch.hours[1], launch.hours[2], launch.follow_ups), (1, 1, vec![(other.clone(), 48)]));
    state.update(Message::Go(Route::read(&format!("#compare={one},{other}"))));
    assert_eq!(state.compared.as_ref().map(|it| [it.two[0].people, it.two[1].people]), Some([2, 1]));
    assert_eq!(state.periods.len(), 2);
    write(&mut state, Field::Second, "");
    assert_eq!(state.compared, None);
}
