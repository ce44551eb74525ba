// Starts the replica's page and offers tests a handle on it.
import "./changes.js";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { edit, protect, reissue, remove, rename } from "../data/later.mjs";
import { App } from "./app.jsx";
import { knowledge } from "./knows.js";
import { begin, get, goto, onTravel, person, switches, toast, tweetById, update } from "./store.js";
import { THEMES } from "../themes.mjs";

begin();
window.addEventListener("popstate", onTravel);
if (switches.worker === "1") navigator.serviceWorker.register("/sw.js");

/** X's app hangs under two components, the second of which holds its store: where extensions have found it. */
const Outer = ({ children }) => children;
const Provider = ({ children }) => children;
const held = switches.knows === "store" ? { store: knowledge } : {};

createRoot(document.getElementById("react-root")).render(
  <div style={{ display: "contents" }}><Outer><Provider {...held}><App /></Provider></Outer></div>,
);

/** Shows what `change` has done to posts or people. */
function redrawn(change) {
  change();
  flushSync(() => update({}));
}

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
  /** Gives a post other words; under another id, which is what it returns. */
  edit: (id, text) => redrawn(() => edit(tweetById(id), text)),
  reissue(id, text) {
    const tweet = tweetById(id);
    redrawn(() => reissue(tweet, text));
    return tweet.id;
  },
  /** Deletes an answer. */
  remove(id) {
    const tweet = tweetById(id);
    redrawn(() => {
      remove(tweet);
      const parent = tweetById(tweet.inReplyTo);
      if (parent) parent.counts.replies -= 1;
    });
  },
  /** Gives a person another handle. */
  rename: (handle, to) => redrawn(() => rename(person(handle), to)),
  /** Lets only a person's followers see their posts, of whom the viewer is none. */
  protect: (handle) => redrawn(() => protect(person(handle))),
  /** Puts a toast at the end of X's queue. */
  toast,
  goto: (path) => flushSync(() => goto(path)),
};
