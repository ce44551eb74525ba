// X changes its page: what its signs survive, alone and two at once, and that the selector table says so.
// `node tests/tools/changes.mjs` tries all of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { chance, picked } from "../support/chance.mjs";
import { KINDS, pairs, SIGNS, singles, trial } from "../support/changes.mjs";
import { mainly, open } from "../support/hashcart.mjs";

const TABLE = JSON.parse(readFileSync(new URL("../changes.json", import.meta.url), "utf8"));
const SEED = 12;

/** All testids renamed, in the browser that is faster; in the other some of everything. */
const first = singles().filter(([scene, alter], at, all) => /\.testid:renamed$/.test(alter) && all.findIndex(([, same]) => same === alter) === at);
const SINGLES = {
  chromium: first,
  firefox: picked(singles().filter(([, alter]) => !/\.testid:renamed$/.test(alter) && !/^told/.test(Object.values(TABLE[alter.split(":")[0]][alter.split(":")[1]])[0])), 12, chance(SEED)),
};

describe("changes", () => {
  for (const browser of mainly("chromium")) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "wasm" });
        await world.desk();
      });
      // A fault is reported for developers, beside what its user sees.
      after(() => world?.end({ allowed: [/./] }));

      for (const [scene, alter] of SINGLES[browser]) {
        const [sign, kind] = alter.split(":");
        const wanted = TABLE[sign][kind][scene];
        test(`${sign} ${kind}, ${scene}: ${wanted}`, async () => {
          assert.equal(await trial(world, scene, alter), wanted);
        });
      }

      for (const [scene, alter] of picked(pairs(), 4, chance(SEED))) {
        test(`${alter.replace(",", " and ")}, ${scene}: nothing wrong`, async () => {
          assert.doesNotMatch(await trial(world, scene, alter), /^WRONG|untold/);
        });
      }
    });
  }
});

test("the selector table says what each line survives", () => {
  const source = readFileSync(new URL("../../src/sites/x/selectors.rs", import.meta.url), "utf8");
  const said = {};
  for (const [, doc, line] of source.matchAll(/((?:^\/\/\/.*\n)+)^pub const ([A-Z_]+): /gm)) {
    for (const [, name, kinds] of doc.replace(/\n\/\/\/ /g, " ").matchAll(/`(\w+)` survives ([a-z, ]+)[.;]/g)) said[`${line}.${name}`] = kinds.split(/, | and /).sort();
  }
  const survived = Object.fromEntries(Object.entries(TABLE).map(([sign, row]) => [sign, Object.keys(KINDS).filter((kind) => Object.values(row[kind]).every((one) => one === "works")).sort()]));
  assert.deepEqual(said, survived);
  assert.deepEqual(Object.keys(TABLE).sort(), Object.keys(SIGNS).sort());
  for (const [scene, alter] of singles()) {
    const [sign, kind] = alter.split(":");
    assert.doesNotMatch(TABLE[sign][kind][scene], /WRONG|untold/, alter);
  }
});
