// Starts the replica's page and offers tests a handle on it.
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { App } from "./app.jsx";
import { get, goto, readLocation, tweetById, update } from "./store.js";
import { THEMES } from "../themes.mjs";

readLocation();
window.addEventListener("popstate", readLocation);
createRoot(document.getElementById("react-root")).render(<App />);

window.__replica = {
  get tweets() {
    return get().tweets;
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
