//! Order and look-up by text. Every map and every sort of its own type is 5 to 8 kB of WebAssembly; where a list is
//! put in order only when a file is written or a round of syncing is done, this one serves for all.

use std::collections::BTreeMap;

/// Places in a list, by text.
#[derive(Clone, Debug, Default)]
pub struct TextIndex(BTreeMap<String, usize>);

impl TextIndex {
    /// The place of each of these texts in their list; of two that are the same, the first.
    pub fn of(texts: impl IntoIterator<Item = String>) -> Self {
        let mut places = Self::default();
        for (place, text) in texts.into_iter().enumerate() {
            places.put(text, place);
        }
        places
    }

    /// Notes a place, where there is none for that text.
    pub fn put(&mut self, text: String, place: usize) {
        self.0.entry(text).or_insert(place);
    }

    /// The place of that text.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<usize> {
        self.0.get(text).copied()
    }

    /// All places, in the order of their texts.
    #[must_use]
    pub fn in_order(&self) -> Vec<usize> {
        self.0.values().copied().collect()
    }
}

/// A time as text, so that the order of texts is from the newest on.
#[must_use]
pub fn newest_first(at: u64) -> String {
    format!("{:020}", u64::MAX - at)
}
