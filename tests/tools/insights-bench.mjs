// What insights cost: X's page with them on as a ratio to off, and the page Insights with many replies as a ratio to the
// same with a hundred; in one browser and run, because milliseconds say more of the machine than of the program.
//
//   node tests/tools/insights-bench.mjs post [--runs 5]                       own time per post, Chromium's profiler
//   node tests/tools/insights-bench.mjs open [chromium|firefox] [--runs 3]    opening with 100, 10,000 and 100,000
import { open, untilHere } from "../support/hashcart.mjs";
import { archive, emptied } from "../support/archive.mjs";

const [what = "open"] = process.argv.slice(2);
const browser = process.argv.find((word) => ["chromium", "firefox"].includes(word)) ?? "chromium";
const asked = process.argv.indexOf("--runs");
const runs = asked < 0 ? 5 : Number(process.argv[asked + 1]);
const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const ON = { v: 1, data: { on: true, own: ["ada"], days: 0 } };

/** Milliseconds that our own program worked while the timeline was scrolled through, by the profiler's samples. */
async function ownTime(world, posts) {
  const page = await world.x(`/home?n=${posts}`);
  const client = await page.createCDPSession();
  await client.send("Profiler.enable");
  await client.send("Profiler.setSamplingInterval", { interval: 100 });
  await client.send("Profiler.start");
  await page.evaluate(async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
      window.__replica?.scrollTo ? window.__replica.scrollTo(top) : scrollTo(0, top);
      await new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(null); });
    }
  });
  const { profile } = await client.send("Profiler.stop");
  await page.close();
  const ours = new Set(profile.nodes.filter(({ callFrame: { url } }) => /hashcart|wasm:|extension:/.test(url)).map(({ id }) => id));
  return profile.samples.reduce((sum, id, nth) => sum + (ours.has(id) ? profile.timeDeltas[nth] : 0), 0) / 1000;
}

async function post() {
  const world = await open("chromium", { page: { knows: "nothing" } });
  const POSTS = 600;
  const times = { off: [], on: [] };
  for (let run = 0; run <= runs; run += 1) {
    for (const state of run % 2 ? ["on", "off"] : ["off", "on"]) {
      await world.write({ insights: state === "on" ? ON : { v: 1, data: { on: false, own: [], days: 730 } } });
      const time = await ownTime(world, POSTS);
      // The first round warms up.
      if (run) times[state].push(time);
    }
  }
  const [off, on] = [middle(times.off), middle(times.on)];
  console.log(`own time for ${POSTS} posts, median of ${runs}: off ${off.toFixed(1)} ms, on ${on.toFixed(1)} ms: ${(on / off).toFixed(3)} of off`);
  console.log(`  off ${times.off.map((it) => it.toFixed(1)).join(" ")}; on ${times.on.map((it) => it.toFixed(1)).join(" ")}`);
  await world.session.close();
  await world.replica.close();
}

/** In a page of ours: fills the archive with so many replies of people to 200 posts. */
const fill = async (count, prefix) => {
  const START = Date.UTC(2026, 0, 1);
  const id = (at, nth) => String(((BigInt(at) - 1288834974657n) << 22n) + BigInt(nth));
  const request = indexedDB.open("hashcart");
  const database = await new Promise((done, bad) => { request.onsuccess = () => done(request.result); request.onerror = bad; });
  const posts = Array.from({ length: 200 }, (_, nth) => id(START + nth * 3_600_000, nth));
  for (let from = 0; from < count; from += 5000) {
    const change = database.transaction("records", "readwrite");
    const store = change.objectStore("records");
    if (from === 0) for (const [nth, post] of posts.entries()) store.put({ v: 1, data: { id: post, author: { handle: "ada", at: START }, products: [`B0BENCH${String(nth % 9).padStart(3, "0")}@amazon.com`], first: START, last: START } }, `post:${post}`);
    for (let nth = from; nth < Math.min(count, from + 5000); nth += 1) {
      const at = START + nth * 60_000;
      const reply = id(at, nth % 4096);
      store.put({ v: 1, data: { id: reply, handle: `${prefix}${(nth * 7) % 20_000}`, parent: { by: "place", post: posts[nth % 200] }, tags: { cart: true }, lang: "en", first: at, last: at } }, `sighting:${reply}`);
    }
    await new Promise((done, bad) => { change.oncomplete = done; change.onerror = bad; });
  }
  database.close();
};

/** In the page, as early as it can be asked: when figures stand there, when all is counted, and the longest time without a turn. */
const watch = () => {
  if (globalThis.bench) return globalThis.bench.all && globalThis.bench;
  const seen = { figures: 0, all: 0, longest: 0 };
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    seen.longest = Math.max(seen.longest, now - last);
    last = now;
    const figure = document.querySelector("#all-people")?.textContent;
    if (figure && figure !== "–") seen.figures ||= now;
    if (seen.figures && document.querySelector("#counting")?.textContent === "") seen.all ||= now;
    if (!seen.all) port2.postMessage(null);
  };
  port2.postMessage(null);
  globalThis.bench = seen;
  return false;
};

async function opening() {
  const world = await open(browser, { settings: null });
  await world.write({ insights: ON });
  const desk = await world.desk();
  // Makes the database, as the background does.
  await desk.evaluate(() => chrome.runtime.sendMessage({ v: 1, call: "drop_insights" }));
  await archive(world);
  const results = [];
  for (const count of [100, 10_000, 100_000]) {
    await emptied(world);
    await desk.evaluate(`(${fill})(${count}, "reader_")`);
    const rounds = [];
    for (let run = 0; run <= runs; run += 1) {
      const page = await world.session.openExtensionPage("insights.html", "main");
      await page.bringToFront();
      const seen = await untilHere(() => page.evaluate(watch), `${count} counted`, 60_000);
      if (run) rounds.push(seen);
      await page.close();
    }
    const own = (part) => middle(rounds.map((it) => it[part]));
    results.push({ count, figures: own("figures"), all: own("all"), longest: own("longest") });
  }
  const [first] = results;
  for (const { count, figures, all, longest } of results) {
    console.log(`${browser}, ${String(count).padStart(7)}: figures after ${figures.toFixed(0)} ms (${(figures / first.figures).toFixed(2)} ×), all counted after ${all.toFixed(0)} ms, longest turn ${longest.toFixed(0)} ms`);
  }
  await world.session.close();
  await world.replica.close();
}

await (what === "post" ? post() : opening());
