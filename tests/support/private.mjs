// Private windows: the user's leave to be there, a window, our pages in it, and its end.
import { inFirefox } from "./firefox.mjs";
import { timeline } from "./steps.mjs";
import { until } from "./until.mjs";
import { GECKO_ID } from "./settings.mjs";

/** Lets the extension into private windows, as the user does in the browser's settings. The browser reloads it for that. */
export async function letIn({ session }) {
  if (session.name === "firefox") {
    await inFirefox(session.browser, `(async () => {
      const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
      const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
      const { extension } = WebExtensionPolicy.getByID("${GECKO_ID}");
      await ExtensionPermissions.add("${GECKO_ID}", { permissions: ["internal:privateBrowsingAllowed"], origins: [] }, extension);
      await (await AddonManager.getAddonByID("${GECKO_ID}")).reload();
    })()`);
    return;
  }
  const page = await session.page("chrome://extensions");
  await page.evaluate(async (extensionId) => {
    const done = (act, ...args) => new Promise((ok) => { chrome.developerPrivate[act](...args, ok); });
    // A reload looks anew whether an unpacked extension may be there.
    await done("updateProfileConfiguration", { inDeveloperMode: true });
    await done("updateExtensionConfiguration", { extensionId, incognitoAccess: true });
  }, session.extensionId);
  await until(page, (id) => new Promise((ok) => {
    chrome.developerPrivate.getExtensionInfo(id, ({ state, incognitoAccess }) => ok(state === "ENABLED" && incognitoAccess.isActive));
  }), "the extension, reloaded", { args: [session.extensionId] });
  await page.close();
}

/** A private window at this address; returns its page and its number. */
export async function privateWindow(world, url) {
  const { browser, name } = world.session;
  const desk = await world.desk();
  const before = new Set(browser.targets());
  const opened = browser.waitForTarget((target) => !before.has(target) && target.type() === "page" && target.url() === url);
  const window = await desk.evaluate((address) => chrome.windows.create({ incognito: true, url: address, focused: true }).then(({ id }) => id), url);
  const page = await (await opened).page();
  if (name === "chromium") await page.setViewport({ width: 1280, height: 900 });
  await timeline(page);
  return { page, window };
}

/** Our popup in that window, the one opened last. */
export async function privatePopup(world, window) {
  const { browser, name } = world.session;
  // Firefox opens its popup after a press only; as a tab, which is how its phones show it, it comes to the window in front.
  if (name === "firefox") return world.popup();
  const opened = browser.waitForTarget((target) => target.url() === `${world.session.baseUrl()}/popup.html`);
  await (await world.desk()).evaluate((windowId) => chrome.action.openPopup({ windowId }), window);
  const page = await (await opened).asPage();
  await until(page, () => document.querySelector("#count"), "the popup");
  return page;
}

export const closeWindow = async (world, window) => (await world.desk()).evaluate((id) => chrome.windows.remove(id), window);

/** What is kept in memory. */
export const inMemory = async (world) => (await world.desk()).evaluate(() => chrome.storage.session.get(null));
