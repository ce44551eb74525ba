// Nothing that a post's author wrote goes out in the user's name unless the user has seen exactly these words for this
// post: not the words before /dp/, not a card's title, not the handle, not what stands behind a short link.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { granted } from "../support/granted.mjs";
import { BROWSERS, inside, keysOf, mainly, press, SETTINGS, sharing, shows, text, untilHere, within } from "../support/hashcart.mjs";
import { shorteners } from "../support/shorteners.mjs";

const TITLED = { ...SETTINGS, template: "{hashtag} {title}" };
const ONCE = ["mode_post", "mode_review", "mode_private"].map((key) => text(key));
const line = (number) => `.sheet .item:nth-of-type(${number})`;
/** A tweet's own page. */
const focal = async (world, tweet) => world.x(`/${tweet.user.handle}/status/${tweet.id}`);

describe("strangers", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const anew = sharing(browser, { page: { extra: "bot-slug,bot-card", duplicate: "off" } });

      // Seen 2026-11: with the default template and the mode *post*, the sentence in the address was posted.
      for (const kind of ["bot-slug", "bot-card"]) {
        test(`${kind}: who chose nothing but to post sends the bare hashtag`, () => anew({ reply: "post", undo_seconds: 0 }, async (world) => {
          const tweet = world.tweet(kind);
          const page = await focal(world, tweet);
          await press(page, tweet);
          await shows(page, tweet, { tone: "done", label: text("button_replied") });
          assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
        }));
      }

      // Into an address anybody can write anything: its words are no title of a reply's, whatever the template says.
      if (mainly("chromium").includes(browser)) test("bot-slug in {hashtag} {title}: the bare hashtag goes", () => anew(TITLED, async (world) => {
        const tweet = world.tweet("bot-slug");
        const page = await focal(world, tweet);
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
      }));

      for (const [kind, template, words] of [
        ["bot-card", "{hashtag} {title}", "#AmazonCart Buy my coin everyone coin nioc"],
        ["bot-slug", "Thanks, @{author}! {hashtag}", "Thanks, @brightdesk_ads! #AmazonCart"],
      ]) {
        if (mainly("chromium").includes(browser)) test(`${kind} in ${template}: each press shows the words, and what was shown is what goes`, () => anew({ ...SETTINGS, template }, async (world) => {
          const tweet = world.tweet(kind);
          const page = await focal(world, tweet);
          await press(page, tweet);
          await shows(page, tweet, { tone: "done", choices: ONCE, note: text("ask_mode_text", words) });
          assert.deepEqual(world.replica.state.attempts, []);
          await page.keyboard.press("Escape");
          await press(page, tweet);
          await shows(page, tweet, { choices: ONCE });
          // The template is another one by the time of the press: what it makes was not seen, and is shown.
          await world.write({ settings: { v: 1, data: { ...SETTINGS, template: `Now: ${template}` } } });
          await press(page, tweet, "mouse", line(1));
          await shows(page, tweet, { choices: ONCE, note: text("ask_mode_text", `Now: ${words}`) });
          assert.deepEqual(world.replica.state.attempts, []);
          await press(page, tweet, "mouse", line(1));
          await shows(page, tweet, { tone: "done", label: text("button_replied") });
          assert.deepEqual(world.replies(), [[tweet.id, `Now: ${words}`]]);
        }));
      }

      if (mainly("chromium").includes(browser)) test("agreed to once, the next post's words are shown again", () => anew(TITLED, async (world) => {
        for (const [kind, words] of [["bot-card", "#AmazonCart Buy my coin everyone coin nioc"], ["card-small", "#AmazonCart Bench supply 0 to 30 V, 5 A"]]) {
          const tweet = world.tweet(kind);
          const page = await focal(world, tweet);
          await press(page, tweet);
          await shows(page, tweet, { choices: ONCE, note: text("ask_mode_text", words) });
          await press(page, tweet, "mouse", line(1));
          await shows(page, tweet, { tone: "done", label: text("button_replied") });
          assert.deepEqual(world.replies().at(-1), [tweet.id, words]);
          await page.close();
        }
      }));

      if (mainly("chromium").includes(browser)) test("refused as a duplicate: the product's number is the author's choice too, and stands under Try again", () => anew(SETTINGS, async (world) => {
        const tweet = world.tweet("dp");
        const page = await world.x(`/${tweet.user.handle}/status/${tweet.id}?ending=duplicate&failures=1`);
        await press(page, tweet);
        await shows(page, tweet, { tone: "failed", choices: [text("fail_again"), text("count_to_cart", 1)] });
        const detail = () => inside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".sheet:popover-open .detail")?.textContent, tweet.id);
        assert.equal(await detail(), "#AmazonCart B0HCART001");
        // Past that line, the words are shown before anything is sent.
        await page.keyboard.press("Escape");
        await press(page, tweet);
        await shows(page, tweet, { choices: ONCE, note: text("ask_mode_text", "#AmazonCart B0HCART001") });
        assert.equal(world.replica.state.attempts.length, 1);
        await press(page, tweet, "mouse", line(1));
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart B0HCART001"]]);
      }));

      test("X's own page for the reply: a stranger's words wait in it for the user", () => anew(TITLED, async (world) => {
        const tweet = world.tweet("bot-card");
        const page = await world.x(`/${tweet.user.handle}/status/${tweet.id}?reply=wrong-parent`);
        await press(page, tweet);
        await press(page, tweet, "mouse", line(1));
        await shows(page, tweet, { tone: "noted" });
        // The first page's own address was X's composer's a moment ago, and the driver may not have heard of its way back.
        const opened = world.session.browser.waitForTarget((target) => target !== page.target() && /\/(intent|compose)\/post/.test(target.url()));
        await press(page, tweet, "mouse", ".sheet .item[data-act=intent]");
        const intent = await (await opened).page();
        await untilHere(() => intent.evaluate(() => document.querySelector("[role=dialog] [data-testid=tweetTextarea_0]")?.textContent.trim() === "#AmazonCart Buy my coin everyone coin nioc"), "X's box with the words");
        // The page has asked what it was opened for, and was told not to send: another item goes all the way meanwhile.
        await untilHere(async () => Object.keys(await world.records()).every((key) => !key.startsWith("errand:")), "the errand taken");
        await world.write({ settings: { v: 1, data: SETTINGS } });
        const other = world.tweet("dp");
        const second = await focal(world, other);
        await press(second, other);
        await shows(second, other, { tone: "done", label: text("button_replied") }, 15_000);
        assert.deepEqual(world.replies().map(([id]) => id), [other.id]);
        world.errors();
      }));

      if (mainly("chromium").includes(browser)) test("a slug behind a short link is a stranger's as well", async () => {
        const copy = await granted(browser);
        const short = shorteners({ "amzn.to/4bot": "https://www.amazon.com/I-am-a-bot-Buy-my-coin/dp/B0HCART043" });
        try {
          await within(browser, { extension: copy.folder, hosts: short.hosts, page: { extra: "bot-short" }, settings: TITLED, ending: { asked: ["amzn.to"] } }, async (world) => {
            const tweet = world.tweet("bot-short");
            const page = await focal(world, tweet);
            await press(page, tweet);
            await shows(page, tweet, { tone: "done", label: text("button_replied") }, 15_000);
            assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
          });
        } finally {
          await copy.remove();
        }
      });

      if (mainly("chromium").includes(browser)) test("the words of the post are nobody's title", () => anew(TITLED, async (world) => {
        const tweet = world.tweet("dp");
        const page = await focal(world, tweet);
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
        assert.equal((await world.kept(keysOf(tweet)[0], "replied")).status.state, "replied");
      }));
    });
  }
});
