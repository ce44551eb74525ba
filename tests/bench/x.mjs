// What Hashcart costs X's page, against a script that only counts posts (floor) and the same work in careful JavaScript
// (reference), in one run: the variants take turns, and only their ratios mean something on another machine.
//
//   node tests/bench/x.mjs [chromium|firefox] [--posts 1500] [--rounds 5] [--short] [--load "no links"] [--against FOLDER] [--json FILE]
//
// `--against` has the folder of another build, such as an older one, take its turns as well, as `other`.
//
// Posts are those of the replica, as its page shows them, put into a page and taken out again in X's manner: three at a
// time, some twenty in the page. In Chromium the time is the variant's own by the browser's profiler; Firefox has none that
// can be asked, so there it is what the same posts take longer than without an extension.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { browser, middle, option, short } from "./asked.mjs";
import { own, prepare, replay } from "./replay.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const posts = Number(option("posts", short ? 600 : 1500));
const rounds = Number(option("rounds", short ? 3 : 5));

const VARIANTS = [
  ...(browser === "firefox" ? [{ name: "page", extension: false }] : []),
  { name: "floor", extension: here("floor") },
  { name: "reference", extension: here("reference") },
  { name: "wasm", extension: true, csp: "wasm" },
  ...(option("against") ? [{ name: "other", extension: option("against"), csp: "wasm" }] : []),
  // Firefox compiles WebAssembly whatever the page says.
  ...(browser === "chromium" ? [{ name: "twin", extension: true, csp: "strict" }] : []),
];
/** Which share of the posts has a link to a product, and of what kind the others are. */
const LOADS = { "no links": [0, "plain"], "5 %": [0.05, "plain"], all: [1, "plain"], "look-alikes": [0, "near"] };

const worlds = [];
for (const variant of VARIANTS) worlds.push(await prepare(browser, variant));
const times = {};
for (const [load, share] of Object.entries(LOADS).filter(([load]) => option("load", load) === load)) {
  const count = share[0] === 1 || share[1] === "near" ? Math.ceil(posts / 5) : posts;
  for (let round = 0; round <= rounds; round += 1) {
    // In turns, each round from another one on.
    for (let at = 0; at < worlds.length; at += 1) {
      const { name, page } = worlds[(at + round) % worlds.length];
      await page.bringToFront();
      let whole = 0;
      const run = async () => { whole = await page.evaluate(replay, [count, share]); };
      const time = browser === "chromium" ? await own(page, run) : (await run(), whole);
      // The first round warms up.
      if (round) ((times[load] ??= {})[name] ??= []).push((time * 1000) / count);
    }
  }
}
const NAMES = ["floor", "reference", "wasm", "twin", ...(option("against") ? ["other"] : [])];
const table = {};
for (const [load, all] of Object.entries(times)) {
  table[load] = {};
  for (const [name, list] of Object.entries(all)) {
    table[load][name] = browser === "chromium" ? middle(list) : middle(list.map((time, at) => time - all.page[at]));
  }
}
console.log(`${browser}, ${posts} posts, medians of ${rounds} rounds, µs per post${browser === "chromium" ? " by the profiler" : " more than the page alone"}`);
console.log(["", ...NAMES, "wasm / floor", "wasm / reference", "twin / reference", ...(option("against") ? ["wasm / other"] : [])].map((head, at) => head.padStart(at ? 17 : 10)).join(""));
for (const [load, row] of Object.entries(table)) {
  const ratio = (one, other) => (row[one] === undefined ? "" : (row[one] / row[other]).toFixed(2));
  const cells = [...NAMES.map((name) => row[name]?.toFixed(1) ?? ""), ratio("wasm", "floor"), ratio("wasm", "reference"), ratio("twin", "reference"), ...(option("against") ? [ratio("wasm", "other")] : [])];
  const spread = (name) => `${name} ${Math.min(...times[load][name]).toFixed(0)} to ${Math.max(...times[load][name]).toFixed(0)}`;
  console.log(load.padStart(10) + cells.map((cell) => cell.padStart(17)).join(""));
  console.log(`           (${Object.keys(times[load]).map(spread).join(", ")})`);
}
if (option("json")) await writeFile(option("json"), JSON.stringify({ browser, posts, rounds, table, times }, null, 1));
for (const { world } of worlds) {
  await world.session.close();
  await world.replica.close();
}
