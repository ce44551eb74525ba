//! Languages that the user may choose, and their texts as records keep them.
//!
//! By itself the browser says which language it is, and its own API gives the texts. That API knows no other language, so
//! the texts of one that the user chose are kept in a record: every part of the extension reads that one, and none
//! carries the texts of all languages.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::bounds::{first_beyond, is_short};

/// The folders in `_locales`. They are named here, so that a translator's edit builds no program anew.
const FOLDERS: [&str; 15] =
    ["ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "nl", "pl", "pt_BR", "sv", "tr", "zh_TW"];

/// How long a version may be.
const VERSION_CHARS: usize = 40;
/// How many bytes the texts of a language may have: some ten times as many as they do.
const TEXTS_BYTES: usize = 1_000_000;

/// A language that Hashcart speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(&'static str);

impl Language {
    /// Every one, by its folder in `_locales`.
    pub fn all() -> impl Iterator<Item = Self> {
        FOLDERS.into_iter().map(Self)
    }

    /// The language of that folder.
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::all().find(|language| language.0 == folder)
    }

    /// Its folder in `_locales`, such as `pt_BR`; also its name in storage.
    #[must_use]
    pub fn folder(self) -> &'static str {
        self.0
    }

    /// Its BCP 47 tag, such as `pt-BR`.
    #[must_use]
    pub fn tag(self) -> String {
        self.0.replace('_', "-")
    }

    /// The file of its texts in the extension.
    #[must_use]
    pub fn file(self) -> String {
        format!("_locales/{}/messages.json", self.0)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let folder = String::deserialize(deserializer)?;
        Self::of_folder(&folder).ok_or_else(|| serde::de::Error::custom(format!("no language {folder:?}")))
    }
}

/// Reads a choice: a language that this version does not speak is no choice, and takes nothing else with it.
pub(crate) fn spoken<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Language>, D::Error> {
    let folder = Option::<String>::deserialize(deserializer)?;
    Ok(folder.and_then(|folder| Language::of_folder(&folder)))
}

/// The texts of the language that the user chose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LanguageTexts {
    /// Which language that is.
    pub language: Language,
    /// The version of the extension that they are of.
    pub version: String,
    /// The file of its texts, as the extension carries it: JSON, which is read where a text is said.
    pub texts: String,
}

impl LanguageTexts {
    /// The first part of it that is out of its bounds, by its name.
    #[must_use]
    pub fn out_of_bounds(&self) -> Option<&'static str> {
        first_beyond(&[
            ("version", is_short(&self.version, VERSION_CHARS)),
            ("texts", self.texts.len() <= TEXTS_BYTES),
        ])
    }
}

/// Puts arguments into a text: the first for `$1`, and so on. What an argument holds stays as it is.
#[must_use]
pub fn filled<S: AsRef<str>>(text: &str, arguments: &[S]) -> String {
    let mut parts = text.split('$');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        let argument = letters.next().and_then(|digit| {
            let place = usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)?;
            arguments.get(place)
        });
        match argument {
            Some(argument) => {
                filled.push_str(argument.as_ref());
                filled.push_str(letters.as_str());
            }
            None => {
                filled.push('$');
                filled.push_str(part);
            }
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(folder: &str) -> Language {
        Language::of_folder(folder).unwrap()
    }

    #[test]
    fn a_language_is_known_by_its_folder() {
        let chinese = language("zh_TW");
        assert_eq!(
            (chinese.tag().as_str(), chinese.file().as_str()),
            ("zh-TW", "_locales/zh_TW/messages.json")
        );
        assert_eq!(Language::of_folder("tlh"), None);
    }

    #[test]
    fn arguments_stand_as_they_are() {
        assert_eq!(filled("$1 von $2, $1", &["7", "9"]), "7 von 9, 7");
        assert_eq!(filled("$2$1", &["$2", "$1"]), "$1$2", "what an argument holds is no place");
        assert_eq!(filled("50 $ and $0, $x, $3", &["a"]), "50 $ and $0, $x, $3");
        assert_eq!(filled::<&str>("", &[]), "");
    }
}
