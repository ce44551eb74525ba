// What a press on a tweet's reply button does, by the switches.
import { goto, limited, OUT, switches, update } from "./store.js";

export function openReply(tweet) {
  if (switches.reply === "never") return;
  if (OUT) update({ overlay: { kind: "login", forReply: true } });
  else if (switches.reply === "restricted" || limited(tweet)) update({ overlay: { kind: "restricted" } });
  // The address changes at once; the dialog waits for X's lazy Compose bundle.
  else goto("/compose/post", { inReplyToStatusId: tweet.id, over: true });
}
