// While a reply can be called back: what is seen of it at every width, what is said, and that nothing moves.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, hostOf, inside, mainly, middle, press, SETTINGS, sharing, shows, text, until } from "../support/hashcart.mjs";

const DEFAULT = { reply: "post" };
/** Time enough to see it and to do something meanwhile. */
const SHORT = { ...SETTINGS, undo_seconds: 3 };
const LONG = { ...SETTINGS, undo_seconds: 30 };
const NARROW = { viewport: { width: 360, height: 800 } };
const WIDE = { viewport: { width: 1280, height: 900 } };

/** Notes, in our own world, every label, name and word of the button from now on. */
const listen = (page, tweet) => inside(page, (id) => {
  const root = tree(document.querySelector(`[data-hashcart^="${id}:"]`));
  const [main, label, status] = [".main", ".label", "[role=status]"].map((part) => root.querySelector(part));
  globalThis.heard = { labels: [], names: [], said: [], busy: [] };
  const note = (list, value) => { if (list.at(-1) !== value) list.push(value); };
  new MutationObserver(() => {
    note(globalThis.heard.labels, label.textContent);
    note(globalThis.heard.names, main.getAttribute("aria-label").split(":")[0]);
    note(globalThis.heard.said, status.textContent);
    if (main.hasAttribute("data-undo")) note(globalThis.heard.busy, main.getAttribute("aria-busy"));
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
}, tweet.id);

/** What of the page X can measure: every box of the post and its bar, and how far they scroll. */
const measured = (page, tweet) => page.evaluate((id) => {
  const host = document.querySelector(`[data-hashcart^="${id}:"]`);
  const boxes = [host, ...host.parentElement.children, host.parentElement, host.closest("article"), host.closest("[data-testid=cellInnerDiv]")];
  const box = (node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x, y + scrollY, width, height, node.scrollWidth, node.scrollHeight, node.offsetWidth].map((n) => Math.round(n * 100) / 100).join(" ");
  };
  return [...boxes.map(box), host.outerHTML, document.documentElement.scrollWidth, document.documentElement.scrollHeight, getComputedStyle(host).cssText];
}, tweet.id);

/** What stands in for the label: its words, where it is, and whether it is in front there. */
const pill = (page, tweet) => inside(page, (id) => {
  const host = document.querySelector(`[data-hashcart^="${id}:"]`);
  const node = tree(host).querySelector(".pill");
  const { left, top, right, bottom, width, height } = node.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  return { words: node.textContent, shown: width > 0 && height > 0, inside: left >= 0 && right <= innerWidth && top >= 0, front: document.elementFromPoint(x, y) === host, x, y };
}, tweet.id);

describe("undo", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const anew = sharing(browser);

      test("counts down by the second, is said once, and is a button all the while", () => anew(DEFAULT, async (world) => {
        const tweet = world.tweet("dp");
        const page = await world.x();
        await hostOf(page, tweet);
        await listen(page, tweet);
        await press(page, tweet);
        const end = await shows(page, tweet, { tone: "done", label: text("button_replied") }, 20_000);
        const { labels, names, said, busy } = await inside(page, () => globalThis.heard);
        const counted = [5, 4, 3, 2, 1].map((seconds) => text("button_pending", seconds));
        assert.deepEqual(labels.filter((label) => /\d/.test(label)), counted);
        assert.deepEqual(names.filter((name) => name.startsWith(text("undo"))), [text("undo")], "no name that changes by the second");
        const [pending, ended, ...after] = said.filter(Boolean);
        assert.deepEqual([pending, ended], [text("told_pending", 5), end.name]);
        // The offer of the cart comes after that, once, and takes nothing of it away.
        assert.ok(after.length <= 1 && after.every((more) => more.startsWith(`${end.name} `)), after.join());
        assert.deepEqual(busy, ["false"]);
      }));

      for (const what of ["with its link", "without its link", "with another link"]) {
        if (mainly("chromium").includes(browser)) test(`X translates the post while there is time to think, ${what}: what was begun goes on`, () => anew(SHORT, async (world) => {
          const tweet = world.tweet("dp");
          const page = await world.x();
          await hostOf(page, tweet);
          await press(page, tweet);
          await shows(page, tweet, { tone: "busy", undo: true });
          // X puts another element in the text's place, and the link in it is a new one, if there is one.
          await page.evaluate((id, how) => {
            const said = document.querySelector(`main article:has(a[href*="/status/${id}"]) [data-testid="tweetText"]`);
            const translated = said.cloneNode(false);
            translated.lang = "de";
            const links = how === "without its link" ? [] : [...said.querySelectorAll("a")].map((link) => link.cloneNode(true));
            if (how === "with another link") for (const link of links) if (link.textContent.includes("amazon")) link.textContent = "amazon.com/dp/B0HCART077";
            translated.append("Übersetzt: das hier ist gut. ", ...links);
            said.replaceWith(translated);
          }, tweet.id, what);
          await until(page, (mark) => document.querySelectorAll(`[data-hashcart="${mark}"]`).length === 1, "one button, for what was pressed", { args: [`${tweet.id}:B0HCART001@amazon.com`] });
          await shows(page, tweet, { tone: "busy", undo: true });
          await shows(page, tweet, { tone: "done", label: text("button_replied") }, 20_000);
          assert.equal(world.replica.state.replies.length, 1, "one reply");
          assert.deepEqual(Object.keys(await world.records()).filter((key) => key.startsWith("item:")), ["item:B0HCART001@amazon.com"]);
        }));
      }

      for (const [width, options] of [[360, NARROW], [1280, WIDE]]) {
        test(`${width} px: seen, and X measures nothing of it`, () => anew(LONG, async (world) => {
          const tweet = world.tweet("dp");
          const page = await world.x("/home", options);
          await middle(page, tweet);
          await page.mouse.move(5, 5);
          const before = await measured(page, tweet);
          await press(page, tweet, "Enter");
          const { label } = await shows(page, tweet, { tone: "busy", undo: true, label: text("button_pending", 29) });
          assert.deepEqual(await measured(page, tweet), before);
          const seen = await pill(page, tweet);
          if (width > 400) assert.equal(seen.shown, false, "the label says it");
          else assert.deepEqual([seen.words, seen.shown, seen.inside, seen.front], [label, true, true, true]);
        }));
      }

      for (const query of ["", "?dir=rtl&lang=ar"]) if (mainly("chromium").includes(browser)) test(`360 px${query}: a press on what stands in for the label calls the reply back`, () => anew(LONG, async (world) => {
        const tweet = world.tweet("dp");
        const page = await world.x(`/home${query}`, NARROW);
        await press(page, tweet, "Enter");
        await shows(page, tweet, { tone: "busy", undo: true, label: text("button_pending", 29) });
        const { x, y, inside: within, front } = await pill(page, tweet);
        assert.deepEqual([within, front], [true, true]);
        await page.mouse.click(x, y);
        await shows(page, tweet, { tone: "done", label: text("button_added"), note: text("told_undone") });
        assert.equal((await pill(page, tweet)).shown, false);
        // Seen 2026-11: in Firefox a short note by the window's edge had a letter in each line.
        const note = await inside(page, (id) => {
          const { left, right, height } = tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".note").getBoundingClientRect();
          return { within: left >= 0 && right <= innerWidth, height };
        }, tweet.id);
        assert.ok(note.within && note.height < 80, JSON.stringify(note));
        assert.deepEqual(world.replica.state.attempts, []);
      }));

      test("the icon alone has its label as a tooltip, a button with its label has none", () => anew(SETTINGS, async (world) => {
        const tweet = world.tweet("dp");
        for (const [options, wanted] of [[NARROW, text("button_idle")], [WIDE, null]]) {
          const page = await world.x("/home", options);
          const { x, y } = await middle(page, tweet);
          await page.mouse.move(x, y);
          // As the browsers look for it: at what is under the mouse, and around that.
          const title = await inside(page, (id, at) => {
            const root = tree(document.querySelector(`[data-hashcart^="${id}:"]`));
            return root.elementFromPoint(at.x, at.y).closest("[title]")?.title ?? null;
          }, tweet.id, { x, y });
          assert.equal(title, wanted);
          await page.close();
        }
      }));

      // Of Firefox's media features a driver can set this one only for the whole browser.
      if (browser === "chromium") {
        test("nothing turns for who wants no motion", () => anew(SHORT, async (world) => {
          const tweet = world.tweet("dp");
          const page = await world.x();
          const motion = (value) => page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value }]);
          await motion("reduce");
          const turning = () => inside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".main").getAnimations({ subtree: true }).length, tweet.id);
          const release = world.replica.hold();
          await press(page, tweet);
          await shows(page, tweet, { undo: true });
          assert.equal(await turning(), 0);
          await shows(page, tweet, { tone: "busy", label: text("button_replying") });
          assert.equal(await turning(), 0);
          await motion("no-preference");
          await until(page, () => matchMedia("(prefers-reduced-motion: no-preference)").matches, "motion");
          assert.ok(await turning() > 0, "it turns for everybody else");
          release();
          await shows(page, tweet, { tone: "done" });
          await until(page, () => !document.querySelector("[role=dialog]"), "X's box closed");
        }));
      }
    });
  }
});
