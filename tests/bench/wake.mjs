// What it costs to wake the background: from a question to its answer, asleep and awake, as a ratio to a worker that does
// nothing but read one record and answer. They take turns in one run. Chromium alone: Firefox ends its background by itself.
//
//   node tests/bench/wake.mjs [--rounds 15] [--short] [--json FILE] [--against FOLDER]
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startBackground } from "../support/background.mjs";
import { open } from "../support/hashcart.mjs";
import { middle, option, short } from "./asked.mjs";

const rounds = Number(option("rounds", short ? 5 : 15));
const VARIANTS = [
  { name: "empty", extension: fileURLToPath(new URL("empty", import.meta.url)), page: "page.html" },
  { name: "ours", extension: true, page: "welcome.html" },
  ...(option("against") ? [{ name: "other", extension: option("against"), page: "welcome.html" }] : []),
];

/** How long an answer may take before the benchmark gives up. */
const PATIENCE_MS = 10_000;

/** In a page of the extension: milliseconds from a question to its answer. */
const ask = async (patience) => {
  const begun = performance.now();
  const late = new Promise((done) => { setTimeout(done, patience); });
  const answer = await Promise.race([chrome.runtime.sendMessage({ v: 1, call: "count_to_buy" }), late]);
  if (!answer) throw new Error("no answer");
  return performance.now() - begun;
};

const worlds = [];
for (const variant of VARIANTS) {
  const world = await open("chromium", { extension: variant.extension, settings: null });
  const desk = await world.session.openExtensionPage(variant.page);
  const stop = await desk.createCDPSession();
  await stop.send("ServiceWorker.enable");
  worlds.push({ ...variant, world, desk, stop });
}
const times = {};
for (let round = 0; round <= rounds; round += 1) {
  for (let at = 0; at < worlds.length; at += 1) {
    const { name, world, desk, stop } = worlds[(at + round) % worlds.length];
    await stop.send("ServiceWorker.stopAllWorkers");
    // The driver has each worker that starts wait for a debugger, and lets it go: both variants pay for that alike.
    let answered = false;
    const asking = desk.evaluate(ask, PATIENCE_MS).finally(() => { answered = true; });
    while (!answered) await startBackground(world);
    const asleep = await asking;
    const awake = await desk.evaluate(ask, PATIENCE_MS);
    // The first round fills the browser's caches.
    if (round) for (const [state, ms] of Object.entries({ asleep, awake })) ((times[state] ??= {})[name] ??= []).push(ms);
  }
}
console.log(`chromium, medians of ${rounds} rounds, milliseconds from a question to its answer`);
for (const [state, all] of Object.entries(times)) {
  const row = Object.fromEntries(Object.entries(all).map(([name, list]) => [name, middle(list)]));
  console.log(`${state.padEnd(8)}${Object.entries(row).map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(", ")}; ours - empty ${(row.ours - row.empty).toFixed(1)}, ours / empty ${(row.ours / row.empty).toFixed(2)}${row.other ? `, ours / other ${(row.ours / row.other).toFixed(2)}` : ""}`);
}
if (option("json")) await writeFile(option("json"), JSON.stringify({ browser: "chromium", rounds, times }, null, 1));
for (const { world } of worlds) {
  await world.session.close();
  await world.replica.close();
}
