// What stands on the pages of `answers=shown`, slot by slot: for the page, which shows it, and for the tests, which count
// it. A slot is `{ id, tweet, line?, to? }` for a post, `line` leading down to the next and `to` naming whom it says it
// answers; `{ id, gone }`, a post that is not available; `{ id, button, opens }`, a button with more behind it;
// `{ id, note }`, a notification that is no post; `{ id, between, heading?, about? }`, an empty cell or a heading.
import { mentionsOf } from "./hashtags.mjs";
import { isAway } from "./later.mjs";
import { matches } from "./search.mjs";

const newest = (a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1);

/** Posts by what they have to do with one another. */
export function related(posts) {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const below = new Map();
  for (const post of posts) if (post.inReplyTo) below.set(post.inReplyTo, [...(below.get(post.inReplyTo) ?? []), post]);
  const above = (post) => {
    const parent = byId.get(post.inReplyTo);
    return parent ? [...above(parent), parent] : [];
  };
  return { posts, byId, below: (post) => below.get(post.id) ?? [], above, root: (post) => above(post)[0] ?? post };
}

/** Whom a post answers, the nearest first, each once. */
function addressed(all, post) {
  const handles = all.above(post).map(({ user }) => user.handle).reverse();
  return [...new Set(handles)];
}

const place = (post) => (isAway(post) ? { id: post.id, gone: true } : { id: post.id, tweet: post });

/** A post with all that answers it, and what answers that. */
function thread(all, post, opened) {
  const answers = all.below(post).flatMap((one) => thread(all, one, opened));
  if (isAway(post) && answers.length === 0) return [];
  if (post.behind === "row" && !opened[post.id]) return [{ id: `row-${post.id}`, button: "showReplies", opens: post.id }, ...answers];
  const [next] = answers;
  return [{ ...place(post), line: next !== undefined }, ...answers];
}

/** Right below a post: the viewer's own new ones first, then in X's order. */
const inOrder = (posts) => [...posts].sort((a, b) => (a.rank ?? -2) - (b.rank ?? -2));

/**
 * A post's own page.
 * @param {{opened?: object, heading?: boolean}} [options] `opened`: which buttons were pressed; `heading`: whether the
 * heading above what is none of the conversation is there yet
 */
export function conversation(all, id, { opened = {}, heading = true } = {}) {
  const focal = all.byId.get(id);
  const threads = inOrder(all.below(focal)).map((post) => ({ post, slots: thread(all, post, opened) })).filter(({ slots }) => slots.length > 0);
  const part = (behind) => threads.filter(({ post }) => (post.behind ?? "") === behind).flatMap(({ post, slots }) => [...slots, { id: `after-${post.id}`, between: true }]);
  const ads = all.posts.filter((post) => post.under === id);
  const first = part("");
  for (const ad of ads) {
    const spacers = [...first.keys()].filter((at) => first[at].between);
    first.splice((spacers[ad.place] ?? first.length - 1) + 1, 0, { id: ad.id, tweet: ad });
  }
  const behind = (name, word, then) => {
    const slots = part(name);
    if (slots.length === 0) return then();
    return opened[`${id}-${name}`] ? [...slots, ...then()] : [{ id: `${name}-${id}`, button: word, opens: `${id}-${name}` }];
  };
  return [
    ...all.above(focal).map((post) => ({ ...place(post), line: true })),
    { id, tweet: focal },
    ...first,
    ...behind("more", "moreReplies", () => behind("spam", "spamReplies", () => [])),
    ...(heading ? [{ id: "discover", between: true, heading: "discover", about: "discoverAbout" }] : []),
    ...all.posts.filter((post) => post.elsewhere && post.id !== id && !isAway(post)).map(place),
  ];
}

const withLine = (all) => (post) => ({ id: post.id, tweet: post, to: addressed(all, post) });

/** One in so many cells of the notifications is none of a post. */
const EVERY = 8;
const NOTES = ["like", "follow", "repost"];

/** What concerns this person, newest first: answers in her conversations, what names her, and what quotes her. */
export function mentions(all, user) {
  const concerns = (post) => all.above(post).some((one) => one.user === user) || mentionsOf(post).includes(user.handle) || post.quote?.by === user.handle;
  const found = all.posts.filter((post) => !isAway(post) && post.user !== user && !post.user.quiet && !post.promoted && concerns(post)).sort(newest);
  return found.map(withLine(all)).flatMap((slot, i) => (i % EVERY === EVERY - 1 ? [slot, { id: `note-${i}`, note: NOTES[Math.floor(i / EVERY) % NOTES.length], of: i }] : [slot]));
}

/** What is found, newest first. Some accounts never are. */
export const found = (all, query) => all.posts.filter((post) => !isAway(post) && !post.user.quiet && !post.promoted && matches(query, post, all)).sort(newest).map(withLine(all));

/** A person's own posts, newest first, without the answers. */
export const profile = (all, user) => all.posts.filter((post) => post.user === user && !post.inReplyTo && !post.promoted).sort(newest).map(place);
