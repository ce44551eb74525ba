// How the list and the popup do with many items: each step as a ratio to the same step with ten items, in the same
// browser and run, because milliseconds say more of the machine than of the program.
//
//   node tests/bench/list.mjs [chromium|firefox] [--runs 5] [--json FILE]
import { writeFile } from "node:fs/promises";
import { open, text, until } from "../support/hashcart.mjs";
import { records } from "../support/shelf.mjs";
import { browser, middle, option } from "./asked.mjs";

const runs = Number(option("runs", 5));
const many = (count) => text("count_to_buy", count);

/** In the page: milliseconds that the page's own handler worked, and until the frame after it. */
const timed = (page, act, ...args) => page.evaluate(`(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  const begun = performance.now();
  (${act})(...${JSON.stringify(args)});
  const worked = performance.now() - begun;
  await frame();
  return { worked, painted: performance.now() - begun };
})()`);

/** In the page: what a hand does to a field. */
const set = (id, event, value) => {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new Event(event, { bubbles: true }));
};

/** In the page, as early as it can be asked: notes when there are rows, when all are counted, and the longest time without a turn. */
const watch = (address, words) => {
  if (location.href !== address || globalThis.bench) return globalThis.bench?.all && globalThis.bench;
  const seen = { rows: 0, all: 0, longest: 0 };
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    seen.longest = Math.max(seen.longest, now - last);
    last = now;
    if (document.querySelector("#list li")) seen.rows ||= now;
    if (document.querySelector("#count")?.textContent === words) seen.all ||= now;
    if (!seen.all) port2.postMessage(null);
  };
  port2.postMessage(null);
  globalThis.bench = seen;
  return false;
};

/** In the page: writes one more record; milliseconds until its row is there. */
const addOne = async (record) => {
  const [[name]] = Object.entries(record);
  const row = () => document.querySelector(`#list [data-key="${name.slice("item:".length)}"]`);
  const begun = performance.now();
  const there = new Promise((done) => {
    const observer = new MutationObserver(() => row() && (observer.disconnect(), done()));
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await chrome.storage.local.set(record);
  await there;
  return performance.now() - begun;
};

const world = await open(browser, { page: { n: 5 }, settings: null });
// Not the options, which read the whole list after each change of it.
const desk = await world.session.openExtensionPage("welcome.html", "input[type=radio]");
const table = [];
try {
  let there = 0;
  for (const count of [10, 1_000, 10_000]) {
    await desk.evaluate((all) => chrome.storage.local.set(all), records(count - there, there));
    there = count;
    const steps = {};
    const note = (name, ms) => (steps[name] ??= []).push(ms);
    /** Opens a page; returns it once all are known there. */
    const opened = async (name) => {
      const page = await world.session.page();
      const address = `${world.session.baseUrl()}/${name}.html`;
      page.goto(address).catch(() => {});
      const seen = await until(page, watch, many(count), { args: [address, many(count)], ms: 60_000 });
      note(`${name}: first rows`, seen.rows);
      note(`${name}: all known`, seen.all);
      note(`${name}: longest`, seen.longest);
      return page;
    };
    for (let run = 0; run < runs; run += 1) await (await opened("popup")).close();
    for (let run = 0; run < runs; run += 1) {
      const page = await opened("list");
      note("search", (await timed(page, set, "search", "input", "lamp 9")).worked);
      await timed(page, set, "search", "input", "");
      note("sort by title", (await timed(page, set, "sort", "change", "list_title")).worked);
      await timed(page, set, "sort", "change", "list_newest");
      note("scroll", (await timed(page, (by) => { document.getElementById("view").scrollTop += by; }, 900)).painted);
      // The last page stays for the new ones, which come first.
      await page.evaluate(() => { document.getElementById("view").scrollTop = 0; });
      if (run === runs - 1) for (; there < count + runs; there += 1) note("add one", await page.evaluate(addOne, records(1, there)));
      await page.close();
    }
    table.push([count, Object.fromEntries(Object.entries(steps).map(([name, all]) => [name, middle(all)]))]);
  }
} finally {
  await world.session.close();
  await world.replica.close();
}
const [, base] = table[0];
console.log(`${browser}, the middle of ${runs} runs: milliseconds, and how many times that of ten items`);
for (const name of Object.keys(base)) {
  console.log(`${name.padEnd(18)}${table.map(([count, steps]) => `${String(count).padStart(8)}: ${steps[name].toFixed(1).padStart(7)} ms ×${(steps[name] / Math.max(base[name], 0.1)).toFixed(1).padEnd(6)}`).join("")}`);
}
if (option("json")) await writeFile(option("json"), JSON.stringify({ browser, runs, table }, null, 1));
