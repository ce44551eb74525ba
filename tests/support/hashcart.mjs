// What the end-to-end tests do with Hashcart: open it, find its buttons, press them as a person does, read what
// they show and what is kept. In X's page everything is read from the page's own world.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { startReplica } from "../replica/server.mjs";
import { launch, until, untilHere } from "./browser.mjs";
import { inFirefox } from "./firefox.mjs";
import { deskOf, inside, insideSoon, untilInside } from "./inside.mjs";
import { timeline } from "./steps.mjs";
import { update } from "./update.mjs";
import { BROWSERS, mainly, whole } from "./which.mjs";

export { inside, until, untilHere, untilInside };
export { BROWSERS, mainly, whole };

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const messages = JSON.parse(readFileSync(root("extension/_locales/en/messages.json"), "utf8"));

/** The form of a plural that English has for that number; exactly one may have a form of its own. */
const form = (key, number) => (number === 1 && `${key}_1` in messages ? `${key}_1` : `${key}_${new Intl.PluralRules("en").select(number)}`);

/** The text of a key as the user reads it. That of a plural is without its form, and takes its number first. */
export const text = (key, ...values) => {
  const { message, placeholders } = messages[`${key}_other` in messages ? form(key, values[0]) : key];
  const written = values.map((value) => (typeof value === "number" ? value.toLocaleString("en") : value));
  return message.replaceAll(/\$(\w+)\$/g, (_, name) => written[Number(placeholders[name.toLowerCase()].content.slice(1)) - 1]);
};

/** Kinds that get no button: without text of their own, or without an id to answer to. */
const MUTE = new Set(["article", "promoted-no-id"]);

/** Kinds whose page holds a link of Amazon's and no product: only X's own store, or a request, could tell it. */
const UNKNOWN = new Set(["card-only", "short-amzn-to", "short-a-co"]);

/** What most tests have chosen before they begin: one press posts the bare hashtag at once. `null`: nothing is chosen. */
export const SETTINGS = { reply: "post", undo_seconds: 0, template: "{hashtag}", pace: { per_minute: 30, per_day: 300 } };

/** The keys of the products a tweet's page spells: what its button must name. */
export const keysOf = (tweet) => (MUTE.has(tweet.kind) || UNKNOWN.has(tweet.kind) ? [] : tweet.products.map(({ host, asin }) => `${asin}@${host.replace(/^www\./, "")}`));

/** The exact mark of a tweet's button; empty where there must be none. */
export const markOf = (tweet) => (UNKNOWN.has(tweet.kind) ? `${tweet.id}:?` : keysOf(tweet).map((key) => `${tweet.id}:${key}`).join(" "));

/**
 * The extension in a browser, before the replica of X; close it with `end`. Unless a test says otherwise, X's page
 * knows nothing of its links, so that a button is at once what it stays, and has the policy of X's newest captures
 * (2026), which lets WebAssembly run.
 */
export async function open(browser, { csp = "wasm", page = {}, hosts = {}, extension = true, settings = SETTINGS, ...options } = {}) {
  const replica = await startReplica({ csp, page: { knows: "nothing", ...page }, hosts });
  try {
    const session = await launch({ browser, replica, extension: extension === true ? root(`dist/${browser === "firefox" ? "firefox" : "chrome"}`) : extension || undefined, ...options });
    const world = new World(session, replica);
    if (extension && settings) await world.write({ settings: { v: 1, data: settings } });
    return world;
  } catch (error) {
    await replica.close();
    throw error;
  }
}

class World {
  #desk;
  /** The tab of X that tests are handed one after the other: a new one costs as much as the page in it. */
  #tab;
  #inUse = false;

  constructor(session, replica) {
    this.session = session;
    this.replica = replica;
    deskOf(session.browser, () => this.desk());
  }

  /** A page of X with its timeline there; with options, in a tab of its own. */
  async x(path = "/home", options) {
    if (!options && !(this.#inUse && this.#isOpen())) return this.again(path);
    const page = await this.session.page(`https://x.com${path}`, options);
    await timeline(page);
    return page;
  }

  /** The same, where a test is done with the page that it had before. */
  async again(path = "/home") {
    if (!this.#isOpen()) this.#tab = await this.session.page();
    this.#inUse = true;
    await this.#tab.bringToFront();
    await this.#tab.goto(`https://x.com${path}`, { waitUntil: "load" });
    await timeline(this.#tab);
    return this.#tab;
  }

  #isOpen() {
    return this.#tab && !this.#tab.isClosed();
  }

  /** The tweet of a kind, as the server knows it. */
  tweet(kind, skip = 0) {
    return this.replica.tweets().filter((tweet) => tweet.kind === kind)[skip];
  }

  /** A page of X that shows this tweet and few others. */
  async xWith(tweet) {
    const page = await this.x(`/search?q=${keysOf(tweet)[0].split("@")[0]}`);
    await hostOf(page, tweet);
    return page;
  }

  /** A page of the extension from which storage and badge are read. */
  async desk() {
    this.#desk ??= await this.session.openExtensionPage("options.html", "input[type=radio]");
    return this.#desk;
  }

  /** All records, by key. */
  async records() {
    return (await this.desk()).evaluate(() => chrome.storage.local.get(null));
  }

  /** The record of a product; undefined where there is none. */
  async record(key, prefix = "item:") {
    return (await this.records())[`${prefix}${key}`];
  }

  /** Waits until the item has this status; returns it. */
  kept(key, state) {
    return untilHere(async () => (await this.desk()).evaluate(async (name, wanted) => {
      const item = (await chrome.storage.local.get(name))[name]?.data;
      return item?.status.state === wanted && item;
    }, `item:${key}`, state), `${key} in the list as ${state}`);
  }

  async write(records) {
    await (await this.desk()).evaluate((all) => chrome.storage.local.set(all), records);
  }

  async badge() {
    return (await this.desk()).evaluate(() => chrome.action.getBadgeText({}));
  }

  badgeIs(wanted) {
    return untilHere(async () => (await this.badge()) === wanted, `the badge ${JSON.stringify(wanted)}`);
  }

  /** Chooses a mode in the options page, with the mouse. */
  async choose(mode) {
    const desk = await this.desk();
    await desk.bringToFront();
    const box = await until(desk, (value) => {
      const input = document.querySelector(`input[value=${value}]`);
      const { x, y, width, height } = input?.closest("label").getBoundingClientRect() ?? {};
      return width && { x: x + width / 2, y: y + height / 2 };
    }, `the choice ${mode}`, { args: [mode] });
    await desk.mouse.click(box.x, box.y);
    await untilHere(async () => (await this.records()).settings?.data.reply === mode, `${mode} written`);
    await until(desk, (value) => document.querySelector(`input[value=${value}]`).checked, `${mode} shown`, { args: [mode] });
  }

  /** Empties the list and, after a last look at it, the server's memory; the chosen mode stays. */
  async clear({ asked } = {}) {
    this.requests({ asked });
    await (await this.desk()).evaluate(async () => {
      const all = await chrome.storage.local.get(null);
      const names = Object.keys(all).filter((key) => key !== "settings");
      // A picture is kept a moment after its item.
      await chrome.storage.local.remove(names.flatMap((name) => [name, name.replace(/^item:/, "picture:")]));
    });
    this.replica.reset();
  }

  /** As new, for the next of several tests in one browser: no page, no record, no request, and these settings. */
  async anew(settings = SETTINGS, { asked } = {}) {
    const desk = await this.desk();
    for (const page of await this.session.browser.pages()) if (page !== desk && page !== this.#tab) await page.close();
    await this.leave();
    this.errors();
    this.requests({ asked });
    await desk.evaluate(async () => {
      await chrome.storage.local.clear();
      await chrome.storage.session.clear();
    });
    this.replica.reset();
    if (settings) await this.write({ settings: { v: 1, data: settings } });
  }

  /** What the last test had in the tab of X is gone, and its size. */
  async leave() {
    if (this.#isOpen()) await this.session.blank(this.#tab);
    this.#inUse = false;
  }

  /** The addresses of all tabs. Firefox does not tell its driver that a page of an extension became one of X. */
  async tabs() {
    const { name, browser } = this.session;
    if (name === "firefox") return JSON.parse(await inFirefox(browser, "JSON.stringify(gBrowser.tabs.map((tab) => tab.linkedBrowser.currentURI.spec))"));
    return browser.targets().map((target) => target.url());
  }

  popup() {
    return this.session.openExtensionPage("popup.html", "#count");
  }

  /** The extension is replaced by a newer one, as by an update; open pages of X keep what the older one left in them. */
  async update() {
    this.#desk = undefined;
    await update(this.session);
  }

  async restart() {
    this.#desk = this.#tab = undefined;
    await this.session.restart();
    deskOf(this.session.browser, () => this.desk());
  }

  /** The replies the server took: [in_reply_to, text]. */
  replies() {
    return this.replica.state.replies.map((reply) => [reply.in_reply_to, reply.text]);
  }

  /**
   * What was written to consoles or thrown since the last look must be these, in any number; a fault is reported
   * for developers once, beside what its user sees.
   */
  errors(allowed = []) {
    const { consoleErrors, pageErrors } = this.session;
    const all = [...consoleErrors.splice(0), ...pageErrors.splice(0)].map(({ from, text: said }) => `${from}: ${said}`);
    assert.deepEqual(all.filter((line) => !allowed.some((pattern) => pattern.test(line))), []);
  }

  /** Nothing went anywhere but to X, and there only what X's own page asks for. */
  requests({ refused = [], asked = [] } = {}) {
    assert.deepEqual(this.replica.refused().filter(({ host }) => !refused.includes(host)), []);
    const own = ({ host, method, path }) => (host === "x.com" && method === "GET" && /^\/(home|sw\.js|search|(compose|intent)\/post|account\/access|notifications\/mentions|[a-z_]+(\/status\/\d+.*)?)(\?|$)/.test(path))
      || (host === "x.com" && method === "POST" && path === "/i/api/graphql/replica/CreateTweet")
      // With the browser's own question before it, as to any other host.
      || (host === "api.x.com" && ["OPTIONS", "POST"].includes(method) && /^\/graphql\/replica\/CreateTweet(\?|$)/.test(path))
      || (host === "abs.twimg.com" && /\/(main|lexical)\.js$/.test(path))
      || asked.includes(host)
      || (host === "pbs.twimg.com" && /^\/(media|card_img)\//.test(path))
      // Chromium asks X's policy whether our WebAssembly may be compiled, and tells X when it may not.
      || (this.session.name === "chromium" && this.replica.csp === "strict" && host === "twitter.com" && path.startsWith("/i/csp_report"));
    assert.deepEqual(this.replica.log.filter((entry) => !entry.refused && !own(entry)), []);
    const blocked = this.replica.state.cspReports.map((report) => JSON.parse(report)["csp-report"]);
    assert.deepEqual(blocked.filter((report) => report["blocked-uri"] !== "wasm-eval" || report["source-file"] !== "chrome-extension"), []);
  }

  /** The last look of every session. */
  async end({ allowed, refused, asked } = {}) {
    try {
      this.errors(allowed);
      this.requests({ refused, asked });
    } finally {
      await this.session.close();
      await this.replica.close();
    }
  }
}

/**
 * One browser for all tests of a `describe`, which is to be called there; each finds it as new.
 * @returns {(settings: object | null, use: (world: World) => Promise<void>) => Promise<void>}
 */
export function sharing(browser, options = {}) {
  let world;
  before(async () => { world = await open(browser, { ...options, settings: null }); });
  after(() => world?.end(options.ending));
  return (settings, use) => world.anew(settings, options.ending).then(() => use(world));
}

/** Runs `use` in a world of its own and closes it, also when it fails. */
export async function within(browser, options, use) {
  const world = await open(browser, options);
  let done = false;
  try {
    await use(world);
    done = true;
  } finally {
    if (done) await world.end(options.ending);
    else await world.session.close().then(() => world.replica.close());
  }
}

/** How long a question stays in the page, where asking it anew would cost more. */
const SOON_MS = 200;

const selector = (tweet) => `[data-hashcart^="${tweet.id}:"]`;

/** Waits for a tweet's button. */
export const hostOf = (page, tweet) => until(page, (host) => document.querySelector(host), `the button of ${tweet.kind}`, { args: [selector(tweet)] });

/** Scrolls a long timeline, from the top where it is not below, until the tweet's button is there. */
export const reach = (page, tweet) => until(page, (host) => {
  if (document.querySelector(host)) return true;
  const before = scrollY;
  scrollBy(0, 500);
  if (scrollY === before) scrollTo(0, 0);
  return false;
}, `the button of ${tweet.kind}, scrolling`, { args: [selector(tweet)] });

/** Run in our own world: what a button shows. */
const FACE = (wanted) => {
  const host = document.querySelector(wanted);
  const inside = tree(host);
  if (!inside) return null;
  const main = inside.querySelector(".main");
  const menu = inside.querySelector(".menu:popover-open");
  return {
    mark: host.dataset.hashcart,
    tone: main.dataset.tone,
    undo: main.hasAttribute("data-undo"),
    label: inside.querySelector(".label").textContent,
    name: main.getAttribute("aria-label"),
    note: inside.querySelector(".note:popover-open, .sheet:popover-open > .text")?.textContent ?? "",
    choices: [...inside.querySelectorAll(".sheet:popover-open .item .name")].map((line) => line.textContent),
    said: inside.querySelector("[role=status]").textContent,
    menu: menu && [...menu.querySelectorAll(".item")].map((line) => line.dataset.act),
    focus: document.activeElement === host ? inside.activeElement?.dataset.act ?? null : null,
  };
};

/** What a button shows: tone, label, name, and the texts of its note and menu where they are open. */
export const face = (page, tweet) => inside(page, FACE, selector(tweet));

/** The same, once it shows something else than that it is busy, or asks for a press in X's box; null where it does not soon. */
export const faceSoon = (page, tweet) => insideSoon(page, `(host, waiting) => {
  const shown = (${FACE})(host);
  return shown && (shown.tone !== "busy" || shown.choices.length || shown.label === waiting) ? shown : null;
}`, SOON_MS, selector(tweet), text("button_waiting"));

/** Waits until the button shows all of these; returns what it shows. */
export async function shows(page, tweet, wanted, ms) {
  const fits = `(host, wanted) => {
    const shown = (${FACE})(host);
    return shown && Object.entries(wanted).every(([name, value]) => JSON.stringify(shown[name]) === JSON.stringify(value)) && shown;
  }`;
  try {
    const shown = await untilInside(page, fits, `${tweet.kind}: ${JSON.stringify(wanted)}`, { ms, args: [selector(tweet), wanted] });
    // A line that was not on the screen yet takes no press, of keys neither; a person presses what they have seen.
    if (wanted.menu?.length || wanted.choices?.length) await page.evaluate(() => document.hidden || new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    return shown;
  } catch (error) {
    throw new Error(`${error.message}; it shows ${JSON.stringify(await face(page, tweet).catch(String))}`);
  }
}

/** Unfolds what a part of one of our own pages is folded in, by its line, as a person does. */
export async function unfold(page, part) {
  const line = await page.evaluateHandle((inner) => {
    const found = document.querySelector(inner).closest("details:not([open])")?.querySelector("summary");
    found?.scrollIntoView({ block: "center", behavior: "instant" });
    return found;
  }, part);
  await line.asElement()?.click();
  await until(page, (inner) => document.querySelector(inner).checkVisibility({ contentVisibilityAuto: true }), `${part} unfolded`, { args: [part] });
}

/** The middle of the button, or of a line in its menu, once the page has come to rest around it. */
export async function middle(page, tweet, part = ".main") {
  await page.bringToFront();
  await reach(page, tweet);
  await untilInside(page, async (host, inner) => {
    const target = tree(document.querySelector(host))?.querySelector(inner);
    if (!target) return false;
    if (!inner.startsWith(".item")) target.scrollIntoView({ block: "center", behavior: "instant" });
    const frame = () => new Promise((done) => { requestAnimationFrame(done); });
    const place = () => { const { x, y } = target.getBoundingClientRect(); return `${x} ${y} ${scrollY}`; };
    const before = place();
    await frame();
    await frame();
    return target.isConnected && place() === before;
  }, `${part} of ${tweet.kind} at rest`, { args: [selector(tweet), part] });
  return inside(page, (host, inner) => {
    const { x, y, width, height } = tree(document.querySelector(host)).querySelector(inner).getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, selector(tweet), part);
}

/** A real press: "mouse", "touch", "Enter" or "Space". */
export async function press(page, tweet, how = "mouse", part = ".main") {
  if (how === "mouse" || how === "touch") {
    const { x, y } = await middle(page, tweet, part);
    return how === "mouse" ? page.mouse.click(x, y) : page.touchscreen.tap(x, y);
  }
  await tabTo(page, tweet);
  return page.keyboard.press(how === "Space" ? " " : how);
}

/** Brings the focus to the button with the Tab key, from X's own button before it. */
export async function tabTo(page, tweet) {
  await middle(page, tweet);
  await page.evaluate((host) => [...document.querySelector(host).parentElement.querySelectorAll("button")].at(-1).focus(), selector(tweet));
  await page.keyboard.press("Tab");
  await shows(page, tweet, { focus: "" });
}

/** In our own world: the contrast of the label against everything painted behind it. */
export function contrast(id) {
  const host = document.querySelector(`[data-hashcart^="${id}:"]`);
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, under) => Object.fromEntries(["r", "g", "b"].map((part) => [part, top[part] * top.a + under[part] * (1 - top.a)]));
  const layers = [];
  const label = tree(host).querySelector(".label");
  for (let node = label; node; node = node.parentElement ?? node.getRootNode().host) layers.unshift(parse(getComputedStyle(node).backgroundColor));
  const behind = layers.reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255 });
  const colour = getComputedStyle(label).color;
  const front = over(parse(colour), behind);
  const light = ({ r, g, b }) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const [a, b] = [light(front), light(behind)].sort((one, two) => two - one);
  return { ratio: (a + 0.05) / (b + 0.05), colour, behind, tone: tree(host).querySelector(".main").dataset.tone };
}
