// `answers=shown`: a conversation of five hundred answers, and the pages around it, without any extension. What is read
// here is read off the page by the project's notes on X's; what it is held against is made from the posts themselves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bench } from "../replica/bench.mjs";
import { AUTHOR, examples, posts, REPLIES, TAGGED, truth } from "../replica/truth.mjs";
import { until } from "../support/until.mjs";

const [MAIN] = posts();
const WITH = "answers=shown&n=20";
const TAG = /^\/hashtag\/amazon(cart|basket)\?src=hashtag_click$/i;

/** What stays mounted above and below the screen: a step of screen and that still overlaps the one before. */
const MARGIN = 900;

/**
 * The cells of the timeline in the page from its top, by scrolling through it: to its end, or so many steps. With
 * `press` every button with more behind it is pressed when it comes into sight.
 */
const walk = (page, { steps = 1000, press = false } = {}) => page.evaluate((margin, most, presses) => {
  const isMore = (cell) => !cell.querySelector("article, h2") && cell.querySelector("button");
  const read = (cell) => {
    const article = cell.querySelector("article[data-testid=tweet]");
    if (!article) {
      const controls = cell.querySelectorAll("a, button, [role=button], [tabindex]");
      if (cell.textContent === "") return { kind: "spacer" };
      if (cell.querySelector("h2[role=heading] + div[dir]")) return { kind: "heading" };
      if (cell.querySelector("[data-testid=notification]")) return { kind: "note" };
      if (cell.querySelector("article")) return { kind: "gone" };
      return { kind: controls.length === 1 && controls[0].matches("button[role=button]") ? "more" : "other" };
    }
    const text = article.querySelector("[data-testid=tweetText]");
    const own = article.querySelector("a[href*='/status/']:has(time)") ?? article.querySelector("a[href$='/analytics']");
    const links = [...article.querySelectorAll("a[href^='/']")];
    const isBefore = (link) => /^\/\w+$/.test(link.getAttribute("href")) && !link.closest("[data-testid=User-Name], [data-testid=Tweet-User-Avatar]") && (!text || link.compareDocumentPosition(text) === Node.DOCUMENT_POSITION_FOLLOWING);
    const box = article.querySelector("[data-testid=Tweet-User-Avatar]").parentElement;
    return {
      kind: cell.querySelector("[data-testid=placementTracking]") ? "ad" : "post",
      id: own.pathname.split("/")[3],
      author: article.querySelector("[data-testid=User-Name] a").pathname.slice(1),
      line: box.childElementCount === 2,
      to: links.filter(isBefore).map((link) => link.pathname.slice(1)),
      tags: links.filter((link) => link.pathname.startsWith("/hashtag/") && !link.closest("div[role=link]")).map((link) => link.getAttribute("href")),
      lang: text?.lang ?? null,
      posted: article.querySelector("time")?.dateTime ?? null,
      row: article.querySelector("[role=group]").getAttribute("aria-label"),
    };
  };
  const seen = [];
  const ids = new Set();
  const places = () => [...document.querySelectorAll("main [data-testid=cellInnerDiv]")];
  for (let step = 0, top = 0; ; step += 1, top += innerHeight + margin) {
    window.__replica.scrollTo(top);
    for (let more; presses && (more = places().find(isMore));) {
      more.querySelector("button").click();
      // Drawn in this task.
      window.__replica.scrollTo(top);
    }
    const isEnd = step >= most || top > document.documentElement.scrollHeight;
    const cells = places().map(read);
    const known = cells.findLastIndex(({ id }) => ids.has(id));
    if (top > 0 && known < 0) throw new Error(`nothing at ${top} was seen before it`);
    // What has no id is known by the post after it: none is taken twice.
    const fresh = cells.slice(known + 1, isEnd ? undefined : cells.findLastIndex(({ id }) => id) + 1);
    seen.push(...fresh);
    for (const { id } of fresh) if (id) ids.add(id);
    if (isEnd) return seen;
  }
}, MARGIN, steps, press);

const isTagged = ({ tags }) => tags?.some((href) => TAG.test(href));
const idsOf = (list) => list.map(({ id }) => id).sort();
const tagged = (cells) => cells.filter(isTagged);

/** What each post of a conversation answers, by its place alone; null where that says nothing. */
function places(cells, focal) {
  const found = new Map();
  let next = null;
  for (const { kind, id, line } of cells) {
    if (kind === "heading") break;
    if (kind === "post") {
      if (id !== focal) found.set(id, next);
      next = id === focal ? focal : line ? id : null;
    } else if (kind === "spacer") next = focal;
    else if (kind !== "ad") next = null;
  }
  return found;
}

/** What X's page knows of these posts. */
const known = (page, ids) => page.evaluate((wanted) => {
  const root = document.querySelector("#react-root > :first-child");
  const props = root[Object.keys(root).find((key) => key.startsWith("__reactProps$"))];
  const { session, entities } = props.children.props.children.props.store.getState();
  return { viewer: entities.users.entities[session.user_id].screen_name, posts: wanted.map((id) => entities.tweets.entities[id] ?? null) };
}, ids);

const go = async (page, to) => {
  await page.evaluate((path) => window.__replica.goto(path), to);
  await until(page, () => document.querySelector("main article"), to);
};

/** What an answer in the page says of itself, in the words of `truth`. */
const said = ({ id, author, posted }) => ({ id, handle: author, posted });
const told = ({ id, handle, posted }) => ({ id, handle, posted });
const byId = (a, b) => (a.id < b.id ? -1 : 1);

/** All that `later` can say. */
const ALL = Object.keys(examples()).join();

/** As far as these cells go, the answers with a hashtag are those of `truth`, and hers who says so now. */
function same(cells, { counts, leftOut }) {
  const [shown, out] = [new Set(cells.map(({ id }) => id)), new Set(idsOf(leftOut))];
  const expected = counts.filter(({ id }) => shown.has(id));
  assert.ok(expected.length > 15);
  assert.deepEqual(tagged(cells).filter(({ id }) => !out.has(id)).map(said).sort(byId), expected.map(told).sort(byId));
}

test("the same seed makes the same answers, another one others, and there are as many as is said", () => {
  for (const seed of [1, 7]) {
    const { answers, counts } = truth("status", { seed });
    assert.deepEqual(truth("status", { seed }).answers, answers);
    assert.deepEqual([answers.length, counts.length, new Set(idsOf(answers)).size], [REPLIES, TAGGED, REPLIES]);
    assert.deepEqual([...new Set(answers.map(({ lang }) => lang))].filter(Boolean).sort(), ["ar", "de", "en", "es", "fr", "hi", "ja", "pt"]);
  }
  assert.notDeepEqual(idsOf(truth("status").answers), idsOf(truth("status", { seed: 7 }).answers));
  const { counts } = truth("status");
  const often = counts.map(({ user }) => counts.filter((one) => one.user === user).length);
  assert.equal(Math.max(...often), 3, "one person answers three times");
  assert.equal(counts.filter(({ thanked, posted }) => thanked > posted).length, 6, "the author thanks six");
});

bench("answers", (on, browser) => {
  test("a conversation of the viewer's own, and the pages around it", async (t) => {
    await on(`${MAIN.path}?${WITH}&viewer=author`, async (page) => {
      const { answers, counts, leftOut, alike } = truth("status");
      const step = (name, check) => t.test(name, check);
      await until(page, () => document.querySelectorAll("main article").length > 3, "the conversation");
      let cells;

      await step("the post: its numbers in the row without zeros, what the viewer did between them, the composer in its cell", async () => {
        assert.deepEqual(await page.evaluate(() => {
          const article = document.querySelector("main article[tabindex='-1']");
          const labels = ["reply", "retweet", "unlike", "bookmark"].map((id) => article.querySelector(`[data-testid=${id}]`).getAttribute("aria-label"));
          const composer = article.closest("[data-testid=cellInnerDiv]").querySelector("[data-testid=inline_reply_offscreen]");
          return [article.querySelector("[role=group]").getAttribute("aria-label"), ...labels, article.querySelector("a[href$='/analytics']")?.getAttribute("aria-label"), article.querySelector("[data-testid='card.wrapper'] a").getAttribute("aria-label"), composer.querySelector("button.replying").textContent, document.querySelector("[data-testid=AppTabBar_Profile_Link]").pathname];
        }), [`${MAIN.counts.replies} replies, 38 reposts, 812 likes, Liked, 48213 views`, `${MAIN.counts.replies} Replies. Reply`, "38 reposts. Repost", "812 Likes. Liked", "0 Bookmarks. Bookmark", "48213 views. View post analytics", "amazon.com The Salt Ledger, a novel", `Replying to @${AUTHOR}`, `/${AUTHOR}`]);
      });

      await step("its place says what an answer answers, and only its place: an empty cell ends each thread, a line leads on, a button or a gap hides it", async () => {
        cells = await walk(page, { steps: 10 });
        const found = places(cells, MAIN.id);
        for (const { id, post, placed } of answers.filter(({ id: one }) => found.has(one))) assert.deepEqual([id, found.get(id)], [id, placed ? post : null]);
        assert.deepEqual(cells.filter(({ to }) => to?.length > 0), [], "no line says it, neither right below the post nor further down");
        same(cells, truth("status"));
        const kinds = Object.fromEntries(["more", "gone", "ad", "other"].map((kind) => [kind, cells.filter((cell) => cell.kind === kind).length]));
        assert.deepEqual(kinds, { more: 2, gone: 3, ad: 1, other: 0 });
        const spacers = [...cells.keys()].filter((at) => cells[at].kind === "spacer");
        assert.ok(spacers.length > 100 && spacers.every((at) => cells[at - 1].kind === "post"), "each ends a thread");
      });

      await step("at its end a button, and the heading of what is none of it", async () => {
        assert.equal(await until(page, () => {
          window.__replica.scrollTo(document.documentElement.scrollHeight);
          const heading = document.querySelector("main h2[role=heading] + div[dir]")?.closest("[data-testid=cellInnerDiv]");
          return heading?.previousElementSibling?.querySelector("button[role=button]")?.textContent;
        }, "the end of the conversation"), "Show more replies");
      });

      await step("what is behind a button is not known to the page either; what is shown is, with what it answers", async () => {
        const { viewer, posts: entities } = await known(page, idsOf(counts));
        assert.equal(viewer, AUTHOR);
        for (const [i, one] of [...counts].sort(byId).entries()) {
          const entity = entities[i];
          // The page has asked X for what stands in the list, be it scrolled away.
          assert.equal(entity === null, one.behind !== null, `${one.id} behind ${one.behind}`);
          if (entity === null) continue;
          assert.deepEqual([entity.user, entity.in_reply_to_status_id_str, entity.in_reply_to_screen_name, entity.conversation_id_str, new Date(entity.created_at).toISOString()], [one.user, one.post, one.to, one.root, one.posted]);
          assert.match(entity.full_text, new RegExp(`^@${one.to} .*#amazon(cart|basket)|＃AmazonCart`, "is"));
        }
      });

      await step("an answer scrolled away comes back as a new node", async () => {
        await page.evaluate(() => {
          window.__replica.scrollTo(0);
          window.before = document.querySelectorAll("main article")[1];
          window.__replica.scrollTo(6000);
        });
        await until(page, () => !window.before.isConnected, "the first answer unmounted");
        await page.evaluate(() => window.__replica.scrollTo(0));
        await until(page, () => document.querySelectorAll("main article")[1]?.querySelector("time").dateTime === window.before.querySelector("time").dateTime, "it again");
        assert.equal(await page.evaluate(() => document.querySelectorAll("main article")[1] === window.before), false);
      });

      await step("with every button pressed all are there, and all that is none", async () => {
        cells = await walk(page, { press: true });
        const found = places(cells, MAIN.id);
        const shown = cells.slice(0, cells.findIndex(({ kind }) => kind === "heading")).filter(({ kind, author }) => kind === "post" && author !== AUTHOR);
        const out = new Set(idsOf(leftOut));
        assert.deepEqual(shown.filter(({ id }) => !out.has(id)).map(said).sort(byId), answers.map(told).sort(byId));
        assert.deepEqual([answers.length, counts.length, cells.filter(({ kind }) => kind === "more").length], [REPLIES, TAGGED, 0]);
        assert.deepEqual(idsOf(tagged(cells)), idsOf([...counts, ...leftOut]));
        assert.deepEqual(leftOut.map(({ why }) => why).sort(), ["elsewhere", "elsewhere", "elsewhere", "own", "own", "promoted"]);
        assert.equal(alike.length, 4);
        for (const { id, post } of answers) assert.ok(found.get(id) === post || cells[cells.findIndex((cell) => cell.id === id) - 1].kind === "gone");
        const at = cells.findIndex(({ kind }) => kind === "heading");
        assert.deepEqual(idsOf(tagged(cells.slice(at))), idsOf(leftOut.filter(({ why }) => why === "elsewhere")));
        for (const { id } of alike) assert.ok(found.has(id) && !isTagged(cells.find((cell) => cell.id === id)));
      });

      await step("notifications: the answers as ordinary posts that say whom they answer, between cells that are none", async () => {
        await go(page, "/notifications/mentions");
        const mentions = truth("mentions");
        cells = await walk(page, { steps: 8 });
        const shown = cells.filter(({ kind }) => kind === "post");
        const all = [...mentions.answers, ...mentions.leftOut].sort(byId).reverse();
        assert.deepEqual(shown.map(({ id }) => id), all.slice(0, shown.length).map(({ id }) => id), "newest first");
        const is = new Map(all.map((one) => [one.id, one]));
        for (const { id, to, tags } of shown.filter((one) => is.get(one.id).post)) {
          assert.deepEqual([id, to[0], to.includes(AUTHOR), isTagged({ tags })], [id, is.get(id).to, true, Object.values(is.get(id).tags).some(Boolean)]);
        }
        assert.deepEqual([shown.length > 80, tagged(shown).length > 10, cells.filter(({ kind }) => kind === "note").length >= 10, new Set(cells.map(({ kind }) => kind)).size], [true, true, true, 2]);
        assert.deepEqual(mentions.leftOut.map(({ why }) => why).sort(), ["no_reply", "own", "quote"]);
      });

      await step("search: what was asked for, newest first, each with whom it answers", async () => {
        for (const q of [`#AmazonCart to:${AUTHOR}`, `conversation_id:${posts().find(({ key }) => key === "second").id} (#AmazonCart OR #AmazonBasket)`, `#AmazonBasket since:2026-11-20 -from:${AUTHOR}`]) {
          await go(page, `/search?q=${encodeURIComponent(q)}&src=typed_query&f=live`);
          const result = truth("search", { q });
          cells = await walk(page);
          assert.deepEqual(idsOf(cells), idsOf([...result.answers, ...result.leftOut]), q);
          for (const { id, to } of result.counts) assert.equal(cells.find((cell) => cell.id === id).to[0], to);
        }
      });

      await step("the author's own posts, and each with its own answers", async () => {
        await go(page, `/${AUTHOR}`);
        assert.deepEqual((await walk(page)).map(({ id }) => id), posts().map(({ id }) => id));
        for (const { key, id, path, answers: all, tagged: some } of posts().filter((post) => post.key !== "main")) {
          await go(page, path);
          cells = await walk(page);
          const below = cells.slice(1, cells.findIndex(({ kind }) => kind === "heading")).filter(({ kind }) => kind === "post");
          assert.deepEqual([key, below.length, tagged(below).length], [key, all, some]);
          assert.ok(below.every((one) => places(cells, id).get(one.id) === id));
        }
        assert.deepEqual(posts().map(({ tagged: some }) => some), [100, 0, 0, 9, 3, 0]);
      });

      await step("an answer's own page: what it answers above it, with a line", async () => {
        const nested = counts.find(({ direct, placed, behind, to }) => !direct && placed && behind === null && to !== AUTHOR);
        const above = (id) => [...(id === MAIN.id ? [] : above(answers.find((one) => one.id === id).post)), id];
        const chain = above(nested.id);
        await go(page, `/${nested.handle}/status/${nested.id}`);
        cells = await walk(page);
        assert.ok(chain.length > 2);
        assert.deepEqual(cells.slice(0, chain.length).map(({ id, line }) => [id, line]), chain.map((id) => [id, id !== nested.id]));
      });

      await step("answers change while they are shown: other words, another id, another name; deleted, protected", async () => {
        await go(page, MAIN.path);
        const who = examples();
        const later = Object.keys(who).filter((name) => name !== "reworded").join();
        const reissued = await page.evaluate((of) => {
          const { edit, reissue, remove, rename, protect } = window.__replica;
          edit(of.untagged.id, "Changed my mind, sorry.");
          remove(of.deleted.id);
          rename(of.renamed.handle, "once_more_reads");
          protect(of.protected.handle);
          return reissue(of.reissued.id, "Make it three, please #AmazonCart");
        }, who);
        const then = truth("status", { later });
        cells = await walk(page, { steps: 8 });
        same(cells, then);
        assert.equal(then.counts.length, TAGGED - 3);
        assert.ok(cells.some(({ id }) => id === reissued) && !cells.some(({ id }) => [who.reissued.id, who.deleted.id, who.protected.id].includes(id)));
        assert.equal(cells.find(({ id }) => id === MAIN.id).row.split(" ")[0], String(MAIN.counts.replies - 1));
        assert.ok(cells.some(({ author }) => author === "once_more_reads") && !cells.some(({ author }) => [who.renamed.handle, who.protected.handle].includes(author)));
      });
    });
  });

  test("somebody else's post has no way to its statistics; its views are what is left of the row", async () => {
    // The digits of whole numbers in three scripts, as a row has them.
    const numbers = (text) => (text.match(/[\d٠-٩۰-۹]+/gu) ?? []).map((digits) => Number([...digits].map((sign) => "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹".indexOf(sign) % 10).join("")));
    for (const labels of browser === "chromium" ? ["page", "ja", "ar", "fa"] : ["page"]) {
      await on(`${MAIN.path}?${WITH}&labels=${labels}`, async (page) => {
        await until(page, () => document.querySelector("main article[tabindex='-1']"), "the post");
        const [row, analytics, ...four] = await page.evaluate(() => {
          const article = document.querySelector("main article[tabindex='-1']");
          const of = (id) => article.querySelector(`[data-testid=${id}]`).getAttribute("aria-label");
          return [article.querySelector("[role=group]").getAttribute("aria-label"), article.querySelector("a[href$='/analytics']"), of("reply"), of("retweet"), of("unlike"), of("bookmark")];
        });
        assert.deepEqual([analytics, four.map((label) => numbers(label)[0]), numbers(row)], [null, [MAIN.counts.replies, 38, 812, 0], [MAIN.counts.replies, 38, 812, 48_213]]);
        assert.equal(/\d/.test(row), labels === "page" || labels === "ja");
      });
    }
  });

  test("later=: the same before the page is there; discover=late: the heading comes after what is below it", async () => {
    await on(`${MAIN.path}?${WITH}&later=${ALL}&discover=late`, async (page) => {
      await until(page, () => document.querySelector("main article"), "the conversation");
      await until(page, () => {
        window.__replica.scrollTo(document.documentElement.scrollHeight);
        return document.querySelector("main h2[role=heading] + div[dir]");
      }, "the late heading");
      same(await walk(page, { steps: 8 }), truth("status", { later: ALL }));
    });
  });

  test("viewer=out: the post and one answer", async () => {
    await on(`${MAIN.path}?${WITH}&viewer=out`, async (page) => {
      await until(page, () => document.querySelector("main article"), "the post");
      assert.equal((await walk(page)).length, 2);
    });
  });

  test("without answers=shown there is none of it", async () => {
    await on(`${MAIN.path}?n=20`, async (page) => {
      await until(page, () => document.querySelector(".nothing"), "a page that does not exist");
      await go(page, "/home");
      assert.equal(await page.evaluate(() => window.__replica.tweets.filter(({ world }) => world).length), 0);
    });
  });
}, ["chromium"]);
