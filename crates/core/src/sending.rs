//! How the sending of a reply ends, told from what X's page shows of it, look after look. No browser is in it.
//!
//! X's notices are a queue, one in the page at a time, so the notice of one post may stand there while another is on
//! its way (X's own client of 2025-11, run in November 2026). A reply counts as posted only when its own request was
//! answered well and its own box is gone, and then a notice that came after that answer, or X's own store, names the
//! viewer's new post. Whatever is less is not confirmed.

use super::Millis;
use super::ending::{Notice, by_status};
use super::fault::FaultCode;
use super::tweet::parse_status_path;

/// From the press to the answer, on a slow line, in milliseconds.
const ANSWER_MS: f64 = 20_000.0;
/// A box that takes a press again after a refusal keeps doing so; on its way out after a success it may for a moment.
const STEADY_MS: f64 = 700.0;
/// How long after a refusal X's notice may take that names its reason.
const REASON_MS: f64 = 1_500.0;
/// The same while the notice of something else stands in its way: none stands longer.
const QUEUED_REASON_MS: f64 = 8_000.0;
/// How long the browser may take to tell that a request has ended.
const TELLING_MS: f64 = 1_000.0;
/// How long X may take from an answer to what it makes of it.
const SETTLING_MS: f64 = 150.0;
/// How long none of X's notices may stand there before no more are waited for.
const QUIET_MS: f64 = 4_000.0;
/// The most that is waited for a notice once the box has gone: of a queue, fifteen before ours.
const QUEUE_MS: f64 = 90_000.0;
/// How much coarser than its clock a browser may tell a request's times.
const CLOCK_MS: f64 = 20.0;
/// How far X's clock may be from this machine's for a post to be of the time of its request.
const NEAR_MS: f64 = 500.0;
/// How long a filled box may wait for its user.
const REVIEW_MS: f64 = 30.0 * 60_000.0;
/// How long a request may still be told of after the user's box has gone, where none was under way.
const LEFT_MS: f64 = 2_000.0;

/// How the page's request that posts has ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequestEnd {
    /// When it began.
    pub from: f64,
    /// When it ended.
    pub to: f64,
    /// Its HTTP status; `None` where the browser does not tell, or the line broke.
    pub status: Option<u16>,
}

/// What the page shows at one moment. Times are in milliseconds, on one clock.
#[derive(Clone, Debug, Default)]
pub struct PageMoment {
    /// When.
    pub at: f64,
    /// Whether the reply's own box is there.
    pub open: bool,
    /// Whether its send button takes a press.
    pub sendable: bool,
    /// The text in it.
    pub text: String,
    /// The requests that posted, as far as they have ended.
    pub answers: Vec<RequestEnd>,
    /// Addresses of new posts of the viewer's that notices point to.
    pub posts: Vec<String>,
    /// Notices that were not there at first, and point to no post.
    pub notices: Vec<Notice>,
    /// Whether any notice stands there.
    pub noisy: bool,
    /// What the page's address says, where X has led away.
    pub away: Option<FaultCode>,
}

/// What follows from a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendingVerdict {
    /// Look again.
    Wait,
    /// Ask X's own store for the reply, and tell with [`Sending::told`]. It is asked once.
    Ask,
    /// It is posted, at this address.
    Sent(String),
    /// It is not, or nobody knows.
    Failed(FaultCode),
}

/// Who presses the send button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// We did, just now.
    Us,
    /// The user does, some time or never, and may do it again after a refusal.
    User,
}

/// One sending, from the press to its end.
#[derive(Debug)]
pub struct Sending {
    by: By,
    begun: f64,
    /// What the clock said when it began.
    clock: Millis,
    /// Since when the box has been gone.
    closed: Option<f64>,
    /// Since when, after having been busy, the box takes a press again.
    back: Option<f64>,
    /// The text that it last took a press with.
    text: String,
    /// Whether, with that text, it took no press when it was last seen: X was sending.
    busy: bool,
    /// When a notice was last seen.
    noise: f64,
    /// When one was first seen.
    first_noise: Option<f64>,
    /// Addresses of posts, with the time each was first seen.
    posts: Vec<(String, f64)>,
    /// The answer that refused, as the box showed.
    refused: Option<(RequestEnd, FaultCode)>,
    asked: bool,
    found: Option<String>,
}

impl Sending {
    /// Begins, with a text in the box that can be sent; a request of before is not this one's. `clock` is what the clock
    /// says now.
    #[must_use]
    pub fn begin(by: By, at: f64, clock: Millis, text: &str) -> Self {
        Self {
            by,
            begun: at,
            clock,
            closed: None,
            back: None,
            text: text.to_owned(),
            busy: false,
            noise: at,
            first_noise: None,
            posts: Vec::new(),
            refused: None,
            asked: false,
            found: None,
        }
    }

    /// Whether something is going on that time alone may end.
    #[must_use]
    pub fn is_pressing(&self) -> bool {
        self.by == By::Us || self.busy || self.closed.is_some()
    }

    /// Whether X is sending what stands in the box.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.busy
    }

    /// What the store said: the address of the reply, if it knows it.
    pub fn told(&mut self, found: Option<String>) {
        self.found = found;
    }

    /// Takes in a look.
    pub fn look(&mut self, look: &PageMoment) -> SendingVerdict {
        if let Some(code) = look.away {
            return SendingVerdict::Failed(code);
        }
        if let Some(url) = &self.found {
            return SendingVerdict::Sent(url.clone());
        }
        self.note(look);
        let answer = self.answer(look);
        match self.closed {
            None => self.while_open(look, answer),
            Some(closed) => self.after_closing(look, closed, answer),
        }
    }

    fn note(&mut self, look: &PageMoment) {
        for url in &look.posts {
            if !self.posts.iter().any(|(known, _)| known == url) {
                self.posts.push((url.clone(), look.at));
            }
        }
        if look.noisy {
            self.noise = look.at;
            self.first_noise = self.first_noise.or(Some(look.at));
        }
        if !look.open {
            self.closed = self.closed.or(Some(look.at));
            return;
        }
        self.closed = None;
        if look.sendable {
            self.back = self.back.or(self.busy.then_some(look.at));
            self.busy = false;
            self.text.clone_from(&look.text);
        } else {
            // A text that is too long takes no press either.
            self.busy = look.text == self.text && !look.text.is_empty();
            self.back = None;
        }
    }

    /// The answer to this reply's own request: the last of those that were asked while its box stood there, since X's
    /// client and the user may ask again. What is posted later is another post.
    fn answer(&self, look: &PageMoment) -> Option<RequestEnd> {
        let until = self.closed.unwrap_or(f64::INFINITY);
        let mut own = look.answers.iter().filter(|answer| (self.begun..=until).contains(&answer.from));
        own.next_back().copied()
    }

    fn while_open(&mut self, look: &PageMoment, answer: Option<RequestEnd>) -> SendingVerdict {
        let patience = if self.by == By::Us { ANSWER_MS } else { REVIEW_MS };
        let late = look.at - self.begun >= patience;
        if !look.sendable {
            return if late { self.too_late() } else { SendingVerdict::Wait };
        }
        let refusal = match answer {
            Some(answer) => self.refusal(look, answer).map(|code| (Some(answer), code)),
            None => self.untold_refusal(look).map(|code| (None, code)),
        };
        match (refusal, self.by) {
            (Some((_, code)), By::Us) => SendingVerdict::Failed(code),
            // The user may send again.
            (Some((Some(answer), code)), By::User) if !late => {
                self.refused = Some((answer, code));
                SendingVerdict::Wait
            }
            _ if late => self.too_late(),
            _ => SendingVerdict::Wait,
        }
    }

    /// Why X refused, once it is plain that it did: it answered, and the box takes a press again.
    fn refusal(&self, look: &PageMoment, answer: RequestEnd) -> Option<FaultCode> {
        let since = look.at - self.back.unwrap_or(answer.to).max(answer.to);
        let steady = since >= STEADY_MS || look.notices.iter().any(|notice| notice.inline);
        if !steady {
            return None;
        }
        match answer.status {
            // X refuses with 200 as well.
            Some(200..=299) => {
                let named = || look.notices.iter().find_map(|notice| notice.says(true));
                let queued = look.noisy && look.notices.iter().all(|notice| notice.inline);
                let patience = if queued { QUEUED_REASON_MS } else { REASON_MS };
                // The line may have broken within the answer: without a word of X's nobody knows.
                named().or((since >= patience).then_some(FaultCode::ReplyRefused))
            }
            Some(status) => Some(by_status(status)),
            None => {
                let named = look.notices.iter().find_map(|notice| notice.says(false));
                named.or(Some(FaultCode::Network))
            }
        }
    }

    /// The same where the browser tells of no request: then the words of X's notices are all there is.
    fn untold_refusal(&self, look: &PageMoment) -> Option<FaultCode> {
        let back = self.back.filter(|back| look.at - back >= TELLING_MS)?;
        let named = look.notices.iter().find_map(|notice| notice.says(false));
        let nameless = !look.notices.is_empty() || look.at - back >= QUEUED_REASON_MS;
        named.or(nameless.then_some(FaultCode::ReplyRefused))
    }

    fn after_closing(
        &mut self,
        look: &PageMoment,
        closed: f64,
        answer: Option<RequestEnd>,
    ) -> SendingVerdict {
        let since = look.at - closed;
        let refused = self.refused.filter(|(refused, _)| Some(*refused) == answer);
        if let Some((_, code)) = refused.filter(|_| !self.busy) {
            // The user closed the box that X had given back.
            return SendingVerdict::Failed(if code.may_be_posted() {
                code
            } else {
                FaultCode::ReplyAbandoned
            });
        }
        let Some(answer) = answer.filter(|_| refused.is_none()) else {
            // Nothing was sent, or the answer is still to come, or the browser does not tell of it.
            if self.by == By::User && !self.busy {
                let waits = since < LEFT_MS;
                return if waits {
                    SendingVerdict::Wait
                } else {
                    SendingVerdict::Failed(FaultCode::ReplyAbandoned)
                };
            }
            let due = match self.by {
                By::Us => (self.begun + ANSWER_MS).max(closed + LEFT_MS),
                By::User => closed + ANSWER_MS,
            };
            return if look.at < due { SendingVerdict::Wait } else { self.ask_or(FaultCode::Unconfirmed) };
        };
        match answer.status {
            Some(200..=299) => {}
            Some(status) => return SendingVerdict::Failed(by_status(status)),
            None => return self.ask_or(FaultCode::Network),
        }
        if look.at - answer.to.max(closed) < SETTLING_MS {
            return SendingVerdict::Wait;
        }
        if !self.asked {
            self.asked = true;
            return SendingVerdict::Ask;
        }
        // A box that was closed before the answer says nothing of it: then only the store can.
        let after = |at: f64| at + CLOCK_MS >= answer.to;
        let own = || self.posts.iter().filter(|(_, seen)| after(closed) && after(*seen)).map(|(url, _)| url);
        // Another post's notice may have stood before this one's in the queue. The one of the request's own time is this
        // one's. The nearest is, where the clocks differ a little: at once if the queue was empty when X answered, and
        // else when all have been seen. Where they are too far apart to tell, it is the last.
        let near = own().map(|url| (self.apart(url, answer), url)).filter(|(apart, _)| *apart <= NEAR_MS);
        let nearest = near.min_by(|(a, _), (b, _)| a.total_cmp(b));
        let queued = self.first_noise.is_some_and(|at| !after(at));
        if let Some((apart, url)) = nearest
            && (apart <= CLOCK_MS || !queued)
        {
            return SendingVerdict::Sent(url.clone());
        }
        let waited = look.at - self.noise.max(closed).max(answer.to);
        if waited < QUIET_MS && since < QUEUE_MS {
            return SendingVerdict::Wait;
        }
        let told = nearest.map(|(_, url)| url).or_else(|| own().next_back());
        told.map_or(SendingVerdict::Failed(FaultCode::Unconfirmed), |url| SendingVerdict::Sent(url.clone()))
    }

    /// How long before or after the request that was answered so a post was made, by the time in its id.
    fn apart(&self, url: &str, answer: RequestEnd) -> f64 {
        let posted = parse_status_path(url).and_then(|(_, id)| id.posted_at());
        let at = |time: f64| self.clock + time - self.begun;
        // An id without a time says nothing against it.
        posted.map_or(0.0, |posted| (at(answer.from) - posted).max(posted - at(answer.to)).max(0.0))
    }

    /// The box has stood there for too long.
    fn too_late(&mut self) -> SendingVerdict {
        // A box that the user left as it was has sent nothing.
        let unsent = self.by == By::User && !self.busy && self.refused.is_none();
        if unsent {
            SendingVerdict::Failed(FaultCode::ReplyAbandoned)
        } else {
            self.ask_or(FaultCode::Unconfirmed)
        }
    }

    fn ask_or(&mut self, code: FaultCode) -> SendingVerdict {
        if self.asked {
            return SendingVerdict::Failed(code);
        }
        self.asked = true;
        SendingVerdict::Ask
    }
}

#[cfg(test)]
#[path = "sending_tests.rs"]
mod tests;
