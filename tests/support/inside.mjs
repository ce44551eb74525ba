// What stands in our closed trees: no page can read it, and neither can a driver, which sees what the page sees. The
// extension's own world can: a page of the extension, the desk, has functions of a test run there.
import { randomUUID } from "node:crypto";
import { untilHere } from "./until.mjs";

const DESKS = new WeakMap();
const TABS = new WeakMap();
const SEEN = new WeakSet();

/** Says how the extension's page of this browser is had. */
export const deskOf = (browser, desk) => DESKS.set(browser, desk);

/** How long a question waits in the page for its answer before it is asked anew, which costs both their processes. */
const ROUND_MS = 500;

/**
 * Runs `fn` in our world of one tab, where `tree(host)` is a host's tree, again until it returns something true or the
 * time is over. What it throws comes back as text.
 */
const INJECT = `(id, args, ms) => chrome.scripting.executeScript({ target: { tabId: id }, args: [ms, ...args], func: async (ms, ...args) => {
  // Firefox has it as a property that only extensions see.
  const tree = (host) => (host ? host.openOrClosedShadowRoot ?? chrome.dom?.openOrClosedShadowRoot(host) : null);
  // A node does not travel; that it is there is the answer.
  const sent = (value) => ({ value: value instanceof Node ? true : value });
  const ask = FN;
  const end = performance.now() + ms;
  try {
    for (;;) {
      const value = await ask(...args);
      // The timers of a page that nobody sees stand still.
      if (value || document.hidden || performance.now() >= end) return sent(value);
      await new Promise((done) => setTimeout(done, 20));
    }
  } catch (error) { return { error: String(error) }; }
} }).then(([one]) => one?.result, (error) => ({ gone: String(error) }))`;

const run = (desk, fn, tab, args, ms = 0) => desk.evaluate(`(${INJECT.replace("FN", () => `${fn}`)})(${tab}, ${JSON.stringify(args)}, ${ms})`);

/** The browser's number of a page's tab. A window's name tells it, which neither document nor extension looks at. */
async function tabOf(desk, page) {
  if (!TABS.has(page)) {
    const name = randomUUID();
    await page.evaluate((mine) => { window.name = mine; }, name);
    const tabs = await desk.evaluate(() => chrome.tabs.query({}).then((all) => all.map((tab) => tab.id)));
    const names = await Promise.all(tabs.map((tab) => run(desk, () => window.name, tab, [])));
    const at = names.findIndex((one) => one?.value === name);
    if (at < 0) return null;
    await page.evaluate(() => { window.name = ""; });
    TABS.set(page, tabs[at]);
  }
  return TABS.get(page);
}

async function within(page, fn, args, ms) {
  const desk = await DESKS.get(page.browser())();
  if (!SEEN.has(desk)) {
    // It may have been opened just now, in front of the page: that gets no frames then.
    SEEN.add(desk);
    await page.bringToFront();
  }
  const tab = await tabOf(desk, page);
  const answer = tab === null ? null : await run(desk, fn, tab, args, ms);
  if (answer?.error) throw new Error(answer.error);
  return answer?.value;
}

/** Runs `fn` in our own world of the page, once; `tree(host)` is there. Undefined while the page is on its way. */
export const inside = (page, fn, ...args) => within(page, fn, args, 0);

/** The same, again until it returns something true, and no longer than this; what it returned last. */
export const insideSoon = (page, fn, ms, ...args) => within(page, fn, args, ms);

/** Waits until `fn`, run there, returns something true, and returns that. */
export const untilInside = (page, fn, what, { ms, args = [] } = {}) => untilHere(() => within(page, fn, args, ROUND_MS), what, ms);
