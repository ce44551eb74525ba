// The scenes of the stores' pictures: each is played in the real extension before the replicas, and photographed in both themes.
import { picture } from "../replica/picture.mjs";
import { archive, emptied } from "../support/archive.mjs";
import { until, untilHere } from "../support/handover.mjs";
import { inside, untilInside } from "../support/inside.mjs";
import { said, spoken } from "../support/pseudo.mjs";
import { timeline } from "../support/steps.mjs";
import { POST, address, listed, noted, photo, sold } from "./pictures-things.mjs";

export const THEMES = ["light", "dark"];
export const SIZE = { width: 1280, height: 800 };

/** The same picture of a smaller window: what stands there is larger, and can be read where the stores show it small. */
const closer = (times) => ({ width: SIZE.width / times, height: SIZE.height / times, deviceScaleFactor: times });
const NEAR = closer(1.25);
const NEARER = closer(4 / 3);

/** The shots of a language, in the order in which a store shows them. */
export const SHOTS = ["timeline", "list", "panel", "handed-over", "insights"];

/** How far a press goes in the pictures: the reply is posted at once. */
const SETTINGS = { reply: "post", undo_seconds: 0, template: "{hashtag}", pace: { per_minute: 30, per_day: 300 } };

/** How many things a walk takes along. */
const WALKED = 8;

/** What X's picture host shows: the lamp that is sold, and else what the replica draws. */
export function pictures(request, response) {
  const { hue, label } = Object.fromEntries(new URL(request.url, "https://pbs.twimg.com").searchParams);
  response.writeHead(200, { "content-type": "image/svg+xml", "access-control-allow-origin": "*" });
  response.end(label === "Halo desk lamp" ? photo(0) : picture({ hue, label }));
}

const themed = (page, theme) => page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);

/** In a page: its fonts and pictures are there, and what was changed is painted. */
const painted = (page) => page.evaluate(async () => {
  await document.fonts.ready;
  await Promise.all([...document.images].filter((image) => image.checkVisibility()).map((image) => image.decode().catch(() => {})));
  await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
});

/** A language's session: what is in storage, and a picture of a page in each theme. */
export class Scenes {
  /** @param {(name: string, png: Uint8Array) => Promise<void>} keep */
  constructor(it, folder, keep) {
    Object.assign(this, { it, folder, keep, things: sold(folder) });
  }

  /** Has the extension begin anew in the language, with these records and no others. */
  async begin(records) {
    await emptied(this.it);
    const all = { ...spoken(this.folder), settings: { v: 1, data: { ...SETTINGS, language: this.folder } }, ...records };
    await this.#aside(async (next) => {
      await chrome.storage.session.clear();
      await chrome.storage.local.clear();
      await chrome.storage.local.set(next);
    }, all);
  }

  /**
   * Does something after which our pages begin anew. The page it is done in has no program: it stays until it has its answer,
   * and what is shown after that began with everything there.
   */
  async #aside(act, what) {
    const desk = await this.it.desk();
    await desk.bringToFront();
    await desk.goto(`${this.it.session.baseUrl()}/manifest.json`);
    const answer = await desk.evaluate(act, what);
    await desk.goto(`${this.it.session.baseUrl()}/options.html`);
    await until(desk, (words) => document.querySelector("h1")?.textContent === words, `the options in ${this.folder}`, { args: [said(this.folder, "options_title")] });
    return answer;
  }

  /** The drawings, painted as small pictures, as X's page would have them kept. */
  async paint() {
    const desk = await this.it.desk();
    this.pictures ??= await desk.evaluate((all) => Promise.all(all.map(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: 96, height: 96 });
      canvas.getContext("2d").drawImage(image, 0, 0, 96, 96);
      return canvas.toDataURL("image/webp", 0.9);
    })), this.things.map(({ svg }) => address(svg)));
  }

  async shot(page, theme, name) {
    await painted(page);
    await this.keep(`${theme}-${SHOTS.indexOf(name) + 1}-${name}`, await page.screenshot());
  }

  /** A page in both themes. */
  async both(page, name) {
    await page.bringToFront();
    // Nothing is lit by the pointer.
    await page.mouse.move(1, 1);
    for (const theme of THEMES) {
      await themed(page, theme);
      await until(page, (wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, `${name} in ${theme}`, { args: [theme] });
      await this.shot(page, theme, name);
    }
  }

  /**
   * X's timeline after a press: the reply stands, and the way into the cart is offered. Returns it once more, twice as
   * sharp, with the post's place, for the tiles.
   */
  async timeline() {
    for (const theme of THEMES) await this.#pressed(theme, SIZE, (x) => this.shot(x, theme, "timeline"));
    return this.#pressed("light", { ...SIZE, deviceScaleFactor: 2 }, async (x, host) => {
      await painted(x);
      const at = await x.evaluate((wanted) => {
        const { x: left, y, width, height } = document.querySelector(wanted).closest("article").getBoundingClientRect();
        return { left, top: y, width, height: height + 1 };
      }, host);
      return { png: await x.screenshot(), at };
    });
  }

  async #pressed(theme, viewport, then) {
    await this.begin({});
    this.it.replica.reset();
    const x = await this.it.session.page();
    await x.setViewport(viewport);
    await themed(x, theme);
    await x.goto(`https://x.com/home?n=24&knows=nothing&theme=${theme}&lang=${said(this.folder, "locale")}`);
    await timeline(x);
    // The next post with a product comes right after the first, and the photo after that.
    await x.evaluate(() => {
      const ids = window.__replica.tweets.map(({ id }) => id);
      for (const [cell, tweet] of [[2, 7], [3, 2], [7, 3]]) window.__replica.recycle(ids[cell], ids[tweet]);
    });
    const host = '[data-hashcart$=":B0HCART001@amazon.com"]';
    await until(x, (wanted) => {
      const button = document.querySelector(wanted);
      // Its whole post stands under X's own bar.
      if (button && !globalThis.placed) scrollBy(0, button.closest("article").getBoundingClientRect().top - 64);
      globalThis.placed = Boolean(button);
      return globalThis.placed;
    }, "the button", { args: [host] });
    await painted(x);
    await untilInside(x, (wanted, words) => tree(document.querySelector(wanted))?.querySelector(".label").textContent === words, "its label in the language", { args: [host, said(this.folder, "button_idle")] });
    const { x: left, y: top } = await inside(x, (wanted) => {
      const { x: at, y, width, height } = tree(document.querySelector(wanted)).querySelector(".main").getBoundingClientRect();
      return { x: at + width / 2, y: y + height / 2 };
    }, host);
    await x.bringToFront();
    await x.mouse.click(left, top);
    await untilHere(() => this.it.replica.state.replies.length === 1, "the reply at the server");
    await untilInside(x, (wanted) => {
      const inner = tree(document.querySelector(wanted));
      return inner?.querySelector(".main").dataset.tone === "done" && inner.querySelector(".offer:popover-open") && !document.querySelector("[role=dialog]");
    }, "the reply posted, and the cart offered", { args: [host] });
    // No post is lit by the pointer.
    await x.mouse.move(1200, 780);
    const done = await then(x, host);
    await x.close();
    return done;
  }

  async list() {
    await this.paint();
    await this.begin(listed(this.things, this.pictures, 10));
    const page = await this.it.session.openExtensionPage("list.html", "#list li");
    await page.setViewport(NEAR);
    await until(page, () => document.querySelectorAll("#list > .item").length === 10 && document.querySelector("#count").textContent, "ten items");
    await this.both(page, "list");
    await page.close();
  }

  /** The store's page with the panel at the third of the things, and what the walk says at its end. */
  async handOver() {
    const { it } = this;
    const { domain } = this.things[0];
    it.amazon.reset();
    for (const { asin, title } of this.things) it.amazon.put(asin, { title }, domain);
    await this.paint();
    await this.begin({ ...listed(this.things, this.pictures, WALKED), handover: { v: 1, data: { press: false } } });
    const page = await it.page(`?store=${domain}`);
    await page.setViewport(NEARER);
    await it.press(page, "guided");
    const tab = await it.tab(domain);
    await it.until((walk) => walk.halt === "press", "the first page", 20_000);
    await tab.setViewport(NEAR);
    const pressed = (walk) => walk.items.filter((item) => item.tried || item.outcome).length;
    let taken = false;
    await it.go({
      press: async (world, at, walk) => {
        const here = await at();
        const panel = await world.panel(here).catch(() => null);
        const thing = this.things.find(({ asin }) => here.url().includes(asin));
        // The page may still be on its way.
        if (!panel?.acts.length || !thing) return false;
        if (!taken && pressed(walk) === 2) {
          await this.#store(here, thing);
          await this.both(here, "panel");
          taken = true;
        }
        await world.click(here, "#add-to-cart-button");
        return true;
      },
    }, { domain });
    if (!taken) throw new Error("the panel's picture was not taken");
    await until(page, () => document.querySelector("#over:not([hidden])") !== null, "the end of the hand-over");
    await this.both(page, "handed-over");
    await page.close();
    await tab.close();
  }

  /** The loopback store's page as a store looks: with a picture, and its button beside it. */
  async #store(tab, { svg }) {
    await tab.addStyleTag({ content: STORE });
    await tab.evaluate((src) => {
      if (document.querySelector("#shown")) return;
      document.querySelector("main").prepend(Object.assign(new Image(), { id: "shown", alt: "", src }));
      document.querySelector("header").prepend(Object.assign(document.createElement("b"), { textContent: location.hostname.replace("www.", "") }));
    }, address(svg));
    // The panel's ring follows the button to its new place.
    await untilInside(tab, () => {
      const [ring, button] = [tree(document.querySelector("[data-hashcart-panel]"))?.querySelector(".mark:not([hidden])"), document.querySelector("#add-to-cart-button")].map((one) => one?.getBoundingClientRect());
      return ring && Math.abs(ring.x + ring.width / 2 - button.x - button.width / 2) < 3 && Math.abs(ring.y + ring.height / 2 - button.y - button.height / 2) < 3;
    }, "the ring around the store's button");
  }

  async insights() {
    await this.paint();
    await this.begin({ ...listed(this.things, this.pictures, 3), insights: { v: 1, data: { on: true, own: ["mira_reads"], days: 0 } } });
    await this.#aside((text) => chrome.runtime.sendMessage({ v: 1, call: "import", text }), noted(this.things));
    await untilHere(async () => Object.keys(await archive(this.it)).length > 150, "what was noted in the archive");
    const page = await this.it.session.openExtensionPage(`insights.html#launch=${POST}`, "main");
    await page.setViewport(NEARER);
    await until(page, () => document.querySelector("#view-launch:not([hidden]) #hours svg") && document.querySelector("#counting").textContent === "", "the post's answers counted");
    await this.both(page, "insights");
    await page.close();
  }
}

const STORE = `
body { font: 15px/22px sans-serif; background: #fff; color: #0f1111; }
header.row { background: #232f3e; color: #fff; padding: 14px 28px; display: flex; gap: 28px; align-items: center; border: 0; }
header b { font-size: 18px; margin-inline-end: auto; }
header a, header a:visited { color: #fff; text-decoration: none; }
#nav-cart-count { border: 2px solid #fff; border-radius: 6px; padding: 2px 12px; font-weight: 700; }
main { max-width: none; padding: 28px; display: grid; grid-template-columns: 340px minmax(0, 1fr) 232px; gap: 24px 32px; align-items: start; }
main > * { grid-column: 1 / -1; }
main > #shown { grid-column: 1; grid-row: 1; width: 340px; height: 340px; border-radius: 8px; }
main > #productTitle { grid-column: 2; grid-row: 1; font-size: 24px; line-height: 32px; }
main > #productTitle::after { content: ""; display: block; height: 190px; margin-top: 24px; background: repeating-linear-gradient(#e8eaed 0 10px, #fff 10px 30px); }
main > #desktop_buybox { grid-column: 3; grid-row: 1; border: 1px solid #d5d9d9; border-radius: 8px; padding: 18px; }
main .a-button { display: block; margin: 14px 0 0; line-height: 32px; }
main .a-button:has(#buy-now-button) { background: #ffa41c; }
main form[action="/trade-in"], main section { display: none; }`;
