//! What is known of the user's own posts: whose they are, and who answered them. State only, for those that show it and
//! those that ask for it.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use hashcart_core::insights::Choices;
use hashcart_core::message::Answers;
use hashcart_core::scan::Offer;
use hashcart_core::tweet::TweetId;

#[derive(Default)]
struct KnownAnswers {
    choices: Choices,
    answers: HashMap<TweetId, Answers>,
    asked: HashSet<TweetId>,
}

thread_local! {
    static ON: Cell<bool> = const { Cell::new(false) };
    static STATE: RefCell<KnownAnswers> = RefCell::default();
}

/// Takes in what the user chose; what was known before goes.
pub(super) fn choose(choices: Choices) {
    ON.set(choices.on && !choices.own.is_empty());
    STATE.set(KnownAnswers { choices, ..KnownAnswers::default() });
}

/// Whether insights are on.
pub(super) fn is_on() -> bool {
    ON.get()
}

/// Reads what the user chose.
pub(super) fn with_choices<T>(read: impl FnOnce(&Choices) -> T) -> T {
    STATE.with_borrow(|state| read(&state.choices))
}

/// The user's own post that an offer is in, where insights are on.
pub(super) fn own_post(offer: &Offer) -> Option<TweetId> {
    let tweet = &offer.mentions.first().filter(|_| is_on())?.tweet;
    let author = tweet.author.parse().ok()?;
    with_choices(|choices| choices.is_own(&author)).then(|| tweet.id.clone())
}

/// How many people answered the user's own post; `None` where nobody is known to have, and for posts of others.
pub(super) fn people(offer: &Offer) -> Option<usize> {
    let post = own_post(offer)?;
    of(&post).map(|answers| answers.people).filter(|people| *people > 0)
}

/// Who answered a post, as far as that was asked.
pub(super) fn of(post: &TweetId) -> Option<Answers> {
    STATE.with_borrow(|state| state.answers.get(post).cloned())
}

/// Whether nobody has asked about this post yet; from now on somebody has.
pub(super) fn is_new(post: &TweetId) -> bool {
    STATE.with_borrow_mut(|state| state.asked.insert(post.clone()))
}

/// The posts that were asked about.
pub(super) fn asked() -> Vec<TweetId> {
    STATE.with_borrow(|state| state.asked.iter().cloned().collect())
}

/// Takes in who answered a post. Whether their number is another than before.
pub(super) fn take_in(post: TweetId, answers: Answers) -> bool {
    STATE.with_borrow_mut(|state| {
        let people = answers.people;
        state.answers.insert(post, answers).unwrap_or_default().people != people
    })
}
