// Starts the replica's page and offers tests a handle on it.
import "./changes.js";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { App } from "./app.jsx";
import { shorten } from "../data/links.mjs";
import { begin, get, goto, onTravel, switches, tweetById, update } from "./store.js";
import { THEMES } from "../themes.mjs";

begin();
window.addEventListener("popstate", onTravel);

/** X's app hangs under two components, the second of which holds its store: where extensions have found it. */
const Outer = ({ children }) => children;
const Provider = ({ children }) => children;
const tweetEntity = (tweet) => ({ id_str: tweet.id, entities: { urls: urls(tweet).map((whole) => ({ url: shorten(whole), expanded_url: whole })) } });
/** What a list does not show of a long text is not among its links either. */
const urls = (tweet) => [...tweet.text.slice(0, Number.isInteger(tweet.more) ? tweet.more : undefined).filter((part) => part.expanded).map((part) => part.expanded), ...(tweet.card ? [tweet.card.link] : [])];
const store = { getState: () => ({ entities: { tweets: { entities: Object.fromEntries(get().tweets.map((tweet) => [tweet.id, tweetEntity(tweet)])) } } }) };
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
  /** Changes the counts of one tweet, as X does while the page is open. */
  recount(id, counts) {
    const tweet = tweetById(id);
    Object.assign(tweet.counts, counts);
    flushSync(() => update({}));
  },
  goto: (path) => flushSync(() => goto(path)),
};
