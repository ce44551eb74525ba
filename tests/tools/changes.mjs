// What comes of the button when X changes: every sign of the selector table renamed, moved a level up, wrapped, and given
// to its neighbours, alone and in pairs.
//
//   node tests/tools/changes.mjs [--browser chromium|firefox] [--only PATTERN] [--pairs N|all] [--seed S] [--write] [--dist FOLDER]
//
// Prints a row for each trial that did not simply work, then a table. `--write` writes the singles' table to
// tests/changes.json, against which tests/e2e/changes.test.mjs holds both browsers and the selector table's own words.
// `--pairs` tries as many pairs, taken by the seed, and no singles.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { KINDS, pairs, SIGNS, singles, trial } from "../support/changes.mjs";
import { BROWSERS, within } from "../support/hashcart.mjs";
import { chance, picked } from "../support/chance.mjs";

const { values } = parseArgs({ options: { browser: { type: "string" }, only: { type: "string", default: "" }, pairs: { type: "string" }, seed: { type: "string", default: "1" }, dist: { type: "string" }, write: { type: "boolean", default: false } } });
const TABLE = new URL("../changes.json", import.meta.url);

const wanted = ([scene, alter]) => new RegExp(values.only).test(`${alter} ${scene}`);
const all = (values.pairs ? pairs() : singles()).filter(wanted);
const trials = values.pairs && values.pairs !== "all" ? picked(all, Number(values.pairs), chance(Number(values.seed))) : all;

/** Change → scene → browser → result. */
const found = {};
for (const browser of values.browser ? [values.browser] : BROWSERS) {
  const begun = Date.now();
  const counts = {};
  const extension = values.dist ? `${values.dist}/${browser === "firefox" ? "firefox" : "chrome"}` : true;
  await within(browser, { csp: "wasm", extension, ending: { allowed: [/./] } }, async (world) => {
    await world.desk();
    for (const [scene, alter] of trials) {
      const result = await trial(world, scene, alter).catch((error) => `WRONG: ${error.message}`);
      ((found[alter] ??= {})[scene] ??= {})[browser] = result;
      const kind = result.split(/[:,]/)[0];
      counts[kind] = (counts[kind] ?? 0) + 1;
      if (result !== "works") console.log(`${browser}\t${alter}\t${scene}\t${result}`);
    }
  });
  console.log(`${browser}: ${trials.length} trials${values.pairs ? `, seed ${values.seed}` : ""}, ${JSON.stringify(counts)}, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}

if (!values.pairs) {
  const kinds = Object.keys(KINDS);
  const cell = (sign, kind) => Object.entries(found[`${sign}:${kind}`] ?? {}).map(([scene, by]) => {
    const results = [...new Set(Object.values(by))];
    return results.length === 1 ? [scene, results[0]] : [scene, by];
  });
  const table = {};
  for (const sign of Object.keys(SIGNS)) {
    for (const kind of kinds) {
      const cells = cell(sign, kind);
      if (cells.length > 0) (table[sign] ??= {})[kind] = Object.fromEntries(cells);
    }
  }
  const short = (cells) => (cells ? [...new Set(Object.values(cells).map((one) => (typeof one === "string" ? one : JSON.stringify(one))))].join(" | ") : "-");
  console.log(`| sign | ${kinds.join(" | ")} |`);
  for (const [sign, row] of Object.entries(table)) console.log(`| ${sign} | ${kinds.map((kind) => short(row[kind])).join(" | ")} |`);
  if (values.write) {
    const before = values.only ? JSON.parse(readFileSync(TABLE, "utf8")) : {};
    const rows = { ...before };
    for (const [sign, row] of Object.entries(table)) rows[sign] = { ...rows[sign], ...row };
    writeFileSync(TABLE, `${JSON.stringify(rows, null, 1)}\n`);
  }
}
