//! What one look leaves out, and whose posts it is about.

use super::*;

#[test]
fn promoted_posts_are_looked_through() {
    let ad = PostCell { promoted: true, ..tagged(99, "shop") };
    let look = under(vec![Cell::Spacer, cell(ad), cell(tagged(12, "bob"))]);
    assert_eq!(parents(&look), [("bob", place(10))]);
    assert_eq!(look.left_out, [(id(99), LeftOut::Promoted)]);
}

#[test]
fn an_author_s_own_call_to_action_does_not_count() {
    let look = under(vec![
        cell(tagged(11, "ADA")),
        Cell::Spacer,
        cell(lined(post(12, "bob"))),
        cell(lined(tagged(13, "ada"))),
        cell(tagged(14, "bob")),
        Cell::Spacer,
    ]);
    // Bob answers Ada's call, which is what a call is for.
    assert_eq!(parents(&look), [("bob", place(13))]);
    assert_eq!(look.left_out, [(id(11), LeftOut::Own), (id(13), LeftOut::Own)]);
    let itself = on_page(vec![cell(tagged(10, "ada"))]);
    assert_eq!((itself.sightings.len(), &itself.left_out[..]), (0, &[(id(10), LeftOut::NoReply)][..]));
}

#[test]
fn on_its_own_page_a_reply_is_no_call_of_its_author_s() {
    let cells = vec![
        cell(lined(post(8, "ada"))),
        cell(lined(tagged(9, "bob"))),
        cell(tagged(10, "bob")),
        Cell::Other,
        cell(tagged(11, "ADA")),
        Cell::Spacer,
        cell(tagged(12, "bob")),
    ];
    let look = on_page(cells);
    assert_eq!(parents(&look), [("bob", place(8))], "bob answers ada, whatever she sells");
    // Bob goes on below his own reply, and ada calls below what she began.
    assert_eq!(look.left_out, [10, 11, 12].map(|number| (id(number), LeftOut::Own)));
}

#[test]
fn an_author_may_answer_what_another_sells_under_her_post() {
    let look = under(vec![cell(lined(selling(11, "bob"))), cell(tagged(12, "ada"))]);
    assert_eq!(parents(&look), [("ada", place(11))]);
}

#[test]
fn a_quote_and_a_post_by_itself_are_no_replies() {
    let quote = PostCell { quotes: true, ..tagged(11, "bob") };
    let look = elsewhere(vec![cell(quote), cell(tagged(12, "carol"))]);
    assert_eq!(look.sightings, []);
    assert_eq!(look.left_out, [(id(11), LeftOut::Quote), (id(12), LeftOut::NoReply)]);
    // A reply that also quotes is a reply.
    let both = PostCell { quotes: true, replying_to: vec![handle("ada")], ..tagged(13, "dan") };
    assert_eq!(parents(&elsewhere(vec![cell(both)])), [("dan", Parent::Handle { to: handle("ada") })]);
}

#[test]
fn only_what_concerns_the_author_is_kept() {
    let own = [handle("ADA")];
    let mut cells = vec![cell(selling(10, "Ada")), cell(tagged(11, "bob")), Cell::Spacer];
    cells.extend([cell(lined(post(12, "carol"))), cell(tagged(13, "dan")), cell(tagged(14, "eve"))]);
    let page = on_page(cells);
    assert_eq!((page.sightings.len(), page.posts.len()), (3, 2));
    let kept = page.clone().only_to(&own, &|_| false);
    let unsure = Parent::Conversation { post: id(10) };
    assert_eq!(parents(&kept), [("bob", place(10)), ("eve", unsure)], "dan answers carol");
    assert_eq!(kept.posts.iter().map(|post| &post.id).collect::<Vec<_>>(), [&id(10)]);
    let others = page.only_to(&[handle("zoe")], &|_| false);
    assert_eq!(others, PageReading::default(), "nothing of anybody else's conversation");
    // A correction is kept where what it corrects may have been.
    let data = Some(PageData::default());
    let page = under(vec![Cell::Spacer, cell(PostCell { data, ..tagged(12, "carol") })]);
    assert_eq!(page.clone().only_to(&own, &|_| false).sightings.len(), 1);
    assert_eq!(page.only_to(&[handle("zoe")], &|_| false), PageReading::default());
    // The post itself may be scrolled away, and is still known.
    let scrolled = vec![cell(tagged(11, "bob")), Cell::Spacer, cell(tagged(12, "carol"))];
    let page = on_page(scrolled);
    assert_eq!(page.clone().only_to(&own, &|post| *post == id(10)).sightings.len(), 2);
    assert_eq!(page.only_to(&own, &|_| false), PageReading::default());
    // From search, where the page does not show whose the post is.
    let data = Some(PageData { answers: Some(id(10)), ..PageData::default() });
    let named = PostCell { replying_to: vec![handle("ada")], ..tagged(12, "carol") };
    let search = elsewhere(vec![cell(PostCell { data, ..tagged(11, "bob") }), cell(named)]);
    assert_eq!(search.clone().only_to(&own, &|_| false).sightings.len(), 1);
    assert_eq!(search.only_to(&own, &|post| *post == id(10)).sightings.len(), 2);
}
