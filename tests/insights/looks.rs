//! Looks at conversations as X shows them: only a part of the cells stands in the page at a time.

use hashcart_core::insights::{
    Cell, Conversation, Counted, Handle, Labels, PageData, PageReading, Parent, PostCell, Sightings, look,
};
use hashcart_core::tweet::TweetId;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::made::{DAY, START, handle, id_at};

/// A thread under a post: how many posts it has, behind which of them a button hides some, which of them is not
/// available, and whether an advertisement follows.
type Thread = (usize, Option<usize>, Option<usize>, bool);

/// The cells of a conversation, and of each reply what it answers in truth; `None` where the page does not say it.
struct Made {
    focal: TweetId,
    cells: Vec<Cell>,
    truth: Vec<(TweetId, Option<TweetId>)>,
}

fn cell(id: &TweetId, author: String, line_down: bool) -> PostCell {
    PostCell {
        id: id.clone(),
        author: handle(&author),
        posted: None,
        links: vec!["/hashtag/AmazonCart?src=hashtag_click".to_owned()],
        products: Vec::new(),
        titles: Vec::new(),
        shape: None,
        promoted: false,
        quotes: false,
        replying_to: Vec::new(),
        line_down,
        lang: None,
        labels: Labels::default(),
        data: None,
    }
}

fn made(above: usize, threads: &[Thread]) -> Made {
    let (mut number, mut cells, mut truth) = (0_u64, Vec::new(), Vec::new());
    let mut next = || {
        number += 1;
        (id_at(number as f64 * 1_000.0, number), format!("reader_{number}"))
    };
    let mut before: Option<TweetId> = None;
    for _ in 0..above {
        let (id, author) = next();
        truth.extend(before.map(|before| (id.clone(), Some(before))));
        cells.push(Cell::Post(Box::new(cell(&id, author, true))));
        before = Some(id);
    }
    let (focal, author) = next();
    truth.extend(before.map(|before| (focal.clone(), Some(before))));
    cells.extend([Cell::Post(Box::new(cell(&focal, author, false))), Cell::Other]);
    for (length, hidden, gone, ad) in threads {
        let mut parent = Some(focal.clone());
        for place in 0..*length {
            let (id, author) = next();
            if *gone == Some(place) {
                cells.push(Cell::Gone);
                parent = None;
                continue;
            }
            truth.push((id.clone(), parent));
            let is_last = place + 1 == *length;
            cells.push(Cell::Post(Box::new(cell(&id, author, !is_last))));
            parent = Some(id);
            if *hidden == Some(place) && !is_last {
                cells.push(Cell::More);
                parent = None;
            }
        }
        cells.push(Cell::Spacer);
        if *ad {
            let (id, author) = next();
            cells.push(Cell::Post(Box::new(PostCell { promoted: true, ..cell(&id, author, false) })));
        }
    }
    cells.push(Cell::Heading);
    for _ in 0..2 {
        let (id, author) = next();
        cells.extend([Cell::Post(Box::new(cell(&id, author, false))), Cell::Spacer]);
    }
    Made { focal, cells, truth }
}

fn threads() -> impl Strategy<Value = Vec<Thread>> {
    let one = || proptest::option::weighted(0.3, 0_usize..3);
    vec((1_usize..4, one(), one(), any::<bool>()), 0..6)
}

fn some_handle() -> impl Strategy<Value = Handle> {
    select(vec!["ada", "Ada", "bob", "carol"]).prop_map(handle)
}

fn some_id() -> impl Strategy<Value = TweetId> {
    (0_u64..8).prop_map(|number| id_at(number as f64, number))
}

fn some_data() -> impl Strategy<Value = PageData> {
    (of(Just("7".parse().unwrap())), of(some_id()), of(some_handle()))
        .prop_map(|(user, answers, answers_handle)| PageData { user, answers, answers_handle })
}

fn some_post() -> impl Strategy<Value = PostCell> {
    let links =
        select(vec!["/hashtag/AmazonCart", "/hashtag/amazonbasket?src=x", "/ada", "https://t.co/a", ""]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let texts = (of(".{0,30}"), of(".{0,12}"), of("[0-9a-z٠-٩,. ]{0,20}"));
    (some_id(), some_handle(), vec(links, 0..3), flags, vec(some_handle(), 0..3), texts, of(some_data()))
        .prop_map(
            |(
                id,
                author,
                links,
                (sells, promoted, quotes, line_down),
                replying_to,
                (posted, lang, label),
                data,
            )| PostCell {
                id,
                author,
                posted,
                links: links.into_iter().map(str::to_owned).collect(),
                products: if sells { vec!["B0HCART001@amazon.com".parse().unwrap()] } else { Vec::new() },
                titles: Vec::new(),
                shape: None,
                promoted,
                quotes,
                replying_to,
                line_down,
                lang,
                labels: Labels { replies: label.clone(), row: label, ..Labels::default() },
                data,
            },
        )
}

fn some_cells() -> impl Strategy<Value = Vec<Cell>> {
    let bare = vec![Cell::Spacer, Cell::Spacer, Cell::More, Cell::Heading, Cell::Gone, Cell::Other];
    vec(prop_oneof![2 => some_post().prop_map(|post| Cell::Post(Box::new(post))), 1 => select(bare)], 0..14)
}

proptest! {
    #[test]
    fn whatever_a_page_says_a_look_says_no_more(focal in of(some_id()), is_over in any::<bool>(), cells in some_cells()) {
        let page = Conversation { focal, is_over, cells };
        let found = look(&page, START + DAY);
        let shown = |id: &TweetId| {
            let cells = page.cells.iter().filter_map(|cell| match cell {
                Cell::Post(post) if post.id == *id => Some(post),
                _ => None,
            });
            cells.collect::<Vec<_>>()
        };
        for sighting in &found.sightings {
            prop_assert!(!sighting.tags.is_none());
            prop_assert!(shown(&sighting.id).iter().any(|post| !post.promoted && post.author == sighting.handle));
            prop_assert_ne!(sighting.parent.post(), Some(&sighting.id), "nothing answers itself");
            if let Some(parent) = sighting.parent.post() {
                let noted = found.posts.iter().find(|post| post.id == *parent);
                prop_assert!(noted.is_some(), "its coverage and its product would have no place");
            }
        }
        prop_assert!(!is_over || page.focal.is_none() || found.sightings.is_empty());
        let mut set = Sightings::default();
        set.take(found.clone());
        set.take(found.clone());
        let people = Counted::of(&set).total().people;
        prop_assert!(people <= found.sightings.len());
        let kept = found.clone().only_to(&[handle("ADA")], &|_| false);
        prop_assert!(kept.sightings.iter().all(|sighting| found.sightings.contains(sighting)));
        prop_assert!(kept.posts.iter().all(|post| post.author().is_some_and(|author| author.is(&handle("ada")))));
        prop_assert!(
            PageReading { has_more: false, ..found.only_to(&[], &|_| false) } == PageReading::default(),
            "with no accounts of one's own nothing is kept"
        );
    }

    #[test]
    fn the_whole_page_says_of_each_reply_what_it_answers(above in 0_usize..3, threads in threads()) {
        let made = made(above, &threads);
        let found = look(&Conversation { focal: Some(made.focal.clone()), is_over: false, cells: made.cells }, START);
        prop_assert_eq!(found.sightings.len(), made.truth.len());
        for (sighting, (id, parent)) in found.sightings.iter().zip(&made.truth) {
            prop_assert_eq!(&sighting.id, id);
            let expected = match parent {
                Some(post) => Parent::Place { post: post.clone() },
                None => Parent::Conversation { post: made.focal.clone() },
            };
            prop_assert_eq!(&sighting.parent, &expected);
        }
    }

    #[test]
    fn a_part_of_the_page_says_less_and_nothing_else(
        above in 0_usize..3, threads in threads(), windows in vec((any::<prop::sample::Index>(), 1_usize..9), 1..8),
    ) {
        let made = made(above, &threads);
        let end = made.cells.iter().position(|cell| *cell == Cell::Heading).unwrap();
        let mut joined = Sightings::default();
        for (from, length) in windows {
            let from = from.index(made.cells.len());
            let cells = made.cells.get(from..(from + length).min(made.cells.len())).unwrap().to_vec();
            joined.take(look(&Conversation { focal: Some(made.focal.clone()), is_over: from > end, cells }, START + DAY));
        }
        for sighting in joined.replies() {
            let known = made.truth.iter().find(|(id, _)| *id == sighting.id);
            let Some((_, truth)) = known else { return Err(TestCaseError::fail("no reply, and counted")) };
            if let Some(post) = sighting.parent.post() {
                prop_assert_eq!(Some(post), truth.as_ref());
            }
        }
        let counted = Counted::of(&joined);
        let direct = made.truth.iter().filter(|(_, parent)| parent.as_ref() == Some(&made.focal)).count();
        let said = counted.posts().iter().find(|it| *it.id == made.focal).map_or(0, |it| it.total.people);
        prop_assert!(said <= direct);
    }
}
