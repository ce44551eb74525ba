//! Adding from anywhere: the right-click menu on a link or on a store's page, and the browser's keyboard commands.

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;

use super::{background, records, report, report_fault, turn};
use crate::core::cart::Added;
use crate::core::fault::{Fault, FaultCode};
use crate::core::link::SHORT_HOSTS;
use crate::core::marketplace::Marketplace;
use crate::core::message::PressFocused;
use crate::webext::menus::{self, Line};
use crate::webext::{action, i18n, tabs};

/// Where X shows its own short links.
const X_PAGES: &[&str] =
    &["https://x.com/*", "https://mobile.x.com/*", "https://twitter.com/*", "https://mobile.twitter.com/*"];
/// How long the toolbar says what came of it, in milliseconds.
const SAID_MS: u32 = 2_500;

/// Puts our lines into the menu.
pub(super) async fn menu() {
    let line = |id, contexts, pages: Vec<String>, targets| Line {
        id,
        title: i18n::text("menu_add", &[]),
        contexts,
        document_url_patterns: pages,
        target_url_patterns: targets,
    };
    let stores: Vec<String> =
        Marketplace::ALL.iter().map(|store| format!("*://*.{}/*", store.domain())).collect();
    let shorts = SHORT_HOSTS.iter().map(|host| format!("*://{host}/*"));
    let links = stores.iter().cloned().chain(shorts).collect();
    let x = X_PAGES.iter().map(|page| (*page).to_owned()).collect();
    let lines = [
        line("link", &["link"], Vec::new(), links),
        line("x", &["link"], x, vec!["*://t.co/*".to_owned()]),
        line("page", &["page"], stores, Vec::new()),
    ];
    if let Err(why) = menus::set(&lines).await {
        report("the right-click menu could not be made", why);
    }
}

/// A line of the menu was pressed; called by the door.
#[wasm_bindgen]
pub async fn menu_pressed(info: JsValue) {
    let pressed = menus::pressed(info).map_err(|why| Fault::new(FaultCode::BadMessage, why));
    let kept = match pressed.map(|pressed| pressed.link_url.or(pressed.page_url)) {
        Ok(Some(address)) => {
            turn::take(async move { records::backed(background::keep_address(&address)).await }).await
        }
        Ok(None) => Err(FaultCode::NoProduct.into()),
        Err(fault) => Err(fault),
    };
    if let Err(fault) = &kept {
        report_fault("the link could not be kept", fault);
    }
    say(&kept).await;
}

/// Says by the toolbar what came of it: pages of others have no place of ours to say it in.
async fn say(kept: &Result<Added, Fault>) {
    let (sign, text) = match kept {
        Ok(Added { item, fresh, .. }) => {
            let title = item.found.title.clone().unwrap_or_else(|| item.found.key.name());
            ("✓", i18n::text(if *fresh { "kept_new" } else { "kept_already" }, &[&title]))
        }
        Err(fault) => ("!", i18n::text(fault.code.text_key(), &[])),
    };
    if let Err(why) = action::say(sign, &text).await {
        report("the toolbar could not say it", why);
    }
    TimeoutFuture::new(SAID_MS).await;
    background::refresh_badge().await;
}

/// The user pressed a key of ours; called by the door.
#[wasm_bindgen]
pub async fn commanded(name: String) {
    if name != "add" {
        return;
    }
    match tabs::ask_front(PressFocused {}).await {
        Ok(true) => {}
        // Not a page of X's, or none of its posts has the focus.
        Ok(false) | Err(_) => {
            let text = i18n::text("command_nothing", &[]);
            if let Err(why) = action::say("?", &text).await {
                report("the toolbar could not say it", why);
            }
            TimeoutFuture::new(SAID_MS).await;
            background::refresh_badge().await;
        }
    }
}
