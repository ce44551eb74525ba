// What is true of the pages of `answers=shown`, for tests that count: which answers with a hashtag stand there, what each
// answers, and what has a hashtag and is no answer. Read off the posts as they were made, never off a page.
import { AUTHOR, makeAnswers, REPLIES, TAGGED } from "./data/answers.mjs";
import { isTagged, tagsOf } from "./data/hashtags.mjs";
import { conversation, found, mentions, profile, related } from "./data/places.mjs";

export { AUTHOR, REPLIES, TAGGED };

/**
 * @typedef {object} Answer
 * @property {string} id
 * @property {string} handle Who wrote it, as the page says now.
 * @property {string} user The number that stays.
 * @property {string} post What it answers in truth.
 * @property {string} to Who wrote that.
 * @property {boolean} direct Whether that is the post at the head of the conversation.
 * @property {string} root That one.
 * @property {{cart: boolean, basket: boolean}} tags
 * @property {string | null} lang `null`: X's word for none.
 * @property {string} posted ISO 8601, UTC, as the page says it.
 * @property {string | null} thanked When the author answered it, as ISO 8601.
 * @property {"more" | "spam" | "row" | null} behind The button on the post's own page that it is behind, or its thread.
 * @property {boolean} placed Whether its place on that page, with no button pressed, says what it answers: what it answers stands right above it.
 */

/** X's words for a text without a language. */
const NO_LANGUAGE = new Set(["und", "zxx", "qht", "qme"]);

/** @returns {Answer} */
function answer(all, post) {
  const parent = all.byId.get(post.inReplyTo);
  const root = all.root(post);
  const head = all.above(post)[1] ?? post;
  const thanks = all.below(post).find((one) => one.user === root.user);
  return {
    id: post.id, handle: post.user.handle, user: post.user.uid,
    post: parent.id, to: parent.user.handle, direct: parent === root, root: root.id,
    tags: tagsOf(post), lang: NO_LANGUAGE.has(post.lang) ? null : post.lang, posted: post.time, thanked: thanks?.time ?? null,
    behind: post.behind ?? head.behind ?? null,
    placed: !parent.gone && parent.behind !== "row",
  };
}

/** Why a post with a hashtag is no answer to anybody's post: `LeftOut` of the Rust core by its names. */
function leftOut(all, post) {
  if (post.promoted) return "promoted";
  if (post.inReplyTo) return all.byId.get(post.inReplyTo).user === post.user ? "own" : null;
  return post.quote ? "quote" : "no_reply";
}

/** The slots of a page with every button pressed. */
function slotsOf(all, { author, focal }, page, { of = "main", q = "" }) {
  const opened = new Proxy({}, { get: () => true });
  const post = all.posts.find(({ key }) => key === of) ?? focal;
  const makers = { status: () => conversation(all, post.id, { opened }), mentions: () => mentions(all, author), search: () => found(all, q), profile: () => profile(all, author) };
  return makers[page]();
}

/**
 * What stands on a page: `answers`, all of others' to somebody else's post, with a hashtag or without; `counts`, those
 * with one; `leftOut`, what has one and is no such answer, as `{ id, handle, why }`; `alike`, answers that only look
 * like it, as `{ id, why }`.
 * @param {"status" | "mentions" | "search" | "profile"} page
 * @param {{seed?: number, later?: string, of?: string, q?: string}} [options] `of`: whose page, a key of `posts`; `q`: what is searched for
 * @returns {{answers: Answer[], counts: Answer[], leftOut: object[], alike: object[]}}
 */
export function truth(page, options = {}) {
  const made = makeAnswers(options);
  const all = related(made.posts);
  const slots = slotsOf(all, made, page, options);
  const heading = slots.findIndex((slot) => slot.heading);
  const shown = slots.map(({ tweet }, at) => ({ tweet, below: heading >= 0 && at > heading })).filter(({ tweet }) => tweet);
  const reasons = shown.filter(({ tweet }) => isTagged(tweet)).map(({ tweet, below }) => ({ id: tweet.id, handle: tweet.user.handle, why: below ? "elsewhere" : leftOut(all, tweet) }));
  const out = reasons.filter(({ why }) => why !== null);
  const isAnswer = ({ tweet, below }) => !below && tweet.inReplyTo && tweet.user !== made.author && all.byId.get(tweet.inReplyTo).user !== tweet.user;
  const answers = shown.filter(isAnswer).map(({ tweet }) => answer(all, tweet));
  return {
    answers,
    counts: answers.filter(({ tags }) => tags.cart || tags.basket),
    leftOut: out,
    alike: shown.filter(({ tweet }) => tweet.alike).map(({ tweet }) => ({ id: tweet.id, why: tweet.alike })),
  };
}

/**
 * The author's posts, newest first, each with the answers below it: how many there are of others', and how many have a
 * hashtag and answer the post itself, of how many people.
 * @returns {Array<{key: string, id: string, path: string, sells: string | null, counts: object, answers: number, tagged: number, people: number}>}
 */
export function posts(options = {}) {
  const { posts: made, author } = makeAnswers(options);
  return profile(related(made), author).map(({ tweet: { key, id, sells = null, counts } }) => {
    const { answers, counts: tagged } = truth("status", { ...options, of: key });
    const direct = tagged.filter((one) => one.direct);
    return { key, id, path: `/${author.handle}/status/${id}`, sells, counts: { ...counts }, answers: answers.length, tagged: direct.length, people: new Set(direct.map(({ user }) => user)).size };
  });
}

/** Whose answers `later` is about, as they are before: by its names, `{ id, handle, user }`. */
export function examples(options = {}) {
  const { examples: made } = makeAnswers({ ...options, later: "" });
  return Object.fromEntries(Object.entries(made).map(([name, { id, user }]) => [name, { id, handle: user.handle, user: user.uid }]));
}
