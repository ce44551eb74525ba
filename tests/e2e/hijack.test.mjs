// A page may lay traps for its user's presses: hosts that look like ours, our own under something else, faded, shrunk or
// moved. A press counts only on a control of ours that its user can see, and a line only while it is on the screen.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, face, hostOf, inside, keysOf, middle, press, SETTINGS, sharing, shows, text } from "../support/hashcart.mjs";

const MODES = ["mode_post", "mode_review", "mode_private"].map((key) => text(key));
const records = async (world) => Object.keys(await world.records()).filter((key) => key.startsWith("item:"));

/** Nothing came of it: a press on another post, which is seen to the end, comes after. */
async function nothing(world, page, tweet) {
  const other = world.tweet("slug-dp");
  await page.evaluate(() => { for (const trap of document.querySelectorAll(".trap")) trap.remove(); });
  await press(page, other);
  await shows(page, other, { tone: "done" });
  assert.deepEqual(await records(world), [`item:${keysOf(other)[0]}`]);
  assert.equal((await face(page, tweet)).tone, "idle");
  assert.deepEqual(world.replica.state.attempts, []);
}

/** What the page does to our host so that it is not what its user means to press. */
const TRAPS = {
  "faded by what it stands in": (host) => { host.closest("article").style.opacity = "0.02"; },
  "faded itself": (host) => { host.style.opacity = "0.3"; },
  "faded by a filter": (host) => { host.closest("article").style.filter = "opacity(3%)"; },
  "blacked out by a filter": (host) => { host.parentElement.style.filter = "brightness(0)"; },
  masked: (host) => { host.style.maskImage = "linear-gradient(transparent, transparent)"; },
  shrunk: (host) => { host.style.transform = "scale(0.4)"; },
  "cut to a hole": (host) => { host.style.clipPath = "inset(9px 45% 9px 45%)"; },
  "covered but for a hole": (host) => {
    const { x, y, width, height } = host.getBoundingClientRect();
    for (const [left, wide] of [[x - 20, width / 2 + 14], [x + width / 2 + 6, width / 2 + 14]]) {
      const over = document.createElement("div");
      over.className = "trap";
      over.style.cssText = `position:fixed;z-index:9;background:white;left:${left}px;top:${y - 9}px;width:${wide}px;height:${height + 18}px`;
      document.body.append(over);
    }
  },
};

describe("hijacked presses", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const anew = sharing(browser);

      // Seen 2026-11: one click anywhere chose "post for ever", and posted; our question was never shown.
      test("a host that the page made is none of ours, whatever it says", () => anew(null, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        await page.evaluate(async (id) => {
          const ours = document.querySelector(`[data-hashcart^="${id}:"]`);
          const fake = document.createElement("div");
          fake.style.cssText = "position:fixed;inset:0;z-index:99;opacity:0";
          fake.className = "trap";
          // The post would open.
          fake.addEventListener("click", (event) => event.stopPropagation());
          const root = fake.attachShadow({ mode: "open" });
          root.innerHTML = '<div class="sheet" popover="manual" data-key="B0HCART001@amazon.com" style="inset:0;width:100%;height:100%;opacity:0"><button class="item" data-act="post" style="position:fixed;inset:0;width:100vw;height:100vh">x</button></div>';
          ours.closest("article").append(fake);
          root.firstChild.showPopover();
          // Late, so that nothing comes into the post with the mark on it: that would be taken out.
          await new Promise((done) => { requestAnimationFrame(done); });
          fake.dataset.hashcart = ours.dataset.hashcart;
        }, dp.id);
        await page.bringToFront();
        await page.mouse.click(640, 400);
        assert.equal(await page.evaluate(() => document.querySelectorAll(".trap").length), 1);
        assert.deepEqual(await world.records(), {}, "nothing chosen, nothing kept");
        await page.evaluate(() => { for (const trap of document.querySelectorAll(".trap")) trap.remove(); });
        await press(page, dp);
        await shows(page, dp, { choices: MODES });
        assert.deepEqual(world.replica.state.attempts, []);
      }));

      for (const [name, trap] of Object.entries(TRAPS)) {
        test(`${name}: not pressed`, () => anew({ ...SETTINGS, reply: "private" }, async (world) => {
          const page = await world.x();
          const dp = world.tweet("dp");
          await hostOf(page, dp);
          const { x, y } = await middle(page, dp);
          await page.evaluate(`(${trap})(document.querySelector('[data-hashcart^="${dp.id}:"]'))`);
          await page.mouse.click(x, y);
          await nothing(world, page, dp);
        }));
      }

      test("moved between the press's two halves: not pressed", () => anew({ ...SETTINGS, reply: "private" }, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        const { x, y } = await middle(page, dp);
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.evaluate((id) => { document.querySelector(`[data-hashcart^="${id}:"]`).style.transform = "translateX(15px)"; }, dp.id);
        await page.mouse.up();
        await nothing(world, page, dp);
      }));

      test("begun elsewhere, where the page then puts our button: not pressed", () => anew({ ...SETTINGS, reply: "private" }, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        const { x, y } = await middle(page, dp);
        await page.evaluate((id) => { document.querySelector(`[data-hashcart^="${id}:"]`).style.transform = "translateX(-400px)"; }, dp.id);
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.evaluate((id) => { document.querySelector(`[data-hashcart^="${id}:"]`).style.transform = ""; }, dp.id);
        await page.mouse.up();
        await nothing(world, page, dp);
      }));

      test("a line with something of the page's over it that lets presses through: not pressed", () => anew(null, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await press(page, dp);
        await shows(page, dp, { choices: MODES });
        const { x, y } = await middle(page, dp, ".sheet .item:nth-of-type(1)");
        await page.evaluate(() => {
          const over = document.createElement("div");
          over.popover = "manual";
          over.className = "trap";
          over.textContent = "You have won";
          over.style.cssText = "pointer-events:none;inset:0;width:100%;height:100%;margin:0";
          document.body.append(over);
          over.showPopover();
        });
        await page.mouse.click(x, y);
        await page.evaluate(() => document.querySelector(".trap").remove());
        // What was there stays, and is pressed once it can be seen again.
        assert.equal((await world.records()).settings, undefined);
        await press(page, dp, "mouse", ".sheet .item:nth-of-type(3)");
        await shows(page, dp, { choices: [] });
        assert.deepEqual(world.replica.state.attempts, []);
      }));

      test("a key held down asks, and does not answer", () => anew(null, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        await middle(page, dp);
        await inside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".main").focus(), dp.id);
        await page.keyboard.down("Enter");
        await shows(page, dp, { choices: MODES, focus: "post" });
        // The second time it is the same key, still down: the browser says so.
        await page.keyboard.down("Enter");
        await page.keyboard.up("Enter");
        await shows(page, dp, { choices: MODES, focus: "post" });
        await page.keyboard.press("End");
        await shows(page, dp, { focus: "private" });
        assert.deepEqual([(await world.records()).settings, world.replica.state.attempts], [undefined, []]);
        await page.keyboard.press("Enter");
        await shows(page, dp, { choices: [] });
      }));

      test("what a button says cannot be hidden by the page's styles", () => anew(SETTINGS, async (world) => {
        const page = await world.x();
        const dp = world.tweet("dp");
        await hostOf(page, dp);
        const look = () => inside(page, (id) => {
          const main = tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".main");
          const { color, fontSize, outlineColor } = getComputedStyle(main);
          return [color, fontSize, outlineColor];
        }, dp.id);
        const before = await look();
        await page.evaluate(() => {
          const sheet = document.createElement("style");
          sheet.textContent = "[data-hashcart] { --quiet: transparent; --line: transparent; --text: transparent; font-size: 0; color: transparent }";
          document.head.append(sheet);
        });
        assert.deepEqual(await look(), before);
      }));
    });
  }
});
