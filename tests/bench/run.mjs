// `cargo xtask bench`: the benchmarks, one after the other, as tables; what they measured goes to target/bench as JSON.
//
//   node tests/bench/run.mjs [posts|long|load|wake|list|core ...] [chromium|firefox] [--short]
//
// Without a name all of them. `--short` tells a developer in a minute whether X's page became slower: posts without a link,
// and five in a hundred.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const asked = process.argv.slice(2);
const short = asked.includes("--short");
const browser = asked.find((word) => ["chromium", "firefox"].includes(word)) ?? "chromium";
/** Each with its script, and whether it is for Chromium alone. */
const BENCHES = {
  posts: { script: "x.mjs", args: [browser, ...(short ? ["--short"] : [])] },
  long: { script: "long.mjs", args: [], chromium: true },
  load: { script: "load.mjs", args: [], chromium: true },
  wake: { script: "wake.mjs", args: [], chromium: true },
  list: { script: "list.mjs", args: [browser] },
  core: { script: "core.mjs", args: [] },
};
const named = Object.keys(BENCHES).filter((name) => asked.includes(name));
const wanted = named.length > 0 ? named : short ? ["posts"] : Object.keys(BENCHES).filter((name) => browser === "chromium" || !BENCHES[name].chromium);

mkdirSync(`${root}/target/bench`, { recursive: true });
for (const name of wanted) {
  const { script, args, chromium } = BENCHES[name];
  if (chromium && browser === "firefox") throw new Error(`${name} is measured in Chromium alone: Firefox has no trace, and no way to end its background`);
  console.log(`\n## ${name}`);
  const { status } = spawnSync(process.execPath, [`${root}/tests/bench/${script}`, ...args, "--json", `${root}/target/bench/${name}-${browser}.json`], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
