// What a press on a tweet's reply button does, by the `reply` switch.
import { get, goto, switches, update } from "./store.js";

/** How long a slow composer keeps the reader waiting. */
const SLOW_MS = 2500;

export function openReply(tweet) {
  const mode = switches.reply;
  if (mode === "never") return;
  if (mode === "restricted" || tweet.restricted) {
    update({ overlay: { kind: "restricted", tweet } });
    return;
  }
  let target = tweet;
  if (mode === "wrong-parent") {
    const { tweets } = get();
    target = tweets.find((other) => other.user !== tweet.user && other.id !== tweet.id);
  }
  // The address changes at once; the dialog waits for X's lazy Compose bundle.
  const wait = mode === "slow" ? SLOW_MS : switches.composeDelay;
  goto("/compose/post", { inReplyToStatusId: target.id, over: true, wait });
}
