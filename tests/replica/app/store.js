// The page's state outside React: tweets, slots of the timeline, path, dialog
// and toast. Components subscribe to it as a whole; the page is small.
import { useSyncExternalStore } from "react";
import { makeTweets } from "../data/tweets.mjs";
import { VIEWER } from "../data/people.mjs";

export const switches = JSON.parse(document.getElementById("switches").textContent);

/** Touch layouts have no side columns, and no composer within their pages. */
export const MOBILE = switches.layout === "mobile";

const tweets = makeTweets(switches);

/** Paths that lie over a page instead of being one. */
const OVERLAY = /^\/(compose\/post|intent\/(post|tweet))$/;
const PHOTO = /^\/[^/]+\/status\/\d+\/photo\/\d+$/;

let state = {
  version: 0,
  /** Changing it remounts the whole app. */
  generation: 0,
  tweets,
  /** Which tweet stands in a timeline slot; the slot keeps its React key. */
  standIn: {},
  /** Changing a tweet's number remounts its action bar. */
  bars: {},
  /** The tweets whose whole text the reader asked for. */
  unfolded: {},
  theme: switches.theme,
  page: "/home",
  /** The page's query, which an overlay's address does not change. */
  query: "",
  path: location.pathname,
  /** null, or {kind: "compose" | "restricted" | "photo", tweet} */
  overlay: null,
  toast: null,
};

const listeners = new Set();

export function update(change) {
  state = { ...state, ...change, version: state.version + 1 };
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
export const tweetById = (id) => state.tweets.flatMap((t) => [t, t.article?.embed]).find((t) => t?.id === id);

/** Adds the viewer's new reply, so that its page can be shown. */
export function addReply({ id, inReplyTo, text }) {
  const zero = { replies: 0, reposts: 0, likes: 0, bookmarks: 0, views: 1 };
  const reply = { kind: "own-reply", id, inReplyTo, user: VIEWER, lang: "en", products: [], text: [text], time: new Date(Date.UTC(2026, 10, 20, 18)).toISOString(), counts: zero };
  update({ tweets: [...state.tweets, reply] });
}

/** Reads the address bar: a page, or an overlay above the page that was there. */
export function readLocation() {
  const path = location.pathname;
  const query = new URLSearchParams(location.search);
  if (OVERLAY.test(path)) {
    const id = history.state?.inReplyToStatusId ?? query.get("in_reply_to");
    const hashtags = (query.get("hashtags") ?? "").split(",").filter(Boolean).map((tag) => `#${tag}`);
    const words = [query.get("text"), query.get("url"), ...hashtags].filter(Boolean);
    // X puts one space after a prefilled text.
    const text = words.length > 0 ? `${words.join(" ")} ` : "";
    update({ path, overlay: { kind: "compose", tweet: tweetById(id) ?? null, text } });
  } else if (PHOTO.test(path)) {
    update({ path, overlay: { kind: "photo", tweet: tweetById(path.split("/")[3]) } });
  } else {
    update({ path, page: path === "/" ? "/home" : path, query: location.search, overlay: null });
  }
}

/** Navigates as X does: no load, one history entry. */
export function goto(path, historyState = null) {
  history.pushState(historyState, "", path);
  readLocation();
  if (!state.overlay) window.scrollTo(0, 0);
}

export function closeOverlay() {
  if (history.state?.over) history.back();
  else goto(state.page);
}

let toastTimer = 0;

/** Shows a toast; it goes by itself. `id` is the new status, if there is one. */
export function toast(text, id = null) {
  clearTimeout(toastTimer);
  update({ toast: { text, id, key: state.version } });
  toastTimer = setTimeout(() => update({ toast: null }), switches.toastFor);
}
