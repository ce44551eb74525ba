// Whether a long way down costs more than a short one: own time per post of 10,000 posts against 1,000, and what memory is
// kept once they are gone. And whether each button comes in the task that brings its post. Chromium alone.
//
//   node tests/bench/long.mjs [--rounds 7] [--json FILE]
import { writeFile } from "node:fs/promises";
import { middle, option } from "./asked.mjs";
import { own, prepare, replay } from "./replay.mjs";

const rounds = Number(option("rounds", 7));
const SHARE = [0.05, "plain"];

const { page, world } = await prepare("chromium", { name: "wasm", extension: true });
await page.bringToFront();
const client = await page.createCDPSession();
/** MiB of JavaScript's heap in use, in the page's own world and ours, after what is not used was collected. */
const heap = async () => {
  await client.send("HeapProfiler.collectGarbage");
  return (await client.send("Runtime.getHeapUsage")).usedSize / 2 ** 20;
};
const perPost = async (count) => ((await own(page, () => page.evaluate(replay, [count, SHARE]))) * 1000) / count;

await perPost(1_000);
const before = await heap();
const times = { 1_000: [], 10_000: [] };
for (let round = 0; round < rounds; round += 1) {
  for (const count of [1_000, 10_000]) times[count].push(await perPost(count));
}
const after = await heap();
const late = await page.evaluate(replay, [600, [1, "plain"], true]);
const [short, long] = [middle(times[1_000]), middle(times[10_000])];
console.log(`chromium, medians of ${rounds} rounds: own time per post ${short.toFixed(1)} µs of 1,000, ${long.toFixed(1)} µs of 10,000: ${(long / short).toFixed(2)}`);
console.log(`heap ${before.toFixed(2)} MiB before, ${after.toFixed(2)} MiB after ${(rounds * 11_000).toLocaleString("en")} posts`);
console.log(`buttons that came after the task that brought their post: ${late} of 600 posts with a link`);
if (option("json")) await writeFile(option("json"), JSON.stringify({ rounds, times, heap: { before, after }, late }, null, 1));
await world.session.close();
await world.replica.close();
