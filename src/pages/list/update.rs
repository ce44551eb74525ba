//! What the user means on the list's page, and what follows from it.

use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, Shelf};
use hashcart_core::fault::FaultCode;
use hashcart_core::item::ItemKey;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::query::{GroupBy, ItemFilter, Sort};
use hashcart_core::settings::LinkStyle;

use super::{Act, FocusStep, ListPage, ListTouch, Puts, ShelfName, Undo};
use crate::pages::event::{FormField, PageEvent};
use crate::pages::popup::Pasted;
use crate::pages::row::Act as RowAct;
use crate::pages::{Page, Update};

/// What happens to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Another search.
    Search(String),
    /// Another choice of what is shown.
    Only(ItemFilter),
    /// Another order.
    Sort(Sort),
    /// Other groups.
    Group(GroupBy),
    /// An act that is about the page, or about this item.
    Do(Act, Option<ItemKey>),
    /// An act on this item; without one, on the selection.
    Row(RowAct, Option<ItemKey>),
    /// Put this item there, or the selection.
    Put(Option<ItemKey>, ShelfName, Millis),
    /// An item was selected, or taken out; with `range` everything from the one before.
    Tick {
        /// Which.
        key: ItemKey,
        /// Whether it is selected now.
        on: bool,
        /// Whether those in between are too.
        range: bool,
    },
    /// The selection of the item that has the focus, turned over.
    Toggle,
    /// Number, name or note of an item was written.
    Edit(ItemKey, FormField),
    /// The field of an item is left, with what stands in it.
    Commit(ItemKey, FormField),
    /// The field of an item is left as it was.
    Leave,
    /// The focus goes on within its row.
    Within(i32),
    /// The focus goes to the button that brings items into the cart.
    ToCart,
    /// What is still to buy in this store is to come into its cart.
    Cart(Marketplace),
    /// A hand-over has begun, or its page is open; or neither.
    Begun(Result<(), FaultCode>),
    /// An address was pasted, and is to be kept.
    Paste(String),
    /// What became of that.
    Pasted(Pasted),
    /// The focus came to an item.
    Focus(ItemKey),
    /// The focus goes on; with `true`, selecting on its way.
    Step(FocusStep, bool),
    /// The focus goes on by as many items as are in sight, so many times.
    Page(isize, bool),
    /// The link of the item that has the focus is opened.
    OpenFocused,
    /// The selection, or the item that has the focus, is removed.
    Delete,
    /// The last wish is taken back: the selection, then what is looked for.
    Escape,
    /// The focus goes to the search.
    ToSearch,
    /// A link is opened.
    Open(String),
    /// The page was scrolled, or has another size.
    Moved,
    /// A form was sent; there is nothing to send.
    Sent,
    /// The way that links are opened.
    Links(LinkStyle),
    /// Items were removed, or were not.
    Removed(Result<(), FaultCode>),
    /// Items were put somewhere, and this would put them back; or they were not.
    WasPut(Puts, Result<(), FaultCode>),
    /// An item was edited, or was not: how it was, what the field said, and how it is.
    Edited(Box<CartItem>, FormField, Result<Box<CartItem>, FaultCode>),
    /// A link was looked up, or could not be.
    LookedUp(Result<(), FaultCode>),
    /// Something else was done, or was not.
    Done(Result<(), FaultCode>),
    /// The list was saved as a file of this name; or the browser did not take it, or something went wrong.
    Copied(Result<String, Option<FaultCode>>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Something in the page itself.
    Touch(ListTouch),
    /// Open this address in a new tab.
    Open(String),
    /// Remove items. Told by [`Message::Removed`].
    Remove(Vec<ItemKey>),
    /// Put back what was removed last. Told by [`Message::Done`].
    Restore,
    /// Put items somewhere; the second puts them back. Told by [`Message::WasPut`].
    Put(Puts, Puts),
    /// Put items back. Told by [`Message::Done`].
    PutBack(Puts),
    /// Write number, name and note of an item, as the field says. Told by [`Message::Edited`].
    Edit {
        /// The item as it was.
        before: Box<CartItem>,
        /// How many.
        units: u32,
        /// What the user calls it.
        name: String,
        /// The user's words about it.
        note: String,
        /// The field.
        field: FormField,
    },
    /// Write number, name and note of this item as they were. Told by [`Message::Done`].
    EditBack(Box<CartItem>),
    /// Find out where a link leads. Told by [`Message::LookedUp`].
    LookUp(ItemKey),
    /// Open X's own page for the reply. Told by [`Message::Done`].
    Intent(ItemKey),
    /// Bring these items into this store's cart, or what is still to buy there. Told by [`Message::Begun`].
    Cart(Marketplace, Option<Vec<ItemKey>>),
    /// Keep what this address leads to. Told by [`Message::Pasted`].
    Keep(String),
    /// Open the options.
    Options,
    /// Save the list as a file. Told by [`Message::Copied`].
    SaveCopy,
    /// Write that this was put off. Told by [`Message::Done`].
    PutCopyOff,
}

impl Page for ListPage {
    type Message = Message;
    type Effect = Effect;

    fn hear(heard: &PageEvent) -> Option<Message> {
        super::hear::hear(heard)
    }

    fn update(&mut self, message: Message) -> Update<Effect> {
        let update = self.take_message(message);
        if update.paint || update.effects.contains(&Effect::Touch(ListTouch::Top)) {
            self.arrange();
        }
        update
    }
}

impl ListPage {
    fn take_message(&mut self, message: Message) -> Update<Effect> {
        match message {
            Message::Search(words) => self.query.words = words,
            Message::Only(only) => self.query.only = only,
            Message::Sort(sort) => self.query.sort = sort,
            Message::Group(group) => self.query.group = group,
            Message::Do(Act::Author, key) => {
                let author = key.and_then(|key| Some(self.list.get(&key)?.item.author().to_owned()));
                self.query.author = author.filter(|author| !author.is_empty());
            }
            Message::Do(Act::Anyone, _) => self.query.author = None,
            Message::Do(Act::Everything, _) => {
                (self.query.author, self.query.words, self.query.only) =
                    (None, String::new(), ItemFilter::All);
                return Update::only(Effect::Touch(ListTouch::EmptySearch))
                    .and(Effect::Touch(ListTouch::Top));
            }
            other => return self.take_other(other),
        }
        // The user looks for something else: what is found is shown from its beginning.
        Update::only(Effect::Touch(ListTouch::Top))
    }

    fn take_other(&mut self, message: Message) -> Update<Effect> {
        match message {
            Message::Do(Act::All, _) => self.choose_all(),
            Message::Do(Act::Clear, _) => self.chosen.clear(),
            Message::Tick { key, on, range } => self.choose(&key, on, range),
            Message::Toggle => {
                if let Some(key) = self.focus.clone() {
                    let on = !self.chosen.contains(&key);
                    self.choose(&key, on, false);
                }
            }
            Message::Focus(key) => {
                self.set_focus(key);
                if self.editing.is_none() || self.editing == self.focus {
                    return Update::nothing();
                }
                self.editing = None;
            }
            Message::Do(Act::Edit, key) => {
                self.editing = key.or_else(|| self.focus.clone());
                return Update::painted().and(Effect::Touch(ListTouch::Name));
            }
            Message::Do(Act::Done, _) | Message::Leave => {
                self.editing = None;
                return Update::painted().and(Effect::Touch(ListTouch::Focus));
            }
            Message::Commit(key, field) => {
                self.editing = None;
                let edit = self.edit(&key, field);
                let update = edit.map_or_else(Update::painted, |edit| Update::painted().and(edit));
                return update.and(Effect::Touch(ListTouch::Focus));
            }
            Message::Within(by) => return Update::only(Effect::Touch(ListTouch::Within(by))),
            Message::ToCart => return Update::only(Effect::Touch(ListTouch::Cart)),
            Message::Copied(saved) => self.copy.saved = Some(saved),
            Message::Begun(done) => (self.adding, self.fault) = (false, done.err()),
            Message::Pasted(pasted) => {
                let refused = matches!(pasted, Pasted::Refused(_));
                self.pasted = Some(pasted);
                let touch = if refused { ListTouch::SameAddress } else { ListTouch::NextAddress };
                return Update::painted().and(Effect::Touch(touch));
            }
            Message::Step(step, selects) => {
                self.step_selecting(step, selects);
                return Update::painted().and(Effect::Touch(ListTouch::Focus));
            }
            Message::Page(by, selects) => return Update::only(Effect::Touch(ListTouch::Page(by, selects))),
            Message::Escape => return self.escape(),
            Message::ToSearch => return Update::only(Effect::Touch(ListTouch::Search)),
            Message::Moved => return Update::only(Effect::Touch(ListTouch::Rows)),
            Message::Links(links) => (self.links, self.epoch) = (links, self.epoch.wrapping_add(1)),
            Message::Removed(done) => {
                if done.is_ok() {
                    self.undo = None;
                }
                self.fault = done.err();
            }
            Message::WasPut(back, done) => {
                if done.is_ok() {
                    self.undo = Some(Undo::Put(back));
                }
                self.fault = done.err();
            }
            Message::Edited(before, field, done) => return self.edited(before, field, done),
            Message::LookedUp(done) => (self.finding, self.fault) = (None, done.err()),
            Message::Done(done) => self.fault = done.err(),
            other => return self.ask(other),
        }
        Update::painted()
    }

    /// What only asks somebody else.
    fn ask(&mut self, message: Message) -> Update<Effect> {
        let effect = match message {
            Message::Row(RowAct::Remove, None) => Self::remove(self.chosen_keys()),
            Message::Row(RowAct::Remove, Some(key)) => Self::remove(vec![key]),
            Message::Delete => {
                let chosen = self.chosen_keys();
                Self::remove(if chosen.is_empty() {
                    self.focus.clone().into_iter().collect()
                } else {
                    chosen
                })
            }
            Message::Put(key, shelf, at) => {
                self.editing = None;
                let keys = key.map_or_else(|| self.chosen_keys(), |key| vec![key]);
                self.put(&keys, shelf.shelf(), at)
            }
            Message::Edit(key, field) => self.edit(&key, field),
            Message::Row(RowAct::Find, Some(key)) => {
                if self.finding.is_some() {
                    return Update::nothing();
                }
                self.finding = Some(key.clone());
                return Update::painted().and(Effect::LookUp(key));
            }
            Message::Cart(store) => return self.add(store, None),
            Message::Do(Act::CartChosen, _) => match super::view::most_chosen(self) {
                Some((store, keys)) => return self.add(store, Some(keys)),
                None => None,
            },
            Message::Do(Act::Options, _) => Some(Effect::Options),
            Message::Do(Act::SaveCopy, _) => Some(Effect::SaveCopy),
            Message::Do(Act::PutCopyOff, _) => Some(Effect::PutCopyOff),
            Message::Paste(address) => Some(Effect::Keep(address)),
            Message::Row(RowAct::Intent, Some(key)) => Some(Effect::Intent(key)),
            Message::Row(RowAct::Tweet, Some(key)) => self.list.tweet_url(&key).map(Effect::Open),
            Message::OpenFocused => self.focused_url().map(Effect::Open),
            Message::Open(url) => Some(Effect::Open(url)),
            Message::Do(Act::Undo, _) => {
                let undo = match self.undo.take() {
                    Some(Undo::Put(puts)) => Effect::PutBack(puts),
                    Some(Undo::Edit(item)) => Effect::EditBack(item),
                    None => Effect::Restore,
                };
                return Update::painted().and(undo);
            }
            _ => None,
        };
        effect.map_or_else(Update::nothing, Update::only)
    }

    fn remove(keys: Vec<ItemKey>) -> Option<Effect> {
        (!keys.is_empty()).then_some(Effect::Remove(keys))
    }

    fn put(&self, keys: &[ItemKey], shelf: Option<Shelf>, at: Millis) -> Option<Effect> {
        let (puts, back) = self.puts(keys, shelf, at);
        (!puts.is_empty()).then_some(Effect::Put(puts, back))
    }

    fn edit(&self, key: &ItemKey, field: FormField) -> Option<Effect> {
        // A choice is heard when it is made.
        if !["units", "name", "note"].contains(&field.slot.as_str()) {
            return None;
        }
        let before = self.list.get(key)?.item.clone();
        let (mut units, mut name, mut note) = (before.units, before.name.clone(), before.note.clone());
        match field.slot.as_str() {
            "units" => units = field.value.parse().unwrap_or(units),
            "name" => name.clone_from(&field.value),
            _ => note.clone_from(&field.value),
        }
        Some(Effect::Edit { before: Box::new(before), units, name, note, field })
    }

    /// One hand-over at a time.
    fn add(&mut self, store: Marketplace, keys: Option<Vec<ItemKey>>) -> Update<Effect> {
        if self.adding {
            return Update::nothing();
        }
        self.adding = true;
        Update::painted().and(Effect::Cart(store, keys))
    }

    fn edited(
        &mut self,
        before: Box<CartItem>,
        field: FormField,
        done: Result<Box<CartItem>, FaultCode>,
    ) -> Update<Effect> {
        self.fault = done.as_ref().err().copied();
        let Ok(item) = done else { return Update::painted() };
        if item != before {
            self.undo = Some(Undo::Edit(before));
        }
        // What was written may be less than what the field says.
        let written = match field.slot.as_str() {
            "units" => item.units.to_string(),
            "name" => item.own_title().unwrap_or_default().to_owned(),
            _ => item.note.clone(),
        };
        Update::painted().and(Effect::Touch(ListTouch::Settle(item.found.key, field, written)))
    }

    /// Takes back the last wish.
    fn escape(&mut self) -> Update<Effect> {
        if !self.chosen.is_empty() {
            self.chosen.clear();
            return Update::painted();
        }
        (self.query.author, self.query.words) = (None, String::new());
        Update::only(Effect::Touch(ListTouch::EmptySearch)).and(Effect::Touch(ListTouch::Top))
    }

    fn step_selecting(&mut self, step: FocusStep, selects: bool) {
        let from = self.focus.clone();
        self.step(step);
        if let (true, Some(from), Some(to)) = (selects, from, self.focus.clone()) {
            if self.chosen.is_empty() {
                self.choose(&from, true, false);
            }
            self.choose(&to, true, true);
        }
    }
}
