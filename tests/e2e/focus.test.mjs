// Whoever presses by the keyboard is where they pressed when X's box has closed, unless they went on elsewhere.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, press, SETTINGS, sharing, shows, text, until, untilHere, within } from "../support/hashcart.mjs";

const MODALS = ["plain", "trap"];
const REPLIED = { tone: "done", label: text("button_replied") };

describe("focus", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const anew = sharing(browser, { page: { duplicate: "off" } });

      for (const modal of MODALS) {
        test(`modal=${modal}: after a reply by Enter the focus is on our button again`, () => anew({ reply: "post" }, async (world) => {
          const tweet = world.tweet("dp");
          const page = await world.x(`/home?modal=${modal}`);
          await press(page, tweet, "Enter");
          await shows(page, tweet, { ...REPLIED, focus: "" }, 15_000);
          await until(page, () => !document.querySelector("[role=dialog]"), "X's box closed");
          assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
        }));
      }
    });
  }
});
