// What stands in our closed trees: no page can read it, and neither can a driver, which sees what the page sees. The
// extension's own world can: a page of the extension, the desk, has functions of a test run there.
import { randomUUID } from "node:crypto";
import { untilHere } from "./until.mjs";

const DESKS = new WeakMap();
const TABS = new WeakMap();
const SEEN = new WeakSet();

/** Says how the extension's page of this browser is had. */
export const deskOf = (browser, desk) => DESKS.set(browser, desk);

/** Runs `fn` in our world of one tab, where `tree(host)` is a host's tree. What it throws comes back as text. */
const INJECT = `(id, args) => chrome.scripting.executeScript({ target: { tabId: id }, args, func: async (...args) => {
  // Firefox has it as a property that only extensions see.
  const tree = (host) => (host ? host.openOrClosedShadowRoot ?? chrome.dom?.openOrClosedShadowRoot(host) : null);
  // A node does not travel; that it is there is the answer.
  const sent = (value) => ({ value: value instanceof Node ? true : value });
  try { return sent(await (FN)(...args)); } catch (error) { return { error: String(error) }; }
} }).then(([one]) => one?.result, (error) => ({ gone: String(error) }))`;

const run = (desk, fn, tab, args) => desk.evaluate(`(${INJECT.replace("FN", () => `${fn}`)})(${tab}, ${JSON.stringify(args)})`);

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

/** Runs `fn` in our own world of the page, once; `tree(host)` is there. Undefined while the page is on its way. */
export async function inside(page, fn, ...args) {
  const desk = await DESKS.get(page.browser())();
  if (!SEEN.has(desk)) {
    // It may have been opened just now, in front of the page: that gets no frames then.
    SEEN.add(desk);
    await page.bringToFront();
  }
  const tab = await tabOf(desk, page);
  const answer = tab === null ? null : await run(desk, fn, tab, args);
  if (answer?.error) throw new Error(answer.error);
  return answer?.value;
}

/** Waits until `fn`, run there, returns something true, and returns that. */
export const untilInside = (page, fn, what, { ms, args = [] } = {}) => untilHere(() => inside(page, fn, ...args), what, ms);
