// The replica's less common posts and its touch layout, without any extension.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bench, kind, path } from "../replica/bench.mjs";
import { composer, composerState, openReply, PAGE_FIELD, pressReply, timeline, toast, typeAndSend } from "../support/steps.mjs";
import { until } from "../support/until.mjs";

const PHONE = { viewport: { width: 400, height: 800 } };

/** The text of a tweet on the page, its link, and the name of what unfolds it. */
const seen = (page, id) => until(page, (wanted) => {
  const article = [...document.querySelectorAll("main article")].find((a) => a.querySelector(`a[href*="/status/${wanted}"]`));
  const text = article?.querySelector("[data-testid=tweetText]");
  return text && { text: text.textContent, link: text.querySelector("a")?.textContent ?? null, more: article.querySelector("[data-testid=tweet-text-show-more-link]")?.localName ?? null };
}, `tweet ${id}`, { args: [id] });

bench("posts", (on) => {
  for (const form of ["button", "div"]) {
    test(`a long post as a ${form}: the link comes with the rest, into the same node, and stays after scrolling`, async () => {
      await on(`/home?extra=show-more&n=60&showMore=${form}`, async (page, replica) => {
        const tweet = kind(replica, "show-more", { n: 60, extra: "show-more" });
        assert.deepEqual(await seen(page, tweet.id), { text: tweet.text[0], link: null, more: form });
        await page.evaluate(() => {
          const more = document.querySelector("[data-testid=tweet-text-show-more-link]");
          window.loaded = true;
          window.before = more.closest("article").querySelector("[data-testid=tweetText]");
          more.click();
        });
        const { text, link, more } = await until(page, () => window.before.querySelector("a") && { text: window.before.textContent, link: window.before.querySelector("a").textContent, more: document.querySelector("[data-testid=tweet-text-show-more-link]") }, "the link in the same text");
        assert.equal(link.replace("…", ""), "https://amazon.com/Honest-Kitchen-Scale/dp/B0HCART031/ref=cm_sw_r_tw");
        assert.match(text, /a week\. The scale on my shelf: https:.* lied yet\.$/);
        assert.deepEqual([more, await page.evaluate(() => [location.pathname, window.loaded])], [null, ["/home", true]]);
        await page.evaluate(() => scrollTo(0, 5000));
        await until(page, () => scrollY > 4000 && !window.before.isConnected, "the long tweet unmounted");
        await page.evaluate(() => scrollTo(0, 0));
        assert.match((await seen(page, tweet.id)).link, /B0HCART031/);
      });
    });
  }

  test("a long post as a link leads to its page, which shows the whole", async () => {
    await on("/home?extra=show-more&showMore=link", async (page, replica) => {
      const tweet = kind(replica, "show-more", { extra: "show-more" });
      assert.equal((await seen(page, tweet.id)).more, "a");
      await page.click("[data-testid=tweet-text-show-more-link]");
      await until(page, (to) => location.pathname === to, "the tweet's page", { args: [path(tweet)] });
      assert.deepEqual([(await seen(page, tweet.id)).link.includes("B0HCART031"), (await seen(page, tweet.id)).more], [true, null]);
    });
  });

  for (const embed of ["plain", "bar"]) {
    test(`an Article with a tweet in it, embed=${embed}`, async () => {
      await on(`/home?extra=article-embed&embed=${embed}`, async (page, replica) => {
        const tweet = kind(replica, "article-embed", { extra: "article-embed" });
        const inner = tweet.article.embed;
        await timeline(page);
        for (const to of [path(tweet), `/${tweet.user.handle}/article/${tweet.id}`]) {
          await page.evaluate((there) => window.__replica.goto(there), to);
          assert.deepEqual(await until(page, () => {
            const article = document.querySelector("[data-testid=longformRichTextComponent] [data-testid=simpleTweet] article[data-testid=tweet]");
            return article && {
              outer: article.parentElement.closest("article") === document.querySelector("main article[tabindex='-1']"),
              link: article.querySelector("[data-testid=tweetText] a").textContent,
              time: article.querySelector("a > time").parentElement.getAttribute("href"),
              bars: article.querySelectorAll("[role=group]").length,
              allBars: document.querySelector("main article[tabindex='-1']").querySelectorAll("[role=group]").length,
            };
          }, `the embedded tweet on ${to}`), { outer: true, link: "https://amazon.com/dp/B0HCART032", time: path(inner), bars: embed === "bar" ? 1 : 0, allBars: embed === "bar" ? 3 : 2 });
        }
        if (embed === "plain") return;
        await page.click("[data-testid=simpleTweet] [data-testid=reply]");
        await composer(page);
        assert.equal(await page.$eval("[role=dialog] article time", (time) => time.dateTime), inner.time);
      });
    });
  }

  test("layout=mobile: one column, a bottom bar with testids, no profile link, no composer in the page", async () => {
    await on("/home?layout=mobile", async (page, replica) => {
      await timeline(page);
      const signs = () => page.evaluate(() => ["SideNav_AccountSwitcher_Button", "AppTabBar_Profile_Link", "sidebarColumn", "tweetTextarea_0", "DashButton_ProfileIcon_Link", "AppTabBar_Home_Link"].map((id) => document.querySelectorAll(`[data-testid=${id}]`).length));
      assert.deepEqual(await signs(), [0, 0, 0, 0, 1, 1]);
      assert.deepEqual(await page.evaluate(() => [getComputedStyle(document.querySelector("[data-testid=BottomBar]")).display, document.documentElement.scrollWidth <= innerWidth]), ["flex", true]);
      await page.evaluate((to) => window.__replica.goto(to), path(replica.tweets()[0]));
      await until(page, () => document.querySelector("main article[tabindex='-1']"), "the focal tweet");
      assert.equal((await signs())[3], 0);
    }, PHONE);
    await on("/home?layout=mobile", async (page) => {
      await page.goto("https://mobile.x.com/home?layout=mobile");
      await timeline(page);
    }, PHONE);
  });

  for (const composeAs of ["modal", "page"]) {
    test(`composer=textarea in a ${composeAs}: a plain field in the testid's box, sent once, back where it was`, async () => {
      await on(`/home?layout=mobile&composer=textarea&composeAs=${composeAs}`, async (page, replica) => {
        const field = composeAs === "page" ? PAGE_FIELD : undefined;
        const [tweet] = replica.tweets();
        await openReply(page, tweet.id, field);
        assert.deepEqual(await page.evaluate(() => {
          const box = document.activeElement;
          return [box.localName, box.parentElement.closest("[data-testid^=tweetTextarea_0]").localName, document.querySelectorAll("[role=dialog]").length, document.querySelectorAll("main [data-testid=cellInnerDiv]").length > 0, document.querySelector("[contenteditable]")];
        }), ["textarea", "div", composeAs === "page" ? 0 : 1, composeAs !== "page", null]);
        assert.deepEqual(await composerState(page, field), { text: "", ready: false });
        await typeAndSend(page, "From my phone");
        assert.deepEqual(await toast(page), { text: "Your post was sent.", href: `/viewer/status/${replica.state.replies[0].id}` });
        assert.deepEqual(replica.state.replies.map(({ in_reply_to, text }) => [in_reply_to, text]), [[tweet.id, "From my phone"]]);
        await until(page, () => location.pathname === "/home" && !document.querySelector("[data-testid=tweetTextarea_0]"), "the timeline again");
        await timeline(page);
      }, PHONE);
    });
  }

  test("a value set past React does not count; an input event does", async () => {
    await on("/home?composer=textarea", async (page) => {
      await openReply(page);
      const set = (name) => page.evaluate((event) => {
        const box = document.querySelector("[role=dialog] textarea");
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, "set");
        if (event) box.dispatchEvent(new Event(event, { bubbles: true }));
        return document.querySelector("[role=dialog] [data-testid=tweetButton]").disabled;
      }, name);
      assert.deepEqual([await set(null), await set("input")], [true, false]);
    });
  });

  test("composeAs=page with Draft.js, closed with text: asked first, then the page from before", async () => {
    await on("/home?layout=mobile&composeAs=page", async (page) => {
      await pressReply(page);
      await composer(page, PAGE_FIELD);
      await page.keyboard.type("not sent");
      await page.click("[data-testid=app-bar-close]");
      await page.waitForSelector("[data-testid=confirmationSheetDialog]");
      await page.click("[data-testid=confirmationSheetCancel]");
      await until(page, () => location.pathname === "/home" && !document.querySelector("[data-testid=tweetTextarea_0]"), "the timeline again");
    });
  });
}, ["chromium"]);
