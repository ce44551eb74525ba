// Presses Add to Cart again and again, and counts what came of it: the happy path, as often as you like.
//
//   node tests/tools/soak.mjs [--runs 200] [--browser chromium|firefox] [--composer draft|textarea|lexical]
//
// Every press is on a post of its own, in one-press mode without time to think; half of them in a page that X draws
// anew in between. Fails at the first press that does not end in exactly one reply and one kept item.
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { BROWSERS, hostOf, keysOf, press, shows, text, within } from "../support/hashcart.mjs";

const { values } = parseArgs({ options: { runs: { type: "string", default: "200" }, browser: { type: "string" }, composer: { type: "string", default: "draft" } } });
const runs = Number(values.runs);

for (const browser of values.browser ? [values.browser] : BROWSERS) {
  const begun = Date.now();
  await within(browser, { csp: "strict", page: { n: 240, duplicate: "off", composer: values.composer } }, async (world) => {
    await world.desk();
    const tweets = world.replica.tweets().filter((tweet) => keysOf(tweet).length === 1 && !["restricted", "promoted"].includes(tweet.kind) && !tweet.quote);
    let page = await world.x();
    for (let run = 0; run < runs; run += 1) {
      const tweet = tweets[run % tweets.length];
      if (run % tweets.length === 0 && run > 0) {
        await world.clear();
        await page.close();
        page = await world.x();
      }
      await page.evaluate((to) => window.__replica.goto(to), `/${tweet.user.handle}/status/${tweet.id}`);
      await hostOf(page, tweet);
      await press(page, tweet);
      if (run % 2) await page.evaluate(() => window.__replica.rerender("light"));
      await shows(page, tweet, { tone: "done", label: text("button_replied") }, 20_000);
      assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 1 }, `run ${run}, ${tweet.kind}`);
      // Many posts show the same product: each is kept once.
      assert.ok(await world.record(keysOf(tweet)[0]), `run ${run}: ${keysOf(tweet)[0]} is kept`);
      await (await world.desk()).evaluate(async () => {
        const keys = Object.keys(await chrome.storage.local.get(null));
        await chrome.storage.local.remove(keys.filter((key) => key !== "settings"));
      });
    }
    world.replica.reset();
  });
  console.log(`${browser}, ${values.composer}: ${runs} of ${runs} presses replied once, ${((Date.now() - begun) / runs / 1000).toFixed(2)} s each`);
}
