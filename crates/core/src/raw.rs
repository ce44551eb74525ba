//! Values from outside that are not parsed yet.

use serde::de::DeserializeOwned;

/// A stored value that can be parsed: a JavaScript value in the browser, JSON in tests.
pub trait Raw {
    /// Parses it.
    ///
    /// # Errors
    /// The parser's own words.
    fn parse<T: DeserializeOwned>(&self) -> Result<T, String>;
}
