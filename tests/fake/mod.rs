//! A browser that is none: two areas of records, a clock, shorteners; and what goes wrong with them, at any operation.

#[path = "../doors/checks/json.rs"]
mod json;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use hashcart_core::Millis;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::marketplace::Marketplace;
use hashcart_core::records::Area;
use hashcart_core::schema::Versioned;
use hashcart_core::tweet::TweetId;
use hashcart_service::{Archive, Clock, Files, Hop, Redirects, Store, Stores, SyncArea, Tab, Tabs};
use serde::Serialize;
use serde_json::Value;

pub use json::{Native, Read};

/// What goes wrong at one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// The background ends before the operation, or after it; nothing is answered.
    Killed { done: bool },
    /// The browser refuses it.
    Refused,
    /// There is no room, for what writes.
    Full,
}

type Meanwhile = Box<dyn FnOnce(&Fake)>;

#[derive(Default)]
pub struct Fake {
    disk: RefCell<BTreeMap<String, Value>>,
    memory: RefCell<BTreeMap<String, Value>>,
    archive: RefCell<BTreeMap<String, Value>>,
    /// So many records more are in the archive, of which nothing else is known.
    pub more: Cell<usize>,
    pub now: Cell<Millis>,
    /// So many writes find no room.
    pub full: Cell<u32>,
    /// A removal says that it is done, and removes nothing.
    pub removes_nothing: Cell<bool>,
    /// Operations to go until the mishap.
    mishap: Cell<Option<(u32, Mishap)>>,
    /// Operations to go until something else happens in between.
    meanwhile: RefCell<Option<(u32, Meanwhile)>>,
    /// Addresses that were opened.
    pub opened: RefCell<Vec<String>>,
    /// Where short links lead.
    pub leads: RefCell<BTreeMap<String, Hop>>,
    pub allowed: Cell<bool>,
    /// The tabs that were opened in front, and where they are.
    pub tabs: RefCell<BTreeMap<i32, String>>,
    next_tab: Cell<i32>,
    /// The store whose pages our script runs on.
    pub looks: Cell<Option<Marketplace>>,
    /// The version of the extension.
    pub version: RefCell<String>,
    /// The sync storage.
    pub synced: RefCell<BTreeMap<String, String>>,
}

impl Fake {
    pub fn at(now: Millis) -> Self {
        let fake = Self::default();
        fake.now.set(now);
        fake.allowed.set(true);
        fake
    }

    /// Has the operation after `steps` others go wrong.
    pub fn plan(&self, mishap: Option<(u32, Mishap)>) {
        self.mishap.set(mishap);
    }

    /// Whether a full storage is still to come.
    pub fn will_be_full(&self) -> bool {
        let planned = self.mishap.take();
        let full = matches!(planned, Some((_, Mishap::Full)));
        self.mishap.set(planned);
        full
    }

    /// Has this happen before the operation after `steps` others, as another call that the background answers.
    pub fn meanwhile(&self, steps: u32, happens: impl FnOnce(&Fake) + 'static) {
        self.meanwhile.replace(Some((steps, Box::new(happens))));
    }

    /// Whether that is still to come.
    pub fn is_waiting(&self) -> bool {
        self.meanwhile.borrow().is_some()
    }

    fn interrupt(&self) {
        let Some((steps, happens)) = self.meanwhile.take() else { return };
        match steps.checked_sub(1) {
            Some(steps) => {
                self.meanwhile.replace(Some((steps, happens)));
            }
            None => happens(self),
        }
    }

    pub fn records(&self, area: Area) -> BTreeMap<String, Value> {
        self.area(area).borrow().clone()
    }

    /// Puts anything there.
    pub fn spoil(&self, area: Area, name: &str, value: Value) {
        self.area(area).borrow_mut().insert(name.to_owned(), value);
    }

    fn area(&self, area: Area) -> &RefCell<BTreeMap<String, Value>> {
        match area {
            Area::Disk => &self.disk,
            Area::Memory => &self.memory,
            Area::Archive => &self.archive,
        }
    }

    /// Does one operation, as the plan has it.
    async fn step<T>(&self, writes: bool, work: impl FnOnce() -> T) -> Result<T, Fault> {
        self.interrupt();
        if writes && let Some(times) = self.full.get().checked_sub(1) {
            self.full.set(times);
            return Err(Fault::new(FaultCode::StorageFull, "full"));
        }
        let due = match self.mishap.take() {
            Some((0, Mishap::Full)) if !writes => {
                self.mishap.set(Some((0, Mishap::Full)));
                None
            }
            Some((0, mishap)) => Some(mishap),
            Some((steps, mishap)) => {
                self.mishap.set(Some((steps - 1, mishap)));
                None
            }
            None => None,
        };
        match due {
            None => Ok(work()),
            Some(Mishap::Refused) => Err(Fault::new(FaultCode::Storage, "refused")),
            Some(Mishap::Full) => Err(Fault::new(FaultCode::StorageFull, "full")),
            Some(Mishap::Killed { done }) => {
                if done {
                    work();
                }
                std::future::pending().await
            }
        }
    }
}

impl Store for Fake {
    type Raw = Read;
    type Json = Native;

    async fn get(&self, area: Area, names: &[String]) -> Result<Vec<(String, Read)>, Fault> {
        self.step(false, || {
            let there = self.area(area).borrow();
            let found = names.iter().filter_map(|name| Some((name.clone(), Read(there.get(name)?.clone()))));
            found.collect()
        })
        .await
    }

    async fn get_all(&self, area: Area) -> Result<Vec<(String, Read)>, Fault> {
        let all = || self.records(area).into_iter().map(|(name, value)| (name, Read(value))).collect();
        self.step(false, all).await
    }

    async fn keys(&self, area: Area) -> Result<Vec<String>, Fault> {
        self.step(false, || self.records(area).into_keys().collect()).await
    }

    async fn put(&self, area: Area, records: Vec<(String, Read)>) -> Result<(), Fault> {
        let records = records.into_iter().map(|(name, Read(value))| (name, value));
        self.step(true, || self.area(area).borrow_mut().extend(records)).await
    }

    async fn remove(&self, area: Area, names: &[String]) -> Result<(), Fault> {
        let goes = |name: &String| names.contains(name) && !self.removes_nothing.get();
        self.step(false, || self.area(area).borrow_mut().retain(|name, _| !goes(name))).await
    }

    async fn clear(&self, area: Area) -> Result<(), Fault> {
        self.step(false, || self.area(area).borrow_mut().clear()).await
    }

    fn record<T: Serialize>(&self, data: &T) -> Result<Read, Fault> {
        Read::written(&Versioned::now(data)).map_err(|why| Fault::new(FaultCode::Storage, why))
    }

    fn json(&self) -> Native {
        Native
    }
}

impl Archive for Fake {
    async fn count(&self) -> Result<usize, Fault> {
        self.step(false, || self.archive.borrow().len() + self.more.get()).await
    }

    async fn answers(&self, post: &TweetId) -> Result<Vec<(String, Read)>, Fault> {
        let is_one =
            |value: &Value| value.pointer("/data/parent/post").and_then(Value::as_str) == Some(post.as_str());
        let all = self.records(Area::Archive).into_iter();
        let found = all.filter(|(_, value)| is_one(value)).map(|(name, value)| (name, Read(value))).collect();
        self.step(false, || found).await
    }
}

impl Files for Fake {
    async fn file(&self, path: &str) -> Result<String, Fault> {
        self.step(false, || format!("the file {path} of {}", self.version())).await
    }

    fn version(&self) -> String {
        self.version.borrow().clone()
    }
}

impl Clock for Fake {
    fn now(&self) -> Millis {
        self.now.get()
    }

    fn today(&self) -> String {
        // A day for each, in their order; not the calendar's.
        format!("{:08}", (self.now.get() / 86_400_000.0).floor())
    }
}

impl Tabs for Fake {
    async fn open(&self, _: Option<i32>, url: &str) -> Result<(), Fault> {
        self.step(false, || self.opened.borrow_mut().push(url.to_owned())).await
    }

    async fn open_in_front(&self, url: &str) -> Result<i32, Fault> {
        self.step(false, || {
            self.opened.borrow_mut().push(url.to_owned());
            let tab = self.next_tab.get() + 1;
            self.next_tab.set(tab);
            self.tabs.borrow_mut().insert(tab, url.to_owned());
            tab
        })
        .await
    }

    async fn lead(&self, tab: i32, url: &str) -> bool {
        let lead = || self.tabs.borrow_mut().get_mut(&tab).map(|at| url.clone_into(at)).is_some();
        self.step(false, lead).await.unwrap_or(false)
    }

    async fn show(&self, _: i32) {}

    async fn find(&self, tab: i32) -> Option<Tab> {
        let find =
            || self.tabs.borrow().get(&tab).map(|url| Tab { url: Some(url.clone()), is_complete: true });
        self.step(false, find).await.unwrap_or(None)
    }

    fn own_page(&self, path: &str) -> String {
        format!("own:{path}")
    }
}

impl Redirects for Fake {
    async fn may_ask(&self, _: &str) -> bool {
        self.allowed.get()
    }

    async fn ask(&self, _: &str, url: &str, _: u32) -> Result<Hop, Fault> {
        let hop = || self.leads.borrow().get(url).cloned().unwrap_or(Hop::Unknown);
        self.step(false, hop).await
    }
}

/// Runs a use case to its end. `None`: the background ended on the way.
pub fn run<T>(work: impl Future<Output = T>) -> Option<T> {
    // Nothing here waits for anything but the mishap that ends the background.
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => Some(answer),
        Poll::Pending => None,
    }
}

impl Stores for Fake {
    async fn may_look(&self, _: Marketplace) -> bool {
        self.allowed.get()
    }

    async fn begin_to_look(&self, store: Marketplace) -> Result<(), Fault> {
        self.step(false, || self.looks.set(Some(store))).await
    }

    async fn end_looking(&self) {
        // One that the browser refuses to end ends with the next.
        let _ = self.step(false, || self.looks.set(None)).await;
    }
}

impl SyncArea for Fake {
    async fn synced(&self) -> Result<Vec<(String, String)>, Fault> {
        self.step(false, || self.synced.borrow().clone().into_iter().collect()).await
    }

    async fn write_synced(&self, texts: &[(String, String)], gone: &[String]) -> Result<(), Fault> {
        self.step(true, || self.synced.borrow_mut().extend(texts.iter().cloned())).await?;
        self.step(false, || self.synced.borrow_mut().retain(|name, _| !gone.contains(name))).await
    }
}
