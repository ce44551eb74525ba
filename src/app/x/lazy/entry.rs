//! Where the program is cut.

use hashcart_core::message::Save;
use wasm_bindgen_futures::spawn_local;

use super::LazyTask;
use crate::app::recall::recalled;
use crate::app::x::{after, answered, asked, insights, placing, reply, settle};
use crate::webext::runtime::read_answer;

/// Does a task. The first part of the program knows no more of it than its place in the table of functions, and never
/// calls it by name: the build sees to that.
#[inline(never)]
pub fn run(task: LazyTask) {
    match task {
        LazyTask::OpenMenu { host, offer } => after::open_menu(&host, &offer),
        LazyTask::Choose { press, act } => after::chosen(&press, &act),
        LazyTask::TakeInKept { mention, answer } => {
            spawn_local(after::kept(mention, answer.and_then(read_answer::<Save>)));
        }
        LazyTask::Follow { mention, effect } => after::follow(mention, effect),
        LazyTask::EndWell(mention) => after::end_well(mention),
        LazyTask::ShowAnswers { host, offer } => answered::show(&host, &offer),
        LazyTask::OpenAnswers(offer) => answered::open(&offer),
        LazyTask::AskAnswers(post) => answered::ask(post),
        LazyTask::ReadInsights => insights::read(),
        LazyTask::ChooseInsights(record) => insights::choose(record),
        LazyTask::Settle { open, own, author } => spawn_local(settle::settle(open, own, author)),
        LazyTask::Intent => spawn_local(reply::intent()),
        LazyTask::ReadRecords(records) => placing::take_in(recalled(records)),
        LazyTask::AskPrivate(new) => spawn_local(placing::ask_private(new)),
        LazyTask::Answer { asked, engine, ready_ms } => asked::answer(asked, &engine, ready_ms),
    }
}
