// Finds the browsers: by environment, by name on PATH, or where `cargo xtask` put them. xtask/src/machine.rs looks in
// the same places.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Cache } from "@puppeteer/browsers";

const KNOWN = {
  chromium: { variable: "HASHCART_CHROMIUM", names: ["chromium", "chromium-browser", "google-chrome"], downloaded: "chrome" },
  firefox: { variable: "HASHCART_FIREFOX", names: ["firefox-esr", "firefox"], downloaded: "firefox" },
};

/** Browsers that were downloaded because nothing else brought them. */
const DOWNLOADED = fileURLToPath(new URL("../../target/browsers", import.meta.url));

/** Whether this one came from there: then no package prepared the system for its sandbox. */
const isDownloaded = (path) => path.startsWith(DOWNLOADED);

/**
 * Whether Chromium's sandbox works here: root has none, and in a container others may have none either. Chromium does not
 * start then, and is told to do without: no page but loopback's is opened.
 */
export function hasSandbox(path) {
  if (process.getuid?.() === 0 || isDownloaded(path)) return false;
  const asked = spawnSync("unshare", ["--user", "true"]);
  // Where nobody can be asked, other means are there.
  return Boolean(asked.error) || asked.status === 0;
}

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
  const named = known.names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const downloaded = existsSync(DOWNLOADED) ? new Cache(DOWNLOADED).getInstalledBrowsers() : [];
  const found = [...named, ...downloaded.filter(({ browser: name }) => name === known.downloaded).map(({ executablePath }) => executablePath)].find(runnable);
  if (!found) throw new Error(`no ${browser} found: install one of ${known.names.join(", ")} or set ${known.variable}`);
  return found;
}
