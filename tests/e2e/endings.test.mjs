// Every ending of a reply: what the user sees by the button, what the list says, what the next step is; and whatever
// happens, X's server has never more than one reply. `HASHCART_COMPOSER=lexical` (or `textarea`) plays all of it with
// that text field.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { until, untilHere } from "../support/browser.mjs";
import { BROWSERS, hostOf, inside, keysOf, mainly, open, press, reach, shows, text, whole, within } from "../support/hashcart.mjs";
import { closeOver } from "../support/steps.mjs";

const FAILS = { retry: ["fail_again"], intent: ["fail_intent"], look: ["fail_look", "fail_intent"] };
/** Red is only what another press can mend: the item is saved, whatever becomes of its reply. */
const LOOKS = { retry: ["failed", "button_failed"], look: ["unsure", "button_unsure"] };

/** Switches of the page; the ending's name; replies at the server; what the sheet offers. */
const ENDINGS = [
  { page: { ending: "duplicate" }, code: "reply_duplicate", next: "retry", languages: ["en", "de", "ja"] },
  { page: { ending: "limit" }, code: "reply_limit", languages: ["en", "de", "ja"] },
  { page: { ending: "gone" }, code: "tweet_deleted", languages: ["en", "de", "ja"] },
  { page: { ending: "suspended" }, code: "account_suspended", languages: ["en", "de", "ja"] },
  { page: { ending: "phone" }, code: "reply_limit", languages: ["en", "de", "ja"] },
  { page: { ending: "rated" }, code: "reply_limit", languages: ["en", "de", "ja"] },
  { page: { ending: "long" }, code: "reply_too_long", languages: ["en", "de", "ja"] },
  { page: { ending: "outdated" }, code: "page_outdated", next: "intent", languages: ["en", "de", "ja"] },
  { page: { ending: "automated" }, code: "looks_automated", languages: ["en", "de", "ja"] },
  // X names no reason, and says that nothing was posted: it may be tried again.
  { page: { ending: "closed" }, code: "reply_declined", next: "retry", languages: ["en", "de", "ja"] },
  { page: { ending: "limit", errorAs: "inline" }, code: "reply_limit" },
  { page: { ending: "limit", errorAs: "toast", help: "1" }, code: "reply_limit" },
  { page: { ending: "error" }, code: "reply_refused", next: "look" },
  { page: { ending: "http401" }, code: "signed_out" },
  { page: { ending: "http403" }, code: "reply_declined", next: "retry" },
  { page: { ending: "http429" }, code: "reply_limit" },
  { page: { ending: "http500" }, code: "network", next: "look" },
  { page: { ending: "http503" }, code: "network", next: "look" },
  // X's API is another host, whose answers the page may read, or not; whether it lets their times be told changes nothing.
  { page: { ending: "http429", api: "timed" }, code: "reply_limit" },
  { page: { ending: "http429", api: "same" }, code: "reply_limit" },
  { page: { ending: "unread" }, code: "network", next: "look" },
  { page: { api: "shut" }, code: "network", next: "look", attempts: 0 },
  // The line breaks within the answer: whether the reply is out, nobody can tell.
  { page: { ending: "offline" }, code: "reply_refused", next: "look" },
  { page: { ending: "lost" }, code: "reply_refused", next: "look", replies: 1 },
  { page: { restricted: "faded" }, code: "reply_restricted", attempts: 0 },
  { page: { restricted: "aria" }, code: "reply_restricted", attempts: 0 },
  { page: { restricted: "disabled" }, code: "reply_restricted", attempts: 0 },
  { page: { viewer: "out" }, code: "signed_out", attempts: 0, focal: true },
  { page: { draft: "held" }, code: "composer_busy", next: "retry", attempts: 0 },
  { page: { reply: "wrong-parent" }, code: "wrong_tweet", next: "intent", attempts: 0 },
  { page: { changed: "composer" }, code: "page_changed", next: "intent", attempts: 0 },
  { page: { reply: "never" }, code: "composer_never", next: "intent", attempts: 0 },
];

/** Endings before a word of ours stands in a box. */
const UNTOUCHED = ["reply_restricted", "signed_out", "wrong_tweet", "page_changed", "composer_never"];

/** Pages on which the reply goes out as ever. */
const FINE = [
  { composer: "textarea" },
  { composer: "textarea", layout: "mobile" },
  { composer: "textarea", layout: "mobile", composeAs: "page" },
  { composeAs: "page" },
  { changed: "dialog" },
  // Without its name it is the one button that the text wakes.
  { changed: "send" },
  { typeahead: "takes" },
  { modal: "trap" },
  { parentDelay: 1500 },
  { lang: "ja" },
  { sendDelay: 1500 },
  { api: "timed" },
  { api: "same" },
];

/** What the browser itself has to tell: each browser is asked for how a request ended. The rest X says in its page. */
const TOLD = ["limit", "duplicate", "error", "http", "unread", "offline", "lost"];

const words = (page) => Object.entries(page).map((pair) => pair.join("=")).join(" ");

async function openOn(world, tweet, page, focal) {
  const query = new URLSearchParams({ duplicate: "off", ...page });
  const tab = await world.again(`${focal ? `/${tweet.user.handle}/status/${tweet.id}` : "/home"}?${query}`);
  await hostOf(tab, tweet);
  return tab;
}

describe("endings", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      let popup;
      before(async () => {
        world = await open(browser, { csp: "wasm", page: { duplicate: "off", composer: process.env.HASHCART_COMPOSER ?? "draft" } });
        await world.desk();
        popup = await world.popup();
      });
      after(() => world?.end());

      for (const [at, { page, code, next, replies = 0, attempts = 1, languages = ["en"], focal }] of ENDINGS.entries()) {
        // Every other ending in every other language.
        const spoken = whole(languages, languages.filter((_, nth) => nth !== 1 + (at % 2)));
        const all = mainly("chromium").includes(browser);
        if (!all && !page.api && !TOLD.some((one) => page.ending?.startsWith(one))) continue;
        // Which words mean what is the program's own affair: one browser is enough for those.
        for (const lang of all ? spoken : ["en"]) {
          test(`${words({ ...page, lang })}: ${code}`, async (t) => {
            await world.clear();
            const tweet = world.tweet("dp");
            const tab = await openOn(world, tweet, { ...page, lang }, focal);
            await tab.evaluate(() => {
              window.typed = [];
              new MutationObserver(() => window.typed.push(document.querySelector("[role=dialog] [data-testid=tweetTextarea_0]")?.textContent ?? "")).observe(document, { childList: true, subtree: true, characterData: true });
            });
            await press(tab, tweet);
            const [tone, label] = LOOKS[next] ?? ["noted", "button_added"];
            await shows(tab, tweet, { tone, label: text(label) }, 15_000);
            await closeOver(tab);
            const face = await shows(tab, tweet, { tone, note: text(`fault_${code}`), said: text(`fault_${code}`), choices: [...(FAILS[next] ?? []).map((key) => text(key)), text("count_to_cart", 1)] }, 15_000);
            const item = await world.kept(keysOf(tweet)[0], "reply_failed");
            assert.equal(item.status.code, code);
            assert.deepEqual(world.replica.sent(tweet.id), { attempts, replies });
            if (!attempts && UNTOUCHED.includes(code)) assert.deepEqual(await tab.evaluate(() => [...new Set(window.typed.filter(Boolean))]), [], "nothing was written");
            t.diagnostic([browser, words({ ...page, lang }), face.note, code, `${replies} replies`].join(" | "));
            await until(popup, (words) => document.querySelector("[data-slot=fail-text]")?.textContent === words, "the popup says so", { args: [text(`fault_${code}`)] });
            if (next === "look") {
              // Whoever does not know is not to send again.
              await inside(tab, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".main").focus(), tweet.id);
              await tab.keyboard.press("Enter");
              await shows(tab, tweet, { tone: "unsure", label: text("button_unsure"), note: text("fault_unconfirmed") });
              assert.deepEqual(world.replica.sent(tweet.id), { attempts, replies });
            }
            world.errors([/Failed to load resource/, /CORS policy|Cross-Origin Request Blocked/]);
          });
        }
      }

      for (const page of FINE) {
        if (mainly("chromium").includes(browser) || page.api || page.layout) test(`${words(page)}: replied`, async (t) => {
          await world.clear();
          const tweet = world.tweet("dp");
          const tab = await openOn(world, tweet, page);
          await press(tab, tweet);
          await world.kept(keysOf(tweet)[0], "replied");
          assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 1 });
          await reach(tab, tweet);
          await shows(tab, tweet, { tone: "done", label: text("button_replied") });
          t.diagnostic([browser, words(page), text("button_replied"), "replied", "1 reply"].join(" | "));
        });
      }

      test("another post's notice, out of X's queue, is no proof while this reply is unanswered", async () => {
        await world.clear();
        const tweet = world.tweet("dp");
        const tab = await openOn(world, tweet, { ending: "closed", toastFor: "1500" });
        const release = world.replica.hold();
        await press(tab, tweet);
        await untilHere(() => world.replica.state.attempts.length === 1, "the reply at the server");
        await tab.evaluate(() => window.__replica.toast("Your post was sent.", { id: "2200000000000000000" }));
        await until(tab, () => document.querySelector("[data-testid=toast] a[href*='/status/']"), "the other's notice");
        await until(tab, () => !document.querySelector("[data-testid=toast]"), "no notice any more");
        await shows(tab, tweet, { tone: "busy", label: text("button_replying") });
        release();
        await shows(tab, tweet, { tone: "failed", note: text("fault_reply_declined") });
        assert.equal((await world.kept(keysOf(tweet)[0], "reply_failed")).status.code, "reply_declined");
        assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 0 });
        await tab.close();
      });

      // Firefox 153 does not tell when a request ended that a service worker answered. The answer comes well after the
      // other's notice: what comes within twenty milliseconds of each other is the same time to us.
      test("worker=1: another post's notice is no proof there either", () => within(browser, { page: { worker: "1", toastFor: "2500", sendDelay: "300" } }, async (other) => {
        await other.desk();
        const tweet = other.tweet("dp");
        const tab = await openOn(other, tweet, {});
        await until(tab, () => navigator.serviceWorker.controller, "X's service worker");
        const release = other.replica.hold();
        await press(tab, tweet);
        await untilHere(() => other.replica.state.attempts.length === 1, "the reply at the server");
        await tab.evaluate(() => window.__replica.toast("Your post was sent.", { id: "2200000000000000000" }));
        await until(tab, () => document.querySelector("[data-testid=toast] a[href*='/status/']"), "the other's notice");
        release();
        await shows(tab, tweet, { tone: "done", label: text("button_replied") });
        const [{ id }] = other.replica.state.replies;
        assert.equal((await other.kept(keysOf(tweet)[0], "replied")).status.url, `https://x.com/viewer/status/${id}`);
        assert.deepEqual(other.replica.sent(tweet.id), { attempts: 1, replies: 1 });
      }));

      for (const [knows, toastFor, what] of [["nothing", "1500", "is waited for behind four others"], ["store", "60000", "is not needed where X's store tells"]]) {
        test(`the notice of a posted reply ${what}`, async () => {
          await world.clear();
          const tweet = world.tweet("dp");
          const tab = await openOn(world, tweet, { knows, toastFor });
          await tab.evaluate(() => { for (let nth = 1; nth <= 4; nth += 1) window.__replica.toast(`Notice ${nth}`); });
          await press(tab, tweet);
          await shows(tab, tweet, { tone: "done", label: text("button_replied") }, 20_000);
          const [{ id }] = world.replica.state.replies;
          assert.equal((await world.kept(keysOf(tweet)[0], "replied")).status.url, `https://x.com/viewer/status/${id}`);
          assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 1 });
          await tab.close();
        });
      }

      // By its clock a browser's timer comes early now and then (Firefox), and a user may set the clock. Nothing stirs in the
      // page while its box has no post to answer.
      test("a wait ends where nothing stirs in the page and the clock stands still", async () => {
        await world.clear();
        const tweet = world.tweet("dp");
        const tab = await openOn(world, tweet, { parentDelay: "60000" });
        await inside(tab, () => {
          const at = Date.now();
          Date.now = () => at;
        });
        await press(tab, tweet);
        await shows(tab, tweet, { tone: "noted", label: text("button_added") }, 15_000);
        await closeOver(tab);
        await shows(tab, tweet, { tone: "noted", note: text("fault_wrong_tweet") });
        assert.deepEqual(world.replica.sent(tweet.id), { attempts: 0, replies: 0 });
        world.errors();
        await tab.close();
      });

      // A browser keeps the first 250 requests of a page for its scripts, and the page may let it forget them.
      test("the page keeps no list of its requests: how a reply ended is known all the same", async () => {
        for (const [ending, wanted] of [["http429", { tone: "noted", note: text("fault_reply_limit") }], ["ok", { tone: "done", label: text("button_replied") }]]) {
          await world.clear();
          const tweet = world.tweet("dp");
          const tab = await openOn(world, tweet, { ending });
          await tab.evaluate(() => {
            performance.setResourceTimingBufferSize(0);
            new PerformanceObserver(() => performance.clearResourceTimings()).observe({ type: "resource" });
            performance.clearResourceTimings();
          });
          await press(tab, tweet);
          await shows(tab, tweet, wanted);
          assert.deepEqual(await tab.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("CreateTweet"))), []);
          world.errors([/Failed to load resource/]);
          await tab.close();
        }
      });

      test("ending=locked: X leads away, and the list says why", async () => {
        await world.clear();
        const tweet = world.tweet("dp");
        const tab = await openOn(world, tweet, { ending: "locked" });
        await press(tab, tweet);
        await until(tab, () => location.pathname === "/account/access", "X's page for locked accounts");
        const item = await world.kept(keysOf(tweet)[0], "reply_failed");
        assert.equal(item.status.code, "account_locked");
        assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 0 });
        await tab.close();
      });

      test("what X refused as a duplicate is said a little differently the next time", async () => {
        await world.clear();
        const tweet = world.tweet("dp");
        const tab = await openOn(world, tweet, { ending: "duplicate", failures: "1" });
        await press(tab, tweet);
        await shows(tab, tweet, { tone: "failed", choices: [text("fail_again"), text("count_to_cart", 1)] });
        await until(tab, () => !document.querySelector("[role=dialog]"), "X's box closed, and nothing of ours in it");
        await press(tab, tweet, "mouse", ".sheet .item");
        await shows(tab, tweet, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart B0HCART001"]]);
        await tab.close();
      });

      test("X's own page for the reply: opened filled in, and completed for who has chosen that", async () => {
        await world.clear();
        const tweet = world.tweet("dp");
        const tab = await openOn(world, tweet, { reply: "wrong-parent" });
        await press(tab, tweet);
        await shows(tab, tweet, { tone: "noted", choices: [text("fail_intent"), text("count_to_cart", 1)] });
        await press(tab, tweet, "mouse", ".sheet .item");
        const item = await world.kept(keysOf(tweet)[0], "replied");
        assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 1 });
        assert.equal(item.status.url, `https://x.com/viewer/status/${world.replica.state.replies[0].id}`);
        await shows(tab, tweet, { tone: "done", label: text("button_replied") });
        await tab.close();
      });

      test("X's own page opened by the user is left alone", async () => {
        await world.clear();
        const tweet = world.tweet("dp");
        const tab = await world.session.page(`https://x.com/intent/post?in_reply_to=${tweet.id}&text=%23AmazonCart`);
        await until(tab, () => document.querySelector("[role=dialog] [data-testid=tweetButton]:not([disabled])"), "X's box, filled");
        // The script has asked what the page was opened for, and the user's own press is the only one.
        await inside(tab, (id) => chrome.runtime.sendMessage({ v: 1, call: "take_errand", tweet: id }), tweet.id);
        await tab.bringToFront();
        assert.deepEqual(world.replica.state.attempts, []);
        await tab.click("[role=dialog] [data-testid=tweetButton]");
        await until(tab, () => document.querySelector("[data-testid=toast] a[href*='/status/']"), "X's word that it was sent");
        assert.deepEqual(world.replica.sent(tweet.id), { attempts: 1, replies: 1 });
        assert.equal((await world.records())[`reply:${tweet.id}`], undefined, "none of ours");
        await tab.close();
      });
    });
  }
});
