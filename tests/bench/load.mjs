// What Hashcart costs a page of X when it is loaded and when all of it is drawn anew, against the floor and the reference of
// `x.mjs`, which take turns with it in one run. Chromium alone: Firefox has no trace that tells it apart. The page has links
// to products from the start, so the longest task of a load is also that of the first link.
//
//   node tests/bench/load.mjs [--rounds 7] [--short] [--json FILE] [--against FOLDER]
//
// Cold is the first page of X in a browser that was just started, warm the same page loaded again.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { open } from "../support/hashcart.mjs";
import { timeline } from "../support/steps.mjs";
import { middle, option, short } from "./asked.mjs";
import { ownTime } from "./trace.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const rounds = Number(option("rounds", short ? 3 : 7));
const VARIANTS = [
  { name: "floor", extension: here("floor") },
  { name: "reference", extension: here("reference") },
  { name: "wasm", extension: true },
  { name: "twin", extension: true, csp: "strict" },
  ...(option("against") ? [{ name: "other", extension: option("against") }] : []),
];
/** After a page is there, what a variant still does for it. */
const SETTLES_MS = 700;
const settled = () => new Promise((done) => { setTimeout(done, SETTLES_MS); });

const times = {};
const note = (load, name, { own, longest }) => {
  ((times[load] ??= {})[name] ??= []).push(own);
  ((times[`${load}: longest task`] ??= {})[name] ??= []).push(longest);
};

/** One variant in a browser of its own: the first load, the same again, and everything drawn anew. */
async function measure({ name, extension, csp = "wasm" }) {
  const world = await open("chromium", { csp, page: { knows: "nothing" }, extension, settings: null });
  const { browser } = world.session;
  const tab = await world.session.page();
  await tab.bringToFront();
  const load = (path) => ownTime(browser, async () => {
    await tab.goto(`https://x.com${path}`, { waitUntil: "load" });
    await timeline(tab);
    await settled();
  });
  note("load, cold", name, await load("/home"));
  for (let again = 0; again < 3; again += 1) note("load, warm", name, await load("/home"));
  for (const theme of ["dark", "light", "dark"]) {
    note("theme, all drawn anew", name, await ownTime(browser, async () => {
      await tab.evaluate((one) => window.__replica.rerender(one), theme);
      await settled();
    }));
  }
  await world.session.close();
  await world.replica.close();
}

for (let round = 0; round < rounds; round += 1) {
  for (let at = 0; at < VARIANTS.length; at += 1) await measure(VARIANTS[(at + round) % VARIANTS.length]);
}
const table = Object.fromEntries(Object.entries(times).map(([load, all]) => [load, Object.fromEntries(Object.entries(all).map(([name, list]) => [name, middle(list)]))]));
console.log(`chromium, medians of ${rounds} rounds, own milliseconds by the trace`);
console.log(["", ...VARIANTS.map(({ name }) => name), "wasm - floor", "twin - floor"].map((head, at) => (at ? head.padStart(14) : head.padEnd(38))).join(""));
for (const [load, row] of Object.entries(table)) {
  const cells = [...VARIANTS.map(({ name }) => row[name]), row.wasm - row.floor, row.twin - row.floor];
  console.log(load.padEnd(38) + cells.map((cell) => cell.toFixed(2).padStart(14)).join(""));
}
if (option("json")) await writeFile(option("json"), JSON.stringify({ browser: "chromium", rounds, table, times }, null, 1));
