// The program runs as WebAssembly where it may be compiled, and as its JavaScript twin where it may not; the user
// notices nothing. Each engine does the main job here: button, reply, item in the popup.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { startReplica } from "../replica/server.mjs";
import { launch, until, untilHere } from "../support/browser.mjs";
import { deskOf, untilInside } from "../support/inside.mjs";
import { timeline } from "../support/steps.mjs";

/** Hardened profiles switch WebAssembly off: for content scripts, background and pages alike. */
const NO_WASM = { "javascript.options.wasm": false, "javascript.options.wasm_trustedprincipals": false };

/** Chromium asks the page's policy about a content script's WebAssembly; Firefox the extension's own. */
const MATRIX = [
  { browser: "chromium", csp: "wasm", content: "wasm", own: "wasm" },
  { browser: "chromium", csp: "strict", content: "js", own: "wasm" },
  { browser: "firefox", csp: "wasm", content: "wasm", own: "wasm" },
  { browser: "firefox", csp: "strict", content: "wasm", own: "wasm" },
  { browser: "firefox", csp: "strict", prefs: NO_WASM, content: "js", own: "js" },
];

const FOLDER = { chromium: "dist/chrome", firefox: "dist/firefox" };

/** Asks the content script of the tab that shows X, from a page of the extension. */
const diagnosis = (page) => page.evaluate(async () => {
  const answers = await Promise.all((await chrome.tabs.query({})).map((tab) => chrome.tabs.sendMessage(tab.id, { v: 1, call: "diagnose" }).catch(() => null)));
  return answers.find((answer) => answer?.ok)?.ok;
});

describe("engines", () => {
  for (const { browser, csp, prefs, content, own } of MATRIX) {
    const name = `${browser}, ${csp === "wasm" ? "X's header with" : "X's header without"} wasm-unsafe-eval${prefs ? ", WebAssembly switched off" : ""}`;
    test(`${name}: ${content} does the main job`, async (t) => {
      const replica = await startReplica({ csp });
      const session = await launch({ browser, extension: FOLDER[browser], replica, prefs });
      try {
        const desk = session.openExtensionPage("options.html", "input[type=radio]");
        deskOf(session.browser, () => desk);
        await desk;
        const page = await session.page("https://x.com/home?n=40");
        await timeline(page);
        const [target] = replica.tweets({ n: 40 }).filter((tweet) => tweet.products.length === 1);
        const box = await until(page, (id) => {
          const host = document.querySelector(`[data-hashcart^="${id}:"]`);
          if (!host) return null;
          host.scrollIntoView({ block: "center" });
          const { x, y, width, height } = host.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }, "the button", { args: [target.id] });
        await page.mouse.click(box.x, box.y);
        // The first press asks; then there are five seconds to think.
        const line = await untilInside(page, async (id) => {
          const item = tree(document.querySelector(`[data-hashcart^="${id}:"]`))?.querySelector(".sheet:popover-open .item");
          // A line that was not on the screen yet takes no press.
          await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
          const { x, y, width, height } = item?.getBoundingClientRect() ?? {};
          return width && { x: x + width / 2, y: y + height / 2 };
        }, "the question of the first press", { args: [target.id], ms: 15_000 });
        await page.mouse.click(line.x, line.y);
        await untilInside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`))?.querySelector(".main").dataset.tone === "busy", "the button at work", { args: [target.id], ms: 15_000 });
        await untilHere(() => replica.state.replies.length === 1, "the reply at the server", 20_000);
        await untilInside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`))?.querySelector(".main").dataset.tone === "done", "the button's tick", { args: [target.id], ms: 15_000 });
        assert.deepEqual(replica.state.replies.map(({ in_reply_to, text }) => [in_reply_to, text]), [[target.id, "#AmazonCart"]]);

        const popup = await session.openExtensionPage("popup.html", "#list li");
        const row = await popup.evaluate(() => document.querySelector("#list li").innerText);
        assert.match(row, new RegExp(`${target.products[0].asin}[^]*Replied[^]*@${target.user.handle}`));
        const found = await diagnosis(popup);
        assert.equal(found.engine, content);
        assert.equal(await popup.evaluate(() => globalThis.hashcart.engine), own);
        const insights = await session.openExtensionPage("insights.html", "section[id^=view-]:not([hidden])");
        assert.equal(await insights.evaluate(() => globalThis.hashcart.engine), own);
        // Chromium's background has no twin: that it answered is enough.
        if (browser === "firefox") assert.equal(await popup.evaluate(() => chrome.runtime.getBackgroundPage().then((background) => background.hashcart.engine)), own);
        t.diagnostic(`ready ${found.ready_ms.toFixed(1)} ms after the script's first line; ${found.buttons} buttons`);
        assert.deepEqual(session.pageErrors, []);
        assert.deepEqual(session.consoleErrors, []);
        assert.deepEqual(replica.refused(), []);
      } finally {
        await session.close();
        await replica.close();
      }
    });
  }
});
