// What the tests of the hand-over do: a list, a store, a walk, and a person who does what each page asks for.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { startReplica } from "../replica/server.mjs";
import { startAmazon } from "../amazon/store.mjs";
import { launch, until, untilHere } from "./browser.mjs";
import { granted } from "./granted.mjs";
import { deskOf, inside, untilInside } from "./inside.mjs";
import { update } from "./update.mjs";

export { until, untilHere };

/** The record of an item as the background keeps it. */
export const itemRecord = (asin, { domain = "amazon.de", title = `Product ${asin}`, at = 1_764_000_000_000 } = {}) => [`item:${asin}@${domain}`, {
  v: 1,
  data: { found: { key: `${asin}@${domain}`, link: `https://www.${domain}/dp/${asin}`, title, tweet: { id: "1861597350789288128", author: "ada" } }, saved_at: at, changed_at: at, status: { state: "saved" } },
}];

/** A browser with the extension before the loopback Amazon; close it with `end`. */
export async function open(browser, { domains = ["amazon.de"], permitted = true, csp, hosts, ...options } = {}) {
  const amazon = startAmazon(domains);
  const replica = await startReplica({ csp, hosts: { ...hosts, ...amazon.hosts } });
  const copy = permitted ? await granted(browser) : null;
  try {
    const session = await launch({ browser, replica, extension: copy?.folder ?? `dist/${browser === "firefox" ? "firefox" : "chrome"}`, ...options });
    return new Handover(session, replica, amazon, copy);
  } catch (error) {
    await copy?.remove();
    await replica.close();
    throw error;
  }
}

/** How long a person looks at the same words before they press again, or, where nothing is wanted of them, at all. */
const AGAIN_MS = 5_000;

/** What an act comes to that a person does again then. */
export const AGAIN = "again";

class Handover {
  #desk;
  #page;

  constructor(session, replica, amazon, copy) {
    Object.assign(this, { session, replica, amazon, copy });
    deskOf(session.browser, () => this.desk());
  }

  /** A page of the extension from which storage is read. */
  async desk() {
    this.#desk ??= await this.session.openExtensionPage("options.html", "input[type=radio]");
    return this.#desk;
  }

  async records() {
    return (await this.desk()).evaluate(() => chrome.storage.local.get(null));
  }

  async walk() {
    return (await (await this.desk()).evaluate(() => chrome.storage.local.get("walk"))).walk?.data;
  }

  /** Forgets everything, and begins with this list and these choices. */
  async begin(items, { press = false, prefs = {} } = {}) {
    const desk = await this.desk();
    await desk.evaluate(async (all) => {
      await chrome.storage.local.clear();
      await chrome.storage.local.set(all);
    }, Object.fromEntries([...items, ["handover", { v: 1, data: { press, ...prefs } }]]));
    for (const tab of await this.session.browser.pages()) if (tab !== desk && tab !== this.#page) await tab.close().catch(() => {});
  }

  /** The page of the hand-over, with the store chosen. */
  async page(query = "?store=amazon.de") {
    await this.#page?.close().catch(() => {});
    this.#page = await this.session.openExtensionPage(`handover.html${query}`, "#heading:not(:empty)");
    return this.#page;
  }

  /** Chooses quantities, by ASIN, and presses one of the ways. */
  async send(wanted = {}, way = "guided", query) {
    const page = await this.page(query);
    for (const [asin, number] of Object.entries(wanted)) {
      const field = `[data-key^="${asin}@"] [data-slot=wanted]`;
      await page.bringToFront();
      await page.click(field, { count: 3 });
      await page.keyboard.type(String(number));
      await page.keyboard.press("Tab");
    }
    const before = (await this.walk())?.begun;
    await this.press(page, way);
    await untilHere(async () => {
      const walk = await this.walk();
      return walk && walk.begun !== before;
    }, "the walk begun");
    return page;
  }

  /** The tab in which the walk goes on, once it shows the store. */
  tab(domain = "amazon.de") {
    return untilHere(async () => {
      const pages = await this.session.browser.pages();
      return pages.findLast((page) => page.url().startsWith(`https://www.${domain}/`));
    }, "the walk's tab");
  }

  /** What the panel shows. */
  panel(tab) {
    return inside(tab, () => {
      const root = tree(document.querySelector("[data-hashcart-panel]"));
      const part = (name) => root?.querySelector(`.${name}`)?.textContent ?? "";
      const box = root?.querySelector(".box");
      return root && { scrolls: box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight, count: part("count"), title: part("title"), says: part("says"), acts: [...root.querySelectorAll("[data-act]")].map((act) => act.dataset.act), items: [...root.querySelectorAll("li")].map((line) => line.textContent) };
    });
  }

  /** Presses in the panel, as a person does. */
  async act(tab, name) {
    await tab.bringToFront();
    const box = await untilInside(tab, async (act) => {
      // What was not on the screen yet takes no press; a person presses what they have seen.
      if (!document.hidden) await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))); setTimeout(done, 500); });
      const button = tree(document.querySelector("[data-hashcart-panel]"))?.querySelector(`[data-act=${act}]`);
      const { x, y, width, height } = button?.getBoundingClientRect() ?? {};
      return width > 0 && { x: x + width / 2, y: y + height / 2 };
    }, `${name} in the panel`, { args: [name] });
    await tab.mouse.click(box.x, box.y);
  }

  /** A person's press on something in Amazon's page. */
  async click(tab, selector) {
    await tab.bringToFront();
    const box = await until(tab, (wanted) => {
      const node = [...document.querySelectorAll(wanted)].find((one) => one.getBoundingClientRect().width > 0);
      node?.scrollIntoView({ block: "center" });
      const { x, y, width, height } = node?.getBoundingClientRect() ?? {};
      return width > 0 && { x: x + width / 2, y: y + height / 2 };
    }, `${selector} on the page`, { args: [selector] });
    await tab.mouse.click(box.x, box.y);
  }

  /** A person's press in our own page, where a button may be made anew at any moment. */
  async press(page, name) {
    await page.bringToFront();
    const box = await until(page, async (wanted) => {
      // A person has seen the page: rows that are laid out only when seen had another height before. A tab that is
      // not in front paints nothing.
      if (!document.hidden) await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); setTimeout(done, 200); });
      const button = document.querySelector(`[data-do=${wanted}]`);
      const fold = button?.closest("details:not([open])");
      if (fold) fold.open = true;
      button?.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = button?.getBoundingClientRect() ?? {};
      return width > 0 && !button.disabled && { x: x + width / 2, y: y + height / 2 };
    }, `${name} on our page`, { args: [name] });
    await page.mouse.click(box.x, box.y);
  }

  /** Waits until the walk is like this. */
  until(fits, what, ms) {
    return untilHere(async () => {
      const walk = await this.walk();
      return walk && fits(walk) && walk;
    }, what, ms);
  }

  /**
   * Goes the whole walk as a person would: at each halt does what `person` says, by the halt's name, else what most
   * people do. Returns the walk at its end.
   */
  async go(person = {}, { ms = 60_000, domain } = {}) {
    const end = performance.now() + ms;
    let [last, since, repeats] = ["", 0, false];
    for (;;) {
      const walk = await this.walk();
      if (walk.at === "done") return walk;
      const now = JSON.stringify([walk.at, walk.halt, walk.page]);
      const act = person[walk.halt] ?? PERSON[walk.halt];
      if (now !== last || (repeats && performance.now() - since > AGAIN_MS)) {
        // What was to be pressed may go away with its page: then the next look says what is there. A halt that is there
        // again after something else was there is a halt anew.
        const done = !act || (now !== last && act.patient ? AGAIN : await act(this, () => this.tab(domain), walk));
        [last, since, repeats] = [done ? now : "", performance.now(), done === AGAIN];
      }
      if (performance.now() > end) throw new Error(`the walk stands at ${now}: ${JSON.stringify([await this.tab(domain).then((tab) => this.panel(tab)).catch(String), (await this.session.browser.pages()).map((page) => page.url()), walk, this.amazon.requests.map(({ method, path }) => `${method} ${path}`)])}`);
      // See untilHere.
      await new Promise((done) => { setTimeout(done, 20); });
    }
  }

  /** How the items ended, in short. */
  static ends(walk) {
    return Object.fromEntries(walk.items.map((item) => [item.asin, short(item.outcome)]));
  }

  /** Nothing but the one button was pressed by us, and nothing else by the person than was meant. */
  presses({ ours = 0, extra = [] } = {}) {
    const own = this.amazon.presses.filter(({ trusted }) => !trusted).map(({ control }) => control);
    assert.deepEqual(own.filter((control) => !["add-to-cart-button", "attachSiNoCoverage", "attachSiNoCoverage-ld", "abb-intl-pop-cta"].includes(control) && !extra.includes(control)), [], "pressed by a script");
    if (ours !== null) assert.equal(own.filter((control) => control === "add-to-cart-button").length, ours, "presses of ours");
    assert.deepEqual(this.amazon.sent, [], "forms sent beside the one button's");
  }

  errors(allowed = []) {
    const { consoleErrors, pageErrors } = this.session;
    const all = [...consoleErrors.splice(0), ...pageErrors.splice(0)].map(({ from, text }) => `${from}: ${text}`);
    // Browsers say it of every page that comes with an error.
    const usual = [/Failed to load resource/, ...allowed];
    assert.deepEqual(all.filter((line) => !usual.some((pattern) => pattern.test(line))), []);
  }

  /** The extension is replaced by a newer one, with this number, as by an update. */
  async update(version) {
    this.#desk = undefined;
    this.#page = undefined;
    const path = `${this.copy.folder}/manifest.json`;
    await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, "utf8")), version }));
    await update(this.session);
  }

  async restart() {
    this.#desk = undefined;
    this.#page = undefined;
    await this.session.restart();
    deskOf(this.session.browser, () => this.desk());
  }

  async end({ allowed } = {}) {
    try {
      this.errors(allowed);
      assert.deepEqual(this.replica.refused(), []);
    } finally {
      await this.session.close();
      await this.replica.close();
      await this.copy?.remove();
    }
  }
}

/** An outcome in a few letters. */
export const short = (outcome) => ({ in_cart: () => `in cart ${outcome.count}`, already_there: () => `there ${outcome.count}`, not_added: () => outcome.reason, marked: () => "marked" })[outcome?.end]?.() ?? "open";
export const ends = Handover.ends;

/** Does something in the tab, and says whether the page was still there to do it in. */
const tries = (work) => async (world, tab, walk) => {
  try {
    await work(world, await tab(), walk);
    return true;
  } catch (error) {
    if (/not seen within|context|detached|closed|navigat|no such frame|discarded/i.test(String(error))) return false;
    throw error;
  }
};

/** A press on what is ours. It buys nothing: who sees the same words for long presses again. */
const again = (work) => async (...all) => await tries(work)(...all) && AGAIN;
const ours = (act) => again((world, tab) => world.act(tab, act));

/** What most people do at each halt. Those of whom nothing is wanted wait. */
export const PERSON = {
  press: tries((world, tab) => world.click(tab, "#add-to-cart-button")),
  chosen: tries((world, tab) => world.click(tab, "#add-to-cart-button")),
  choose: tries((world, tab) => world.click(tab, "#variation")),
  press_on_phone: tries((world, tab) => world.click(tab, "#add-to-cart-button")),
  ...Object.fromEntries(["subscribe", "members_chosen", "another_way"].map((halt) => [halt, tries((world, tab) => world.click(tab, "[data-a-accordion-row-name=newAccordionRow] .a-accordion-row"))])),
  gift_card: tries((world, tab) => world.click(tab, "#gc-buy-box-atc")),
  other_cart: again(async (world, tab) => {
    if (world.amazon.fresh.length === 0) await world.click(tab, "#freshAddToCartButton input");
    await untilHere(() => world.amazon.fresh.length > 0, "the groceries are added");
    await world.act(tab, "told");
  }),
  pane: tries((world, tab) => world.click(tab, "#question-answer")),
  age: tries((world, tab) => world.click(tab, "#of-age")),
  plan: tries((world, tab) => world.click(tab, "[id^=attachSiNoCoverage] input, .abb-intl-decline input")),
  sign_in: tries(async (world, tab) => {
    await world.click(tab, "#ap_email, #ap_email_login");
    await tab.keyboard.type("ada@example.org");
    await world.click(tab, "#continue");
  }),
  continue: tries((world, tab) => world.click(tab, "form button")),
  captcha: tries((world, tab) => world.click(tab, "form button")),
  ...Object.fromEntries(["used", "no_offer", "unclear", "queue"].map((halt) => [halt, ours("skip")])),
  ...Object.fromEntries(["link", "broken", "strayed", "cart_unread"].map((halt) => [halt, ours("go-on")])),
};
export { ours, tries };
