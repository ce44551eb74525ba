// Finds the browsers: by environment, else by name on PATH.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const KNOWN = {
  chromium: { variable: "HASHCART_CHROMIUM", names: ["chromium", "chromium-browser", "google-chrome"] },
  firefox: { variable: "HASHCART_FIREFOX", names: ["firefox-esr", "firefox"] },
};

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {"chromium"|"firefox"} browser @returns {string} path of the executable */
export function findBrowser(browser, environment = process.env) {
  const known = KNOWN[browser];
  if (!known) throw new Error(`browser must be "chromium" or "firefox", not ${browser}`);
  const given = environment[known.variable];
  if (given) {
    if (!runnable(given)) throw new Error(`${known.variable} names ${given}, which cannot be run`);
    return given;
  }
  const folders = (environment.PATH ?? "").split(delimiter).filter(Boolean);
  const found = known.names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runnable);
  if (!found) throw new Error(`no ${browser} found: install one of ${known.names.join(", ")} or set ${known.variable}`);
  return found;
}
