// Whatever goes wrong in the middle of a press: the item is kept, the reply is posted once at most, the end has a name.
// A few courses by seed; `node tests/tools/faults.mjs` runs as many as you like.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inWorker } from "../support/background.mjs";
import { chance } from "../support/chance.mjs";
import { draw, run } from "../support/faults.mjs";
import { BROWSERS, open } from "../support/hashcart.mjs";
import { PREFS } from "../support/full.mjs";
import { kill } from "../support/kill.mjs";

const COURSES = { chromium: 4, firefox: 3 };

describe("faults", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "wasm", prefs: browser === "firefox" ? PREFS : {} });
        await world.desk();
      });
      // Browsers say it of every answer that does not come, and the courses see to that.
      after(() => world?.end({ allowed: [/Failed to load resource/] }));

      const next = chance(12);
      for (let at = 0; at < COURSES[browser]; at += 1) {
        const course = draw(next);
        test(`${course.kinds[0]}, X answers ${course.answer}; ${Object.entries(course.steps).map(([point, fault]) => `${point}: ${fault}`).join(", ")}`, async () => {
          assert.deepEqual(await run(world, course), []);
        });
      }

      // Firefox ends no background in the middle of its work.
      if (browser === "chromium") {
        test("two ends of the background at once, each started again", async () => {
          for (let time = 0; time < 3; time += 1) {
            await Promise.all([kill(world), kill(world)]);
            assert.equal(await inWorker(world, () => 7), 7);
          }
        });

        test("a background that is at its end has made no mistake", async () => {
          await kill(world);
          await inWorker(world, () => {
            globalThis.asked = new Promise((done) => {
              // The count for the toolbar begins with it.
              chrome.storage.local.getKeys = () => {
                // What the program makes of the answer, it makes before the next task.
                setTimeout(done);
                return Promise.reject(new Error("No SW"));
              };
            });
          });
          await world.write({ "item:B0HCART099@amazon.com": { v: 99, data: {} } });
          await inWorker(world, () => globalThis.asked);
          world.errors([/Failed to load resource/]);
          await kill(world);
        });
      }
    });
  }
});
