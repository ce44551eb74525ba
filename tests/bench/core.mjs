// Instructions that the core's jobs take for one item, against the plainest way to do the same, counted by valgrind: of two
// runs less those of one, so that what is made before does not count. Native code; nanoseconds are printed beside them.
//
//   node tests/bench/core.mjs [--json FILE]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { option } from "./asked.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "target/release/examples/core_cost");
const JOBS = [["links", "links-pattern"], ["session", "session-copy"], ["import", "import-parse"], ["merge", "merge-newest"], ["sync", "sync-look-up"]];
const COUNT = 500;

const run = (command, args, { said = "pipe" } = {}) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", said] });
  if (error?.code === "ENOENT") throw new Error(`${command} is not here: install the package of that name`);
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

function instructions(job, times) {
  const folder = mkdtempSync(join(tmpdir(), "hashcart-core-"));
  try {
    run("valgrind", ["--tool=callgrind", `--callgrind-out-file=${join(folder, "out")}`, program, job, String(times)]);
    return Number(/^summary: (\d+)/m.exec(readFileSync(join(folder, readdirSync(folder)[0]), "utf8"))[1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}


run("cargo", ["build", "--quiet", "--release", "--example", "core_cost"], { said: "inherit" });
console.log(run(program, []).trimEnd());
const table = {};
for (const [ours, plain] of JOBS) {
  const [one, other] = [ours, plain].map((job) => (instructions(job, 2) - instructions(job, 1)) / COUNT);
  table[ours] = { ours: one, [plain]: other };
  console.log(`${ours.padEnd(10)}${one.toFixed(0).padStart(10)} instructions${plain.padStart(18)}${other.toFixed(0).padStart(10)}   ratio ${(one / other).toFixed(1)}`);
}
if (option("json")) writeFileSync(option("json"), JSON.stringify(table, null, 1));
