//! The list, record by record.

use super::*;
use crate::cart::Shelf;
use crate::handover::{AddMethod, Outcome, Pick, Reason, Stage};
use crate::marketplace::Marketplace;
use crate::query::{GroupBy, ItemFilter, Query, Sort};
use crate::samples::{JsonText, kept, put, raw};
use proptest::prelude::*;

fn item(key: &str, title: &str, author: &str, saved_at: Millis) -> CartItem {
    let mut item = CartItem::new(kept("1"), saved_at);
    item.found.key = key.parse().unwrap();
    item.found.title = Some(title.to_owned());
    item.found.tweet.as_mut().unwrap().author = author.to_owned();
    item
}

const KETTLE: &str = "B0HCART001@amazon.de";
const LAMP: &str = "B0HCART002@amazon.com";
const BOOK: &str = "B0HCART003@amazon.de";

fn three() -> List {
    let mut list = List::default();
    put(&mut list, &item(KETTLE, "Ein Kessel, blau", "ada", 1.0));
    put(&mut list, &item(LAMP, "A lamp", "Bo", 3.0));
    put(&mut list, &CartItem { note: "für Ada".to_owned(), ..item(BOOK, "Érase una vez", "Ada", 2.0) });
    list
}

/// A day has ten milliseconds here.
fn shown(list: &List, query: &Query) -> Vec<String> {
    let arranged = list.arrange(query, &|at| (at / 10.0) as i64);
    let mut lines = Vec::new();
    for (index, place) in arranged.order.iter().enumerate() {
        let head = arranged.heads.iter().find(|(before, _)| *before == index);
        lines.extend(head.map(|(_, head)| format!("{head:?}")));
        lines.push(list.entries()[*place].item.found.key.name());
    }
    lines
}

fn query(words: &str) -> Query {
    Query { words: words.to_owned(), ..Query::default() }
}

#[test]
fn words_are_looked_for_in_title_author_number_and_note() {
    let list = three();
    for (words, expected) in [
        ("", vec!["B0HCART002", "B0HCART003", "B0HCART001"]),
        ("kessel BLAU", vec!["B0HCART001"]),
        ("blau lamp", vec![]),
        ("ada", vec!["B0HCART003", "B0HCART001"]),
        ("@bo", vec!["B0HCART002"]),
        ("b0hcart003", vec!["B0HCART003"]),
        ("FÜR", vec!["B0HCART003"]),
        ("  éRASE ", vec!["B0HCART003"]),
    ] {
        assert_eq!(shown(&list, &query(words)), expected, "{words:?}");
    }
}

#[test]
fn orders_and_headings() {
    let list = three();
    let by = |sort, group| shown(&list, &Query { sort, group, ..Query::default() });
    assert_eq!(by(Sort::Oldest, GroupBy::None), ["B0HCART001", "B0HCART003", "B0HCART002"]);
    assert_eq!(by(Sort::Title, GroupBy::None), ["B0HCART002", "B0HCART001", "B0HCART003"]);
    assert_eq!(by(Sort::Author, GroupBy::None), ["B0HCART003", "B0HCART001", "B0HCART002"]);
    assert_eq!(by(Sort::Store, GroupBy::None), ["B0HCART002", "B0HCART003", "B0HCART001"]);
    assert_eq!(
        by(Sort::Oldest, GroupBy::Store),
        ["Store(\"amazon.com\")", "B0HCART002", "Store(\"amazon.de\")", "B0HCART001", "B0HCART003"]
    );
    assert_eq!(
        by(Sort::Newest, GroupBy::Author),
        ["Author(\"Ada\")", "B0HCART003", "B0HCART001", "Author(\"Bo\")", "B0HCART002"]
    );
    let mut list = three();
    put(&mut list, &item(LAMP, "A lamp", "Bo", 13.0));
    let by = |sort| shown(&list, &Query { sort, group: GroupBy::Day, ..Query::default() });
    assert_eq!(by(Sort::Newest), ["Day(13.0)", "B0HCART002", "Day(2.0)", "B0HCART003", "B0HCART001"]);
    assert_eq!(by(Sort::Oldest), ["Day(1.0)", "B0HCART001", "B0HCART003", "Day(13.0)", "B0HCART002"]);
}

#[test]
fn one_author() {
    let list = three();
    let of = |author: &str| shown(&list, &Query { author: Some(author.to_owned()), ..Query::default() });
    assert_eq!(of("ADA"), ["B0HCART003", "B0HCART001"]);
    assert_eq!(of("nobody"), Vec::<String>::new());
}

#[test]
fn counts_are_of_what_matches_whatever_is_shown() {
    let mut list = three();
    put(&mut list, &CartItem { shelf: Some((Shelf::Bought, 5.0)), ..item(LAMP, "A lamp", "Bo", 3.0) });
    let sent = Sent { store: Marketplace::De, outcome: Outcome::NotAdded { reason: Reason::Used }, at: 4.0 };
    list.take(&format!("sent:{KETTLE}"), Some(&raw(&sent)));
    let arranged = |only| list.arrange(&Query { only, ..Query::default() }, &|_| 0);
    let all = arranged(ItemFilter::All);
    let count = |only| (all.count(only), arranged(only).order.len());
    assert_eq!(count(ItemFilter::Open), (2, 2));
    assert_eq!(count(ItemFilter::All), (3, 3));
    assert_eq!(count(ItemFilter::At(Status::Bought)), (1, 1));
    assert_eq!(count(ItemFilter::At(Status::NotAdded)), (1, 1));
    assert_eq!(count(ItemFilter::At(Status::Saved)), (1, 1));
    assert_eq!(count(ItemFilter::At(Status::Archived)), (0, 0));
    let searched = list.arrange(&query("kessel"), &|_| 0);
    assert_eq!((searched.count(ItemFilter::All), searched.count(ItemFilter::At(Status::NotAdded))), (1, 1));
}

#[test]
fn the_order_of_records_does_not_matter_and_a_change_touches_one() {
    let key: ItemKey = KETTLE.parse().unwrap();
    let sent = Sent { store: Marketplace::De, outcome: Outcome::Marked, at: 4.0 };
    let mut list = List::default();
    list.take(&format!("sent:{KETTLE}"), Some(&raw(&sent)));
    put(&mut list, &item(LAMP, "A lamp", "Bo", 3.0));
    put(&mut list, &item(KETTLE, "A kettle", "ada", 1.0));
    assert_eq!(list.get(&key).unwrap().status, Status::SaidInCart);
    let revisions = |list: &List| [KETTLE, LAMP].map(|key| list.get(&key.parse().unwrap()).unwrap().revision);
    let before = revisions(&list);
    list.take(&format!("sent:{KETTLE}"), None::<&JsonText>);
    let after = revisions(&list);
    assert_eq!(list.get(&key).unwrap().status, Status::Saved);
    assert!(before[0] != after[0] && before[1] == after[1]);
}

#[test]
fn a_walk_takes_its_items_along_until_it_is_over() {
    let mut list = three();
    let pick = |key: &str| Pick { key: key.parse().unwrap(), title: String::new(), wanted: 1 };
    let mut session = Session::new(Marketplace::De, AddMethod::Guided, &[pick(KETTLE), pick(BOOK)], 9.0);
    let at = |list: &List, key: &str| list.get(&key.parse().unwrap()).unwrap().status;
    list.take("walk", Some(&raw(&session)));
    assert_eq!((at(&list, KETTLE), at(&list, LAMP)), (Status::OnItsWay, Status::Saved));
    session.at = Stage::Done;
    list.take("walk", Some(&raw(&session)));
    assert_eq!((at(&list, KETTLE), at(&list, BOOK)), (Status::Saved, Status::Saved));
    let session = Session::new(Marketplace::Com, AddMethod::Guided, &[pick(LAMP)], 9.0);
    list.take("walk", Some(&raw(&session)));
    list.take("walk", None::<&JsonText>);
    assert_eq!(at(&list, LAMP), Status::Saved);
}

#[test]
fn what_is_removed_can_come_back_until_it_is_there_again() {
    let mut list = three();
    for key in [KETTLE, LAMP] {
        let item = list.get(&key.parse().unwrap()).unwrap().item.clone();
        list.take(&format!("removed:{key}"), Some(&raw(&item)));
        assert_eq!(list.removed().map(|(count, _)| count), (key == LAMP).then_some(1));
        list.take(&format!("item:{key}"), None::<&JsonText>);
    }
    assert_eq!(list.entries().len(), 1);
    assert_eq!(list.removed().map(|(count, _)| count), Some(2));
    assert_eq!(list.get(&BOOK.parse().unwrap()).unwrap().item.found.key.name(), "B0HCART003");
    put(&mut list, &item(KETTLE, "Again", "ada", 6.0));
    assert_eq!(list.removed(), Some((1, "A lamp")));
}

#[test]
fn what_cannot_be_shown_is_counted_once() {
    let mut list = three();
    list.take(&format!("item:{KETTLE}"), Some(&JsonText("\"garbage\"".to_owned())));
    list.take(&format!("item:{KETTLE}"), Some(&JsonText("\"garbage\"".to_owned())));
    list.take(&format!("item:{LAMP}"), Some(&JsonText(r#"{"v":99,"data":{}}"#.to_owned())));
    list.take("item:nonsense", Some(&raw(&item(BOOK, "Book", "ada", 1.0))));
    assert_eq!((list.hidden(), list.entries().len()), ((2, 1), 1));
    put(&mut list, &item(KETTLE, "Again", "ada", 6.0));
    list.take(&format!("item:{LAMP}"), None::<&JsonText>);
    list.take("item:nonsense", None::<&JsonText>);
    assert_eq!((list.hidden(), list.entries().len()), ((0, 0), 2));
    list.take("settings", Some(&JsonText("{}".to_owned())));
}

#[test]
fn what_is_shown_first_is_taken_in_first() {
    let record = |key: &str, at| (format!("item:{key}"), raw(&item(key, "A thing", "ada", at)));
    let sent = Sent { store: Marketplace::De, outcome: Outcome::Marked, at: 1.0 };
    let mut records = vec![
        record(KETTLE, 1.0),
        record(LAMP, 3.0),
        ("item:nonsense".to_owned(), JsonText("7".to_owned())),
        record(BOOK, 2.0),
        (format!("sent:{KETTLE}"), raw(&sent)),
    ];
    let mut sorted = NewestFirst::default();
    sorted.take(records.split_off(2));
    sorted.take(records);
    let names: Vec<String> = sorted.sorted().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[2..], [LAMP, BOOK, KETTLE].map(|key| format!("item:{key}")));
}

proptest! {
    /// Items that come, change and go, and another order now and then: what is kept of the order before changes nothing.
    #[test]
    fn the_order_before_does_not_decide(
        steps in proptest::collection::vec((0_usize..9, 0_u8..7, 0..Sort::ALL.len(), 0..GroupBy::ALL.len()), 1..40),
    ) {
        let key = |number: usize| format!("B{number:09}@amazon.{}", if number.is_multiple_of(2) { "de" } else { "com" });
        let mut list = List::default();
        for (number, at, sort, group) in steps {
            if at == 0 {
                list.take(&format!("item:{}", key(number)), None::<&JsonText>);
            } else {
                let titles = ["A lamp", "Book", "A kettle"];
                let author = ["ada", "Bo"][usize::from(at) % 2];
                put(&mut list, &item(&key(number), titles[usize::from(at) % 3], author, f64::from(at)));
            }
            let query = Query { sort: Sort::ALL[sort], group: GroupBy::ALL[group], ..Query::default() };
            let mut anew = List::default();
            for entry in list.entries() {
                put(&mut anew, &entry.item);
            }
            prop_assert_eq!(shown(&list, &query), shown(&anew, &query));
            prop_assert_eq!(shown(&list, &query), shown(&anew, &query));
        }
    }
}
