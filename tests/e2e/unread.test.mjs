// A storage that the browser cannot read, as after a crash of the whole machine: every page says so and nothing untrue, a
// press says so, and what is kept stays.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inBackground } from "../support/chrome.mjs";
import { BROWSERS, keysOf, open, press, shows, text, until } from "../support/hashcart.mjs";

const KEPT = { v: 1, data: { found: { key: "B0HCART099@amazon.de", link: "https://www.amazon.de/dp/B0HCART099", title: "Kept before" }, saved_at: 1_764_000_000_000, changed_at: 1_764_000_000_000, status: { state: "saved" } } };

/** Chromium's words, of reports by users. */
const WORDS = "IO error: .../000003.log: Unable to create writable file (ChromeMethodBFE: 3::NewWritableFile::8)";

/** The pages that show what is kept. */
const PAGES = ["popup", "list", "options", "insights", "handover", "welcome"];

const refuse = (words, { chrome }) => {
  for (const name of ["get", "getKeys"]) chrome.storage.local[name] = () => Promise.reject(new Error(words));
};

describe("a storage that cannot be read", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "wasm" });
        await world.desk();
      });
      after(() => world?.end());

      // Firefox gives a page its `chrome` after the driver's turn.
      for (const name of browser === "chromium" ? PAGES : []) {
        test(`${name}.html says so, and not that there is nothing`, async () => {
          await world.write({ "item:B0HCART099@amazon.de": KEPT });
          const page = await world.session.page();
          await page.evaluateOnNewDocument(`(${refuse})(${JSON.stringify(WORDS)}, globalThis)`);
          await page.goto(`${world.session.baseUrl()}/${name}.html`);
          await until(page, (words) => document.querySelector("#error").checkVisibility() && document.querySelector("#error").textContent === words, "what it says", { args: [text("fault_storage_read")] });
          const shown = await page.evaluate(() => document.body.innerText);
          for (const untrue of ["empty", "handover_none", "fault_storage"]) assert.ok(!shown.includes(text(untrue)), `${untrue}: ${shown}`);
          await page.close();
        });
      }

      test("a press says so, changes nothing, and is heard once it can be read again", async () => {
        const tweet = world.tweet("dp");
        await world.write({ "item:B0HCART099@amazon.de": KEPT });
        const page = await world.xWith(tweet);
        await inBackground(world, `(scope) => {
          scope.before = { get: scope.chrome.storage.local.get, getKeys: scope.chrome.storage.local.getKeys };
          (${refuse})(${JSON.stringify(WORDS)}, scope);
        }`);
        await press(page, tweet);
        await shows(page, tweet, { tone: "failed", note: text("fault_storage_read") });
        assert.equal(world.replica.sent(tweet.id).replies, 0);
        await inBackground(world, "(scope) => { Object.assign(scope.chrome.storage.local, scope.before); }");
        assert.deepEqual(Object.keys(await world.records()).filter((key) => key.startsWith("item:")), ["item:B0HCART099@amazon.de"]);
        await page.bringToFront();
        await press(page, tweet);
        await world.kept(keysOf(tweet)[0], "replied");
        await page.close();
      });
    });
  }
});
