// The parts of X's program and of the background that come when they are first needed: what needs them, what does without,
// and what becomes of it where they do not come.
import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { altered } from "../support/altered.mjs";
import { inBackground } from "../support/chrome.mjs";
import { BROWSERS, SETTINGS, hostOf, inside, keysOf, press, sharing, shows, text, until, untilHere, within } from "../support/hashcart.mjs";
import { putToSleep } from "../support/kill.mjs";

/** Whether all of the program is in the page. */
const isWhole = (page) => inside(page, () => globalThis.hashcart.isWhole());

/** Kept from `tweet`, as the background writes it. */
const record = (tweet) => ({
  [`item:${keysOf(tweet)[0]}`]: {
    v: 1,
    data: {
      found: { key: keysOf(tweet)[0], link: `https://www.amazon.com/dp/${tweet.products[0].asin}`, title: "A kettle", tweet: { id: tweet.id, author: tweet.user.handle } },
      saved_at: Date.now() - 60_000,
      changed_at: Date.now() - 60_000,
      status: { state: "saved" },
    },
  },
});

describe("lazy", () => {
  for (const browser of BROWSERS) {
    // Where WebAssembly is refused, which only Chromium lets a page do, the twin is in two as well.
    for (const csp of browser === "chromium" ? ["wasm", "strict"] : ["wasm"]) describe(`${browser}, ${csp === "wasm" ? "WebAssembly" : "twin"}`, () => {
      const anew = sharing(browser, { csp, page: { n: 60 } });
      const quietly = (use) => () => anew({ ...SETTINGS, reply: "private" }, use);

      test("buttons on the page need none of it; the first press brings it", quietly(async (world) => {
        const page = await world.x();
        const [dp, other] = [world.tweet("dp"), world.tweet("slug-dp")];
        await hostOf(page, dp);
        await hostOf(page, other);
        assert.equal(await isWhole(page), false);
        await press(page, dp);
        await shows(page, dp, { tone: "done", note: "" });
        await world.kept(keysOf(dp)[0], "saved");
        assert.equal(await isWhole(page), true);
        await press(page, other);
        await shows(page, other, { tone: "done", note: "" });
        await page.close();
      }));

      test("a product that is in the list brings it, and the button says so", quietly(async (world) => {
        const dp = world.tweet("dp");
        await world.write(record(dp));
        const page = await world.x();
        await hostOf(page, dp);
        await shows(page, dp, { tone: "done", label: text("button_added") });
        assert.equal(await isWhole(page), true);
        await page.close();
      }));

      test("what another page puts into the list brings it where it is shown, and nowhere else", quietly(async (world) => {
        const [dp, other] = [world.tweet("dp"), world.tweet("slug-dp")];
        const page = await world.x("/home", {});
        await hostOf(page, dp);
        const elsewhere = await world.x(`/search?q=${keysOf(other)[0].split("@")[0]}`, {});
        await hostOf(elsewhere, other);
        await world.write(record(dp));
        await page.bringToFront();
        await shows(page, dp, { tone: "done", label: text("button_added") });
        assert.deepEqual([await isWhole(page), await isWhole(elsewhere)], [true, false]);
        await elsewhere.close();
        await page.close();
      }));

      if (csp === "strict") test("the twin's second part goes on when the first has let memory grow", quietly(async (world) => {
        const page = await world.x();
        const [dp, other] = [world.tweet("dp"), world.tweet("slug-dp")];
        await hostOf(page, dp);
        await press(page, dp);
        await shows(page, dp, { tone: "done", note: "" });
        assert.equal(await isWhole(page), true);
        await inside(page, () => {
          globalThis.grown = 0;
          const { transfer } = ArrayBuffer.prototype;
          ArrayBuffer.prototype.transfer = function grow(...size) {
            globalThis.grown += 1;
            return transfer.apply(this, size);
          };
        });
        // A text that is handed over needs a place, though it is refused then.
        await (await world.desk()).evaluate(async (address) => {
          const [tab] = await chrome.tabs.query({ url: "https://x.com/*" });
          return chrome.tabs.sendMessage(tab.id, { v: 1, call: "find_behind", address });
        }, "long".repeat(200_000));
        assert.ok(await inside(page, () => globalThis.grown > 0), "memory has grown");
        await page.bringToFront();
        await hostOf(page, other);
        await press(page, other);
        await shows(page, other, { tone: "done", label: text("button_added"), note: "" });
        await world.kept(keysOf(other)[0], "saved");
        await page.close();
      }));
    });

    for (const [what, script, csp] of [["does not come", "0;\n", "wasm"], ["is broken", "hashcart.take(new Uint8Array(8));\n", "wasm"], ...(browser === "chromium" ? [["does not come to the twin", "0;\n", "strict"]] : [])]) test(`${browser}: where it ${what}, what was pressed is in the list, and the user is told`, async () => {
      const { folder, remove } = await altered(browser, (manifest) => manifest, { [csp === "wasm" ? "lazy-x.js" : "twin-lazy-x.js"]: script });
      const ending = { allowed: [/what follows a press did not come|a part of the program did not come/] };
      await within(browser, { csp, extension: folder, ending }, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        await press(page, dp);
        await shows(page, dp, { tone: "done", note: text("fault_engine") });
        await world.kept(keysOf(dp)[0], "saved");
        assert.deepEqual(world.replica.state.attempts, []);
        await untilHere(() => world.session.consoleErrors.some(({ text: said }) => /what follows a press did not come/.test(said)), "what developers are told");
        // Who asks the page something is not left waiting.
        const asked = await (await world.desk()).evaluate(() => chrome.tabs.query({ url: "https://x.com/*" }).then(([tab]) => chrome.tabs.sendMessage(tab.id, { v: 1, call: "diagnose" })));
        assert.equal(asked ?? null, null);
      }).finally(remove);
    });

    test(`${browser}: a background that a closed tab or a press wakes reads its first part alone, and the second for what it is asked next`, () => within(browser, { csp: "wasm" }, async (world) => {
      const page = await world.x();
      const dp = world.tweet("dp");
      await hostOf(page, dp);
      const other = await world.session.page();
      await putToSleep(world);
      await other.close();
      await page.bringToFront();
      await press(page, dp);
      await shows(page, dp, { tone: "done" });
      await world.kept(keysOf(dp)[0], "replied");
      await world.badgeIs("1");
      const isWholeThere = () => inBackground(world, ({ hashcart }) => hashcart.isWhole());
      assert.equal(await isWholeThere(), false);
      const removed = await (await world.desk()).evaluate((key) => chrome.runtime.sendMessage({ v: 1, call: "remove", keys: [key] }), keysOf(dp)[0]);
      assert.deepEqual([removed, await isWholeThere()], [{ ok: 1 }, true]);
    }));

    for (const what of ["gone", "broken"]) test(`${browser}: where the background's second part is ${what}, a press is replied to and kept all the same; who asks for more is told, until it comes`, async () => {
      const { folder, remove } = await altered(browser, (manifest) => manifest);
      const file = join(folder, "lazy-background.wasm");
      const ending = { allowed: [/a part of the program did not come|Hashcart: the list: Engine: /] };
      await within(browser, { csp: "wasm", extension: folder, ending }, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        const bytes = await readFile(file);
        await (what === "gone" ? rm(file) : writeFile(file, "0"));
        await putToSleep(world);
        await page.bringToFront();
        await press(page, dp);
        await shows(page, dp, { tone: "done" });
        await world.kept(keysOf(dp)[0], "replied");
        assert.deepEqual(world.replies(), [[dp.id, "#AmazonCart"]]);
        await world.badgeIs("1");
        const popup = await world.popup();
        await popup.locator("#list li button.remove").click();
        await until(popup, (wanted) => document.body.textContent.includes(wanted), "the user is told", { args: [text("fault_engine")] });
        assert.ok(await world.record(keysOf(dp)[0]), "nothing is lost");
        await writeFile(file, bytes);
        await popup.locator("#list li button.remove").click();
        await until(popup, () => !document.querySelector("#list li"), "removed");
        await untilHere(async () => !await world.record(keysOf(dp)[0]), "removed");
      }).finally(remove);
    });
  }
});
