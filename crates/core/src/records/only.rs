//! The key of what there is only one of.

use std::fmt;
use std::str::FromStr;

/// The rest of the key of a kind with one record only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoleKey;

impl fmt::Display for SoleKey {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl FromStr for SoleKey {
    type Err = ();

    fn from_str(rest: &str) -> Result<Self, ()> {
        if rest.is_empty() { Ok(Self) } else { Err(()) }
    }
}
