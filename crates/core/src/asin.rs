//! Owns [`Asin`], the ten characters by which Amazon names a product.
//!
//! Knows nothing of addresses or stores: where an ASIN may stand is the business of
//! [`link`](crate::link), which store it is sold in that of
//! [`marketplace`](crate::marketplace).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Amazon's Standard Identification Number: `B` and nine letters or digits, or an ISBN-10.
///
/// Upper case always, so that two spellings of one product are equal. It was made in 1996 to fit the field of
/// the ISBN, so a book with an ISBN-10 has that as its ASIN. It is unique within one marketplace only
/// (Amazon Associates FAQ, read November 2026); see [`ProductKey`](crate::product::ProductKey).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Asin([u8; 10]);

/// The text is not shaped like an ASIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an ASIN: needs B and nine letters or digits, or an ISBN-10")]
pub struct ParseAsinError;

impl Asin {
    /// The ten characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever stored, so the fallback is never taken; it keeps this free of a panic path.
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether this is a book's ISBN-10: nine digits and the right check digit.
    ///
    /// A digit-only ASIN that fails the check is still an ASIN: some old music and video ids are like that
    /// (one among a thousand shared links, November 2026).
    #[must_use]
    pub fn is_isbn10(&self) -> bool {
        let [b'0'..=b'9', ..] = self.0 else { return false };
        let sum: u32 = (1..=10).rev().zip(self.0).map(|(weight, byte)| weight * digit(byte)).sum();
        sum.is_multiple_of(11)
    }
}

/// The value of one ISBN digit, where `X` stands for ten.
fn digit(byte: u8) -> u32 {
    if byte == b'X' { 10 } else { u32::from(byte.wrapping_sub(b'0')) }
}

impl FromStr for Asin {
    type Err = ParseAsinError;

    /// Reads exactly ten characters, in either case.
    ///
    /// The digit demanded among the letters keeps out ten-letter words such as `bestseller`, the classic false
    /// hit of every ASIN pattern.
    fn from_str(text: &str) -> Result<Self, ParseAsinError> {
        let bytes = <[u8; 10]>::try_from(text.as_bytes()).map_err(|_| ParseAsinError)?;
        let bytes = bytes.map(|byte| byte.to_ascii_uppercase());
        let shaped = match bytes {
            [b'B', tail @ ..] => {
                tail.iter().all(u8::is_ascii_alphanumeric) && tail.iter().any(u8::is_ascii_digit)
            }
            [head @ .., b'0'..=b'9' | b'X'] => head.iter().all(u8::is_ascii_digit),
            _ => false,
        };
        shaped.then_some(Self(bytes)).ok_or(ParseAsinError)
    }
}

serde_via_str!(Asin, ParseAsinError);

impl fmt::Display for Asin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Asin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Asin({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_decides() {
        for good in ["B0057OC5O8", "b0057oc5o8", "0131103628", "080442957X", "080442957x", "BT00LN946S"] {
            assert_eq!(good.parse::<Asin>().unwrap().as_str(), good.to_ascii_uppercase());
        }
        for bad in [
            "",
            "BESTSELLER",
            "bookseller",
            "B0057OC5O",
            "B0057OC5O8X",
            "A0057OC5O8",
            "01311036X8",
            "B0057OC-O8",
        ] {
            assert_eq!(bad.parse::<Asin>(), Err(ParseAsinError), "{bad}");
        }
    }

    #[test]
    fn ten_bytes_that_are_not_ten_letters() {
        assert!("B0057OC5é".parse::<Asin>().is_err());
        assert!("B0057OCé8".len() == 10 && "B0057OCé8".parse::<Asin>().is_err());
    }

    #[test]
    fn isbn_check_digit() {
        let isbn = |text: &str| text.parse::<Asin>().unwrap().is_isbn10();
        assert!(isbn("0131103628") && isbn("080442957X"));
        assert!(!isbn("0131103629"), "wrong check digit, still an ASIN");
        assert!(!isbn("B0057OC5O8"));
    }

    #[test]
    fn serde_reads_what_it_writes_and_nothing_else() {
        let asin: Asin = serde_json::from_str("\"b0057oc5o8\"").unwrap();
        assert_eq!(serde_json::to_string(&asin).unwrap(), "\"B0057OC5O8\"");
        assert!(serde_json::from_str::<Asin>("\"nonsense\"").is_err());
    }
}
