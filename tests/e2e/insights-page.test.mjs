// The page of insights as an author meets it: what it counts of what was noted, a draw that can be repeated, what goes out, and what is forgotten.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { archive, emptied } from "../support/archive.mjs";
import { BROWSERS, mainly, open, text, unfold, until, untilHere } from "../support/hashcart.mjs";
import { DAY, HOUR, ONE, SEEN, START, THREE, TWO, file, idAt, number, post, reply, under } from "../support/seen.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ON = { v: 1, data: { on: true, own: ["ada"], days: 0 } };
const TITLED = { v: 1, data: { found: { key: "B0INSIGHT1@amazon.de", link: "https://www.amazon.de/dp/B0INSIGHT1", title: "A book of tea", titled: "card", tweet: { id: ONE, author: "ada" } }, saved_at: START, changed_at: START, status: { state: "saved" } } };

const many = (posts) => Object.fromEntries(Array.from({ length: posts }, (_, nth) => {
  const id = idAt(START - nth * HOUR, nth);
  return [post(id, { numbers: { replies: number(nth % 9), views: number(1000 + nth) } }), ...Array.from({ length: nth % 4 }, (_, by) => reply(START + nth * 60_000 + by * 1000, `reader_${nth}_${by}`, under(id)))];
}).flat());

describe("the page of insights", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      let folder;
      let page;
      before(async () => {
        folder = await mkdtemp(join(tmpdir(), "hashcart-insights-"));
        world = await open(browser, { settings: null, prefs: { "browser.download.folderList": 2, "browser.download.dir": folder, "browser.download.useDownloadDir": true, "browser.download.always_ask_before_handling_new_types": false, "browser.download.alwaysOpenPanel": false } });
        if (browser === "chromium") {
          const session = await world.session.browser.target().createCDPSession();
          await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
        }
      });
      after(async () => {
        await world?.end();
        await rm(folder, { recursive: true, force: true });
      });
      beforeEach(async () => {
        await world.anew({ reply: "private" });
        await emptied(world);
        await (await world.desk()).evaluate(() => localStorage.clear());
      });

      /** Opens the page with this in the archive, and waits until it is counted. */
      const opened = async (records, { insights = ON, path = "" } = {}) => {
        if (Object.keys(records).length) await (await world.desk()).evaluate((whole) => chrome.runtime.sendMessage({ v: 1, call: "import", text: whole }), file(records));
        if (insights) await world.write({ insights });
        page = await world.session.openExtensionPage(`insights.html${path}`, "main");
        await page.setViewport({ width: 1280, height: 900 });
        await until(page, () => document.querySelector("#counting").textContent === "" && document.querySelector("main > section:not([hidden])") && innerWidth === 1280, "the count");
      };
      const view = async (hash) => {
        await page.evaluate((wanted) => { location.hash = wanted; }, hash);
        await until(page, (name) => !document.querySelector(`#view-${name}`).hidden, hash, { args: [hash.split("=")[0]] });
      };
      const says = (id, words) => until(page, (part, wanted) => document.getElementById(part).textContent === wanted, `#${id}: ${words}`, { args: [id, words] });
      const cells = (body, slot) => page.$$eval(`#${body} [data-slot="${slot}"]`, (all) => all.map((one) => one.textContent));
      const does = (act, key) => page.evaluate((name, about) => document.querySelector(`main section:not([hidden]) [data-do="${name}"]${about ? `[data-key="${about}"]` : ""}, #question:not([hidden]) [data-do="${name}"]`).click(), act, key);
      const fill = (id, value) => page.evaluate((part, words) => {
        const field = document.getElementById(part);
        field.value = words;
        for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
      }, id, value);
      const exported = async (act) => {
        for (const name of await readdir(folder)) await rm(join(folder, name));
        await does(act);
        return untilHere(async () => {
          const names = (await readdir(folder)).filter((name) => name.startsWith("hashcart-"));
          // A browser first puts a file of another name there: `.part`, `.crdownload`.
          return (names.length === 1 && /\.(csv|txt)$/.test(names[0]) && await readFile(join(folder, names[0]), "utf8")) || false;
        }, `the file of ${act}`);
      };

      test("off, it says what would be saved; with an account it is switched on, and off again", async () => {
        await opened({}, { insights: null });
        assert.equal(await page.$eval("#views", (nav) => nav.hidden), true);
        assert.ok((await page.$eval("#view-data", (part) => part.textContent)).includes(text("insights_what_kept")));
        await page.type("#account", "@Ada");
        await page.keyboard.press("Enter");
        await until(page, () => document.querySelector("#accounts bdi")?.textContent === "@Ada", "the account");
        await does("insights-on");
        await untilHere(async () => (await world.records()).insights?.data.on === true, "on");
        assert.deepEqual((await world.records()).insights.data.own, ["Ada"]);
        await until(page, () => !document.querySelector("#views").hidden && !document.querySelector("#nothing-seen").hidden, "the views");
        await view("data");
        await does("insights-off");
        await untilHere(async () => !(await world.records()).insights.data.on, "off");
        await page.close();
      });

      if (mainly("chromium").includes(browser)) test("what all comes to, each post, and what is unknown is no zero", async () => {
        await world.write({ "item:B0INSIGHT1@amazon.de": TITLED });
        await opened(SEEN);
        assert.deepEqual(await page.$$eval("#figures dd", (all) => all.map((one) => one.textContent)), ["4", "6", "2", "1"]);
        assert.equal(await page.$eval("#unplaced", (line) => line.textContent), text("insights_unplaced", 1));
        await view("posts");
        assert.deepEqual(await cells("posts", "people"), ["0", "1", "3"]);
        assert.deepEqual(await cells("posts", "rate"), ["–", "–", "1.5"]);
        assert.deepEqual(await cells("posts", "coverage"), [text("insights_seen_of", 0, 0), text("insights_seen", 1), text("insights_seen_of", 4, 8)]);
        for (const [way, order] of [["descending", ["3", "1", "0"]], ["ascending", ["0", "1", "3"]]]) {
          await does("sort", "people");
          await until(page, (wanted) => document.querySelector("thead [data-key=people]").parentElement.getAttribute("aria-sort") === wanted, way, { args: [way] });
          assert.deepEqual(await cells("posts", "people"), order);
        }
        assert.equal(await page.$eval(`#posts tr[data-key="${ONE}"] [data-slot=post]`, (link) => link.href), `https://x.com/ada/status/${ONE}`);
        await view("products");
        assert.deepEqual([await cells("products", "product"), await cells("products", "people")], [["A book of tea"], ["3"]]);
        await says("without-product", text("insights_without_product", 2));
        await page.close();
      });

      if (mainly("chromium").includes(browser)) test("what is new is what came since the last visit, and the visit is written", async () => {
        await opened(SEEN, { insights: { v: 1, data: { ...ON.data, visited: START + 5 * DAY } } });
        await says("news", `${text("insights_new_replies", 1)} ${text("insights_new_people", 1)}`);
        await untilHere(async () => (await world.records()).insights.data.visited > START + 9 * DAY, "the visit");
        await page.close();
        // What it had is there at once the next time, and nothing of it is new.
        page = await world.session.openExtensionPage("insights.html", "#view-overview:not([hidden])");
        await says("counting", "");
        assert.deepEqual(await page.$eval("#news", (part) => part.hidden), true);
        await page.close();
      });

      if (mainly("chromium").includes(browser)) test("a post by hours and by days, with the author's own posts between", async () => {
        await opened(SEEN, { path: `#launch=${ONE}` });
        await until(page, () => document.querySelectorAll("#hours .bar").length === 2, "the bars");
        assert.equal(await page.$$eval("#hours .mark", (all) => all.length), 1, "the second post came in hour 31");
        assert.deepEqual(await page.$$eval("#hours-table tbody tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent))), [["1", "1"], ["3", "2"]]);
        assert.equal(await page.$$eval("#days-chart .bar", (all) => all.length), 1);
        const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
        await says("zone", text("insights_zone", zone));
        assert.ok((await page.$eval("#hours svg", (svg) => [svg.getAttribute("role"), svg.getAttribute("aria-label")])).join().startsWith(`img,${text("insights_hours")}`));
        await page.close();
      });

      if (mainly("chromium").includes(browser)) test("people, their replies one press away, and whoever is forgotten is forgotten everywhere", async () => {
        await opened(SEEN, { path: "#people" });
        await until(page, () => document.querySelectorAll("#people tr").length === 4, "four people");
        assert.deepEqual(await cells("people", "group"), ["New", "New", "Again", "New"]);
        const bob = await page.$eval("#people tr:nth-child(3)", (row) => [row.querySelector("bdi").textContent.toLowerCase(), [...row.querySelectorAll("[data-slot=replies] a")].map((link) => link.href.split("/").at(-1))]);
        assert.deepEqual(bob, ["@bob", [idAt(START + 31 * HOUR), idAt(START + 2 * HOUR + 60_000), idAt(START + HOUR / 2)]]);
        await view("thanks");
        assert.deepEqual((await cells("to-thank", "handle")).map((one) => one.toLowerCase()), ["@bob", "@dan", "@eve"]);
        await fill("thanks-words", "Thank you & enjoy!");
        await until(page, (id) => document.querySelector("#to-thank [data-slot=thank]").href === `https://x.com/intent/post?in_reply_to=${id}&text=Thank%20you%20%26%20enjoy%21`, "X's composer", { args: [idAt(START + HOUR / 2)] });
        await untilHere(async () => (await world.records()).insights.data.thanks === "Thank you & enjoy!", "the words");
        await view("people");
        const asks = async () => {
          await does("person-forget", "dan");
          await says("question-text", text("insights_forget_sure", "\u2068@dan\u2069"));
        };
        await asks();
        await does("cancel");
        await until(page, () => document.activeElement.matches("[data-key=dan] [data-do=person-forget], [data-key=dan][data-do=person-forget]"), "the focus back on the button that asked");
        await asks();
        await does("go");
        await says("said", text("insights_forgotten"));
        await until(page, () => document.querySelectorAll("#people tr").length === 3, "three people");
        const left = await archive(world);
        assert.equal(Object.values(left).filter((record) => record.handle === "dan").length, 0);
        await page.close();
      });

      if (mainly("chromium").includes(browser)) test("a draw says who takes part, and is repeated from its record", async () => {
        await opened(SEEN, { path: `#draw=${ONE}` });
        await until(page, (wanted) => document.querySelector("#pool-entries").textContent === wanted, "who takes part", { args: [text("insights_entries", 3)] });
        assert.deepEqual(await page.evaluate(() => [document.querySelector("#pool-coverage").textContent, document.querySelector("#pool-not-all").hidden]), [text("insights_seen_of", 4, 8), false]);
        assert.match(await page.$eval("#draw-seed", (field) => field.value), /^[0-9a-f]{32}$/);
        await fill("draw-blocked", "@cleo");
        await says("pool-entries", text("insights_entries", 2));
        const late = new Date(START + 3 * HOUR - new Date(START).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
        await fill("draw-cutoff", late);
        await says("pool-entries", text("insights_entries", 1));
        await fill("draw-seed", "closing price 4711");
        await does("draw");
        await until(page, () => document.querySelector("#drawn-winners bdi")?.textContent === "@bob", "the winner");
        const record = await exported("record-save");
        assert.ok(record.startsWith("Hashcart draw 1\n") && record.includes("seed: closing price 4711\n"), record);
        assert.deepEqual((await world.records()).draws.data, { blocked: ["cleo"], winners: [{ handle: "bob", reply: idAt(START + HOUR / 2) }] });
        await unfold(page, "#draw-check");
        for (const [tried, wanted] of [[record, text("insights_record_good", 1)], [record.replace("winners: 1\nbob", "winners: 1\ndan"), text("insights_record_drawn")], ["nothing", text("insights_no_record", 1)]]) {
          await fill("draw-check", tried);
          await does("record-check");
          await says("checked", wanted);
        }
        await page.close();
      });

      test("tables go out, and all replies go away", async () => {
        await opened(SEEN, { path: "#data" });
        const posts = await exported("csv-posts");
        assert.deepEqual(posts.split("\r\n").slice(1, 4).map((line) => line.split(",")[0].replaceAll("\"", "").split("/").at(-1)), [THREE, TWO, ONE]);
        assert.equal((await exported("csv-people")).trim().split("\r\n").length, 5);
        assert.equal((await exported("csv-replies")).trim().split("\r\n").length, 7);
        await does("replies-delete");
        await says("question-text", text("insights_delete_sure"));
        await does("go");
        await says("said", text("insights_gone", 6));
        assert.deepEqual(await archive(world), {});
        await page.close();
      });

      if (mainly("chromium").includes(browser)) test("words for a post, and what is to be said of its link", async () => {
        await opened(SEEN, { path: "#promote" });
        await fill("call-link", "https://www.amazon.co.uk/dp/B0INSIGHT1?tag=ada-21");
        await until(page, () => document.querySelector("#call-words").value.includes("#AmazonBasket"), "the store's hashtag");
        assert.deepEqual(await page.$$eval("#link-says li", (all) => all.map((line) => line.textContent)), [text("insights_link_product"), text("insights_link_tag")]);
        assert.ok((await page.$eval("#call-open", (link) => link.href)).endsWith(encodeURIComponent("\nhttps://www.amazon.co.uk/dp/B0INSIGHT1?tag=ada-21")), "the tag is as it was");
        await view("find");
        const links = await page.$$eval("#searches a", (all) => all.map((link) => link.href));
        assert.ok(links[0].startsWith("https://x.com/search?q=%23AmazonCart%20to%3Aada%20since%3A") && links[0].endsWith("&src=typed_query&f=live"), links[0]);
        await page.close();
      });

      test("nothing is cut off in a narrow window, in either direction, and 300 posts are shown in parts", async () => {
        await opened(many(300), { path: "#posts" });
        await until(page, () => document.querySelectorAll("#posts tr").length === 100, "the first hundred");
        await does("more");
        await until(page, () => document.querySelectorAll("#posts tr").length === 200, "another hundred");
        const id = idAt(START - 3 * HOUR, 3);
        for (const direction of ["ltr", "rtl"]) {
          await page.setViewport({ width: 320, height: 700 });
          await until(page, () => innerWidth === 320, "the narrow window");
          await page.evaluate((dir) => { document.documentElement.dir = dir; }, direction);
          for (const name of ["overview", "posts", `launch=${id}`, "products", "people", `compare=${id},${idAt(START - 2 * HOUR, 2)}`, "thanks", `draw=${id}`, "find", "promote", "data"]) {
            await view(name);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(wide <= 0, `${name}, ${direction}: ${wide} too wide`);
          }
        }
        await page.close();
      });

      test("by keys alone: a view, a column's order, a table behind a chart, thanks, a draw and its record, forgetting and not", async () => {
        await opened(SEEN);
        await page.bringToFront();
        const here = () => page.evaluate(() => {
          const { activeElement: at } = document;
          return at === document.body ? "" : at.id || at.dataset.do || at.dataset.slot || at.getAttribute("href") || at.localName;
        });
        /** Goes on by the Tab key to what is called so; on the way the focus is always somewhere that one sees. */
        const tabTo = async (wanted) => {
          for (let stops = 0; stops < 60; stops += 1) {
            await page.keyboard.press("Tab");
            const at = await here();
            assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.checkVisibility()), `${at} is seen`);
            if (at === wanted) return;
          }
          assert.fail(`${wanted} is not reached by the Tab key`);
        };
        const goes = async (hash, name) => {
          await tabTo(hash);
          await page.keyboard.press("Enter");
          await until(page, (one) => document.activeElement.id === `title-${one}`, `the focus at the head of ${name}`, { args: [name] });
        };
        await page.evaluate(() => document.body.focus());
        await goes("#posts", "posts");
        await tabTo("sort");
        await tabTo("sort");
        await page.keyboard.press("Enter");
        await until(page, () => document.querySelector("thead [data-key=people]").parentElement.getAttribute("aria-sort") === "descending", "by people");
        assert.equal(await here(), "sort", "the focus stays at the column");
        await tabTo("launch");
        await page.keyboard.press("Enter");
        await until(page, () => document.activeElement.id === "title-launch", "the focus at the head of the launch");
        await tabTo("summary");
        await page.keyboard.press("Enter");
        await until(page, () => document.querySelector("#hours-table").checkVisibility(), "the hours as a table");
        await page.goBack();
        await until(page, () => !document.querySelector("#view-posts").hidden, "back at the posts");

        // The views stand before what they show.
        const back = () => page.evaluate(() => document.querySelector("#views a").focus());
        await back();
        await goes("#people", "people");
        await tabTo("person-forget");
        await page.keyboard.press("Enter");
        await until(page, () => document.querySelector("#question").contains(document.activeElement), "the question has the focus");
        await tabTo("cancel");
        await page.keyboard.press("Enter");
        await until(page, () => document.activeElement.dataset.do === "person-forget", "the focus back on the button that asked");
        await back();
        await goes("#thanks", "thanks");
        await tabTo("thanks-words");
        await page.keyboard.type("Thank you!");
        await tabTo("thank");
        assert.ok((await page.evaluate(() => document.activeElement.href)).endsWith("text=Thank%20you%21"));
        await back();
        await goes("#draw", "draw");
        await tabTo("draw-post");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("End");
        await until(page, () => !document.querySelector("#pool").hidden, "who takes part");
        await tabTo("draw-go");
        await page.keyboard.press("Enter");
        await until(page, () => document.querySelector("#drawn-winners bdi"), "a winner");
        assert.equal(await here(), "draw-go");
        await tabTo("record-save");
        await page.close();
      });

      if (mainly("chromium").includes(browser)) test("nothing for axe to complain of", async () => {
        await opened(SEEN);
        for (const width of [1280, 360]) {
          await page.setViewport({ width, height: 800 });
          await until(page, (wanted) => innerWidth === wanted, "the window", { args: [width] });
          for (const name of ["overview", "posts", `launch=${ONE}`, "products", "people", `compare=${ONE},${TWO}`, "thanks", `draw=${ONE}`, "find", "promote", "data"]) {
            await view(name);
            if (name.startsWith("draw")) {
              await does("draw");
              await until(page, () => !document.querySelector("#record").hidden, "the draw");
            }
            await page.evaluate(() => { for (const part of document.querySelectorAll("details")) part.open = true; });
            await page.evaluate(AXE);
            const found = await page.evaluate(async () => (await globalThis.axe.run({ rules: { "target-size": { enabled: true } } })).violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]));
            assert.deepEqual(found, [], `${name}, ${width} pixels`);
            // The same colours in both browsers; only Chromium's driver can make a page dark.
            if (browser === "chromium" && width === 1280) {
              await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
              const dark = await page.evaluate(async () => (await globalThis.axe.run({ runOnly: ["color-contrast"] })).violations.flatMap(({ nodes }) => nodes.map((node) => node.html.slice(0, 160))));
              await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
              assert.deepEqual(dark, [], `${name}, dark`);
            }
          }
        }
        await page.close();
      });
    });
  }
});
