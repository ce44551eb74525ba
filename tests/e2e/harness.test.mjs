// Proves the harness in both browsers, with a throw-away extension: whatever
// fails here is the harness or the replica, and not the extension under test.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startReplica } from "../replica/server.mjs";
import { launch, until, untilHere } from "../support/browser.mjs";
import { writeProbe } from "../support/probe.mjs";
import { switchTests } from "../replica/checks.mjs";
import { composerState, openReply, timeline, toast } from "../support/steps.mjs";
import { BROWSERS, mainly } from "../support/which.mjs";

const HOME = "https://x.com/home?n=40";

/** Whether the page's own world may compile WebAssembly: tells the two headers apart. */
const pageCompiles = (page) => page.evaluate(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => true, () => false));

const ask = (page, how) => page.evaluate((detail) => document.dispatchEvent(new CustomEvent("probe-insert", { detail })), how);

describe("harness", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const replicas = {};
      let probe;
      let session;

      before(async () => {
        for (const csp of ["strict", "wasm"]) replicas[csp] = await startReplica({ csp });
        probe = await writeProbe(browser);
        session = await launch({ browser, extension: probe.folder, replica: replicas.strict, persistent: true });
      });
      after(async () => {
        await session?.close();
        await probe?.remove();
        for (const replica of Object.values(replicas)) await replica.close();
      });

      test("the content script runs under the strict policy", async () => {
        const page = await session.page(HOME);
        await timeline(page);
        assert.equal(await until(page, () => document.querySelector("#probe")?.textContent, "the probe's mark"), "probe x.com");
        assert.equal(await pageCompiles(page), false);
        await page.close();
      });

      test("the content script runs under the policy with wasm-unsafe-eval", async () => {
        const other = await launch({ browser, extension: probe.folder, replica: replicas.wasm });
        try {
          const page = await other.page(HOME);
          await until(page, () => document.querySelector("#probe"), "the probe's mark");
          assert.equal(await pageCompiles(page), true);
        } finally {
          await other.close();
        }
      });

      test("the popup opens, talks to the background, and cannot leave", async () => {
        replicas.strict.reset();
        const popup = await session.openExtensionPage("popup.html");
        await until(popup, () => document.body.dataset.opened === "1", "the popup's first opening");
        assert.match(await popup.evaluate(() => document.body.textContent), /Probe popup.*background here/s);
        assert.equal(await popup.evaluate(() => document.body.dataset.outside), "refused");
        assert.deepEqual([...new Set(replicas.strict.refused().map((entry) => entry.host))], ["www.amazon.com"]);
        await popup.close();
      });

      test("a reply typed by hand is sent once", async () => {
        const { strict } = replicas;
        strict.reset();
        const page = await session.page(HOME);
        const [target] = strict.tweets({ n: 40 });
        await openReply(page, target.id);
        assert.deepEqual(await composerState(page), { text: "", ready: false });
        await page.keyboard.type("Nice one");
        await until(page, () => !document.querySelector("[data-testid=tweetButton]").disabled, "an enabled send button");
        await page.click("[data-testid=tweetButton]");
        const { text, href } = await toast(page);
        assert.equal(text, "Your post was sent.");
        assert.deepEqual(strict.state.replies.map(({ in_reply_to, text: sent }) => [in_reply_to, sent]), [[target.id, "Nice one"]]);
        assert.equal(href, `/viewer/status/${strict.state.replies[0].id}`);
        await until(page, () => location.pathname === "/home" && !document.querySelector("[role=dialog]"), "the dialog closed by itself");
        await page.close();
      });

      test("execCommand from the content script fills Draft.js", async () => {
        const page = await session.page(HOME);
        await openReply(page);
        await ask(page, "exec");
        await until(page, () => !document.querySelector("[data-testid=tweetButton]").disabled, "an enabled send button");
        assert.deepEqual(await composerState(page), { text: "#AmazonCart", ready: true });
        await page.close();
      });

      test(`a synthetic paste ${browser === "chromium" ? "fills" : "does not reach"} Draft.js`, async () => {
        const page = await session.page(HOME);
        await openReply(page);
        await ask(page, "paste");
        if (browser === "chromium") await until(page, () => !document.querySelector("[data-testid=tweetButton]").disabled, "an enabled send button");
        // Two frames are enough for React to have rendered whatever it got.
        else await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
        assert.deepEqual(await composerState(page), browser === "chromium" ? { text: "#AmazonCart", ready: true } : { text: "", ready: false });
        await page.close();
      });

      test("storage survives a restart of the browser", async () => {
        await session.restart();
        const popup = await session.openExtensionPage("popup.html");
        await until(popup, () => document.body.dataset.opened === "2", "the popup's second opening, counted from storage");
        await popup.close();
        const page = await session.page(HOME);
        await until(page, () => document.querySelector("#probe"), "the probe's mark after the restart");
      });

      if (mainly("chromium").includes(browser)) switchTests(() => ({ session, replica: replicas.strict }));

      test("errors of the page are collected, and there were none of its own", async () => {
        const noise = /amazon\.com\/probe|ERR_TUNNEL|WebAssembly|NetworkError|Content-Security-Policy|wasm/;
        // Firefox reports what a policy blocks as an uncaught error of the page.
        assert.deepEqual(session.pageErrors.filter((entry) => !noise.test(entry.text)), []);
        assert.deepEqual(session.consoleErrors.filter((entry) => !noise.test(entry.text)), []);
        session.pageErrors.length = 0;
        const page = await session.page(HOME);
        await page.evaluate(() => { setTimeout(() => { throw new Error("on purpose"); }); console.error("also on purpose"); });
        await untilHere(() => session.pageErrors.length === 1 && session.consoleErrors.some((e) => e.text.includes("also on purpose")), "both errors in the collection");
        assert.match(session.pageErrors[0].text, /on purpose/);
      });
    });
  }
});
