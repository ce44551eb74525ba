//! X's own reply composer, driven for one reply: opened for a tweet, checked, filled, sent, confirmed.
//!
//! Nothing here posts by itself: the reply goes through the same box and the same button as a person's, and each
//! step looks at what the page made of it before the next is taken.

use std::cell::{Cell, RefCell};

use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::reply::{confirmed, has_other_words, in_store};
use hashcart_core::sending::{By, PageMoment, Sending, SendingVerdict};
use hashcart_core::tweet::{TweetId, TweetRef};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlTextAreaElement};

use super::addresses::by_address;
use super::bar::{button_in, reply_button};
use super::boxes::{
    ShownNotice, barrier, barriers, close_button, discard_button, has_toast, here, is_disabled, notices,
    on_composer_page, open_box, quiet, send_button, textbox_in, toast_links, toast_statuses,
};
use super::editor::{WritingMethod, insert_text, paste, set_value};
use super::extract::{shown_author_and_time, tweet_ref, viewer};
use super::selectors as sel;
use crate::dom::requests::Requests;
use crate::dom::wait::until;
use crate::dom::{document, first, now};
use crate::timer::sleep;

/// X loads its composer on first use.
const OPEN_MS: u32 = 10_000;
/// The parent tweet and the text's arrival in the editor take a render or two.
const RENDER_MS: u32 = 2_000;
/// In a box that an address opened, X loads the parent tweet first.
const PARENT_MS: u32 = 6_000;
/// What is in the address of the request that posts.
const CREATE: &str = "/CreateTweet";
/// How often the page is looked at while time alone may end the sending.
const TICK_MS: u32 = 200;
/// The same while nothing but a change of the page can.
const REST_MS: u32 = 60_000;

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
    /// The dialog, or in touch layouts the part of the page, that holds text box, send button and parent tweet.
    root: Element,
    target: TweetId,
    /// Statuses that notices pointed to before anything was sent.
    before: Vec<TweetId>,
    /// The buttons that took no press while the box was empty.
    quiet: RefCell<Vec<Element>>,
    /// What was written into it.
    written: RefCell<String>,
}

impl Composer {
    /// Opens the composer of this tweet by X's own reply button.
    ///
    /// # Errors
    /// `TweetGone`, `PageChanged` when the tweet has no reply button any more, `ComposerBusy` when a reply box is
    /// open or holds a draft, `ReplyRestricted` and `SignedOut` when X shows something else in its place,
    /// `ComposerNever`, and `WrongTweet` when the box is not visibly for this tweet.
    pub async fn open(article: &Element, tweet: &TweetRef) -> Result<Self, Fault> {
        let document = document().ok_or(FaultCode::TweetGone)?;
        let turn = Turn::take().ok_or(FaultCode::ComposerBusy)?;
        if open_box(&document).is_some() {
            return Err(FaultCode::ComposerBusy.into());
        }
        if !article.is_connected() {
            return Err(FaultCode::TweetGone.into());
        }
        let reply = reply_button(article)
            .and_then(|button| button.dyn_into::<HtmlElement>().ok())
            .ok_or_else(|| Fault::new(FaultCode::PageChanged, "no reply button"))?;
        if is_disabled(&reply) {
            return Err(FaultCode::ReplyRestricted.into());
        }
        // X may have made another tweet of this element since it was looked up.
        if tweet_ref(article).is_none_or(|shown| shown.id != tweet.id) {
            return Err(FaultCode::TweetGone.into());
        }
        let before = barriers(&document);
        reply.click();
        let opened = until(OPEN_MS, || {
            let barrier = || barrier(&document, &before).map(Err);
            open_box(&document).map(Ok).or_else(barrier)
        });
        let root = match opened.await {
            Ok(opened) => opened?,
            // Something opened, and there is no text box of the kind we know.
            Err(_) if barriers(&document).len() > before.len() || on_composer_page() => {
                return Err(Fault::new(FaultCode::PageChanged, "no text box"));
            }
            Err(_) => return Err(FaultCode::ComposerNever.into()),
        };
        Self::checked(turn, document, root, tweet).await
    }

    /// Takes over the composer that an address of X's opens by itself.
    ///
    /// # Errors
    /// As of [`Composer::open`].
    pub async fn adopt(tweet: &TweetRef, text: &str) -> Result<Self, Fault> {
        let document = document().ok_or(FaultCode::ComposerNever)?;
        let turn = Turn::take().ok_or(FaultCode::ComposerBusy)?;
        let opened =
            until(OPEN_MS, || open_box(&document).map(Ok).or_else(|| barrier(&document, &[]).map(Err)));
        let root = opened.await.map_err(|_| FaultCode::ComposerNever)??;
        let composer = Self::held(turn, document, root, tweet);
        text.clone_into(&mut composer.written.borrow_mut());
        // X fills the text in, a render later, and puts a space behind it.
        let filled = until(RENDER_MS, || (composer.text().as_deref() == Some(text)).then_some(())).await;
        composer.check_parent(tweet).await?;
        match composer.text() {
            Some(there) if there.is_empty() => composer.write(text).await?,
            _ if filled.is_ok() => {}
            _ => return Err(FaultCode::ComposerBusy.into()),
        }
        Ok(composer)
    }

    fn held(turn: Turn, document: Document, root: Element, tweet: &TweetRef) -> Self {
        let before = toast_statuses(&document);
        let (quiet, written) = (RefCell::default(), RefCell::default());
        Self { _turn: turn, before, document, root, target: tweet.id.clone(), quiet, written }
    }

    async fn checked(turn: Turn, document: Document, root: Element, tweet: &TweetRef) -> Result<Self, Fault> {
        let composer = Self::held(turn, document, root, tweet);
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
        self.check_parent(tweet).await?;
        let text = self.text().ok_or(FaultCode::ComposerNever)?;
        if text.is_empty() { Ok(()) } else { Err(FaultCode::ComposerBusy.into()) }
    }

    async fn check_parent(&self, tweet: &TweetRef) -> Result<(), Fault> {
        let parent = until(PARENT_MS, || first(&self.root, sel::ARTICLE))
            .await
            .map_err(|_| Fault::new(FaultCode::WrongTweet, "the box shows no tweet"))?;
        let (author, posted) = shown_author_and_time(&parent);
        let same_author = author.as_deref().is_some_and(|shown| shown.eq_ignore_ascii_case(&tweet.author));
        let same_time = tweet.posted.is_none() || posted == tweet.posted;
        if !same_author || !same_time {
            let shown = format!("the box shows {author:?} {posted:?}");
            return Err(Fault::new(FaultCode::WrongTweet, shown));
        }
        Ok(())
    }

    /// Writes the text, the way a paste or a keyboard would, until X's own state holds it: its send button tells.
    ///
    /// # Errors
    /// `ComposerBusy` when the box holds words that are not of this text, `PageChanged` when it has no send button, and
    /// else `TextRefused`; the box then holds whatever it holds, and nothing is sent.
    pub async fn write(&self, text: &str) -> Result<(), Fault> {
        let textbox = self.textbox().ok_or(FaultCode::TextRefused)?;
        text.clone_into(&mut self.written.borrow_mut());
        if self.text().is_some_and(|there| there.is_empty()) {
            self.quiet.replace(quiet(&self.root));
        }
        if button_in(&self.root, sel::SEND).is_none() && self.quiet.borrow().is_empty() {
            return Err(Fault::new(FaultCode::PageChanged, "no send button"));
        }
        let ways: &[WritingMethod] = if textbox.is_instance_of::<HtmlTextAreaElement>() {
            &[insert_text, set_value]
        } else {
            &[paste, insert_text]
        };
        for insert in ways {
            // The editor takes a focus into its state a turn later, and loses what is typed before that.
            let _ = textbox.focus();
            sleep(0).await;
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
        let there = self.text();
        // X may put a draft of the user's into the box after we have found it empty.
        let foreign = there.as_deref().is_some_and(|there| has_other_words(there, text));
        let code = if foreign { FaultCode::ComposerBusy } else { FaultCode::TextRefused };
        Err(Fault::new(code, format!("{there:?}")))
    }

    /// Sends, and waits for what [`Sending`] makes of the page. `ask` asks X's own store for the user's replies to the
    /// tweet. Call it once.
    ///
    /// # Errors
    /// `TextRefused` when the box does not hold exactly this text any more, `PageChanged` when it has no send button that
    /// takes a press, and the endings of [`Sending`].
    pub async fn send<F: Future<Output = Replies>>(
        &self,
        text: &str,
        ask: impl Fn() -> F,
    ) -> Result<String, Fault> {
        if !self.is_open() || self.text().as_deref() != Some(text) {
            return Err(Fault::new(FaultCode::TextRefused, "the box changed before the reply was sent"));
        }
        let button = self.sendable().ok_or_else(|| Fault::new(FaultCode::PageChanged, "no send button"))?;
        let page = ReplyWatch { composer: self, old: self.notices(), requests: Requests::watch(CREATE).ok() };
        let sending = Sending::begin(By::Us, now(), js_sys::Date::now(), text);
        button.click();
        page.follow(sending, &ask, async || ()).await
    }

    /// Waits for the user to send, or to close the box, for half an hour at most. `pressed` is called once, when X is first
    /// seen to send it.
    ///
    /// # Errors
    /// `ReplyAbandoned` when the box was closed with nothing sent, or stood there too long; endings of [`Sending`].
    pub async fn watch<F: Future<Output = Replies>>(
        &self,
        ask: impl Fn() -> F,
        pressed: impl AsyncFnOnce(),
    ) -> Result<String, Fault> {
        let page = ReplyWatch { composer: self, old: self.notices(), requests: Requests::watch(CREATE).ok() };
        let text = self.text().unwrap_or_default();
        page.follow(Sending::begin(By::User, now(), js_sys::Date::now(), &text), &ask, pressed).await
    }

    /// Closes the box if nothing but our own text is in it and X is done with it, and lets X forget the text.
    pub async fn dismiss(&self, text: &str) {
        if !self.is_open() || self.text().as_deref() != Some(text) || self.sendable().is_none() {
            return;
        }
        self.close();
        // X asks what is to become of the text. If it does not come to that, the box stays the user's to close.
        let _ = until(RENDER_MS, || {
            if let Some(discard) = discard_button(&self.document) {
                discard.click();
            }
            (!self.is_open()).then_some(())
        })
        .await;
    }

    /// Closes the box by its own button.
    pub fn close(&self) {
        if let Some(button) = close_button(&self.root) {
            button.click();
        }
    }

    /// New posts of the viewer's that X's notices point to.
    fn posts(&self) -> Vec<String> {
        let links = toast_links(&self.document);
        let viewer = viewer(&self.document);
        let own = |link: &String| confirmed([link.as_str()], &self.before, &self.target, viewer.as_deref());
        links.iter().filter_map(own).collect()
    }

    fn is_open(&self) -> bool {
        self.root.is_connected() && self.textbox().is_some()
    }

    fn notices(&self) -> Vec<ShownNotice> {
        notices(&self.document, &self.root)
    }

    fn textbox(&self) -> Option<HtmlElement> {
        textbox_in(&self.root)?.dyn_into().ok()
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
        let button = send_button(&self.root, &self.quiet.borrow())?;
        if is_disabled(&button) { None } else { button.dyn_into().ok() }
    }
}

/// The user's replies to a tweet, with their texts.
pub type Replies = Vec<(TweetId, String)>;

/// What is looked at while a reply is on its way.
struct ReplyWatch<'a> {
    composer: &'a Composer,
    /// The notices that stood there before.
    old: Vec<ShownNotice>,
    requests: Option<Requests>,
}

impl ReplyWatch<'_> {
    async fn follow<F: Future<Output = Replies>>(
        &self,
        mut sending: Sending,
        ask: &impl Fn() -> F,
        pressed: impl AsyncFnOnce(),
    ) -> Result<String, Fault> {
        let began = js_sys::Date::now();
        let mut pressed = Some(pressed);
        loop {
            let pressing = sending.is_pressing();
            let look = || {
                let verdict = sending.look(&self.look());
                (verdict != SendingVerdict::Wait || sending.is_pressing() != pressing).then_some(verdict)
            };
            match until(if pressing { TICK_MS } else { REST_MS }, look).await {
                Ok(SendingVerdict::Sent(url)) => return Ok(url),
                Ok(SendingVerdict::Failed(code)) => return Err(Fault::new(code, self.said())),
                Ok(SendingVerdict::Ask) => sending.told(self.own(ask().await, began)),
                Ok(SendingVerdict::Wait) | Err(_) => {}
            }
            if let Some(pressed) = pressed.take_if(|_| sending.is_busy()) {
                pressed().await;
            }
        }
    }

    fn look(&self) -> PageMoment {
        let composer = self.composer;
        let own = composer.is_open();
        // X may be drawing its page anew, with another element for the same box; its address is that of a box meanwhile.
        let there = || on_composer_page() || open_box(&composer.document).is_some();
        let drawn_anew = || !composer.root.is_connected() && there();
        PageMoment {
            at: now(),
            open: own || drawn_anew(),
            sendable: own && composer.sendable().is_some(),
            text: composer.text().filter(|_| own).unwrap_or_default(),
            answers: self.requests.as_ref().map(Requests::answers).unwrap_or_default(),
            posts: composer.posts(),
            notices: self.news().into_iter().map(|said| said.notice).collect(),
            noisy: has_toast(&composer.document, &composer.root),
            away: here().as_deref().and_then(by_address),
        }
    }

    fn news(&self) -> Vec<ShownNotice> {
        self.composer.notices().into_iter().filter(|notice| !self.old.contains(notice)).collect()
    }

    /// For a developer: X's words and the statuses of its answers.
    fn said(&self) -> String {
        let words: Vec<String> = self.news().into_iter().map(|said| said.words).collect();
        let answers = self.requests.as_ref().map(Requests::answers).unwrap_or_default();
        let statuses: Vec<Option<u16>> = answers.iter().map(|answer| answer.status).collect();
        format!("{words:?} {statuses:?}")
    }

    /// The address of the reply, if it is among those that X's store has.
    fn own(&self, replies: Replies, began: f64) -> Option<String> {
        let author = viewer(&self.composer.document).unwrap_or_default();
        let id = in_store(replies, &self.composer.written.borrow(), began)?;
        Some(TweetRef { id, author, posted: None }.url())
    }
}
