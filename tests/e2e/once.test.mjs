// One post gets one reply in the user's name, whatever becomes of its items and however often it is pressed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, hostOf, keysOf, middle, open, press, SETTINGS, shows, text } from "../support/hashcart.mjs";
import { until, untilHere } from "../support/browser.mjs";
import { kill, stopAtWrite } from "../support/kill.mjs";

/** Removes the only item of the list, in the popup. */
async function remove(world) {
  const popup = await world.session.openExtensionPage("popup.html", "#list li");
  await popup.click("[data-do=remove]");
  await until(popup, () => document.querySelectorAll("#list li").length === 0, "an empty list");
  await popup.close();
}

describe("once", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "wasm" });
        await world.desk();
      });
      after(() => world?.end());

      test("removed and added again: kept, and not replied to again", async () => {
        await world.clear();
        const tweet = world.tweet("dp");
        const page = await world.xWith(tweet);
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        await remove(world);
        await page.bringToFront();
        await shows(page, tweet, { tone: "idle" });
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", label: text("button_added"), note: text("told_replied_before") });
        assert.equal(world.replica.state.attempts.length, 1);
        await page.close();
      });

      test("two products in one post: both kept, one reply", async () => {
        await world.clear();
        const tweet = world.tweet("two-products");
        const page = await world.xWith(tweet);
        const [first, second] = keysOf(tweet);
        for (const [key, state] of [[first, "replied"], [second, "saved"]]) {
          await press(page, tweet);
          await press(page, tweet, "mouse", `.item[data-act="${key}"]`);
          await world.kept(key, state);
          await until(page, () => !document.querySelector("[role=dialog]"), "no dialog");
        }
        await shows(page, tweet, { tone: "done", note: text("told_replied_before") });
        assert.equal(world.replica.state.attempts.length, 1);
        await page.close();
      });

      // Asked again, a background that was ended in the middle of it saves what it saved already.
      if (browser === "chromium") {
        for (const written of [false, true]) {
          test(`the background ended ${written ? "after" : "before"} it wrote that the reply goes out: one reply`, async () => {
            await world.clear();
            const tweet = world.tweet("dp");
            const page = await world.xWith(tweet);
            const stop = await stopAtWrite(world, { words: '"replying"', written });
            await press(page, tweet);
            assert.equal(await stop.reached(), true);
            assert.deepEqual(world.replies(), [], "nothing goes out before that is written");
            await kill(world);
            await shows(page, tweet, { tone: "done", label: text("button_replied") });
            await world.kept(keysOf(tweet)[0], "replied");
            assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 1 });
            await page.close();
          });
        }

        test("the background ended within 200 ms of the press: kept once, one reply", async () => {
          const tweet = world.tweet("dp");
          for (const ms of [0, 3, 8, 15, 25, 40, 90, 200]) {
            await world.clear();
            const page = await world.xWith(tweet);
            const { x, y } = await middle(page, tweet);
            const pressed = page.mouse.click(x, y);
            await new Promise((done) => { setTimeout(done, ms); });
            await kill(world);
            await pressed;
            await shows(page, tweet, { tone: "done", label: text("button_replied") }, 15_000);
            await world.kept(keysOf(tweet)[0], "replied");
            assert.deepEqual([world.replica.sent(tweet.id), Object.keys(await world.records()).filter((name) => name.startsWith("item:"))], [{ attempts: 1, replies: 1 }, [`item:${keysOf(tweet)[0]}`]], `${ms} ms`);
            await page.close();
          }
        });
      }

      test("in a photo's viewer, which has a text box of its own, a press replies as anywhere", async () => {
        await world.clear();
        const tweet = world.tweet("dp");
        const page = await world.xWith(tweet);
        await page.evaluate((to) => window.__replica.goto(to), `/${tweet.user.handle}/status/${tweet.id}/photo/1`);
        const place = await until(page, (id) => {
          const host = document.querySelector(`[role=dialog] [data-hashcart^="${id}:"]`);
          const { x, y, width, height } = host?.getBoundingClientRect() ?? {};
          return width && { x: x + width / 2, y: y + height / 2 };
        }, "the viewer's button", { args: [tweet.id] });
        await page.mouse.click(place.x, place.y);
        await world.kept(keysOf(tweet)[0], "replied");
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
        await page.close();
      });

      test("sent by the user's own press, and the page closed before X answered: nothing sends it again", async () => {
        await world.clear();
        await world.write({ settings: { v: 1, data: { ...SETTINGS, reply: "review" } } });
        const tweet = world.tweet("dp");
        const page = await world.xWith(tweet);
        const release = world.replica.hold();
        try {
          await press(page, tweet);
          await shows(page, tweet, { label: text("button_waiting") });
          await page.click(".dialog [data-testid=tweetButton]");
          await untilHere(() => world.replica.state.attempts.length === 1, "the reply at the server");
          await world.kept(keysOf(tweet)[0], "replying");
          await page.close();
        } finally {
          release();
        }
        const again = await world.xWith(tweet);
        await press(again, tweet);
        await shows(again, tweet, { tone: "unsure", label: text("button_unsure") });
        assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 1 });
        await again.close();
        await world.write({ settings: { v: 1, data: SETTINGS } });
      });

      test("two posts pressed before X's box is open: one reply, the other is told to wait, both kept", async () => {
        await world.clear();
        const page = await world.x("/home?composeDelay=3000", { viewport: { width: 1280, height: 3000 } });
        const [one, two] = [world.tweet("dp"), world.tweet("slug-dp")];
        await hostOf(page, two);
        await press(page, one);
        await shows(page, one, { tone: "busy" });
        await press(page, two);
        await shows(page, two, { tone: "failed", note: text("fault_composer_busy") });
        await shows(page, one, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replies(), [[one.id, "#AmazonCart"]]);
        await world.kept(keysOf(one)[0], "replied");
        await world.kept(keysOf(two)[0], "reply_failed");
        await page.close();
      });
    });
  }
});
