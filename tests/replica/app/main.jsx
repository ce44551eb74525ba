// Starts the replica's page and offers tests a handle on it.
import "./changes.js";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { App } from "./app.jsx";
import { shorten } from "../data/links.mjs";
import { begin, get, goto, onTravel, switches, toast, tweetById, update } from "./store.js";
import { THEMES } from "../themes.mjs";

begin();
window.addEventListener("popstate", onTravel);
if (switches.worker === "1") navigator.serviceWorker.register("/sw.js");

/** X's app hangs under two components, the second of which holds its store: where extensions have found it. */
const Outer = ({ children }) => children;
const Provider = ({ children }) => children;
const link = (whole) => ({ url: shorten(whole), expanded_url: whole });
const linksOf = (tweet) => [...tweet.text.filter((part) => part.expanded).map((part) => part.expanded), ...(tweet.card ? [tweet.card.link] : [])].map(link);
/** As X's client has it, its links in one of two places: a long text's stand under its note, and nowhere else. */
function tweetEntity(tweet) {
  const long = Number.isInteger(tweet.more);
  return {
    id_str: tweet.id,
    user: tweet.user.handle,
    full_text: tweet.text.map((part) => (typeof part === "string" ? part : part.expanded ? shorten(part.expanded) : "")).join(""),
    entities: long ? {} : { urls: linksOf(tweet) },
    ...(long ? { note_tweet: { entity_set: { urls: linksOf(tweet) } } } : {}),
    ...(tweet.card ? { card: shorten(tweet.card.link) } : {}),
    ...(tweet.inReplyTo ? { in_reply_to_status_id_str: tweet.inReplyTo } : {}),
  };
}
const cardEntity = (tweet) => [shorten(tweet.card.link), { url: shorten(tweet.card.link), binding_values: { card_url: { type: "STRING", string_value: shorten(tweet.card.link) } } }];
const store = {
  getState: () => ({
    session: { user_id: "viewer" },
    entities: {
      tweets: { entities: Object.fromEntries(get().tweets.map((tweet) => [tweet.id, tweetEntity(tweet)])) },
      cards: { entities: Object.fromEntries(get().tweets.filter((tweet) => tweet.card).map(cardEntity)) },
    },
  }),
};
const held = switches.knows === "store" ? { store } : {};

createRoot(document.getElementById("react-root")).render(
  <div style={{ display: "contents" }}><Outer><Provider {...held}><App /></Provider></Outer></div>,
);

window.__replica = {
  /** Presses on what only has a sign of something else. */
  misled: [],
  get tweets() {
    return get().tweets;
  },
  get drafts() {
    return get().drafts;
  },
  /** Remounts everything, as X does when the theme changes. */
  rerender(theme = get().theme) {
    const colours = THEMES[theme];
    document.body.style.backgroundColor = colours.background;
    document.documentElement.style.colorScheme = colours.scheme;
    document.documentElement.dataset.theme = colours.scheme;
    flushSync(() => update({ theme, generation: get().generation + 1 }));
  },
  /** Shows tweet `toId` in the cell of `fromId`; React keeps the article's node. */
  recycle(fromId, toId) {
    flushSync(() => update({ standIn: { ...get().standIn, [fromId]: toId } }));
  },
  /** Remounts the action bar of one tweet. */
  replaceBar(id) {
    flushSync(() => update({ bars: { ...get().bars, [id]: (get().bars[id] ?? 0) + 1 } }));
  },
  /** Scrolls and draws what is near the screen then, all in this task: the browser need not give a frame for it. */
  scrollTo(top) {
    window.scrollTo({ top, behavior: "instant" });
    flushSync(() => update({}));
  },
  /** Changes the counts of one tweet, as X does while the page is open. */
  recount(id, counts) {
    const tweet = tweetById(id);
    Object.assign(tweet.counts, counts);
    flushSync(() => update({}));
  },
  /** Puts a toast at the end of X's queue. */
  toast,
  goto: (path) => flushSync(() => goto(path)),
};
