// Where buttons stand, that they come with their tweet and move nothing, and how they look.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, contrast, hostOf, inside, keysOf, mainly, markOf, middle, press, reach, SETTINGS, sharing, shows, text, until, untilInside, within } from "../support/hashcart.mjs";
import { closeOver, openReply } from "../support/steps.mjs";

/** What every tweet on the page must carry, by its id. */
const expected = (world) => Object.fromEntries(world.replica.tweets().map((tweet) => [tweet.id, markOf(tweet)]));

/**
 * Installs `audit(marks)` in the page: tweets whose hosts are not exactly the one they should have, and the ids of
 * all tweets on the page. A tweet without a name, or a copy without a bar, must have none.
 */
const arm = (page) => page.evaluate(() => {
  window.nameOf = (article) => {
    const links = [...article.querySelectorAll("a[href*='/status/']")].filter((a) => a.querySelector("time") || a.closest("[role=group]"));
    return article.querySelector("[role=group]") && links.length > 0 ? /\/status\/(\d+)/.exec(links[0].getAttribute("href"))[1] : null;
  };
  window.audit = (marks) => {
    const articles = [...document.querySelectorAll("article")];
    const wrong = articles.flatMap((article) => {
      const id = nameOf(article);
      const is = [...article.querySelectorAll("[data-hashcart]")].map((host) => `${host.dataset.hashcart}${host.parentElement === [...article.querySelectorAll("[role=group]")].at(-1) ? "" : " (not in the last bar)"}`);
      const should = marks[id] ? [marks[id]] : [];
      return JSON.stringify(is) === JSON.stringify(should) ? [] : [{ id, is, should }];
    });
    const stray = [...document.querySelectorAll("[data-hashcart]")].filter((host) => !host.closest("article")).length;
    return { wrong, stray, ids: articles.map(nameOf), on: document.querySelectorAll("[data-hashcart]").length };
  };
});

/** Looks at the page now; says what is wrong. Returns what was seen. */
async function audit(page, marks, after) {
  const seen = await page.evaluate((wanted) => window.audit(wanted), marks);
  assert.deepEqual([seen.wrong, seen.stray], [[], 0], after);
  return seen;
}

/** Runs something in the page and looks at once, in the same task: nothing was painted in between. */
async function auditAfter(page, marks, fn, args, after) {
  const seen = await page.evaluate(`(async () => { const result = (${fn})(...${JSON.stringify(args)}); await null; return { ...window.audit(${JSON.stringify(marks)}), result }; })()`);
  assert.deepEqual([seen.wrong, seen.stray], [[], 0], after);
  return seen;
}

const pathOf = (tweet) => `/${tweet.user.handle}/status/${tweet.id}`;
const shown = (page, id) => until(page, (wanted) => [...document.querySelectorAll("main article")].some((a) => window.nameOf(a) === wanted), `tweet ${id}`, { args: [id] });

describe("buttons", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      describe("a strict policy", () => {
        const anew = sharing(browser, { csp: "strict" });

        test("the whole timeline, down and up again: one exact mark where the text spells a product, none elsewhere", () => anew(SETTINGS, async (world) => {
          const page = await world.x();
          await hostOf(page, world.tweet("dp"));
          await arm(page);
          const marks = expected(world);
          // Drawn without waiting for frames: four times in 2026-11 Chromium gave none to a visible page for 20 s and more,
          // and what must be there when the list is drawn must be there before any frame.
          const { wrong, ids } = await page.evaluate(async (wanted) => {
            const all = new Set();
            const faults = [];
            for (const way of [1, -1]) {
              for (let last = -1; last !== scrollY;) {
                last = scrollY;
                window.__replica.scrollTo(last + way * 600);
                // The task's own end, where what changed in the page is told.
                await null;
                const seen = window.audit(wanted);
                faults.push(...seen.wrong, ...(seen.stray ? [`${seen.stray} outside of tweets at ${scrollY}`] : []));
                for (const id of seen.ids) all.add(id);
              }
            }
            return { wrong: faults, ids: [...all] };
          }, marks);
          assert.deepEqual(wrong, []);
          const named = world.replica.tweets().filter((tweet) => !tweet.noId).map((tweet) => tweet.id);
          assert.deepEqual(named.filter((id) => !ids.includes(id)), [], "every tweet was on the page once");
          assert.ok(Object.values(marks).filter(Boolean).length > 20 && Object.values(marks).some((mark) => mark.includes(" ")));
        }));

        test("nothing moves: heights with and without a button, and places through every state", () => anew(SETTINGS, async (world) => {
          const places = (page, tweet) => page.evaluate((id) => {
            const bar = document.querySelector(`[data-hashcart^="${id}:"]`).parentElement;
            const rest = ({ x, width, height }) => [x, width, height].map((n) => Math.round(n * 100) / 100);
            return [...bar.children, bar].map((child) => rest(child.getBoundingClientRect()));
          }, tweet.id);
          const page = await world.x("/home");
          const [dp, ref] = [world.tweet("dp"), world.tweet("dp-ref")];
          await reach(page, ref);
          const heights = await page.evaluate(() => [...document.querySelectorAll("[data-hashcart]")].map((host) => {
            const measure = () => [host.parentElement, host.closest("[data-testid=cellInnerDiv]")].map((node) => node.getBoundingClientRect().height);
            const withButton = measure();
            host.style.setProperty("display", "none", "important");
            const without = measure();
            host.style.removeProperty("display");
            return [withButton, without];
          }));
          assert.ok(heights.length > 1);
          for (const [withButton, without] of heights) assert.deepEqual(withButton, without);

          // Saved, replied, refused in each tone, at once and with the default time to think.
          const two = world.tweet("two-products");
          for (const [settings, path, tweet, tone] of [
            [SETTINGS, "/home", dp, "done"],
            [{ reply: "post" }, "/home", world.tweet("slug-dp"), "done"],
            [SETTINGS, "/home?reply=error", ref, "unsure"],
            [SETTINGS, "/home?ending=closed", world.tweet("gp-product"), "failed"],
            [SETTINGS, "/home?reply=restricted", world.tweet("same-twice"), "noted"],
            [{ ...SETTINGS, reply: "private" }, "/home", two, "idle"],
          ]) {
            await world.write({ settings: { v: 1, data: settings } });
            const other = await world.x(path);
            await reach(other, tweet);
            const idle = await places(other, tweet);
            const release = world.replica.hold();
            await press(other, tweet);
            if (tweet === two) {
              await press(other, tweet, "mouse", ".item:not(.all)");
              await shows(other, tweet, { tone, label: text("button_partly", 1, 2) });
            } else if (tone !== "noted") {
              if (settings.undo_seconds === undefined) {
                for (const seconds of [5, 4, 1]) {
                  await shows(other, tweet, { tone: "busy", undo: true, label: text("button_pending", seconds) });
                  assert.deepEqual(await places(other, tweet), idle, `Undo, ${seconds} seconds left`);
                }
              }
              await shows(other, tweet, { tone: "busy", label: text("button_replying") });
              assert.deepEqual(await places(other, tweet), idle, "busy");
            }
            release();
            await shows(other, tweet, { tone });
            await closeOver(other);
            assert.deepEqual((await places(other, tweet)), idle, tone);
            await other.close();
          }
        }));
      });

      describe("a policy that lets WebAssembly run", () => {
        const anew = sharing(browser, { csp: "wasm" });

        test("remounted, recycled, counted anew, and on every kind of page", () => anew(SETTINGS, async (world) => {
          const page = await world.x();
          const tweets = world.replica.tweets();
          const [dp, two, article, edited, cardOnly] = ["dp", "slug-dp", "article", "edited", "card-only"].map((kind) => world.tweet(kind));
          const plain = tweets[0];
          await hostOf(page, dp);
          await arm(page);
          const marks = expected(world);
          await audit(page, marks, "at first");
          const cell = (slot, id, after) => auditAfter(page, marks, (a, b) => {
            window.__replica.recycle(a, b);
            return document.querySelectorAll(`a[href$="/status/${b}"] time`).length;
          }, [slot.id, id], after);
          await auditAfter(page, marks, () => window.__replica.rerender("dark"), [], "rerender");
          assert.equal((await cell(dp, two.id, "product to product")).result, 2);
          await cell(dp, plain.id, "product to plain");
          await cell(dp, dp.id, "plain to product");
          await cell(plain, cardOnly.id, "plain to card only");
          await cell(plain, world.tweet("two-products").id, "card only to two products");
          assert.ok((await cell(plain, plain.id, "and back")).on > 0);
          await auditAfter(page, marks, (id) => window.__replica.replaceBar(id), [dp.id], "replaceBar");
          const main = (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".main");
          await inside(page, `(id) => { (${main})(id).dataset.before = "there"; }`, dp.id);
          const same = await auditAfter(page, marks, (id) => {
            const host = document.querySelector(`[data-hashcart^="${id}:"]`);
            window.__replica.recount(id, { replies: 12345, likes: 1, views: 9_876_543 });
            return document.querySelector(`[data-hashcart^="${id}:"]`) === host;
          }, [dp.id], "recount");
          assert.equal(await inside(page, `(id) => (${main})(id).dataset.before`, dp.id), "there", "a new count leaves what is in it alone");
          assert.equal(same.result, true, "a new count leaves the button alone");

          for (const tweet of [dp, edited, article, world.tweet("two-products")]) {
            await auditAfter(page, marks, (to) => window.__replica.goto(to), [pathOf(tweet)], `the page of ${tweet.kind}`);
            await shown(page, tweet.id);
            await audit(page, marks, `the page of ${tweet.kind}, drawn`);
            await page.evaluate(() => history.back());
            await until(page, () => location.pathname === "/home", "home again");
            await shown(page, dp.id);
            await audit(page, marks, "home again");
          }
          // An Article's own page has a second bar, at its top.
          await auditAfter(page, marks, (to) => window.__replica.goto(to), [pathOf(edited)], "a focal tweet");
          await auditAfter(page, marks, () => {
            const focal = document.querySelector("main article[tabindex='-1']");
            const bar = focal.querySelector("[role=group]").cloneNode(true);
            focal.querySelector("[data-testid=tweetText]").before(bar);
          }, [], "a second bar with a copy of our host in it");

          for (const to of ["/search?q=amazon", `/${dp.user.handle}`, `${pathOf(dp)}/photo/1`]) {
            await auditAfter(page, marks, (path) => window.__replica.goto(path), [to], to);
            await until(page, () => document.querySelector("[data-hashcart]"), `a button on ${to}`);
            assert.ok((await audit(page, marks, to)).on > 0);
          }
          await page.evaluate(() => window.__replica.goto("/home"));
          await shown(page, dp.id);
          await openReply(page, dp.id);
          assert.equal(await page.$("[role=dialog] [data-hashcart]"), null, "the copy in the reply dialog");
          await audit(page, marks, "with the dialog open");
        }));

        test("a button is there in the task that adds its tweet, before anything is painted", () => anew(SETTINGS, async (world) => {
          const page = await world.session.page();
          await page.evaluateOnNewDocument(() => {
            window.arrivals = [];
            new MutationObserver((records) => {
              const added = records.flatMap((record) => [...record.addedNodes]).filter((node) => node.nodeType === 1);
              const articles = added.flatMap((node) => (node.matches("article") ? [node] : [...node.querySelectorAll("article")]));
              const note = (when) => articles.forEach((article) => {
                const id = /\/status\/(\d+)/.exec(article.querySelector("a[href*='/status/']:has(time), [role=group] a[href$='/analytics']")?.getAttribute("href"))?.[1];
                if (id && article.isConnected) window.arrivals.push([when, id, article.querySelector("[data-hashcart]")?.dataset.hashcart ?? ""]);
              });
              // All observers' turn is over when this runs, and the task is not.
              queueMicrotask(() => note("task"));
              requestAnimationFrame(() => note("frame"));
            }).observe(document, { childList: true, subtree: true });
          });
          await page.goto("https://x.com/home");
          const marks = expected(world);
          // In Chrome the program is there some 40 ms after the page began, which may be after the replica's first posts.
          if (browser === "chromium") {
            await hostOf(page, world.tweet("dp"));
            await page.evaluate(() => { window.arrivals = []; window.__replica.rerender("light"); });
          }
          await reach(page, world.tweet("two-products"));
          await page.evaluate(() => { window.__replica.rerender("dark"); scrollTo(0, 0); });
          await reach(page, world.tweet("japanese"));
          await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
          const arrivals = await page.evaluate(() => window.arrivals);
          assert.deepEqual(arrivals.filter(([, id, mark]) => mark !== marks[id]), []);
          for (const when of ["task", "frame"]) assert.ok(arrivals.filter(([at, , mark]) => at === when && mark).length >= 10, `${when}: tweets with products came`);
        }));

        test("the label stands by its icon, at the start, in every state", () => anew({ ...SETTINGS, reply: "private" }, async (world) => {
          for (const dir of ["ltr", "rtl"]) {
            const page = await world.x(`/home?dir=${dir}`);
            const dp = world.tweet("dp");
            const gap = () => inside(page, (id, rtl) => {
              const root = tree(document.querySelector(`[data-hashcart^="${id}:"]`));
              const [icon, label, face] = [".icon", ".label", ".face"].map((part) => root.querySelector(part).getBoundingClientRect());
              return (rtl ? [icon.left - label.right, face.right - icon.right] : [label.left - icon.right, icon.left - face.left]).map(Math.round);
            }, dp.id, dir === "rtl");
            await hostOf(page, dp);
            assert.deepEqual(await gap(), [6, 0]);
            await press(page, dp);
            await shows(page, dp, { tone: "done", label: text("button_added") });
            assert.deepEqual(await gap(), [6, 0]);
            await world.clear();
            await page.close();
          }
        }));

        test("to assistive technology: a button, named by label and product", () => anew(SETTINGS, async (world) => {
          const page = await world.x();
          const dp = world.tweet("dp");
          await hostOf(page, dp);
          const name = `${text("button_idle")}: ${dp.text[0].trim()}`;
          assert.equal(await accessible(page, dp, name, "button"), "main");
        }));
      });

      describe("few posts", () => {
        const anew = sharing(browser, { csp: "strict", page: { n: 60 } });

        if (mainly("chromium").includes(browser)) test("readable in every theme, and when the theme is switched: contrast of at least 4.5", () => anew(SETTINGS, (world) => contrasts(world)));

        test("narrow: the icon alone; right to left: at the inline end; nothing overflows or overlaps", () => anew(SETTINGS, async (world) => {
          for (const [width, dir] of [[360, "ltr"], [360, "rtl"], [1280, "rtl"], [1280, "ltr"]]) {
            const page = await world.x(`/home?dir=${dir}&lang=${dir === "rtl" ? "ar" : "en"}`, { viewport: { width, height: 900 } });
            await reach(page, world.tweet("gp-product"));
            const seen = await inside(page, (rtl) => [...document.querySelectorAll("[data-hashcart]")].map((host) => {
              const bar = host.parentElement;
              const outer = bar.getBoundingClientRect();
              const box = host.getBoundingClientRect();
              const root = tree(host);
              const [main, face, label, icon] = [".main", ".face", ".label", ".icon"].map((part) => root.querySelector(part).getBoundingClientRect());
              // What is drawn, and not the boxes, which are smaller in a narrow bar.
              const drawn = (child) => {
                const boxes = [...child.querySelectorAll("path"), ...child.querySelectorAll(".count > span")].map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0);
                const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((one) => one[side])));
                const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((one) => one[side])));
                return { left, top, right, bottom };
              };
              const siblings = [...bar.children].filter((child) => child !== host).map(drawn);
              const meets = (a, b, by = 0.5) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > by && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
              return {
                inside: main.left >= outer.left - 0.5 && main.right <= outer.right + 0.5,
                overflows: bar.scrollWidth > bar.clientWidth,
                overlaps: siblings.filter((other) => meets(main, other)).length,
                // X's own icons and counts come close in a narrow bar, and Firefox counts an icon's stroke in.
                crowds: siblings.flatMap((one, i) => siblings.slice(i + 1).filter((other) => meets(one, other, 3))).length,
                atEnd: siblings.every((other) => (rtl ? other.left >= box.right - 0.5 : other.right <= box.left + 0.5)),
                label: meets(label, face),
                icon: meets(icon, face) && icon.width === 18 && icon.left >= main.left && icon.right <= main.right,
                wide: document.documentElement.scrollWidth > innerWidth,
              };
            }), dir === "rtl");
            assert.ok(seen.length > 0);
            const right = { inside: true, overflows: false, overlaps: 0, crowds: 0, atEnd: true, label: width > 400, icon: true, wide: false };
            assert.deepEqual(seen, seen.map(() => right), `${width} ${dir}`);
            await page.close();
          }
        }));
      });

      if (mainly("chromium").includes(browser)) test("readable in forced colours", () => within(browser, { csp: "wasm", page: { n: 40 }, forcedColors: true }, async (world) => {
        const page = await world.x();
        assert.equal(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), true);
        await contrasts(world);
      }));
    });
  }
});

/**
 * The class of what assistive technology finds in a tweet's button by that name and role. Both browsers show it closed
 * trees; of Firefox's the driver must be told where to begin.
 */
async function accessible(page, tweet, name, role) {
  const host = await page.$(`[data-hashcart^="${tweet.id}:"]`);
  if (page.browser().connection === undefined) {
    const found = await page.$(`aria/[name="${name}"][role="${role}"]`);
    return found?.evaluate((node) => node.className);
  }
  const { sharedId } = host.remoteValue().value.shadowRoot;
  const { result } = await page.browser().connection.send("browsingContext.locateNodes", { context: page.mainFrame()._id, locator: { type: "accessibility", value: { name, role } }, startNodes: [{ sharedId }] });
  return result.nodes[0]?.value.attributes.class;
}

/** A reply of which nobody knows, as it is kept. */
const unsure = (tweet) => {
  const [key] = keysOf(tweet);
  const found = { key, link: `https://www.amazon.com/dp/${key.split("@")[0]}`, title: "A book", tweet: { id: tweet.id, author: tweet.user.handle } };
  return { [`item:${key}`]: { v: 1, data: { found, saved_at: 1, changed_at: 1, status: { state: "reply_failed", code: "unconfirmed" } } } };
};

/** Every tone that comes to rest, each plain and under the mouse, in every theme of the page. */
async function contrasts(world) {
  await world.choose("private");
  const [idle, done, failed, unknown, noted] = ["slug-dp", "dp", "dp-ref", "gp-product", "card-large"].map((kind) => world.tweet(kind));
  await world.write({ [`item:${keysOf(failed)[0]}`]: { v: 99, data: {} }, ...unsure(unknown) });
  const page = await world.x("/home?theme=light&restricted=faded");
  for (const [tweet, tone] of [[failed, "failed"], [done, "done"], [unknown, "unsure"]]) {
    await reach(page, tweet);
    await press(page, tweet);
    await shows(page, tweet, { tone });
  }
  await world.choose("post");
  await page.bringToFront();
  await press(page, noted);
  await shows(page, noted, { tone: "noted" });
  await closeOver(page);
  await shows(page, noted, { note: text("fault_reply_restricted") });
  await page.keyboard.press("Escape");
  for (const theme of ["light", "dark", "contrast", "light"]) {
    await page.evaluate((name) => window.__replica.rerender(name), theme);
    for (const [tweet, tone] of [[idle, "idle"], [done, "done"], [failed, "failed"], [unknown, "unsure"], [noted, "noted"]]) {
      await reach(page, tweet);
      const { x, y } = await middle(page, tweet);
      for (const over of [false, true]) {
        await page.mouse.move(over ? x : 5, over ? y : 5);
        await untilInside(page, (id, hovered) => {
          const main = tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".main");
          return main.matches(":hover") === hovered && main.getAnimations().length === 0;
        }, "the colours at rest", { args: [tweet.id, over] });
        const seen = await inside(page, contrast, tweet.id);
        assert.equal(seen.tone, tone);
        assert.ok(seen.ratio >= 4.5, `${theme}, ${tone}${over ? ", hovered" : ""}: ${JSON.stringify(seen)}`);
      }
    }
  }
}
