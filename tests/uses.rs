//! What the background does with pictures, and who may have the list brought into a cart.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

// Half of it is for courses.
#[allow(dead_code)]
mod fake;

use fake::{Fake, Mishap, Read, run};
use hashcart_core::cart::{ReplyState, Shelf};
use hashcart_core::copied::Copied;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::{AddMethod, Pick};
use hashcart_core::item::ItemKey;
use hashcart_core::language::Language;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::mention::KeptMention;
use hashcart_core::message::{AddToCart, Begin, Edit, KeepPicture, Mark};
use hashcart_core::picture::{MOST, Picture};
use hashcart_core::records::{Area, BACKUP, COPIED, ITEM, PICTURE, SESSION, WORDS};
use hashcart_core::resolve::Ending;
use hashcart_core::settings::Settings;
use hashcart_core::tweet::TweetRef;
use hashcart_service::short_links::LinkEnd;
use hashcart_service::{
    Clock, Hop, backup, handover, item_commands, items, language, pictures, records, settings, short_links,
    sync,
};
use serde_json::json;

const BEGIN: f64 = 1_764_000_000_000.0;

fn product(number: usize) -> ItemKey {
    format!("B{number:09}@amazon.de").parse().unwrap()
}

fn found(key: &ItemKey) -> KeptMention {
    let link = match key {
        ItemKey::Product(product) => product.url(),
        ItemKey::Link(link) => link.url(),
    };
    let tweet = TweetRef { id: "18".parse().unwrap(), author: "ada".to_owned(), posted: None };
    KeptMention { tweet: Some(tweet), key: key.clone(), ..KeptMention::of_address(&link, None).unwrap() }
}

fn keep(browser: &Fake, key: &ItemKey) {
    run(items::keep(browser, Area::Disk, found(key))).unwrap().unwrap();
}

fn keep_picture(browser: &Fake, key: &ItemKey) -> bool {
    let picture = Picture::try_from("data:image/webp;base64,UklGRg==".to_owned()).unwrap();
    run(pictures::keep(browser, Area::Disk, KeepPicture { key: key.clone(), picture })).unwrap().unwrap()
}

fn pictured(browser: &Fake) -> Vec<ItemKey> {
    browser.records(Area::Disk).keys().filter_map(|name| PICTURE.parse(name)).collect()
}

#[test]
fn a_picture_is_of_an_item_in_the_list_and_goes_when_that_cannot_come_back() {
    let browser = Fake::at(BEGIN);
    let (one, two) = (product(1), product(2));
    assert!(!keep_picture(&browser, &one), "of nothing in the list");
    for key in [&one, &two] {
        keep(&browser, key);
        assert!(keep_picture(&browser, key));
    }
    run(item_commands::remove(&browser, Area::Disk, std::slice::from_ref(&one))).unwrap().unwrap();
    run(item_commands::restore(&browser, Area::Disk)).unwrap().unwrap();
    assert_eq!(pictured(&browser), [one.clone(), two.clone()], "it comes back with its picture");
    for key in [&one, &two] {
        run(item_commands::remove(&browser, Area::Disk, std::slice::from_ref(key))).unwrap().unwrap();
    }
    assert_eq!(pictured(&browser), std::slice::from_ref(&two), "the first cannot come back any more");
    // Kept anew before the next removal: it has its picture still.
    keep(&browser, &two);
    keep(&browser, &one);
    run(item_commands::remove(&browser, Area::Disk, &[one])).unwrap().unwrap();
    assert_eq!(pictured(&browser), [two]);
}

#[test]
fn a_link_that_becomes_a_product_takes_its_picture_along() {
    for late in [false, true] {
        let browser = Fake::at(BEGIN);
        let link: ItemKey = "link:amzn.to/3DHiDU7".parse().unwrap();
        keep(&browser, &link);
        let hop = Hop::Redirect("https://www.amazon.de/dp/B000000001".to_owned());
        browser.leads.borrow_mut().insert("https://amzn.to/3DHiDU7".to_owned(), hop);
        // The picture may come before the shortener's answer, or after it.
        if !late {
            assert!(keep_picture(&browser, &link));
        }
        let found = run(short_links::follow(&browser, "https://amzn.to/3DHiDU7")).unwrap().unwrap();
        run(short_links::settle(&browser, Area::Disk, &link, found)).unwrap().unwrap();
        if late {
            assert!(keep_picture(&browser, &link));
        }
        assert_eq!(pictured(&browser), [product(1)], "late: {late}");
    }
}

#[test]
fn of_too_many_pictures_those_go_first_that_are_not_to_buy_and_then_the_oldest() {
    let browser = Fake::at(BEGIN);
    for number in 0..=MOST {
        browser.now.set(BEGIN + number as f64);
        keep(&browser, &product(number));
        if number < MOST {
            assert!(keep_picture(&browser, &product(number)));
        }
    }
    run(item_commands::put(&browser, Area::Disk, vec![(product(7), Some((Shelf::Bought, BEGIN + 600.0)))]))
        .unwrap()
        .unwrap();
    assert!(keep_picture(&browser, &product(MOST)));
    let kept = pictured(&browser);
    assert_eq!((kept.len(), kept.contains(&product(7))), (MOST, false));
    keep(&browser, &product(MOST + 1));
    assert!(keep_picture(&browser, &product(MOST + 1)));
    let kept = pictured(&browser);
    assert_eq!((kept.len(), kept.contains(&product(0))), (MOST, false));
}

#[test]
fn pictures_go_before_a_backup_and_both_before_an_item_is_refused() {
    for area in [Area::Disk, Area::Memory] {
        let browser = filled(area);
        let work = |number| run(items::keep(&browser, area, found(&product(number)))).unwrap();
        browser.full.set(1);
        work(97).unwrap();
        assert_eq!(left(&browser, area), (10, 1), "{area:?}: the first fifty");
        assert!(!browser.records(area).contains_key(&PICTURE.key(&product(1))));
        assert!(browser.records(area).contains_key(&PICTURE.key(&product(60))));
        let room = if area == Area::Disk { 2 } else { 1 };
        browser.full.set(room);
        work(98).unwrap();
        assert_eq!(left(&browser, area), (0, 2 - room as usize), "{area:?}: all of them");
        browser.full.set(room);
        let refused = work(99).unwrap_err();
        assert_eq!(refused.code, FaultCode::StorageFull, "{area:?}: nothing is left that could go");
    }
}

/// Sixty items with their pictures, and a backup.
fn filled(area: Area) -> Fake {
    let browser = Fake::at(BEGIN);
    for number in 1..=60 {
        browser.now.set(BEGIN + number as f64);
        run(items::keep(&browser, area, found(&product(number)))).unwrap().unwrap();
        let picture = Picture::try_from("data:image/webp;base64,UklGRg==".to_owned()).unwrap();
        run(pictures::keep(&browser, area, KeepPicture { key: product(number), picture })).unwrap().unwrap();
    }
    // Of today: no other is due.
    browser.spoil(Area::Disk, &BACKUP.key(&browser.today()), json!({ "v": 1, "data": "x" }));
    browser
}

/// How many pictures and backups are there.
fn left(browser: &Fake, area: Area) -> (usize, usize) {
    let backups = browser.records(Area::Disk).keys().filter(|name| BACKUP.holds(name)).count();
    (browser.records(area).keys().filter(|name| PICTURE.holds(name)).count(), backups)
}

#[test]
fn a_picture_keeps_nothing_of_the_users_from_being_written() {
    type Work = fn(&Fake) -> Result<(), Fault>;
    let works: [(&str, Work); 8] = [
        ("an item", |browser| run(items::keep(browser, Area::Disk, found(&product(99)))).unwrap().map(drop)),
        ("what became of a reply", |browser| {
            let status = ReplyState::ReplyFailed { code: FaultCode::ReplyLimit };
            let call = Mark { key: product(1), status, sending: false, by_user: false, at: BEGIN };
            run(items::mark(browser, Area::Disk, call, None)).unwrap().map(drop)
        }),
        ("a number", |browser| {
            let call = Edit { key: product(1), units: 2, name: String::new(), note: String::new() };
            run(item_commands::edit(browser, Area::Disk, call)).unwrap().map(drop)
        }),
        ("where it stands", |browser| {
            let bought = vec![(product(1), Some((Shelf::Bought, BEGIN)))];
            run(item_commands::put(browser, Area::Disk, bought)).unwrap().map(drop)
        }),
        ("settings", |browser| run(settings::choose(browser, Settings::default())).unwrap().map(drop)),
        ("what a short link leads to", |browser| {
            let end = LinkEnd::Ending(Ending::WishList);
            run(short_links::settle(browser, Area::Disk, &product(1), end)).unwrap().map(drop)
        }),
        ("a hand-over", |browser| {
            let picks = vec![Pick { key: product(1), title: String::new(), wanted: 1 }];
            let call = Begin { store: Marketplace::De, way: AddMethod::Plain, picks };
            run(handover::begin(browser, call)).unwrap().map(drop)
        }),
        ("what came from another machine", |browser| {
            let full = browser.full.take();
            run(sync::choose(browser, true)).unwrap()?;
            let other = Fake::at(BEGIN + 60.0);
            keep(&other, &product(99));
            run(sync::choose(&other, true)).unwrap()?;
            browser.synced.replace(other.synced.take());
            browser.full.set(full);
            run(sync::look(browser)).unwrap()?;
            assert!(browser.records(Area::Disk).contains_key(&ITEM.key(&product(99))));
            Ok(())
        }),
    ];
    for (what, work) in works {
        let browser = filled(Area::Disk);
        browser.full.set(1);
        work(&browser).unwrap();
        assert_eq!((left(&browser, Area::Disk), browser.full.get()), ((10, 1), 0), "{what}");
    }
}

#[test]
fn where_a_browser_only_says_that_it_made_room_a_write_is_refused() {
    let browser = filled(Area::Disk);
    browser.removes_nothing.set(true);
    browser.full.set(u32::MAX);
    let refused = run(items::keep(&browser, Area::Disk, found(&product(99)))).unwrap().unwrap_err();
    assert_eq!((refused.code, left(&browser, Area::Disk)), (FaultCode::StorageFull, (60, 1)));
}

#[test]
fn a_backup_takes_an_older_ones_room_only_where_it_finds_some_itself() {
    let days = |browser: &Fake| {
        let names = browser.records(Area::Disk).into_keys();
        names.filter_map(|name| BACKUP.parse(&name)).collect::<Vec<_>>()
    };
    let there = ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"];
    for (full, answer, left) in [
        (0, Ok(()), [&there[1..], &["2026-11-06"]].concat()),
        (1, Ok(()), [&there[1..], &["2026-11-06"]].concat()),
        (2, Err(FaultCode::StorageFull), there.to_vec()),
    ] {
        let browser = Fake::at(BEGIN);
        keep(&browser, &product(1));
        for day in there {
            browser.spoil(Area::Disk, &BACKUP.key(&day.to_owned()), json!({ "v": 1, "data": day }));
        }
        let before = browser.records(Area::Disk);
        browser.full.set(full);
        let made = run(backup::back_up(&browser, "2026-11-06")).unwrap().map_err(|fault| fault.code);
        assert_eq!((made, days(&browser)), (answer, left.into_iter().map(str::to_owned).collect()), "{full}");
        assert!(made.is_ok() || browser.records(Area::Disk) == before, "as they were");
    }
}

#[test]
fn neither_a_backup_nor_a_picture_costs_another() {
    let browser = filled(Area::Disk);
    browser.full.set(1);
    assert_eq!(
        run(backup::back_up(&browser, "2099-01-01")).unwrap().unwrap_err().code,
        FaultCode::StorageFull
    );
    assert_eq!(left(&browser, Area::Disk), (60, 1));
    keep(&browser, &product(99));
    browser.full.set(1);
    let picture = Picture::try_from("data:image/webp;base64,UklGRg==".to_owned()).unwrap();
    let call = KeepPicture { key: product(99), picture };
    assert_eq!(
        run(pictures::keep(&browser, Area::Disk, call)).unwrap().unwrap_err().code,
        FaultCode::StorageFull
    );
    assert_eq!(left(&browser, Area::Disk), (60, 1));
}

#[test]
fn what_is_removed_from_a_full_storage_goes_and_comes_back_where_a_picture_can_go_for_it() {
    let keys: Vec<ItemKey> = (1..=150).map(product).collect();
    let mut hits = 0;
    for (at, pictured) in (0..12).flat_map(|at| [(at, true), (at, false)]) {
        let browser = Fake::at(BEGIN);
        keys.iter().for_each(|key| keep(&browser, key));
        if pictured {
            keep_picture(&browser, &keys[0]);
        }
        browser.plan(Some((at, Mishap::Full)));
        assert_eq!(run(item_commands::remove(&browser, Area::Disk, &keys)).unwrap().unwrap(), keys.len());
        let hit = !browser.will_be_full();
        hits += u32::from(hit);
        browser.plan(None);
        assert!(!browser.records(Area::Disk).keys().any(|name| ITEM.holds(name)), "at operation {at}");
        let back = run(item_commands::restore(&browser, Area::Disk)).unwrap().unwrap_or(0);
        assert_eq!(back == keys.len(), pictured || !hit, "{back} come back, at operation {at}");
    }
    assert!(hits > 8, "{hits}");
}

#[test]
fn a_picture_does_not_outlive_what_is_forgotten_while_it_is_kept() {
    let begin = || {
        let browser = Fake::at(BEGIN);
        keep(&browser, &product(1));
        browser
    };
    for who in [None, Some("ada")] {
        let mut between = (0, 0);
        for steps in 0..16 {
            let browser = begin();
            browser.meanwhile(steps, move |browser| {
                run(records::forget(browser, who)).unwrap().unwrap();
            });
            keep_picture(&browser, &product(1));
            if !browser.is_waiting() {
                between.0 += 1;
                assert_eq!(pictured(&browser), [], "forgetting {who:?} after {steps} steps of keeping");
            }
            let browser = begin();
            browser.meanwhile(steps, |browser| {
                keep_picture(browser, &product(1));
            });
            run(records::forget(&browser, who)).unwrap().unwrap();
            if !browser.is_waiting() {
                between.1 += 1;
                assert_eq!(pictured(&browser), [], "keeping after {steps} steps of forgetting {who:?}");
            }
        }
        assert!(between.0 > 4 && between.1 > 3 && between.0.max(between.1) < 16, "every step: {between:?}");
    }
}

#[test]
fn the_texts_follow_the_choice_of_the_language_and_the_version() {
    let browser = Fake::at(BEGIN);
    let texts = || {
        let words = browser.records(Area::Disk).get(WORDS.only()).cloned()?;
        words.pointer("/data/texts").and_then(|texts| texts.as_str().map(str::to_owned))
    };
    let chosen = |folder| Settings { language: Language::of_folder(folder), ..Settings::default() };
    let follow = |folder| {
        run(language::choose(&browser, chosen(folder))).unwrap().unwrap();
        texts()
    };
    assert_eq!(follow(""), None, "the browser has its own");
    browser.version.replace("1.0".to_owned());
    assert_eq!(follow("de").as_deref(), Some("the file _locales/de/messages.json of 1.0"));
    assert_eq!(follow("zh_TW").as_deref(), Some("the file _locales/zh_TW/messages.json of 1.0"));
    browser.version.replace("1.1".to_owned());
    run(language::keep_up(&browser)).unwrap().unwrap();
    assert_eq!(follow("zh_TW").as_deref(), Some("the file _locales/zh_TW/messages.json of 1.1"));
    // Whatever cannot be read or written, settings and texts are of one language.
    let in_force = || run(settings::load(&browser)).unwrap().unwrap().language.map(Language::folder);
    // The first step only looks at what is there.
    for steps in 1..5 {
        browser.plan(Some((steps, Mishap::Refused)));
        assert!(run(language::choose(&browser, chosen("pl"))).unwrap().is_err(), "{steps}");
        browser.plan(None);
        assert_eq!(in_force(), Some("zh_TW"), "{steps}");
        assert_eq!(texts().as_deref(), Some("the file _locales/zh_TW/messages.json of 1.1"), "{steps}");
    }
    assert_eq!(follow("pl").as_deref(), Some("the file _locales/pl/messages.json of 1.1"));
    assert_eq!(follow(""), None);
}

#[test]
fn a_copy_is_noted_with_its_time() {
    let browser = Fake::at(BEGIN);
    for put_off in [true, false] {
        assert_eq!(run(backup::note_copy(&browser, put_off)).unwrap(), Ok(true));
        let noted = browser.records(Area::Disk).get(COPIED.only()).cloned().unwrap();
        assert_eq!(COPIED.data(&Read(noted)), Some(Copied { at: BEGIN, put_off }));
    }
}

#[test]
fn a_start_sweeps_the_pictures_of_nothing() {
    let browser = Fake::at(BEGIN);
    keep(&browser, &product(1));
    assert!(keep_picture(&browser, &product(1)));
    browser.spoil(
        Area::Disk,
        &PICTURE.key(&product(2)),
        json!({ "v": 1, "data": "data:image/webp;base64,UklGRg==" }),
    );
    run(records::sweep(&browser, true)).unwrap().unwrap();
    assert_eq!(pictured(&browser), [product(1)]);
}

#[test]
fn a_page_of_x_s_begins_no_hand_over_in_which_nobody_presses() {
    for (from_x, presses, begins) in [(false, true, true), (true, false, true), (true, true, false)] {
        let browser = Fake::at(BEGIN);
        keep(&browser, &product(1));
        browser.spoil(Area::Disk, "handover", json!({ "v": 1, "data": { "press": presses } }));
        let call = AddToCart { store: Marketplace::De, keys: None };
        let begun = run(handover::add_to_cart(&browser, call, from_x)).unwrap().unwrap();
        assert_eq!(begun, begins, "from X: {from_x}, pressing: {presses}");
        assert_eq!(browser.records(Area::Disk).contains_key(SESSION.only()), begins);
        let opened = browser.opened.borrow();
        let page = opened.iter().any(|url| url == "own:handover.html?store=amazon.de");
        assert_eq!(page, !begins, "{opened:?}");
    }
}
