//! Laws of the core that hold for every input, tried on many; where there are few inputs, on all of them.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

use std::collections::HashSet;

use hashcart_core::button::{ButtonEffect, ButtonEvent, ButtonState};
use hashcart_core::cart::{Added, CartItem, ReplyLeft, ReplyState};
use hashcart_core::fault::FaultCode;
use hashcart_core::mark::ButtonMark;
use hashcart_core::mention::{ProductMention, TITLE_CHARS, tidy_title};
use hashcart_core::reply::{ReplyOutcome, confirmed};
use hashcart_core::resolve::{Ending, HOSTS, ResolveStep, judge};
use hashcart_core::scan::{Candidate, Card, FoundLink, Present, ResolvedLinks, ScanPlan, offer, plan};
use hashcart_core::settings::ReplyMode;
use hashcart_core::tweet::{TweetId, TweetRef, parse_status_path};
use proptest::option::of;
use proptest::prelude::*;
use proptest::{collection::vec, sample::select};

fn id(text: &str) -> TweetId {
    text.parse().unwrap()
}

fn tweet() -> impl Strategy<Value = TweetRef> {
    // `i` is nobody's handle: X writes it where it does not say whose tweet it is.
    let author = "[A-Za-z0-9_]{0,15}".prop_filter("`i` is X's own word", |author| author != "i");
    let posted = of(Just("2024-11-27T02:18:44.000Z".to_owned()));
    ("[1-9][0-9]{0,19}", author, posted).prop_map(|(text, author, posted)| TweetRef {
        id: id(&text),
        author,
        posted,
    })
}

fn link() -> impl Strategy<Value = FoundLink> {
    let known = select(vec![
        "https://www.amazon.com/dp/B0057OC5O8",
        "amazon.com/Kettle-Steel/dp/b0057oc5o8?tag=ada-20",
        "https://www.amazon.co.jp/dp/B0057OC5O8",
        "https://amazon.de/dp/0131103628/ref=…",
        "(https://smile.amazon.com/gp/product/B01HASH001)",
        "https://amzn.to/2VX1qxC",
        "https://www.amazon.com/bestsellers",
        "https://amazon.com.evil.example/dp/B0057OC5O8",
        "https://amzn.to/3DHiDU7",
        "https://example.com/",
        "#AmazonCart",
    ]);
    let text = prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()];
    (text, "https://t\\.co/[a-c]").prop_map(|(text, href)| FoundLink { text, href, before: String::new() })
}

/// Short links that lead to products, to each other, in circles and nowhere.
fn leads() -> impl Strategy<Value = ResolvedLinks> {
    let addresses = select(vec![
        "https://t.co/a",
        "https://t.co/b",
        "https://amzn.to/3DHiDU7",
        "https://a.co/d/3bmzGAK",
        "https://www.amazon.de/dp/0131103628?tag=ada-21",
        "https://www.amazon.com/hz/wishlist/ls/1",
        "https://bit.ly/3abc",
    ]);
    proptest::collection::vec((addresses.clone(), addresses), 0..6).prop_map(|known| {
        let mut leads = ResolvedLinks::default();
        for (address, target) in known {
            leads.learn(address.to_owned(), target.to_owned());
            leads.learn_behind(id("7"), target.to_owned());
        }
        leads
    })
}

fn present() -> impl Strategy<Value = Present> {
    let mark = prop_oneof![Just("7:B0057OC5O8@amazon.com".to_owned()), any::<String>()];
    (mark, any::<bool>()).prop_map(|(mark, in_place)| Present { mark: mark.parse().ok(), in_place })
}

fn candidate() -> impl Strategy<Value = Candidate> {
    let card = (of(any::<String>()), of(any::<String>()), "https://t\\.co/[a-c]")
        .prop_map(|(title, image, href)| Card { href, title, image, ..Card::default() });
    let tweet =
        of(prop_oneof![Just(TweetRef { id: id("7"), author: "ada".to_owned(), posted: None }), tweet()]);
    let text = (any::<String>(), any::<bool>());
    (tweet, vec(link(), 0..5), of(card), of(any::<String>()), text, vec(present(), 0..3)).prop_map(
        |(tweet, links, card, photo, (text, cut), present)| Candidate {
            tweet,
            links,
            card,
            photo,
            text,
            cut,
            present,
            ..Candidate::default()
        },
    )
}

fn status() -> impl Strategy<Value = ReplyState> {
    select(statuses())
}

fn find() -> impl Strategy<Value = ProductMention> {
    let key =
        select(vec!["B0057OC5O8@amazon.com", "0131103628@amazon.de"]).prop_map(|key| key.parse().unwrap());
    (key, any::<String>(), of(any::<String>()), tweet()).prop_map(|(key, link, title, tweet)| {
        ProductMention {
            key,
            link,
            via: Vec::new(),
            titled: None,
            quote: None,
            shop: None,
            title,
            image: None,
            tweet,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_plan_carried_out_leaves_nothing_to_do(mut candidate in candidate(), leads in leads()) {
        let first = plan(&candidate, &leads);
        candidate.present = match &first {
            ScanPlan::Keep => candidate.present,
            ScanPlan::Retire => Vec::new(),
            ScanPlan::Place(offer) => vec![Present { mark: Some(offer.mark.clone()), in_place: true }],
        };
        prop_assert_eq!(plan(&candidate, &leads), ScanPlan::Keep, "a button is planned again on every look, after {:?}", first);
    }

    #[test]
    fn nobody_is_asked_but_the_shorteners(url in any::<String>(), host in select(vec!["t.co", "amzn.to", "evil.test"]), rest in "[/?#@:\\\\.%a-z ]{0,12}") {
        for url in [url, format!("https://{host}{rest}"), format!("https://a{rest}@{host}/")] {
            if let ResolveStep::Ask { host, url } = judge(&url) {
                prop_assert!(HOSTS.contains(&host));
                let rest = url.strip_prefix(&format!("https://{host}"));
                prop_assert!(rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#'])), "{}", url);
            }
        }
    }

    #[test]
    fn an_offer_names_each_product_once_and_the_tweet_always(candidate in candidate(), leads in leads()) {
        let Some(offer) = offer(&candidate, &leads) else { return Ok(()) };
        let keys: HashSet<_> = offer.mentions.iter().map(|mention| mention.key.clone()).collect();
        prop_assert!(!keys.is_empty() && keys.len() == offer.mentions.len(), "{:?}", offer);
        let alone = |mention: &ProductMention| ButtonMark::new(&mention.tweet.id, [&mention.key]).unwrap().to_string();
        let marks: Vec<_> = offer.mentions.iter().map(alone).collect();
        prop_assert_eq!(offer.mark.to_string(), marks.join(" "), "app finds a button by the words of its mark");
        for mention in &offer.mentions {
            prop_assert!(offer.mark.is_for(&mention.tweet.id, &mention.key), "app finds a button by what it is for");
        }
        prop_assert_eq!(offer.mark.to_string().parse(), Ok(offer.mark), "what is written is read again");
        for mention in &offer.mentions {
            prop_assert_eq!(Some(&mention.tweet), candidate.tweet.as_ref());
            prop_assert_eq!(&mention.title, &mention.title.as_deref().and_then(tidy_title), "titles are kept tidied");
        }
    }

    #[test]
    fn a_tweets_address_names_the_tweet(tweet in tweet()) {
        let (author, url) = (tweet.author.clone(), tweet.url());
        prop_assert_eq!(parse_status_path(&url), Some((author, tweet.id)), "{}", url);
    }

    #[test]
    fn no_address_panics_and_what_is_read_is_a_tweet(href in any::<String>(), tail in "[/?#a-z0-9.]{0,12}") {
        let forms = [href, format!("/ada/status/{tail}"), format!("https://x.com/i/web/status/12{tail}")];
        for (author, id) in forms.iter().filter_map(|href| parse_status_path(href)) {
            let again = TweetRef { author: author.clone(), id: id.clone(), posted: None }.url();
            prop_assert_eq!(parse_status_path(&again), Some((author, id)));
        }
    }

    #[test]
    fn a_tidy_title_is_tidy_and_bounded(text in prop_oneof![any::<String>(), "[a-zé \n\u{3000}…]{150,450}"]) {
        let Some(title) = tidy_title(&text) else {
            prop_assert!(text.trim().is_empty());
            return Ok(());
        };
        prop_assert!((1..=TITLE_CHARS).contains(&title.chars().count()), "{}", title);
        prop_assert_eq!(title.split_whitespace().collect::<Vec<_>>().join(" "), title.clone());
        prop_assert_eq!(tidy_title(&title), Some(title), "tidying twice must change nothing");
    }

    #[test]
    fn adding_again_changes_nothing(one in find(), other in find(), status in status(), at in 0.0..1e13, later in 0.0..1e13) {
        let first = CartItem::add(None, one.into(), false, at);
        prop_assert!(first.fresh && first.item.status == ReplyState::Saved);
        let item = first.item.with_status(status, true, later).unwrap();
        let again = CartItem::add(Some(item.clone()), other.into(), false, later);
        prop_assert_eq!(again, Added { item, fresh: false, claimed: false }, "what is kept stays as it is, whatever is added");
    }

    #[test]
    fn only_a_new_status_confirms(
        links in vec("(/me/status/[1-9]|/i/web/status/[1-9]|https://x\\.com/ada/status/[1-9]/photo/1|/i/bookmarks)", 0..6),
        before in vec("[1-9]".prop_map(|text| id(&text)), 0..4),
        target in "[1-9]".prop_map(|text| id(&text)),
    ) {
        let shown: Vec<_> = links.iter().filter_map(|href| parse_status_path(href)).map(|(_, id)| id).collect();
        let new: Vec<_> = shown.into_iter().filter(|id| id.is_younger_than(&target) && !before.contains(id)).collect();
        let url = confirmed(links.iter().map(String::as_str), &before, &target, None);
        let said = url.map(|url| parse_status_path(&url).unwrap().1);
        prop_assert_eq!(said.as_ref(), new.first(), "a reply is confirmed by the first new status, and by nothing else");
    }
}

/// Every state of a button, with every code it can fail with.
fn states() -> Vec<ButtonState> {
    let failed =
        FaultCode::ALL.iter().flat_map(|code| [ButtonState::NotKept(*code), ButtonState::NotReplied(*code)]);
    ButtonState::EVERY.iter().copied().chain(failed).collect()
}

fn statuses() -> Vec<ReplyState> {
    let failed = FaultCode::ALL.iter().map(|code| ReplyState::ReplyFailed { code: *code });
    let url = "https://x.com/me/status/2".to_owned();
    failed.chain([ReplyState::Saved, ReplyState::Replying, ReplyState::Replied { url }]).collect()
}

/// Every item the background could answer with, for a click on tweet 1.
fn kept() -> Vec<Added> {
    let mut kept = Vec::new();
    for (status, tweet, fresh) in statuses()
        .into_iter()
        .flat_map(|status| ["1", "2"].map(|tweet| (status.clone(), tweet)))
        .flat_map(|(status, tweet)| [true, false].map(|fresh| (status.clone(), tweet, fresh)))
    {
        let mention = ProductMention {
            key: "B0057OC5O8@amazon.com".parse().unwrap(),
            link: "https://amazon.com/dp/B0057OC5O8".to_owned(),
            via: Vec::new(),
            titled: None,
            quote: None,
            shop: None,
            title: None,
            image: None,
            tweet: TweetRef { id: id(tweet), author: "ada".to_owned(), posted: None },
        };
        kept.push(Added {
            item: CartItem::new(mention.into(), 1.0).with_status(status, true, 1.0).unwrap(),
            fresh,
            claimed: false,
        });
    }
    kept
}

/// Runs `check` on every step that a button can take.
fn every_step(check: impl Fn(ButtonState, &ButtonEvent<'_>, ButtonState, ButtonEffect)) {
    let (clicked, kept) = (id("1"), kept());
    let ends = [ReplyOutcome::Sent { url: "https://x.com/me/status/2".to_owned() }, ReplyOutcome::Waiting];
    let wish_list = Ending::WishList;
    let mut events = vec![
        ButtonEvent::Click,
        ButtonEvent::Confirmed,
        ButtonEvent::Forgotten,
        ButtonEvent::Looking,
        ButtonEvent::NoProduct(&wish_list),
        ButtonEvent::Due,
        ButtonEvent::Held(FaultCode::TooMany),
        ButtonEvent::Dropped,
    ];
    events.extend(
        FaultCode::ALL.iter().flat_map(|code| [ButtonEvent::NotKept(*code), ButtonEvent::Reply(Err(*code))]),
    );
    events.extend(ends.iter().map(|end| ButtonEvent::Reply(Ok(end))));
    for mode in ReplyMode::ALL.iter().copied().map(Some).chain([None]) {
        events.extend(kept.iter().map(|added| ButtonEvent::Kept(added, &clicked, mode)));
    }
    for state in states() {
        for event in &events {
            let (next, effect) = state.on(event);
            check(state, event, next, effect);
        }
    }
}

#[test]
fn a_reply_is_opened_once_for_what_was_just_kept_and_never_in_private() {
    every_step(|state, event, next, effect| {
        let may = match event {
            ButtonEvent::Kept(added, tweet, mode) => {
                matches!(state, ButtonState::Saving | ButtonState::Finding)
                    && added.item.reply_left(tweet) == ReplyLeft::Open
                    && *mode == Some(ReplyMode::Review)
            }
            ButtonEvent::Due => state == ButtonState::Pending,
            _ => false,
        };
        assert_eq!(
            effect == ButtonEffect::Reply,
            may,
            "{state:?} {event:?}: this would post in somebody's name"
        );
        assert_eq!(
            effect == ButtonEffect::Reply,
            next == ButtonState::Replying && state != next,
            "{state:?} {event:?}"
        );
    });
}

/// The background writes one status after the other: whoever comes second is told.
#[test]
fn nobody_sends_what_is_sent_or_being_sent() {
    for Added { item, .. } in kept() {
        let gone = item.status.may_be_posted();
        let said = item.clone().with_status(ReplyState::Replying, false, 2.0).map(|item| item.status);
        let wanted = if gone { Err(FaultCode::RepliedElsewhere) } else { Ok(ReplyState::Replying) };
        assert_eq!(said, wanted, "from {:?}: two pages would post the same reply", item.status);
    }
}

#[test]
fn a_click_saves_once_and_waits() {
    every_step(|state, event, next, effect| {
        let busy = matches!(
            state,
            ButtonState::Saving | ButtonState::Finding | ButtonState::Replying | ButtonState::Waiting
        );
        if *event == ButtonEvent::Click && busy {
            assert_eq!(
                (next, &effect),
                (state, &ButtonEffect::None),
                "a second click must not start a second reply"
            );
        }
        let ends = [ButtonState::Pending, ButtonState::Replied].contains(&state);
        let may = *event == ButtonEvent::Click && !busy && !ends;
        assert_eq!(effect == ButtonEffect::Save, may, "{state:?} {event:?}");
        assert_eq!(
            effect == ButtonEffect::Save,
            next == ButtonState::Saving && state != next,
            "{state:?} {event:?}"
        );
    });
}

#[test]
fn what_is_on_its_way_ends_with_an_answer_to_it_alone() {
    every_step(|state, event, next, _| {
        let answer = match state {
            ButtonState::Saving => {
                matches!(event, ButtonEvent::Kept(..) | ButtonEvent::NotKept(_) | ButtonEvent::Looking)
            }
            ButtonState::Finding => matches!(event, ButtonEvent::Kept(..) | ButtonEvent::NoProduct(_)),
            ButtonState::Pending => matches!(
                event,
                ButtonEvent::Click
                    | ButtonEvent::Due
                    | ButtonEvent::Held(_)
                    | ButtonEvent::Confirmed
                    | ButtonEvent::Forgotten
            ),
            ButtonState::Replying => matches!(event, ButtonEvent::Reply(_) | ButtonEvent::Dropped),
            ButtonState::Waiting => matches!(event, ButtonEvent::Reply(_)),
            _ => return,
        };
        assert!(answer || next == state, "{state:?} {event:?}: the reply would go on behind another face");
        let stays = *event == ButtonEvent::Reply(Ok(&ReplyOutcome::Waiting));
        assert!(!answer || stays || next != state, "{state:?} {event:?}: the button would be busy for ever");
    });
}

#[test]
fn whatever_fails_is_said() {
    every_step(|state, event, next, effect| {
        if let (true, Some(code)) = (next != state, next.fault()) {
            assert_eq!(effect, ButtonEffect::Fail(code), "{state:?} {event:?}");
        }
    });
}

/// On all pairs of states.
#[test]
fn one_face_for_several_products() {
    let states = states();
    let tones = |some: &[ButtonState]| some.iter().map(|state| state.tone()).collect::<Vec<_>>();
    for some in states.iter().flat_map(|one| states.iter().map(move |other| [*one, *other])) {
        let (shown, tones) = (ButtonState::combined(&some), tones(&some));
        let order = ["busy", "failed", "unsure", "idle", "noted", "done"];
        let first = order.into_iter().find(|tone| tones.contains(tone));
        assert_eq!(
            Some(shown.tone()),
            first,
            "{some:?}: what is going on comes first, and done only if all are"
        );
        assert!(some.contains(&shown), "{some:?}");
    }
    assert_eq!(ButtonState::combined(&[]), ButtonState::Idle);
}
