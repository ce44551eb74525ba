// How a reply ends in the replica: X's words, where they stand, what becomes of the composer, what the server has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bench, path } from "../replica/bench.mjs";
import { ENDINGS } from "../replica/data/endings.mjs";
import { word } from "../replica/data/words.mjs";
import { composerState, openReply, send, timeline, toast, typeAndSend } from "../support/steps.mjs";
import { until, untilHere } from "../support/until.mjs";

const inline = (page) => page.evaluate(() => document.querySelector("[role=dialog] [role=status][aria-live=assertive]")?.textContent ?? null);

/** The open composer has its text and its button again. */
const givenBack = (page, text) => until(page, (wanted) => {
  const dialog = document.querySelector("[role=dialog]");
  return dialog?.querySelector("[data-testid=tweetTextarea_0]").textContent === wanted && !dialog.querySelector("[data-testid=tweetButton]").disabled;
}, "the composer with its text, ready again", { args: [text] });

bench("endings", (on) => {
  const refusals = Object.entries(ENDINGS).filter(([, ending]) => ending && !ending.page);
  for (const [name, { code, word: key, inline: inner, link, button, taken }] of refusals) {
    test(`ending=${name}: ${key ? "the toast and the composer say so" : "only the composer says so"}, the text stays`, async () => {
      await on(`/home?ending=${name}`, async (page, replica) => {
        const [tweet] = replica.tweets();
        await openReply(page, tweet.id);
        await typeAndSend(page, "#AmazonCart");
        if (key) assert.deepEqual(await toast(page), { text: word(key), href: link?.[1] ?? null });
        await givenBack(page, "#AmazonCart");
        assert.equal(await inline(page), word(inner));
        assert.equal((await page.$("[data-testid=toast]")) !== null, Boolean(key));
        assert.equal((await page.$("[data-testid=toast] button")) !== null, Boolean(button));
        assert.deepEqual(replica.sent(tweet.id), { attempts: 1, replies: taken ? 1 : 0 });
        if (code) assert.ok(!(await page.evaluate(() => document.documentElement.innerHTML)).includes(`>${code}<`), "no code on the page");
      });
    });
  }

  // What the extension reads of X's answers, and what both browsers say the same whoever lets times be told.
  const TOLD = { ok: 200, duplicate: 200, http401: 401, http403: 403, http429: 429, http500: 500, http503: 503, offline: 200, unread: 0 };
  for (const [api, told] of [["other", TOLD], ["timed", { ok: 200, http429: 429, offline: 200, unread: 0 }], ["same", { ok: 200, http429: 429, offline: 200, unread: 503 }], ["shut", { ok: 0 }]]) {
    test(`api=${api}: the browser tells of one request, the page's own, and its status: ${Object.entries(told).map(([name, status]) => `${name} ${status}`).join(", ")}`, async () => {
      for (const [ending, status] of Object.entries(told)) {
        await on(`/home?n=8&api=${api}&ending=${ending}`, async (page, replica) => {
          await openReply(page);
          await page.keyboard.type("x");
          await page.evaluate(() => {
            window.told = [];
            performance.setResourceTimingBufferSize(0);
            new PerformanceObserver((list) => window.told.push(...list.getEntries().filter(({ name }) => name.includes("/CreateTweet")))).observe({ entryTypes: ["resource"] });
            window.began = performance.now();
          });
          await send(page);
          await until(page, () => window.told.length > 0, `${ending}: what the browser tells`);
          const [entry, ...more] = await page.evaluate(() => window.told.map(({ initiatorType, responseStatus, startTime, duration }) => ({ initiatorType, responseStatus, late: startTime - window.began, duration, now: performance.now() - window.began })));
          assert.deepEqual([more, entry.initiatorType, entry.responseStatus], [[], "xmlhttprequest", status], ending);
          assert.ok(entry.late >= 0 && entry.duration >= 0 && entry.late + entry.duration <= entry.now, `${ending}: ${JSON.stringify(entry)}`);
          const asked = replica.log.filter(({ path }) => path.includes("/CreateTweet")).map(({ host, method }) => `${method} ${host}`);
          assert.deepEqual(asked, { same: ["POST x.com"], shut: ["OPTIONS api.x.com"] }[api] ?? ["OPTIONS api.x.com", "POST api.x.com"]);
        });
      }
    });
  }

  test("in German and Japanese too", async () => {
    for (const lang of ["de", "ja"]) {
      for (const [name, key] of [["duplicate", "duplicate"], ["ok", "sent"]]) {
        await on(`/home?n=8&lang=${lang}&ending=${name}`, async (page) => {
          await openReply(page);
          assert.equal(await page.$eval("[data-testid=tweetButton]", (button) => button.textContent), word("reply", lang));
          await typeAndSend(page, "x");
          const { text, href } = await toast(page);
          assert.equal(text, word(key, lang));
          assert.notEqual(text, word(key, "en"));
          assert.equal(href !== null, name === "ok");
        });
      }
    }
  });

  test("errorAs=toast, inline: only there; help=1: a link to X's help, which is no status", async () => {
    await on("/home?ending=closed&errorAs=toast&help=1", async (page) => {
      await openReply(page);
      await typeAndSend(page, "x");
      assert.deepEqual(await toast(page), { text: word("later"), href: "https://support.twitter.com/articles/18311" });
      await givenBack(page, "x");
      assert.equal(await inline(page), null);
    });
    await on("/home?ending=closed&errorAs=inline", async (page) => {
      await openReply(page);
      await typeAndSend(page, "x");
      await until(page, (words) => document.querySelector("[role=dialog] [role=status][aria-live=assertive]")?.textContent === words, "the words in the composer", { args: [word("generic")] });
      assert.equal(await page.$("[data-testid=toast]"), null);
    });
  });

  for (const [query, key] of [["ending=locked", "locked"], ["ending=suspended&errorAs=page", "suspended"]]) {
    test(`${query}: a page of its own, without anything of the old one`, async () => {
      await on(`/home?${query}`, async (page, replica) => {
        await openReply(page);
        await typeAndSend(page, "x");
        await until(page, (words) => location.pathname === "/account/access" && document.querySelector("h1")?.textContent === words, "the account's page", { args: [word(key)] });
        assert.equal(await page.$("article, [role=dialog], [data-testid=AppTabBar_Profile_Link], [data-testid=tweetTextarea_0]"), null);
        assert.equal(replica.state.replies.length, 0);
      });
    });
  }

  test("held, then 500: nothing is shown until the answer", async () => {
    await on("/home?ending=http500", async (page, replica) => {
      const release = replica.hold();
      await openReply(page);
      await typeAndSend(page, "x");
      await untilHere(() => replica.state.attempts.length === 1, "the attempt at the server");
      assert.deepEqual([await page.$("[data-testid=toast]"), (await composerState(page)).ready], [null, false]);
      release();
      await givenBack(page, "x");
      assert.equal(await inline(page), word("generic"));
    });
  });

  test("toasts stand in a queue, each for its time; the new post's before its box closes", async () => {
    await on("/home?n=8&toastFor=1200", async (page) => {
      await openReply(page);
      await page.evaluate(() => window.__replica.toast("Added to your Bookmarks"));
      assert.equal((await toast(page)).text, "Added to your Bookmarks");
      await typeAndSend(page, "x");
      await until(page, () => !document.querySelector("[role=dialog]"), "the box gone");
      assert.equal((await toast(page)).text, "Added to your Bookmarks");
      await until(page, () => document.querySelector("[data-testid=toast] a[href*='/status/']"), "the next toast");
    });
  });

  test("failures=1: the second attempt at the same tweet goes through", async () => {
    await on("/home?ending=error&failures=1", async (page, replica) => {
      const [tweet] = replica.tweets();
      await openReply(page, tweet.id);
      await typeAndSend(page, "x");
      await givenBack(page, "x");
      await send(page);
      await until(page, () => document.querySelector("[data-testid=toast] a[href*='/status/']"), "the toast of success");
      assert.deepEqual(replica.sent(tweet.id), { attempts: 2, replies: 1 });
    });
  });

  test("lost: the reply is there, and sent again it is a duplicate, or with duplicate=off there twice", async () => {
    for (const [query, words, replies] of [["", "duplicate", 1], ["&duplicate=off", "sent", 2]]) {
      await on(`/home?n=8&ending=lost&failures=1${query}`, async (page, replica) => {
        const [tweet] = replica.tweets();
        await openReply(page, tweet.id);
        await typeAndSend(page, "x");
        await givenBack(page, "x");
        await send(page);
        await until(page, (wanted) => document.querySelector("[data-testid=toast] span")?.textContent === wanted, `the toast of ${words}`, { args: [word(words)] });
        assert.deepEqual(replica.sent(tweet.id), { attempts: 2, replies });
      });
    }
  });

  test("the same text under two tweets: taken, unless duplicate=1", async () => {
    for (const [query, replies] of [["", [1, 1]], ["&duplicate=1", [1, 0]]]) {
      await on(`/home?n=8${query}`, async (page, replica) => {
        const [first, second] = replica.tweets();
        for (const tweet of [first, second]) {
          await openReply(page, tweet.id);
          await typeAndSend(page, "#AmazonCart");
          await until(page, () => !document.querySelector("[role=dialog]:not(:has([role=status]))"), "the composer gone, or words in it");
        }
        assert.deepEqual([first, second].map((tweet) => replica.sent(tweet.id).replies), replies);
      });
    }
  });

  test("sendDelay: the answer comes late, and well", async () => {
    await on("/home?sendDelay=900", async (page, replica) => {
      await openReply(page);
      const start = performance.now();
      await typeAndSend(page, "x");
      await toast(page);
      assert.ok(performance.now() - start > 900, "the answer took its time");
      assert.equal(replica.state.replies.length, 1);
    });
  });

  test("the reply stands under its tweet, by the viewer, at once; after a load with thread=server", async () => {
    for (const [thread, after] of [["page", 0], ["server", 1]]) {
      await on(`/home?n=8&thread=${thread}`, async (page, replica) => {
        const [tweet] = replica.tweets();
        await timeline(page);
        await page.evaluate((to) => window.__replica.goto(to), path(tweet));
        await until(page, () => document.querySelector("main article[tabindex='-1'] [data-testid=reply]"), "the tweet's page");
        await openReply(page, tweet.id);
        await typeAndSend(page, "Under it");
        const { href } = await toast(page);
        const own = (wanted) => [...document.querySelectorAll("main article")].filter((article) => article.querySelector(`a[href="${wanted}"] > time`) && article.querySelector("[data-testid=User-Name] a[href='/viewer']") && article.querySelector("[data-testid=tweetText]").textContent === "Under it").length;
        await until(page, own, "the reply in the thread", { args: [href] });
        await page.goto(`https://x.com${path(tweet)}?n=8&thread=${thread}`);
        await timeline(page);
        assert.equal(await page.evaluate(own, href), after);
        assert.deepEqual(replica.sent(tweet.id), { attempts: 1, replies: 1 });
      });
    }
  });
}, ["chromium"]);
