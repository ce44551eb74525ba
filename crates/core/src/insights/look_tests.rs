//! What one look says, trap by trap.

use super::*;
use crate::insights::conversation::PageData;
use crate::insights::numbers::Labels;
use crate::product::ProductKey;

#[path = "look_left_out_tests.rs"]
mod left_out;

const NOW: Millis = 1_795_608_000_000.0;
const CART: &str = "/hashtag/AmazonCart?src=hashtag_click";
const KETTLE: &str = "B0HCART001@amazon.com";

fn id(number: u32) -> TweetId {
    // Of November 2026, one second apart.
    (((1_795_000_000_000_u64 - 1_288_834_974_657 + 1_000 * u64::from(number)) << 22) + 7)
        .to_string()
        .parse()
        .unwrap()
}

fn handle(name: &str) -> Handle {
    name.parse().unwrap()
}

fn post(number: u32, author: &str) -> PostCell {
    PostCell {
        id: id(number),
        author: handle(author),
        posted: Some("2026-11-18T10:00:00.000Z".to_owned()),
        links: Vec::new(),
        products: Vec::new(),
        titles: Vec::new(),
        shape: None,
        promoted: false,
        quotes: false,
        replying_to: Vec::new(),
        line_down: false,
        lang: Some("en".to_owned()),
        labels: Labels::default(),
        data: None,
    }
}

fn tagged(number: u32, author: &str) -> PostCell {
    PostCell { links: vec![CART.to_owned()], ..post(number, author) }
}

fn selling(number: u32, author: &str) -> PostCell {
    PostCell { products: vec![KETTLE.parse().unwrap()], ..post(number, author) }
}

fn lined(post: PostCell) -> PostCell {
    PostCell { line_down: true, ..post }
}

fn cell(post: PostCell) -> Cell {
    Cell::Post(Box::new(post))
}

/// The page of post 10, which Ada wrote and which sells the kettle, with these cells under it.
fn under(cells: Vec<Cell>) -> PageReading {
    let mut all = vec![cell(selling(10, "Ada")), Cell::Other];
    all.extend(cells);
    on_page(all)
}

/// The page of post 10, of which these cells are in sight.
fn on_page(cells: Vec<Cell>) -> PageReading {
    look(&Conversation { focal: Some(id(10)), is_over: false, cells }, NOW)
}

fn elsewhere(cells: Vec<Cell>) -> PageReading {
    look(&Conversation { cells, ..Conversation::default() }, NOW)
}

fn place(number: u32) -> Parent {
    Parent::Place { post: id(number) }
}

fn parents(look: &PageReading) -> Vec<(&str, Parent)> {
    look.sightings.iter().map(|it| (it.handle.as_str(), it.parent.clone())).collect()
}

fn found(look: &PageReading, number: u32) -> &Post {
    look.posts.iter().find(|post| post.id == id(number)).unwrap()
}

#[test]
fn a_direct_reply_says_nowhere_what_it_answers_and_its_place_does() {
    let look = under(vec![
        cell(tagged(11, "bob")),
        Cell::Spacer,
        cell(post(12, "carol")),
        Cell::Spacer,
        cell(tagged(13, "dan")),
        Cell::Spacer,
    ]);
    assert_eq!(parents(&look), [("bob", place(10)), ("dan", place(10))]);
    let ada = found(&look, 10);
    assert_eq!(
        (ada.product(), ada.author()),
        (Some(KETTLE.parse::<ProductKey>().unwrap()), Some(&handle("Ada")))
    );
    assert_eq!(ada.seen.len(), 3, "replies without a hashtag are seen too");
    let bob = &look.sightings[0];
    assert_eq!((bob.at(), bob.posted), (1_795_000_011_000.0, Some(1_794_996_000_000.0)));
    assert_eq!((bob.lang.as_deref(), bob.first, bob.last, &bob.user), (Some("en"), NOW, NOW, &None));
}

#[test]
fn below_a_line_a_reply_answers_the_reply_before_it() {
    let look = under(vec![
        cell(lined(post(11, "bob"))),
        cell(lined(tagged(12, "carol"))),
        cell(tagged(13, "dan")),
        Cell::Spacer,
        cell(tagged(14, "eve")),
    ]);
    assert_eq!(parents(&look), [("carol", place(11)), ("dan", place(12)), ("eve", place(10))]);
    assert_eq!(found(&look, 10).seen.len(), 2, "an answer to an answer is none to the post");
}

#[test]
fn behind_a_button_in_the_middle_nobody_knows_the_parent() {
    let look = under(vec![cell(lined(post(11, "bob"))), Cell::More, cell(tagged(12, "carol")), Cell::Spacer]);
    assert_eq!(parents(&look), [("carol", Parent::Conversation { post: id(10) })]);
    assert!(look.has_more);
}

#[test]
fn what_follows_a_post_that_is_gone_may_answer_that_one() {
    let unsure = Parent::Conversation { post: id(10) };
    let look = under(vec![cell(lined(post(11, "bob"))), Cell::Gone, cell(tagged(12, "carol")), Cell::Spacer]);
    assert_eq!(parents(&look), [("carol", unsure.clone())]);
    let look = under(vec![
        Cell::Spacer,
        Cell::Gone,
        cell(tagged(12, "carol")),
        Cell::Spacer,
        cell(tagged(13, "dan")),
    ]);
    assert_eq!(parents(&look), [("carol", unsure), ("dan", place(10))], "at the head of a thread too");
}

#[test]
fn with_the_heading_scrolled_away_whoever_looks_has_to_say_so() {
    let cells = vec![Cell::Spacer, cell(tagged(12, "carol")), Cell::Spacer];
    let look = look(&Conversation { focal: Some(id(10)), is_over: true, cells }, NOW);
    assert_eq!((look.sightings.len(), look.left_out), (0, vec![(id(12), LeftOut::Elsewhere)]));
}

#[test]
fn without_a_spacer_and_without_a_line_the_place_says_nothing() {
    let look = under(vec![cell(post(11, "bob")), cell(tagged(12, "carol"))]);
    assert_eq!(parents(&look), [("carol", Parent::Conversation { post: id(10) })]);
}

#[test]
fn with_the_post_scrolled_away_a_spacer_still_says_that_a_reply_is_direct() {
    let cells = vec![
        cell(tagged(11, "bob")),
        Cell::Spacer,
        cell(tagged(12, "carol")),
        Cell::Spacer,
        cell(tagged(5, "dan")),
    ];
    let look = on_page(cells);
    let unsure = Parent::Conversation { post: id(10) };
    assert_eq!(
        parents(&look),
        [("bob", unsure), ("carol", place(10))],
        "and what is older than the post is no reply"
    );
    assert_eq!(look.left_out, [(id(5), LeftOut::NoReply)]);
}

#[test]
fn what_is_in_sight_counts_as_seen_also_with_the_post_scrolled_away() {
    let cells = vec![cell(post(11, "bob")), Cell::Spacer, cell(post(12, "carol")), Cell::Spacer];
    let look = on_page(cells);
    assert_eq!(
        (found(&look, 10).seen.len(), found(&look, 10).author()),
        (1, None),
        "bob may answer anything"
    );
}

#[test]
fn a_line_to_a_post_that_is_older_is_none() {
    let look = under(vec![cell(lined(post(14, "bob"))), cell(tagged(12, "carol"))]);
    assert_eq!(parents(&look), [("carol", Parent::Conversation { post: id(10) })]);
}

#[test]
fn above_the_post_stand_what_it_answers() {
    let cells = vec![
        cell(lined(selling(8, "ada"))),
        cell(lined(tagged(9, "bob"))),
        cell(post(10, "carol")),
        Cell::Other,
        cell(tagged(11, "dan")),
    ];
    let look = on_page(cells);
    assert_eq!(parents(&look), [("bob", place(8)), ("dan", place(10))]);
    assert_eq!(found(&look, 8).product(), Some(KETTLE.parse().unwrap()));
}

#[test]
fn discover_more_is_none_of_the_conversation() {
    let look = under(vec![
        cell(tagged(11, "bob")),
        Cell::Spacer,
        Cell::Heading,
        cell(tagged(12, "carol")),
        Cell::Spacer,
        cell(tagged(13, "dan")),
        Cell::More,
    ]);
    assert_eq!(parents(&look), [("bob", place(10))]);
    assert_eq!(look.left_out, [(id(12), LeftOut::Elsewhere), (id(13), LeftOut::Elsewhere)]);
    assert!(!look.has_more && found(&look, 10).seen.len() == 1);
}

#[test]
fn a_heading_that_came_late_is_corrected_by_the_page_s_own_data() {
    let data = Some(PageData::default());
    let look = under(vec![Cell::Spacer, cell(PostCell { data, ..tagged(12, "carol") })]);
    assert_eq!(parents(&look), [("carol", Parent::Nothing)]);
    assert!(found(&look, 10).seen.is_empty());
}

#[test]
fn in_search_only_the_handle_is_known_until_the_page_s_data_tells_more() {
    let reply = PostCell { replying_to: vec![handle("Ada"), handle("bob")], ..tagged(11, "carol") };
    let look = elsewhere(vec![cell(reply.clone())]);
    assert_eq!(parents(&look), [("carol", Parent::Handle { to: handle("Ada") })]);
    assert_eq!(look.posts, []);
    let data = PageData {
        user: Some("77".parse().unwrap()),
        answers: Some(id(10)),
        answers_handle: Some(handle("ada")),
    };
    let look = elsewhere(vec![cell(PostCell { data: Some(data.clone()), ..reply })]);
    assert_eq!(parents(&look), [("carol", Parent::Page { post: id(10) })]);
    assert_eq!(look.sightings[0].user, data.user);
    assert_eq!((found(&look, 10).author(), found(&look, 10).seen.len()), (Some(&handle("ada")), 1));
    // One's own thread, found by search.
    let own = PostCell { data: Some(data), replying_to: Vec::new(), ..tagged(12, "Ada") };
    assert_eq!(elsewhere(vec![cell(own)]).left_out, [(id(12), LeftOut::Own)]);
}

#[test]
fn on_other_pages_a_thread_may_lack_its_middle() {
    let look = elsewhere(vec![
        cell(lined(selling(10, "ada"))),
        cell(tagged(12, "bob")),
        Cell::Heading,
        cell(tagged(13, "eve")),
    ]);
    assert_eq!(parents(&look), [("bob", Parent::Handle { to: handle("ada") })]);
    assert_eq!(look.left_out, [(id(13), LeftOut::NoReply)], "headings end conversations only");
    let named = PostCell { replying_to: vec![handle("zoe")], ..tagged(12, "bob") };
    let look = elsewhere(vec![cell(lined(selling(10, "ada"))), cell(named)]);
    assert_eq!(
        parents(&look),
        [("bob", Parent::Handle { to: handle("zoe") })],
        "and then it says whom it answers"
    );
}

#[test]
fn a_reply_that_names_somebody_else_is_not_believed_by_its_place() {
    let reply = PostCell { replying_to: vec![handle("zoe")], ..tagged(12, "bob") };
    assert_eq!(
        parents(&under(vec![Cell::Spacer, cell(reply)])),
        [("bob", Parent::Handle { to: handle("zoe") })]
    );
    let reply = PostCell { replying_to: vec![handle("zoe"), handle("ADA")], ..tagged(12, "bob") };
    assert_eq!(parents(&under(vec![Cell::Spacer, cell(reply)])), [("bob", place(10))]);
}

#[test]
fn the_page_s_own_data_is_believed_before_the_place() {
    let data = PageData { answers: Some(id(11)), ..PageData::default() };
    let look = under(vec![Cell::Spacer, cell(PostCell { data: Some(data), ..tagged(12, "bob") })]);
    assert_eq!(parents(&look), [("bob", Parent::Page { post: id(11) })]);
}

#[test]
fn identical_texts_of_different_people_count_each() {
    let look = under(vec![cell(tagged(11, "bob")), Cell::Spacer, cell(tagged(12, "carol")), Cell::Spacer]);
    assert_eq!(look.sightings.len(), 2);
}

#[test]
fn a_hashtag_counts_by_its_link_and_a_link_to_something_else_does_not() {
    let with = |href: &str| PostCell { links: vec!["/ada".to_owned(), href.to_owned()], ..post(11, "bob") };
    assert_eq!(under(vec![cell(with("/hashtag/amazoncart"))]).sightings.len(), 1);
    assert_eq!(
        under(vec![cell(with("/hashtag/AmazonBasket"))]).sightings[0].tags,
        Tags { cart: false, basket: true }
    );
    assert_eq!(under(vec![cell(with("/hashtag/AmazonCartoon"))]).sightings.len(), 0);
}

#[test]
fn of_a_post_that_sells_several_nobody_knows_which_was_meant() {
    let products = [KETTLE, "B0HCART002@amazon.com"].map(|key| key.parse().unwrap());
    let focal = PostCell { products: products.to_vec(), ..post(10, "ada") };
    let cells = vec![cell(focal), cell(tagged(11, "bob"))];
    let look = on_page(cells);
    assert_eq!((found(&look, 10).product(), found(&look, 10).products()), (None, &products[..]));
}

#[test]
fn numbers_of_the_post_come_along() {
    let labels = Labels { replies: Some("40 Replies. Reply".to_owned()), ..Labels::default() };
    let cells = vec![cell(PostCell { labels, ..post(10, "ada") })];
    let look = on_page(cells);
    let replies = found(&look, 10).numbers.replies.unwrap();
    assert_eq!((replies.last.value, replies.last.at, found(&look, 10).numbers.views), (40, NOW, None));
}
