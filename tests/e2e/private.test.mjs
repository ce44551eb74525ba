// Private windows: what is added there stays in memory, and goes with the last of them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, SETTINGS, keysOf, open, press, shows, text, until, untilHere } from "../support/hashcart.mjs";
import { menuOn } from "../support/chrome.mjs";
import { closeWindow, inMemory, letIn, privatePopup, privateWindow } from "../support/private.mjs";

const clicked = (page, selector) => until(page, (wanted) => {
  const button = document.querySelector(wanted);
  button?.click();
  return button;
}, selector, { args: [selector] });

describe("private windows", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "wasm", settings: null });
        await letIn(world);
        await world.write({ settings: { v: 1, data: SETTINGS } });
      });
      after(() => world?.end());
      const kept = (key, state) => untilHere(async () => (await inMemory(world))[`item:${key}`]?.data.status.state === state, `${key} in memory as ${state}`);
      const at = (tweet) => `https://x.com/search?q=${keysOf(tweet)[0].split("@")[0]}`;
      const nothingOnDisk = async () => assert.deepEqual(Object.keys(await world.records()), ["settings"]);

      test("an item added there is replied to, kept in memory alone, and the user is told so", async () => {
        const tweet = world.tweet("dp");
        const [key] = keysOf(tweet);
        const { page, window } = await privateWindow(world, at(tweet));
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", note: text("private_kept") });
        await kept(key, "replied");
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
        await nothingOnDisk();
        assert.equal(await world.badge(), "");

        const popup = await privatePopup(world, window);
        await until(popup, () => document.querySelectorAll("#list li").length === 1, "the item in the popup");
        assert.equal(await popup.evaluate(() => document.querySelector("#private").checkVisibility() && document.querySelector("#private").textContent), text("private_here"));
        assert.deepEqual(await popup.evaluate(() => ["#all", "#cart"].map((part) => document.querySelector(part).checkVisibility())), [false, false]);
        await clicked(popup, "[data-do=remove]");
        await until(popup, () => document.querySelectorAll("#list li").length === 0 && document.querySelector("#undo").checkVisibility(), "the item gone, and Undo");
        await clicked(popup, "[data-do=undo]");
        await until(popup, () => document.querySelectorAll("#list li").length === 1, "the item again");
        await nothingOnDisk();
        await closeWindow(world, window);
      });

      test("with the last private window goes what was kept for it", async () => {
        const tweet = world.tweet("slug-dp");
        const [key] = keysOf(tweet);
        const first = await privateWindow(world, at(tweet));
        const second = await privateWindow(world, at(tweet));
        await press(first.page, tweet);
        await kept(key, "replied");
        await closeWindow(world, first.window);
        await shows(second.page, tweet, { tone: "done" });
        assert.ok((await inMemory(world))[`item:${key}`], "another private window is still open");
        await closeWindow(world, second.window);
        await untilHere(async () => Object.keys(await inMemory(world)).length === 0, "nothing in memory");
        await nothingOnDisk();
      });

      test("private windows and ordinary ones do not know of each other", async () => {
        const tweet = world.tweet("edited");
        const [key] = keysOf(tweet);
        const ordinary = await world.xWith(tweet);
        const { page, window } = await privateWindow(world, at(tweet));
        await press(page, tweet);
        await kept(key, "replied");
        // Another page of the private window is told at once, and a new one finds it.
        await page.evaluate(() => { globalThis.before = true; });
        await page.reload();
        // A step in the page's own history may pass for the reload.
        await until(page, () => !globalThis.before, "the page, loaded anew");
        await shows(page, tweet, { tone: "done" });
        await shows(ordinary, tweet, { tone: "idle" });
        const popup = await privatePopup(world, window);
        await clicked(popup, "[data-do=remove]");
        // In Firefox the popup is a tab here; pages of X's behind it may draw nothing.
        await page.bringToFront();
        await shows(page, tweet, { tone: "idle" });

        await press(ordinary, tweet);
        // X takes the same words once; what counts is where it stands.
        await world.kept(key, "reply_failed");
        await shows(page, tweet, { tone: "idle" });
        await closeWindow(world, window);
        await ordinary.close();
        await world.clear();
      });

      test("the right-click menu, the pasted link, and X's own page for the reply stay in the private window", async () => {
        const tweet = world.tweet("dp");
        const [key] = keysOf(tweet);
        const { page, window } = await privateWindow(world, at(tweet));
        await shows(page, tweet, { tone: "idle" });
        assert.ok(await menuOn(world, page, `article a[href^="https://t.co/"]`));
        await kept(key, "saved");
        const popup = await privatePopup(world, window);
        await popup.type("#address", "https://www.amazon.de/dp/B0HCPRIV01");
        await popup.keyboard.press("Enter");
        await kept("B0HCPRIV01@amazon.de", "saved");
        await until(popup, () => document.querySelector("#address").value === "", "the field, empty again");
        await popup.type("#address", "https://amzn.to/3HcPriv");
        await popup.keyboard.press("Enter");
        await clicked(popup, "[data-do=find]");
        const desk = await world.desk();
        const addresses = () => desk.evaluate(async () => (await chrome.tabs.query({})).map(({ url }) => url ?? ""));
        // An address stays in the browser's history: it does not say which link.
        await untilHere(async () => (await addresses()).some((url) => url.endsWith("/options.html#links=")), "the options at short links");
        assert.ok((await addresses()).every((url) => !url.includes("3HcPriv")));
        await desk.evaluate(async (name) => {
          const { [name]: item } = await chrome.storage.session.get(name);
          item.data.status = { state: "reply_failed", code: "page_changed" };
          await chrome.storage.session.set({ [name]: item });
        }, `item:${key}`);
        await clicked(popup, "[data-do=intent]");
        await untilHere(() => desk.evaluate(async (id) => (await chrome.tabs.query({})).some(({ url, windowId, incognito }) => url?.startsWith("https://x.com/intent/post") && windowId === id && incognito), window), "X's page, in the private window");
        await nothingOnDisk();
        await closeWindow(world, window);
        await untilHere(async () => Object.keys(await inMemory(world)).length === 0, "nothing in memory");
      });

      test("what is forgotten is forgotten there too", async () => {
        const tweet = world.tweet("dp");
        const { page, window } = await privateWindow(world, at(tweet));
        assert.ok(await menuOn(world, page, `article a[href^="https://t.co/"]`));
        await kept(keysOf(tweet)[0], "saved");
        await (await world.desk()).evaluate((author) => chrome.runtime.sendMessage({ v: 1, call: "forget", author }), tweet.user.handle);
        assert.deepEqual(await inMemory(world), {});
        await shows(page, tweet, { tone: "idle" });
        await closeWindow(world, window);
      });
    });
  }
});
