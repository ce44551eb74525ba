//! One item as it is shown, in the popup and in the list.

use std::rc::Rc;

use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, ReplyState};
use hashcart_core::fault::NextStep;
use hashcart_core::handover::Outcome;
use hashcart_core::item::ItemKey;
use hashcart_core::list::ListEntry;
use hashcart_core::resolve::Ending;
use hashcart_core::settings::LinkStyle;
use hashcart_core::status::Status;
use hashcart_core::text::Text;
use hashcart_core::tweet::TweetRef;

use super::Texts;

super::names! {
    /// What a press on a row does.
    Act {
        /// Take the item out of the list; the next removal makes that final.
        Remove = "remove",
        /// Find out which product its link leads to.
        Find = "find",
        /// Open X's own page for the reply.
        Intent = "intent",
        /// Open the tweet.
        Tweet = "tweet",
    }
}

/// One item.
#[derive(Clone, Debug, PartialEq)]
pub struct PaintedRow {
    /// Which.
    pub key: ItemKey,
    /// What it is called.
    pub title: Title,
    /// The post's own words about it.
    pub quote: Option<String>,
    /// Its store, the host of its link while the product is not known; `None` where all of the list has one store.
    pub store: Option<String>,
    /// Its picture as a `data:` address.
    pub picture: Option<Rc<str>>,
    /// The author's handle with `@`; empty when unknown.
    pub author: String,
    /// When it was kept.
    pub saved_at: Millis,
    /// Where it stands.
    pub status: Text<'static>,
    /// The name that the style of that hangs on.
    pub tone: &'static str,
    /// How its last hand-over ended, where that is where it stands.
    pub outcome: Option<Outcome>,
    /// How many of it are wanted.
    pub units: u32,
    /// The user's words about it.
    pub note: String,
    /// The product's address: the author's own, or the plain one if the user prefers that.
    pub product_url: String,
    /// What is known of a link whose product is not known; `None` for a product.
    pub link: Option<LinkRow>,
    /// Why the reply was not posted, and what can be done.
    pub fail: Option<FailRow>,
    /// The tweet's address.
    pub tweet_url: Option<String>,
    /// The reply's address, when there is one.
    pub reply_url: Option<String>,
    /// Whether the reply is where it stands: then the status itself links to it.
    pub is_replied: bool,
    /// The addresses of its reviews and of the page to write one, where the product is known.
    pub reviews: Option<(String, String)>,
}

/// What an item is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// This: what the user calls it, its title, or its ASIN or link where nobody knows more.
    Known(String),
    /// Nobody knows more than who recommended it, by handle, and its ASIN or link.
    From(String, String),
}

impl Title {
    fn of(item: &CartItem) -> Self {
        match (item.own_title(), item.author()) {
            (None, author) if !author.is_empty() => Self::From(format!("@{author}"), item.found.key.name()),
            _ => Self::Known(item.title()),
        }
    }

    /// What it is called, where that is known.
    #[must_use]
    pub fn known(&self) -> Option<&str> {
        match self {
            Self::Known(title) => Some(title),
            Self::From(..) => None,
        }
    }

    /// The same in the user's language.
    #[must_use]
    pub fn words(&self, texts: Texts<'_>) -> String {
        match self {
            Self::Known(title) => title.clone(),
            Self::From(author, key) => texts(&Text::item_from(author, key)),
        }
    }
}

/// A reply that was not posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailRow {
    /// Why.
    pub text: Text<'static>,
    /// The label of the button that does something about it, and what that does.
    pub step: Option<(Text<'static>, Act)>,
}

/// A link whose product is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Where it leads, as far as that is known.
    pub leads_to: Option<Ending>,
    /// The label of the button that finds out.
    pub button: Text<'static>,
    /// Whether that is going on.
    pub busy: bool,
}

impl LinkRow {
    /// What is known of it.
    #[must_use]
    pub fn text(&self) -> Text<'_> {
        self.leads_to.as_ref().map_or(Text::LINK_UNKNOWN, Ending::listed)
    }
}

fn link_row(item: &CartItem, finding: Option<&ItemKey>) -> Option<LinkRow> {
    let ItemKey::Link(_) = item.found.key else { return None };
    let busy = finding == Some(&item.found.key);
    let button = match (busy, &item.leads_to) {
        (true, _) => Text::BUTTON_FINDING,
        (false, None) => Text::LINK_FIND,
        (false, Some(_)) => Text::LINK_FIND_AGAIN,
    };
    Some(LinkRow { leads_to: item.leads_to.clone(), button, busy })
}

fn fail_row(item: &CartItem) -> Option<FailRow> {
    let ReplyState::ReplyFailed { code } = item.status else { return None };
    let step = match code.next_step() {
        NextStep::Retry => Some((Text::FAIL_OPEN, Act::Tweet)),
        NextStep::Intent => Some((Text::FAIL_INTENT, Act::Intent)),
        NextStep::Look => Some((Text::FAIL_LOOK, Act::Tweet)),
        NextStep::Nothing => None,
    };
    Some(FailRow { text: code.text(), step })
}

fn product_url(item: &CartItem, style: LinkStyle) -> String {
    match (&item.found.key, style) {
        (ItemKey::Product(key), LinkStyle::Clean) => key.marketplace.product_url(&key.asin),
        _ => item.found.link.clone(),
    }
}

/// Makes the row. `several` says whether the list has items of several stores, `finding` is the link that is being looked
/// up.
#[must_use]
pub fn row(entry: &ListEntry, links: LinkStyle, several: bool, finding: Option<&ItemKey>) -> PaintedRow {
    let item = &entry.item;
    let (status, tone) = match (entry.status, &item.status) {
        // Nobody knows; that it failed would be said too much.
        (Status::ReplyFailed, ReplyState::Replying) => (Text::STATUS_REPLYING, "unsure"),
        // It is saved, and nothing can be tried: that is no alarm.
        (Status::ReplyFailed, ReplyState::ReplyFailed { code }) if code.next_step() != NextStep::Retry => {
            (Text::STATUS_REPLY_FAILED, "unsure")
        }
        (status, _) => (status.text(), status.tone()),
    };
    let tweet = item.found.tweet.as_ref();
    let author = item.author();
    PaintedRow {
        key: item.found.key.clone(),
        title: Title::of(item),
        quote: item.found.quote.clone(),
        store: several.then(|| item.found.key.host().to_owned()),
        picture: entry.picture.clone(),
        author: if author.is_empty() { String::new() } else { format!("@{author}") },
        saved_at: item.saved_at,
        status,
        tone,
        outcome: entry.sent.map(|sent| sent.outcome).filter(|_| {
            let missing = [Status::NotAdded, Status::Unconfirmed];
            entry.status.is_in_cart() || missing.contains(&entry.status)
        }),
        units: item.units,
        note: item.note.clone(),
        product_url: product_url(item, links),
        link: link_row(item, finding),
        fail: fail_row(item),
        tweet_url: tweet.map(TweetRef::url),
        reply_url: match &item.status {
            ReplyState::Replied { url } => Some(url.clone()),
            _ => None,
        },
        is_replied: entry.status == Status::Replied,
        reviews: match &item.found.key {
            ItemKey::Product(product) => Some((product.reviews_url(), product.write_review_url())),
            ItemKey::Link(_) => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hashcart_core::cart::Shelf;
    use hashcart_core::fault::FaultCode;
    use hashcart_core::list::List;
    use hashcart_core::samples::put;
    use hashcart_core::samples::{kept, mention};

    fn item(status: ReplyState) -> CartItem {
        CartItem { status, ..CartItem::new(kept("1"), 1.0) }
    }

    fn shown(item: &CartItem, links: LinkStyle, finding: Option<&ItemKey>) -> PaintedRow {
        let mut list = List::default();
        put(&mut list, item);
        row(&list.entries()[0], links, true, finding)
    }

    fn plain(item: &CartItem) -> PaintedRow {
        shown(item, LinkStyle::Author, None)
    }

    #[test]
    fn what_is_known_is_shown() {
        let url = "https://x.com/me/status/9".to_owned();
        let row = plain(&item(ReplyState::Replied { url: url.clone() }));
        assert_eq!((row.reply_url, row.status, row.tone), (Some(url), Text::STATUS_REPLIED, "good"));
        assert_eq!((row.store.as_deref(), row.author.as_str()), (Some("amazon.co.jp"), "@ada"));
        assert_eq!(row.tweet_url.as_deref(), Some("https://x.com/ada/status/1"));
        assert_eq!(row.product_url, mention("1").link, "the author's own address, tag and all");
        assert_eq!(plain(&item(ReplyState::Replying)).status, Text::STATUS_REPLYING);
        let put = CartItem { shelf: Some((Shelf::Later, 5.0)), ..item(ReplyState::Saved) };
        assert_eq!(plain(&put).status, Text::STATUS_LATER);
    }

    #[test]
    fn a_link_says_what_is_known_of_it() {
        let mut link = item(ReplyState::Saved);
        assert_eq!(plain(&link).link, None);
        link.found.key = "link:amzn.to/3DHiDU7".parse().unwrap();
        let unknown = plain(&link).link.unwrap();
        assert_eq!(
            (unknown.text(), &unknown.button, unknown.busy),
            (Text::LINK_UNKNOWN, &Text::LINK_FIND, false)
        );
        assert!(shown(&link, LinkStyle::Author, Some(&link.found.key)).link.unwrap().busy);
        link.leads_to = Some(Ending::Site { host: "example.com".into() });
        let elsewhere = plain(&link).link.unwrap();
        assert_eq!(elsewhere.text(), Text::leads_site("example.com"));
    }

    #[test]
    fn a_failure_says_why_and_what_can_be_done() {
        let fail = |code| plain(&item(ReplyState::ReplyFailed { code })).fail.unwrap();
        assert_eq!(fail(FaultCode::ComposerNever).step, Some((Text::FAIL_INTENT, Act::Intent)));
        assert_eq!(fail(FaultCode::Unconfirmed).step, Some((Text::FAIL_LOOK, Act::Tweet)));
        assert_eq!(fail(FaultCode::ReplyRestricted).step, None);
        assert_eq!(plain(&item(ReplyState::Saved)).fail, None);
    }

    #[test]
    fn the_clean_address_is_a_matter_of_taste() {
        let item = item(ReplyState::Saved);
        assert_eq!(plain(&item).product_url, mention("1").link);
        let clean = shown(&item, LinkStyle::Clean, None).product_url;
        assert_eq!(clean, "https://www.amazon.co.jp/dp/B0057OC5O8");
    }

    #[test]
    fn a_title_is_never_empty() {
        let mut nameless = item(ReplyState::Saved);
        nameless.found.title = None;
        let from = Title::From("@ada".to_owned(), "B0057OC5O8".to_owned());
        assert_eq!(plain(&nameless).title, from, "the post's own words are no title");
        nameless.found.tweet = None;
        assert_eq!(plain(&nameless).title, Title::Known("B0057OC5O8".to_owned()));
    }
}
