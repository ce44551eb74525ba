// The hand-over: from the list into the cart of a loopback Amazon, and what is said of it against what lies there.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ends, itemRecord, open } from "../support/handover.mjs";

const BROWSERS = ["chromium", "firefox"];
const asin = (number) => `B0HCART${String(number).padStart(3, "0")}`;

describe("hand-over", { concurrency: 2 }, () => {
  for (const browser of BROWSERS) {
    describe(browser, { concurrency: 1 }, () => {
      let world;
      before(async () => { world = await open(browser); });
      after(() => world?.end());

      test("three items, by the user's own presses", async () => {
        for (const n of [1, 2, 3]) world.amazon.put(asin(n), {});
        await world.begin([1, 2, 3].map((n) => itemRecord(asin(n))));
        await world.send({ [asin(2)]: 3 });
        const walk = await world.go();
        assert.deepEqual(ends(walk), { [asin(1)]: "in cart 1", [asin(2)]: "in cart 3", [asin(3)]: "in cart 1" });
        assert.deepEqual(world.amazon.units(), { [asin(1)]: 1, [asin(2)]: 3, [asin(3)]: 1 });
        world.presses();
      });
    });
  }
});
