// The reply: what is posted in each mode, what the user sees when X does not play along, and what is kept.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, face, hostOf, inside, keysOf, open, press, shows, text, until, untilHere } from "../support/hashcart.mjs";
import { closeOver, composerState, openReply } from "../support/steps.mjs";

const FIELD = "[role=dialog] [data-testid=tweetTextarea_0]";
const noDialog = (page) => until(page, () => !document.querySelector("[role=dialog]") && location.pathname !== "/compose/post", "no dialog, and the page from before");

/** The reply box of this tweet, holding this text in the editor's own state. */
const filled = async (page, words) => {
  await until(page, (field, wanted) => document.querySelector(field)?.textContent === wanted && !document.querySelector("[role=dialog] [data-testid=tweetButton]").disabled, `the box with ${words}`, { args: [FIELD, words] });
  assert.deepEqual(await composerState(page), { text: words, ready: true });
};

/** While something of X's lies over the page, nothing of ours does, and nothing is said. */
const waits = async (page, tweet) => {
  // Answered after whatever the script has asked before.
  await inside(page, (id) => chrome.runtime.sendMessage({ v: 1, call: "peek_replies", tweet: id }), tweet.id);
  const { note, said, choices } = await face(page, tweet);
  assert.deepEqual([note, said, choices], ["", "", []]);
  assert.ok(await page.$("[role=dialog]"), "X's own is there");
};

/** The user's own click on a part of X's page. */
const click = async (page, selector) => {
  await until(page, (wanted) => document.querySelector(wanted), selector, { args: [selector] });
  await page.click(selector);
};

describe("reply", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "strict" });
        await world.desk();
      });
      after(() => world?.end());

      for (const [kind, words] of [["dp", "#AmazonCart"], ["card-large", "#AmazonBasket"], ["edited", "#AmazonCart"]]) {
        test(`posted for the user: ${words} under the ${kind} tweet, once, and its address kept`, async () => {
          await world.clear();
          const tweet = world.tweet(kind);
          const page = await world.xWith(tweet);
          await press(page, tweet);
          await shows(page, tweet, { tone: "done", label: text("button_replied"), note: "" });
          assert.deepEqual(world.replies(), [[tweet.id, words]]);
          assert.equal(world.replica.state.attempts.length, 1);
          const item = await world.kept(keysOf(tweet)[0], "replied");
          assert.equal(item.status.url, `https://x.com/viewer/status/${world.replica.state.replies[0].id}`);
          await noDialog(page);
          assert.deepEqual(Object.keys(await world.records()).filter((key) => key.startsWith("sending:")), [], "nothing is being sent any more");
          // Pressed again it says so, and posts nothing.
          await press(page, tweet);
          await shows(page, tweet, { tone: "done", note: text("told_replied"), said: text("told_replied") });
          assert.equal(world.replica.state.attempts.length, 1);
          await page.close();
        });
      }

      // How each ending is told is for `endings`; here X puts a sheet of its own over the page, and ours waits for that to go.
      test("reply=restricted: the item is kept, and the user is told once X's own sheet is gone", async () => {
        await world.clear();
        const dp = world.tweet("dp");
        const page = await world.x("/home?reply=restricted");
        await hostOf(page, dp);
        await press(page, dp);
        await shows(page, dp, { tone: "noted" });
        await waits(page, dp);
        await closeOver(page);
        await shows(page, dp, { tone: "noted", note: text("fault_reply_restricted"), said: text("fault_reply_restricted") });
        assert.equal((await world.kept(keysOf(dp)[0], "reply_failed")).status.code, "reply_restricted");
        assert.deepEqual(world.replica.state.attempts, []);
        world.errors();
        await page.close();
      });

      test("reply=slow: in the end as ever", async () => {
        await world.clear();
        const dp = world.tweet("dp");
        const page = await world.x("/home?reply=slow");
        await press(page, dp);
        await shows(page, dp, { tone: "busy", label: text("button_replying") });
        await shows(page, dp, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replies(), [[dp.id, "#AmazonCart"]]);
        await page.close();
      });

      test("after a refusal a second press tries again", async () => {
        await world.clear();
        const dp = world.tweet("dp");
        const page = await world.x("/home?reply=wrong-parent");
        await press(page, dp);
        await shows(page, dp, { tone: "noted" });
        await world.kept(keysOf(dp)[0], "reply_failed");
        await page.close();
        const again = await world.x("/home");
        await press(again, dp);
        await shows(again, dp, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replies(), [[dp.id, "#AmazonCart"]]);
        world.errors();
        await again.close();
      });

      test("the user's own open box is never touched", async () => {
        await world.clear();
        const [dp, ref] = [world.tweet("dp"), world.tweet("slug-dp")];
        const page = await world.x();
        await hostOf(page, dp);
        // A reply to one tweet stands half written when the button of another is pressed, by keyboard, behind it.
        await openReply(page, ref.id);
        await page.keyboard.type("my own words");
        await inside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".main").focus(), dp.id);
        await page.keyboard.press("Enter");
        await shows(page, dp, { tone: "failed", label: text("button_failed") });
        assert.deepEqual(await composerState(page), { text: "my own words", ready: true });
        await waits(page, dp);
        await closeOver(page);
        await shows(page, dp, { tone: "failed", said: text("fault_composer_busy") });
        assert.equal((await world.kept(keysOf(dp)[0], "reply_failed")).status.code, "composer_busy");
        assert.deepEqual(world.replica.state.attempts, []);
        world.errors();
        await page.close();
      });

      test("the page drawn anew in the middle of a reply: done in the end, sent once", async () => {
        await world.clear();
        const dp = world.tweet("dp");
        const page = await world.x();
        await hostOf(page, dp);
        const release = world.replica.hold();
        await press(page, dp);
        await untilHere(() => world.replica.state.attempts.length === 1, "the reply at the server");
        await page.evaluate(() => window.__replica.rerender("dark"));
        await shows(page, dp, { tone: "busy", label: text("button_replying") });
        assert.equal((await world.kept(keysOf(dp)[0], "replying")).status.state, "replying");
        release();
        await shows(page, dp, { tone: "done", label: text("button_replied") });
        await world.kept(keysOf(dp)[0], "replied");
        assert.deepEqual([world.replica.state.attempts.length, world.replies()], [1, [[dp.id, "#AmazonCart"]]]);
        await page.close();
      });

      test("review: the box waits with the text; the user's Reply sends it", async () => {
        await world.clear();
        await world.choose("review");
        const uk = world.tweet("card-large");
        const page = await world.xWith(uk);
        await press(page, uk);
        await filled(page, "#AmazonBasket");
        await shows(page, uk, { tone: "busy", label: text("button_waiting") });
        await world.kept(keysOf(uk)[0], "saved");
        assert.deepEqual(world.replica.state.attempts, []);
        await click(page, "[role=dialog] [data-testid=tweetButton]");
        await shows(page, uk, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replies(), [[uk.id, "#AmazonBasket"]]);
        const item = await world.kept(keysOf(uk)[0], "replied");
        assert.equal(item.status.url, `https://x.com/viewer/status/${world.replica.state.replies[0].id}`);
        await page.close();
      });

      test("review: the user closes the box; the item stays, and a note says so", async () => {
        await world.clear();
        await world.choose("review");
        const dp = world.tweet("dp");
        const page = await world.x();
        await press(page, dp);
        await filled(page, "#AmazonCart");
        await shows(page, dp, { label: text("button_waiting") });
        await click(page, "[data-testid=app-bar-close]");
        await click(page, "[data-testid=confirmationSheetCancel]");
        await shows(page, dp, { tone: "done", label: text("button_added"), note: text("told_kept_without_reply") });
        await world.kept(keysOf(dp)[0], "saved");
        assert.deepEqual(world.replica.state.attempts, []);
        await noDialog(page);
        await page.close();
      });

      test("private: no box, nothing sent, kept", async () => {
        await world.clear();
        await world.choose("private");
        const dp = world.tweet("dp");
        const page = await world.x();
        await hostOf(page, dp);
        await page.evaluate(() => {
          window.boxes = 0;
          new MutationObserver(() => { window.boxes += document.querySelectorAll("[role=dialog]").length; }).observe(document, { childList: true, subtree: true });
        });
        await press(page, dp);
        await shows(page, dp, { tone: "done", label: text("button_added") });
        await world.kept(keysOf(dp)[0], "saved");
        assert.deepEqual([world.replica.state.attempts, await page.evaluate(() => window.boxes)], [[], 0]);
        await page.close();
      });
    });
  }
});
