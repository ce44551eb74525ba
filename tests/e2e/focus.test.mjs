// Whoever presses by the keyboard is where they pressed when X's box has closed, unless they went on elsewhere.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, hostOf, inside, press, SETTINGS, sharing, shows, text, until, untilHere } from "../support/hashcart.mjs";
import { closeOver } from "../support/steps.mjs";

const noBox = (page) => until(page, () => !document.querySelector("[role=dialog]"), "X's box closed");

/**
 * Notes, in our own world, how button, focus and X's box are from now on: what lasts a second or two may be over when a
 * driver on a busy machine asks.
 */
const note = (page, tweet) => inside(page, (id) => {
  globalThis.moments = [];
  const look = () => {
    const host = document.querySelector(`[data-hashcart^="${id}:"]`);
    const box = document.querySelector("[role=dialog]") ? "box" : "no box";
    const now = `${box}, ${tree(host)?.querySelector(".main").dataset.tone}, focus ${document.activeElement === host ? "here" : "elsewhere"}`;
    if (globalThis.moments.at(-1) !== now) globalThis.moments.push(now);
  };
  setInterval(look, 20);
}, tweet.id);

describe("focus", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const anew = sharing(browser, { page: { duplicate: "off" } });

      for (const modal of ["plain", "trap"]) {
        // X's notice never comes, so that the end is waited for while the box has long gone.
        test(`modal=${modal}: after Enter the focus is on our button as soon as X's box is gone`, () => anew(SETTINGS, async (world) => {
          const tweet = world.tweet("dp");
          const page = await world.x(`/home?modal=${modal}&changed=toast`);
          await hostOf(page, tweet);
          await note(page, tweet);
          await press(page, tweet, "Enter");
          await shows(page, tweet, { tone: "done", label: text("button_replied"), focus: "" }, 30_000);
          const moments = await inside(page, () => globalThis.moments);
          const closed = moments.slice(moments.findLastIndex((moment) => moment.startsWith("box")) + 1);
          assert.ok(closed.includes("no box, busy, focus here"), moments.join("; "));
          assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
        }));
      }

      test("the user's own close of the box gives it back too", () => anew({ ...SETTINGS, reply: "review" }, async (world) => {
        const tweet = world.tweet("dp");
        const page = await world.x();
        await press(page, tweet, "Space");
        await shows(page, tweet, { label: text("button_waiting") });
        await closeOver(page);
        await shows(page, tweet, { tone: "done", focus: "", note: text("told_kept_without_reply") });
      }));

      test("so does X's sheet in the box's place", () => anew(SETTINGS, async (world) => {
        const tweet = world.tweet("dp");
        const page = await world.x("/home?reply=restricted");
        await press(page, tweet, "Enter");
        await shows(page, tweet, { tone: "noted", label: text("button_added"), note: "" });
        // As by a mouse on X's button: the focus goes with it.
        await page.click("[data-testid=sheetDialog] button");
        await shows(page, tweet, { focus: "", note: text("fault_reply_restricted") });
      }));

      test("who went on elsewhere meanwhile stays there", () => anew(SETTINGS, async (world) => {
        const [tweet, other] = [world.tweet("dp"), world.tweet("slug-dp")];
        const page = await world.x();
        await hostOf(page, other);
        const release = world.replica.hold();
        await press(page, tweet, "Enter");
        await untilHere(() => world.replica.state.attempts.length === 1, "the reply at the server");
        await inside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".main").focus(), other.id);
        release();
        await shows(page, tweet, { tone: "done", label: text("button_replied"), focus: null });
        await noBox(page);
        await shows(page, other, { focus: "" });
      }));
    });
  }
});
