//! The list's items: adding, statuses, bounds, merging.

use super::*;
use crate::link::{Link, recognise};
use crate::samples::{kept, mention};

#[test]
fn the_same_product_is_kept_once_and_its_first_tweet_stays() {
    let first = CartItem::add(None, kept("1"), false, 10.0);
    assert!(first.fresh);
    let again = CartItem::add(Some(first.item.clone()), kept("2"), false, 20.0);
    assert_eq!(again, Added { item: first.item, fresh: false, claimed: false });
}

#[test]
fn what_came_from_elsewhere_takes_the_first_tweet_that_shows_it() {
    let plain = KeptMention { tweet: None, ..kept("1") };
    let there = CartItem::new(plain, 10.0);
    let added = CartItem::add(Some(there.clone()), kept("2"), false, 20.0);
    assert_eq!((added.item.tweet_id().unwrap().as_str(), added.fresh), ("2", false));
    assert_eq!(added.item.reply_left(&"2".parse().unwrap()), ReplyLeft::Open);
    assert_eq!(there.merged(CartItem::new(kept("3"), 30.0)).tweet_id().unwrap().as_str(), "3");
}

#[test]
fn of_two_items_that_are_one_the_word_of_a_reply_that_may_be_out_stays() {
    let with =
        |code, at| CartItem { status: ReplyState::ReplyFailed { code }, ..CartItem::new(kept("1"), at) };
    for at in [10.0, 30.0] {
        let merged = with(FaultCode::ComposerBusy, 20.0).merged(with(FaultCode::Unconfirmed, at));
        assert_eq!(merged.status, ReplyState::ReplyFailed { code: FaultCode::Unconfirmed });
        assert_eq!(merged.reply_left(&"1".parse().unwrap()), ReplyLeft::Unknown);
    }
}

/// A file that was written before the last try must not bring back how the one before it failed.
#[test]
fn of_two_failures_of_one_reply_the_later_word_stays() {
    let with = |code, changed_at| CartItem {
        status: ReplyState::ReplyFailed { code },
        changed_at,
        ..CartItem::new(kept("1"), 1.0)
    };
    let (first, last) = (with(FaultCode::ComposerBusy, 5.0), with(FaultCode::ReplyLimit, 10.0));
    assert_eq!(last.clone().merged(first.clone()), last);
    assert_eq!(first.merged(last.clone()), last);
}

#[test]
fn a_click_never_sends_what_may_be_sent_already() {
    let item = CartItem::add(None, kept("1"), false, 10.0).item;
    let (same, other) = ("1".parse().unwrap(), "2".parse().unwrap());
    let left =
        |status: ReplyState, tweet| item.clone().with_status(status, true, 11.0).unwrap().reply_left(tweet);
    let failed = |code| ReplyState::ReplyFailed { code };
    assert_eq!(left(ReplyState::Saved, &same), ReplyLeft::Open);
    assert_eq!(left(ReplyState::Saved, &other), ReplyLeft::Elsewhere);
    assert_eq!(left(failed(FaultCode::ComposerNever), &same), ReplyLeft::Open);
    assert_eq!(left(failed(FaultCode::Unconfirmed), &same), ReplyLeft::Unknown);
    assert_eq!(left(ReplyState::Replying, &same), ReplyLeft::Unknown);
    assert_eq!(left(ReplyState::Replied { url: String::new() }, &same), ReplyLeft::Done);
}

#[test]
fn only_one_page_gets_to_send() {
    let item = CartItem::add(None, kept("1"), false, 10.0).item;
    let sending = item.with_status(ReplyState::Replying, false, 11.0).unwrap();
    let elsewhere = Err(FaultCode::RepliedElsewhere);
    assert_eq!(sending.clone().with_status(ReplyState::Replying, false, 12.0), elsewhere);
    let failed = ReplyState::ReplyFailed { code: FaultCode::ReplyLimit };
    assert_eq!(sending.clone().with_status(failed.clone(), false, 12.0), elsewhere, "another page's failure");
    assert_eq!(sending.clone().with_status(ReplyState::Saved, false, 12.0), elsewhere);
    let again = sending.clone().with_status(failed.clone(), true, 13.0).unwrap();
    assert!(again.with_status(ReplyState::Replying, false, 14.0).is_ok(), "a refusal may be tried again");
    let posted = ReplyState::Replied { url: "https://x.com/me/status/2".to_owned() };
    let posted = sending.with_status(posted.clone(), false, 15.0).unwrap();
    assert_eq!(posted.clone().with_status(failed, true, 16.0), elsewhere, "what is posted stays posted");
    let unsure = ReplyState::ReplyFailed { code: FaultCode::Unconfirmed };
    let item = CartItem { status: unsure, ..CartItem::add(None, kept("1"), false, 10.0).item };
    for status in
        [ReplyState::Saved, ReplyState::Replying, ReplyState::ReplyFailed { code: FaultCode::ComposerNever }]
    {
        assert_eq!(
            item.clone().with_status(status, true, 17.0),
            Err(FaultCode::RepliedElsewhere),
            "it may be out"
        );
    }
}

fn product() -> ProductLink {
    let Some(Link::Product(product)) = recognise(&mention("1").link) else { panic!() };
    product
}

fn link(tweet: &str, saved_at: Millis) -> CartItem {
    let key = ItemKey::Link("amzn.to/3DHiDU7".parse().unwrap());
    let found = KeptMention { key, link: "https://amzn.to/3DHiDU7".into(), title: None, ..kept(tweet) };
    CartItem::add(None, found, false, saved_at).item
}

#[test]
fn numbers_and_notes_stay_in_their_bounds() {
    let item = CartItem::new(kept("1"), 10.0);
    let edited = item.clone().edited(2, "", " for Ada ", 20.0);
    assert_eq!((edited.units, edited.note.as_str(), edited.edited_at), (2, "for Ada", Some(20.0)));
    assert_eq!(edited.clone().edited(2, "", "for Ada", 30.0), edited, "nothing changed");
    assert_eq!(item.clone().edited(0, "", "", 20.0), item);
    let much = item.edited(1_000, "", &"é".repeat(900), 20.0);
    assert_eq!((much.units, much.note.chars().count()), (MOST_UNITS, NOTE_CHARS));
}

#[test]
fn a_link_becomes_its_product_and_keeps_its_tweet() {
    let item = CartItem { leads_to: Some(Ending::Home), ..link("2", 1.0) }.resolved(product());
    assert!(item.found.is_sound());
    assert_eq!(
        (item.found.key.to_string().as_str(), item.tweet_id().unwrap().as_str()),
        ("B0057OC5O8@amazon.co.jp", "2")
    );
    assert_eq!(item.found.via, ["amzn.to/3DHiDU7".parse().unwrap()]);
    assert_eq!(item.leads_to, None);
}

#[test]
fn two_items_of_one_product_become_one() {
    let there = CartItem::add(None, kept("1"), false, 10.0).item;
    let url = "https://x.com/me/status/9".to_owned();
    let mine = || link("2", 5.0).resolved(product());
    let one = there.clone().merged(mine());
    assert_eq!((one.tweet_id().unwrap().as_str(), one.saved_at), ("2", 5.0), "the older one's tweet");
    assert_eq!(one.found.title.as_deref(), Some("A kettle"), "and whatever the other knew");
    let replied = there.with_status(ReplyState::Replied { url }, true, 11.0).unwrap();
    let one = mine().merged(replied.clone());
    assert_eq!((&one.found.tweet, &one.status, one.saved_at), (&replied.found.tweet, &replied.status, 5.0));
    assert_eq!(one.found.via.len(), 1);
    assert_eq!(one.clone().merged(one.clone()), one, "twice is once");
}

#[test]
fn a_post_s_own_words_of_an_older_record_are_a_quotation() {
    let old = r#"{"key":"B0057OC5O8@amazon.de","link":"https://www.amazon.de/dp/B0057OC5O8","title":"so nice!","own_words":true,"tweet":null}"#;
    let found: KeptMention = serde_json::from_str(old).unwrap();
    assert_eq!((found.title.as_deref(), found.quote.as_deref()), (None, Some("so nice!")));
    let titled: KeptMention = serde_json::from_str(&old.replace(r#""own_words":true,"#, "")).unwrap();
    assert_eq!((titled.title.as_deref(), titled.titled, titled.quote), (Some("so nice!"), None, None));
    assert!(!serde_json::to_string(&found).unwrap().contains("own_words"));
}

#[test]
fn a_title_has_a_rank_and_the_user_s_own_name_is_above_all() {
    let nameless = KeptMention { title: None, titled: None, ..kept("1") };
    let bare = CartItem::new(nameless.clone(), 1.0);
    assert_eq!((bare.own_title(), bare.title()), (None, "B0057OC5O8 · @ada".to_owned()));
    let of = |title: &str, source| {
        CartItem::new(KeptMention { title: Some(title.to_owned()), titled: source, ..nameless.clone() }, 1.0)
    };
    let mut ranked = vec![
        bare,
        of("Of an older record", None),
        of("Kettle steel b", Some(TitleSource::Address)),
        of("A kettle", Some(TitleSource::Card)),
        of("Kettle", Some(TitleSource::Amazon)),
    ];
    while let Some(best) = ranked.pop() {
        for other in &ranked {
            let (one, two) = (best.clone().merged(other.clone()), other.clone().merged(best.clone()));
            assert_eq!((one.own_title(), two.own_title()), (best.own_title(), best.own_title()));
        }
    }
    let amazon_s = of("Kettle steel b", Some(TitleSource::Address)).titled_by_amazon("  Kettle,\n1.7 l ");
    assert_eq!(amazon_s.title(), "Kettle, 1.7 l");
    let own = amazon_s.clone().edited(1, " For the \n office ", "", 20.0);
    assert_eq!((own.title().as_str(), own.edited_at), ("For the office", Some(20.0)));
    assert_eq!(own.clone().titled_by_amazon("Another").title(), "For the office");
    assert_eq!(own.edited(1, "Kettle, 1.7 l", "", 30.0).name, "", "its title is none of the user's own");
}
