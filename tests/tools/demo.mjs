// Shows Hashcart at work on the replica of X:
//
//   node tests/tools/demo.mjs [--browser chromium|firefox]   opens a window to try it in
//   node tests/tools/demo.mjs --headless                     does the main job by itself, in both browsers, and
//                                                            leaves screenshots in target/demo
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { once } from "node:events";
import path from "node:path";
import { parseArgs } from "node:util";
import { startReplica } from "../replica/server.mjs";
import { launch, until, untilHere } from "../support/browser.mjs";
import { timeline } from "../support/steps.mjs";

const FOLDER = { chromium: "dist/chrome", firefox: "dist/firefox" };
const SHOTS = path.join("target", "demo");

const { values } = parseArgs({ options: { headless: { type: "boolean" }, browser: { type: "string", default: "chromium" } } });

/** The first button on the page, in the middle of the window: its place and its mark. */
const firstButton = (page) => until(page, () => {
  const host = document.querySelector("main [data-hashcart]");
  if (!host) return null;
  host.scrollIntoView({ block: "center" });
  const { x, y, width, height } = host.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2, mark: host.dataset.hashcart };
}, "an Add to Cart button");

const tone = (page, mark, wanted) => until(page, (m, t) => document.querySelector(`[data-hashcart="${m}"]`)?.dataset.tone === t, `the button ${wanted}`, { args: [mark, wanted], ms: 15_000 });

async function show(browser) {
  const shot = async (page, name) => {
    const file = path.join(SHOTS, `${browser}-${name}.png`);
    await page.screenshot({ path: file });
    console.log(`  ${file}`);
  };
  const replica = await startReplica({ csp: "strict" });
  const session = await launch({ browser, extension: FOLDER[browser], replica, colorScheme: "light", viewport: { width: 1100, height: 800 } });
  try {
    console.log(`${browser}: the timeline in three themes`);
    for (const theme of ["light", "contrast", "dark"]) {
      const page = await session.page(`https://x.com/home?n=60&theme=${theme}`);
      await timeline(page);
      const button = await firstButton(page);
      await page.mouse.move(button.x, button.y - 200);
      await shot(page, theme);
      if (theme !== "dark") {
        await page.close();
        continue;
      }
      console.log(`${browser}: one press on ${button.mark}`);
      await page.mouse.click(button.x, button.y);
      // The first press asks how far a press shall go; then there are five seconds to think.
      const line = await until(page, (mark) => {
        const sheet = document.querySelector(`[data-hashcart="${mark}"]`).shadowRoot.querySelector(".sheet:popover-open");
        const { x, y, width, height } = sheet?.querySelector(".item").getBoundingClientRect() ?? {};
        return width && { x: x + width / 2, y: y + height / 2 };
      }, "the question of the first press", { args: [button.mark] });
      await shot(page, "first-press");
      await page.mouse.click(line.x, line.y);
      await tone(page, button.mark, "busy");
      await shot(page, "undo");
      await tone(page, button.mark, "done");
      await untilHere(() => replica.state.replies.length === 1, "the reply at the server");
      await shot(page, "replied");
      const [{ in_reply_to: tweet, text }] = replica.state.replies;
      assert.ok(button.mark.startsWith(`${tweet}:`));
      console.log(`  X has the reply "${text}" to ${tweet}`);
    }
    const popup = await session.openExtensionPage("popup.html", "#list li");
    await popup.setViewport({ width: 400, height: 360 });
    await shot(popup, "popup");
    console.log(`  the popup says: ${(await popup.evaluate(() => document.querySelector("#list").innerText)).replace(/\s+/g, " ")}`);
    const options = await session.openExtensionPage("options.html", "#mode label");
    await options.setViewport({ width: 700, height: 520 });
    await shot(options, "options");
    assert.deepEqual(session.pageErrors, []);
    assert.deepEqual(session.consoleErrors, []);
  } finally {
    await session.close();
    await replica.close();
  }
}

if (values.headless) {
  await mkdir(SHOTS, { recursive: true });
  for (const browser of Object.keys(FOLDER)) await show(browser);
  console.log(`The main job is done in both browsers; the pictures are in ${SHOTS}.`);
} else {
  const replica = await startReplica({ csp: "strict" });
  const session = await launch({ browser: values.browser, extension: FOLDER[values.browser], replica, headless: false, viewport: null });
  await session.page("https://x.com/home");
  console.log("A replica of X is open, with Hashcart in it. Press Add to Cart on a post with an Amazon link, then look at");
  console.log("the toolbar's Hashcart popup. Close the browser to end.");
  await once(session.browser, "disconnected");
  await replica.close();
}
