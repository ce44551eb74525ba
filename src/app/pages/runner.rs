//! What keeps one of our own pages going: it holds the state, tells it what was heard, paints it, and runs its effects.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use hashcart_core::fault::{Fault, FaultCode};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::show;
use crate::app::{report, report_fault};
use crate::pages::event::{EventKind, PageEvent};
use crate::pages::kit::Painted;
use crate::pages::listen::KINDS;
use crate::pages::{Update, head, menus};
use crate::webext::{i18n, words};

/// What an effect answers, now or later.
pub(super) enum EffectAnswer<M> {
    /// Nothing.
    Nothing,
    /// This message.
    Now(M),
    /// This message, when it is there.
    Later(Pin<Box<dyn Future<Output = M>>>),
    /// This message, or none.
    Maybe(Pin<Box<dyn Future<Output = Option<M>>>>),
    /// Nothing, when it is done.
    InTime(Pin<Box<dyn Future<Output = ()>>>),
}

/// What an answer is told as; a fault is reported, too.
pub(super) fn later<T: 'static, M>(
    what: &'static str,
    asked: impl Future<Output = Result<T, Fault>> + 'static,
    told: impl FnOnce(Result<T, FaultCode>) -> M + 'static,
) -> EffectAnswer<M> {
    EffectAnswer::Later(Box::pin(async move {
        told(asked.await.map_err(|fault| {
            report_fault(what, &fault);
            fault.code
        }))
    }))
}

/// What nobody waits for; that it failed is for a developer.
pub(super) fn in_time<M>(
    what: &'static str,
    done: impl Future<Output = Result<(), String>> + 'static,
) -> EffectAnswer<M> {
    EffectAnswer::InTime(Box::pin(async move {
        if let Err(why) = done.await {
            report(what, why);
        }
    }))
}

/// A page whose effects can be run here.
pub(super) trait Runs: Painted {
    /// Begins an effect, in the turn of what asked for it: browsers give permissions and side panels in no other.
    fn run(&self, effect: Self::Effect) -> EffectAnswer<Self::Message>;
}

/// A page that goes on.
pub(super) struct Runner<P: Runs> {
    state: RefCell<P>,
    /// What happened while something else was being taken in: painting moves the focus, and that is heard.
    waiting: RefCell<VecDeque<P::Message>>,
    busy: Cell<bool>,
}

impl<P: Runs> Runner<P> {
    /// Fills the page's fixed texts, paints it, and listens for as long as it is there.
    ///
    /// # Errors
    /// The browser's exception.
    pub(super) fn start(state: P) -> Result<Rc<Self>, JsValue> {
        let document = crate::dom::document().ok_or("no document")?;
        head::texts(&document, &i18n::say, &|key| i18n::text(key, &[]))?;
        let runner =
            Rc::new(Self { state: RefCell::new(state), waiting: RefCell::default(), busy: Cell::new(false) });
        for (kind, name) in KINDS {
            let (here, kind) = (Rc::clone(&runner), *kind);
            // A box that scrolls tells nobody above it.
            let phase = match kind {
                EventKind::Scroll => EventListenerPhase::Capture,
                _ => EventListenerPhase::Bubble,
            };
            let options = EventListenerOptions { phase, passive: kind == EventKind::Scroll };
            let page = document.clone();
            EventListener::new_with_options(&document, *name, options, move |event| {
                match menus::close_by(&page, kind, event) {
                    Ok(true) => return event.prevent_default(),
                    Ok(false) => {}
                    Err(error) => report("a menu stayed open", words(&error)),
                }
                let heard = PageEvent::of(kind, event, js_sys::Date::now());
                if let Some(message) = P::hear(&heard) {
                    if heard.is_ours() {
                        event.prevent_default();
                    }
                    here.tell(message);
                }
            })
            .forget();
        }
        Ok(runner)
    }

    /// Changes the state outside of [`update`](crate::pages::Page::update), as records do that were read. Not from within
    /// a message.
    pub(super) fn change(self: &Rc<Self>, change: impl FnOnce(&mut P) -> Update<P::Effect>) {
        self.busy.set(true);
        let update = change(&mut self.state.borrow_mut());
        self.follow(update);
        self.take_in();
    }

    /// Takes a message in; one that comes while another is being taken in waits for that.
    pub(super) fn tell(self: &Rc<Self>, message: P::Message) {
        self.waiting.borrow_mut().push_back(message);
        if !self.busy.replace(true) {
            self.take_in();
        }
    }

    fn take_in(self: &Rc<Self>) {
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some(message) = next else { break };
            let update = self.state.borrow_mut().update(message);
            self.follow(update);
        }
        self.busy.set(false);
    }

    fn follow(self: &Rc<Self>, update: Update<P::Effect>) {
        if update.paint {
            show(|document| {
                self.state.borrow().paint(document, &i18n::say)?;
                head::title(document)
            });
        }
        for effect in update.effects {
            let answer = self.state.borrow().run(effect);
            match answer {
                EffectAnswer::Nothing => {}
                EffectAnswer::Now(message) => self.tell(message),
                EffectAnswer::Later(message) => {
                    let here = Rc::clone(self);
                    spawn_local(async move { here.tell(message.await) });
                }
                EffectAnswer::Maybe(message) => {
                    let here = Rc::clone(self);
                    spawn_local(async move {
                        if let Some(message) = message.await {
                            here.tell(message);
                        }
                    });
                }
                EffectAnswer::InTime(done) => spawn_local(done),
            }
        }
    }
}
