//! The right-click menu on a link or on a store's page, and the welcome after the install.

use hashcart_core::cart::Added;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::item::LinkKey;
use hashcart_core::link::SHORT_HOSTS;
use hashcart_core::marketplace::Marketplace;
use hashcart_core::mention::KeptMention;
use hashcart_core::message::{FindBehind, X_HOSTS};
use hashcart_core::records::Area;
use hashcart_core::text::Text;
use hashcart_service::{Store, items};
use wasm_bindgen::JsValue;

use super::toolbar::tell;
use super::{backup, write_queue};
use crate::app::{language, report, report_fault};
use crate::webext::menus::{self, MenuLine};
use crate::webext::tabs::TabObject;
use crate::webext::{Browser, i18n, runtime, tabs};

/// Puts our lines into the menu.
pub(super) async fn menu() {
    language::read_once().await;
    let line = |id, contexts, pages: Vec<String>, targets| MenuLine {
        id,
        title: i18n::say(&Text::MENU_ADD),
        contexts,
        document_url_patterns: pages,
        target_url_patterns: targets,
    };
    let stores: Vec<String> =
        Marketplace::ALL.iter().map(|store| format!("*://*.{}/*", store.domain())).collect();
    let shorts = SHORT_HOSTS.iter().map(|host| format!("*://{host}/*"));
    let links = stores.iter().cloned().chain(shorts).collect();
    // Where X shows its own short links.
    let x = X_HOSTS.iter().map(|host| format!("https://{host}/*")).collect();
    let lines = [
        line("link", &["link"], Vec::new(), links),
        line("x", &["link"], x, vec!["*://t.co/*".to_owned()]),
        line("page", &["page"], stores, Vec::new()),
    ];
    if let Err(why) = menus::set(&lines).await {
        report("the right-click menu could not be made", why);
    }
}

/// Welcomes the user once, after the first install. Where there is a list or a choice already, nobody is new here.
pub(super) async fn welcome(details: &JsValue) {
    let installed = runtime::is_install(details);
    let new = Browser.keys(Area::Disk).await.is_ok_and(|keys| keys.is_empty());
    if installed
        && new
        && let Err(why) = tabs::open(&runtime::url("welcome.html")).await
    {
        report("the welcome could not be opened", why);
    }
}

/// A line of the menu was pressed.
pub(super) async fn take(pressed: JsValue, tab: JsValue) {
    let pressed = menus::pressed(pressed).map_err(|why| Fault::new(FaultCode::BadMessage, why));
    let kept = match pressed.map(|pressed| pressed.link_url.or(pressed.page_url)) {
        Ok(Some(address)) => keep(address, tabs::read(tab)).await,
        Ok(None) => Err(FaultCode::NoProduct.into()),
        Err(fault) => Err(fault),
    };
    if let Err(fault) = &kept {
        report_fault("the link could not be kept", fault);
    }
    say(&kept).await;
}

async fn keep(address: String, tab: Option<TabObject>) -> Result<Added, Fault> {
    let bare = LinkKey::of_url(&address).is_some_and(|link| link.is_bare());
    let area = Area::of(tab.as_ref().and_then(TabObject::private));
    let shown = match tab.filter(|_| bare) {
        Some(tab) => tabs::ask(tab.id, FindBehind { address: address.clone() }).await.ok().flatten(),
        None => None,
    };
    let found = shown.or_else(|| KeptMention::of_address(&address, None)).ok_or(FaultCode::NoProduct)?;
    write_queue::take(backup::backed(items::keep(&Browser, area, found))).await
}

/// Says by the toolbar what came of it: pages of others have no place of ours to say it in.
async fn say(kept: &Result<Added, Fault>) {
    match kept {
        Ok(Added { item, fresh, .. }) => {
            let title = item.title();
            tell("✓", &if *fresh { Text::kept_new(&title) } else { Text::kept_already(&title) }).await;
        }
        Err(fault) => tell("!", &fault.code.text()).await,
    }
}
