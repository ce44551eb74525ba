// The panel on Amazon's pages is ours: the page can neither read it nor have its user press it unseen.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inside, untilInside } from "../support/inside.mjs";
import { itemRecord, open, until, untilHere } from "../support/handover.mjs";
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

      test("a program that comes twice, because the background ended before it said that it came, is there once", async () => {
        const { tab } = await begun();
        await (await world.desk()).evaluate(async () => {
          const [store] = await chrome.tabs.query({ url: "https://www.amazon.de/*" });
          await chrome.scripting.executeScript({ target: { tabId: store.id }, files: ["hashcart-amazon.js", "content.js", "amazon.js"] });
        });
        await world.act(tab, "stop");
        await world.until((walk) => walk.at === "done", "the end");
        await untilInside(tab, () => tree(document.querySelector("[data-hashcart-panel]"))?.querySelector("[data-act=details]"), "how it ended");
        assert.equal(await tab.evaluate(() => document.querySelectorAll("[data-hashcart-panel]").length), 1);
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

      test("what has the focus in the page does not lie under it: it goes to the other side, and comes back", async () => {
        const { tab } = await begun();
        // Two links at the window's foot, and one at its top; in a narrow window the panel is as wide as that.
        await tab.evaluate(() => {
          for (const [id, style] of [["under", "right: 60px; bottom: 60px"], ["above", "right: 60px; top: 60px"], ["across", "left: 60px; bottom: 60px"]]) {
            document.body.append(Object.assign(document.createElement("a"), { id, href: "#", textContent: id, style: `position: fixed; ${style}` }));
          }
        });
        const covers = () => tab.evaluate(() => {
          const [one, panel] = [document.activeElement, document.querySelector("[data-hashcart-panel]")].map((node) => node.getBoundingClientRect());
          return { id: document.activeElement.id, covered: one.left < panel.right && panel.left < one.right && one.top < panel.bottom && panel.top < one.bottom, home: panel.right > innerWidth - 20 && panel.bottom > innerHeight - 20 };
        });
        for (const [width, steps] of [[1280, [["under", false], ["above", true], ["under", false], ["across", true]]], [400, [["under", false], ["above", true]]]]) {
          await tab.setViewport({ width, height: 900 });
          await until(tab, (wanted) => innerWidth === wanted, `${width} pixels`, { args: [width] });
          for (const [id, home] of steps) {
            await tab.focus(`#${id}`);
            await untilHere(async () => JSON.stringify(await covers()) === JSON.stringify({ id, covered: false, home }), `${width} pixels, the focus on ${id}`);
          }
        }
        await world.act(tab, "stop");
        await world.until((walk) => walk.at === "done", "the end");
      });

      // Of Firefox a driver can say only before its start that it is one for fingers.
      if (browser === "chromium") {
        test("under a finger what is pressed in it is 44 pixels high", async () => {
          const { tab } = await begun();
          const heights = () => inside(tab, () => [...tree(document.querySelector("[data-hashcart-panel]")).querySelectorAll("button, details:not([hidden]) summary")].map((one) => one.getBoundingClientRect().height));
          assert.ok((await heights()).some((height) => height < 44), "by mouse they are lower");
          const driver = await tab.createCDPSession();
          await driver.send("Emulation.setTouchEmulationEnabled", { enabled: true });
          await until(tab, () => matchMedia("(pointer: coarse)").matches, "a finger");
          assert.deepEqual((await heights()).filter((height) => height < 44), []);
          await driver.send("Emulation.setTouchEmulationEnabled", { enabled: false });
          await world.act(tab, "stop");
          await world.until((walk) => walk.at === "done", "the end");
        });
      }

      // Only Chromium lets a test hold back the frames of our own world; the program is the same.
      if (browser === "chromium") {
        test("a button that was not on the screen yet takes no press", async () => {
          const { tab, at } = await begun();
          const place = (act) => inside(tab, (name) => {
            const { x, y, width, height } = tree(document.querySelector("[data-hashcart-panel]"))?.querySelector(`[data-act=${name}]`)?.getBoundingClientRect() ?? {};
            return width > 0 && { x: x + width / 2, y: y + height / 2 };
          }, act);
          const stop = await at();
          await tab.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))); }));
          // In our own world, frames are held back.
          await inside(tab, () => {
            globalThis.held = [];
            globalThis.real = requestAnimationFrame.bind(globalThis);
            globalThis.requestAnimationFrame = (then) => globalThis.held.push(then);
          });
          await tab.mouse.click(stop.x, stop.y);
          await world.until((walk) => walk.at === "done", "the end");
          const close = await untilHere(() => place("close"), "what the end offers");
          await tab.mouse.click(close.x, close.y);
          assert.ok(await place("close"), "still there");
          await inside(tab, () => {
            globalThis.requestAnimationFrame = globalThis.real;
            for (const then of globalThis.held) requestAnimationFrame(then);
          });
          await world.act(tab, "close");
          await until(tab, () => !document.querySelector("[data-hashcart-panel]"), "no panel");
        });
      }

      // A page may give the focus to what it likes, and the panel goes out of the way of that.
      if (browser === "chromium") {
        test("a button that came under the pointer with the panel takes no press before it was on the screen there", async () => {
          const { tab, at } = await begun();
          const home = await at();
          await tab.evaluate(() => { document.body.append(Object.assign(document.createElement("a"), { id: "bait", href: "#", textContent: "bait", style: "position: fixed; right: 60px; bottom: 60px" })); });
          await inside(tab, () => {
            globalThis.held = [];
            globalThis.real = requestAnimationFrame.bind(globalThis);
            globalThis.requestAnimationFrame = (then) => globalThis.held.push(then);
          });
          await tab.focus("#bait");
          const frame = () => inside(tab, () => { const now = globalThis.held.splice(0); for (const then of now) then(0); return now.length; });
          await untilHere(async () => { await frame(); return (await at()).x < home.x - 300; }, "the panel at the other side");
          const { x, y } = await at();
          await tab.mouse.click(x, y);
          // Asked after whatever that press could have begun.
          await inside(tab, () => chrome.runtime.sendMessage({ v: 1, call: "peek_replies", tweet: "1" }).catch(() => null));
          assert.equal((await world.walk()).at === "done", false, "not stopped");
          await inside(tab, () => {
            globalThis.requestAnimationFrame = globalThis.real;
            for (const then of globalThis.held.splice(0)) requestAnimationFrame(then);
          });
          await world.act(tab, "stop");
          await world.until((walk) => walk.at === "done", "the end");
        });
      }

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
