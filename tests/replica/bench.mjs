// Runs checks of the replica, without any extension: whatever fails here is the replica.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { startReplica } from "./server.mjs";
import { launch } from "../support/browser.mjs";

/** What a browser says by itself about an answer that is not 200, or that the page may not read. */
const ANSWERS = /status of [45]\d\d|ERR_EMPTY_RESPONSE|net::ERR_|CORS policy|Cross-Origin Request Blocked/;

/**
 * @param {string} name
 * @param {(on: (path: string, check: (page: object, replica: object) => Promise<void>, options?: object) => Promise<void>, browser: string) => void} tests
 * `on` opens a path, with the server's memory empty: as a new document, in a tab of its own where it has options.
 * @param {string[]} browsers both, where the page leans on what browsers do differently: text and focus
 */
export function bench(name, tests, browsers = ["chromium", "firefox"]) {
  describe(name, () => {
    for (const browser of browsers) {
      describe(browser, () => {
        let replica;
        let session;
        before(async () => {
          replica = await startReplica({ csp: "strict", page: { n: 20 } });
          session = await launch({ browser, replica });
        });
        after(async () => {
          await session?.close();
          await replica?.close();
          // The page's own faults, which no check looks for, are faults of the replica.
          const errors = [...(session?.pageErrors ?? []), ...(session?.consoleErrors ?? [])].filter(({ text }) => !ANSWERS.test(text));
          assert.deepEqual(errors, []);
        });
        let tab;
        const on = async (path, check, options) => {
          replica.reset();
          const url = `https://x.com${path}`;
          if (options) {
            const page = await session.page(url, options);
            return check(page, replica).finally(() => page.close());
          }
          // A tab of its own for each would cost as much again as the page in it.
          tab ??= await session.page();
          await tab.goto(url, { waitUntil: "load" });
          return check(tab, replica);
        };
        tests(on, browser);
      });
    }
  });
}

/** The tweet of this kind, as the server knows it. */
export const kind = (replica, name, options) => replica.tweets(options).find((tweet) => tweet.kind === name);

export const path = (tweet) => `/${tweet.user.handle}/status/${tweet.id}`;
