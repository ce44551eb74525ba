// A copy of the extension for a browser that has less: without the manifest's keys and permissions the browser has no
// such API, as on a phone or in an older version.
import { altered } from "./altered.mjs";

/**
 * What each browser lacks beside the one on the desktop.
 * Firefox for Android: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Differences_between_desktop_and_Android;
 * Edge for Android: https://learn.microsoft.com/microsoft-edge/extensions/developer-guide/api-support (both read 2026-11-28).
 */
export const LACKS = {
  chromium: { keys: ["commands", "side_panel"], permissions: ["contextMenus", "sidePanel"], apis: ["commands", "contextMenus", "sidePanel"] },
  firefox: { keys: ["commands", "sidebar_action"], permissions: ["contextMenus", "menus"], apis: ["commands", "contextMenus", "menus", "sidebarAction"] },
};

/** Makes the copy; returns its folder and how to take it away. */
export const lesser = (browser) => altered(browser, (manifest) => {
  const { keys, permissions } = LACKS[browser];
  return {
    ...Object.fromEntries(Object.entries(manifest).filter(([key]) => !keys.includes(key))),
    permissions: manifest.permissions.filter((name) => !permissions.includes(name)),
  };
});
