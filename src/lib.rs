//! Hashcart: **Add to Cart** on the posts of X.
//!
//! Everything that the browser extension does: in X's page, in the background, and in the extension's own pages.
//! `extension/*.js` are its doors. They call the programs that ship, one crate of `programs` for each process, which say
//! only what a door calls here: so no process carries what only another needs.
//!
//! | room | owns | must never |
//! |---|---|---|
//! | [`hashcart_core`], in `crates/core` | meaning: links, products, tweets, the list, states, messages, the schema | name the browser, read a clock |
//! | [`hashcart_service`], in `crates/service` | what the background does with its records: keeping, replies, short links, the hand-over, import, forgetting, backups, syncing; over traits | know which browser answers, keep anything between calls |
//! | [`sites`] | all we know of X and of Amazon, a folder for each, and our elements there | use the extension API, storage, or a rule of its own |
//! | `timer` | doing something later, in a page or in the background | know who waits |
//! | [`dom`] | what every document has: looking up, watching, waiting, whether a press was meant | know a site |
//! | [`webext`] | the extension API: messages, storage, sync, private windows, scripting, permissions, tabs, menus, side panel, badge, texts | touch a document |
//! | [`pages`] | popup, list, options, welcome, hand-over and insights: of each its state, a pure update and view, and a painter | use the extension API |
//! | [`app`] | composition, a folder for each process: what it does with what it hears, lifetimes, what a fault does | hold a rule that `core` could hold |
//!
//! What needs no browser is in `crates`, whose `Cargo.toml` name no wasm crate. The other walls are held by
//! `tests/architecture.rs`.
//!
//! # The way of one tweet
//! `sites::x::timeline` sees it come, in the task that adds it and so before it is painted; `sites::x::extract` reads it
//! into a [`hashcart_core::scan::Candidate`]; [`hashcart_core::scan::plan`] decides; `app::x::placing` has
//! `sites::x::button` write. A link that the page does not spell out is asked of the page's own world, once, by
//! `extension/peek.js` (in Firefox from ours, which sees it); until then, or for good, the button is for the link itself,
//! and a press on it has [`hashcart_service::short_links`] ask the shorteners by [`hashcart_core::resolve`].
//!
//! # The way of one press
//! `sites::x::input` catches it and `app::x::press` has the item kept; what follows is `app::x::after`, in the part of the
//! program that comes when it is first needed: `app::x::lazy` names its tasks, and the build cuts the program there. (It cuts
//! the background as well, at `app::background::lazy`: what a press wakes answers a press, and fetches the rest for what else
//! it is asked.) Each step is an event for a [`hashcart_core::button::ButtonState`], which says what to do next, and whoever
//! does it hands back the next event.
//! [`hashcart_service::items`] keeps the item, the background being the only writer of the list; `app::x::sheet` asks where
//! the user has to say something; `app::x::undo` counts the time to think down; and when that is over, `app::x::reply` opens X's reply box with
//! `sites::x::composer`. How the reply ended, told from the page by [`hashcart_core::sending`] and named by
//! [`hashcart_core::ending`] and `sites::x::words`, is written to the item, and [`pages::popup`] repaints when the storage
//! changes. What nobody saw end, `app::x::settle` settles when the page shows it.
//!
//! In a private window all of this is kept in memory, apart from the list: `webext::private` tells where a page is,
//! [`Area`](hashcart_core::records::Area) where its records are, and `app::background::private` tells pages there what they cannot look up.
//!
//! An item can also come without a tweet: `app::background::context_menu` hears of the right-click menu, `commands` of the
//! browser's keys, the popup of a link that was pasted.
//!
//! # A page of ours
//! `app::pages::runner` hears what the user does as plain data ([`pages::event`]), has the page make a message of it and
//! [`pages::Page::update`] take that in, paints, and runs the effects, whose answers are messages again.
//!
//! # The list
//! [`hashcart_core::list::List`] takes records in one by one, as storage has them and as they change; [`hashcart_core::status`] says where
//! an item stands, from facts that each have their time. [`pages::list`] shows it, and of 10,000 items only the lines in
//! sight, by [`pages::list::lines`], are elements. What the user does there, [`hashcart_service::item_commands`] writes.
//!
//! # The way into the cart
//! The hand-over's page, [`pages::handover`], begins a [`hashcart_core::handover::Session`], one record that [`hashcart_service::handover`] keeps and
//! steps. In the session's own tab `app::amazon` looks with `sites::amazon::page`, tells what it sees, and shows the panel; the
//! user presses Amazon's button, or `sites::amazon::press` does where the user chose so. What is in the cart is what
//! `sites::amazon::cart` reads at the end; where nothing may be read, the user says it, and that has a name of its own.
//!
//! # The way of one answer to an author
//! Where insights are on, `app::x::insights` asks of each post whether it has one of the hashtags or is the user's own; only
//! then `sites::x::conversation` reads the timeline into a [`hashcart_core::insights::Conversation`], of which
//! [`hashcart_core::insights::look`] makes sightings. What is new of these goes to [`hashcart_service::insights`], which
//! keeps what answers the user's own accounts: looks are joined, so that order and repetition change nothing. The records
//! stand in an archive of their own ([`webext::archive`], IndexedDB), because there may be a hundred thousand. `app::x::answered`
//! shows how many in the button's place, and [`pages::insights`], a program of its own, counts them all.
//!
//! # Doors
//! Whatever comes from outside (an address, a file, another machine, a message, a record) is judged once, where it comes
//! in: [`hashcart_core::bounds`] has the bounds, and `tests/doors` says what holds behind each door, whatever came.
//!
//! # Out, in, and elsewhere
//! [`hashcart_core::exchange`] writes all records as a file and reads one record by record into a plan, which the options show
//! and [`hashcart_service::records`] carries out; a daily backup is such a file. [`hashcart_core::sync`] compares the list with what this
//! machine last held and with the browser's sync storage in one pure round, which [`hashcart_service::sync`] carries out: it
//! remembers nothing that is still to do, because the next round finds it again.

pub mod app;
pub mod dom;
pub mod pages;
pub mod sites;
mod timer;
pub mod webext;
