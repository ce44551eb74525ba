// The options as a person meets them: four parts, what experts want folded, and each answer where the press was.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { BROWSERS, open, text, unfold, until, untilHere } from "../support/hashcart.mjs";

const AT = 1764000000000;
const asin = (number) => `B0OPT${String(number).padStart(5, "0")}`;
const item = (number, author) => ({ v: 1, data: { found: { key: `${asin(number)}@amazon.de`, link: `https://www.amazon.de/dp/${asin(number)}`, title: `Thing ${number}`, tweet: { id: String(20 + number), author } }, saved_at: AT + number, changed_at: AT + number, status: { state: "saved" } } });
const ITEMS = Object.fromEntries([0, 1, 2].map((number) => [`item:${asin(number)}@amazon.de`, item(number, number ? "ada" : "bob")]));
const BACKUP = `{"hashcart":1,"records":[\n${Object.entries(ITEMS).map(([key, record]) => JSON.stringify({ key, ...record })).join(",\n")}\n]}\n`;
const LIST = {
  settings: { v: 1, data: { reply: "private" } },
  ...ITEMS,
  "backup:2026-01-02": { v: 1, data: BACKUP },
  "backup:2026-01-01": { v: 1, data: `${BACKUP.split("\n").slice(0, 2).join("\n")}\n]}\n` },
  [`aside:item:${asin(9)}@amazon.de:17`]: { v: 1, data: { broken: true } },
};

describe("options", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      let page;
      before(async () => { world = await open(browser, { csp: "wasm", settings: null }); });
      // A write that is refused is reported for developers, too.
      after(() => world?.end({ allowed: [/storage_full|the options/] }));
      beforeEach(async () => {
        await world.anew(null);
        await world.write(LIST);
        page = await world.session.openExtensionPage("options.html", "#mode input:checked");
        await until(page, (count) => document.querySelector("#list-count").textContent === count, "the list", { args: [text("count_items", 3)] });
        await page.setViewport({ width: 1280, height: 700 });
        await until(page, () => innerWidth === 1280, "the window");
      });

      /** Counts how often each line that is said aloud is given words. */
      const listen = () => page.evaluate(() => {
        globalThis.heard = [];
        for (const line of document.querySelectorAll("[role=status]")) {
          new MutationObserver(() => { if (line.textContent) globalThis.heard.push([line.id, line.textContent]); }).observe(line, { childList: true, characterData: true, subtree: true });
        }
      });
      const heard = () => page.evaluate(() => globalThis.heard);

      test("four parts, and links to them that stay in sight where there is room", async () => {
        const titles = ["reply", "cart", "list", "privacy"].map((part) => text(`options_${part}`));
        assert.deepEqual(await page.$$eval("main > section > h2", (all) => all.map((one) => one.textContent)), titles);
        assert.deepEqual(await page.$$eval("#contents a", (all) => all.map((one) => one.textContent)), titles);
        assert.equal(await page.$eval("#contents", (nav) => nav.getAttribute("aria-label")), text("options_contents"));
        for (const [at, title] of titles.entries()) {
          await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
          await page.click(`#contents a:nth-child(${at + 1})`);
          await until(page, (wanted) => {
            const title = document.querySelector(":target > h2");
            const { top, bottom } = title?.getBoundingClientRect() ?? {};
            return title?.textContent === wanted && top >= 0 && bottom <= innerHeight;
          }, `${title} in sight`, { args: [title] });
          const links = await page.$eval("#contents a:last-child", (link) => link.getBoundingClientRect().toJSON());
          assert.ok(links.top >= 0 && links.bottom <= 700, `the links beside ${title}`);
        }
        await page.setViewport({ width: 360, height: 700 });
        await until(page, () => {
          const [first, last] = [document.querySelector("#contents a"), document.querySelector("h2")].map((one) => one.getBoundingClientRect());
          return innerWidth === 360 && first.bottom <= last.top;
        }, "the links over the parts");
        const rows = await page.$$eval("#contents a", (all) => new Set(all.map((one) => one.getBoundingClientRect().top)).size);
        assert.ok(rows < 4, "a row that wraps, not a column");
      });

      test("what experts want is folded, and its line says what is in there", async () => {
        const folded = ["#template", "#per_minute", "#per_day", "#links", "#backups", "#asides"];
        const open = ["#mode", "#undo", "#short-links-button", "#own-store", "#press", "#sync", "[data-do=export-json]", "[data-do=forget-all]"];
        const seen = (parts) => page.evaluate((all) => all.filter((part) => document.querySelector(part).checkVisibility({ contentVisibilityAuto: true })), parts);
        assert.deepEqual(await seen([...open, ...folded]), open);
        const lines = await page.$$eval("summary", (all) => all.map((one) => one.textContent.replace(/\s+/g, " ").trim()));
        assert.deepEqual(lines, [["wording_title", "wording_detail"], ["links_legend", "links_fold"], ["backups_title", "backups_fold"], ["aside_title", "aside_fold"]].map((keys) => keys.map((key) => text(key)).join(" ")));
        await unfold(page, "#per_minute");
        assert.deepEqual(await seen(folded), ["#template", "#per_minute", "#per_day"]);
      });

      test("a choice is answered beside its control, once", async () => {
        await listen();
        for (const [time, seconds] of ["10", "0"].entries()) {
          await page.select("#undo", seconds);
          await untilHere(async () => (await world.records()).settings.data.undo_seconds === Number(seconds), `${seconds} seconds written`);
          await until(page, (times) => globalThis.heard.length >= times, "word of it", { args: [time + 1] });
        }
        // What is written elsewhere paints the page again, and says nothing.
        await world.write({ settings: { v: 1, data: { ...(await world.records()).settings.data, reply: "review" } } });
        await until(page, () => document.querySelector("[value=review]").checked, "the change from elsewhere");
        assert.deepEqual(await heard(), [["said-undo", text("options_saved")], ["said-undo", text("options_saved")]]);
        const [said, control] = await page.$$eval("#said-undo, #undo", (all) => all.map((one) => one.getBoundingClientRect().toJSON()));
        assert.ok(said.top < control.bottom && said.bottom > control.top, "on the line of its control");
        await page.click("label:has([value=post])");
        await until(page, (wanted) => document.querySelector("#said-mode").textContent === wanted && !document.querySelector("#said-undo").textContent, "the next answer elsewhere", { args: [text("options_saved")] });
        await unfold(page, "#template");
        await page.$eval("#template", (field) => { field.select(); });
        await page.type("#template", "https://evil.test");
        await page.keyboard.press("Enter");
        await until(page, (wanted) => document.querySelector("#said-template.wrong")?.textContent === wanted, "what cannot be chosen", { args: [text("options_not_saved")] });
      });

      test("a write that is refused is said beside the control, which goes back", async () => {
        await listen();
        await page.evaluate(() => { chrome.runtime.sendMessage = async () => ({ fault: { code: "storage_full" } }); });
        await page.select("#own-store", "amazon.de");
        await until(page, (wanted) => document.querySelector("#said-own-store.wrong")?.textContent === wanted, "why", { args: [text("fault_storage_full")] });
        await until(page, () => document.querySelector("#own-store").value === "", "what is in force");
        assert.deepEqual(await heard(), [["said-own-store", text("fault_storage_full")]]);
        assert.equal(await page.$eval("#error", (line) => line.hidden), true);
      });

      test("forgetting looks like no other button, and asks where it was pressed", async () => {
        const look = (part) => page.$eval(part, (one) => { const { color, backgroundColor, borderTopWidth } = getComputedStyle(one); return [color, backgroundColor, borderTopWidth].join(); });
        assert.notEqual(await look("[data-do=forget-all]"), await look("[data-do=export-json]"));
        for (const does of ["forget-person", "forget-all"]) {
          const button = `[data-do=${does}]`;
          await page.$eval(button, (one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
          await page.focus(button);
          await page.keyboard.press("Enter");
          await until(page, () => document.activeElement === document.querySelector("#question"), "the focus in the question");
          const [from, question] = await page.$$eval(`${button}, #question`, (all) => all.map((one) => one.getBoundingClientRect().toJSON()));
          assert.ok(question.top >= from.bottom && question.top - from.bottom < 24, `${does}: the question is ${question.top - from.bottom} px under its button`);
          assert.ok(question.bottom <= 700, "and in sight");
          assert.equal(new Set([await look("#question-go"), await look("#question-export"), await look("#question [data-do=cancel]")]).size, 2, "only that one differs");
          assert.notEqual(await look("#question-go"), await look("#question-export"));
          await page.focus("#question [data-do=cancel]");
          await page.keyboard.press("Enter");
          await until(page, (wanted) => document.querySelector("#question").hidden && document.activeElement === document.querySelector(wanted), "the focus back", { args: [button] });
        }
        await page.click("[data-do=forget-all]");
        await until(page, () => !document.querySelector("#question").hidden, "the question");
        await page.click("#question-go");
        await until(page, (wanted) => document.querySelector("#forget-said").textContent === wanted && document.activeElement === document.querySelector("#forget-title"), "word of it", { args: [text("count_forgotten", 3)] });
      });

      test("backups are told by day and items, and each button names what it is about", async () => {
        await unfold(page, "#backups");
        const days = ["January 2, 2026", "January 1, 2026"];
        const rows = await page.$$eval("#backups li", (all) => all.map((row) => [row.querySelector("span").textContent, row.querySelector("button").getAttribute("aria-label")]));
        assert.deepEqual(rows, [3, 1].map((items, at) => [text("backup_holds", items, days[at]), text("backup_restore_day", days[at])]));
        await page.click("#backups li:last-child button");
        await until(page, () => document.querySelector("#all-backups #question") === document.activeElement, "the question among the backups");
        await page.click("#question [data-do=cancel]");
        await until(page, () => document.activeElement === document.querySelector("#backups li:last-child button"), "the focus back");
        await unfold(page, "#asides");
        const name = `item:${asin(9)}@amazon.de`;
        assert.deepEqual(await page.$$eval("#asides button", (all) => all.map((one) => one.getAttribute("aria-label"))), [text("aside_copy_of", name), text("aside_delete_of", name)]);
      });
    });
  }
});
