//! What the user means on the hand-over's page, and what follows from it.

use hashcart_core::fault::FaultCode;
use hashcart_core::handover::{Act, AddMethod, MOST_UNITS, Pick, SessionEvent};
use hashcart_core::item::ItemKey;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::picture::Picture;
use hashcart_core::raw::Raw;
use hashcart_core::records::{HANDOVER, ITEM, PICTURE, SENT, SESSION};
use hashcart_core::schema::data;

use super::view::setup;
use super::{HandoverPage, Press, Session, leftovers, picks};
use crate::pages::event::{FormField, PageEvent};
use crate::pages::{Page, Update};

/// What happens to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Another store.
    Store(Option<Marketplace>),
    /// An item was ticked or not, or another number of it is wanted.
    Pick(ItemKey, FormField),
    /// A press.
    Press(Press),
    /// What the hand-over offers.
    Act(Act),
    /// The page is in front again, or this tab was loaded: how does it go?
    Look(Option<i32>),
    /// Whether the user lets us look at this store already.
    MayLook(Marketplace, bool),
    /// The browser's answer about the store's pages.
    Allowed(AddMethod, bool),
    /// The same, once it had been taken away.
    AllowedAgain(bool),
    /// The hand-over began, or could not.
    Begun(Result<Box<Session>, FaultCode>),
    /// The hand-over took it in; whether its tab goes to another page. Or it did not.
    Guided(Result<bool, FaultCode>),
    /// Something else was done, or was not.
    Done(Result<(), FaultCode>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask for the store's pages, in the turn of the press. Told by [`Message::Allowed`].
    Allow(Marketplace, AddMethod),
    /// Ask once more. Told by [`Message::AllowedAgain`].
    AllowAgain(Marketplace),
    /// Ask the browser whether the user lets us look at this store. Told by [`Message::MayLook`].
    MayLook(Marketplace),
    /// Begin. Told by [`Message::Begun`].
    Begin(Marketplace, AddMethod, Vec<Pick>),
    /// Tell the hand-over. Told by [`Message::Guided`].
    Guide(SessionEvent),
    /// Let the number of this item say what is taken.
    Settle(ItemKey, u32),
    /// Have the background look where the hand-over's tab is, and show it when that is wanted. Told by [`Message::Done`]
    /// where it cannot.
    Look(bool),
}

impl Page for HandoverPage {
    type Message = Message;
    type Effect = Effect;

    fn hear(heard: &PageEvent) -> Option<Message> {
        if let Some(field) = heard.changed() {
            return match heard.item() {
                Some(key) => Some(Message::Pick(key, field.clone())),
                None => (field.id == "store").then(|| Message::Store(field.value.parse().ok())),
            };
        }
        let name = heard.pressed()?;
        Press::named(name).map(Message::Press).or_else(|| Act::from_name(name).map(Message::Act))
    }

    fn update(&mut self, message: Message) -> Update<Effect> {
        match message {
            Message::Store(store) => {
                (self.store, self.denied) = (store, false);
                self.picks.clear();
                return self.asking();
            }
            Message::MayLook(store, allowed) => self.allowed = Some((store, allowed)),
            Message::Pick(key, field) => return self.pick(key, &field),
            Message::Press(press) => return self.press(press),
            Message::Act(act) => {
                return match act {
                    Act::GoOn => Update::only(Effect::Guide(SessionEvent::GoOn)),
                    Act::Told => Update::only(Effect::Guide(SessionEvent::Told)),
                    Act::Skip => Update::only(Effect::Guide(SessionEvent::Skip)),
                    Act::Stop => Update::only(Effect::Guide(SessionEvent::Stop)),
                    // Only the panel can be in the way, and the details are here.
                    Act::Details | Act::Close => Update::nothing(),
                };
            }
            Message::Look(tab) => {
                let session = self.session.as_ref().filter(|session| !session.is_done());
                let concerns = session.is_some_and(|session| {
                    tab.is_none() || session.tab == tab || session.waits_without_tab()
                });
                return if concerns { Update::only(Effect::Look(false)) } else { Update::nothing() };
            }
            Message::Allowed(way, true) => return self.begin(way),
            Message::Allowed(_, false) => self.denied = true,
            Message::AllowedAgain(true) => return Update::only(Effect::Guide(SessionEvent::GoOn)),
            Message::AllowedAgain(false) => return Update::nothing(),
            Message::Begun(Ok(session)) => {
                (self.session, self.fault) = (Some(*session), None);
                self.picks.clear();
            }
            Message::Begun(Err(code)) => (self.sends, self.fault) = (true, Some(code)),
            Message::Guided(Ok(goes)) => {
                self.fault = None;
                let update = Update::painted();
                return if goes { update.and(Effect::Look(true)) } else { update };
            }
            Message::Guided(Err(code)) | Message::Done(Err(code)) => self.fault = Some(code),
            Message::Done(Ok(())) => return Update::nothing(),
        }
        Update::painted()
    }
}

impl HandoverPage {
    /// Takes in records that were read or have changed; `None`: deleted.
    pub fn take(&mut self, records: &[(String, Option<impl Raw>)]) {
        for (name, raw) in records {
            let raw = raw.as_ref();
            if let Some(key) = ITEM.parse(name) {
                match raw.and_then(data) {
                    Some(item) => self.items.insert(key, item),
                    None => self.items.remove(&key),
                };
            } else if let Some(key) = SENT.parse(name) {
                match raw.and_then(data) {
                    Some(sent) => self.sent.insert(key, sent),
                    None => self.sent.remove(&key),
                };
            } else if let Some(key) = PICTURE.parse(name) {
                match raw.and_then(data::<Picture>) {
                    Some(picture) => self.pictures.insert(key, picture.address().into()),
                    None => self.pictures.remove(&key),
                };
            } else if SESSION.holds(name) {
                self.session = raw.and_then(data);
            } else if HANDOVER.holds(name) {
                self.settings = raw.and_then(data).unwrap_or_default();
            }
        }
    }

    /// Painted, and where it is not known yet whether we may look at the store chosen, asked.
    pub fn asking(&self) -> Update<Effect> {
        let store = setup(self).stores.first().copied();
        match store.filter(|store| self.allowed.is_none_or(|(known, _)| known != *store)) {
            Some(store) => Update::painted().and(Effect::MayLook(store)),
            None => Update::painted(),
        }
    }

    fn pick(&mut self, key: ItemKey, field: &FormField) -> Update<Effect> {
        let row = setup(self).rows.into_iter().find(|row| row.key == key);
        let pick = match field.ticked {
            Some(on) => (on, row.map_or(1, |row| row.wanted)),
            // Whoever asks for more of it wants it.
            None => (true, field.value.parse().unwrap_or(1).clamp(1, MOST_UNITS)),
        };
        self.picks.insert(key.clone(), pick);
        Update::painted().and(Effect::Settle(key, pick.1))
    }

    fn press(&mut self, press: Press) -> Update<Effect> {
        let guide = |event| Update::only(Effect::Guide(event));
        let allow = |state: &Self, way| match picks(state) {
            Some((store, _)) => Update::only(Effect::Allow(store, way)),
            None => Update::nothing(),
        };
        match press {
            Press::Guided => allow(self, AddMethod::Guided),
            Press::Quick => allow(self, AddMethod::Quick),
            Press::Plain => self.begin(AddMethod::Plain),
            Press::There => guide(SessionEvent::Marked { there: true }),
            Press::NotThere => guide(SessionEvent::Marked { there: false }),
            Press::Plainly => guide(SessionEvent::Plainly),
            Press::Show => match &self.session {
                Some(session) if !session.is_done() => Update::only(Effect::Look(true)),
                _ => Update::nothing(),
            },
            Press::Allow => match &self.session {
                Some(session) => Update::only(Effect::AllowAgain(session.store)),
                None => Update::nothing(),
            },
            Press::Again | Press::New => {
                if let Some(session) = &self.session {
                    self.store = Some(session.store);
                    self.picks = if press == Press::Again { leftovers(session) } else { Default::default() };
                }
                (self.sends, self.chosen) = (true, None);
                Update::painted()
            }
        }
    }

    fn begin(&mut self, way: AddMethod) -> Update<Effect> {
        let Some((store, picks)) = picks(self) else { return Update::nothing() };
        (self.sends, self.denied) = (false, false);
        Update::only(Effect::Begin(store, way, picks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hashcart_core::cart::CartItem;
    use hashcart_core::samples::kept;

    const KEY: &str = "B0HCART001@amazon.de";

    fn state() -> HandoverPage {
        let mut item = CartItem::new(kept("1"), 5.0);
        item.found.key = KEY.parse().unwrap();
        HandoverPage {
            items: [(item.found.key.clone(), item)].into(),
            store: Some(Marketplace::De),
            sends: true,
            ..HandoverPage::default()
        }
    }

    fn press(state: &mut HandoverPage, name: &str) -> Vec<Effect> {
        let heard = PageEvent { act: Some(name.to_owned()), ..PageEvent::default() };
        state.update(HandoverPage::hear(&heard).unwrap()).effects
    }

    fn picked(state: &HandoverPage) -> Vec<Pick> {
        picks(state).map(|(_, picks)| picks).unwrap_or_default()
    }

    #[test]
    fn the_permission_comes_before_the_hand_over_and_links_alone_need_none() {
        let mut state = state();
        assert_eq!(press(&mut state, "guided"), [Effect::Allow(Marketplace::De, AddMethod::Guided)]);
        state.update(Message::Allowed(AddMethod::Guided, false));
        assert!(state.denied && state.sends);
        let begun = state.update(Message::Allowed(AddMethod::Quick, true)).effects;
        assert_eq!(begun, [Effect::Begin(Marketplace::De, AddMethod::Quick, picked(&state))]);
        assert!(!state.denied && !state.sends);
        state.update(Message::Begun(Err(FaultCode::StorageFull)));
        assert_eq!((state.sends, state.fault), (true, Some(FaultCode::StorageFull)), "choose again");
        assert_eq!(
            press(&mut state, "plain"),
            [Effect::Begin(Marketplace::De, AddMethod::Plain, picked(&state))]
        );
    }

    #[test]
    fn whoever_asks_for_more_of_it_wants_it() {
        let mut state = state();
        let key: ItemKey = KEY.parse().unwrap();
        let field =
            |value: &str, ticked| FormField { value: value.to_owned(), ticked, ..FormField::default() };
        state.update(Message::Pick(key.clone(), field("on", Some(false))));
        assert_eq!(picked(&state), []);
        assert_eq!(press(&mut state, "guided"), [], "nothing is ticked");
        for (value, wanted) in [("3", 3), ("99", MOST_UNITS), ("0", 1), ("", 1)] {
            let settled = state.update(Message::Pick(key.clone(), field(value, None))).effects;
            assert_eq!(settled, [Effect::Settle(key.clone(), wanted)], "the field says what is taken");
            assert_eq!(picked(&state).iter().map(|pick| pick.wanted).collect::<Vec<_>>(), [wanted]);
        }
        state.update(Message::Pick(key.clone(), field("4", None)));
        state.update(Message::Pick(key, field("on", Some(true))));
        assert_eq!(picked(&state).first().map(|pick| pick.wanted), Some(4), "the number stays");
        state.update(Message::Store(Some(Marketplace::Com)));
        assert!(state.picks.is_empty());
    }

    #[test]
    fn only_a_hand_over_that_goes_on_is_looked_after() {
        let mut state = state();
        assert_eq!(state.update(Message::Look(None)).effects, []);
        let mut session = Session::new(Marketplace::De, AddMethod::Guided, &picked(&state), 1.0);
        session.tab = Some(7);
        state.update(Message::Begun(Ok(Box::new(session))));
        for (tab, looks) in [(None, true), (Some(7), true), (Some(8), false)] {
            assert_eq!(!state.update(Message::Look(tab)).effects.is_empty(), looks, "{tab:?}");
        }
        assert_eq!(press(&mut state, "go-on"), [Effect::Guide(SessionEvent::GoOn)]);
        assert_eq!(press(&mut state, "not-there"), [Effect::Guide(SessionEvent::Marked { there: false })]);
        assert_eq!(state.update(Message::Guided(Ok(true))).effects, [Effect::Look(true)]);
        assert_eq!(press(&mut state, "close"), [], "only the panel can be in the way");
        press(&mut state, "new");
        assert!(state.sends && state.chosen.is_none());
    }
}
