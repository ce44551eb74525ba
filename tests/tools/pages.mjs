// Runs the extension over saved pages of the real X:
//
//   node tests/tools/pages.mjs FOLDER        (or: cargo xtask pages FOLDER)
//
// Each page is served as https://x.com without its scripts and without net, in both browsers, after its links were
// swapped: every external link in a tweet's text becomes an Amazon link in X's own markup, and a tweet with text and
// no link gets one at its end. Prints per page how many tweets should carry a button and how many do, with the exact
// marks, and ends with 1 when they differ. What should be there is found out by other means than the extension's.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { startReplica } from "../replica/server.mjs";
import { launch, until } from "../support/browser.mjs";

const FOLDER = { chromium: "dist/chrome", firefox: "dist/firefox" };

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node tests/tools/pages.mjs FOLDER");
  process.exit(2);
}

/** Takes everything out that would run or load, and marks the end of the page for the wait. */
const still = (html) => {
  const body = html
    .replace(/<script\b[^]*?<\/script>/gi, "")
    .replace(/<(link|meta|iframe|base)\b[^>]*>/gi, "")
    .replace(/\s(srcset|poster)="[^"]*"/gi, "")
    .replace(/(<(?:img|video|source)\b[^>]*?\s)src=/gi, "$1data-src=");
  return /<html\b/i.test(body) ? body : `<!doctype html><html><body>${body}</body></html>`;
};

/** In the page: swaps the links and returns the marks that should then be there. Runs before the extension looks. */
function swap() {
  const own = (article, node) => node.closest("article") === article && !node.closest('div[role="link"]');
  const wanted = [];
  let number = 0;
  for (const article of document.querySelectorAll('article[data-testid="tweet"]')) {
    const text = [...article.querySelectorAll('[data-testid="tweetText"]')].find((node) => own(article, node));
    if (!text) continue;
    const asins = [];
    const link = (into) => {
      number += 1;
      const asin = `B0SWAP${String(number).padStart(4, "0")}`;
      asins.push(asin);
      const hidden = (what) => Object.assign(document.createElement("span"), { textContent: what, ariaHidden: "true" });
      const dots = hidden("…");
      into.replaceChildren(hidden("https://"), `amazon.co.uk/Some-Words/`, hidden(`dp/${asin}/ref=tag?tag=author-21`), dots);
      return into;
    };
    const links = [...text.querySelectorAll('a[href*="t.co/"]')];
    for (const anchor of links) link(anchor);
    if (links.length === 0) {
      const anchor = document.createElement("a");
      anchor.href = `https://t.co/swap${number}`;
      text.append(" ", link(anchor));
    }
    // A tweet can carry a button when its page says which it is and has a bar with a reply button.
    const bars = [...article.querySelectorAll('[role="group"]')].filter((bar) => own(article, bar) && bar.querySelector('[data-testid="reply"]'));
    const permalink = [...article.querySelectorAll("time")].find((time) => own(article, time) && time.parentElement.matches('a[href*="/status/"]'))?.parentElement;
    const promoted = [...article.querySelectorAll('[role="group"] a[href$="/analytics"]')].find((a) => own(article, a));
    const id = (permalink ?? promoted)?.getAttribute("href").match(/\/status\/(\d+)/)?.[1];
    if (bars.length > 0 && id) wanted.push(asins.map((asin) => `${id}:${asin}@amazon.co.uk`).join(" "));
  }
  return wanted;
}

const rows = [];
for (const browser of ["chromium", "firefox"]) {
  const pages = {};
  // Saved pages are served by the page's own host, so the replica's app steps aside.
  const replica = await startReplica({
    hosts: {
      "x.com": (request, response) => {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(pages[decodeURIComponent(request.url.slice(1))] ?? "<!doctype html>");
      },
      // Pictures in styles: nothing of a saved page is loaded.
      "pbs.twimg.com": (_, response) => response.writeHead(404).end(),
    },
  });
  const session = await launch({ browser, extension: FOLDER[browser], replica });
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".html")).sort()) {
    pages[file] = still(await readFile(path.join(folder, file), "utf8"));
    const page = await session.page(`https://x.com/${encodeURIComponent(file)}`);
    const wanted = await page.evaluate(`(${swap})()`);
    const marks = () => [...document.querySelectorAll("[data-hashcart]")].map((host) => host.dataset.hashcart);
    // Waits for the number, then takes what is there: a wrong mark or one too many shows in the comparison.
    await until(page, (count) => document.querySelectorAll("[data-hashcart]").length >= count, `${wanted.length} buttons in ${file}`, { args: [wanted.length] }).catch((error) => console.error(error.message));
    const found = await page.evaluate(`(${marks})()`);
    const tweets = await page.evaluate(() => document.querySelectorAll('article[data-testid="tweet"]').length);
    const same = JSON.stringify([...wanted].sort()) === JSON.stringify([...found].sort());
    if (!same) console.error({ browser, file, wanted, found });
    rows.push({ browser, file, tweets, expected: wanted.length, found: found.length, same });
    await page.close();
  }
  await session.close();
  await replica.close();
}
console.table(rows);
process.exit(rows.every((row) => row.same) ? 0 : 1);
