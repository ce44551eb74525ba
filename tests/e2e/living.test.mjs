// A living button of ours, exactly once: whatever the page copies, puts in our place, or keeps of an older program. And
// of what a button does, X's scripts see nothing.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, face, hostOf, inside, keysOf, press, SETTINGS, sharing, shows, text, untilInside, within } from "../support/hashcart.mjs";

/** In our own world: for each article of a tweet, what of its marked elements has a tree. */
const hosts = (page, tweet) => inside(page, (id) => [...document.querySelectorAll("article")]
  .filter((article) => article.querySelector(`a[href*="/status/${id}"] time`))
  .map((article) => [...article.querySelectorAll("[data-hashcart]")].map((host) => Boolean(tree(host)?.querySelector(".main")))), tweet.id);

describe("living buttons", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const anew = sharing(browser);

      test("a copied post has a button of its own, which works", () => anew({ ...SETTINGS, reply: "private" }, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        await page.evaluate((id) => {
          const article = document.querySelector(`[data-hashcart^="${id}:"]`).closest("article");
          const copy = article.cloneNode(true);
          copy.id = "copy";
          copy.style.cssText = "position:fixed;inset:0 auto auto 0;inline-size:600px;z-index:99;background:white";
          document.querySelector("main").append(copy);
        }, dp.id);
        assert.deepEqual(await hosts(page, dp), [[true], [true]]);
        const box = await inside(page, () => {
          const { x, y, width, height } = tree(document.querySelector("#copy [data-hashcart]")).querySelector(".main").getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        });
        await page.bringToFront();
        await page.mouse.click(box.x, box.y);
        await world.kept(keysOf(dp)[0], "saved");
        await shows(page, dp, { tone: "done" });
      }));

      test("what the page puts in our place does not keep us away", () => anew({ ...SETTINGS, reply: "private" }, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        for (const open of [false, true]) {
          await page.evaluate((id, shadow) => {
            const ours = document.querySelector(`[data-hashcart^="${id}:"]`);
            const fake = document.createElement("div");
            fake.dataset.hashcart = ours.dataset.hashcart;
            if (shadow) fake.attachShadow({ mode: "open" }).innerHTML = "<button class=fake>Add</button>";
            ours.replaceWith(fake);
          }, dp.id, open);
          assert.deepEqual(await hosts(page, dp), [[true]]);
        }
        await page.evaluate((id) => {
          const ours = document.querySelector(`[data-hashcart^="${id}:"]`);
          ours.parentElement.append(ours.cloneNode(true));
        }, dp.id);
        assert.deepEqual(await hosts(page, dp), [[true]], "a copy beside ours");
        await press(page, dp);
        await shows(page, dp, { tone: "done", label: text("button_added") });
      }));

      test("where no button belongs, the page's own elements with our mark are left alone", () => anew(SETTINGS, async (world) => {
        const page = await world.x();
        await hostOf(page, world.tweet("dp"));
        const plain = world.replica.tweets()[0];
        const left = await page.evaluate(async (id) => {
          const article = document.querySelector(`article:has(a[href$="/status/${id}"] time)`);
          const own = document.createElement("div");
          own.dataset.hashcart = "";
          article.querySelector("[role=group]").append(own);
          await null;
          return own.isConnected;
        }, plain.id);
        assert.equal(left, true);
      }));

      test("X's scripts cannot tell what a button says or does", () => anew({ ...SETTINGS, reply: "private" }, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        const seen = () => page.evaluate((id) => {
          const host = document.querySelector(`[data-hashcart^="${id}:"]`);
          const style = getComputedStyle(host);
          return [host.outerHTML, host.shadowRoot, host.textContent, host.innerText, host.getHTML?.({ serializableShadowRoots: true }), host.getBoundingClientRect().width, host.getBoundingClientRect().height, [...style].map((name) => style.getPropertyValue(name)).join(), document.body.innerText.includes("Add to Cart"), [...document.querySelectorAll(":popover-open")].length];
        }, dp.id);
        await page.mouse.move(5, 5);
        const before = await seen();
        await press(page, dp);
        await shows(page, dp, { tone: "done", label: text("button_added") });
        await page.mouse.move(5, 5);
        assert.deepEqual(await seen(), before);
        assert.equal((await face(page, dp)).label, text("button_added"));
      }));

      test("after an update: the newer program's buttons, once, and they work", () => within(browser, { settings: { ...SETTINGS, reply: "private" } }, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        await page.evaluate((id) => { window.older = document.querySelector(`[data-hashcart^="${id}:"]`); }, dp.id);
        await world.update();
        const desk = await world.desk();
        // Firefox puts the newer program into open pages; Chromium leaves that to whoever wants it.
        if (browser === "chromium") await desk.evaluate(() => chrome.tabs.query({ url: "https://x.com/*" }).then(([tab]) => chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ["hashcart-x.js", "content.js"] })));
        await untilInside(page, (id) => {
          const all = [...document.querySelectorAll(`[data-hashcart^="${id}:"]`)];
          return all.length === 1 && tree(all[0]) && globalThis.hashcart !== undefined;
        }, "one host of the newer program", { args: [dp.id] });
        assert.equal(await page.evaluate(() => window.older.isConnected), false, "the older one's is gone");
        await page.evaluate(() => window.__replica.rerender("dark"));
        assert.deepEqual(await hosts(page, dp), [[true]]);
        await press(page, dp);
        await shows(page, dp, { tone: "done", label: text("button_added") });
        world.errors([/Extension context invalidated/]);
      }));
    });
  }
});
