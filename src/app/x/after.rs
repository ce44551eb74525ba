//! What follows a press once its item is kept, or is not: questions, the wait, the reply, and what is said of it.

use std::mem;

use hashcart_core::button::{ButtonEffect, ButtonEvent};
use hashcart_core::cart::Added;
use hashcart_core::fault::Fault;
use hashcart_core::item::ItemKey;
use hashcart_core::mention::ProductMention;
use hashcart_core::reply::{ReplyOutcome, mode_for, refused_as_duplicate, words};
use hashcart_core::scan::Offer;
use hashcart_core::settings::ReplyMode;
use hashcart_core::text::Text;
use hashcart_service::settings;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::buttons::{ButtonKey, button_key, face, move_state, tell};
use super::placing::look_again;
use super::press::{Once, pressed, step, with};
use super::sheet::Chosen;
use super::short_links::{self, LookedUp};
use super::{picture, reply, settle, sheet, undo};
use crate::app::{report, report_fault};
use crate::dom::closest;
use crate::sites::x::input::{Press, PressTarget};
use crate::sites::x::selectors::ARTICLE;
use crate::sites::x::{host, popover};
use crate::webext::{Browser, i18n, private};

/// Opens the menu of a post with several products.
pub(super) fn open_menu(host: &Element, offer: &Offer) {
    if let Err(error) = popover::menu(host, &face(offer)) {
        report("the menu could not be opened", crate::webext::words(&error));
    }
}

/// A press on a line of a sheet.
pub(super) fn chosen(press: &Press, act: &str) {
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
        with(|state| state.once.insert(button_key(mention), Once::Mode(mode)));
    }
    try_again(mention, words);
}

/// A press on a line that showed these words.
fn try_again(mention: &ProductMention, words: Option<String>) {
    if let Some(words) = words {
        with(|state| state.agreed.insert(button_key(mention), words));
    }
    step(mention, &ButtonEvent::Click);
}

/// What a step of a button asks for, besides keeping the item.
pub(super) fn follow(mention: ProductMention, effect: ButtonEffect) {
    let spot = button_key(&mention);
    match effect {
        ButtonEffect::None | ButtonEffect::Save => {}
        ButtonEffect::AskMode => {
            spawn_local(sheet::ask_mode(mention, asks_once(&spot), is_refused(&spot)));
        }
        ButtonEffect::Wait => spawn_local(undo::think(mention, step)),
        ButtonEffect::Reply => spawn_local(post(mention)),
        ButtonEffect::Tell(ref text) => tell(&mention, &i18n::say(text)),
        ButtonEffect::Fail(code) => spawn_local(sheet::fail(mention, code, is_refused(&spot))),
    }
}

/// What is said and offered where a press ended well.
pub(super) fn end_well(mention: ProductMention) {
    let spot = button_key(&mention);
    if with(|state| state.ask_links.take_if(|wanted| *wanted == spot)).is_some() {
        spawn_local(sheet::ask_links(mention));
    } else if private::is_here() && !with(|state| mem::replace(&mut state.told_private, true)) {
        tell(&mention, &i18n::say(&Text::PRIVATE_KEPT));
    } else {
        spawn_local(sheet::offer_cart(mention));
    }
}

/// A link turned out to be a product: its button goes on under the product's name.
fn became(link: &ProductMention, product: &ProductMention) {
    short_links::learn([(link.link.clone(), product.link.clone())]);
    if let ItemKey::Link(key) = &link.key {
        short_links::learn([(key.url(), product.link.clone())]);
    }
    move_state(&button_key(link), button_key(product));
    with(|state| {
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
    with(|state| state.refused.contains(spot))
}

fn asks_once(spot: &ButtonKey) -> bool {
    with(|state| state.once.remove(spot)).is_some()
}

/// How far a press on this goes, `None` where the user is to be asked about the mode or about the words, and what would
/// be posted: both from one look at the settings.
async fn mode_of(mention: &ProductMention) -> (Option<ReplyMode>, String) {
    let spot = button_key(mention);
    let settings = settings::in_force(&Browser).await;
    let (once, agreed, refused) = with(|state| {
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
    with(|state| (state.once.remove(&spot), state.agreed.remove(&spot), state.refused.remove(&spot)));
    let waiting = || step(&mention, &ButtonEvent::Reply(Ok(&ReplyOutcome::Waiting)));
    let outcome = reply::reply(&mention, mode, &words, waiting).await;
    step(&mention, &ButtonEvent::Reply(outcome.as_ref().map_err(|code| *code)));
    // While it was on its way, nobody took the user's own tweet for it.
    settle::look_around();
}

/// Goes on from what became of keeping the item.
pub(super) async fn kept(mention: ProductMention, kept: Result<Added, Fault>) {
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
                with(|state| state.refused.insert(button_key(&mention)));
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
            with(|state| state.ask_links = Some(button_key(&mention)));
            Some((mention, added))
        }
        LookedUp::Open => Some((mention, added)),
    }
}
