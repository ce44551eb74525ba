// Insights in X's page: what the user has in sight is noted, once, with what it answers; and on their own posts it is said.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AUTHOR, posts, truth } from "../replica/truth.mjs";
import { archive, emptied, sightings } from "../support/archive.mjs";
import { BROWSERS, hostOf, mainly, press, SETTINGS, sharing, shows, text, until, untilHere, untilInside, whole } from "../support/hashcart.mjs";

const [MAIN] = posts();
const ON = { v: 1, data: { on: true, own: [AUTHOR], days: 0 } };
const WITH = "answers=shown&n=20&viewer=author";

/** The ids of what stands in the page with one of the hashtags, as a link of its own text. */
const tagged = (page) => page.evaluate(() => {
  const articles = [...document.querySelectorAll("main article[data-testid=tweet]")];
  const is = (article) => [...article.querySelectorAll("[data-testid=tweetText] a[href^='/hashtag/' i]")].some((link) => !link.closest("div[role=link]") && /^\/hashtag\/amazon(cart|basket)\?/i.test(link.getAttribute("href")));
  return articles.filter(is).map((article) => article.querySelector("a[href*='/status/']:has(time)")?.pathname.split("/")[3]);
});

/** Scrolls through the page, and goes on when what has to be noted of what stands there is noted. */
async function walk(world, page, counts, { up = false } = {}) {
  const wanted = new Set(counts.map(({ id }) => id));
  const heights = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
  const [whole, step] = heights;
  const tops = Array.from({ length: Math.ceil(whole / step) + 1 }, (_, nth) => nth * step);
  for (const top of up ? tops.reverse() : tops) {
    await page.evaluate((to) => window.__replica.scrollTo(to), top);
    const here = (await tagged(page)).filter((id) => wanted.has(id));
    await untilHere(async () => {
      const there = await sightings(world);
      return here.every((id) => there[id]);
    }, `${here} noted, at ${top}`);
  }
}

const ids = (list) => list.map(({ id }) => id).sort();

describe("insights", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const anew = sharing(browser, { page: { knows: "nothing" } });
      const fresh = (insights, use) => anew(SETTINGS, async (world) => {
        await emptied(world);
        if (insights) await world.write({ insights });
        const open = async (path) => {
          const page = await world.x(path);
          await page.setViewport({ width: 1280, height: 2400 });
          await until(page, () => innerHeight === 2400, "the window");
          return page;
        };
        await use(world, open);
      });

      test("off, nothing is noted; switched on, what stands there already is", () => fresh(null, async (world, open) => {
        const page = await open(`${MAIN.path}?${WITH}`);
        await until(page, () => document.querySelectorAll("main article").length > 3, "the conversation");
        const before = Date.now();
        await world.write({ insights: ON });
        const { counts } = truth("status");
        const here = (await tagged(page)).filter((id) => ids(counts).includes(id));
        assert.ok(here.length > 0);
        await untilHere(async () => here.every(((there) => (id) => there[id])(await sightings(world))), "what stood there");
        // What is noted says when it was first seen: had it been noted before, it would say that.
        assert.deepEqual(Object.values(await archive(world)).filter(({ first }) => first < before), []);
      }));

      if (mainly("chromium").includes(browser)) test("a conversation, scrolled through downwards and upwards: each answer once, with what it answers by its place, and nothing else", () => fresh(ON, async (world, open) => {
        const page = await open(`${MAIN.path}?${WITH}`);
        const { answers, counts, leftOut, alike } = truth("status");
        const shown = counts.filter(({ behind, to }) => behind === null && to === AUTHOR);
        await walk(world, page, shown);
        const once = await sightings(world);
        await walk(world, page, shown, { up: true });
        const there = await sightings(world);
        assert.deepEqual(Object.keys(there).sort(), Object.keys(once).sort());
        for (const { id, handle, post, placed, tags, lang, posted } of shown) {
          const { parent } = there[id] ?? assert.fail(`${id} by ${handle} is not there`);
          assert.deepEqual(placed ? parent : parent.by, placed ? { by: "place", post } : "conversation", id);
          assert.equal(there[id].handle, handle);
          assert.deepEqual({ cart: false, basket: false, ...there[id].tags }, tags, id);
          assert.equal(there[id].lang ?? null, lang, id);
          assert.equal(there[id].posted, Date.parse(posted), id);
        }
        // The author's own answers are thanks, where they stand right below.
        const thanked = shown.filter(({ id, thanked: at }) => at && there[id].thanked);
        assert.ok(thanked.length > 0);
        for (const { id, thanked: at } of thanked) assert.ok(Math.abs(there[id].thanked - Date.parse(at)) < 1000, `${id} thanked`);
        for (const { id, thanked: at } of shown) assert.ok(at || !there[id].thanked, `${id} was thanked by nobody`);
        // Whose parent does not stand in the page may answer anybody in the conversation, and is counted under no post.
        for (const { id, why } of [...leftOut, ...alike]) assert.equal(there[id]?.parent.by ?? "conversation", "conversation", `${why} ${id}`);
        for (const { id, why } of leftOut.filter((one) => one.why !== "own")) assert.equal(there[id], undefined, why);
        const post = (await archive(world))[`post:${MAIN.id}`];
        assert.equal(post.author.handle, AUTHOR);
        const { replies, reposts, likes, views } = post.numbers;
        assert.deepEqual([replies, reposts, likes, views].map(({ last }) => last.value), [MAIN.counts.replies, MAIN.counts.reposts, MAIN.counts.likes, MAIN.counts.views]);
        assert.ok(answers.length > 0 && post.seen.split(".").length >= shown.filter(({ placed }) => placed).length);
        assert.deepEqual(world.replica.state.attempts, []);
      }));

      if (mainly("chromium").includes(browser)) test("the numbers of a post in other languages and digits are the same numbers", () => fresh(ON, async (world, open) => {
        for (const labels of ["ja", "ar", "fa"]) {
          await emptied(world);
          const page = await open(`${MAIN.path}?${WITH}&labels=${labels}&knows=store`);
          // What its card links is told by X's own store, once a button asks.
          const post = await untilHere(async () => (await archive(world))[`post:${MAIN.id}`]?.titles && (await archive(world))[`post:${MAIN.id}`], `the post with its title in ${labels}`);
          const { replies, reposts, likes, views } = post.numbers;
          assert.deepEqual([replies, reposts, likes, views].map((one) => one?.last.value), [MAIN.counts.replies, MAIN.counts.reposts, MAIN.counts.likes, MAIN.counts.views], labels);
          assert.deepEqual(post.titles.map(([, title]) => title), ["The Salt Ledger, a novel"]);
          await page.close();
        }
      }));

      test("somebody else's conversation leaves nothing, and switched off in an open page nothing more is noted", () => fresh({ v: 1, data: { on: true, own: ["somebody_else"], days: 0 } }, async (world, open) => {
        const page = await open(`${MAIN.path}?${WITH}`);
        await until(page, () => document.querySelectorAll("main article").length > 3, "the conversation");
        const noted = () => untilHere(async () => Object.keys(await sightings(world)).length > 0, "the user's own");
        const early = async (than) => Object.values(await archive(world)).filter(({ first }) => first < than);
        const chosen = Date.now();
        await world.write({ insights: ON });
        await noted();
        assert.deepEqual(await early(chosen), [], "of somebody else's conversation");
        await world.write({ insights: { v: 1, data: { on: false, own: [AUTHOR], days: 0 } } });
        await emptied(world);
        await page.evaluate(() => window.__replica.scrollTo(4000));
        await page.evaluate(() => window.__replica.scrollTo(0));
        const again = Date.now();
        await world.write({ insights: ON });
        await noted();
        assert.deepEqual(await early(again), [], "switched off in an open page");
      }));

      if (mainly("chromium").includes(browser)) test("the mentions page and the search know whom an answer is to, and the page's own data knows which post", () => fresh(ON, async (world, open) => {
        const paths = { mentions: "/notifications/mentions", search: "/search" };
        const some = [["mentions", "nothing"], ["search", "store"]];
        for (const [name, knows] of whole([...some, ["mentions", "store"], ["search", "nothing"]], some)) {
          await emptied(world);
          const q = "#AmazonCart";
          const { counts } = truth(name, { q });
          const own = counts.filter(({ to }) => to === AUTHOR);
          const page = await open(`${paths[name]}?${name === "search" ? `q=${encodeURIComponent(q)}&f=live&` : ""}${WITH}&knows=${knows}`);
          await walk(world, page, own);
          const wanted = (id) => own.find((one) => one.id === id);
          const right = ({ id, parent }) => (knows === "store" ? parent.by === "page" && parent.post === wanted(id).post : parent.by === "handle");
          let wrong;
          await untilHere(async () => {
            const there = Object.values(await sightings(world)).filter(({ id }) => wanted(id));
            wrong = there.filter((one) => !right(one));
            return there.length > 0 && wrong.length === 0;
          }, `${name}, where the page's data knows ${knows}`).catch((error) => assert.deepEqual(wrong, [], error.message));
          const strangers = Object.values(await sightings(world)).filter(({ id }) => !wanted(id));
          assert.deepEqual(strangers.map(({ id }) => counts.find((one) => one.id === id)?.to ?? id), [], "answers to others");
          await page.close();
        }
      }));

      if (mainly("chromium").includes(browser)) test("on the user's own post the button says how many, and who and when at a press; with Alt it adds as elsewhere", () => fresh(ON, async (world, open) => {
        const page = await open(`${MAIN.path}?${WITH}`);
        const { counts } = truth("status");
        await walk(world, page, counts.filter(({ behind, to }) => behind === null && to === AUTHOR));
        await page.evaluate(() => window.__replica.scrollTo(0));
        const placed = counts.filter(({ behind, post, placed: is }) => behind === null && is && post === MAIN.id);
        const people = new Set(placed.map(({ handle }) => handle)).size;
        const tweet = { id: MAIN.id, kind: "own post" };
        await hostOf(page, tweet);
        await shows(page, tweet, { label: text("answered_count", people) });
        await press(page, tweet);
        const lines = await untilInside(page, (host) => {
          const sheet = tree(document.querySelector(host))?.querySelector(".sheet:popover-open");
          return sheet && [...sheet.querySelectorAll("a.item")].map((line) => [line.querySelector(".name").textContent, line.getAttribute("href")]);
        }, "who answered", { args: [`[data-hashcart^="${MAIN.id}:"]`] });
        assert.equal(lines.length, 5);
        const last = placed.toSorted((a, b) => (a.posted < b.posted ? 1 : -1))[0];
        assert.ok(lines.some(([name]) => name === `@${last.handle}`), JSON.stringify(lines));
        const items = async () => Object.keys(await world.records()).filter((key) => key.startsWith("item:"));
        assert.deepEqual(await items(), [], "nothing was added");
        await page.keyboard.press("Escape");
        await page.keyboard.down("Alt");
        await press(page, tweet);
        await page.keyboard.up("Alt");
        // With Alt it is a press as on any post: saved, and asked how far this one goes.
        await shows(page, tweet, { choices: ["post", "review", "private"].map((mode) => text(`mode_${mode}`)) });
        assert.equal((await items()).length, 1);
      }));
    });
  }
});
