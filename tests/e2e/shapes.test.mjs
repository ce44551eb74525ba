// Every shape a link has on X, with each source of its product switched off in turn: what the page spells out, what
// its own store knows, and what the shorteners answer after a press. Before the press nobody is ever asked.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { until } from "../support/browser.mjs";
import { granted } from "../support/granted.mjs";
import { BROWSERS, mainly, press, SETTINGS, sharing, shows, text, within } from "../support/hashcart.mjs";
import { shorteners } from "../support/shorteners.mjs";
import { shorten } from "../replica/data/links.mjs";

const CARD = shorten("https://www.amazon.com/dp/B0HCART008").slice("https://".length);
const BITLY = shorten("https://bit.ly/3antenna").slice("https://".length);

/** What the shorteners say here. */
const ANSWERS = {
  [CARD]: "https://www.amazon.com/dp/B0HCART008",
  [BITLY]: "https://bit.ly/3antenna",
  "bit.ly/3antenna": "https://amzn.to/antenna",
  "amzn.to/antenna": "https://www.amazon.com/dp/B0HCART034?tag=hana-20",
  "amzn.to/3DHiDU7": "https://www.amazon.com/dp/B0HCART035",
  "a.co/d/3bmzGAK": "https://www.amazon.com/dp/B0HCART036",
};

/** Kind of tweet; what the page spells; what the page's store adds; what the shorteners add, and who is asked. */
const SHAPES = [
  { shape: "link in the text", kind: "dp", spelt: "B0HCART001@amazon.com" },
  { shape: "link by http, without www", kind: "http-no-www", spelt: "B07R7HJ39C@amazon.com" },
  { shape: "small card and link", kind: "card-small", spelt: "B0HCART023@amazon.in" },
  { shape: "large card and link", kind: "card-large", spelt: "B0HCART005@amazon.co.uk" },
  { shape: "promoted, direct address", kind: "promoted", spelt: "B0HCART015@amazon.com" },
  { shape: "quoted link, a span", kind: "quote-link", spelt: "1684511062@amazon.com" },
  { shape: "behind Show more", kind: "show-more", spelt: "B0HCART031@amazon.com", unfold: true },
  { shape: "tweet inside an Article", kind: "article-embed", spelt: "B0HCART032@amazon.com" },
  { shape: "card alone", kind: "card-only", store: "B0HCART008@amazon.com", asked: { B0HCART008: [CARD] } },
  { shape: "bit.ly under Amazon's card", kind: "card-bitly", asked: { B0HCART034: [BITLY, "bit.ly/3antenna", "amzn.to/antenna"] } },
  { shape: "amzn.to in the text", kind: "short-amzn-to", asked: { B0HCART035: ["amzn.to/3DHiDU7"] } },
  { shape: "a.co in the text", kind: "short-a-co", asked: { B0HCART036: ["a.co/d/3bmzGAK"] } },
];

const marked = (page, mark) => until(page, (wanted) => document.querySelector(`[data-hashcart="${wanted}"]`), `the mark ${mark}`, { args: [mark] });

/** In the page: whether a tweet's text is cut, and its buttons have these marks. */
function cutWith(id, marks) {
  const article = document.querySelector(`main article a[href*="/status/${id}"]`)?.closest("article");
  const cut = article?.querySelector('[data-testid="tweet-text-show-more-link"]');
  return Boolean(cut) && Array.from(article.querySelectorAll("[data-hashcart]"), (host) => host.dataset.hashcart).join("|") === marks;
}

async function focal(world, page, tweet) {
  await page.evaluate((to) => window.__replica.goto(to), `/${tweet.user.handle}/status/${tweet.id}`);
  await until(page, (id) => document.querySelector(`main article a[href*="/status/${id}"] time`), `the page of ${tweet.kind}`, { args: [tweet.id] });
}

describe("shapes", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const short = shorteners(ANSWERS);
      const anew = sharing(browser, { hosts: short.hosts, page: { extra: "show-more,article-embed,card-bitly" } });

      test("in a page that the browser translates, an address is what it was, and a cut one stays cut", () => anew(SETTINGS, async (world) => {
        const tweet = world.tweet("dp");
        const page = await world.xWith(tweet);
        // As Chrome's translator leaves them (2026): each text in two elements called font.
        const translate = (tail) => page.evaluate((id, end) => {
          const anchor = [...document.querySelectorAll(`main article:has(a[href*="/status/${id}"]) [data-testid="tweetText"] a[href]`)].find((link) => link.textContent.includes("amazon"));
          const part = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
          const font = document.createElement("font");
          font.append(part("font", "amazon.com/dp/B0CART0042"));
          anchor.replaceChildren(part("span", "https://"), font, ...(end ? [part("span", end)] : []), part("span", "…"));
        }, tweet.id, tail);
        await translate("?tag=x-20");
        await marked(page, `${tweet.id}:B0CART0042@amazon.com`);
        await translate("");
        await until(page, (id) => !document.querySelector(`[data-hashcart^="${id}:"]`), "no button for an address that was cut", { args: [tweet.id] });
      }));

      for (const layout of mainly("chromium").includes(browser) ? ["desktop", "mobile"] : ["mobile"]) {
        for (const knows of ["store", "nothing"]) {
          test(`${layout}: found without a request, the page's store ${knows === "store" ? "knowing its links" : "switched off"}`, (t) => {
            const viewport = layout === "mobile" ? { width: 400, height: 860 } : undefined;
            return anew(SETTINGS, async (world) => {
              const tab = await world.x(`/home?knows=${knows}&layout=${layout}`, { viewport });
              for (const { shape, kind, spelt, store, unfold } of SHAPES) {
                const tweet = world.tweet(kind);
                if (unfold) {
                  // In its list, where the text is cut.
                  await tab.evaluate((to) => window.__replica.goto(to), "/home");
                  // Where X's store tells, the button is there before the text is; where it does not, with it.
                  const before = knows === "store" ? `${tweet.id}:${spelt}` : "";
                  await until(tab, cutWith, `a cut text with ${before || "no button"}`, { args: [tweet.id, before] });
                  await tab.evaluate((id) => document.querySelector(`main article a[href*="/status/${id}"]`).closest("article").querySelector('[data-testid="tweet-text-show-more-link"]').click(), tweet.id);
                  await until(tab, (id) => !document.querySelector(`main article a[href*="/status/${id}"]`).closest("article").querySelector('[data-testid="tweet-text-show-more-link"]'), "the whole text", { args: [tweet.id] });
                } else {
                  await focal(world, tab, tweet);
                }
                const known = spelt ?? (knows === "store" && store);
                await marked(tab, `${tweet.id}:${known || "?"}`);
                t.diagnostic([browser, layout, shape, "found", spelt ? "page" : known ? "X's store" : "not before the press", `${short.asked.length} requests`].join(" | "));
              }
              assert.deepEqual(short.addresses(), [], "before a press nobody is asked");
            });
          });
        }
      }

      if (mainly("chromium").includes(browser)) test("after the press the shorteners tell what the page did not, and nobody else is asked", (t) => {
        const short = shorteners(ANSWERS);
        return granted(browser).then(async (copy) => {
          try {
            await within(browser, { extension: copy.folder, page: { extra: "card-bitly" }, hosts: short.hosts, ending: { asked: Object.keys(short.hosts) } }, async (world) => {
              await world.desk();
              const tab = await world.x();
              for (const { shape, kind, asked } of SHAPES.filter((shape) => shape.asked)) {
                const tweet = world.tweet(kind);
                await focal(world, tab, tweet);
                await marked(tab, `${tweet.id}:?`);
                assert.deepEqual(short.addresses(), []);
                await press(tab, tweet);
                const [[asin, wanted]] = Object.entries(asked);
                await shows(tab, tweet, { tone: "done", label: text("button_replied"), mark: `${tweet.id}:${asin}@amazon.com` });
                const seen = short.addresses();
                assert.deepEqual(seen, wanted);
                t.diagnostic([browser, shape, "resolved by its shorteners", `${seen.length} requests: ${seen.join(", ")}`].join(" | "));
              }
            });
          } finally {
            await copy.remove();
          }
        });
      });
    });
  }
});
