// The extension is replaced by what its folder has now, as by an update.
import { inFirefox } from "./firefox.mjs";
import { GECKO_ID } from "./settings.mjs";
import { until } from "./until.mjs";

/** Replaces it; pages of others stay as they are. */
export async function update(session) {
  if (session.name === "firefox") {
    await inFirefox(session.browser, `ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs").AddonManager.getAddonByID("${GECKO_ID}").then((addon) => addon.reload())`);
    return;
  }
  const page = await session.page("chrome://extensions");
  await page.evaluate(async (id) => {
    const done = (act, ...args) => new Promise((ok) => { chrome.developerPrivate[act](...args, ok); });
    await done("updateProfileConfiguration", { inDeveloperMode: true });
    await done("reload", id, { failQuietly: false });
  }, session.extensionId);
  await until(page, (id) => new Promise((ok) => { chrome.developerPrivate.getExtensionInfo(id, ({ state }) => ok(state === "ENABLED")); }), "the extension, reloaded", { args: [session.extensionId] });
  await page.close();
}
