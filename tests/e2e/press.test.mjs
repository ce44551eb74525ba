// A press on a button: who may make one, what it does, and what the page hears of it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, face, hostOf, inside, keysOf, middle, open, press, reach, shows, tabTo, text, until, untilHere } from "../support/hashcart.mjs";

/** What the page hears in the bubbling phase, and whether it went anywhere. */
const listen = (page) => page.evaluate(() => {
  window.heard = [];
  for (const name of ["keydown", "keypress", "keyup", "click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"]) {
    document.addEventListener(name, (event) => { if (event.target.matches?.("[data-hashcart]")) window.heard.push(`${name} ${event.key ?? ""}`.trim()); });
  }
});

describe("press", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "wasm", page: { n: 60 } });
        await world.choose("private");
      });
      after(() => world?.end());

      for (const how of ["mouse", "Enter", "Space", "touch"]) {
        test(`${how}: keeps the item, and the page does not move`, async () => {
          await world.clear();
          const page = await world.x();
          const dp = world.tweet("dp");
          await hostOf(page, dp);
          await listen(page);
          await press(page, dp, how);
          await shows(page, dp, { tone: "done", note: "" });
          const { found } = await world.kept(keysOf(dp)[0], "saved");
          assert.deepEqual([found.tweet.id, found.tweet.author, found.tweet.posted], [dp.id, dp.user.handle, dp.time]);
          assert.deepEqual(await page.evaluate(() => [location.pathname, document.querySelector("[role=dialog]"), window.heard.filter((line) => !/Tab/.test(line))]), ["/home", null, []]);
          assert.deepEqual(world.replica.state.attempts, []);
          await page.close();
        });
      }

      test("presses made by the page do nothing", async () => {
        await world.clear();
        const page = await world.x();
        const [dp, other] = [world.tweet("dp"), world.tweet("slug-dp")];
        await hostOf(page, dp);
        // The page hears its own presses, on our button as on anything; its tweet would open on them.
        await page.evaluate((id) => {
          window.own = 0;
          addEventListener("click", (event) => { if (!event.isTrusted) { window.own += 1; event.stopPropagation(); } }, true);
          const host = document.querySelector(`[data-hashcart^="${id}:"]`);
          host.click();
          const init = { bubbles: true, composed: true, cancelable: true };
          for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) host.dispatchEvent(new MouseEvent(type, init));
          for (const key of ["Enter", " "]) for (const type of ["keydown", "keyup"]) host.dispatchEvent(new KeyboardEvent(type, { ...init, key }));
        }, dp.id);
        assert.equal(await page.evaluate(() => window.own), 2, "left alone");
        await inside(page, (id) => {
          const host = document.querySelector(`[data-hashcart^="${id}:"]`);
          const main = tree(host).querySelector(".main");
          const init = { bubbles: true, composed: true, cancelable: true };
          host.click();
          main.click();
          tree(host).querySelector(".label").click?.();
          for (const target of [host, main]) {
            for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) target.dispatchEvent(new MouseEvent(type, init));
            for (const key of ["Enter", " "]) for (const type of ["keydown", "keyup"]) target.dispatchEvent(new KeyboardEvent(type, { ...init, key }));
          }
        }, dp.id);
        // A real press on another button comes after all of these.
        await press(page, other);
        await shows(page, other, { tone: "done" });
        assert.deepEqual(Object.keys(await world.records()).filter((key) => key !== "settings"), [`item:${keysOf(other)[0]}`]);
        assert.equal((await face(page, dp)).tone, "idle");
        assert.equal(await page.evaluate(() => location.pathname), "/home");
        await page.close();
      });

      test("X's keys pass while the focus is on our button; the keys that press it do not", async () => {
        await world.clear();
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        await tabTo(page, dp);
        await listen(page);
        await page.keyboard.press("j");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await shows(page, dp, { tone: "done" });
        await page.keyboard.press("l");
        const heard = await until(page, () => window.heard.includes("keyup l") && window.heard, "the last key");
        assert.deepEqual(heard.filter((line) => line.startsWith("keydown") || line.includes("Enter")), ["keydown j", "keydown ArrowDown", "keydown l"]);
        await page.close();
      });

      test("two products: a menu by mouse and by keys", async () => {
        await world.clear();
        const two = world.tweet("two-products");
        const [first, second] = keysOf(two);
        const page = await world.x();
        await reach(page, two);
        await press(page, two);
        const lines = ["all", first, second];
        await shows(page, two, { menu: lines, focus: "all" });
        for (const [key, at] of [["ArrowDown", first], ["ArrowDown", second], ["ArrowDown", "all"], ["End", second], ["ArrowUp", first]]) {
          await page.keyboard.press(key);
          await shows(page, two, { focus: at });
        }
        await page.keyboard.press("Escape");
        await shows(page, two, { menu: null, focus: "" });
        assert.deepEqual(await world.record(first), undefined);

        await page.keyboard.press("Enter");
        await shows(page, two, { menu: lines, focus: "all" });
        await page.keyboard.press("End");
        await shows(page, two, { focus: second });
        await page.keyboard.press("Enter");
        await world.kept(second, "saved");
        await shows(page, two, { menu: null, tone: "idle", label: text("button_partly", 1, 2), focus: "" });
        assert.equal(await world.record(first), undefined, "only the second");

        // Where one is left there is nothing to add at once.
        await press(page, two);
        await shows(page, two, { menu: [first, second] });
        await press(page, two, "mouse", ".item");
        await world.kept(first, "saved");
        await shows(page, two, { menu: null, tone: "done" });
        assert.equal(await page.evaluate(() => location.pathname), "/home");
        await page.close();
      });

      test("the menu closes with a press elsewhere, with a scroll, and with a second press", async () => {
        await world.clear();
        const two = world.tweet("two-products");
        const page = await world.xWith(two);
        const opened = async () => {
          await press(page, two);
          await shows(page, two, { menu: ["all", ...keysOf(two)] });
        };
        await opened();
        await page.mouse.click(5, 5);
        await shows(page, two, { menu: null });
        await opened();
        const { x, y } = await middle(page, two);
        await page.mouse.click(x, y);
        await shows(page, two, { menu: null });
        await page.evaluate(() => { document.body.style.minHeight = "5000px"; });
        await opened();
        await page.mouse.wheel({ deltaY: 200 });
        await shows(page, two, { menu: null });
        assert.deepEqual(Object.keys(await world.records()), ["settings"]);
        await page.close();
      });

      test("a double press posts one reply", async () => {
        await world.clear();
        await world.choose("post");
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        const release = world.replica.hold();
        const { x, y } = await middle(page, dp);
        await page.mouse.click(x, y, { count: 2 });
        await untilHere(() => world.replica.state.attempts.length > 0, "the reply at the server");
        release();
        await shows(page, dp, { tone: "done", label: "Replied" });
        await world.kept(keysOf(dp)[0], "replied");
        assert.deepEqual(world.replica.state.attempts, [{ in_reply_to: dp.id, text: "#AmazonCart" }]);
        assert.deepEqual(world.replies(), [[dp.id, "#AmazonCart"]]);
        await until(page, () => location.pathname === "/home" && !document.querySelector("[role=dialog]"), "the dialog gone");
        await page.close();
      });
    });
  }
});
