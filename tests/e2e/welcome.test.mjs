// The welcome: what Hashcart does for those who read and those who post, two choices, and the way to X. That it opens after the install is waited for by every session's
// start (tests/support/browser.mjs).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inWorker } from "../support/background.mjs";
import { BROWSERS, open, text, until, untilHere } from "../support/hashcart.mjs";

describe("welcome", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "wasm", settings: null });
        await world.desk();
      });
      after(() => world?.end());

      test("the hashtag in pictures for both sides, two choices, and on to X", async () => {
        const page = await world.session.openExtensionPage("welcome.html", "input[type=radio]");
        await until(page, () => document.querySelectorAll("#own-store option").length > 20, "the stores");
        assert.deepEqual(await page.evaluate(() => [document.querySelectorAll("ol.pictures svg").length, document.querySelectorAll("#mode, #own-store").length, document.querySelectorAll(":checked:is(input)").length]), [3, 2, 0]);
        const hashtags = await page.evaluate(() => [...document.querySelectorAll("svg text")].map((one) => {
          const [word, picture] = [one, one.ownerSVGElement].map((part) => part.getBoundingClientRect());
          return [one.textContent, word.width > 0 && word.left >= picture.left && word.right <= picture.right];
        }));
        assert.deepEqual(hashtags, Array.from({ length: 4 }, () => ["#AmazonCart", true]), "for the reader, and three times for the author");
        assert.deepEqual(await page.$$eval("h2", (all) => all.map((one) => one.textContent)), ["welcome_readers", "welcome_authors", "mode_legend"].map((key) => text(key)));
        await page.click("label:has([value=review])");
        await untilHere(async () => (await world.records()).settings?.data.reply === "review", "the mode written");
        await page.select("#own-store", "amazon.de");
        await untilHere(async () => (await world.records()).handover?.data.store === "amazon.de", "the store written");
        await until(page, (saved) => document.querySelector("#said-own-store").textContent === saved, "word of it", { args: [text("options_saved")] });
        await page.focus("#open-x");
        // The page may be gone before the key is up again.
        await page.keyboard.press("Enter").catch((error) => assert.match(String(error), /closed|discarded|destroyed|no such frame/i));
        await untilHere(async () => {
          const all = await world.tabs();
          return !all.some((address) => address.endsWith("/welcome.html")) && all.includes("https://x.com/home");
        }, "X in its place");
        const again = await world.session.openExtensionPage("welcome.html", "input[value=review]:checked");
        await until(again, () => document.querySelector("#own-store").value === "amazon.de", "the store kept");
        await again.close();
      });

      // Firefox has no way to tell the background so.
      if (browser === "chromium") {
        test("none after an update, and none where there is a list", async () => {
          // By the program's own door, which answers when all of it is done.
          const told = (reason) => inWorker(world, (why) => hashcart.load().then((program) => program.begun_anew({ reason: why })), reason);
          const greetings = () => world.session.browser.targets().filter((target) => target.url().endsWith("/welcome.html"));
          await told("install");
          await (await world.desk()).evaluate(() => chrome.storage.local.clear());
          await told("update");
          assert.equal(greetings().length, 0, "where there is a choice, and after an update");
          await told("install");
          await untilHere(() => greetings().length, "the welcome");
          assert.equal(greetings().length, 1);
          await (await greetings()[0].page()).close();
        });
      }
    });
  }
});
