// A post with a thousand links: twenty products, and a look that costs no more than at any other post. What is asserted is
// how often the document is asked; how long that takes is printed.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hostOf, inside, keysOf, mainly, markOf, press, shows, within } from "../support/hashcart.mjs";

/** The most questions one look may put to the document, whatever the post. Forty links are read, with some ten each. */
const QUESTIONS = 800;

/** In our own world: counts what the program asks the document. */
function count() {
  globalThis.asked = 0;
  const counted = (object, name, kind) => {
    const { [kind]: real, ...rest } = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, { ...rest, [kind](...args) { globalThis.asked += 1; return real.apply(this, args); } });
  };
  for (const name of ["querySelector", "querySelectorAll", "matches", "closest", "getAttribute"]) counted(Element.prototype, name, "value");
  for (const name of ["contains", "isSameNode"]) counted(Node.prototype, name, "value");
  for (const name of ["textContent", "childNodes", "nextSibling", "parentElement"]) counted(Node.prototype, name, "get");
}

describe("long posts", () => {
  for (const browser of mainly("chromium")) {
    test(`${browser}: a thousand links`, (t) => within(browser, { page: { extra: "thousand", n: 20 } }, async (world) => {
      const tweet = world.tweet("thousand");
      const page = await world.x(`/${tweet.user.handle}/status/${tweet.id}`);
      await hostOf(page, tweet);
      assert.equal(await page.evaluate((id) => document.querySelector(`[data-hashcart^="${id}:"]`).dataset.hashcart, tweet.id), markOf(tweet), "twenty products");
      assert.equal(await page.evaluate((id) => document.querySelector(`[data-hashcart^="${id}:"]`).closest("article").querySelectorAll("[data-testid=tweetText] a[href]").length, tweet.id), 1000);
      await inside(page, count);
      // Something comes into the post, and the program looks again.
      const costs = await page.evaluate(async (id) => {
        const article = document.querySelector(`[data-hashcart^="${id}:"]`).closest("article");
        const costs = [];
        for (let change = 1; change <= 20; change += 1) {
          article.append(document.createElement("i"));
          const begun = performance.now();
          // Our observer has its turn when this task ends, before this goes on.
          await null;
          costs.push(performance.now() - begun);
        }
        return costs.sort((a, b) => a - b);
      }, tweet.id);
      const asked = (await inside(page, () => globalThis.asked)) / 20;
      t.diagnostic(`${browser}: a look asks ${asked.toFixed(0)} times; the median takes ${costs[10].toFixed(1)} ms, the longest ${costs.at(-1).toFixed(1)} ms`);
      assert.ok(asked > 100, `${asked}: looks were counted`);
      assert.ok(asked < QUESTIONS, `${asked} questions a look`);
      await press(page, tweet);
      await shows(page, tweet, { menu: ["all", ...keysOf(tweet)] });
    }));
  }
});
