//! Questions by the button, and what their answers do.

use wasm_bindgen_futures::spawn_local;

use super::content::{host_for, offer_of};
use super::{report, report_fault};
use crate::core::cart::Find;
use crate::core::item::ItemKey;
use crate::core::message::AskLinks;
use crate::core::scan::{Offer, mark};
use crate::dom::x::input::Press;
use crate::dom::x::popover::{self, Choice, Sheet};
use crate::webext::{i18n, runtime};

/// The lines of the question about short links.
const ALLOW_LINKS: &str = "allow-links";
const NOT_NOW: &str = "not-now";

/// Asks once, when it first would have helped, whether short links may be followed.
pub(super) async fn ask_links(find: Find) {
    match runtime::ask(AskLinks { key: None }).await {
        Ok(true) => {}
        Ok(false) => {
            let sheet = Sheet {
                title: i18n::text("ask_links_title", &[]),
                text: i18n::text("ask_links_text", &[]),
                choices: vec![
                    Choice { act: ALLOW_LINKS, label: i18n::text("ask_links_allow", &[]) },
                    Choice { act: NOT_NOW, label: i18n::text("ask_links_not_now", &[]) },
                ],
            };
            let mark = mark(&find.tweet.id, &find.key);
            let Some(host) = host_for(|there| there.split(' ').any(|one| one == mark)) else { return };
            if let Err(error) = popover::sheet(&host, &sheet, false) {
                report("a question could not be shown", crate::webext::words(&error));
            }
        }
        Err(fault) => report_fault("short links", &fault),
    }
}

/// A press on a line of a sheet.
pub(super) fn chosen(press: &Press, act: &str) {
    popover::leave_open(&press.host);
    if act != ALLOW_LINKS {
        return;
    }
    let link = |offer: Offer| offer.finds.into_iter().find(|find| matches!(find.key, ItemKey::Link(_)));
    let Some(find) = offer_of(&press.host).and_then(link) else { return };
    spawn_local(async move {
        if let Err(fault) = runtime::ask(AskLinks { key: Some(find.key.clone()) }).await {
            report_fault("the options could not be opened", &fault);
        }
    });
}
