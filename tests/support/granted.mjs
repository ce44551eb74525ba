// A copy of the extension that has its optional permissions from the start.
//
// Chromium asks for them in a window of its own that no driver can press. What is asked for, and by which press, is
// tested in Firefox, which can be told to say yes; what happens once it is given is tested in both.
import { altered } from "./altered.mjs";

/** Makes the copy; returns its folder and how to take it away. */
export const granted = (browser) => altered(browser, ({ optional_permissions: names = [], optional_host_permissions: hosts = [], ...manifest }) => ({
  ...manifest,
  permissions: [...(manifest.permissions ?? []), ...names],
  host_permissions: [...(manifest.host_permissions ?? []), ...hosts],
}));
