//! What a use case needs of the browser. The browser's own API implements these, and fakes do in tests.

use hashcart_core::Millis;
use hashcart_core::exchange::Json;
use hashcart_core::fault::Fault;
use hashcart_core::raw::Raw;
use hashcart_core::records::Area;
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
    /// `Storage`.
    async fn get(&self, area: Area, names: &[String]) -> Result<Vec<(String, Self::Raw)>, Fault>;

    /// All records.
    ///
    /// # Errors
    /// `Storage`.
    async fn get_all(&self, area: Area) -> Result<Vec<(String, Self::Raw)>, Fault>;

    /// All keys.
    ///
    /// # Errors
    /// `Storage`.
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

    /// Writes one record.
    ///
    /// # Errors
    /// As of [`put`](Self::put).
    async fn set<T: Serialize>(&self, area: Area, name: &str, data: &T) -> Result<(), Fault> {
        self.put(area, vec![(name.to_owned(), self.record(data)?)]).await
    }

    /// The record of this key, if it exists.
    ///
    /// # Errors
    /// `Storage`.
    async fn one(&self, area: Area, name: &str) -> Result<Option<Self::Raw>, Fault> {
        Ok(self.get(area, &[name.to_owned()]).await?.into_iter().next().map(|(_, raw)| raw))
    }
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

    /// The address of a page of our own.
    fn own_page(&self, path: &str) -> String;
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
