// Where the browser has less: no right-click menu, no shortcuts, no place beside the page, a popup that is a page, a
// finger, X's mobile layout. What is missing is absent, without an error; the main job is the same.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inFirefox } from "../support/firefox.mjs";
import { LACKS, lesser } from "../support/lesser.mjs";
import { BROWSERS, face, hostOf, inside, keysOf, mainly, open, press, reach, shows, text, until, untilHere } from "../support/hashcart.mjs";
import { SEEN, file } from "../support/seen.mjs";

const PHONE = { width: 400, height: 800 };
const AGENT = "Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0";

describe("phones", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      let copy;
      before(async () => {
        copy = await lesser(browser);
        world = await open(browser, { extension: copy.folder, settings: null, page: { layout: "mobile", composer: "textarea", duplicate: "off" }, prefs: { "general.useragent.override": AGENT, "ui.primaryPointerCapabilities": 1, "ui.allPointerCapabilities": 1 } });
      });
      after(async () => {
        await world?.end();
        await copy?.remove();
      });

      test("the browser of this test has none of them", async () => {
        const there = await (await world.desk()).evaluate((names) => names.filter((name) => chrome[name] !== undefined), LACKS[browser].apis);
        assert.deepEqual(there, []);
      });

      test("by touch: asked, chosen, replied; the popup as a page lists it", async () => {
        const page = await world.x("/home", { viewport: { ...PHONE, hasTouch: true } });
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        const reached = await inside(page, (id) => {
          const main = tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".main");
          main.scrollIntoView({ block: "center", behavior: "instant" });
          const { left, right, top, bottom } = main.getBoundingClientRect();
          const { width, height } = getComputedStyle(main, "::after");
          const own = (x, y) => document.elementFromPoint(x, y) === main.getRootNode().host;
          const middle = (top + bottom) / 2;
          // Firefox's scrollbar takes of the margin; a phone's lies over it and goes.
          const end = Math.min(right + 14, document.documentElement.clientWidth - 1);
          return { wide: parseFloat(width) >= 44, high: parseFloat(height) >= 44, ours: [own(end, middle), own(left - 3, middle), own((left + right) / 2, top - 7), own((left + right) / 2, bottom + 7)] };
        }, dp.id);
        assert.deepEqual(reached, { wide: true, high: true, ours: [true, true, true, true] }, "as large as a finger needs");
        await press(page, dp, "touch");
        await untilHere(async () => (await face(page, dp)).choices.length === 3, "the question");
        const high = await inside(page, (id) => [...tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelectorAll(".sheet .item")].map((line) => line.getBoundingClientRect().height), dp.id);
        assert.ok(high.every((one) => one >= 44), `lines for a finger: ${high}`);
        await press(page, dp, "touch", ".sheet .item");
        await shows(page, dp, { tone: "done", label: text("button_replied") }, 15_000);
        assert.deepEqual(world.replies(), [[dp.id, "#AmazonCart"]]);
        const item = await world.kept(keysOf(dp)[0], "replied");
        assert.ok(item.status.url.startsWith("https://x.com/viewer/status/"));
        const popup = await world.popup();
        await popup.setViewport(PHONE);
        await until(popup, () => document.querySelector("#list li") && document.documentElement.scrollWidth <= innerWidth, "the item in a popup that fills the screen");
        assert.equal(await popup.$eval("#beside", (button) => button.checkVisibility()), false, "no place beside the page is offered");
        await popup.close();
        await page.close();
      });

      // Chrome runs no extension on a phone.
      if (mainly("firefox").includes(browser)) test("our pages are no wider than the screen", async () => {
        for (const path of ["list.html", "options.html", "help.html", "welcome.html", "handover.html?store=amazon.com"]) {
          const page = await world.session.openExtensionPage(path, path.startsWith("list") ? "#list li" : "main");
          await page.setViewport(PHONE);
          await until(page, () => innerWidth === 400, "the narrow window");
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is not wider than the screen`);
          await page.close();
        }
        const page = await world.session.openExtensionPage("list.html", "#list li");
        assert.equal(await page.$eval("#list li", (row) => row.dataset.key), keysOf(world.tweet("dp"))[0]);
        await page.close();
      });

      if (mainly("firefox").includes(browser)) test("what is pressed on our pages is 44 pixels high for a finger, but for links within text", async () => {
        const insights = ["overview", "posts", "products", "people", "thanks", "find", "promote", "data"].map((view) => `insights.html#${view}`);
        const desk = await world.desk();
        await desk.evaluate((seen) => chrome.runtime.sendMessage({ v: 1, call: "import", text: seen }), file(SEEN));
        await world.write({ insights: { v: 1, data: { on: true, own: ["ada"], days: 0 } } });
        for (const path of ["popup.html", "list.html", "options.html", "welcome.html", "handover.html?store=amazon.com", "help.html", ...insights]) {
          const page = await world.session.openExtensionPage(path, /popup|list/.test(path) ? "#list li" : "main");
          await page.bringToFront();
          // Firefox is one for fingers by its settings.
          await page.setViewport(browser === "chromium" ? { ...PHONE, hasTouch: true, isMobile: true } : PHONE);
          await until(page, () => innerWidth === 400 && matchMedia("(pointer: coarse)").matches && document.querySelector("h1")?.textContent, `${path} for a finger`);
          const { low, looked } = await page.evaluate(() => {
            for (const part of document.querySelectorAll("details:not(.more)")) part.open = true;
            const all = [...document.querySelectorAll("a[href], button, summary, input, select, textarea")].filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length && getComputedStyle(one).clipPath === "none" && getComputedStyle(one).display !== "inline");
            // A box is pressed on its words, too.
            const target = (one) => (one.matches("[type=checkbox], [type=radio]") && one.closest("label")) || one;
            return { looked: all.length, low: all.map((one) => [one.outerHTML.slice(0, 120), target(one).getBoundingClientRect().height]).filter(([, height]) => height > 0 && height < 44) };
          });
          assert.deepEqual(low, [], path);
          assert.ok(looked > 0, `${path}: ${looked} looked at`);
          await page.close();
        }
        await world.write({ insights: { v: 1, data: { on: false, own: [], days: 0 } } });
      });

      test("another one saved privately, and nothing was written to any console", async () => {
        await world.write({ settings: { v: 1, data: { reply: "private" } } });
        const page = await world.x("/home", { viewport: { ...PHONE, hasTouch: true } });
        const other = world.tweet("slug-dp");
        await reach(page, other);
        await press(page, other, "touch");
        await shows(page, other, { tone: "done", label: text("button_added") });
        await world.kept(keysOf(other)[0], "saved");
        await page.close();
        world.errors();
        if (browser === "firefox") {
          // Its driver does not see the background: the browser's own console has what that says, and a word of its own about
          // pages that were closed while something was asked for.
          const said = JSON.parse(await inFirefox(world.session.browser, "JSON.stringify(Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & 1)).map((one) => `${one.sourceName} ${one.errorMessage}`).filter((line) => line.startsWith('moz-extension:') && !/Promise (resolved|rejected) after context unloaded/.test(line)))"));
          assert.deepEqual(said, []);
        }
      });
    });
  }
});
