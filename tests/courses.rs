//! Courses: what a user does, one thing after the other, in a browser where at any operation the background may end, the
//! storage refuse or be full, a record be spoilt, the clock be put forward or back.
//!
//! Whatever the course: an item that the user was told is kept is there, readable or put aside; a post gets one reply; and
//! every call that is answered is answered with what it did or a named fault. `HASHCART_COURSES` is how many are played,
//! `HASHCART_SEED` is the first one's seed.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

// Some of it is for other tests.
#[allow(dead_code)]
mod fake;

use std::collections::{BTreeMap, BTreeSet};

use fake::{Fake, Mishap, run};
use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, ReplyState, Shelf};
use hashcart_core::exchange::file;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::handover::{
    AddMethod, CartPage, PageState, Pick, ProductPage, ProductState, Session, SessionEvent, WaitingFor,
};
use hashcart_core::item::{ItemKey, LinkKey};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::mention::KeptMention;
use hashcart_core::message::{Asker, Begin, Edit, KeepPicture, Mark};
use hashcart_core::picture::Picture;
use hashcart_core::records::{ASIDE, Area, CLAIM, ITEM, Kind, PACE, PICTURE, REMOVED, SESSION, SETTINGS};
use hashcart_core::settings::Settings;
use hashcart_core::sync::PACE_MS;
use hashcart_core::tweet::TweetRef;
use hashcart_service::backup::back_up;
use hashcart_service::handover::Sender;
use hashcart_service::{
    Clock, Hop, Store, handover, item_commands, items, pictures, records, replies, settings, short_links,
    sync,
};
use serde_json::json;

/// A small generator of numbers (SplitMix64): the same seed, the same course.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.roll() % end as u64) as usize
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
}

const ASINS: [&str; 4] = ["B0057OC5O8", "B0CHX1W1XY", "080442957X", "0131103628"];
/// Two of the posts show the same product, and two products stand in the same post.
const POSTS: [(&str, usize); 5] = [("18", 0), ("19", 1), ("20", 2), ("18", 3), ("21", 0)];
const BEGIN: f64 = 1_764_000_000_000.0;
const DAY: f64 = 86_400_000.0;

fn product(nth: usize) -> ItemKey {
    format!("{}@amazon.de", ASINS[nth]).parse().unwrap()
}

fn short(nth: usize) -> LinkKey {
    LinkKey::of_url(&format!("https://amzn.to/short{nth}")).unwrap()
}

/// What a post shows: a product, or, where it is `hidden`, the short link to it.
fn shown(post: usize, hidden: bool) -> KeptMention {
    let (tweet, nth) = POSTS[post];
    let address = if hidden { short(nth).url() } else { format!("https://www.amazon.de/dp/{}", ASINS[nth]) };
    let found = KeptMention::of_address(&address, Some("A kettle")).unwrap();
    let tweet = TweetRef { id: tweet.parse().unwrap(), author: format!("author{tweet}"), posted: None };
    KeptMention { tweet: Some(tweet), ..found }
}

/// What the user was told, and what X has.
#[derive(Default)]
struct Told {
    /// Products that are in the list, as far as the user knows.
    kept: BTreeSet<usize>,
    /// Products that were removed last and can come back.
    removed: BTreeSet<usize>,
    /// Signs of records that were spoilt: what the user had is in them, and is not thrown away.
    spoilt: Vec<String>,
    /// Replies under each post.
    replies: BTreeMap<String, u32>,
    /// How calls ended.
    ends: BTreeMap<String, u32>,
}

struct Course {
    browser: Fake,
    dice: Dice,
    told: Told,
    log: Vec<String>,
    mishaps: usize,
    /// The latest time that the clock has shown.
    latest: Millis,
}

impl Course {
    fn new(seed: u64) -> Self {
        let browser = Fake::at(BEGIN);
        for (nth, asin) in ASINS.iter().enumerate() {
            let led = Hop::Redirect(format!("https://www.amazon.de/dp/{asin}"));
            browser.leads.borrow_mut().insert(short(nth).url(), led);
        }
        Self { browser, dice: Dice(seed), told: Told::default(), log: Vec::new(), mishaps: 0, latest: BEGIN }
    }

    /// What a call was answered with. `None`: the background ended, or gave a fault.
    fn end<T>(&mut self, what: &str, answer: Option<Result<T, Fault>>) -> Option<T> {
        let (end, done) = match answer {
            None => ("killed".to_owned(), None),
            Some(Ok(done)) => ("done".to_owned(), Some(done)),
            Some(Err(fault)) => (format!("{:?}", fault.code), None),
        };
        self.log.push(format!("{what}: {end}"));
        *self.told.ends.entry(end).or_default() += 1;
        done
    }

    /// The product behind a key, whatever it is known by.
    fn nth(key: &ItemKey) -> usize {
        (0..ASINS.len()).find(|nth| *key == product(*nth) || *key == ItemKey::Link(short(*nth))).unwrap()
    }

    /// The items that can be read now.
    fn list(&self) -> Vec<CartItem> {
        let all = self.browser.records(Area::Disk);
        let items = all.into_iter().filter(|(name, _)| ITEM.holds(name));
        items.filter_map(|(_, value)| ITEM.data(&fake::Read(value))).collect()
    }

    fn session(&self) -> Option<Session> {
        SESSION.data(&fake::Read(self.browser.records(Area::Disk).remove(SESSION.only())?))
    }

    fn any_item(&mut self) -> Option<CartItem> {
        let list = self.list();
        (!list.is_empty()).then(|| list[self.dice.below(list.len())].clone())
    }

    fn step(&mut self) {
        if self.dice.one_in(3) {
            let mishap = match self.dice.below(4) {
                0 => Mishap::Killed { done: false },
                1 => Mishap::Killed { done: true },
                2 => Mishap::Refused,
                _ => Mishap::Full,
            };
            let at = self.dice.below(8) as u32;
            self.log.push(format!("  {mishap:?} at operation {at}"));
            self.browser.plan(Some((at, mishap)));
            self.mishaps += 1;
        }
        match self.dice.below(18) {
            0..=3 => self.keep(),
            4..=6 => self.reply(),
            7 => self.remove(),
            8 => self.restore(),
            9 => self.edit(),
            10 => self.resolve(),
            11 => self.bring(),
            12 => self.spoil(),
            13 | 14 => self.hand_over(),
            15 | 16 => self.sync(),
            _ => self.time(),
        }
        self.browser.plan(None);
    }

    fn keep(&mut self) {
        let (post, hidden) = (self.dice.below(POSTS.len()), self.dice.one_in(3));
        let found = shown(post, hidden);
        let answer = run(items::keep(&self.browser, Area::Disk, found.clone()));
        if self.end(&format!("keep {}", found.key), answer).is_some() {
            self.told.kept.insert(POSTS[post].1);
        }
        let picture = Picture::try_from("data:image/webp;base64,UklGRg==".to_owned()).unwrap();
        let answer =
            run(pictures::keep(&self.browser, Area::Disk, KeepPicture { key: found.key.clone(), picture }));
        self.end("  its picture", answer);
    }

    /// A press: the page asks for the word to go on, X takes the reply or does not, and the page tells what it saw.
    fn reply(&mut self) {
        let Some(item) = self.any_item() else { return };
        let (key, tab) = (item.found.key.clone(), Some(7));
        let Some(tweet) = item.tweet_id().map(ToString::to_string) else { return };
        // Nobody presses twice in one millisecond: by its time a press is known when it is asked again.
        self.browser.now.set(self.browser.now() + 1.0);
        self.latest = self.latest.max(self.browser.now());
        let at = self.browser.now();
        let mark = |status, sending| Mark { key: key.clone(), status, sending, by_user: false, at };
        let browser = &self.browser;
        let begin = || run(items::mark(browser, Area::Disk, mark(ReplyState::Replying, false), tab));
        // Asked again where nobody answered, as a page does.
        let asked = begin().or_else(begin);
        if self.end(&format!("reply to {tweet} for {key}"), asked).is_none() {
            return;
        }
        let url = format!("https://x.com/me/status/9{tweet}");
        let (posted, seen) = match self.dice.below(5) {
            0 => (true, Some(ReplyState::Replied { url })),
            1 => (false, Some(ReplyState::ReplyFailed { code: FaultCode::ComposerBusy })),
            2 => (self.dice.one_in(2), Some(ReplyState::ReplyFailed { code: FaultCode::Unconfirmed })),
            3 => (false, None),
            // The page went, and X led its tab away.
            _ => (self.dice.one_in(2), None),
        };
        if posted {
            *self.told.replies.entry(tweet).or_default() += 1;
        }
        self.log.push(format!("  posted: {posted}, seen: {seen:?}"));
        if let Some(status) = seen {
            let tell = || run(items::mark(&self.browser, Area::Disk, mark(status.clone(), true), tab));
            let told = tell().or_else(tell);
            self.end("  the end", told);
        } else if !posted && self.dice.one_in(2) {
            let halted = run(replies::halted(&self.browser, Area::Disk, FaultCode::SignedOut, tab));
            self.end("  halted", halted);
        } else {
            let closed = run(replies::closed(&self.browser, 7));
            self.end("  closed", closed);
        }
    }

    fn remove(&mut self) {
        let Some(item) = self.any_item() else { return };
        let nth = Self::nth(&item.found.key);
        let full = self.browser.will_be_full();
        let key = std::slice::from_ref(&item.found.key);
        let answer = run(item_commands::remove(&self.browser, Area::Disk, key));
        let done = self.end(&format!("remove {}", item.found.key), answer);
        self.told.removed.clear();
        // Where there was no room, and nothing that could go for it, nothing is kept for an undo.
        let full = full && !self.browser.will_be_full();
        if full
            && done.is_some()
            && !self.browser.records(Area::Disk).contains_key(&REMOVED.key(&item.found.key))
        {
            self.told.kept.remove(&nth);
            return;
        }
        // Answered or not: it is in the list, or it can come back. One more may be there by its link.
        if done.is_some() || self.told.kept.contains(&nth) {
            self.told.kept.remove(&nth);
            self.told.removed.insert(nth);
        }
    }

    fn restore(&mut self) {
        let answer = run(item_commands::restore(&self.browser, Area::Disk));
        if self.end("restore", answer).is_some() {
            self.told.kept.append(&mut self.told.removed);
        }
    }

    fn edit(&mut self) {
        let Some(item) = self.any_item() else { return };
        let key = item.found.key;
        let call = Edit { key: key.clone(), units: 3, name: "Mine".to_owned(), note: "for tea".to_owned() };
        let answer = run(item_commands::edit(&self.browser, Area::Disk, call));
        self.end("edit", answer);
        let shelf = Some((Shelf::Later, self.browser.now()));
        let answer = run(item_commands::put(&self.browser, Area::Disk, vec![(key, shelf)]));
        self.end("put aside", answer);
    }

    fn resolve(&mut self) {
        let Some(item) = self.any_item() else { return };
        let key = item.found.key;
        let browser = &self.browser;
        let answer = run(async {
            let item = short_links::kept(browser, Area::Disk, &key).await?;
            let found = short_links::follow(browser, &item.found.link).await?;
            short_links::settle(browser, Area::Disk, &key, found).await
        });
        self.end(&format!("resolve {key}"), answer);
    }

    /// A file of another list is brought in; a backup is made; what was abandoned is swept.
    fn bring(&mut self) {
        let other = CartItem::new(shown(self.dice.below(POSTS.len()), false), BEGIN);
        let name = ITEM.key(&other.found.key);
        let text = file(&fake::Native, &[(name, self.browser.record(&other).unwrap())]).unwrap();
        let answer = run(records::import(&self.browser, &text));
        // What is from later than the clock can say is refused, and said so before.
        if self.end("import", answer).is_some_and(|count| count > 0) {
            self.told.kept.insert(Self::nth(&other.found.key));
        }
        let day = self.browser.today();
        let answer = run(back_up(&self.browser, &day));
        self.end("backup", answer);
        let started = self.dice.one_in(2);
        let answer = run(records::sweep(&self.browser, started));
        self.end("sweep", answer);
        let answer = run(settings::choose(&self.browser, Settings::default()));
        self.end("choose", answer);
    }

    /// The hand-over: begun, or one thing that happens on it, told by its own page, by another tab, or by the user.
    fn hand_over(&mut self) {
        let before = self.session();
        let asin = ASINS[self.dice.below(ASINS.len())].parse().unwrap();
        let page = ProductPage { asin, asked: None, state: ProductState::Ready, asks: false, most: 10 };
        let event = match self.dice.below(12) {
            0 => SessionEvent::PageState {
                page: 1.0,
                sight: PageState::Product(page),
                title: Some("By Amazon".to_owned()),
            },
            1 => SessionEvent::PageState { page: 2.0, sight: PageState::Confirmation, title: None },
            2 => SessionEvent::PageState { page: 3.0, sight: PageState::Cart(CartPage::Empty), title: None },
            3 => SessionEvent::Pressed { asin, quantity: 1 },
            4 => SessionEvent::Quiet,
            5 => SessionEvent::Told,
            6 => SessionEvent::Skip,
            7 => SessionEvent::GoOn,
            8 => SessionEvent::Marked { there: true },
            9 => SessionEvent::Plainly,
            _ => SessionEvent::Stop,
        };
        match self.dice.below(8) {
            0 | 1 => {
                let picks = self.list().into_iter().map(|item| Pick {
                    title: item.title(),
                    key: item.found.key,
                    wanted: 1,
                });
                let picks = picks.filter(|pick| matches!(pick.key, ItemKey::Product(_))).collect();
                let way = [AddMethod::Guided, AddMethod::Quick, AddMethod::Plain][self.dice.below(3)];
                let call = Begin { store: Marketplace::De, way, picks };
                let answer = run(handover::begin(&self.browser, call));
                self.end(&format!("begin {way:?}"), answer);
            }
            2 => {
                let tab = before.as_ref().and_then(|session| session.tab).unwrap_or(1);
                self.browser.tabs.borrow_mut().remove(&tab);
                let answer = run(handover::tab_gone(&self.browser, tab));
                self.end("its tab is closed", answer);
            }
            3 => {
                let answer = run(handover::look(&self.browser, false));
                self.end("look", answer);
            }
            4 => {
                self.browser.allowed.set(!self.browser.allowed.get());
                let answer = run(handover::restarted(&self.browser));
                self.end("restarted", answer);
            }
            // Another tab of the store has no say, and is shown nothing.
            5 => {
                let tab = before.as_ref().and_then(|session| session.tab).map(|tab| tab + 1);
                let sender = Sender { asker: Some(Asker::Store(Marketplace::De)), tab };
                let answer = run(handover::guide(&self.browser, &event, sender));
                assert!(self.end("another tab", answer).is_none(), "{:?}", self.log);
                let arrived = run(handover::arrive(&self.browser, sender));
                assert_ne!(self.end("another tab arrives", arrived), Some(true), "{:?}", self.log);
                assert_eq!(self.session(), before, "{:?}", self.log);
            }
            _ => {
                let own = Sender { asker: Some(Asker::Own), tab: None };
                let tab = before.as_ref().and_then(|session| session.tab);
                let its_page = Sender { asker: Some(Asker::Store(Marketplace::De)), tab };
                let sender = if event.is_of_page() { its_page } else { own };
                let answer = run(handover::guide(&self.browser, &event, sender));
                let what = format!("{event:?}");
                let done = self.end(&what, answer);
                if let Some(guidance) = done {
                    assert_eq!(self.session(), Some(guidance.session), "{:?}", self.log);
                }
            }
        }
        self.browser.allowed.set(true);
    }

    /// The list goes to the other machines, and comes back: nothing of it changes here by that.
    fn sync(&mut self) {
        let on = !self.dice.one_in(5);
        let answer = run(sync::choose(&self.browser, on));
        self.end("sync", answer);
        let answer = run(sync::look(&self.browser));
        self.end("a round", answer);
    }

    /// Whatever became of the hand-over: once the user has looked at its page, it is over, or in a tab that is there, or it
    /// says what is to be done.
    fn comes_back(&mut self) -> Result<(), String> {
        self.browser.plan(None);
        match run(handover::look(&self.browser, false)).unwrap() {
            Ok(session) if session.halt == WaitingFor::Loading && !session.is_done() => {
                let there = session.tab.is_some_and(|tab| self.browser.tabs.borrow().contains_key(&tab));
                if there { Ok(()) } else { Err(format!("waits for a page in no tab: {session:?}")) }
            }
            Ok(_) => Ok(()),
            Err(fault) if fault.code == FaultCode::NoSession => Ok(()),
            Err(fault) => Err(format!("{:?}", fault.code)),
        }
    }

    /// Syncing comes to rest: after some rounds nothing more is written.
    fn rest(&mut self) -> Result<(), String> {
        self.browser.plan(None);
        run(records::sweep(&self.browser, true)).unwrap().unwrap();
        let all = self.browser.records(Area::Disk);
        let of_nothing =
            |key: &ItemKey| !all.contains_key(&ITEM.key(key)) && !all.contains_key(&REMOVED.key(key));
        if let Some(key) = all.keys().filter_map(|name| PICTURE.parse(name)).find(of_nothing) {
            return Err(format!("the picture of {key} stays"));
        }
        self.browser.now.set(self.browser.now().max(self.latest));
        let state = |browser: &Fake| (browser.synced.borrow().clone(), browser.records(Area::Disk));
        for _ in 0..10 {
            let before = state(&self.browser);
            self.browser.now.set(self.browser.now() + PACE_MS as f64 + 1.0);
            run(sync::look(&self.browser)).unwrap().unwrap();
            if state(&self.browser) == before {
                return Ok(());
            }
        }
        Err("syncing does not come to rest".to_owned())
    }

    /// A record becomes what nobody can read.
    fn spoil(&mut self) {
        let names: Vec<String> = self.browser.records(Area::Disk).into_keys().collect();
        let spoilable =
            |name: &&String| !matches!(Kind::of(name), Some(Kind::Aside | Kind::Backup | Kind::Removed));
        let names: Vec<&String> = names.iter().filter(spoilable).collect();
        if names.is_empty() {
            return;
        }
        let name = names[self.dice.below(names.len())].clone();
        let sign = format!("spoilt {} {}", self.told.spoilt.len(), self.dice.roll());
        let was = self.browser.records(Area::Disk).remove(&name).unwrap_or_default();
        self.log.push(format!("{name} is {sign}"));
        self.browser.spoil(Area::Disk, &name, json!({ "v": 1, "data": sign }));
        if let Some(key) = ITEM.parse(&name) {
            self.told.kept.remove(&Self::nth(&key));
            self.told.removed.remove(&Self::nth(&key));
            // What was spoilt before is not there any more: it was this storage, and not we.
            self.told.spoilt.retain(|sign| was["data"] != json!(sign));
            self.told.spoilt.push(sign);
        }
    }

    fn time(&mut self) {
        let step = match self.dice.below(4) {
            0 => DAY,
            1 => -DAY,
            2 => 1.0,
            _ => 90_000.0,
        };
        self.browser.now.set(self.browser.now() + step);
        self.latest = self.latest.max(self.browser.now());
        self.log.push(format!("{step} ms later"));
    }

    fn check(&self) -> Result<(), String> {
        let all = self.browser.records(Area::Disk);
        let stands = |nth: usize, rows: &[&str]| {
            rows.iter()
                .any(|name| all.get(*name).is_some_and(|it| ITEM.data(&fake::Read(it.clone())).is_some()))
                .then_some(())
                .ok_or(nth)
        };
        for nth in &self.told.kept {
            let (key, link) = (ITEM.key(&product(*nth)), ITEM.key(&ItemKey::Link(short(*nth))));
            stands(*nth, &[&key, &link]).map_err(|nth| format!("{} is lost", ASINS[nth]))?;
        }
        for nth in &self.told.removed {
            let keys = [product(*nth), ItemKey::Link(short(*nth))];
            let names: Vec<String> = keys.iter().flat_map(|key| [ITEM.key(key), REMOVED.key(key)]).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            stands(*nth, &names).map_err(|nth| format!("{} cannot come back", ASINS[nth]))?;
        }
        for (tweet, count) in &self.told.replies {
            if *count > 1 {
                return Err(format!("{count} replies to {tweet}"));
            }
        }
        // What was put aside once is not put aside again by everybody who looks at it; only by who writes there next, after
        // a mishap between the two.
        let mut asides: Vec<String> =
            all.iter().filter(|(name, _)| ASIDE.holds(name)).map(|(_, value)| value.to_string()).collect();
        let count = asides.len();
        asides.sort_unstable();
        asides.dedup();
        if count - asides.len() > self.mishaps {
            return Err("the same was put aside twice".to_owned());
        }
        let text = serde_json::to_string(&all).unwrap();
        match self.told.spoilt.iter().find(|sign| !text.contains(sign.as_str())) {
            Some(sign) => Err(format!("what was {sign} is thrown away")),
            None => Ok(()),
        }
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn whatever_the_course_nothing_is_lost_and_no_post_gets_two_replies() {
    let first = number("HASHCART_SEED", 20_261_127);
    let mut ends = BTreeMap::<String, u32>::new();
    for seed in first..first + number("HASHCART_COURSES", 500) {
        let mut course = Course::new(seed);
        for _ in 0..30 {
            course.step();
            if let Err(why) = course.check() {
                let all = serde_json::to_string_pretty(&course.browser.records(Area::Disk)).unwrap();
                panic!("course {seed}: {why}\n{}\n{all}", course.log.join("\n"));
            }
        }
        if let Err(why) = course.rest().and_then(|()| course.comes_back()).and_then(|()| course.check()) {
            panic!("course {seed}, at rest: {why}\n{}", course.log.join("\n"));
        }
        for (end, count) in course.told.ends {
            *ends.entry(end).or_default() += count;
        }
    }
    for end in ["done", "killed", "Storage", "StorageFull", "RepliedElsewhere", "NothingToRestore"] {
        assert!(ends.contains_key(end), "no call ended so: {end}: {ends:?}");
    }
    println!("{ends:?}");
}

#[test]
fn a_claim_that_nobody_can_read_is_a_claim() {
    let browser = Fake::at(BEGIN);
    let found = shown(0, false);
    let name = CLAIM.key(&found.tweet.as_ref().unwrap().id);
    let key = found.key.clone();
    run(items::keep(&browser, Area::Disk, found)).unwrap().unwrap();
    browser.spoil(Area::Disk, &name, json!({ "v": 1, "data": 5 }));
    let mark = Mark { key, status: ReplyState::Replying, sending: false, by_user: false, at: BEGIN };
    let asked = run(items::mark(&browser, Area::Disk, mark, None)).unwrap();
    assert_eq!(asked.unwrap_err().code, FaultCode::RepliedElsewhere);
    assert!(browser.records(Area::Disk).contains_key(&name));
    assert!(!browser.records(Area::Disk).contains_key(SETTINGS.only()));
}

#[test]
fn what_the_user_sends_is_written_down_whatever_the_pace() {
    let browser = Fake::at(BEGIN);
    let sends = |number: usize, by_user| {
        let found =
            KeptMention::of_address(&format!("https://www.amazon.de/dp/B0{number:08}"), None).unwrap();
        let tweet =
            TweetRef { id: format!("19{number}").parse().unwrap(), author: "ada".into(), posted: None };
        let key = found.key.clone();
        run(items::keep(&browser, Area::Disk, KeptMention { tweet: Some(tweet), ..found })).unwrap().unwrap();
        let mark = Mark { key, status: ReplyState::Replying, sending: false, by_user, at: browser.now() };
        run(items::mark(&browser, Area::Disk, mark, Some(7))).unwrap().map_err(|fault| fault.code).err()
    };
    let more: Vec<Option<FaultCode>> = (0..8).map(|number| sends(number, true)).collect();
    assert_eq!(more, [None; 8], "more in a minute than Hashcart sends");
    assert_eq!(sends(8, false), Some(FaultCode::TooMany), "X counts them, and so does the pace");
}

#[test]
fn a_page_that_was_not_answered_asks_again_and_its_reply_goes_out_once() {
    for (at, done) in (0..20).flat_map(|at| [(at, false), (at, true)]) {
        let browser = Fake::at(BEGIN);
        let found = shown(0, false);
        run(items::keep(&browser, Area::Disk, found.clone())).unwrap().unwrap();
        let later = |ms: f64| browser.now.set(browser.now() + ms);
        let ask = |status, sending, asked: f64, tab| {
            let mark = Mark { key: found.key.clone(), status, sending, by_user: false, at: asked };
            run(items::mark(&browser, Area::Disk, mark, Some(tab)))
        };
        let what = format!("ended at operation {at}, done: {done}");
        let asked = browser.now();
        later(5.0);
        browser.plan(Some((at, Mishap::Killed { done })));
        let first = ask(ReplyState::Replying, false, asked, 7);
        browser.plan(None);
        later(20.0);
        let other = ask(ReplyState::Replying, false, browser.now(), 8);
        let again = first.or_else(|| ask(ReplyState::Replying, false, asked, 7)).unwrap();
        // One of the two pages replies, and not both.
        assert_ne!(again.is_ok(), other.unwrap().is_ok(), "{what}");
        let paces = browser.records(Area::Disk)[PACE.only()]["data"]["times"].as_array().unwrap().len();
        assert_eq!(paces, 1, "{what}");
        if again.is_err() {
            continue;
        }
        // Whatever time a page says, it is another page.
        for time in [f64::NAN, f64::INFINITY, -1.0, 0.0, asked - 1.0, asked + 1.0] {
            let other = ask(ReplyState::Replying, false, time, 7).unwrap();
            assert_eq!(other.unwrap_err().code, FaultCode::RepliedElsewhere, "{what}, at {time}");
        }
        let other = ask(ReplyState::Replying, false, asked, 8).unwrap();
        assert_eq!(
            other.unwrap_err().code,
            FaultCode::RepliedElsewhere,
            "{what}: the same time in another tab"
        );
        // The end is asked for twice as well; where another page began in between, its reply goes on.
        let failed = || ReplyState::ReplyFailed { code: FaultCode::ComposerBusy };
        later(1_000.0);
        let ended = browser.now();
        ask(failed(), true, ended, 7).unwrap().unwrap();
        ask(failed(), true, ended, 7).unwrap().unwrap();
        later(20.0);
        ask(ReplyState::Replying, false, browser.now(), 8).unwrap().unwrap();
        assert_eq!(
            ask(failed(), true, ended, 7).unwrap().unwrap_err().code,
            FaultCode::RepliedElsewhere,
            "{what}"
        );
        let third = ask(ReplyState::Replying, false, browser.now() + 1.0, 9).unwrap();
        assert_eq!(third.unwrap_err().code, FaultCode::RepliedElsewhere, "{what}");
    }
}

#[test]
fn an_item_kept_again_after_a_round_that_ended_halfway_stays() {
    for (at, done) in (0..20).flat_map(|at| [(at, false), (at, true)]) {
        let browser = Fake::at(BEGIN);
        let found = || shown(0, false);
        let later = || browser.now.set(browser.now() + PACE_MS as f64 + 1.0);
        run(items::keep(&browser, Area::Disk, found())).unwrap().unwrap();
        run(sync::choose(&browser, true)).unwrap().unwrap();
        later();
        run(item_commands::remove(&browser, Area::Disk, &[found().key])).unwrap().unwrap();
        browser.plan(Some((at, Mishap::Killed { done })));
        run(sync::look(&browser));
        browser.plan(None);
        later();
        run(items::keep(&browser, Area::Disk, found())).unwrap().unwrap();
        for _ in 0..3 {
            later();
            run(sync::look(&browser)).unwrap().unwrap();
        }
        let kept = run(short_links::kept(&browser, Area::Disk, &found().key)).unwrap();
        assert!(kept.is_ok(), "ended at operation {at}, done: {done}");
    }
}
