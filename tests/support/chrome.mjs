// What lies outside of pages and no driver presses: the browser's own right-click menu and its keyboard commands.
// Firefox lets us into its own window, and there everything is real. Chromium does not: there the event is sent to
// the background's listeners, as the browser sends it.
import { inWorker } from "./background.mjs";
import { inFirefox } from "./firefox.mjs";
import { until, untilHere } from "./hashcart.mjs";

/** Runs `fn` in the background; it is given the background's global object. */
export async function inBackground(world, fn) {
  if (world.session.name === "chromium") return inWorker(world, `() => (${fn})(globalThis)`);
  return (await world.desk()).evaluate(`chrome.runtime.getBackgroundPage().then(${fn})`);
}

/** Sends an event to the listeners of Chromium's background. */
async function inChromium(world, path, ...facts) {
  await inWorker(world, async (names, args) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    names.split(".").reduce((object, name) => object[name], chrome).dispatch(...args, tab);
  }, path, facts);
}

/** The middle of the first element that matches. */
const middleOf = (page, selector) => until(page, (wanted) => {
  const node = document.querySelector(wanted);
  node?.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = node?.getBoundingClientRect() ?? {};
  return width && { x: x + width / 2, y: y + height / 2, href: node.href };
}, selector, { args: [selector] });

/** Firefox's menu, in the window in front. */
const MENU = 'Services.wm.getMostRecentBrowserWindow().document.getElementById("contentAreaContextMenu")';

/** Our line in the right-click menu on a link, or on the page; `false` where the menu does not have it. */
export async function menuOn(world, page, selector) {
  await page.bringToFront();
  const { x, y, href } = await middleOf(page, selector);
  if (world.session.name === "chromium") {
    const facts = { menuItemId: href ? "link" : "page", editable: false, pageUrl: page.url(), ...(href ? { linkUrl: href } : {}) };
    await inChromium(world, "contextMenus.onClicked", facts);
    return true;
  }
  await page.mouse.click(x, y, { button: "right" });
  await untilHere(() => inFirefox(world.session.browser, `${MENU}.state === 'open'`), "an open menu");
  return inFirefox(world.session.browser, `(() => {
    const menu = ${MENU};
    const ours = [...menu.querySelectorAll("menuitem")].find((item) => item.id.startsWith("hashcart") && !item.hidden);
    if (ours) menu.activateItem(ours); else menu.hidePopup();
    return ours !== undefined;
  })()`);
}

/** Presses the keys of a command, as the manifest suggests them. */
export async function command(world, page, name) {
  await page.bringToFront();
  if (world.session.name === "chromium") return inChromium(world, "commands.onCommand", name);
  const { key } = { add: { key: "A" } }[name];
  return inFirefox(world.session.browser, `(() => {
    const keys = [...document.querySelectorAll("keyset[id^='ext-keyset-id-hashcart'] key")];
    keys.find((one) => one.getAttribute("key") === "${key}" && one.getAttribute("modifiers") === "alt,shift").doCommand();
  })()`);
}

/** What the toolbar button says where the pointer rests on it. */
export const title = (world) => world.desk().then((desk) => desk.evaluate(() => chrome.action.getTitle({})));
