//! What the panel on Amazon's pages shows.

use hashcart_core::handover::{Outcome, Session};
use hashcart_core::text::Text;

use crate::pages::handover::outcome_words;
use crate::sites::amazon::panel::PanelFace;
use crate::webext::i18n;

/// What the panel shows of a session.
pub(super) fn face(session: &Session, presses: bool) -> PanelFace {
    let (behind, all) = session.progress();
    let count = match session.current() {
        Some(_) => i18n::say(&Text::panel_count((behind + 1).min(all), all)),
        None => String::new(),
    };
    let mut items = Vec::new();
    for item in session.items.iter().filter(|item| item.passed || item.outcome.is_some()) {
        let (text, tone) = match (item.outcome, item.left) {
            (Some(outcome), _) => outcome_words(&outcome, item.wanted, &i18n::say),
            (None, Some(reason)) => (i18n::say(&reason.text()), "bad"),
            (None, None) if item.tried => (i18n::say(&Text::PANEL_TRIED), "open"),
            (None, None) => (i18n::say(&Text::PANEL_THERE), "good"),
        };
        items.push((item.title.clone(), text, tone));
    }
    let arrived = session
        .items
        .iter()
        .filter(|item| matches!(item.outcome, Some(Outcome::InCart { .. } | Outcome::AlreadyThere { .. })));
    let says = if session.is_done() {
        i18n::say(&Text::panel_done(arrived.count(), all))
    } else if presses {
        i18n::say(&Text::PANEL_PRESSING)
    } else {
        i18n::say(&session.halt.text())
    };
    PanelFace {
        lang: i18n::say(&Text::LOCALE),
        dir: i18n::say(&Text::LOCALE_DIR),
        name: i18n::say(&Text::APP_NAME),
        count,
        progress: (behind, all),
        title: session.current().map(|item| item.title.clone()).unwrap_or_default(),
        says,
        acts: session.acts().into_iter().map(|act| (act, i18n::say(&act.text()))).collect(),
        past: i18n::say(&Text::panel_past(items.len())),
        items,
    }
}
