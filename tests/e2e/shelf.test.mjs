// Items one recognises, and the few clicks from a post to Amazon's cart.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open as openStore } from "../support/handover.mjs";
import { BROWSERS, hostOf, inside, keysOf, mainly, middle, open, press, SETTINGS, shows, text, until, untilHere, untilInside, within } from "../support/hashcart.mjs";

const PRIVATE = { v: 1, data: { ...SETTINGS, reply: "private" } };

/** What the list's rows show, by key. */
const rows = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#list li")].map((row) => {
  const part = (name) => row.querySelector(`[data-slot=${name}]`);
  const picture = part("picture");
  return [row.dataset.key ?? row.querySelector("[data-key]").dataset.key, { title: part("title").textContent, quote: part("quote")?.textContent ?? "", image: picture.querySelector("img")?.getAttribute("src") ?? null, tile: picture.textContent, colour: picture.dataset.colour ?? null }];
})));

/** The offer that stands by a button after a press: its line's middle, once a person can have read it. */
const offered = (page, tweet) => untilInside(page, async (id) => {
  const line = tree(document.querySelector(`[data-hashcart^="${id}:"]`))?.querySelector(".offer:popover-open .item");
  if (!line) return false;
  await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  const { x, y, width, height } = line.getBoundingClientRect();
  return width > 0 && { x: x + width / 2, y: y + height / 2, label: line.textContent };
}, "the offer", { args: [tweet.id] });

describe("items one recognises", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser, { settings: PRIVATE.data }); });
      after(() => world?.end());

      if (mainly("chromium").includes(browser)) test("nine kinds of posts: a title has a source, a post's own words are a quotation", async () => {
        const kinds = ["dp", "slug-dp", "dp-ref", "gp-product", "card-small", "promoted", "edited", "japanese", "http-no-www"];
        for (const kind of kinds) assert.equal(keysOf(world.tweet(kind)).length, 1, kind);
        assert.equal(new Set(kinds.map((kind) => keysOf(world.tweet(kind))[0])).size, 9, "nine products");
        for (const kind of kinds) {
          const tweet = world.tweet(kind);
          const page = await world.xWith(tweet);
          await press(page, tweet);
          await shows(page, tweet, { tone: "done" });
          await page.close();
        }
        const page = await world.session.openExtensionPage("list.html", "#list li");
        const shown = await rows(page);
        for (const kind of kinds) {
          const tweet = world.tweet(kind);
          const { found } = (await world.record(keysOf(tweet)[0])).data;
          const words = tweet.text.filter((part) => typeof part === "string").join("").replace(/\s+/g, " ").trim();
          assert.ok(!found.title || !words.includes(found.title), `${kind}: ${found.title} is no sentence of the post's`);
          assert.equal(found.titled ?? null, found.title ? (tweet.card ? "card" : "address") : null, kind);
          const { title, quote } = shown[keysOf(tweet)[0]];
          assert.equal(title, found.title ?? text("item_from", `@${tweet.user.handle}`, keysOf(tweet)[0].split("@")[0]), kind);
          assert.equal(quote, found.quote ?? "", kind);
        }
        await page.close();
        await world.clear();
      });

      test("the picture that the post shows is kept small, and shown without a request; where it may not be read, a tile", async () => {
        const tweet = world.replica.tweets().find((one) => one.card && keysOf(one).length === 1);
        const [key] = keysOf(tweet);
        for (const kept of [true, false]) await (kept ? (use) => use(world) : (use) => within(browser, { page: { pictures: "closed" }, settings: PRIVATE.data, ending: { allowed: [/Cross-Origin Request Blocked|blocked by CORS policy|Failed to load resource/] } }, use))(async (world) => {
          const page = await world.xWith(tweet);
          await press(page, tweet);
          await shows(page, tweet, { tone: "done" });
          if (kept) {
            const picture = await untilHere(async () => (await world.record(key, "picture:"))?.data, "the picture");
            assert.match(picture, /^data:image\/(webp|png|jpeg);base64,/);
            assert.ok(picture.length < 16_000, `${picture.length} bytes`);
          }
          // The post's own, and ours, which is refused here: nothing is on its way any more.
          else await untilHere(() => world.replica.log.filter(({ path }) => path.startsWith("/card_img/")).length >= 2, "the picture asked for and refused");
          await page.close();
          const asked = world.replica.log.length;
          for (const path of ["popup.html", "list.html"]) {
            const own = await world.session.openExtensionPage(path, "#list li");
            const row = await until(own, (wanted, wants) => {
              const place = [...document.querySelectorAll("#list li")].find((one) => (one.dataset.key ?? "") === wanted || one.querySelector(`[data-key="${wanted}"]`))?.querySelector("[data-slot=picture]");
              const image = place?.querySelector("img");
              return place && (wants ? image?.naturalWidth > 0 && { width: image.naturalWidth } : !image && { tile: place.textContent, colour: place.dataset.colour });
            }, `the picture in ${path}`, { args: [key, kept] });
            if (kept) assert.equal(row.width, 96, path);
            else assert.ok(row.colour !== undefined && row.tile.length > 0, JSON.stringify(row));
            await own.close();
          }
          assert.deepEqual(world.replica.log.slice(asked).filter(({ refused }) => !refused).map(({ host, path }) => `${host}${path}`), [], "no request for the list");
          if (!kept) assert.equal(await world.record(key, "picture:"), undefined);
          await world.clear();
        });
      });

      test("a name of the user's own stands above all titles, and can be taken back", async () => {
        const tweet = world.tweet("slug-dp");
        const [key] = keysOf(tweet);
        const x = await world.xWith(tweet);
        await press(x, tweet);
        const { found } = (await untilHere(() => world.record(key), "the item")).data;
        const page = await world.session.openExtensionPage("list.html", "#list li");
        const row = `#list li[data-key="${key}"]`;
        await page.bringToFront();
        await page.click(`${row} [data-slot=edit]`);
        await until(page, () => document.activeElement?.dataset.slot === "name", "the name's field");
        await page.keyboard.type("For the office");
        await page.keyboard.press("Enter");
        await until(page, (wanted) => document.querySelector(`${wanted} [data-slot=title]`)?.textContent === "For the office", "the name", { args: [row] });
        assert.equal((await world.record(key)).data.name, "For the office");
        await page.click("#undo-button");
        await until(page, (wanted, title) => document.querySelector(`${wanted} [data-slot=title]`)?.textContent === title, "the title again", { args: [row, found.title] });
        await page.close();
        await x.close();
        await world.clear();
      });

      test("what the arrow opens is closed by Escape, which gives the focus back, and by a press elsewhere", async () => {
        const item = (number) => [`item:B0HCART00${number}@amazon.com`, { v: 1, data: { found: { key: `B0HCART00${number}@amazon.com`, link: `https://www.amazon.com/dp/B0HCART00${number}`, title: `Number ${number}`, tweet: null }, saved_at: 1_764_000_000_000, changed_at: 1_764_000_000_000, status: { state: "saved" } } }];
        await world.write(Object.fromEntries([1, 2].map(item)));
        const page = await world.session.openExtensionPage("list.html", "#list li");
        await page.bringToFront();
        const open = () => page.evaluate(() => [...document.querySelectorAll("details.more")].filter((one) => one.open).map((one) => one.id));
        await page.click("#cart-more summary");
        assert.deepEqual(await open(), ["cart-more"]);
        await page.click("#filter summary");
        assert.deepEqual(await open(), ["filter"]);
        await page.keyboard.press("Escape");
        assert.deepEqual([await open(), await page.evaluate(() => document.activeElement.closest("details")?.id)], [[], "filter"]);
        await page.click("#new summary");
        await page.click("#search");
        assert.deepEqual(await open(), []);
        await page.close();
        await world.clear();
      });

      test("one number everywhere: what is still to buy", async () => {
        const items = Object.fromEntries([1, 2, 3, 4, 5].map((number) => {
          const key = `B0HCART00${number}@amazon.com`;
          return [`item:${key}`, { v: 1, data: { found: { key, link: `https://www.amazon.com/dp/B0HCART00${number}`, title: `Number ${number}`, titled: "card", tweet: null }, saved_at: 1_764_000_000_000 + number, changed_at: 1_764_000_000_000, status: { state: "saved" }, ...(number === 1 ? { shelf: ["later", 1_764_000_000_009] } : {}) } }];
        }));
        await world.write({ ...items, "sent:B0HCART002@amazon.com": { v: 1, data: { store: "amazon.com", outcome: { end: "in_cart", count: 1, unticked: 0 }, at: 1_764_000_000_500 } } });
        await world.badgeIs("3");
        for (const path of ["popup.html", "list.html"]) {
          const page = await world.session.openExtensionPage(path, "#list li");
          await until(page, (wanted, label) => document.getElementById("count").textContent === wanted && document.getElementById("cart-main").textContent === label, `the count in ${path}`, { args: [text("count_to_buy", 3), text("count_to_cart", 3)] });
          assert.equal(await page.evaluate(() => document.querySelectorAll("#list li").length), 3, path);
          if (path === "list.html") assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll(".tab")].map((tab) => tab.textContent)), [["list_open", 3], ["tab_in_cart", 1], ["tab_later", 1], ["status_bought", 0], ["list_all", 5]].map(([key, count]) => (count ? text("list_counted", text(key), count) : text(key))));
          await page.close();
        }
        await world.clear();
      });
    });
  }
});

describe("clicks from a post to the cart", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      /** The clicks that a person made. */
      let clicks = 0;
      const click = async (page, { x, y }) => {
        clicks += 1;
        await page.mouse.click(x, y);
      };
      const asin = (tweet) => keysOf(tweet)[0].split("@")[0];

      /** Presses Add to Cart on so many posts, and then the offer by the last of them. The products are in the store. */
      async function saveAndSend(world, count) {
        const page = await world.session.page("https://x.com/search?q=B0HCART", { viewport: { width: 1280, height: 4400 } });
        const all = world.replica.tweets().filter((tweet) => keysOf(tweet).length === 1 && tweet.products.length === 1 && keysOf(tweet)[0].endsWith("@amazon.com"));
        const ids = await until(page, (wanted, number) => {
          const seen = wanted.filter(([id]) => document.querySelector(`[data-hashcart^="${id}:"]`)?.getBoundingClientRect().bottom < innerHeight);
          const keys = new Set();
          const own = seen.filter(([, key]) => !keys.has(key) && keys.add(key));
          return own.length >= number && own.slice(0, number).map(([id]) => id);
        }, `${count} buttons in sight`, { args: [all.map((tweet) => [tweet.id, keysOf(tweet)[0]]), count] });
        const tweets = ids.map((id) => all.find((tweet) => tweet.id === id));
        for (const tweet of tweets) world.amazon.put(asin(tweet), {});
        for (const tweet of tweets) {
          await click(page, await middle(page, tweet));
          await shows(page, tweet, { tone: "done" });
        }
        const line = await offered(page, tweets.at(-1));
        assert.equal(line.label, text("count_to_cart", tweets.length));
        await click(page, line);
        return tweets;
      }

      async function inCart(world, count) {
        const walk = await untilHere(async () => {
          const walk = await world.walk();
          return walk?.at === "done" && walk;
        }, "all in the cart", 60_000);
        assert.equal(walk.items.filter(({ outcome }) => outcome.end === "in_cart").length, count);
      }

      /** A browser with the store, as new; one that is permitted is the same for all tests. */
      let store;
      after(() => store?.end());
      async function withStore({ permitted = true }, use) {
        const world = permitted ? (store ??= await openStore(browser, { domains: ["amazon.com"] })) : await openStore(browser, { domains: ["amazon.com"], permitted });
        try {
          world.amazon.reset();
          await world.begin([["settings", PRIVATE]]);
          clicks = 0;
          await use(world);
        } finally {
          if (world !== store) await world.end();
        }
      }

      /** Presses Amazon's own button on each page of the walk. */
      const byHand = (world) => world.until((walk) => walk, "the walk begun").then(() => world.go({ press: async (here, tab) => {
        const page = await tab();
        clicks += 1;
        return here.click(page, "#add-to-cart-button").then(() => true, (error) => {
          clicks -= 1;
          if (/not seen within|context|detached|closed|navigat|no such frame|discarded/i.test(String(error))) return false;
          throw error;
        });
      } }, { domain: "amazon.com" }));

      test("the offer is said, and the Tab key leads into it before it leads on", () => withStore({}, async (world) => {
        const page = await world.session.page("https://x.com/home", { viewport: { width: 1280, height: 2000 } });
        const tweet = world.replica.tweets().find(({ kind }) => kind === "dp");
        world.amazon.put(asin(tweet), {});
        await hostOf(page, tweet);
        await press(page, tweet, "Enter");
        const line = await offered(page, tweet);
        const said = await inside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector("[role=status]").textContent, tweet.id);
        assert.ok(said.startsWith(`${text("button_added")}: `) && said.endsWith(` ${line.label}`), said);
        const isIn = () => inside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).activeElement?.matches(".offer .item") ?? false, tweet.id);
        assert.equal(await isIn(), false, "the focus stays where it was");
        await page.keyboard.press("Tab");
        assert.equal(await isIn(), true, "into the offer");
        await page.keyboard.press("Escape");
        await untilInside(page, (id) => !tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".offer:popover-open"), "the offer closed", { args: [tweet.id] });
        await page.close();
      }));

      test("one item: 3; the page before the cart is not shown", () => withStore({}, async (world) => {
        const [tweet] = await saveAndSend(world, 1);
        await byHand(world);
        await inCart(world, 1);
        assert.equal(clicks, 3);
        assert.equal((await world.session.browser.pages()).some((page) => page.url().includes("handover.html")), false);
        // What Amazon's page calls it is its title from now on.
        assert.equal((await world.records())[`item:${keysOf(tweet)[0]}`].data.found.titled, "amazon");
      }));

      if (mainly("chromium").includes(browser)) test("five items: 11", () => withStore({}, async (world) => {
        await saveAndSend(world, 5);
        await byHand(world);
        await inCart(world, 5);
        assert.equal(clicks, 11);
      }));

      if (mainly("chromium").includes(browser)) test("five items, Hashcart pressing: from the popup 2 once they are saved; from X's page ours asks first", () => withStore({}, async (world) => {
        const desk = await world.desk();
        await desk.evaluate(() => chrome.storage.local.set({ handover: { v: 1, data: { press: true } } }));
        // A page of X's begins nothing in which nobody presses: a page of ours opens, and nothing has begun.
        await saveAndSend(world, 5);
        assert.equal(clicks, 6);
        await untilHere(() => desk.evaluate(async () => (await chrome.tabs.query({})).some((tab) => tab.url?.includes("/handover.html?store=amazon.com"))), "the page that asks");
        assert.deepEqual([await world.walk(), world.amazon.presses.length], [undefined, 0]);
        // From the popup: opening it is one, its filled button the other.
        const popup = await world.session.openExtensionPage("popup.html", "#cart-main:not(:empty)");
        await popup.bringToFront();
        assert.equal(await popup.evaluate(() => [...document.querySelectorAll("button, a[href], input, summary")].find((one) => one.checkVisibility()).id), "cart-main", "the first stop of the Tab key");
        const { x, y, width, height } = await (await popup.$("#cart-main")).boundingBox();
        clicks = 1;
        await click(popup, { x: x + width / 2, y: y + height / 2 });
        await inCart(world, 5);
        assert.equal(clicks, 2);
      }));

      test("the first time, with the permission: the page that asks opens, with one filled button", () => withStore({ permitted: false }, async (world) => {
        await saveAndSend(world, 1);
        assert.equal(clicks, 2);
        // Then: this page's button, the browser's own question, and Amazon's button: five.
        const page = await world.page("?store=amazon.com");
        await until(page, (label) => document.getElementById("send").textContent === label && !document.getElementById("why").hidden, "why it asks", { args: [text("handover_send", 1, "amazon.com")] });
        assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll(".primary")].filter((button) => button.checkVisibility()).map((button) => button.id)), ["send"]);
        assert.equal(await world.walk(), undefined);
      }));
    });
  }
});
