//! What the user means on the list's page, and what follows from it.

use hashcart_core::Millis;
use hashcart_core::cart::{CartItem, Shelf};
use hashcart_core::fault::FaultCode;
use hashcart_core::item::ItemKey;
use hashcart_core::query::{Group, Only, Sort};
use hashcart_core::settings::LinkStyle;

use super::{Act, Puts, ShelfName, State, Step, Undo};
use crate::pages::heard::{Field, Heard, Kind};
use crate::pages::row::Act as RowAct;
use crate::pages::{Page, Update};

/// What happens to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Another search.
    Search(String),
    /// Another choice of what is shown.
    Only(Only),
    /// Another order.
    Sort(Sort),
    /// Other groups.
    Group(Group),
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
    /// The number or the note of an item was written.
    Edit(ItemKey, Field),
    /// The focus came to an item.
    Focus(ItemKey),
    /// The focus goes on; with `true`, selecting on its way.
    Step(Step, bool),
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
    Edited(Box<CartItem>, Field, Result<Box<CartItem>, FaultCode>),
    /// A link was looked up, or could not be.
    LookedUp(Result<(), FaultCode>),
    /// Something else was done, or was not.
    Done(Result<(), FaultCode>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Something in the page itself.
    Touch(Touch),
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
    /// Write number and note of an item, as the field says. Told by [`Message::Edited`].
    Edit {
        /// The item as it was.
        before: Box<CartItem>,
        /// How many.
        units: u32,
        /// The user's words about it.
        note: String,
        /// The field.
        field: Field,
    },
    /// Write number and note of this item as they were. Told by [`Message::Done`].
    EditBack(Box<CartItem>),
    /// Find out where a link leads. Told by [`Message::LookedUp`].
    LookUp(ItemKey),
    /// Open X's own page for the reply. Told by [`Message::Done`].
    Intent(ItemKey),
}

/// What is done in the page beside painting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touch {
    /// Paint the rows that are in sight now.
    Rows,
    /// Show the beginning of the list.
    Top,
    /// Bring the focus to the item that has it, and that into sight.
    Focus,
    /// Bring the focus to the search.
    Search,
    /// Take out what stands in the search.
    EmptySearch,
    /// Move the focus on by as many items as are in sight, so many times; with `true`, selecting on its way.
    Page(isize, bool),
    /// Let this field of an item say what was written, unless the user writes on.
    Settle(ItemKey, Field, String),
}

impl Page for State {
    type Message = Message;
    type Effect = Effect;

    fn hear(heard: &Heard) -> Option<Message> {
        match heard.kind {
            Kind::Click => clicked(heard),
            Kind::KeyDown => pressed(heard),
            Kind::Input => {
                let field = heard.written().filter(|field| field.id == "search")?;
                Some(Message::Search(field.value.clone()))
            }
            Kind::Change => changed(heard),
            Kind::FocusIn => heard.item().map(Message::Focus),
            Kind::Scroll => Some(Message::Moved),
            Kind::Submit => Some(Message::Sent),
        }
    }

    fn update(&mut self, message: Message) -> Update<Effect> {
        let update = self.take_message(message);
        if update.paint {
            self.arrange();
        }
        update
    }
}

fn changed(heard: &Heard) -> Option<Message> {
    let field = heard.changed()?;
    let value = field.value.as_str();
    match (heard.item(), field.slot.as_str()) {
        (Some(key), "shelf") => Some(Message::Put(Some(key), ShelfName::named(value)?, heard.at)),
        (Some(key), "units" | "note") => Some(Message::Edit(key, field.clone())),
        (Some(_), _) => None,
        (None, _) => match field.id.as_str() {
            "only" => Only::every().find(|only| only.text().key() == value).map(Message::Only),
            "sort" => Sort::ALL.iter().copied().find(|sort| sort.text().key() == value).map(Message::Sort),
            "group" => {
                Group::ALL.iter().copied().find(|group| group.text().key() == value).map(Message::Group)
            }
            _ => None,
        },
    }
}

/// Links open in a new tab, boxes select, buttons do what they say.
fn clicked(heard: &Heard) -> Option<Message> {
    if let Some(href) = heard.link() {
        return Some(Message::Open(href.clone()));
    }
    let key = heard.item();
    if let (Some(Field { ticked: Some(on), .. }), Some(key)) = (&heard.field, &key) {
        return Some(Message::Tick { key: key.clone(), on: *on, range: heard.shift });
    }
    let act = heard.pressed()?;
    let row = RowAct::named(act).map(|act| Message::Row(act, key.clone()));
    let page = || Act::named(act).map(|act| Message::Do(act, key.clone()));
    let shelf = || ShelfName::named(act).map(|shelf| Message::Put(None, shelf, heard.at));
    row.or_else(page).or_else(shelf)
}

/// The keys that the help under the list names.
fn pressed(heard: &Heard) -> Option<Message> {
    let press = heard.press.as_ref().filter(|press| !press.not_ours)?;
    let writes = heard.field.as_ref().is_some_and(Field::takes_keys);
    let in_search = heard.field.as_ref().is_some_and(|field| field.id == "search");
    let key = press.key.as_str();
    if press.control {
        return match key {
            "a" if !writes => Some(Message::Do(Act::All, None)),
            "z" if !writes => Some(Message::Do(Act::Undo, None)),
            _ => None,
        };
    }
    let step = |step| Some(Message::Step(step, heard.shift));
    match key {
        "Escape" if in_search || !writes => Some(Message::Escape),
        // Out of the search, into what it found.
        "ArrowDown" if in_search => step(Step::By(0)),
        _ if writes => None,
        // Letters and signs are keys of ours in the list alone: whoever speaks to the browser, or leans on a key, must not
        // set off anything elsewhere (WCAG 2.1.4).
        "j" | "k" | "x" | "/" if !heard.in_list => None,
        "ArrowDown" | "j" => step(Step::By(1)),
        "ArrowUp" | "k" => step(Step::By(-1)),
        "PageDown" => Some(Message::Page(1, heard.shift)),
        "PageUp" => Some(Message::Page(-1, heard.shift)),
        "Home" => step(Step::First),
        "End" => step(Step::Last),
        "x" => Some(Message::Toggle),
        "Enter" if heard.field.as_ref().is_some_and(|field| field.slot == "tick") => {
            Some(Message::OpenFocused)
        }
        "Delete" => Some(Message::Delete),
        "/" => Some(Message::ToSearch),
        _ => None,
    }
}

impl State {
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
            other => return self.take_other(other),
        }
        // The user looks for something else: what is found is shown from its beginning.
        Update::painted().and(Effect::Touch(Touch::Top))
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
                return Update::nothing();
            }
            Message::Step(step, selects) => {
                self.step_selecting(step, selects);
                return Update::painted().and(Effect::Touch(Touch::Focus));
            }
            Message::Page(by, selects) => return Update::only(Effect::Touch(Touch::Page(by, selects))),
            Message::Escape => return self.escape(),
            Message::ToSearch => return Update::only(Effect::Touch(Touch::Search)),
            Message::Moved => return Update::only(Effect::Touch(Touch::Rows)),
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

    fn edit(&self, key: &ItemKey, field: Field) -> Option<Effect> {
        let before = self.list.get(key)?.item.clone();
        let (mut units, mut note) = (before.units, before.note.clone());
        if field.slot == "units" {
            units = field.value.parse().unwrap_or(units);
        } else {
            note.clone_from(&field.value);
        }
        Some(Effect::Edit { before: Box::new(before), units, note, field })
    }

    fn edited(
        &mut self,
        before: Box<CartItem>,
        field: Field,
        done: Result<Box<CartItem>, FaultCode>,
    ) -> Update<Effect> {
        self.fault = done.as_ref().err().copied();
        let Ok(item) = done else { return Update::painted() };
        if item != before {
            self.undo = Some(Undo::Edit(before));
        }
        // What was written may be less than what the field says.
        let written = if field.slot == "units" { item.units.to_string() } else { item.note.clone() };
        Update::painted().and(Effect::Touch(Touch::Settle(item.found.key, field, written)))
    }

    /// Takes back the last wish.
    fn escape(&mut self) -> Update<Effect> {
        if !self.chosen.is_empty() {
            self.chosen.clear();
            return Update::painted();
        }
        (self.query.author, self.query.words) = (None, String::new());
        Update::painted().and(Effect::Touch(Touch::EmptySearch)).and(Effect::Touch(Touch::Top))
    }

    fn step_selecting(&mut self, step: Step, selects: bool) {
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
