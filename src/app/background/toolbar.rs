//! The toolbar's button: how many items are still to buy, and for a moment what came of something.

use std::cell::{Cell, RefCell};

use hashcart_core::records::Area;
use hashcart_core::text::Text;
use hashcart_service::list;
use wasm_bindgen_futures::spawn_local;

use crate::app::{language, report};
use crate::timer::{Timer, sleep};
use crate::webext::{Browser, action, i18n};

/// How long the toolbar says what came of it, in milliseconds.
const SAID_MS: u32 = 2_500;

thread_local! {
    /// How often the toolbar has said something.
    static SAYING: Cell<u32> = const { Cell::new(0) };
    static SAID: Cell<bool> = const { Cell::new(false) };
}

/// Says something by the toolbar's button for a moment.
pub(super) async fn tell(sign: &str, text: &Text<'_>) {
    let turn = SAYING.get().wrapping_add(1);
    SAYING.set(turn);
    SAID.set(true);
    language::read_once().await;
    if let Err(why) = action::say(sign, &i18n::say(text)).await {
        report("the toolbar could not say it", why);
    }
    sleep(SAID_MS).await;
    // Something else was said in the meantime; it has its own time.
    if SAYING.get() == turn {
        SAID.set(false);
        refresh_badge().await;
    }
}

/// True while the badge shows a message that the count must not overwrite.
fn is_saying() -> bool {
    SAID.get()
}

/// How long after a change the list is counted, in milliseconds. Counting 10,000 items holds Firefox up for 150 ms
/// (November 2026): that is not to happen between a press and what it shows, nor once for each item of a file.
const COUNT_MS: u32 = 250;

thread_local! {
    static COUNTING: RefCell<Option<Timer>> = const { RefCell::new(None) };
}

/// Counts the list soon, however many changes there are until then.
pub(super) fn count_soon() {
    COUNTING.with_borrow_mut(|counting| {
        counting.get_or_insert_with(|| {
            Timer::after(COUNT_MS, || {
                COUNTING.take();
                spawn_local(refresh_badge());
            })
        });
    });
}

/// Counts the list and shows the count on the toolbar.
pub(super) async fn refresh_badge() {
    if is_saying() {
        return;
    }
    let count = list::read(&Browser, Area::Disk)
        .await
        .map(|list| list.iter().filter(|(_, status)| status.is_to_buy()).count());
    // It may have begun to say something while the browser read.
    if is_saying() {
        return;
    }
    let shown = match count {
        Ok(count) => action::badge(count).await,
        Err(fault) => Err(fault.to_string()),
    };
    if let Err(why) = shown {
        report("the badge could not be set", why);
    }
}
