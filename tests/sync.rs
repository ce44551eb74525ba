//! Syncing: whatever the order, the losses and the repetitions, machines that have heard everything hold the same.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

use std::collections::BTreeMap;

use hashcart_core::cart::{CartItem, ReplyState, Shelf};
use hashcart_core::fault::FaultCode;
use hashcart_core::item::{ItemKey, LinkKey};
use hashcart_core::mention::{KeptMention, TitleSource};
use hashcart_core::sync::{
    BUCKET_BYTES, Body, Change, Core, FORGOTTEN, MOST_ITEMS, ROOM, Round, STONE_MS, Shelved, SyncEntry,
    Titled, UserEdit, bucket_of, bytes, decode, encode, forgotten, round,
};
use hashcart_core::tweet::TweetRef;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

const DAY: f64 = 24.0 * 60.0 * 60.0 * 1000.0;
const NOW: f64 = 1_795_000_000_000.0;

fn key(number: u32) -> ItemKey {
    format!("B0{number:08}@amazon.de").parse().unwrap()
}

fn item(number: u32, author: &str, at: f64) -> CartItem {
    let found = KeptMention {
        key: key(number),
        link: format!("https://www.amazon.de/dp/B0{number:08}?tag=ada-21"),
        via: Vec::new(),
        title: Some(format!("Thing {number}")),
        titled: None,
        quote: None,
        shop: None,
        image: None,
        tweet: Some(TweetRef {
            id: format!("18{number}").parse().unwrap(),
            author: author.to_owned(),
            posted: None,
        }),
    };
    CartItem::new(found, at)
}

fn shelves() -> impl Strategy<Value = Option<Shelf>> {
    of(select(vec![Shelf::Bought, Shelf::Later, Shelf::Archived]))
}

fn titled() -> impl Strategy<Value = Titled> {
    let sources = [TitleSource::Address, TitleSource::Card, TitleSource::Amazon].map(Titled::From);
    select([&[Titled::Post, Titled::Unknown], &sources[..]].concat())
}

fn entry() -> impl Strategy<Value = SyncEntry> {
    let times = || 0_u64..6;
    let texts = || select(vec!["", "a kettle", "tab\tand \\ back", "two\nlines", "شاي 🫖"]);
    let core = (times(), times(), any::<bool>(), texts(), titled(), of(select(vec!["1", "2"])));
    let core = core.prop_map(|(at, saved_at, replied, title, titled, tweet)| Core {
        at,
        saved_at,
        reply: if replied { "https://x.com/me/status/9".to_owned() } else { String::new() },
        link: String::new(),
        title: title.split_whitespace().collect::<Vec<_>>().join(" "),
        titled,
        tweet: tweet.map(|id| (id.parse().unwrap(), "ada".to_owned())),
    });
    let edit = (times(), 1_u32..4, texts(), select(vec!["", "Ours"])).prop_map(|(at, units, note, name)| {
        UserEdit { at, units, note: note.to_owned(), name: name.to_owned() }
    });
    let shelf = (times(), shelves()).prop_map(|(at, shelf)| Shelved { at, shelf });
    let body = (0_u64..3, core, edit, shelf).prop_map(|(since, core, edit, shelf)| Body {
        since,
        core,
        edit,
        shelf,
    });
    (times(), times(), of(body)).prop_map(|(added, removed, body)| SyncEntry {
        key: key(1),
        added,
        removed,
        body,
    })
}

/// One product as copies of it may stand in a file, behind a link and in the list.
fn copy() -> impl Strategy<Value = CartItem> {
    let times = || select(vec![1.0, 2.0, 3.0]);
    let codes = select(vec![FaultCode::ComposerBusy, FaultCode::ReplyLimit, FaultCode::Unconfirmed]);
    let status = (0..4_u8, codes, select(vec!["8", "9"])).prop_map(|(kind, code, id)| match kind {
        0 => ReplyState::Saved,
        1 => ReplyState::Replying,
        2 => ReplyState::Replied { url: format!("https://x.com/me/status/{id}") },
        _ => ReplyState::ReplyFailed { code },
    });
    let link = |token: &str| format!("amzn.to/3DHiDU{token}").parse::<LinkKey>().unwrap();
    let via = proptest::collection::btree_set(select(vec!["1", "2", "3", "4", "5", "6", "7"]), 0..4);
    let via = (via, any::<bool>()).prop_map(move |(tokens, turned)| {
        let links = tokens.into_iter().map(link);
        if turned { links.rev().collect::<Vec<_>>() } else { links.collect() }
    });
    let title = of(select(vec!["A kettle", "A kettle, 1.7 l", "so nice"]));
    let found = (of(select(vec!["1", "2"])), select(vec!["a", "b"]), via, title, titled());
    let found = found.prop_map(|(tweet, tag, via, title, titled)| KeptMention {
        key: key(1),
        link: format!("https://www.amazon.de/dp/B000000001?tag={tag}-20"),
        via,
        title: title.map(str::to_owned),
        titled: match titled {
            Titled::From(source) => Some(source),
            Titled::Post | Titled::Unknown => None,
        },
        quote: (titled == Titled::Post).then(|| "so nice".to_owned()),
        shop: None,
        image: None,
        tweet: tweet.map(|id| TweetRef { id: id.parse().unwrap(), author: "ada".to_owned(), posted: None }),
    });
    let edit = (of(times()), 1_u32..4, select(vec!["", "for Ada"]), select(vec!["", "Ours"]));
    (found, times(), times(), status, edit, of((select(vec![Shelf::Bought, Shelf::Later]), times())))
        .prop_map(|(found, saved_at, changed_at, status, (edited_at, units, note, name), shelf)| CartItem {
            changed_at,
            status,
            units,
            name: name.to_owned(),
            note: note.to_owned(),
            shelf,
            edited_at,
            ..CartItem::new(found, saved_at)
        })
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_two_machines_know_is_one(a in entry(), b in entry(), c in entry()) {
        prop_assert_eq!(a.clone().join(b.clone()), b.clone().join(a.clone()), "commutative");
        prop_assert_eq!(
            a.clone().join(b.clone()).join(c.clone()),
            a.clone().join(b.clone().join(c.clone())),
            "associative"
        );
        prop_assert_eq!(a.clone().join(a.clone()), a.clone(), "idempotent");
        let both = a.clone().join(b);
        prop_assert_eq!(both.clone().join(a), both, "what is known stays known");
    }

    #[test]
    fn what_a_file_a_link_and_the_list_know_is_one(a in copy(), b in copy(), c in copy()) {
        prop_assert_eq!(a.clone().merged(b.clone()), b.clone().merged(a.clone()), "commutative");
        prop_assert_eq!(
            a.clone().merged(b.clone()).merged(c.clone()),
            a.clone().merged(b.clone().merged(c.clone())),
            "associative"
        );
        prop_assert_eq!(a.clone().merged(a.clone()), a.clone(), "idempotent");
        let both = a.clone().merged(b);
        prop_assert_eq!(both.clone().merged(a), both, "what is known stays known");
    }

    #[test]
    fn an_entry_is_read_as_it_was_written(entry in entry()) {
        let settled = entry.settled();
        let read = decode(&encode([&settled]));
        if settled.is_there() || settled.added <= settled.removed {
            prop_assert_eq!(read, vec![settled]);
        }
    }

    #[test]
    fn nothing_from_there_stops_us(text in any::<String>(), more in "[0-9a-zB@.\t]{0,60}") {
        let _ = decode(&text);
        let _ = decode(&format!("B000000001@amazon.de\t5\t1\t{more}"));
    }
}

/// One of the user's browsers, and what its browser has heard of the sync storage.
#[derive(Clone, Default)]
struct Machine {
    items: BTreeMap<ItemKey, CartItem>,
    shadow: Option<String>,
    heard: BTreeMap<String, String>,
    /// How far its clock is off.
    skew: f64,
}

impl Machine {
    fn round(&self, now: f64) -> Round {
        let local: Vec<CartItem> = self.items.values().cloned().collect();
        let area: Vec<(String, String)> = self.heard.clone().into_iter().collect();
        round(self.shadow.as_deref(), &local, &[], &area, now + self.skew)
    }

    /// Does a round. Returns what it wrote: bucket, and text or nothing.
    fn sync(&mut self, now: f64) -> Vec<(String, Option<String>)> {
        let done = self.round(now);
        for change in done.changes {
            match change {
                Change::Put(item) => {
                    self.items.insert(item.found.key.clone(), *item);
                }
                Change::Delete(key) => {
                    self.items.remove(&key).unwrap();
                }
            }
        }
        self.shadow = Some(done.shadow);
        let writes = done.writes.into_iter().map(|(name, text)| (name, Some(text)));
        let writes: Vec<_> = writes.chain(done.removes.into_iter().map(|name| (name, None))).collect();
        self.hear(&writes);
        writes
    }

    /// Forgets everything, and is turned on again.
    fn forget(&mut self, now: f64) -> Vec<(String, Option<String>)> {
        let area: Vec<(String, String)> = self.heard.clone().into_iter().collect();
        let done = forgotten(self.shadow.as_deref(), &area, now + self.skew);
        (self.items, self.shadow) = (BTreeMap::new(), None);
        let writes = done.writes.into_iter().map(|(name, text)| (name, Some(text)));
        let writes: Vec<_> = writes.chain(done.removes.into_iter().map(|name| (name, None))).collect();
        self.hear(&writes);
        writes
    }

    fn hear(&mut self, changes: &[(String, Option<String>)]) {
        for (name, text) in changes {
            match text {
                Some(text) => self.heard.insert(name.clone(), text.clone()),
                None => self.heard.remove(name),
            };
        }
    }

    /// What the user sees of the list that is meant to be the same everywhere.
    fn seen(&self) -> Vec<String> {
        let of = |item: &CartItem| {
            let reply = match &item.status {
                ReplyState::Replied { url } => url.as_str(),
                _ => "",
            };
            let shelf = item.shelf.map(|(shelf, _)| shelf);
            let tweet = item.tweet_id().map(ToString::to_string);
            format!("{} {tweet:?} {reply} {} {:?} {shelf:?}", item.found.key, item.units, item.note)
        };
        self.items.values().map(of).collect()
    }
}

/// What happens in a history: to which machine, what.
#[derive(Clone, Debug)]
enum Deed {
    Add(u32, &'static str),
    Remove(u32),
    Note(u32, &'static str),
    Units(u32, u32),
    Shelve(u32, Option<Shelf>),
    Reply(u32),
    /// A round, and its writes reach the server.
    Sync,
    /// A round whose writes reach the server only when a later one's do.
    SyncSlowly,
    /// News arrive in any order, some twice; some are lost.
    Hear(Vec<prop::sample::Index>),
    /// The browser starts anew and knows the whole area.
    Start,
    /// Everything is forgotten.
    Forget,
}

fn deed() -> impl Strategy<Value = Deed> {
    let number = || 1_u32..6;
    prop_oneof![
        4 => (number(), select(vec!["ada", "bob"])).prop_map(|(number, author)| Deed::Add(number, author)),
        2 => number().prop_map(Deed::Remove),
        2 => (number(), select(vec!["", "red", "blue"])).prop_map(|(number, note)| Deed::Note(number, note)),
        1 => (number(), 1_u32..4).prop_map(|(number, units)| Deed::Units(number, units)),
        2 => (number(), shelves()).prop_map(|(number, shelf)| Deed::Shelve(number, shelf)),
        1 => number().prop_map(Deed::Reply),
        4 => Just(Deed::Sync),
        1 => Just(Deed::SyncSlowly),
        4 => vec(any::<prop::sample::Index>(), 0..6).prop_map(Deed::Hear),
        1 => Just(Deed::Start),
        1 => Just(Deed::Forget),
    ]
}

type News = Vec<(String, Option<String>)>;

fn live(machines: usize, deeds: &[(prop::sample::Index, Deed, u32)], skews: &[f64]) -> Vec<Machine> {
    let mut machines: Vec<Machine> =
        skews.iter().take(machines).map(|skew| Machine { skew: *skew, ..Machine::default() }).collect();
    let mut server: BTreeMap<String, String> = BTreeMap::new();
    let mut log: News = Vec::new();
    let mut slow: News = Vec::new();
    let mut now = NOW;
    let reach = |server: &mut BTreeMap<String, String>, log: &mut News, writes: News| {
        for (name, text) in writes {
            match &text {
                Some(text) => server.insert(name.clone(), text.clone()),
                None => server.remove(&name),
            };
            log.push((name, text));
        }
    };
    for (who, deed, pause) in deeds {
        now += f64::from(*pause);
        let count = machines.len();
        let machine = machines.get_mut(who.index(count)).unwrap();
        let at = now + machine.skew;
        match deed {
            Deed::Add(number, author) => {
                machine.items.entry(key(*number)).or_insert_with(|| item(*number, author, at));
            }
            Deed::Remove(number) => {
                machine.items.remove(&key(*number));
            }
            Deed::Note(number, note) => {
                if let Some(item) = machine.items.get_mut(&key(*number)) {
                    (item.note, item.edited_at) = ((*note).to_owned(), Some(at));
                }
            }
            Deed::Units(number, units) => {
                if let Some(item) = machine.items.get_mut(&key(*number)) {
                    (item.units, item.edited_at) = (*units, Some(at));
                }
            }
            Deed::Shelve(number, shelf) => {
                if let Some(item) = machine.items.get_mut(&key(*number)) {
                    item.shelf = shelf.map(|shelf| (shelf, at));
                }
            }
            Deed::Reply(number) => {
                if let Some(item) = machine.items.get_mut(&key(*number)) {
                    item.status = ReplyState::Replied { url: "https://x.com/me/status/9".to_owned() };
                    item.changed_at = at;
                }
            }
            Deed::Sync => {
                let writes = machine.sync(now);
                reach(&mut server, &mut log, writes);
                reach(&mut server, &mut log, std::mem::take(&mut slow));
            }
            Deed::SyncSlowly => slow.extend(machine.sync(now)),
            Deed::Hear(news) => {
                if !log.is_empty() {
                    let news: News = news.iter().map(|it| it.get(&log).clone()).collect();
                    machine.hear(&news);
                    let writes = machine.sync(now);
                    reach(&mut server, &mut log, writes);
                }
            }
            Deed::Start => machine.heard = server.clone(),
            Deed::Forget => {
                let writes = machine.forget(now);
                reach(&mut server, &mut log, writes);
            }
        }
    }
    reach(&mut server, &mut log, slow);
    // Quiet: nobody does anything, and every browser comes to know the whole area, in turn.
    for turn in 0.. {
        assert!(turn < 6, "no end of writing: machines quarrel");
        let mut quiet = true;
        for machine in &mut machines {
            now += 10_000.0;
            machine.heard = server.clone();
            let before = machine.seen();
            let writes = machine.sync(now);
            quiet &= writes.is_empty() && machine.seen() == before;
            reach(&mut server, &mut log, writes);
        }
        if quiet {
            break;
        }
    }
    machines
}

/// The evidence for syncing: 1,000 random histories of two and three machines.
#[test]
fn a_thousand_histories_converge() {
    let histories = std::env::var("HASHCART_HISTORIES").ok().and_then(|it| it.parse().ok()).unwrap_or(1_000);
    let mut runner =
        TestRunner::new(Config { cases: histories, failure_persistence: None, ..Config::default() });
    let skews = vec(prop_oneof![Just(0.0), -100_000.0..100_000.0], 3);
    let pauses = prop_oneof![Just(0_u32), 1_u32..30_000];
    let story = (2_usize..4, vec((any::<prop::sample::Index>(), deed(), pauses), 1..60), skews);
    let told = runner.run(&story, |(count, deeds, skews)| {
        let machines = live(count, &deeds, &skews);
        let first = machines.first().unwrap().seen();
        for machine in &machines {
            prop_assert_eq!(&machine.seen(), &first);
        }
        Ok(())
    });
    if let Err(error) = told {
        panic!("{error}");
    }
}

fn pair() -> (Machine, Machine) {
    (Machine::default(), Machine::default())
}

fn tell(from: &Machine, to: &mut Machine) {
    to.heard = from.heard.clone();
}

#[test]
fn what_was_removed_stays_removed_and_comes_back_when_it_is_added_again() {
    let (mut one, mut two) = pair();
    one.items.insert(key(1), item(1, "ada", NOW));
    one.sync(NOW);
    tell(&one, &mut two);
    two.sync(NOW);
    assert_eq!(two.seen(), one.seen());
    two.items.clear();
    two.sync(NOW + 1.0);
    tell(&two, &mut one);
    assert!(one.sync(NOW + 2.0).is_empty());
    assert!(one.items.is_empty());
    let again = item(1, "bob", NOW);
    one.items.insert(key(1), again.clone());
    one.sync(NOW + 3.0);
    tell(&one, &mut two);
    two.sync(NOW + 3.0);
    assert_eq!(two.items.get(&key(1)).unwrap().found, again.found, "with its old time, as Undo has it");
}

#[test]
fn a_posted_reply_is_known_elsewhere_and_nothing_else_of_replies_is() {
    let (mut one, mut two) = pair();
    one.items.insert(key(1), CartItem { status: ReplyState::Replying, ..item(1, "ada", NOW) });
    one.sync(NOW);
    tell(&one, &mut two);
    two.sync(NOW);
    assert_eq!(two.items.get(&key(1)).unwrap().status, ReplyState::Saved);
    let url = "https://x.com/me/status/9".to_owned();
    one.items.get_mut(&key(1)).unwrap().status = ReplyState::Replied { url: url.clone() };
    one.sync(NOW + 1.0);
    tell(&one, &mut two);
    two.sync(NOW + 1.0);
    assert_eq!(two.items.get(&key(1)).unwrap().status, ReplyState::Replied { url });
}

#[test]
fn the_title_of_the_better_source_is_kept_whichever_machine_spoke_last() {
    let (mut one, mut two) = pair();
    let named = |title: &str, source| {
        let mut item = item(1, "ada", NOW);
        (item.found.title, item.found.titled) = (Some(title.to_owned()), Some(source));
        item
    };
    one.items.insert(key(1), named("A kettle", TitleSource::Address));
    one.sync(NOW);
    tell(&one, &mut two);
    two.sync(NOW);
    // Amazon's page is read on the one; the other, which has not heard of it, sees the card, and speaks later.
    one.items.insert(key(1), named("Kettle, 1.7 l, steel", TitleSource::Amazon));
    one.sync(NOW + 1.0);
    two.items.insert(key(1), named("A kettle for every kitchen", TitleSource::Card));
    tell(&one, &mut two);
    two.sync(NOW + 2.0);
    tell(&two, &mut one);
    one.sync(NOW + 3.0);
    for machine in [&one, &two] {
        let found = &machine.items.get(&key(1)).unwrap().found;
        assert_eq!(
            (found.title.as_deref(), found.titled),
            (Some("Kettle, 1.7 l, steel"), Some(TitleSource::Amazon))
        );
    }
}

#[test]
fn what_does_not_travel_stays_as_it_is_here() {
    let (mut one, mut two) = pair();
    let long = "long ".repeat(70);
    let mut rich = item(1, "ada", NOW);
    rich.found.image = Some("https://pbs.twimg.com/media/x".to_owned());
    rich.found.title = Some("wide ".repeat(30).trim().to_owned());
    rich.note = long;
    one.items.insert(key(1), rich.clone());
    one.sync(NOW);
    tell(&one, &mut two);
    two.sync(NOW);
    let shown = two.items.get_mut(&key(1)).unwrap();
    assert!(shown.note.ends_with('…') && shown.found.image.is_none());
    shown.units = 4;
    two.sync(NOW + 1.0);
    tell(&two, &mut one);
    one.sync(NOW + 1.0);
    let back = one.items.get(&key(1)).unwrap();
    assert_eq!((back.units, &back.note, &back.found), (4, &rich.note, &rich.found));
}

#[test]
fn turning_it_on_removes_nothing_here() {
    // Also where the clock was days behind when it was turned on, and the removal not to be believed yet.
    for behind in [0.0, 2.0, 5.0] {
        let (mut one, mut two) = pair();
        two.items.insert(key(1), item(1, "ada", NOW - DAY));
        one.items.insert(key(1), item(1, "ada", NOW - DAY));
        one.sync(NOW);
        one.items.clear();
        one.sync(NOW + 1.0);
        tell(&one, &mut two);
        two.skew = -behind * DAY;
        two.sync(NOW + 2.0);
        two.skew = 0.0;
        two.sync(NOW + 3.0);
        assert_eq!(two.items.len(), 1, "{behind} days");
        tell(&two, &mut one);
        one.sync(NOW + 4.0);
        assert_eq!(one.seen(), two.seen(), "{behind} days");
    }
}

/// The guard of an item against a removal from the future is no guard against being forgotten.
#[test]
fn what_stays_though_a_removal_of_it_is_not_believed_yet_is_forgotten_like_the_rest() {
    let (mut one, mut two) = pair();
    let future = (NOW + 300.0 * DAY) as u64;
    let stone = SyncEntry { key: key(1), added: future - 1, removed: future, body: None };
    one.sync(NOW);
    two.heard.insert(bucket_of(&key(1)), encode([&stone]));
    two.items.insert(key(1), item(1, "ada", NOW - DAY));
    two.sync(NOW);
    two.sync(NOW + 1.0);
    assert_eq!(two.items.len(), 1);
    tell(&two, &mut one);
    one.forget(NOW + 2.0);
    two.heard.clear();
    tell(&one, &mut two);
    two.sync(NOW + 3.0);
    assert_eq!(two.items.len(), 0);
    assert!(
        two.sync(NOW + 4.0).is_empty()
            && two.shadow.as_ref().is_some_and(|it| !it.contains(&key(1).to_string()))
    );
}

#[test]
fn stones_are_taken_away_after_a_while_without_a_quarrel() {
    let (mut one, mut two) = pair();
    two.skew = 60_000.0;
    one.items.insert(key(1), item(1, "ada", NOW));
    one.items.insert(key(2), item(2, "ada", NOW));
    one.sync(NOW);
    one.items.remove(&key(1));
    one.sync(NOW);
    let late = NOW + STONE_MS as f64 - 30_000.0;
    tell(&one, &mut two);
    assert!(two.sync(late).is_empty(), "its clock says that the stone is spent: it leaves it where it is");
    assert!(one.sync(late).is_empty());
    assert_eq!((one.items.len(), two.items.len()), (1, 1));
}

#[test]
fn the_newest_400_fit_into_the_quota_with_margin() {
    let mut one = Machine::default();
    for number in 0..1_000 {
        let mut thing = item(number, "ada_lovelace_15", NOW + f64::from(number));
        thing.found.title = Some(format!("Ein Kessel mit \"Deckel\" {number}"));
        one.items.insert(key(number), thing);
    }
    let done = one.round(NOW + DAY);
    assert_eq!((done.synced, done.left_out), (MOST_ITEMS, 600));
    let oldest = decode(&done.shadow).into_iter().map(|entry| entry.added).min().unwrap();
    assert_eq!(oldest, (NOW + 600.0) as u64, "the newest");
    within_quota(&done);
    for (number, entry) in one.items.values_mut().enumerate() {
        entry.found.title = Some("茶".repeat(200));
        entry.note = "<\"\n".repeat(100);
        entry.units = 1 + number as u32 % 3;
    }
    let wide = one.round(NOW + DAY);
    assert!(wide.synced > 60 && wide.synced < MOST_ITEMS, "{}", wide.synced);
    assert_eq!(wide.synced + wide.left_out, 1_000);
    within_quota(&wide);
    // The one who holds a part of it and the one who holds all agree on what fits.
    let mut two = Machine::default();
    one.sync(NOW + DAY);
    tell(&one, &mut two);
    assert_eq!(two.sync(NOW + DAY + 1.0), Vec::new());
    assert_eq!(two.items.len(), wide.synced);
}

const _: () = assert!(BUCKET_BYTES + 16 < 8_192 && ROOM + 64 * 16 < 100_000);

fn within_quota(done: &Round) {
    let sizes: Vec<usize> = done.writes.iter().map(|(name, text)| name.len() + bytes(text) + 2).collect();
    assert!(sizes.iter().all(|size| *size <= BUCKET_BYTES + 16), "{sizes:?}");
    assert!(done.writes.len() <= 64, "{}", sizes.iter().sum::<usize>());
    assert!(sizes.iter().sum::<usize>() <= ROOM + 64 * 16);
}

#[test]
fn one_change_writes_one_bucket() {
    let mut one = Machine::default();
    for number in 0..300 {
        one.items.insert(key(number), item(number, "ada", NOW));
    }
    assert!(one.sync(NOW).len() > 50);
    assert!(one.sync(NOW + 1.0).is_empty(), "nothing to say");
    one.items.get_mut(&key(7)).unwrap().note = "red".to_owned();
    let writes = one.sync(NOW + 2.0);
    assert_eq!(writes.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(), [bucket_of(&key(7))]);
}

/// `removed + 1` once wrapped around: whoever added the product saw it vanish, on every machine.
#[test]
fn a_tombstone_from_the_end_of_time_eats_nothing() {
    let (mut one, mut two) = pair();
    for last in ["3w5e11264sgsf", "3w5e11264sgse", "zzzzzzzz"] {
        let stone = (bucket_of(&key(1)), format!("{}\tmhx1k2o0\t{last}", key(1)));
        for machine in [&mut one, &mut two] {
            machine.heard.extend([stone.clone()]);
            machine.items.entry(key(1)).or_insert_with(|| item(1, "ada", NOW));
        }
        for turn in 1..4 {
            one.sync(NOW + f64::from(turn));
            tell(&one, &mut two);
            two.sync(NOW + f64::from(turn));
            tell(&two, &mut one);
        }
        assert_eq!((one.items.len(), two.items.len()), (1, 1), "{last}");
        assert!(one.sync(NOW + 9.0).is_empty() && two.sync(NOW + 9.0).is_empty(), "{last}: still writing");
    }
}

/// A machine whose clock is days ahead writes what the others do not believe yet: they leave it, and nobody writes against
/// the other. When its time has come, it counts.
#[test]
fn machines_whose_clocks_are_days_apart_do_not_quarrel() {
    let (mut one, mut two) = pair();
    two.skew = 3.0 * DAY;
    one.items.insert(key(1), item(1, "ada", NOW));
    one.sync(NOW);
    tell(&one, &mut two);
    two.sync(NOW);
    two.items.get_mut(&key(1)).unwrap().note = "from tomorrow".to_owned();
    two.sync(NOW + 1.0);
    tell(&two, &mut one);
    one.items.get_mut(&key(1)).unwrap().units = 2;
    for turn in 2..5 {
        assert!(one.sync(NOW + f64::from(turn)).is_empty(), "it is not written over");
        tell(&one, &mut two);
        assert!(two.sync(NOW + f64::from(turn)).is_empty());
    }
    assert_eq!(one.items.get(&key(1)).unwrap().note, "", "nor believed yet");
    one.sync(NOW + 4.0 * DAY);
    assert_eq!(one.items.get(&key(1)).unwrap().note, "from tomorrow");
    let broken = round(one.shadow.as_deref(), &[], &[], &[], 0.0);
    assert_eq!((broken.changes, broken.writes, Some(broken.shadow)), (Vec::new(), Vec::new(), one.shadow));
}

#[test]
fn what_was_forgotten_everywhere_does_not_come_back() {
    let (mut one, mut two) = pair();
    let mut three = Machine::default();
    for number in 1..4 {
        one.items.insert(key(number), item(number, "ada", NOW));
    }
    one.sync(NOW);
    for machine in [&mut two, &mut three] {
        tell(&one, machine);
        machine.sync(NOW);
    }
    // Kept on the second machine, and not synced yet: nobody has forgotten that.
    two.items.insert(key(9), item(9, "bob", NOW - DAY));
    one.forget(NOW + 1.0);
    let words: Vec<_> = one.heard.keys().cloned().collect();
    assert_eq!(words, [FORGOTTEN], "nothing of the list is left in the storage");
    assert!(one.heard.values().all(|word| !word.contains("B0")));
    tell(&one, &mut two);
    two.sync(NOW + 2.0);
    assert_eq!(two.items.keys().cloned().collect::<Vec<_>>(), [key(9)]);
    // One of them had not heard of it, and writes once more what it held.
    three.items.get_mut(&key(2)).unwrap().note = "still here".to_owned();
    three.sync(NOW + 2.0);
    let late = three.heard.clone();
    for machine in [&mut one, &mut two, &mut three] {
        for (name, text) in &late {
            machine.heard.entry(name.clone()).or_insert_with(|| text.clone());
        }
        machine.heard.extend([(FORGOTTEN.to_owned(), one_word(NOW + 1.0))]);
    }
    for turn in 3..6 {
        for machine in [&mut three, &mut two, &mut one] {
            machine.sync(NOW + f64::from(turn));
        }
    }
    for machine in [&one, &two, &three] {
        assert!(machine.items.keys().all(|it| *it == key(9)), "{:?}", machine.seen());
    }
    assert_eq!(two.items.len(), 1);
    // What is kept anew is an item like any other.
    tell(&two, &mut one);
    one.items.insert(key(1), item(1, "ada", NOW));
    one.sync(NOW + 9.0);
    tell(&one, &mut two);
    two.sync(NOW + 9.0);
    assert_eq!(two.items.len(), 2);
}

#[test]
fn a_damaged_word_forgets_nothing() {
    let (mut one, _) = pair();
    one.items.insert(key(1), item(1, "ada", NOW - DAY));
    one.sync(NOW);
    let whole = one_word(NOW + 1.0);
    for word in [
        "",
        "zzzzzzzz",
        "mwmzyyo0\t1",
        &whole.replacen('\t', "", 1),
        &whole.replace('m', "n"),
        &one_word(NOW + 2.0 * DAY),
    ] {
        one.heard.insert(FORGOTTEN.to_owned(), word.to_owned());
        assert!(one.sync(NOW + 2.0).is_empty(), "{word}");
        assert_eq!(one.items.len(), 1, "{word}");
    }
    one.heard.insert(FORGOTTEN.to_owned(), whole);
    one.sync(NOW + 2.0);
    assert!(one.items.is_empty());
}

/// The word of forgetting everything at that time.
fn one_word(at: f64) -> String {
    forgotten(None, &[], at).writes.remove(0).1
}

#[test]
fn what_nobody_can_read_is_left_alone() {
    let mut one = Machine::default();
    one.items.insert(key(1), item(1, "ada", NOW));
    one.sync(NOW);
    let frozen =
        round(one.shadow.as_deref(), &[], &[key(1)], &one.heard.into_iter().collect::<Vec<_>>(), NOW);
    assert_eq!((frozen.changes.len(), frozen.writes.len(), frozen.synced), (0, 0, 1));
}
