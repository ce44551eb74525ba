// The answers to what people ask: where the question comes up a link leads to its answer, which is open.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, mainly, open, text, until, untilHere } from "../support/hashcart.mjs";
import { item, keyOf } from "../support/shelf.mjs";

const QUESTIONS = { "no-button": "help_no_button", "no-reply": "help_no_reply", "not-in-cart": "help_not_in_cart", buys: "help_buys", seen: "help_seen", move: "help_move", authors: "help_authors", whose: "help_whose", report: "help_report" };

describe("help", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser, {}); });
      after(() => world?.end());

      const unfolded = (page) => page.$$eval("details[open]", (all) => all.map((one) => one.id));

      test("nine questions, folded; the one that the address names is open and in sight", async () => {
        const page = await world.session.openExtensionPage("help.html", "h2:not(:empty)");
        assert.equal(await page.title(), `${text("help_title")} – Hashcart`);
        assert.deepEqual(await page.$$eval("details", (all) => all.map((one) => [one.id, one.querySelector("summary h2").textContent, one.querySelector("p").textContent])), Object.entries(QUESTIONS).map(([id, key]) => [id, text(key), text(`${key}_text`)]));
        assert.deepEqual(await unfolded(page), []);
        // By keys as by hand.
        await page.bringToFront();
        await page.focus("#buys summary");
        await page.keyboard.press("Enter");
        await until(page, () => document.querySelector("#buys p").checkVisibility(), "the answer");
        // A link to another answer, while the page is there.
        await page.setViewport({ width: 400, height: 300 });
        await page.evaluate(() => { location.hash = "#report"; });
        await until(page, () => {
          const { top, bottom } = document.querySelector("#report h2").getBoundingClientRect();
          return document.querySelector("#report p").checkVisibility() && top >= 0 && bottom <= innerHeight;
        }, "the answer named, in sight");
        assert.deepEqual(await unfolded(page), ["buys", "report"]);
        await page.close();
        const named = await world.session.openExtensionPage("help.html#no-reply", "details[open]");
        assert.deepEqual(await unfolded(named), ["no-reply"]);
        await named.evaluate(() => { location.hash = "#nothing"; });
        await named.evaluate(() => { location.hash = "#"; });
        assert.deepEqual(await unfolded(named), ["no-reply"]);
        await named.close();
      });

      if (mainly("chromium").includes(browser)) test("where a reply was not posted, its row leads to why", async () => {
        await world.write({ [`item:${keyOf(1)}`]: { v: 1, data: item(1, { status: { state: "reply_failed", code: "reply_limit" } }) }, [`item:${keyOf(2)}`]: { v: 1, data: item(2) } });
        for (const path of ["popup.html", "list.html"]) {
          const page = await world.session.openExtensionPage(path, "#list li");
          const links = await page.$$eval("#list li", (rows) => rows.map((row) => [row.dataset.key, [...row.querySelectorAll("a[href^='help.html']")].filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href"))]));
          assert.deepEqual(Object.fromEntries(links), { [keyOf(1)]: ["help.html#no-reply"], [keyOf(2)]: [] }, path);
          await page.close();
        }
        await world.anew();
      });

      if (mainly("chromium").includes(browser)) test("links lead there from where the question comes up, each to an answer that exists", async () => {
        for (const [path, wanted] of [
          ["popup.html", ["#no-button", ""]],
          ["list.html", ["#no-button", ""]],
          ["options.html", [""]],
          ["welcome.html", [""]],
          ["handover.html", ["#not-in-cart"]],
          ["insights.html", ["#authors"]],
        ]) {
          const page = await world.session.openExtensionPage(path, "a[href^='help.html']:not(:empty)");
          assert.deepEqual(await page.$$eval("a[href^='help.html']", (all) => all.map((one) => one.getAttribute("href").slice("help.html".length))), wanted, path);
          for (const part of wanted) assert.ok(!part || part.slice(1) in QUESTIONS, `${path} leads to ${part}`);
          // Nothing is in the list: that is where somebody asks.
          if (path === "list.html" || path === "popup.html") {
            await page.bringToFront();
            // It is there before the page has looked whether something is in the list.
            await (await page.waitForSelector("#empty a[href='help.html#no-button']", { visible: true })).click();
            await untilHere(async () => (await world.tabs()).some((address) => address.endsWith("/help.html#no-button")), `the answer, from ${path}`);
          }
          await page.close().catch((error) => assert.match(String(error), /closed|discarded|no such frame/i));
        }
      });
    });
  }
});
