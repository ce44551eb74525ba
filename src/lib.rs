//! Hashcart: **Add to Cart** on the posts of X.
//!
//! Everything that the browser extension does: in X's page, in the background, and in the extension's own pages.
//! `extension/*.js` are its doors. They call the programs that ship, `programs/content` and `programs/own`, which say only
//! what a door calls here: so X's page carries nothing that only our own pages need.
//!
//! | room | owns | must never |
//! |---|---|---|
//! | [`hashcart_core`] | meaning: links, products, tweets, the list, states, messages, the schema | name the browser, read a clock |
//! | `dom` | the pages we live in, and our elements there | use the extension API, storage, or a rule of its own |
//! | `webext` | the extension API: messages, storage, sync, private windows, scripting, permissions, tabs, menus, side panel, badge, texts | touch a document |
//! | [`pages`] | popup, list, options, welcome and hand-over: a pure view, and its painting | use the extension API |
//! | `app` | composition: the use cases of the background, what a page does with what it hears, lifetimes, what a fault does | hold a rule that `core` could hold |
//!
//! What needs no browser is in `crates`, whose `Cargo.toml` name no wasm crate. The other walls are held by
//! `tests/architecture.rs`.
//!
//! # The way of one tweet
//! `dom::x::timeline` sees it come, in the task that adds it and so before it is painted; `dom::x::extract` reads it
//! into a [`hashcart_core::scan::Candidate`]; [`hashcart_core::scan::plan`] decides; `dom::x::button` writes. A link that the page does not
//! spell out is asked of the page's own world, once, by `extension/peek.js` (in Firefox from ours, which sees it); until
//! then, or for good, the button is for the link itself, and a press on it has `app::links` ask the shorteners by
//! [`hashcart_core::resolve`].
//!
//! A click, caught by `dom::x::input`, has `app::press` step a [`hashcart_core::button::ButtonState`]: the item is kept by
//! `app::background`, the only writer of the list; `app::sheet` asks where the user has to say something; and when the
//! time to think is over, `app::reply` opens X's reply box with `dom::x::composer`. How the reply ended, told from the
//! page by [`hashcart_core::sending`] and named by [`hashcart_core::ending`], is written to the item, and [`pages::popup`] repaints when the
//! storage changes.
//!
//! In a private window all of this is kept in memory, apart from the list: `webext::private` tells where a page is,
//! `app::private` where its records are, and what pages there cannot look up themselves.
//!
//! An item can also come from elsewhere, without a tweet: `app::elsewhere` hears of the right-click menu and of the
//! browser's keys, the popup of a link that was pasted.
//!
//! # The list
//! [`hashcart_core::list::List`] takes records in one by one, as storage has them and as they change; [`hashcart_core::standing`] says where
//! an item stands, from facts that each have their time. [`pages::list`] shows it, and of 10,000 items only the lines in
//! sight, by [`pages::lines`], are elements. What the user does there, `app::shelves` writes.
//!
//! # The way into the cart
//! The hand-over's page, [`pages::walk`], begins a [`hashcart_core::handover::Walk`], one record that `app::handover` keeps and
//! steps. In the walk's own tab `app::guide` looks with `dom::amazon::page`, tells what it sees, and shows the panel; the
//! user presses Amazon's button, or `dom::amazon::press` does where the user chose so. What is in the cart is what
//! `dom::amazon::cart` reads at the end; where nothing may be read, the user says it, and that has a name of its own.
//!
//! # Doors
//! Whatever comes from outside (an address, a file, another machine, a message, a record) is judged once, where it comes
//! in: [`hashcart_core::bounds`] has the bounds, and `tests/doors` says what holds behind each door, whatever came.
//!
//! # Out, in, and elsewhere
//! [`hashcart_core::exchange`] writes all records as a file and reads one record by record into a plan, which the options show
//! and `app::records` carries out; a daily backup is such a file. [`hashcart_core::sync`] compares the list with what this
//! machine last held and with the browser's sync storage in one pure round, which `app::syncing` carries out: it
//! remembers nothing that is still to do, because the next round finds it again.

pub mod app;
pub mod dom;
pub mod pages;
pub mod webext;
