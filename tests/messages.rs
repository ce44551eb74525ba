//! What the parts of the extension say to each other, as it goes over the wire.
//!
//! After an update the old content script still runs in open pages and speaks with the new background. So the
//! snapshots may grow; a line of them changes only together with `message::VERSION`.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

use std::collections::{BTreeMap, BTreeSet};

use hashcart_core::cart::{Added, CartItem, ReplyState, Shelf};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::{
    AddMethod, CartLine, CartPage, Command, HandoverSettings, PageState, Pick, ProductPage, ProductState,
    Session, SessionEvent,
};
use hashcart_core::insights::{Choices, DrawEntry, Draws, Handle, PageData, Parent, Post, Sighting, Tags};
use hashcart_core::item::ItemKey;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::mention::{KeptMention, ProductMention, TitleSource};
use hashcart_core::message::{
    AddToCart, Answer, Answers as PostAnswers, Arrive, AskAnswers, AskLinks, AskPace, AskViewer, Asker,
    Begin, Bounded, Choose, ChooseHandover, ChooseInsights, ChooseReply, CountToBuy, Diagnose, Diagnosis,
    DropAside, DropInsights, Edit, FetchLazy, FindBehind, FirstCall, Forget, Guidance, Guide, Halted, Hear,
    Import, Intent, Keep, KeepDraws, KeepPicture, LazyCall, Look, Mark, NoteCopy, Peek, PeekParents,
    PeekReplies, PendingIntent, Policy, PressFocused, Protocol, Put, Recall, Recalled, Remove, Resolve,
    Restore, Save, ShowEnds, ShowInsights, Sighted, SyncList, TakePendingIntent, ToBackground, ToTab, Twin,
    VERSION, VisitInsights, Wire, WireHead,
};
use hashcart_core::pace::PaceVerdict;
use hashcart_core::picture::Picture;
use hashcart_core::raw::Raw;
use hashcart_core::resolve::Ending;
use hashcart_core::settings::{LinkStyle, ReplyMode, Settings};
use hashcart_core::tweet::{TweetId, TweetRef};
use regex::Regex;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What the browser would hand over, as JSON.
struct Json<'a>(&'a str);

impl Raw for Json<'_> {
    fn parse<T: DeserializeOwned>(&self) -> Result<T, String> {
        serde_json::from_str(self.0).map_err(|error| error.to_string())
    }
}

fn key() -> ItemKey {
    "B0057OC5O8@amazon.co.jp".parse().unwrap()
}

fn find() -> ProductMention {
    ProductMention {
        key: key(),
        link: "https://amazon.co.jp/dp/B0057OC5O8?tag=ada-22".to_owned(),
        title: Some("A kettle".to_owned()),
        via: Vec::new(),
        titled: Some(TitleSource::Card),
        quote: Some("This one:".to_owned()),
        shop: None,
        image: None,
        tweet: TweetRef { id: "18".parse().unwrap(), author: "ada".to_owned(), posted: None },
    }
}

fn item() -> CartItem {
    CartItem { changed_at: 2.0, ..CartItem::new(find().into(), 1.0) }
}

/// A link that turned out to be no product.
fn link() -> CartItem {
    let key = "link:amzn.to/3DHiDU7".parse().unwrap();
    let mut item = item();
    item.found = KeptMention { key, via: vec!["t.co/K33Q25LLPq".parse().unwrap()], ..item.found };
    CartItem { leads_to: Some(Ending::Site { host: "example.com".to_owned() }), ..item }
}

fn pick() -> Pick {
    Pick { key: key(), title: "A kettle".to_owned(), wanted: 2 }
}

fn session() -> Session {
    Session::new(Marketplace::CoJp, AddMethod::Guided, &[pick()], 1_764_000_000_000.0)
}

/// A request of either protocol.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Either {
    Background(Wire<ToBackground>),
    Tab(Wire<ToTab>),
}

impl Either {
    /// Reads it as the one who is asked does.
    fn read_again(&self, json: &str) -> Result<Self, String> {
        match self {
            Self::Background(_) => Wire::read(&Json(json)).map(Self::Background),
            Self::Tab(_) => Wire::read(&Json(json)).map(Self::Tab),
        }
    }
}

impl From<Wire<ToBackground>> for Either {
    fn from(wire: Wire<ToBackground>) -> Self {
        Self::Background(wire)
    }
}

impl From<Wire<ToTab>> for Either {
    fn from(wire: Wire<ToTab>) -> Self {
        Self::Tab(wire)
    }
}

fn handle(name: &str) -> Handle {
    name.parse().unwrap()
}

fn sighted() -> Sighted {
    let (post, reply): (TweetId, TweetId) =
        ("1990000000000000000".parse().unwrap(), "1990000000000000001".parse().unwrap());
    let at = 1_764_000_000_000.0;
    let sighting = Sighting {
        id: reply.clone(),
        handle: handle("Bob_1"),
        user: Some("1234567890123456789".parse().unwrap()),
        posted: None,
        parent: Parent::Place { post: post.clone() },
        tags: Tags { cart: true, basket: false },
        lang: Some("en".to_owned()),
        thanked: None,
        first: at,
        last: at,
    };
    let post = Post::new(post, at).by(handle("ada"), at);
    Sighted { sightings: vec![sighting], posts: vec![post], thanked: vec![(reply, at)] }
}

fn choices() -> Choices {
    Choices { on: true, own: vec![handle("ada")], thanks: "Thank you!".to_owned(), ..Choices::default() }
}

fn draws() -> Draws {
    let winner = DrawEntry { handle: "bob_1".to_owned(), reply: "1990000000000000001".parse().unwrap() };
    Draws { blocked: vec![handle("eve")], winners: vec![winner] }
}

fn requests() -> Vec<Either> {
    let mark = |status| Mark { key: key(), status, sending: true, by_user: false, at: 1_764_000_000_000.5 };
    let url = "https://x.com/me/status/19".to_owned();
    let guide = |event| Guide { event };
    let sees = |sight| SessionEvent::PageState {
        page: 1_764_000_000_000.5,
        sight,
        title: Some("Ein Kessel".to_owned()),
    };
    let product = ProductPage {
        asin: "B0057OC5O8".parse().unwrap(),
        asked: None,
        state: ProductState::NoOffer,
        asks: false,
        most: 30,
    };
    let line = CartLine { asin: product.asin, quantity: 2, ticked: false };
    vec![
        Wire::now(Twin {}).into(),
        Wire::now(FetchLazy { twin: true }).into(),
        Wire::now(Peek {}).into(),
        Wire::now(PeekReplies { tweet: "18".parse().unwrap() }).into(),
        Wire::now(Save { found: find().into() }).into(),
        Wire::now(Keep { address: "https://amzn.to/3DHiDU7".to_owned() }).into(),
        Wire::now(mark(ReplyState::Saved)).into(),
        Wire::now(mark(ReplyState::Replying)).into(),
        Wire::now(Mark { by_user: true, sending: false, ..mark(ReplyState::Replying) }).into(),
        Wire::now(mark(ReplyState::Replied { url })).into(),
        Wire::now(mark(ReplyState::ReplyFailed { code: FaultCode::Unconfirmed })).into(),
        Wire::now(Remove { keys: vec![key()] }).into(),
        Wire::now(Restore {}).into(),
        Wire::now(KeepPicture {
            key: key(),
            picture: Picture::try_from("data:image/webp;base64,UklGRg==".to_owned()).unwrap(),
        })
        .into(),
        Wire::now(AddToCart { store: Marketplace::CoJp, keys: Some(vec![key()]) }).into(),
        Wire::now(Edit { key: key(), units: 2, name: "The kettle".to_owned(), note: "for Ada".to_owned() })
            .into(),
        Wire::now(Put {
            puts: vec![(key(), Some((Shelf::Later, 1_764_000_000_000.0))), (link().found.key, None)],
        })
        .into(),
        Wire::now(Resolve { key: "link:amzn.to/3DHiDU7".parse().unwrap() }).into(),
        Wire::now(AskLinks { key: Some("link:amzn.to/3DHiDU7".parse().unwrap()) }).into(),
        Wire::now(AskLinks { key: None }).into(),
        Wire::now(AskPace {}).into(),
        Wire::now(Intent { key: key() }).into(),
        Wire::now(TakePendingIntent { tweet: "18".parse().unwrap() }).into(),
        Wire::now(Halted { code: FaultCode::AccountLocked }).into(),
        Wire::now(Choose { settings: Settings { reply: Some(ReplyMode::Review), ..Settings::default() } })
            .into(),
        Wire::now(ChooseReply { reply: ReplyMode::Private }).into(),
        Wire::now(Import { text: "{\"hashcart\":1,\"records\":[\n]}\n".to_owned() }).into(),
        Wire::now(Forget { author: Some("ada".to_owned()) }).into(),
        Wire::now(Forget { author: None }).into(),
        Wire::now(DropAside { key: "aside:settings:1764000000000".to_owned() }).into(),
        Wire::now(SyncList { on: true }).into(),
        Wire::now(Recall { items: vec![key()], links: vec!["amzn.to/3DHiDU7".parse().unwrap()] }).into(),
        Wire::now(Hear { news: recalled() }).into(),
        Wire { private: Some(7), ..Wire::now(Restore {}) }.into(),
        Wire::now(Diagnose {}).into(),
        Wire::now(FindBehind { address: "https://t.co/K33Q25LLPq".to_owned() }).into(),
        Wire::now(PressFocused {}).into(),
        Wire::now(sighted()).into(),
        Wire::now(AskAnswers { post: "1990000000000000000".parse().unwrap() }).into(),
        Wire::now(PeekParents {}).into(),
        Wire::now(ShowInsights { post: "1990000000000000000".parse().unwrap() }).into(),
        Wire::now(ChooseInsights { choices: choices() }).into(),
        Wire::now(KeepDraws { draws: draws() }).into(),
        Wire::now(DropInsights {}).into(),
        Wire::now(VisitInsights { at: 1_764_000_000_000.0 }).into(),
        Wire::now(NoteCopy { put_off: true }).into(),
        Wire::now(AskViewer {}).into(),
        Wire::now(Arrive {}).into(),
        Wire::now(Begin { store: Marketplace::CoJp, way: AddMethod::Guided, picks: vec![pick()] }).into(),
        Wire::now(guide(sees(PageState::Product(product)))).into(),
        Wire::now(guide(sees(PageState::Cart(CartPage::Lines(vec![line]))))).into(),
        Wire::now(guide(SessionEvent::Pressed { asin: product.asin, quantity: 2 })).into(),
        Wire::now(guide(SessionEvent::GoOn)).into(),
        Wire::now(guide(SessionEvent::Marked { there: true })).into(),
        Wire::now(Look { show: true }).into(),
        Wire::now(ShowEnds {}).into(),
        Wire::now(CountToBuy { store: Marketplace::De }).into(),
        Wire::now(ChooseHandover {
            settings: HandoverSettings { press: true, store: Some(Marketplace::De) },
        })
        .into(),
    ]
}

fn recalled() -> Recalled {
    let lead = ("amzn.to/3DHiDU7".parse().unwrap(), "https://amazon.co.jp/dp/B0057OC5O8".to_owned());
    Recalled { items: vec![(key(), Some(item())), (link().found.key, None)], leads: vec![lead] }
}

/// One answer of every kind, under the name of what was asked.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Answers {
    twin: Answer<bool>,
    fetch_lazy: Answer<bool>,
    peek: Answer<Vec<(String, String)>>,
    peek_replies: Answer<Vec<(TweetId, String)>>,
    save: Answer<Added>,
    keep: Answer<Added>,
    mark: Answer<CartItem>,
    remove: Answer<usize>,
    restore: Answer<usize>,
    edit: Answer<CartItem>,
    put: Answer<usize>,
    resolve: Answer<CartItem>,
    ask_links: Answer<bool>,
    ask_pace: Answer<PaceVerdict>,
    intent: Answer<bool>,
    take_errand: Answer<Option<PendingIntent>>,
    halted: Answer<usize>,
    choose: Answer<Settings>,
    choose_reply: Answer<Settings>,
    begin: Answer<Session>,
    guide: Answer<Guidance>,
    choose_handover: Answer<HandoverSettings>,
    import: Answer<usize>,
    forget: Answer<usize>,
    drop_aside: Answer<bool>,
    sync_list: Answer<bool>,
    recall: Answer<Recalled>,
    hear: Answer<bool>,
    diagnose: Answer<Diagnosis>,
    find_behind: Answer<Option<KeptMention>>,
    press_focused: Answer<bool>,
    sighted: Answer<bool>,
    ask_answers: Answer<PostAnswers>,
    peek_parents: Answer<Vec<(TweetId, PageData)>>,
    show_insights: Answer<bool>,
    choose_insights: Answer<Choices>,
    keep_draws: Answer<Draws>,
    drop_insights: Answer<usize>,
    visit_insights: Answer<bool>,
    note_copy: Answer<bool>,
    ask_viewer: Answer<Option<Handle>>,
    any: Answer<CartItem>,
}

fn answers() -> Answers {
    let diagnosis = Diagnosis {
        engine: "wasm".to_owned(),
        ready_ms: 12.5,
        tweets: 9,
        bars: 8,
        buttons: 2,
        lost: vec!["REPLY".to_owned()],
        matches: vec![("ARTICLE".to_owned(), 9)],
        page: "home".to_owned(),
        fault: Some(FaultCode::PageChanged),
    };
    Answers {
        twin: Answer::Ok(true),
        fetch_lazy: Answer::Ok(true),
        peek: Answer::Ok(vec![("https://t.co/1".to_owned(), "https://amzn.to/2".to_owned())]),
        peek_replies: Answer::Ok(vec![("19".parse().unwrap(), "@ada #AmazonCart".to_owned())]),
        save: Answer::Ok(Added { item: item(), fresh: true, claimed: false }),
        keep: Answer::Ok(Added { item: item(), fresh: false, claimed: false }),
        mark: Answer::Ok(item()),
        remove: Answer::Ok(2),
        restore: Answer::Ok(2),
        edit: Answer::Ok(CartItem {
            units: 2,
            note: "for Ada".to_owned(),
            edited_at: Some(3.0),
            shelf: Some((Shelf::Later, 3.0)),
            ..item()
        }),
        put: Answer::Ok(2),
        resolve: Answer::Ok(link()),
        ask_links: Answer::Ok(true),
        ask_pace: Answer::Ok(PaceVerdict::Wait { millis: 40_000 }),
        intent: Answer::Ok(true),
        take_errand: Answer::Ok(Some(PendingIntent {
            found: find().into(),
            text: "#AmazonCart".to_owned(),
            send: true,
            at: 3.0,
        })),
        halted: Answer::Ok(1),
        choose: Answer::Ok(Settings {
            reply: Some(ReplyMode::Private),
            links: LinkStyle::Clean,
            ..Settings::default()
        }),
        choose_reply: Answer::Ok(Settings { reply: Some(ReplyMode::Post), ..Settings::default() }),
        begin: Answer::Ok(session()),
        guide: Answer::Ok(Guidance { session: session(), command: Command::Go(session().goal().unwrap()) }),
        choose_handover: Answer::Ok(HandoverSettings::default()),
        import: Answer::Ok(2),
        forget: Answer::Ok(3),
        drop_aside: Answer::Ok(true),
        sync_list: Answer::Ok(true),
        recall: Answer::Ok(recalled()),
        hear: Answer::Ok(true),
        diagnose: Answer::Ok(diagnosis),
        any: Answer::Fault(Fault::new(FaultCode::StorageFull, "QUOTA_BYTES quota exceeded")),
        find_behind: Answer::Ok(Some(find().into())),
        press_focused: Answer::Ok(true),
        sighted: Answer::Ok(true),
        ask_answers: Answer::Ok(PostAnswers {
            people: 12,
            named: vec![(handle("Bob_1"), "1990000000000000001".parse().unwrap())],
        }),
        peek_parents: Answer::Ok(vec![(
            "1990000000000000001".parse().unwrap(),
            PageData {
                user: Some("1234567890123456789".parse().unwrap()),
                answers: Some("1990000000000000000".parse().unwrap()),
                answers_handle: Some(handle("ada")),
            },
        )]),
        show_insights: Answer::Ok(true),
        choose_insights: Answer::Ok(choices()),
        keep_draws: Answer::Ok(draws()),
        drop_insights: Answer::Ok(120),
        visit_insights: Answer::Ok(true),
        note_copy: Answer::Ok(true),
        ask_viewer: Answer::Ok(Some(handle("ada"))),
    }
}

#[track_caller]
fn snapshot<T: Serialize>(name: &str, json: &str, messages: &T) {
    let written = serde_json::to_string_pretty(messages).unwrap() + "\n";
    assert!(
        written == json,
        "messages do not look as in tests/messages/{name}. Where one was added, put this there; where one was \
         changed, raise message::VERSION too:\n{written}"
    );
}

#[test]
fn requests_look_as_they_did() {
    let json = include_str!("messages/requests.json");
    snapshot("requests.json", json, &requests());
    assert_eq!(serde_json::from_str::<Vec<Either>>(json).unwrap(), requests());
    for wire in requests() {
        let json = serde_json::to_string(&wire).unwrap();
        assert_eq!(wire.read_again(&json), Ok(wire), "as the program reads it");
    }
}

#[test]
fn answers_look_as_they_did() {
    let json = include_str!("messages/answers.json");
    snapshot("answers.json", json, &answers());
    assert_eq!(serde_json::from_str::<Answers>(json).unwrap(), answers());
}

/// Who may ask for what, cell by cell; the browsers are asked the same in tests/e2e/askers.test.mjs.
#[test]
fn each_call_is_for_those_in_the_table() {
    let table: BTreeMap<String, Vec<String>> =
        serde_json::from_str(include_str!("messages/askers.json")).unwrap();
    let askers = [("own", Asker::Own), ("x", Asker::X), ("store", Asker::Store(Marketplace::De))];
    for wire in requests() {
        let json = serde_json::to_value(&wire).unwrap();
        let name = json["call"].as_str().unwrap();
        let rules = ToBackground::rules(name).ok();
        assert!(rules.is_none_or(|rules| rules.name == name), "the rules are those of the call");
        for (who, asker) in askers {
            let wanted = table.get(name).expect(name).iter().any(|it| it == who);
            let may_ask = rules.is_some_and(|rules| rules.askers.is_for(asker));
            assert_eq!(may_ask, wanted, "{name} by {who}");
        }
    }
    assert_eq!(table.into_keys().collect::<BTreeSet<_>>(), known_calls());
}

/// The names that serde offers when it does not know one: all there are.
fn known_calls() -> BTreeSet<String> {
    let asked = |error: serde_json::Error| {
        let error = error.to_string();
        error.split('`').skip(3).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let unknown = r#"{"call":"?"}"#;
    let mut names = asked(serde_json::from_str::<ToBackground>(unknown).unwrap_err());
    names.extend(asked(serde_json::from_str::<ToTab>(unknown).unwrap_err()));
    names
}

/// The background says of a tab's call who it is not for, and of no call that there is none.
#[test]
fn what_a_tab_is_asked_the_background_is_not() {
    for name in ToTab::NAMES {
        let json = format!(r#"{{"v":1,"call":"{name}"}}"#);
        let error = Wire::<ToBackground>::read(&Json(&json)).unwrap_err();
        assert_eq!(error, format!("{name} is not for whoever sent this to ask for"));
    }
    for name in ToBackground::NAMES {
        let json = format!(r#"{{"v":1,"call":"{name}"}}"#);
        assert_eq!(Wire::<ToTab>::read(&Json(&json)).unwrap_err(), format!("no call is named {name:?}"));
    }
}

/// What happens around each call: queue and backup, and asking again.
#[test]
fn each_call_has_its_policy() {
    let named = |which: fn(Policy) -> bool| {
        let calls = ToBackground::NAMES.iter().map(|name| ToBackground::rules(name).unwrap());
        calls.filter(|rules| which(rules.policy)).map(|rules| rules.name).collect::<BTreeSet<_>>()
    };
    let unqueued = [
        "twin",
        "fetch_lazy",
        "peek",
        "peek_replies",
        "peek_parents",
        "ask_answers",
        "show_insights",
        "resolve",
        "recall",
        "arrive",
        "count_to_buy",
    ];
    assert_eq!(named(|policy| !policy.is_queued()), BTreeSet::from(unqueued));
    let once = [
        "keep",
        "remove",
        "restore",
        "ask_links",
        "intent",
        "take_errand",
        "halted",
        "begin",
        "add_to_cart",
        "guide",
        "show_ends",
        "import",
        "forget",
    ];
    assert_eq!(named(|policy| !policy.repeats()), BTreeSet::from(once));
}

/// The background's two parts share the calls between them, and read and bound each as it is written.
#[test]
fn each_call_is_answered_by_one_part_of_the_background() {
    const NOW: f64 = 1_795_000_000_000.0;
    let parts: Vec<&str> = FirstCall::NAMES.iter().chain(LazyCall::NAMES).copied().collect();
    assert_eq!(parts.len(), ToBackground::NAMES.len());
    for wire in requests() {
        let Either::Background(wire) = wire else { continue };
        let json = serde_json::to_string(&wire).unwrap();
        let raw = Json(&json);
        let name = WireHead::read(&raw).unwrap().call;
        let whole = wire.request.out_of_bounds(NOW);
        let first = FirstCall::read(&name, &raw).map(|call| call.out_of_bounds(NOW));
        let later = LazyCall::read(&name, &raw).map(|call| call.out_of_bounds(NOW));
        assert!(first.is_ok() != later.is_ok(), "{name}: {first:?}, {later:?}");
        assert_eq!(first.or(later), Ok(whole), "{name}");
    }
}

#[test]
fn every_request_has_its_line() {
    let named = requests().into_iter().map(|wire| {
        let json = serde_json::to_value(wire).unwrap();
        json.get("call").and_then(|call| call.as_str()).unwrap().to_owned()
    });
    assert_eq!(
        named.collect::<BTreeSet<_>>(),
        known_calls(),
        "add the new request to `requests` in this file"
    );
}

#[test]
fn what_is_no_request_is_an_error() {
    for json in [
        "null",
        "{}",
        "[]",
        "\"twin\"",
        r#"{"call":"twin"}"#,
        r#"{"v":1}"#,
        r#"{"v":1,"call":"format_disk"}"#,
        r#"{"v":1,"call":null}"#,
        r#"{"v":"1","call":"twin"}"#,
        r#"{"v":1,"call":"Twin"}"#,
        r#"{"v":1,"call":"save"}"#,
        r#"{"v":1,"call":"remove","keys":["BESTSELLER@amazon.com"]}"#,
        r#"{"v":1,"call":"mark","key":"B0057OC5O8@amazon.com","status":{"state":"replied"}}"#,
    ] {
        let read = serde_json::from_str::<Either>(json);
        assert!(Wire::<ToBackground>::read(&Json(json)).is_err(), "{json}: the background reads it");
        assert!(Wire::<ToTab>::read(&Json(json)).is_err(), "{json}: a tab reads it");
        assert!(read.is_err(), "{json} was read as {read:?}: a message is parsed whole, or not at all");
    }
}

#[test]
fn a_newer_sender_may_say_more() {
    let more = r#"{"v":2,"call":"remove","keys":["B0057OC5O8@amazon.co.jp"],"why":"tidy"}"#;
    let read = serde_json::from_str::<Wire<ToBackground>>(more).unwrap();
    assert_eq!(read, Wire { v: 2, private: None, request: Remove { keys: vec![key()] }.into() });
    let fault = serde_json::from_str::<Answer<()>>(r#"{"fault":{"code":"engine","more":1}}"#).unwrap();
    assert_eq!(
        fault,
        Answer::Fault(FaultCode::Engine.into()),
        "`detail` is for developers, and may be missing"
    );
}

/// The doors in `extension/` speak for themselves while the program is not there yet.
const CONTENT: &str = include_str!("../extension/content.js");
const BACKGROUND: &str = include_str!("../extension/background.js");

#[test]
fn the_door_of_the_page_asks_for_the_twin() {
    let literal = Regex::new(r"sendMessage\(\{ v: ([0-9]+), call: '([a-z_]+)' \}\)").unwrap();
    let said =
        literal.captures(CONTENT).expect("extension/content.js asks for the twin in one plain literal");
    let (_, [v, call]) = said.extract();
    let wire: Wire<ToBackground> = serde_json::from_str(&format!(r#"{{"v":{v},"call":"{call}"}}"#)).unwrap();
    assert_eq!(wire, Wire::now(Twin {}), "extension/content.js must say what Wire says: v {VERSION}");
    assert_eq!(CONTENT.matches("sendMessage(").count(), 1, "what else is said is said by the program");
    assert!(
        CONTENT.contains("'ok' in answer")
            && serde_json::to_string(&answers().twin).unwrap() == r#"{"ok":true}"#,
        "extension/content.js must know an Answer::Ok when it gets one"
    );
}

#[test]
fn the_door_of_a_store_asks_for_the_program() {
    let door = include_str!("../extension/amazon.js");
    let literal = Regex::new(r"sendMessage\(\{ v: ([0-9]+), call: '([a-z_]+)' \}\)").unwrap();
    let said = literal.captures(door).expect("extension/amazon.js asks in one plain literal");
    let (_, [v, call]) = said.extract();
    let wire: Wire<ToBackground> = serde_json::from_str(&format!(r#"{{"v":{v},"call":"{call}"}}"#)).unwrap();
    assert_eq!(wire, Wire::now(Arrive {}), "extension/amazon.js must say what Wire says: v {VERSION}");
}

#[test]
fn the_door_of_the_background_answers_with_a_fault() {
    let literal = Regex::new(r"answer\(\{ fault: \{ code: '([a-z_]+)', detail: ").unwrap();
    let said = literal
        .captures(BACKGROUND)
        .expect("extension/background.js answers with a fault in one plain literal");
    let (_, [code]) = said.extract();
    let answer =
        serde_json::from_str::<Answer<bool>>(&format!(r#"{{"fault":{{"code":"{code}","detail":""}}}}"#));
    assert_eq!(
        answer.ok(),
        Some(Answer::Fault(FaultCode::Engine.into())),
        "extension/background.js must answer as Answer::Fault does"
    );
}

/// What a page may send has its bounds too: the background takes nothing that could not be shown or kept.
#[test]
fn a_message_beyond_its_bounds_is_refused_by_name() {
    const NOW: f64 = 1_795_000_000_000.0;
    let receive = |json: &str| Wire::<ToBackground>::receive(&Json(json), NOW).map(drop);
    let put =
        |at: &str| format!(r#"{{"v":1,"call":"put","puts":[["B0057OC5O8@amazon.de",["later",{at}]]]}}"#);
    let keep = |length: usize| format!(r#"{{"v":1,"call":"keep","address":"{}"}}"#, "x".repeat(length));
    let settings = |more: &str| format!(r#"{{"v":1,"call":"choose","settings":{{{more}}}}}"#);
    let note = |length: usize| {
        format!(
            r#"{{"v":1,"call":"edit","key":"B0057OC5O8@amazon.de","units":1,"note":"{}"}}"#,
            "x".repeat(length)
        )
    };
    for fine in [put("1795000000000"), keep(4096), settings(r#""undo_seconds":30"#), note(10_000)] {
        assert_eq!(receive(&fine), Ok(()));
    }
    for (json, part) in [
        (put("8640000000000001"), "shelf"),
        (put("-1"), "shelf"),
        (put("1795086400001"), "shelf"),
        (keep(4097), "address"),
        (settings(r#""undo_seconds":4294967295"#), "undo_seconds"),
        (settings(&format!(r#""template":"{}""#, "x".repeat(1001))), "template"),
        (note(10_001), "note"),
    ] {
        assert_eq!(receive(&json), Err(format!("{part} is out of bounds")));
    }
}
