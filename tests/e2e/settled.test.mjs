// A reply of which nobody saw how it ended is posted once X's page shows it: the user's own, under that post.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { until, untilHere } from "../support/browser.mjs";
import { BROWSERS, hostOf, inside, keysOf, mainly, press, SETTINGS, sharing, shows, text } from "../support/hashcart.mjs";

/** An id of now, as X's: later ones are greater. */
let last = 0n;
const idOf = (at) => {
  last = (BigInt(at - 1288834974657) << 22n) + (last & 0xffffn) + 1n;
  return String(last);
};

const unsure = (tweet, code, at) => {
  const [key] = keysOf(tweet);
  const found = { key, link: `https://www.amazon.com/dp/${key.split("@")[0]}`, title: "A book", tweet: { id: tweet.id, author: tweet.user.handle } };
  return { [`item:${key}`]: { v: 1, data: { found, saved_at: at, changed_at: at, status: { state: "reply_failed", code } } } };
};

describe("settled", () => {
  for (const [browser, knows] of BROWSERS.flatMap((browser) => ["store", "nothing"].map((knows) => [browser, knows])).filter(([browser, knows]) => mainly(knows === "store" ? "chromium" : "firefox").includes(browser))) {
    describe(`${browser}, told by ${knows === "store" ? "X's store" : "its place on the page"}`, () => {
      const anew = sharing(browser, { page: { duplicate: "off", thread: "server", knows } });

      test("a posted reply that nobody saw go out is settled by the user's look under the post", () => anew(SETTINGS, async (world) => {
        const tweet = world.tweet("dp");
        const tab = await world.x("/home?ending=lost");
        await press(tab, tweet);
        await shows(tab, tweet, { tone: "unsure", choices: [text("fail_look"), text("fail_intent"), text("count_to_cart", 1)] });
        assert.equal((await world.kept(keysOf(tweet)[0], "reply_failed")).status.code, "reply_refused");
        await press(tab, tweet, "mouse", ".sheet .item");
        const page = await untilHere(async () => (await world.session.browser.pages()).find((one) => one.url().includes(`/status/${tweet.id}`)), "the post's own page");
        await page.bringToFront();
        await hostOf(page, tweet);
        const item = await world.kept(keysOf(tweet)[0], "replied");
        assert.equal(item.status.url, `https://x.com/viewer/status/${world.replica.state.replies[0].id}`);
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        await tab.bringToFront();
        await shows(tab, tweet, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 1 });
        world.errors([/Failed to load resource/]);
      }));

      test("a reply whose notice never comes, and which X shows under the post while it is waited for, is settled at once", () => anew(SETTINGS, async (world) => {
        const tweet = world.tweet("dp");
        const page = await world.x(`/${tweet.user.handle}/status/${tweet.id}?changed=toast`);
        await press(page, tweet);
        const item = await world.kept(keysOf(tweet)[0], "replied");
        assert.equal(item.status.url, `https://x.com/viewer/status/${world.replica.state.replies[0].id}`);
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 1 });
      }));

      test("other replies of the user's settle nothing", () => anew(SETTINGS, async (world) => {
        const tweet = world.tweet("dp");
        const now = Date.now();
        await world.write(unsure(tweet, "unconfirmed", now));
        const other = { id: idOf(now), in_reply_to: tweet.id, text: "Nice one!" };
        const under = { id: idOf(now + 1), in_reply_to: other.id, text: "#AmazonCart" };
        const early = { id: idOf(now - 7_200_000), in_reply_to: tweet.id, text: "#AmazonCart" };
        world.replica.state.replies.push(other, under, early);
        const page = await world.x(`/${tweet.user.handle}/status/${tweet.id}`);
        await shows(page, tweet, { tone: "done", label: text("button_added") });
        await until(page, (ids) => ids.every((id) => document.querySelector(`article a[href$="/status/${id}"]`)), "the user's replies", { args: [[other.id, under.id, early.id]] });
        // Answered after whatever the script has asked before.
        await inside(page, (id) => chrome.runtime.sendMessage({ v: 1, call: "peek_replies", tweet: id }), tweet.id);
        const own = { id: idOf(now + 2), in_reply_to: tweet.id, text: "#amazoncart" };
        world.replica.state.replies.push(own);
        await page.reload();
        const item = await world.kept(keysOf(tweet)[0], "replied");
        assert.equal(item.status.url, `https://x.com/viewer/status/${own.id}`);
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replica.state.attempts, []);
      }));
    });
  }
});
