// Checks that the replica does what its switches say. Called by the harness
// test, once per browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until, untilHere } from "../support/until.mjs";
import { composerState, openReply, pressReply, timeline, toast } from "../support/steps.mjs";

const X = "https://x.com";

/** @param {() => {session: object, replica: object}} context */
export function switchTests(context) {
  /** Opens a path in a fresh page and closes it when the check is over. */
  const on = async (path, check, options) => {
    const { session, replica } = context();
    const page = await session.page(X + path, options);
    try {
      return await check(page, replica);
    } finally {
      await page.close();
    }
  };
  const kind = (replica, name, n = 240) => replica.tweets({ n }).find((t) => t.kind === name);
  const path = (tweet) => `/${tweet.user.handle}/status/${tweet.id}`;

  test("theme, lang and dir are X's own signs", async () => {
    const expected = {
      light: ["rgb(255, 255, 255)", "light", "light", "rgb(15, 20, 25)"],
      dark: ["rgb(0, 0, 0)", "dark", "dark", "rgb(231, 233, 234)"],
      contrast: ["rgb(5, 5, 5)", "dark", "dark", "rgb(255, 255, 255)"],
    };
    for (const [theme, signs] of Object.entries(expected)) {
      await on(`/home?n=8&lang=ar&dir=rtl&theme=${theme}`, async (page) => {
        await timeline(page);
        assert.deepEqual(await page.evaluate(() => {
          const html = document.documentElement;
          return [getComputedStyle(document.body).backgroundColor, html.style.colorScheme, html.dataset.theme, document.querySelector("[data-testid=tweetText]").style.color, html.lang, html.dir];
        }), [...signs, "ar", "rtl"]);
      });
    }
  });

  test("seed and n change the tweets, the same way on both sides", async () => {
    for (const options of [{ n: 12, seed: 1 }, { n: 30, seed: 7 }]) {
      await on(`/home?n=${options.n}&seed=${options.seed}`, async (page, replica) => {
        await timeline(page);
        assert.deepEqual(await page.evaluate(() => window.__replica.tweets.map((t) => t.id)), replica.tweets(options).map((t) => t.id));
      });
    }
  });

  test("reply=duplicate, error: a toast without a status, and nothing kept", async () => {
    for (const [mode, words] of [["duplicate", /already said that/], ["error", /went wrong/]]) {
      await on(`/home?n=8&reply=${mode}`, async (page, replica) => {
        replica.reset();
        await openReply(page);
        await page.keyboard.type("x");
        await page.click("[data-testid=tweetButton]");
        const seen = await toast(page);
        assert.match(seen.text, words);
        assert.deepEqual([seen.href, replica.state.replies.length, replica.state.attempts.length], [null, 0, 1]);
      });
    }
  });

  test("reply=restricted shows a sheet; wrong-parent another tweet; never nothing; slow in the end", async () => {
    await on("/home?n=8&reply=restricted", async (page) => {
      await pressReply(page);
      await until(page, () => document.querySelector("[data-testid=sheetDialog]"), "the sheet");
      assert.equal(await page.$("[role=dialog] [data-testid=tweetTextarea_0]"), null);
    });
    await on("/home?n=8&reply=wrong-parent", async (page, replica) => {
      const [wanted] = replica.tweets({ n: 8 });
      await openReply(page, wanted.id);
      assert.notEqual(await page.$eval("[role=dialog] article time", (t) => t.dateTime), wanted.time);
    });
    await on("/home?n=8&reply=never", async (page) => {
      await pressReply(page);
      await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
      assert.deepEqual(await page.evaluate(() => [document.querySelector("[role=dialog]"), location.pathname]), [null, "/home"]);
    });
    await on("/home?n=8&reply=slow", async (page) => {
      const start = performance.now();
      await openReply(page);
      assert.ok(performance.now() - start > 2000, "a slow composer takes more than two seconds");
    });
  });

  test("the dialog: a copy of the parent without permalink and bar; Escape asks only when there is text", async () => {
    await on("/home?n=8", async (page, replica) => {
      const [wanted] = replica.tweets({ n: 8 });
      await openReply(page, wanted.id);
      assert.deepEqual(await page.evaluate(() => {
        const dialog = document.querySelector("#layers [role=dialog][aria-modal=true][aria-labelledby=modal-header]");
        const parent = dialog.querySelector("article[data-testid=tweet]");
        return [parent.querySelector("a[href*='/status/']"), parent.querySelector("[role=group]"), parent.querySelector("time").closest("a"), location.pathname, document.querySelectorAll("[data-testid=tweetTextarea_0]").length];
      }), [null, null, null, "/compose/post", 2]);
      await page.keyboard.type("y");
      await page.keyboard.press("Escape");
      await page.waitForSelector("[data-testid=confirmationSheetDialog]");
      await page.click("[data-testid=confirmationSheetCancel]");
      await until(page, () => !document.querySelector("[role=dialog]") && location.pathname === "/home", "the dialog gone");
      await openReply(page);
      await page.keyboard.press("Escape");
      await until(page, () => !document.querySelector("[role=dialog]"), "the empty dialog gone without a question");
    });
  });

  test("a held reply stays pending; the toast goes by itself", async () => {
    await on("/home?n=8&toastFor=300", async (page, replica) => {
      replica.reset();
      const release = replica.hold();
      await openReply(page);
      await page.keyboard.type("held");
      await page.click("[data-testid=tweetButton]");
      await untilHere(() => replica.state.attempts.length === 1, "the attempt at the server");
      assert.deepEqual([replica.state.replies.length, (await composerState(page)).ready], [0, false]);
      release();
      await toast(page);
      await until(page, () => !document.querySelector("[data-testid=toast]"), "the toast gone");
    });
  });

  test("text and target can come from the address", async () => {
    await on("/home?n=8", async (page, replica) => {
      const tweet = replica.tweets({ n: 8 })[3];
      await page.goto(`${X}/compose/post?in_reply_to=${tweet.id}&text=%23AmazonCart&n=8`);
      await until(page, () => document.querySelector("[role=dialog] [data-testid=tweetTextarea_0]")?.textContent === "#AmazonCart ", "the prefilled text");
      assert.equal(await page.$eval("[role=dialog] article time", (t) => t.dateTime), tweet.time);
    });
  });

  test("cells far away are unmounted, and come back as new nodes", async () => {
    await on("/home?n=60", async (page, replica) => {
      const [first] = replica.tweets({ n: 60 });
      const there = (id) => document.querySelector(`article a[href$="/status/${id}"]`) !== null;
      await until(page, there, "the first tweet", { args: [first.id] });
      await page.evaluate(() => { document.querySelector("main article").mine = true; scrollTo(0, 4000); });
      await until(page, (id) => scrollY > 3000 && !document.querySelector(`article a[href$="/status/${id}"]`), "the first tweet unmounted", { args: [first.id] });
      await page.evaluate(() => scrollTo(0, 0));
      await until(page, there, "the first tweet again", { args: [first.id] });
      assert.equal(await page.evaluate(() => document.querySelector("main article").mine), undefined);
    });
  });

  test("rerender, recycle and replaceBar remount what they say", async () => {
    await on("/home?n=20", async (page) => {
      await timeline(page);
      assert.deepEqual(await page.evaluate(() => {
        const { tweets, recycle, replaceBar, rerender } = window.__replica;
        const first = () => document.querySelector("main article");
        const href = () => first().querySelector("time").parentElement.getAttribute("href");
        const [article, bar, root] = [first(), first().querySelector("[role=group]"), document.getElementById("react-root")];
        recycle(tweets[0].id, tweets[3].id);
        const recycled = [first() === article, first().querySelector("[role=group]") === bar, href().endsWith(tweets[3].id)];
        recycle(tweets[0].id, tweets[0].id);
        replaceBar(tweets[0].id);
        const replaced = [first() === article, first().querySelector("[role=group]") === bar];
        rerender("dark");
        return [recycled, replaced, [first() === article, document.getElementById("react-root") === root, document.body.style.backgroundColor]];
      }), [[true, true, true], [true, false], [false, true, "rgb(0, 0, 0)"]]);
    });
  });

  test("status pages: focal tweet, edited, article with two bars, photo", async () => {
    await on("/home?n=240", async (page, replica) => {
      const focal = async (tweet) => {
        await page.evaluate((to) => window.__replica.goto(to), path(tweet));
        return until(page, (id) => {
          const article = document.querySelector("main article[tabindex='-1']");
          const link = article?.querySelector("time")?.closest("a");
          return link?.getAttribute("href").includes(id) && { href: link.getAttribute("href"), bars: article.querySelectorAll("[role=group]").length };
        }, `the focal tweet ${tweet.kind}`, { args: [tweet.id] });
      };
      const [edited, article, dp] = ["edited", "article", "dp"].map((name) => kind(replica, name));
      assert.deepEqual(await focal(edited), { href: `${path(edited)}/history`, bars: 1 });
      assert.deepEqual(await focal(article), { href: path(article), bars: 2 });
      await page.evaluate((to) => window.__replica.goto(to), `${path(dp)}/photo/1`);
      await until(page, () => document.querySelector("#layers [role=dialog] img"), "the photo");
    });
  });

  test("every link can be read back from its text", async () => {
    await on("/home?n=240", async (page, replica) => {
      for (const tweet of replica.tweets().slice(0, 140)) {
        const links = tweet.text.filter((part) => part.type === "url");
        if (links.length === 0) continue;
        await page.evaluate((to) => window.__replica.goto(to), path(tweet));
        const seen = await until(page, (id) => {
          const article = document.querySelector("main article[tabindex='-1']");
          if (!article?.querySelector(`a[href*="${id}"]`)) return null;
          return [...article.querySelectorAll("[data-testid=tweetText] a[href^='https://t.co/']")].map((a) => a.textContent.replaceAll("…", ""));
        }, `the page of ${tweet.kind}`, { args: [tweet.id] });
        assert.deepEqual(seen, links.map((part) => part.expanded.replace(/^(https?:\/\/)www\./, "$1")));
      }
    });
  });

  test("a press on the article navigates, unless it is stopped; a narrow screen has a bottom bar", async () => {
    await on("/home?n=8", async (page) => {
      await timeline(page);
      await page.evaluate(() => document.querySelector("main article [role=group]").addEventListener("click", (event) => event.stopPropagation(), { once: true }));
      const click = () => page.evaluate(() => { document.querySelector("main article [role=group]").click(); return location.pathname; });
      assert.equal(await click(), "/home");
      assert.match(await click(), /\/status\/\d+$/);
    });
    await on("/home?n=8", async (page) => {
      await timeline(page);
      assert.deepEqual(await page.evaluate(() => [getComputedStyle(document.querySelector("[data-testid=BottomBar]")).display, document.documentElement.scrollWidth <= innerWidth]), ["flex", true]);
    }, { viewport: { width: 400, height: 800 } });
  });
}
