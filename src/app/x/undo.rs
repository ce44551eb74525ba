//! The time for a change of mind: as long as the user wants to think, or as long as X needs between two replies.

use hashcart_core::button::{ButtonEvent, ButtonState};
use hashcart_core::countdown::Countdown;
use hashcart_core::fault::FaultCode;
use hashcart_core::mention::ProductMention;
use hashcart_core::message::AskPace;
use hashcart_core::pace::PaceVerdict;
use hashcart_core::text::Text;
use hashcart_service::settings;
use wasm_bindgen_futures::spawn_local;

use super::buttons::{announce, button_key, is_for, repaint, set_due, state_of, tell};
use super::press::{end_wait, with};
use crate::app::report_fault;
use crate::dom::now;
use crate::timer::Timer;
use crate::webext::{Browser, i18n, runtime};

/// Takes in what comes of the wait.
pub(super) type Then = fn(&ProductMention, &ButtonEvent<'_>);

/// Gives the user time to think, and says so once.
pub(super) async fn think(mention: ProductMention, then: Then) {
    let chosen = settings::in_force(&Browser).await.undo_seconds.saturating_mul(1_000);
    wait(mention, chosen, then).await;
}

/// Waits so many milliseconds, or longer where X needs it; then the reply is due.
async fn wait(mention: ProductMention, least: u32, then: Then) {
    let verdict = runtime::ask(AskPace {}).await;
    // Thought better of it already.
    if state_of(&mention) != ButtonState::Pending {
        return;
    }
    let millis = match verdict {
        Ok(PaceVerdict::Go) => least,
        Ok(PaceVerdict::Wait { millis }) => millis.max(least),
        Ok(PaceVerdict::Tomorrow) => return then(&mention, &ButtonEvent::Held(FaultCode::TooMany)),
        // What cannot be counted is not sent.
        Err(fault) => {
            report_fault("the pace is not known", &fault);
            return then(&mention, &ButtonEvent::Held(fault.code));
        }
    };
    if millis == 0 {
        return then(&mention, &ButtonEvent::Due);
    }
    let seconds = millis.div_ceil(1_000) as usize;
    if millis > least {
        tell(&mention, &i18n::say(&Text::wait_too_fast(seconds)));
    } else {
        announce(&mention, &i18n::say(&Text::told_pending(seconds)));
    }
    let due = now() + f64::from(millis);
    set_due(button_key(&mention), Some(due));
    count_down(mention, due, then);
}

/// Shows the seconds left, and comes back for the next one.
fn count_down(mention: ProductMention, due: f64, then: Then) {
    // Another page has replied, or the item was removed.
    if state_of(&mention) != ButtonState::Pending {
        return end_wait(&button_key(&mention));
    }
    let Some(left) = Countdown::of(due - now()) else {
        // Others may have gone out meanwhile, so the pace is asked again.
        spawn_local(wait(mention, 0, then));
        return;
    };
    repaint(|mark| is_for(mark, &mention));
    let spot = button_key(&mention);
    let timer = Timer::after(left.next_ms, move || count_down(mention, due, then));
    with(|state| state.pending.insert(spot, timer));
}
