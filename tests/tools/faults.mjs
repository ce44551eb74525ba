// Random courses of a press with faults in the middle: the background is killed, pages close, load anew or are drawn
// anew, records are unreadable, X's answer breaks off. Items are never lost, replies never doubled, every end has a name.
//
//   node tests/tools/faults.mjs [--runs 100] [--seed 1] [--only 11] [--browser chromium|firefox] [--dist FOLDER]
//
// The same seed gives the same courses; `--only` runs one of them, by its number. Prints each course that went wrong with its number, and ends with 1.
import { parseArgs } from "node:util";
import { chance } from "../support/chance.mjs";
import { draw, run } from "../support/faults.mjs";
import { PREFS } from "../support/full.mjs";
import { BROWSERS, within } from "../support/hashcart.mjs";

const { values } = parseArgs({ options: { runs: { type: "string", default: "100" }, seed: { type: "string", default: "1" }, only: { type: "string" }, browser: { type: "string" }, dist: { type: "string" } } });
let failed = 0;
for (const browser of values.browser ? [values.browser] : BROWSERS) {
  const next = chance(Number(values.seed));
  const begun = Date.now();
  const faults = {};
  const extension = values.dist ? `${values.dist}/${browser === "firefox" ? "firefox" : "chrome"}` : true;
  await within(browser, { csp: "wasm", extension, prefs: browser === "firefox" ? PREFS : {}, ending: { allowed: [/Failed to load resource/] } }, async (world) => {
    for (let at = 0; at < Number(values.runs); at += 1) {
      const course = draw(next);
      if (values.only && at !== Number(values.only)) continue;
      for (const fault of Object.values(course.steps)) faults[fault] = (faults[fault] ?? 0) + 1;
      const wrong = await run(world, course);
      if (wrong.length > 0) {
        failed += 1;
        console.log(`${browser} ${at}: ${JSON.stringify(course)}\n  ${wrong.join("\n  ")}`);
      }
    }
  });
  console.log(`${browser}: ${values.runs} courses, seed ${values.seed}, ${failed} wrong, ${JSON.stringify(faults)}, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}
process.exitCode = failed > 0 ? 1 : 0;
