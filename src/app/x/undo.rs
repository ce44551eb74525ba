//! The time for a change of mind: as long as the user wants to think, or as long as X needs between two replies.

use std::cell::RefCell;
use std::collections::HashMap;

use gloo::timers::callback::Timeout;
use hashcart_core::button::{ButtonState, Event};
use hashcart_core::countdown::Countdown;
use hashcart_core::fault::FaultCode;
use hashcart_core::find::Find;
use hashcart_core::message::AskPace;
use hashcart_core::pace::Verdict;
use hashcart_core::text::Text;
use hashcart_service::settings;
use wasm_bindgen_futures::spawn_local;

use super::buttons::{Spot, announce, is_for, repaint, set_due, spot_of, state_of, tell};
use crate::app::report_fault;
use crate::dom::now;
use crate::webext::{Browser, i18n, runtime};

/// Takes in what comes of the wait.
pub(super) type Then = fn(&Find, &Event<'_>);

thread_local! {
    /// Replies that wait for a change of mind, each with the one timer that is set for it.
    static PENDING: RefCell<HashMap<Spot, Timeout>> = RefCell::default();
}

/// Gives the user time to think, and says so once.
pub(super) async fn think(find: Find, then: Then) {
    let chosen = settings::in_force(&Browser).await.undo_seconds.saturating_mul(1_000);
    wait(find, chosen, then).await;
}

/// The reply does not wait any more.
pub(super) fn end(spot: &Spot) {
    PENDING.with_borrow_mut(|pending| pending.remove(spot));
    set_due(spot.clone(), None);
}

/// Waits so many milliseconds, or longer where X needs it; then the reply is due.
async fn wait(find: Find, least: u32, then: Then) {
    let verdict = runtime::ask(AskPace {}).await;
    // Thought better of it already.
    if state_of(&find) != ButtonState::Pending {
        return;
    }
    let millis = match verdict {
        Ok(Verdict::Go) => least,
        Ok(Verdict::Wait { millis }) => millis.max(least),
        Ok(Verdict::Tomorrow) => return then(&find, &Event::Held(FaultCode::TooMany)),
        // What cannot be counted is not sent.
        Err(fault) => {
            report_fault("the pace is not known", &fault);
            return then(&find, &Event::Held(fault.code));
        }
    };
    if millis == 0 {
        return then(&find, &Event::Due);
    }
    let seconds = millis.div_ceil(1_000) as usize;
    if millis > least {
        tell(&find, &i18n::say(&Text::wait_too_fast(seconds)));
    } else {
        announce(&find, &i18n::say(&Text::told_pending(seconds)));
    }
    let due = now() + f64::from(millis);
    set_due(spot_of(&find), Some(due));
    count_down(find, due, then);
}

/// Shows the seconds left, and comes back for the next one.
fn count_down(find: Find, due: f64, then: Then) {
    // Another page has replied, or the item was removed.
    if state_of(&find) != ButtonState::Pending {
        return end(&spot_of(&find));
    }
    let Some(left) = Countdown::of(due - now()) else {
        // Others may have gone out meanwhile, so the pace is asked again.
        spawn_local(wait(find, 0, then));
        return;
    };
    repaint(|mark| is_for(mark, &find));
    let spot = spot_of(&find);
    let timer = Timeout::new(left.next_ms, move || count_down(find, due, then));
    PENDING.with_borrow_mut(|pending| pending.insert(spot, timer));
}
