//! What must be true of a record that a file brings, beyond its shape: a file may come from anywhere, and what is in the
//! list is opened and shown without a further look.

use super::only::SoleKey;
use crate::Millis;
use crate::bounds;
use crate::cart::{CartItem, ReplyState};
use crate::handover::{HandoverSettings, Sent};
use crate::insights::{Choices, Draws, Post, Sighting};
use crate::item::{ItemKey, LinkKey};
use crate::mention::{KeptMention, tidy_title};
use crate::resolve::{ResolveStep, judge};
use crate::schema::Stored;
use crate::settings::Settings;
use crate::tweet::{TweetId, parse_status_path};

/// Data that comes in with a file, under a key `K`.
pub trait Admit<K>: Stored {
    /// Lets it in, as it is kept here. No time may be later than a day after `now`.
    ///
    /// # Errors
    /// Why not, for developers.
    fn admit(self, key: &K, now: Millis) -> Result<Self, String>;
}

impl Admit<ItemKey> for CartItem {
    fn admit(self, key: &ItemKey, now: Millis) -> Result<Self, String> {
        if self.found.key != *key {
            return Err("another item than its key says".to_owned());
        }
        let tidy = |text: &Option<String>| text.as_deref().and_then(tidy_title);
        let (title, quote) = (tidy(&self.found.title), tidy(&self.found.quote));
        let name = tidy_title(&self.name).unwrap_or_default();
        let item = Self { found: KeptMention { title, quote, ..self.found }, name, ..self };
        within(item.out_of_bounds(&|at| bounds::is_time(at, now)))?;
        let told = match &item.status {
            ReplyState::Replied { url } => parse_status_path(url).is_some(),
            ReplyState::Saved | ReplyState::Replying | ReplyState::ReplyFailed { .. } => true,
        };
        // It could have been kept here.
        if item.found.is_sound() && told { Ok(item) } else { Err(key.to_string()) }
    }
}

impl Admit<TweetId> for ItemKey {
    fn admit(self, _: &TweetId, _: Millis) -> Result<Self, String> {
        Ok(self)
    }
}

impl Admit<LinkKey> for String {
    fn admit(self, _: &LinkKey, _: Millis) -> Result<Self, String> {
        let is_its_own = matches!(judge(&self), ResolveStep::Product(product) if product.url == self);
        if is_its_own { Ok(self) } else { Err("not the address of a product".to_owned()) }
    }
}

impl Admit<ItemKey> for Sent {
    fn admit(self, _: &ItemKey, now: Millis) -> Result<Self, String> {
        within(Some("at").filter(|_| !bounds::is_time(self.at, now)))?;
        Ok(self)
    }
}

impl Admit<SoleKey> for Settings {
    fn admit(self, _: &SoleKey, _: Millis) -> Result<Self, String> {
        within(self.out_of_bounds())?;
        Ok(self)
    }
}

impl Admit<SoleKey> for HandoverSettings {
    fn admit(self, _: &SoleKey, _: Millis) -> Result<Self, String> {
        Ok(self)
    }
}

impl Admit<SoleKey> for Choices {
    fn admit(self, _: &SoleKey, _: Millis) -> Result<Self, String> {
        within(self.beyond())?;
        // Whether replies are noted here, the user says here.
        Ok(Self { on: false, ..self })
    }
}

impl Admit<SoleKey> for Draws {
    fn admit(self, _: &SoleKey, _: Millis) -> Result<Self, String> {
        within(self.beyond())?;
        Ok(self)
    }
}

impl Admit<TweetId> for Sighting {
    fn admit(self, key: &TweetId, now: Millis) -> Result<Self, String> {
        within(self.beyond(now).or_else(|| Some("id").filter(|_| self.id != *key)))?;
        Ok(self)
    }
}

impl Admit<TweetId> for Post {
    fn admit(self, key: &TweetId, now: Millis) -> Result<Self, String> {
        within(self.beyond(now).or_else(|| Some("id").filter(|_| self.id != *key)))?;
        Ok(self)
    }
}

/// Refuses a record with a part that is out of its bounds.
fn within(beyond: Option<&'static str>) -> Result<(), String> {
    beyond.map_or(Ok(()), |part| Err(format!("{part} is out of bounds")))
}
