// The hand-over: from the list into the cart of a loopback Amazon, and what is said of it against what lies there.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PERSON, ends, itemRecord, open, until, untilHere } from "../support/handover.mjs";
import { BROWSERS } from "../support/which.mjs";
import { text } from "../support/hashcart.mjs";
import { kill, stopAtWrite } from "../support/kill.mjs";

const asin = (number) => `B0HCART${String(number).padStart(3, "0")}`;
const list = (...numbers) => numbers.map((number) => itemRecord(asin(number)));

/** The scripts that the extension has registered now. */
const registered = async (world) => (await world.desk()).evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ matches }) => matches).flat());

/** Waits until these are the pages that the extension has registered a script for; the walk is written down first. */
const registers = (world, wanted, what) => untilHere(async () => JSON.stringify(await registered(world)) === JSON.stringify(wanted), what);

describe("hand-over", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser, { persistent: true, prefs: { "extensions.background.idle.timeout": 500 } }); });
      after(() => world?.end({ allowed: [/Receiving end does not exist|message (port|channel) closed/] }));
      const put = (...numbers) => {
        world.amazon.reset();
        for (const number of numbers) world.amazon.put(asin(number), {});
      };

      test("three items, by the user's own presses; the panel counts, the table tells", async () => {
        put(1, 2, 3);
        await world.begin(list(1, 2, 3));
        assert.deepEqual(await registered(world), [], "nothing of ours is on any page of Amazon before");
        const page = await world.send({ [asin(2)]: 3 });
        await registers(world, ["https://www.amazon.de/*"], "our script on the store's pages");
        const panels = [];
        const walk = await world.go({
          press: async (it, tab, now) => {
            const panel = await it.panel(await tab()).catch(() => null);
            // Written down before it is shown.
            if (!panel?.count) return false;
            panels.push(panel.count);
            assert.equal(panel.scrolls, false, "the panel shows all that it says");
            return PERSON.press(it, tab, now);
          },
        });
        assert.deepEqual([...new Set(panels)], ["1 of 3", "2 of 3", "3 of 3"]);
        assert.deepEqual(ends(walk), { [asin(1)]: "in cart 1", [asin(2)]: "in cart 3", [asin(3)]: "in cart 1" });
        assert.deepEqual(world.amazon.units(), { [asin(1)]: 1, [asin(2)]: 3, [asin(3)]: 1 });
        world.presses();
        const table = await until(page, () => document.querySelector("#over:not([hidden])") && [...document.querySelectorAll("#ends tr")].map((row) => row.innerText.replaceAll("\t", " | ").trim()), "the table");
        assert.deepEqual(table, ["Product B0HCART001 | 1 | In the cart (1)", "Product B0HCART002 | 3 | In the cart (3)", "Product B0HCART003 | 1 | In the cart (1)"]);
        assert.equal(await page.evaluate(() => document.querySelector("#cart").href), "https://www.amazon.de/gp/cart/view.html");
        await registers(world, [], "nothing of ours on any page of Amazon afterwards");
        const records = await world.records();
        assert.equal(records[`sent:${asin(2)}@amazon.de`].data.outcome.count, 3);
        const pages = world.amazon.requests.map(({ path }) => path.replace(/\?.*/, ""));
        assert.deepEqual(pages.filter((path) => path.startsWith("/dp/")), [1, 2, 3].map((n) => `/dp/${asin(n)}`), "each page once");
        assert.deepEqual(pages.filter((path) => path.startsWith("/gp/cart/")).length, 2, "the cart before and after");
      });

      test("the cart as it is: saved, removed, unticked, of several sellers; rounds where the picker is short", async () => {
        put(1, 2, 3, 4, 5);
        world.amazon.put(asin(5), { most: 3 });
        world.amazon.seeds["amazon.de"] = [
          { id: "a", asin: asin(1), seller: "A1", quantity: 1, saved: true },
          { id: "b", asin: asin(2), seller: "A1", quantity: 1 },
          { id: "c", asin: asin(2), seller: "A2", quantity: 2 },
          { id: "d", asin: asin(3), seller: "A1", quantity: 1, removed: true },
          { id: "e", asin: asin(4), seller: "A1", quantity: 1, ticked: false },
          { id: "f", asin: "B0OTHER009", seller: "A1", quantity: 4 },
        ];
        await world.begin(list(1, 2, 3, 4, 5));
        await world.send({ [asin(2)]: 3, [asin(5)]: 5 });
        const walk = await world.go();
        assert.deepEqual(ends(walk), { [asin(1)]: "in cart 1", [asin(2)]: "there 3", [asin(3)]: "in cart 1", [asin(4)]: "there 1", [asin(5)]: "in cart 5" });
        assert.equal(walk.items[3].outcome.unticked, 1);
        assert.deepEqual(world.amazon.units(), { [asin(1)]: 1, [asin(2)]: 3, [asin(3)]: 1, [asin(4)]: 1, [asin(5)]: 5, B0OTHER009: 4 });
      });

      test("what is in the way: two sign-ins, two gates, a look at the browser, an error, a slow page", async () => {
        put(1, 2, 3, 4, 5, 6);
        world.amazon.fault(/^\/gp\/cart/, "sign-in");
        for (const [number, kind] of [[1, "continue"], [2, "captcha"], [3, "waf"], [4, "claim"], [5, "broken"], [6, 700]]) world.amazon.fault(new RegExp(asin(number)), kind);
        await world.begin(list(1, 2, 3, 4, 5, 6));
        await world.send();
        const seen = new Set();
        const noting = Object.fromEntries(Object.entries(PERSON).map(([halt, act]) => [halt, (...args) => { seen.add(halt); return act(...args); }]));
        const walk = await world.go(noting);
        assert.deepEqual([...seen].sort(), ["broken", "captcha", "continue", "press", "sign_in"]);
        assert.deepEqual(new Set(Object.values(ends(walk))), new Set(["in cart 1"]));
        world.presses();
      });

      test("a cart that loads late is waited for; half of one is not read", async () => {
        put(1);
        world.amazon.cartMode = "late";
        world.amazon.seeds["amazon.de"] = [{ id: "f", asin: "B0OTHER009", seller: "A1", quantity: 4 }];
        await world.begin(list(1));
        await world.send();
        const walk = await world.go({
          press: async (...args) => {
            world.amazon.cartMode = "half";
            return PERSON.press(...args);
          },
          cart_unread: async (...args) => {
            world.amazon.cartMode = "whole";
            return PERSON.cart_unread(...args);
          },
        });
        assert.equal(world.amazon.cartMode, "whole", "the half one was noticed");
        assert.deepEqual(ends(walk), { [asin(1)]: "in cart 1" });
      });

      test("skip, stop, and the leftovers again", async () => {
        put(1, 2, 3);
        await world.begin(list(1, 2, 3));
        const page = await world.send();
        const walk = await world.go({
          press: async (it, tab, now) => {
            if (now.at.item === 0) return PERSON.press(it, tab, now);
            await it.act(await tab(), now.at.item === 1 ? "skip" : "stop");
            return true;
          },
        });
        assert.deepEqual(ends(walk), { [asin(1)]: "in cart 1", [asin(2)]: "skipped", [asin(3)]: "stopped" });
        await until(page, () => document.querySelector("#again:not([hidden])"), "the leftovers");
        await world.press(page, "again");
        await until(page, () => [...document.querySelectorAll("#picks [data-slot=ticked]")].map((box) => box.checked).join() === "false,true,true", "the leftovers ticked");
        await world.press(page, "guided");
        await world.until((now) => now.begun !== walk.begun, "another walk");
        assert.deepEqual(ends(await world.go()), { [asin(2)]: "in cart 1", [asin(3)]: "in cart 1" });
        assert.deepEqual(world.amazon.units(), { [asin(1)]: 1, [asin(2)]: 1, [asin(3)]: 1 });
      });

      test("our page by keys alone: one left out, another number, and on to Amazon", async () => {
        put(1, 2);
        await world.begin(list(1, 2));
        const page = await world.page();
        await page.bringToFront();
        const at = () => page.evaluate(() => [document.activeElement.closest("li")?.dataset.key?.split("@")[0] ?? null, document.activeElement.dataset.slot ?? document.activeElement.id]);
        const tab = async (what, fits) => {
          for (let press = 0; press < 12; press += 1) {
            await page.keyboard.press("Tab");
            if (fits(await at())) return at();
          }
          throw new Error(`the Tab key does not lead to ${what}`);
        };
        await page.focus("#store");
        const [left] = await tab("an item", ([, slot]) => slot === "ticked");
        await page.keyboard.press(" ");
        const [taken] = await tab("the other one", ([key, slot]) => key !== left && slot === "ticked");
        await tab("its number", ([key, slot]) => key === taken && slot === "wanted");
        await page.keyboard.press("ArrowUp");
        await tab("the button", ([, id]) => id === "send");
        await page.keyboard.press("Enter");
        await world.until((walk) => walk.halt === "press", "Amazon's page");
        const walk = await world.go();
        assert.deepEqual(ends(walk), { [taken]: "in cart 2" });
        // At the end, too: the cart, then what follows.
        await until(page, () => document.querySelector("#over:not([hidden])"), "the end");
        await page.bringToFront();
        await page.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); });
        await tab("the cart", ([, id]) => id === "cart");
      });

      test("a closed tab, a killed background and a restarted browser are halts; nothing is bought twice", async () => {
        put(1, 2, 3);
        await world.begin(list(1, 2, 3));
        let page = await world.send();
        await world.until((walk) => walk.halt === "press", "the first item");
        await kill(world);
        await PERSON.press(world, () => world.tab());
        await world.until((walk) => walk.at.item === 1 && walk.halt === "press", "the second item");
        await (await world.tab()).close();
        await world.until((walk) => walk.halt === "tab_closed", "the closed tab");
        assert.deepEqual(await registered(world), []);
        await world.press(page, "go-on");
        await world.until((walk) => walk.at.item === 1 && walk.halt === "press", "the second item again");
        await world.restart();
        await world.until((walk) => walk.halt === "restarted", "the halt of the restarted browser");
        page = await world.page("");
        await world.press(page, "go-on");
        const walk = await world.go();
        assert.deepEqual(new Set(Object.values(ends(walk))), new Set(["in cart 1"]), JSON.stringify(ends(walk)));
        world.presses();
      });

      test("a pause offers to continue, and no way to a tab that is gone or shows something else", async () => {
        put(1);
        await world.begin(list(1));
        const page = await world.send();
        const offers = (wanted, what) => until(page, (names) => {
          const all = [...document.querySelectorAll("#acts button")].map(({ dataset, className }) => `${dataset.do}${className === "primary" ? " filled" : ""}`);
          return all.join() === names && all;
        }, what, { args: [wanted] });
        await world.until((walk) => walk.halt === "press", "the item");
        await offers("show filled,skip,stop", "the way to the tab");
        await (await world.tab()).goto("https://x.com/home");
        await world.until((walk) => walk.halt === "elsewhere", "another site");
        await offers("go-on filled,skip,stop", "the way back");
        await world.press(page, "go-on");
        await world.until((walk) => walk.halt === "press", "the item again");
        await (await world.tab()).close();
        await offers("go-on filled,skip,stop", "the way on");
        await world.press(page, "go-on");
        assert.deepEqual(ends(await world.go()), { [asin(1)]: "in cart 1" });
      });

      // Firefox has no way to end the background at a write.
      if (browser === "chromium") test("a background that ends between the opening of the tab and the writing down of it is a halt", async () => {
        put(1);
        await world.begin(list(1));
        const stop = await stopAtWrite(world, { words: `"halt":"loading"`, nth: 1 });
        const page = await world.send();
        assert.ok(await stop.reached(), "the tab is open, and nobody has written down which");
        await kill(world);
        await page.bringToFront();
        await world.until((walk) => walk.halt === "restarted", "the halt");
        await world.press(page, "go-on");
        assert.deepEqual(ends(await world.go()), { [asin(1)]: "in cart 1" });
        world.presses();
      });

      if (browser === "chromium") test("a background that ends between the writing down of a step and the step: the page asks what is still to be done", async () => {
        put(1, 2);
        await world.begin(list(1, 2));
        await world.send();
        await world.until((walk) => walk.halt === "press", "the first item");
        const stop = await stopAtWrite(world, { words: `"left":"skipped"`, written: true });
        await world.act(await world.tab(), "skip");
        assert.ok(await stop.reached(), "the next item is written down, and the tab was not led there");
        await kill(world);
        await world.until((walk) => walk.at.item === 1 && walk.halt === "press", "the second item");
        assert.deepEqual(ends(await world.go()), { [asin(1)]: "skipped", [asin(2)]: "in cart 1" });
        world.presses();
      });

      test("the quick way, however it goes", async () => {
        for (const [quick, expected] of [["works", ["in cart 2", "no_effect", "there 1"]], ["empty", ["no_effect", "no_effect", "there 1"]], ["sign-in", ["in cart 2", "no_effect", "there 1"]], ["confirm", ["in cart 2", "no_effect", "there 1"]], ["missing", ["no_effect", "no_effect", "there 1"]]]) {
          put(1, 2, 3);
          world.amazon.put(asin(2), { state: "unavailable" });
          world.amazon.quick = quick;
          world.amazon.seeds["amazon.de"] = [{ id: "f", asin: asin(3), seller: "A1", quantity: 1 }];
          await world.begin(list(1, 2, 3));
          await world.send({ [asin(1)]: 2 }, "quick");
          const walk = await world.go({ link: async (it, tab, now) => {
            if (quick !== "confirm") return PERSON.link(it, tab, now);
            await it.click(await tab(), "#confirm-all");
            return true;
          } });
          assert.deepEqual(Object.values(ends(walk)), expected, quick);
          assert.equal(world.amazon.units()[asin(1)] ?? 0, expected[0] === "in cart 2" ? 2 : 0, quick);
          const links = world.amazon.requests.filter(({ path }) => path.startsWith("/gp/aws/"));
          assert.ok(links.length > 0 && links.every(({ path }) => !/tag/i.test(path)), "no tag of anybody's");
        }
      });

      test("in every other tab of the store nothing of ours runs, walk or not", async () => {
        put(1);
        await world.begin(list(1));
        await world.send();
        await world.until((walk) => walk.halt === "press", "the item");
        const other = await world.session.page(`https://www.amazon.de/dp/${asin(1)}?other`);
        await other.bringToFront();
        // The door has asked and was answered: the next message of the same page is answered after it.
        const before = JSON.stringify(await world.walk());
        await world.click(other, "#add-to-cart-button");
        await until(other, () => location.pathname === "/cart/smart-wagon", "the other tab's own way");
        assert.equal(await other.evaluate(() => document.querySelector("[data-hashcart-panel]")), null);
        assert.equal(JSON.stringify(await world.walk()), before);
        await other.close();
        const tab = await world.tab();
        await world.act(tab, "stop");
        await world.until((walk) => walk.at === "done", "the end");
      });
    });
  }
});

describe("hand-over, other stores and no permission", () => {
  for (const browser of BROWSERS) {
    test(`${browser}: another store is noticed, and the list can go to the user's own`, async () => {
      const world = await open(browser, { domains: ["amazon.de", "amazon.com"] });
      try {
        for (const number of [1, 2]) world.amazon.put(asin(number), {});
        world.amazon.faults.push({ pattern: new RegExp(asin(1)), kind: "elsewhere", times: 1, to: "https://www.amazon.com/" });
        // Found on amazon.com, sent to amazon.de, where one of them is not sold.
        const foreign = [itemRecord(asin(2), { domain: "amazon.com" }), itemRecord(asin(3), { domain: "amazon.com" })];
        await world.begin([...list(1), ...foreign], { prefs: { store: "amazon.de" } });
        const page = await world.page("?store=amazon.de");
        await until(page, () => document.querySelectorAll("#picks li").length === 3, "the items of both stores");
        const picks = await page.evaluate(() => [...document.querySelectorAll("#picks li")].map((row) => [row.dataset.key, row.querySelector("[data-slot=ticked]").checked, row.querySelector("[data-slot=note]").textContent !== ""]));
        assert.deepEqual(picks, [[`${asin(1)}@amazon.de`, true, false], [`${asin(2)}@amazon.com`, false, true], [`${asin(3)}@amazon.com`, false, true]]);
        await page.bringToFront();
        for (const number of [2, 3]) await page.click(`[data-key^="${asin(number)}@"] [data-slot=ticked]`);
        await world.press(page, "guided");
        await world.until((walk) => walk.halt === "elsewhere", "the halt at another store");
        const there = (await world.session.browser.pages()).find((one) => one.url().startsWith("https://www.amazon.com/"));
        assert.equal(await there.evaluate(() => document.querySelector("[data-hashcart-panel]")), null, "nothing of ours in another store");
        await world.press(page, "go-on");
        const walk = await world.go();
        assert.deepEqual(ends(walk), { [asin(1)]: "in cart 1", [asin(2)]: "in cart 1", [asin(3)]: "missing" });
        assert.deepEqual([world.amazon.units(), world.amazon.units("amazon.com")], [{ [asin(1)]: 1, [asin(2)]: 1 }, {}]);
        const records = await world.records();
        assert.equal(records[`sent:${asin(2)}@amazon.com`].data.store, "amazon.de");
      } finally {
        await world.end();
      }
    });

    test(`${browser}: without a permission the pages open one after the other, and nothing of ours is in them`, async () => {
      const world = await open(browser, { permitted: false });
      try {
        for (const number of [1, 2, 3]) world.amazon.put(asin(number), {});
        await world.begin(list(1, 2, 3));
        const page = await world.send({}, "plain");
        for (const [number, way] of [[1, "there"], [2, "not-there"], [3, "skip"]]) {
          const tab = await untilHere(async () => (await world.session.browser.pages()).find((one) => one.url().includes(asin(number))), `the page of item ${number}`);
          await until(tab, () => document.readyState === "complete", "the whole page");
          assert.equal(await tab.evaluate(() => document.querySelector("[data-hashcart-panel]")), null);
          await world.press(page, way);
          await world.until((walk) => walk.at === "done" || walk.at.item === number, "the next one");
        }
        const walk = await world.walk();
        assert.deepEqual(Object.values(ends(walk)), ["marked", "marked", "skipped"]);
        assert.deepEqual(walk.items.map(({ outcome }) => outcome.end), ["marked", "not_added", "not_added"]);
        assert.deepEqual(await registered(world), []);
        // One click away from each row of the popup.
        const popup = await world.session.openExtensionPage("popup.html", "#cart-main:not(:empty)");
        const links = await popup.evaluate(() => [...document.querySelector("#list li").querySelectorAll("a[href]")].map((link) => link.href));
        for (const url of [`https://www.amazon.de/dp/${asin(2)}`, `https://www.amazon.de/product-reviews/${asin(2)}`, `https://www.amazon.de/review/create-review/?asin=${asin(2)}`, "https://x.com/ada/status/1861597350789288128"]) assert.ok(links.includes(url), `${url} among ${links}`);
        // One was marked as there: two are still to buy.
        assert.deepEqual(await popup.evaluate(() => [document.querySelector("#cart-main").textContent, document.querySelector("#cart-choose").getAttribute("href")]), ["Add 2 to Amazon cart", "handover.html?store=amazon.de"]);
      } finally {
        await world.end();
      }
    });
  }
});

test("Firefox for Android, which does not ask: where the store is allowed is said before, and the way without it is open", async () => {
  const world = await open("firefox", { permitted: false, prefs: { "general.useragent.override": "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0" } });
  try {
    world.amazon.put(asin(1), {});
    await world.begin(list(1));
    const page = await world.page();
    const shown = () => page.evaluate(() => [document.querySelector("#denied").textContent, document.querySelector("#denied").checkVisibility(), document.querySelector("[data-do=plain]").checkVisibility()]);
    const says = text("handover_denied_android");
    assert.deepEqual(await shown(), [says, true, true]);
    // Refused without a question, as that browser does it.
    await page.evaluate(() => { browser.permissions.request = async () => false; });
    await world.press(page, "guided");
    await until(page, () => !document.querySelector("#send").hidden, "the page still there");
    assert.deepEqual(await shown(), [says, true, true]);
    await world.press(page, "plain");
    await world.until((walk) => walk.way === "plain", "the way without a permission");
  } finally {
    await world.end();
  }
});

test("asked once for a store, and taken back on the way: Firefox, which can be told to say yes", async () => {
  const world = await open("firefox", { permitted: false, prefs: { "extensions.webextOptionalPermissionPrompts": false } });
  try {
    for (const number of [1, 2]) world.amazon.put(asin(number), {});
    await world.begin(list(1, 2));
    const has = async () => (await world.desk()).evaluate(() => chrome.permissions.contains({ origins: ["https://www.amazon.de/*"] }));
    assert.equal(await has(), false);
    const page = await world.send();
    assert.equal(await has(), true);
    await world.until((walk) => walk.halt === "press", "the first item");
    await (await world.desk()).evaluate(() => chrome.permissions.remove({ origins: ["https://www.amazon.de/*"] }));
    // What our page asks whenever the user comes back to it.
    await (await world.desk()).evaluate(() => chrome.runtime.sendMessage({ v: 1, call: "look", show: false }));
    await world.until((walk) => walk.halt === "revoked", "the halt");
    await world.press(page, "plainly");
    for (const way of ["there", "not-there"]) {
      const before = await world.walk();
      await world.press(page, way);
      await untilHere(async () => JSON.stringify((await world.walk()).at) !== JSON.stringify(before.at), "the next one");
    }
    const walk = await world.walk();
    assert.deepEqual(ends(walk), { [asin(1)]: "marked", [asin(2)]: "marked" });
    assert.equal(walk.items[1].outcome.end, "not_added");
  } finally {
    await world.end();
  }
});
