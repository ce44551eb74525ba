//! The small picture of an item: what X's page showed of it when it was kept, drawn anew in 96 by 96 pixels.
//!
//! It is kept beside the item so that showing the list asks nobody for anything. The address that the page had stays what it
//! was: kept, and never loaded.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Its edge, in pixels: twice what the list shows, for sharp screens.
pub const EDGE: u32 = 96;

/// The longest that is kept, in bytes of its address. A photo takes 3,000 to 6,000.
pub const LONGEST: usize = 16_000;

/// How many are kept: two megabytes of photos, eight at the very most, of the ten that browsers give. They go before an item
/// finds no room.
pub const MOST: usize = 500;

/// The kinds of pictures that a canvas writes.
const KINDS: [&str; 3] = ["webp", "png", "jpeg"];

/// A picture as a `data:` address, and nothing else: it is put into our own pages.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Picture(String);

/// Why a text is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no small picture as a data: address")]
pub struct NoPicture;

impl Picture {
    /// Its address.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Picture {
    type Error = NoPicture;

    fn try_from(text: String) -> Result<Self, NoPicture> {
        if text.len() > LONGEST {
            return Err(NoPicture);
        }
        let (kind, data) =
            text.strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,")).ok_or(NoPicture)?;
        let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        let sound = KINDS.contains(&kind) && !data.is_empty() && data.bytes().all(sign);
        if sound { Ok(Self(text)) } else { Err(NoPicture) }
    }
}

impl From<Picture> for String {
    fn from(picture: Picture) -> Self {
        picture.0
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Picture({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_small_picture_is_one() {
        let picture = |text: &str| Picture::try_from(text.to_owned());
        assert!(picture("data:image/webp;base64,UklGRg==").is_ok());
        let long = format!("data:image/png;base64,{}", "A".repeat(LONGEST));
        for text in [
            "",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "data:image/webp;base64,",
            "data:image/webp,<svg>",
            "data:text/html;base64,PHA+",
            "data:image/webp;base64,a b",
            "https://pbs.twimg.com/card_img/1",
            &long,
        ] {
            assert_eq!(picture(text), Err(NoPicture), "{}", text.get(..40).unwrap_or(text));
        }
    }
}
