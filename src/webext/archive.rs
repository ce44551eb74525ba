//! The archive: records for which `storage.local` is not made, in the browser's IndexedDB. There may be a hundred thousand
//! of them, `storage.local` holds 10 MB in Chrome, and reads all where a part is asked for.

use std::cell::{Cell, RefCell};

use hashcart_core::Millis;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::insights::MOST_REPLIES;
use hashcart_core::records::Area;
use hashcart_core::tweet::TweetId;
use hashcart_service::{Archive, Clock, Store};
use idb::builder::{IndexBuilder, ObjectStoreBuilder};
use idb::{Database, Error, KeyPath, KeyRange, ObjectStore, Query, Transaction, TransactionMode};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;

use super::json::BrowserJson;
use super::{Browser, Outside};

/// The database, and the store in it. Both are what people have on their disks, as records are.
const DATABASE: &str = "hashcart";
const STORE: &str = "records";
/// The records by the post that a reply stands under.
const BY_POST: &str = "post";
const POST_PATH: &str = "data.parent.post";

/// Where the background tells our own pages that something was written.
const CHANNEL: &str = "archive";

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type BroadcastChannel;

    #[wasm_bindgen(constructor)]
    fn new(name: &str) -> BroadcastChannel;

    #[wasm_bindgen(method, js_name = postMessage, catch)]
    fn post_message(this: &BroadcastChannel, message: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_onmessage(this: &BroadcastChannel, heard: &Closure<dyn Fn(JsValue)>);
}

/// A channel, and what is called; both as long as the page lives.
type Hearing = (BroadcastChannel, Closure<dyn Fn(JsValue)>);

thread_local! {
    /// Open as long as nobody needs another version of it.
    static OPEN: RefCell<Option<Database>> = const { RefCell::new(None) };
    /// At most so many records are there: counting takes longer the more there are, so it is done once and then added to,
    /// and once more before anything is refused for it.
    static COUNT: Cell<Option<usize>> = const { Cell::new(None) };
    static TELLING: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    static HEARING: RefCell<Option<Hearing>> = const { RefCell::new(None) };
}

/// Tells our own pages that something was written.
pub fn tell() {
    TELLING.with_borrow_mut(|channel| {
        let channel = channel.get_or_insert_with(|| BroadcastChannel::new(CHANNEL));
        // Nobody may be there.
        let _ = channel.post_message(&JsValue::TRUE);
    });
}

/// Calls `event` whenever something was written, for the life of the page.
pub fn hear(heard: impl Fn() + 'static) {
    let channel = BroadcastChannel::new(CHANNEL);
    let closure = Closure::<dyn Fn(JsValue)>::new(move |_| heard());
    channel.set_onmessage(&closure);
    HEARING.set(Some((channel, closure)));
}

fn unread(error: Error) -> Fault {
    Fault::new(FaultCode::StorageRead, error.to_string())
}

fn unwritten(error: Error) -> Fault {
    let said = error.to_string();
    let full = said.to_ascii_lowercase().contains("quota");
    Fault::new(if full { FaultCode::StorageFull } else { FaultCode::Storage }, said)
}

async fn begin(mode: TransactionMode) -> Result<(Transaction, ObjectStore), Error> {
    // A database that was closed under us, as when the user deletes what the browser keeps, is opened anew.
    let begun = OPEN.with_borrow(|open| Some(open.as_ref()?.transaction(&[STORE], mode)));
    let transaction = match begun {
        Some(Ok(transaction)) => transaction,
        Some(Err(_)) | None => {
            let database = open().await?;
            let transaction = database.transaction(&[STORE], mode)?;
            OPEN.set(Some(database));
            transaction
        }
    };
    let store = transaction.object_store(STORE)?;
    Ok((transaction, store))
}

async fn open() -> Result<Database, Error> {
    let by_post = IndexBuilder::new(BY_POST.to_owned(), KeyPath::new_single(POST_PATH));
    let store = ObjectStoreBuilder::new(STORE).add_index(by_post);
    let mut database = Database::builder(DATABASE).version(1).add_object_store(store).build().await?;
    database.on_version_change(|_| {
        if let Some(open) = OPEN.take() {
            open.close();
        }
    });
    Ok(database)
}

/// The records of these keys that exist.
async fn get(names: &[String]) -> Result<Vec<(String, Outside)>, Fault> {
    let (_transaction, store) = begin(TransactionMode::ReadOnly).await.map_err(unread)?;
    // All are asked for before one is waited for: a transaction with nothing to do ends.
    let asked: Result<Vec<_>, Error> = names
        .iter()
        .map(|name| Ok((name, store.get(Query::Key(JsValue::from_str(name)))?.into_future())))
        .collect();
    let mut found = Vec::new();
    for (name, value) in asked.map_err(unread)? {
        found.extend(value.await.map_err(unread)?.map(|value| (name.clone(), Outside(value))));
    }
    Ok(found)
}

/// So many records, in the order of their keys, from after that key on.
///
/// # Errors
/// `StorageRead`, with the browser's words.
pub async fn part(after: Option<&str>, count: Option<u32>) -> Result<Vec<(String, Outside)>, Fault> {
    let (_transaction, store) = begin(TransactionMode::ReadOnly).await.map_err(unread)?;
    let from = after.map(|after| KeyRange::lower_bound(&JsValue::from_str(after), Some(true))).transpose();
    let query = from.map_err(unread)?.map(Query::KeyRange);
    let names = store.get_all_keys(query.clone(), count).map_err(unread)?.into_future();
    let values = store.get_all(query, count).map_err(unread)?.into_future();
    let (names, values) = (names.await.map_err(unread)?, values.await.map_err(unread)?);
    Ok(paired(names, values))
}

fn paired(names: Vec<JsValue>, values: Vec<JsValue>) -> Vec<(String, Outside)> {
    let both = names.into_iter().zip(values);
    both.filter_map(|(name, value)| Some((name.as_string()?, Outside(value)))).collect()
}

/// All keys.
async fn keys() -> Result<Vec<String>, Fault> {
    let (_transaction, store) = begin(TransactionMode::ReadOnly).await.map_err(unread)?;
    let names = store.get_all_keys(None, None).map_err(unread)?.await.map_err(unread)?;
    Ok(names.into_iter().filter_map(|name| name.as_string()).collect())
}

/// Does something in one transaction, all of it or nothing.
async fn change(work: impl FnOnce(&ObjectStore) -> Result<(), Error>) -> Result<(), Fault> {
    let (transaction, store) = begin(TransactionMode::ReadWrite).await.map_err(unwritten)?;
    if let Err(error) = work(&store) {
        // What was asked for before it would be written.
        transaction.abort().map_err(unwritten)?;
        return Err(unwritten(error));
    }
    let done = transaction.await.map_err(unwritten)?;
    if done.is_committed() { Ok(()) } else { Err(Fault::new(FaultCode::Storage, "the write was given up")) }
}

async fn put(records: Vec<(String, Outside)>) -> Result<(), Fault> {
    COUNT.set(COUNT.get().map(|count| count.saturating_add(records.len())));
    change(|store| {
        records
            .iter()
            .try_for_each(|(name, record)| store.put(&record.0, Some(&JsValue::from_str(name))).map(drop))
    })
    .await
}

async fn remove(names: &[String]) -> Result<(), Fault> {
    change(|store| {
        names.iter().try_for_each(|name| store.delete(Query::Key(JsValue::from_str(name))).map(drop))
    })
    .await
}

async fn clear() -> Result<(), Fault> {
    COUNT.set(None);
    change(|store| store.clear().map(drop)).await
}

/// The browser with its archive: for the background and our own pages. X's program has no business there, and does not
/// carry it.
#[derive(Clone, Copy, Debug)]
pub struct Archived;

impl Store for Archived {
    type Raw = Outside;
    type Json = BrowserJson;

    async fn get(&self, area: Area, names: &[String]) -> Result<Vec<(String, Outside)>, Fault> {
        if area == Area::Archive { get(names).await } else { Browser.get(area, names).await }
    }

    async fn get_all(&self, area: Area) -> Result<Vec<(String, Outside)>, Fault> {
        if area == Area::Archive { part(None, None).await } else { Browser.get_all(area).await }
    }

    async fn keys(&self, area: Area) -> Result<Vec<String>, Fault> {
        if area == Area::Archive { keys().await } else { Browser.keys(area).await }
    }

    async fn put(&self, area: Area, records: Vec<(String, Outside)>) -> Result<(), Fault> {
        if area == Area::Archive { put(records).await } else { Browser.put(area, records).await }
    }

    async fn remove(&self, area: Area, names: &[String]) -> Result<(), Fault> {
        if area == Area::Archive { remove(names).await } else { Browser.remove(area, names).await }
    }

    async fn clear(&self, area: Area) -> Result<(), Fault> {
        if area == Area::Archive { clear().await } else { Browser.clear(area).await }
    }

    fn record<T: Serialize>(&self, data: &T) -> Result<Outside, Fault> {
        Browser.record(data)
    }

    fn json(&self) -> BrowserJson {
        BrowserJson
    }
}

impl Clock for Archived {
    fn now(&self) -> Millis {
        Browser.now()
    }

    fn today(&self) -> String {
        Browser.today()
    }
}

impl Archive for Archived {
    async fn count(&self) -> Result<usize, Fault> {
        if let Some(count) = COUNT.get().filter(|count| *count < MOST_REPLIES) {
            return Ok(count);
        }
        let (_transaction, store) = begin(TransactionMode::ReadOnly).await.map_err(unread)?;
        let count = store.count(None).map_err(unread)?.await.map_err(unread)? as usize;
        COUNT.set(Some(count));
        Ok(count)
    }

    async fn answers(&self, post: &TweetId) -> Result<Vec<(String, Outside)>, Fault> {
        let (_transaction, store) = begin(TransactionMode::ReadOnly).await.map_err(unread)?;
        let index = store.index(BY_POST).map_err(unread)?;
        let query = || Some(Query::Key(JsValue::from_str(post.as_str())));
        let names = index.get_all_keys(query(), None).map_err(unread)?.into_future();
        let values = index.get_all(query(), None).map_err(unread)?.into_future();
        let (names, values) = (names.await.map_err(unread)?, values.await.map_err(unread)?);
        Ok(paired(names, values))
    }
}
