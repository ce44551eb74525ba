// How the list and the popup do with many items: each step as a ratio to the same step with ten items, in the same
// browser and run, because milliseconds say more of the machine than of the program.
//
//   node tests/tools/list-bench.mjs [chromium|firefox] [--runs 5]
import { open, text, until } from "../support/hashcart.mjs";
import { records } from "../support/shelf.mjs";

const browser = process.argv.find((word) => ["chromium", "firefox"].includes(word)) ?? "chromium";
const asked = process.argv.indexOf("--runs");
const runs = asked < 0 ? 5 : Number(process.argv[asked + 1]);
const middle = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];

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

const world = await open(browser, { page: { n: 5 }, settings: { reply: "private" } });
const table = [];
try {
  let there = 0;
  for (const count of [10, 1_000, 10_000]) {
    await world.write(records(count - there, there));
    there = count;
    const steps = { "open the popup": [], "open the list": [], search: [], "sort by title": [], scroll: [] };
    for (let run = 0; run < runs; run += 1) {
      for (const [name, path] of [["open the popup", "popup.html"], ["open the list", "list.html"]]) {
        const page = await world.session.openExtensionPage(path, "#list li");
        const words = text("count_items_many", String(count));
        steps[name].push(await until(page, (wanted) => document.querySelector("#count").textContent === wanted && performance.now(), words, { args: [words], ms: 60_000 }));
        if (path === "list.html") {
          steps.search.push((await timed(page, set, "search", "input", "lamp 9")).worked);
          await timed(page, set, "search", "input", "");
          steps["sort by title"].push((await timed(page, set, "sort", "change", "list_title")).worked);
          steps.scroll.push((await timed(page, (by) => { document.getElementById("view").scrollTop += by; }, 900)).painted);
        }
        await page.close();
      }
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
  console.log(`${name.padEnd(16)}${table.map(([count, steps]) => `${String(count).padStart(8)}: ${steps[name].toFixed(1).padStart(7)} ms ×${(steps[name] / Math.max(base[name], 0.1)).toFixed(1).padEnd(6)}`).join("")}`);
}
