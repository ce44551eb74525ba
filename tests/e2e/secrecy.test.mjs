// X's page cannot tell that Hashcart is installed: nothing of it can be loaded, and where there is no product there
// is nothing of it in the page.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, hostOf, open, within } from "../support/hashcart.mjs";

const FILES = ["manifest.json", "hashcart-content.js", "twin-content.js", "hashcart.js", "twin.js", "content.js", "page.js", "popup.html", "options.html", "page.css", "icons/icon-32.png", "_locales/en/messages.json"];

/** What the browsers say in the console about attempts that fail, all of which are this test's own. */
const REFUSALS = /(chrome|moz)-extension:\/\/|Failed to load resource|net::ERR|Content Security Policy|Content-Security-Policy|NetworkError|not allowed to load|Security Error|error loading dynamically imported module|Failed to fetch|MIME type|Cross-Origin Request Blocked/i;

/** In the page: every way to load an address; resolves to those that worked. */
async function attempts(urls) {
  const element = (tag, attributes, parent = document.head) => new Promise((done) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.onload = () => { done(tag === "iframe" ? framed(node) : true); node.remove(); };
    node.onerror = () => { done(false); node.remove(); };
    parent.append(node);
  });
  // A refused frame loads the browser's own error page, which is opaque like any other site's.
  const framed = (node) => {
    try {
      return node.contentDocument?.body?.childElementCount > 0;
    } catch {
      return "opaque";
    }
  };
  const worked = [];
  for (const url of urls) {
    const ways = {
      fetch: () => fetch(url).then((response) => response.ok, () => false),
      "no-cors fetch": () => fetch(url, { mode: "no-cors" }).then(() => true, () => false),
      xhr: () => new Promise((done) => {
        const request = new XMLHttpRequest();
        request.onload = () => done(true);
        request.onerror = () => done(false);
        try {
          request.open("GET", url);
          request.send();
        } catch {
          done(false);
        }
      }),
      script: () => element("script", { src: url }),
      module: () => import(url).then(() => true, () => false),
      style: () => element("link", { rel: "stylesheet", href: url }),
      image: () => element("img", { src: url }, document.body),
    };
    for (const [way, load] of Object.entries(ways)) if (await load()) worked.push(`${way} ${url}`);
  }
  return worked;
}

/** Everything by which one page differs from another, without what the server makes anew each time. */
const traits = (page) => page.evaluate(() => ({
  globals: Object.getOwnPropertyNames(window).sort(),
  html: document.documentElement.outerHTML.replace(/ nonce="[^"]*"/g, ""),
  sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
  ours: document.querySelectorAll("[data-hashcart]").length,
  shadows: [...document.querySelectorAll("*")].filter((node) => node.shadowRoot).length,
}));

describe("secrecy", { concurrency: 2 }, () => {
  for (const browser of BROWSERS) {
    describe(browser, { concurrency: 1 }, () => {
      for (const csp of ["none", "strict"]) {
        test(`nothing of the extension loads in the page, ${csp === "none" ? "even without a policy" : "under X's policy"}`, () => within(browser, { csp, page: { n: 8 }, ending: { allowed: [REFUSALS] } }, async (world) => {
          const page = await world.x();
          await hostOf(page, world.tweet("dp"));
          const urls = FILES.map((file) => `${world.session.baseUrl()}/${file}`);
          assert.deepEqual(await page.evaluate(`(${attempts})(${JSON.stringify(urls)})`), []);
          // The ways themselves work: the page's own things do load by them.
          if (csp === "none") {
            const own = await page.evaluate(`(${attempts})(${JSON.stringify(["https://abs.twimg.com/responsive-web/client-web/main.js", "https://pbs.twimg.com/media/1?hue=1&label=own"])})`);
            for (const way of ["fetch", "no-cors fetch", "xhr", "script", "image"]) assert.ok(own.some((line) => line.startsWith(way)), way);
          }
          // Frames tell nothing by their events: what was loaded into them does.
          for (const file of ["popup.html", "options.html"]) {
            await page.evaluate((url) => new Promise((done) => {
              const frame = Object.assign(document.createElement("iframe"), { src: url });
              frame.onload = frame.onerror = done;
              document.body.append(frame);
              // A refused navigation need not fire anything in Firefox; two frames on, it stands.
              requestAnimationFrame(() => requestAnimationFrame(done));
            }), `${world.session.baseUrl()}/${file}`);
          }
          for (const frame of page.frames().slice(1)) assert.ok(!frame.url().startsWith(world.session.baseUrl()), frame.url());
          world.replica.state.cspReports.splice(0);
          world.replica.log.splice(0, Infinity, ...world.replica.log.filter(({ path }) => !path.startsWith("/i/csp_report")));
        }));
      }

      test("a page without a product is the same page, with the extension and without", async () => {
        const seen = [];
        for (const extension of [true, false]) {
          const world = await open(browser, { csp: "wasm", extension });
          try {
            // A page with a product first proves the extension there; then a fresh page without one.
            const there = await world.x("/home?n=8");
            if (extension) await hostOf(there, world.tweet("dp"));
            await there.close();
            const page = await world.x("/search?q=basil&n=1");
            await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
            seen.push(await traits(page));
          } finally {
            await world.end();
          }
        }
        const [withUs, without] = seen;
        assert.deepEqual(withUs.globals, without.globals);
        assert.equal(withUs.html, without.html);
        assert.deepEqual({ ...withUs, globals: 0, html: 0 }, { ...without, globals: 0, html: 0 });
        assert.deepEqual([withUs.ours, withUs.shadows], [0, 0]);
      });
    });
  }
});
