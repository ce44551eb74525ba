//! A press on a button, from the first step to the last.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::mem;

use hashcart_core::button::{ButtonEffect, ButtonEvent, ButtonState};
use hashcart_core::cart::Added;
use hashcart_core::item::ItemKey;
use hashcart_core::mention::ProductMention;
use hashcart_core::message::Save;
use hashcart_core::reply::{ReplyOutcome, mode_for, refused_as_duplicate, words};
use hashcart_core::scan::Offer;
use hashcart_core::settings::ReplyMode;
use hashcart_core::text::Text;
use hashcart_service::settings;
use wasm_bindgen_futures::spawn_local;

use super::buttons::{
    self, ButtonKey, button_key, face, is_for, move_state, offer_of, repaint, set_state, state_of, tell,
};
use super::placing::look_again;
use super::sheet::Chosen;
use super::short_links::{self, LookedUp};
use super::{answered, picture, reply, settle, sheet, undo};
use crate::app::{report, report_fault};
use crate::dom::closest;
use crate::sites::x::input::{Press, PressTarget};
use crate::sites::x::selectors::ARTICLE;
use crate::sites::x::{host, popover};
use crate::webext::{Browser, i18n, private, runtime};

#[derive(Default)]
struct PressState {
    /// Where the user is to be asked about short links as soon as the press is over.
    ask_links: Option<ButtonKey>,
    /// How far a press goes that was told so for itself.
    once: HashMap<ButtonKey, Once>,
    /// The words that the user has seen for a reply and pressed on: these and no others.
    agreed: HashMap<ButtonKey, String>,
    /// Replies whose words X had refused because they were not new.
    refused: HashSet<ButtonKey>,
    /// Whether the user was told on this page that private windows forget.
    told_private: bool,
}

/// What the user said, or wants to say, about one press only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Once {
    Ask,
    Mode(ReplyMode),
}

thread_local! {
    static STATE: RefCell<PressState> = RefCell::default();
}

/// A real press by the user.
pub(super) fn pressed(press: Press) {
    let Some(offer) = offer_of(&press.host) else { return };
    buttons::begin(&offer);
    if press.on == PressTarget::Choice(answered::REST.to_owned()) {
        return answered::open(&offer);
    }
    // On a post of the user's own that was answered the button says so; with a modifier key it does what it does elsewhere.
    if press.on == PressTarget::Button
        && !press.aside
        && is_at_rest(&offer)
        && answered::show(&press.host, &offer)
    {
        return;
    }
    let pending = || offer.mentions.iter().filter(|mention| state_of(mention) == ButtonState::Pending);
    let mentions: Vec<&ProductMention> = match (&press.on, offer.mentions.as_slice()) {
        (PressTarget::Choice(act), _) => return chosen(&press, act),
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
            if let Err(error) = popover::menu(&press.host, &face(&offer)) {
                report("the menu could not be opened", crate::webext::words(&error));
            }
            return;
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
            STATE.with_borrow_mut(|state| state.once.insert(button_key(mention), Once::Ask));
        } else if press.on == PressTarget::All && nth > 0 {
            // A post gets one reply, however many of its products are added.
            let quiet = Once::Mode(ReplyMode::Private);
            STATE.with_borrow_mut(|state| state.once.insert(button_key(mention), quiet));
        }
        step(mention, &ButtonEvent::Click);
    }
}

/// Whether nothing is going on at any of an offer's products, and none is in the list.
pub(super) fn is_at_rest(offer: &Offer) -> bool {
    offer.mentions.iter().all(|mention| state_of(mention) == ButtonState::Idle)
}

/// A press on a line of a sheet.
fn chosen(press: &Press, act: &str) {
    let Some((mention, chosen)) = sheet::chosen(press, act) else { return };
    match chosen {
        Chosen::Again(words) => try_again(&mention, words),
        Chosen::Mode { mode, once, words } => spawn_local(async move {
            // Written before it is done: what was chosen for ever holds for the next press as well.
            if !once {
                sheet::remember(mode).await;
            }
            press_again(&mention, mode, once, words);
        }),
    }
}

/// The user pressed a key of the browser's for the tweet that has the focus. `false` where there is no button.
pub(super) fn press_focused() -> bool {
    let focused = crate::dom::document().and_then(|document| document.active_element());
    let article = focused.and_then(|element| closest(&element, ARTICLE));
    let Some(host) = article.and_then(|article| host::of(&article).into_iter().next()) else { return false };
    pressed(Press { host, on: PressTarget::Button, about: None, aside: false, again: false });
    true
}

/// A press that goes as far as the user said for it alone, or from now on, with the words that stood there.
fn press_again(mention: &ProductMention, mode: ReplyMode, once: bool, words: Option<String>) {
    if mode == ReplyMode::Private {
        return;
    }
    if once {
        STATE.with_borrow_mut(|state| state.once.insert(button_key(mention), Once::Mode(mode)));
    }
    try_again(mention, words);
}

/// A press on a line that showed these words.
fn try_again(mention: &ProductMention, words: Option<String>) {
    if let Some(words) = words {
        STATE.with_borrow_mut(|state| state.agreed.insert(button_key(mention), words));
    }
    step(mention, &ButtonEvent::Click);
}

/// One step of a button: its new state is painted, and what it asks for is done.
fn step(mention: &ProductMention, event: &ButtonEvent<'_>) {
    let spot = button_key(mention);
    let (next, effect) = state_of(mention).on(event);
    set_state(spot.clone(), next);
    if next != ButtonState::Pending {
        undo::end(&spot);
    }
    repaint(|mark| is_for(mark, mention));
    match effect {
        ButtonEffect::None => {}
        ButtonEffect::Save => spawn_local(save(mention.clone())),
        ButtonEffect::AskMode => {
            spawn_local(sheet::ask_mode(mention.clone(), asks_once(&spot), is_refused(&spot)))
        }
        ButtonEffect::Wait => spawn_local(undo::think(mention.clone(), step)),
        ButtonEffect::Reply => spawn_local(post(mention.clone())),
        ButtonEffect::Tell(ref text) => tell(mention, &i18n::say(text)),
        ButtonEffect::Fail(code) => spawn_local(sheet::fail(mention.clone(), code, is_refused(&spot))),
    }
    if next.tone() != "busy" {
        // What was said for one press ends with it.
        STATE.with_borrow_mut(|state| (state.once.remove(&spot), state.agreed.remove(&spot)));
    }
    let over = effect == ButtonEffect::None && next.tone() == "done";
    if !over {
        return;
    }
    if STATE.with_borrow_mut(|state| state.ask_links.take_if(|wanted| *wanted == spot)).is_some() {
        spawn_local(sheet::ask_links(mention.clone()));
    } else if private::is_here()
        && !STATE.with_borrow_mut(|state| mem::replace(&mut state.told_private, true))
    {
        tell(mention, &i18n::say(&Text::PRIVATE_KEPT));
    } else {
        spawn_local(sheet::offer_cart(mention.clone()));
    }
}

/// A link turned out to be a product: its button goes on under the product's name.
fn became(link: &ProductMention, product: &ProductMention) {
    short_links::learn([(link.link.clone(), product.link.clone())]);
    if let ItemKey::Link(key) = &link.key {
        short_links::learn([(key.url(), product.link.clone())]);
    }
    move_state(&button_key(link), button_key(product));
    STATE.with_borrow_mut(|state| {
        if let Some(once) = state.once.remove(&button_key(link)) {
            state.once.insert(button_key(product), once);
        }
        if let Some(words) = state.agreed.remove(&button_key(link)) {
            state.agreed.insert(button_key(product), words);
        }
    });
    look_again(|mark| *mark.tweet() == link.tweet.id);
}

fn is_refused(spot: &ButtonKey) -> bool {
    STATE.with_borrow(|state| state.refused.contains(spot))
}

fn asks_once(spot: &ButtonKey) -> bool {
    STATE.with_borrow_mut(|state| state.once.remove(spot)).is_some()
}

/// How far a press on this goes, `None` where the user is to be asked about the mode or about the words, and what would
/// be posted: both from one look at the settings.
async fn mode_of(mention: &ProductMention) -> (Option<ReplyMode>, String) {
    let spot = button_key(mention);
    let settings = settings::in_force(&Browser).await;
    let (once, agreed, refused) = STATE.with_borrow(|state| {
        let agreed = state.agreed.get(&spot).cloned();
        (state.once.get(&spot).copied(), agreed, state.refused.contains(&spot))
    });
    let chosen = match once {
        Some(Once::Ask) => None,
        Some(Once::Mode(mode)) => Some(mode),
        None => settings.reply,
    };
    let words = words(&settings.template, mention, refused);
    let mode = mode_for(chosen, &words, agreed.as_deref());
    // What was agreed to is what goes out, whatever the settings have become while there was time to think.
    (mode, agreed.unwrap_or(words.text))
}

async fn post(mention: ProductMention) {
    let (mode, words) = mode_of(&mention).await;
    let mode = mode.unwrap_or(ReplyMode::Review);
    if mode == ReplyMode::Private {
        // Chosen in the options while there was time to think.
        return step(&mention, &ButtonEvent::Dropped);
    }
    let spot = button_key(&mention);
    STATE.with_borrow_mut(|state| {
        (state.once.remove(&spot), state.agreed.remove(&spot), state.refused.remove(&spot))
    });
    let waiting = || step(&mention, &ButtonEvent::Reply(Ok(&ReplyOutcome::Waiting)));
    let outcome = reply::reply(&mention, mode, &words, waiting).await;
    step(&mention, &ButtonEvent::Reply(outcome.as_ref().map_err(|code| *code)));
    // While it was on its way, nobody took the user's own tweet for it.
    settle::look_around();
}

async fn save(mention: ProductMention) {
    let kept = runtime::ask(Save { found: mention.clone().into() }).await;
    match kept {
        Ok(added) => {
            if added.fresh {
                picture::keep(&mention, added.item.found.key.clone());
            }
            let (mention, added) = match &mention.key {
                ItemKey::Product(_) => (mention, added),
                ItemKey::Link(_) => {
                    let Some(known) = looked_up(mention, added).await else { return };
                    known
                }
            };
            if refused_as_duplicate(&added.item) {
                STATE.with_borrow_mut(|state| state.refused.insert(button_key(&mention)));
            }
            let (mode, _) = mode_of(&mention).await;
            step(&mention, &ButtonEvent::Kept(&added, &mention.tweet.id, mode));
        }
        Err(fault) => {
            report_fault("the item could not be kept", &fault);
            step(&mention, &ButtonEvent::NotKept(fault.code));
        }
    }
}

/// Finds out what a kept link is, and goes on with that. `None` where it is no product: then nothing is posted.
async fn looked_up(mention: ProductMention, added: Added) -> Option<(ProductMention, Added)> {
    step(&mention, &ButtonEvent::Looking);
    match short_links::look_up(&mention, &added).await {
        LookedUp::Product(known) => {
            let (product, added) = *known;
            became(&mention, &product);
            Some((product, added))
        }
        LookedUp::Elsewhere(ending) => {
            step(&mention, &ButtonEvent::NoProduct(&ending));
            None
        }
        LookedUp::NotAllowed => {
            STATE.with_borrow_mut(|state| state.ask_links = Some(button_key(&mention)));
            Some((mention, added))
        }
        LookedUp::Open => Some((mention, added)),
    }
}
