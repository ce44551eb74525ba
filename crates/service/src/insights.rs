//! What was seen of the replies to the user's posts: taken in, counted for one post, thinned out, forgotten.

use std::collections::HashSet;

use hashcart_core::Millis;
use hashcart_core::fault::{Fault, FaultCode};
use hashcart_core::insights::{
    Choices, Draws, Handle, MOST_REPLIES, Parent, Post, Sighting, Sightings, Superseded, who_answered,
};
use hashcart_core::message::{Answers, MOST_NAMED, Sighted};
use hashcart_core::records::{Area, DRAWS, INSIGHTS, POST, SIGHTING, SoleKey};
use hashcart_core::schema::Record;
use hashcart_core::tweet::TweetId;

use crate::store::{look_at, read_for_writing, write};
use crate::{Archive, Clock, Store};

const DAY_MS: Millis = 24.0 * 60.0 * 60.0 * 1000.0;

/// What the user chose. Where that cannot be read, nothing is noted.
pub async fn choices(browser: &impl Store) -> Choices {
    look_at(browser, Area::Disk, INSIGHTS, &SoleKey).await.ok().flatten().unwrap_or_default()
}

/// Writes what the user chose. Where that is for how long replies are kept, it thins out by it; returns whether it did.
///
/// # Errors
/// As of [`read_for_writing`].
pub async fn choose(browser: &(impl Archive + Clock), choices: &Choices) -> Result<bool, Fault> {
    let before = read_for_writing(browser, Area::Disk, INSIGHTS, &SoleKey).await?;
    write(browser, Area::Disk, INSIGHTS, &SoleKey, choices).await?;
    let is_other = before.is_none_or(|before| before.days != choices.days);
    if is_other {
        thin_out(browser).await?;
    }
    Ok(is_other)
}

/// Writes that the user has seen what was there at that time; whether there was anything to write it to.
///
/// # Errors
/// As of [`read_for_writing`].
pub async fn visit(browser: &(impl Store + Clock), at: Millis) -> Result<bool, Fault> {
    let Some(choices) = read_for_writing(browser, Area::Disk, INSIGHTS, &SoleKey).await? else {
        return Ok(false);
    };
    write(browser, Area::Disk, INSIGHTS, &SoleKey, &Choices { visited: Some(at), ..choices }).await?;
    Ok(true)
}

/// Writes what is remembered of draws.
///
/// # Errors
/// As of [`read_for_writing`].
pub async fn keep_draws(browser: &(impl Store + Clock), draws: Draws) -> Result<Draws, Fault> {
    read_for_writing(browser, Area::Disk, DRAWS, &SoleKey).await?;
    write(browser, Area::Disk, DRAWS, &SoleKey, &draws).await?;
    Ok(draws)
}

/// Takes a look at a page in: only what answers the user's own posts, and only where insights are on. What is there is
/// joined with it. Whether anything of it was new.
///
/// # Errors
/// `StorageFull` where there are [`MOST_REPLIES`] already, or the storage's.
pub async fn take_in(browser: &(impl Archive + Clock), look: Sighted) -> Result<bool, Fault> {
    let choices = choices(browser).await;
    if !choices.on || choices.own.is_empty() {
        return Ok(false);
    }
    let answered = look.sightings.iter().filter_map(|it| under(&it.parent));
    let mut names: HashSet<String> = answered.map(|id| POST.key(id)).collect();
    names.extend(look.posts.iter().map(|post| POST.key(&post.id)));
    names.extend(look.sightings.iter().map(|it| SIGHTING.key(&it.id)));
    names.extend(look.thanked.iter().map(|(id, _)| SIGHTING.key(id)));
    let names: Vec<String> = names.into_iter().collect();
    let there = browser.get(Area::Archive, &names).await?;
    // What a newer version wrote is not ours to change.
    let newer: HashSet<&str> =
        there.iter().filter(|(name, raw)| is_newer(name, raw)).map(|(name, _)| name.as_str()).collect();
    let mut set = read(&there);
    let mut writes = Vec::new();
    for post in look.posts {
        let is_own =
            post.author().map_or_else(|| set.post(&post.id).is_some(), |author| choices.is_own(author));
        let id = post.id.clone();
        if is_own
            && set.take_post(post)
            && let Some(post) = set.post(&id)
        {
            writes.push((POST.key(&id), browser.record(post)?));
        }
    }
    let oldest = oldest(&choices, browser.now());
    let mut gone = Vec::new();
    for sighting in look.sightings {
        let is_to_own = match &sighting.parent {
            Parent::Handle { to } => choices.is_own(to),
            Parent::Nothing => set.reply(&sighting.id).is_some(),
            parent => under(parent).is_some_and(|post| set.post(post).is_some()),
        };
        // It was taken for an answer to the user, and is somebody else's affair.
        if !is_to_own && set.reply(&sighting.id).is_some_and(|there| there.parent < sighting.parent) {
            gone.push(SIGHTING.key(&sighting.id));
            continue;
        }
        let is_kept = is_to_own && !choices.is_own(&sighting.handle) && sighting.at() >= oldest;
        let id = sighting.id.clone();
        if is_kept
            && set.take_reply(sighting)
            && let Some(sighting) = set.reply(&id)
        {
            writes.push((SIGHTING.key(&id), browser.record(sighting)?));
        }
    }
    for (id, at) in look.thanked {
        if set.take_thanks(&id, at)
            && let Some(sighting) = set.reply(&id)
        {
            writes.retain(|(name, _)| *name != SIGHTING.key(&id));
            writes.push((SIGHTING.key(&id), browser.record(sighting)?));
        }
    }
    writes.retain(|(name, _)| !newer.contains(name.as_str()) && !gone.contains(name));
    gone.retain(|name| !newer.contains(name.as_str()));
    let is_new = !writes.is_empty() || !gone.is_empty();
    let known: HashSet<&str> = there.iter().map(|(name, _)| name.as_str()).collect();
    if writes.iter().any(|(name, _)| !known.contains(name.as_str())) && browser.count().await? >= MOST_REPLIES
    {
        return Err(Fault::new(FaultCode::StorageFull, "there are as many replies as are kept"));
    }
    if !writes.is_empty() {
        browser.put(Area::Archive, writes).await?;
    }
    if !gone.is_empty() {
        browser.remove(Area::Archive, &gone).await?;
    }
    Ok(is_new)
}

/// Who answered one post of the user's.
///
/// # Errors
/// The storage's.
pub async fn answers(browser: &(impl Archive + Clock), post: &TweetId) -> Result<Answers, Fault> {
    let mut records = browser.answers(post).await?;
    records.extend(browser.one(Area::Archive, &POST.key(post)).await?.map(|raw| (POST.key(post), raw)));
    let set = read(&records);
    let who = who_answered(&set, post);
    let named = who.iter().take(MOST_NAMED).map(|first| (first.handle.clone(), first.id.clone()));
    Ok(Answers { people: who.len(), named: named.collect() })
}

/// Takes out what is older than the user keeps. Ids hold their time: for that no record is read.
///
/// # Errors
/// The storage's.
pub async fn thin_out(browser: &(impl Archive + Clock)) -> Result<(), Fault> {
    let oldest = oldest(&choices(browser).await, browser.now());
    let is_old = |id: &TweetId| id.posted_at().is_some_and(|at| at < oldest);
    let names = browser.keys(Area::Archive).await?;
    let old = names.iter().filter(|name| SIGHTING.parse(name).as_ref().is_some_and(is_old));
    let gone: Vec<String> = old.cloned().collect();
    if !gone.is_empty() {
        browser.remove(Area::Archive, &gone).await?;
    }
    let mut posts = Vec::new();
    for id in names.iter().filter_map(|name| POST.parse(name)).filter(is_old) {
        if browser.answers(&id).await?.is_empty() {
            posts.push(POST.key(&id));
        }
    }
    if posts.is_empty() { Ok(()) } else { browser.remove(Area::Archive, &posts).await }
}

/// Forgets a person: what they wrote, what answers them, and that they won. How many replies went.
///
/// # Errors
/// The storage's.
pub async fn forget(browser: &(impl Archive + Clock), handle: &Handle) -> Result<usize, Fault> {
    if let Some(mut draws) = look_at(browser, Area::Disk, DRAWS, &SoleKey).await?
        && draws.forget(handle)
    {
        write(browser, Area::Disk, DRAWS, &SoleKey, &draws).await?;
    }
    let mut set = read(&browser.get_all(Area::Archive).await?);
    let Superseded { replies, posts, changed } = set.forget(handle);
    let mut writes = Vec::new();
    for post in changed.iter().filter_map(|id| set.post(id)) {
        writes.push((POST.key(&post.id), browser.record(post)?));
    }
    if !writes.is_empty() {
        browser.put(Area::Archive, writes).await?;
    }
    let mut gone: Vec<String> = replies.iter().map(|id| SIGHTING.key(id)).collect();
    gone.extend(posts.iter().map(|id| POST.key(id)));
    if !gone.is_empty() {
        browser.remove(Area::Archive, &gone).await?;
    }
    Ok(replies.len())
}

/// Deletes everything that was seen, and what is remembered of draws. How many replies went.
///
/// # Errors
/// The storage's.
pub async fn drop_all(browser: &impl Archive) -> Result<usize, Fault> {
    let count = browser.keys(Area::Archive).await?.iter().filter(|name| SIGHTING.holds(name)).count();
    browser.clear(Area::Archive).await?;
    browser.remove(Area::Disk, &[DRAWS.only().to_owned()]).await?;
    Ok(count)
}

/// The sightings among these records. What nobody can read says nothing.
pub fn read<R: hashcart_core::raw::Raw>(records: &[(String, R)]) -> Sightings {
    let mut set = Sightings::default();
    for (name, raw) in records {
        if SIGHTING.holds(name) {
            if let Some(sighting) = SIGHTING.data(raw) {
                set.take_reply(sighting);
            }
        } else if POST.holds(name)
            && let Some(post) = POST.data(raw)
        {
            set.take_post(post);
        }
    }
    set
}

fn is_newer(name: &str, raw: &impl hashcart_core::raw::Raw) -> bool {
    fn newer<T>(record: &Record<T>) -> bool {
        matches!(record, Record::Newer(_))
    }
    if SIGHTING.holds(name) { newer::<Sighting>(&SIGHTING.read(raw)) } else { newer::<Post>(&POST.read(raw)) }
}

/// The post that a reply stands under, directly or not.
fn under(parent: &Parent) -> Option<&TweetId> {
    match parent {
        Parent::Conversation { post } => Some(post),
        parent => parent.post(),
    }
}

/// The oldest time that is kept.
fn oldest(choices: &Choices, now: Millis) -> Millis {
    if choices.days == 0 { 0.0 } else { now - f64::from(choices.days) * DAY_MS }
}
