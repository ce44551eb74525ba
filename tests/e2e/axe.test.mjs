// What we put into X's page and Amazon's, as axe sees it: in closed trees, which only the extension's own world can open.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { itemRecord, open as openStore } from "../support/handover.mjs";
import { face, inside, mainly, press, reach, SETTINGS, sharing, shows, text, until, untilHere, whole } from "../support/hashcart.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Run in our own world of the page: what axe finds in the hosts that match, and how many parts of ours it looked at. */
const LOOK = `async (selector) => {
  if (!globalThis.axe) { ${AXE} }
  const hosts = [...document.querySelectorAll(selector)].filter((host) => tree(host));
  // In this world alone, a closed tree is one that axe can enter.
  for (const host of hosts) if (!host.shadowRoot) Object.defineProperty(host, "shadowRoot", { value: tree(host), configurable: true });
  const { violations, passes } = await globalThis.axe.run({ include: hosts }, { rules: { "target-size": { enabled: true }, region: { enabled: false } } });
  const ours = ({ target }) => target.some((part) => Array.isArray(part) && part.length > 1);
  return {
    found: violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 160) + " " + any.map(({ message }) => message).join())]),
    looked: passes.reduce((sum, { nodes }) => sum + nodes.filter(ours).length, 0),
  };
}`;

/** Nothing to complain of in what of ours matches; it has been looked at, and more than its host. */
async function clean(page, selector, what) {
  await page.bringToFront();
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  const { found, looked } = await inside(page, LOOK, selector);
  assert.deepEqual(found, [], what);
  assert.ok(looked > 3, `${what}: ${looked} parts of ours looked at`);
}

describe("axe", () => {
  for (const browser of mainly("chromium")) {
    describe(browser, () => {
      const anew = sharing(browser, { page: { n: 40 } });

      // What a narrow page places otherwise has the wide one's colours.
      const themes = ["light", "dark", "contrast"];
      for (const [path, width, shown] of [["/home", 1280, themes], ["/home?layout=mobile", 400, whole(themes, ["light"])]]) {
        test(`what we put into X's page, ${shown.join(", ")}, ${width} pixels wide`, () => anew(null, async (world) => {
          for (const theme of shown) {
            const x = await world.x(`${path}${path.includes("?") ? "&" : "?"}theme=${theme}`, { viewport: { width, height: 900 } });
            const [dp, two, ref, noted] = ["dp", "two-products", "dp-ref", "card-large"].map((kind) => world.tweet(kind));
            const of = (tweet) => `[data-hashcart^="${tweet.id}:"]`;
            await reach(x, dp);
            await clean(x, of(dp), `${theme}: a button`);
            await press(x, dp);
            await untilHere(async () => (await face(x, dp)).choices.length === 3, "the question");
            await clean(x, of(dp), `${theme}: the question`);
            await x.keyboard.press("Escape");
            await press(x, two);
            await untilHere(async () => (await face(x, two)).menu?.length > 2, "the menu");
            await clean(x, of(two), `${theme}: the menu`);
            await x.keyboard.press("Escape");
            await world.write({ settings: { v: 1, data: { ...SETTINGS, reply: "private" } } });
            await press(x, ref);
            await shows(x, ref, { tone: "done", label: text("button_added") });
            await untilHere(() => inside(x, (host) => tree(document.querySelector(host)).querySelector(".offer:popover-open") !== null, of(ref)), "the offer");
            await clean(x, of(ref), `${theme}: saved, with the offer`);
            await world.write({ [`item:${noted.products[0].asin}@${noted.products[0].host.replace("www.", "")}`]: { v: 99, data: {} } });
            await press(x, noted);
            await shows(x, noted, { tone: "failed" });
            await untilHere(async () => (await face(x, noted)).note !== "", "why it failed");
            await clean(x, of(noted), `${theme}: failed`);
            await x.close();
            world.errors([/the item could not be kept/]);
            await world.clear();
            await (await world.desk()).evaluate(() => chrome.storage.local.clear());
          }
        }));
      }

      test("what is wrong in a closed tree is found", () => anew(null, async (world) => {
        const x = await world.x();
        const dp = world.tweet("dp");
        const host = `[data-hashcart^="${dp.id}:"]`;
        await reach(x, dp);
        await inside(x, (selector) => { tree(document.querySelector(selector)).append(document.createElement("button")); }, host);
        const { found } = await inside(x, LOOK, host);
        assert.ok(found.some(([rule]) => rule === "button-name"), JSON.stringify(found));
      }));

      test("the panel on Amazon's pages, at each of its kinds of halt, wide and narrow", async () => {
        const store = await openStore(browser);
        try {
          store.amazon.put("B0AXE00001", { state: "choose" });
          store.amazon.put("B0AXE00002", {});
          store.amazon.put("B0AXE00003", { state: "no-offer" });
          await store.begin(["B0AXE00001", "B0AXE00002", "B0AXE00003"].map((asin) => itemRecord(asin)));
          await store.send();
          for (const halt of ["choose", "press", "no_offer"]) {
            await store.until((walk) => walk.halt === halt, halt);
            const tab = await store.tab();
            await untilHere(async () => (await store.panel(tab))?.acts.length > 0, "the panel");
            for (const width of [1280, 400]) {
              await tab.setViewport({ width, height: 800 });
              await until(tab, (wanted) => innerWidth === wanted, `${width} pixels`, { args: [width] });
              await clean(tab, "[data-hashcart-panel]", `${halt}, ${width} pixels`);
              // The same colours in both browsers; only Chromium's driver can make a page dark.
              if (browser === "chromium" && width === 1280) {
                await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
                await clean(tab, "[data-hashcart-panel]", `${halt}, dark`);
                await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
              }
            }
            await store.act(tab, "skip");
          }
          await store.until((walk) => walk.at === "done", "the end");
        } finally {
          await store.end();
        }
      });
    });
  }
});
