// The panel on Amazon's pages is ours: the page can neither read it nor have its user press it unseen.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inside } from "../support/inside.mjs";
import { itemRecord, open, until } from "../support/handover.mjs";
import { BROWSERS } from "../support/hashcart.mjs";

const ASIN = "B0PANEL001";

describe("panel", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser); });
      after(() => world?.end());

      /** A walk that waits for its user's press, and where its panel has this line. */
      const begun = async () => {
        world.amazon.put(ASIN, {});
        await world.begin([itemRecord(ASIN)]);
        await world.send();
        await world.until((walk) => walk.halt === "press", "the item");
        const tab = await world.tab();
        await tab.bringToFront();
        await until(tab, () => document.querySelector("[data-hashcart-panel]"), "the panel");
        const at = () => inside(tab, () => {
          const { x, y, width, height } = tree(document.querySelector("[data-hashcart-panel]")).querySelector("[data-act=stop]").getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        });
        return { tab, at };
      };

      test("the page reads nothing in it, and its own events there stay its own", async () => {
        const { tab } = await begun();
        const seen = await tab.evaluate(() => {
          const host = document.querySelector("[data-hashcart-panel]");
          let heard = 0;
          document.addEventListener("click", () => { heard += 1; }, { once: true });
          host.click();
          return [host.shadowRoot, host.innerText, host.textContent, host.getAttributeNames().sort().join(), heard];
        });
        assert.deepEqual(seen, [null, "", "", "data-hashcart-panel,lang", 1]);
        assert.equal((await world.walk()).halt, "press");
        await world.act(tab, "stop");
        await world.until((walk) => walk.at === "done", "the end");
      });

      test("by keys alone: it comes after the page's last part, and its buttons are pressed", async () => {
        const { tab } = await begun();
        const at = () => inside(tab, () => {
          const host = document.querySelector("[data-hashcart-panel]");
          return document.activeElement === host ? tree(host).activeElement?.dataset.act ?? null : null;
        });
        await tab.evaluate(() => {
          const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select")].filter((one) => one.checkVisibility() && !one.disabled);
          stops.at(-1).focus();
        });
        const stops = [];
        for (let press = 0; press < 4; press += 1) {
          await tab.keyboard.press("Tab");
          stops.push(await at());
        }
        // From the page's end a driver's Tab key does not lead into the browser's bar in Firefox: it stays.
        assert.deepEqual([...new Set(stops.filter(Boolean))], ["skip", "stop"]);
        // Out of the page and back into it, from behind.
        for (let press = 0; press < 6 && (await at()) !== "stop"; press += 1) {
          await tab.keyboard.down("Shift");
          await tab.keyboard.press("Tab");
          await tab.keyboard.up("Shift");
        }
        assert.equal(await at(), "stop");
        await tab.keyboard.press("Enter");
        const walk = await world.until((now) => now.at === "done", "the end");
        assert.deepEqual(walk.items.map(({ outcome }) => outcome.reason), ["stopped"]);
      });

      test("faded, shrunk or covered by the page, it is not pressed", async () => {
        const { tab, at } = await begun();
        for (const trap of ["html { opacity: 0.02 }", "html { filter: opacity(2%) }", "html::after { content: ''; position: fixed; inset: 0; z-index: 2147483647; background: white }"]) {
          const { x, y } = await at();
          await tab.evaluate((css) => {
            const sheet = document.createElement("style");
            sheet.id = "trap";
            sheet.textContent = css;
            document.documentElement.append(sheet);
          }, trap);
          await tab.mouse.click(x, y);
          await tab.evaluate(() => document.getElementById("trap").remove());
          assert.equal((await world.walk()).at === "done", false, trap);
        }
        // The page's rules for the host do not reach it.
        const place = await at();
        await tab.evaluate(() => {
          const sheet = document.createElement("style");
          sheet.textContent = "[data-hashcart-panel] { opacity: 0; --text: transparent; transform: scale(0.2); inset: 0 auto auto 0; display: none }";
          document.documentElement.append(sheet);
        });
        assert.deepEqual(await at(), place);
        await world.act(tab, "stop");
        await world.until((walk) => walk.at === "done", "the end");
      });
    });
  }
});
