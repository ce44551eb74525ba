// Links the page does not spell out: cards, short links, quotes. What X's page itself knows of them is asked once,
// without a request; where it knows nothing, the link is kept as it is.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keysOf, mainly, press, SETTINGS, sharing, shows, text } from "../support/hashcart.mjs";
import { until } from "../support/browser.mjs";
import { shorten } from "../replica/data/links.mjs";

const marked = (page, wanted) => until(page, (mark) => document.querySelector(`[data-hashcart="${mark}"]`), `the button ${wanted}`, { args: [wanted] });

/** The page of one tweet, in front. `knows`: what X's page knows of its links. */
async function focal(world, tweet, knows) {
  const page = await world.x(`/home?knows=${knows}`);
  await page.evaluate((to) => window.__replica.goto(to), `/${tweet.user.handle}/status/${tweet.id}`);
  await until(page, (id) => document.querySelector(`main article a[href*="/status/${id}"] time`), `the page of ${tweet.kind}`, { args: [tweet.id] });
  return page;
}

describe("cards", () => {
  for (const browser of mainly("chromium")) {
    describe(browser, () => {
      const anew = sharing(browser);

      test("a card's product is known from X's own store, before any click and without a request", () => anew(SETTINGS, async (world) => {
        const tweet = world.tweet("card-only");
        const page = await focal(world, tweet, "store");
        await marked(page, `${tweet.id}:B0HCART008@amazon.com`);
        assert.deepEqual(world.replica.log.filter(({ host }) => host === "t.co" || host.includes("amazon")), [], "nothing was asked");
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        const { found } = await world.kept("B0HCART008@amazon.com", "replied");
        assert.equal(found.link, tweet.card.link, "the author's own address");
        assert.equal(found.title, tweet.card.title);
      }));

      test("where the page knows nothing, the link is kept under its title, and its reply waits for the user", () => anew(SETTINGS, async (world) => {
        const tweet = world.tweet("card-only");
        const page = await focal(world, tweet, "nothing");
        await marked(page, `${tweet.id}:?`);
        await press(page, tweet);
        await shows(page, tweet, { tone: "busy", label: text("button_waiting") });
        assert.deepEqual(world.replies(), [], "nobody knows what is behind it: not sent for the user");
        await page.click("[role=dialog] [data-testid=tweetButton]");
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        const short = shorten(tweet.card.link);
        const key = `link:${short.replace("https://", "")}`;
        const { found } = await world.kept(key, "replied");
        assert.deepEqual([found.link, found.title], [short, tweet.card.title]);
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
        const popup = await world.session.openExtensionPage("popup.html", "#list li");
        const row = await popup.evaluate(() => ({ title: document.querySelector("[data-slot=title]").textContent, href: document.querySelector("[data-slot=title]").href, store: document.querySelector("[data-slot=store]")?.textContent ?? null }));
        assert.deepEqual(row, { title: tweet.card.title, href: short, store: null });
      }));

      test("short links and quotes have their buttons; a card of another site has none", () => anew(SETTINGS, async (world) => {
        for (const kind of ["short-amzn-to", "short-a-co"]) {
          const tweet = world.tweet(kind);
          const page = await focal(world, tweet, "store");
          await marked(page, `${tweet.id}:?`);
          await page.close();
        }
        const quote = world.tweet("quote-link");
        const page = await focal(world, quote, "store");
        await marked(page, `${quote.id}:${keysOf(quote)[0]}`);
        const news = world.tweet("card-news");
        await page.evaluate((to) => window.__replica.goto(to), `/${news.user.handle}/status/${news.id}`);
        await until(page, (id) => document.querySelector(`main a[href*="/status/${id}"]`), "the news", { args: [news.id] });
        assert.equal(await page.evaluate((id) => document.querySelector(`[data-hashcart^="${id}:"]`), news.id), null);
      }));
    });
  }
});
