// The page of the list: what stands where, finding it, working on it, undoing that, by mouse and by keys, up to
// 10,000 items; and the popup's cap.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { BROWSERS, mainly, open, text, until, untilHere, whole } from "../support/hashcart.mjs";
import { asin, FIRST, item, keyOf, records } from "../support/shelf.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The keys of the rows in the page, in the order they are seen. */
const seen = (page) => page.evaluate(() => [...document.querySelectorAll("#list > .item")].sort((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet)).map((row) => row.dataset.key));
const keysAre = (page, keys) => until(page, (wanted) => JSON.stringify([...document.querySelectorAll("#list > .item")].sort((a, b) => a.getAttribute("aria-posinset") - b.getAttribute("aria-posinset")).map((row) => row.dataset.key)) === wanted, `rows ${keys}`, { args: [JSON.stringify(keys)] });
const numbers = (...all) => all.map(keyOf);
const says = (page, id, words) => until(page, (part, wanted) => {
  const node = document.getElementById(part);
  return !node.closest("[hidden]") && node.textContent.trim() === wanted;
}, `#${id}: ${words}`, { args: [id, words] });
const hidden = (page, id) => until(page, (part) => document.getElementById(part).hidden, `#${id} hidden`, { args: [id] });
const row = (number) => `[data-key="${keyOf(number)}"]`;
const statusIs = (page, number, words) => until(page, (selector, wanted) => document.querySelector(selector)?.textContent === wanted, `${number}: ${words}`, { args: [`${row(number)} [data-slot=status]`, words] });
const focusIs = (page, number) => until(page, (wanted) => document.activeElement?.matches("[data-slot=tick]") && document.activeElement.closest("li").dataset.key === wanted, `the focus at ${number}`, { args: [keyOf(number)] });

/** Chooses in a select as the page's own control does, and says so. */
const choose = (page, selector, value) => page.select(selector, value);

/** Types into the search in place of what is there. */
async function search(page, words) {
  await page.focus("#search");
  await page.evaluate(() => document.getElementById("search").select());
  await page.keyboard.press("Backspace");
  if (words) await page.keyboard.type(words);
}

describe("the list's page", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser, { page: { n: 5 }, settings: { reply: "private" } }); });
      after(() => world?.end());

      describe("by hand and by keys", () => {
        let page;
        const list = () => world.session.openExtensionPage("list.html", "#sort option");
        const data = async (number, prefix = "item:") => (await world.record(keyOf(number), prefix))?.data;
        /** Opens the fields of a row. */
        const edit = async (number) => {
          await page.click(`${row(number)} [data-slot=edit]`);
          await until(page, (selector) => document.querySelector(selector), `the fields of ${number}`, { args: [`${row(number)} [data-slot=name]`] });
        };
        /** Begins with these records and no others, on a fresh page. */
        async function begin(all) {
          await page?.close();
          await world.clear();
          await world.write(all);
          page = await list();
          await page.bringToFront();
          await until(page, () => document.querySelector("#count").textContent, "all of the list read");
        }

        test("where items stand, how many stand there, and only those", async () => {
          const put = (number, more) => [`item:${keyOf(number)}`, { v: 1, data: item(number, more) }];
          const sent = (number, outcome) => [`sent:${keyOf(number)}`, { v: 1, data: { store: "amazon.com", outcome, at: FIRST + 1e9 } }];
          const link = "link:amzn.to/3DHiDU7";
          await begin(Object.fromEntries([
            put(1), put(2, { status: { state: "replied", url: "https://x.com/me/status/9" } }),
            put(3, { status: { state: "reply_failed", code: "reply_limit" } }), put(4), put(5), put(6),
            put(7, { shelf: ["bought", FIRST + 2e9] }), put(8, { shelf: ["later", FIRST + 2e9] }), put(9, { shelf: ["archived", FIRST + 2e9] }),
            [`item:${link}`, { v: 1, data: item(10, { found: { key: link, link: "https://amzn.to/3DHiDU7" } }) }],
            sent(4, { end: "in_cart", count: 2, unticked: 0 }), sent(5, { end: "not_added", reason: "used" }), sent(7, { end: "marked" }),
            ["walk", { v: 1, data: { store: "amazon.com", way: "guided", begun: FIRST, items: [{ key: keyOf(6), asin: asin(6), title: "It", wanted: 1, choosing: false, units: 0, tried: false, passed: false }], at: "before", halt: "loading" } }],
          ]));
          await says(page, "count", text("count_to_buy", 6));
          await page.click("[data-do=tab-all]");
          for (const [number, words] of [[1, text("status_saved")], [2, text("status_replied")], [3, text("status_reply_failed")], [4, text("outcome_in_cart", "2")], [5, text("reason_used")], [6, text("status_on_its_way")], [8, text("status_later")]]) await statusIs(page, number, words);
          assert.equal(await page.$eval(`[data-key="${link}"] [data-slot=status]`, (node) => node.textContent), text("status_unresolved"));
          const offered = await page.$$eval("#only option", (all) => all.map((option) => option.textContent));
          const ten = ["saved", "replied", "reply_failed", "unresolved", "on_its_way", "in_cart", "not_added", "bought", "later", "archived"];
          assert.deepEqual(offered, [text("list_counted", text("list_open"), "6"), text("list_counted", text("list_all"), "10"), ...ten.map((name) => text("list_counted", text(`status_${name}`), "1"))]);
          for (const [name, number] of [["bought", 7], ["archived", 9], ["on_its_way", 6], ["not_added", 5]]) {
            await choose(page, "#only", `status_${name}`);
            await keysAre(page, numbers(number));
          }
          await choose(page, "#only", "list_all");
          await says(page, "count", text("count_to_buy", 6));
          for (const [tab, shown] of [["to-buy", 6], ["in-cart", 1], ["later", 1], ["bought", 1], ["all", 10]]) {
            await page.click(`[data-do=tab-${tab}]`);
            await until(page, (wanted, count) => document.querySelector(`[data-do=tab-${wanted}]`).ariaPressed === "true" && document.querySelectorAll("#list > .item").length === count, `the tab ${tab}`, { args: [tab, shown] });
          }
        });

        test("search, order, groups and one author's recommendations", async () => {
          await begin({ ...records(6, 1), [`item:${keyOf(7)}`]: { v: 1, data: item(7, { note: "für Ada" }) } });
          await keysAre(page, numbers(7, 6, 5, 4, 3, 2, 1));
          for (const [words, found] of [["NOVEL", [2]], ["number 3", [3]], ["FÜR", [7]], ["@bo", [6, 1]], [asin(4).toLowerCase(), [4]], ["lamp novel", []], ["", [7, 6, 5, 4, 3, 2, 1]]]) {
            await search(page, words);
            await keysAre(page, numbers(...found));
            assert.equal(await page.$eval("#nothing", (node) => node.hidden), found.length > 0);
          }
          // Enter sends no form: the page would load anew, without the search.
          const born = await page.evaluate(() => performance.timeOrigin);
          await search(page, "NOVEL");
          await page.keyboard.press("Enter");
          await page.keyboard.type("s number");
          await keysAre(page, numbers());
          assert.equal(await page.evaluate(() => performance.timeOrigin), born);
          await search(page, "");
          await choose(page, "#sort", "list_oldest");
          await keysAre(page, numbers(1, 2, 3, 4, 5, 6, 7));
          await choose(page, "#sort", "list_title");
          await keysAre(page, numbers(5, 4, 3, 7, 1, 2, 6));
          await choose(page, "#sort", "list_newest");
          for (const [group, heads] of [["list_group_store", ["amazon.co.jp", "amazon.com", "amazon.de"]], ["list_group_author", ["@ada", "@Bo", "@cyd", "@dee", "@eli"].map((author) => text("list_by", author))]]) {
            await choose(page, "#group", group);
            await until(page, (wanted) => JSON.stringify([...document.querySelectorAll("#list h2")].map((head) => head.textContent)) === wanted, group, { args: [JSON.stringify(heads)] });
          }
          await choose(page, "#group", "list_group_day");
          await until(page, () => document.querySelectorAll("#list h2").length === 1, "one day");
          await choose(page, "#group", "list_group_none");
          assert.equal(await page.$eval(`${row(6)} [data-slot=author]`, (button) => button.getAttribute("aria-label")), text("list_by", "@Bo"));
          await page.click(`${row(6)} [data-slot=author]`);
          await keysAre(page, numbers(6, 1));
          await says(page, "by-text", text("list_by", "@Bo"));
          assert.equal(await page.$eval(`${row(6)} [data-slot=post]`, (link) => link.getAttribute("href")), `https://x.com/Bo/status/${item(6).found.tweet.id}`);
          await page.click("[data-do=anyone]");
          await keysAre(page, numbers(7, 6, 5, 4, 3, 2, 1));
        });

        test("who looks for something else far down the list sees the beginning of what is found", async () => {
          await begin(records(300));
          const down = () => until(page, () => {
            const view = document.getElementById("view");
            view.scrollTop = view.scrollHeight / 2;
            return [...document.querySelectorAll("#list > .item")].some((row) => Number(row.ariaPosInSet) > 30);
          }, "rows far down");
          /** The row in the middle of what is in sight. */
          const middle = () => page.evaluate(() => {
            const { top, height } = document.getElementById("view").getBoundingClientRect();
            const row = [...document.querySelectorAll("#list > .item")].find((one) => one.getBoundingClientRect().top > top + height / 3);
            return `[data-key="${row.dataset.key}"]`;
          });
          const begins = (what) => until(page, () => {
            const view = document.getElementById("view").getBoundingClientRect();
            const first = [...document.querySelectorAll("#list > .item")].find((row) => row.ariaPosInSet === "1");
            return document.getElementById("view").scrollTop === 0 && first && first.getBoundingClientRect().bottom <= view.bottom;
          }, `the beginning, ${what}`);
          for (const [what, act] of [
            ["one author's, by a press in a row", async () => page.click(`${await middle()} [data-slot=author]`)],
            ["everybody's again", () => page.click("[data-do=anyone]")],
            ["a search", () => search(page, "number")],
            ["another order", () => choose(page, "#sort", "list_oldest")],
            ["a search taken back", async () => { await page.focus("#search"); await page.keyboard.press("Escape"); }],
          ]) {
            await down();
            await act();
            await begins(what);
          }
          await choose(page, "#sort", "list_newest");
        });

        test("a click on a row that is painted anew meanwhile is heard, and what is being written stays", async () => {
          const settings = (links) => ({ settings: { v: 1, data: { reply: "private", links } } });
          const opens = (words) => until(page, (selector, part) => document.querySelector(selector).href.includes(part), `a link to ${words}`, { args: [`${row(1)} [data-slot=title]`, words] });
          const link = "https://www.amazon.de/Some-Words/dp/" + asin(1);
          await begin({ ...records(1), [`item:${keyOf(1)}`]: { v: 1, data: item(1, { found: { link } }) }, ...settings("author") });
          await opens("Some-Words");
          await edit(0);
          await page.click(`${row(0)} [data-slot=note]`);
          await page.keyboard.type("half a wo");
          const remove = await page.$(`${row(1)} .remove`);
          await remove.scrollIntoView();
          const { x, y, width, height } = await remove.boundingBox();
          await page.mouse.move(x + width / 2, y + height / 2);
          await world.write(settings("clean"));
          await opens("/dp/");
          await until(page, (selector) => !document.querySelector(selector).href.includes("Some-Words"), "the plain link", { args: [`${row(1)} [data-slot=title]`] });
          assert.equal(await page.evaluate(() => document.activeElement.value), "half a wo");
          await page.mouse.down();
          await world.write(settings("author"));
          await opens("Some-Words");
          await page.mouse.up();
          await untilHere(async () => !(await data(1)), "the item removed");
        });

        test("quantity and note are written, kept, and taken back", async () => {
          await begin(records(3));
          await edit(1);
          await page.click(`${row(1)} [data-slot=note]`);
          await page.keyboard.type("for Ada, “blue”");
          await page.keyboard.press("Enter");
          await untilHere(async () => (await data(1)).note === "for Ada, “blue”", "the note written");
          await says(page, "undo-text", text("count_edited", 1, item(1).found.title));
          assert.equal(await page.$eval(`${row(1)} [data-slot=own]`, (own) => own.textContent), "for Ada, “blue”");
          assert.equal(await page.$eval(`${row(1)} [data-slot=own]`, (own) => own.getAttribute("aria-label")), `for Ada, “blue”: ${text("edit_item", item(1).found.title)}`, "heard as well as seen");
          await edit(1);
          await page.click(`${row(1)} [data-slot=units]`, { count: 3 });
          await page.keyboard.type("99");
          await page.keyboard.press("Tab");
          await untilHere(async () => (await data(1)).units === 30, "the number written");
          await page.close();
          page = await list();
          const shown = (name) => page.$eval(`${row(1)} [data-slot=${name}]`, (field) => field.value);
          await keysAre(page, numbers(2, 1, 0));
          await page.bringToFront();
          await edit(1);
          assert.deepEqual([await shown("units"), await shown("note")], ["30", "for Ada, “blue”"]);
          await page.click(`${row(1)} [data-slot=note]`, { count: 3 });
          await page.keyboard.press("Backspace");
          await page.keyboard.press("Tab");
          await untilHere(async () => !(await data(1)).note, "the note gone");
          await says(page, "undo-text", text("count_edited", 1, item(1).found.title));
          await page.click("#undo-button");
          await untilHere(async () => (await data(1)).note === "for Ada, “blue”", "the note back");
        });

        test("each act on one and on many, and its undo", async () => {
          await begin(records(6));
          // The day's backup comes before the first act of a background's life, which is not always this one.
          const listed = async () => JSON.stringify(Object.entries(await world.records()).filter(([key]) => !key.startsWith("backup:")).sort());
          const before = await listed();
          const same = () => untilHere(async () => (await listed()) === before, "all as it was");
          await edit(5);
          await choose(page, `${row(5)} [data-slot=shelf]`, "bought");
          await keysAre(page, numbers(4, 3, 2, 1, 0));
          assert.equal((await data(5)).shelf[0], "bought");
          await says(page, "undo-text", text("count_moved", 1, item(5).found.title));
          await page.click("#undo-button");
          await keysAre(page, numbers(5, 4, 3, 2, 1, 0));
          await same();
          await page.click(`${row(4)} [data-slot=tick]`);
          await page.keyboard.down("Shift");
          await page.click(`${row(1)} [data-slot=tick]`);
          await page.keyboard.up("Shift");
          await says(page, "chosen-count", text("count_chosen", 4));
          assert.equal(await page.$eval("#send", (button) => button.textContent), text("count_to_store", 2, "amazon.de"));
          for (const [act, name] of [["later", "later"], ["archived", "archived"], ["bought", "bought"]]) {
            await page.click(`#chosen [data-do=${act}]`);
            await untilHere(async () => (await Promise.all([1, 2, 3, 4].map((number) => data(number)))).every(({ shelf }) => shelf?.[0] === name), `four as ${name}`);
            await says(page, "undo-text", text("count_moved", 4));
          }
          await page.click("#chosen [data-do=none-of-these]");
          await same();
          await page.click("#chosen [data-do=remove]");
          await keysAre(page, numbers(5, 0));
          await says(page, "undo-text", text("count_removed", 4));
          await hidden(page, "chosen");
          await page.click("#undo-button");
          await keysAre(page, numbers(5, 4, 3, 2, 1, 0));
          await same();
          await page.click(`${row(2)} .remove`);
          await keysAre(page, numbers(5, 4, 3, 1, 0));
          await says(page, "undo-text", text("count_removed", 1, item(2).found.title));
          // The next page offers it as well.
          await page.close();
          page = await list();
          await says(page, "undo-text", text("count_removed", 1, item(2).found.title));
          await page.bringToFront();
          await page.click("#undo-button");
          await same();
        });

        test("what is selected goes along to the hand-over, in its number", async () => {
          await begin({ ...records(9), [`item:${keyOf(4)}`]: { v: 1, data: item(4, { units: 3 }) } });
          await page.click(`${row(4)} [data-slot=tick]`);
          await page.click(`${row(7)} [data-slot=tick]`);
          await until(page, () => !document.querySelector("#send").hidden, "where to send it");
          await page.click("#send");
          // Without the permission our page asks first. Firefox's remote protocol does not tell of a tab that we have not
          // opened through it, so the same is opened once more.
          const desk = await world.desk();
          const address = await untilHere(() => desk.evaluate(async () => (await chrome.tabs.query({})).map((tab) => tab.url ?? "").find((url) => url.includes("/handover.html"))), "the page that asks");
          await desk.evaluate(async () => { for (const tab of await chrome.tabs.query({})) if (tab.url?.includes("/handover.html")) await chrome.tabs.remove(tab.id); });
          const walk = await world.session.openExtensionPage(address.slice(address.indexOf("handover.html")), "#picks li");
          const ticked = await until(walk, () => {
            const rows = [...document.querySelectorAll("#picks li")];
            return rows.length > 0 && rows.filter((one) => one.querySelector("[data-slot=ticked]").checked).map((one) => [one.dataset.key, one.querySelector("[data-slot=wanted]").value]);
          }, "the picks");
          assert.deepEqual(ticked, [[keyOf(7), "1"], [keyOf(4), "3"]]);
          await walk.close();
        });

        test("everything by keys alone", async () => {
          await begin(records(40));
          await keysAre(page, await seen(page));
          // Letters do nothing outside the list (WCAG 2.1.4; there the slash is Firefox's own); arrows lead into it.
          await page.evaluate(() => document.activeElement.blur());
          for (const key of ["j", "x"]) await page.keyboard.press(key);
          assert.deepEqual(await page.evaluate(() => [document.activeElement === document.body, document.querySelector("#chosen").hidden]), [true, true]);
          await page.keyboard.press("ArrowDown");
          await focusIs(page, 39);
          await page.keyboard.press("/");
          await until(page, () => document.activeElement?.id === "search", "the search has the focus");
          await page.keyboard.press("ArrowDown");
          await focusIs(page, 39);
          for (const [key, number] of [["ArrowDown", 38], ["j", 37], ["k", 38], ["ArrowUp", 39], ["End", 0], ["Home", 39]]) {
            await page.keyboard.press(key);
            await focusIs(page, number);
          }
          await page.keyboard.press("PageDown");
          await until(page, (first) => document.activeElement.closest("li")?.dataset.key !== first, "a page further", { args: [keyOf(39)] });
          await page.keyboard.press("PageUp");
          await focusIs(page, 39);
          await page.keyboard.press(" ");
          await says(page, "chosen-count", text("count_chosen", 1));
          await page.keyboard.down("Shift");
          await page.keyboard.press("ArrowDown");
          await page.keyboard.up("Shift");
          await says(page, "chosen-count", text("count_chosen", 2));
          await page.keyboard.press("x");
          await says(page, "chosen-count", text("count_chosen", 1));
          await page.keyboard.press("Escape");
          await hidden(page, "chosen");
          await focusIs(page, 38);
          await page.keyboard.press("Delete");
          await focusIs(page, 37);
          assert.equal(await data(38), undefined);
          await page.keyboard.down("Control");
          await page.keyboard.press("z");
          await page.keyboard.up("Control");
          await untilHere(() => data(38), "back by keys");
          await page.keyboard.down("Control");
          await page.keyboard.press("a");
          await page.keyboard.up("Control");
          await says(page, "chosen-count", text("count_chosen", 40));
          await page.keyboard.press("Escape");
          // A row is one stop of the Tab key; its parts are reached by arrows.
          await page.keyboard.press("Home");
          await focusIs(page, 39);
          const slot = () => page.evaluate(() => document.activeElement.dataset.slot);
          const passed = [];
          for (let i = 0; i < 20 && passed.at(-1) !== (await slot()); i += 1) {
            passed.push(await slot());
            await page.keyboard.press("ArrowRight");
          }
          assert.deepEqual(passed, ["tick", "title", "author", "post", "reviews", "edit", "remove"]);
          for (let i = 0; i < 6; i += 1) await page.keyboard.press("ArrowLeft");
          await focusIs(page, 39);
          await page.keyboard.press("Tab");
          await focusIs(page, 38);
          // One key to the cart, one to the fields of a row, and out of them.
          await page.keyboard.press("c");
          await until(page, () => document.activeElement?.id === "cart-main", "the cart's button");
          await page.focus(`${row(38)} [data-slot=tick]`);
          await page.keyboard.press("e");
          await until(page, () => document.activeElement?.dataset.slot === "name", "the name's field");
          await page.keyboard.press("Escape");
          await focusIs(page, 38);
        });

        if (mainly("chromium").includes(browser)) test("10,000 items: few rows, the last one reached, one more costs one", async () => {
          await begin(records(10_000));
          const count = 10_000;
          await until(page, (wanted) => document.querySelector("#count").textContent === wanted, "all are there", { args: [text("count_to_buy", count)], ms: 30_000 });
          // While they are read nothing is said that is not so, and once they are, it is said once.
          const fresh = await world.session.page();
          const address = `${world.session.baseUrl()}/list.html`;
          fresh.goto(address).catch(() => {});
          const said = await until(fresh, (url, last) => {
            if (location.href !== url || document.readyState === "loading") return false;
            const there = (id) => document.getElementById(id);
            globalThis.said ??= (() => {
              const all = new Set([there("count").textContent]);
              const look = () => { for (const text of [there("count").textContent, ...["empty", "nothing", "undo", "notice"].filter((id) => !there(id).hidden)]) all.add(text); };
              new MutationObserver(look).observe(document.body, { attributes: true, childList: true, subtree: true, characterData: true });
              return all;
            })();
            return globalThis.said.has(last) && [...globalThis.said].filter(Boolean);
          }, "all are counted", { args: [address, text("count_to_buy", count)], ms: 30_000 });
          assert.deepEqual(said, [text("count_to_buy", count)]);
          await fresh.close();
          const rowsThere = () => page.evaluate(() => document.querySelectorAll("#list > li").length);
          assert.ok((await rowsThere()) < 60, `${await rowsThere()} rows`);
          await page.focus("#search");
          await page.keyboard.press("ArrowDown");
          await focusIs(page, count - 1);
          await page.keyboard.press("End");
          await focusIs(page, 0);
          const place = await page.$eval(row(0), (node) => {
            const [mine, box] = [node, document.getElementById("view")].map((part) => part.getBoundingClientRect());
            return { inSight: mine.top >= box.top && mine.bottom <= box.bottom + 1, place: node.getAttribute("aria-posinset"), all: node.getAttribute("aria-setsize") };
          });
          assert.deepEqual(place, { inSight: true, place: "10000", all: "10000" });
          assert.ok((await rowsThere()) < 60, `${await rowsThere()} rows`);
          // A new one: nothing else is read.
          await page.evaluate(() => {
            window.reads = 0;
            for (const name of ["get", "getKeys"]) {
              const own = chrome.storage.local[name]?.bind(chrome.storage.local);
              if (own) chrome.storage.local[name] = (...asked) => { window.reads += 1; return own(...asked); };
            }
          });
          await world.write(records(1, count));
          await until(page, (wanted) => document.querySelector("#count").textContent === wanted, "one more", { args: [text("count_to_buy", count + 1)] });
          assert.equal(await page.evaluate(() => window.reads), 0);
          await focusIs(page, 0);
          await search(page, "number 9999");
          await keysAre(page, numbers(9_999));
          await search(page, "");
          await says(page, "count", text("count_to_buy", count + 1));
        });

        if (mainly("chromium").includes(browser)) test("the popup shows the newest hundred with something left to do, and where the others are", async () => {
          await begin({ ...records(130), [`item:${keyOf(129)}`]: { v: 1, data: item(129, { shelf: ["archived", FIRST + 1e9] }) } });
          const popup = await world.popup();
          await says(popup, "all", text("popup_all", 130));
          await says(popup, "count", text("count_to_buy", 129));
          const keys = await popup.$$eval("#list li", (all) => all.map((one) => one.dataset.key));
          assert.deepEqual([keys.length, keys[0], keys.at(-1)], [100, keyOf(128), keyOf(29)]);
          assert.equal(await popup.$eval("#all", (link) => link.getAttribute("href")), "list.html");
          assert.equal(await popup.$eval("#beside", (button) => button.hidden), false, "both have a place beside the page");
          await popup.close();
        });
      });

      for (const forcedColors of [false, true]) {
        test(`twice the text, in a narrow window: nothing is cut off in ${browser}${forcedColors ? ", forced colours" : ""}`, async () => {
          const own = forcedColors ? await open(browser, { page: { n: 5 }, settings: { reply: "private" }, forcedColors }) : null;
          const it = own ?? world;
          try {
            await it.anew({ reply: "private" });
            const title = "a very long title ".repeat(12);
            await it.write({ ...records(3), [`item:${keyOf(3)}`]: { v: 1, data: item(3, { found: { title }, status: { state: "reply_failed", code: "composer_never" } }) } });
            for (const direction of ["ltr", "rtl"]) {
              for (const path of ["list.html", "popup.html", "options.html", "welcome.html"]) {
                const page = await it.session.openExtensionPage(path, path === "list.html" || path === "popup.html" ? "#list li" : "input[type=radio]");
                await page.setViewport({ width: 340, height: 640 });
                const cut = await until(page, async (dir) => {
                  // Our pages ask for 87.5 % of the user's text.
                  document.documentElement.style.fontSize = "175%";
                  document.documentElement.dir = dir;
                  if (innerWidth !== 340) return false;
                  // No window changes its size where only the text grows: the rows follow it all the same.
                  for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => { requestAnimationFrame(done); });
                  const root = document.documentElement;
                  const wide = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide`] : [];
                  // Controls are whole inside the row, or the page, that they belong to.
                  const controls = [...document.querySelectorAll("button, input:not([type=file]), select, a[href]")].filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length);
                  const out = controls.filter((one) => {
                    if (one.closest(".facts")) return false;
                    const row = one.closest("#list > li");
                    const [mine, box] = [one, row ?? root].map((part) => part.getBoundingClientRect());
                    return mine.width < 12 || mine.left < box.left - 1 || mine.right > box.right + 1 || (row && (mine.top < box.top - 1 || mine.bottom > box.bottom + 1));
                  });
                  const rows = [...document.querySelectorAll("#list > li")].map((row) => row.getBoundingClientRect());
                  const over = rows.slice(1).flatMap(({ top }, nth) => (top < rows[nth].bottom - 1 ? [`a row begins ${rows[nth].bottom - top}px before the end of the one above`] : []));
                  return { cut: [...over, ...wide, ...out.map((one) => one.outerHTML.slice(0, 120))] };
                }, "the narrow window", { args: [direction] });
                assert.deepEqual(cut, { cut: [] }, `${path}, ${direction}`);
                await page.close();
              }
            }
          } finally {
            await own?.end();
          }
        });
      }

      if (mainly("chromium").includes(browser)) test("what comes once the whole list is read moves no row from under a pointer", async () => {
        await world.anew({ reply: "private" });
        await world.write(records(10_000));
        for (const [path, width] of [["list.html", 1280], ["list.html", 360], ["popup.html", 500]]) {
          const page = await world.session.openExtensionPage(path, "#count");
          await page.setViewport({ width, height: 800 });
          // The first rows are there before the rest is read: from then on each frame is looked at.
          await page.evaluate(() => { globalThis.before = true; location.reload(); });
          const tops = await until(page, () => {
            if (globalThis.before) return null;
            globalThis.tops ??= (() => {
              const seen = [];
              const look = () => {
                if (document.querySelector("#list li")) seen.push(document.querySelector("#view, main").getBoundingClientRect().top);
                requestAnimationFrame(look);
              };
              look();
              return seen;
            })();
            return document.querySelector("#cart")?.checkVisibility({ visibilityProperty: true }) && globalThis.tops;
          }, "the whole list");
          assert.ok(tops.length > 1, "looked at before all was read");
          assert.deepEqual([...new Set(tops)], [tops[0]], `${path}: where the rows begin`);
          // What is offered, chosen or undone comes under them.
          if (path === "list.html") {
            for (const part of ["copy", "chosen", "undo"]) {
              const [before, after] = await page.evaluate((id) => {
                const top = () => document.querySelector("#list li").getBoundingClientRect().top;
                const [first, one] = [top(), document.getElementById(id)];
                one.hidden = !one.hidden;
                return [first, top()];
              }, part);
              assert.equal(after, before, part);
            }
          }
          await page.close();
        }
      });

      test("what is pressed in a row is at least 24 pixels high, title, facts and what is to be done alike", async () => {
        await world.anew({ reply: "private" });
        const all = records(3);
        for (const record of Object.values(all)) record.data.status = { state: "reply_failed", code: "reply_limit" };
        await world.write(all);
        for (const path of ["list.html", "popup.html"]) {
          const page = await world.session.openExtensionPage(path, "#list li");
          await page.setViewport({ width: 500, height: 800 });
          const low = await page.$$eval("#list [data-slot=title], #list .facts > :is(a, button), #list .icon, #list :is(.fail-line, .lead-line) .link", (parts) => parts
            .map((one) => [one.dataset.slot, one.getBoundingClientRect().height])
            .filter(([, height]) => height > 0 && height < 24));
          assert.deepEqual(low, [], path);
          await page.close();
        }
      });

      test("360 by 640 pixels show seven items whole", async () => {
        await world.anew({ reply: "private" });
        await world.write(records(12));
        const page = await world.session.openExtensionPage("list.html", "#list li");
        await page.bringToFront();
        await page.setViewport({ width: 360, height: 640 });
        await until(page, (words) => innerHeight === 640 && innerWidth === 360 && document.querySelector("#tabs").textContent.includes(words), "a small window, and all of the list", { args: ["(12)"] });
        await until(page, () => {
          const { bottom } = document.querySelector("#view").getBoundingClientRect();
          const whole = [...document.querySelectorAll("#list li")].filter((row) => row.getBoundingClientRect().top >= 0 && row.getBoundingClientRect().bottom <= Math.min(bottom, innerHeight) + 1);
          return whole.length >= 7;
        }, "seven rows");
        await page.close();
      });

      test("in a low window the row that has the focus does not lie under the bars that stay", async () => {
        await world.anew({ reply: "private" });
        await world.write(records(30));
        const page = await world.session.openExtensionPage("list.html", "#list li");
        await page.bringToFront();
        await page.setViewport({ width: 800, height: 400 });
        await until(page, () => innerHeight === 400, "a low window");
        await page.click("#list [data-slot=tick]");
        await until(page, () => !document.querySelector("#chosen").hidden, "the selection's bar");
        for (let nth = 0; nth < 12; nth += 1) {
          await page.keyboard.press(nth < 8 ? "ArrowDown" : "ArrowUp");
          const { bottom, top, foot } = await until(page, () => {
            const row = document.activeElement?.closest("#list li");
            const { bottom, top } = row?.getBoundingClientRect() ?? {};
            return row && { bottom, top, foot: document.querySelector("#foot").getBoundingClientRect().top };
          }, "a row with the focus");
          assert.ok(top >= -1 && bottom <= foot + 1, `step ${nth}: from ${top} to ${bottom}, the bars begin at ${foot}`);
        }
        await page.close();
      });

      test("how an item ended is read whole, beside a page and in a window of its own", async () => {
        await world.anew({ reply: "private" });
        const sent = (number, outcome) => [`sent:${keyOf(number)}`, { v: 1, data: { store: "amazon.com", outcome, at: FIRST + 1e9 } }];
        const ends = [...["used", "limit", "buy_now", "not_sold"].map((reason) => ({ end: "not_added", reason })), { end: "in_cart", count: 2, unticked: 0, version: "B0VERSION1" }];
        await world.write({ ...records(ends.length), ...Object.fromEntries(ends.map((outcome, number) => sent(number, outcome))) });
        for (const [path, width] of [["list.html", 420], ["list.html", 1280], ["popup.html", 400]]) {
          const page = await world.session.openExtensionPage(path, "#list li");
          await page.setViewport({ width, height: 900 });
          await until(page, (wanted) => innerWidth === wanted, `${width} pixels`, { args: [width] });
          if (path === "list.html") await page.click("[data-do=tab-all]");
          const wanted = path === "list.html" ? ends.length : 4;
          const shown = await until(page, (number) => {
            const all = [...document.querySelectorAll("#list [data-slot=status][data-sentence]")];
            return all.length === number && all.map((one) => [one.textContent, one.scrollWidth <= one.clientWidth + 1 && one.scrollHeight <= one.clientHeight + 1]);
          }, "the ends", { args: [wanted] });
          assert.deepEqual(shown.filter(([, whole]) => !whole), [], `${path}, ${width} pixels`);
          await page.close();
        }
      });

      // In the dark only the colours are others, and of many rows each is like one of three.
      for (const [colorScheme, counts, rules] of [["light", whole([0, 3, 120], [0, 3]), {}], ["dark", [0, 3], { runOnly: ["color-contrast"] }]]) {
        if (mainly("chromium").includes(browser)) test(`nothing for axe to complain of, ${colorScheme}`, async () => {
          const own = colorScheme === "dark" ? await open(browser, { page: { n: 5 }, settings: { reply: "private" }, colorScheme }) : null;
          const it = own ?? world;
          await it.anew({ reply: "private" });
          const clean = async (page, what, more = {}) => {
            await page.evaluate(AXE);
            const found = await page.evaluate(async (only) => (await globalThis.axe.run(only)).violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]), { ...rules, ...more });
            assert.deepEqual(found, [], what);
          };
          try {
            for (const count of counts) {
              await it.write(records(count));
              for (const path of ["list.html", "popup.html"]) {
                const page = await it.session.openExtensionPage(path, count ? "#list li" : "#empty:not([hidden])");
                if (path === "list.html" && count) {
                  await page.click("#list [data-slot=tick]");
                  await until(page, () => !document.querySelector("#chosen").hidden, "the selection's bar");
                }
                // At least 24 pixels for each target. Axe asks only by this name.
                const targets = rules.runOnly ? {} : { rules: { "target-size": { enabled: true } } };
                await clean(page, `${path}, ${count} items`, targets);
                // As wide as beside another page.
                if (path === "list.html" && count === 3) {
                  await page.setViewport({ width: 360, height: 800 });
                  await clean(page, "the list beside a page", targets);
                  await page.click("#list [data-slot=edit]");
                  await until(page, () => document.activeElement?.dataset.slot === "name", "the fields");
                  await clean(page, "the fields of a row", targets);
                }
                await page.close();
              }
            }
            await it.clear();
            await it.write(records(3));
            for (const [path, there] of [["handover.html?store=amazon.de", "#picks li"], ["options.html", "input[type=radio]:checked"], ["welcome.html", "input[type=radio]:checked"], ["changelog.html", "h2"], ["help.html", "h2"]]) {
              const page = await it.session.openExtensionPage(path, there);
              // At least 24 pixels for each target. Axe asks only by this name.
              const targets = rules.runOnly ? {} : { rules: { "target-size": { enabled: true } } };
              for (const width of [1280, 360]) {
                await page.setViewport({ width, height: 800 });
                await until(page, (wanted) => innerWidth === wanted, `${width} pixels`, { args: [width] });
                await clean(page, `${path}, ${width} pixels`, targets);
                await page.evaluate(() => { for (const part of document.querySelectorAll("details")) part.open = true; });
              }
              await page.close();
            }
          } finally {
            await own?.end();
          }
        });
      }
    });
  }
});
