// The same in each of X's text fields: Draft.js, Lexical, and the plain one of its touch layouts.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, hostOf, keysOf, mainly, open, press, SETTINGS, shows, text, until } from "../support/hashcart.mjs";
import { OWN_WORDS } from "../replica/data/words.mjs";
import { closeOver, composerState, send } from "../support/steps.mjs";

const FIELD = "[role=dialog] [data-testid=tweetTextarea_0]";

/** The box with this text, in the editor's own state. */
const holds = (page, words) => until(page, (field, wanted) => {
  const box = document.querySelector(field);
  return box && (box.value ?? box.textContent) === wanted && !document.querySelector("[role=dialog] [data-testid=tweetButton]").disabled;
}, `the box with ${words}`, { args: [FIELD, words] });

const noBox = (page) => until(page, () => !document.querySelector("[role=dialog]"), "no box");

/** Which browsers have which of X's fields on every push. */
const FIELDS = { draft: ["chromium", "firefox"], lexical: ["chromium", "firefox"], textarea: ["firefox"] };

describe("editors", () => {
  for (const browser of BROWSERS) {
    let world;
    before(async () => {
      world = await open(browser, { csp: "strict", page: { duplicate: "off" } });
      await world.desk();
    });
    after(() => world?.end());

    // Phones have the plain field, and of the two only Firefox runs extensions there.
    for (const composer of ["draft", "lexical", "textarea"].filter((one) => mainly(...FIELDS[one]).includes(browser))) describe(`${browser}, ${composer}`, () => {
      /** A page with this field that shows the tweet. */
      const shown = async (tweet, query = "") => {
        const page = await world.again(`/search?q=${keysOf(tweet)[0].split("@")[0]}&composer=${composer}${query}`);
        await hostOf(page, tweet);
        return page;
      };

      /** Presses the button of the tweet on a page with these switches. */
      const pressed = async (kind, query) => {
        await world.clear();
        const tweet = world.tweet(kind);
        const page = await shown(tweet, query);
        await press(page, tweet);
        return { tweet, page };
      };
      const done = (page, tweet) => shows(page, tweet, { tone: "done", label: text("button_replied") });

      test("written once, sent once, also where keys take the suggestion under the tag", async () => {
        for (const query of ["", "&typeahead=takes"]) {
          const { tweet, page } = await pressed("card-large", query);
          await done(page, tweet);
          assert.deepEqual([world.replies(), world.replica.state.attempts.length], [[[tweet.id, "#AmazonBasket"]], 1]);
          await noBox(page);
        }
      });

      // In Firefox a script's paste brings nothing, and is not tried; a plain field is never pasted into.
      if (browser === "chromium" && composer !== "textarea") {
        test("a paste that X does not take is typed; beside half of it, or a draft that came late, nothing is sent", async () => {
          for (const [half, code] of [["", null], ["#Ama", "text_refused"], [OWN_WORDS, "composer_busy"]]) {
            await world.clear();
            const tweet = world.tweet("dp");
            const page = await shown(tweet);
            await page.evaluate((words) => {
              const stop = (event) => {
                removeEventListener("paste", stop, true);
                event.stopImmediatePropagation();
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", words);
                if (words) event.target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
              };
              addEventListener("paste", stop, true);
            }, half);
            await press(page, tweet);
            if (half) {
              const tone = code === "text_refused" ? "noted" : "failed";
              await shows(page, tweet, { tone });
              assert.deepEqual([await composerState(page), world.replica.state.attempts], [{ text: half, ready: true }, []]);
              await closeOver(page);
              await shows(page, tweet, { tone, note: text(`fault_${code}`) });
            } else {
              await done(page, tweet);
              assert.deepEqual([world.replies(), world.replica.state.attempts.length], [[[tweet.id, "#AmazonCart"]], 1]);
            }
            world.errors();
          }
        });
      }

      test("words of the user's in the box are left as they are", async () => {
        const { tweet, page } = await pressed("dp", "&draft=held");
        await shows(page, tweet, { tone: "failed" });
        assert.deepEqual(await composerState(page), { text: OWN_WORDS, ready: true });
        await closeOver(page);
        await shows(page, tweet, { tone: "failed", note: text("fault_composer_busy") });
        assert.deepEqual(world.replica.state.attempts, []);
        world.errors();
      });

      test("a box that an address of X's filled in", async () => {
        const { tweet, page } = await pressed("dp", "&reply=wrong-parent");
        await shows(page, tweet, { tone: "noted", choices: [text("fail_intent"), text("count_to_cart", 1)] });
        await press(page, tweet, "mouse", ".sheet .item");
        await done(page, tweet);
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
        world.errors();
      });

      test("our text goes with the box after a refusal, and another is written into the next", async () => {
        const { tweet, page } = await pressed("dp", "&ending=duplicate&failures=1");
        await shows(page, tweet, { tone: "failed", choices: [text("fail_again"), text("count_to_cart", 1)] });
        await noBox(page);
        await press(page, tweet, "mouse", ".sheet .item");
        await done(page, tweet);
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart B0HCART001"]]);
        world.errors();
      });

      test("review: the user's words behind ours, which a refusal leaves there, and their own press", async () => {
        await world.write({ settings: { v: 1, data: { ...SETTINGS, reply: "review" } } });
        const { tweet, page } = await pressed("card-large", "&ending=closed&failures=1");
        await holds(page, "#AmazonBasket");
        await shows(page, tweet, { tone: "busy", label: text("button_waiting") });
        await page.keyboard.type(" please");
        await holds(page, "#AmazonBasket please");
        assert.deepEqual(world.replica.state.attempts, []);
        await send(page);
        await until(page, () => document.querySelector("[role=dialog] [role=status][aria-live=assertive]"), "X's word that it was not posted");
        await holds(page, "#AmazonBasket please");
        await send(page);
        await done(page, tweet);
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonBasket please"]]);
        await world.kept(keysOf(tweet)[0], "replied");
        await world.write({ settings: { v: 1, data: SETTINGS } });
      });
    });
  }
});
