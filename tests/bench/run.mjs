// `cargo xtask bench`: the benchmarks, one after the other, as tables; what they measured goes to target/bench as JSON.
//
//   node tests/bench/run.mjs [posts|long|load|wake|list|core ...] [chromium|firefox] [--short]
//
// Without a name all of them; with `--short` posts alone, which tells a developer in a minute whether X's page became slower.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { browser, short } from "./asked.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const asked = process.argv.slice(2);
/** Each with its script, and whether it is for Chromium alone. */
const BENCHES = {
  posts: { script: "x.mjs", args: [browser] },
  long: { script: "long.mjs", args: [], chromium: true },
  load: { script: "load.mjs", args: [], chromium: true },
  wake: { script: "wake.mjs", args: [], chromium: true },
  list: { script: "list.mjs", args: [browser] },
  core: { script: "core.mjs", args: [] },
};
const named = Object.keys(BENCHES).filter((name) => asked.includes(name));
const wanted = named.length > 0 ? named : short ? ["posts"] : Object.keys(BENCHES).filter((name) => browser === "chromium" || !BENCHES[name].chromium);

// Said before any of them, which take minutes.
const alone = wanted.filter((name) => BENCHES[name].chromium && browser === "firefox");
if (alone.length > 0) throw new Error(`${alone.join(", ")}: measured in Chromium alone, since Firefox has no trace, and no way to end its background`);
if (wanted.includes("core") && spawnSync("valgrind", ["--version"]).error) throw new Error("core: valgrind counts the instructions, and is not here: install the package of that name, or name the others");
mkdirSync(`${root}/target/bench`, { recursive: true });
for (const name of wanted) {
  const { script, args } = BENCHES[name];
  console.log(`\n## ${name}`);
  const { status } = spawnSync(process.execPath, [`${root}/tests/bench/${script}`, ...args, ...(short ? ["--short"] : []), "--json", `${root}/target/bench/${name}-${browser}.json`], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
