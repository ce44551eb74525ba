//! One look at a page: from what it shows to the sightings in it. Pure, and made anew each time.

use crate::Millis;
use crate::tweet::TweetId;

use super::conversation::{Cell, Conversation, PostCell};
use super::iso;
use super::post::Post;
use super::sighting::{Parent, Sighting, language};
use super::tags::Tags;
use super::who::Handle;

/// Why a post with a hashtag is no answer to anybody's post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Its author's own call to action: it answers the author's own post.
    Own,
    /// It quotes a post, and answers none.
    Quote,
    /// It stands by itself: a call to action, or talk about the hashtag.
    NoReply,
    /// It stands below a heading, as under "Discover more": none of this conversation.
    Elsewhere,
    /// Somebody paid for its place.
    Promoted,
}

/// What one look at a page says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageReading {
    /// The replies with a hashtag, in the order of the page.
    pub sightings: Vec<Sighting>,
    /// The post whose page it is, and those that were answered.
    pub posts: Vec<Post>,
    /// Posts with a hashtag that do not count, and why.
    pub left_out: Vec<(TweetId, LeftOut)>,
    /// Whether more replies are behind a button.
    pub has_more: bool,
    /// Which posts were answered, by whom and when, as far as the page says it: the author's own answers are thanks.
    pub answered: Vec<(TweetId, Handle, Millis)>,
}

impl PageReading {
    /// What of it concerns an author's posts, by these accounts: what people answer one another under them does not,
    /// and neither does anybody else's conversation. `is_known` says of a post whose author this page does not show
    /// whether it is the author's.
    #[must_use]
    pub fn only_to(mut self, own: &[Handle], is_known: &dyn Fn(&TweetId) -> bool) -> Self {
        let is_one = |author: &Handle| own.iter().any(|own| own.is(author));
        self.posts.retain(|post| post.author().map_or_else(|| is_known(&post.id), is_one));
        let posts = &self.posts;
        self.sightings.retain(|sighting| match &sighting.parent {
            Parent::Handle { to } => is_one(to),
            Parent::Conversation { post } | Parent::Place { post } | Parent::Page { post } => {
                posts.iter().any(|own| own.id == *post)
            }
            // It was taken for an answer to the post whose page this is.
            Parent::Nothing => !posts.is_empty(),
        });
        if self.posts.is_empty() {
            self.left_out.clear();
        }
        // Under posts of the author's own stands what they add to them, and no thanks.
        let posts = &self.posts;
        self.answered.retain(|(to, by, _)| is_one(by) && posts.iter().all(|own| own.id != *to));
        self
    }
}

/// What the next cell answers, as far as the cells before it say.
#[derive(Clone, Copy)]
enum NextCell<'a> {
    /// The post whose page it is.
    Focal,
    /// The post before it, whose line leads down.
    Post(&'a PostCell),
    /// Nobody can say.
    Unsure,
}

/// A look at a page at this moment, in milliseconds since 1970.
///
/// On a post's own page X's markup nowhere says what a reply answers; its place does (seen 2025-12): a post right below
/// the post itself, or below the empty cell that ends a thread, answers the post; one below another whose line leads
/// down answers that one. Where the page's own data was asked for, that is believed instead.
#[must_use]
pub fn look(conversation: &Conversation, now: Millis) -> PageReading {
    let posts = conversation.cells.iter().filter_map(|cell| match cell {
        Cell::Post(post) => Some(&**post),
        _ => None,
    });
    let mut visit = Visit {
        focal: conversation.focal.as_ref(),
        posts: posts.filter(|post| !post.promoted).collect(),
        next: NextCell::Unsure,
        is_over: conversation.is_over,
        now,
        answers: Vec::new(),
        found: PageReading::default(),
    };
    if let Some(focal) = &conversation.focal {
        visit.note(focal, None);
    }
    for cell in &conversation.cells {
        visit.take(cell);
    }
    visit.end()
}

struct Visit<'a> {
    focal: Option<&'a TweetId>,
    posts: Vec<&'a PostCell>,
    next: NextCell<'a>,
    /// Below the heading that ends the conversation.
    is_over: bool,
    now: Millis,
    /// Posts, and replies to them.
    answers: Vec<(TweetId, TweetId)>,
    found: PageReading,
}

impl<'a> Visit<'a> {
    fn take(&mut self, cell: &'a Cell) {
        match cell {
            Cell::Post(post) if post.promoted => self.leave_out(post, LeftOut::Promoted),
            Cell::Post(post) if self.is_over => self.leave_out(post, LeftOut::Elsewhere),
            Cell::Post(post) => self.take_post(post),
            // Spacers end threads, and threads stand below the post alone: so with the post scrolled away this is
            // below.
            Cell::Spacer => self.next = NextCell::Focal,
            Cell::Heading => self.is_over |= self.focal.is_some(),
            Cell::Gone => self.next = NextCell::Unsure,
            Cell::More => {
                self.found.has_more |= !self.is_over;
                self.next = NextCell::Unsure;
            }
            // The composer stands between the post and its first reply.
            Cell::Other if matches!(self.next, NextCell::Focal) => {}
            Cell::Other => self.next = NextCell::Unsure,
        }
    }

    fn take_post(&mut self, post: &'a PostCell) {
        let is_focal = self.focal == Some(&post.id);
        let parent = self.parent(post);
        if let Some(to) = parent.as_ref().and_then(Parent::post) {
            self.answers.push((to.clone(), post.id.clone()));
            let at = post.id.posted_at().unwrap_or(self.now);
            self.found.answered.push((to.clone(), post.author.clone(), at));
        }
        if !Tags::of(post.links.iter().map(String::as_str)).is_none() {
            match parent {
                Some(parent) if self.is_own(post, &parent) => self.leave_out(post, LeftOut::Own),
                Some(parent) => {
                    if let Some(to) = parent.post() {
                        self.note(to, post.data.as_ref().and_then(|data| data.answers_handle.as_ref()));
                    }
                    self.found.sightings.push(sighting(post, parent, self.now));
                }
                None => self.leave_out(post, if post.quotes { LeftOut::Quote } else { LeftOut::NoReply }),
            }
        }
        self.next = match (is_focal, post.line_down) {
            (true, _) => NextCell::Focal,
            (false, true) => NextCell::Post(post),
            (false, false) => NextCell::Unsure,
        };
    }

    /// What a post answers; `None` where it answers nothing.
    fn parent(&self, post: &PostCell) -> Option<Parent> {
        let place = self.place(post);
        if let Some(data) = &post.data {
            return match data.answers.as_ref().filter(|id| **id != post.id) {
                Some(id) => Some(Parent::Page { post: id.clone() }),
                // It may have been taken for a reply in a look before, which this corrects.
                None => place.and_then(|place| place.post().map(|_| Parent::Nothing)),
            };
        }
        let named = post.replying_to.first().map(|to| Parent::Handle { to: to.clone() });
        // Where the post says itself whom it answers, and that is somebody else, its place was misread.
        let author = place.as_ref().and_then(Parent::post).and_then(|id| self.author(id));
        let is_denied =
            author.is_some_and(|author| named.is_some() && post.replying_to.iter().all(|to| !to.is(author)));
        match self.focal {
            _ if is_denied => named,
            Some(_) => place.or(named),
            // On other pages a thread may be shown without its middle.
            None => named.or(place),
        }
    }

    /// What a post answers by its place alone.
    fn place(&self, post: &PostCell) -> Option<Parent> {
        match (self.focal, self.next) {
            // Ids grow with time: what is older than another does not answer it.
            (Some(_), NextCell::Post(before)) if post.id.is_younger_than(&before.id) => {
                Some(Parent::Place { post: before.id.clone() })
            }
            (Some(focal), NextCell::Focal) if post.id.is_younger_than(focal) => {
                Some(Parent::Place { post: focal.clone() })
            }
            (Some(focal), _) if post.id.is_younger_than(focal) => {
                Some(Parent::Conversation { post: focal.clone() })
            }
            (None, NextCell::Post(before)) => Some(Parent::Handle { to: before.author.clone() }),
            _ => None,
        }
    }

    fn cell(&self, id: &TweetId) -> Option<&'a PostCell> {
        self.posts.iter().find(|post| post.id == *id).copied()
    }

    fn author(&self, id: &TweetId) -> Option<&'a Handle> {
        self.cell(id).map(|post| &post.author)
    }

    /// Whether somebody answers what is theirs: the post, or under their post somebody's that sells nothing.
    fn is_own(&self, post: &PostCell, parent: &Parent) -> bool {
        let above = parent.post().and_then(|id| self.cell(id));
        let told = post.data.as_ref().and_then(|data| data.answers_handle.as_ref());
        let to = match parent {
            Parent::Handle { to } => Some(to),
            _ => above.map(|above| &above.author).or(told),
        };
        let is_hers = |author: Option<&Handle>| author.is_some_and(|author| author.is(&post.author));
        let sells = above.is_some_and(|above| !above.products.is_empty());
        is_hers(to) || (!sells && self.hosts(post).into_iter().any(is_hers))
    }

    /// Under whose posts a post stands: whose page it is, and whoever began the conversation.
    fn hosts(&self, post: &PostCell) -> [Option<&'a Handle>; 2] {
        let Some(focal) = self.focal.filter(|focal| post.id.is_younger_than(focal)) else { return [None; 2] };
        let top = self.posts.first().filter(|top| focal.is_younger_than(&top.id));
        [self.author(focal), top.map(|top| &top.author)]
    }

    /// Notes a post, once, with what this page shows of it, or at least with its author.
    fn note(&mut self, id: &TweetId, author: Option<&Handle>) {
        if self.found.posts.iter().any(|post| post.id == *id) {
            return;
        }
        let mut post = Post::new(id.clone(), self.now);
        if let Some(cell) = self.cell(id) {
            post = Post::shown(cell, self.now);
        } else if let Some(author) = author {
            post = post.by(author.clone(), self.now);
        }
        self.found.posts.push(post);
    }

    /// What was found, each noted post with its replies in sight.
    fn end(mut self) -> PageReading {
        for post in &mut self.found.posts {
            for (_, reply) in self.answers.iter().filter(|(to, _)| *to == post.id) {
                post.seen.put(reply);
            }
        }
        self.found
    }

    fn leave_out(&mut self, post: &PostCell, why: LeftOut) {
        if !Tags::of(post.links.iter().map(String::as_str)).is_none() {
            self.found.left_out.push((post.id.clone(), why));
        }
    }
}

fn sighting(post: &PostCell, parent: Parent, now: Millis) -> Sighting {
    Sighting {
        id: post.id.clone(),
        handle: post.author.clone(),
        user: post.data.as_ref().and_then(|data| data.user.clone()),
        posted: post.posted.as_deref().and_then(iso::read),
        parent,
        tags: Tags::of(post.links.iter().map(String::as_str)),
        lang: post.lang.as_deref().and_then(language),
        thanked: None,
        first: now,
        last: now,
    }
}

#[cfg(test)]
#[path = "look_tests.rs"]
mod tests;
