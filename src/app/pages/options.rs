//! The options page. A choice is written as it is made.

use std::any::Any;
use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use hashcart_core::item::ItemKey;
use hashcart_core::message::{Choose, Resolve};
use hashcart_core::records::Area;
use hashcart_service::settings;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Event, HtmlInputElement, HtmlSelectElement};

use super::{show, show_fault};
use crate::app::report;
use crate::dom::closest;
use crate::pages::options::{State, View, chosen, preview, view};
use crate::pages::{Texts, paint};
use crate::webext::{Browser, i18n, permissions, runtime, storage, tabs};

type Paint = fn(&Document, &View, Texts<'_>) -> Result<(), JsValue>;

thread_local! {
    static PAINT: Cell<Option<Paint>> = const { Cell::new(None) };
    static STATE: RefCell<State> = RefCell::default();
    /// Live as long as the page.
    static GUARDS: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// What the address of the page asks for: `#links=` and the item whose link is to be followed.
const LINKS: &str = "#links=";

/// Starts on the page that `paint` paints: the options, or the welcome with the first of them.
pub(super) fn start(paint: Paint) -> Result<(), JsValue> {
    PAINT.set(Some(paint));
    let document = crate::dom::document().ok_or("no document")?;
    paint::texts(&document, &i18n::text)?;
    STATE.with_borrow_mut(|state| state.links_wanted = wanted().is_some());
    GUARDS.with_borrow_mut(|guards| {
        guards.push(Box::new(EventListener::new(&document, "change", changed)));
        guards.push(Box::new(EventListener::new(&document, "click", clicked)));
        guards.push(Box::new(EventListener::new(&document, "input", written)));
    });
    storage::watch(Area::Disk, |_| spawn_local(refresh()));
    permissions::watch(|| spawn_local(refresh()));
    spawn_local(refresh());
    super::prefs::start(&document)?;
    Ok(())
}

/// The item that the user came here for, if it was for short links; empty where it is a private window's.
fn wanted() -> Option<String> {
    let hash = crate::dom::window()?.location().hash().ok()?;
    hash.strip_prefix(LINKS).map(str::to_owned)
}

async fn refresh() {
    let allowed = permissions::has(&permissions::for_all_short_links()).await;
    match (settings::load(&Browser).await, allowed) {
        (Ok(settings), Ok(allowed)) => {
            STATE.with_borrow_mut(|state| (state.settings, state.links_allowed) = (settings, allowed));
            let Some(paint) = PAINT.get() else { return };
            show(|document| paint(document, &STATE.with_borrow(view), &i18n::text));
        }
        (Err(fault), _) => show_fault("the options", &fault),
        (_, Err(why)) => report("the permissions could not be read", why),
    }
}

fn changed(event: &Event) {
    let Some(target) = event.target() else { return };
    let (name, value) = match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => (input.name(), input.value()),
        Err(target) => match target.dyn_into::<HtmlSelectElement>() {
            Ok(select) => (select.name(), select.value()),
            Err(_) => return,
        },
    };
    // Controls without a name are about something else.
    if name.is_empty() {
        return;
    }
    let now = STATE.with_borrow(|state| state.settings.clone());
    // What cannot be chosen is said beside it, and what was chosen before stays in force.
    let Some(settings) = chosen(now, &name, &value) else { return said("options_not_saved") };
    // A second choice may be made before the first is written.
    STATE.with_borrow_mut(|state| state.settings = settings.clone());
    spawn_local(async move {
        match runtime::ask(Choose { settings }).await {
            Ok(_) => said("options_saved"),
            Err(fault) => show_fault("the options", &fault),
        }
    });
}

/// Shows what a template would post while it is written.
fn written(event: &Event) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input.filter(|input| input.name() == "template") {
        show(|document| paint::template(document, &preview(&input.value()), &i18n::text));
    }
}

fn said(key: &str) {
    show(|document| {
        paint::error(document, None)?;
        paint::saved(document, &i18n::text(key, &[]))
    });
}

fn clicked(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = target.and_then(|target| closest(&target, "[data-do]"));
    match button.and_then(|button| button.get_attribute("data-do")).as_deref() {
        Some("allow-links") => allow_links(),
        Some("done") => spawn_local(async {
            if let Err(why) = tabs::close_own().await {
                report("the tab could not be closed", why);
            }
        }),
        Some("forbid-links") => spawn_local(async {
            match permissions::give_back(&permissions::for_all_short_links()).await {
                Ok(()) => refresh().await,
                Err(why) => report("short links could not be given up", why),
            }
        }),
        _ => {}
    }
}

/// Asks the browser in the turn of the press, as it demands; then finds out what the user came for.
fn allow_links() {
    let asked = permissions::ask(&permissions::for_all_short_links());
    spawn_local(async move {
        match asked.await {
            Ok(true) => {
                refresh().await;
                if let Some(key) = wanted().and_then(|key| key.parse().ok()) {
                    look_up(key).await;
                }
            }
            Ok(false) => said("short_links_declined"),
            Err(why) => report("short links could not be asked for", why),
        }
    });
}

async fn look_up(key: ItemKey) {
    match runtime::ask(Resolve { key }).await {
        Ok(item) => {
            let text = match (&item.found.key, &item.leads_to) {
                (ItemKey::Link(_), Some(ending)) => i18n::text(ending.told().key(), &[]),
                _ => i18n::text("found", &[&item.title()]),
            };
            show(|document| paint::saved(document, &text));
        }
        Err(fault) => show_fault("the link", &fault),
    }
}
