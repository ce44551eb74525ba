//! A press on a button: what it is on, the item kept, and the steps of its button. What follows is [`super::after`].

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use hashcart_core::button::{ButtonEffect, ButtonEvent, ButtonState};
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::mention::ProductMention;
use hashcart_core::message::Save;
use hashcart_core::scan::Offer;
use hashcart_core::settings::ReplyMode;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::answers;
use super::buttons::{
    self, ButtonKey, button_key, is_for, offer_of, repaint, set_due, set_state, state_of, tell,
};
use super::lazy::{self, LazyTask};
use crate::app::{report, report_fault};
use crate::sites::x::input::{Press, PressTarget};
use crate::sites::x::popover;
use crate::timer::Timer;
use crate::webext::{i18n, runtime};

/// The line that leads to all who answered, in a press.
pub(super) const REST: &str = "insights";

/// What was said and found out at presses on this page.
#[derive(Default)]
pub(super) struct PressState {
    /// Where the user is to be asked about short links as soon as the press is over.
    pub(super) ask_links: Option<ButtonKey>,
    /// How far a press goes that was told so for itself.
    pub(super) once: HashMap<ButtonKey, Once>,
    /// The words that the user has seen for a reply and pressed on: these and no others.
    pub(super) agreed: HashMap<ButtonKey, String>,
    /// Replies whose words X had refused because they were not new.
    pub(super) refused: HashSet<ButtonKey>,
    /// Whether the user was told on this page that private windows forget.
    pub(super) told_private: bool,
    /// Replies that wait for a change of mind, each with the one timer that is set for it.
    pub(super) pending: HashMap<ButtonKey, Timer>,
}

/// What the user said, or wants to say, about one press only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Once {
    Ask,
    Mode(ReplyMode),
}

thread_local! {
    static STATE: RefCell<PressState> = RefCell::default();
}

/// Reads or changes it.
pub(super) fn with<T>(work: impl FnOnce(&mut PressState) -> T) -> T {
    STATE.with_borrow_mut(work)
}

/// A real press by the user.
pub(super) fn pressed(press: Press) {
    let Some(offer) = offer_of(&press.host) else { return };
    buttons::begin(&offer);
    if press.on == PressTarget::Choice(REST.to_owned()) {
        return lazy::run_or(LazyTask::OpenAnswers(offer), told_by(press.host));
    }
    // On a post of the user's own that was answered the button says so; with a modifier key it does what it does elsewhere.
    if press.on == PressTarget::Button
        && !press.aside
        && is_at_rest(&offer)
        && answers::people(&offer).is_some()
    {
        let told = told_by(press.host.clone());
        return lazy::run_or(LazyTask::ShowAnswers { host: press.host, offer }, told);
    }
    let pending = || offer.mentions.iter().filter(|mention| state_of(mention) == ButtonState::Pending);
    let mentions: Vec<&ProductMention> = match (&press.on, offer.mentions.as_slice()) {
        (PressTarget::Choice(act), _) => {
            let (act, told) = (act.clone(), told_by(press.host.clone()));
            return lazy::run_or(LazyTask::Choose { press, act }, told);
        }
        (PressTarget::Product(key), mentions) => {
            mentions.iter().filter(|mention| mention.key == *key).collect()
        }
        (PressTarget::All, mentions) => {
            mentions.iter().filter(|mention| state_of(mention) == ButtonState::Idle).collect()
        }
        (PressTarget::Button, [only]) => vec![only],
        // What the button says is Undo.
        (PressTarget::Button, _) if pending().next().is_some() => pending().collect(),
        (PressTarget::Button, _) => {
            let told = told_by(press.host.clone());
            if !runtime::alive() {
                // Its lines would have no words any more.
                return told(&FaultCode::ContextGone.into());
            }
            return lazy::run_or(LazyTask::OpenMenu { host: press.host.clone(), offer: offer.clone() }, told);
        }
    };
    if press.on == PressTarget::Button {
        popover::hide_open();
    } else {
        popover::leave_open(&press.host);
    }
    for (nth, mention) in mentions.into_iter().enumerate() {
        // Whoever double-clicks out of habit has not changed their mind between the two.
        if press.again && state_of(mention) == ButtonState::Pending {
            continue;
        }
        if press.aside {
            with(|state| state.once.insert(button_key(mention), Once::Ask));
        } else if press.on == PressTarget::All && nth > 0 {
            // A post gets one reply, however many of its products are added.
            let quiet = Once::Mode(ReplyMode::Private);
            with(|state| state.once.insert(button_key(mention), quiet));
        }
        step(mention, &ButtonEvent::Click);
    }
}

/// Says by a button why what was pressed does nothing.
fn told_by(host: Element) -> impl FnOnce(&Fault) {
    move |why| {
        report_fault("what was pressed did not come", why);
        if let Err(error) = popover::tell(&host, &i18n::say(&why.code.text())) {
            report("a message could not be shown", crate::webext::words(&error));
        }
    }
}

/// Whether nothing is going on at any of an offer's products, and none is in the list.
pub(super) fn is_at_rest(offer: &Offer) -> bool {
    offer.mentions.iter().all(|mention| state_of(mention) == ButtonState::Idle)
}

/// One step of a button: its new state is painted, and what it asks for is done.
pub(super) fn step(mention: &ProductMention, event: &ButtonEvent<'_>) {
    let spot = button_key(mention);
    let (next, effect) = state_of(mention).on(event);
    set_state(spot.clone(), next);
    if next != ButtonState::Pending {
        end_wait(&spot);
    }
    repaint(|mark| is_for(mark, mention));
    let is_over = effect == ButtonEffect::None && next.tone() == "done";
    match effect {
        ButtonEffect::None => {}
        ButtonEffect::Save => spawn_local(save(mention.clone())),
        effect => {
            let mention = mention.clone();
            lazy::run(LazyTask::Follow { mention, effect });
        }
    }
    if next.tone() != "busy" {
        // What was said for one press ends with it.
        with(|state| (state.once.remove(&spot), state.agreed.remove(&spot)));
    }
    if is_over {
        let mention = mention.clone();
        lazy::run(LazyTask::EndWell(mention));
    }
}

/// The reply does not wait any more.
pub(super) fn end_wait(spot: &ButtonKey) {
    with(|state| state.pending.remove(spot));
    set_due(spot.clone(), None);
}

/// Keeps the item; nothing is waited for before that is asked.
async fn save(mention: ProductMention) {
    lazy::fetch();
    let answer = runtime::ask_unread(Save { found: mention.clone().into() }).await;
    let (of, is_kept) = (mention.clone(), answer.as_ref().is_ok_and(runtime::is_done));
    lazy::run_or(LazyTask::TakeInKept { mention, answer }, move |why| end_here(&of, is_kept, why));
}

/// Ends a press with no more than this part of the program: the item is in the list, or is not, and nothing is posted.
fn end_here(mention: &ProductMention, is_kept: bool, why: &Fault) {
    report_fault("what follows a press did not come", why);
    let state = if is_kept { ButtonState::Added } else { ButtonState::NotKept(why.code) };
    set_state(button_key(mention), state);
    repaint(|mark| is_for(mark, mention));
    tell(mention, &i18n::say(&why.code.text()));
}
