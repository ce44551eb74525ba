//! Looks at conversations as X shows them: only a part of the cells stands in the page at a time.

use hashcart_core::insights::{Cell, Conversation, Counted, Labels, Parent, PostCell, Sightings, look};
use hashcart_core::tweet::TweetId;
use proptest::collection::vec;
use proptest::prelude::*;

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

proptest! {
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
