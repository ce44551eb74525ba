//! Owns [`Handle`] and [`UserId`], by which X's page names a person.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::tweet::is_handle;

/// Why a text names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseWhoError {
    /// It is no handle.
    #[error("a handle is 1 to 15 letters, digits or underscores")]
    Handle,
    /// It is no user id.
    #[error("a user id is 1 to 20 digits, the first of them not 0")]
    UserId,
}

/// A person's name on X, without `@`, spelled as the page spells it. Handles differ without case, and change: two
/// spellings are compared by [`Handle::folded`], and who stays the same through a change of name is told by a
/// [`UserId`] alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Handle(String);

impl Handle {
    /// As the page spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In lower case: equal for two spellings of one handle.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// Whether both are one handle, whatever their case.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }

    /// The address of the person's page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://x.com/{self}")
    }
}

impl FromStr for Handle {
    type Err = ParseWhoError;

    /// Reads a handle with or without `@`. `i` is nobody's: X writes it where it does not say whose a post is.
    fn from_str(text: &str) -> Result<Self, ParseWhoError> {
        let name = text.strip_prefix('@').unwrap_or(text);
        let is_one = is_handle(name) && !name.eq_ignore_ascii_case("i");
        is_one.then(|| Self(name.to_owned())).ok_or(ParseWhoError::Handle)
    }
}

serde_via_str!(Handle, ParseWhoError);

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A person's number on X, which stays through every change of name. Only the page's own data tells it. Kept as text,
/// because JavaScript's numbers cannot hold it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UserId(String);

impl UserId {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UserId {
    type Err = ParseWhoError;

    fn from_str(text: &str) -> Result<Self, ParseWhoError> {
        let is_one = (1..=20).contains(&text.len())
            && !text.starts_with('0')
            && text.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then(|| Self(text.to_owned())).ok_or(ParseWhoError::UserId)
    }
}

serde_via_str!(UserId, ParseWhoError);

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_differ_without_case_and_are_kept_as_spelled() {
        let (one, other): (Handle, Handle) = ("@Ada_1".parse().unwrap(), "aDA_1".parse().unwrap());
        assert!(one.is(&other) && one != other && one.folded() == other.folded());
        assert_eq!((one.as_str(), one.url().as_str()), ("Ada_1", "https://x.com/Ada_1"));
        for nobody in ["", "@", "i", "I", "a b", "@@ada", "sixteen_letters_", "ada\u{301}", "ａｄａ"] {
            assert_eq!(nobody.parse::<Handle>(), Err(ParseWhoError::Handle), "{nobody}");
        }
        for nobody in ["", "0", "07", "1a", "-1", "123456789012345678901"] {
            assert_eq!(nobody.parse::<UserId>(), Err(ParseWhoError::UserId), "{nobody}");
        }
    }
}
