//! JSON as the browser reads it, for checks that run without one.

use hashcart_core::exchange::Json;
use hashcart_core::raw::Raw;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A value that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read(pub Value);

impl Read {
    /// The value as it would be stored.
    pub fn written<T: Serialize>(value: &T) -> Result<Self, String> {
        serde_json::to_value(value).map(Self).map_err(|error| error.to_string())
    }
}

impl Raw for Read {
    fn parse<T: DeserializeOwned>(&self) -> Result<T, String> {
        T::deserialize(&self.0).map_err(|error| error.to_string())
    }
}

/// Reads and writes.
pub struct Native;

impl Json for Native {
    type Value = Read;

    fn parse(&self, text: &str) -> Result<Read, String> {
        serde_json::from_str(text).map(Read).map_err(|error| error.to_string())
    }

    fn parts(&self, value: &Read, name: &str) -> Option<Vec<Read>> {
        Some(value.0.get(name)?.as_array()?.iter().cloned().map(Read).collect())
    }

    fn write<T: Serialize>(&self, value: &T) -> Result<String, String> {
        serde_json::to_string(value).map_err(|error| error.to_string())
    }

    fn write_raw(&self, value: &Read) -> Result<String, String> {
        Ok(value.0.to_string())
    }
}
