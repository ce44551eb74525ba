//! What a use case needs of the browser. The browser's own API implements these, and fakes do in tests.

use hashcart_core::Millis;
use hashcart_core::exchange::Json;
use hashcart_core::fault::Fault;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::raw::Raw;
use hashcart_core::records::Area;
use hashcart_core::tweet::TweetId;
use serde::Serialize;

/// Records by their storage keys.
#[expect(async_fn_in_trait, reason = "one thread: no future of ours is sent anywhere")]
pub trait Store {
    /// A record as it stands there.
    type Raw: Raw + Clone;
    /// What reads and writes files of records.
    type Json: Json<Value = Self::Raw>;

    /// The records of these keys that exist.
    ///
    /// # Errors
    /// `StorageRead`.
    async fn get(&self, area: Area, names: &[String]) -> Result<Vec<(String, Self::Raw)>, Fault>;

    /// All records.
    ///
    /// # Errors
    /// `StorageRead`.
    async fn get_all(&self, area: Area) -> Result<Vec<(String, Self::Raw)>, Fault>;

    /// All keys.
    ///
    /// # Errors
    /// `StorageRead`.
    async fn keys(&self, area: Area) -> Result<Vec<String>, Fault>;

    /// Writes records: all of them, or none.
    ///
    /// # Errors
    /// `Storage`, or `StorageFull`.
    async fn put(&self, area: Area, records: Vec<(String, Self::Raw)>) -> Result<(), Fault>;

    /// Deletes records.
    ///
    /// # Errors
    /// `Storage`.
    async fn remove(&self, area: Area, names: &[String]) -> Result<(), Fault>;

    /// Deletes all records.
    ///
    /// # Errors
    /// `Storage`.
    async fn clear(&self, area: Area) -> Result<(), Fault>;

    /// A record of this version, as it is written.
    ///
    /// # Errors
    /// `Storage`, where the data cannot be a plain value; ours can.
    fn record<T: Serialize>(&self, data: &T) -> Result<Self::Raw, Fault>;

    /// What reads and writes files.
    fn json(&self) -> Self::Json;

    /// The record of this key, if it exists.
    ///
    /// # Errors
    /// `StorageRead`.
    async fn one(&self, area: Area, name: &str) -> Result<Option<Self::Raw>, Fault> {
        Ok(self.get(area, &[name.to_owned()]).await?.into_iter().next().map(|(_, raw)| raw))
    }
}

/// The archive, asked for more than its records by their keys.
#[expect(async_fn_in_trait, reason = "one thread: no future of ours is sent anywhere")]
pub trait Archive: Store {
    /// The replies there that stand under this post, directly or not.
    ///
    /// # Errors
    /// `StorageRead`.
    async fn answers(&self, post: &TweetId) -> Result<Vec<(String, Self::Raw)>, Fault>;

    /// How many records there are.
    ///
    /// # Errors
    /// `StorageRead`.
    async fn count(&self) -> Result<usize, Fault>;
}

/// What the extension itself carries.
#[expect(async_fn_in_trait, reason = "one thread: no future of ours is sent anywhere")]
pub trait Files {
    /// The text of one of its files.
    ///
    /// # Errors
    /// `BadMessage` where there is none.
    async fn file(&self, path: &str) -> Result<String, Fault>;

    /// Its version.
    fn version(&self) -> String;
}

/// The time.
pub trait Clock {
    /// Now.
    fn now(&self) -> Millis;

    /// The day in UTC, as `2026-11-22`.
    fn today(&self) -> String;
}

/// Tabs.
#[expect(async_fn_in_trait, reason = "one thread: no future of ours is sent anywhere")]
pub trait Tabs {
    /// Opens an address in a new tab of a window; without one, where the browser likes.
    ///
    /// # Errors
    /// `NoAnswer`.
    async fn open(&self, window: Option<i32>, url: &str) -> Result<(), Fault>;

    /// Opens an address in a new tab in front; returns the tab's number.
    ///
    /// # Errors
    /// `Engine`.
    async fn open_in_front(&self, url: &str) -> Result<i32, Fault>;

    /// Leads a tab to an address; `false` where the tab is gone.
    async fn lead(&self, tab: i32, url: &str) -> bool;

    /// Brings a tab to the front of its window; nothing happens where it is gone.
    async fn show(&self, tab: i32);

    /// A tab, if it is still there.
    async fn find(&self, tab: i32) -> Option<Tab>;

    /// The address of a page of our own.
    fn own_page(&self, path: &str) -> String;
}

/// A tab, as far as we may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its address, where we may know it.
    pub url: Option<String>,
    /// Whether its page is loaded.
    pub is_complete: bool,
}

/// Our script on the pages of a store, which asks whether its tab is the hand-over's.
#[expect(async_fn_in_trait, reason = "one thread: no future of ours is sent anywhere")]
pub trait Stores {
    /// Whether the user lets us look at the pages of this store, now.
    async fn may_look(&self, store: Marketplace) -> bool;

    /// Has the script run on every page of this store from now on.
    ///
    /// # Errors
    /// The browser's.
    async fn begin_to_look(&self, store: Marketplace) -> Result<(), Fault>;

    /// Has it run on no page any more.
    async fn end_looking(&self);
}

/// The storage that the browser carries to the user's other machines.
#[expect(async_fn_in_trait, reason = "one thread: no future of ours is sent anywhere")]
pub trait SyncArea {
    /// All texts there, by their keys.
    ///
    /// # Errors
    /// `StorageRead`.
    async fn synced(&self) -> Result<Vec<(String, String)>, Fault>;

    /// Writes texts, all in one operation, and then deletes keys.
    ///
    /// # Errors
    /// `Storage` or `StorageFull`.
    async fn write_synced(&self, texts: &[(String, String)], gone: &[String]) -> Result<(), Fault>;
}

/// What a shortener answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hop {
    /// A redirect to this address, as it was written.
    Redirect(String),
    /// A page; as much of it as was allowed.
    Page(String),
    /// That it does not know the link.
    Unknown,
}

/// Short links: asking the host where one leads.
#[expect(async_fn_in_trait, reason = "one thread: no future of ours is sent anywhere")]
pub trait Redirects {
    /// Whether the user lets us ask this host, now.
    async fn may_ask(&self, host: &str) -> bool;

    /// Asks, for `millis` at the most.
    ///
    /// # Errors
    /// `LinkNoAnswer`, `LinkNotAllowed`.
    async fn ask(&self, host: &str, url: &str, millis: u32) -> Result<Hop, Fault>;
}
