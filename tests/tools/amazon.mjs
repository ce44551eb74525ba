// Runs the readers of the hand-over over saved pages of the real Amazon:
//
//   node tests/tools/amazon.mjs FOLDER        (or: cargo xtask amazon FOLDER)
//
// Each page is served by its own store without its scripts and without net, in both browsers, as the next page of a
// walk. What the extension then says of it is printed beside what a person reads there, which is known from the
// beginning of the file's name. A file of which nothing is known is a failure, as is one that is read otherwise: the
// command then ends with 1.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { startReplica } from "../replica/server.mjs";
import { launch, untilHere } from "../support/browser.mjs";
import { deskOf, inside } from "../support/inside.mjs";
import { granted } from "../support/granted.mjs";
import { itemRecord } from "../support/handover.mjs";

/** By the beginning of the name: what is expected of the walk once it has seen the page. */
const EXPECTED = {
  "product-in-stock": { halt: "press" },
  "product-new-and-used-rows": { halt: "press" },
  // The ordinary row is folded, and opens when its head is pressed.
  "product-prime-price-row-chosen": { halt: "members_chosen", opens: "#newAccordionRow_1", then: "press" },
  "product-used-only": { halt: "used" },
  "cart-two-lines": { lines: 2 },
  "cart-four-lines": { lines: 4 },
  "cart-mobile-fresh-full-retail-empty": { lines: 0 },
  // Nobody told of a press: the cart is asked at once.
  "confirmation-smart-wagon": { tried: true },
  "continue-shopping": { halt: "continue" },
  captcha: { halt: "captcha" },
};

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node tests/tools/amazon.mjs FOLDER");
  process.exit(2);
}

/** Nothing of a saved page runs or loads, but the extension may compile its program. */
const STILL = "default-src 'none'; style-src 'unsafe-inline'; script-src 'wasm-unsafe-eval'";

/** Where the scripts were taken out, so was the end of the advertisements' frames, which then swallow the page. */
const mended = (html) => html.replace(/<iframe\b(?:(?!<\/?iframe)[^])*?<title><\\\/title>(?:\\n|\s)*/gi, "");

/** Amazon's style sheet, which is not saved with the pages, folds the rows of the buy box. */
const FOLDED = "<style>.a-accordion .a-box:not(.a-accordion-active) .a-accordion-inner{display:none}</style>";

const EMPTY = `<!doctype html><link rel="icon" href="data:,"><div id="sc-active-cart"><h2 class="sc-your-amazon-cart-is-empty">Empty</h2></div>`;

const files = (await readdir(folder)).filter((name) => name.endsWith(".html")).sort();
const rows = [];
for (const browser of ["chromium", "firefox"]) {
  const copy = await granted(browser);
  for (const file of files) {
    const [kind, domain] = [file.split(".")[0], `amazon.${file.split(".").slice(1, -2).join(".")}`];
    const wanted = EXPECTED[kind];
    if (!wanted) {
      rows.push({ browser, file, same: false, panel: "nothing is known of this file" });
      continue;
    }
    const html = FOLDED + mended(await readFile(path.join(folder, file), "utf8"));
    const asin = /<input[^>]*id="ASIN"[^>]*value="(\w{10})"/.exec(html)?.[1] ?? "B0HCART001";
    const serve = (request, response) => {
      const cart = request.url.startsWith("/gp/cart/");
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": STILL });
      response.end(cart === kind.startsWith("cart") ? html : EMPTY);
    };
    const replica = await startReplica({ hosts: { [`www.${domain}`]: serve } });
    const session = await launch({ browser, extension: copy.folder, replica });
    const desk = await session.openExtensionPage("options.html", "input[type=radio]");
    deskOf(session.browser, () => desk);
    await desk.evaluate((all) => chrome.storage.local.set(all), Object.fromEntries([itemRecord(asin, { domain })]));
    await desk.evaluate((store, key) => chrome.runtime.sendMessage({ v: 1, call: "begin", store, way: "guided", picks: [{ key, title: "It", wanted: 1 }] }), domain, `${asin}@${domain}`);
    const read = async () => (await desk.evaluate(() => chrome.storage.local.get("walk"))).walk.data;
    const saw = (walk) => {
      if (wanted.tried) return walk.items[0].tried;
      return wanted.lines !== undefined ? walk.before !== undefined : walk.halt !== "loading" && walk.page !== undefined;
    };
    let walk;
    await untilHere(async () => saw(walk = await read()), file, 15_000).catch((error) => console.error(error.message));
    const found = wanted.lines !== undefined ? { lines: walk.before?.length, units: walk.before?.map(({ asin: which, quantity }) => `${which} x ${quantity}`).join() } : { halt: walk.halt, tried: walk.items[0].tried };
    const tab = (await session.browser.pages()).findLast((page) => page.url().includes(domain));
    const panel = await inside(tab, () => tree(document.querySelector("[data-hashcart-panel]"))?.querySelector(".says")?.textContent)
      // A hand-over that goes on by itself leaves its page while it is looked at.
      .catch(() => undefined);
    let same = Object.keys(wanted).every((key) => ["opens", "then"].includes(key) || found[key] === wanted[key]);
    if (wanted.opens) {
      await tab.evaluate((row) => {
        for (const box of document.querySelectorAll("#buyBoxAccordion > .a-box")) box.classList.toggle("a-accordion-active", box.matches(row));
      }, wanted.opens);
      await untilHere(async () => (walk = await read()).halt === wanted.then, `${file}: ${wanted.then}`, 15_000).catch((error) => console.error(error.message));
      found.halt += `, ${walk.halt}`;
      same &&= walk.halt === wanted.then;
    }
    rows.push({ browser, file, asin, ...found, panel: panel?.slice(0, 40), same });
    await session.close();
    await replica.close();
  }
  await copy.remove();
}
console.table(rows);
process.exit(rows.length > 0 && rows.every((row) => row.same) ? 0 : 1);
