// In and out: files that real browsers write and read, forgetting, backups, and what could not be read.
import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { BROWSERS, keysOf, open, press, shows, text, unfold, until, untilHere } from "../support/hashcart.mjs";
import { records } from "../support/shelf.mjs";

const AT = 1764000000000;
const item = (asin, author, id, title, more = {}) => ({
  v: 1,
  data: {
    found: { key: `${asin}@amazon.de`, link: `https://www.amazon.de/dp/${asin}?tag=${author}-21`, title, tweet: { id, author } },
    saved_at: AT + Number(id),
    changed_at: AT + Number(id),
    status: { state: "saved" },
    ...more,
  },
});
const HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "a \"quoted\", title", "شاي – tea", "kettle 🫖", "\"=1"];
const asin = (number) => `B0INOUT${String(number).padStart(3, "0")}`;
/** A list with everything in it. */
const LIST = {
  settings: { v: 1, data: { reply: "private" } },
  handover: { v: 1, data: { press: true, store: "amazon.de" } },
  "reply:18": { v: 1, data: `${asin(1)}@amazon.de` },
  "lead:amzn.to/3abc": { v: 1, data: `https://www.amazon.de/dp/${asin(1)}?tag=ada-21` },
  [`item:${asin(1)}@amazon.de`]: item(asin(1), "ada", "18", "A kettle", { units: 3, note: "for \"her\"\nand me", edited_at: AT, shelf: ["later", AT], status: { state: "replied", url: "https://x.com/me/status/99" } }),
  ...Object.fromEntries(HOSTILE.map((title, i) => [`item:${asin(i + 10)}@amazon.de`, item(asin(i + 10), i < 3 ? "bob" : "Eve_1", `2${i}`, title)])),
};
const COUNT = HOSTILE.length + 1;

/** What is written while a reply is on its way: to bob's post, by a tab and by a page that was opened for it. */
const UNDER_WAY = (at) => ({
  "errand:20": { v: 1, data: { found: item(asin(10), "bob", "20", HOSTILE[0]).data.found, text: "#AmazonCart", send: true, at } },
  "sending:7": { v: 1, data: `${asin(10)}@amazon.de` },
});
/** What nobody can read any more is somebody's all the same. */
const UNREADABLE = {
  [`aside:item:${asin(10)}@amazon.de:17`]: item(asin(10), "bob", "20", HOSTILE[0], { saved_at: -1 }),
  [`removed:${asin(40)}@amazon.de`]: item(asin(40), "Bob", "20", "Gone", { units: 0 }),
  [`aside:item:${asin(41)}@amazon.de:18`]: item(asin(41), "Eve_1", "28", "Another's", { saved_at: -1 }),
};
const walk = (at, asins) => ({ v: 1, data: { store: "amazon.de", way: "guided", begun: AT, at, halt: "loading", items: asins.map((one) => ({ key: `${one}@amazon.de`, asin: one, title: `Title of ${one}${one === asin(10) ? HOSTILE[0] : ""}`, wanted: 1, outcome: { end: "marked" } })) } });

describe("in and out", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      let desk;
      let folder;
      before(async () => {
        folder = await mkdtemp(join(tmpdir(), "hashcart-out-"));
        world = await open(browser, { prefs: { "browser.download.folderList": 2, "browser.download.dir": folder, "browser.download.useDownloadDir": true, "browser.download.always_ask_before_handling_new_types": false, "browser.download.alwaysOpenPanel": false } });
        if (browser === "chromium") {
          const session = await world.session.browser.target().createCDPSession();
          await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
        }
        desk = await world.desk();
      });
      after(async () => {
        await world?.end();
        await rm(folder, { recursive: true, force: true });
      });
      beforeEach(async () => {
        await desk.evaluate(() => chrome.storage.local.clear());
        await desk.evaluate(() => document.querySelector("#question [data-do=cancel]").click());
        await says("list-count", text("count_items", 0));
        await says("list-said", "");
      });

      const says = (id, words) => until(desk, (part, wanted) => document.getElementById(part).textContent === wanted, `#${id}: ${words}`, { args: [id, words] });
      const asks = (lines) => until(desk, (wanted) => {
        const question = document.getElementById("question");
        return !question.hidden && JSON.stringify([...question.querySelectorAll("#question-lines p")].map((line) => line.textContent)) === wanted;
      }, `the question ${lines}`, { args: [JSON.stringify(lines)] });
      /** All records but that a file was saved, which is written in its own time. */
      const list = async () => Object.fromEntries(Object.entries(await world.records()).filter(([key]) => key !== "copied"));
      const closed = () => until(desk, () => document.getElementById("question").hidden, "no question");
      const refused = () => desk.evaluate(() => [...document.querySelectorAll("#refused li")].map((line) => line.textContent));
      const click = async (does, within = "main") => {
        await desk.bringToFront();
        await unfold(desk, `${within} [data-do=${does}]`);
        await desk.evaluate((selector) => document.querySelector(selector).scrollIntoView({ block: "center", behavior: "instant" }), `${within} [data-do=${does}]`);
        await desk.click(`${within} [data-do=${does}]`);
      };
      const fill = async (records) => {
        await world.write(records);
        await says("list-count", text("count_items", Object.keys(records).filter((key) => key.startsWith("item:")).length));
      };
      /** Presses an export and reads what the browser put into the folder. */
      const exported = async (does, ending) => {
        for (const name of await readdir(folder)) await rm(join(folder, name));
        await click(does);
        return untilHere(async () => {
          // Firefox first puts a file of a name of its own there, and takes it away again.
          const names = (await readdir(folder)).filter((name) => name.startsWith("hashcart-"));
          const bytes = names.length === 1 && names[0].endsWith(`.${ending}`) && await readFile(join(folder, names[0]), "utf8");
          return bytes || false;
        }, `a file .${ending}`);
      };
      const choose = (content, name = "list.json") => desk.evaluate((bytes, file) => {
        const input = document.getElementById("import-file");
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], file));
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }, content, name);

      // The first here: after a download Firefox's window has no focus (ESR 153, seen 2026-11), and keys press nothing in it.
      test("import by keys alone: to its part, the browser's dialog, the question, the answer", async () => {
        const line = `https://www.amazon.de/dp/${asin(1)}\n`;
        const path = join(folder, "brought.txt");
        await writeFile(path, line);
        await desk.bringToFront();
        await desk.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); });
        const tabTo = async (selector) => {
          for (let stops = 0; stops < 60; stops += 1) {
            await desk.keyboard.press("Tab");
            if (await desk.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
          }
          assert.fail(`${selector} is not reached by the Tab key`);
        };
        await tabTo("a[href='#your-list']");
        await desk.keyboard.press("Enter");
        await tabTo("[data-do=import]");
        if (browser === "chromium") {
          const dialog = desk.waitForFileChooser();
          // Its driver says beforehand that it will answer the dialog.
          await desk.evaluate(() => true);
          await desk.keyboard.press("Enter");
          await (await dialog).accept([path]);
        } else {
          // Firefox's driver is not told of a dialog that an extension's page opens: that it is asked for is seen.
          await desk.evaluate(() => document.getElementById("import-file").addEventListener("click", (event) => { event.preventDefault(); globalThis.dialog = true; }, { once: true }));
          await desk.keyboard.press("Enter");
          await until(desk, () => globalThis.dialog, "the dialog asked for");
          await choose(line, "brought.txt");
        }
        await asks([text("count_import_new", 1)]);
        await until(desk, () => document.querySelector("#question").contains(document.activeElement), "the focus in the question");
        await tabTo("#question-go");
        await desk.keyboard.press("Enter");
        await says("list-said", text("count_imported", 1));
        await until(desk, () => document.activeElement.matches("[data-do=import]"), "the focus back on the button");
      });

      test("export, forget everything, import, export: the same to the byte", async () => {
        await fill(LIST);
        const first = await exported("export-json", "json");
        assert.equal(first.split("\n").length, Object.keys(LIST).length + 3, first);
        await click("forget-all");
        await asks([text("count_forget_all", COUNT), text("forget_no_undo")]);
        assert.equal(await exported("export-first", "json"), first, "the export that is offered before");
        await click("forget-go", "#question");
        await says("forget-said", text("count_forgotten", COUNT));
        assert.deepEqual(await world.records(), {});
        await choose(first);
        await asks([text("count_import_new", COUNT)]);
        await click("import-go", "#question");
        await says("list-said", text("count_imported", COUNT));
        assert.equal(await exported("export-json", "json"), first);
        assert.deepEqual(await list(), LIST);
        await untilHere(async () => (await world.records()).copied?.data.at > AT, "that it was saved as a file");
        await choose(first);
        await asks([text("import_nothing"), text("count_import_same", COUNT)]);
        assert.equal(await desk.evaluate(() => document.getElementById("question-go").hidden), true);
      });

      test("the list offers to be saved as a file where much is new and old enough, says what became of it, and can be put off", async () => {
        const day = 86_400_000;
        const aged = (count, days) => Object.fromEntries(Object.entries(records(count)).map(([key, record]) => [key, { ...record, data: { ...record.data, saved_at: Date.now() - days * day, changed_at: Date.now() - days * day } }]));
        const opened = async (all) => {
          await desk.evaluate(() => chrome.storage.local.clear());
          await world.write(all);
          const page = await world.session.openExtensionPage("list.html", "#list li");
          await until(page, () => document.querySelector("#count").textContent, "all of the list read");
          await page.bringToFront();
          return page;
        };
        const offers = (page) => page.$eval("#copy", (part) => (part.checkVisibility() ? part.querySelector("#copy-text").textContent : null));
        for (const [why, all] of [["a short list", aged(19, 40)], ["a young one", aged(25, 10)], ["a copy of today", { ...aged(25, 40), copied: { v: 1, data: { at: Date.now() } } }], ["put off last month", { ...aged(25, 20), copied: { v: 1, data: { at: Date.now() - 40 * day, put_off: true } } }], ["other machines have it", { ...aged(25, 40), sync: { v: 1, data: { on: true } } }]]) {
          const page = await opened(all);
          assert.equal(await offers(page), null, why);
          await page.close();
        }
        const page = await opened(aged(25, 40));
        assert.equal(await offers(page), text("count_copy", 25));
        await page.click("[data-do=put-copy-off]");
        await until(page, () => !document.querySelector("#copy").checkVisibility(), "no offer any more");
        assert.equal((await world.records()).copied.data.put_off, true);
        await page.close();
        const again = await opened(aged(25, 40));
        for (const name of await readdir(folder)) await rm(join(folder, name));
        await again.click("[data-do=save-copy]");
        const file = await untilHere(async () => (await readdir(folder)).find((name) => /^hashcart-.*\.json$/.test(name)), "the file");
        await until(again, (said) => document.querySelector("#copy-text").textContent === said, "what became of it", { args: [text("exported", file)] });
        assert.equal(await again.$eval("#copy-acts", (acts) => acts.checkVisibility()), false);
        const held = await untilHere(async () => readFile(join(folder, file), "utf8").then(JSON.parse).catch(() => null), "the file, whole");
        assert.equal(held.records.length, 25);
        await untilHere(async () => (await world.records()).copied?.data.put_off === undefined && (await world.records()).copied, "that it was saved");
        await again.close();
        const later = await world.session.openExtensionPage("list.html", "#list li");
        await until(later, () => document.querySelector("#count").textContent, "all of the list read again");
        assert.equal(await offers(later), null);
        await later.close();
      });

      test("a table that no spreadsheet takes for formulas", async () => {
        await fill(LIST);
        const table = await exported("export-csv", "csv");
        assert.ok(table.startsWith("\ufeff\"title\","));
        const lines = table.split("\r\n");
        for (const title of HOSTILE) {
          const field = title.replaceAll('"', '""');
          const wanted = /^["=+\-@]/.test(title) ? `"'${field}"` : `"${field}"`;
          assert.equal(lines.filter((line) => line.startsWith(`${wanted},"amazon.de"`)).length, 1, `${wanted} in ${table}`);
        }
        assert.ok(lines.some((line) => line.includes(",\"3\",\"for \"\"her\"\"\nand me\",\"later\",\"ada\",\"https://x.com/ada/status/18\",\"https://x.com/me/status/99\",\"2025-11-24T16:00:00.018Z\"")), table);
      });

      test("a preview, and nothing without a yes", async () => {
        await fill(LIST);
        const file = await exported("export-json", "json");
        const fewer = Object.fromEntries(Object.entries(LIST).filter(([key]) => !key.includes(asin(10))));
        const mine = { ...LIST[`item:${asin(1)}@amazon.de`] };
        mine.data = { ...mine.data, note: "newer", edited_at: AT + 5000 };
        await desk.evaluate(() => chrome.storage.local.clear());
        await fill({ ...fewer, [`item:${asin(1)}@amazon.de`]: mine });
        const there = await list();
        await choose(file);
        await asks([text("count_import_new", 1), text("count_import_same", COUNT - 1)]);
        await click("cancel", "#question");
        await closed();
        assert.deepEqual(await list(), there);
        await choose(file);
        await asks([text("count_import_new", 1), text("count_import_same", COUNT - 1)]);
        await click("import-go", "#question");
        await says("list-said", text("count_imported", 1));
        const now = await world.records();
        assert.deepEqual(now[`item:${asin(1)}@amazon.de`].data.note, "newer", "nothing newer is overwritten");
        assert.deepEqual(now[`item:${asin(10)}@amazon.de`], LIST[`item:${asin(10)}@amazon.de`]);
        const backup = Object.keys(now).filter((key) => key.startsWith("backup:"));
        assert.ok(backup.length <= 1, "a backup of the day at the most");
      });

      test("what is broken is said with its line, and why", async () => {
        const good = `{"key":"item:${asin(1)}@amazon.de",${JSON.stringify(LIST[`item:${asin(1)}@amazon.de`]).slice(1)}`;
        await choose(["{\"hashcart\":1,\"records\":[", `${good},`, "{\"key\":\"item:B0", `${good.replace("www.amazon.de/dp", "evil.test/dp")},`, good.replace("\"v\":1", "\"v\":7"), "]}"].join("\n"));
        await asks([text("count_import_new", 1), text("count_import_refused", 3)]);
        assert.deepEqual(await refused(), [[3, "not_json"], [4, "not_sound"], [5, "newer"]].map(([line, why]) => text("refused_line", String(line), text(`refused_${why}`))));
        for (const [content, why] of [["", "empty"], ["{}", "not_ours"], ["<html>", "not_ours"], ["{\"hashcart\":2,\"records\":[\n]}", "newer"], ["\u0000\u0001", "not_ours"]]) {
          await choose(content);
          await asks([text(`import_${why}`)]);
          assert.equal(await desk.evaluate(() => document.getElementById("question-go").hidden), true);
        }
        await desk.evaluate(() => {
          const input = document.getElementById("import-file");
          const transfer = new DataTransfer();
          transfer.items.add(new File(["x".repeat(50_000_001)], "large.json"));
          input.files = transfer.files;
          input.dispatchEvent(new Event("change", { bubbles: true }));
        });
        await asks([text("import_too_large")]);
        // As a file is that was moved or written to since it was chosen.
        await desk.evaluate(() => {
          globalThis.whole = Blob.prototype.text;
          Blob.prototype.text = () => Promise.reject(new DOMException("The requested file could not be read", "NotReadableError"));
        });
        await choose("https://www.amazon.de/dp/B0INOUT001");
        await asks([text("import_unread")]);
        await desk.evaluate(() => { Blob.prototype.text = globalThis.whole; });
        await choose("https://www.amazon.de/dp/B0INOUT001\nhello\nhttps://amzn.to/3abc", "links.txt");
        await asks([text("count_import_new", 2), text("count_import_refused", 1)]);
        assert.deepEqual(await refused(), [text("refused_line", "2", text("refused_no_product"))]);
        await click("import-go", "#question");
        await says("list-said", text("count_imported", 2));
        assert.deepEqual(Object.keys(await world.records()).filter((key) => key.startsWith("item:")).sort(), [`item:${asin(1)}@amazon.de`, "item:link:amzn.to/3abc"]);
      });

      test("a person is forgotten, the others stay", async () => {
        await fill({ ...LIST, "backup:2026-01-01": { v: 1, data: "{\"hashcart\":1,\"records\":[\n]}\n" }, "reply:20": { v: 1, data: `${asin(10)}@amazon.de` }, ...UNDER_WAY(Date.now()), walk: walk("done", [asin(10), asin(1)]), ...UNREADABLE });
        await until(desk, () => document.querySelector("#person option[value=bob]"), "bob to choose");
        assert.deepEqual(await desk.evaluate(() => [...document.querySelectorAll("#person option")].map((option) => option.textContent)), ["@ada (1)", "@bob (3)", "@Eve_1 (5)"]);
        await desk.select("#person", "bob");
        await click("forget-person");
        await asks([text("forget_person_sure", 3, "@bob"), text("forget_no_undo")]);
        await click("forget-go", "#question");
        await says("forget-said", text("count_forgotten", 3));
        const left = JSON.stringify(await world.records());
        assert.ok(left.includes("Another's"), "what is another's stays, readable or not");
        assert.ok(!/bob|reply:20|backup:|errand:|sending:7|cmd\|/i.test(left), left);
        assert.ok(left.includes(`Title of ${asin(1)}`), "another's end of the same hand-over stays");
        assert.ok(left.includes("Eve_1") && left.includes("reply:18"));
      });

      test("what could not be read is shown, copied, deleted", async () => {
        await fill({ settings: LIST.settings, "aside:item:B0INOUT001@amazon.de:17": { v: 1, data: { broken: true } }, "aside:settings:18": "x" });
        await until(desk, () => document.querySelectorAll("#asides li").length === 2, "two records");
        assert.deepEqual(await desk.evaluate(() => [...document.querySelectorAll("#asides [data-slot=was]")].map((line) => line.textContent)), ["item:B0INOUT001@amazon.de", "settings"]);
        await desk.evaluate(() => { navigator.clipboard.writeText = async (words) => { globalThis.copiedText = words; }; });
        await click("copy-aside", "#asides li:first-child");
        await says("asides-said", text("note_copied"));
        assert.deepEqual(JSON.parse(await desk.evaluate(() => globalThis.copiedText)), { v: 1, data: { broken: true } });
        await click("delete-aside", "#asides li:first-child");
        await until(desk, () => document.querySelectorAll("#asides li").length === 1, "one record");
        assert.deepEqual(Object.keys(await world.records()).sort(), ["aside:settings:18", "settings"]);
      });

      test("a backup is made before the first change of a day, and brings back what went", async () => {
        await world.clear();
        await fill(LIST);
        const day = new Date().toISOString().slice(0, 10);
        const backup = await exported("export-json", "json");
        await world.write({ "backup:2026-01-01": { v: 1, data: backup } });
        await until(desk, () => document.querySelector("#backups [data-key=\"backup:2026-01-01\"]"), "the backup");
        await desk.evaluate(() => chrome.storage.local.remove(["item:B0INOUT010@amazon.de", "item:B0INOUT011@amazon.de"]));
        await says("list-count", text("count_items", COUNT - 2));
        await click("restore-backup", "#backups li:last-child");
        await asks([text("count_import_new", 2), text("count_import_same", COUNT - 2)]);
        await click("import-go", "#question");
        await says("backups-said", text("count_imported", 2));
        const now = await list();
        assert.deepEqual(Object.fromEntries(Object.entries(now).filter(([key]) => !key.startsWith("backup:"))), LIST);
        assert.ok(Object.keys(now).filter((key) => key.startsWith("backup:") && key !== "backup:2026-01-01").every((key) => key === `backup:${day}`));
      });

      test("the text has a block for each, and goes to the clipboard", async () => {
        await fill({ settings: LIST.settings, [`item:${asin(1)}@amazon.de`]: LIST[`item:${asin(1)}@amazon.de`] });
        await desk.evaluate(() => { navigator.clipboard.writeText = async (words) => { globalThis.copiedText = words; }; });
        await click("export-text");
        await says("list-said", text("note_copied"));
        assert.equal(await desk.evaluate(() => globalThis.copiedText), `A kettle × 3\nhttps://www.amazon.de/dp/${asin(1)}?tag=ada-21\n@ada https://x.com/ada/status/18\n`);
      });
    });

    test(`${browser}: what was begun and never ended goes with the next start of the browser`, async () => {
      const world = await open(browser, { persistent: true });
      try {
        await world.write({ ...LIST, ...UNDER_WAY(AT) });
        await world.restart();
        await untilHere(async () => !Object.keys(await world.records()).some((key) => /^(errand|sending):/.test(key)), "a storage without what was abandoned");
        assert.ok(`item:${asin(10)}@amazon.de` in (await world.records()));
      } finally {
        await world.end();
      }
    });

    test(`${browser}: the day's first press backs up the list of the days before`, async () => {
      const world = await open(browser, { csp: "wasm", persistent: true });
      try {
        await world.write({ settings: { v: 1, data: { reply: "private" } }, [`item:${asin(1)}@amazon.de`]: LIST[`item:${asin(1)}@amazon.de`] });
        await world.restart();
        const page = await world.x();
        const tweet = world.tweet("dp");
        await press(page, tweet);
        await shows(page, tweet, { tone: "done" });
        const now = await world.records();
        const [day, ...others] = Object.keys(now).filter((key) => key.startsWith("backup:"));
        assert.deepEqual(others, []);
        assert.match(day, /^backup:\d{4}-\d\d-\d\d$/);
        assert.ok(now[day].data.includes(asin(1)) && !now[day].data.includes(keysOf(tweet)[0]), "as it was before");
      } finally {
        await world.end();
      }
    });
  }
});
