// The page's state outside React: tweets, slots of the timeline, path, dialog
// and toast. Components subscribe to it as a whole; the page is small.
import { useSyncExternalStore } from "react";
import { AUTHOR, makeAnswers } from "../data/answers.mjs";
import { person as known, VIEWER } from "../data/people.mjs";
import { makeTweets, NOW } from "../data/tweets.mjs";
import { OWN_WORDS, word } from "../data/words.mjs";
import { named } from "../switches.mjs";

export const switches = JSON.parse(document.getElementById("switches").textContent);

/** The posts of `answers=shown`, with the people who wrote them. */
export const world = switches.answers === "shown" ? makeAnswers(switches) : null;

/** Who has this handle now: the author of the answered posts may have another one than in the list of people. */
export const person = (handle) => [world?.author, ...(world?.people ?? [])].find((one) => one?.handle === handle) ?? known(handle);

/** Whether nobody is logged in. */
export const OUT = switches.viewer === "out";

/** Who is. */
export const ME = switches.viewer === "author" ? person(AUTHOR) : VIEWER;

/** Touch layouts have no side columns, and no composer within their pages. */
export const MOBILE = switches.layout === "mobile";

/** Whether X "has changed" this: what extensions know it by is gone. */
export const changed = (what) => named(switches.changed).includes(what);

/** Whether the author let only some reply. */
export const limited = (tweet) => tweet.restricted || switches.restricted !== "some";

/** X's words in the page's language. */
export const say = (key, value) => word(key, switches.lang, value);

/** The viewer's reply as a tweet. */
const ownReply = ({ id, in_reply_to, text }) => ({
  kind: "own-reply",
  id,
  inReplyTo: in_reply_to,
  user: ME,
  lang: "en",
  products: [],
  text: [text],
  time: new Date(NOW).toISOString(),
  counts: { replies: 0, reposts: 0, likes: 0, bookmarks: 0, views: 1 },
});

/** The posts of `answers=shown` that the page has asked X for. Those behind a button nobody has pressed are not among them. */
export const loaded = new Set();

const tweets = [...makeTweets(switches), ...(world?.posts ?? []), ...switches.replies.map(ownReply)];

/** Paths that lie over a page instead of being one. */
const OVERLAY = /^\/(compose\/post|intent\/(post|tweet))$/;
/** Where X leads people who are not logged in to its login. */
const NEEDS_ACCOUNT = /^\/(home|search|notifications(\/mentions)?|i\/bookmarks)?$/;
const PHOTO = /^\/[^/]+\/status\/\d+\/photo\/\d+$/;

/** What no post of a list shows. */
const ASIDE = new Set(["page", "query", "path", "overlay", "toast", "drafts"]);

let state = {
  version: 0,
  /** Changes with whatever a post may show, which no other change draws again: what it shows is changed in its place. */
  posts: 0,
  /** Changing it remounts the whole app. */
  generation: 0,
  tweets,
  /** Which tweet stands in a timeline slot; the slot keeps its React key. */
  standIn: {},
  /** Changing a tweet's number remounts its action bar. */
  bars: {},
  /** The tweets whose whole text the reader asked for. */
  unfolded: {},
  /** The buttons of conversations that were pressed, by what they open. */
  opened: {},
  theme: switches.theme,
  page: OUT ? "/i/flow/login" : "/home",
  /** The page's query, which an overlay's address does not change. */
  query: "",
  path: location.pathname,
  /** null, or {kind: "compose" | "photo" | "restricted" | "login" | "loading", …} */
  overlay: null,
  toast: null,
  /** What the user chose to keep: {inReplyTo, text}. */
  drafts: [],
};

const listeners = new Set();

export function update(change) {
  const keys = Object.keys(change);
  const aside = keys.length > 0 && keys.every((key) => ASIDE.has(key));
  state = { ...state, ...change, version: state.version + 1, posts: state.posts + (aside ? 0 : 1) };
  for (const listener of [...listeners]) listener();
}

export const get = () => state;

export function useStore() {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, get);
}

/** Also the tweet inside an Article, which stands in no list. */
export const tweetById = (id) => id && state.tweets.flatMap((t) => [t, t.article?.embed]).find((t) => t?.id === id);

/** Adds the viewer's new reply, so that it stands under its tweet and its page can be shown. */
export const addReply = (reply) => update({ tweets: [...state.tweets, ownReply(reply)] });

/** Reads the address bar: a page, or an overlay above the page that was there. */
export function readLocation() {
  const path = location.pathname;
  const query = new URLSearchParams(location.search);
  if (OVERLAY.test(path)) {
    const id = history.state?.inReplyToStatusId ?? query.get("in_reply_to");
    const hashtags = (query.get("hashtags") ?? "").split(",").filter(Boolean).map((tag) => `#${tag}`);
    const words = [query.get("text"), query.get("url"), ...hashtags].filter(Boolean);
    // X puts one space after a prefilled text.
    const text = words.length > 0 ? `${words.join(" ")} ` : kept();
    update({ path, overlay: composerFor(tweetById(id) ?? null, text) });
  } else if (PHOTO.test(path)) {
    update({ path, overlay: { kind: "photo", tweet: tweetById(path.split("/")[3]) } });
  } else {
    update({ path, page: path === "/" ? "/home" : path, query: location.search, overlay: null });
  }
}

/** The user's own words, where an unsent draft is to stand in the composer. */
const kept = () => (switches.draft === "held" || history.state?.left ? OWN_WORDS : "");

/** What an address of the composer opens, by the switches. */
function composerFor(tweet, text) {
  if (OUT) return { kind: "login" };
  if (history.state?.over) return { kind: "compose", tweet: shown(tweet), text };
  if (switches.reply === "never") return null;
  return switches.address === "stuck" ? { kind: "loading" } : { kind: "compose", tweet: shown(tweet), text };
}

/** The tweet a composer shows: with `reply=wrong-parent` another one's. */
const shown = (tweet) => (tweet && switches.reply === "wrong-parent" ? state.tweets.find((other) => other.user !== tweet.user && other.id !== tweet.id) : tweet);

/** With `draft=other` the user had left a composer open, with words in it, when the page came into sight. */
export function begin() {
  const path = location.pathname;
  if (OUT && NEEDS_ACCOUNT.test(path)) history.replaceState(null, "", "/i/flow/login");
  readLocation();
  if (switches.wall === "1" && !state.overlay) update({ overlay: { kind: "login" } });
  if (switches.draft === "other" && !state.overlay) goto("/compose/post", { inReplyToStatusId: state.tweets[2].id, over: true, left: true });
}

/** Navigates as X does: no load, one history entry. */
export function goto(path, historyState = null) {
  history.pushState(historyState, "", path);
  readLocation();
  if (!state.overlay) window.scrollTo(0, 0);
}

/** An open composer's say when the user goes back: true keeps it. */
let guard = null;

export const setGuard = (stay) => {
  guard = stay;
};

/** Back and forward. With `back=asks` a composer with text stays, and asks. */
export function onTravel() {
  if (switches.back === "asks" && !OVERLAY.test(location.pathname) && guard?.()) history.forward();
  else readLocation();
}

export function closeOverlay() {
  guard = null;
  if (history.state?.over) history.back();
  else goto(state.page);
}

/** X's toasts stand in a queue: one in the page at a time, each for as long as it takes to read. */
const waiting = [];

const toastFor = ({ text, id, help, link, button }) => switches.toastFor || Math.max(4000, text.split(" ").length * 200 + 225) + (id || help || link || button ? 2000 : 0);

function nextToast() {
  const toast = waiting.shift() ?? null;
  update({ toast });
  if (toast) setTimeout(nextToast, toastFor(toast));
}

/**
 * Shows a toast when those before it have gone. `id` is the new status, if there is one; `help` puts X's link to its help
 * there, `link` another, as its word and its address, and `button` a button of that word.
 */
export function toast(text, { id = null, help = false, link = null, button = null } = {}) {
  waiting.push({ text, id, help, link, button, key: Math.random() });
  if (!state.toast) nextToast();
}
