// The welcome: three pictures, two choices, done. That it opens after the install is waited for by every session's
// start (tests/support/browser.mjs).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inFirefox } from "../support/firefox.mjs";
import { BROWSERS, open, text, until, untilHere } from "../support/hashcart.mjs";

/** The addresses of all tabs. Firefox does not tell its driver that a page of an extension is closed. */
const tabs = async ({ session: { name, browser } }) => (name === "firefox"
  ? JSON.parse(await inFirefox(browser, "JSON.stringify(gBrowser.tabs.map((tab) => tab.linkedBrowser.currentURI.spec))"))
  : browser.targets().map((target) => target.url()));

describe("welcome", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "wasm", settings: null });
        await world.desk();
      });
      after(() => world?.end());

      test("three pictures, two choices, done", async () => {
        const page = await world.session.openExtensionPage("welcome.html", "input[type=radio]");
        await until(page, () => document.querySelectorAll("#own-store option").length > 20, "the stores");
        assert.deepEqual(await page.evaluate(() => [document.querySelectorAll("#pictures svg").length, document.querySelectorAll("fieldset").length, document.querySelectorAll(":checked:is(input)").length]), [3, 2, 0]);
        await page.click("label:has([value=review])");
        await untilHere(async () => (await world.records()).settings?.data.reply === "review", "the mode written");
        await page.select("#own-store", "amazon.de");
        await untilHere(async () => (await world.records()).handover?.data.store === "amazon.de", "the store written");
        await until(page, (saved) => document.querySelector("#saved").textContent === saved, "word of it", { args: [text("options_saved")] });
        await page.focus("[data-do=done]");
        // The tab may be gone before the key is up again.
        await page.keyboard.press("Enter").catch((error) => assert.match(String(error), /closed|discarded|no such frame/i));
        await untilHere(async () => !(await tabs(world)).some((address) => address.endsWith("/welcome.html")), "the tab closed");
        const again = await world.session.openExtensionPage("welcome.html", "input[value=review]:checked");
        await until(again, () => document.querySelector("#own-store").value === "amazon.de", "the store kept");
        await again.close();
      });

      // Firefox has no way to tell the background so.
      if (browser === "chromium") {
        test("none after an update, and none where there is a list", async () => {
          const worker = await (await world.session.browser.waitForTarget((target) => target.type() === "service_worker")).worker();
          const told = (reason) => worker.evaluate((why) => { chrome.runtime.onInstalled.dispatch({ reason: why }); }, reason);
          const greetings = () => world.session.browser.targets().filter((target) => target.url().endsWith("/welcome.html"));
          await told("install");
          await (await world.desk()).evaluate(() => chrome.storage.local.clear());
          await told("update");
          await told("install");
          await untilHere(() => greetings().length, "the welcome");
          assert.equal(greetings().length, 1, "only of the last, and what came before was answered before");
          await (await greetings()[0].page()).close();
        });
      }
    });
  }
});
