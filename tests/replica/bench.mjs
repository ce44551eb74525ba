// Runs checks of the replica, without any extension: whatever fails here is the replica.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { startReplica } from "./server.mjs";
import { launch } from "../support/browser.mjs";

/** What a browser says by itself about an answer that is not 200. */
const ANSWERS = /status of [45]\d\d|ERR_EMPTY_RESPONSE|net::ERR_/;

/**
 * @param {string} name
 * @param {(on: (path: string, check: (page: object, replica: object) => Promise<void>, options?: object) => Promise<void>, browser: string) => void} tests
 * `on` opens a path in a fresh page, with the server's memory empty, and closes it when the check is over.
 * @param {string[]} browsers both, where the page leans on what browsers do differently: text and focus
 */
export function bench(name, tests, browsers = ["chromium", "firefox"]) {
  // The two browsers do not share anything and run side by side.
  describe(name, { concurrency: 2 }, () => {
    for (const browser of browsers) {
      describe(browser, { concurrency: 1 }, () => {
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
        const on = async (path, check, options) => {
          replica.reset();
          const page = await session.page(`https://x.com${path}`, options);
          try {
            await check(page, replica);
          } finally {
            await page.close();
          }
        };
        tests(on, browser);
      });
    }
  });
}

/** The tweet of this kind, as the server knows it. */
export const kind = (replica, name, options) => replica.tweets(options).find((tweet) => tweet.kind === name);

export const path = (tweet) => `/${tweet.user.handle}/status/${tweet.id}`;
