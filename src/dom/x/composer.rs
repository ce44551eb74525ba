//! X's own reply composer, driven for one reply: opened for a tweet, checked, filled, sent, confirmed.
//!
//! Nothing here posts by itself: the reply goes through the same box and the same button as a person's, and each
//! step looks at what the page made of it before the next is taken.

use std::cell::Cell;

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, ClipboardEventInit, DataTransfer, Document, Element, HtmlElement, HtmlTextAreaElement,
};

use super::extract::{action_bar, shown_author_and_time};
use super::selectors as sel;
use crate::core::fault::{Fault, FaultCode};
use crate::core::reply::confirmed;
use crate::core::tweet::{TweetId, TweetRef, parse_status_path};
use crate::dom::wait::until;
use crate::dom::{all, document, elements, first};

/// X loads its composer on first use.
const OPEN_MS: u32 = 10_000;
/// The parent tweet and the text's arrival in the editor take a render or two.
const RENDER_MS: u32 = 2_000;
/// From pressing send to the notice, on a slow line.
const CONFIRM_MS: u32 = 20_000;
/// How long a filled box may wait for its user.
const REVIEW_MS: u32 = 30 * 60_000;
/// A notice may come a little after its box has gone.
const AFTER_CLOSE_MS: u32 = 4_000;

thread_local! {
    /// Whether a composer of ours is open or opening: X has one reply box, and two replies must not meet in it.
    static ACTIVE: Cell<bool> = const { Cell::new(false) };
}

/// The turn at X's reply box; given back when dropped.
#[derive(Debug)]
struct Turn(());

impl Turn {
    fn take() -> Option<Self> {
        (!ACTIVE.replace(true)).then_some(Self(()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        ACTIVE.set(false);
    }
}

/// An open composer that replies to a known tweet.
#[derive(Debug)]
pub struct Composer {
    _turn: Turn,
    document: Document,
    dialog: Element,
    target: TweetId,
    /// Statuses that notices pointed to before anything was sent.
    before: Vec<TweetId>,
}

impl Composer {
    /// Opens the composer of this tweet by X's own reply button.
    ///
    /// # Errors
    /// `TweetGone`, `ComposerBusy` when a reply box is open or holds a draft, `ComposerNever`, and `WrongTweet`
    /// when the box is not visibly for this tweet.
    pub async fn open(article: &Element, tweet: &TweetRef) -> Result<Self, Fault> {
        let document = document().ok_or(FaultCode::TweetGone)?;
        let turn = Turn::take().ok_or(FaultCode::ComposerBusy)?;
        if open_dialog(&document).is_some() {
            return Err(FaultCode::ComposerBusy.into());
        }
        let reply = action_bar(article)
            .and_then(|bar| first(&bar, sel::REPLY))
            .and_then(|button| button.dyn_into::<HtmlElement>().ok())
            .ok_or(FaultCode::TweetGone)?;
        reply.click();
        let dialog = until(OPEN_MS, || open_dialog(&document)).await.map_err(|_| FaultCode::ComposerNever)?;
        let composer = Self {
            _turn: turn,
            before: toast_statuses(&document),
            document,
            dialog,
            target: tweet.id.clone(),
        };
        match composer.check(tweet).await {
            Ok(()) => Ok(composer),
            Err(fault) => {
                // A box with text in it is the user's, however it came to be open.
                if fault.code == FaultCode::WrongTweet && composer.text().is_some_and(|text| text.is_empty())
                {
                    composer.close();
                }
                Err(fault)
            }
        }
    }

    /// The box must show the tweet's author and time, and must be empty.
    async fn check(&self, tweet: &TweetRef) -> Result<(), Fault> {
        let parent = until(RENDER_MS, || first(&self.dialog, sel::ARTICLE))
            .await
            .map_err(|_| Fault::new(FaultCode::WrongTweet, "the box shows no tweet"))?;
        let (author, posted) = shown_author_and_time(&parent);
        let same_author = author.as_deref().is_some_and(|shown| shown.eq_ignore_ascii_case(&tweet.author));
        let same_time = tweet.posted.is_none() || posted == tweet.posted;
        if !same_author || !same_time {
            let shown = format!("the box shows {author:?} {posted:?}");
            return Err(Fault::new(FaultCode::WrongTweet, shown));
        }
        let text = self.text().ok_or(FaultCode::ComposerNever)?;
        if text.is_empty() { Ok(()) } else { Err(FaultCode::ComposerBusy.into()) }
    }

    /// Writes the text, the way a paste or a keyboard would, until X's own state holds it: its send button tells.
    ///
    /// # Errors
    /// `TextRefused`; the box then holds whatever it holds, and nothing is sent.
    pub async fn write(&self, text: &str) -> Result<(), Fault> {
        let textbox = self.textbox().ok_or(FaultCode::TextRefused)?;
        for insert in [paste, insert_text] {
            // The editor takes a focus into its state a turn later, and loses what is typed before that.
            let _ = textbox.focus();
            TimeoutFuture::new(0).await;
            // A second way over a half-done first one would write the text twice.
            if self.text().is_none_or(|there| !there.is_empty()) {
                break;
            }
            if insert(&self.document, &textbox, text) {
                let taken =
                    || (self.text().as_deref() == Some(text) && self.sendable().is_some()).then_some(());
                if until(RENDER_MS, taken).await.is_ok() {
                    return Ok(());
                }
            }
        }
        Err(Fault::new(FaultCode::TextRefused, format!("{:?}", self.text())))
    }

    /// Sends, and waits for X to say so. Call it once.
    ///
    /// # Errors
    /// `TextRefused` when the box does not hold exactly this text any more or the button does not take a press,
    /// `ReplyRefused` when X answers with something else, `Unconfirmed` when it does not answer.
    pub async fn send(&self, text: &str) -> Result<String, Fault> {
        if !self.dialog.is_connected() || self.text().as_deref() != Some(text) {
            return Err(Fault::new(FaultCode::TextRefused, "the box changed before the reply was sent"));
        }
        let button = self.sendable().ok_or(FaultCode::TextRefused)?;
        let old = notices(&self.document);
        button.click();
        let mut under_way = false;
        let ending = until(CONFIRM_MS, || {
            // While X sends it takes no second press.
            under_way |= self.sendable().is_none();
            let refused = || {
                let (_, text) = notices(&self.document).into_iter().find(|notice| !old.contains(notice))?;
                // Another action's notice may pass by. X's refusal gives the box back: it can be sent again.
                let given_back = under_way && self.dialog.is_connected() && self.sendable().is_some();
                given_back.then_some(Err(Fault::new(FaultCode::ReplyRefused, text)))
            };
            self.confirmation().map(Ok).or_else(refused)
        });
        ending.await.map_err(|_| FaultCode::Unconfirmed)?
    }

    /// Waits for the user to send, or to close the box.
    ///
    /// # Errors
    /// `ReplyAbandoned` when the box was closed, or was left open for half an hour.
    pub async fn watch(&self) -> Result<String, Fault> {
        let open = until(REVIEW_MS, || {
            self.confirmation().map(Some).or_else(|| (!self.dialog.is_connected()).then_some(None))
        });
        if let Ok(Some(url)) = open.await {
            return Ok(url);
        }
        until(AFTER_CLOSE_MS, || self.confirmation()).await.map_err(|_| FaultCode::ReplyAbandoned.into())
    }

    /// Closes the box by its own button.
    pub fn close(&self) {
        if let Some(button) = first(&self.dialog, sel::CLOSE).and_then(|it| it.dyn_into::<HtmlElement>().ok())
        {
            button.click();
        }
    }

    fn confirmation(&self) -> Option<String> {
        let links = toast_links(&self.document);
        let viewer = self.document.query_selector(sel::VIEWER).ok().flatten();
        let viewer = viewer.and_then(|link| link.get_attribute("href"));
        let viewer = viewer.as_deref().and_then(|path| path.strip_prefix('/'));
        confirmed(links.iter().map(String::as_str), &self.before, &self.target, viewer)
    }

    fn textbox(&self) -> Option<HtmlElement> {
        first(&self.dialog, sel::TEXTBOX)?.dyn_into().ok()
    }

    /// What stands in the box.
    fn text(&self) -> Option<String> {
        let textbox = self.textbox()?;
        let text = match textbox.dyn_ref::<HtmlTextAreaElement>() {
            Some(area) => area.value(),
            None => textbox.text_content()?,
        };
        // Editors keep an empty line as a zero-width character.
        Some(text.replace('\u{feff}', "").trim().to_owned())
    }

    fn sendable(&self) -> Option<HtmlElement> {
        let button = first(&self.dialog, sel::SEND)?;
        let disabled = button.has_attribute("disabled")
            || button.get_attribute("aria-disabled").as_deref() == Some("true");
        if disabled { None } else { button.dyn_into().ok() }
    }
}

/// The open dialog that has a text box, if one is.
fn open_dialog(document: &Document) -> Option<Element> {
    let dialogs = document.query_selector_all(sel::DIALOG).ok()?;
    // A photo's viewer is a dialog with a text box too; its tweets have their action bars, a reply's parent has none.
    let has_bar =
        |dialog: &Element| all(dialog, sel::ARTICLE).iter().any(|tweet| action_bar(tweet).is_some());
    elements(&dialogs).find(|dialog| first(dialog, sel::TEXTBOX).is_some() && !has_bar(dialog))
}

/// A paste, which X's editor handles itself. Firefox gives scripts' pastes no data (measured 2026-11 with ESR 153):
/// then nothing is dispatched.
fn paste(_: &Document, textbox: &HtmlElement, text: &str) -> bool {
    let attempt = || {
        let data = DataTransfer::new().ok()?;
        data.set_data("text/plain", text).ok()?;
        let init = ClipboardEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_clipboard_data(Some(&data));
        let event = ClipboardEvent::new_with_event_init_dict("paste", &init).ok()?;
        let carried = event.clipboard_data()?.get_data("text/plain").ok()?;
        (carried == text).then(|| textbox.dispatch_event(&event).is_ok())
    };
    attempt().unwrap_or(false)
}

/// The editing command that a keyboard's input amounts to.
fn insert_text(document: &Document, _: &HtmlElement, text: &str) -> bool {
    let Some(document) = document.dyn_ref::<web_sys::HtmlDocument>() else { return false };
    document.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or(false)
}

fn toast_links(document: &Document) -> Vec<String> {
    let Ok(list) = document.query_selector_all(sel::TOAST) else { return Vec::new() };
    let links = elements(&list).flat_map(|toast| all(&toast, sel::STATUS_LINK));
    links.filter_map(|anchor| anchor.get_attribute("href")).collect()
}

fn toast_statuses(document: &Document) -> Vec<TweetId> {
    toast_links(document).iter().filter_map(|href| Some(parse_status_path(href)?.1)).collect()
}

/// The notices that point to no status, with their texts.
fn notices(document: &Document) -> Vec<(Element, String)> {
    let Ok(list) = document.query_selector_all(sel::TOAST) else { return Vec::new() };
    elements(&list)
        .filter(|toast| first(toast, sel::STATUS_LINK).is_none())
        .filter_map(|toast| Some((toast.clone(), toast.text_content()?)))
        .collect()
}
