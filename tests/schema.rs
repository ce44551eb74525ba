//! The records of every version that was ever released, as they may still lie in somebody's browser.
//!
//! A file in `tests/schema` is never changed: who changes a record raises `schema::VERSION`, adds the step that
//! reads the old ones, and adds the files of the new version.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

use hashcart_core::cart::{CartItem, ReplyState, Shelf};
use hashcart_core::fault::FaultCode;
use hashcart_core::handover::{
    AddMethod, CartPage, HandoverSettings, Outcome, PageState, Pick, ProductPage, ProductState, Reason, Sent,
    Session, SessionEvent,
};
use hashcart_core::item::ItemKey;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::mention::KeptMention;
use hashcart_core::raw::Raw;
use hashcart_core::records::{ITEM, Kind, REMOVED};
use hashcart_core::schema::{Record, Stored, VERSION, Versioned, read};
use hashcart_core::settings::{ReplyMode, Settings};
use hashcart_core::sync::{SyncState, decode};
use hashcart_core::tweet::TweetRef;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What the browser would hand over, as JSON.
struct Json<'a>(&'a str);

impl Raw for Json<'_> {
    fn parse<T: DeserializeOwned>(&self) -> Result<T, String> {
        serde_json::from_str(self.0).map_err(|error| error.to_string())
    }
}

fn item(json: &str) -> Record<CartItem> {
    read(&Json(json))
}

#[track_caller]
fn readable(json: &str) -> CartItem {
    match item(json) {
        Record::Read(item) => item,
        other => panic!("{other:?}: people have such records; read them in schema::read\n{json}"),
    }
}

/// The item of the goldens, in that status.
fn kettle(status: ReplyState, changed_at: f64) -> CartItem {
    let found = KeptMention {
        key: "B0057OC5O8@amazon.co.jp".parse().unwrap(),
        link: "https://www.amazon.co.jp/dp/B0057OC5O8?tag=ada-22".to_owned(),
        title: Some("A kettle, 1.7 l – “the” kettle".to_owned()),
        via: Vec::new(),
        titled: None,
        quote: None,
        shop: None,
        image: Some("https://pbs.twimg.com/card_img/1/kettle?format=jpg".to_owned()),
        tweet: Some(TweetRef {
            id: "1861597350789288128".parse().unwrap(),
            author: "ada".to_owned(),
            posted: Some("2024-11-27T02:18:44.000Z".to_owned()),
        }),
    };
    CartItem { changed_at, status, ..CartItem::new(found, 1_764_000_000_000.0) }
}

/// One of each end, in one file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Ends(Vec<Sent>);

impl Stored for Ends {}

/// The golden says this value, and this value is written as the golden.
#[track_caller]
fn golden<T: Stored + Serialize + PartialEq + std::fmt::Debug>(name: &str, json: &str, value: T) {
    match read::<T>(&Json(json)) {
        Record::Read(found) => {
            assert_eq!(found, value, "{name} reads as something else than it was written for")
        }
        other => panic!("{name} gave {other:?}: it lies in people's browsers; read it in schema::read"),
    }
    // The newest version only: older goldens are read, and never written again.
    let mut written = serde_json::to_string_pretty(&Versioned::now(value)).unwrap();
    written.push('\n');
    assert_eq!(
        written, json,
        "records are written in another shape than {name}: raise schema::VERSION, read version 1 in schema::read, \
         and add the golden of the new version"
    );
}

#[test]
fn items_of_version_1() {
    let url = "https://x.com/me/status/1861597350789288999".to_owned();
    let failed = ReplyState::ReplyFailed { code: FaultCode::ComposerNever };
    let (first, later) = (1_764_000_000_000.0, 1_764_000_004_200.0);
    golden("saved", include_str!("schema/v1-item-saved.json"), kettle(ReplyState::Saved, first));
    let mut link = kettle(ReplyState::Saved, first);
    link.found.key = "link:t.co/K33Q25LLPq".parse().unwrap();
    link.found.link = "https://t.co/K33Q25LLPq".to_owned();
    golden("link", include_str!("schema/v1-item-link.json"), link);
    let mut elsewhere = kettle(ReplyState::Saved, first);
    elsewhere.found = KeptMention { tweet: None, image: None, ..elsewhere.found };
    elsewhere.units = 3;
    elsewhere.note = "for Ada, “blue”".to_owned();
    elsewhere.edited_at = Some(later);
    elsewhere.shelf = Some((Shelf::Later, later));
    golden("elsewhere", include_str!("schema/v1-item-elsewhere.json"), elsewhere);
    golden("replying", include_str!("schema/v1-item-replying.json"), kettle(ReplyState::Replying, later));
    golden(
        "replied",
        include_str!("schema/v1-item-replied.json"),
        kettle(ReplyState::Replied { url }, later),
    );
    golden("reply_failed", include_str!("schema/v1-item-reply-failed.json"), kettle(failed, later));
}

#[test]
fn settings_of_version_1() {
    let post = include_str!("schema/v1-settings-post.json");
    let review = include_str!("schema/v1-settings-review.json");
    let private = include_str!("schema/v1-settings-private.json");
    golden("post", post, Settings { reply: Some(ReplyMode::Post), ..Settings::default() });
    golden("review", review, Settings { reply: Some(ReplyMode::Review), ..Settings::default() });
    golden("private", private, Settings { reply: Some(ReplyMode::Private), ..Settings::default() });
    for mode in ReplyMode::ALL {
        let (json, name) = (serde_json::to_string(mode).unwrap(), mode.name());
        assert_eq!(json, format!("{name:?}"), "ReplyMode::name and its name in storage must be the same");
        assert_eq!(ReplyMode::from_name(name), Some(*mode));
    }
}

/// A session that waits for the user outlives an update, and how items ended is shown for as long as they are kept.
#[test]
fn hand_overs_of_version_1() {
    let picks = ["B0057OC5O8@amazon.co.jp", "0131103628@amazon.co.jp"].map(|key| Pick {
        key: key.parse().unwrap(),
        title: "A kettle".to_owned(),
        wanted: 2,
    });
    let mut session = Session::new(Marketplace::CoJp, AddMethod::Guided, &picks, 1_764_000_000_000.0);
    session.tab = Some(7);
    for event in [
        SessionEvent::PageState {
            page: 1_764_000_001_000.5,
            sight: PageState::Cart(CartPage::Empty),
            title: None,
        },
        SessionEvent::PageState {
            page: 1_764_000_002_000.5,
            sight: PageState::Product(ProductPage {
                asin: "B0057OC5O8".parse().unwrap(),
                asked: None,
                state: ProductState::Ready,
                asks: false,
                most: 30,
            }),
            title: None,
        },
        SessionEvent::Pressed { asin: "B0057OC5O8".parse().unwrap(), quantity: 2 },
    ] {
        session = session.on(&event, false).0;
    }
    golden("walk", include_str!("schema/v1-walk.json"), session);
    let at = 1_764_000_000_000.0;
    let outcomes = [
        Outcome::InCart { count: 2, unticked: 1, version: None },
        Outcome::AlreadyThere { count: 1, unticked: 0, version: None },
        Outcome::NotAdded { reason: Reason::Unavailable },
        Outcome::Marked,
    ];
    let sent = outcomes.map(|outcome| Sent { store: Marketplace::CoJp, outcome, at });
    golden("sent", include_str!("schema/v1-sent.json"), Ends(sent.to_vec()));
    golden(
        "handover",
        include_str!("schema/v1-handover.json"),
        HandoverSettings { press: true, store: Some(Marketplace::De) },
    );
    let newer =
        r#"{"v":1,"data":{"store":"amazon.de","outcome":{"end":"not_added","reason":"eaten"},"at":1}}"#;
    let Record::Read(sent) = read::<Sent>(&Json(newer)) else { panic!("a newer reason is a reason") };
    assert_eq!(sent.outcome, Outcome::NotAdded { reason: Reason::Unknown });
}

#[test]
fn syncing_of_version_1() {
    let shadow = "B0057OC5O8@amazon.de\tmhx1k2o0\t\t\tmhx1k2o0\tmhx1k2o0\t\t\tA kettle";
    assert_eq!(decode(shadow).len(), 1, "what machines of version 1 hold");
    golden(
        "sync",
        include_str!("schema/v1-sync.json"),
        SyncState {
            on: true,
            shadow: Some(shadow.to_owned()),
            at: 1_764_000_000_000.0,
            synced: 1,
            ..SyncState::default()
        },
    );
}

/// A code that is renamed or dropped would make every item that failed with it unreadable.
#[test]
fn codes_of_version_1_are_still_read() {
    let codes = "context_gone no_answer bad_message engine storage storage_read storage_full newer_record nothing_to_restore \
                 tweet_gone composer_busy composer_never wrong_tweet text_refused reply_abandoned reply_refused \
                 unconfirmed replied_elsewhere link_not_allowed link_no_answer reply_duplicate reply_limit \
                 reply_restricted tweet_deleted account_suspended account_locked signed_out network looks_automated \
                 page_changed too_many store_not_allowed no_walk no_session reply_declined reply_too_long page_outdated \
                 no_product unknown";
    let failed = include_str!("schema/v1-item-reply-failed.json");
    for code in codes.split(' ') {
        let item = readable(&failed.replace("composer_never", code));
        assert!(matches!(item.status, ReplyState::ReplyFailed { .. }), "{code}");
    }
    for code in FaultCode::ALL {
        let name = serde_json::to_string(code).unwrap();
        assert!(codes.split(' ').any(|known| name == format!("{known:?}")), "add {name} to the codes here");
    }
}

const SAVED: &str = include_str!("schema/v1-item-saved.json");

/// Browsers have one kind of number and write whole ones without a point.
#[test]
fn whole_numbers_are_times_too() {
    let whole = SAVED.replace("00000.0", "00000");
    assert!(whole != SAVED);
    assert_eq!(readable(&whole), readable(SAVED));
}

#[test]
fn what_a_tweet_may_not_show_may_be_missing() {
    let least = include_str!("schema/v1-item-least.json");
    let item = readable(least);
    let tweet = item.found.tweet.clone().unwrap();
    assert_eq!((&item.found.title, &item.found.image, tweet.posted), (&None, &None, None));
    assert_eq!(tweet.author, "");
    assert_eq!(readable(&serde_json::to_string(&Versioned::now(&item)).unwrap()), item);
    assert_eq!(read::<Settings>(&Json(r#"{"v":1,"data":{}}"#)), Record::Read(Settings::default()));
}

#[test]
fn what_this_version_does_not_know_is_passed_over() {
    let more = SAVED.replacen("\"v\": 1,", "\"v\": 1, \"more\": [1],", 1).replacen(
        "\"link\"",
        "\"more\": {\"x\": 1}, \"link\"",
        1,
    );
    assert!(more.matches("more").count() == 2);
    assert_eq!(readable(&more), readable(SAVED));
    let settings = r#"{"v":1,"data":{"reply":"private","more":true}}"#;
    assert_eq!(
        read(&Json(settings)),
        Record::Read(Settings { reply: Some(ReplyMode::Private), ..Settings::default() })
    );
}

#[test]
fn newer_records_are_known_by_their_number_alone() {
    let newer = VERSION + 1;
    for data in [r#""data":{}"#, r#""data":null"#, r#""other":[]"#] {
        assert_eq!(
            item(&format!("{{\"v\":{newer},{data}}}")),
            Record::Newer(f64::from(newer)),
            "a newer version may change everything but `v`: do not look further before `v` is judged"
        );
    }
    assert_eq!(item("{\"v\":1.5}"), Record::Newer(1.5), "whatever number a later version chooses");
    assert_eq!(item(&format!("{{\"v\":{}}}", u32::MAX)), Record::Newer(f64::from(u32::MAX)));
}

#[test]
fn garbage_is_said_to_be_garbage() {
    let broken = |from: &str, to: &str| {
        let json = SAVED.replacen(from, to, 1);
        assert!(json != SAVED, "{from}");
        json
    };
    let mut garbage: Vec<String> =
        ["", "null", "1", "\"v\"", "[]", "{}", "{\"v\":null}", "{\"v\":\"1\"}", "{\"v\":-1}", "{\"v\":1}"]
            .map(str::to_owned)
            .into();
    garbage.extend([
        broken("\"v\": 1", "\"v\": 0"),
        broken("\"data\"", "\"date\""),
        broken("B0057OC5O8@", "BESTSELLER@"),
        broken("@amazon.co.jp", "@amazon.evil"),
        broken("\"1861597350789288128\"", "1861597350789288128"),
        broken("\"saved\"", "\"bought\""),
        broken("\"saved_at\"", "\"saved\""),
        broken("1764000000000.0", "\"today\""),
        broken("1764000000000.0", "null"),
    ]);
    for json in garbage {
        let found = item(&json);
        assert!(
            matches!(found, Record::Unreadable(ref why) if !why.is_empty()),
            "{found:?}: what nobody can read must be Unreadable with a reason, so that it is put aside\n{json}"
        );
    }
}

#[test]
fn keys_lead_back_to_products_and_to_one_kind_only() {
    let key: ItemKey = "080442957X@amazon.co.uk".parse().unwrap();
    for row in [ITEM, REMOVED] {
        assert_eq!(row.parse(&row.key(&key)), Some(key.clone()));
    }
    assert_eq!(ITEM.key(&key), "item:080442957X@amazon.co.uk", "stored keys are never spelled anew");
    assert_eq!(REMOVED.key(&key), "removed:080442957X@amazon.co.uk", "stored keys are never spelled anew");
    let prefixes: Vec<&str> = Kind::ALL.iter().map(|kind| kind.about().prefix).collect();
    let stored = "item: reply: lead: sent: settings handover insights draws sighting: post: removed: errand: sending: pace picture: asked walk sync backup: words copied aside:";
    assert_eq!(prefixes.join(" "), stored, "stored keys are never spelled anew");
}
