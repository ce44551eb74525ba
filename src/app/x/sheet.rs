//! Questions by the button, and what their answers do.

use std::cell::{Cell, RefCell};

use hashcart_core::fault::{FaultCode, NextStep};
use hashcart_core::mention::ProductMention;
use hashcart_core::message::{AddToCart, AskLinks, BackgroundCall, ChooseReply, CountToBuy, Intent};
use hashcart_core::reply::words;
use hashcart_core::settings::ReplyMode;
use hashcart_core::text::Text;
use hashcart_service::settings;
use wasm_bindgen_futures::spawn_local;

use super::buttons::{ButtonKey, button_key, free_host, offer_of, state_of, tell, when_free};
use crate::app::{report, report_fault};
use crate::sites::x::input::Press;
use crate::sites::x::popover::{self, PopoverChoice, Sheet};
use crate::timer::Timer;
use crate::webext::timeout::within;
use crate::webext::{Browser, i18n, private, runtime};

/// The lines of the question about short links.
const ALLOW_LINKS: &str = "allow-links";
const NOT_NOW: &str = "not-now";
/// The lines of the question how far a press goes, for ever and for this once.
const MODES: [(&str, &str, ReplyMode); 3] = [
    ("post", "post-once", ReplyMode::Post),
    ("review", "review-once", ReplyMode::Review),
    ("private", "private-once", ReplyMode::Private),
];
/// The lines under a failure.
const AGAIN: &str = "again";
const INTENT: &str = "intent";
const LOOK: &str = "look";
/// The line after a press that ended well.
const CART: &str = "cart";
/// How long that line stays where nobody looks at it, in milliseconds.
const OFFER_MS: u32 = 8_000;
/// How long what failed waits for the number that stands in that line, in milliseconds: then it is told without.
const COUNT_MS: u32 = 1_000;

thread_local! {
    /// The words that the sheet shown last has in it, and for which reply.
    static SHOWN: RefCell<Option<(ButtonKey, String)>> = const { RefCell::new(None) };
    /// Whether a question is on its way: nothing is offered meanwhile.
    static ASKING: Cell<bool> = const { Cell::new(false) };
    /// When the offer that is open goes by itself.
    static OFFERED: RefCell<Option<Timer>> = const { RefCell::new(None) };
}

/// Asks how far a press goes, and shows the words it would post: for this once, or, where the user never chose, for ever.
pub(super) async fn ask_mode(mention: ProductMention, once: bool, refused: bool) {
    ASKING.set(true);
    let settings = settings::in_force(&Browser).await;
    ASKING.set(false);
    let words = words(&settings.template, &mention, refused).text;
    // Who has chosen is asked because the words are not the user's own: that is about this reply alone.
    let once = once || settings.reply.is_some();
    let line = |(always, only, mode): (_, _, ReplyMode)| {
        let (title, detail) = mode.texts();
        let act = if once { only } else { always };
        PopoverChoice { act, label: i18n::say(&title), detail: Some(i18n::say(&detail)) }
    };
    let sheet = Sheet {
        title: i18n::say(if once { &Text::ASK_MODE_ONCE } else { &Text::ASK_MODE_FIRST }),
        text: i18n::say(&Text::ask_mode_text(&words)),
        choices: MODES.map(line).into(),
    };
    show(&mention, sheet, true, Some(words));
}

/// Says how a press failed, with what can be done about it. Where trying again would post words that are not the user's
/// own, they stand under that line. `refused` says that X has refused words for it that were not new.
pub(super) async fn fail(mention: ProductMention, code: FaultCode, refused: bool) {
    let told = i18n::say(&code.text());
    let lines: &[(&'static str, Text<'static>)] = match code.next_step() {
        NextStep::Retry => &[(AGAIN, Text::FAIL_AGAIN)],
        NextStep::Intent => &[(INTENT, Text::FAIL_INTENT)],
        // Who has looked and found nothing can send it there by hand.
        NextStep::Look => &[(LOOK, Text::FAIL_LOOK), (INTENT, Text::FAIL_INTENT)],
        NextStep::Nothing => &[],
    };
    // Without its reply the item waits for the cart all the same.
    let offers = state_of(&mention).is_kept();
    let to_buy = if offers { within(COUNT_MS, to_buy(&mention)).await.flatten() } else { None };
    // Only another try posts words. A page whose extension was replaced can read no settings.
    let again = match code.next_step() {
        NextStep::Retry => {
            let refused = refused || code == FaultCode::ReplyDuplicate;
            let words = words(&settings::in_force(&Browser).await.template, &mention, refused);
            Some(words).filter(|words| words.borrowed).map(|words| words.text)
        }
        _ => None,
    };
    // Pressed again meanwhile: what failed is no longer what is going on.
    if state_of(&mention).fault() != Some(code) {
        return;
    }
    let line = |(act, label): &(&'static str, Text<'static>)| PopoverChoice {
        act,
        label: i18n::say(label),
        detail: again.clone().filter(|_| *act == AGAIN),
    };
    let cart = to_buy.map(|count| PopoverChoice {
        act: CART,
        label: i18n::say(&Text::count_to_cart(count)),
        detail: None,
    });
    let choices: Vec<PopoverChoice> = lines.iter().map(line).chain(cart).collect();
    if choices.is_empty() {
        return tell(&mention, &told);
    }
    show(&mention, Sheet { title: String::new(), text: told, choices }, false, again);
}

/// Asks once, when it first would have helped, whether short links may be followed.
pub(super) async fn ask_links(mention: ProductMention) {
    match runtime::ask(AskLinks { key: None }).await {
        Ok(true) => {}
        Ok(false) => {
            let line = |(act, label)| PopoverChoice { act, label: i18n::say(&label), detail: None };
            let sheet = Sheet {
                title: i18n::say(&Text::ASK_LINKS_TITLE),
                text: i18n::say(&Text::ASK_LINKS_TEXT),
                choices: [(ALLOW_LINKS, Text::ASK_LINKS_ALLOW), (NOT_NOW, Text::ASK_LINKS_NOT_NOW)]
                    .map(line)
                    .into(),
            };
            show(&mention, sheet, false, None);
        }
        Err(fault) => report_fault("short links", &fault),
    }
}

/// How much is still to buy in the product's store, where that can be brought into its cart: private windows hand
/// nothing over.
async fn to_buy(mention: &ProductMention) -> Option<usize> {
    let store = mention.key.marketplace().filter(|store| store.is_open() && !private::is_here())?;
    let count = runtime::ask(CountToBuy { store }).await;
    count.map_err(|fault| report_fault("how many are to buy", &fault)).ok().filter(|count| *count > 0)
}

/// Offers to bring what is still to buy in the product's store into its cart.
pub(super) async fn offer_cart(mention: ProductMention) {
    let Some(count) = to_buy(&mention).await else { return };
    // Pressed again meanwhile, or removed.
    if !state_of(&mention).is_kept() || state_of(&mention).tone() == "busy" {
        return;
    }
    // It takes the place of nothing that is asked or told.
    let Some(host) = free_host(&mention).filter(|_| !popover::is_speaking() && !ASKING.get()) else { return };
    let label = i18n::say(&Text::count_to_cart(count));
    if let Err(error) = popover::offer(&host, &i18n::say(&Text::TOLD_SAVED), CART, &label, &mention.key) {
        report("the offer could not be shown", crate::webext::words(&error));
    }
    OFFERED.set(Some(Timer::after(OFFER_MS, popover::hide_unused_offer)));
}

fn show(mention: &ProductMention, sheet: Sheet, focus: bool, words: Option<String>) {
    let (spot, key) = (button_key(mention), mention.key.clone());
    when_free(mention, move |host| {
        SHOWN.set(words.map(|words| (spot, words)));
        if let Err(error) = popover::sheet(host, &sheet, focus, Some(&key)) {
            report("a question could not be shown", crate::webext::words(&error));
        }
    });
}

/// How a press goes on after a line of a sheet, with the words that stood there.
pub(super) enum Chosen {
    /// Once more.
    Again(Option<String>),
    /// As far as this, from now on or for this once.
    Mode { mode: ReplyMode, once: bool, words: Option<String> },
}

/// A press on a line of a sheet: what is to be done about which mention, where that is more than an address to open.
pub(super) fn chosen(press: &Press, act: &str) -> Option<(ProductMention, Chosen)> {
    popover::leave_open(&press.host);
    let about = |mention: &ProductMention| press.about.as_ref().is_none_or(|key| mention.key == *key);
    let mention = offer_of(&press.host)?.mentions.into_iter().find(about)?;
    // The press is on what stood there, whatever the template has become meanwhile.
    let shown = SHOWN.take().filter(|(spot, _)| *spot == button_key(&mention)).map(|(_, words)| words);
    let mode = MODES.into_iter().find(|(always, once, _)| [*always, *once].contains(&act));
    if let Some((always, _, mode)) = mode {
        return Some((mention, Chosen::Mode { mode, once: always != act, words: shown }));
    }
    match act {
        AGAIN => return Some((mention, Chosen::Again(shown))),
        ALLOW_LINKS => ask("the options could not be opened", AskLinks { key: Some(mention.key) }),
        INTENT => ask("X's page could not be opened", Intent { key: mention.key }),
        LOOK => crate::dom::open(&mention.tweet.url()),
        CART => {
            if let Some(store) = mention.key.marketplace() {
                ask("the hand-over could not begin", AddToCart { store, keys: None });
            }
        }
        _ => {}
    }
    None
}

fn ask<C: BackgroundCall + 'static>(what: &'static str, call: C) {
    spawn_local(async move {
        if let Err(fault) = runtime::ask(call).await {
            report_fault(what, &fault);
        }
    });
}

/// Writes how far presses go from now on.
pub(super) async fn remember(mode: ReplyMode) {
    if let Err(fault) = runtime::ask(ChooseReply { reply: mode }).await {
        report_fault("the choice could not be written", &fault);
    }
}
