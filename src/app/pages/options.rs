//! The options page, and the welcome.

use hashcart_core::fault::Fault;
use hashcart_core::handover::HandoverSettings;
use hashcart_core::item::ItemKey;
use hashcart_core::message::{Choose, ChooseHandover, Resolve};
use hashcart_core::records::Area;
use hashcart_core::settings::Settings;
use hashcart_service::settings;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::runner::{EffectAnswer, Runner, Runs, later};
use crate::app::report;
use crate::pages::Update;
use crate::pages::options::{ChoiceOutcome, Effect, Message, OptionsPage, Spot};
use crate::webext::{Browser, permissions, runtime, storage, words};

/// What the address of the page asks for: `#links=` and the item whose link is to be followed.
const LINKS: &str = "#links=";
/// Where the choice of the language is.
const LANGUAGE: &str = "#language";

pub(super) fn start(is_welcome: bool) -> Result<(), JsValue> {
    let state = OptionsPage {
        links_wanted: wanted(),
        version: runtime::version(),
        is_welcome,
        ..OptionsPage::default()
    };
    let page = Runner::start(state)?;
    let read = || Update::only(Effect::Read);
    let (stored, allowed) = (page.clone(), page.clone());
    storage::watch(Area::Disk, move |_| stored.change(|_| read()));
    permissions::watch(move || allowed.change(|_| read()));
    page.change(|_| read());
    if hash().as_deref() == Some(LANGUAGE) {
        focus_language()?;
    }
    Ok(())
}

fn hash() -> Option<String> {
    crate::dom::window()?.location().hash().ok()
}

/// The page began anew in the language that was chosen there: the choice has the focus as before.
fn focus_language() -> Result<(), JsValue> {
    let select = crate::dom::document().and_then(|document| document.get_element_by_id("language"));
    select.and_then(|select| select.dyn_into::<HtmlElement>().ok()).map_or(Ok(()), |select| select.focus())
}

/// The item that the user came here for, if it was for short links; empty where it is a private window's.
fn wanted() -> Option<String> {
    hash()?.strip_prefix(LINKS).map(str::to_owned)
}

impl Runs for OptionsPage {
    fn run(&self, effect: Effect) -> EffectAnswer<Message> {
        match effect {
            Effect::Read => later("the options", read(), Message::Read),
            Effect::Choose(spot, settings) => {
                if spot == Spot::Language
                    && let Some(window) = crate::dom::window()
                    && let Err(error) = window.location().set_hash(LANGUAGE)
                {
                    report("the page will begin at its top", words(&error));
                }
                let asked = runtime::ask(Choose { settings: *settings });
                later("the options", asked, move |done| Message::Saved(spot, done.map(drop)))
            }
            Effect::ChooseHandover(spot, chosen) => {
                let asked = runtime::ask(ChooseHandover { settings: chosen });
                later("the options", asked, move |done| Message::Saved(spot, done.map(drop)))
            }
            Effect::AllowLinks => {
                let asked = permissions::ask(&permissions::for_all_short_links());
                EffectAnswer::Maybe(Box::pin(async {
                    let asked =
                        asked.await.inspect_err(|why| report("short links could not be asked for", why));
                    asked.ok().map(Message::Allowed)
                }))
            }
            Effect::ForbidLinks => EffectAnswer::Maybe(Box::pin(async {
                let given = permissions::give_back(&permissions::for_all_short_links()).await;
                given.inspect_err(|why| report("short links could not be given up", why)).ok()?;
                Some(Message::Forbidden)
            })),
            Effect::LookUp(key) => later("the link", look_up(key), Message::Found),
        }
    }
}

async fn read() -> Result<(Box<Settings>, HandoverSettings, bool), Fault> {
    let settings = settings::load(&Browser).await?;
    let chosen = settings::handover_settings(&Browser).await;
    let allowed = permissions::has(&permissions::for_all_short_links()).await;
    let allowed = allowed.inspect_err(|why| report("the permissions could not be read", why));
    Ok((Box::new(settings), chosen, allowed.unwrap_or_default()))
}

async fn look_up(key: ItemKey) -> Result<ChoiceOutcome, Fault> {
    let item = runtime::ask(Resolve { key }).await?;
    Ok(match (&item.found.key, &item.leads_to) {
        (ItemKey::Link(_), Some(ending)) => ChoiceOutcome::LeadsTo(ending.told()),
        _ => ChoiceOutcome::Found(item.title()),
    })
}
