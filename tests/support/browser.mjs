// Starts a real browser with an extension installed, all of whose traffic goes
// to the replica of X.
import { mkdtemp, rm } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import puppeteer from "puppeteer-core";
import { findBrowser, hasSandbox } from "./executables.mjs";
import { chromiumArgs, firefoxPrefs, GECKO_ID } from "./settings.mjs";
import { inFirefox } from "./firefox.mjs";
import { PATIENCE_MS, until, untilHere } from "./until.mjs";
import { keepWarm, warm } from "./warm.mjs";

export { GECKO_ID } from "./settings.mjs";
export { until, untilHere } from "./until.mjs";

/**
 * @typedef {object} LaunchOptions
 * @property {"chromium"|"firefox"} browser
 * @property {string} [extension] Folder of the built extension.
 * @property {{proxyPort: number}} [replica] Without one, no host can be reached.
 * @property {boolean} [headless]
 * @property {object} [prefs] More Firefox preferences.
 * @property {string[]} [args] More arguments.
 * @property {string} [userDataDir] Profile; kept after close when given.
 * @property {boolean} [persistent] Keep the profile for `restart()`.
 * @property {{width: number, height: number, isMobile?: boolean}} [viewport]
 * @property {"light"|"dark"} [colorScheme]
 * @property {boolean} [forcedColors]
 * @property {string} [geckoId] Another add-on id, for other extensions than ours.
 */

const WELCOME = "welcome.html";

/** @param {LaunchOptions} options */
export async function launch(options) {
  const session = new Session(options);
  await session.start();
  return session;
}

class Session {
  #options;
  #profile;
  #ownProfile = false;
  #greeted = false;
  #uuid = randomUUID();

  /** Uncaught errors of every page and worker: {from, text}. */
  pageErrors = [];
  /** console.error of every page and worker: {from, text}. */
  consoleErrors = [];
  /** The browser's id of the extension. */
  extensionId;

  constructor(options) {
    this.#options = { headless: true, viewport: { width: 1280, height: 900 }, geckoId: GECKO_ID, ...options };
    this.name = options.browser;
  }

  async start() {
    const { browser, extension, headless, replica, viewport, prefs, args = [], userDataDir, persistent } = this.#options;
    const executablePath = findBrowser(browser);
    this.#profile ??= userDataDir;
    if (!this.#profile && (persistent || browser === "firefox")) {
      this.#profile = await mkdtemp(join(tmpdir(), "hashcart-profile-"));
      this.#ownProfile = true;
      if (browser === "firefox") await warm(this.#profile, executablePath);
    }
    const shared = {
      browser: browser === "firefox" ? "firefox" : "chrome",
      executablePath,
      headless,
      defaultViewport: viewport,
      acceptInsecureCerts: true,
      ...(this.#profile ? { userDataDir: this.#profile } : {}),
    };
    this.browser = browser === "firefox"
      ? await puppeteer.launch({
          ...shared,
          // Without this a release build ignores its preference for remote settings.
          env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" },
          // Extension pages are privileged pages to Firefox's remote protocol.
          args: ["--remote-allow-system-access", ...args],
          extraPrefsFirefox: { ...firefoxPrefs({ ...this.#options, proxyPort: replica?.proxyPort, uuid: this.#uuid }), ...prefs },
        })
      // The tests read what English says, whatever the machine's own language is.
      : await puppeteer.launch({ ...shared, env: { ...process.env, LANGUAGE: "en_US" }, enableExtensions: true, pipe: true, args: [...chromiumArgs({ proxyPort: replica?.proxyPort, sandbox: hasSandbox(executablePath) }), ...args] });
    this.#watchWorkers();
    if (extension) this.extensionId = await this.browser.installExtension(resolve(extension));
    if (extension && existsSync(join(extension, WELCOME)) && !this.#greeted) await this.#takeWelcome();
    this.#greeted = true;
  }

  /** The page that the extension opens after its first install is waited for, and closed like by a hurried user. */
  async #takeWelcome() {
    const address = `${this.baseUrl()}/${WELCOME}`;
    if (this.name === "chromium") {
      const target = await this.browser.waitForTarget((one) => one.url() === address, { timeout: PATIENCE_MS });
      await (await target.page()).close();
      return;
    }
    await untilHere(() => inFirefox(this.browser, `(() => {
      const tab = gBrowser.tabs.find((one) => one.linkedBrowser.currentURI.spec === ${JSON.stringify(address)});
      if (tab) gBrowser.removeTab(tab);
      return tab !== undefined;
    })()`), "the welcome");
  }

  /** Address of the extension's own pages. */
  baseUrl() {
    return this.name === "firefox" ? `moz-extension://${this.#uuid}` : `chrome-extension://${this.extensionId}`;
  }

  /** A new page at `url`; returns when its load event has fired. */
  async page(url, { viewport } = {}) {
    const page = await this.browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    this.#watch(page, url);
    if (viewport) await page.setViewport(viewport);
    await this.#emulate(page);
    if (url) await page.goto(url, { waitUntil: "load" });
    return page;
  }

  /** Empties a page that is to be used again. By its own script: the browser's word would end its process in Chromium. */
  async blank(page) {
    await until(page, () => {
      if (location.href === "about:blank") return true;
      location.replace("about:blank");
      return false;
    }, "an empty page");
    const { viewport } = this.#options;
    if (page.viewport()?.width !== viewport.width || page.viewport()?.height !== viewport.height) await page.setViewport(viewport);
  }

  /** A page of the extension, such as "popup.html", once `selector` is there and its program hears what is pressed. */
  async openExtensionPage(path, selector = "body") {
    const url = `${this.baseUrl()}/${path}`;
    const page = await this.page();
    if (this.name === "chromium") await page.goto(url);
    // Firefox loads the page and never says so: not awaited, the selector tells.
    else page.goto(url).catch(() => {});
    await until(page, (base, wanted) => {
      if (!location.href.startsWith(base) || document.readyState === "loading" || document.querySelector(wanted) === null) return false;
      // The program gives the page its words in the turn in which it begins to hear; a button may stand there before.
      return document.querySelector("[data-text]")?.textContent !== "";
    }, `${selector} in ${path}`, { args: [this.baseUrl(), selector] });
    return page;
  }

  /** Ends the browser and starts it again with the same profile. */
  async restart() {
    if (!this.#profile) throw new Error("restart needs `persistent` or `userDataDir`");
    await this.browser.close();
    await this.start();
  }

  async close() {
    await this.browser.close();
    if (this.#ownProfile && this.name === "firefox") await keepWarm(this.#profile, findBrowser("firefox"));
    if (this.#ownProfile) await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #emulate(page) {
    const { colorScheme, forcedColors } = this.#options;
    // Firefox has both by preference, for extension pages too.
    if (this.name === "firefox" || (!colorScheme && !forcedColors)) return;
    const features = [];
    if (colorScheme) features.push({ name: "prefers-color-scheme", value: colorScheme });
    if (forcedColors) features.push({ name: "forced-colors", value: "active" });
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features });
  }

  #watch(page, from = "page") {
    page.on("pageerror", (error) => this.pageErrors.push({ from, text: String(error?.stack ?? error) }));
    page.on("console", (message) => {
      if (message.type() === "error") this.consoleErrors.push({ from, text: message.text() });
    });
  }

  /** Chromium shows the extension's service worker; Firefox's background page stays unseen. */
  #watchWorkers() {
    if (this.name !== "chromium") return;
    this.browser.on("targetcreated", async (target) => {
      if (target.type() !== "service_worker") return;
      const worker = await target.worker().catch(() => null);
      worker?.on("console", (message) => {
        if (message.type() === "error") this.consoleErrors.push({ from: "background", text: message.text() });
      });
      worker?.on("error", (error) => this.pageErrors.push({ from: "background", text: String(error) }));
    });
  }
}
