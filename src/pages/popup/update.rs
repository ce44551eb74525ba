//! What the user means in the popup, and what follows from it.

use hashcart_core::fault::FaultCode;
use hashcart_core::item::ItemKey;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::message::Diagnosis;
use hashcart_core::raw::Raw;
use hashcart_core::settings::LinkStyle;

use super::{Act, Here, Pasted, PopupPage};
use crate::pages::event::{EventKind, PageEvent};
use crate::pages::row::Act as RowAct;
use crate::pages::{Page, Update};

/// What happens to the popup.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// An act of the popup.
    Do(Act),
    /// An act on a row.
    Row(RowAct, ItemKey),
    /// What is still to buy in this store is to come into its cart.
    Cart(Marketplace),
    /// A hand-over has begun, or its page is open; or neither.
    Begun(Result<(), FaultCode>),
    /// The focus goes on in the list.
    Move(PopupTouch),
    /// A link is opened.
    Open(String),
    /// An address was pasted, and is to be kept.
    Paste(String),
    /// What became of that.
    Pasted(Pasted),
    /// How the page in front is.
    Here(Diagnosis),
    /// Whether the report could be copied.
    Copied(bool),
    /// The list can be shown beside the page.
    HasPanel,
    /// The way that links are opened.
    Links(LinkStyle),
    /// A link was looked up, or could not be.
    LookedUp(Result<(), FaultCode>),
    /// Something else was done, or was not.
    Done(Result<(), FaultCode>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Something in the popup itself.
    Touch(PopupTouch),
    /// Open this address in a new tab.
    Open(String),
    /// Keep what this address leads to. Told by [`Message::Pasted`].
    Keep(String),
    /// Remove an item. Told by [`Message::Done`].
    Remove(ItemKey),
    /// Put back what was removed last. Told by [`Message::Done`].
    Restore,
    /// Find out where a link leads. Told by [`Message::LookedUp`].
    LookUp(ItemKey),
    /// Open X's own page for the reply. Told by [`Message::Done`].
    Intent(ItemKey),
    /// Bring what is still to buy in this store into its cart. Told by [`Message::Begun`].
    Cart(Marketplace),
    /// Open the options.
    Options,
    /// Show the list beside the page, and leave.
    Beside,
    /// Put a report about this on the clipboard. Told by [`Message::Copied`].
    Copy(Box<Diagnosis>),
}

/// What is done in the popup beside painting it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PopupTouch {
    /// Move the focus on within its row by so many controls.
    Within(i32),
    /// Move it to the title of the row so many rows on.
    Row(i32),
    /// The field is empty, for the next address.
    NextAddress,
    /// The field keeps the address, to be mended.
    SameAddress,
}

impl PopupPage {
    /// Takes in records that were read or have changed; `None`: deleted. `all` says whether all are there now. Whether
    /// that is to be painted: while more comes, only the first rows are.
    pub fn take(&mut self, records: &[(String, Option<impl Raw>)], all: bool) -> bool {
        let bare = self.list.entries().is_empty();
        for (name, raw) in records {
            self.list.take(name, raw.as_ref());
        }
        self.loaded = all;
        all || bare
    }
}

/// Where the arrow keys lead within the list. Only a row's title is a stop of the Tab key.
fn moved(heard: &PageEvent) -> Option<PopupTouch> {
    let press = heard.press.as_ref().filter(|press| !press.not_ours && !press.control && heard.in_list)?;
    Some(match press.key.as_str() {
        "ArrowRight" => PopupTouch::Within(1),
        "ArrowLeft" => PopupTouch::Within(-1),
        "ArrowDown" => PopupTouch::Row(1),
        "ArrowUp" => PopupTouch::Row(-1),
        _ => return None,
    })
}

impl Page for PopupPage {
    type Message = Message;
    type Effect = Effect;

    fn hear(heard: &PageEvent) -> Option<Message> {
        if let Some(href) = heard.link() {
            return Some(Message::Open(href.clone()));
        }
        if heard.kind == EventKind::Submit {
            return heard.field.as_ref().map(|field| Message::Paste(field.value.clone()));
        }
        if heard.kind == EventKind::KeyDown {
            return moved(heard).map(Message::Move);
        }
        let act = heard.pressed()?;
        let row = || Some(Message::Row(RowAct::named(act)?, heard.item()?));
        match Act::named(act) {
            Some(Act::Cart) => heard.key.as_deref()?.parse().ok().map(Message::Cart),
            named => named.map(Message::Do).or_else(row),
        }
    }

    fn update(&mut self, message: Message) -> Update<Effect> {
        let effect = match message {
            Message::Pasted(pasted) => {
                let refused = matches!(pasted, Pasted::Refused(_));
                self.pasted = Some(pasted);
                let touch = if refused { PopupTouch::SameAddress } else { PopupTouch::NextAddress };
                return Update::painted().and(Effect::Touch(touch));
            }
            Message::Here(found) => {
                self.changed = (!found.lost.is_empty()).then_some(found);
                return Update::painted();
            }
            Message::Move(touch) => return Update::only(Effect::Touch(touch)),
            Message::Copied(done) => {
                self.here = Some(if done { Here::Copied } else { Here::NotCopied });
                return Update::painted();
            }
            Message::HasPanel => {
                self.panel = true;
                return Update::painted();
            }
            Message::Links(links) => {
                self.links = links;
                return Update::painted();
            }
            Message::LookedUp(done) => {
                (self.finding, self.fault) = (None, done.err());
                return Update::painted();
            }
            Message::Done(done) => {
                self.fault = done.err();
                return Update::painted();
            }
            Message::Row(RowAct::Find, key) => {
                if self.finding.is_some() {
                    return Update::nothing();
                }
                self.finding = Some(key.clone());
                return Update::painted().and(Effect::LookUp(key));
            }
            Message::Row(RowAct::Tweet, key) => match self.list.tweet_url(&key) {
                Some(url) => Effect::Open(url),
                None => return self.update(Message::Done(Err(FaultCode::TweetGone))),
            },
            Message::Row(RowAct::Remove, key) => Effect::Remove(key),
            Message::Row(RowAct::Intent, key) => Effect::Intent(key),
            Message::Open(url) => Effect::Open(url),
            Message::Paste(address) => Effect::Keep(address),
            Message::Cart(_) if self.adding => return Update::nothing(),
            Message::Cart(store) => {
                self.adding = true;
                return Update::painted().and(Effect::Cart(store));
            }
            Message::Begun(done) => {
                (self.adding, self.fault) = (false, done.err());
                return Update::painted();
            }
            // It says which store by itself.
            Message::Do(Act::Cart) => return Update::nothing(),
            Message::Do(Act::Undo) => Effect::Restore,
            Message::Do(Act::Options) => Effect::Options,
            Message::Do(Act::Beside) => Effect::Beside,
            Message::Do(Act::Report) => match &self.changed {
                Some(found) => Effect::Copy(Box::new(found.clone())),
                None => return Update::nothing(),
            },
        };
        Update::only(effect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::event::FormField;

    fn press(state: &mut PopupPage, act: &str, key: Option<&str>) -> Update<Effect> {
        let key = key.map(str::to_owned);
        let heard = PageEvent { act: Some(act.to_owned()), key, ..PageEvent::default() };
        state.update(PopupPage::hear(&heard).unwrap())
    }

    #[test]
    fn a_pasted_address_is_kept_or_stays_to_be_mended() {
        let mut state = PopupPage::default();
        let field = FormField { value: "amazon.de/dp/B0057OC5O8".to_owned(), ..FormField::default() };
        let sent = PageEvent { kind: EventKind::Submit, field: Some(field.clone()), ..PageEvent::default() };
        let kept = state.update(PopupPage::hear(&sent).unwrap()).effects;
        assert_eq!(kept, [Effect::Keep(field.value)]);
        let refused = state.update(Message::Pasted(Pasted::Refused(FaultCode::NoProduct))).effects;
        assert_eq!(refused, [Effect::Touch(PopupTouch::SameAddress)]);
        let taken = state.update(Message::Pasted(Pasted::New("A kettle".to_owned()))).effects;
        assert_eq!(taken, [Effect::Touch(PopupTouch::NextAddress)]);
    }

    #[test]
    fn a_row_is_about_its_item_and_links_open_in_a_new_tab() {
        let mut state = PopupPage::default();
        let key = "B0057OC5O8@amazon.de";
        let item: ItemKey = key.parse().unwrap();
        assert_eq!(press(&mut state, "remove", Some(key)).effects, [Effect::Remove(item.clone())]);
        let orphan = PageEvent { act: Some("remove".to_owned()), ..PageEvent::default() };
        assert_eq!(PopupPage::hear(&orphan), None, "a removal of nothing");
        assert_eq!(press(&mut state, "find", Some(key)).effects, [Effect::LookUp(item)]);
        assert_eq!(press(&mut state, "find", Some(key)), Update::nothing(), "one at a time");
        press(&mut state, "tweet", Some(key));
        assert_eq!(state.fault, Some(FaultCode::TweetGone), "an item without a tweet");
        let link = PageEvent {
            href: Some("list.html".to_owned()),
            act: Some("undo".to_owned()),
            ..PageEvent::default()
        };
        assert_eq!(PopupPage::hear(&link), Some(Message::Open("list.html".to_owned())));
        assert!(link.is_ours());
        assert_eq!(press(&mut state, "undo", None).effects, [Effect::Restore]);
    }

    #[test]
    fn one_press_brings_a_store_s_items_into_its_cart_and_a_second_waits() {
        let mut state = PopupPage::default();
        assert_eq!(press(&mut state, "cart", Some("amazon.de")).effects, [Effect::Cart(Marketplace::De)]);
        assert_eq!(press(&mut state, "cart", Some("amazon.com")), Update::nothing());
        state.update(Message::Begun(Err(FaultCode::NoAnswer)));
        assert_eq!((state.adding, state.fault), (false, Some(FaultCode::NoAnswer)));
        let nowhere = PageEvent {
            act: Some("cart".to_owned()),
            key: Some("amazon".to_owned()),
            ..PageEvent::default()
        };
        assert_eq!(PopupPage::hear(&nowhere), None);
    }

    #[test]
    fn arrows_lead_through_the_list_and_nowhere_else() {
        let key = |key: &str, in_list| PageEvent {
            kind: EventKind::KeyDown,
            press: Some(crate::pages::event::KeyPress { key: key.to_owned(), ..Default::default() }),
            in_list,
            ..PageEvent::default()
        };
        for (name, touch) in [
            ("ArrowRight", PopupTouch::Within(1)),
            ("ArrowLeft", PopupTouch::Within(-1)),
            ("ArrowDown", PopupTouch::Row(1)),
            ("ArrowUp", PopupTouch::Row(-1)),
        ] {
            let message = PopupPage::hear(&key(name, true));
            assert_eq!(message, Some(Message::Move(touch)));
            assert_eq!(PopupPage::hear(&key(name, false)), None, "they scroll elsewhere");
            assert_eq!(PopupPage::default().update(message.unwrap()).effects, [Effect::Touch(touch)]);
        }
        assert_eq!(PopupPage::hear(&key("a", true)), None);
    }

    #[test]
    fn a_page_of_x_that_lacks_something_can_be_reported() {
        let mut state = PopupPage::default();
        assert_eq!(press(&mut state, "report", None), Update::nothing());
        let found = Diagnosis {
            engine: "wasm".to_owned(),
            ready_ms: 1.0,
            tweets: 3,
            bars: 3,
            buttons: 1,
            lost: vec!["SEND".to_owned()],
            matches: Vec::new(),
            page: "home".to_owned(),
            fault: None,
        };
        state.update(Message::Here(found.clone()));
        assert!(state.changed.is_some());
        assert_eq!(press(&mut state, "report", None).effects, [Effect::Copy(Box::new(found.clone()))]);
        state.update(Message::Here(Diagnosis { lost: Vec::new(), ..found }));
        assert_eq!(state.changed, None);
    }
}
