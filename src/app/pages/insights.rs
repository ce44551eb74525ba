//! The page of insights: reads what was noted, and does what is pressed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use hashcart_core::Millis;
use hashcart_core::fault::Fault;
use hashcart_core::insights::{Counted, Sightings, people_csv, posts_csv, replies_csv};
use hashcart_core::item::ItemKey;
use hashcart_core::message::{
    AskViewer, ChooseInsights, DropInsights, Forget, KeepDraws, VisitInsights, X_HOSTS,
};
use hashcart_core::product::ProductKey;
use hashcart_core::records::{Area, DRAWS, INSIGHTS, ITEM};
use hashcart_service::{Clock as _, Store, insights};
use js_sys::{Date, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::runner::{EffectAnswer, Runner, Runs, later};
use super::{copy, show};
use crate::app::{report, report_fault};
use crate::dom::download::Download;
use crate::dom::now;
use crate::dom::wait::yield_now;
use crate::pages::Update;
use crate::pages::insights::rows::{Summary, folk, sums};
use crate::pages::insights::{
    ActOutcome, All, Csv, Effect, InsightsPage, LocalClock, Message, Route, StoredInsights, paint,
};
use crate::timer::sleep;
use crate::webext::timeout::timeout;
use crate::webext::{Browser, archive, i18n, parse, plain, runtime, storage, tabs, words};

#[wasm_bindgen]
extern "C" {
    // What the page had the last time. It is the page's own, and no record: all of it is counted anew.
    #[wasm_bindgen(js_namespace = localStorage, js_name = getItem, catch)]
    fn get_item(key: &str) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(js_namespace = localStorage, js_name = setItem, catch)]
    fn set_item(key: &str, value: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = localStorage, js_name = removeItem, catch)]
    fn remove_item(key: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn random(bytes: &mut [u8]);
}

/// Where the summary is.
const SUMMARY: &str = "insights-summary";

/// How many records are read before the browser has its turn again: some ten milliseconds' work.
const PART: u32 = 500;

/// How long the page counts before the browser has its turn, in milliseconds: half a frame.
const TURN_MS: Millis = 8.0;

/// How long a frame may take to come, in milliseconds: where nobody looks, none does.
const FRAME_MS: u32 = 100;

thread_local! {
    /// The file that was handed over last.
    static FILE: RefCell<Option<Download>> = const { RefCell::new(None) };
    /// Whether they will be read again soon.
    static WAITING: Cell<bool> = const { Cell::new(false) };
    /// Whether they are being read.
    static READING: Cell<bool> = const { Cell::new(false) };
    /// How long the last reading took.
    static TOOK: Cell<Millis> = const { Cell::new(0.0) };
}

pub(super) fn start() -> Result<(), JsValue> {
    let window = crate::dom::window().ok_or("no window")?;
    let clock = LocalClock { offset, local };
    let page = Runner::start(InsightsPage::with_clock(clock, route()))?;
    let moved = Rc::clone(&page);
    EventListener::new(&window, "hashchange", move |_| moved.tell(Message::Go(route()))).forget();
    let stored = Rc::clone(&page);
    storage::watch(Area::Disk, move |changes| {
        if changes.iter().any(|(key, _)| INSIGHTS.holds(key) || DRAWS.holds(key)) {
            stored.change(|_| Update::only(Effect::Read));
        }
    });
    let noted = Rc::clone(&page);
    archive::hear(move || spawn_local(follow(Rc::clone(&noted))));
    page.change(|_| Update::only(Effect::Recall).and(Effect::Read));
    Ok(())
}

/// Counts anew after something was noted: soon, but so that it takes no more than a tenth of the time while the user
/// scrolls X in another window.
async fn follow(page: Rc<Runner<InsightsPage>>) {
    if WAITING.replace(true) {
        return;
    }
    loop {
        let pause = (TOOK.get() * 10.0).clamp(1_000.0, 60_000.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within these bounds")]
        sleep(pause as u32).await;
        if !READING.get() {
            break;
        }
    }
    WAITING.set(false);
    page.change(|_| Update::only(Effect::Count));
}

fn route() -> Route {
    let hash = crate::dom::window().and_then(|window| window.location().hash().ok());
    Route::read(&hash.unwrap_or_default())
}

fn offset(at: Millis) -> Millis {
    Date::new(&JsValue::from_f64(at)).get_timezone_offset() * -60_000.0
}

fn local(text: &str) -> Option<Millis> {
    Some(Date::parse(text)).filter(|at| at.is_finite())
}

/// Deletes what the page had the last time: after whoever is forgotten, nothing is left of them here either.
pub(super) fn drop_summary() {
    // There may be no such storage, and then there is nothing in it.
    let _ = remove_item(SUMMARY);
}

impl Runs for InsightsPage {
    fn run(&self, effect: Effect) -> EffectAnswer<Message> {
        match effect {
            Effect::Recall => EffectAnswer::Now(Message::Recalled(recalled())),
            Effect::Remember(summary) => {
                remember(&summary);
                EffectAnswer::Nothing
            }
            Effect::Read => later("insights", stored(), |read| Message::Read(read.map(Box::new))),
            Effect::Count => later("insights", all(self.since), Message::Counted),
            Effect::Folk => {
                let (set, now) = (Rc::clone(&self.set), self.now);
                EffectAnswer::Later(Box::pin(async move {
                    Message::Folk(now, Box::new(folk(&set, now, &pauses()).await))
                }))
            }
            Effect::Titles(products) => EffectAnswer::Maybe(Box::pin(titles(products))),
            Effect::AskViewer => EffectAnswer::Later(Box::pin(async { Message::Viewer(viewer().await) })),
            Effect::Choose(choices) => later("insights", runtime::ask(ChooseInsights { choices }), |done| {
                Message::Saved(done.map(drop))
            }),
            Effect::Visit(at) => EffectAnswer::Maybe(Box::pin(async move {
                let done = runtime::ask(VisitInsights { at }).await;
                done.inspect_err(|fault| report_fault("the visit could not be written", fault)).ok()?;
                Some(Message::Visited(at))
            })),
            Effect::KeepDraws(draws) => {
                later("insights", runtime::ask(KeepDraws { draws }), |done| match done {
                    // The draw itself is what is to be seen.
                    Ok(_) => Message::Said(Ok(ActOutcome::Saved)),
                    Err(code) => Message::Saved(Err(code)),
                })
            }
            Effect::Forget(handle) => {
                drop_summary();
                let asked = runtime::ask(Forget { author: Some(handle.to_string()) });
                later("insights", asked, |done| Message::Gone(done.map(|_| None)))
            }
            Effect::DropAll => {
                drop_summary();
                later("insights", runtime::ask(DropInsights {}), |done| Message::Gone(done.map(Some)))
            }
            Effect::Seed => EffectAnswer::Now(Message::Seed(seed())),
            Effect::Export(kind) => {
                let (name, text) = match kind {
                    Csv::Posts => ("posts", posts_csv(&Counted::of(&self.set))),
                    Csv::People => ("people", people_csv(&Counted::of(&self.set), self.now)),
                    Csv::Replies => ("replies", replies_csv(&Counted::of(&self.set))),
                };
                EffectAnswer::Now(Message::Said(Ok(hand_over(name, "csv", "text/csv;charset=utf-8", &text))))
            }
            Effect::Record { copy: true } => copied(self.draw.text().unwrap_or_default()),
            Effect::Record { copy: false } => {
                let text = self.draw.text().unwrap_or_default();
                EffectAnswer::Now(Message::Said(Ok(hand_over(
                    "draw",
                    "txt",
                    "text/plain;charset=utf-8",
                    &text,
                ))))
            }
            Effect::CopyCall => copied(paint::call_words(self, &i18n::say)),
            Effect::LookAtView => {
                show(|document| paint::look_at_view(document, self));
                EffectAnswer::Nothing
            }
            Effect::LookAtQuestion => {
                show(paint::look_at_question);
                EffectAnswer::Nothing
            }
            Effect::LookBack(asked) => {
                show(|document| paint::look_back(document, self, &asked));
                EffectAnswer::Nothing
            }
        }
    }
}

fn copied(text: String) -> EffectAnswer<Message> {
    EffectAnswer::Later(Box::pin(async move {
        let done = copy(&text, "the text could not be copied").await;
        Message::Said(Ok(if done { ActOutcome::Copied } else { ActOutcome::NotCopied }))
    }))
}

fn hand_over(what: &str, ending: &str, kind: &str, text: &str) -> ActOutcome {
    let name = format!("hashcart-{what}-{}.{ending}", Browser.today());
    match Download::offer(&name, kind, text) {
        Ok(file) => {
            FILE.set(Some(file));
            ActOutcome::Exported(name)
        }
        Err(error) => {
            report("the file could not be handed over", words(&error));
            ActOutcome::NotExported
        }
    }
}

/// 128 bits of chance, in base 16.
fn seed() -> String {
    let mut bytes = [0; 16];
    random(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn recalled() -> Option<Box<Summary>> {
    let text = get_item(SUMMARY).ok()??;
    // One of another version is none.
    parse::<Summary>(js_sys::JSON::parse(&text).ok()?).ok().map(Box::new)
}

fn remember(summary: &Summary) {
    if summary.posts.is_empty() {
        return drop_summary();
    }
    let text = plain(summary).ok().and_then(|value| js_sys::JSON::stringify(&value).ok());
    if let Some(text) = text {
        // Without room for it, the next time begins without.
        let _ = set_item(SUMMARY, &String::from(text));
    }
}

async fn stored() -> Result<StoredInsights, Fault> {
    let choices = Browser.one(Area::Disk, INSIGHTS.only()).await?;
    let draws = Browser.one(Area::Disk, DRAWS.only()).await?;
    Ok(StoredInsights {
        choices: choices.and_then(|raw| INSIGHTS.data(&raw)).unwrap_or_default(),
        draws: draws.and_then(|raw| DRAWS.data(&raw)).unwrap_or_default(),
    })
}

/// The titles of those products that are in the list.
async fn titles(products: Vec<ProductKey>) -> Option<Message> {
    let names: Vec<String> = products.into_iter().map(|it| ITEM.key(&ItemKey::Product(it))).collect();
    let items = Browser.get(Area::Disk, &names).await;
    let items = items.inspect_err(|fault| report_fault("titles could not be read", fault)).ok()?;
    let title = |(_, raw): &(String, _)| {
        let item = ITEM.data(raw)?;
        match &item.found.key {
            ItemKey::Product(product) => Some((*product, item.title())),
            ItemKey::Link(_) => None,
        }
    };
    Some(Message::Titles(items.iter().filter_map(title).collect()))
}

/// Reads all sightings, and counts them.
async fn all(since: Option<Millis>) -> Result<Box<All>, Fault> {
    READING.set(true);
    // What the page begins with is painted before it has to share its time.
    painted().await;
    let (today, begun) = (Date::now(), now());
    let read = sightings().await;
    let all = match read {
        Ok(set) => {
            let sums = sums(&set, since, &pauses()).await;
            Ok(Box::new(All { set: Rc::new(set), now: today, sums }))
        }
        Err(fault) => Err(fault),
    };
    TOOK.set(now() - begun);
    READING.set(false);
    all
}

/// Gives way whenever some milliseconds have passed since the last time.
fn pauses() -> impl AsyncFn() {
    let last = Cell::new(now());
    async move || {
        if now() - last.get() > TURN_MS {
            yield_now().await;
            last.set(now());
        }
    }
}

/// Waits until the browser has painted, or would have where the page is seen.
async fn painted() {
    let frame = Promise::new(&mut |come, _| {
        // Without a window there is no frame, and the wait below ends it.
        let _ = crate::dom::window().map(|window| window.request_animation_frame(&come));
    });
    let _ = timeout(FRAME_MS, frame).await;
    yield_now().await;
}

/// Reads all sightings, a part at a time.
async fn sightings() -> Result<Sightings, Fault> {
    let mut set = Sightings::default();
    let mut after: Option<String> = None;
    loop {
        let part = archive::part(after.as_deref(), Some(PART)).await?;
        set.join(insights::read(&part));
        match part.last() {
            Some((name, _)) if part.len() == PART as usize => after = Some(name.clone()),
            _ => return Ok(set),
        }
        yield_now().await;
    }
}

/// Asks the open pages of X's, one after the other, whose they are.
async fn viewer() -> Option<hashcart_core::insights::Handle> {
    let pages = X_HOSTS.map(|host| format!("https://{host}/*"));
    for tab in tabs::showing(&pages).await.unwrap_or_default() {
        if let Ok(Some(viewer)) = tabs::ask(tab, AskViewer {}).await {
            return Some(viewer);
        }
    }
    None
}
