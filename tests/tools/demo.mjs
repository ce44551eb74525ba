// Shows Hashcart's main job, whole: post, press, reply, list, send to cart, cart, list; then the author's half: who answered;
// on replicas of X and Amazon.
//
//   node tests/tools/demo.mjs [--browser chromium|firefox]   opens a window to try it in
//   node tests/tools/demo.mjs --headless                     does it by itself, in both browsers at once, and leaves a
//                                                            picture of each step in target/demo
import assert from "node:assert/strict";
import { mkdir, readFile, rm } from "node:fs/promises";
import { once } from "node:events";
import path from "node:path";
import { parseArgs } from "node:util";
import { AMAZON } from "../replica/data/amazon.mjs";
import { posts } from "../replica/truth.mjs";
import { archive } from "../support/archive.mjs";
import { open, until, untilHere } from "../support/handover.mjs";
import { untilInside } from "../support/inside.mjs";
import { timeline } from "../support/steps.mjs";
import { guide } from "./demo-guide.mjs";

const SHOTS = path.join("target", "demo");

const { values } = parseArgs({ options: { headless: { type: "boolean" }, browser: { type: "string", default: "chromium" } } });

const IN_CART = JSON.parse(await readFile("extension/_locales/en/messages.json", "utf8")).status_in_cart.message;

/** The stores of the timeline's products, and the products themselves on their shelves. */
const sold = AMAZON.flatMap(({ products, photo, card }) => products.map(({ host, asin }) => ({ domain: host.replace(/^www\./, ""), asin, title: card?.title ?? photo?.label ?? `Product ${asin}` })));
const domains = [...new Set(sold.map(({ domain }) => domain))];

const world = async (browser, options) => {
  const opened = await open(browser, { domains, csp: "strict", hosts: { "demo.hashcart.example": guide }, ...options });
  for (const { asin, title, domain } of sold) opened.amazon.put(asin, { title }, domain);
  return opened;
};

/** In a page: the middle of what can be pressed. */
const MIDDLE = (selector) => {
  const part = document.querySelector(selector);
  if (!part?.checkVisibility() || part.disabled) return null;
  part.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = part.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
};

/** The author's half: switches insights on, reads through the answers to a post as its author does, and looks at what was counted. */
async function insights(it, { press, shot }) {
  const [post] = posts();
  const x = await it.session.page(`https://x.com${post.path}?answers=shown&n=20&viewer=author&theme=light`);
  await timeline(x);
  const page = await it.session.openExtensionPage("insights.html#data", "#viewer:not([hidden])");
  await shot(page, "insights-off");
  await press(page, MIDDLE, "that this is the author", ["[data-do=account-viewer]"]);
  await press(page, MIDDLE, "the switch", ["#on"]);
  await until(page, () => document.querySelector("#on").hidden, "insights on");
  await x.bringToFront();
  // Which answers were in sight, with a hashtag or without: more of them at each step.
  const inSight = async () => (await archive(it))[`post:${post.id}`]?.seen.split(".").length ?? 0;
  let before = 0;
  for (let top = 0; top <= 3000; top += 750) {
    await x.evaluate((to) => window.__replica.scrollTo(to), top);
    before = await untilHere(async () => { const now = await inSight(); return now > before && now; }, "more answers in sight");
  }
  await x.evaluate(() => window.__replica.scrollTo(0));
  await untilInside(x, (id) => /^\d+ /.test(tree(document.querySelector(`[data-hashcart^="${id}:"]`))?.querySelector(".label").textContent ?? ""), "how many answered, under the post", { args: [post.id] });
  await shot(x, "answered");
  await page.bringToFront();
  await page.evaluate(() => { location.hash = "overview"; });
  await until(page, () => Number(document.querySelector("#all-people")?.textContent) > 0 && document.querySelector("#counting").textContent === "", "the people counted");
  await shot(page, "insights");
  const said = await page.evaluate(() => document.querySelector("#figures").innerText.replace(/\s+/g, " ").trim());
  await page.evaluate((id) => { location.hash = `launch=${id}`; }, post.id);
  await until(page, () => document.querySelector("#view-launch:not([hidden]) #hours svg"), "the launch view");
  await shot(page, "launch");
  return said;
}

/** Does the main job as a person would; returns the lines that tell of it. */
async function show(browser) {
  const told = [];
  const it = await world(browser, { colorScheme: "light", viewport: { width: 1100, height: 800 } });
  let step = 0;
  const shot = async (page, name) => {
    step += 1;
    await page.screenshot({ path: path.join(SHOTS, `${browser}-${String(step).padStart(2, "0")}-${name}.png`) });
  };
  const press = async (page, fn, what, args = []) => {
    await page.bringToFront();
    const { x, y } = await until(page, fn, what, { args });
    await page.mouse.click(x, y);
  };
  try {
    const x = await it.session.page("https://x.com/home?n=60&theme=light");
    await timeline(x);
    const mark = await until(x, () => {
      const host = document.querySelector("main [data-hashcart]");
      host?.scrollIntoView({ block: "center" });
      return host?.dataset.hashcart;
    }, "an Add to Cart button");
    await shot(x, "post");

    await press(x, (m) => {
      const { x, y, width, height } = document.querySelector(`[data-hashcart="${m}"]`).getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }, "the button", [mark]);
    const line = await untilInside(x, (m) => {
      const sheet = tree(document.querySelector(`[data-hashcart="${m}"]`)).querySelector(".sheet:popover-open");
      const { x, y, width, height } = sheet?.querySelector(".item").getBoundingClientRect() ?? {};
      return width && { x: x + width / 2, y: y + height / 2 };
    }, "the question of the first press", { args: [mark] });
    await shot(x, "first-press");
    await x.mouse.click(line.x, line.y);
    const tone = (wanted) => untilInside(x, (m, t) => tree(document.querySelector(`[data-hashcart="${m}"]`))?.querySelector(".main").dataset.tone === t, `the button ${wanted}`, { args: [mark, wanted], ms: 15_000 });
    await tone("busy");
    await shot(x, "undo");
    await tone("done");
    await untilHere(() => it.replica.state.replies.length === 1, "the reply at the server");
    await shot(x, "replied");
    const [{ in_reply_to: tweet, text }] = it.replica.state.replies;
    assert.ok(mark.startsWith(`${tweet}:`));
    told.push(`X has the reply "${text}" to ${tweet}`);

    const [asin, domain] = mark.slice(mark.indexOf(":") + 1).split("@");
    const popup = await it.session.openExtensionPage("popup.html", "#list li");
    await popup.setViewport({ width: 400, height: 420 });
    await shot(popup, "popup");
    const list = await it.session.openExtensionPage("list.html", "#list [data-slot=row]");
    const status = () => list.evaluate(() => document.querySelector("#list [data-slot=status]").textContent);
    await shot(list, "list");
    told.push(`the list says: ${await status()}`);

    const send = await it.page(`?store=${domain}`);
    await shot(send, "send");
    await it.press(send, "guided");
    const amazon = await it.tab(domain);
    await until(amazon, () => document.querySelector("[data-hashcart-panel]") !== null && document.querySelector("#add-to-cart-button") !== null, "the panel on Amazon's page", { ms: 15_000 });
    await amazon.bringToFront();
    await shot(amazon, "amazon");
    await it.go({}, { domain });
    await until(send, () => document.querySelector("#over:not([hidden])") !== null, "the end of the hand-over");
    await send.bringToFront();
    await shot(send, "sent");
    told.push(`the hand-over says: ${await send.evaluate(() => document.querySelector("#ends").innerText.replace(/\s+/g, " ").trim())}`);

    assert.deepEqual(it.amazon.units(domain), { [asin]: 1 });
    await amazon.goto(`https://www.${domain}/gp/cart/view.html`);
    await amazon.bringToFront();
    await shot(amazon, "cart");
    told.push(`Amazon's cart holds: ${await amazon.evaluate(() => document.querySelector("#sc-active-cart, main").innerText.replace(/\s+/g, " ").trim().slice(0, 80))}`);
    await list.bringToFront();
    await list.click("[data-do=tab-in-cart]");
    await until(list, (wanted) => document.querySelector("#list [data-slot=status]")?.textContent.startsWith(wanted), "the list with the item in the cart", { args: [IN_CART] });
    await shot(list, "list-in-cart");
    told.push(`the list says: ${await status()}`);
    // From here on the author looks, and the page is the author's.
    await x.close();
    told.push(`Insights says: ${await insights(it, { press, shot })}`);
    it.errors();
  } finally {
    await it.end();
  }
  return [`${browser}: ${step} pictures, ${SHOTS}/${browser}-*.png`, ...told.map((each) => `  ${each}`)];
}

if (values.headless) {
  await rm(SHOTS, { recursive: true, force: true });
  await mkdir(SHOTS, { recursive: true });
  const begun = performance.now();
  const both = await Promise.all(["chromium", "firefox"].map(show));
  for (const told of both.flat()) console.log(told);
  console.log(`The main job is done in both browsers, in ${((performance.now() - begun) / 1000).toFixed(0)} s.`);
} else {
  const it = await world(values.browser, { permitted: false, headless: false, viewport: null });
  await it.session.page("https://demo.hashcart.example/");
  console.log("A browser is open at a page that says what to try. Close the browser to end.");
  await once(it.session.browser, "disconnected");
  await it.replica.close();
}
