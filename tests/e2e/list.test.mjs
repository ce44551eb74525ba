// The list: what the popup shows and does, what the badge counts, and what storage lives through.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, hostOf, keysOf, middle, open, press, reach, shows, text, until, untilHere } from "../support/hashcart.mjs";

/** Answers for the shops: what the popup opens must be seen to load. */
const shop = (request, response) => { response.writeHead(200, { "content-type": "text/html" }); response.end("<!doctype html><link rel=icon href=data:,><title>Shop</title>"); };
const SHOPS = { "amazon.com": shop, "amazon.co.uk": shop, "www.amazon.com": shop };

/** The rows as they are read, top down. */
const rows = (popup) => popup.evaluate(() => [...document.querySelectorAll("#list li")].map((row) => Object.fromEntries(["title", "store", "author", "status"].map((name) => [name, row.querySelector(`[data-slot=${name}]`)?.textContent ?? ""]).concat([["key", row.dataset.key], ["date", row.querySelector("time").dateTime], ["day", row.querySelector("time").textContent]]))));
const keysAre = (popup, keys) => until(popup, (wanted) => JSON.stringify([...document.querySelectorAll("#list li")].map((row) => row.dataset.key)) === wanted, `rows ${keys}`, { args: [JSON.stringify(keys)] });
const says = (popup, id, words) => until(popup, (part, wanted) => {
  const node = document.getElementById(part);
  return !node.closest("[hidden]") && node.textContent.trim() === wanted;
}, `#${id}: ${words}`, { args: [id, words] });
const hidden = (popup, id) => until(popup, (part) => document.getElementById(part).hidden, `#${id} hidden`, { args: [id] });

/** Adds tweets' products by real presses, one after the other. */
async function add(world, page, kinds) {
  for (const kind of kinds) {
    const tweet = world.tweet(kind);
    await reach(page, tweet);
    await press(page, tweet);
    await shows(page, tweet, { tone: "done" });
  }
}

describe("list", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      let page;
      before(async () => {
        world = await open(browser, { csp: "wasm", page: { n: 240 }, hosts: SHOPS, persistent: true });
        await world.choose("private");
        page = await world.x();
      });
      after(() => world?.end());
      const key = (kind) => keysOf(world.tweet(kind))[0];

      test("empty: a sentence, no badge, no count", async () => {
        const popup = await world.popup();
        await until(popup, (words) => document.querySelector("#empty:not([hidden]) .lead")?.textContent === words && document.querySelector("#empty a").href === "https://x.com/home", "nothing yet, and where to go", { args: [text("empty")] });
        assert.deepEqual([await popup.evaluate(() => document.querySelector("#count").textContent), await world.badge()], ["", ""]);
        await popup.close();
      });

      test("rows newest first, as they come; the badge follows", async () => {
        const popup = await world.popup();
        await add(world, page, ["dp"]);
        await world.badgeIs("1");
        await says(popup, "count", text("count_to_buy", 1));
        await add(world, page, ["slug-dp"]);
        await world.badgeIs("2");
        await keysAre(popup, [key("slug-dp"), key("dp")]);
        await says(popup, "count", text("count_to_buy", 2));
        const seen = await rows(popup);
        for (const [i, kind] of ["slug-dp", "dp"].entries()) {
          const { found, saved_at: at } = (await world.record(key(kind))).data;
          assert.deepEqual([seen[i].store, seen[i].author, seen[i].status, seen[i].title, Date.parse(seen[i].date)], ["", `@${world.tweet(kind).user.handle}`, text("status_saved"), found.title ?? text("item_from", `@${world.tweet(kind).user.handle}`, key(kind).split("@")[0]), at]);
          assert.match(seen[i].day, /\d/);
        }
        await hidden(popup, "empty");
        await popup.close();
      });

      test("the product opens at the author's own address, the post on X; each in a new tab", async () => {
        const popup = await world.popup();
        const dp = world.tweet("dp");
        const own = "https://amazon.com/dp/B0HCART001";
        for (const [slot, url] of [["title", own], ["author", `https://x.com/${dp.user.handle}/status/${dp.id}`]]) {
          await popup.bringToFront();
          const selector = `[data-key="${key("dp")}"] [data-slot=${slot}]`;
          await until(popup, (wanted) => document.querySelector(wanted), selector, { args: [selector] });
          const coming = world.session.browser.waitForTarget((target) => target.url() === url);
          await popup.click(selector);
          const tab = await (await coming).page();
          await untilHere(() => world.replica.log.some((entry) => `https://${entry.host}${entry.path}` === url), url);
          await tab.close();
          assert.match(await popup.evaluate(() => location.href), /popup\.html$/);
        }
        world.replica.log.splice(0, Infinity, ...world.replica.log.filter(({ host }) => !SHOPS[host]));
        await popup.close();
      });

      test("remove and undo, by mouse and by keys", async () => {
        const popup = await world.popup();
        await keysAre(popup, [key("slug-dp"), key("dp")]);
        const before = await world.record(key("slug-dp"));
        for (const how of ["mouse", "keys"]) {
          await popup.bringToFront();
          const button = `[data-key="${key("slug-dp")}"] .remove`;
          if (how === "mouse") await popup.click(button);
          else {
            // The title is the row's one stop of the Tab key; the arrows lead on.
            await popup.focus("#cart-main");
            const isAt = (selector) => popup.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
            for (let i = 0; i < 12 && !(await isAt("#list [data-slot=title]")); i += 1) await popup.keyboard.press("Tab");
            await popup.keyboard.press("ArrowDown");
            assert.ok(await isAt(`[data-key="${key("dp")}"] [data-slot=title], [data-key="${key("dp")}"] *`), "a row down");
            await popup.keyboard.press("ArrowUp");
            for (let i = 0; i < 8 && !(await isAt(button)); i += 1) await popup.keyboard.press("ArrowRight");
            assert.ok(await isAt(button), "along the row");
            await popup.keyboard.press("Enter");
          }
          await says(popup, "undo-text", text("count_removed", 1, before.data.found.title));
          await keysAre(popup, [key("dp")]);
          await world.badgeIs("1");
          assert.equal(await world.record(key("slug-dp")), undefined);
          await shows(page, world.tweet("slug-dp"), { tone: "idle" });
          if (how === "mouse") await popup.click("#undo-button");
          else {
            await until(popup, () => document.activeElement !== document.body, "the focus somewhere near");
            for (let i = 0; i < 6 && !(await popup.evaluate(() => document.activeElement?.id === "undo-button")); i += 1) await popup.keyboard.press("Tab");
            await popup.keyboard.press("Enter");
          }
          await keysAre(popup, [key("slug-dp"), key("dp")]);
          await hidden(popup, "undo");
          assert.deepEqual(await world.record(key("slug-dp")), before);
          await world.badgeIs("2");
          await shows(page, world.tweet("slug-dp"), { tone: "done" });
        }
        await popup.close();
      });

      test("the same product again, from its tweet or another, is said and not doubled", async () => {
        const before = await world.records();
        const dp = world.tweet("dp");
        await reach(page, dp);
        await press(page, dp);
        await shows(page, dp, { tone: "done", note: text("told_already") });
        const again = world.tweet("dp", 1);
        assert.ok(again && again.id !== dp.id);
        const other = await world.x(`/search?q=${key("dp").split("@")[0]}`);
        await shows(other, again, { tone: "done", note: "" });
        await press(other, again);
        await shows(other, again, { tone: "done", note: text("told_already") });
        assert.deepEqual(await world.records(), before);
        assert.equal(await world.badge(), "2");
        await other.close();
      });

      test("ten presses at once: all are kept", async () => {
        await world.clear();
        const wide = await world.x("/search?q=B0HCART", { viewport: { width: 1280, height: 4400 } });
        const single = world.replica.tweets().filter((tweet) => keysOf(tweet).length === 1 && tweet.products.length === 1);
        const ids = await until(wide, (all) => {
          const seen = all.filter((id) => document.querySelector(`[data-hashcart^="${id}:"]`)?.getBoundingClientRect().bottom < innerHeight);
          return seen.length >= 10 && seen.slice(0, 10);
        }, "ten buttons in sight", { args: [single.map((tweet) => tweet.id)] });
        const there = single.filter((tweet) => ids.includes(tweet.id));
        await wide.bringToFront();
        const places = await wide.evaluate((ids) => ids.map((id) => {
          const { x, y, width, height } = document.querySelector(`[data-hashcart^="${id}:"]`).getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }), ids);
        await Promise.all(places.map(({ x, y }) => wide.mouse.click(x, y)));
        for (const tweet of there) await shows(wide, tweet, { tone: "done" });
        assert.deepEqual(Object.keys(await world.records()).filter((name) => name.startsWith("item:")).sort(), there.map((tweet) => `item:${keysOf(tweet)[0]}`).sort());
        await world.badgeIs("10");
        await wide.close();
      });

      test("a record nobody can read is told of, and kept aside when its product is added again", async () => {
        await world.clear();
        const name = `item:${key("dp")}`;
        await world.write({ [name]: "garbage" });
        const popup = await world.popup();
        await says(popup, "notice", text("count_unreadable", 1));
        await add(world, page, ["dp"]);
        await keysAre(popup, [key("dp")]);
        await hidden(popup, "notice");
        const records = await world.records();
        assert.deepEqual(Object.entries(records).filter(([kept]) => kept.startsWith(`aside:${name}:`)).map(([, raw]) => raw), ["garbage"]);
        assert.equal(records[name].data.found.tweet.id, world.tweet("dp").id);
        await popup.close();
      });

      test("a record of a newer version is told of, and never changed", async () => {
        await world.clear();
        const name = `item:${key("dp")}`;
        const newer = { v: 99, data: { anything: ["else"] } };
        await world.write({ [name]: newer });
        const dp = world.tweet("dp");
        await reach(page, dp);
        await press(page, dp);
        await shows(page, dp, { tone: "failed", note: text("fault_newer_record") });
        assert.deepEqual(await world.record(key("dp")), newer);
        const popup = await world.popup();
        await says(popup, "notice", text("count_newer", 1));
        await popup.close();
      });

      test("list and choice live through a restart of the browser; the button shows it at once", async () => {
        await world.clear();
        await add(world, page, ["dp"]);
        // The picture is kept after the item, when it has been drawn.
        await untilHere(() => world.record(key("dp"), "picture:"), "the picture");
        const before = await world.records();
        assert.equal(before.settings.data.reply, "private");
        await world.restart();
        assert.deepEqual(await world.records(), before);
        await until(await world.desk(), () => document.querySelector("input[value=private]").checked, "the choice in the options");
        await world.badgeIs("1");
        page = await world.x();
        await hostOf(page, world.tweet("dp"));
        await shows(page, world.tweet("dp"), { tone: "done", label: text("button_added") });
        await middle(page, world.tweet("dp"));
        const popup = await world.popup();
        await keysAre(popup, [key("dp")]);
        await popup.close();
      });
    });
  }
});
