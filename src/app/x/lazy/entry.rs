//! Where the program is cut. Each is called from the part that is always there, by [`super::then`] alone, and leads into
//! the part that comes later; never inlined, so that the build finds it by its name.

use hashcart_core::button::ButtonEffect;
use hashcart_core::fault::Fault;
use hashcart_core::mention::ProductMention;
use hashcart_core::message::{Recall, Save};
use hashcart_core::scan::Offer;
use hashcart_core::settle::{OwnTweet, Unsure};
use hashcart_core::tweet::TweetId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::app::recall::{Stored, recalled};
use crate::app::x::{after, answered, asked, insights, placing, reply, settle};
use crate::sites::x::input::Press;
use crate::webext::Outside;
use crate::webext::runtime::{Asked, read_answer};

/// The menu of a post with several products.
#[inline(never)]
pub fn open_menu(host: &Element, offer: &Offer) {
    after::open_menu(host, offer);
}

/// A press on a line of a sheet.
#[inline(never)]
pub fn choose(press: &Press, act: &str) {
    after::chosen(press, act);
}

/// What became of keeping an item.
#[inline(never)]
pub fn take_in_kept(mention: ProductMention, answer: Result<JsValue, Fault>) {
    spawn_local(after::kept(mention, answer.and_then(read_answer::<Save>)));
}

/// What a step of a button asks for, besides keeping an item.
#[inline(never)]
pub fn follow(mention: ProductMention, effect: ButtonEffect) {
    after::follow(mention, effect);
}

/// What is said and offered where a press ended well.
#[inline(never)]
pub fn end_well(mention: ProductMention) {
    after::end_well(mention);
}

/// Who answered a post of the user's own, by its button.
#[inline(never)]
pub fn show_answers(host: &Element, offer: &Offer) {
    answered::show(host, offer);
}

/// The page with all who answered.
#[inline(never)]
pub fn open_answers(offer: &Offer) {
    answered::open(offer);
}

/// Asks who answered a post of the user's own.
#[inline(never)]
pub fn ask_answers(post: TweetId) {
    answered::ask(post);
}

/// Reads the timelines for insights.
#[inline(never)]
pub fn read_insights() {
    insights::read();
}

/// Finds out whether a post of the user's is the reply that nobody knew of.
#[inline(never)]
pub fn settle(open: Unsure, own: OwnTweet, author: String) {
    spawn_local(settle::settle(open, own, author));
}

/// What this page was opened for.
#[inline(never)]
pub fn complete_intent() {
    spawn_local(reply::intent());
}

/// What the user chose of insights, as it is stored.
#[inline(never)]
pub fn choose_insights(record: Option<Outside>) {
    insights::choose(record);
}

/// What is in the list, of what the page shows.
#[inline(never)]
pub fn read_records(records: Vec<Stored>) {
    placing::take_in(recalled(records));
}

/// Asks for what is kept for private windows.
#[inline(never)]
pub fn ask_private(new: Recall) {
    spawn_local(placing::ask_private(new));
}

/// A question to this page.
#[inline(never)]
pub fn answer(asked: Asked, engine: &str, ready_ms: f64) {
    asked::answer(asked, engine, ready_ms);
}
